//! What goes with overall satisfaction, and how important people say that things are: drivers, and the map of importance
//! and performance.
//!
//! Sources: Johnson 2000 (Multivariate Behavioral Research 35) for relative weights; Martilla & James 1977 (Journal of
//! Marketing 41) for the map; Bacon 2003 (International Journal of Market Research 45) on stated against derived.

use esteem_study::study::{ConstructKind, Outcome};
use esteem_study::{Item, Study, Text};
use serde::{Deserialize, Serialize};

mod map;

pub use map::{CrossKind, Crossing, ImportanceMap, PlacedItem};

use self::map::{Axis, map};
use super::joint::{Joint, Resampling, told};
use super::notes::{self, Note};
use super::{Estimate, Filled, Interval, Method, Reason, Scope};
use crate::plan::{Purpose, dimensions, stated as rated};
use crate::stats::relative_weights::{relative_weights, weights_alone};
use crate::stats::{Covariance, Moments, Reason as Why};

/// What goes with overall satisfaction: the parts that touchpoints or dimensions have in what explains it.
///
/// # Missing data
/// Respondents who rated the whole and every driver; a dimension is rated by its composite. Where touchpoints are dealt
/// out, each pair rests on those who rated both, and the base is that of the pair that fewest rated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Importance {
    /// Whether the drivers are touchpoints or dimensions.
    pub scope: Scope,
    /// The id of the item that asks for overall satisfaction.
    pub outcome: String,
    /// Respondents who answered everything that is needed.
    pub base: u64,
    /// Respondents who answered a part of it only, and are left out.
    pub lost: u64,
    /// R²: the share of the variance of overall satisfaction that all drivers explain together.
    pub explained_share: Estimate,
    /// How intervals and chances were found; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resampling: Option<Resampling>,
    /// The drivers in the order of the study.
    pub drivers: Vec<Driver>,
    /// The drivers by importance and performance; absent where the scales or the answers do not allow it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<ImportanceMap>,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// One driver of overall satisfaction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Driver {
    /// The id of the touchpoint or dimension.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// The mean perception of these respondents, in scale points.
    pub performance: Estimate,
    /// Derived importance: its part of what all drivers explain together, by relative weights. The parts add up to 1.
    pub importance_share: Estimate,
    /// Its correlation with overall satisfaction, other drivers left aside.
    pub correlation: Estimate,
    /// Its standardised coefficient beside all the others. Where it is below zero, the share must be read with care.
    pub beta: Estimate,
    /// How much the other drivers inflate the variance of the coefficient; absent where it cannot be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inflation: Option<f64>,
}

/// Importance as people state it.
///
/// # Missing data
/// Respondents who rated importance and perception of every item that asks for both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedImportance {
    /// Respondents who answered everything that is needed.
    pub base: u64,
    /// Respondents who answered a part of it only, and are left out.
    pub lost: u64,
    /// How chances were found; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resampling: Option<Resampling>,
    /// The items in the order of the study.
    pub items: Vec<StatedItem>,
    /// The items by importance and performance; absent where the scales or the answers do not allow it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<ImportanceMap>,
    /// What to keep in mind.
    pub notes: Vec<Note>,
}

/// An item whose importance is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedItem {
    /// The item's id.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// The mean perception, in scale points.
    pub performance: Estimate,
    /// The mean importance, in scale points.
    pub importance: Estimate,
    /// Importance less performance; above zero it falls short of what it is worth.
    pub shortfall: Estimate,
}

/// A driver's name and the range of its scale.
struct Named {
    id: String,
    name: Text,
    range: Option<(i32, i32)>,
}

fn range(study: &Study, item: &Item) -> Option<(i32, i32)> {
    study.scale_of(item).and_then(|scale| scale.range())
}

/// Of touchpoints, then of dimensions, as far as the study has them and asks for overall satisfaction.
pub(super) fn importance(filled: &Filled<'_>) -> Vec<Importance> {
    let study = filled.study;
    let touchpoint = |item: &Item| Named { id: item.id.clone(), name: item.label().clone(), range: range(study, item) };
    let touchpoints = study.touchpoints().map(touchpoint).collect();
    let name = |id: &str| {
        let construct = |kind| move |c: &&esteem_study::Construct| c.kind == kind && c.id == id;
        study.constructs.iter().find(construct(ConstructKind::Dimension)).map(|construct| construct.name.clone())
    };
    let blocks = dimensions(study);
    let dimensions = blocks.iter().filter_map(|block| {
        let id = block.dimension?;
        Some(Named { id: id.into(), name: name(id)?, range: block.range(study) })
    });
    // The places of each dimension's touchpoints behind overall satisfaction, which stays as it is.
    let place = |item: &&Item| study.touchpoints().position(|touchpoint| touchpoint.id == item.id).map(|at| at + 1);
    let own = blocks.iter().map(|block| block.items.iter().filter_map(place).collect());
    let members: Vec<Vec<usize>> = std::iter::once(vec![0]).chain(own).collect();
    let joint = |scope| match (scope, study.dealt()) {
        (Scope::Dimension, None) => Joint::of(filled, &Purpose::Dimensions),
        (Scope::Dimension, Some(_)) if blocks.len() < 2 => None,
        (Scope::Dimension, Some(_)) => Some(Joint::of(filled, &Purpose::Touchpoints)?.composed(&members)),
        (_, _) => Joint::of(filled, &Purpose::Touchpoints),
    };
    [(Scope::Touchpoint, touchpoints), (Scope::Dimension, dimensions.collect::<Vec<_>>())]
        .into_iter()
        .filter_map(|(scope, named)| {
            let outcome = study.outcome(Outcome::Overall)?;
            Some(drivers(filled.smallest(), scope, &outcome.id, joint(scope)?, named))
        })
        .collect()
}

fn drivers(smallest: u64, scope: Scope, outcome: &str, joint: Joint<'_>, named: Vec<Named>) -> Importance {
    let base = joint.n();
    let known = joint.known(smallest);
    let needed = named.len() as u64 + 2;
    let weighed = known.clone().and_then(|all| Weighed::new(joint, &all).map_err(|why| told(why, needed)));
    let none = |reason: &Reason| Estimate::unknown(base, *reason);
    // What a respondent makes of a dimension is not known where its touchpoints are dealt out.
    let is_mean_of_pairs = joint.is_dealt() && scope == Scope::Dimension;
    let driver = |(at, named): (usize, &Named)| {
        let estimate = |of: fn(&Weighed, usize) -> Estimate| match &weighed {
            Ok(weighed) => weighed.place(at).map_or_else(|| none(&Reason::NoVariation), |place| of(weighed, place)),
            Err(reason) => none(reason),
        };
        Driver {
            id: named.id.clone(),
            name: named.name.clone(),
            performance: match &known {
                Ok(_) if is_mean_of_pairs => estimate(Weighed::performance),
                Ok(all) => joint.mean(all, at + 1),
                Err(reason) => none(reason),
            },
            importance_share: estimate(Weighed::share),
            correlation: estimate(Weighed::correlation),
            beta: estimate(Weighed::beta),
            inflation: weighed.as_ref().ok().and_then(|weighed| weighed.inflation.get(weighed.place(at)?).copied()),
        }
    };
    let drivers: Vec<Driver> = named.iter().enumerate().map(driver).collect();
    let one_range =
        named.first().and_then(|first| first.range).filter(|one| named.iter().all(|n| n.range == Some(*one)));
    let map = weighed.as_ref().ok().zip(one_range).and_then(|(weighed, range)| {
        let ids = weighed.kept.iter().map(|at| named.get(*at).map_or("", |named| &named.id)).collect();
        map(ids, range, Axis::Shares, &weighed.points, &weighed.drawn_points())
    });
    let mut importance = Importance {
        scope,
        outcome: outcome.into(),
        base,
        lost: joint.lost(),
        explained_share: weighed.as_ref().map_or_else(none, |weighed| weighed.spread.estimate(0, (0.0, 1.0))),
        resampling: weighed.as_ref().ok().map(|weighed| weighed.spread.resampling),
        drivers,
        map,
        notes: Vec::new(),
    };
    importance.notes = notes::of_importance(&importance, joint.is_much_lost());
    importance
}

/// The relative weights of the drivers that vary.
struct Weighed {
    /// The drivers that vary, by their place among all.
    kept: Vec<usize>,
    inflation: Vec<f64>,
    /// R², then share, correlation, coefficient and mean perception of each driver that varies.
    spread: super::joint::Spread,
    points: Vec<(f64, f64)>,
}

/// How many numbers there are for each driver.
const EACH: usize = 4;

impl Weighed {
    fn new(joint: Joint<'_>, all: &Covariance) -> Result<Weighed, Why> {
        let varies = |at: &usize| all.matrix.at(*at, *at) > 0.0;
        if !varies(&0) {
            return Err(Why::NoVariation);
        }
        let places: Vec<usize> = (1..all.width()).filter(varies).collect();
        if places.is_empty() {
            return Err(Why::NoVariation);
        }
        let variables: Vec<usize> = std::iter::once(0).chain(places.iter().copied()).collect();
        let spread = joint.spread(|covariance| {
            let covariance = covariance.select(&variables);
            let found = weights_alone(&covariance)?;
            let mut numbers = vec![found.r2];
            for (driver, mean) in found.drivers.iter().zip(&covariance.means[1..]) {
                numbers.extend([driver.share?, driver.correlation, driver.beta, *mean]);
            }
            Ok(numbers)
        })?;
        let found = relative_weights(&all.select(&variables))?;
        let mut weighed = Weighed {
            kept: places.iter().map(|place| place - 1).collect(),
            inflation: found.drivers.iter().map(|driver| driver.inflation).collect(),
            points: Vec::new(),
            spread,
        };
        weighed.points = weighed.points_of(&weighed.spread.own);
        Ok(weighed)
    }

    fn place(&self, at: usize) -> Option<usize> {
        self.kept.iter().position(|kept| *kept == at)
    }

    fn share(&self, place: usize) -> Estimate {
        self.spread.estimate(1 + EACH * place, (0.0, 1.0))
    }

    fn correlation(&self, place: usize) -> Estimate {
        self.spread.estimate(2 + EACH * place, (-1.0, 1.0))
    }

    fn beta(&self, place: usize) -> Estimate {
        self.spread.estimate(3 + EACH * place, (f64::NEG_INFINITY, f64::INFINITY))
    }

    fn performance(&self, place: usize) -> Estimate {
        self.spread.estimate(4 + EACH * place, (f64::NEG_INFINITY, f64::INFINITY))
    }

    /// Performance and importance of each driver.
    fn points_of(&self, numbers: &[f64]) -> Vec<(f64, f64)> {
        numbers.get(1..).unwrap_or_default().chunks_exact(EACH).map(|driver| (driver[3], driver[0])).collect()
    }

    fn drawn_points(&self) -> Vec<Vec<(f64, f64)>> {
        self.spread.draws.iter().map(|draw| self.points_of(draw)).collect()
    }
}

/// Importance as people state it; nothing in a study that does not ask for it.
pub(super) fn stated(filled: &Filled<'_>) -> Option<StatedImportance> {
    let study = filled.study;
    let items = rated(study);
    let joint = Joint::of(filled, &Purpose::Stated)?;
    let (base, smallest, count) = (joint.n(), filled.smallest(), items.len());
    let known = joint.known(smallest);
    let unknown = |reason: &Reason| Estimate::unknown(base, *reason);
    let first = items.first().and_then(|item| range(study, item));
    let range = first.filter(|first| items.iter().all(|item| range(study, item) == Some(*first)));
    let item = |(at, item): (usize, &&Item)| StatedItem {
        id: item.id.clone(),
        name: item.label().clone(),
        performance: known.as_ref().map_or_else(unknown, |all| joint.mean(all, at)),
        importance: known.as_ref().map_or_else(unknown, |all| joint.mean(all, at + count)),
        shortfall: known.as_ref().map_or_else(unknown, |all| shortfall(all, at, at + count)),
    };
    let points = |means: &[f64]| -> Vec<(f64, f64)> { (0..count).map(|at| (means[at], means[at + count])).collect() };
    let spread = known.as_ref().ok().and_then(|_| joint.spread(|covariance| Ok(covariance.means.clone())).ok());
    let map = spread.as_ref().zip(range).and_then(|(spread, range)| {
        let ids = items.iter().map(|item| &*item.id).collect();
        let drawn: Vec<_> = spread.draws.iter().map(|draw| points(draw)).collect();
        map(ids, range, Axis::Scale, &points(&spread.own), &drawn)
    });
    let mut stated = StatedImportance {
        base,
        lost: joint.lost(),
        resampling: spread.map(|spread| spread.resampling),
        items: items.iter().enumerate().map(item).collect(),
        map,
        notes: Vec::new(),
    };
    stated.notes = notes::of_stated(&stated, joint.is_much_lost());
    Some(stated)
}

/// Importance less performance, respondent by respondent.
fn shortfall(all: &Covariance, performance: usize, importance: usize) -> Estimate {
    let at = |i, j| all.matrix.at(i, j);
    let variance = at(importance, importance) + at(performance, performance) - 2.0 * at(importance, performance);
    let mean = all.means[importance] - all.means[performance];
    // What is left of equal variances is their rounding.
    let variance = if variance <= 1e-12 * at(importance, importance) { 0.0 } else { variance };
    let moments = Moments { n: all.n, mean, variance };
    let interval = moments.t_interval().map(|ends| Interval::new(ends, Method::T));
    Estimate::new(mean, all.n, interval.ok_or(Reason::AllEqual))
}
