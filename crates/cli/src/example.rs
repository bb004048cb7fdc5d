//! `esteem demo`: the example's study and answers on the standard output.

use std::io::{self, BufWriter, Write};

use crate::demo;
use crate::input::Lines;

/// What is printed.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// The study.
    Study,
    /// Answers as comma-separated text.
    Delimited,
    /// Answers as JSON Lines.
    JsonLines,
}

/// Prints the example.
pub(crate) fn run(seed: u64, number: u32, form: Form) -> Result<(), Lines> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(seed, number, form, &mut out).and_then(|()| out.flush()) {
        // Whoever reads may have read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome.map_err(|error| vec![format!("esteem demo: {error}")]),
    }
}

fn write(seed: u64, number: u32, form: Form, out: &mut impl Write) -> io::Result<()> {
    let study = serde_json::from_str(demo::STUDY)?;
    let responses = demo::responses(&study, seed, number);
    match form {
        Form::Study => out.write_all(demo::STUDY.as_bytes()),
        Form::Delimited => demo::write_csv(&study, responses, out),
        Form::JsonLines => demo::write_json_lines(responses, out),
    }
}
