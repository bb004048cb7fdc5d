//! What the respondent sees: a frame that stays, and in it one screen at a time.

use esteem_study::interview::{Interview, Screen};
use esteem_study::{Key, Text};

use crate::dom::{self, Node, flag};
use crate::items::name_of;
use crate::words::{Fate, Sentence, Word, Words, language_name, signed};

mod finished;
mod questions;
mod trouble;
mod welcome;

pub(crate) use trouble::trouble;

/// What a screen is drawn from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene<'a> {
    pub interview: &'a Interview,
    /// The language of the study's texts.
    pub language: &'a str,
    /// The words of the questionnaire itself.
    pub words: Words,
    /// Whether this is a try-out.
    pub is_test: bool,
    /// The address of the collector, if the study has one.
    pub collector: Option<&'a str>,
    /// Whether the response was finished in another tab.
    pub is_over: bool,
    /// Whether many people answer on this device, one after the other.
    pub is_shared: bool,
}

impl Scene<'_> {
    /// Gives the next piece a text for its next gap.
    pub(crate) fn say(&self, text: &str) -> &Self {
        dom::gap(text);
        self
    }

    /// Gives the next piece a text of the study for its next gap.
    pub(crate) fn text(&self, text: &Text) -> &Self {
        self.say(self.read(text))
    }

    /// Gives the next piece words of the questionnaire itself for its next gap.
    pub(crate) fn ours(&self, sentence: impl Sentence) -> &Self {
        self.say(self.words.say(sentence))
    }

    /// Gives the next piece "yes" or "no" for its next gap.
    pub(crate) fn flag(&self, is_set: bool) -> &Self {
        self.say(flag(is_set))
    }

    /// Gives the next piece a number for its next gap.
    pub(crate) fn number(&self, number: i64) -> &Self {
        self.say(&signed(number))
    }

    /// Says that something is required, if it is.
    pub(crate) fn required(&self, is_required: bool) -> &Self {
        if is_required { self.ours(Word::Required) } else { self.say("") }
    }

    /// Draws a piece into the element that is open at this depth; `js/draw.js` explains how pieces are written.
    pub(crate) fn draw(&self, depth: usize, piece: &str) {
        dom::piece(depth, piece);
    }

    /// A text of the study.
    pub(crate) fn read<'a>(&self, text: &'a Text) -> &'a str {
        text.get(self.language)
    }
}

/// It stays while screens come and go, so that what it says is heard once.
const FRAME: &str = "\
div.page part=page
 div.head
  p.title
  div.languages role=group
 div.screen
 p.status role=status part=status
 div.buttons
 details.answers";

/// The frame.
#[derive(Debug)]
pub(crate) struct Frame {
    root: Node,
}

impl Frame {
    /// Puts the frame into the questionnaire's root.
    pub(crate) fn new(root: Node) -> Frame {
        dom::piece(0, FRAME);
        dom::put(&root, "", "replaceChildren");
        Frame { root }
    }

    /// Draws a screen in place of the one before.
    pub(crate) fn draw(&self, scene: &Scene<'_>) {
        let screen = scene.interview.screen();
        self.set(".page", "lang", scene.language);
        self.set(".title", "textContent", scene.read(&scene.interview.study().title));
        // The first screen says it larger.
        self.set(".title", "data-unseen", flag(screen == Screen::Welcome));
        self.draw_languages(scene);
        let name = match screen {
            Screen::Questions { page, intro, blocks } if !scene.is_over => {
                questions::draw(scene, page, intro, blocks);
                "questions"
            }
            Screen::Welcome if !scene.is_over => {
                welcome::draw(scene);
                "welcome"
            }
            _ => {
                finished::draw(scene);
                "finished"
            }
        };
        self.set(".screen", "data-screen", name);
        self.fill(".screen");
        if name == "finished" {
            scene.ours(Word::Again).draw(0, "button.button type=button data-do=again part=button {}");
        }
        self.fill(".page>.buttons");
    }

    /// The languages to choose from, if there is a choice.
    fn draw_languages(&self, scene: &Scene<'_>) {
        let languages = &scene.interview.study().languages;
        self.set(".languages", "aria-label", scene.words.say(Word::Languages));
        for tag in languages.iter().filter(|_| languages.len() > 1) {
            let is_pressed = if tag == scene.language { "true" } else { "false" };
            scene.say(tag).say(tag).say(is_pressed).say(language_name(tag)).draw(0, LANGUAGE);
        }
        self.fill(".languages");
    }

    /// That there are no answers on the device yet.
    pub(crate) fn draw_no_answers(&self, scene: &Scene<'_>) {
        // On a device that many share, the answers of others are nobody's business.
        self.set(".answers", "hidden", flag(scene.is_test || scene.is_shared));
        scene.ours(Word::WhereAnswers).ours(Word::WhereNothing).draw(0, NOTHING);
        self.fill(".answers");
    }

    /// Where the answers are, what can be done with them.
    pub(crate) fn draw_answers(&self, scene: &Scene<'_>) {
        scene.ours(Word::WhereAnswers).ours(Fate::WhereKept).ours(Fate::Download).ours(Fate::Erase).draw(0, KEPT);
        self.fill(".answers");
    }

    /// Puts what was drawn in place of what was there.
    fn fill(&self, selector: &str) {
        dom::put(&self.root, selector, "replaceChildren");
    }

    /// Changes whatever a selector finds.
    pub(crate) fn set(&self, selector: &str, name: &str, value: &str) {
        dom::set(&self.root, selector, name, value);
    }

    /// Begins the list of answers that want another look.
    pub(crate) fn begin_summary(&self, scene: &Scene<'_>, count: usize) {
        dom::put(&self.root, ".summary", "remove");
        scene.say(&scene.words.count(Word::Unanswered, count as i64)).draw(0, questions::SUMMARY);
    }

    /// Says of an answer that it wants another look, and why: in the list, as a way there, and at the question itself.
    pub(crate) fn say_wrong(&self, scene: &Scene<'_>, key: &Key, text: &str) {
        let name = name_of(key);
        let question = scene.interview.study().item(&key.item).map_or("", |item| scene.read(&item.text));
        scene.say(&name).say(question).draw(2, questions::WAY);
        self.say_error(&name, text);
    }

    /// Puts the list above the screen, and leads the respondent there.
    pub(crate) fn put_summary(&self) {
        dom::put(&self.root, ".screen", "prepend");
        self.focus(".summary");
    }

    /// Says at the question of this name what is wrong with its answer; nothing, if nothing is.
    pub(crate) fn say_error(&self, name: &str, text: &str) {
        self.say(name).set("[data-key=\"{}\"] .error", "textContent", text);
        self.say(name).set("[data-key=\"{}\"] .error", "hidden", flag(text.is_empty()));
    }

    /// Gives the next selector a text for its next gap.
    pub(crate) fn say(&self, text: &str) -> &Frame {
        dom::gap(text);
        self
    }

    /// Gives the focus to the first element that a selector finds.
    pub(crate) fn focus(&self, selector: &str) {
        dom::put(&self.root, selector, "focus");
    }

    /// A selector of what has the focus, by which it is found again after it was drawn anew; empty if it would not be.
    pub(crate) fn focused(&self) -> String {
        dom::focused(&self.root)
    }

    /// Leads the respondent to the top of a new screen.
    pub(crate) fn arrive(&self) {
        dom::arrive(&self.root);
    }
}

const LANGUAGE: &str = "button.language type=button data-do=language:{} part=button lang={} aria-pressed={} {}";

const NOTHING: &str = "\
summary {}
p {}";

const KEPT: &str = "\
summary {}
p {}
div.buttons
 button.button.quiet type=button data-do=download part=button {}
 button.button.quiet type=button data-do=erase part=button {}";
