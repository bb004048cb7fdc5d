//! Why something cannot be estimated.

/// The reason why there is no number. A statistic answers with one of these instead of NaN or infinity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A target names a category that nobody belongs to.
    EmptyCategory,
    /// An item would share more than all of its variance with the factor: the solution is inadmissible (Heywood 1931).
    Heywood,
    /// One respondent decides a coefficient nearly alone, so that a robust standard error means nothing.
    Leverage,
    /// There are no answers.
    NoAnswers,
    /// Nothing has an impact of the kind asked for.
    NoImpact,
    /// All answers are equal, so that nothing can be said about their spread.
    NoVariation,
    /// The rounds of an iteration ended before its result stood still.
    NotConverged,
    /// An answer or a parameter is infinite, or no number at all.
    NotFinite,
    /// Covariances that come from different respondents contradict each other.
    NotPositiveDefinite,
    /// A parameter is outside the range in which the statistic is defined.
    OutOfRange,
    /// Everything is explained, so that no error is left to test against.
    PerfectFit,
    /// Some variables are combinations of others.
    Singular,
    /// The shares that are aimed at do not sum to one.
    TargetsNotOne,
    /// A level of an attribute was chosen by too few respondents.
    ThinCell,
    /// Two items were both answered by too few respondents.
    ThinPair,
    /// There are fewer answers than the statistic needs.
    TooFewAnswers,
    /// There are fewer groups of respondents than are needed to see how much the estimate moves.
    TooFewGroups,
    /// A category has so few respondents that it must be joined with another.
    TooFewInCategory,
    /// There are fewer items than the statistic needs.
    TooFewItems,
    /// Two lists that belong together differ in length.
    UnequalLengths,
}
