//! The names of what tests and the index show.

use serde::{Deserialize, Serialize};

use super::{Adjusted, Effect, Reason, Settings};

/// What the tests show about an attribute.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Only low ratings matter, demonstrably more than high ones; or both do, the low ones demonstrably more.
    Basic,
    /// Low ratings matter, but the two sides do not differ demonstrably.
    PenaltyOnly,
    /// Both sides matter and do not differ demonstrably.
    Performance,
    /// High ratings matter, but the two sides do not differ demonstrably.
    RewardOnly,
    /// Only high ratings matter, demonstrably more than low ones; or both do, the high ones demonstrably more.
    Excitement,
    /// Neither side is shown to matter; that is not the same as being indifferent.
    Undetermined,
}

impl Class {
    /// # Errors
    /// The reason of the first test that could not be made.
    pub(super) fn of(
        penalty: &Effect,
        reward: &Effect,
        asymmetry: &Result<Adjusted, Reason>,
        settings: &Settings,
    ) -> Result<Class, Reason> {
        let asymmetry = (*asymmetry)?;
        let hurts = penalty.robust?.adjusted < settings.level && penalty.estimate < 0.0;
        let delights = reward.robust?.adjusted < settings.level && reward.estimate > 0.0;
        let p = if settings.is_asymmetry_adjusted { asymmetry.adjusted } else { asymmetry.test.p };
        let differs = p < settings.level;
        Ok(match (hurts, delights, differs) {
            (true, false, true) => Class::Basic,
            (true, false, false) => Class::PenaltyOnly,
            (false, true, true) => Class::Excitement,
            (false, true, false) => Class::RewardOnly,
            (true, true, false) => Class::Performance,
            (true, true, true) if asymmetry.test.estimate < 0.0 => Class::Basic,
            (true, true, true) => Class::Excitement,
            (false, false, _) => Class::Undetermined,
        })
    }
}

/// The name of a band of the index of asymmetry.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexClass {
    /// Nearly only the penalty.
    Frustrator,
    /// More penalty than reward.
    Dissatisfier,
    /// About as much of both.
    Hybrid,
    /// More reward than penalty.
    Satisfier,
    /// Nearly only the reward.
    Delighter,
}

impl IndexClass {
    /// From penalty to reward.
    pub const ALL: [IndexClass; 5] = [
        IndexClass::Frustrator,
        IndexClass::Dissatisfier,
        IndexClass::Hybrid,
        IndexClass::Satisfier,
        IndexClass::Delighter,
    ];
}

/// Where the index of asymmetry changes its name, the same on both sides of zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bands {
    /// Up to this distance from zero both sides are balanced.
    pub balanced: f64,
    /// Beyond this distance from zero one side is nearly alone.
    pub extreme: f64,
}

impl Default for Bands {
    /// 0.2 and 0.7 (Mikulić and Prebežac 2008).
    fn default() -> Bands {
        Bands { balanced: 0.2, extreme: 0.7 }
    }
}

impl Bands {
    /// The band that an index from −1 to 1 lies in.
    pub fn class(&self, index: f64) -> IndexClass {
        match index {
            index if index < -self.extreme => IndexClass::Frustrator,
            index if index < -self.balanced => IndexClass::Dissatisfier,
            index if index <= self.balanced => IndexClass::Hybrid,
            index if index <= self.extreme => IndexClass::Satisfier,
            _ => IndexClass::Delighter,
        }
    }
}
