//! What went wrong, how badly, whether it was told, and what came of it.

use esteem_study::study::AnswerForm;
use esteem_study::{Study, Text};
use serde::{Deserialize, Serialize};

use super::notes::{self, Note};
use super::{Estimate, Filled};
use crate::plan::Table;
use crate::tally::{Counts, IncidentCounts};

/// What went wrong, as one item asks it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incidents {
    /// The item's id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Respondents who answered, with or without an incident.
    pub base: u64,
    /// The share that met at least one.
    pub any_share: Estimate,
    /// Of the respondents with an incident whose outcome is known, the share that told about at least one.
    pub told_share: Estimate,
    /// Of the incidents that were told, the share that was solved quickly.
    pub solved_quickly_share: Estimate,
    /// Of the incidents that were told, the share that was solved, quickly or slowly.
    pub solved_share: Estimate,
    /// Each kind of incident, in the order of the study.
    pub kinds: Vec<IncidentKind>,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// One kind of incident.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncidentKind {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: Text,
    /// How many met it; absent where the base is too small to be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// The share of the respondents that met it.
    pub share: Estimate,
    /// Of those who said how bad it was, the share for whom it was severe by the needs rule.
    pub severe_share: Estimate,
    /// Of those who said what came of it, the share that told about it.
    pub told_share: Estimate,
    /// Of those who told, the share for whom it was solved quickly or slowly.
    pub solved_share: Estimate,
}

/// Every item of incidents.
pub(super) fn incidents(filled: &Filled<'_>) -> Vec<Incidents> {
    let of = |(table, counts): (&Table, &Counts)| match (table, counts) {
        (Table::Incidents { key, kinds }, Counts::Cells(cells)) => {
            let ticks = filled.tables().find_map(|(other, counts)| match (other, counts) {
                (Table::Ticks { key: own, options }, Counts::Cells(cells)) if own == key => {
                    Some((cells.get(..*options)?, *cells.get(*options)?, *cells.get(options + 1)?))
                }
                _ => None,
            })?;
            figure(filled, &key.item, ticks, &IncidentCounts::new(cells, *kinds))
        }
        _ => None,
    };
    filled.tables().filter_map(of).collect()
}

fn figure(
    filled: &Filled<'_>,
    id: &str,
    (ticked, none, base): (&[u64], u64, u64),
    counts: &IncidentCounts<'_>,
) -> Option<Incidents> {
    let item = filled.study.item(id)?;
    let smallest = filled.smallest();
    let share = |count, of| Estimate::share(count, of).unless_small(smallest);
    let severe_from = usize::try_from(filled.study.scoring.needs.severe_from).unwrap_or_default();
    let kinds: Vec<(usize, &str, &Text)> = kinds_of(filled.study, id).collect();
    let total = |resolution: usize| (0..kinds.len()).map(|kind| counts.resolved(kind, resolution)).sum::<u64>();
    let [quickly, slowly, not] = [total(1), total(2), total(3)];
    let told = quickly + slowly + not;
    let kind = |(place, id, text): (usize, &str, &Text)| {
        let count = ticked.get(place).copied().unwrap_or_default();
        let severe = (severe_from..=4).map(|severity| counts.severity(place, severity)).sum();
        let rated = (1..=4).map(|severity| counts.severity(place, severity)).sum();
        let [quickly, slowly, not, silent] = [1, 2, 3, 4].map(|resolution| counts.resolved(place, resolution));
        let told = quickly + slowly + not;
        // Where the shares of all are not shown, the bases of these would tell how many met it.
        let of = |count, of| if base < smallest { share(0, base) } else { share(count, of) };
        IncidentKind {
            id: id.into(),
            text: text.clone(),
            count: (base >= smallest).then_some(count),
            share: share(count, base),
            severe_share: of(severe, rated),
            told_share: of(told, told + silent),
            solved_share: of(quickly + slowly, told),
        }
    };
    let of = |count, of| if base < smallest { share(0, base) } else { share(count, of) };
    Some(Incidents {
        id: id.into(),
        name: item.label().clone(),
        base,
        any_share: share(base.saturating_sub(none), base),
        told_share: of(counts.complained(), counts.had()),
        solved_quickly_share: of(quickly, told),
        solved_share: of(quickly + slowly, told),
        kinds: kinds.into_iter().map(kind).collect(),
        notes: notes::of_base(base),
    })
}

fn kinds_of<'a>(study: &'a Study, id: &str) -> impl Iterator<Item = (usize, &'a str, &'a Text)> {
    let kinds = match study.item(id).map(|item| &item.answer) {
        Some(AnswerForm::Incidents { incidents, .. }) => incidents.as_slice(),
        _ => &[],
    };
    kinds.iter().enumerate().map(|(place, kind)| (place, kind.id.as_str(), &kind.text))
}
