//! Where each respondent stands, row by row: the answers that the needs rule looks at, brought together from their
//! columns.

use esteem_study::Missing;

use crate::needs::{Facts, Standing, stand_in};
use crate::plan::{Scored, StandingsTable, not_applicable};
use crate::responses::{Absent, Column, Incidents, Responses};

/// The columns of one table of standings.
pub(crate) struct Standings<'a> {
    table: &'a StandingsTable,
    facets: Vec<Answers<'a>>,
    incidents: Vec<(&'a Incidents, &'a [Option<usize>])>,
    overall: Option<Answers<'a>>,
    anger: Option<Answers<'a>>,
    stay_away: Option<Answers<'a>>,
    told_bad: Option<&'a [i64]>,
    /// Filled anew for each row, so that a million rows need no million lists.
    facts: Facts,
    standing: Standing,
}

/// A scored key's answers: the column and the code of each level.
struct Answers<'a> {
    column: Option<&'a [u8]>,
    codes: &'a [i32],
}

impl<'a> Answers<'a> {
    fn new(responses: &'a Responses, scored: &'a Scored) -> Answers<'a> {
        let column = match responses.answers.get(&scored.key) {
            Some(Column::Code(codes)) => Some(codes.as_slice()),
            _ => None,
        };
        Answers { column, codes: &scored.codes }
    }

    /// The code that the answer means. A column that the responses lack was not asked.
    fn at(&self, row: usize) -> Result<i32, Absent> {
        let Some(column) = self.column else { return Err(Absent::Missing(Missing::NotAsked)) };
        match Absent::of_code(column[row]) {
            Some(absent) => Err(absent),
            None => self.codes.get(usize::from(column[row])).copied().ok_or(Absent::Unreadable),
        }
    }
}

impl<'a> Standings<'a> {
    pub(crate) fn new(responses: &'a Responses, table: &'a StandingsTable) -> Standings<'a> {
        let answers = |scored: &'a Scored| Answers::new(responses, scored);
        let told_bad = table.told_bad.as_ref().and_then(|key| match responses.answers.get(key) {
            Some(Column::Number(numbers)) => Some(numbers.as_slice()),
            _ => None,
        });
        let incidents = table.incidents.iter().filter_map(|(key, violates)| match responses.answers.get(key) {
            Some(Column::Incidents(incidents)) => Some((incidents, violates.as_slice())),
            _ => None,
        });
        let facets = table.facets.len();
        Standings {
            table,
            facets: table.facets.iter().map(|(_, facet)| answers(facet)).collect(),
            incidents: incidents.collect(),
            overall: table.overall.as_ref().map(answers),
            anger: table.anger.as_ref().map(answers),
            stay_away: table.stay_away.as_ref().map(answers),
            told_bad,
            facts: Facts {
                facets: vec![None; facets],
                applies: vec![false; facets],
                struck: vec![false; facets],
                ..Facts::default()
            },
            standing: Standing::default(),
        }
    }

    /// Where the respondent of this row stands.
    pub(crate) fn at(&mut self, row: usize) -> &Standing {
        let facts = &mut self.facts;
        facts.struck.fill(false);
        for (i, facet) in self.facets.iter().enumerate() {
            let answer = facet.at(row);
            facts.facets[i] = answer.ok();
            facts.applies[i] = !answer.is_err_and(not_applicable);
        }
        let (mut touched, mut all_quick) = (false, true);
        for (incidents, violates) in &self.incidents {
            let ticks = incidents.ticks[row];
            if Absent::of_ticks(ticks).is_some() {
                continue;
            }
            for (kind, facet) in violates.iter().enumerate().filter(|(kind, _)| ticks >> kind & 1 == 1) {
                let Some(facet) = facet else { continue };
                let quick = incidents.resolution[kind][row] == 1;
                touched = true;
                all_quick &= quick;
                facts.struck[*facet] |=
                    !quick && i32::from(incidents.severity[kind][row]) >= self.table.rule.severe_from;
            }
        }
        let outcome = |answers: &Option<Answers<'_>>| answers.as_ref().and_then(|answers| answers.at(row).ok());
        facts.solved_quickly = touched && all_quick;
        facts.overall = outcome(&self.overall);
        facts.anger = outcome(&self.anger);
        facts.stay_away = outcome(&self.stay_away);
        facts.told_bad =
            self.told_bad.is_some_and(|numbers| Absent::of_number(numbers[row]).is_none() && numbers[row] > 0);
        stand_in(self.table, facts, &mut self.standing);
        &self.standing
    }
}
