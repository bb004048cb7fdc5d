//! What can be drawn: values in the reader's words, with every string ready-made.

use serde::{Deserialize, Serialize};

/// A figure of some kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Figure {
    /// What was expected and what was perceived, a row for each touchpoint.
    Gaps(GapFigure),
    /// Whose needs were hurt, a stacked bar for each need and each of its facets.
    Needs(NeedsFigure),
    /// Where respondents stand, a bar for each state.
    States(StatesFigure),
    /// Where perception stands between the lowest level that is accepted and the desired one.
    Zones(ZonesFigure),
    /// How the answers to each item lie about the middle of their scale.
    Distribution(DistributionFigure),
    /// Numbers with their intervals, one or two for each row, against a common value.
    Ranges(RangesFigure),
    /// Rows by two values, in four fields.
    Map(MapFigure),
}

impl Figure {
    /// The figure in a sentence, for whoever cannot see it.
    pub fn title(&self) -> &str {
        match self {
            Self::Gaps(figure) => &figure.title,
            Self::Needs(figure) => &figure.title,
            Self::States(figure) => &figure.title,
            Self::Zones(figure) => &figure.title,
            Self::Distribution(figure) => &figure.title,
            Self::Ranges(figure) => &figure.title,
            Self::Map(figure) => &figure.title,
        }
    }
}

/// Expected against perceived.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GapFigure {
    /// The figure in a sentence, for whoever cannot see it.
    pub title: String,
    /// The lowest and the highest value of the scale.
    pub scale: (f64, f64),
    /// The words at the two ends of the scale.
    pub ends: (String, String),
    /// The word for what was expected.
    pub expected: String,
    /// The word for what was perceived.
    pub perceived: String,
    /// The head of the column of gaps.
    pub gap: String,
    /// The rows in the order to draw.
    pub rows: Vec<GapRow>,
    /// What it has in common with the figures beside it; none for a figure on its own.
    pub shared: Option<Shared>,
}

/// One touchpoint, dimension or the whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GapRow {
    /// What the row is about.
    pub name: String,
    /// Whether it sums up other rows.
    pub emphasis: bool,
    /// The expected value on the scale, if there is one.
    pub expected: Option<f64>,
    /// The perceived value on the scale, if there is one.
    pub perceived: Option<f64>,
    /// The gap as text, or in a few words why there is none.
    pub gap_text: String,
    /// Perceived less expected, if there is one.
    pub gap: Option<f64>,
    /// The interval of the gap, from low to high.
    pub interval: Option<(f64, f64)>,
    /// The row in a sentence.
    pub spoken: String,
}

/// Needs and their facets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NeedsFigure {
    /// The figure in a sentence, for whoever cannot see it.
    pub title: String,
    /// The words for violated, strained, met and fulfilled.
    pub states: [String; 4],
    /// The rows in the order to draw; the facets of a need follow it.
    pub rows: Vec<NeedsRow>,
    /// What it has in common with the figures beside it; none for a figure on its own.
    pub shared: Option<Shared>,
}

/// One need or one facet of a need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NeedsRow {
    /// What the row is about.
    pub name: String,
    /// Whether this is the need itself; a facet is indented below it.
    pub emphasis: bool,
    /// The shares of the four states from violated to fulfilled, as parts of 1.
    pub shares: Option<[f64; 4]>,
    /// The violated share as text, or in a few words why there is none.
    pub violated_text: String,
    /// The interval of the violated share, from low to high, as parts of 1.
    pub interval: Option<(f64, f64)>,
    /// The row in a sentence.
    pub spoken: String,
}

/// Where respondents stand, or how satisfied they are: parts of all respondents, a bar each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatesFigure {
    /// The figure in a sentence, for whoever cannot see it.
    pub title: String,
    /// The rows in the order to draw.
    pub rows: Vec<StatesRow>,
    /// What it has in common with the figures beside it; none for a figure on its own.
    pub shared: Option<Shared>,
}

/// One state that respondents can be in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatesRow {
    /// Which state it is, and with that how it looks.
    pub tone: StateTone,
    /// The word for the state.
    pub name: String,
    /// The part of all respondents in this state, from 0 to 1, if it is known.
    pub share: Option<f64>,
    /// The share as text, or in a few words why there is none.
    pub text: String,
    /// The interval of the share, from low to high, as parts of 1.
    pub interval: Option<(f64, f64)>,
    /// The part of all respondents who are in this state and have recovered, from 0 to 1; never more than `share`.
    pub recovered: Option<f64>,
    /// The row in a sentence, which also says how many have recovered.
    pub spoken: String,
}

/// The states that a respondent can be in, and the levels of satisfaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StateTone {
    /// A need for safety or fairness was violated, with signs of anger.
    Outraged,
    /// A need for safety or fairness was violated, without such signs.
    AtRisk,
    /// Neither hurt nor won over: easily lost.
    Swing,
    /// Respect was enhanced, without complete satisfaction overall.
    Respected,
    /// Respect was enhanced, and nothing was left to wish for.
    CompletelySatisfied,
    /// Too few answers to tell.
    Undetermined,
    /// A level of overall satisfaction, from 0 for the worst to 4 for the best.
    Level(u8),
}

/// The zone of tolerance: from the adequate level to the desired one, and where perception stands.
///
/// The words for the two levels and for perception stand at the first row that shows them; there is no key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ZonesFigure {
    /// The figure in a sentence, for whoever cannot see it.
    pub title: String,
    /// The lowest and the highest value of the scale.
    pub scale: (f64, f64),
    /// The words at the two ends of the scale.
    pub ends: (String, String),
    /// The words for the lowest level that is still accepted.
    pub adequate: String,
    /// The word for the level that is desired.
    pub desired: String,
    /// The word for what was perceived.
    pub perceived: String,
    /// The heads of the shares below, inside and above the zone; on narrow drawings they stand before each share.
    pub shares: [String; 3],
    /// The rows in the order to draw.
    pub rows: Vec<ZoneRow>,
    /// What it has in common with the figures beside it; none for a figure on its own.
    pub shared: Option<Shared>,
}

/// The zone of one touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ZoneRow {
    /// What the row is about.
    pub name: String,
    /// The lowest level that is still accepted. The band needs both levels, this one not above the other.
    pub adequate: Option<f64>,
    /// The level that is desired.
    pub desired: Option<f64>,
    /// The perceived value on the scale, if there is one.
    pub perceived: Option<f64>,
    /// The interval of the perceived value, from low to high.
    pub interval: Option<(f64, f64)>,
    /// The shares below, inside and above the zone as text; empty where there is none.
    pub shares: [String; 3],
    /// In a few words why something is missing, or else empty.
    pub reason: String,
    /// The row in a sentence.
    pub spoken: String,
}

/// Answers about the middle of their scale: what is worse to the left of it, what is better to the right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DistributionFigure {
    /// The figure in a sentence, for whoever cannot see it.
    pub title: String,
    /// The groups of items in the order to draw. Those on judged scales share the middle and the length of a share, and
    /// so do the others.
    pub groups: Vec<DistributionGroup>,
    /// What it has in common with the figures beside it; none for a figure on its own.
    pub shared: Option<Shared>,
}

/// Items that are answered on the same scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DistributionGroup {
    /// What stands above the group, or else empty.
    pub title: String,
    /// The words of each level, the worst first; a level without words has an empty one.
    pub levels: Vec<String>,
    /// Where the middle is, by the number of levels. If it is odd, `levels[middle]` is the neutral level and half of it
    /// is drawn on either side. If it is even, no level is neutral: the first `middle` levels are drawn on the left
    /// and the others on the right. For a balanced scale both are `levels.len() / 2`.
    pub middle: usize,
    /// Whether one end of the scale is the good one. If not, as where people agree or disagree with whatever is said,
    /// both sides have the same colour.
    pub is_judged: bool,
    /// The rows in the order to draw.
    pub rows: Vec<DistributionRow>,
}

/// How one item was answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DistributionRow {
    /// What the row is about.
    pub name: String,
    /// The share of each level as a part of 1, in the order of the group's levels, and as many. Without them, or if
    /// there are more or fewer than levels, there is no bar.
    pub shares: Option<Vec<f64>>,
    /// What stands at the left end of the bar, such as the share of all that is worse than the middle.
    pub low_text: String,
    /// What stands at the right end of the bar, such as the share of all that is better than the middle.
    pub high_text: String,
    /// In a few words why there is no bar, or else empty.
    pub reason: String,
    /// The row in a sentence.
    pub spoken: String,
}

/// Numbers with their intervals on a common axis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RangesFigure {
    /// The figure in a sentence, for whoever cannot see it.
    pub title: String,
    /// What the axis shows at least, from low to high; it reaches further where a number or an interval does.
    pub least: (f64, f64),
    /// The words below the two ends of the axis.
    pub ends: (String, String),
    /// What each number of a row is called; one or two. A single one needs no key and is not shown.
    pub numbers: Vec<String>,
    /// The value that the numbers are read against, and what it is.
    pub reference: Option<(f64, String)>,
    /// The rows in the order to draw.
    pub rows: Vec<RangesRow>,
    /// What it has in common with the figures beside it; none for a figure on its own.
    pub shared: Option<Shared>,
}

/// One row of numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RangesRow {
    /// What the row is about.
    pub name: String,
    /// Whether it sums up other rows.
    pub emphasis: bool,
    /// The numbers, as many as the figure names.
    pub points: Vec<RangesPoint>,
    /// The numbers as text, in their order.
    pub texts: Vec<String>,
    /// In a few words why there is no number, or else empty.
    pub reason: String,
    /// The row in a sentence.
    pub spoken: String,
}

/// A number with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RangesPoint {
    /// The number, if there is one.
    pub value: Option<f64>,
    /// Its interval, from low to high, if there is one.
    pub interval: Option<(f64, f64)>,
}

/// Rows by two values: one to the right, one upwards, with lines that part them into four fields.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapFigure {
    /// The figure in a sentence, for whoever cannot see it.
    pub title: String,
    /// The words at the left and at the right end of the axis to the right.
    pub right: (String, String),
    /// The words at the lower and at the upper end of the axis upwards; the lower ones may be empty.
    pub up: (String, String),
    /// The names of the fields: upper left, upper right, lower left, lower right.
    pub fields: [String; 4],
    /// Where lines cross: the main ones, which go through all of the map, then others, which are named.
    pub crosses: Vec<MapCross>,
    /// The rows, each with a number in this order.
    pub rows: Vec<MapRow>,
    /// What it has in common with the figures beside it; none for a figure on its own.
    pub shared: Option<Shared>,
}

/// A place where lines cross.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapCross {
    /// The value to the right and the value upwards.
    pub at: (f64, f64),
    /// What it is called.
    pub name: String,
}

/// One row of a map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapRow {
    /// What the row is about.
    pub name: String,
    /// The value to the right and the value upwards, if there are both.
    pub at: Option<(f64, f64)>,
    /// Whether it surely lies in its field.
    pub is_sure: bool,
    /// The row in a sentence.
    pub spoken: String,
}

/// What figures that stand side by side have in common, so that the same length means the same number in each of them.
/// [`share_axes`](crate::share_axes) finds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shared {
    /// The lowest and the highest value that any of the figures shows, for each axis that follows its values.
    pub ranges: Vec<(f64, f64)>,
    /// The widest words of any of the figures in each column of numbers.
    pub widest: Vec<String>,
}
