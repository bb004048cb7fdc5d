//! Reading and counting in several threads: a file is read in pieces of which each thread takes the next one, and what
//! the pieces tell is added up. The report is the same from any number of threads.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use esteem_analysis::import::{self, Gathered, ImportError, Mapping, Next, Opened, Shard, Stretch, Table, Tests};
use esteem_analysis::{Plan, Responses, Tally, tally};
use esteem_study::Study;

/// How many bytes are read at once.
const BLOCK: usize = 1 << 20;
/// The least bytes that are worth a piece of their own.
const LEAST: u64 = 1 << 20;
/// How many pieces there are for each thread, so that none waits long for a slow one.
const PIECES: u64 = 4;

/// Why there are no responses.
pub(crate) enum Failure {
    /// The file cannot be read.
    Io(io::Error),
    /// It holds no answers.
    Import(ImportError),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Io(error)
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Failure {
        Failure::Import(error)
    }
}

/// Reads responses, in pieces if the file can be read so; `decode` reads the encoding that others cannot.
pub(crate) fn responses(
    path: &Path,
    study: &Study,
    mapping: Option<&Mapping>,
    decode: import::Decode<'_>,
    threads: usize,
) -> Result<Gathered, Failure> {
    if let Some(gathered) = in_pieces(path, study, mapping, threads)? {
        return Ok(gathered);
    }
    let imported = import::read_responses(study, &std::fs::read(path)?, mapping, decode, &mut |_| {})?;
    Ok(Gathered { parts: vec![imported.responses], manifest: imported.manifest })
}

/// Reads a file in pieces; `None` if it must be read as a whole.
fn in_pieces(
    path: &Path,
    study: &Study,
    mapping: Option<&Mapping>,
    threads: usize,
) -> Result<Option<Gathered>, Failure> {
    let mut file = File::open(path)?;
    // Whatever has no length and no places, such as a pipe, can be read once only.
    let facts = file.metadata()?;
    if !facts.is_file() {
        return Ok(None);
    }
    let mut start = Vec::new();
    let table = loop {
        let wanted = start.len().max(BLOCK / 16) as u64;
        let is_all = (&mut file).take(wanted).read_to_end(&mut start)? < wanted as usize;
        match import::open(Tests::LeftOut, study, &start, is_all, mapping) {
            Opened::Table(table) => break table,
            Opened::More => {}
            Opened::Whole => return Ok(None),
        }
    };
    drop(start);
    let pieces = pieces(&table, facts.len(), threads);
    let shards = each(&pieces, threads, |(from, to)| read(path, table.shard(*from, *to)));
    let mut shards = shards.into_iter().collect::<io::Result<Vec<_>>>()?;
    loop {
        let stretches: Vec<Stretch> = shards.iter().map(Shard::stretch).collect();
        match import::next(&table, &stretches) {
            Next::Gather => return Ok(Some(import::gather(&table, shards)?)),
            Next::Whole => return Ok(None),
            Next::Again { shard, from } => {
                let again = shards.get(shard).map(|shard| shard.again(from));
                if let (Some(place), Some(again)) = (shards.get_mut(shard), again) {
                    *place = read(path, again)?;
                }
            }
        }
    }
}

/// Cuts the rows of a file of so many bytes into pieces.
fn pieces(table: &Table<'_>, length: u64, threads: usize) -> Vec<(u64, u64)> {
    let first = table.rows_at();
    let bytes = length.saturating_sub(first);
    let most = if threads == 1 { 1 } else { threads as u64 * PIECES };
    let number = (bytes / LEAST).clamp(1, most);
    let cut = |piece: u64| first + bytes / number * piece;
    (0..number).map(|piece| (cut(piece), if piece + 1 == number { length } else { cut(piece + 1) })).collect()
}

/// Reads a shard to its end.
fn read<'t>(path: &Path, mut shard: Shard<'t>) -> io::Result<Shard<'t>> {
    let mut file = File::open(path)?;
    let mut block = vec![0; BLOCK];
    let mut at = None;
    while let Some(place) = shard.wants() {
        if at != Some(place) {
            file.seek(SeekFrom::Start(place))?;
        }
        let length = match file.read(&mut block) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            length => length?,
        };
        at = Some(place + length as u64);
        match block.get(..length) {
            Some(bytes) if !bytes.is_empty() => shard.feed(bytes),
            _ => shard.end(),
        }
    }
    Ok(shard)
}

/// Counts what a plan asks for in all parts.
pub(crate) fn count(plan: &Plan, parts: &[Responses], threads: usize) -> Tally {
    let mut whole = Tally::empty(plan);
    each(parts, threads, |part| tally(plan, part)).iter().for_each(|part| whole.merge(part));
    whole
}

/// What a function makes of each value, in their order; each thread takes the next value that nobody has taken.
fn each<T: Sync, R: Send>(values: &[T], threads: usize, make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            match values.get(number) {
                Some(value) => made.push((number, make(value))),
                None => return made,
            }
        }
    };
    let mut made = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(values.len())).map(|_| scope.spawn(work)).collect();
        let mut made = work();
        for other in others {
            match other.join() {
                Ok(more) => made.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        made
    });
    made.sort_by_key(|(number, _)| *number);
    made.into_iter().map(|(_, value)| value).collect()
}
