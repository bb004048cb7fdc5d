//! Overall satisfaction level by level, and how the answers lie on their scales.

use esteem_analysis::report::{Answers, Report};
use esteem_analysis::words::tables::{self, RatingGroup};
use esteem_analysis::words::{self, Language};

use super::{ends, percent, shown, spoken_share};
use crate::figure::{
    DistributionFigure, DistributionGroup, DistributionRow, Figure, StateTone, StatesFigure, StatesRow,
};

/// A bar for each level, the best first; nothing where there are too few answers to show a level of the whole.
pub(super) fn overall(report: &Report, like: &Report, language: Language) -> Option<Figure> {
    let overall = report.overall.as_ref()?;
    let row = |level: &esteem_analysis::report::LevelCount| {
        let own = overall.levels.iter().flatten().find(|own| own.code == level.code);
        let share = own.map_or(&overall.satisfied_share, |own| &own.share);
        let name = tables::level_name(level, language);
        let text = percent(share, language);
        StatesRow {
            tone: StateTone::Level(u8::try_from(level.code - 1).unwrap_or_default()),
            share: share.value,
            interval: ends(share),
            recovered: None,
            spoken: format!("{name}{}{}", language.of("：", ": "), spoken_share(share, language)),
            text,
            name,
        }
    };
    let rows: Vec<StatesRow> = tables::overall_levels(like).map(row).collect();
    let title = language.of("总体评价各档的占比", "Shares of the levels of overall satisfaction").into();
    (!rows.is_empty()).then_some(Figure::States(StatesFigure { title, rows, shared: None }))
}

/// A bar for each rating, in groups of the same scale.
pub(super) fn distributions(report: &Report, like: &Report, language: Language) -> Figure {
    let groups = tables::rating_groups(report, like);
    let count: usize = groups.iter().map(|group| group.rows.len()).sum();
    Figure::Distribution(DistributionFigure {
        title: language.of(
            format!("{count} 道评分题的回答分布"),
            format!("How the answers to {count} ratings lie on their scales"),
        ),
        groups: groups.iter().map(|group| distribution(group, language)).collect(),
        shared: None,
    })
}

fn distribution(group: &RatingGroup<'_>, language: Language) -> DistributionGroup {
    let levels: Vec<String> = group
        .in_order()
        .into_iter()
        .map(|level| level.label.as_ref().map_or_else(String::new, |label| label.get(language.tag()).to_owned()))
        .collect();
    DistributionGroup {
        title: group.title(language).into(),
        middle: levels.len() / 2,
        is_judged: group.is_judged,
        rows: group.rows.iter().map(|answers| row(group, answers, language)).collect(),
        levels,
    }
}

fn row(group: &RatingGroup<'_>, answers: &Answers, language: Language) -> DistributionRow {
    let levels = group.levels_of(answers);
    let values: Option<Vec<f64>> =
        levels.as_ref().map(|levels| levels.iter().map(|level| level.share.value.unwrap_or_default()).collect());
    let half = group.levels.len() / 2;
    let sum = |shares: &[f64]| words::percent(shares.iter().sum::<f64>().min(1.0), language);
    let side = |take: fn(&[f64], usize) -> &[f64]| {
        values.as_ref().map_or_else(String::new, |values| sum(take(values, half.min(values.len()))))
    };
    let mut spoken = format!("{}{}", group.row_name(answers, language), language.of("：", ": "));
    let mean = answers.codes.as_ref().map(|codes| &codes.mean);
    let reason = mean.map_or_else(String::new, |mean| shown(mean, language, |_| String::new()));
    match (mean.and_then(|mean| mean.interval), &levels) {
        (_, None) => spoken += &reason,
        (interval, Some(levels)) => {
            let average = mean.map_or_else(String::new, |mean| shown(mean, language, |mean| words::decimal(mean, 2)));
            let range = interval.map(|interval| words::interval(&interval, 2, language));
            let range = range.map_or_else(String::new, |range| {
                language.of(format!("，95% 区间 {range}"), format!(", 95 % interval {range}"))
            });
            let base = words::whole(answers.base);
            spoken += &language
                .of(format!("平均 {average}{range}，{base} 人"), format!("mean {average}{range}, {base} respondents"));
            for level in levels {
                let share = percent(&level.share, language);
                spoken += &format!("{}{} {share}", language.of("；", "; "), tables::level_name(level, language));
            }
        }
    }
    DistributionRow {
        name: group.short_name(answers, language),
        low_text: side(|values, half| &values[..half]),
        high_text: side(|values, half| &values[values.len() - half..]),
        shares: values,
        reason,
        spoken,
    }
}
