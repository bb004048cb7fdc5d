//! Why a statistic has no value.

/// Why a statistic has no value: one reason each, so that words can be put to it.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Reason {
    /// All values are equal, so that nothing can be related to them.
    AllEqual,
    /// One variable is, or nearly is, a sum of the others: their parts cannot be told from each other.
    Collinear,
    /// An item would share more than all of its variance with the factor: the solution is inadmissible (Heywood 1931).
    Heywood,
    /// One respondent decides a coefficient nearly alone, so that a robust standard error means nothing.
    Leverage,
    /// Nobody answered.
    NoAnswers,
    /// Neither side has an impact of the sign that its name says.
    NoImpact,
    /// The iteration did not come to rest within its rounds.
    NotConverged,
    /// A number is infinite or none.
    NotFinite,
    /// A matrix of covariances from different respondents contradicts itself.
    NotPositiveDefinite,
    /// No arrangement keeps the rule.
    NotPossible,
    /// Everything is explained, so that no error is left to test against.
    PerfectFit,
    /// A level of an attribute was chosen by too few respondents.
    ThinCell,
    /// Two items were both answered by too few respondents.
    ThinPair,
    /// Too few respondents for the number of quantities to estimate.
    TooFewAnswers,
    /// Too few groups of respondents to see how much the estimate moves.
    TooFewGroups,
    /// Too few items.
    TooFewItems,
    /// Variables, groups or names do not go together in number.
    WrongShape,
}
