//! How the figures come about: how sure they are, where the methods are from, and that nothing left the page.

use yew::{Callback, Html, html};

use super::Scene;
use crate::browser;
use crate::words::{elsewhere, words};

/// The method, with what can be saved of the report.
pub(crate) fn method(scene: &Scene, requests_elsewhere: u32, save_report: &Callback<()>) -> Html {
    let Scene { shown, language, .. } = scene;
    let words = &words(*language).view;
    let left = elsewhere(requests_elsewhere, &browser::count(requests_elsewhere.into(), *language), *language);
    html! {
        <div class="view" data-view="method">
            <section class="section" data-section="method" aria-labelledby="heading-method">
                <h2 id="heading-method" tabindex="-1">{ words.method }</h2>
                <p class="lead">{ words.on_device }</p>
                <p data-requests={requests_elsewhere.to_string()}>{ left }</p>
                { save_button(scene, save_report) }
            </section>
            <section class="section" aria-labelledby="heading-certainty">
                <h2 id="heading-certainty">{ words.how_sure }</h2>
                <div class="prose">{ for shown.certainty.iter().map(|sentence| html! { <p>{ sentence }</p> }) }</div>
            </section>
            <section class="section" aria-labelledby="heading-sources">
                <h2 id="heading-sources">{ words.sources }</h2>
                <ul class="sources">{ for shown.sources.iter().map(|source| html! { <li>{ source }</li> }) }</ul>
            </section>
        </div>
    }
}

/// What saves the report.
pub(crate) fn save_button(scene: &Scene, save_report: &Callback<()>) -> Html {
    let onclick = save_report.reform(|_| ());
    html! {
        <button type="button" class="button" data-action="save" {onclick}>
            <span>{ words(scene.language).view.save_report }</span>
        </button>
    }
}
