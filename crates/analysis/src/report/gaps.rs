//! Expectation against perception: means, the gap, and the ratio.
//!
//! Sources: Parasuraman, Zeithaml & Berry 1985 (Journal of Marketing 49(4)) and 1988 (Journal of Retailing 64(1)) for
//! the difference; the ratio of perception to expectation follows the practice texts that the study rests on.

use esteem_study::study::Item;
use esteem_study::{Study, Text};
use serde::{Deserialize, Serialize};

pub(super) mod people;
mod ratio;

pub use ratio::{Ratio, ToleranceShares, Verdict};

use self::people::{Person, SAME, count, pairs};
use super::notes::{self, Note};
use super::{Estimate, Filled, Reason};
use crate::plan::{Block, Table, blocks, is_turned};
use crate::stats::signed_rank::signed_rank;
use crate::stats::{Joint, Moments, student};
use crate::tally::Counts;

/// The bands that the shares of the gap are shown for, in scale points.
const BANDS: [f64; 4] = [0.0, 0.25, 0.5, 1.0];

/// What was expected of a touchpoint, a dimension or all touchpoints, and what was met.
///
/// # Missing data
/// A respondent counts with complete pairs only. For a composite a respondent needs complete pairs for the study's
/// share of the applicable touchpoints, at least two; expectation and perception then average the same touchpoints.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// The id of the item or dimension; `*` for all touchpoints.
    pub id: String,
    /// What it is called; absent for all touchpoints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// What it covers.
    pub scope: Scope,
    /// The ends of the scale.
    pub scale: [i32; 2],
    /// The words at the ends of the scale, the bad end first, as far as it has some.
    pub ends: [Option<Text>; 2],
    /// Respondents with complete pairs.
    pub base: u64,
    /// The mean expectation, in scale points.
    pub expected: Estimate,
    /// The mean perception, in scale points.
    pub perceived: Estimate,
    /// The mean of perceived minus expected, in scale points.
    pub gap: Estimate,
    /// The paired test behind the gap; absent where the gap has no interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<PairedTest>,
    /// Shares of respondents below, within and above their expectation, by the band that counts as met. The first row
    /// is the one that the report speaks of.
    pub shares: Vec<BandShares>,
    /// The ratio of perception to expectation.
    pub ratio: Ratio,
    /// The share of respondents whose expectation is at the top of the scale.
    pub expected_top_share: Estimate,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// What a gap covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One touchpoint.
    Touchpoint,
    /// The touchpoints of one dimension, averaged per respondent.
    Dimension,
    /// All touchpoints, averaged per respondent.
    All,
}

/// The paired t test of a gap against zero.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairedTest {
    /// The standard deviation of the gap, in scale points.
    pub sd: f64,
    /// Its standard error.
    pub se: f64,
    /// mean / se.
    pub t: f64,
    /// n − 1.
    pub df: u64,
    /// The two-sided p-value.
    pub p: f64,
    /// The paired effect size d_z = mean / sd.
    pub effect: f64,
    /// Pearson's correlation of expectation and perception; absent where one of them does not vary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation: Option<f64>,
    /// The same question asked of ranks, for gaps that are far from normal; absent where no gap differs from zero, and
    /// in reports that were written before it was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranks: Option<RankTest>,
}

/// The signed-rank test of a gap against zero (Wilcoxon 1945); see [`signed_rank`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RankTest {
    /// The respondents whose gap is not zero.
    pub n: u64,
    /// The smaller of the two rank sums.
    pub w: f64,
    /// The two-sided p-value of the normal approximation, without continuity correction.
    pub p: f64,
}

/// Shares of respondents by their own gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BandShares {
    /// A gap of at most this size counts as met, in scale points.
    pub band: f64,
    /// Got less than they expected.
    pub below_share: Estimate,
    /// Got what they expected.
    pub met_share: Estimate,
    /// Got more than they expected.
    pub above_share: Estimate,
}

pub(super) struct Gaps {
    pub(super) overall: Option<Gap>,
    pub(super) dimensions: Vec<Gap>,
    pub(super) touchpoints: Vec<Gap>,
}

pub(super) fn gaps(filled: &Filled<'_>) -> Gaps {
    let study = filled.study;
    let mut touchpoints = Vec::new();
    for (table, counts) in filled.tables() {
        if let (Table::Pairs { item, levels }, Counts::Cells(cells)) = (table, counts)
            && let Some(item) = study.item(item)
            && let Some(range) = study.scale_of(item).and_then(|scale| scale.range())
        {
            let frame = Frame::touchpoint(study, item, range);
            touchpoints.push(frame.gap(filled, Some(pairs(study, item, *levels, cells))));
        }
    }
    let mut sums = filled.tables().filter_map(|(table, counts)| match (table, counts) {
        (Table::Gap(_), Counts::Sums(sums)) => Some(sums),
        _ => None,
    });
    let (mut overall, mut dimensions) = (None, Vec::new());
    for block in blocks(study) {
        let frame = Frame::block(study, &block);
        let people = block
            .range(study)
            .and_then(|_| sums.next())
            .map(|sums| sums.iter().map(|([k, e, p], count)| Person::new(*k, *e, *p, *count)).collect::<Vec<_>>());
        let gap = frame.gap(filled, people);
        if block.dimension.is_some() { dimensions.push(gap) } else { overall = Some(gap) }
    }
    Gaps { overall, dimensions, touchpoints }
}

/// What a gap is called and which scale it is on.
struct Frame {
    id: String,
    name: Option<Text>,
    scope: Scope,
    scale: (i32, i32),
    ends: [Option<Text>; 2],
}

impl Frame {
    fn touchpoint(study: &Study, item: &Item, range: (i32, i32)) -> Frame {
        let name = Some(item.label().clone());
        Frame { id: item.id.clone(), name, scope: Scope::Touchpoint, scale: range, ends: ends(study, item) }
    }

    fn block(study: &Study, block: &Block<'_>) -> Frame {
        let construct = block.dimension.and_then(|id| study.constructs.iter().find(|construct| construct.id == id));
        let first = block.items[0];
        let scale = study.scale_of(first).and_then(|scale| scale.range()).unwrap_or_default();
        Frame {
            id: block.dimension.unwrap_or("*").into(),
            name: construct.map(|construct| construct.name.clone()),
            scope: if block.dimension.is_some() { Scope::Dimension } else { Scope::All },
            scale,
            ends: ends(study, first),
        }
    }

    /// The figures of these respondents; `None` where touchpoints of different scales cannot be averaged.
    fn gap(self, filled: &Filled<'_>, people: Option<Vec<Person>>) -> Gap {
        let scoring = &filled.study.scoring;
        let smallest = filled.smallest();
        let band = if self.scope == Scope::Touchpoint { 0.0 } else { scoring.gap_band };
        let comparable = people.is_some();
        let people = people.unwrap_or_default();
        let base: u64 = people.iter().map(|person| person.count).sum();
        let joint = Joint::of(people.iter().map(|p| (p.expectation(), p.perception(), p.count)));
        let gaps = Moments::of(people.iter().map(|p| (p.gap(), p.count)));
        let reason = if !comparable {
            Some(Reason::DifferentScales)
        } else if base == 0 {
            Some(Reason::NoAnswers)
        } else {
            (base < smallest).then_some(Reason::TooFew { needed: smallest })
        };
        let (Some(joint), Some(gaps), None) = (joint, gaps, reason) else {
            let unknown = Estimate::unknown(base, Reason::NoAnswers);
            let unknown = Estimate { reason: reason.or(unknown.reason), ..unknown };
            return self.unknown(base, unknown);
        };
        let shares = std::iter::once(band).chain(BANDS.into_iter().filter(|other| *other != band));
        let ratio = ratio::ratio_of(&people, &joint, self.scale, scoring.ratio_tolerance, smallest);
        let top = people.iter().filter(|p| p.expected == self.scale.1 * p.pairs).map(|p| p.count).sum();
        let mut gap = Gap {
            id: self.id,
            name: self.name,
            scope: self.scope,
            scale: [self.scale.0, self.scale.1],
            ends: self.ends,
            base,
            expected: Estimate::mean(&joint.x()),
            perceived: Estimate::mean(&joint.y()),
            gap: Estimate::mean(&gaps),
            test: gaps.spreads().then(|| paired(&gaps, &joint, &people)),
            shares: shares.map(|band| band_shares(&people, base, band)).collect(),
            ratio,
            expected_top_share: Estimate::share(top, base),
            notes: Vec::new(),
        };
        gap.notes = notes::of_gap(&gap);
        gap
    }

    fn unknown(self, base: u64, unknown: Estimate) -> Gap {
        Gap {
            id: self.id,
            name: self.name,
            scope: self.scope,
            scale: [self.scale.0, self.scale.1],
            ends: self.ends,
            base,
            expected: unknown.clone(),
            perceived: unknown.clone(),
            gap: unknown.clone(),
            test: None,
            shares: Vec::new(),
            ratio: Ratio {
                of_means: unknown.clone(),
                of_means_log_delta: None,
                mean_of_ratios: unknown.clone(),
                undefined: 0,
                verdict: Verdict::Undecided,
                shares: Vec::new(),
                locked_share: unknown.clone(),
            },
            expected_top_share: unknown,
            notes: Vec::new(),
        }
    }
}

fn ends(study: &Study, item: &Item) -> [Option<Text>; 2] {
    let levels = study.scale_of(item).map(|scale| scale.levels.as_slice()).unwrap_or_default();
    // Where codes are turned round, the lower end of the figures is the upper end of the scale.
    let [low, high] = [levels.first(), levels.last()];
    let ends = if is_turned(study, item) { [high, low] } else { [low, high] };
    ends.map(|level| level.and_then(|level| level.label.clone()))
}

fn paired(gaps: &Moments, joint: &Joint, people: &[Person]) -> PairedTest {
    let t = gaps.mean / gaps.se();
    let df = gaps.n - 1;
    PairedTest {
        sd: gaps.sd(),
        se: gaps.se(),
        t,
        df,
        p: student::two_sided(t, df as f64),
        effect: gaps.mean / gaps.sd(),
        correlation: joint.correlation(),
        ranks: signed_rank(people.iter().map(|person| (person.exact_gap(), person.count))).ok().map(|test| RankTest {
            n: test.n,
            w: test.w(),
            p: test.p,
        }),
    }
}

fn band_shares(people: &[Person], base: u64, band: f64) -> BandShares {
    let below = count(people, |p| p.gap() < -band - SAME);
    let above = count(people, |p| p.gap() > band + SAME);
    BandShares {
        band,
        below_share: Estimate::share(below, base),
        met_share: Estimate::share(base - below - above, base),
        above_share: Estimate::share(above, base),
    }
}
