//! The interview: what is shown, what is taken, what is written, and what is taken over.

mod interview {
    pub(crate) mod adopt;
    pub(crate) mod answers;
    pub(crate) mod common;
    pub(crate) mod dealt;
    pub(crate) mod numbers;
    pub(crate) mod record;
    pub(crate) mod screens;
    pub(crate) mod walks;
}
