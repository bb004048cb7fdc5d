//! Textbook statistics on counts and numbers. Nothing here knows a study, so any textbook can check it.
//!
//! Every transcendental function comes from `libm` by name: its bits are the same on every machine and in wasm.

pub mod dominance;
pub mod levels;
pub mod linked;
pub mod moments;
pub mod ratio;
pub mod share;
pub mod signed_rank;
pub mod two_means;
pub mod waves;

pub mod economics;
pub mod index;
pub mod loss;
pub mod planner;
pub mod quality;
pub mod recommendation;
pub mod weights;

pub mod difference;
pub mod omega;
pub mod pairwise;
pub mod reliability;

pub mod by_level;
pub mod importance;
pub mod kano;
pub mod penalty_reward;
pub mod regression;
pub mod relative_weights;

pub mod blocks;
pub mod bootstrap;
pub mod families;
pub mod generator;
pub mod resample;

pub mod chi_square;
pub mod fisher;
pub mod fraction;
pub mod matrix;
pub mod normal;
pub mod patterns;
pub mod reason;
pub mod special;
pub mod student;

pub use fraction::Fraction;
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
