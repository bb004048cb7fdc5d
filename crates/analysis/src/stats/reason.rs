//! Why something cannot be estimated.

/// The reason why there is no number. A statistic answers with one of these instead of NaN or infinity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A target names a category that nobody belongs to.
    EmptyCategory,
    /// An answer or a parameter is infinite, or no number at all.
    NotFinite,
    /// There are no answers.
    NoAnswers,
    /// All answers are equal, so that nothing can be said about their spread.
    NoVariation,
    /// The rounds of an iteration ended before its result stood still.
    NotConverged,
    /// A parameter is outside the range in which the statistic is defined.
    OutOfRange,
    /// Some variables are combinations of others.
    Singular,
    /// The shares that are aimed at do not sum to one.
    TargetsNotOne,
    /// There are fewer answers than the statistic needs.
    TooFewAnswers,
    /// A category has so few respondents that it must be joined with another.
    TooFewInCategory,
    /// There are fewer items than the statistic needs.
    TooFewItems,
    /// Two lists that belong together differ in length.
    UnequalLengths,
}
