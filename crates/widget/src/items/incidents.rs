//! What went wrong: ticks, and under each tick how serious it was and how it ended.

use esteem_study::response::Incident;
use esteem_study::study::IncidentKind;
use esteem_study::{Answer, Scale, Text};

use super::{Ask, Event, Frame};
use crate::dom::{about, flag};
use crate::words::{Word, joined};

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

/// The kinds of incidents and "none of these", in their fieldset, with the scales of severity and resolution.
pub(super) fn draw(
    ask: &Ask<'_>,
    kinds: &[IncidentKind],
    none: &Text,
    severity: Option<&Scale>,
    resolution: Option<&Scale>,
) {
    ask.draw(0, "div.options.list.incidents");
    for kind in kinds {
        let ticked = incident(ask.answer, &kind.id);
        ask.draw_option("checkbox", &kind.id, "", ask.scene.read(&kind.text), ticked.is_some());
        ask.scene.say(&kind.id).flag(ticked.is_none());
        ask.draw(1, MORE);
        draw_grade(ask, kind, severity, SEVERITY, Word::HowSevere, ticked.and_then(|ticked| ticked.severity));
        draw_grade(ask, kind, resolution, RESOLUTION, Word::HowEnded, ticked.and_then(|ticked| ticked.resolution));
    }
    ask.draw_option("checkbox", "", "", ask.scene.read(none), is_none(ask.answer));
}

/// One question about an incident, and what was answered.
fn draw_grade(
    ask: &Ask<'_>,
    kind: &IncidentKind,
    scale: Option<&Scale>,
    grade: &str,
    question: Word,
    answer: Option<i32>,
) {
    let (Some(scale), scene) = (scale, ask.scene) else { return };
    scene.text(&kind.text).ours(question);
    ask.draw(2, GRADE);
    let group = joined(&[ask.name, ".", &kind.id, ".", grade]);
    for level in &scale.levels {
        scene.say(&kind.id).say(grade).say(&group).number(level.code.into()).flag(answer == Some(level.code));
        scene.say(level.label.as_ref().map_or("", |label| scene.read(label)));
        ask.draw(4, LEVEL);
    }
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
            if let Some(at) = incidents.iter().position(|incident| incident.incident == kind) {
                incidents.remove(at);
            }
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
        frame.say(name).say(&kind.id).set("[data-key=\"{}\"] [data-more=\"{}\"]", "hidden", flag(!is_ticked));
        if !is_ticked {
            // A tick that comes back begins without grades, on the screen as in the answer.
            frame.say(name).say(&kind.id).set("[data-key=\"{}\"] [data-incident=\"{}\"]", "checked", "");
        }
        let tick = "[data-key=\"{}\"] [type=checkbox][value=\"{}\"]";
        frame.say(name).say(&kind.id).set(tick, "checked", flag(is_ticked));
    }
    frame.say(name).set("[data-key=\"{}\"] [value=\"\"]", "checked", flag(is_none(answer)));
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
