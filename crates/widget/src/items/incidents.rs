//! What went wrong: ticks, and under each tick how serious it was and how it ended.

use esteem_study::response::Incident;
use esteem_study::study::IncidentKind;
use esteem_study::{Answer, Key, Scale, Text};

use super::{Node, Scene, name_of, option};
use crate::words::signed;

/// The kinds of incidents and "none of these", in their fieldset; `grades` are the scales of severity and resolution.
pub(super) fn draw(
    scene: &Scene<'_>,
    ask: &Node,
    key: &Key,
    kinds: &[IncidentKind],
    none: &Text,
    grades: [Option<&Scale>; 2],
) {
    let (name, answer) = (name_of(key), scene.interview.answer_of(key));
    ask.set("data-kind", "incidents");
    let list = ask.add(Node::new("div", "options list incidents"));
    for kind in kinds {
        let ticked = incident(answer, &kind.id);
        let words = kind.text.get(scene.language);
        list.add(option("checkbox", &name, &kind.id, "", words, ticked.is_some()));
        let more = list.add(Node::new("div", "more").with("data-more", &kind.id));
        let questions = [scene.words.how_severe, scene.words.how_ended];
        for (which, (scale, question)) in grades.into_iter().zip(questions).enumerate() {
            let Some(scale) = scale else { continue };
            let now = ticked.and_then(|ticked| if which == 0 { ticked.severity } else { ticked.resolution });
            more.add(grade(scene, &name, kind, scale, question, which, now));
        }
        more.show(ticked.is_some());
    }
    let is_none = matches!(answer, Some(Answer::Incidents(ticked)) if ticked.is_empty())
        || matches!(answer, Some(Answer::Chosen(ticked)) if ticked.is_empty());
    list.add(option("checkbox", &name, "", "", none.get(scene.language), is_none));
}

/// One question about an incident. The question names it for those who hear it without seeing where it stands.
fn grade(
    scene: &Scene<'_>,
    name: &str,
    kind: &IncidentKind,
    scale: &Scale,
    question: &str,
    which: usize,
    now: Option<i32>,
) -> Node {
    let fieldset = Node::new("fieldset", "grade");
    let legend = fieldset.add(Node::new("legend", ""));
    legend.add(Node::text("span", "unseen", kind.text.get(scene.language)));
    legend.add(Node::text("span", "", question));
    let options = fieldset.add(Node::new("div", "options"));
    let which = if which == 0 { SEVERITY } else { RESOLUTION };
    let group = [name, ".", &kind.id, ".", which].concat();
    for level in &scale.levels {
        let words = level.label.as_ref().map_or("", |label| label.get(scene.language));
        let option = option("radio", &group, &signed(level.code.into()), "", words, now == Some(level.code));
        if let Some(input) = option.find("input") {
            input.set("data-incident", &kind.id);
            input.set("data-grade", which);
        }
        options.add(option);
    }
    fieldset
}

const SEVERITY: &str = "severity";
const RESOLUTION: &str = "resolution";

/// The answer after one input was touched: a tick, "none of these" (the empty value), or a grade of an incident.
pub(super) fn touched(now: Option<&Answer>, input: &Node, value: &str, is_on: bool) -> Option<Answer> {
    let touch = match (input.attribute("data-incident"), input.attribute("data-grade")) {
        (Some(kind), Some(grade)) => Touch::Grade { kind, is_severity: grade == SEVERITY, code: code(value)? },
        _ if value.is_empty() => Touch::Nothing { is_on },
        _ => Touch::Tick { kind: value.into(), is_on },
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

/// Shows the questions about what is ticked, and unticks what the answer does not hold.
pub(super) fn follow(ask: &Node, answer: Option<&Answer>, kinds: &[IncidentKind]) {
    for kind in kinds {
        let is_ticked = incident(answer, &kind.id).is_some();
        if let Some(more) = ask.find(&["[data-more=\"", &kind.id, "\"]"].concat()) {
            more.show(is_ticked);
            // A tick that comes back begins without grades, on the screen as in the answer.
            while let (false, Some(grade)) = (is_ticked, more.find("input:checked")) {
                grade.set_checked(false);
            }
        }
        if let Some(input) = ask.find(&["input[type=checkbox][value=\"", &kind.id, "\"]"].concat()) {
            input.set_checked(is_ticked);
        }
    }
    if let Some(none) = ask.find("input[value=\"\"]") {
        none.set_checked(matches!(answer, Some(Answer::Incidents(ticked)) if ticked.is_empty()));
    }
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
