//! What is counted about customers beyond their answers: whether they stay, and what they are worth to the company.

use esteem_study::study::{AnswerForm, Outcome};
use esteem_study::{Facet, Item, Key, Study};

use super::{Scored, scored};

/// The segment that tells the class of a customer's value, the most valuable first.
pub const VALUE_CLASS: &str = "value_class";
/// The segment that tells by `yes` or `no` whether a customer came back.
pub const RETURNED: &str = "returned";
/// The classes of a segment that does not list its values.
const CLASSES: [&str; 4] = ["A", "B", "C", "D"];
/// The most combinations of classes and ratings.
const MOST_CELLS: usize = 1_000_000;

/// Whether customers say that they will stay, by their overall satisfaction and by what they did.
#[derive(Clone, Debug, PartialEq)]
pub struct LoyaltyTable {
    /// What tells the intention.
    pub intent: Scored,
    /// Codes from this one on are an intention to stay.
    pub loyal_from: i32,
    /// Overall satisfaction.
    pub overall: Option<Scored>,
    /// How many people were told good things.
    pub told_good: Option<Key>,
}

/// Overall satisfaction and ratings of touchpoints by classes of customers.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassesTable {
    /// The values of the segment, the most valuable first.
    pub classes: Vec<String>,
    /// Overall satisfaction.
    pub overall: Scored,
    /// The perceptions of touchpoints.
    pub touchpoints: Vec<Scored>,
}

impl ClassesTable {
    /// The cells of one class.
    pub fn class_cells(&self) -> usize {
        let levels = self.overall.codes.len();
        levels + self.touchpoints.iter().map(|item| item.codes.len() * levels).sum::<usize>()
    }
}

/// The item that tells whether customers mean to stay: that they will come back, else that they would recommend, from 0
/// to 10, else that they would pay a little more.
pub(crate) fn intent(study: &Study) -> Option<(&Item, i32)> {
    let from = |item: &Item| {
        let mut codes = scored(study, item, Facet::Perceived)?.codes;
        codes.sort_unstable();
        // Of few levels the highest alone is an intention; of more, the two highest.
        codes.get(codes.len().checked_sub(if codes.len() < 5 { 1 } else { 2 })?).copied()
    };
    let found = |outcome| study.outcome(outcome).and_then(|item| Some((item, from(item)?)));
    found(Outcome::Return).or_else(|| found(Outcome::Recommendation)).or_else(|| found(Outcome::PriceTolerance))
}

pub(super) fn loyalty(study: &Study) -> Option<LoyaltyTable> {
    let (item, loyal_from) = intent(study)?;
    let overall = study.outcome(Outcome::Overall).and_then(|item| scored(study, item, Facet::Perceived));
    let told_good = study.outcome(Outcome::ToldGood);
    let told_good = told_good.filter(|item| matches!(item.answer, AnswerForm::Number { .. }));
    let told_good = told_good.map(|item| Key::new(&item.id, Facet::Perceived));
    Some(LoyaltyTable { intent: scored(study, item, Facet::Perceived)?, loyal_from, overall, told_good })
}

/// The classes of a study that has them.
pub(super) fn classes(study: &Study) -> Option<ClassesTable> {
    let segment = study.segments.iter().find(|segment| segment.id == VALUE_CLASS)?;
    let mut classes: Vec<String> = segment.values.iter().map(|value| value.id.clone()).collect();
    if classes.is_empty() {
        classes = CLASSES.map(str::to_owned).into();
    }
    let overall = scored(study, study.outcome(Outcome::Overall)?, Facet::Perceived)?;
    let touchpoints = study.touchpoints().filter_map(|item| scored(study, item, Facet::Perceived)).collect();
    let table = ClassesTable { classes, overall, touchpoints };
    (table.class_cells() * table.classes.len() <= MOST_CELLS).then_some(table)
}
