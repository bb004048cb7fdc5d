//! How the answers to every rating lie on its scale.

use esteem_study::{Facet, Text};

use super::{Cell, Head, Row, Table, level_name};
use crate::report::{Answers, LevelCount, Report};
use crate::responses::Absent;
use crate::words::Language;
use crate::words::names::{absent, text};
use crate::words::numbers::{percent, whole};

/// The most levels that are told apart; of finer scales, the mean says more than the levels.
const MOST_LEVELS: usize = 11;

/// Ratings on the same scale.
#[derive(Clone, Debug, PartialEq)]
pub struct RatingGroup<'r> {
    /// Which facet of touchpoints they are about; none for other items.
    pub facet: Option<Facet>,
    /// The levels by rising code. Only codes and words count; empty where there are too few answers to show any.
    pub levels: &'r [LevelCount],
    /// Whether the good end of the scale is known, as it is of touchpoints.
    pub is_judged: bool,
    /// Whether the lowest code is the best.
    pub is_turned: bool,
    /// The answers, in the order of the study.
    pub rows: Vec<&'r Answers>,
}

impl<'r> RatingGroup<'r> {
    /// What stands above the group; empty for items other than touchpoints.
    pub fn title(&self, language: Language) -> &'static str {
        self.facet.map_or("", |facet| match facet {
            Facet::Perceived => language.of("实际得到的", "What they got"),
            Facet::Expected => language.of("事先期望的", "What they expected"),
            Facet::Adequate => language.of("最低可接受的", "The least that they accept"),
            Facet::Desired => language.of("理想的", "What they would like"),
            Facet::Importance => language.of("有多重要", "How much it matters"),
        })
    }

    /// What a row is called below the title of its group. Of an item that is asked the other way round than it is called,
    /// that is said, because the levels are those of the question.
    pub fn short_name(&self, answers: &Answers, language: Language) -> String {
        let name = text(&answers.name, language);
        match answers.reverse {
            true => language.of(format!("{name}（反着问）"), format!("{name} (asked the other way round)")),
            false => name.into(),
        }
    }

    /// What a row is called where the title of the group is not in sight.
    pub fn row_name(&self, answers: &Answers, language: Language) -> String {
        let name = self.short_name(answers, language);
        match self.facet {
            None => name,
            Some(facet) => format!("{name}{}{}", language.of("：", ": "), facet_name(facet, language)),
        }
    }

    /// The levels in the order of the reader: the worst first, or the lowest code where no end is the good one.
    pub fn in_order(&self) -> Vec<&'r LevelCount> {
        in_order(self.levels, self.is_turned)
    }

    /// The same levels with the counts of one of its rows; nothing where they cannot be shown.
    pub fn levels_of<'a>(&self, answers: &'a Answers) -> Option<Vec<&'a LevelCount>> {
        let own = answers.levels.as_ref().filter(|_| !self.levels.is_empty())?;
        Some(in_order(own, self.is_turned))
    }
}

fn in_order(levels: &[LevelCount], is_turned: bool) -> Vec<&LevelCount> {
    if is_turned { levels.iter().rev().collect() } else { levels.iter().collect() }
}

/// The ratings of a report in groups of the same scale, with the groups and levels of another report: perceptions of
/// touchpoints come first, then their expectations and levels of tolerance, then all other ratings but the overall one,
/// which has a table of its own.
pub fn rating_groups<'r>(report: &'r Report, like: &'r Report) -> Vec<RatingGroup<'r>> {
    let mut groups: Vec<RatingGroup<'r>> = Vec::new();
    for (own, like_own) in report.answers.iter().zip(&like.answers) {
        let levels = like_own.levels.as_deref().unwrap_or_default();
        let is_overall = report.overall.as_ref().is_some_and(|overall| overall.id == own.key);
        if own.codes.is_none() || is_overall || levels.len() > MOST_LEVELS {
            continue;
        }
        let (facet, ends) = touchpoint(like, &own.key);
        let labels = [levels.first(), levels.last()].map(|level| level.and_then(|level| level.label.as_ref()));
        let is_turned = ends.is_some_and(|ends| labels[0] != labels[1] && labels == [ends[1], ends[0]]);
        let is_judged = ends.is_some_and(|ends| labels[0] != labels[1] && (is_turned || labels == ends));
        let same = |group: &&mut RatingGroup<'r>| {
            let words = |levels: &[LevelCount]| -> Vec<(i32, Option<Text>)> {
                levels.iter().map(|level| (level.code, level.label.clone())).collect()
            };
            (group.facet, group.is_turned, group.is_judged) == (facet, is_turned, is_judged)
                && words(group.levels) == words(levels)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.rows.push(own),
            None => groups.push(RatingGroup { facet, levels, is_judged, is_turned, rows: vec![own] }),
        }
    }
    // The sort is stable: within a facet, groups stay in the order of the study.
    groups.sort_by_key(|group| group.facet.map_or(Facet::ALL.len() + 1, place));
    groups
}

/// What is asked after perception comes after it.
fn place(facet: Facet) -> usize {
    let order = [Facet::Perceived, Facet::Expected, Facet::Adequate, Facet::Desired, Facet::Importance];
    order.iter().position(|own| *own == facet).unwrap_or(order.len())
}

/// The facet of a touchpoint that a key names, and the words at the bad and the good end of its scale; importance is
/// neither good nor bad.
fn touchpoint<'r>(report: &'r Report, key: &str) -> (Option<Facet>, Option<[Option<&'r Text>; 2]>) {
    let (item, facet) = match key.split_once('.') {
        Some((item, facet)) => (item, Facet::named(facet)),
        None => (key, Some(Facet::Perceived)),
    };
    let Some(gap) = report.touchpoints.iter().find(|gap| gap.id == item) else { return (None, None) };
    let ends = [gap.ends[0].as_ref(), gap.ends[1].as_ref()];
    (facet, (facet != Some(Facet::Importance)).then_some(ends))
}

pub(super) fn facet_name(facet: Facet, language: Language) -> &'static str {
    match facet {
        Facet::Perceived => language.of("实际", "got"),
        Facet::Expected => language.of("期望", "expected"),
        Facet::Adequate => language.of("最低可接受", "lowest acceptable"),
        Facet::Desired => language.of("理想", "desired"),
        Facet::Importance => language.of("重要程度", "importance"),
    }
}

/// Every rating with its mean code and the share and count of each level, in groups of the same scale.
pub fn distributions(report: &Report, language: Language) -> Table {
    distributions_like(report, report, language)
}

/// The same with the groups and levels of another report, to stand beside that one's.
pub fn distributions_like(report: &Report, like: &Report, language: Language) -> Table {
    let groups = rating_groups(report, like);
    let most = groups.iter().map(|group| group.levels.len()).max().unwrap_or(0);
    let mut heads = vec![
        Head { text: language.of("题目", "item").into(), is_numeric: false },
        Head { text: language.of("平均", "mean").into(), is_numeric: true },
    ];
    let number = |text: String| Head { text, is_numeric: true };
    let level = |place: usize| language.of(format!("第 {place} 级"), format!("level {place}"));
    heads.extend((1..=most).map(|place| number(level(place))));
    heads.push(number(language.of("人数", "base").into()));
    heads.extend(Absent::ALL.map(|reason| number(absent(reason, language).into())));
    let rows = groups.iter().flat_map(|group| {
        group.rows.iter().map(|answers| {
            let mut cells = vec![Cell::words(group.row_name(answers, language))];
            cells.extend(answers.codes.as_ref().map(|codes| Cell::decimal(&codes.mean, language, 2)));
            let levels = group.levels_of(answers).unwrap_or_default();
            cells.extend(
                (0..most).map(|place| levels.get(place).map_or_else(|| Cell::words(""), |level| cell(level, language))),
            );
            cells.push(Cell::count(answers.base));
            cells.extend(answers.absent.in_order().map(Cell::count));
            Row::part(cells)
        })
    });
    Table {
        id: "distributions".into(),
        title: language.of("回答的分布", "How the answers lie").into(),
        heads,
        rows: rows.collect(),
        notes: groups.iter().filter_map(|group| levels_in_words(group, language)).collect(),
        main: 1,
    }
}

/// The share of a level with its count beside it.
fn cell(level: &LevelCount, language: Language) -> Cell {
    let cell = Cell::share(&level.share, language);
    let share = level.share.value.map(|share| percent(share, language));
    match share {
        Some(share) => Cell {
            text: language
                .of(format!("{share}（{}）", whole(level.count)), format!("{share} ({})", whole(level.count))),
            ..cell
        },
        None => cell,
    }
}

/// Which level is which, because items on several scales share the columns.
fn levels_in_words(group: &RatingGroup<'_>, language: Language) -> Option<String> {
    let first = group.rows.first()?;
    let named: Vec<String> = (1..)
        .zip(group.in_order())
        .filter(|(place, level)| level.label.is_some() || level.code != *place)
        .map(|(place, level)| {
            let name = level_name(level, language);
            language.of(format!("第 {place} 级“{name}”"), format!("level {place} “{name}”"))
        })
        .collect();
    if named.is_empty() {
        return None;
    }
    let others = group.rows.len() - 1;
    let who = match (group.title(language), others) {
        ("", 0) => text(&first.name, language).to_owned(),
        ("", others) => {
            let name = text(&first.name, language);
            language.of(format!("“{name}”等 {} 题", others + 1), format!("“{name}” and {others} more"))
        }
        (title, _) => title.to_owned(),
    };
    let named = named.join(language.of("，", ", "));
    Some(language.of(format!("{who}：{named}。"), format!("{who}: {named}.")))
}
