//! What short cells were read as, so that a word is looked up once and not a million times.

/// The most bytes of a cell that is kept: "not_applicable" and eight Chinese letters fit.
const MOST: usize = 24;
/// How many longer cells are kept side by side; a power of two.
const PLACES: usize = 64;

/// Stands for a single byte that is not known.
const UNKNOWN: u16 = u16::MAX;

/// Cells of one column and what they mean, as one number. What was forgotten is read again, so that a column of many
/// different cells needs no more memory than one of few.
#[derive(Debug)]
pub(in crate::import) struct Cache {
    empty: Option<u64>,
    /// What each single byte means, if it is known and small, as codes are: a column's digits fit into one cache line.
    single: Vec<u16>,
    longer: Vec<Option<Known>>,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    key: Key,
    value: u64,
}

/// A cell's bytes, filled up with zeros, and their number.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Key {
    words: [u64; MOST / 8],
    length: usize,
}

impl Key {
    fn new(cell: &[u8]) -> Option<Key> {
        if cell.len() > MOST {
            return None;
        }
        let mut words = [0; MOST / 8];
        for (word, bytes) in words.iter_mut().zip(cell.chunks(8)) {
            *word = bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
        }
        Some(Key { words, length: cell.len() })
    }

    /// A place among [`PLACES`].
    fn place(&self) -> usize {
        let mixed = self
            .words
            .iter()
            .fold(self.length as u64, |mixed, word| (mixed.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        (mixed >> (u64::BITS - PLACES.ilog2())) as usize
    }
}

impl Cache {
    pub(in crate::import) fn new() -> Cache {
        Cache { empty: None, single: vec![UNKNOWN; 256], longer: vec![None; PLACES] }
    }

    /// What this cell was read as, if it is known.
    #[inline]
    pub(in crate::import) fn get(&self, cell: &[u8]) -> Option<u64> {
        match cell {
            [] => self.empty,
            [byte] => match self.single.get(usize::from(*byte)) {
                Some(value) if *value != UNKNOWN => Some(u64::from(*value)),
                _ => self.get_longer(cell),
            },
            _ => self.get_longer(cell),
        }
    }

    fn get_longer(&self, cell: &[u8]) -> Option<u64> {
        let key = Key::new(cell)?;
        let known = self.longer.get(key.place())?.as_ref()?;
        (known.key == key).then_some(known.value)
    }

    /// Keeps what a cell was read as, if it is short; another cell may be forgotten for it.
    pub(in crate::import) fn put(&mut self, cell: &[u8], value: u64) {
        match (cell, u16::try_from(value)) {
            ([], _) => self.empty = Some(value),
            ([byte], Ok(small)) if small != UNKNOWN => {
                if let Some(single) = self.single.get_mut(usize::from(*byte)) {
                    *single = small;
                }
            }
            _ => {
                if let Some(key) = Key::new(cell)
                    && let Some(place) = self.longer.get_mut(key.place())
                {
                    *place = Some(Known { key, value });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cache;

    #[test]
    fn a_cell_is_what_was_put_last_or_unknown() {
        let mut cache = Cache::new();
        let cells: Vec<String> = (0..30).map(|length| "x".repeat(length)).collect();
        for (value, cell) in (0..).zip(&cells) {
            assert_eq!(cache.get(cell.as_bytes()), None);
            cache.put(cell.as_bytes(), value);
            assert_eq!(cache.get(cell.as_bytes()), (cell.len() <= 24).then_some(value));
            cache.put(cell.as_bytes(), value + 1);
            assert_eq!(cache.get(cell.as_bytes()), (cell.len() <= 24).then_some(value + 1));
        }
        cache.put(b"5", 5_000_000);
        assert_eq!((cache.get(b"5"), cache.get(b"4")), (Some(5_000_000), None));
        // Cells that differ only in zeros at their end are different.
        cache.put(b"ab", 1);
        assert_eq!(cache.get(b"ab\0"), None);
    }
}
