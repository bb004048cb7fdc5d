//! Many short texts in one piece of memory: a million ids are their letters and a place each, not a million pieces.

use std::ops::Index;

use super::Absent;

/// Texts by row. Indexing beyond the last row panics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    text: String,
    /// Where each text ends, in bytes.
    ends: Vec<usize>,
}

impl Strings {
    /// Adds a row.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The texts in the order of the rows.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|row| &self[row])
    }

    pub(crate) fn pick(&self, rows: &[usize]) -> Strings {
        let mut picked = Strings { text: String::new(), ends: Vec::with_capacity(rows.len()) };
        rows.iter().for_each(|row| picked.push(&self[*row]));
        picked
    }

    pub(crate) fn append(&mut self, other: &Strings) {
        let before = self.text.len();
        self.text.push_str(&other.text);
        self.ends.extend(other.ends.iter().map(|end| before + end));
    }

    /// Makes room for this many rows more, each as long as the ones so far.
    pub(crate) fn reserve(&mut self, rows: usize) {
        let letters = self.text.len() * rows / self.len().max(1);
        self.text.reserve_exact(letters);
        self.ends.reserve_exact(rows);
    }
}

impl Index<usize> for Strings {
    type Output = str;

    fn index(&self, row: usize) -> &str {
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        &self.text[start..self.ends[row]]
    }
}

impl<const N: usize> PartialEq<[&str; N]> for Strings {
    fn eq(&self, other: &[&str; N]) -> bool {
        self.iter().eq(other.iter().copied())
    }
}

/// Respondents' own words, or why there are none, by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    words: Strings,
    /// The place of the absence in [`Absent::ALL`], or [`Texts::SAID`].
    absences: Vec<u8>,
}

impl Texts {
    /// Stands for words that are there.
    const SAID: u8 = u8::MAX;

    /// Adds a row.
    pub fn push(&mut self, said: Result<&str, Absent>) {
        self.words.push(said.unwrap_or_default());
        self.absences.push(said.err().map_or(Texts::SAID, |absent| absent.position() as u8));
    }

    /// What was said in a row, or why nothing was.
    pub fn get(&self, row: usize) -> Result<&str, Absent> {
        self.absence(row).map_or_else(|| Ok(&self.words[row]), Err)
    }

    /// Why nothing was said in a row; `None` if something was.
    pub fn absence(&self, row: usize) -> Option<Absent> {
        Absent::ALL.get(usize::from(self.absences[row])).copied()
    }

    pub(crate) fn pick(&self, rows: &[usize]) -> Texts {
        let absences = rows.iter().map(|row| self.absences[*row]).collect();
        Texts { words: self.words.pick(rows), absences }
    }

    pub(crate) fn append(&mut self, other: &Texts) {
        self.words.append(&other.words);
        self.absences.extend(&other.absences);
    }

    pub(crate) fn reserve(&mut self, rows: usize) {
        self.words.reserve(rows);
        self.absences.reserve_exact(rows);
    }
}
