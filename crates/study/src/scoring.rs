//! How a study is scored: the settings that a study may change, with the defaults that hold otherwise.

/// The settings of a study's figures. Every field may be left out of the file; then the default given here holds.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct Scoring {
    /// Figures with a smaller base are not shown, because they say little and may tell who answered. Default 10, at
    /// least 5, unit: respondents.
    pub smallest_base: u32,
    /// The share of the applicable items of a block that a respondent must have answered to get a composite of it.
    /// Default 0.5, range 0 to 1. At least two answers are needed unless the block has one item.
    pub answered_share: f64,
    /// A composite gap of at most this size, in scale points, counts as met. Default 0.5, range 0 to 3. Single items
    /// use 0.
    pub gap_band: f64,
    /// The tolerance band of the ratio: from 1 − tolerance to 1 + tolerance is matched. Default 0.05, range 0 to 0.25.
    /// It is an assumption, printed beside every share that rests on it.
    pub ratio_tolerance: f64,
    /// A difference between groups below this part of its scale's range does not count as large enough to matter; of
    /// shares it is a difference in shares. Default 0.05, which are 0.3 points from 1 to 7 and 5 percentage points;
    /// range 0 to 1.
    pub least_difference: f64,
    /// When a need is violated or fulfilled, and what that makes of a respondent.
    pub needs: NeedsRule,
    /// The share of customers that is lost at each level of overall satisfaction.
    pub loss: LossRates,
    /// Whether the report says what satisfaction may do outside the survey, by the settings below. Default true.
    pub scenarios: bool,
    /// How many people are told by each respondent.
    pub word_of_mouth: Tellings,
    /// What comes of complaints.
    pub complaints: Complaints,
    /// What a customer is worth.
    pub value: CustomerValue,
}

/// The rule that turns answers about safety, fairness and respect into facets of needs and respondents' states.
///
/// Cuts are codes of the needs' scale after reverse items were turned round; the defaults suit a scale from 1 to 7.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct NeedsRule {
    /// A facet is violated at this code or below. Default 2.
    pub violated_to: i32,
    /// A facet is strained at this code or below, if it is not violated. Default 3.
    pub strained_to: i32,
    /// A facet is fulfilled at this code or above. Default 6.
    pub fulfilled_from: i32,
    /// No facet of a fulfilled need lies below this code. Default 5.
    pub fulfilled_least: i32,
    /// An incident of this severity or more, not solved quickly, violates its facet. Default 3 of 4.
    pub severe_from: i32,
    /// Fewer valid facets of safety or of fairness leave a respondent without a violation undetermined. Default 2.
    pub facets_required: u32,
    /// How many signs of anger make a violation an outrage. Default `any`.
    pub corroboration: Corroboration,
    /// Overall satisfaction at this level or below is a sign of anger. Default 2 of 5.
    pub angry_overall_to: i32,
    /// Stated anger at this code or above is a sign of anger. Default 5 of 7.
    pub angry_from: i32,
    /// "I would tell others to stay away" at this code or above is a sign of anger. Default 6 of 7.
    pub stay_away_from: i32,
    /// A violation counts as recovered if its incidents were solved quickly and overall satisfaction is at this level
    /// or above. Default 4 of 5.
    pub recovered_overall_from: i32,
    /// Whether a violated facet of respect counts like one of safety or fairness. Default false.
    pub respect_outrages: bool,
    /// Whether complete satisfaction needs the top level of overall satisfaction too. Default true.
    pub delight_needs_top: bool,
}

/// How many signs of anger make a violation an outrage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Corroboration {
    /// None: every violation is an outrage, the literal rule of the source texts.
    None,
    /// At least one.
    Any,
    /// At least two.
    Two,
}

impl Corroboration {
    /// The number of signs that are needed.
    pub fn signs(self) -> u32 {
        match self {
            Corroboration::None => 0,
            Corroboration::Any => 1,
            Corroboration::Two => 2,
        }
    }
}

/// The share of customers lost at each of the five levels of overall satisfaction, worst first.
///
/// The defaults are textbook figures (Kotler, Marketing Management) without data behind them: an assumption to be
/// replaced by one's own churn.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct LossRates {
    /// Rates of the levels 1 to 5, each 0 to 1. Default 0.80, 0.40, 0.20, 0.10, 0.015.
    pub rates: [f64; 5],
    /// The range within which the rate of the top level is taken to lie. Default 0.01 to 0.02.
    pub top_range: [f64; 2],
    /// Customers of each level who were followed up: how many were lost, and of how many. Default none. They narrow the
    /// interval of the loss, as if they came on top of the fifty customers that each assumed rate is worth.
    pub observed: [[u64; 2]; 5],
}

/// How many people are told by each respondent, by the level of overall satisfaction.
///
/// The defaults are figures of textbooks whose origin is unknown: an assumption, to be replaced by what respondents say.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct Tellings {
    /// Something bad, by each of the two lowest levels. Default 22.
    pub dissatisfied: f64,
    /// Something good, by each of the level below the highest. Default 8.
    pub satisfied: f64,
    /// Something good, by each of the highest level. Default 10.
    pub highly_satisfied: f64,
    /// How many people there are to be reached; without it, tellings are not turned into people. Default none.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub population: Option<u64>,
}

/// What comes of complaints.
///
/// The defaults go back to the TARP studies of the 1970s and 1980s as textbooks tell them: an assumption.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct Complaints {
    /// The share of the dissatisfied that complains, where the study does not ask it. Default 0.05.
    pub complaining_share: f64,
    /// The share that is hoped to complain, once it is made easy. Default 0.20.
    pub aimed_share: f64,
    /// The share of those whose complaint was resolved that stays: from, to. Default 0.54 to 0.70.
    pub stay_if_resolved: [f64; 2],
    /// The same where it was resolved quickly. Default 0.95.
    pub stay_if_quickly: f64,
}

/// What a customer is worth.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct CustomerValue {
    /// What a customer brings in a period, in any currency; without it there is no value. Default none.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub margin: Option<f64>,
    /// The share of customers that stays for another period; without it, what the expected loss leaves. Default none.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub retention: Option<f64>,
    /// By how much money of the next period is worth less. Default 0.10.
    pub discount: f64,
    /// When the first margin is earned. Default `after_a_period`.
    pub first_margin: FirstMargin,
}

/// When the first margin of a customer's value is earned: the convention moves the value by one margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum FirstMargin {
    /// At once, so that it is counted in full.
    Now,
    /// After a period, if the customer stays.
    AfterAPeriod,
}

impl Default for Scoring {
    fn default() -> Scoring {
        Scoring {
            smallest_base: 10,
            answered_share: 0.5,
            gap_band: 0.5,
            ratio_tolerance: 0.05,
            least_difference: 0.05,
            needs: NeedsRule::default(),
            loss: LossRates::default(),
            scenarios: true,
            word_of_mouth: Tellings::default(),
            complaints: Complaints::default(),
            value: CustomerValue::default(),
        }
    }
}

impl Default for NeedsRule {
    fn default() -> NeedsRule {
        NeedsRule {
            violated_to: 2,
            strained_to: 3,
            fulfilled_from: 6,
            fulfilled_least: 5,
            severe_from: 3,
            facets_required: 2,
            corroboration: Corroboration::Any,
            angry_overall_to: 2,
            angry_from: 5,
            stay_away_from: 6,
            recovered_overall_from: 4,
            respect_outrages: false,
            delight_needs_top: true,
        }
    }
}

impl Default for LossRates {
    fn default() -> LossRates {
        LossRates { rates: [0.80, 0.40, 0.20, 0.10, 0.015], top_range: [0.01, 0.02], observed: [[0; 2]; 5] }
    }
}

impl Default for Tellings {
    fn default() -> Tellings {
        Tellings { dissatisfied: 22.0, satisfied: 8.0, highly_satisfied: 10.0, population: None }
    }
}

impl Default for Complaints {
    fn default() -> Complaints {
        Complaints { complaining_share: 0.05, aimed_share: 0.20, stay_if_resolved: [0.54, 0.70], stay_if_quickly: 0.95 }
    }
}

impl Default for CustomerValue {
    fn default() -> CustomerValue {
        CustomerValue { margin: None, retention: None, discount: 0.10, first_margin: FirstMargin::AfterAPeriod }
    }
}
