//! Figures that nobody would draw, but that somebody's data might: long names, no rows, all at one end.

mod distribution;
mod ranges;
mod zones;

pub(crate) use distribution::{FIVE, answers, distribution, group};
use esteem_charts::{Figure, GapFigure, GapRow, NeedsFigure, NeedsRow, StateTone, StatesFigure, StatesRow};
pub(crate) use zones::{zone_row, zones};

pub(crate) const LONG: &str = "a name that goes on and on, past any column that anybody would have made for it, with \
                    Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen in it, and on";

pub(crate) const LONG_ZH: &str =
    "一个很长很长的名字，长到没有哪一栏放得下它，还要再往后写一些，直到所有的行都写满为止，仍然没有写完的意思";

pub(crate) fn odd_figures() -> Vec<(String, Figure)> {
    let at = |index: usize| 1.0 + (index * 7 % 61) as f64 / 10.0;
    let share = |index: usize| [index as f64 / 400.0, 0.1, 0.0, 0.9 - index as f64 / 400.0];
    let figures = [
        ("no gaps", gaps(0, |_| gap_row("", 1.0, 1.0))),
        ("one gap", gaps(1, |_| gap_row("staff", 5.0, 4.0))),
        ("forty gaps", gaps(40, |index| gap_row(LONG, at(index), at(index + 3)))),
        ("equal values", gaps(3, |_| gap_row("the same", 4.0, 4.0))),
        ("values at the low end", gaps(2, |_| gap_row(LONG_ZH, 1.0, 1.0))),
        ("values at the high end", gaps(2, |_| gap_row(LONG_ZH, 7.0, 6.9))),
        ("values at both ends", gaps(2, |_| gap_row("from end to end", 7.0, 1.0))),
        ("values outside", gaps(2, |_| gap_row("outside", 9.0, f64::NAN))),
        ("reasons only", gaps(3, |_| GapRow { expected: None, perceived: None, ..without_gap() })),
        ("one dot and a reason", gaps(3, |_| without_gap())),
        ("no needs", needs(0, |_| needs_row("", [0.25; 4]))),
        ("one need", needs(1, |_| needs_row("安全", [0.003, 0.0, 0.0, 0.997]))),
        ("forty needs", needs(40, |index| needs_row(LONG, share(index)))),
        ("needs all violated", needs(3, |_| needs_row(LONG_ZH, [1.0, 0.0, 0.0, 0.0]))),
        ("needs with slivers", needs(3, |_| needs_row("slivers", [0.0001, 0.9997, 0.0001, 0.0001]))),
        (
            "needs without shares",
            needs(3, |_| NeedsRow { shares: None, violated_text: LONG.into(), ..needs_row(LONG, [0.0; 4]) }),
        ),
        ("no states", states(0, |_| unknown())),
        ("one state of all", states(1, |_| states_row("everybody", 1.0, 0.0))),
        ("nobody in any state", states(6, |_| StatesRow { interval: None, ..states_row("nobody", 0.0, 0.0) })),
        ("slivers of states", states(6, |index| states_row(LONG, 0.0004, 0.0001 * index as f64))),
        ("forty states", states(40, |index| states_row(LONG_ZH, index as f64 / 40.0, 0.2))),
        (
            "long texts",
            states(6, |index| StatesRow { text: LONG.into(), ..states_row(LONG, 0.15 * index as f64, 0.1) }),
        ),
        ("states unknown", states(6, |_| unknown())),
        ("states outside", states(6, |index| states_row("outside", [9.0, -1.0, f64::NAN][index % 3], f64::NAN))),
    ];
    let figures = figures.into_iter().chain(zones::figures()).chain(distribution::figures()).chain(ranges::figures());
    figures.map(|(name, figure)| (name.to_owned(), figure)).collect()
}

pub(crate) fn gaps(count: usize, row: impl Fn(usize) -> GapRow) -> Figure {
    Figure::Gaps(GapFigure {
        title: "<Gaps> & \"more\"".into(),
        scale: (1.0, 7.0),
        ends: ("not at all what I had hoped for".into(), "完全就是我所希望的那个样子".into()),
        expected: "what was expected".into(),
        perceived: "what was perceived".into(),
        gap: "the difference".into(),
        rows: (0..count).map(row).collect(),
        shared: None,
    })
}

pub(crate) fn gap_row(name: &str, expected: f64, perceived: f64) -> GapRow {
    let gap = perceived - expected;
    GapRow {
        name: name.into(),
        emphasis: name == LONG_ZH,
        expected: Some(expected),
        perceived: Some(perceived),
        gap_text: "−1.6 & <b>".into(),
        gap: Some(gap),
        interval: Some((gap - 0.5, gap + 0.5)),
        spoken: format!("{name} {gap}"),
    }
}

pub(crate) fn without_gap() -> GapRow {
    GapRow { perceived: None, gap: None, gap_text: LONG.into(), interval: None, ..gap_row(LONG, 6.8, 0.0) }
}

pub(crate) fn needs(count: usize, row: impl Fn(usize) -> NeedsRow) -> Figure {
    Figure::Needs(NeedsFigure {
        title: "<Needs> & 'more'".into(),
        states: ["very badly violated", "a little strained", "just met", "more than fulfilled"].map(String::from),
        rows: (0..count).map(|index| NeedsRow { emphasis: index % 5 == 0, ..row(index) }).collect(),
        shared: None,
    })
}

pub(crate) fn needs_row(name: &str, shares: [f64; 4]) -> NeedsRow {
    NeedsRow {
        name: name.into(),
        emphasis: false,
        shares: Some(shares),
        violated_text: "100.0 %".into(),
        interval: Some((shares[0] * 0.5, shares[0] * 1.5)),
        spoken: name.into(),
    }
}

pub(crate) fn states(count: usize, row: impl Fn(usize) -> StatesRow) -> Figure {
    let tones = [
        StateTone::Outraged,
        StateTone::AtRisk,
        StateTone::Swing,
        StateTone::Respected,
        StateTone::CompletelySatisfied,
        StateTone::Undetermined,
    ];
    Figure::States(StatesFigure {
        title: "<States> & 'more'".into(),
        rows: (0..count).map(|index| StatesRow { tone: tones[index % 6], ..row(index) }).collect(),
        shared: None,
    })
}

pub(crate) fn states_row(name: &str, share: f64, recovered: f64) -> StatesRow {
    StatesRow {
        tone: StateTone::Swing,
        name: name.into(),
        share: Some(share),
        text: "100.0 % & <b>".into(),
        interval: Some((share * 0.5, share * 1.5 + 0.001)),
        recovered: Some(recovered),
        spoken: format!("{name} {share}"),
    }
}

pub(crate) fn unknown() -> StatesRow {
    StatesRow { share: None, text: LONG_ZH.into(), ..states_row(LONG, 0.0, 0.0) }
}
