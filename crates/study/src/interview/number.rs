//! Reading numbers as people type them.

use alloc::vec::Vec;

use crate::response::Fixed;

/// The text is no number, or it could be two different ones, or it is beyond ±9 · 10¹².
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANumber;

/// Reads a number as people type it: with spaces around it, full-width digits, thousands separators, a decimal comma.
/// `None` if nothing was typed.
///
/// - Thousands are set apart by commas, points, spaces or apostrophes, in groups of three: `1,234,567`, `1 234`.
/// - With both a comma and a point, the later one is the decimal sign: `1.234,5`.
/// - A point alone is the decimal sign: `1.234` is less than two.
/// - A comma alone sets thousands apart if one to three digits, not a zero, stand before it and exactly three after it:
///   `1,234` is more than a thousand, `12,5` and `0,125` are not.
/// - More than six decimals are rounded, halves away from zero.
///
/// # Errors
/// [`NotANumber`] for everything else.
pub fn read_number(text: &str) -> Result<Option<Fixed>, NotANumber> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let mut signs: Vec<u8> = Vec::with_capacity(text.len());
    for c in text.chars() {
        signs.push(plain(c).ok_or(NotANumber)?);
    }
    let (is_negative, unsigned) = match signs.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some((b'+', rest)) => (false, rest),
        _ => (false, &signs[..]),
    };
    let unsigned = unsigned.trim_ascii_start();
    let size = size(unsigned).ok_or(NotANumber)?;
    Ok(Some(Fixed(if is_negative { -size } else { size })))
}

/// A character as the plain sign that it stands for: a digit, `.`, `,`, `-`, `+`, or a space for everything that can
/// only set digits apart.
fn plain(c: char) -> Option<u8> {
    Some(match c {
        '0'..='9' | '.' | ',' | '-' | '+' => c as u8,
        '０'..='９' => b'0' + (c as u32 - '０' as u32) as u8,
        '．' => b'.',
        '，' => b',',
        '－' | '−' | '–' => b'-',
        '＋' => b'+',
        '\'' | '’' => b' ',
        c if c.is_whitespace() => b' ',
        _ => return None,
    })
}

/// Millionths.
fn size(signs: &[u8]) -> Option<i64> {
    let decimal = decimal_sign(signs);
    let (whole, decimals) = match decimal {
        Some(at) => (signs.get(..at)?, signs.get(at + 1..)?),
        None => (signs, &[][..]),
    };
    if whole.is_empty() && decimals.is_empty() {
        return None;
    }
    let mut size: i64 = 0;
    let mut separator = None;
    for (at, sign) in whole.iter().enumerate() {
        match sign {
            b'0'..=b'9' => size = size.checked_mul(10)?.checked_add(i64::from(sign - b'0'))?,
            b',' | b'.' | b' ' if separator.is_none_or(|other| other == *sign) && is_group(whole, at) => {
                separator = Some(*sign);
            }
            _ => return None,
        }
    }
    let mut size = size.checked_mul(Fixed::UNIT)?;
    let mut unit = Fixed::UNIT;
    for sign in decimals {
        let digit = i64::from(sign.checked_sub(b'0').filter(|digit| *digit <= 9)?);
        size = size.checked_add(if unit == 1 { i64::from(digit >= 5) } else { digit * (unit / 10) })?;
        unit /= 10;
    }
    (size <= 9_000_000 * 1_000_000 * Fixed::UNIT).then_some(size)
}

/// Whether a separator has one to three digits before it, or a group, and exactly three after it.
fn is_group(whole: &[u8], at: usize) -> bool {
    let digits = |signs: &[u8]| signs.iter().take_while(|sign| sign.is_ascii_digit()).count();
    let before = whole.get(..at).unwrap_or_default().iter().rev().take_while(|sign| sign.is_ascii_digit()).count();
    (1..=3).contains(&before) && digits(whole.get(at + 1..).unwrap_or_default()) == 3
}

/// Where the decimal sign stands.
fn decimal_sign(signs: &[u8]) -> Option<usize> {
    let is_mark = |sign: &u8| matches!(sign, b'.' | b',');
    let last = signs.iter().rposition(is_mark)?;
    let mark = *signs.get(last)?;
    let other = signs.iter().any(|sign| is_mark(sign) && *sign != mark);
    let several = signs.iter().filter(|sign| **sign == mark).count() > 1;
    let thousands = mark == b',' && is_group(signs, last) && signs.first() != Some(&b'0');
    match (several, other) {
        (true, _) => None,
        (false, true) => Some(last),
        (false, false) => (!thousands).then_some(last),
    }
}
