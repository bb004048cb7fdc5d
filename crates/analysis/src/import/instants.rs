//! Instants, needed to tell which of two records of one respondent is the later one.

/// Milliseconds since 1970 in UTC, from RFC 3339 with an offset, or from a local date and time, which is taken as UTC.
pub(super) fn milliseconds(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        return Some(instant.as_millisecond());
    }
    let local: jiff::civil::DateTime = text.parse().ok()?;
    Some(local.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond())
}
