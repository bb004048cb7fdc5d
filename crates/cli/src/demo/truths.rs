//! What the generator plants, as it comes out when very many guests are made. Means are in points of the scale from 1
//! to 7, shares from 0 to 1. A share counts guests who reached the end.

/// The mean of all expectations of the seven touchpoints.
pub(super) const EXPECTED: f64 = 5.92;
/// The mean of all perceptions of the seven touchpoints.
pub(super) const PERCEIVED: f64 = 5.12;
/// Perceived minus expected of the wait, which disappoints most.
pub(super) const GAP_OF_WAIT: f64 = -1.64;
/// The same at lunch, when it is worst.
pub(super) const GAP_OF_WAIT_AT_LUNCH: f64 = -2.30;
/// Perceived minus expected of the place, the only touchpoint that is better than expected.
pub(super) const GAP_OF_PLACE: f64 = 0.30;
/// Guests of whom a facet of fairness is violated: one in eleven.
pub(super) const FAIRNESS_VIOLATED_SHARE: f64 = 1.0 / 11.0;
/// The same at lunch.
pub(super) const FAIRNESS_VIOLATED_AT_LUNCH_SHARE: f64 = 0.16;
/// Those of them who show anger by overall satisfaction, stated anger, or the wish to keep others away.
pub(super) const ANGRY_OF_VIOLATED_SHARE: f64 = 2.0 / 3.0;
/// Guests of whom a facet of safety is violated.
pub(super) const SAFETY_VIOLATED_SHARE: f64 = 0.0095;
/// Guests whose need of respect is fulfilled: no facet below 5, and 6 on average.
pub(super) const RESPECT_FULFILLED_SHARE: f64 = 1.0 / 3.0;
/// Guests who stopped before the end, of all.
pub(super) const BROKE_OFF_SHARE: f64 = 0.05;
