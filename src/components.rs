//! The pieces of the page, one a file: values in, callbacks out.

pub(crate) mod masthead;
pub(crate) mod navigation;
pub(crate) mod open_panel;
pub(crate) mod workspaces;

pub(crate) mod filters;
pub(crate) mod first;
pub(crate) mod headline;

pub(crate) mod questionnaire;

pub(crate) mod figure;
pub(crate) mod part;
pub(crate) mod save_menu;
pub(crate) mod table;

pub(crate) mod notice;
pub(crate) mod progress;

mod file_field;
mod trouble;
