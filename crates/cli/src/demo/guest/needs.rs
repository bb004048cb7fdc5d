//! What a guest says about safety, fairness and respect.

use esteem_study::response::Missing;

use super::{Visit, Wrong, level};

/// The facets of the needs with the level that guests see on average when nothing goes wrong.
const SAFETY: [(&str, i32); 3] = [("S1", 655), ("S2", 645), ("S3", 640)];
const FAIRNESS: [(&str, i32); 5] = [("F1", 570), ("F2", 590), ("F3", 520), ("F4", 530), ("F5", 530)];
const RESPECT: [(&str, i32); 5] = [("R1", 555), ("R2", 560), ("R3", 535), ("R4", 560), ("R5", 595)];

impl Visit {
    pub(super) fn safety(&mut self) {
        for (id, usual) in SAFETY {
            if self.wrong_facet() == Some(id) {
                let code = 1 + i32::from(self.random.chance(500));
                self.plant(id, code);
            } else if id == "S3" && self.random.chance(120) {
                self.miss(id, Missing::DontKnow);
            } else {
                let felt = usual + self.mood / 3 + self.random.bell(60);
                self.rate(id, felt, 3, 7);
            }
        }
    }

    pub(super) fn fairness(&mut self) {
        let unfair = matches!(self.wrong, Wrong::Fairness(..));
        let smooth = self.wrong == Wrong::Nothing && self.small.is_none();
        for (id, usual) in FAIRNESS {
            let at_lunch = if self.arrival.time == "lunch" && matches!(id, "F2" | "F4") { -50 } else { 0 };
            let hurt = if unfair { -130 } else { 0 };
            let felt = usual + at_lunch + hurt + self.mood + self.warmth / 3 + self.random.bell(75);
            let unknown = match id {
                "F1" => 25,
                "F2" => 85,
                "F4" => 40,
                _ => 0,
            };
            if self.wrong_facet() == Some(id) {
                let code = 1 + i32::from(self.random.chance(550));
                self.plant(id, code);
            } else if id == "F5" && smooth && self.random.chance(930) {
                self.miss(id, Missing::NotApplicable);
            } else if id == "F5" && self.recovered {
                self.plant(id, level(felt + 200, 5, 7));
            } else if self.random.chance(unknown) {
                self.miss(id, Missing::DontKnow);
            } else {
                self.rate(id, felt, if unfair { 1 } else { 3 }, 7);
            }
        }
    }

    pub(super) fn respect(&mut self) {
        let hurt = match self.wrong {
            Wrong::Nothing => 0,
            Wrong::Respect => -220,
            _ if self.angry => -110,
            _ => -40,
        };
        let known = if self.regular { 20 } else { -25 };
        for (id, usual) in RESPECT {
            let felt = usual + self.mood * 2 / 3 + self.warmth + hurt + known + self.random.bell(50);
            let code = level(felt, if hurt == 0 { 3 } else { 1 }, 7);
            if id == "R1" && self.wrong == Wrong::Respect {
                self.plant(id, code.min(2));
            } else if id == "R2" && self.random.chance(45) {
                self.miss(id, Missing::DontKnow);
            } else {
                self.answer(id, if id == "R5" { 8 - code } else { code });
            }
        }
    }
}
