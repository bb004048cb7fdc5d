//! What outcomes need beyond their answers: how incidents went, numbers by their values, and the three answers of the
//! index together.

use std::collections::BTreeMap;

use super::block::Block;
use crate::quality::ResponseFlags;
use crate::responses::{Absent, Incidents, Responses};

/// The codes of severity and of resolution: 1 to 4, and 0 where it was not said.
const CODES: usize = 5;
/// For each kind the severities and the resolutions.
const KIND_CELLS: usize = 2 * CODES;
/// The code of "did not tell them".
const SILENT: u8 = 4;

/// The counts of [`crate::plan::Table::Incidents`], cell by cell: for each kind the severities 0 to 4 and the
/// resolutions 0 to 4 of those who met it; then the respondents with an incident whose outcome is known, and those of
/// them who told about at least one.
#[derive(Clone, Copy, Debug)]
pub struct IncidentCounts<'a> {
    cells: &'a [u64],
    kinds: usize,
}

/// The number of cells for this many kinds.
pub(super) fn cells(kinds: usize) -> usize {
    kinds * KIND_CELLS + 2
}

impl<'a> IncidentCounts<'a> {
    /// The counts in the cells of a table.
    pub fn new(cells: &'a [u64], kinds: usize) -> IncidentCounts<'a> {
        IncidentCounts { cells, kinds }
    }

    /// Respondents for whom an incident of a kind had this severity, 1 to 4; 0 where they did not say.
    pub fn severity(&self, kind: usize, severity: usize) -> u64 {
        self.at(kind * KIND_CELLS + severity)
    }

    /// Respondents for whom an incident of a kind came to this, from 1 solved quickly to 4 did not tell them; 0 where they
    /// did not say.
    pub fn resolved(&self, kind: usize, resolution: usize) -> u64 {
        self.at(kind * KIND_CELLS + CODES + resolution)
    }

    /// Respondents with an incident whose outcome is known.
    pub fn had(&self) -> u64 {
        self.at(self.kinds * KIND_CELLS)
    }

    /// Of these, the ones who told about at least one.
    pub fn complained(&self) -> u64 {
        self.at(self.kinds * KIND_CELLS + 1)
    }

    fn at(&self, cell: usize) -> u64 {
        self.cells.get(cell).copied().unwrap_or_default()
    }
}

pub(super) fn count_incidents(incidents: &Incidents, row: usize, cells: &mut [u64]) {
    let Some(ticks) = incidents.ticks.get(row).copied().filter(|ticks| Absent::of_ticks(*ticks).is_none()) else {
        return;
    };
    let code = |codes: &[Vec<u8>], kind: usize| {
        codes.get(kind).and_then(|codes| codes.get(row)).copied().filter(|code| *code <= 4).unwrap_or_default()
    };
    let kinds = cells.len().saturating_sub(2) / KIND_CELLS;
    let mut add = |cell: usize| {
        if let Some(cell) = cells.get_mut(cell) {
            *cell += 1;
        }
    };
    let (mut had, mut complained) = (false, false);
    for kind in (0..kinds).filter(|kind| ticks >> kind & 1 == 1) {
        let (severity, resolution) = (code(&incidents.severity, kind), code(&incidents.resolution, kind));
        add(kind * KIND_CELLS + usize::from(severity));
        add(kind * KIND_CELLS + CODES + usize::from(resolution));
        had |= resolution > 0;
        complained |= (1..SILENT).contains(&resolution);
    }
    if had {
        add(kinds * KIND_CELLS);
    }
    if complained {
        add(kinds * KIND_CELLS + 1);
    }
}

pub(super) fn count_numbers(numbers: &[i64], block: &Block<'_>, sums: &mut BTreeMap<[i32; 3], u64>) {
    for row in block.rows() {
        let Some(number) = numbers.get(*row).filter(|number| Absent::of_number(**number).is_none()) else { continue };
        let whole = number.div_euclid(1_000_000).clamp(i32::MIN.into(), i32::MAX.into());
        // Both lie within 32 bits: the one is clamped, the other is a rest.
        let key = [whole as i32, number.rem_euclid(1_000_000) as i32, 0];
        *sums.entry(key).or_default() += 1;
    }
}

pub(super) fn count_index(block: &Block<'_>, places: [usize; 3], levels: [usize; 3], cells: &mut [u64]) {
    let columns = places.map(|place| block.codes(place));
    for row in 0..block.rows().len() {
        let cell = columns.iter().zip(levels).try_fold(0, |cell, (codes, levels)| {
            let code = usize::from(*codes.get(row)?);
            (code < levels).then_some(cell * levels + code)
        });
        if let Some(cell) = cell.and_then(|cell| cells.get_mut(cell)) {
            *cell += 1;
        }
    }
}

/// The cells of [`crate::plan::Table::Quality`].
pub(super) const QUALITY_CELLS: usize = 6;

pub(super) fn count_quality(responses: &Responses, row: usize, cells: &mut [u64]) {
    let flags = responses.flags.get(row).copied().unwrap_or_default();
    let is_timed = responses.seconds.get(row).is_some_and(Option::is_some);
    let signs = [
        true,
        is_timed,
        flags.has(ResponseFlags::SPEEDING),
        flags.has(ResponseFlags::STRAIGHT_LINE),
        flags.has(ResponseFlags::DUPLICATE),
        flags.is_left_out(),
    ];
    cells.iter_mut().zip(signs).for_each(|(cell, sign)| *cell += u64::from(sign));
}
