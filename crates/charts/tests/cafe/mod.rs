//! The café on the corner: figures as its owner would see them, in two languages.

mod distribution;
#[allow(dead_code, reason = "not every test file draws ranges")]
mod ranges;
mod zones;

pub(crate) use distribution::distribution;
use esteem_charts::{Figure, GapFigure, GapRow, NeedsFigure, NeedsRow, StateTone, StatesFigure, StatesRow};
#[allow(unused_imports, reason = "not every test file draws ranges")]
pub(crate) use ranges::{map, ranges, two_ranges};
pub(crate) use zones::zones;

/// A language of the gallery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    En,
    Zh,
}

impl Language {
    pub(crate) const ALL: [Self; 2] = [Self::En, Self::Zh];

    pub(crate) fn tag(self) -> &'static str {
        self.pick("en", "zh")
    }

    fn pick(self, en: &'static str, zh: &'static str) -> &'static str {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }
}

/// English name, Chinese name, expected, perceived, half the width of the interval.
type Touchpoint = (&'static str, &'static str, Option<f64>, Option<f64>, f64);

const TOUCHPOINTS: [Touchpoint; 9] = [
    ("Overall", "总体", Some(5.92), Some(5.08), 0.14),
    ("the wait", "等候", Some(6.12), Some(4.50), 0.27),
    ("follow-up afterwards or when something goes wrong", "出了问题或用完之后的跟进", Some(5.71), Some(4.42), 0.61),
    ("prices and what is charged in the end", "价格，以及最后收了多少", Some(5.88), Some(5.16), 0.22),
    ("the coffee itself", "咖啡本身", Some(6.40), Some(6.06), 0.16),
    ("staff", "店员", Some(6.02), Some(5.84), 0.18),
    ("ordering", "点单", Some(5.63), Some(5.63), 0.20),
    ("the place, its seats and how clean it is", "店里的环境、座位和干净程度", Some(5.20), Some(5.51), 0.19),
    ("opening hours on public holidays", "节假日的营业时间", None, None, 0.0),
];

/// What guests expected and got.
pub(crate) fn gaps(language: Language) -> Figure {
    let rows = TOUCHPOINTS.iter().enumerate().map(|(index, &(en, zh, expected, perceived, half))| {
        let gap = expected.zip(perceived).map(|(expected, perceived)| perceived - expected);
        let name = language.pick(en, zh);
        let gap_text = match gap {
            Some(gap) => signed(gap),
            None => language
                .pick("too few answers to tell (7, at least 10 needed)", "回答太少，还看不出来（7 份，至少要 10 份）")
                .into(),
        };
        GapRow {
            name: name.into(),
            emphasis: index == 0,
            expected,
            perceived,
            spoken: format!("{name}: {gap_text}"),
            gap_text,
            gap,
            interval: gap.map(|gap| (gap - half, gap + half)),
        }
    });
    Figure::Gaps(GapFigure {
        title: language
            .pick("What guests expected and what they got, on a scale from 1 to 7", "顾客期望的与实际得到的，1 到 7 分")
            .into(),
        scale: (1.0, 7.0),
        ends: (language.pick("very poor", "很差").into(), language.pick("excellent", "非常好").into()),
        expected: language.pick("expected", "期望").into(),
        perceived: language.pick("perceived", "实际").into(),
        gap: language.pick("gap", "差距").into(),
        rows: rows.collect(),
        shared: None,
    })
}

/// English name, Chinese name, whether a need, shares in hundredths.
type Need = (&'static str, &'static str, bool, Option<[f64; 4]>);

const NEEDS: [Need; 16] = [
    ("Safety", "安全", true, Some([1.2, 5.3, 38.1, 55.4])),
    ("I felt safe in and around the café", "我在店里店外都觉得安全", false, Some([0.3, 2.4, 31.0, 66.3])),
    ("What I ate and drank agreed with me", "吃的喝的让我放心", false, Some([1.9, 6.1, 36.4, 55.6])),
    ("My belongings were safe", "我的东西放得安心", false, Some([0.0, 4.1, 42.7, 53.2])),
    ("My data were handled with care", "我的个人信息得到妥善保管", false, None),
    ("Fairness", "公平", true, Some([9.0, 17.2, 44.6, 29.2])),
    (
        "Customers in the same position as I am were treated the same way",
        "和我处境相同的顾客得到了同样的对待",
        false,
        Some([9.4, 15.0, 43.0, 32.6]),
    ),
    ("The price was right for what I got", "付的钱和得到的相称", false, Some([6.2, 24.9, 46.0, 22.9])),
    ("The queue was served in order", "排队按先后来", false, Some([12.8, 14.1, 41.9, 31.2])),
    (
        "When something went wrong, it was put right in a way that I found just and that cost me no more time than it should",
        "出了问题时，处理得合情合理，也没有多耽误我的时间",
        false,
        Some([7.7, 19.6, 48.3, 24.4]),
    ),
    ("Respect", "尊重", true, Some([3.4, 9.6, 40.2, 46.8])),
    ("They listened to what I wanted", "店员认真听了我要什么", false, Some([2.6, 8.8, 39.1, 49.5])),
    ("They were polite", "店员有礼貌", false, Some([1.1, 5.9, 37.0, 56.0])),
    ("My time was valued", "我的时间受到重视", false, Some([8.9, 16.3, 42.2, 32.6])),
    ("I was not talked down to", "没有人对我居高临下", false, Some([2.0, 6.6, 36.6, 54.8])),
    ("I could be myself", "我可以做自己", false, Some([1.5, 7.4, 45.3, 45.8])),
];

/// Whose needs were hurt.
pub(crate) fn needs(language: Language) -> Figure {
    let rows = NEEDS.iter().map(|&(en, zh, emphasis, percent)| {
        let name = language.pick(en, zh);
        let violated_text = match percent {
            Some([violated, ..]) => format!("{violated:.1} %"),
            None => language.pick("not asked this month", "这个月没有问").into(),
        };
        NeedsRow {
            name: name.into(),
            emphasis,
            shares: percent.map(|percent| percent.map(|share| share / 100.0)),
            spoken: format!("{name}: {violated_text}"),
            violated_text,
            interval: percent.map(|[violated, ..]| interval(violated / 100.0)),
        }
    });
    Figure::Needs(NeedsFigure {
        title: language.pick("Whose needs were hurt, by need and facet", "谁的需要受到了伤害，按需要和方面").into(),
        states: [("violated", "受到侵犯"), ("strained", "有些勉强"), ("met", "得到满足"), ("fulfilled", "充分满足")]
            .map(|(en, zh)| language.pick(en, zh).into()),
        rows: rows.collect(),
        shared: None,
    })
}

/// The state, its English and its Chinese name, the share and the recovered part in hundredths.
type State = (StateTone, &'static str, &'static str, Option<f64>, f64);

const STATES: [State; 6] = [
    (StateTone::Outraged, "outraged", "愤怒", Some(4.1), 0.0),
    (StateTone::AtRisk, "at risk", "有隐患", Some(5.8), 1.9),
    (StateTone::Swing, "swing zone", "摇摆", Some(40.5), 0.0),
    (StateTone::Respected, "respected", "受到尊重", Some(21.6), 0.0),
    (StateTone::CompletelySatisfied, "completely satisfied", "完全满意", Some(26.7), 0.0),
    (StateTone::Undetermined, "undetermined", "说不准", Some(1.3), 0.0),
];

/// Where guests stand.
pub(crate) fn states(language: Language) -> Figure {
    let rows = STATES.iter().map(|&(tone, en, zh, percent, recovered)| {
        let name = language.pick(en, zh);
        let number = |percent: f64| format!("{percent:.1}{}", language.pick("\u{a0}%", "%"));
        let text = match percent {
            Some(percent) if recovered > 0.0 => match language {
                Language::En => format!("{}, {} recovered", number(percent), number(recovered)),
                Language::Zh => format!("{}，其中 {} 已挽回", number(percent), number(recovered)),
            },
            Some(percent) => number(percent),
            None => language.pick("not asked this month", "这个月没有问").into(),
        };
        StatesRow {
            tone,
            name: name.into(),
            share: percent.map(|percent| percent / 100.0),
            spoken: format!("{name}: {text}"),
            text,
            interval: percent.map(|percent| interval(percent / 100.0)),
            recovered: Some(recovered / 100.0),
        }
    });
    Figure::States(StatesFigure {
        title: language
            .pick("Where guests stand, from outraged to completely satisfied", "顾客的状态，从愤怒到完全满意")
            .into(),
        rows: rows.collect(),
        shared: None,
    })
}

/// About the interval of a share among 412 guests.
fn interval(share: f64) -> (f64, f64) {
    let half = 1.96 * (share * (1.0 - share) / 412.0).sqrt() + 0.004;
    ((share - half).max(0.0), share + half)
}

fn signed(value: f64) -> String {
    let tenths = format!("{:.1}", value.abs());
    match value {
        _ if tenths == "0.0" => tenths,
        value if value < 0.0 => format!("−{tenths}"),
        _ => format!("+{tenths}"),
    }
}

/// English name, Chinese name and share in hundredths of each level of overall satisfaction, the best first.
const LEVELS: [(&str, &str, f64); 5] = [
    ("completely satisfied", "完全满意", 42.0),
    ("mostly satisfied", "比较满意", 34.0),
    ("neither", "说不上", 17.8),
    ("somewhat dissatisfied", "不太满意", 4.4),
    ("very dissatisfied", "很不满意", 1.8),
];

/// How satisfied guests are overall.
pub(crate) fn overall(language: Language) -> Figure {
    let rows = (0..).zip(LEVELS).map(|(index, (en, zh, percent))| {
        let (name, text) = (language.pick(en, zh), format!("{percent:.1}{}", language.pick("\u{a0}%", "%")));
        StatesRow {
            tone: StateTone::Level(4 - index),
            name: name.into(),
            share: Some(percent / 100.0),
            spoken: format!("{name}: {text}"),
            text,
            interval: Some(interval(percent / 100.0)),
            recovered: None,
        }
    });
    let title = language.pick("How satisfied guests are overall", "顾客总体的满意程度").into();
    Figure::States(StatesFigure { title, rows: rows.collect(), shared: None })
}
