//! The study's questionnaire, to try, and what can be done with what was tried.

use wasm_bindgen::JsValue;
use yew::{Callback, Html, html};

use super::Scene;
use crate::browser;
use crate::components::questionnaire::{Questionnaire, Taken};
use crate::files::OpenFile;
use crate::words::{tried, words};
use crate::workspace::try_outs::TryOuts;

/// The questionnaire of a study, and below it what can be done with the try-outs, if there are any; the questionnaire itself
/// offers to begin another. `on_response` answers whether a try-out is part of the report now.
pub(crate) fn try_out(
    scene: &Scene,
    study: &OpenFile,
    try_outs: Option<&TryOuts>,
    on_response: Callback<Taken, bool>,
    actions: Html,
) -> Html {
    let language = scene.language;
    let words = &words(language).try_out;
    let count = |n: usize| tried(&browser::count(n as u64, language), language);
    html! {
        <div class="view" data-view="try">
            <section class="section" data-section="try" aria-labelledby="heading-try">
                <h2 id="heading-try" tabindex="-1">{ words.title }</h2>
                <p class="lead">{ words.lead }</p>
                <Questionnaire
                    study={JsValue::from(study.blob.clone())}
                    attributes={vec![("lang", language.tag().to_owned()), ("test", "true".to_owned())]}
                    {language}
                    {on_response}
                />
                if let Some(try_outs) = try_outs {
                    <div class="tried" data-part="tried">
                        <p>{ count(try_outs.finished.len()) }</p>
                        <a class="button is-main" href="#/" data-action="see"><span>{ words.see }</span></a>
                        { actions }
                    </div>
                }
            </section>
        </div>
    }
}
