//! The numbers that are laid side by side, each with the counts that it is made of.

use std::collections::BTreeMap;

use esteem_study::study::{AnswerForm, ConstructKind, Need, Outcome};
use esteem_study::{Facet, Item, Key, Text};

use super::Measure;
use super::withhold::Spot;
use crate::needs::{FacetState, StandingCounts, State};
use crate::plan::{Scored, Table, blocks, scored};
use crate::report::Filled;
use crate::report::gaps::people::pairs;
use crate::stats::recommendation::direction;
use crate::stats::{Fraction, Moments};
use crate::tally::Counts;

/// One number of a report.
pub(super) struct Quantity {
    pub(super) section: &'static str,
    pub(super) id: String,
    pub(super) name: Option<Text>,
    pub(super) measure: Measure,
    /// The figure of the report that it is a part of.
    pub(super) spot: Spot,
    /// How far apart two numbers of the kind can be: of shares 1, of scale points the range of the scale.
    pub(super) range: f64,
    pub(super) counted: Counted,
}

/// What a number is made of, in integers, so that a part can be taken from the whole.
#[derive(Clone)]
pub(super) enum Counted {
    /// How many respondents have each value, a fraction.
    Values(BTreeMap<Fraction, u64>),
    /// How many of how many.
    Share { count: u64, base: u64 },
}

impl Counted {
    pub(super) fn base(&self) -> u64 {
        match self {
            Counted::Values(values) => values.values().sum(),
            Counted::Share { base, .. } => *base,
        }
    }

    /// What is left of the whole without a part of it.
    pub(super) fn without(&self, part: &Counted) -> Counted {
        match (self, part) {
            (Counted::Values(whole), Counted::Values(part)) => {
                let left = |(value, count): (&Fraction, &u64)| {
                    (*value, count.saturating_sub(part.get(value).copied().unwrap_or_default()))
                };
                Counted::Values(whole.iter().map(left).filter(|(_, count)| *count > 0).collect())
            }
            (Counted::Share { count, base }, Counted::Share { count: of_part, base: part }) => {
                Counted::Share { count: count.saturating_sub(*of_part), base: base.saturating_sub(*part) }
            }
            _ => self.clone(),
        }
    }

    /// The values with their counts, rising.
    pub(super) fn values(&self) -> impl Iterator<Item = (f64, u64)> + Clone + '_ {
        let values = match self {
            Counted::Values(values) => Some(values),
            Counted::Share { .. } => None,
        };
        values.into_iter().flatten().map(|(value, count)| (value.value(), *count))
    }

    pub(super) fn moments(&self) -> Option<Moments> {
        Moments::of(self.values())
    }
}

/// The numbers of a filled plan in the order of the sections. Of groups by state those are left out that the state
/// rests on.
pub(super) fn quantities(filled: Filled<'_>, by_state: bool) -> Vec<Quantity> {
    let mut quantities = Vec::new();
    let study = filled.study;
    let mut averaged = blocks(study).into_iter().filter(|block| block.range(study).is_some());
    for (table, counts) in filled.tables() {
        match (table, counts) {
            (Table::Pairs { item, levels }, Counts::Cells(cells)) => {
                let Some(item) = study.item(item) else { continue };
                let people = pairs(study, item, *levels, cells);
                let values = count(people.iter().map(|person| (person.exact_gap(), person.count)));
                quantities.push(points(filled, "gaps", item, Measure::Gap, Spot::Gap(item.id.clone()), values));
            }
            (Table::Gap(_), Counts::Sums(sums)) => {
                let Some(block) = averaged.next() else { continue };
                let id = block.dimension.unwrap_or("*");
                let construct = study.constructs.iter().find(|construct| construct.id == id);
                let gap = |([pairs, expected, perceived], count): (&[i32; 3], &u64)| {
                    (Fraction::new(i64::from(perceived - expected), pairs.unsigned_abs()), *count)
                };
                let (low, high) = block.range(study).unwrap_or_default();
                quantities.push(Quantity {
                    section: "gaps",
                    id: id.into(),
                    name: construct.map(|construct| construct.name.clone()),
                    measure: Measure::Gap,
                    spot: Spot::Gap(id.into()),
                    range: f64::from(high - low),
                    counted: Counted::Values(count(sums.iter().map(gap))),
                });
            }
            (Table::Standings(table), Counts::Cells(cells)) if !by_state => {
                standings(filled, table, StandingCounts::new(cells), &mut quantities);
            }
            (Table::Zone { item, levels }, Counts::Cells(cells)) => {
                if let Some((item, count, base)) = below_zone(filled, item, *levels, cells) {
                    let spot = Spot::Zone(item.id.clone());
                    let name = Some(item.label().clone());
                    quantities.push(share("zones", &item.id, name, Measure::BelowZoneShare, spot, [count, base]));
                }
            }
            (Table::Answers { key, levels }, Counts::Cells(cells)) => {
                let cells = cells.get(..*levels).unwrap_or_default();
                ratings(filled, key, cells, by_state, &mut quantities);
            }
            (Table::Ticks { key, options }, Counts::Cells(cells)) if !by_state => {
                let item = study.item(&key.item).filter(|item| matches!(item.answer, AnswerForm::Incidents { .. }));
                if let (Some(item), Some(none), Some(base)) = (item, cells.get(*options), cells.get(options + 1)) {
                    let name = Some(item.label().clone());
                    let spot = Spot::Incidents(item.id.clone());
                    let any = [base.saturating_sub(*none), *base];
                    quantities.push(share("incidents", &item.id, name, Measure::AnyShare, spot, any));
                }
            }
            (Table::Index { items }, Counts::Cells(cells)) if !by_state => {
                let values = cells.iter().enumerate().filter(|(_, count)| **count > 0);
                let values = values.filter_map(|(cell, count)| Some((index_value(items, cell)?, *count)));
                quantities.push(Quantity {
                    section: "indices",
                    id: "index".into(),
                    name: None,
                    measure: Measure::Index,
                    spot: Spot::Satisfaction,
                    range: 100.0,
                    counted: Counted::Values(count(values)),
                });
            }
            _ => {}
        }
    }
    let order =
        ["gaps", "needs", "states", "zones", "overall", "recommendation", "indices", "incidents", "distributions"];
    // The sort is stable: within a section the numbers stay in the order of the study, the sums of touchpoints last.
    quantities.sort_by_key(|quantity| {
        let is_sum = quantity.section == "gaps" && study.item(&quantity.id).is_none();
        (order.iter().position(|section| *section == quantity.section), is_sum, is_sum && quantity.id == "*")
    });
    quantities
}

fn count(values: impl Iterator<Item = (Fraction, u64)>) -> BTreeMap<Fraction, u64> {
    let mut counts = BTreeMap::new();
    values.for_each(|(value, count)| *counts.entry(value).or_default() += count);
    counts
}

fn points(
    filled: Filled<'_>,
    section: &'static str,
    item: &Item,
    measure: Measure,
    spot: Spot,
    values: BTreeMap<Fraction, u64>,
) -> Quantity {
    let (low, high) = filled.study.scale_of(item).and_then(|scale| scale.range()).unwrap_or_default();
    Quantity {
        section,
        id: match &spot {
            Spot::Answers(key) => key.clone(),
            _ => item.id.clone(),
        },
        name: Some(item.label().clone()),
        measure,
        spot,
        range: f64::from(high - low),
        counted: Counted::Values(values),
    }
}

fn share(
    section: &'static str,
    id: &str,
    name: Option<Text>,
    measure: Measure,
    spot: Spot,
    [count, base]: [u64; 2],
) -> Quantity {
    Quantity { section, id: id.into(), name, measure, spot, range: 1.0, counted: Counted::Share { count, base } }
}

fn standings(
    filled: Filled<'_>,
    table: &crate::plan::StandingsTable,
    counts: StandingCounts<'_>,
    quantities: &mut Vec<Quantity>,
) {
    let study = filled.study;
    let violated = |counts: [u64; 4]| [counts[FacetState::Violated as usize], counts.iter().sum()];
    for need in Need::ALL {
        if !table.facets.iter().any(|(of, _)| *of == need) {
            continue;
        }
        let id = need_id(need);
        let construct = study.constructs.iter().find(|construct| construct.kind == ConstructKind::Need(need));
        let (name, spot) = (construct.map(|construct| construct.name.clone()), Spot::Need(need));
        quantities.push(share("needs", id, name, Measure::ViolatedShare, spot, violated(counts.need(need))));
        for (place, (_, facet)) in table.facets.iter().enumerate().filter(|(_, (of, _))| *of == need) {
            let Some(item) = study.item(&facet.key.item) else { continue };
            let (name, spot) = (Some(item.label().clone()), Spot::Facet(item.id.clone()));
            let violated = violated(counts.facet(place));
            quantities.push(share("needs", &item.id, name, Measure::ViolatedShare, spot, violated));
        }
    }
    let base = State::ALL.iter().map(|state| counts.state(*state)).sum();
    for state in State::ALL {
        let in_state = [counts.state(state), base];
        quantities.push(share("states", state.name(), None, Measure::StateShare, Spot::States, in_state));
    }
}

/// A need as files name it.
fn need_id(need: Need) -> &'static str {
    match need {
        Need::Safety => "safety",
        Need::Fairness => "fairness",
        Need::Respect => "respect",
    }
}

/// How many of the consistent respondents perceived less than they accept, and how many those are.
fn below_zone<'a>(filled: Filled<'a>, id: &str, levels: usize, cells: &[u64]) -> Option<(&'a Item, u64, u64)> {
    let item = filled.study.item(id)?;
    let codes = |facet| scored(filled.study, item, facet).map(|scored| scored.codes);
    let (adequate, desired, perceived) = (codes(Facet::Adequate)?, codes(Facet::Desired)?, codes(Facet::Perceived)?);
    let (mut below, mut base) = (0, 0);
    for (cell, count) in cells.iter().enumerate() {
        let adequate = adequate.get(cell / levels / levels)?;
        if desired.get(cell / levels % levels)? >= adequate {
            base += count;
            below += if perceived.get(cell % levels)? < adequate { *count } else { 0 };
        }
    }
    Some((item, below, base))
}

/// The index of one cell as an exact fraction, if it can be one.
fn index_value(items: &[Scored; 3], cell: usize) -> Option<Fraction> {
    let mut rest = cell;
    let mut parts = [(0_i64, 1_i64); 3];
    for (part, scored) in parts.iter_mut().zip(items).rev() {
        let code = *scored.codes.get(rest % scored.codes.len())?;
        rest /= scored.codes.len();
        let (low, high) = (*scored.codes.iter().min()?, *scored.codes.iter().max()?);
        *part = (i64::from(code) - i64::from(low), i64::from(high) - i64::from(low));
    }
    let [(a, x), (b, y), (c, z)] = parts;
    let below = u32::try_from(x.checked_mul(y)?.checked_mul(z)?.checked_mul(3)?).ok()?;
    Some(Fraction::new(100 * (a * y * z + b * x * z + c * x * y), below))
}

fn ratings(filled: Filled<'_>, key: &Key, cells: &[u64], by_state: bool, quantities: &mut Vec<Quantity>) {
    let study = filled.study;
    let Some(item) = study.item(&key.item) else { return };
    let Some(scale) = study.scale_of(item) else { return };
    let kind = study.kind_of(item);
    if by_state && !matches!(kind, None | Some(ConstructKind::Dimension)) {
        return;
    }
    let counted =
        |codes: &[i32]| count(codes.iter().zip(cells).map(|(code, n)| (Fraction::new((*code).into(), 1), *n)));
    let is_overall = study.outcome(Outcome::Overall).is_some_and(|overall| overall.id == item.id);
    if is_overall && key.facet == Facet::Perceived {
        let Some(scored) = scored(study, item, Facet::Perceived) else { return };
        let values = counted(&scored.codes);
        let satisfied = scored.codes.iter().zip(cells).filter(|(code, _)| **code >= 4).map(|(_, count)| count).sum();
        let spot = || Spot::Overall;
        let name = Some(item.label().clone());
        quantities.push(points(filled, "overall", item, Measure::MeanLevel, spot(), values));
        let satisfied = [satisfied, cells.iter().sum()];
        quantities.push(share("overall", &item.id, name, Measure::SatisfiedShare, spot(), satisfied));
    } else {
        let is_score = study.outcome(Outcome::Recommendation).is_some_and(|own| own.id == item.id);
        let tens: Vec<i32> = scored(study, item, Facet::Perceived).map(|scored| scored.codes).unwrap_or_default();
        let mut sorted = tens.clone();
        sorted.sort_unstable();
        if is_score && key.facet == Facet::Perceived && sorted.into_iter().eq(0..=10) {
            let score: Vec<i32> = tens.iter().map(|code| 100 * direction(i64::from(*code)) as i32).collect();
            let points = points(filled, "recommendation", item, Measure::Score, Spot::Recommendation, counted(&score));
            quantities.push(Quantity { range: 200.0, ..points });
        }
        let codes: Vec<i32> = scale.levels.iter().map(|level| level.code).collect();
        let spot = Spot::Answers(key.to_string());
        quantities.push(points(filled, "distributions", item, Measure::Mean, spot, counted(&codes)));
    }
}
