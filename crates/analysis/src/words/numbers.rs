//! Numbers as text.

use super::Language;
use crate::report::Interval;

/// A number with this many decimals and a real minus sign.
pub fn decimal(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    match text.strip_prefix('-') {
        // What rounds to zero has no sign.
        Some(rest) if rest.bytes().all(|b| b == b'0' || b == b'.') => rest.into(),
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

/// The same with a plus sign before what is above zero.
pub fn signed(value: f64, places: usize) -> String {
    let text = decimal(value, places);
    let is_zero = text.bytes().all(|b| b == b'0' || b == b'.');
    if text.starts_with('−') || is_zero { text } else { format!("+{text}") }
}

/// A share as percent with one decimal. A share above zero never reads as zero, nor one below
/// one as all.
pub fn percent(share: f64, language: Language) -> String {
    format!("{}{}", percent_number(share), language.of("%", "\u{a0}%"))
}

/// The interval of a number.
pub fn interval(interval: &Interval, places: usize, language: Language) -> String {
    range(&decimal(interval.low, places), &decimal(interval.high, places), language)
}

/// The interval of a share.
pub fn percent_interval(interval: &Interval, language: Language) -> String {
    let range = range(&percent_number(interval.low), &percent_number(interval.high), language);
    format!("{range}{}", language.of("%", "\u{a0}%"))
}

/// A p-value with three decimals; one that would read as zero says below what it is.
pub fn p_value(p: f64) -> String {
    if p < 0.000_5 { "<0.001".into() } else { decimal(p, 3) }
}

/// A whole number, in groups of three digits.
pub fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn percent_number(share: f64) -> String {
    let percent = 100.0 * share;
    if percent > 0.0 && percent < 0.05 {
        "<0.1".into()
    } else if (99.95..100.0).contains(&percent) {
        ">99.9".into()
    } else {
        decimal(percent, 1)
    }
}

fn range(low: &str, high: &str, language: Language) -> String {
    format!("{low}{}{high}", language.of(" 至 ", " to "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(decimal(-1.102_053, 2), "−1.10");
        assert_eq!(decimal(-0.001, 2), "0.00");
        assert_eq!(signed(0.25, 1), "+0.2");
        assert_eq!(signed(-0.04, 1), "0.0");
        assert_eq!(percent(0.0903, Language::En), "9.0\u{a0}%");
        assert_eq!(percent(0.000_1, Language::Zh), "<0.1%");
        assert_eq!(percent(0.0, Language::Zh), "0.0%");
        assert_eq!(percent(0.999_6, Language::Zh), ">99.9%");
        assert_eq!(percent(1.0, Language::Zh), "100.0%");
        assert_eq!(whole(1_234_567), "1,234,567");
        assert_eq!(whole(12), "12");
    }
}
