//! How long a big file takes from bytes to the report, step by step, and how much memory: made-up answers to 24
//! touchpoints, written by a rule so that every machine makes the same file.
//!
//! ```text
//! cargo run --release -p esteem-analysis --example million -- study > m.study.json
//! cargo run --release -p esteem-analysis --example million -- answers 1000000 > m.csv
//! cargo run --release -p esteem-analysis --example million -- measure m.study.json m.csv
//! ```

use std::io::{self, Write};
use std::time::Instant;

use esteem_analysis::import::{read_responses, read_study};
use esteem_analysis::{Selection, plan, report, tally};

/// Touchpoints, with a column of what was expected and one of what was got each.
const TOUCHPOINTS: usize = 24;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["study"] => study(),
        ["answers", rows] => answers(rows.parse()?),
        ["measure", study, responses] => measure(study, responses),
        _ => Err("say study, answers ROWS, or measure STUDY RESPONSES".into()),
    }
}

fn study() -> Outcome {
    let text = |word: &str| format!(r#"{{"zh": "{word}", "en": "{word}"}}"#);
    let list = |of: &mut dyn Iterator<Item = String>| of.collect::<Vec<_>>().join(",\n    ");
    let levels = |most: usize| list(&mut (1..=most).map(|code| format!(r#"{{"code": {code}}}"#)));
    let items = list(&mut (0..TOUCHPOINTS).map(|i| {
        let facets = r#""facets": ["expected", "perceived"]"#;
        let answer = format!(r#"{{"kind": "rating", "scale": "seven", {facets}}}"#);
        format!(r#"{{"id": "T{i}", "text": {}, "construct": "d{}", "answer": {answer}}}"#, text("touchpoint"), i / 6)
    }));
    let dimensions = list(
        &mut (0..TOUCHPOINTS / 6)
            .map(|i| format!(r#"{{"id": "d{i}", "name": {}, "kind": "dimension"}}"#, text("dimension"))),
    );
    let segments = list(
        &mut ["group", "region"].iter().map(|id| format!(r#"{{"id": "{id}", "name": {}, "values": []}}"#, text(id))),
    );
    let asks = list(&mut (0..TOUCHPOINTS).map(|i| format!(r#""T{i}.expected", "T{i}""#)));
    println!(
        r#"{{
  "format": "esteem-study/1", "id": "million", "title": {title}, "languages": ["zh", "en"],
  "scales": [{{"id": "seven", "levels": [{seven}]}}, {{"id": "five", "levels": [{five}]}}],
  "constructs": [{dimensions},
    {{"id": "overall", "name": {title}, "kind": {{"outcome": "overall"}}}}],
  "items": [{items},
    {{"id": "O", "text": {title}, "construct": "overall", "answer": {{"kind": "rating", "scale": "five"}}}},
    {{"id": "X", "text": {title}, "answer": {{"kind": "text"}}}}],
  "segments": [{segments}],
  "parts": [{{"id": "after", "pages": [{{"id": "only", "asks": [{asks}]}}]}}]
}}"#,
        title = text("a million"),
        seven = levels(7),
        five = levels(5),
    );
    Ok(())
}

fn answers(rows: u64) -> Outcome {
    let mut out = io::BufWriter::new(io::stdout().lock());
    write!(out, "id,group,region,wave")?;
    for i in 0..TOUCHPOINTS {
        write!(out, ",T{i}.expected,T{i}")?;
    }
    writeln!(out, ",O,X")?;
    // Marsaglia's xorshift64: good enough to be irregular.
    let mut state: u64 = 88_172_645_463_325_252;
    let mut lot = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    for row in 0..rows {
        let segment = ["A", "B", "C", "D"][lot(4) as usize];
        let region = ["North", "South", "East", "West", "Center"][lot(5) as usize];
        write!(out, "r{row:07},{segment},{region},2026-{:02}", 1 + lot(12))?;
        for _ in 0..TOUCHPOINTS * 2 {
            match lot(100) {
                0..3 => write!(out, ",")?,
                _ => write!(out, ",{}", 1 + lot(7))?,
            }
        }
        let comment = if lot(10) == 0 { "\"good, but slow\"" } else { "" };
        writeln!(out, ",{},{comment}", 1 + lot(5))?;
    }
    Ok(())
}

/// Prints the time of each step and the most memory that was in use after it.
fn measure(study: &str, responses: &str) -> Outcome {
    let study = read_study(&std::fs::read(study)?).map_err(|error| format!("{error:?}"))?.study;
    let bytes = std::fs::read(responses)?;
    let mut at = (Instant::now(), cpu());
    let mut step = |name: &str, rows: usize| {
        let (wall, used) = (at.0.elapsed().as_secs_f64(), cpu() - at.1);
        let per_row = used * 1e9 / rows.max(1) as f64;
        println!(
            "{name:<24} {used:7.3} s of the processor, {wall:7.3} s by the clock, {per_row:6.0} ns per row, {}",
            memory()
        );
        at = (Instant::now(), cpu());
    };
    step("file in memory", 1);
    let imported =
        read_responses(&study, &bytes, None, &|_| None, &mut |_| {}).map_err(|error| format!("{error:?}"))?;
    let rows = imported.responses.len();
    step("import", rows);
    let selection = Selection::default();
    let plan_of_all = plan(&study, &selection);
    let counts = tally(&plan_of_all, &imported.responses);
    step("tally", rows);
    let whole = report(&study, &plan_of_all, &counts);
    step("report", rows);
    let first = imported.responses.segments.iter().find_map(|(id, labels)| {
        let value = labels.counts().into_keys().next()?.to_owned();
        Some((id.clone(), value))
    });
    let selected = Selection::from_conditions(first).map_err(|error| format!("{error:?}"))?;
    let filtered = esteem_analysis::analyze(&study, &imported.responses, &selected);
    step("another filter", rows);
    println!("{rows} rows, {} of them selected, {} bytes of report", filtered.responses, whole.to_json().len());
    Ok(())
}

/// Seconds of the processor so far, where the system tells them; else 0.
fn cpu() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    told.split_whitespace().next().and_then(|first| first.parse::<f64>().ok()).unwrap_or_default() / 1e9
}

/// The most memory so far, where the system tells it.
fn memory() -> String {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    told.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("memory unknown").replace('\t', " ")
}
