//! Respondents who do anything at all, in every study that ships.

use std::collections::{BTreeMap, BTreeSet};

use esteem_study::interview::{Interview, Layout, Screen};
use esteem_study::response::State;
use esteem_study::{Answer, AnswerForm, Key, Missing, Study};
use proptest::prelude::*;

use super::common::{SHIPPED, at, config, open, read, saved, shipped, sight, some_answer};

#[derive(Clone, Debug)]
enum Step {
    Begin,
    Next,
    Back,
    Skip,
    Wide,
    Narrow,
    /// Answers what stands at some place in sight, or, rarely, anything at all, in some way.
    Answer(usize, u32),
    /// Answers everything in sight in some way.
    AnswerAll(u32),
    /// The widget breaks down: another value takes over what was kept.
    Restart(u32),
    Kept,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        1 => Just(Step::Begin),
        6 => Just(Step::Next),
        2 => Just(Step::Back),
        1 => Just(Step::Skip),
        1 => Just(Step::Wide),
        1 => Just(Step::Narrow),
        4 => (any::<usize>(), any::<u32>()).prop_map(|(place, choice)| Step::Answer(place, choice)),
        6 => any::<u32>().prop_map(Step::AnswerAll),
        1 => any::<u32>().prop_map(Step::Restart),
        1 => Just(Step::Kept),
    ]
}

/// An interview, and beside it what it must know.
struct Walk {
    interview: Interview,
    answers: BTreeMap<String, Answer>,
    shown: BTreeSet<String>,
    /// What is asked of this respondent.
    asked: Vec<String>,
    ms: u64,
    layout: Layout,
}

impl Walk {
    fn new(interview: Interview) -> Walk {
        let asked = order(&interview);
        let (answers, shown) = (BTreeMap::new(), BTreeSet::new());
        Walk { interview, answers, shown, asked, ms: 0, layout: Layout::Wide }
    }

    fn answer(&mut self, key: &Key, choice: u32) {
        let answer = some_answer(self.interview.study(), key, choice);
        let before = self.interview.answer_of(key).cloned();
        match self.interview.answer(key, answer, &at(self.ms)) {
            Ok(changed) => {
                let after = self.interview.answer_of(key).cloned();
                assert_eq!(changed, after != before);
                if changed {
                    self.shown.insert(key.to_string());
                }
                match after {
                    // In files an empty list does not say what it is a list of, and is read as one of ids.
                    Some(Answer::Incidents(ticks)) if ticks.is_empty() => {
                        self.answers.insert(key.to_string(), Answer::Chosen(Vec::new()));
                    }
                    Some(answer) => _ = self.answers.insert(key.to_string(), answer),
                    None => _ = self.answers.remove(&key.to_string()),
                }
            }
            Err(_) => assert_eq!(self.interview.answer_of(key).cloned(), before),
        }
    }

    fn in_sight(&self) -> Vec<String> {
        sight(&self.interview).concat()
    }

    fn step(&mut self, step: &Step) {
        self.ms += 1_700;
        let now = at(self.ms);
        match *step {
            Step::Begin => _ = self.interview.begin(&now),
            Step::Next => _ = self.interview.next(&now),
            Step::Back => _ = self.interview.back(&now),
            Step::Skip => {
                let in_sight = self.in_sight();
                if self.interview.skip(&now).is_ok() {
                    self.answers.retain(|key, _| !in_sight.contains(key));
                }
            }
            Step::Wide | Step::Narrow => {
                let first = self.in_sight().first().cloned();
                self.layout = if matches!(step, Step::Wide) { Layout::Wide } else { Layout::Narrow };
                let place = self.interview.place();
                self.interview.set_layout(self.layout);
                let in_sight = self.in_sight();
                assert!(first.is_none() || in_sight.contains(&place));
                assert_eq!(self.interview.place(), place);
            }
            Step::Answer(place, choice) => {
                let keys = if choice.is_multiple_of(20) { self.asked.clone() } else { self.in_sight() };
                if let Some(key) = keys.get(place % keys.len().max(1)) {
                    self.answer(&Key::parse(key).expect("is a key"), choice);
                }
            }
            Step::AnswerAll(choice) => {
                for (at, key) in self.in_sight().iter().enumerate() {
                    self.answer(&Key::parse(key).expect("is a key"), choice.wrapping_add(at as u32 * 7));
                }
            }
            Step::Restart(seed) => self.restart(seed),
            Step::Kept => {
                let kept = saved(&self.interview.record(&now, "en"));
                self.interview.rests_on(Some(&kept));
            }
        }
        self.shown.extend(self.in_sight());
    }

    /// What was kept gives the same record at the same moment, and the same questions in sight.
    fn restart(&mut self, seed: u32) {
        if self.interview.is_finished() {
            return;
        }
        let now = at(self.ms);
        let (kept, place) = (self.interview.record(&now, "en"), self.interview.place());
        let mut again = open(self.interview.study().clone(), seed);
        again.set_layout(self.layout);
        assert!(!again.adopt(saved(&kept), &place));
        assert_eq!(again.record(&now, "en"), kept);
        assert_eq!(again.screen(), self.interview.screen());
        assert_eq!((again.progress(), again.has_begun()), (self.interview.progress(), self.interview.has_begun()));
        self.interview = again;
    }

    /// The record says what happened, and nothing else.
    fn check(&self) {
        let record = self.interview.record(&at(self.ms), "zh");
        let response = read(&record);
        assert_eq!(response.answers, self.answers);
        let shown: BTreeSet<String> = response.shown.clone().expect("is recorded").into_iter().collect();
        assert_eq!(shown, self.shown);
        let (done, all) = (self.interview.progress().done_seconds, self.interview.progress().all_seconds);
        assert!(done <= all && (done == all || !self.interview.is_finished()));
        let finished = self.interview.screen() == Screen::Finished;
        assert_eq!(response.state == State::Complete, finished);
        assert_eq!(response.finished_at.is_some(), finished);
        assert_eq!(response.started_at.is_some(), self.interview.has_begun());
        let order = response.order.clone().expect("is recorded");
        for key in &order {
            if !response.answers.contains_key(key) {
                let expect = match (shown.contains(key), finished) {
                    (true, _) => Missing::Skipped,
                    (false, false) => Missing::BrokeOff,
                    (false, true) => unreachable!("the end is reached through every question"),
                };
                assert_eq!(response.absent(key), expect, "{key}");
            }
        }
        assert_eq!(order, self.asked);
        assert_eq!(response.absent("nothing_of_the_kind"), Missing::NotAsked);
        let (zh, en) = (r#""language":"zh""#, r#""language":"en""#);
        assert_eq!(self.interview.record(&at(self.ms), "en"), record.replacen(zh, en, 1), "another language");
    }
}

/// What is asked of the respondent, in its order.
fn order(interview: &Interview) -> Vec<String> {
    read(&interview.record(&at(0), "en")).order.expect("is recorded")
}

/// A study that ships, with some of its touchpoints for each respondent.
fn dealt(name: &str, each: Option<u32>) -> Study {
    let mut study = shipped(name);
    study.touchpoints_each = each;
    study
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn whatever_a_respondent_does_the_record_says_it(
        study in 0..SHIPPED.len(),
        each in prop::option::of(2..10_u32),
        required in any::<[u8; 4]>(),
        seed in any::<u32>(),
        steps in prop::collection::vec(step(), 0..60),
    ) {
        let mut study = dealt(SHIPPED[study], each);
        let n_items = study.items.len();
        for at in required.into_iter().filter(|at| at % 2 == 0) {
            let item = &mut study.items[usize::from(at) % n_items];
            // Skipping a page must be able to empty it in this model, so only what is no part of it is required.
            item.required = matches!(item.answer, AnswerForm::Text { .. }) && at == 0;
        }
        let interview = open(study, seed);
        let mut walk = Walk::new(interview);
        walk.step(&Step::Begin);
        for step in &steps {
            walk.step(step);
            walk.check();
        }
    }

    /// To the end by `next` alone, back to the beginning, and to the end again: the same screens, the same answers.
    #[test]
    fn back_and_next_show_the_same_again(
        study in 0..SHIPPED.len(), each in prop::option::of(2..10_u32), seed in any::<u32>(), narrow in any::<bool>(),
        choice in any::<u32>(),
    ) {
        let interview = open(dealt(SHIPPED[study], each), seed);
        let mut walk = Walk::new(interview);
        walk.step(if narrow { &Step::Narrow } else { &Step::Wide });
        walk.step(&Step::Begin);
        let mut screens = vec![sight(&walk.interview)];
        while !walk.interview.is_last() {
            walk.step(&Step::AnswerAll(choice.wrapping_add(screens.len() as u32)));
            walk.step(&Step::Next);
            screens.push(sight(&walk.interview));
        }
        let answers = read(&walk.interview.record(&at(0), "en")).answers;
        for screen in screens.iter().rev() {
            prop_assert_eq!(&sight(&walk.interview), screen);
            walk.step(&Step::Back);
        }
        prop_assert_eq!(walk.interview.screen(), Screen::Welcome);
        walk.step(&Step::Begin);
        for screen in &screens {
            prop_assert_eq!(&sight(&walk.interview), screen);
            walk.step(&Step::Next);
        }
        prop_assert!(walk.interview.is_finished());
        prop_assert_eq!(read(&walk.interview.record(&at(0), "en")).answers, answers);
        walk.check();
    }
}
