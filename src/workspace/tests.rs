//! What happens to the state of the page, action by action.

use esteem_analysis::import::read_study;
use esteem_analysis::{Responses, analyze};
use esteem_engine::{Refused, RefusedFile};
use esteem_study::Study;

use super::*;

fn start() -> Rc<Workspace> {
    Rc::new(Workspace::new(Language::En))
}

fn after(workspace: Rc<Workspace>, actions: impl IntoIterator<Item = Action>) -> Rc<Workspace> {
    actions.into_iter().fold(workspace, |workspace, action| workspace.reduce(action))
}

/// What the engine makes of a study of this id without responses.
fn opened(id: &str) -> Rc<Opened> {
    let example = read_study(include_bytes!("../../examples/cafe.study.json")).expect("the example can be read");
    let study = Study { id: id.into(), ..example.study };
    Rc::new(Opened::made(analyze(&study, &Responses::new(&study), &Selection::default())))
}

fn shown(workspace: &Workspace) -> Option<&str> {
    workspace.report().map(|report| report.study.as_str())
}

fn choose(kind: FileKind, text: &str) -> Action {
    Action::Choose(kind, "a file".into(), Rc::new(text.as_bytes().to_vec()))
}

const EMPTY: OpenTrouble = OpenTrouble::Refused(Refused { file: RefusedFile::Responses, lines: Vec::new() });

#[test]
fn the_example_stands_when_it_is_read() {
    let done = after(start(), [Action::Done(0, Ok(opened("cafe")), true)]);
    assert_eq!(shown(&done), Some("cafe"));
    assert!(done.shown.as_ref().is_some_and(|shown| shown.is_example));
    assert_eq!(done.status, Status::Ready);
}

#[test]
fn an_example_that_cannot_be_had_is_said() {
    assert_eq!(after(start(), [Action::NoExample]).status, Status::NoExample);
    assert_eq!(after(start(), [Action::Begin(1), Action::NoExample]).status, Status::Reading);
    let broken = after(start(), [Action::Done(0, Err(EMPTY), true)]);
    assert_eq!(broken.status, Status::NoExample);
    assert_eq!(broken.panel.trouble, None);
}

#[test]
fn the_former_report_stays_until_a_new_one_stands() {
    let cafe = after(start(), [Action::Done(0, Ok(opened("cafe")), true), choose(FileKind::Responses, "")]);
    let reading = after(cafe, [Action::Begin(1)]);
    assert_eq!((shown(&reading), reading.status), (Some("cafe"), Status::Reading));
    let failed = after(reading, [Action::Done(1, Err(EMPTY), false)]);
    assert_eq!((shown(&failed), failed.status), (Some("cafe"), Status::Ready));
    assert_eq!(failed.panel.trouble, Some(Trouble::Open(EMPTY)));
    // The files stay chosen, so that one of them can be replaced.
    assert!(failed.panel.is_open && failed.panel.chosen.get(FileKind::Responses).is_some());
    let done = after(failed, [Action::Begin(2), Action::Done(2, Ok(opened("bank")), false)]);
    assert_eq!(shown(&done), Some("bank"));
    assert_eq!(done.panel, Panel::default());
}

#[test]
fn an_answer_to_an_earlier_task_comes_too_late() {
    let bank = after(start(), [Action::Begin(1), Action::Done(1, Ok(opened("bank")), false)]);
    let late = after(bank, [Action::Done(0, Ok(opened("cafe")), true)]);
    assert_eq!(shown(&late), Some("bank"));
    let late = after(late, [Action::Done(0, Err(EMPTY), true)]);
    assert_eq!(late.status, Status::Ready);
}

#[test]
fn an_example_that_arrives_late_takes_no_files_away() {
    let choosing = after(start(), [Action::ShowPanel, choose(FileKind::Responses, "id"), Action::Begin(1)]);
    let arrived = after(choosing, [Action::Done(0, Ok(opened("cafe")), true)]);
    assert!(arrived.panel.chosen.get(FileKind::Responses).is_some());
    assert_eq!(arrived.status, Status::Reading);
}

#[test]
fn the_request_holds_what_was_chosen_and_the_next_number() {
    let choosing = after(start(), [Action::Begin(4), choose(FileKind::Study, "s"), choose(FileKind::Responses, "r")]);
    let request = choosing.request();
    assert_eq!(request.task, 5);
    assert_eq!(request.study.as_deref().map(Vec::as_slice), Some(&b"s"[..]));
    assert_eq!(request.responses.as_deref().map(Vec::as_slice), Some(&b"r"[..]));
    assert_eq!(request.mapping, None);
    let without = after(choosing, [Action::TakeOut(FileKind::Study)]);
    assert_eq!(without.request().study, None);
}

#[test]
fn another_file_takes_the_trouble_away_and_closing_takes_all() {
    let trouble = after(start(), [Action::CouldNotRead("a.csv".into(), ReadTrouble::TooLarge)]);
    assert!(trouble.panel.is_open && trouble.panel.trouble.is_some());
    let other = after(trouble, [choose(FileKind::Responses, "id")]);
    assert_eq!(other.panel.trouble, None);
    assert_eq!(after(other, [Action::HidePanel]).panel, Panel::default());
}

#[test]
fn another_language_changes_nothing_else() {
    let english = start();
    let chinese = after(english.clone(), [Action::Speak(Language::Zh)]);
    assert_eq!(chinese.language, Language::Zh);
    assert_eq!(after(chinese, [Action::Speak(Language::En)]), english);
}
