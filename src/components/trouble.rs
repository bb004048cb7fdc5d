//! Why files make no report: what happened, where, and what to do.

use esteem_analysis::words::Language;
use esteem_content::RefusedFile;
use web_sys::HtmlElement;
use yew::{Html, Properties, component, html, use_effect_with, use_node_ref};

use crate::engine::OpenTrouble;
use crate::files::{FileKind, ReadTrouble};
use crate::words::{file_kind, not_read, storage, too_large, words};
use crate::workspace;

/// What is said about the trouble.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// What went wrong.
    pub trouble: workspace::Trouble,
    /// Whether a report stands that the reader may fear for.
    pub has_report: bool,
    /// The page's language.
    pub language: Language,
}

/// The trouble; it takes the focus, so that nobody misses it.
#[component]
pub(crate) fn Trouble(props: &Props) -> Html {
    let Props { trouble, has_report, language } = props;
    let words = &words(*language).panel;
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with(trouble.clone(), move |_| {
            if let Some(place) = place.cast::<HtmlElement>() {
                // A browser that cannot move the focus still reads the alert aloud.
                let _ = place.focus();
            }
        });
    }
    let (title, lines) = said(trouble, *language);
    html! {
        <div class="notice is-error" role="alert" tabindex="-1" ref={place} data-notice="trouble">
            <p class="notice-title">{ title }</p>
            if let [line] = lines.as_slice() {
                <p class="notice-line">{ line }</p>
            } else {
                <ul>{ for lines.iter().enumerate().map(|(i, line)| html! { <li key={i}>{ line }</li> }) }</ul>
            }
            if *has_report {
                <p class="hint">{ words.kept }</p>
            }
        </div>
    }
}

fn said(trouble: &workspace::Trouble, language: Language) -> (&'static str, Vec<String>) {
    let words = &words(language).panel;
    match trouble {
        workspace::Trouble::Read { name, trouble: ReadTrouble::TooLarge } => {
            (words.unreadable, vec![too_large(name, language)])
        }
        workspace::Trouble::Read { name, trouble: ReadTrouble::Unreadable } => {
            (words.unreadable, vec![not_read(name, language)])
        }
        workspace::Trouble::Read { trouble: ReadTrouble::Workspace(trouble), .. } => {
            (words.unreadable, vec![storage::trouble(*trouble, language).into()])
        }
        workspace::Trouble::Open(OpenTrouble::NoEngine) => (words.unreadable, vec![words.no_engine.into()]),
        workspace::Trouble::Open(OpenTrouble::Unreadable(file)) => {
            let kind = match file {
                RefusedFile::Study => FileKind::Study,
                RefusedFile::Mapping => FileKind::Mapping,
                RefusedFile::Responses => FileKind::Responses,
            };
            (words.unreadable, vec![not_read(file_kind(kind, None, language).0, language)])
        }
        // The page says it for itself, because it concerns more than these files.
        workspace::Trouble::Open(OpenTrouble::OtherBuild) => (words.unreadable, Vec::new()),
        workspace::Trouble::Open(OpenTrouble::Refused(refused)) => {
            let lines = refused.lines.iter().map(|line| of_all(line, language)).collect();
            match refused.file {
                RefusedFile::Study => (words.bad_study, lines),
                RefusedFile::Mapping => (words.bad_mapping, lines),
                RefusedFile::Responses => (words.bad_responses, lines),
            }
        }
    }
}

/// The wording in the page's language, of the wordings in all of them.
fn of_all(line: &[String; 2], language: Language) -> String {
    let at = Language::ALL.iter().position(|other| *other == language).unwrap_or_default();
    line[at].clone()
}
