//! What is important, against how well it is done.

use serde::{Deserialize, Serialize};

use super::resample::Redraw;
use super::{Patterns, Reason, relative_weights};

/// Where an attribute lies, or where two lines cross.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// How well it is done: to the right is better.
    pub performance: f64,
    /// How important it is: above is more important.
    pub importance: f64,
}

impl Place {
    /// Importance less performance, where both have the same scale; above zero it falls short (Bacon 2003, International
    /// Journal of Market Research 45).
    pub fn shortfall(&self) -> f64 {
        self.importance - self.performance
    }

    /// The quadrant around a cross; what lies on a line belongs to the better or more important side.
    pub fn quadrant(&self, cross: &Place) -> Quadrant {
        match (self.importance >= cross.importance, self.performance >= cross.performance) {
            (true, true) => Quadrant::KeepUp,
            (true, false) => Quadrant::ConcentrateHere,
            (false, false) => Quadrant::LowPriority,
            (false, true) => Quadrant::PossibleOverkill,
        }
    }
}

/// The four fields of the map (Martilla and James 1977, Journal of Marketing 41).
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quadrant {
    /// Important and done well.
    KeepUp,
    /// Important and done less well.
    ConcentrateHere,
    /// Less important and done less well.
    LowPriority,
    /// Less important and done well.
    PossibleOverkill,
}

impl Quadrant {
    /// In the order of probabilities.
    pub const ALL: [Quadrant; 4] =
        [Quadrant::KeepUp, Quadrant::ConcentrateHere, Quadrant::LowPriority, Quadrant::PossibleOverkill];
}

/// Where the lines cross.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cross {
    /// At the means of the attributes: something is always low.
    Means,
    /// At their medians.
    Medians,
    /// At a given place, for instance the middle of the scale.
    Fixed(Place),
}

impl Cross {
    /// Where the lines cross for these attributes.
    ///
    /// # Errors
    /// [`Reason::TooFewItems`] without attributes, [`Reason::NotFinite`].
    pub fn at(&self, places: &[Place]) -> Result<Place, Reason> {
        if places.is_empty() {
            return Err(Reason::TooFewItems);
        }
        let along = |side: fn(&Place) -> f64| match self {
            Cross::Means => places.iter().map(side).sum::<f64>() / places.len() as f64,
            Cross::Medians => median(places.iter().map(side).collect()),
            Cross::Fixed(place) => side(place),
        };
        let cross =
            Place { performance: along(|place| place.performance), importance: along(|place| place.importance) };
        if cross.performance.is_finite() && cross.importance.is_finite() { Ok(cross) } else { Err(Reason::NotFinite) }
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len() % 2 == 1 { values[half] } else { (values[half - 1] + values[half]) / 2.0 }
}

/// The quadrants of attributes.
///
/// # Errors
/// As [`Cross::at`].
pub fn quadrants(places: &[Place], cross: &Cross) -> Result<Vec<Quadrant>, Reason> {
    let cross = cross.at(places)?;
    Ok(places.iter().map(|place| place.quadrant(&cross)).collect())
}

/// How often an attribute lies in each quadrant when the respondents are drawn anew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chances {
    /// The shares of the draws, in the order of [`Quadrant::ALL`].
    pub shares: [f64; 4],
}

impl Chances {
    /// The quadrant that came up most often, and how often; below 0.80 it is unstable.
    pub fn likeliest(&self) -> (Quadrant, f64) {
        let all = Quadrant::ALL.into_iter().zip(self.shares);
        all.fold((Quadrant::KeepUp, -1.0), |best, next| if next.1 > best.1 { next } else { best })
    }
}

/// The chances of the quadrants where importance was asked for.
///
/// Rows are the performance ratings of all attributes, then their importance ratings; each with how many respondents
/// have it.
///
/// # Formula
/// Respondents are drawn with replacement, as counts of their rows; means and the cross are worked out each time.
///
/// # Missing data
/// Each mean is that of the respondents who rated it.
///
/// # Errors
/// [`Reason::UnequalLengths`] where rows differ in length or have an odd one; [`Reason::NoAnswers`] where a mean has no
/// answers in any draw.
pub fn stated_chances(
    rows: &[(Vec<Option<f64>>, u64)],
    cross: &Cross,
    draws: u64,
    redraw: &mut Redraw,
) -> Result<Vec<Chances>, Reason> {
    let attributes = rows.first().map_or(0, |(row, _)| row.len() / 2);
    if rows.iter().any(|(row, _)| row.len() != attributes * 2) {
        return Err(Reason::UnequalLengths);
    }
    let counts: Vec<u64> = rows.iter().map(|(_, count)| *count).collect();
    chances(attributes, &counts, cross, draws, redraw, |drawn| {
        let mut sums = vec![(0.0, 0_u64); attributes * 2];
        for ((row, _), count) in rows.iter().zip(drawn).filter(|(_, count)| **count > 0) {
            for (sum, value) in sums.iter_mut().zip(row) {
                if let Some(value) = value {
                    sum.0 += value * *count as f64;
                    sum.1 += count;
                }
            }
        }
        let mean = |at: usize| if sums[at].1 > 0 { Ok(sums[at].0 / sums[at].1 as f64) } else { Err(Reason::NoAnswers) };
        let place = |at: usize| Ok(Place { performance: mean(at)?, importance: mean(at + attributes)? });
        (0..attributes).map(place).collect()
    })
}

/// The chances of the quadrants where importance is derived: rows are the outcome, then the performance ratings.
///
/// Importance is the attribute's share of what all explain together; [`derived_cross`] is the cross that belongs to it.
///
/// # Missing data
/// Only respondents who gave all answers are among the rows.
///
/// # Errors
/// As [`relative_weights`](relative_weights::relative_weights).
pub fn derived_chances(
    patterns: &Patterns,
    cross: &Cross,
    draws: u64,
    redraw: &mut Redraw,
) -> Result<Vec<Chances>, Reason> {
    let attributes = patterns.width().saturating_sub(1);
    let counts: Vec<u64> = patterns.rows().iter().map(|(_, count)| *count).collect();
    chances(attributes, &counts, cross, draws, redraw, |drawn| derived(&patterns.with_counts(drawn)))
}

/// The places of attributes with derived importance: rows are the outcome, then the performance ratings.
///
/// # Errors
/// As [`relative_weights`](relative_weights::relative_weights).
pub fn derived(patterns: &Patterns) -> Result<Vec<Place>, Reason> {
    let covariance = patterns.covariance()?;
    let shares = relative_weights::shares(&covariance)?;
    let means = covariance.means.iter().skip(1);
    Ok(means.zip(shares).map(|(mean, share)| Place { performance: *mean, importance: share }).collect())
}

/// The cross for derived importance: the mean performance, and an equal share of importance. Below it an attribute has
/// less than its share; something always has.
///
/// # Errors
/// As [`Cross::at`].
pub fn derived_cross(places: &[Place]) -> Result<Place, Reason> {
    let means = Cross::Means.at(places)?;
    Ok(Place { importance: 1.0 / places.len() as f64, ..means })
}

fn chances(
    attributes: usize,
    counts: &[u64],
    cross: &Cross,
    draws: u64,
    redraw: &mut Redraw,
    places: impl Fn(&[u64]) -> Result<Vec<Place>, Reason>,
) -> Result<Vec<Chances>, Reason> {
    let mut found = vec![[0_u64; 4]; attributes];
    let mut drawn = Vec::new();
    let mut good = 0_u64;
    let mut last = Reason::NoAnswers;
    for draw in 0..draws {
        redraw(draw, counts, &mut drawn);
        match places(&drawn).and_then(|places| quadrants(&places, cross)) {
            Ok(quadrants) => {
                good += 1;
                for (found, quadrant) in found.iter_mut().zip(quadrants) {
                    let at = Quadrant::ALL.into_iter().position(|known| known == quadrant);
                    at.and_then(|at| found.get_mut(at)).into_iter().for_each(|count| *count += 1);
                }
            }
            Err(reason) => last = reason,
        }
    }
    if good == 0 {
        return Err(last);
    }
    Ok(found.into_iter().map(|found| Chances { shares: found.map(|count| count as f64 / good as f64) }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(performance: f64, importance: f64) -> Place {
        Place { performance, importance }
    }

    #[test]
    fn lines_belong_to_the_better_side() {
        let places = [place(1.0, 1.0), place(1.0, 5.0), place(5.0, 1.0), place(5.0, 5.0), place(3.0, 3.0)];
        let found = quadrants(&places, &Cross::Means).unwrap();
        let [keep, concentrate, low, overkill] = Quadrant::ALL;
        assert_eq!(found, [low, concentrate, overkill, keep, keep]);
        assert_eq!(quadrants(&places, &Cross::Medians).unwrap(), found);
        assert_eq!(quadrants(&places[..1], &Cross::Fixed(place(0.0, 9.0))).unwrap(), [overkill]);
        assert_eq!(Cross::Medians.at(&places[..2]).unwrap(), place(1.0, 3.0));
        assert_eq!(Cross::Means.at(&[]), Err(Reason::TooFewItems));
        assert_eq!(Cross::Means.at(&[place(f64::NAN, 1.0)]), Err(Reason::NotFinite));
        assert_eq!(places[1].shortfall(), 4.0);
    }

    #[test]
    fn what_is_clear_is_sure_and_what_is_equal_is_not() {
        // Performance of two attributes, then their importance; the second row has gaps.
        let rows =
            [(vec![Some(1.0), Some(5.0), Some(5.0), Some(1.0)], 30), (vec![None, Some(5.0), Some(4.0), None], 30)];
        let mut redraw = |draw: u64, counts: &[u64], drawn: &mut Vec<u64>| {
            *drawn = vec![counts[0] - draw % 3, counts[1] + draw % 3];
        };
        let found = stated_chances(&rows, &Cross::Means, 9, &mut redraw).unwrap();
        assert_eq!(found[0].likeliest(), (Quadrant::ConcentrateHere, 1.0));
        assert_eq!(found[1].likeliest(), (Quadrant::PossibleOverkill, 1.0));
        let mut nobody = |_: u64, _: &[u64], drawn: &mut Vec<u64>| *drawn = vec![0, 60];
        assert_eq!(stated_chances(&rows, &Cross::Means, 3, &mut nobody), Err(Reason::NoAnswers));
        assert_eq!(stated_chances(&rows, &Cross::Means, 0, &mut redraw), Err(Reason::NoAnswers));
        let odd = [(vec![Some(1.0)], 1)];
        assert_eq!(stated_chances(&odd, &Cross::Means, 1, &mut redraw), Err(Reason::UnequalLengths));
    }

    #[test]
    fn derived_importance_crosses_at_an_equal_share() {
        let rows = (0..40_u32).map(|i| {
            let (x, y) = (f64::from(i % 5), f64::from(i / 5 % 4));
            (vec![3.0 * x + y + f64::from(i % 3), x, y], 1)
        });
        let patterns = Patterns::new(3, rows).unwrap();
        let places = derived(&patterns).unwrap();
        let cross = derived_cross(&places).unwrap();
        assert_eq!(cross.importance, 0.5);
        assert!((cross.performance - 1.75).abs() < 1e-12);
        let mut same = |_: u64, counts: &[u64], drawn: &mut Vec<u64>| *drawn = counts.to_vec();
        let chances = derived_chances(&patterns, &Cross::Means, 2, &mut same).unwrap();
        assert_eq!(chances[0].likeliest(), (places[0].quadrant(&cross), 1.0));
    }
}
