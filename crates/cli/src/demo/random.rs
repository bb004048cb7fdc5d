//! Chance in integers: the same numbers on every machine.

/// SplitMix64 (Steele, Lea & Flood 2014, public domain code by Vigna 2015): a counter that is scrambled.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    /// The numbers that follow a seed.
    pub(super) fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// The numbers of one guest. Guests share nothing, so that one more draw for one of them leaves the others alone.
    pub(super) fn of_guest(seed: u64, index: u32) -> Random {
        let own = Random::new(u64::from(index)).draw();
        Random::new(Random::new(seed).draw() ^ own)
    }

    /// The next 64 bits.
    pub(super) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, but not including, `bound`, by taking the high half of a product. The bounds used here
    /// are so small beside 2³² that no value is favoured in any way that could be noticed.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        (((self.draw() >> 32) * u64::from(bound)) >> 32) as u32
    }

    /// Whether something happens that happens `per_mille` times in a thousand.
    pub(super) fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille
    }

    /// A bell-shaped deviation around 0 with this standard deviation: the sum of three evenly spread numbers.
    pub(super) fn bell(&mut self, deviation: u32) -> i32 {
        let mut sum = 0;
        for _ in 0..3 {
            sum += self.below(2 * deviation + 1) as i32 - deviation as i32;
        }
        sum
    }

    /// One of several; weights add up to 1000.
    pub(super) fn pick<T: Copy>(&mut self, weighted: &[(u32, T)]) -> Option<T> {
        let mut left = self.below(1000);
        for (weight, value) in weighted {
            if left < *weight {
                return Some(*value);
            }
            left -= weight;
        }
        weighted.last().map(|(_, value)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers after the seed 1234567, as Vigna's code in C gives them.
    #[test]
    fn numbers_are_those_of_the_published_generator() {
        let mut random = Random::new(1_234_567);
        let expect = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(expect.map(|_| random.draw()), expect);
    }

    #[test]
    fn deviations_are_centred_and_as_wide_as_asked() {
        let mut random = Random::new(1);
        let draws: Vec<i64> = (0..40_000).map(|_| i64::from(random.bell(60))).collect();
        let mean = draws.iter().sum::<i64>() as f64 / 40_000.0;
        let variance = draws.iter().map(|x| x * x).sum::<i64>() as f64 / 40_000.0;
        assert!(mean.abs() < 1.5, "{mean}");
        assert!((variance.sqrt() - 60.0).abs() < 2.0, "{}", variance.sqrt());
    }
}
