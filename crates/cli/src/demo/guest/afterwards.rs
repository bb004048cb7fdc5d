//! What went wrong, how the guest feels about it afterwards, and what they write.

use esteem_study::response::{Answer, Incident};

use super::{Visit, Wrong};
use crate::demo::comments::{Topic, comment};

impl Visit {
    pub(super) fn incidents(&mut self) {
        let mut incidents = Vec::new();
        let ticked = match self.wrong {
            Wrong::Safety(_, incident) | Wrong::Fairness(_, incident) => {
                (self.recovered || self.random.chance(780)).then_some(incident)
            }
            Wrong::Respect => self.random.chance(700).then_some("slighted"),
            Wrong::Nothing => None,
        };
        if let Some(incident) = ticked {
            let severity = if self.angry {
                3 + i32::from(self.random.chance(350))
            } else {
                2 + i32::from(self.random.chance(550))
            };
            let resolution = if self.recovered { Some(1) } else { self.random.pick(&[(170, 2), (480, 3), (350, 4)]) };
            incidents.push(Incident { incident: incident.into(), severity: Some(severity), resolution });
        }
        if let Some(incident) = self.small.filter(|small| ticked != Some(*small)) {
            let severity = Some(1 + i32::from(self.random.chance(400)));
            let resolution = self.random.pick(&[(350, 1), (150, 2), (150, 3), (350, 4)]);
            incidents.push(Incident { incident: incident.into(), severity, resolution });
        }
        if !incidents.is_empty() || !self.random.chance(15) {
            self.answers.insert("INC".into(), Answer::Incidents(incidents));
        }
    }

    pub(super) fn afterwards(&mut self) {
        let overall = self.code("O1").unwrap_or(4);
        if self.angry {
            let code = 5 + self.random.below(3) as i32;
            self.plant("AN1", code);
            let away = 340 + self.random.below(400) as i32;
            self.rate("L4", away, 3, 7);
        } else {
            let most = if matches!(self.wrong, Wrong::Safety(..) | Wrong::Fairness(..)) { 4 } else { 6 };
            let annoyed = 150 + (4 - overall) * 60 - self.mood / 2 + self.random.bell(70);
            self.rate("AN1", annoyed, 1, most);
            let away = 130 + (4 - overall) * 70 - self.mood / 2 + self.random.bell(60);
            self.rate("L4", away, 1, 5);
        }
        let tells = 770 + (overall - 4) * 150 + self.mood / 2 + self.warmth / 2 + self.random.bell(130);
        self.rate("L2", tells, 0, 10);
    }

    pub(super) fn comment(&mut self) {
        let hurt = self.wrong != Wrong::Nothing;
        if !self.random.chance(if hurt { 250 } else { 60 }) {
            return;
        }
        let low = |code: Option<i32>| code.is_some_and(|code| code <= 4);
        let topic = if matches!(self.wrong, Wrong::Fairness(..)) {
            Topic::Unfair
        } else if low(self.code("wait")) {
            Topic::Wait
        } else if low(self.code("price")) {
            Topic::Price
        } else {
            Topic::Calm
        };
        let words = comment(topic, self.language, &mut self.random);
        self.answers.insert("X1".into(), Answer::Text(words.into()));
    }
}
