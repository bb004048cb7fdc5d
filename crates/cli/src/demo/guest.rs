//! One guest: what they expected, what they met, what went wrong, and what they answer.
//!
//! Impressions are hundredths of a point before they are rounded to a level of a scale: 540 becomes 5.

use std::collections::BTreeMap;

use esteem_study::Study;
use esteem_study::response::{self, Answer, Fixed, Missing, Mode, Response, State};

use super::random::Random;
use super::scene::Arrival;

mod needs;

mod afterwards;

/// A touchpoint: what guests expect on average, how much better it is, and how much better still at lunch.
struct Touchpoint {
    id: &'static str,
    expected: i32,
    gap: i32,
    at_lunch: i32,
}

const TOUCHPOINTS: [Touchpoint; 7] = [
    Touchpoint { id: "wait", expected: 590, gap: -125, at_lunch: -95 },
    Touchpoint { id: "staff", expected: 610, gap: -45, at_lunch: -40 },
    Touchpoint { id: "order", expected: 595, gap: -95, at_lunch: -60 },
    Touchpoint { id: "coffee", expected: 640, gap: -60, at_lunch: 0 },
    Touchpoint { id: "food", expected: 590, gap: -90, at_lunch: 0 },
    Touchpoint { id: "price", expected: 575, gap: -95, at_lunch: 0 },
    Touchpoint { id: "place", expected: 575, gap: 46, at_lunch: -10 },
];

/// The touchpoints with a lowest acceptable and a desired level, and those levels on average.
const ZONES: [(&str, i32, i32); 2] = [("wait", 440, 640), ("price", 420, 625)];

/// What is planted in a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    Nothing,
    /// A facet of safety is violated, with the incident that goes with it.
    Safety(&'static str, &'static str),
    /// A facet of fairness is violated, with the incident that goes with it.
    Fairness(&'static str, &'static str),
    /// The guest is slighted.
    Respect,
}

/// One guest's visit and answers.
pub(super) struct Visit {
    random: Random,
    index: u32,
    number: u32,
    arrival: Arrival,
    regular: bool,
    language: &'static str,
    /// How the day goes for this guest; colours every impression.
    mood: i32,
    /// How much this guest expects of cafés.
    hopes: i32,
    /// How much this guest feels seen; the needs of respect hang together more than the rest.
    warmth: i32,
    wrong: Wrong,
    angry: bool,
    /// Whether what went wrong was put right quickly, and the guest won back.
    recovered: bool,
    /// A small thing of the kind that happens to everybody. It is never severe, so that it violates nothing.
    small: Option<&'static str>,
    answers: BTreeMap<String, Answer>,
}

impl Visit {
    pub(super) fn new(seed: u64, index: u32, number: u32) -> Visit {
        let mut random = Random::of_guest(seed, index);
        let arrival = Arrival::of(index, number, random.below(1_000_000));
        let regular = random.chance(if arrival.time == "morning" { 680 } else { 520 });
        let language = if random.chance(140) { "en" } else { "zh" };
        let unfair = match arrival.time {
            "lunch" => 160,
            "morning" => 54,
            _ => 52,
        };
        let wrong = if random.chance(unfair) {
            let kinds = [(600, ("F2", "unfair")), (280, ("F4", "promise")), (120, ("F1", "other"))];
            random.pick(&kinds).map_or(Wrong::Nothing, |(facet, incident)| Wrong::Fairness(facet, incident))
        } else if random.chance(11) {
            let kinds = [(550, ("S2", "overcharged")), (450, ("S1", "harm"))];
            random.pick(&kinds).map_or(Wrong::Nothing, |(facet, incident)| Wrong::Safety(facet, incident))
        } else if random.chance(30) {
            Wrong::Respect
        } else {
            Wrong::Nothing
        };
        let hurt = matches!(wrong, Wrong::Safety(..) | Wrong::Fairness(..));
        let angry = hurt && random.chance(667);
        let recovered = hurt && !angry && random.chance(450);
        let small = if random.chance(60) {
            random.pick(&[(420, "other"), (300, "promise"), (180, "slighted"), (100, "unfair")])
        } else {
            None
        };
        let (mood, hopes, warmth) = (random.bell(55), random.bell(45), random.bell(75));
        Visit {
            random,
            index,
            number,
            arrival,
            regular,
            language,
            mood: if angry { mood - 80 } else { mood },
            hopes,
            warmth,
            wrong,
            angry,
            recovered,
            small,
            answers: BTreeMap::new(),
        }
    }

    /// The record, with the answers to the pages that the guest reached.
    pub(super) fn response(mut self, study: &Study) -> Response {
        self.touchpoints();
        self.zones();
        self.overall();
        self.safety();
        self.fairness();
        self.respect();
        self.incidents();
        self.afterwards();
        self.comment();
        let broke_off = self.random.chance(50);
        let mut seconds = 170 + u64::from(self.random.below(240));
        if broke_off {
            seconds = seconds * u64::from(self.leave(study)) / 100;
        }
        let digits = self.number.to_string().len().max(3);
        Response {
            format: response::FORMAT.into(),
            id: format!("c{:0digits$}", self.index + 1),
            rev: 1,
            study: study.id.clone(),
            study_hash: None,
            part: None,
            link: None,
            state: if broke_off { State::Partial } else { State::Complete },
            mode: Mode::Web,
            test: false,
            wave: Some("2026-06".into()),
            language: Some(self.language.into()),
            segments: BTreeMap::from([
                ("time".into(), self.arrival.time.into()),
                ("guest".into(), if self.regular { "regular".into() } else { "first".into() }),
            ]),
            consent: BTreeMap::new(),
            answers: self.answers,
            shown: None,
            order: None,
            seconds: BTreeMap::new(),
            started_at: Some(self.arrival.instant(0)),
            finished_at: Some(self.arrival.instant(seconds)),
        }
    }

    fn touchpoints(&mut self) {
        let ate = self.random.chance(780);
        for touchpoint in &TOUCHPOINTS {
            let expected = format!("{}.expected", touchpoint.id);
            if touchpoint.id == "food" && !ate {
                self.miss(&expected, Missing::NotApplicable);
                self.miss(touchpoint.id, Missing::NotApplicable);
                continue;
            }
            let hoped = touchpoint.expected + self.hopes + self.mood / 4 + self.random.bell(70);
            self.rate(&expected, hoped, 1, 7);
            let at_lunch = if self.arrival.time == "lunch" { touchpoint.at_lunch } else { 0 };
            let hurt = if self.angry && matches!(touchpoint.id, "wait" | "staff") { -60 } else { 0 };
            let met = touchpoint.expected + touchpoint.gap + at_lunch + hurt + self.mood + self.hopes / 3;
            let noise = self.random.bell(80);
            self.rate(touchpoint.id, met + noise, 1, 7);
        }
    }

    fn zones(&mut self) {
        let asked = self.random.chance(600);
        for (id, adequate, desired) in ZONES {
            let (adequate_key, desired_key) = (format!("{id}.adequate"), format!("{id}.desired"));
            if !asked {
                self.miss(&adequate_key, Missing::NotAsked);
                self.miss(&desired_key, Missing::NotAsked);
                continue;
            }
            let lowest = level(adequate + self.hopes / 2 + self.random.bell(70), 1, 7);
            let wish = level(desired + self.hopes / 2 + self.random.bell(60), lowest, 7);
            self.answer(&adequate_key, lowest);
            self.answer(&desired_key, wish);
        }
    }

    /// The mean perception so far in hundredths, and the mean gap.
    fn impression(&self) -> (i32, i32) {
        let (mut met, mut gap, mut count, mut pairs) = (0, 0, 0, 0);
        for touchpoint in &TOUCHPOINTS {
            if let Some(code) = self.code(touchpoint.id) {
                met += code * 100;
                count += 1;
                if let Some(expected) = self.code(&format!("{}.expected", touchpoint.id)) {
                    gap += (code - expected) * 100;
                    pairs += 1;
                }
            }
        }
        (if count > 0 { met / count } else { 400 }, if pairs > 0 { gap / pairs } else { 0 })
    }

    fn overall(&mut self) {
        let (met, gap) = self.impression();
        let hurt = match (self.wrong, self.angry) {
            (_, true) => -150,
            (Wrong::Nothing, false) => 0,
            (_, false) => -40,
        };
        let felt = 425 + (met - 500) * 6 / 10 + self.mood / 2 + self.warmth * 7 / 10 + hurt + self.random.bell(40);
        match (self.wrong, self.angry) {
            (Wrong::Safety(..) | Wrong::Fairness(..), false) => {
                let least = if self.recovered { 4 } else { 3 };
                self.plant("O1", level(felt, least, 4));
            }
            (_, true) => self.plant("O1", level(felt, 1, 4)),
            _ => self.rate("O1", felt, 2, 5),
        }
        let noise = self.random.bell(60);
        self.rate("D1", 430 + gap + noise, 1, 7);
    }

    /// The guest leaves in the middle: what comes on later pages has no answer. Gives the share of the questionnaire
    /// that was seen, in hundredths.
    fn leave(&mut self, study: &Study) -> u32 {
        let pages: Vec<_> = study.parts.iter().flat_map(|part| &part.pages).collect();
        let count = pages.len().max(2) as u32;
        let seen = 1 + self.random.below(count - 1);
        for (i, page) in pages.into_iter().enumerate() {
            for key in &page.asks {
                if i >= seen as usize {
                    self.answers.remove(key);
                } else {
                    self.answers.entry(key.clone()).or_insert(Answer::Missing { missing: Missing::Skipped });
                }
            }
        }
        seen * 100 / count
    }

    fn wrong_facet(&self) -> Option<&'static str> {
        match self.wrong {
            Wrong::Safety(facet, _) | Wrong::Fairness(facet, _) => Some(facet),
            Wrong::Nothing | Wrong::Respect => None,
        }
    }

    fn code(&self, key: &str) -> Option<i32> {
        match self.answers.get(key)? {
            Answer::Number(code) => code.as_whole().and_then(|code| i32::try_from(code).ok()),
            _ => None,
        }
    }

    /// An impression in hundredths becomes a level, unless the row is skipped.
    fn rate(&mut self, key: &str, felt: i32, least: i32, most: i32) {
        self.answer(key, level(felt, least, most));
    }

    /// Seven rows in a thousand are skipped: an absent answer of a complete response says so.
    fn answer(&mut self, key: &str, code: i32) {
        if !self.random.chance(7) {
            self.plant(key, code);
        }
    }

    /// An answer that carries what is planted is never skipped.
    fn plant(&mut self, key: &str, code: i32) {
        self.answers.insert(key.into(), Answer::Number(Fixed(i64::from(code) * Fixed::UNIT)));
    }

    fn miss(&mut self, key: &str, missing: Missing) {
        self.answers.insert(key.into(), Answer::Missing { missing });
    }
}

/// The nearest level to an impression in hundredths.
fn level(felt: i32, least: i32, most: i32) -> i32 {
    (felt + 50).div_euclid(100).clamp(least, most)
}
