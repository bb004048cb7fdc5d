//! What an interview knows that the device does not keep yet.

use alloc::string::String;

use super::{Interview, Saved, answers};

impl Interview {
    /// Says what was kept last: whatever differs from it was given or taken back here since, and wins over a draft that
    /// is taken over. Without anything kept, everything was given here.
    pub fn rests_on(&mut self, base: Option<&Saved>) {
        for ask in &mut self.asks {
            let said = base.map_or(&[][..], |base| &base.answers);
            ask.fresh = ask.answer != answers::kept(&self.study, ask, said);
        }
        for (consent, choice) in self.study.privacy.consents.iter().zip(&mut self.consents) {
            let kept = base.and_then(|base| base.consent.iter().find(|(id, _)| *id == consent.id));
            choice.fresh = choice.agreed != kept.is_some_and(|(_, agreed)| *agreed);
        }
    }

    /// Goes on under another id, because the old one may not be used again.
    pub fn rename(&mut self, id: String) {
        self.id = id;
        self.rev += 1;
    }
}
