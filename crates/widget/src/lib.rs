//! The questionnaire, `<esteem-survey>`: what it shows, what it keeps, and what it sends.
//!
//! The module knows no store, no network and no timer. The scripts around it own those and every listener; they call
//! the three functions at the module's edge and nothing else, each call guarded, so that a fault in here can be caught
//! and the module started anew with what was kept.

pub mod read;
