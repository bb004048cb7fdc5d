//! Random numbers of the browser, and the fingerprint of bytes.

use sha2::{Digest, Sha256};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn fill_randomly(bytes: &mut [u8]);
}

/// 32 random bits.
pub(crate) fn bits() -> u32 {
    let mut bytes = [0; 4];
    fill_randomly(&mut bytes);
    u32::from_le_bytes(bytes)
}

/// A name for a response that nobody else will have, and that says nothing of anybody: 26 letters and digits, 130
/// random bits.
pub(crate) fn id() -> String {
    let mut bytes = [0; 26];
    fill_randomly(&mut bytes);
    // Five bits of each byte, so that every letter is equally likely.
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// No letters that look like digits.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// SHA-256 in hexadecimal digits.
pub(crate) fn sha256(text: &str) -> String {
    let digit = |half: u8| char::from(LETTERS[usize::from(half)]);
    Sha256::digest(text).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_fingerprint_is_that_of_the_standard() {
        // FIPS 180-2, appendix B.1.
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(super::sha256("abc"), known);
    }
}
