//! The one state of the page and the one function that changes it. Nothing here touches the browser.
//!
//! What the engine is to do is part of the state: [`Opening`] and [`Asking`]. Whoever runs them looks at their number,
//! and an answer whose number is not awaited any more changes nothing.

use std::rc::Rc;

use esteem_analysis::import::Tests;
use esteem_analysis::words::Language;
use esteem_content::{Ask, Content};
use yew::Reducible;

use crate::address::{Address, Choice};
use crate::engine::{OpenTrouble, Told};
use crate::files::{FileKind, OpenFile, OpenFiles, ReadTrouble};
use try_outs::TryOuts;

pub(crate) mod kept;
pub(crate) mod try_outs;

/// How many choices can be taken back.
const REMEMBERED: usize = 100;

/// Everything that the page shows follows from this.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    /// The language that the page speaks.
    pub language: Language,
    /// The view, the selection and the comparison.
    pub address: Address,
    /// The choices before, the last one at the end.
    pub past: Vec<Choice>,
    /// What the page shows; it stays until something else stands.
    pub content: Option<Rc<Content>>,
    /// The files behind it.
    pub files: OpenFiles,
    /// The files that are being read.
    pub opening: Option<Opening>,
    /// What the engine was asked and has not answered.
    pub asking: Option<Asking>,
    /// The panel in which files are chosen.
    pub panel: Panel,
    /// What the reader should know about the page itself, each once.
    pub notices: Vec<Notice>,
    /// The try-outs of the study and what was open before, while they are what the report speaks of.
    pub try_outs: Option<TryOuts>,
    /// Whether everything is laid out for paper.
    pub is_printing: bool,
    /// The number of the last task that the engine was given.
    task: u32,
}

/// Files that are being read.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    /// The number of the task.
    pub task: u32,
    /// The files.
    pub files: OpenFiles,
    /// What the engine is to answer when it has read them.
    pub ask: Ask,
    /// The place that is shown then.
    pub address: Address,
    /// How far it is, from 0 to 1.
    pub done_share: f64,
    /// The responses that were read so far.
    pub responses: u64,
}

/// A question to the engine.
#[derive(Clone, Debug)]
pub(crate) struct Asking {
    /// The number of the task.
    pub task: u32,
    /// The question.
    pub ask: Ask,
}

/// The panel in which files are chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Panel {
    /// Whether it is on the screen.
    pub is_open: bool,
    /// The files that were chosen so far.
    pub chosen: OpenFiles,
    /// Why the last attempt failed.
    pub trouble: Option<Trouble>,
}

/// What can go wrong with files.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Trouble {
    /// A file could not be taken from the device.
    Read {
        /// Its name.
        name: String,
        /// Why.
        trouble: ReadTrouble,
    },
    /// The files make no report.
    Open(OpenTrouble),
}

/// Something about the page itself that the reader should know.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Notice {
    /// The engine could not be loaded; the next question tries again.
    NoEngine,
    /// The engine broke down and works again.
    Restarted,
    /// The engine broke down again and again.
    GaveUp,
    /// Another version of the page was put in place.
    OtherBuild,
    /// The example could not be loaded.
    NoExample,
    /// The address asked for something that there is not.
    Unknown(Vec<String>),
}

/// Everything that can happen to the state.
#[derive(Clone, Debug)]
pub(crate) enum Action {
    /// The reader chose a language.
    Speak(Language),
    /// The address of the page is another one now; the texts are the parts of it that are not understood.
    Arrive(Address, Vec<String>),
    /// The reader chose what is shown.
    Select(Choice),
    /// The reader took the last choice back.
    Undo,
    /// The reader asked for the panel.
    ShowPanel,
    /// The reader closed the panel.
    HidePanel,
    /// A file was taken from the device.
    Choose(FileKind, OpenFile),
    /// The reader took a file back.
    TakeOut(FileKind),
    /// A file could not be taken from the device.
    CouldNotRead(String, ReadTrouble),
    /// The reader wants to see the report of the chosen files.
    Open,
    /// A try-out was finished; all of them are to be shown.
    Try(TryOuts),
    /// The reader goes back to what was open before the try-outs.
    Return,
    /// Files that were kept are to be shown at a place.
    Restore(OpenFiles, Address),
    /// The reader ended the reading of files.
    Cancel,
    /// The engine has something to tell.
    Told(Told),
    /// The reader has seen a notice.
    Dismiss(Notice),
    /// The page is laid out for paper, or for the screen again.
    Print(bool),
}

impl Workspace {
    /// The page before anything was read: it opens the example at the place that its address names.
    pub(crate) fn new(language: Language, address: Address) -> Workspace {
        let mut workspace = Workspace {
            language,
            address: Address::default(),
            past: Vec::new(),
            content: None,
            files: OpenFiles::default(),
            opening: None,
            asking: None,
            panel: Panel::default(),
            notices: Vec::new(),
            try_outs: None,
            is_printing: false,
            task: 0,
        };
        workspace.address.clone_from(&address);
        workspace.open(OpenFiles::default(), address);
        workspace
    }

    /// Whether the people in the report are made up.
    pub(crate) fn is_example(&self) -> bool {
        self.content.is_some() && !self.files.is_enough()
    }

    /// What the engine has to answer for the page to be up to date.
    fn ask(&self, address: &Address) -> Ask {
        let Choice { selection, by } = address.choice.clone();
        Ask { selection, by, language: self.language }
    }

    fn next_task(&mut self) -> u32 {
        self.task += 1;
        self.task
    }

    fn open(&mut self, files: OpenFiles, address: Address) {
        let (task, ask) = (self.next_task(), self.ask(&address));
        self.panel.trouble = None;
        self.opening = Some(Opening { task, files, ask, address, done_share: 0.0, responses: 0 });
    }

    /// Asks anew after the question has changed. Before anything stands there is nobody to ask.
    fn ask_anew(&mut self) {
        if self.content.is_some() {
            self.asking = Some(Asking { task: self.next_task(), ask: self.ask(&self.address) });
        }
    }

    fn choose(&mut self, choice: Choice) {
        if choice != self.address.choice {
            let before = std::mem::replace(&mut self.address.choice, choice);
            if self.past.len() == REMEMBERED {
                self.past.remove(0);
            }
            self.past.push(before);
            self.address.row = None;
            self.ask_anew();
        }
    }

    fn arrive(&mut self, address: Address, mut unknown: Vec<String>) {
        // The page's address has only followed the state.
        if address == self.address && unknown.is_empty() {
            return;
        }
        if let Some(content) = &self.content {
            let choice = possible(&address.choice, content, &mut unknown);
            self.choose(choice);
        } else if let Some(opening) = &mut self.opening {
            opening.address.clone_from(&address);
            self.address.choice.clone_from(&address.choice);
        }
        self.address.route = address.route;
        self.address.row = address.row;
        self.tell_unknown(unknown);
    }

    fn tell_unknown(&mut self, unknown: Vec<String>) {
        self.notices.retain(|notice| !matches!(notice, Notice::Unknown(_)));
        if !unknown.is_empty() {
            self.notices.push(Notice::Unknown(unknown));
        }
    }

    fn notice(&mut self, notice: Notice) {
        self.notices.retain(|other| *other != notice);
        self.notices.push(notice);
    }

    fn told(&mut self, told: Told) {
        match told {
            Told::Progress { task, done_share, responses } => {
                if let Some(opening) = self.opening.as_mut().filter(|opening| opening.task == task) {
                    (opening.done_share, opening.responses) = (done_share, responses);
                }
            }
            Told::Opened { task, result } => {
                if let Some(opening) = self.opening.take_if(|opening| opening.task == task) {
                    self.opened(opening, result);
                }
            }
            Told::Answered { task, content } => {
                if self.asking.take_if(|asking| asking.task == task).is_some() {
                    self.content = Some(content);
                }
            }
            Told::Ready => self.notices.retain(|notice| *notice != Notice::NoEngine),
            Told::NoEngine => self.lack_engine(Notice::NoEngine),
            Told::OtherBuild => self.lack_engine(Notice::OtherBuild),
            Told::Restarted => self.notice(Notice::Restarted),
            Told::GaveUp => self.lack_engine(Notice::GaveUp),
        }
    }

    /// What was asked is not answered any more.
    fn lack_engine(&mut self, notice: Notice) {
        self.asking = None;
        self.notice(notice);
    }

    fn opened(&mut self, opening: Opening, result: Result<Rc<Content>, OpenTrouble>) {
        let is_example = !opening.files.is_enough();
        match result {
            Ok(content) => {
                // A question that waits was asked about files that are gone.
                self.asking = None;
                let mut unknown = match self.notices.drain(..).find(|notice| matches!(notice, Notice::Unknown(_))) {
                    // What the page was opened with is judged in two steps, the second only now.
                    Some(Notice::Unknown(parts)) if self.content.is_none() => parts,
                    _ => Vec::new(),
                };
                let choice = possible(&opening.address.choice, &content, &mut unknown);
                self.address = match opening.files.tests {
                    Tests::LeftOut => Address { choice, ..opening.address },
                    // Whoever tries the questionnaire is led nowhere.
                    Tests::Counted => Address { choice, route: self.address.route.clone(), row: None },
                };
                if opening.files.tests == Tests::LeftOut {
                    self.try_outs = None;
                }
                self.tell_unknown(unknown);
                self.past.clear();
                self.files = opening.files;
                self.content = Some(content);
                if self.ask(&self.address) != opening.ask {
                    self.ask_anew();
                }
            }
            Err(OpenTrouble::OtherBuild) => self.notice(Notice::OtherBuild),
            Err(_) if is_example => self.notice(Notice::NoExample),
            Err(trouble) => {
                self.panel = Panel { is_open: true, chosen: opening.files, trouble: Some(Trouble::Open(trouble)) };
            }
        }
    }
}

/// The part of a choice that the report's filters offer; what they do not is told.
fn possible(choice: &Choice, content: &Content, unknown: &mut Vec<String>) -> Choice {
    let offers = |name: &str, value: &str| {
        let filter = content.filters.iter().find(|filter| filter.id == name);
        filter.is_some_and(|filter| filter.choices.iter().any(|choice| choice.value == value))
    };
    let (known, other): (Vec<_>, Vec<_>) =
        choice.selection.conditions().into_iter().partition(|(name, value)| offers(name, value));
    unknown.extend(other.into_iter().map(|(name, value)| [name, value].join("=")));
    let by = choice.by.clone().filter(|by| content.filters.iter().any(|filter| filter.id == *by));
    if let (None, Some(by)) = (&by, &choice.by) {
        unknown.push(["by", by].join("="));
    }
    // These conditions were in a selection before.
    Choice { selection: esteem_analysis::Selection::from_conditions(known).unwrap_or_default(), by }
}

impl Reducible for Workspace {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = Rc::unwrap_or_clone(self);
        match action {
            Action::Speak(language) => {
                if language != next.language {
                    next.language = language;
                    next.ask_anew();
                }
            }
            Action::Arrive(address, unknown) => next.arrive(address, unknown),
            Action::Select(choice) => next.choose(choice),
            Action::Undo => {
                if let Some(choice) = next.past.pop() {
                    next.address.choice = choice;
                    next.address.row = None;
                    next.ask_anew();
                }
            }
            Action::ShowPanel => next.panel.is_open = true,
            Action::HidePanel => next.panel = Panel::default(),
            Action::Choose(kind, file) => {
                *next.panel.chosen.place(kind) = Some(file);
                next.panel.is_open = true;
                next.panel.trouble = None;
            }
            Action::TakeOut(kind) => {
                *next.panel.chosen.place(kind) = None;
                next.panel.trouble = None;
            }
            Action::CouldNotRead(name, trouble) => {
                next.panel.is_open = true;
                next.panel.trouble = Some(Trouble::Read { name, trouble });
            }
            // The panel makes room for what is told about the reading; it comes back if the files make no report.
            Action::Open => {
                let files = std::mem::take(&mut next.panel).chosen;
                next.open(files, Address::default());
            }
            Action::Try(try_outs) => {
                next.open(try_outs.files.clone(), Address::default());
                next.try_outs = Some(try_outs);
            }
            Action::Return => {
                if let Some(TryOuts { before, place, .. }) = next.try_outs.clone() {
                    next.open(before, place);
                }
            }
            Action::Restore(files, address) => next.open(files, address),
            Action::Cancel => next.opening = None,
            Action::Told(told) => next.told(told),
            Action::Dismiss(notice) => next.notices.retain(|other| *other != notice),
            Action::Print(is_printing) => next.is_printing = is_printing,
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests;
