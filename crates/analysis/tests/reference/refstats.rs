//! The reference implementation's functions, by its names, worked out by ours: what goes in are columns, what comes out
//! has the names and the shape of the reference file.

pub(crate) mod compared;
pub(crate) mod related;
