//! What went wrong: ticks, and under each tick how serious it was and how it ended.

use esteem_study::response::Incident;
use esteem_study::study::IncidentKind;
use esteem_study::{Answer, Scale, Text};

use super::{Ask, Event, Frame};
use crate::dom::{about, flag, within};
use crate::view::Gap::{Ours, Said};
use crate::words::{Word, signed};

const MORE: &str = "div.more data-more={} hidden={}";

/// One question about an incident, which names it for those who hear it without seeing where it stands.
const GRADE: &str = "\
fieldset.grade
 legend
  span.unseen {}
  span {}
 div.options";

const LEVEL: &str = "\
label.option part=option
 input type=radio data-incident={} data-grade={} name={} value={} checked={}
 span.face
  span.word {}?";

/// The kinds of incidents and "none of these", in their fieldset; `grades` are the scales of severity and resolution.
pub(super) fn draw(ask: &Ask<'_>, kinds: &[IncidentKind], none: &Text, grades: [Option<&Scale>; 2]) {
    ask.draw(0, "div.options.list.incidents", &[]);
    for kind in kinds {
        let ticked = incident(ask.answer, &kind.id);
        let text = ask.scene.read(&kind.text);
        ask.draw_option("checkbox", &kind.id, text, ticked.is_some());
        ask.draw(1, MORE, &[Said(&kind.id), Said(flag(ticked.is_none()))]);
        let codes = [ticked.and_then(|ticked| ticked.severity), ticked.and_then(|ticked| ticked.resolution)];
        for (at, (grade, question)) in
            [(SEVERITY, Word::HowSevere), (RESOLUTION, Word::HowEnded)].into_iter().enumerate()
        {
            let Some(scale) = grades[at] else { continue };
            ask.draw(2, GRADE, &[Said(text), Ours(question)]);
            let group = [ask.name, ".", &kind.id, ".", grade].concat();
            for level in &scale.levels {
                let words = level.label.as_ref().map_or("", |label| ask.scene.read(label));
                let (code, is_chosen) = (signed(level.code.into()), flag(codes[at] == Some(level.code)));
                ask.draw(4, LEVEL, &[&kind.id, grade, &group, &code, is_chosen, words].map(Said));
            }
        }
    }
    ask.draw_option("checkbox", "", ask.scene.read(none), is_none(ask.answer));
}

const SEVERITY: &str = "severity";
const RESOLUTION: &str = "resolution";

/// The answer after one input was touched: a tick, "none of these" (the empty value), or a grade of an incident.
pub(super) fn touched(now: Option<&Answer>, event: &Event, value: String, is_on: bool) -> Option<Answer> {
    let touch = match (about(event, "data-incident"), about(event, "data-grade")) {
        (Some(kind), Some(grade)) => Touch::Grade { kind, is_severity: grade == SEVERITY, code: code(&value)? },
        _ if value.is_empty() => Touch::Nothing { is_on },
        _ => Touch::Tick { kind: value, is_on },
    };
    after(now, touch)
}

/// What was touched.
enum Touch {
    Tick { kind: String, is_on: bool },
    Nothing { is_on: bool },
    Grade { kind: String, is_severity: bool, code: i32 },
}

fn after(now: Option<&Answer>, touch: Touch) -> Option<Answer> {
    let mut incidents = match now {
        Some(Answer::Incidents(incidents)) => incidents.clone(),
        _ => Vec::new(),
    };
    match touch {
        Touch::Nothing { is_on } => return is_on.then(|| Answer::Incidents(Vec::new())),
        Touch::Tick { kind, is_on } => {
            incidents.retain(|incident| incident.incident != kind);
            if is_on {
                incidents.push(Incident { incident: kind, severity: None, resolution: None });
            }
        }
        Touch::Grade { kind, is_severity, code } => {
            for incident in incidents.iter_mut().filter(|incident| incident.incident == kind) {
                *(if is_severity { &mut incident.severity } else { &mut incident.resolution }) = Some(code);
            }
        }
    }
    (!incidents.is_empty()).then_some(Answer::Incidents(incidents))
}

fn code(value: &str) -> Option<i32> {
    super::typed::whole(value)?.as_whole().map(|code| code as i32)
}

fn incident<'a>(answer: Option<&'a Answer>, kind: &str) -> Option<&'a Incident> {
    match answer {
        Some(Answer::Incidents(incidents)) => incidents.iter().find(|incident| incident.incident == kind),
        _ => None,
    }
}

/// Whether the answer is "none of these".
fn is_none(answer: Option<&Answer>) -> bool {
    match answer {
        Some(Answer::Incidents(ticked)) => ticked.is_empty(),
        Some(Answer::Chosen(ticked)) => ticked.is_empty(),
        _ => false,
    }
}

/// Shows the questions about what is ticked, and unticks what the answer does not hold.
pub(super) fn follow(frame: &Frame, name: &str, answer: Option<&Answer>, kinds: &[IncidentKind]) {
    for kind in kinds {
        let is_ticked = incident(answer, &kind.id).is_some();
        let more = within(name, &["[data-more=\"", &kind.id, "\"]"].concat());
        frame.set(&more, "hidden", flag(!is_ticked));
        if !is_ticked {
            // A tick that comes back begins without grades, on the screen as in the answer.
            frame.set(&[&more, " input"].concat(), "checked", "");
        }
        let tick = within(name, &["[type=checkbox][value=\"", &kind.id, "\"]"].concat());
        frame.set(&tick, "checked", flag(is_ticked));
    }
    frame.set(&within(name, "[value=\"\"]"), "checked", flag(is_none(answer)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tick(kind: &str, is_on: bool) -> Touch {
        Touch::Tick { kind: kind.into(), is_on }
    }

    #[test]
    fn a_tick_takes_grades_and_none_of_these_takes_all_ticks_away() {
        let one = after(None, tick("harm", true));
        let graded = after(one.as_ref(), Touch::Grade { kind: "harm".into(), is_severity: true, code: 3 });
        let harm = Incident { incident: "harm".into(), severity: Some(3), resolution: None };
        assert_eq!(graded, Some(Answer::Incidents(vec![harm])));
        let none = after(graded.as_ref(), Touch::Nothing { is_on: true });
        assert_eq!(none, Some(Answer::Incidents(vec![])));
        assert_eq!(after(none.as_ref(), Touch::Nothing { is_on: false }), None);
        assert_eq!(after(graded.as_ref(), tick("harm", false)), None);
    }

    #[test]
    fn a_grade_of_something_that_is_not_ticked_changes_nothing() {
        let one = after(None, tick("harm", true));
        let same = after(one.as_ref(), Touch::Grade { kind: "data".into(), is_severity: false, code: 1 });
        assert_eq!(same, one);
    }
}
