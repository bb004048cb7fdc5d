//! One questionnaire on a page: the interview and the outbox, joined with the screen.
//!
//! `questionnaire/touch` takes what the respondent does and writes down what is wished for; `questionnaire/keeping` carries
//! that out. It may come later, so nothing here calls it.

use esteem_study::Key;
use esteem_study::interview::{Interview, Layout, Moment, NoInterview};
use esteem_study::outbox::{Delivery, Outbox};
use esteem_study::response::Mode;
use esteem_study::study::Collector;

use crate::dom::Node;
use crate::read::json::Json;
use crate::read::{self, Misread, MisreadKind};
use crate::setting;
use crate::shell::{Shell, elapsed_ms, instant as now, object, whole};
use crate::view::{self, Frame, Scene};
use crate::words::{Sentence, Word, Words, joined};

mod keeping;
mod touch;

use keeping::Keeping;

/// One questionnaire on a page.
#[derive(Debug)]
pub(crate) struct Questionnaire {
    shell: Shell,
    frame: Frame,
    interview: Interview,
    layout: Layout,
    is_test: bool,
    /// Whether many people answer on this device, one after the other.
    is_shared: bool,
    language: String,
    collector: Option<Collector>,
    unfit: Vec<Unfit>,
    /// Something that is said until the respondent goes on.
    note: Note,
    /// Whether the response was finished in another tab.
    is_elsewhere: bool,
    /// What is to be kept or sent, in this order.
    wishes: Vec<Wish>,
    keeper: Keeper,
    keeping: Keeping,
}

/// What the respondent has done for what keeps and sends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wish {
    /// Keep the draft as it is when the wish is carried out.
    Keep,
    /// Freeze the response and pass it on.
    Finish,
    /// Begin another response.
    Again,
    /// Give out what is on the device as a file.
    Download,
    /// Delete what is on the device, if asked twice.
    Erase,
}

/// What keeps and sends comes in a file of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Keeper {
    /// It is on its way.
    Coming,
    /// It could not be got so far.
    Late,
    /// It is at work.
    Here,
}

/// Something that is said until the respondent goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Note {
    /// Nothing.
    None,
    /// Answers of an earlier visit were found.
    CameBack,
    /// The questionnaire broke down, and stands again.
    Restored,
    /// Something on the device is of another version, or damaged.
    Unreadable,
    /// Everything on the device was deleted.
    Erased,
}

impl Questionnaire {
    /// Shows a study; `None` if it cannot be shown, which the root then says.
    pub(crate) fn open(shell: Shell, root: Node, text: &str, value: &Json<'_>) -> Option<Questionnaire> {
        let wanted = value.field("language").map_or("", Json::text);
        let opened = Questionnaire::read(&shell, &root, text, value, wanted);
        let mut questionnaire = match opened {
            Ok(questionnaire) => questionnaire,
            Err(trouble) => {
                view::trouble(&root, Words::of(wanted), trouble.sentence(), &trouble.culprit);
                shell.emit("esteem-trouble", &object(&[("reason", trouble.reason())]));
                return None;
            }
        };
        if value.field("restored").is_some_and(Json::is_true) {
            questionnaire.note = Note::Restored;
        }
        questionnaire.draw();
        let study = &*questionnaire.interview.study().id;
        questionnaire.shell.emit("esteem-ready", &object(&[("study", study)]));
        Some(questionnaire)
    }

    fn read(shell: &Shell, root: &Node, text: &str, value: &Json<'_>, wanted: &str) -> Result<Questionnaire, Trouble> {
        let study = read::study(text)?;
        let setting = setting::setting(value);
        let language = setting::language(&study.languages, wanted);
        let collector = study.collector.clone();
        let is_test = setting.test;
        let is_shared = setting.mode == Mode::Kiosk;
        // A draft belongs to one part, one fielding period and one person as far as the page tells them apart.
        let first = study.parts.first().map(|part| &*part.id);
        let own = [setting.part.as_deref().or(first), setting.wave.as_deref(), setting.link.as_deref()];
        let [part, wave, link] = own.map(Option::unwrap_or_default);
        let slot = joined(&[&study.id, "/", part, "/", wave, "/", link]);
        let id = setting::text(value, "id").unwrap_or_default();
        let seed = value.field("seed").and_then(whole).unwrap_or_default();
        let mut interview = Interview::new(study, setting, id, seed as u32)?;
        let layout = setting::layout(value.field("width"));
        interview.set_layout(layout);
        let outbox =
            Outbox::new(&interview.study().id, &slot, interview.id().into(), delivery(is_test, collector.as_ref()));
        Ok(Questionnaire {
            shell: shell.clone(),
            frame: Frame::new(root.clone()),
            interview,
            layout,
            is_test,
            is_shared,
            language,
            collector,
            unfit: Vec::new(),
            note: Note::None,
            is_elsewhere: false,
            wishes: Vec::new(),
            keeper: Keeper::Coming,
            keeping: Keeping::new(outbox),
        })
    }

    fn words(&self) -> Words {
        Words::of(&self.language)
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            interview: &self.interview,
            language: &self.language,
            words: self.words(),
            is_test: self.is_test,
            collector: self.collector.as_ref().map(|collector| &*collector.url),
            is_over: self.is_elsewhere,
            is_shared: self.is_shared,
        }
    }

    /// Draws the screen anew. What had the focus has it again, if it is still there.
    fn draw(&mut self) {
        let focused = self.frame.focused();
        // What stood in a field and was no answer is drawn no more.
        self.unfit.clear();
        let scene = self.scene();
        self.frame.draw(&scene);
        if !self.keeping.has_answers {
            self.frame.draw_no_answers(&scene);
        }
        if !focused.is_empty() {
            self.frame.focus(&focused);
        }
        // What is said of kept answers is drawn by what keeps them.
        self.keeping.is_stale = true;
        self.shell.settle();
        self.say_waiting();
    }

    /// Wishes for something; it is carried out as soon as it can be.
    fn wish(&mut self, wish: Wish) {
        // All that was answered is kept at once, and once.
        if self.wishes.last() == Some(&Wish::Keep) && wish == Wish::Finish {
            self.wishes.pop();
        }
        if self.wishes.last() != Some(&wish) {
            self.wishes.push(wish);
        }
        self.shell.settle();
        if self.keeper != Keeper::Here && !self.is_test {
            self.shell.hold(self.interview.id(), &self.record(), &self.interview.place());
            self.say_waiting();
        }
    }

    /// Wishes to keep the answers. Nothing is kept before the first.
    fn keep(&mut self) {
        if self.interview.has_begun() {
            self.wish(Wish::Keep);
        }
    }

    /// The response as it is now.
    fn record(&self) -> String {
        let instant = now();
        self.interview.record(&moment(&instant), &self.language)
    }

    /// What keeps the answers could not be got yet.
    pub(crate) fn wait(&mut self) {
        self.keeper = Keeper::Late;
        self.say_waiting();
    }

    /// As long as there is nothing that keeps the answers, says so.
    fn say_waiting(&self) {
        if self.keeper == Keeper::Here || self.wishes.is_empty() || self.is_test {
            return;
        }
        let is_late = self.keeper == Keeper::Late;
        self.state(
            if is_late { Word::NotKept } else { Word::Keeping }.text(self.words()),
            is_late || self.interview.is_finished(),
        );
    }

    /// Says how things stand.
    fn state(&self, sentence: &str, is_heard: bool) {
        // That every letter is kept is there to be read, and would be unbearable to hear.
        self.frame.set(".status", "aria-live", if is_heard { "polite" } else { "off" });
        self.frame.set(".status", "textContent", sentence);
    }

    /// Draws a screen that the respondent has asked for, and leads there.
    fn arrive(&mut self) {
        self.draw();
        self.frame.arrive();
    }

    /// Another language, without losing an answer.
    pub(crate) fn speak(&mut self, wanted: &str) {
        let language = setting::language(&self.interview.study().languages, wanted);
        if language != self.language {
            self.language = language;
            self.draw();
        }
    }

    /// Another width.
    pub(crate) fn fit(&mut self, width_px: &Json<'_>) {
        let layout = setting::layout(Some(width_px));
        if layout != self.layout {
            self.layout = layout;
            self.interview.set_layout(layout);
            self.draw();
        }
    }
}

/// What stands in a field and is no answer.
#[derive(Debug)]
struct Unfit {
    key: Key,
    /// Why not, in words.
    text: String,
}

/// Where finished responses go.
fn delivery(is_test: bool, collector: Option<&Collector>) -> Delivery {
    match collector {
        _ if is_test => Delivery::Never,
        Some(_) => Delivery::Post,
        None => Delivery::Hand,
    }
}

fn moment(instant: &str) -> Moment<'_> {
    Moment { instant, elapsed_ms: elapsed_ms() as u64 }
}

/// Why a study cannot be shown.
#[derive(Debug, Default)]
struct Trouble {
    /// The place in the study's file; empty for all of it.
    culprit: String,
    /// Whether a newer version of this program could show it.
    is_new: bool,
}

impl Trouble {
    fn sentence(&self) -> Word {
        if self.is_new { Word::NewStudy } else { Word::BadStudy }
    }

    fn reason(&self) -> &'static str {
        if self.is_new { "study-too-new" } else { "study-malformed" }
    }
}

impl From<Misread> for Trouble {
    fn from(misread: Misread) -> Trouble {
        Trouble { is_new: matches!(misread.kind, MisreadKind::TooNew { .. }), culprit: misread.path }
    }
}

impl From<NoInterview> for Trouble {
    fn from(reason: NoInterview) -> Trouble {
        let culprit = match reason {
            NoInterview::UnknownPart(id) | NoInterview::UnknownScale(id) => id,
            NoInterview::UnknownKey(key) | NoInterview::AskedTwice(key) => key,
            NoInterview::NothingAsked => "parts".into(),
        };
        Trouble { culprit, is_new: false }
    }
}
