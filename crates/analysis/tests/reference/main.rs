//! Numbers against outside references: an independent implementation in Python, itself checked against R.
//!
//! Every numeric leaf of a reference file is either compared or named with the reason why not; classes, which are texts,
//! are leaves too. Closed forms are compared to 1e-9 relative, which leaves no room for a count that is off by one.
//!
//! - `leaves` walks a reference file and compares; `files` opens studies, answers and references; `frame` reads a table.
//! - `report` finds a leaf in the report of a study; `refstats` works a leaf out from columns, with the names and shapes
//!   of the reference implementation.
//! - one module for each reference file.

#![allow(clippy::unwrap_used)]

mod bank;
mod bfi;
mod ecsi;
mod extra;
mod files;
mod frame;
mod groups;
mod kiosk;
mod leaves;
mod refstats;
mod report;
mod sections;
mod sfo;
mod sq;
mod tables;
mod toy24;
