//! What the respondent sees: a frame that stays, and in it one screen at a time.

use esteem_study::Text;
use esteem_study::interview::{Interview, Screen};

use crate::dom::{self, Node, flag, within};
use crate::words::{Word, Words, language_name};
use Gap::{Ours, Said};

mod finished;
mod questions;
mod trouble;
mod welcome;

pub(crate) use questions::Wrong;
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
}

/// What goes into a gap of a piece.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Gap<'a> {
    /// A text, perhaps an empty one.
    Said(&'a str),
    /// Words of the questionnaire itself.
    Ours(Word),
}

impl Scene<'_> {
    /// Draws a piece into the element that is open at this depth; `js/draw.js` explains how pieces are written.
    pub(crate) fn draw(&self, depth: usize, piece: &str, gaps: &[Gap<'_>]) {
        for gap in gaps {
            dom::gap(match gap {
                Said(text) => text,
                Ours(word) => self.words.say(*word),
            });
        }
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
            scene.draw(0, "button.button type=button data-do=again part=button {}", &[Ours(Word::Again)]);
        }
        self.fill(".page>.buttons");
        self.draw_answers(scene);
    }

    /// The languages to choose from, if there is a choice.
    fn draw_languages(&self, scene: &Scene<'_>) {
        let languages = &scene.interview.study().languages;
        self.set(".languages", "aria-label", scene.words.say(Word::Languages));
        for tag in languages.iter().filter(|_| languages.len() > 1) {
            let is_pressed = if tag == scene.language { "true" } else { "false" };
            let gaps = [Said(tag), Said(tag), Said(is_pressed), Said(language_name(tag))];
            scene.draw(0, LANGUAGE, &gaps);
        }
        self.fill(".languages");
    }

    /// Where the answers are, what can be done with them.
    pub(crate) fn draw_answers(&self, scene: &Scene<'_>) {
        self.set(".answers", "hidden", flag(scene.is_test));
        scene.draw(0, "summary {}", &[Ours(Word::WhereAnswers)]);
        if scene.interview.has_begun() {
            scene.draw(0, KEPT, &[Ours(Word::WhereKept), Ours(Word::Download), Ours(Word::Erase)]);
        } else {
            scene.draw(0, "p {}", &[Ours(Word::WhereNothing)]);
        }
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

    /// Puts above the screen which answers want another look, and leads the respondent there.
    pub(crate) fn put_summary(&self, scene: &Scene<'_>, wrong: &[Wrong]) {
        dom::put(&self.root, ".summary", "remove");
        questions::draw_summary(scene, wrong);
        dom::put(&self.root, ".screen", "prepend");
        self.focus(".summary");
    }

    /// Says at the question of this name what is wrong with its answer; nothing, if nothing is.
    pub(crate) fn say_error(&self, name: &str, text: &str) {
        let error = within(name, ".error");
        self.set(&error, "textContent", text);
        self.set(&error, "hidden", flag(text.is_empty()));
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

const KEPT: &str = "\
p {}
div.buttons
 button.button.quiet type=button data-do=download part=button {}
 button.button.quiet type=button data-do=erase part=button {}";
