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

pub mod team;

pub use open::Files;

use esteem_analysis::import::{Decode, Progress};
use esteem_analysis::report::references;
use esteem_analysis::selection::Values;
use esteem_analysis::words;
use esteem_analysis::{Responses, Selection, Tally, plan, report, tally};
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
    /// Nothing where the members of a team hold them.
    responses: Option<Responses>,
    /// The responses that there are.
    all: u64,
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
        let filters = filters::Counts::new(&study, &Values::of(&study, &responses));
        let (all, responses) = (responses.len() as u64, Some(responses));
        self.held = Some(Held { study, responses, all, doubts, filters, reports: Reports::default() });
        Ok(())
    }

    /// The selections whose reports are needed to answer and are not there yet; nothing if nothing is held. Those that are
    /// there stay.
    pub fn wanted(&mut self, ask: &Ask) -> Vec<Selection> {
        let Some(held) = &mut self.held else { return Vec::new() };
        let filters = held.filters.filters(&held.study, ask.language);
        let by = ask.by.as_deref().and_then(|by| filters.iter().find(|filter| filter.id == by));
        let groups = by.into_iter().flat_map(|by| compare::shown(&ask.selection, by).0);
        let mut wanted = vec![ask.selection.clone()];
        wanted.extend(groups.map(|(_, selection)| selection).filter(|selection| *selection != ask.selection));
        wanted.retain(|selection| held.reports.get(selection).is_none());
        wanted
    }

    /// Makes the report of a selection from what was counted for it.
    pub(crate) fn take(&mut self, selection: &Selection, tally: &Tally) {
        if let Some(held) = &mut self.held {
            held.reports.keep(report(&held.study, &plan(&held.study, selection), tally));
        }
    }

    /// The study that is held.
    pub(crate) fn study(&self) -> Option<&Study> {
        self.held.as_ref().map(|held| &held.study)
    }

    /// Everything that the page shows of a selection; `None` if nothing is held, or if members of a team must count before.
    pub fn content(&mut self, ask: &Ask) -> Option<Content> {
        let wanted = self.wanted(ask);
        let held = self.held.as_mut()?;
        for selection in wanted {
            held.count(&selection)?;
        }
        held.content(ask)
    }

    /// The report of a selection as JSON, as the command writes it; `None` if nothing is held, or if members of a team must
    /// count before.
    pub fn report_json(&mut self, selection: &Selection) -> Option<String> {
        let held = self.held.as_mut()?;
        if held.reports.get(selection).is_none() {
            held.count(selection)?;
        }
        held.reports.get(selection).map(|report| report.to_json())
    }
}

impl Held {
    /// Of responses that the members of a team hold.
    pub(crate) fn apart(study: Study, values: &Values, doubts: open::Doubts) -> Held {
        let filters = filters::Counts::new(&study, values);
        Held { study, responses: None, all: doubts.kept(), doubts, filters, reports: Reports::default() }
    }

    /// Makes the report of a selection; nothing where the responses are held elsewhere.
    fn count(&mut self, selection: &Selection) -> Option<()> {
        let plan = plan(&self.study, selection);
        let tally = tally(&plan, self.responses.as_ref()?);
        self.reports.keep(report(&self.study, &plan, &tally));
        Some(())
    }

    /// What the page shows; every report that it needs is there.
    fn content(&mut self, ask: &Ask) -> Option<Content> {
        let language = ask.language;
        let Held { study, all, doubts, filters, reports, .. } = self;
        let report = reports.get(&ask.selection)?;
        let filters = filters.filters(study, language);
        let compared = ask.by.as_deref().and_then(|by| filters.iter().find(|filter| filter.id == by));
        let sections = sections(&report, language);
        let compared = compared.map(|by| compare::compare(study, reports, &report, &sections, by, language));
        let first = words::first(&report, language);
        let first_lead = match first.is_empty() {
            true => words::nothing_first(&report, language),
            false => words::first_lead(&report, language),
        };
        Some(Content {
            language,
            study: study.id.clone(),
            title: study.title.get(language.tag()).to_owned(),
            responses: report.responses,
            partial: report.partial,
            all_responses: *all,
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
        })
    }
}
