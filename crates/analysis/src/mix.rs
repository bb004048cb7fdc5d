//! Numbers for comparing much by little.

/// Takes one more word into a number that is the same for the same words in the same order, and nearly always another for
/// others.
pub(crate) fn mix(number: u64, word: u64) -> u64 {
    let product = u128::from(number ^ word) * 0x9E37_79B9_7F4A_7C15;
    (product >> 64) as u64 ^ product as u64
}
