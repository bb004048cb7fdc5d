//! What the respondent sees: a frame that stays, and in it one screen at a time.

use esteem_study::interview::{Interview, Screen};

use crate::dom::Node;
use crate::words::{Words, language_name};

mod finished;
mod questions;
mod trouble;
mod welcome;

pub(crate) use finished::finished;
pub(crate) use questions::{Wrong, questions, summary};
pub(crate) use trouble::trouble;
pub(crate) use welcome::welcome;

/// What a screen is drawn from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene<'a> {
    pub interview: &'a Interview,
    /// The language of the study's texts.
    pub language: &'a str,
    /// The words of the questionnaire itself.
    pub words: &'static Words,
    /// Whether this is a try-out.
    pub is_test: bool,
    /// The address of the collector, if the study has one.
    pub collector: Option<&'a str>,
    /// Whether the response was finished in another tab.
    pub is_over: bool,
}

impl Scene<'_> {
    /// The heading of a screen, which takes the focus when the screen comes.
    pub(crate) fn heading(&self) -> Node {
        Node::new("h2", "heading").with("part", "heading").with("tabindex", "-1")
    }
}

/// The frame: it stays while screens come and go, so that what it says is heard once.
#[derive(Debug)]
pub(crate) struct Frame {
    root: Node,
    page: Node,
    title: Node,
    languages: Node,
    screen: Node,
    status: Node,
    after: Node,
    answers: Node,
}

impl Frame {
    /// Puts the frame into the questionnaire's root.
    pub(crate) fn new(root: Node) -> Frame {
        let page = Node::new("div", "page").with("part", "page");
        let head = page.add(Node::new("div", "head"));
        let title = head.add(Node::new("p", "title"));
        let languages = head.add(Node::new("div", "languages").with("role", "group"));
        let screen = page.add(Node::new("div", "screen"));
        let status = page.add(Node::new("p", "status").with("role", "status").with("part", "status"));
        let after = page.add(Node::new("div", "buttons"));
        let answers = page.add(Node::new("details", "answers"));
        root.hold_only(&page);
        Frame { root, page, title, languages, screen, status, after, answers }
    }

    /// Draws a screen in place of the one before.
    pub(crate) fn draw(&self, scene: &Scene<'_>) {
        self.page.set("lang", scene.language);
        self.title.say(scene.interview.study().title.get(scene.language));
        // The first screen says it larger.
        self.title.flag("data-unseen", scene.interview.screen() == Screen::Welcome);
        self.draw_languages(scene);
        let (name, screen) = match scene.interview.screen() {
            _ if scene.is_over => ("finished", finished(scene)),
            Screen::Welcome => ("welcome", welcome(scene)),
            Screen::Questions { page, intro, blocks } => ("questions", questions(scene, page, intro, blocks)),
            Screen::Finished => ("finished", finished(scene)),
        };
        self.screen.set("data-screen", name);
        self.screen.hold_only(&screen);
        self.after.empty();
        if name == "finished" {
            self.after.add(button(scene.words.again, "again", "button"));
        }
        self.draw_answers(scene);
    }

    /// The languages to choose from, if there is a choice.
    fn draw_languages(&self, scene: &Scene<'_>) {
        let languages = &scene.interview.study().languages;
        self.languages.empty();
        self.languages.set("aria-label", scene.words.languages);
        for tag in languages.iter().filter(|_| languages.len() > 1) {
            let button = button(language_name(tag), &["language:", tag].concat(), "language").with("lang", tag);
            button.set("aria-pressed", if tag == scene.language { "true" } else { "false" });
            self.languages.add(button);
        }
    }

    /// Where the answers are, what can be done with them.
    fn draw_answers(&self, scene: &Scene<'_>) {
        let words = scene.words;
        self.answers.show(!scene.is_test);
        self.answers.empty();
        self.answers.add(Node::text("summary", "", words.where_answers));
        let has_begun = scene.interview.has_begun();
        self.answers.add(Node::text("p", "", if has_begun { words.where_kept } else { words.where_nothing }));
        if has_begun {
            let row = self.answers.add(Node::new("div", "buttons"));
            row.add(button(words.download, "download", "button quiet"));
            row.add(button(words.erase, "erase", "button quiet"));
        }
    }

    /// Says more about where the answers are, as soon as there is one.
    pub(crate) fn follow_answers(&self, scene: &Scene<'_>) {
        if self.answers.find("button").is_none() {
            self.draw_answers(scene);
        }
    }

    /// Says how things stand with the answers.
    pub(crate) fn say(&self, text: &str) {
        self.status.say(text);
    }

    /// Puts what wants another look above the screen, and leads the respondent there.
    pub(crate) fn put_summary(&self, summary: Node) {
        if let Some(before) = self.screen.find(".summary") {
            before.remove();
        }
        self.screen.prepend(&summary);
        summary.focus();
    }

    /// Shows or hides what is wrong with the input of this name.
    pub(crate) fn show_error(&self, name: &str, is_shown: bool) {
        if let Some(error) = self.page.find(&["#error-", name].concat()) {
            error.show(is_shown);
        }
    }

    /// The first element that a selector finds.
    pub(crate) fn find(&self, selector: &str) -> Option<Node> {
        self.page.find(selector)
    }

    /// Gives the focus to the first element that a selector finds.
    pub(crate) fn focus(&self, selector: &str) {
        if let Some(element) = self.page.find(selector) {
            element.focus();
        }
    }

    /// A selector of what has the focus, by which it is found again after it was drawn anew.
    pub(crate) fn focused(&self) -> Option<String> {
        let element = self.root.focused()?;
        let attribute = |name: &str| Some(["[", name, "=\"", &element.attribute(name)?, "\"]"].concat());
        let input = || Some([attribute("name")?, attribute("value").unwrap_or_default()].concat());
        attribute("data-do").or_else(input).or_else(|| element.closest(".heading").map(|_| ".heading".into()))
    }

    /// Leads the respondent to the top of a new screen.
    pub(crate) fn arrive(&self) {
        self.page.scroll_to_top();
        if let Some(heading) = self.screen.find(".heading") {
            heading.focus();
        }
    }
}

/// Says at a question what is wrong with its answer; nothing, if nothing is.
pub(crate) fn say_error(ask: &Node, text: &str) {
    if let Some(error) = ask.find(".error") {
        error.say(text);
        error.show(!text.is_empty());
    }
}

/// A button that does something.
pub(crate) fn button(text: &str, does: &str, class: &str) -> Node {
    Node::text("button", class, text).with("type", "button").with("data-do", does).with("part", "button")
}
