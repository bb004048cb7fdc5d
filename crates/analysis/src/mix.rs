//! Numbers for comparing much by little.

/// Takes one more word into a number that is the same for the same words in the same order, and nearly always another
/// for others.
pub(crate) fn mix(number: u64, word: u64) -> u64 {
    let product = u128::from(number ^ word) * 0x9E37_79B9_7F4A_7C15;
    (product >> 64) as u64 ^ product as u64
}

/// The numbers that are there more than once, sorted; each list is of one piece of a file.
pub fn repeated(numbers: Vec<Vec<u64>>) -> Vec<u64> {
    let mut all = numbers.concat();
    all.sort_unstable();
    let mut twice: Vec<u64> = all.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    twice.dedup();
    twice
}
