//! Textbook statistics on counts and numbers. Nothing here knows a study, so any textbook can check it.
//!
//! Every transcendental function comes from `libm` by name: its bits are the same on every machine and in wasm.

pub mod blocks;
pub mod difference;
pub mod families;
pub mod fisher;
pub mod importance;
pub mod kano;
pub mod matrix;
pub mod moments;
pub mod normal;
pub mod omega;
pub mod pairwise;
pub mod patterns;
pub mod penalty_reward;
pub mod ratio;
mod reason;
pub mod regression;
pub mod relative_weights;
pub mod reliability;
pub mod resample;
pub mod share;
pub mod student;

pub use matrix::Matrix;
pub use moments::{Joint, Moments};
pub use patterns::{Covariance, Patterns};
pub use reason::Reason;
pub use share::wilson;

/// The confidence of every interval.
pub const CONFIDENCE: f64 = 0.95;
/// The standard normal quantile of 0.975.
pub const Z: f64 = 1.959_963_984_540_054;

/// The ends of an interval, lower first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ends {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Ends {
    /// `centre ± half`.
    pub fn around(centre: f64, half: f64) -> Ends {
        Ends { low: centre - half, high: centre + half }
    }
}
