//! The needs rule: from one respondent's answers about safety, fairness and respect to facets of needs and a state.
//!
//! The rule is lexicographic and noncompensatory: a violated need for safety or fairness is looked at first, and no
//! other good answer makes up for it (after Schneider & Bowen 1999; disjunctive models: Einhorn 1970). A violation alone
//! is *at risk*; with signs of anger it is *outraged*, because rage seldom follows the first failure at once
//! (Surachartkumtonkun, McColl-Kennedy & Patterson 2015).

use esteem_study::study::Need;
use serde::{Deserialize, Serialize};

use crate::plan::{StandingsTable, least_answered};

/// What one answer says about a facet of a need, and all of them about the need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FacetState {
    /// At or below the cut, or a severe incident that was not solved quickly.
    Violated,
    /// Above the cut, but close to it.
    Strained,
    /// Neither hurt nor fulfilled.
    Met,
    /// At the top of the scale.
    Fulfilled,
}

impl FacetState {
    /// Every state, worst first.
    pub const ALL: [FacetState; 4] =
        [FacetState::Violated, FacetState::Strained, FacetState::Met, FacetState::Fulfilled];
}

/// How a respondent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// A need for safety or fairness was violated, and there are signs of anger.
    Outraged,
    /// A need for safety or fairness was violated, without the signs of anger that the rule asks for.
    AtRisk,
    /// No violation and no enhanced respect: easily lost.
    Swing,
    /// Respect was enhanced, without complete satisfaction overall.
    Respected,
    /// Respect was enhanced, and overall satisfaction is at the top.
    CompletelySatisfied,
    /// Too few answers about safety or fairness to tell.
    Undetermined,
}

impl State {
    /// Every state in the order of the reports.
    pub const ALL: [State; 6] = [
        State::Outraged,
        State::AtRisk,
        State::Swing,
        State::Respected,
        State::CompletelySatisfied,
        State::Undetermined,
    ];

    /// The state's name in files.
    pub fn name(self) -> &'static str {
        match self {
            State::Outraged => "outraged",
            State::AtRisk => "at_risk",
            State::Swing => "swing",
            State::Respected => "respected",
            State::CompletelySatisfied => "completely_satisfied",
            State::Undetermined => "undetermined",
        }
    }

    /// The state of this name.
    pub fn named(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What one respondent said that the rule looks at. Codes are after reverse items were turned round; `None` means that
/// there is no valid answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The answer to each facet of [`StandingsTable::facets`].
    pub facets: Vec<Option<i32>>,
    /// For each facet whether it applies to the respondent: asked, and not "not applicable".
    pub applies: Vec<bool>,
    /// For each facet whether a severe incident that was not solved quickly violates it.
    pub struck: Vec<bool>,
    /// Whether incidents that touch a need were reported, and all of them were solved quickly.
    pub solved_quickly: bool,
    /// Overall satisfaction, 1 to 5.
    pub overall: Option<i32>,
    /// Stated anger.
    pub anger: Option<i32>,
    /// "I would tell others to stay away".
    pub stay_away: Option<i32>,
    /// Whether at least one person was told bad things.
    pub told_bad: bool,
}

/// Where one respondent stands by the rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// The state; `None` without a single answer or incident about any need, so that respondents who were never asked
    /// do not count as undetermined.
    pub state: Option<State>,
    /// A mark on a violated state: incidents were solved quickly and overall satisfaction is high all the same.
    pub recovered: bool,
    /// Whether there is at least one sign of anger.
    pub angry: bool,
    /// The state of each facet; `None` without an answer or a severe incident.
    pub facets: Vec<Option<FacetState>>,
    /// The state of safety, fairness and respect; `None` with too few answers.
    pub needs: [Option<FacetState>; 3],
}

/// Applies the rule to one respondent.
pub fn stand(table: &StandingsTable, facts: &Facts) -> Standing {
    let mut standing = Standing::default();
    stand_in(table, facts, &mut standing);
    standing
}

/// Applies the rule to one respondent, in the place of the one before, so that a million of them need no million lists.
pub(crate) fn stand_in(table: &StandingsTable, facts: &Facts, standing: &mut Standing) {
    let facets = facts.facets.iter().zip(&facts.struck).map(|(code, struck)| facet_state(table, *code, *struck));
    standing.facets.clear();
    standing.facets.extend(facets);
    standing.needs = Need::ALL.map(|need| need_state(table, facts, &standing.facets, need));
    let signs = signs(table, facts);
    standing.angry = signs > 0;
    (standing.state, standing.recovered) = match standing.facets.iter().all(Option::is_none) {
        true => (None, false),
        false => {
            let (state, recovered) = state(table, facts, &standing.needs, signs);
            (Some(state), recovered)
        }
    };
}

/// The state of a respondent of whom something is known, and whether it carries the mark `recovered`.
fn state(table: &StandingsTable, facts: &Facts, needs: &[Option<FacetState>; 3], signs: u32) -> (State, bool) {
    let rule = &table.rule;
    let is_violated = |need: Need| needs[need as usize] == Some(FacetState::Violated);
    let violated = is_violated(Need::Safety)
        || is_violated(Need::Fairness)
        || (rule.respect_outrages && is_violated(Need::Respect));
    if violated {
        let happy = facts.overall.is_some_and(|level| level >= rule.recovered_overall_from);
        let state = if signs >= rule.corroboration.signs() { State::Outraged } else { State::AtRisk };
        return (state, facts.solved_quickly && happy);
    }
    let enough = |need: Need| {
        let of_need = || table.facets.iter().zip(&facts.facets).filter(move |((n, _), _)| *n == need);
        let valid = of_need().filter(|(_, code)| code.is_some()).count();
        valid >= of_need().count().min(rule.facets_required as usize)
    };
    if !enough(Need::Safety) || !enough(Need::Fairness) {
        return (State::Undetermined, false);
    }
    let enhanced = needs[Need::Respect as usize] == Some(FacetState::Fulfilled);
    let at_top = facts.overall == Some(5) || !rule.delight_needs_top;
    let state = match (enhanced, at_top) {
        (true, true) => State::CompletelySatisfied,
        (true, false) => State::Respected,
        (false, _) => State::Swing,
    };
    (state, false)
}

/// The number of signs of anger: low overall satisfaction, stated anger, the will to keep others away, and having done
/// so.
fn signs(table: &StandingsTable, facts: &Facts) -> u32 {
    let rule = &table.rule;
    [
        facts.overall.is_some_and(|level| level <= rule.angry_overall_to),
        facts.anger.is_some_and(|code| code >= rule.angry_from),
        facts.stay_away.is_some_and(|code| code >= rule.stay_away_from),
        facts.told_bad,
    ]
    .map(u32::from)
    .iter()
    .sum()
}

fn facet_state(table: &StandingsTable, code: Option<i32>, struck: bool) -> Option<FacetState> {
    let rule = &table.rule;
    if struck {
        return Some(FacetState::Violated);
    }
    Some(match code? {
        code if code <= rule.violated_to => FacetState::Violated,
        code if code <= rule.strained_to => FacetState::Strained,
        code if code >= rule.fulfilled_from => FacetState::Fulfilled,
        _ => FacetState::Met,
    })
}

/// Violated if any facet is; otherwise, with enough answers, strained if any facet is, fulfilled if the mean reaches
/// the cut and no facet lies below the least, and met else.
fn need_state(table: &StandingsTable, facts: &Facts, facets: &[Option<FacetState>], need: Need) -> Option<FacetState> {
    let rule = &table.rule;
    let (mut items, mut applicable, mut answered, mut sum) = (0, 0, 0, 0_i64);
    let (mut violated, mut strained, mut least) = (false, false, i32::MAX);
    for (i, (of, _)) in table.facets.iter().enumerate().filter(|(_, (of, _))| *of == need) {
        debug_assert_eq!(*of, need);
        items += 1;
        applicable += usize::from(facts.applies[i]);
        violated |= facets[i] == Some(FacetState::Violated);
        strained |= facets[i] == Some(FacetState::Strained);
        if let Some(code) = facts.facets[i] {
            answered += 1;
            sum += i64::from(code);
            least = least.min(code);
        }
    }
    if violated {
        return Some(FacetState::Violated);
    }
    if answered == 0 || answered < least_answered(table.answered_share, applicable, items) {
        return None;
    }
    let fulfilled = sum >= i64::from(rule.fulfilled_from) * answered as i64 && least >= rule.fulfilled_least;
    Some(match (strained, fulfilled) {
        (true, _) => FacetState::Strained,
        (false, true) => FacetState::Fulfilled,
        (false, false) => FacetState::Met,
    })
}

/// The counts of [`crate::plan::Table::Standings`], cell by cell:
/// states × (not recovered, recovered), no answer about any need; for each need the four states, none, and the violated
/// who show anger; for each facet the four states and none.
#[derive(Clone, Copy, Debug)]
pub struct StandingCounts<'a>(&'a [u64]);

const STATE_CELLS: usize = State::ALL.len() * 2 + 1;
const NEED_CELLS: usize = FacetState::ALL.len() + 2;
const FACET_CELLS: usize = FacetState::ALL.len() + 1;

/// The number of cells for this many facets.
pub(crate) fn cells(facets: usize) -> usize {
    STATE_CELLS + Need::ALL.len() * NEED_CELLS + facets * FACET_CELLS
}

/// Counts one respondent.
pub(crate) fn count(cells: &mut [u64], standing: &Standing) {
    let state = match standing.state {
        Some(state) => state as usize * 2 + usize::from(standing.recovered),
        None => STATE_CELLS - 1,
    };
    cells[state] += 1;
    for (i, need) in standing.needs.iter().enumerate() {
        let start = STATE_CELLS + i * NEED_CELLS;
        cells[start + need.map_or(FacetState::ALL.len(), |state| state as usize)] += 1;
        if *need == Some(FacetState::Violated) && standing.angry {
            cells[start + NEED_CELLS - 1] += 1;
        }
    }
    for (i, facet) in standing.facets.iter().enumerate() {
        let start = STATE_CELLS + Need::ALL.len() * NEED_CELLS + i * FACET_CELLS;
        cells[start + facet.map_or(FacetState::ALL.len(), |state| state as usize)] += 1;
    }
}

impl<'a> StandingCounts<'a> {
    /// The counts in the cells of a standings table.
    pub fn new(cells: &'a [u64]) -> StandingCounts<'a> {
        StandingCounts(cells)
    }

    /// Respondents in a state, recovered or not.
    pub fn state(&self, state: State) -> u64 {
        self.0[state as usize * 2] + self.recovered(state)
    }

    /// Respondents in a state who carry the mark `recovered`.
    pub fn recovered(&self, state: State) -> u64 {
        self.0[state as usize * 2 + 1]
    }

    /// Respondents without a single answer or incident about any need.
    pub fn silent(&self) -> u64 {
        self.0[STATE_CELLS - 1]
    }

    /// Respondents by the state of a need: violated, strained, met, fulfilled.
    pub fn need(&self, need: Need) -> [u64; 4] {
        let start = STATE_CELLS + need as usize * NEED_CELLS;
        [0, 1, 2, 3].map(|i| self.0[start + i])
    }

    /// Of the respondents with a violation of the need, those with at least one sign of anger.
    pub fn angry(&self, need: Need) -> u64 {
        self.0[STATE_CELLS + need as usize * NEED_CELLS + NEED_CELLS - 1]
    }

    /// Respondents by the state of a facet: violated, strained, met, fulfilled.
    pub fn facet(&self, facet: usize) -> [u64; 4] {
        let start = STATE_CELLS + Need::ALL.len() * NEED_CELLS + facet * FACET_CELLS;
        [0, 1, 2, 3].map(|i| self.0[start + i])
    }
}
