//! What of the responses is asked for, as it stands on the command line.

use esteem_analysis::Selection;
use esteem_analysis::needs::State;
use esteem_analysis::selection::{STATE, WAVE};
use esteem_analysis::words::{self, Language};
use esteem_study::Study;

use crate::input::Lines;

/// The selection of these conditions, `NAME=VALUE`.
pub(super) fn selection(only: &[String], study: &Study, language: Language) -> Result<Selection, Lines> {
    let mut conditions = Vec::new();
    for condition in only {
        let named = condition.split_once('=').filter(|(name, _)| names(study).any(|known| known == *name));
        let Some((name, value)) = named else {
            let known = listed(study);
            return Err(vec![match language {
                Language::Zh => format!("--where {condition}：应写成 名称=值，名称可以是 {known}。"),
                Language::En => format!("--where {condition}: write it as NAME=VALUE, where NAME is one of {known}."),
            }]);
        };
        conditions.push((name.to_string(), value.to_string()));
    }
    Selection::from_conditions(conditions).map_err(|bad| {
        let known = State::ALL.map(State::name);
        vec![match language {
            Language::Zh => {
                let known = State::ALL.map(|state| format!("{}（{}）", state.name(), words::state(state, language)));
                format!("--where {STATE}={}：没有这种状态，可以是 {}。", bad.value, known.join("、"))
            }
            Language::En => {
                format!("--where {STATE}={}: there is no such state; it is one of {}.", bad.value, known.join(", "))
            }
        }]
    })
}

/// What groups are made by, if the study has it.
pub(super) fn group<'b>(by: &'b str, study: &Study, language: Language) -> Result<&'b str, Lines> {
    if names(study).any(|known| known == by) {
        return Ok(by);
    }
    let known = listed(study);
    Err(vec![match language {
        Language::Zh => format!("--by {by}：只能按 {known} 分组。"),
        Language::En => format!("--by {by}: groups can be made by {known}."),
    }])
}

fn names(study: &Study) -> impl Iterator<Item = &str> {
    [WAVE, STATE].into_iter().chain(study.segments.iter().map(|segment| segment.id.as_str()))
}

fn listed(study: &Study) -> String {
    names(study).collect::<Vec<_>>().join(", ")
}
