//! When guests come: the café's month, day by day and hour by hour.

/// The parts of the day: name, share of the guests in thousandths, first minute of the day, length in minutes.
const TIMES: [(&str, u64, u64, u64); 3] =
    [("morning", 400, 7 * 60 + 30, 210), ("lunch", 350, 11 * 60, 180), ("afternoon", 250, 14 * 60, 270)];

/// Days in June.
const DAYS: u64 = 30;

/// One guest's place in June: the day of the month, the second of the day, and the part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arrival {
    /// 1 to 30.
    pub(super) day: u64,
    /// Seconds since midnight.
    pub(super) second: u64,
    /// The value of the segment `time`.
    pub(super) time: &'static str,
}

impl Arrival {
    /// Guest `index` of `number`. Guests come in order, evenly over the days and, within a day, by the shares of its
    /// parts; `jitter`, a number below a million, moves a guest within their own slot.
    pub(super) fn of(index: u32, number: u32, jitter: u32) -> Arrival {
        const MILLION: u64 = 1_000_000;
        let all = u64::from(number.max(1)) * MILLION;
        let place = (u64::from(index) * MILLION + u64::from(jitter)) * DAYS;
        let day = place / all;
        let mut left = (place % all) * MILLION / all;
        let mut arrival = Arrival { day: day + 1, second: 0, time: "" };
        for (time, share, minute, minutes) in TIMES {
            let width = share * 1000;
            arrival.time = time;
            if left < width {
                arrival.second = minute * 60 + left * minutes * 60 / width;
                break;
            }
            left -= width;
        }
        arrival
    }

    /// The instant `later` seconds after the arrival, in the café's own offset. It is cut to the minute, which is all
    /// that anybody needs to know of a guest and keeps the file small.
    pub(super) fn instant(self, later: u64) -> String {
        let minutes = (self.second + later) / 60;
        format!("2026-06-{:02}T{:02}:{:02}:00+08:00", self.day, minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_month_is_filled_from_the_first_morning_to_the_last_afternoon() {
        for number in [1, 412, 1_000_000] {
            let first = Arrival::of(0, number, 0);
            assert_eq!(first.instant(0), "2026-06-01T07:30:00+08:00");
            let last = Arrival::of(number - 1, number, 999_999);
            assert_eq!((last.day, last.time), (30, "afternoon"));
            assert!(last.instant(900).starts_with("2026-06-30T18:"), "{}", last.instant(900));
        }
    }

    #[test]
    fn guests_come_one_after_the_other_and_in_the_shares_of_the_day() {
        let arrivals: Vec<Arrival> = (0..30_000).map(|i| Arrival::of(i, 30_000, 500_000)).collect();
        assert!(arrivals.windows(2).all(|pair| pair[0].instant(0) <= pair[1].instant(0)));
        let share = |time| arrivals.iter().filter(|arrival| arrival.time == time).count();
        assert_eq!([share("morning"), share("lunch"), share("afternoon")], [12_000, 10_500, 7_500]);
    }
}
