//! The fingerprint of studies and responses: SHA-256, as FIPS 180-4 has it. The browser's own is missing on pages without
//! https, and answers too late; a library's is made for speed and twice the size.

/// SHA-256 of a text's bytes, in hexadecimal digits.
pub(crate) fn sha256(text: &str) -> String {
    let mut bytes = Vec::from(text);
    bytes.push(0x80);
    while bytes.len() % 64 != 56 {
        bytes.push(0);
    }
    bytes.extend((text.len() as u64 * 8).to_be_bytes());
    let (mut state, mut constants) = ([0; 8], Vec::new());
    for prime in primes() {
        if let Some(word) = state.get_mut(constants.len()) {
            *word = fraction(prime.sqrt());
        }
        constants.push(fraction(cube_root(prime)));
    }
    for block in bytes.chunks_exact(64) {
        take(&mut state, block, &constants);
    }
    let mut digits = String::new();
    for mut word in state {
        for _ in 0..8 {
            word = word.rotate_left(4);
            digits.push(char::from_digit(word & 15, 16).unwrap_or('0'));
        }
    }
    digits
}

/// One block of 64 bytes.
fn take(state: &mut [u32; 8], block: &[u8], constants: &[u32]) {
    let mut words: Vec<u32> = Vec::with_capacity(constants.len());
    for bytes in block.chunks_exact(4) {
        words.push(bytes.iter().fold(0, |word, byte| word << 8 | u32::from(*byte)));
    }
    while let [.., sixteenth, fifteenth, _, _, _, _, _, _, _, seventh, _, _, _, _, second, _] = words[..]
        && words.len() < constants.len()
    {
        let near = second.rotate_right(17) ^ second.rotate_right(19) ^ second >> 10;
        let far = fifteenth.rotate_right(7) ^ fifteenth.rotate_right(18) ^ fifteenth >> 3;
        words.push(sixteenth.wrapping_add(far).wrapping_add(seventh).wrapping_add(near));
    }
    let mut now = *state;
    for (word, constant) in words.iter().zip(constants) {
        let [a, b, c, d, e, f, g, h] = now;
        let low = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let high = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let (choice, majority) = (e & f ^ !e & g, a & b ^ a & c ^ b & c);
        let sum = h.wrapping_add(low).wrapping_add(choice).wrapping_add(*constant).wrapping_add(*word);
        now = [sum.wrapping_add(high).wrapping_add(majority), a, b, c, d.wrapping_add(sum), e, f, g];
    }
    for (old, new) in state.iter_mut().zip(now) {
        *old = old.wrapping_add(new);
    }
}

/// The first 64 primes, of whose roots the standard makes its constants.
fn primes() -> impl Iterator<Item = f64> {
    let is_prime = |number: &u32| (2..*number).all(|divisor| !number.is_multiple_of(divisor));
    (2..=311).filter(is_prime).map(f64::from)
}

/// The first 32 bits behind the point.
fn fraction(number: f64) -> u32 {
    (number.fract() * 4_294_967_296.0) as u32
}

/// Newton's method, from above. It has come to rest long before the last step for every number up to 400.
fn cube_root(number: f64) -> f64 {
    (0..20).fold(8.0, |root, _| root - (root * root * root - number) / (3.0 * root * root))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_fingerprint_is_that_of_the_standard() {
        // FIPS 180-2, appendix B.1.
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256("abc"), known);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_fingerprint_is_that_of_the_library(text in ".{0,80}") {
            let expected: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
            prop_assert_eq!(sha256(&text), expected);
        }
    }
}
