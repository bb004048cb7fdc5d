//! What must be counted for a report: tables of counts and integer sums, and nothing else.
//!
//! A plan is everything that the counting side has to know. It is filled by [`crate::tally`] in one pass over columns,
//! in pieces by several workers, or by a database; the report cannot tell which.

use esteem_study::study::{AnswerForm, Better, ConstructKind, Need, Outcome};
use esteem_study::{Facet, Item, Key, NeedsRule, Study};

use crate::responses::Absent;
use crate::selection::Selection;

mod customers;
mod patterns;

pub(crate) use customers::intent;
pub use customers::{ClassesTable, LoyaltyTable, RETURNED, VALUE_CLASS};
pub use patterns::{GROUPS, MOST_DRAWN, MOST_PATTERNS, Part, PatternTable, Purpose, Variable};
pub(crate) use patterns::{dimensions, scales, sides, split, stated};

/// The tables that a report needs, and the rows that they are counted over.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Which responses are counted.
    pub selection: Selection,
    /// The tables, in the order of the report.
    pub tables: Vec<Table>,
}

/// One table of counts. A plan has a few dozen, so that their size in memory is of no concern.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug, PartialEq)]
pub enum Table {
    /// How many answered each level or option of a key, and how many did not answer, by reason.
    /// Cells: levels in their order, then [`Absent::ALL`].
    Answers {
        /// The key.
        key: Key,
        /// The number of levels or options.
        levels: usize,
    },
    /// How many ticked each option. Cells: options in their order, "none of these", answered at all, then
    /// [`Absent::ALL`].
    Ticks {
        /// The key.
        key: Key,
        /// The number of options.
        options: usize,
    },
    /// How many gave a number or wrote something, and how many did not. Cells: answered, then [`Absent::ALL`].
    Given {
        /// The key.
        key: Key,
    },
    /// Complete pairs of expectation and perception. Cells: expected level × perceived level, row-major.
    Pairs {
        /// The touchpoint.
        item: String,
        /// The number of levels.
        levels: usize,
    },
    /// Complete triples of adequate, desired and perceived level. Cells: the three levels, row-major.
    Zone {
        /// The touchpoint.
        item: String,
        /// The number of levels.
        levels: usize,
    },
    /// Composites of expectation and perception over several touchpoints. Sums: complete pairs, sum of expected
    /// codes, sum of perceived codes.
    Gap(GapTable),
    /// Composite of a need. Sums: valid facets, sum of their codes, 0.
    Need(NeedTable),
    /// How each respondent stands. Cells: [`crate::needs::Standing`] in its order.
    Standings(StandingsTable),
    /// Joint answers to several items. Counted as [`crate::tally::PatternCounts`].
    Patterns(PatternTable),
    /// The same where not everybody was asked all of the items. Counted as [`crate::tally::DealtCounts`].
    Dealt(PatternTable),
    /// How bad incidents were and what came of them. Cells: [`crate::tally::IncidentCounts`] in its order.
    Incidents {
        /// The key.
        key: Key,
        /// The number of kinds of incidents.
        kinds: usize,
    },
    /// Numbers that were given. Sums: the whole part, the rest in millionths, 0.
    Numbers {
        /// The key.
        key: Key,
    },
    /// Signs of answers that were given without reading. Cells: responses, those whose time is known, speeding, straight
    /// lines, duplicates, two flags or more.
    Quality,
    /// Where responses that were broken off stop. Cells: [`crate::tally::FunnelCounts`] in its order.
    Funnel(FunnelTable),
    /// Whether customers mean to stay. Cells: [`crate::tally::LoyaltyCounts`] in its order.
    Loyalty(LoyaltyTable),
    /// Customers by what they are worth. Cells: for each class the levels of overall satisfaction, then for each touchpoint
    /// its level × the level of overall satisfaction, row-major.
    Classes(ClassesTable),
    /// Complete answers to satisfaction, against expectation and against the ideal. Cells: the levels of the three,
    /// row-major.
    Index {
        /// The three.
        items: [Scored; 3],
    },
}

/// A rating key with the code that each level means after reverse items were turned round: `lo + hi − code`.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The key.
    pub key: Key,
    /// The code of each level, by the level's position.
    pub codes: Vec<i32>,
}

/// The definition of [`Table::Gap`].
#[derive(Clone, Debug, PartialEq)]
pub struct GapTable {
    /// Expectation and perception of each touchpoint.
    pub pairs: Vec<(Scored, Scored)>,
    /// The share of the applicable pairs that must be complete. A pair is applicable unless one of its answers is
    /// "not applicable" or was not asked.
    pub answered_share: f64,
}

/// The definition of [`Table::Funnel`].
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelTable {
    /// What each page asks, in the order of the parts and their pages.
    pub pages: Vec<Vec<Key>>,
    /// Overall satisfaction.
    pub overall: Option<Key>,
}

/// The definition of [`Table::Need`].
#[derive(Clone, Debug, PartialEq)]
pub struct NeedTable {
    /// The need.
    pub need: Need,
    /// Its facets.
    pub facets: Vec<Scored>,
    /// As in [`GapTable`].
    pub answered_share: f64,
}

/// The definition of [`Table::Standings`]: all that the needs rule looks at.
#[derive(Clone, Debug, PartialEq)]
pub struct StandingsTable {
    /// The rule.
    pub rule: NeedsRule,
    /// The facets of the needs, in the order of the file.
    pub facets: Vec<(Need, Scored)>,
    /// The share of applicable facets that must be answered for a need to be called strained, met or fulfilled.
    pub answered_share: f64,
    /// The incident items: for each kind of incident the position in `facets` of what it violates.
    pub incidents: Vec<(Key, Vec<Option<usize>>)>,
    /// Overall satisfaction.
    pub overall: Option<Scored>,
    /// Stated anger.
    pub anger: Option<Scored>,
    /// "I would tell others to stay away".
    pub stay_away: Option<Scored>,
    /// The number of people who were told bad things.
    pub told_bad: Option<Key>,
}

/// The most combinations of levels of the three items of the index.
const MOST_INDEX_CELLS: usize = 10_000;

/// The tables of the whole report.
pub fn plan(study: &Study, selection: &Selection) -> Plan {
    let mut tables = Vec::new();
    for key in study.keys() {
        if let Some(item) = study.item(&key.item) {
            tables.push(answers(study, item, key));
        }
    }
    for item in study.touchpoints() {
        tables.push(Table::Pairs { item: item.id.clone(), levels: levels(study, item) });
    }
    for item in &study.items {
        if [Facet::Adequate, Facet::Desired, Facet::Perceived].into_iter().all(|facet| item.has(facet)) {
            tables.push(Table::Zone { item: item.id.clone(), levels: levels(study, item) });
        }
    }
    for block in blocks(study) {
        if let Some(gap) = block.gap_table(study) {
            tables.push(Table::Gap(gap));
        }
    }
    for need in Need::ALL {
        let facets: Vec<Scored> =
            study.facets_of(need).filter_map(|item| scored(study, item, Facet::Perceived)).collect();
        if !facets.is_empty() {
            tables.push(Table::Need(NeedTable { need, facets, answered_share: study.scoring.answered_share }));
        }
    }
    tables.extend(standings(study).map(Table::Standings));
    tables.extend(patterns::tables(study));
    tables.extend(outcomes(study));
    tables.push(Table::Quality);
    tables.push(Table::Funnel(funnel(study)));
    tables.extend(customers::loyalty(study).map(Table::Loyalty));
    tables.extend(customers::classes(study).map(Table::Classes));
    Plan { selection: selection.clone(), tables }
}

/// What outcomes need beyond their answers.
fn outcomes(study: &Study) -> Vec<Table> {
    let mut tables = Vec::new();
    for item in &study.items {
        if let AnswerForm::Incidents { incidents, .. } = &item.answer {
            tables.push(Table::Incidents { key: Key::new(&item.id, Facet::Perceived), kinds: incidents.len() });
        }
    }
    for outcome in [Outcome::ToldBad, Outcome::ToldGood] {
        let item = study.outcome(outcome).filter(|item| matches!(item.answer, AnswerForm::Number { .. }));
        tables.extend(item.map(|item| Table::Numbers { key: Key::new(&item.id, Facet::Perceived) }));
    }
    let part = |outcome| study.outcome(outcome).and_then(|item| scored(study, item, Facet::Perceived));
    if let (Some(overall), Some(disconfirmation), Some(ideal)) =
        (part(Outcome::Overall), part(Outcome::Disconfirmation), part(Outcome::Ideal))
    {
        let items = [overall, disconfirmation, ideal];
        // Scales of a hundred levels each would make more cells than there will ever be respondents.
        if items.iter().map(|item| item.codes.len()).product::<usize>() <= MOST_INDEX_CELLS {
            tables.push(Table::Index { items });
        }
    }
    tables
}

fn funnel(study: &Study) -> FunnelTable {
    let pages = study.parts.iter().flat_map(|part| &part.pages);
    let pages = pages.map(|page| page.asks.iter().filter_map(|ask| Key::parse(ask)).collect());
    let overall = study.outcome(Outcome::Overall).map(|item| Key::new(&item.id, Facet::Perceived));
    FunnelTable { pages: pages.collect(), overall }
}

fn answers(study: &Study, item: &Item, key: Key) -> Table {
    match &item.answer {
        AnswerForm::Rating { .. } => Table::Answers { key, levels: levels(study, item) },
        AnswerForm::Choice { options } => Table::Answers { key, levels: options.len() },
        AnswerForm::Choices { options, .. } => Table::Ticks { key, options: options.len() },
        AnswerForm::Incidents { incidents, .. } => Table::Ticks { key, options: incidents.len() },
        AnswerForm::Number { .. } | AnswerForm::Text { .. } => Table::Given { key },
    }
}

fn levels(study: &Study, item: &Item) -> usize {
    study.scale_of(item).map_or(0, |scale| scale.levels.len())
}

/// A facet of a rating item with its codes turned round where the item or its scale is reversed.
pub(crate) fn scored(study: &Study, item: &Item, facet: Facet) -> Option<Scored> {
    let scale = study.scale_of(item)?;
    let (low, high) = scale.range()?;
    let is_turned = is_turned(study, item);
    let codes = scale.levels.iter().map(|level| if is_turned { low + high - level.code } else { level.code }).collect();
    item.has(facet).then(|| Scored { key: Key::new(&item.id, facet), codes })
}

/// Whether an item's codes are turned round: the item is reversed or its scale is, and not both.
pub(crate) fn is_turned(study: &Study, item: &Item) -> bool {
    item.reverse != study.scale_of(item).is_some_and(|scale| scale.better == Better::Lower)
}

/// Touchpoints that are averaged: a dimension, or all of the study.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Block<'a> {
    /// The dimension's id; `None` for all touchpoints.
    pub(crate) dimension: Option<&'a str>,
    pub(crate) items: Vec<&'a Item>,
}

/// All touchpoints, then each dimension that has some.
pub(crate) fn blocks(study: &Study) -> Vec<Block<'_>> {
    let all = Block { dimension: None, items: study.touchpoints().collect() };
    let dimensions = study.constructs.iter().filter(|construct| construct.kind == ConstructKind::Dimension);
    let dimensions = dimensions.map(|construct| Block {
        dimension: Some(&construct.id),
        items: study.touchpoints().filter(|item| item.construct.as_ref() == Some(&construct.id)).collect(),
    });
    std::iter::once(all).chain(dimensions).filter(|block| !block.items.is_empty()).collect()
}

impl Block<'_> {
    /// The scale's range if all items share it; codes of different ranges must not be averaged.
    pub(crate) fn range(&self, study: &Study) -> Option<(i32, i32)> {
        let mut ranges = self.items.iter().map(|item| study.scale_of(item).and_then(|scale| scale.range()));
        let first = ranges.next()??;
        ranges.all(|range| range == Some(first)).then_some(first)
    }

    pub(crate) fn gap_table(&self, study: &Study) -> Option<GapTable> {
        self.range(study)?;
        let pair = |item: &&Item| Some((scored(study, item, Facet::Expected)?, scored(study, item, Facet::Perceived)?));
        let pairs = self.items.iter().map(pair).collect::<Option<Vec<_>>>()?;
        Some(GapTable { pairs, answered_share: study.scoring.answered_share })
    }
}

/// What the needs rule looks at; `None` where the study asks about no need.
pub(crate) fn standings(study: &Study) -> Option<StandingsTable> {
    let facets: Vec<(Need, Scored)> = study
        .items
        .iter()
        .filter_map(|item| match study.kind_of(item) {
            Some(ConstructKind::Need(need)) => Some((need, scored(study, item, Facet::Perceived)?)),
            _ => None,
        })
        .collect();
    if facets.is_empty() {
        return None;
    }
    let position = |id: &String| facets.iter().position(|(_, facet)| facet.key.item == *id);
    let incidents = study
        .items
        .iter()
        .filter_map(|item| match &item.answer {
            AnswerForm::Incidents { incidents, .. } => {
                let violated = incidents.iter().map(|kind| kind.violates.as_ref().and_then(position)).collect();
                Some((Key::new(&item.id, Facet::Perceived), violated))
            }
            _ => None,
        })
        .collect();
    let outcome = |outcome| study.outcome(outcome).and_then(|item| scored(study, item, Facet::Perceived));
    let told_bad = study
        .outcome(Outcome::ToldBad)
        .filter(|item| matches!(item.answer, AnswerForm::Number { .. }))
        .map(|item| Key::new(&item.id, Facet::Perceived));
    Some(StandingsTable {
        rule: study.scoring.needs.clone(),
        answered_share: study.scoring.answered_share,
        incidents,
        overall: outcome(Outcome::Overall),
        anger: outcome(Outcome::Anger),
        stay_away: outcome(Outcome::StayAway),
        told_bad,
        facets,
    })
}

/// How many complete answers a block needs: the share of the applicable ones, rounded up, at least two unless the
/// block has one item.
pub(crate) fn least_answered(share: f64, applicable: usize, items: usize) -> usize {
    // The tiny subtraction keeps products such as 0.6 × 5, which floating point puts just above 3, at 3.
    let least = libm::ceil(share * applicable as f64 - 1e-9) as usize;
    least.max(if items == 1 { 1 } else { 2 })
}

/// Whether a missing answer takes its item out of what applies to the respondent.
pub(crate) fn not_applicable(absent: Absent) -> bool {
    use esteem_study::Missing::{NotApplicable, NotAsked};
    matches!(absent, Absent::Missing(NotApplicable | NotAsked))
}
