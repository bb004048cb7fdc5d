//! A block of rows on its way through the tables: small enough that its columns stay close to the processor while one
//! table after the other counts them.

use esteem_study::{Key, Missing};
use md5::{Digest, Md5};

use crate::plan::GROUPS;
use crate::responses::{Absent, Column, Responses};

/// How many rows go through the tables together.
pub(super) const ROWS: usize = 1024;

/// The columns of codes that the tables of a plan look at, and the rows that are counted now.
pub(super) struct Block<'a> {
    responses: &'a Responses,
    columns: Vec<(Key, Option<&'a [u8]>)>,
    /// The rows that are kept, by their place in the responses.
    rows: Vec<usize>,
    /// Whether these are all from the first to the last, so that columns can be looked at where they are.
    is_whole: bool,
    /// Else the codes of the kept rows, for each column.
    picked: Vec<Vec<u8>>,
    /// What a column holds that the responses do not have.
    not_asked: Vec<u8>,
    /// The group of each kept row, where a table asks for it.
    groups: Vec<u8>,
    needs_groups: bool,
}

impl<'a> Block<'a> {
    pub(super) fn new(responses: &'a Responses) -> Block<'a> {
        Block {
            responses,
            columns: Vec::new(),
            rows: Vec::with_capacity(ROWS),
            is_whole: true,
            picked: Vec::new(),
            not_asked: vec![Absent::Missing(Missing::NotAsked).code(); ROWS],
            groups: Vec::new(),
            needs_groups: false,
        }
    }

    /// The place of a key's column, for [`Block::codes`].
    pub(super) fn place(&mut self, key: &Key) -> usize {
        self.columns.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
            let codes = match self.responses.answers.get(key) {
                Some(Column::Code(codes)) => Some(codes.as_slice()),
                _ => None,
            };
            self.columns.push((key.clone(), codes));
            self.picked.push(Vec::new());
            self.columns.len() - 1
        })
    }

    /// Whether the responses have the column.
    pub(super) fn has(&self, place: usize) -> bool {
        self.columns[place].1.is_some()
    }

    /// Takes the next rows, of which those are kept that pass.
    pub(super) fn take(&mut self, rows: std::ops::Range<usize>, keeps: impl FnMut(&usize) -> bool) {
        let all = rows.len();
        self.rows.clear();
        self.rows.extend(rows.filter(keeps));
        self.is_whole = self.rows.len() == all;
        self.groups.clear();
        if self.needs_groups {
            let group = |row: &usize| Md5::digest(self.responses.ids[*row].as_bytes())[0] % GROUPS as u8;
            self.groups.extend(self.rows.iter().map(group));
        }
        if !self.is_whole {
            for ((_, codes), picked) in self.columns.iter().zip(&mut self.picked) {
                picked.clear();
                if let Some(codes) = codes {
                    picked.extend(self.rows.iter().map(|row| codes[*row]));
                }
            }
        }
    }

    /// Says that [`Block::groups`] will be asked for.
    pub(super) fn need_groups(&mut self) {
        self.needs_groups = true;
    }

    /// The group of each of these rows: the first two hexadecimal digits of the MD5 of its id, modulo the number of
    /// groups. It says nothing about the respondent and is the same in every order of the rows.
    pub(super) fn groups(&self) -> &[u8] {
        &self.groups
    }

    /// The rows that are counted, by their place in the responses.
    pub(super) fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// The codes of a column in these rows. A column that the responses do not have was not asked.
    pub(super) fn codes(&self, place: usize) -> &[u8] {
        match (self.columns[place].1, self.rows.first()) {
            (None, _) | (_, None) => &self.not_asked[..self.rows.len()],
            (Some(codes), Some(first)) if self.is_whole => &codes[*first..*first + self.rows.len()],
            _ => &self.picked[place],
        }
    }
}
