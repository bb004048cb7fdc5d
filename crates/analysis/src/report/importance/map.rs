//! The map of importance and performance, with three crosses and how sure each quadrant is.

use serde::{Deserialize, Serialize};

use crate::stats::importance::{Cross, Place, Quadrant, derived_cross};

/// Performance to the right, importance upwards, and where the lines cross.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportanceMap {
    /// The same items around each kind of cross: the means first, which is the one that the report speaks of.
    pub crossings: Vec<Crossing>,
}

/// Where the lines cross, and the quadrants that follow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crossing {
    /// How the cross was found.
    pub cross: CrossKind,
    /// The performance at the cross.
    pub performance: f64,
    /// The importance at the cross.
    pub importance: f64,
    /// The items in the order of the study.
    pub places: Vec<PlacedItem>,
}

/// How a cross is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CrossKind {
    /// At the means of the items; for derived importance at an equal share. Something always lies below.
    Means,
    /// At their medians.
    Medians,
    /// In the middle of the scale; derived importance has none, and an equal share takes its place.
    Scale,
}

/// The quadrant of one item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlacedItem {
    /// The item's id.
    pub id: String,
    /// The mean perception.
    pub performance: f64,
    /// The mean importance, or the share of importance.
    pub importance: f64,
    /// Where it lies.
    pub quadrant: Quadrant,
    /// How often it lies there when respondents are drawn anew; absent where that cannot be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<f64>,
    /// How often it lies in each quadrant, in the order keep up, concentrate here, low priority, possible overkill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chances: Option<[f64; 4]>,
}

/// What importance is measured in.
#[derive(Clone, Copy)]
pub(super) enum Axis {
    /// Shares of what all explain together.
    Shares,
    /// Points of the scale.
    Scale,
}

/// The map of points, performance first; nothing without points.
pub(super) fn map(
    ids: Vec<&str>,
    (low, high): (i32, i32),
    axis: Axis,
    points: &[(f64, f64)],
    drawn: &[Vec<(f64, f64)>],
) -> Option<ImportanceMap> {
    let middle = (f64::from(low) + f64::from(high)) / 2.0;
    let at = |kind: CrossKind, places: &[Place]| match (kind, axis) {
        (CrossKind::Means, Axis::Shares) => derived_cross(places),
        (CrossKind::Means, Axis::Scale) => Cross::Means.at(places),
        (CrossKind::Medians, _) => Cross::Medians.at(places),
        (CrossKind::Scale, Axis::Shares) => {
            Ok(Place { performance: middle, importance: 1.0 / places.len().max(1) as f64 })
        }
        (CrossKind::Scale, Axis::Scale) => Ok(Place { performance: middle, importance: middle }),
    };
    let places = |points: &[(f64, f64)]| -> Vec<Place> {
        points
            .iter()
            .map(|(performance, importance)| Place { performance: *performance, importance: *importance })
            .collect()
    };
    let own = places(points);
    let crossing = |kind: CrossKind| {
        let cross = at(kind, &own).ok()?;
        let mut found = vec![[0_u64; 4]; own.len()];
        for draw in drawn {
            let places = places(draw);
            let Ok(cross) = at(kind, &places) else { continue };
            for (found, place) in found.iter_mut().zip(&places) {
                found[position(place.quadrant(&cross))] += 1;
            }
        }
        let total = drawn.len() as f64;
        let placed = own.iter().zip(&ids).zip(found).map(|((place, id), found)| {
            let quadrant = place.quadrant(&cross);
            let chances = (!drawn.is_empty()).then(|| found.map(|count| count as f64 / total));
            PlacedItem {
                id: (*id).to_owned(),
                performance: place.performance,
                importance: place.importance,
                quadrant,
                chance: chances.map(|chances| chances[position(quadrant)]),
                chances,
            }
        });
        Some(Crossing {
            cross: kind,
            performance: cross.performance,
            importance: cross.importance,
            places: placed.collect(),
        })
    };
    let crossings = [CrossKind::Means, CrossKind::Medians, CrossKind::Scale].into_iter().filter_map(crossing);
    let crossings: Vec<Crossing> = crossings.collect();
    (!crossings.is_empty()).then_some(ImportanceMap { crossings })
}

fn position(quadrant: Quadrant) -> usize {
    Quadrant::ALL.iter().position(|known| *known == quadrant).unwrap_or_default()
}
