//! The engine: files in, what the page shows out. It holds the responses; whoever asks only ever holds what it answers.
//!
//! Questions and answers are plain values that travel as bytes of [`esteem_content::codec`], so that the engine can work in another
//! thread than the page. Everything here is pure: the thread, the files and the browser are somebody else's.
//!
//! ```
//! use esteem_analysis::import::Tests;
//! use esteem_analysis::words::Language;
//! use esteem_content::Ask;
//! use esteem_engine::{Engine, Files};
//!
//! let study: &[u8] = include_bytes!("../../../examples/cafe.study.json");
//! let responses: &[u8] = include_bytes!("../../../examples/cafe.responses.csv");
//! let files = Files { study, responses: Some(responses), mapping: None, tests: Tests::LeftOut };
//! let mut engine = Engine::default();
//! engine.open(&files, &|_| None, &mut |_| {}).unwrap();
//! let content = engine.content(&Ask::all(Language::En)).unwrap();
//! assert_eq!(content.sections[0].id, "gaps");
//! ```

mod compare;
mod filters;
mod open;
mod reports;

pub use open::Files;

use esteem_analysis::import::{Decode, Progress};
use esteem_analysis::report::references;
use esteem_analysis::words;
use esteem_analysis::{Responses, Selection};
use esteem_charts::sections;
use esteem_content::{Ask, Content, Refused};
use esteem_study::Study;

use reports::Reports;

/// What the engine holds between two questions.
#[derive(Clone, Debug, Default)]
pub struct Engine {
    held: Option<Held>,
}

/// The files as they were understood, and what was already made of them.
#[derive(Clone, Debug)]
struct Held {
    study: Study,
    responses: Responses,
    doubts: open::Doubts,
    filters: filters::Counts,
    reports: Reports,
}

impl Engine {
    /// Reads the files and keeps what they say. What was held before stays if the files cannot be used.
    ///
    /// # Errors
    /// Where one of the files cannot be used at all; rows that cannot be read are told, and refuse nothing.
    pub fn open(
        &mut self,
        files: &Files<'_>,
        decode: Decode<'_>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), Refused> {
        let (study, responses, doubts) = open::read(files, decode, progress)?;
        let filters = filters::Counts::new(&study, &responses);
        self.held = Some(Held { study, responses, doubts, filters, reports: Reports::default() });
        Ok(())
    }

    /// Everything that the page shows of a selection; `None` if nothing is held.
    pub fn content(&mut self, ask: &Ask) -> Option<Content> {
        self.held.as_mut().map(|held| held.content(ask))
    }

    /// The report of a selection as JSON, as the command writes it; `None` if nothing is held.
    pub fn report_json(&self, selection: &Selection) -> Option<String> {
        let held = self.held.as_ref()?;
        Some(held.reports.report(&held.study, &held.responses, selection).to_json())
    }
}

impl Held {
    fn content(&mut self, ask: &Ask) -> Content {
        let language = ask.language;
        let Held { study, responses, doubts, filters, reports } = self;
        let report = reports.keep(study, responses, &ask.selection);
        let filters = filters.filters(study, language);
        let compared = ask.by.as_deref().and_then(|by| filters.iter().find(|filter| filter.id == by));
        let sections = sections(&report, language);
        let compared = compared.map(|by| compare::compare(study, responses, reports, &report, &sections, by, language));
        let first = words::first(&report, language);
        let first_lead = match first.is_empty() {
            true => words::nothing_first(&report, language),
            false => words::first_lead(&report, language),
        };
        Content {
            language,
            study: study.id.clone(),
            title: study.title.get(language.tag()).to_owned(),
            responses: report.responses,
            partial: report.partial,
            all_responses: responses.len() as u64,
            smallest_base: study.scoring.smallest_base,
            headline: words::headline(&report, language),
            certainty: words::certainty(&report, language),
            first,
            first_lead: first_lead.into(),
            sections,
            sources: references(&report).into_iter().map(|source| words::reference(source, language).into()).collect(),
            filters,
            compared,
            warnings: doubts.warnings(language),
            file: doubts.file(language),
        }
    }
}
