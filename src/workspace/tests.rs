//! What happens to the state of the page, action by action.

use esteem_analysis::Selection;
use esteem_content::{Refused, RefusedFile};
use esteem_engine::{Engine, Files};

use super::*;
use crate::address::Route;

fn start() -> Rc<Workspace> {
    Rc::new(Workspace::new(Language::En, Address::default()))
}

fn after(workspace: Rc<Workspace>, actions: impl IntoIterator<Item = Action>) -> Rc<Workspace> {
    actions.into_iter().fold(workspace, |workspace, action| workspace.reduce(action))
}

/// What the engine answers about the example.
fn content(ask: &Ask) -> Rc<Content> {
    let mut engine = Engine::default();
    let files = Files {
        study: include_bytes!("../../examples/cafe.study.json"),
        responses: Some(include_bytes!("../../examples/cafe.responses.csv")),
        mapping: None,
        tests: Tests::LeftOut,
    };
    engine.open(&files, &|_| None, &mut |_| {}).expect("the example can be read");
    Rc::new(engine.content(ask).expect("there is an example"))
}

/// The page with the example on it.
fn cafe() -> Rc<Workspace> {
    let start = start();
    let opening = start.opening.clone().expect("the example is opened first");
    after(start, [opened(opening.task, Ok(content(&opening.ask)))])
}

fn opened(task: u32, result: Result<Rc<Content>, OpenTrouble>) -> Action {
    Action::Told(Told::Opened { task, result })
}

fn refused() -> OpenTrouble {
    OpenTrouble::Refused(Refused { file: RefusedFile::Responses, lines: Vec::new() })
}

fn choice(conditions: &[(&str, &str)]) -> Choice {
    let conditions = conditions.iter().map(|(name, value)| ((*name).into(), (*value).into()));
    Choice { selection: Selection::from_conditions(conditions).expect("known conditions"), by: None }
}

fn regular() -> Choice {
    choice(&[("guest", "regular")])
}

/// Answers the question that waits.
fn answered(workspace: Rc<Workspace>) -> Rc<Workspace> {
    let asking = workspace.asking.clone().expect("a question waits");
    after(workspace, [Action::Told(Told::Answered { task: asking.task, content: content(&asking.ask) })])
}

#[test]
fn the_example_is_opened_first_and_marked_as_such() {
    let cafe = cafe();
    assert!(cafe.is_example() && cafe.opening.is_none() && cafe.asking.is_none());
    assert_eq!(cafe.content.as_ref().map(|content| content.study.as_str()), Some("cafe"));
}

#[test]
fn an_example_that_cannot_be_had_is_said() {
    let task = start().opening.as_ref().map(|opening| opening.task).expect("opening");
    let without = after(start(), [opened(task, Err(OpenTrouble::NoEngine))]);
    assert_eq!(without.notices, [Notice::NoExample]);
    assert!(!without.panel.is_open && without.content.is_none());
}

#[test]
fn the_address_decides_what_the_example_shows_first() {
    let address = Address { route: Route::Section("needs".into()), choice: regular(), row: None };
    let start = Rc::new(Workspace::new(Language::Zh, address.clone()));
    let opening = start.opening.clone().expect("opening");
    assert_eq!((opening.ask.selection.clone(), opening.ask.language), (regular().selection, Language::Zh));
    let shown = after(start, [opened(opening.task, Ok(content(&opening.ask)))]);
    assert_eq!(shown.address, address);
    assert!(shown.asking.is_none(), "the answer is already the right one");
}

#[test]
fn the_former_report_stays_until_a_new_one_stands() {
    let reading = after(cafe(), [Action::ShowPanel, Action::Open]);
    let task = reading.opening.as_ref().map(|opening| opening.task).expect("opening");
    assert!(reading.content.is_some() && !reading.panel.is_open, "the panel makes room");
    let told = Told::Progress { task, done_share: 0.5, responses: 100 };
    let half = after(reading, [Action::Told(told)]);
    assert_eq!(half.opening.as_ref().map(|opening| opening.responses), Some(100));
    let cancelled = after(half, [Action::Cancel]);
    assert!(cancelled.opening.is_none() && cancelled.content.is_some());
    // What the cancelled reading still says comes too late.
    let late = after(cancelled, [opened(task, Err(refused()))]);
    assert_eq!(late.panel.trouble, None);
}

#[test]
fn another_version_of_the_page_is_said_beside_the_report() {
    let reading = after(cafe(), [Action::Open]);
    let task = reading.opening.as_ref().map(|opening| opening.task).expect("opening");
    let other = after(reading, [opened(task, Err(OpenTrouble::OtherBuild))]);
    assert_eq!(other.notices, [Notice::OtherBuild]);
    assert!(other.content.is_some());
}

#[test]
fn a_choice_is_asked_about_and_can_be_taken_back() {
    let chosen = after(cafe(), [Action::Select(regular())]);
    assert_eq!(chosen.asking.as_ref().map(|asking| &asking.ask.selection), Some(&regular().selection));
    let shown = answered(chosen);
    let content = shown.content.as_ref().expect("content");
    assert!(content.responses < content.all_responses && shown.asking.is_none());
    let back = answered(after(shown, [Action::Undo]));
    assert!(back.address.choice == Choice::default() && back.past.is_empty());
    assert_eq!(back.content.as_ref().map(|content| content.responses), Some(412));
    let nothing = after(back, [Action::Undo]);
    assert!(nothing.asking.is_none());
}

#[test]
fn the_same_choice_again_is_no_choice() {
    let chosen = after(cafe(), [Action::Select(regular()), Action::Select(regular())]);
    assert_eq!(chosen.past.len(), 1);
}

#[test]
fn an_answer_to_an_earlier_question_changes_nothing() {
    let first = after(cafe(), [Action::Select(regular())]);
    let early = first.asking.clone().expect("a question waits");
    let second = after(first, [Action::Select(choice(&[("guest", "first")]))]);
    let late = after(second, [Action::Told(Told::Answered { task: early.task, content: content(&early.ask) })]);
    assert_eq!(late.content.as_ref().map(|content| content.responses), Some(412));
    assert!(late.asking.is_some());
}

#[test]
fn another_language_is_asked_for_and_changes_nothing_else() {
    let chinese = after(cafe(), [Action::Speak(Language::Zh)]);
    assert_eq!(chinese.asking.as_ref().map(|asking| asking.ask.language), Some(Language::Zh));
    assert_eq!(answered(chinese).content.as_ref().map(|content| content.language), Some(Language::Zh));
    assert!(after(cafe(), [Action::Speak(Language::En)]).asking.is_none());
}

#[test]
fn a_language_that_changes_while_files_are_read_is_asked_for_afterwards() {
    let start = start();
    let opening = start.opening.clone().expect("opening");
    let shown = after(start, [Action::Speak(Language::Zh), opened(opening.task, Ok(content(&opening.ask)))]);
    assert_eq!(shown.asking.as_ref().map(|asking| asking.ask.language), Some(Language::Zh));
}

#[test]
fn going_to_another_view_asks_nothing_and_keeps_the_row() {
    let address = Address { route: Route::Section("gaps".into()), choice: Choice::default(), row: Some(2) };
    let there = after(cafe(), [Action::Arrive(address.clone(), Vec::new())]);
    assert_eq!(there.address, address);
    assert!(there.asking.is_none() && there.past.is_empty());
    // Another selection has other rows.
    assert_eq!(after(there, [Action::Select(regular())]).address.row, None);
}

#[test]
fn what_an_address_asks_for_in_vain_is_left_out_and_told() {
    let vain = choice(&[("guest", "regular"), ("guest", "elephant"), ("weather", "fine")]);
    let address = Address { choice: Choice { by: Some("weather".into()), ..vain }, ..Address::default() };
    let there = after(cafe(), [Action::Arrive(address, vec!["colour=red".into()])]);
    assert_eq!(there.address.choice, regular());
    let told = ["colour=red", "guest=elephant", "weather=fine", "by=weather"].map(String::from);
    assert_eq!(there.notices, [Notice::Unknown(told.to_vec())]);
    // The next address is judged for itself.
    assert_eq!(after(there, [Action::Arrive(Address::default(), Vec::new())]).notices, []);
}

#[test]
fn what_the_first_address_asks_for_in_vain_stays_told() {
    let address = Address { choice: choice(&[("weather", "fine")]), ..Address::default() };
    let start = Rc::new(Workspace::new(Language::En, address.clone()));
    let start = after(start, [Action::Arrive(address, vec!["colour=red".into()])]);
    let opening = start.opening.clone().expect("opening");
    let shown = after(start, [opened(opening.task, Ok(content(&opening.ask)))]);
    let told = vec![Notice::Unknown(vec!["colour=red".into(), "weather=fine".into()])];
    assert_eq!(shown.notices, told);
    // The page's address now says what is shown, and that is no news.
    assert_eq!(after(shown, [Action::Arrive(Address::default(), Vec::new())]).notices, told);
}

#[test]
fn a_breakdown_is_told_once_until_it_is_dismissed() {
    let twice = after(cafe(), [Action::Told(Told::Restarted), Action::Told(Told::Restarted)]);
    assert_eq!(twice.notices, [Notice::Restarted]);
    assert_eq!(after(twice, [Action::Dismiss(Notice::Restarted)]).notices, []);
    let given_up = after(cafe(), [Action::Select(regular()), Action::Told(Told::GaveUp)]);
    assert!(given_up.asking.is_none() && given_up.content.is_some());
}

#[test]
fn an_engine_that_cannot_be_had_is_told_until_it_is_there() {
    let without = after(cafe(), [Action::Select(regular()), Action::Told(Told::NoEngine)]);
    assert_eq!(without.notices, [Notice::NoEngine]);
    assert!(without.asking.is_none() && without.content.is_some());
    let there = answered(after(without, [Action::Speak(Language::Zh), Action::Told(Told::Ready)]));
    assert_eq!(there.notices, []);
    let other = after(there, [Action::Select(Choice::default()), Action::Told(Told::OtherBuild)]);
    assert_eq!(other.notices, [Notice::OtherBuild]);
    assert!(other.asking.is_none());
}

#[test]
fn closing_the_panel_forgets_its_trouble() {
    let trouble = after(cafe(), [Action::CouldNotRead("a.csv".into(), ReadTrouble::TooLarge)]);
    assert!(trouble.panel.is_open && trouble.panel.trouble.is_some());
    let closed = after(trouble, [Action::HidePanel]);
    assert!(!closed.panel.is_open && closed.panel.trouble.is_none());
}

/// A try-out is finished while this is open; the engine answers with the example's content, which is as good as any.
fn tried(workspace: Rc<Workspace>, id: &str) -> Rc<Workspace> {
    let taken = crate::components::questionnaire::Taken { id: id.into(), text: "{}".into() };
    let place = workspace.try_outs.as_ref().map_or_else(|| workspace.overview(), |try_outs| try_outs.place.clone());
    let (before, _) = workspace.behind(OpenFiles::default());
    let files = OpenFiles { tests: Tests::Counted, ..OpenFiles::default() };
    let try_outs = TryOuts { finished: workspace.finished_with(taken), files, before, place };
    let workspace = after(workspace, [Action::Try(try_outs)]);
    let opening = workspace.opening.clone().expect("the try-outs are read");
    after(workspace, [opened(opening.task, Ok(content(&opening.ask)))])
}

#[test]
fn try_outs_are_a_report_of_their_own_and_leave_the_reader_where_they_are() {
    let at = |route| Action::Arrive(Address { route, choice: regular(), row: None }, Vec::new());
    let trying = answered(after(cafe(), [at(Route::TryOut)]));
    let once = tried(trying, "a");
    assert!(once.is_try_out() && once.is_example_behind());
    assert_eq!((&once.address.route, &once.address.choice), (&Route::TryOut, &Choice::default()));
    let twice = tried(tried(once, "b"), "b");
    let ids: Vec<String> = twice.try_outs.iter().flat_map(|t| &t.finished).map(|taken| taken.id.to_string()).collect();
    assert_eq!(ids, ["a", "b"]);
    // What is kept is what was open before, at its place, whatever is tried.
    assert_eq!(twice.behind(OpenFiles::default()), (OpenFiles::default(), overview_of(regular())));
    let back = after(twice, [Action::Return]);
    let opening = back.opening.clone().expect("what was open before is read again");
    let back = after(back, [opened(opening.task, Ok(content(&opening.ask)))]);
    assert!(!back.is_try_out() && back.try_outs.is_none() && back.is_example());
    assert_eq!(back.address, overview_of(regular()));
}

#[test]
fn other_files_end_the_try_outs_only_when_they_can_be_used() {
    let once = tried(cafe(), "a");
    let other = after(once, [Action::Restore(OpenFiles::default(), Address::default())]);
    let opening = other.opening.clone().expect("the files are read");
    let failed = after(other.clone(), [opened(opening.task, Err(OpenTrouble::NoEngine))]);
    assert!(failed.is_try_out() && failed.try_outs.is_some());
    let shown = after(other, [opened(opening.task, Ok(content(&opening.ask)))]);
    assert!(!shown.is_try_out() && shown.try_outs.is_none());
}

fn overview_of(choice: Choice) -> Address {
    Address { route: Route::Overview, choice, row: None }
}
