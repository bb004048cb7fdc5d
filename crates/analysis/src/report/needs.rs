//! Safety, fairness and respect: whose needs were violated or fulfilled, and how respondents stand.

use esteem_study::Text;
use esteem_study::study::{ConstructKind, Need};
use serde::{Deserialize, Serialize};

use super::notes::{self, Note};
use super::{Estimate, Filled, Reason};
use crate::needs::{FacetState, StandingCounts, State};
use crate::plan::{StandingsTable, Table};
use crate::stats::Moments;
use crate::tally::Counts;

/// The chance that a single answer about a facet is a slip of the finger, by which the share of false violations is
/// estimated. An assumption.
const SLIP_RATE: f64 = 0.01;

/// What was found about one need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NeedFigure {
    /// The need.
    pub need: Need,
    /// What the study calls it.
    pub name: Text,
    /// 100 · (mean − lo)/(hi − lo) per respondent, averaged; 0 to 100. It stands beside the shares, never instead of
    /// them: a good mean can hide a violation.
    pub index: Estimate,
    /// Shares of respondents by the state of the need: violated if any facet is.
    pub shares: FacetShares,
    /// Of the respondents with a violation of this need, the share that shows at least one sign of anger.
    pub angry_share: Estimate,
    /// The facets of the need, in the order of the study.
    pub facets: Vec<FacetFigure>,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// What was found about one facet of a need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacetFigure {
    /// The item's id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Shares of respondents by what they said about it.
    pub shares: FacetShares,
}

/// Shares of respondents by the state of a need or of a facet. Base: respondents for whom the state is known; a severe
/// incident that was not solved quickly makes it known without an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacetShares {
    /// Respondents for whom the state is known.
    pub base: u64,
    /// How many are violated, strained, met, fulfilled; absent where the base is too small to be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<[u64; 4]>,
    /// Hurt.
    pub violated_share: Estimate,
    /// Close to it.
    pub strained_share: Estimate,
    /// Neither hurt nor fulfilled.
    pub met_share: Estimate,
    /// At the top.
    pub fulfilled_share: Estimate,
}

impl FacetShares {
    /// The four shares from violated to fulfilled.
    pub fn estimates(&self) -> [&Estimate; 4] {
        [&self.violated_share, &self.strained_share, &self.met_share, &self.fulfilled_share]
    }

    fn new(counts: [u64; 4], smallest: u64) -> FacetShares {
        let base = counts.iter().sum();
        let share = |state: FacetState| Estimate::share(counts[state as usize], base).unless_small(smallest);
        FacetShares {
            base,
            counts: (base >= smallest).then_some(counts),
            violated_share: share(FacetState::Violated),
            strained_share: share(FacetState::Strained),
            met_share: share(FacetState::Met),
            fulfilled_share: share(FacetState::Fulfilled),
        }
    }
}

/// How respondents stand by the needs rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct States {
    /// Respondents who said something about a need.
    pub base: u64,
    /// Respondents who did not.
    pub silent: u64,
    /// One entry for each state, in the order of [`State::ALL`].
    pub states: Vec<StateFigure>,
    /// The strict reading: every violation of safety or fairness counts. Outraged and at risk together.
    pub violated_share: Estimate,
    /// The corroborated reading: violations with the signs of anger that the rule asks for.
    pub outraged_share: Estimate,
    /// The share of respondents that slips alone would put among the violated, if one answer in a hundred were a slip:
    /// 1 − 0.99^k with k facets of safety and fairness.
    pub slips_share: Estimate,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// How many respondents are in one state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StateFigure {
    /// The state.
    pub state: State,
    /// How many; absent where the base is too small to be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Their share.
    pub share: Estimate,
    /// Of these, how many carry the mark `recovered`; absent where the base is too small to be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovered: Option<u64>,
}

impl States {
    /// The figure of one state.
    pub fn of(&self, state: State) -> &StateFigure {
        &self.states[state as usize]
    }
}

fn standings<'a>(filled: &Filled<'a>) -> Option<(&'a StandingsTable, StandingCounts<'a>)> {
    filled.tables().find_map(|(table, counts)| match (table, counts) {
        (Table::Standings(table), Counts::Cells(cells)) => Some((table, StandingCounts::new(cells))),
        _ => None,
    })
}

/// The share of respondents with at least one slip among this many answers.
pub(super) fn slips(facets: usize) -> f64 {
    1.0 - libm::pow(1.0 - SLIP_RATE, facets as f64)
}

pub(super) fn states(filled: &Filled<'_>) -> Option<States> {
    let (table, counts) = standings(filled)?;
    let smallest = filled.smallest();
    let base: u64 = State::ALL.iter().map(|state| counts.state(*state)).sum();
    let share = |count| Estimate::share(count, base).unless_small(smallest);
    let shown = |count| (base >= smallest).then_some(count);
    let states = State::ALL.map(|state| StateFigure {
        state,
        count: shown(counts.state(state)),
        share: share(counts.state(state)),
        recovered: shown(counts.recovered(state)),
    });
    let watched = table.facets.iter().filter(|(need, _)| *need != Need::Respect || table.rule.respect_outrages);
    let slips = slips(watched.count());
    let outraged = counts.state(State::Outraged);
    let mut states = States {
        base,
        silent: counts.silent(),
        states: states.into(),
        violated_share: share(outraged + counts.state(State::AtRisk)),
        outraged_share: share(outraged),
        slips_share: Estimate::descriptive(slips, base).unless_small(smallest.max(1)),
        notes: Vec::new(),
    };
    states.notes = notes::of_states(&states);
    Some(states)
}

pub(super) fn needs(filled: &Filled<'_>) -> Vec<NeedFigure> {
    let Some((table, counts)) = standings(filled) else { return Vec::new() };
    Need::ALL.into_iter().filter_map(|need| need_figure(filled, table, counts, need)).collect()
}

fn need_figure(
    filled: &Filled<'_>,
    table: &StandingsTable,
    counts: StandingCounts<'_>,
    need: Need,
) -> Option<NeedFigure> {
    let study = filled.study;
    let smallest = filled.smallest();
    let name = study
        .constructs
        .iter()
        .find(|construct| construct.kind == ConstructKind::Need(need))
        .map(|construct| construct.name.clone())?;
    let facets: Vec<FacetFigure> = table
        .facets
        .iter()
        .enumerate()
        .filter(|(_, (of, _))| *of == need)
        .filter_map(|(i, (_, facet))| {
            let item = study.item(&facet.key.item)?;
            let shares = FacetShares::new(counts.facet(i), smallest);
            Some(FacetFigure { id: item.id.clone(), name: item.label().clone(), shares })
        })
        .collect();
    if facets.is_empty() {
        return None;
    }
    let shares = FacetShares::new(counts.need(need), smallest);
    // Where the shares are not shown, the base of this one would tell how many were violated.
    let angry_share = match shares.violated_share.is_known() {
        true => {
            Estimate::share(counts.angry(need), counts.need(need)[FacetState::Violated as usize]).unless_small(smallest)
        }
        false => shares.violated_share.clone(),
    };
    let mut figure =
        NeedFigure { need, name, index: index(filled, need), shares, angry_share, facets, notes: Vec::new() };
    figure.notes = notes::of_need(&figure);
    Some(figure)
}

/// The need's index: the person means of its facets, put on 0 to 100 and averaged.
fn index(filled: &Filled<'_>, need: Need) -> Estimate {
    let study = filled.study;
    let table = filled.tables().find_map(|(table, counts)| match (table, counts) {
        (Table::Need(table), Counts::Sums(sums)) if table.need == need => Some(sums),
        _ => None,
    });
    let mut ranges = study.facets_of(need).map(|item| study.scale_of(item).and_then(|scale| scale.range()));
    let range = ranges.next().flatten();
    let (Some(sums), Some((low, high))) = (table, range) else { return Estimate::unknown(0, Reason::NoAnswers) };
    let base = sums.values().sum();
    if ranges.any(|other| other != range) {
        return Estimate::unknown(base, Reason::DifferentScales);
    }
    let index = |answered: i32, sum: i32| {
        100.0 * f64::from(sum - low * answered) / (f64::from(answered) * f64::from(high - low))
    };
    match Moments::of(sums.iter().map(|([answered, sum, _], count)| (index(*answered, *sum), *count))) {
        Some(moments) => Estimate::mean(&moments).unless_small(filled.smallest()),
        None => Estimate::unknown(0, Reason::NoAnswers),
    }
}
