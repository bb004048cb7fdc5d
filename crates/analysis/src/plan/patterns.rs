//! Answers of one respondent to several items at once: which variables are brought together, and what each answer counts
//! as.

use esteem_study::study::{ConstructKind, Outcome};
use esteem_study::{Facet, Item, Key, Study};

use super::{Block, Scored, Table, blocks, least_answered, scored};

/// The most different patterns that a tally keeps for what is worked out respondent by respondent; beyond them it keeps
/// the sums of the groups alone.
pub const MOST_PATTERNS: usize = 50_000;
/// The same where patterns serve for nothing but to draw respondents anew.
pub const MOST_DRAWN: usize = 1_000;
/// The groups that the responses are put into by their ids.
pub const GROUPS: usize = 64;
/// The largest number of steps of a variable.
const MOST_STEPS: u16 = u16::MAX - 1;

/// Variables whose joint answers are counted.
#[derive(Clone, Debug, PartialEq)]
pub struct PatternTable {
    /// What they are counted for.
    pub purpose: Purpose,
    /// The variables in the order of the report.
    pub variables: Vec<Variable>,
    /// How many different patterns are kept at most.
    pub most_patterns: usize,
}

/// What a table of patterns is for, and with that what its variables are.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// Overall satisfaction, then the perception of each touchpoint.
    Touchpoints,
    /// Overall satisfaction, then each dimension's composite of perceptions.
    Dimensions,
    /// The perceptions of touchpoints, then their stated importance in the same order.
    Stated,
    /// Overall satisfaction, then for each touchpoint whether it was rated low, and whether it was rated high.
    Sides,
    /// Overall satisfaction, then the expectation of each touchpoint, then its perception in the same order.
    OverallAndGaps,
    /// The same where overall satisfaction is not asked.
    Gaps,
    /// The items of a block.
    Block {
        /// The construct's id; `*` for all touchpoints.
        id: String,
        /// The facet that the items were rated by.
        facet: Facet,
    },
}

/// One variable: an item, or the mean of several.
///
/// Its values are whole steps above a lowest code, so that they can be counted and added up without rounding. A mean of
/// up to ten ratings from 1 to 7 is a whole number of steps; means of more items are rounded to the nearest step.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// The items.
    pub parts: Vec<Part>,
    /// The lowest code.
    pub low: i32,
    /// How many steps a scale point has.
    pub steps: u16,
    /// The largest value, in steps.
    pub most: u16,
    /// How many answers are enough, for each number of applicable items.
    pub least: Vec<usize>,
}

/// One item of a variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The key.
    pub key: Key,
    /// What each level counts as, in scale points above the lowest code, by the level's position.
    pub points: Vec<u16>,
}

impl Variable {
    fn single(key: &Key, points: Vec<u16>, low: i32) -> Variable {
        let most = points.iter().copied().max().unwrap_or(0);
        Variable { parts: vec![Part { key: key.clone(), points }], low, steps: 1, most, least: vec![1, 1] }
    }

    /// An item; nothing where its codes are too far apart to be counted.
    fn item(scored: &Scored) -> Option<Variable> {
        let (points, low) = points(scored)?;
        Some(Variable::single(&scored.key, points, low))
    }

    /// Whether an item was rated within some of its levels, the lowest code first.
    fn indicator(scored: &Scored, is_inside: impl Fn(usize) -> bool) -> Option<Variable> {
        let mut order: Vec<usize> = (0..scored.codes.len()).collect();
        order.sort_by_key(|level| scored.codes.get(*level));
        let place = |level| order.iter().position(|at| *at == level);
        let points = (0..scored.codes.len()).map(|level| Some(u16::from(is_inside(place(level)?))));
        Some(Variable::single(&scored.key, points.collect::<Option<_>>()?, 0))
    }

    /// The mean of items on scales of the same range.
    fn mean(items: &[Scored], answered_share: f64) -> Option<Variable> {
        let found = items.iter().map(points).collect::<Option<Vec<_>>>()?;
        let low = found.first()?.1;
        let range = found.iter().flat_map(|(points, _)| points.iter().copied()).max().unwrap_or(0);
        let common = (1..=items.len() as u64).try_fold(1_u64, |common, next| {
            let common = common / divisor(common, next) * next;
            (common * u64::from(range) <= u64::from(MOST_STEPS)).then_some(common)
        });
        let rounded = MOST_STEPS / range.max(1);
        let steps = common.and_then(|common| u16::try_from(common).ok()).unwrap_or(rounded);
        let parts = items.iter().zip(found).map(|(item, (points, _))| Part { key: item.key.clone(), points }).collect();
        let least = (0..=items.len()).map(|applicable| least_answered(answered_share, applicable, items.len()).max(1));
        Some(Variable { parts, low, steps, most: steps * range, least: least.collect() })
    }

    /// The value of a number of steps, in scale points.
    pub fn value(&self, steps: f64) -> f64 {
        f64::from(self.low) + steps / f64::from(self.steps)
    }
}

fn divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// The codes above the lowest one.
fn points(scored: &Scored) -> Option<(Vec<u16>, i32)> {
    let low = scored.codes.iter().copied().min()?;
    let above = |code: &i32| u16::try_from(i64::from(*code) - i64::from(low)).ok().filter(|above| *above <= MOST_STEPS);
    Some((scored.codes.iter().map(above).collect::<Option<_>>()?, low))
}

/// Up to which and from which level a rating counts as low and as high, by the number of levels, the first being 0.
///
/// Three and six of seven, two and five of five; five and nine of ten or of 0 to 10; otherwise the lowest third and the
/// highest sixth. A scale of two levels has no middle.
pub(crate) fn sides(levels: usize) -> Option<(usize, usize)> {
    match levels {
        0..=2 => None,
        10 => Some((4, 8)),
        11 => Some((5, 9)),
        _ => Some(((levels - 1) / 3, (5 * (levels - 1)).div_ceil(6))),
    }
}

/// The dimensions whose touchpoints share a scale's range, with their touchpoints.
pub(crate) fn dimensions(study: &Study) -> Vec<Block<'_>> {
    let all = blocks(study).into_iter();
    all.filter(|block| block.dimension.is_some() && block.range(study).is_some()).collect()
}

/// The touchpoints whose perception can be split into low, middle and high.
pub(crate) fn split(study: &Study) -> Vec<&Item> {
    let levels = |item: &&Item| study.scale_of(item).is_some_and(|scale| sides(scale.levels.len()).is_some());
    study.touchpoints().filter(levels).collect()
}

/// The items that are rated by importance and perception.
pub(crate) fn stated(study: &Study) -> Vec<&Item> {
    let has = |item: &&Item| item.has(Facet::Importance) && item.has(Facet::Perceived);
    study.items.iter().filter(has).collect()
}

/// The tables of a report, as far as the study asks what they need. Where touchpoints are dealt out nobody has answered
/// all of them: what is said of several rests on pairs, and what needs single respondents is not counted.
pub(super) fn tables(study: &Study) -> Vec<Table> {
    let is_touchpoint = |part: &Part| study.item(&part.key.item).is_some_and(Item::is_touchpoint);
    let is_dealt = |variable: &Variable| study.dealt().is_some() && variable.parts.iter().any(is_touchpoint);
    let variable = |item: &Item, facet| Variable::item(&scored(study, item, facet)?);
    let perceived = |item: &Item| variable(item, Facet::Perceived);
    let overall = study.outcome(Outcome::Overall).and_then(perceived);
    let drivers = |variables: Option<Vec<Variable>>| {
        let (overall, drivers) = (overall.clone()?, variables.filter(|drivers| !drivers.is_empty())?);
        Some(std::iter::once(overall).chain(drivers).collect::<Vec<_>>())
    };
    let dimensions = dimensions(study);
    let mean = |block: &Block<'_>| {
        let items: Option<Vec<Scored>> = block.items.iter().map(|item| scored(study, item, Facet::Perceived)).collect();
        Variable::mean(&items?, study.scoring.answered_share)
    };
    let indicators = |item: &Item| {
        let scored = scored(study, item, Facet::Perceived)?;
        let (low, high) = sides(scored.codes.len())?;
        Some([Variable::indicator(&scored, |at| at <= low)?, Variable::indicator(&scored, |at| at >= high)?])
    };
    let both: Option<Vec<_>> = split(study).into_iter().map(indicators).collect();
    let stated = stated(study);
    let by = |facet| stated.iter().map(|item| variable(item, facet)).collect::<Option<Vec<_>>>();
    let stated: Option<Vec<Variable>> = by(Facet::Perceived).zip(by(Facet::Importance)).map(|(p, i)| [p, i].concat());
    let mut tables = Vec::new();
    let mut add = |purpose: Purpose, variables: Option<Vec<Variable>>| {
        if let Some(variables) = variables.filter(|variables| !variables.is_empty()) {
            let most_patterns = match purpose {
                Purpose::Sides => MOST_PATTERNS,
                // Nobody is drawn anew for what describes these answers.
                Purpose::OverallAndGaps | Purpose::Gaps => 0,
                _ => MOST_DRAWN,
            };
            let is_dealt = variables.iter().any(is_dealt);
            let rests_on_pairs = matches!(purpose, Purpose::Touchpoints | Purpose::Stated | Purpose::Block { .. });
            let table = PatternTable { purpose, variables, most_patterns };
            match is_dealt {
                false => tables.push(Table::Patterns(table)),
                true if rests_on_pairs => tables.push(Table::Dealt(table)),
                true => {}
            }
        }
    };
    add(Purpose::Touchpoints, drivers(study.touchpoints().map(perceived).collect()));
    if dimensions.len() > 1 {
        add(Purpose::Dimensions, drivers(dimensions.iter().map(mean).collect()));
    }
    add(Purpose::Stated, stated);
    add(Purpose::Sides, drivers(both.map(|both| both.into_iter().flatten().collect())));
    if let Some(all) = blocks(study).first().filter(|all| all.dimension.is_none() && all.items.len() > 1) {
        let by = |facet| all.items.iter().map(|item| variable(item, facet)).collect::<Option<Vec<_>>>();
        let both = by(Facet::Expected).zip(by(Facet::Perceived)).map(|(e, p)| [e, p].concat());
        let both = both.filter(|_| all.range(study).is_some());
        match &overall {
            Some(overall) => add(Purpose::OverallAndGaps, both.map(|both| [vec![overall.clone()], both].concat())),
            None => add(Purpose::Gaps, both),
        }
    }
    for (id, facet, items) in scales(study) {
        add(Purpose::Block { id, facet }, items.into_iter().map(|item| variable(item, facet)).collect());
    }
    tables
}

/// The blocks of at least two items that are averaged: all touchpoints and each dimension by expectation and by
/// perception, then each need, then outcomes that are asked by several ratings.
pub(crate) fn scales(study: &Study) -> Vec<(String, Facet, Vec<&Item>)> {
    let mut found = Vec::new();
    for block in blocks(study).into_iter().filter(|block| block.range(study).is_some()) {
        for facet in [Facet::Expected, Facet::Perceived] {
            found.push((block.dimension.unwrap_or("*").to_owned(), facet, block.items.clone()));
        }
    }
    for construct in study.constructs.iter().filter(|construct| construct.kind != ConstructKind::Dimension) {
        let rates = |item: &&Item| item.construct.as_ref() == Some(&construct.id) && study.scale_of(item).is_some();
        found.push((construct.id.clone(), Facet::Perceived, study.items.iter().filter(rates).collect()));
    }
    found.retain(|(_, _, items)| items.len() > 1);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn low_and_high_leave_a_middle() {
        assert_eq!(sides(7), Some((2, 5)));
        assert_eq!(sides(5), Some((1, 4)));
        assert_eq!(sides(11), Some((5, 9)));
        assert_eq!(sides(10), Some((4, 8)));
        for levels in 3..=101 {
            let (low, high) = sides(levels).unwrap();
            assert!(low + 1 < high && high < levels, "{levels}");
        }
        assert_eq!(sides(2), None);
    }

    #[test]
    fn means_are_whole_steps() {
        let item =
            |number: usize| Scored { key: Key::new(&format!("i{number}"), Facet::Perceived), codes: (1..=7).collect() };
        let mean = |items: usize| Variable::mean(&(0..items).map(item).collect::<Vec<_>>(), 0.5).unwrap();
        assert_eq!((mean(2).steps, mean(4).steps, mean(6).steps, mean(10).steps), (2, 12, 60, 2520));
        assert_eq!(mean(11).steps, MOST_STEPS / 6);
        assert_eq!(mean(3).value(21.0), 1.0 + 21.0 / 6.0);
    }
}
