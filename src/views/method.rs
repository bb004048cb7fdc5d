//! How the figures come about, and where the methods are from.

use std::rc::Rc;

use esteem_analysis::Report;
use esteem_analysis::report::references;
use esteem_analysis::words::{Language, reference};
use yew::{Callback, Html, Properties, component, html};

use crate::files;
use crate::words::{report_name, words};

/// What the end of the report is made from.
#[derive(Debug, PartialEq, Properties)]
pub(crate) struct Props {
    /// The report.
    pub report: Rc<Report>,
    /// The page's language.
    pub language: Language,
}

/// The sources, and the report as a file.
#[component]
pub(crate) fn Method(props: &Props) -> Html {
    let words = words(props.language);
    let save = {
        let report = props.report.clone();
        Callback::from(move |_| files::save(&report_name(&report.study), "application/json", &report.to_json()))
    };
    let source = |(i, source)| html! { <li key={i}>{ reference(source, props.language) }</li> };
    html! {
        <section class="section" data-section="method" aria-labelledby="heading-method">
            <h2 id="heading-method">{ words.method }</h2>
            <p class="lead">{ words.on_device }</p>
            <ul class="sources">{ for references(&props.report).into_iter().enumerate().map(source) }</ul>
            <button type="button" class="button" data-action="save" onclick={save}>
                <span>{ words.save_report }</span>
            </button>
        </section>
    }
}
