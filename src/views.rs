//! The page's views, one file a screen, and what they share.

use esteem_analysis::Selection;
use esteem_analysis::words::Language;
use esteem_charts::Shade;
use yew::{Callback, Html, html};

use crate::address::{Address, Choice};
use crate::browser;
use crate::components::part::Shown;
use crate::words::{so_far, words};
use crate::workspace::Action;

pub(crate) mod method;
pub(crate) mod overview;
pub(crate) mod section;
pub(crate) mod try_out;

mod gone;

pub(crate) use gone::{Waiting, gone};

/// What every view shows its part of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scene {
    /// The report.
    pub shown: Shown,
    /// The place in the page.
    pub address: Address,
    /// The page's language.
    pub language: Language,
    /// Light or dark.
    pub shade: Shade,
    /// What the reader did.
    pub dispatch: Callback<Action>,
}

/// What is said where the selection or the file holds no responses, or too few for any figure; nothing where there are
/// enough.
pub(crate) fn lacking(scene: &Scene) -> Option<Html> {
    let Scene { shown, language, dispatch, .. } = scene;
    let words = &words(*language).state;
    let (n, needed) = (shown.responses, u64::from(shown.smallest_base));
    let is_selected = n < shown.all_responses;
    let (name, said) = match (n, is_selected) {
        (0, false) => ("no-responses", words.no_responses),
        (0, true) => ("nobody", words.nobody),
        (_, false) if n < needed => ("too-few", words.too_few),
        (_, true) if n < needed => ("few-selected", words.few_selected),
        _ => return None,
    };
    let count = |n| browser::count(n, *language);
    let detail = (n > 0).then(|| so_far(&count(n), &count(needed), *language));
    let step = if is_selected {
        dispatch.reform(|()| Action::Select(Choice { selection: Selection::default(), by: None }))
    } else {
        dispatch.reform(|()| Action::ShowPanel)
    };
    Some(html! { { gone(name, said, detail, step) } })
}
