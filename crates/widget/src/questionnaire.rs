//! One questionnaire on a page: the interview and the outbox, joined with the screen.
//!
//! `questionnaire/touch` takes what the respondent does, `questionnaire/post` carries out what the outbox wants and
//! takes what came of it.

use esteem_study::Key;
use esteem_study::interview::{Interview, Layout, Moment, NoInterview};
use esteem_study::outbox::{Delivery, Event, Outbox};
use esteem_study::response::Mode;
use esteem_study::study::Collector;

use crate::dom::Node;
use crate::fingerprint::sha256;
use crate::read::json::Json;
use crate::read::{self, Misread, MisreadKind};
use crate::setting;
use crate::shell::{Shell, elapsed_ms, instant as now, now_ms, object, whole};
use crate::view::{self, Frame, Scene};
use crate::words::{Word, Words, joined};

mod post;
mod status;
mod touch;

use status::Note;

/// One questionnaire on a page.
#[derive(Debug)]
pub(crate) struct Questionnaire {
    shell: Shell,
    frame: Frame,
    interview: Interview,
    layout: Layout,
    outbox: Outbox,
    is_test: bool,
    /// Whether many people answer on this device, one after the other.
    is_shared: bool,
    language: String,
    collector: Option<Collector>,
    unfit: Vec<Unfit>,
    /// Something that is said until the respondent goes on.
    note: Note,
    /// The finished response, while this page lives.
    finished: Option<String>,
    /// Whether the response was finished in another tab.
    is_elsewhere: bool,
    /// Whether the respondent has pressed "delete" once.
    is_erasing: bool,
    /// Records of the store that this version cannot read.
    unreadable: Vec<String>,
    /// Whether the screen says that there are answers on the device.
    has_answers: bool,
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
        // Absent: they are still being read, and told later.
        if let Some(records) = value.field("records") {
            questionnaire.told("records", records);
        }
        let study = &*questionnaire.interview.study().id;
        questionnaire.shell.emit("esteem-ready", &object(&[("study", study)]));
        Some(questionnaire)
    }

    fn read(shell: &Shell, root: &Node, text: &str, value: &Json<'_>, wanted: &str) -> Result<Questionnaire, Trouble> {
        let study = read::study(text)?;
        let setting = setting::setting(value, sha256(text));
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
            outbox,
            is_test,
            is_shared,
            language,
            collector,
            unfit: Vec::new(),
            note: Note::None,
            finished: None,
            is_elsewhere: false,
            is_erasing: false,
            unreadable: Vec::new(),
            has_answers: false,
        })
    }

    /// Begins another response of the same study, under this id.
    fn renew(&mut self, id: String) {
        self.interview.renew(id, self.shell.chance());
        self.note = Note::None;
        self.finished = None;
        self.is_elsewhere = false;
        self.arrive();
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
            has_answers: self.has_answers,
        }
    }

    /// Draws the screen anew. What had the focus has it again, if it is still there.
    fn draw(&mut self) {
        let focused = self.frame.focused();
        self.is_erasing = false;
        // What stood in a field and was no answer is drawn no more.
        self.unfit.clear();
        self.has_answers = self.holds_answers();
        self.frame.draw(&self.scene());
        if !focused.is_empty() {
            self.frame.focus(&focused);
        }
        self.say();
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

    /// The outbox's answer to an event, carried out.
    fn step(&mut self, event: Event) {
        let effects = self.outbox.step(now_ms() as u64, self.shell.chance(), event);
        for effect in effects {
            self.carry_out(effect);
        }
        // There is more to say about where the answers are as soon as there are some.
        let has_answers = self.holds_answers();
        if has_answers != self.has_answers {
            self.has_answers = has_answers;
            self.frame.draw_answers(&self.scene());
        }
        self.say();
    }

    /// Whether there is something that the respondent could download or delete.
    fn holds_answers(&self) -> bool {
        self.interview.has_begun()
            || self.finished.is_some()
            || !self.unreadable.is_empty()
            || !self.outbox.unsent().is_empty()
    }

    /// The response as it is now.
    fn record(&self) -> String {
        let instant = now();
        self.interview.record(&moment(&instant), &self.language)
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
