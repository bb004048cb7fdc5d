//! How far the reading of files is, and the way out.

use esteem_analysis::words::Language;
use yew::{Callback, Html, html};

use crate::browser;
use crate::words::{read_so_far, words};
use crate::workspace::Opening;

/// The bar with what was read so far.
pub(crate) fn progress(opening: &Opening, cancel: Callback<()>, language: Language) -> Html {
    let words = words(language);
    let percent = (opening.done_share * 100.0).clamp(0.0, 100.0) as u32;
    let so_far = read_so_far(&browser::count(opening.responses, language), language);
    let onclick = cancel.reform(|_| ());
    html! {
        <div class="progress" data-state="reading">
            <label class="progress-label">
                <span>{ words.reading }</span>
                <progress max="100" value={percent.to_string()} />
            </label>
            <span class="progress-share">{ [percent.to_string().as_str(), "\u{a0}%"].concat() }</span>
            <span class="hint">{ so_far }</span>
            <button type="button" class="button" data-action="cancel" {onclick}><span>{ words.cancel }</span></button>
        </div>
    }
}
