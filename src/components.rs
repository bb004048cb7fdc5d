//! The pieces of the page, one a file: values in, callbacks out.

pub(crate) mod masthead;
pub(crate) mod open_panel;

pub(crate) mod headline;
pub(crate) mod section;

pub(crate) mod figure;
pub(crate) mod notice;
pub(crate) mod table;

mod file_field;
mod trouble;
