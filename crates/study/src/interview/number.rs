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
    let mut signs: Vec<u8> = Vec::new();
    for c in text.chars() {
        signs.push(plain(c).ok_or(NotANumber)?);
    }
    let signs = signs.trim_ascii();
    let (is_negative, unsigned) = match signs {
        [] => return Ok(None),
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, signs),
    };
    let size = size(unsigned.trim_ascii_start()).ok_or(NotANumber)?;
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

/// The largest whole part: with six decimals it still fits.
const MOST: i64 = 9_000_000_000_000;

/// Millionths.
fn size(signs: &[u8]) -> Option<i64> {
    let decimal_sign = decimal_sign(signs);
    // The value of the next digit after the decimal sign; none before it.
    let mut unit = None;
    let (mut size, mut decimals) = (0, 0);
    let mut separator = None;
    let (mut digits, mut in_group) = (0, 0);
    for (at, sign) in signs.iter().enumerate() {
        let is_complete = separator.is_none() || in_group == 3;
        match (sign, unit) {
            (b'0'..=b'9', before) => {
                let digit = i64::from(sign - b'0');
                digits += 1;
                in_group += 1;
                match before {
                    None => size = size * 10 + digit,
                    Some(value) if value > 0 => decimals += digit * value,
                    // The seventh decimal rounds, and those after it count for nothing.
                    Some(0) => decimals += i64::from(digit >= 5),
                    Some(_) => {}
                }
                unit = before.map(|value| if value > 0 { value / 10 } else { -1 });
                if size > MOST {
                    return None;
                }
            }
            (_, None) if decimal_sign == Some(at) && is_complete => unit = Some(Fixed::UNIT / 10),
            (b',' | b'.' | b' ', None) if is_complete && (1..=3).contains(&in_group) => {
                if separator.is_some_and(|other| other != sign) {
                    return None;
                }
                (separator, in_group) = (Some(sign), 0);
            }
            _ => return None,
        }
    }
    let is_complete = unit.is_some() || separator.is_none() || in_group == 3;
    let size = size * Fixed::UNIT + decimals;
    (digits > 0 && is_complete && size <= MOST * Fixed::UNIT).then_some(size)
}

/// Where the decimal sign stands.
fn decimal_sign(signs: &[u8]) -> Option<usize> {
    let last = signs.iter().rposition(|sign| matches!(sign, b'.' | b','))?;
    let (before, after) = (signs.get(..last)?, signs.get(last + 1..)?);
    let mark = signs.get(last)?;
    let is_alone = !before.iter().any(|sign| matches!(sign, b'.' | b','));
    let groups = *mark == b',' && is_alone && after.len() == 3 && (1..=3).contains(&last) && before.first() != Some(&b'0');
    (!groups && !before.contains(mark)).then_some(last)
}
