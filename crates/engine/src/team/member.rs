//! One member: reads a stretch, keeps its rows, and counts them.

use esteem_analysis::import::{self, Opened, Piece, Shard, StudyFile, Table, read_mapping, read_study};
use esteem_analysis::quality::{self, Signs};
use esteem_analysis::selection::Values;
use esteem_analysis::{Responses, plan, tally};
use esteem_study::Study;

use super::{Desk, Gone, Order, Said, Start};

/// Does what it is told until there is nothing left to do, or until it is told what makes no sense.
pub async fn member(desk: &mut impl Desk) {
    let Some(Order::Read(start)) = desk.order().await else { return };
    let Ok(StudyFile { mut study, .. }) = read_study(&start.study) else { return };
    let Some((mut responses, is_try_out)) = held(desk, &study, *start).await else { return };
    if is_try_out {
        study.scoring.smallest_base = 1;
    }
    desk.say(Said::Signs(Box::new(Signs::of(&responses))));
    let Some(Order::Mark(measure)) = desk.order().await else { return };
    quality::mark(&study, &mut responses, &measure);
    drop(measure);
    desk.say(Said::Values(Values::of(&study, &responses)));
    while let Some(Order::Count(selections)) = desk.order().await {
        let tallies = selections.iter().map(|which| tally(&plan(&study, &which.0), &responses));
        desk.say(Said::Counts(tallies.collect()));
    }
}

/// The rows that are kept, and whether all of the file are try-outs.
async fn held(desk: &mut impl Desk, study: &Study, start: Start) -> Option<(Responses, bool)> {
    let Start { mapping, tests, head, is_all, from, to, .. } = start;
    let mapping = mapping.as_deref().map(read_mapping).transpose().ok()?;
    let Opened::Table(table) = import::open(tests, study, &head, is_all, mapping.as_ref()) else { return None };
    drop(head);
    let mut piece = piece(desk, &table, from, to).await?;
    desk.say(Said::Summary(Box::new(piece.summary())));
    loop {
        match desk.order().await? {
            Order::Hashes => desk.say(Said::Hashes(piece.hashes())),
            Order::Copies(repeated) => desk.say(Said::Copies(piece.copies(&repeated))),
            Order::Keep { left_out, is_try_out } => return Some((piece.without(&left_out), is_try_out)),
            _ => return None,
        }
    }
}

/// The rows of the stretch, read again where it is told that they begin elsewhere.
async fn piece(desk: &mut impl Desk, table: &Table<'_>, from: u64, to: u64) -> Option<Piece> {
    let mut shard = table.shard(from, to);
    loop {
        let Ok(read) = read(desk, shard).await else {
            desk.say(Said::Unreadable);
            return None;
        };
        shard = read;
        desk.say(Said::Read(shard.stretch()));
        match desk.order().await? {
            Order::Again(from) => shard = shard.again(from),
            Order::Sum(line) => return Some(shard.piece(line)),
            _ => return None,
        }
    }
}

/// Reads a shard to its end, and tells how far it is.
async fn read<'t>(desk: &mut impl Desk, mut shard: Shard<'t>) -> Result<Shard<'t>, Gone> {
    let mut done = 0;
    while let Some(place) = shard.wants() {
        let block = desk.block(place).await?;
        if block.is_empty() {
            shard.end();
        } else {
            done += block.len() as u64;
            shard.feed(&block);
            desk.say(Said::Progress(done, shard.rows()));
        }
    }
    Ok(shard)
}
