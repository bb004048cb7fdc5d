//! How long is waited for what, and how new ids come from an old one.

use alloc::string::String;

const BASE_MS: u64 = 2_000;
/// The longest wait between two tries, in milliseconds: 15 minutes.
pub const CAP_MS: u64 = 900_000;
/// A day in milliseconds: the longest `Retry-After`, the wait of what was barred, and how long a receipt is kept.
pub const DAY_MS: u64 = 86_400_000;
/// No legal wait is longer, in milliseconds. An hour more than a day, so that a clock set right by a little is harmless.
pub const LONGEST_MS: u64 = DAY_MS + 3_600_000;
/// How long a response is claimed by the tab that sends it, in milliseconds.
pub const LEASE_MS: u64 = 60_000;
/// How long a finished response is sent before it is parked, in milliseconds: 14 days. A last try is made even then,
/// so that a clock that jumps ahead does not keep a response from being sent.
pub const EXPIRY_MS: u64 = 14 * DAY_MS;
/// After so many failures of the store in a row the response goes on in memory.
pub const GIVE_UP: u32 = 3;

/// A wait between nothing and a limit that doubles with each failure, by chance, so that tabs and devices scatter.
pub(super) fn back_off(failures: u32, chance: u32) -> u64 {
    let limit = (BASE_MS << failures.saturating_sub(1).min(16)).min(CAP_MS);
    (limit * u64::from(chance)) >> 32
}

/// What the collector asked for, between a second and a day; nothing, if it did not ask.
pub(super) fn retry_after(asked_ms: u64) -> u64 {
    if asked_ms == 0 { 0 } else { asked_ms.clamp(1_000, DAY_MS) }
}

/// Whether an instant has come. One that is further away than `longest` comes from a clock that was wrong.
pub(super) fn is_due(now: u64, due: u64, longest: u64) -> bool {
    due <= now || due - now > longest
}

/// Another id from a random one: each letter is moved on by chance, so the new one is as random as the old one.
pub(super) fn next_id(birth: &str, births: u32, chance: u32) -> String {
    let mut state = u64::from(births) << 32 | u64::from(chance);
    let mut letters = String::with_capacity(birth.len());
    for letter in birth.bytes() {
        // SplitMix64, whose upper bits are the good ones.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        let place = match letter {
            b'a'..=b'z' => letter - b'a',
            b'A'..=b'Z' => letter - b'A',
            _ => letter.wrapping_sub(b'2' - 26),
        };
        let place = place.wrapping_add((mixed >> 59) as u8) & 31;
        letters.push(char::from(if place < 26 { b'a' + place } else { b'2' + place - 26 }));
    }
    letters
}
