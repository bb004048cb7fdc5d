//! Instants, needed to tell which of two records of one respondent is the later one.

/// Milliseconds since 1970 in UTC, from RFC 3339 with an offset, or from a local date and time, which is taken as UTC:
/// `2026-06-01T08:30:00+08:00`, `2026-06-01 08:30`. `None` for anything else, impossible dates included.
pub(super) fn milliseconds(text: &str) -> Option<i64> {
    let mut rest = Digits(text.trim().as_bytes());
    let (year, _, month, _, day) = (rest.take(4)?, rest.sign(b"-")?, rest.take(2)?, rest.sign(b"-")?, rest.take(2)?);
    let (_, hour, _, minute) = (rest.sign(b"Tt ")?, rest.take(2)?, rest.sign(b":")?, rest.take(2)?);
    let mut second = 0;
    let mut millisecond = 0;
    if rest.sign(b":").is_some() {
        second = rest.take(2)?;
        if rest.sign(b".,").is_some() {
            millisecond = rest.fraction()?;
        }
    }
    let offset = match rest.sign(b"Zz+-") {
        Some(sign @ (b'+' | b'-')) => {
            let hours = rest.take(2)?;
            let _ = rest.sign(b":");
            let minutes = if rest.0.is_empty() { 0 } else { rest.take(2)? };
            (hours * 60 + minutes) * if sign == b'-' { -1 } else { 1 }
        }
        _ => 0,
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = [31, 28 + i64::from(is_leap), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let days = *days.get(usize::try_from(month - 1).ok()?)?;
    // A leap second is told like the second before it.
    let is_possible = (1..=days).contains(&day) && hour < 24 && minute < 60 && second <= 60 && offset.abs() < 24 * 60;
    if !(is_possible && rest.0.is_empty()) {
        return None;
    }
    let minutes = (days_since_1970(year, month, day) * 24 + hour) * 60 + minute - offset;
    Some((minutes * 60 + second.min(59)) * 1000 + millisecond)
}

/// The days from 1970-01-01 to a date of the Gregorian calendar (Hinnant 2013, "chrono-compatible low-level date
/// algorithms"): years begin in March, so that the leap day is their last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// What is left of the text.
struct Digits<'a>(&'a [u8]);

impl Digits<'_> {
    /// Exactly this many digits.
    fn take(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
    }

    /// One of these signs.
    fn sign(&mut self, signs: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        signs.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    /// At least one digit of a fraction of a second, as milliseconds; further digits are cut off.
    fn fraction(&mut self) -> Option<i64> {
        let count = self.0.iter().take_while(|digit| digit.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        let thousandths = digits.iter().chain(b"00").take(3);
        (count > 0).then(|| thousandths.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0')))
    }
}

#[cfg(test)]
mod tests {
    use super::milliseconds;

    #[test]
    fn instants_are_told_by_their_offsets() {
        assert_eq!(milliseconds("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(milliseconds("2000-02-29T23:59:59.5Z"), Some(951_868_799_500));
        assert_eq!(milliseconds(" 2026-06-01T08:30:00+08:00 "), milliseconds("2026-06-01 00:30"));
        assert_eq!(milliseconds("2026-06-01T00:30:00.123456-0530"), Some(1_780_293_600_123));
        assert_eq!(milliseconds("1969-12-31T23:59:60z"), Some(-1000));
        assert_eq!(milliseconds("2400-12-31T00:00Z"), Some(13_601_001_600_000));
    }

    #[test]
    fn what_is_no_instant_is_none() {
        for text in [
            "",
            "2026",
            "2026-06-01",
            "2026-13-01T00:00Z",
            "2026-02-29T00:00Z",
            "2026-06-31T00:00Z",
            "2026-06-01T24:00Z",
            "2026-06-01T08:60Z",
            "2026-06-01T08:30:00+",
            "2026-06-01T08:30:00.Z",
            "2026-06-01T08:30Z later",
            "01.06.2026 08:30",
            "2026-06-01T08:30+25:00",
            "二〇二六",
        ] {
            assert_eq!(milliseconds(text), None, "{text}");
        }
    }
}
