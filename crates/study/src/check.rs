//! What is wrong with a study, each problem with its place in the file.
//!
//! The checks look at the whole study; a file whose values have the wrong type never gets here. Nothing is repaired
//! silently: a study with an error is refused, a study with a warning is used.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::study::{FORMAT, Scale, Study};
use crate::text::Text;

mod items;
mod pages;
mod scoring;

/// The largest code of a level: sums over many items must fit into 32 bits.
const MOST_CODE: i32 = 10_000;

/// Something wrong at one place of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The place as a path into the file: `items[3].answer.scale`. Empty for the study as a whole.
    pub path: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What can be wrong with a study.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The format is not one that this version reads.
    UnknownFormat {
        /// What the file says.
        found: String,
    },
    /// An id is empty or holds something other than letters, digits, `-` and `_`.
    BadId {
        /// The id.
        id: String,
    },
    /// An id is a word that files use for something else: for options a reason for a missing answer or "none of these",
    /// for items and segments a field of the response.
    ReservedId {
        /// The id.
        id: String,
    },
    /// Two things that must differ have the same id.
    DuplicateId {
        /// The id.
        id: String,
    },
    /// A list that must hold something is empty.
    Empty,
    /// A text lacks one of the study's languages.
    NoWording {
        /// The language.
        language: String,
    },
    /// A reference leads nowhere.
    Unknown {
        /// What was referred to.
        id: String,
    },
    /// The codes of a scale do not rise.
    CodesNotRising,
    /// A scale has fewer than 2 or more than 101 levels.
    LevelCount {
        /// How many it has.
        found: usize,
    },
    /// A choice has too few or too many options.
    OptionCount {
        /// How many it has.
        found: usize,
        /// The least that is allowed.
        least: usize,
        /// The most that is allowed.
        most: usize,
    },
    /// A scale that must have exactly certain codes has others.
    CodesMustBe {
        /// The first code.
        first: i32,
        /// The last code.
        last: i32,
    },
    /// A number lies outside its range.
    OutOfRange {
        /// The least that is allowed.
        least: f64,
        /// The most that is allowed.
        most: f64,
    },
    /// A cut of the needs rule lies outside the scale of an item that it is applied to.
    CutOutsideScale {
        /// The item.
        item: String,
        /// Its lowest code.
        least: i32,
        /// Its highest code.
        most: i32,
    },
    /// An item of a need, or one that plays a role in a rule, is not a rating of the perceived facet.
    MustBeRating,
    /// The pages ask the same key twice.
    AskedTwice {
        /// The key.
        key: String,
    },
    /// Warning: no page asks this key, so only files can bring it.
    NeverAsked {
        /// The key.
        key: String,
    },
    /// Each respondent is to be asked too few touchpoints, or more than there are. Below the least, some pairs of
    /// touchpoints would be met by less than a tenth of the respondents.
    TouchpointsEach {
        /// The least that is allowed; above the most where there are too few touchpoints to be dealt out.
        least: usize,
        /// The number of touchpoints.
        most: usize,
    },
    /// Touchpoints are dealt out, and this one helps to measure a need or an outcome, which everybody must be asked.
    MustBeAskedOfAll {
        /// The item.
        item: String,
    },
    /// Touchpoints are dealt out, and a respondent who gets none of these few would be asked nothing in this part.
    NothingForSome {
        /// The part.
        part: String,
        /// The number of its touchpoints.
        touchpoints: usize,
    },
    /// What an incident violates is not an item of a need.
    NotANeed {
        /// The item.
        id: String,
    },
    /// An address is neither https nor a path on the page's own origin.
    UnsafeAddress {
        /// The address.
        url: String,
    },
    /// Warning: nothing says who asks, why, and what happens with the answers.
    NoPrivacyWords,
}

impl ProblemKind {
    /// Whether the study can be used all the same.
    pub fn is_warning(&self) -> bool {
        matches!(self, ProblemKind::NeverAsked { .. } | ProblemKind::NoPrivacyWords)
    }
}

/// Every problem of a study, in the order of the file.
pub fn check(study: &Study) -> Vec<Problem> {
    let mut checker = Checker { study, problems: Vec::new() };
    checker.run();
    checker.problems
}

/// Words that name the columns of a response's own fields, and the starts of such names.
const FIELDS: [&str; 17] = [
    "format",
    "id",
    "rev",
    "study",
    "study_hash",
    "part",
    "link",
    "state",
    "mode",
    "test",
    "wave",
    "without",
    "language",
    "started_at",
    "finished_at",
    "segment",
    "response",
];

struct Checker<'a> {
    study: &'a Study,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn problem(&mut self, path: impl Into<String>, kind: ProblemKind) {
        self.problems.push(Problem { path: path.into(), kind });
    }

    fn run(&mut self) {
        let study = self.study;
        if study.format != FORMAT {
            self.problem("format", ProblemKind::UnknownFormat { found: study.format.clone() });
        }
        self.id("id", &study.id);
        if study.languages.is_empty() {
            self.problem("languages", ProblemKind::Empty);
        }
        for (i, language) in study.languages.iter().enumerate() {
            if study.languages[..i].contains(language) {
                self.problem(format!("languages[{i}]"), ProblemKind::DuplicateId { id: language.clone() });
            }
        }
        self.text("title", &study.title);
        self.optional_text("respondents", study.respondents.as_ref());
        self.unique("scales", study.scales.iter().map(|scale| &scale.id));
        for (i, scale) in study.scales.iter().enumerate() {
            self.scale(&format!("scales[{i}]"), scale);
        }
        self.unique("constructs", study.constructs.iter().map(|construct| &construct.id));
        for (i, construct) in study.constructs.iter().enumerate() {
            self.text(&format!("constructs[{i}].name"), &construct.name);
        }
        if study.items.is_empty() {
            self.problem("items", ProblemKind::Empty);
        }
        self.unique("items", study.items.iter().map(|item| &item.id));
        self.unreserved("items", study.items.iter().map(|item| &item.id), &FIELDS);
        for (i, item) in study.items.iter().enumerate() {
            self.item(&format!("items[{i}]"), item);
        }
        self.segments();
        self.pages();
        self.touchpoints_each();
        self.scoring();
        self.privacy();
        if let Some(collector) = &study.collector {
            self.address("collector.url", &collector.url, true);
        }
    }

    fn id(&mut self, path: &str, id: &str) {
        let good = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        if id.is_empty() || !id.chars().all(good) {
            self.problem(path, ProblemKind::BadId { id: id.into() });
        }
    }

    fn unique<'b>(&mut self, list: &str, ids: impl Iterator<Item = &'b String>) {
        let mut seen = BTreeSet::new();
        for (i, id) in ids.enumerate() {
            let path = format!("{list}[{i}].id");
            self.id(&path, id);
            if !seen.insert(id) {
                self.problem(path, ProblemKind::DuplicateId { id: id.clone() });
            }
        }
    }

    fn text(&mut self, path: &str, text: &Text) {
        for language in &self.study.languages {
            if text.exact(language).is_none_or(|wording| wording.trim().is_empty()) {
                self.problem(path, ProblemKind::NoWording { language: language.clone() });
            }
        }
    }

    fn optional_text(&mut self, path: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.text(path, text);
        }
    }

    fn scale(&mut self, path: &str, scale: &Scale) {
        let levels = scale.levels.len();
        if !(2..=101).contains(&levels) {
            self.problem(format!("{path}.levels"), ProblemKind::LevelCount { found: levels });
        }
        if scale.levels.windows(2).any(|pair| pair[0].code >= pair[1].code) {
            self.problem(format!("{path}.levels"), ProblemKind::CodesNotRising);
        }
        for (i, level) in scale.levels.iter().enumerate() {
            if !(-MOST_CODE..=MOST_CODE).contains(&level.code) {
                let (least, most) = (f64::from(-MOST_CODE), f64::from(MOST_CODE));
                self.problem(format!("{path}.levels[{i}].code"), ProblemKind::OutOfRange { least, most });
            }
            self.optional_text(&format!("{path}.levels[{i}].label"), level.label.as_ref());
        }
        self.optional_text(&format!("{path}.not_applicable"), scale.not_applicable.as_ref());
        self.optional_text(&format!("{path}.dont_know"), scale.dont_know.as_ref());
    }

    fn segments(&mut self) {
        let study = self.study;
        self.unique("segments", study.segments.iter().map(|segment| &segment.id));
        self.unreserved("segments", study.segments.iter().map(|segment| &segment.id), &FIELDS);
        for (i, segment) in study.segments.iter().enumerate() {
            if study.item(&segment.id).is_some() {
                self.problem(format!("segments[{i}].id"), ProblemKind::DuplicateId { id: segment.id.clone() });
            }
            self.text(&format!("segments[{i}].name"), &segment.name);
            let values = format!("segments[{i}].values");
            for (j, value) in segment.values.iter().enumerate() {
                if segment.values[..j].iter().any(|earlier| earlier.id == value.id) {
                    self.problem(format!("{values}[{j}].id"), ProblemKind::DuplicateId { id: value.id.clone() });
                }
                self.text(&format!("{values}[{j}].text"), &value.text);
            }
        }
    }

    fn privacy(&mut self) {
        let privacy = &self.study.privacy;
        self.optional_text("privacy.controller", privacy.controller.as_ref());
        self.optional_text("privacy.purpose", privacy.purpose.as_ref());
        self.optional_text("privacy.retention", privacy.retention.as_ref());
        if privacy.controller.is_none() || privacy.purpose.is_none() || privacy.retention.is_none() {
            self.problem("privacy", ProblemKind::NoPrivacyWords);
        }
        if let Some(url) = &privacy.statement {
            self.address("privacy.statement", url, false);
        }
        self.unique("privacy.consents", privacy.consents.iter().map(|consent| &consent.id));
        for (i, consent) in privacy.consents.iter().enumerate() {
            self.text(&format!("privacy.consents[{i}].text"), &consent.text);
        }
    }

    /// Only https leaves the page's origin, with plain http to one's own machine for trying things out. Everything else
    /// that a browser would follow (`javascript:`, `data:`, `//host`) is refused.
    fn address(&mut self, path: &str, url: &str, own_origin: bool) {
        let local = ["http://127.0.0.1", "http://localhost", "http://[::1]"]
            .iter()
            .any(|start| url.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ':'])));
        let own = own_origin && url.starts_with('/') && !url.starts_with("//") && !url.contains('\\');
        if !(url.starts_with("https://") || local || own) {
            self.problem(path, ProblemKind::UnsafeAddress { url: url.into() });
        }
    }
}
