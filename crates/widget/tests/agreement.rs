//! The widget's reader and serde agree: what one reads, the other reads the same; what one refuses, the other refuses.

mod agreement {
    pub(crate) mod json;
    pub(crate) mod responses;
    pub(crate) mod strategies;
    pub(crate) mod studies;
}
