//! Recommendation, indices, incidents, and what satisfaction may do outside the survey.

use super::{Cell, Row, Table, heads, notes};
use crate::report::{Estimate, Report};
use crate::words::Language;
use crate::words::names::text;

/// The three groups of the recommendation score, then the score.
pub fn recommendation(report: &Report, language: Language) -> Table {
    let head =
        language.of(["推荐", "占比或得分", "人数", "共"], ["recommendation", "share or score", "said by", "base"]);
    let mut rows = Vec::new();
    let mut cautions = Vec::new();
    if let Some(own) = &report.recommendation {
        let shares = [&own.promoters_share, &own.passives_share, &own.detractors_share];
        for (place, (name, share)) in recommendation_names(language).into_iter().zip(shares).enumerate() {
            let count = own.counts.and_then(|counts| counts.get(place).copied());
            rows.push(Row::part(vec![
                Cell::words(name),
                Cell::share(share, language),
                count.map_or_else(|| Cell::words(""), Cell::count),
                Cell::count(own.base),
            ]));
        }
        let name = language.of("推荐得分（−100 到 100）", "recommendation score (−100 to 100)");
        let score = Cell::signed(&own.score, language, 1);
        let cells = vec![Cell::words(name), score, Cell::words(""), Cell::count(own.base)];
        rows.push(Row { cells, is_whole: true });
        cautions = own.notes.clone();
    }
    Table {
        id: "recommendation".into(),
        title: language.of("愿不愿意推荐", "Would they recommend it").into(),
        heads: heads(head),
        rows,
        notes: notes(cautions, language),
        main: 1,
    }
}

/// What the three groups of the recommendation score are called.
pub fn recommendation_names(language: Language) -> [&'static str; 3] {
    language.of(
        ["乐于推荐（9–10）", "不置可否（7–8）", "不会推荐（0–6）"],
        ["promoters (9 or 10)", "passives (7 or 8)", "detractors (0 to 6)"],
    )
}

/// The index of satisfaction and how little effort it took.
pub fn indices(report: &Report, language: Language) -> Table {
    let head = language.of(["指标", "数值", "人数"], ["measure", "value", "base"]);
    let mut rows = Vec::new();
    let mut cautions = Vec::new();
    if let Some(index) = &report.index {
        let name = language.of("满意指数（0 到 100）", "satisfaction index (0 to 100)");
        let value = Cell::decimal(&index.index, language, 1);
        rows.push(Row::part(vec![Cell::words(name), value, Cell::count(index.base)]));
        cautions.extend(index.notes.iter().copied());
    }
    if let Some(effort) = &report.effort {
        let [low, high] = effort.scale;
        let name = text(&effort.name, language);
        let mean = language.of(
            format!("{name}：平均（{low} 到 {high}，越高越省力）"),
            format!("{name}: mean ({low} to {high}, more is easier)"),
        );
        let easy = language.of(format!("{name}：最省力两档"), format!("{name}: two easiest levels"));
        let value = Cell::decimal(&effort.mean, language, 2);
        rows.push(Row::part(vec![Cell::words(mean), value, Cell::count(effort.base)]));
        let share = Cell::share(&effort.easy_share, language);
        rows.push(Row::part(vec![Cell::words(easy), share, Cell::count(effort.base)]));
        cautions.extend(effort.notes.iter().copied());
    }
    Table {
        id: "indices".into(),
        title: language.of("满意指数与省力程度", "Index of satisfaction, and effort").into(),
        heads: heads(head),
        rows,
        notes: notes(cautions, language),
        main: 1,
    }
}

/// Each kind of incident, then all of an item.
pub fn incidents(report: &Report, language: Language) -> Table {
    let head = language.of(
        ["遇到的事", "占比", "人数", "其中严重", "说了出来", "说了的得到解决", "作答人数"],
        ["incident", "share", "met by", "of these severe", "told", "of the told solved", "base"],
    );
    let mut rows = Vec::new();
    let mut cautions = Vec::new();
    for item in &report.incidents {
        for kind in &item.kinds {
            rows.push(Row::part(vec![
                Cell::words(text(&kind.text, language)),
                Cell::share(&kind.share, language),
                kind.count.map_or_else(|| Cell::words(""), Cell::count),
                Cell::share(&kind.severe_share, language),
                Cell::share(&kind.told_share, language),
                Cell::share(&kind.solved_share, language),
                Cell::count(item.base),
            ]));
        }
        let cells = vec![
            Cell::words(language.of("至少一件", "at least one")),
            Cell::share(&item.any_share, language),
            Cell::words(""),
            Cell::words(""),
            Cell::share(&item.told_share, language),
            Cell::share(&item.solved_share, language),
            Cell::count(item.base),
        ];
        rows.push(Row { cells, is_whole: true });
        cautions.extend(item.notes.iter().copied());
    }
    Table {
        id: "incidents".into(),
        title: language.of("遇到的事与补救", "What went wrong, and what came of it").into(),
        heads: heads(head),
        rows,
        notes: notes(cautions, language),
        main: 1,
    }
}

/// Signs of answers that were given without reading.
pub fn quality(report: &Report, language: Language) -> Table {
    let own = &report.quality;
    let head = language.of(["疑点", "占比", "人数"], ["doubt", "share", "base"]);
    let row = |name: &str, estimate: &Estimate| {
        Row::part(vec![Cell::words(name), Cell::share(estimate, language), Cell::count(estimate.base)])
    };
    let doubts = [
        (language.of("答得太快，来不及读", "too fast to have been read"), &own.speeding_share),
        (language.of("一路选同一个答案", "the same answer all along"), &own.straight_line_share),
        (language.of("同一分钟里有一份一样的", "the same as another in the same minute"), &own.duplicate_share),
    ];
    let mut rows: Vec<Row> = doubts.into_iter().map(|(name, share)| row(name, share)).collect();
    let flagged = language.of("有两处以上疑点", "two doubts or more");
    rows.push(Row { is_whole: true, ..row(flagged, &own.flagged_share) });
    let note = match own.left_out {
        true => language.of(
            "这份报告没有计入有两处以上疑点的回答。",
            "Responses with two doubts or more are left out of this report.",
        ),
        false => language.of(
            "疑点只是提醒：所有回答都照常计入；要看去掉两处以上疑点后的结果，可另做一份报告对照。",
            "Doubts are a hint: every response counts. To see what changes without those that have two or more, make \
             another report and compare.",
        ),
    };
    Table {
        id: "quality".into(),
        title: language.of("作答是否认真", "Signs of careless answers").into(),
        heads: heads(head),
        rows,
        notes: vec![note.into()],
        main: 1,
    }
}

/// What would follow if the settings were true.
pub fn scenarios(report: &Report, language: Language) -> Table {
    let head = language.of(["如果设定成立", "数值", "依据人数"], ["if the settings were true", "value", "base"]);
    let mut rows = Vec::new();
    let mut cautions = Vec::new();
    if let Some(own) = &report.scenarios {
        let mut line = |zh: &str, en: &str, estimate: &Estimate, cell: fn(&Estimate, Language) -> Cell| {
            let name = Cell::words(language.of(zh, en));
            rows.push(Row::part(vec![name, cell(estimate, language), Cell::count(estimate.base)]));
        };
        let share: fn(&Estimate, Language) -> Cell = Cell::share;
        let one: fn(&Estimate, Language) -> Cell = |estimate, language| Cell::decimal(estimate, language, 1);
        line("每百人把不好的说给别人（次）", "a hundred respondents tell something bad, times", &own.told_bad, one);
        line("每百人把好的说给别人（次）", "a hundred respondents tell something good, times", &own.told_good, one);
        if let Some(said) = &own.said_bad {
            line("受访者自己说：把不好的告诉了几人", "by their own account, people told something bad", said, one);
        }
        if let Some(said) = &own.said_good {
            line("受访者自己说：把好的告诉了几人", "by their own account, people told something good", said, one);
        }
        if let Some([bad, good]) = &own.reach {
            line("听到不好的（人）", "people who hear something bad", bad, one);
            line("听到好的（人）", "people who hear something good", good, one);
        }
        line("不满的人（最低两档）", "dissatisfied (two lowest levels)", &own.dissatisfied_share, share);
        line("遇到问题会说出来的", "of those with a problem, tell about it", &own.complaining_share, share);
        let [low, high, quickly] = &own.kept;
        line(
            "肯说的人多起来并得到解决，每百人多留下（低）",
            "more stay of a hundred if more complain and are helped, low",
            low,
            one,
        );
        line("同上（高）", "the same, high", high, one);
        line("同上，很快解决", "the same, helped quickly", quickly, one);
        line("预计流失，连流失率的不确定也算上", "likely to be lost, the rates being uncertain too", &own.loss, share);
        line("下一期还在的", "stay for another period", &own.retention, share);
        line("平均留几期", "periods that a customer stays", &own.lifetime, one);
        if let Some(value) = &own.lifetime_value {
            line("一位顾客的终身价值", "what a customer is worth", value, one);
        }
        cautions = own.notes.clone();
    }
    Table {
        id: "scenarios".into(),
        title: language.of("口碑、投诉与流失的推算", "Word of mouth, complaints and loss").into(),
        heads: heads(head),
        rows,
        notes: notes(cautions, language),
        main: 1,
    }
}
