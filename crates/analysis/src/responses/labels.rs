//! A column of few distinct texts, as numbers into a list.

use std::collections::{BTreeMap, HashMap};

/// A column of few distinct texts, as numbers into a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    values: Vec<String>,
    /// The place of each value in the list; looked up, never walked.
    places: HashMap<String, u32>,
    codes: Vec<u32>,
}

impl Labels {
    /// Adds a row.
    pub fn push(&mut self, value: &str) {
        let code = self.place(value);
        self.codes.push(code);
    }

    /// The place of a value in the list, where it is put if it is not there yet.
    pub(crate) fn place(&mut self, value: &str) -> u32 {
        match self.places.get(value) {
            Some(code) => *code,
            None => {
                let code = self.values.len() as u32;
                self.values.push(value.into());
                self.places.insert(value.into(), code);
                code
            }
        }
    }

    /// Adds a row by the place of its value.
    pub(crate) fn push_place(&mut self, place: u32) {
        debug_assert!((place as usize) < self.values.len());
        self.codes.push(place);
    }

    /// The value of a row.
    pub fn get(&self, row: usize) -> &str {
        &self.values[self.codes[row] as usize]
    }

    /// The distinct values, sorted, with how many rows have each.
    pub fn counts(&self) -> BTreeMap<&str, u64> {
        let mut rows = vec![0; self.values.len()];
        for code in &self.codes {
            rows[*code as usize] += 1;
        }
        // A value may have lost its rows when some were picked.
        self.values.iter().map(String::as_str).zip(rows).filter(|(_, rows)| *rows > 0).collect()
    }

    /// For each code whether its value passes.
    pub(crate) fn passing(&self, pass: impl Fn(&str) -> bool) -> Vec<bool> {
        self.values.iter().map(|value| pass(value)).collect()
    }

    /// The code of each row.
    pub(crate) fn codes(&self) -> &[u32] {
        &self.codes
    }

    pub(crate) fn pick(&self, rows: &[usize]) -> Labels {
        let codes = rows.iter().map(|row| self.codes[*row]).collect();
        Labels { values: self.values.clone(), places: self.places.clone(), codes }
    }

    /// Adds the rows of another column: values that both have are one, new ones come after the known ones.
    pub(crate) fn append(&mut self, other: &Labels) {
        let places: Vec<u32> = other.values.iter().map(|value| self.place(value)).collect();
        self.codes.extend(other.codes.iter().map(|code| places[*code as usize]));
    }

    pub(crate) fn reserve(&mut self, rows: usize) {
        self.codes.reserve_exact(rows);
    }
}
