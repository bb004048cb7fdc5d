//! The page's views, one file a screen.

pub(crate) mod overview;

mod gone;
mod method;
