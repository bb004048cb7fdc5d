//! The overview: what the study says, from the sentence at the top to the sources at the end.

use std::rc::Rc;

use esteem_analysis::Report;
use esteem_analysis::words::{Language, tables};
use esteem_charts::{Section as Content, Shade, sections};
use esteem_study::Text;
use yew::{Callback, Html, Properties, component, html, use_memo};

use super::gone::{Gone, Waiting};
use super::method::Method;
use crate::components::headline::Headline;
use crate::components::notice::Notice;
use crate::components::section::Section;
use crate::engine::Opened;
use crate::words::{so_far, words};
use crate::workspace::{Shown, Status};

/// The section whose long table is read only by who looks for it.
const ANSWERS: &str = "answers";

/// What the overview shows.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The report, as soon as there is one.
    pub shown: Option<Rc<Shown>>,
    /// What is going on.
    pub status: Status,
    /// The page's language.
    pub language: Language,
    /// Light or dark.
    pub shade: Shade,
    /// The reader wants to open files.
    pub show_panel: Callback<()>,
}

/// The overview.
#[component]
pub(crate) fn Overview(props: &Props) -> Html {
    let words = words(props.language);
    match (&props.shown, props.status) {
        (Some(shown), _) => html! {
            <Standing
                shown={shown.clone()}
                language={props.language}
                shade={props.shade}
                show_panel={props.show_panel.clone()}
            />
        },
        (None, Status::Reading) => html! { <Waiting /> },
        (None, _) => html! { <Gone name="no-example" words={words.no_example} step={props.show_panel.clone()} /> },
    }
}

/// What a report that stands is shown with.
#[derive(Debug, PartialEq, Properties)]
struct StandingProps {
    shown: Rc<Shown>,
    language: Language,
    shade: Shade,
    show_panel: Callback<()>,
}

#[component]
fn Standing(props: &StandingProps) -> Html {
    let StandingProps { shown, language, shade, show_panel } = props;
    let words = words(*language);
    let report = &shown.opened.report;
    let sections = use_memo((report.clone(), *language), |(report, language)| {
        let completeness = completeness(report, *language);
        sections(report, *language).into_iter().chain([completeness]).map(Rc::new).collect::<Vec<_>>()
    });
    let show = show_panel.reform(|_| ());
    html! {
        <>
            if shown.is_example {
                <aside class="example" data-part="example" aria-label={words.example}>
                    <p>{ words.example }</p>
                    <button type="button" class="button" onclick={show}><span>{ words.open_own }</span></button>
                </aside>
            } else {
                { about_files(&shown.opened, *language) }
            }
            <Headline report={report.clone()} language={*language} />
            { lacking(report, *language, show_panel) }
            if report.responses > 0 {
                { for sections.iter().map(|section| html! {
                    <Section
                        key={section.id}
                        section={section.clone()}
                        language={*language}
                        shade={*shade}
                        is_folded={section.id == ANSWERS}
                    />
                }) }
            }
            <Method report={report.clone()} language={*language} />
        </>
    }
}

/// How completely the questions were answered, as a section like the others.
fn completeness(report: &Report, language: Language) -> Content {
    let table = tables::answers(report, language);
    Content { id: ANSWERS, title: table.title.clone(), lead: words(language).completeness, figure: None, table }
}

/// What is said where there are no responses, or too few for any figure.
fn lacking(report: &Report, language: Language, show_panel: &Callback<()>) -> Html {
    let words = words(language);
    let needed = report.scoring.smallest_base;
    if report.responses == 0 {
        html! { <Gone name="no-responses" words={words.no_responses} step={show_panel.clone()} /> }
    } else if report.responses < u64::from(needed) {
        let detail = so_far(report.responses, needed, language);
        html! { <Gone name="too-few" words={words.too_few} {detail} step={show_panel.clone()} /> }
    } else {
        html! {}
    }
}

/// What was repaired, left out or not understood, and what is doubtful about the study.
fn about_files(opened: &Opened, language: Language) -> Html {
    let words = &words(language).file;
    let said = |texts: &[Text]| texts.iter().map(|text| text.get(language.tag()).to_owned()).collect::<Vec<_>>();
    let doubts = said(&opened.warnings);
    html! {
        <>
            if let Some(file) = &opened.file {
                <Notice
                    name="findings"
                    is_warning={file.has_loss}
                    title={match (file.findings.is_empty(), file.has_loss) {
                        (true, _) => words.in_full,
                        (false, true) => words.some_left_out,
                        (false, false) => words.remarks,
                    }}
                    text={file.layout.get(language.tag()).to_owned()}
                    lines={said(&file.findings)}
                />
            }
            if !doubts.is_empty() {
                <Notice name="doubts" is_warning={false} title={words.doubts} lines={doubts} />
            }
        </>
    }
}
