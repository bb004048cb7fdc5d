//! What a part asks, in which order, and what belongs together.

use alloc::string::String;
use alloc::vec::Vec;

use crate::key::{Facet, Key};
use crate::response::Answer;
use crate::study::{AnswerForm, Study};

/// The most rows of a list of ratings that stand together; a longer list is split evenly.
pub const MOST_ROWS: usize = 6;

/// What belongs together: consecutive ratings of one page on the same scale and of the same facet, or one other
/// question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The page's position in its part.
    pub page: usize,
    /// What is asked, 1 to [`MOST_ROWS`] keys. Several are always ratings, with one scale between them.
    pub asks: Vec<Key>,
    /// Whether it goes on with the list of ratings of the block before, which was too long for one.
    pub continues: bool,
    /// Whether it is the first of its page, which the page's own sentence introduces.
    pub opens: bool,
    /// The position of its first ask among all asks.
    pub(super) first: usize,
}

/// Why a study cannot be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoInterview {
    /// The study has no part of this id.
    UnknownPart(String),
    /// The part asks nothing.
    NothingAsked,
    /// A page asks this key, and the study does not have it.
    UnknownKey(String),
    /// The pages ask this key twice.
    AskedTwice(String),
    /// An item is answered on the scale of this id, and the study does not have it.
    UnknownScale(String),
}

/// One question of the interview, with what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ask {
    pub(super) key: Key,
    /// The page's position in its part.
    pub(super) page: usize,
    /// The item's position in the study.
    pub(super) item: usize,
    /// Where it stands on its page, if the page is shuffled; otherwise 0.
    pub(super) rank: usize,
    pub(super) required: bool,
    pub(super) answer: Option<Answer>,
    /// Whether the answer was given or taken back here and is not yet known to be kept.
    pub(super) fresh: bool,
    /// Whether the respondent ever saw it.
    pub(super) shown: bool,
    /// Whether the respondent saw it here, and not only where a draft that was taken over was written.
    pub(super) seen_here: bool,
}

impl Ask {
    pub(super) fn is_lacking(&self) -> bool {
        self.required && self.answer.is_none()
    }
}

/// The position of the part, and what it asks of the respondent with this seed, in the order in which it is asked.
pub(super) fn asks(study: &Study, part: Option<&str>, seed: u32) -> Result<(usize, Vec<Ask>), NoInterview> {
    let at = match part {
        None => 0,
        Some(id) => {
            let known = study.parts.iter().position(|part| part.id == id);
            known.ok_or_else(|| NoInterview::UnknownPart(id.into()))?
        }
    };
    let mut asks = asks_of(study, at, &ranks(study.items.len(), seed))?;
    arrange(&mut asks);
    if asks.is_empty() { Err(NoInterview::NothingAsked) } else { Ok((at, asks)) }
}

/// What a part asks of the respondent whose items have these ranks, in the order of its pages; without ranks, all of it.
pub(super) fn asks_of(study: &Study, part: usize, ranks: &[usize]) -> Result<Vec<Ask>, NoInterview> {
    let mut asks: Vec<Ask> = Vec::new();
    for (page, plan) in study.parts.get(part).map_or(&[][..], |part| &part.pages).iter().enumerate() {
        for text in &plan.asks {
            let mut ask = ask(study, page, text).ok_or_else(|| NoInterview::UnknownKey(text.clone()))?;
            if let Some(scale) = missing_scale(study, &ask) {
                return Err(NoInterview::UnknownScale(scale.clone()));
            }
            let rank = ranks.get(ask.item).copied().unwrap_or(usize::MAX);
            if plan.shuffle {
                ask.rank = rank;
            }
            if asks.iter().any(|earlier| earlier.key == ask.key) {
                return Err(NoInterview::AskedTwice(text.clone()));
            }
            if is_dealt(study, ranks, rank) {
                asks.push(ask);
            }
        }
    }
    Ok(asks)
}

/// Whether the item of this rank is asked: of the touchpoints, as many are as the study says, those of the lowest ranks.
///
/// So every set of so many touchpoints is as likely as any other. Of m touchpoints with k for each respondent, that is the
/// balanced design with all sets of k as its blocks: each touchpoint stands in k/m of them, each pair in k(k − 1)/(m(m − 1)).
fn is_dealt(study: &Study, ranks: &[usize], rank: usize) -> bool {
    let (mut before, mut is_touchpoint) = (0, false);
    for (item, other) in study.items.iter().zip(ranks) {
        if *other <= rank && item.is_touchpoint() {
            before += 1;
            is_touchpoint |= *other == rank;
        }
    }
    !is_touchpoint || before <= study.touchpoints_each.unwrap_or(u32::MAX)
}

/// What a page asks by this key; `None` if the study does not have it.
fn ask(study: &Study, page: usize, text: &str) -> Option<Ask> {
    let key = Key::parse(text)?;
    let at = study.items.iter().position(|item| item.id == key.item)?;
    let item = study.items.get(at).filter(|item| item.has(key.facet))?;
    let required = item.required;
    Some(Ask { key, page, item: at, rank: 0, required, answer: None, fresh: false, shown: false, seen_here: false })
}

/// The id of a scale on which the item is answered and which the study does not have.
fn missing_scale<'a>(study: &'a Study, ask: &Ask) -> Option<&'a String> {
    let scales = match &study.items.get(ask.item)?.answer {
        AnswerForm::Rating { scale, .. } => [scale, scale],
        AnswerForm::Incidents { severity, resolution, .. } => [severity, resolution],
        _ => return None,
    };
    scales.into_iter().find(|scale| study.scale(scale).is_none())
}

/// A random rank for each item of the study: every shuffled page asks by rank. So each page's order is as random as if
/// it had been shuffled alone, and two pages that ask the same items, one for what was expected and one for what was
/// perceived, ask them in the same order.
///
/// Fisher–Yates, with numbers from mulberry32 (T. Ettinger): 32 bits of state, any seed will do. A number below n is
/// taken from the upper half of the product with n, whose bias for a few hundred items is below one in ten million.
fn ranks(items: usize, seed: u32) -> Vec<usize> {
    let mut ranks: Vec<usize> = (0..items).collect();
    let mut state = seed;
    for last in (1..items).rev() {
        state = state.wrapping_add(0x6D2B_79F5);
        let mut bits = (state ^ (state >> 15)).wrapping_mul(state | 1);
        bits ^= bits.wrapping_add((bits ^ (bits >> 7)).wrapping_mul(bits | 61));
        bits ^= bits >> 14;
        let below = (u64::from(bits) * (last as u64 + 1)) >> 32;
        ranks.swap(last, below as usize);
    }
    ranks
}

/// Brings the asks of each page into the order of their ranks; equal ranks stay as they are. An insertion sort, because
/// pages are short and the library's sort is a large thing to download.
pub(super) fn arrange(asks: &mut [Ask]) {
    for end in 1..asks.len() {
        let mut at = end;
        while let Some([before, ask]) = at.checked_sub(1).and_then(|before| asks.get(before..=at))
            && before.page == ask.page
            && before.rank > ask.rank
        {
            asks.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// What belongs together, in the order of the asks.
pub(super) fn blocks(study: &Study, asks: &[Ask]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut first = 0;
    while let Some(ask) = asks.get(first) {
        let scale = rating(study, ask);
        let alike = |other: &&Ask| other.page == ask.page && scale.is_some() && rating(study, other) == scale;
        let run = asks.iter().skip(first).take_while(alike).count().max(1);
        let pieces = run.div_ceil(MOST_ROWS);
        let end = first + run;
        for piece in 0..pieces {
            let rows = (end - first).div_ceil(pieces - piece);
            let keys = asks.iter().skip(first).take(rows).map(|ask| ask.key.clone()).collect();
            let opens = blocks.last().is_none_or(|before| before.page != ask.page);
            blocks.push(Block { page: ask.page, asks: keys, continues: piece > 0, opens, first });
            first += rows;
        }
    }
    blocks
}

/// The scale and facet of a rating.
fn rating<'a>(study: &'a Study, ask: &Ask) -> Option<(&'a str, Facet)> {
    match &study.items.get(ask.item)?.answer {
        AnswerForm::Rating { scale, .. } => Some((scale, ask.key.facet)),
        _ => None,
    }
}

/// A key as files write it.
pub(super) fn name(key: &Key) -> String {
    let mut name = key.item.clone();
    if key.facet != Facet::Perceived {
        name.push('.');
        name.push_str(key.facet.name());
    }
    name
}
