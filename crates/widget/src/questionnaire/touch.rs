//! What the respondent does: touches an input, or presses a button.

use esteem_study::Key;
use esteem_study::interview::Screen;
use esteem_study::outbox::Event as Step;

use super::{Note, Questionnaire, moment, now};
use crate::dom::{Event, Node};
use crate::items::{self, Touched};
use crate::shell::object;
use crate::view::{self, Wrong};

impl Questionnaire {
    /// Takes an event that reached the root.
    pub(crate) fn on(&mut self, event: &Event) {
        let Some(target) = event.target() else { return };
        match &*event.kind() {
            "click" => {
                if let Some(does) = target.closest("[data-do]").and_then(|button| button.attribute("data-do")) {
                    self.press(&does, &target);
                }
            }
            "change" => self.touch(&target, true),
            // What is typed counts from the first letter on; other inputs say `change` as well.
            "input" if target.closest(".field").is_some() => self.touch(&target, false),
            "keydown" if is_enter(event) && target.closest("input").is_some() => self.press("next", &target),
            _ => {}
        }
    }

    fn press(&mut self, does: &str, target: &Node) {
        match does.split_once(':').unwrap_or((does, "")) {
            ("begin" | "next" | "finish", _) => match self.interview.screen() {
                Screen::Welcome => self.begin(),
                Screen::Questions { .. } => self.go_on(false),
                Screen::Finished => {}
            },
            ("skip", _) => self.go_on(true),
            ("back", _) => {
                self.unfit.clear();
                if self.interview.back(&moment(&now())) {
                    self.moved();
                }
            }
            ("clear", _) => self.clear(target),
            ("language", tag) => self.speak(tag),
            ("go", name) => self.frame.focus(&["[data-key=\"", name, "\"] :is(input,textarea)"].concat()),
            ("download", _) => self.download(),
            ("erase", _) => self.erase(),
            ("again", _) => self.step(Step::Again),
            _ => {}
        }
    }

    fn begin(&mut self) {
        let Err(lacking) = self.interview.begin(&moment(&now())) else { return self.moved() };
        for id in &lacking {
            self.frame.show_error(&["consent-", id].concat(), true);
        }
        if let Some(id) = lacking.first() {
            self.frame.focus(&["[data-consent=\"", id, "\"]"].concat());
        }
    }

    /// Goes to the next screen; `skips` leaves the questions in sight unanswered.
    fn go_on(&mut self, skips: bool) {
        if skips {
            self.unfit.clear();
        }
        if !self.unfit.is_empty() {
            return self.show_wrong(&self.unfit.clone());
        }
        let instant = now();
        let now = moment(&instant);
        let went = if skips { self.interview.skip(&now) } else { self.interview.next(&now) };
        match went {
            Ok(()) => self.moved(),
            Err(lacking) => {
                let text = self.words().answer_this;
                let wrong: Vec<_> = lacking.into_iter().map(|key| Wrong { key, text: text.into() }).collect();
                self.show_wrong(&wrong);
            }
        }
    }

    /// Follows the interview to its new screen.
    fn moved(&mut self) {
        self.note = Note::None;
        if self.interview.is_finished() {
            self.finish();
        } else {
            // The place belongs to what is kept.
            self.keep();
        }
        self.arrive();
    }

    fn clear(&mut self, target: &Node) {
        let Some(ask) = target.closest("[data-key]") else { return };
        while let Some(input) = ask.find("input:checked") {
            input.set_checked(false);
        }
        if let Some(key) = key_of(&ask) {
            self.answer(&ask, &key, None);
        }
        // The button goes, and must not take the focus with it.
        if let Some(input) = ask.find("input") {
            input.focus();
        }
    }

    /// Takes what an input says. What is being typed is not judged before the respondent has left it.
    fn touch(&mut self, input: &Node, is_done: bool) {
        if let Some(consent) = input.attribute("data-consent") {
            self.interview.agree(&consent, input.checked());
            self.frame.show_error(&["consent-", &consent].concat(), false);
            return self.keep();
        }
        let Some(ask) = input.closest("[data-key]") else { return };
        let Some(key) = key_of(&ask) else { return };
        let Some(item) = self.interview.study().item(&key.item) else { return };
        match items::touched(item, self.interview.answer_of(&key), input) {
            Touched::Answer(answer) => self.answer(&ask, &key, answer),
            Touched::NoNumber => self.unfit(&ask, &key, self.words().no_number.into()),
        }
        let wrong = self.unfit.iter().find(|wrong| is_done && wrong.key == key);
        if let Some(wrong) = wrong {
            view::say_error(&ask, &wrong.text);
        }
    }

    /// Takes an answer, or says why it cannot be one.
    fn answer(&mut self, ask: &Node, key: &Key, answer: Option<esteem_study::Answer>) {
        match self.interview.answer(key, answer, &moment(&now())) {
            Ok(is_changed) => {
                self.unfit.retain(|wrong| wrong.key != *key);
                view::say_error(ask, "");
                items::follow(&self.scene(), ask, key);
                if is_changed {
                    self.note = Note::None;
                    self.keep();
                    self.frame.follow_answers(&self.scene());
                    self.shell.emit("esteem-answer", &object(&[("key", &items::name_of(key))]));
                }
            }
            Err(refusal) => {
                let text = items::refusal(&self.scene(), &refusal);
                if ask.attribute("data-kind").as_deref() == Some("choice") {
                    // One tick too many goes, and nothing unfit stays; why, is said at once.
                    items::follow(&self.scene(), ask, key);
                    return view::say_error(ask, &text);
                }
                self.unfit(ask, key, text);
            }
        }
    }

    /// Notes that what stands in a field is no answer; the answer that was there is gone with it.
    fn unfit(&mut self, ask: &Node, key: &Key, text: String) {
        self.answer(ask, key, None);
        self.unfit.push(Wrong { key: key.clone(), text });
    }

    /// Says above the screen and at each field what wants another look.
    fn show_wrong(&mut self, wrong: &[Wrong]) {
        for Wrong { key, text } in wrong {
            if let Some(ask) = self.frame.find(&["[data-key=\"", &items::name_of(key), "\"]"].concat()) {
                view::say_error(&ask, text);
            }
        }
        self.frame.put_summary(view::summary(&self.scene(), wrong));
    }

    /// Gives the respondent what is on the device and not received, and the answers on the screen, as one file.
    fn download(&self) {
        let now = match &self.finished {
            Some(body) => body.clone(),
            None => self.record(),
        };
        let others = self.outbox.unsent().into_iter().filter(|record| record.id != self.interview.id());
        let mut bodies: Vec<&str> = others.map(|record| &*record.body).collect();
        bodies.extend(self.unreadable.iter().map(|text| &**text));
        if self.interview.has_begun() {
            bodies.push(&now);
        }
        let text = [&*bodies.join("\n"), "\n"].concat();
        self.shell.save(&[&self.interview.study().id, ".responses.jsonl"].concat(), &text);
    }

    /// Deletes everything of this study on the device, when asked twice.
    fn erase(&mut self) {
        if !self.is_erasing {
            self.is_erasing = true;
            if let Some(button) = self.frame.find("[data-do=erase]") {
                button.say(self.words().erase_sure);
            }
            return;
        }
        self.unreadable.clear();
        self.step(Step::Erase);
        self.note = Note::Erased;
        self.say();
    }
}

/// While a word is being composed, Enter chooses it.
fn is_enter(event: &Event) -> bool {
    event.key().as_deref() == Some("Enter") && !event.is_composing()
}

/// The key that a fieldset asks.
fn key_of(ask: &Node) -> Option<Key> {
    Key::parse(&ask.attribute("data-key")?)
}
