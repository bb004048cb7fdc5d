//! Which answers are taken, and what required questions and consents hold up.

use esteem_study::interview::{Interview, Refusal, Screen};
use esteem_study::response::{Incident, State};
use esteem_study::{Answer, Fixed, Missing, Study};
use serde_json::json;

use super::common::{at, begin, code, key, open, ratings, read, study};

fn every_kind() -> Study {
    let option = |id: &str| json!({"id": id, "text": {"en": id}});
    let mut items = ratings(&["a"]);
    items.extend([
        json!({"id": "four", "text": {"en": "o"}, "answer": {"kind": "rating", "scale": "four"}}),
        json!({"id": "one", "text": {"en": "o"}, "answer": {"kind": "choice", "options": [option("p"), option("q")]}}),
        json!({"id": "any", "text": {"en": "o"}, "answer":
            {"kind": "choices", "options": [option("p"), option("q"), option("r")], "most": 2}}),
        json!({"id": "what", "text": {"en": "o"}, "answer": {"kind": "incidents", "none": {"en": "none"},
            "incidents": [option("harm"), option("late")], "severity": "four", "resolution": "four"}}),
        json!({"id": "times", "text": {"en": "o"}, "answer": {"kind": "number", "least": 0, "most": 365}}),
        json!({"id": "words", "text": {"en": "o"}, "answer": {"kind": "text", "long": true}}),
    ]);
    let asks = json!(["a", "four", "one", "any", "what", "times", "words"]);
    study(json!(items), json!([{"id": "page", "asks": asks}]))
}

/// What comes of an answer: what is stored, or why it is refused.
fn take(item: &str, answer: Answer) -> Result<Option<Answer>, Refusal> {
    let mut interview = begin(every_kind(), 1);
    let before = interview.record(&at(0), "en");
    let taken = interview.answer(&key(item), Some(answer), &at(0));
    if taken.is_err() {
        assert_eq!(interview.record(&at(0), "en"), before, "a refusal changes nothing");
    }
    taken.map(|_| interview.answer_of(&key(item)).cloned())
}

#[track_caller]
fn taken(item: &str, answer: Answer, expect: Option<Answer>) {
    assert_eq!(take(item, answer), Ok(expect));
}

#[track_caller]
fn refused(item: &str, answer: Answer, expect: Refusal) {
    assert_eq!(take(item, answer), Err(expect));
}

fn number(micro: i64) -> Answer {
    Answer::Number(Fixed(micro))
}

fn missing(missing: Missing) -> Answer {
    Answer::Missing { missing }
}

fn chosen(ids: &[&str]) -> Answer {
    Answer::Chosen(ids.iter().map(|id| String::from(*id)).collect())
}

fn ticks(ticks: &[(&str, Option<i32>, Option<i32>)]) -> Answer {
    let tick = |(id, severity, resolution): &(&str, _, _)| Incident {
        incident: String::from(*id),
        severity: *severity,
        resolution: *resolution,
    };
    Answer::Incidents(ticks.iter().map(tick).collect())
}

#[test]
fn ratings_take_the_codes_and_reasons_of_their_scale() {
    taken("a", number(7_000_000), Some(number(7_000_000)));
    taken("a", missing(Missing::NotApplicable), Some(missing(Missing::NotApplicable)));
    refused("a", number(8_000_000), Refusal::NoSuchLevel);
    refused("a", number(1_500_000), Refusal::NoSuchLevel);
    refused("a", missing(Missing::DontKnow), Refusal::NoSuchLevel);
    refused("a", missing(Missing::Skipped), Refusal::NoSuchLevel);
    refused("four", missing(Missing::NotApplicable), Refusal::NoSuchLevel);
    refused("a", Answer::Text("7".into()), Refusal::OtherKind);
    refused("b", number(1_000_000), Refusal::UnknownKey);
    refused("a.expected", number(1_000_000), Refusal::UnknownKey);
}

#[test]
fn choices_take_their_options_each_once_and_no_more_than_may_be() {
    taken("one", Answer::Text("q".into()), Some(Answer::Text("q".into())));
    refused("one", Answer::Text("r".into()), Refusal::NoSuchOption);
    refused("one", chosen(&["q"]), Refusal::OtherKind);
    taken("any", chosen(&["r", "p"]), Some(chosen(&["r", "p"])));
    taken("any", chosen(&[]), None);
    refused("any", chosen(&["p", "q", "r"]), Refusal::TooMany { most: 2 });
    refused("any", chosen(&["p", "p"]), Refusal::NoSuchOption);
    refused("any", chosen(&["p", "s"]), Refusal::NoSuchOption);
}

#[test]
fn incidents_take_codes_one_to_four_and_an_empty_list_for_none() {
    let both = ticks(&[("late", Some(4), None), ("harm", None, Some(1))]);
    taken("what", both.clone(), Some(both));
    taken("what", ticks(&[]), Some(ticks(&[])));
    taken("what", chosen(&[]), Some(ticks(&[])));
    refused("what", ticks(&[("late", Some(5), None)]), Refusal::NoSuchLevel);
    refused("what", ticks(&[("late", None, Some(0))]), Refusal::NoSuchLevel);
    refused("what", ticks(&[("loss", None, None)]), Refusal::NoSuchOption);
    refused("what", ticks(&[("late", None, None), ("late", None, None)]), Refusal::NoSuchOption);
    refused("what", chosen(&["late"]), Refusal::OtherKind);
}

#[test]
fn numbers_and_texts_keep_to_their_limits() {
    taken("times", number(0), Some(number(0)));
    taken("times", number(365_000_000), Some(number(365_000_000)));
    refused("times", number(-1), Refusal::BelowLeast { least: 0 });
    refused("times", number(365_000_001), Refusal::AboveMost { most: 365 });
    let words = |text: String| Answer::Text(text);
    taken("words", words(" 好".into()), Some(words(" 好".into())));
    taken("words", words("好".repeat(10_000)), Some(words("好".repeat(10_000))));
    refused("words", words("好".repeat(10_001)), Refusal::TooLong { most: 10_000 });
    taken("words", words(" \u{3000}\n".into()), None);
    refused("words", number(1_000_000), Refusal::OtherKind);
}

#[test]
fn an_answer_begins_the_record_and_can_be_taken_back() {
    let mut interview = begin(every_kind(), 1);
    assert_eq!((interview.answer(&key("a"), None, &at(1)), interview.has_begun()), (Ok(false), false));
    assert_eq!(interview.answer(&key("a"), code(3), &at(1)), Ok(true));
    assert_eq!(interview.answer(&key("a"), code(3), &at(1)), Ok(false));
    let rev = read(&interview.record(&at(1), "en")).rev;
    assert_eq!(interview.answer(&key("a"), None, &at(1)), Ok(true));
    let response = read(&interview.record(&at(1), "en"));
    assert_eq!((response.rev, response.answers.len(), interview.has_begun()), (rev + 1, 0, true));
    assert_eq!(response.started_at.as_deref(), Some(at(0).instant));
    assert_eq!((response.state, response.finished_at), (State::Partial, None));
}

/// The rating is required.
fn required() -> Interview {
    let mut study = every_kind();
    study.items[0].required = true;
    begin(study, 1)
}

#[test]
fn a_required_question_holds_up_next_and_skip_until_it_has_an_answer() {
    let mut interview = required();
    interview.answer(&key("four"), code(2), &at(1)).expect("is taken");
    assert_eq!(interview.next(&at(1)), Err(vec![key("a")]));
    assert_eq!(interview.skip(&at(1)), Err(vec![key("a")]));
    assert_eq!(interview.answer_of(&key("four")).cloned(), code(2), "nothing was taken back");
    interview.answer(&key("a"), Some(missing(Missing::NotApplicable)), &at(1)).expect("is taken");
    assert_eq!(interview.skip(&at(1)), Ok(()));
    assert_eq!(interview.screen(), Screen::Finished);
    let response = read(&interview.record(&at(1), "en"));
    assert_eq!(response.answers.len(), 1, "skipping takes back what is not required");
    assert_eq!(response.absent("four"), Missing::Skipped);
}

#[test]
fn a_finished_record_is_frozen() {
    let mut interview = begin(every_kind(), 1);
    interview.answer(&key("a"), code(2), &at(1)).expect("is taken");
    interview.next(&at(5_000)).expect("nothing is required");
    let record = interview.record(&at(5_000), "en");
    assert_eq!(interview.answer(&key("a"), code(3), &at(6_000)), Err(Refusal::Finished));
    interview.agree("quote", true);
    assert!(!interview.back(&at(7_000)) && interview.next(&at(8_000)).is_ok() && interview.is_finished());
    assert_eq!(interview.record(&at(9_000_000), "en"), record);
    let response = read(&record);
    assert_eq!((response.state, response.finished_at.as_deref()), (State::Complete, Some(at(0).instant)));
}

#[test]
fn a_required_consent_holds_up_the_beginning() {
    let mut study = every_kind();
    let consents = json!([{"id": "use", "text": {"en": "Use it."}, "required": true},
        {"id": "quote", "text": {"en": "Quote me."}}]);
    study.privacy.consents = serde_json::from_value(consents).expect("are consents");
    let mut interview = open(study, 1);
    assert_eq!(interview.begin(&at(0)), Err(vec!["use".into()]));
    interview.agree("use", true);
    interview.agree("sell", true);
    assert!(interview.consent_of("use") && !interview.consent_of("quote") && !interview.consent_of("sell"));
    assert_eq!(interview.begin(&at(0)), Ok(()));
    let consent = read(&interview.record(&at(0), "en")).consent;
    assert_eq!(consent, [("quote".into(), false), ("use".into(), true)].into());
}
