//! Which items each respondent is asked where nobody is asked all of them.

use super::Reason;

/// The share of the respondents that every pair of items should meet.
pub const LEAST_SHARE: f64 = 0.10;
/// How many base blocks are tried before it is given up.
const MOST_BASES: usize = 64;

/// Blocks of items, to be given to the respondents in turn, so that every item is asked equally often and every pair of
/// items by at least a tenth of the respondents.
///
/// Items are numbered from 0; each block is in ascending order and has `per_person` items.
///
/// # Formula
/// A base block and all its shifts, items counted in a circle, ask every item equally often, and every pair as often as
/// its distance occurs in the base block (cyclic designs; Bose 1939, Annals of Eugenics 9). Base blocks are added until
/// the rarest distance is frequent enough; each takes the items that keep the distances most equal.
///
/// # Errors
/// [`Reason::OutOfRange`] unless 2 ≤ per_person ≤ items; [`Reason::ThinPair`] where so few items for each respondent
/// cannot meet every pair often enough.
pub fn blocks(items: usize, per_person: usize) -> Result<Vec<Vec<usize>>, Reason> {
    if per_person < 2 || per_person > items {
        return Err(Reason::OutOfRange);
    }
    if per_person == items {
        return Ok(vec![(0..items).collect()]);
    }
    let (all, asked) = (items as f64, per_person as f64);
    // The mean over all pairs; the rarest cannot be above it.
    if asked * (asked - 1.0) / (all * (all - 1.0)) < LEAST_SHARE {
        return Err(Reason::ThinPair);
    }
    let mut distances = vec![0_usize; items];
    let mut found: Vec<Vec<usize>> = Vec::new();
    for bases in 1..=MOST_BASES {
        let base = base(&mut distances, per_person);
        let shifted = |shift: usize| {
            let mut block: Vec<usize> = base.iter().map(|item| (item + shift) % items).collect();
            block.sort_unstable();
            block
        };
        found.extend((0..items).map(shifted));
        let rarest = distances.iter().skip(1).min().copied().unwrap_or(0);
        if rarest as f64 >= LEAST_SHARE * (bases * items) as f64 {
            return Ok(found);
        }
    }
    Err(Reason::ThinPair)
}

/// A base block, the distances of which are added to those met already.
fn base(distances: &mut [usize], per_person: usize) -> Vec<usize> {
    let items = distances.len();
    let mut block = vec![0];
    while block.len() < per_person {
        let added = |item: usize| block.iter().map(move |other| (item + items - other) % items);
        // How much the squares of the counts grow by this item: least where it brings what is rare.
        let growth = |item: &usize| {
            let mut counts = distances.to_vec();
            for distance in added(*item) {
                counts[distance] += 1;
                counts[items - distance] += 1;
            }
            counts.iter().map(|count| count * count).sum::<usize>()
        };
        let Some(item) = (1..items).filter(|item| !block.contains(item)).min_by_key(growth) else { break };
        for distance in added(item) {
            distances[distance] += 1;
            distances[items - distance] += 1;
        }
        block.push(item);
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_asked_equally_often_and_every_pair_often_enough() {
        for (items, per_person) in [(2, 2), (3, 2), (5, 3), (7, 3), (12, 5), (13, 7), (24, 9), (40, 14), (60, 22)] {
            let found = blocks(items, per_person).unwrap();
            let share = |hit: &dyn Fn(&Vec<usize>) -> bool| {
                found.iter().filter(|block| hit(block)).count() as f64 / found.len() as f64
            };
            for block in &found {
                assert!(block.len() == per_person && block.windows(2).all(|two| two[0] < two[1]), "{block:?}");
            }
            for one in 0..items {
                let asked = share(&|block| block.contains(&one));
                assert!((asked - per_person as f64 / items as f64).abs() < 1e-12);
                for other in 0..one {
                    let met = share(&|block| block.contains(&one) && block.contains(&other));
                    assert!(met >= LEAST_SHARE, "{items} items, {per_person} each: {one} and {other} by {met}");
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        assert_eq!(blocks(24, 6), Err(Reason::ThinPair));
        assert_eq!(blocks(5, 1), Err(Reason::OutOfRange));
        assert_eq!(blocks(5, 6), Err(Reason::OutOfRange));
        assert_eq!(blocks(0, 0), Err(Reason::OutOfRange));
        assert_eq!(blocks(7, 7).unwrap(), [[0, 1, 2, 3, 4, 5, 6]]);
        assert_eq!(blocks(7, 3).unwrap().len(), 7);
    }
}
