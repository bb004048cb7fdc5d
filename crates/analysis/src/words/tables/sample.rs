//! What a survey needs before anybody is asked.

use super::{Cell, Row, Table, heads};
use crate::planner::{Aim, Needed, SamplePlan, Shows};
use crate::words::{Language, decimal, percent, whole};

/// What so many responses can show, how many are needed, and what slips alone would do.
pub fn sample(plan: &SamplePlan, language: Language) -> Vec<Table> {
    let mut tables = vec![shows(plan, language), needs(plan, language)];
    if !plan.slips.is_empty() {
        tables.push(slips(plan, language));
    }
    tables
}

fn number(text: String, value: f64) -> Cell {
    Cell { value: Some(value), ..Cell::words(text) }
}

fn plus_minus(text: &str) -> String {
    format!("±{text}")
}

fn shows(plan: &SamplePlan, language: Language) -> Table {
    let head = language.of(
        ["回答份数", "占比 50%", "1 到 7 的平均", "推荐得分", "一个也没遇到：最多", "α = 0.80 的区间"],
        [
            "responses",
            "share of 50 %",
            "mean from 1 to 7",
            "recommendation score",
            "seen by nobody: at most",
            "alpha of 0.80",
        ],
    );
    let row = |shows: &Shows| {
        let none = || Cell::words("–");
        Row::part(vec![
            number(whole(shows.responses), shows.responses as f64),
            number(plus_minus(&percent(shows.share, language)), shows.share),
            shows.mean.map_or_else(none, |mean| number(plus_minus(&decimal(mean, 2)), mean)),
            number(plus_minus(&decimal(shows.score, 1)), shows.score),
            number(percent(shows.none_seen, language), shows.none_seen),
            shows.alpha.map_or_else(none, |[low, high]| {
                Cell::words(format!("{}{}{}", decimal(low, 2), language.of(" 至 ", " to "), decimal(high, 2)))
            }),
        ])
    };
    Table {
        id: "sample-shows".into(),
        title: language.of("这么多份回答能看出什么", "What so many responses can show").into(),
        heads: heads(head),
        rows: plan.shows.iter().map(row).collect(),
        notes: vec![
            language
                .of(
                    "± 是 95% 区间的一半；平均按标准差 1.3 算，推荐得分按乐于推荐 40%、不会推荐 20% 算，α 按四道题算。",
                    "± is half of a 95 % interval; the mean assumes a standard deviation of 1.3, the score 40 % promoters \
                     and 20 % detractors, alpha four items.",
                )
                .into(),
            language
                .of(
                    "不到 10 份不显示数字，不到 30 份只当线索。这些数字只管偶然：谁愿意作答，份数再多也弥补不了。",
                    "Below 10 responses no numbers are shown, below 30 they are hints. All this is about chance alone: who \
                     chooses to answer is not made good by more responses.",
                )
                .into(),
        ],
        main: 1,
    }
}

fn needs(plan: &SamplePlan, language: Language) -> Table {
    let head = language.of(["想看出什么", "需要"], ["what is to be seen", "needs"]);
    let row = |needed: &Needed| {
        let responses = number(whole(needed.responses), needed.responses as f64);
        Row::part(vec![Cell::words(aim(needed.aim, language)), responses])
    };
    Table {
        id: "sample-needs".into(),
        title: language.of("需要多少份回答", "How many responses are needed").into(),
        heads: heads(head),
        rows: plan.needs.iter().map(row).collect(),
        notes: vec![
            language
                .of(
                    "比较两组或两期时，数字是每组、每期各要的份数，有八成把握看出这样的差别。",
                    "Where two groups or waves are compared, each needs this many, to see such a difference with a chance of \
                     80 %.",
                )
                .into(),
        ],
        main: 1,
    }
}

fn aim(aim: Aim, language: Language) -> String {
    match aim {
        Aim::Margin(margin) => {
            let margin = percent(margin, language);
            language.of(format!("占比误差不超过 ±{margin}"), format!("a share within ±{margin}"))
        }
        Aim::Distance(distance) => {
            let distance = decimal(distance, 1);
            language.of(
                format!("两组平均相差 {distance} 个标准差（每组）"),
                format!("two means {distance} standard deviations apart (each group)"),
            )
        }
        Aim::Change([from, to]) => {
            let (from, to) = (percent(from, language), percent(to, language));
            language.of(
                format!("占比从 {from} 变到 {to}（每期）"),
                format!("a share that moves from {from} to {to} (each wave)"),
            )
        }
        Aim::PenaltyReward(touchpoints) => language.of(
            format!("{touchpoints} 个接触点的扣分和加分（全部答齐的）"),
            format!("penalties and rewards of {touchpoints} touchpoints (complete responses)"),
        ),
    }
}

fn slips(plan: &SamplePlan, language: Language) -> Table {
    let head = language.of(["每一答手滑的机会", "被误算成受损的人"], ["chance of a slip", "violated by slips alone"]);
    let row = |[slip, share]: &[f64; 2]| {
        Row::part(vec![number(percent(*slip, language), *slip), number(percent(*share, language), *share)])
    };
    Table {
        id: "sample-slips".into(),
        title: language.of("单凭手滑会误算多少", "What slips of the finger alone would do").into(),
        heads: heads(head),
        rows: plan.slips.iter().map(row).collect(),
        notes: Vec::new(),
        main: 1,
    }
}
