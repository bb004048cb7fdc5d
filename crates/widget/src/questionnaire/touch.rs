//! What the respondent does: touches an input, or presses a button.

use esteem_study::interview::Screen;
use esteem_study::{Answer, AnswerForm, Key};

use super::{Note, Questionnaire, Unfit, Wish, moment, now};
use crate::dom::{Event, about, flag, gesture};
use crate::items::{self, Touched};
use crate::shell::object;
use crate::words::Word;

impl Questionnaire {
    /// Takes an event that reached the root.
    pub(crate) fn on(&mut self, event: &Event) {
        let does = gesture(event);
        match does.split_once(':').unwrap_or((&does, "")) {
            ("change", _) => self.touch(event, true),
            ("input", _) => self.touch(event, false),
            ("begin" | "next" | "finish", _) => match self.interview.screen() {
                Screen::Welcome => self.begin(),
                Screen::Questions { .. } => self.go_on(false),
                Screen::Finished => {}
            },
            ("skip", _) => self.go_on(true),
            ("back", _) if self.interview.back(&moment(&now())) => self.moved(),
            ("clear", _) => self.clear(event),
            ("language", tag) => self.speak(tag),
            ("go", name) => self.frame.say(name).focus("[data-key=\"{}\"] :is(input,textarea)"),
            ("download", _) => self.wish(Wish::Download),
            ("erase", _) => self.wish(Wish::Erase),
            ("again", _) => self.wish(Wish::Again),
            _ => {}
        }
    }

    fn begin(&mut self) {
        let Err(lacking) = self.interview.begin(&moment(&now())) else { return self.moved() };
        for id in &lacking {
            self.show_disagreement(id, true);
        }
        if let Some(id) = lacking.first() {
            self.frame.say(id).focus("[data-consent=\"{}\"]");
        }
    }

    /// Shows or hides that a statement has to be agreed to.
    fn show_disagreement(&self, consent: &str, is_shown: bool) {
        let text = if is_shown { self.words().say(Word::AgreeFirst) } else { "" };
        self.frame.say(consent).set("[id=\"error-consent-{}\"]", "textContent", text);
        self.frame.say(consent).set("[id=\"error-consent-{}\"]", "hidden", flag(!is_shown));
    }

    /// Goes to the next screen; `skips` leaves the questions in sight unanswered.
    fn go_on(&mut self, skips: bool) {
        if skips {
            self.unfit.clear();
        }
        if !self.unfit.is_empty() {
            self.frame.begin_summary(&self.scene(), self.unfit.len());
            for Unfit { key, text } in &self.unfit {
                self.frame.say_wrong(&self.scene(), key, text);
            }
            return self.frame.put_summary();
        }
        let instant = now();
        let now = moment(&instant);
        let went = if skips { self.interview.skip(&now) } else { self.interview.next(&now) };
        match went {
            Ok(()) => self.moved(),
            Err(lacking) => {
                self.frame.begin_summary(&self.scene(), lacking.len());
                for key in &lacking {
                    self.frame.say_wrong(&self.scene(), key, self.words().say(Word::AnswerThis));
                }
                self.frame.put_summary();
            }
        }
    }

    /// Says something at once, to those who hear the page as well; whatever is said next takes its place.
    fn announce(&self, text: &str) {
        self.state(text, true);
    }

    /// Follows the interview to its new screen.
    fn moved(&mut self) {
        self.note = Note::None;
        if self.interview.is_finished() {
            self.wish(Wish::Finish);
        } else {
            // The place belongs to what is kept.
            self.keep();
        }
        self.arrive();
    }

    fn clear(&mut self, event: &Event) {
        let Some((name, key)) = asked(event) else { return };
        self.frame.say(&name).set("[data-key=\"{}\"] input", "checked", "");
        self.answer(&key, None);
        // The button goes, and must not take the focus with it.
        self.frame.say(&name).focus("[data-key=\"{}\"] input");
    }

    /// Takes what an input says. What is being typed is not judged before the respondent has left it.
    fn touch(&mut self, event: &Event, is_done: bool) {
        if let Some(consent) = about(event, "data-consent") {
            self.interview.agree(&consent, items::is_checked(event));
            self.show_disagreement(&consent, false);
            return self.keep();
        }
        let Some((name, key)) = asked(event) else { return };
        let Some(item) = self.interview.study().item(&key.item) else { return };
        match items::touched(item, self.interview.answer_of(&key), event) {
            Touched::Answer(answer) => self.answer(&key, answer),
            Touched::NoNumber => self.unfit(&key, self.words().say(Word::NoNumber).into()),
        }
        let unfit = self.unfit.iter().find(|unfit| is_done && unfit.key == key);
        if let Some(unfit) = unfit {
            self.frame.say_error(&name, &unfit.text);
        }
    }

    /// Takes an answer, or says why it cannot be one.
    fn answer(&mut self, key: &Key, answer: Option<Answer>) {
        let name = items::name_of(key);
        match self.interview.answer(key, answer, &moment(&now())) {
            Ok(is_changed) => {
                self.unfit.retain(|unfit| unfit.key != *key);
                self.frame.say_error(&name, "");
                items::follow(&self.scene(), &self.frame, key);
                if is_changed {
                    self.note = Note::None;
                    self.keep();
                    self.shell.emit("esteem-answer", &object(&[("key", &name)]));
                }
            }
            Err(refusal) => {
                let text = items::refusal(&self.scene(), &refusal);
                let item = self.interview.study().item(&key.item);
                if let Some(AnswerForm::Choices { .. }) = item.map(|item| &item.answer) {
                    // One tick too many goes, and nothing unfit stays; why, is said at once.
                    items::follow(&self.scene(), &self.frame, key);
                    self.frame.say_error(&name, &text);
                    return self.announce(&text);
                }
                self.unfit(key, text);
            }
        }
    }

    /// Notes that what stands in a field is no answer; the answer that was there is gone with it.
    fn unfit(&mut self, key: &Key, text: String) {
        self.answer(key, None);
        self.unfit.push(Unfit { key: key.clone(), text });
    }
}

/// What the touched question is called, and its key.
fn asked(event: &Event) -> Option<(String, Key)> {
    let name = about(event, "data-key")?;
    let key = Key::parse(&name)?;
    Some((name, key))
}
