//! Customers whose every answer is known: what a study of all of them would find is the truth.

use esteem_analysis::stats::generator::Generator;

/// How many touchpoints are rated.
pub(crate) const ITEMS: usize = 6;
/// How many customers there are; studies draw from them with replacement, so that it is as if there were no end of them.
const CUSTOMERS: usize = 100_000;
const SEED: u64 = 0x4553_5445_454d;

/// What one customer would answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Customer {
    /// What was expected, 1 to 7, with many at the top.
    pub(crate) expected: [i64; ITEMS],
    /// What was got, 1 to 7.
    pub(crate) perceived: [i64; ITEMS],
    /// Overall satisfaction, 1 to 5.
    pub(crate) overall: i64,
    /// Whether a need was violated and anger showed; about one in forty.
    pub(crate) is_outraged: bool,
}

/// All customers.
#[derive(Debug)]
pub(crate) struct Population(pub(crate) Vec<Customer>);

impl Population {
    /// The same customers on every machine.
    pub(crate) fn new() -> Population {
        let mut generator = Generator::new(SEED, 0);
        Population((0..CUSTOMERS).map(|_| customer(&mut generator)).collect())
    }
}

/// Answers go together by one common factor each; low ratings of the first touchpoints pull the overall satisfaction
/// down more than high ones lift it, with the last ones it is the other way round.
fn customer(generator: &mut Generator) -> Customer {
    let (demanding, pleased) = (generator.normal(), generator.normal());
    let level = |x: f64, most: f64| x.round().clamp(1.0, most) as i64;
    let mut expected = [0; ITEMS];
    let mut perceived = [0; ITEMS];
    let mut moved = 0.0;
    for item in 0..ITEMS {
        let place = item as f64;
        expected[item] = level(5.8 + 0.1 * place + 0.7 * demanding + 0.7 * generator.normal(), 7.0);
        let shared = 0.2 * demanding + (0.6 + 0.1 * place) * pleased;
        perceived[item] = level(4.6 + 0.15 * place + shared + generator.normal(), 7.0);
        let weight = 0.1 + 0.05 * place;
        moved += weight * (perceived[item] as f64 - 5.0);
        moved -= if perceived[item] <= 3 { 0.5 - 0.1 * place } else { 0.0 };
        moved += if perceived[item] >= 6 { 0.1 * place } else { 0.0 };
    }
    let overall = level(3.3 + 0.5 * moved + 0.8 * generator.normal(), 5.0);
    let is_outraged = overall <= 2 && generator.uniform() < 0.12;
    Customer { expected, perceived, overall, is_outraged }
}
