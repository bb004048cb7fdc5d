//! Somebody who answers: numbers under keys, put together as the interview does it.

/// Key and value, by key; the value counts all answers of a schedule.
pub(crate) type Answers = Vec<(u8, u32)>;

/// How a draft from elsewhere is put together with what is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Merge {
    /// What differs here from the base was answered here since, and wins.
    AgainstBase,
    /// What was answered here since the last adoption wins, saved or not: a fault.
    SinceAdopted,
}

/// What one tab shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Respondent {
    pub(crate) id: String,
    pub(crate) answers: Answers,
    since_adopted: Answers,
    /// Which finishing this is, of all; two responses of one finishing are one too many.
    pub(crate) act: Option<u32>,
    pub(crate) is_finished: bool,
    pub(crate) is_over: bool,
}

impl Respondent {
    pub(crate) fn new(id: &str) -> Respondent {
        let (answers, since_adopted) = (Vec::new(), Vec::new());
        Respondent { id: id.into(), answers, since_adopted, act: None, is_finished: false, is_over: false }
    }

    pub(crate) fn answer(&mut self, key: u8, value: u32) {
        set(&mut self.answers, key, value);
        set(&mut self.since_adopted, key, value);
    }

    /// Takes a draft over; whether more is known here than it holds.
    pub(crate) fn adopt(&mut self, body: &str, base: &str, merge: Merge) -> bool {
        let (id, _, theirs) = read(body);
        let (_, _, base) = read(base);
        let mut merged = theirs.clone();
        for (key, value) in &self.answers {
            let wins = match merge {
                Merge::AgainstBase => get(&base, *key) != Some(*value),
                Merge::SinceAdopted => get(&self.since_adopted, *key).is_some(),
            };
            if wins {
                set(&mut merged, *key, *value);
            }
        }
        self.since_adopted.clear();
        self.id = id;
        self.answers = merged;
        self.answers != theirs
    }

    pub(crate) fn body(&self) -> String {
        let act = if self.is_finished { self.act.unwrap_or(0) } else { 0 };
        let mut body = format!("{};{act};", self.id);
        for (key, value) in &self.answers {
            body.push_str(&format!("{key}={value},"));
        }
        body
    }
}

/// Id, finishing and answers of a body.
pub(crate) fn read(body: &str) -> (String, u32, Answers) {
    let mut parts = body.split(';');
    let id = parts.next().unwrap_or_default().to_string();
    let act = parts.next().and_then(|act| act.parse().ok()).unwrap_or(0);
    let pairs = parts.next().unwrap_or_default().split(',').filter_map(|pair| pair.split_once('='));
    let number = |text: &str| text.parse().unwrap_or(0);
    (id, act, pairs.map(|(key, value)| (number(key) as u8, number(value))).collect())
}

pub(crate) fn get(answers: &Answers, key: u8) -> Option<u32> {
    answers.iter().find(|(known, _)| *known == key).map(|(_, value)| *value)
}

pub(crate) fn set(answers: &mut Answers, key: u8, value: u32) {
    match answers.binary_search_by_key(&key, |(known, _)| *known) {
        Ok(index) => answers[index].1 = value,
        Err(index) => answers.insert(index, (key, value)),
    }
}
