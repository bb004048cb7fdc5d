//! The lead: gives the orders, and puts together what is said.

use esteem_analysis::import::{
    self, Copies, Manifest, Next, Opened, Settled, Stretch, Summary, Table, may_repeat, repeated, settle,
};
use esteem_analysis::quality::{Measure, Signs};
use esteem_analysis::selection::Values;
use esteem_analysis::{Selection, Tally, plan};
use esteem_content::{Refused, RefusedFile};

use super::{Gone, Members, Order, Said, Start, Which};
use crate::open::{self, Doubts};
use crate::{Engine, Files, Held};

/// Why a team holds nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Missed {
    /// The files cannot be used.
    Refused(Refused),
    /// The responses must be read as a whole, by [`Engine::open`].
    Whole,
    /// More of the beginning of the file is needed than was given.
    More,
    /// The responses cannot be read any more.
    Unreadable,
    /// A member does not answer any more.
    Gone,
}

impl From<Gone> for Missed {
    fn from(_: Gone) -> Missed {
        Missed::Gone
    }
}

/// Whether a team can read these files, before there is one; the files are those of [`open()`].
///
/// # Errors
/// If it cannot; see [`Missed`].
pub fn understood(files: &Files<'_>, length: u64) -> Result<(), Missed> {
    let (study, _, mapping) = open::understood(files).map_err(Missed::Refused)?;
    let head = files.responses.unwrap_or_default();
    match import::open(files.tests, &study, head, head.len() as u64 >= length, mapping.as_ref()) {
        Opened::Table(_) => Ok(()),
        Opened::More => Err(Missed::More),
        Opened::Whole => Err(Missed::Whole),
    }
}

/// Has the members read the responses, and gives the engine what it must know of them. What it held before stays if
/// nothing comes of it.
///
/// In `files`, the responses are the beginning of the file, as many bytes as the caller likes; `length` says how many
/// there are.
///
/// # Errors
/// If the members do not hold the responses; see [`Missed`].
pub async fn open(
    engine: &mut Engine,
    members: &mut impl Members,
    files: &Files<'_>,
    length: u64,
) -> Result<(), Missed> {
    let head = files.responses.unwrap_or_default();
    let is_all = head.len() as u64 >= length;
    let (mut study, warnings, mapping) = open::understood(files).map_err(Missed::Refused)?;
    let table = match import::open(files.tests, &study, head, is_all, mapping.as_ref()) {
        Opened::Table(table) => table,
        Opened::More => return Err(Missed::More),
        Opened::Whole => return Err(Missed::Whole),
    };
    let start = |(from, to): (u64, u64)| {
        Order::Read(Box::new(Start {
            study: files.study.to_vec(),
            mapping: files.mapping.map(<[u8]>::to_vec),
            tests: files.tests,
            head: head.to_vec(),
            is_all,
            from,
            to,
        }))
    };
    let orders = cut(table.rows_at(), length, members.number()).into_iter().map(start).collect();
    let (manifest, values) = gathered(members, &table, orders).await?;
    drop(table);
    if manifest.is_try_out {
        study.scoring.smallest_base = 1;
    }
    engine.held = Some(Held::apart(study, &values, Doubts::new(warnings, manifest)));
    Ok(())
}

/// Has the members count what a report of each selection needs, and makes the reports.
///
/// # Errors
/// If a member does not answer any more.
pub async fn take_counts(
    engine: &mut Engine,
    members: &mut impl Members,
    selections: Vec<Selection>,
) -> Result<(), Gone> {
    if selections.is_empty() {
        return Ok(());
    }
    let order = Order::Count(selections.iter().cloned().map(Which).collect());
    let counts = ask(members, vec![order; members.number()], counts).await.map_err(|_| Gone)?;
    let mut counts: Vec<_> = counts.into_iter().map(Vec::into_iter).collect();
    for selection in selections {
        let Some(study) = engine.study() else { return Err(Gone) };
        let mut whole = Tally::empty(&plan(study, &selection));
        for member in &mut counts {
            whole.merge(&member.next().ok_or(Gone)?);
        }
        engine.take(&selection, &whole);
    }
    Ok(())
}

/// Stretches of the same length from the first row on, one for each member.
fn cut(first: u64, length: u64, number: usize) -> Vec<(u64, u64)> {
    let number = number.max(1) as u64;
    let each = length.saturating_sub(first) / number;
    let from = |member: u64| first + each * member;
    (0..number).map(|member| (from(member), if member + 1 == number { length } else { from(member + 1) })).collect()
}

/// What the members keep in the end, by what they tell of their stretches.
async fn gathered(
    members: &mut impl Members,
    table: &Table<'_>,
    orders: Vec<Order>,
) -> Result<(Manifest, Values), Missed> {
    let number = members.number();
    let mut stretches: Vec<Stretch> = ask(members, orders, stretch).await?;
    // A member that need not read again is told nothing, so that one at a time is asked.
    while let next @ (Next::Again { .. } | Next::Whole) = import::next(table, &stretches) {
        let Next::Again { shard, from } = next else { return Err(Missed::Whole) };
        let again = members.ask_one(shard, Order::Again(from)).await?;
        match (stretches.get_mut(shard), stretch(again)) {
            (Some(place), Ok(read)) => *place = read,
            (_, Err(missed)) => return Err(missed),
            (None, _) => return Err(Missed::Gone),
        }
    }
    let places = import::places(table, &stretches).map_err(|error| {
        let lines = open::refused_responses(&error);
        Missed::Refused(Refused { file: RefusedFile::Responses, lines })
    })?;
    let summaries = ask(members, places.lines.iter().map(|line| Order::Sum(*line)).collect(), summary).await?;
    let settled = if may_repeat(&summaries) { settled(members).await? } else { Settled::none(number) };
    let manifest = import::gather_apart(table, &places, summaries, &settled);
    let is_try_out = manifest.is_try_out;
    let keep = settled.left_out.into_iter().map(|left_out| Order::Keep { left_out, is_try_out });
    let measure = Measure::of(ask(members, keep.collect(), signs).await?);
    let mut all = Values::default();
    ask(members, vec![Order::Mark(measure); number], values).await?.iter().for_each(|values| all.merge(values));
    Ok((manifest, all))
}

/// Which records are there twice.
async fn settled(members: &mut impl Members) -> Result<Settled, Missed> {
    let number = members.number();
    let repeated = repeated(ask(members, vec![Order::Hashes; number], hashes).await?);
    if repeated.is_empty() {
        return Ok(Settled::none(number));
    }
    Ok(settle(&ask(members, vec![Order::Copies(repeated); number], copies).await?))
}

async fn ask<T>(
    members: &mut impl Members,
    orders: Vec<Order>,
    meant: fn(Said) -> Result<T, Missed>,
) -> Result<Vec<T>, Missed> {
    members.ask(orders).await?.into_iter().map(meant).collect()
}

/// What a member says is what it was asked for, or that it cannot.
macro_rules! meant {
    ($($name:ident, $variant:ident => $of:ty;)*) => {$(
        fn $name(said: Said) -> Result<$of, Missed> {
            match said {
                Said::$variant(told) => Ok(told.into()),
                Said::Unreadable => Err(Missed::Unreadable),
                _ => Err(Missed::Gone),
            }
        }
    )*};
}

meant! {
    stretch, Read => Stretch;
    hashes, Hashes => Vec<u64>;
    copies, Copies => Copies;
    values, Values => Values;
    counts, Counts => Vec<Tally>;
}

fn signs(said: Said) -> Result<Signs, Missed> {
    if let Said::Signs(signs) = said { Ok(*signs) } else { Err(Missed::Gone) }
}

fn summary(said: Said) -> Result<Summary, Missed> {
    if let Said::Summary(summary) = said { Ok(*summary) } else { Err(Missed::Gone) }
}
