//! Several variables: reliability, drivers, importance and performance.

mod drivers;
mod scales;

use esteem_analysis::stats::{Patterns, Reason};
use serde_json::{Map, Value};

use super::super::frame::{Column, Frame};

pub(crate) use drivers::{drivers, ipa, kano, prca, rel_weights};
pub(crate) use scales::{alpha, diff_reliability, omega};

/// Names with a column each.
pub(crate) type Named = Vec<(String, Column)>;

/// The rows of several columns side by side.
pub(crate) fn rows<'a>(columns: &[&'a Column]) -> impl Iterator<Item = (Vec<Option<f64>>, u64)> + use<'a> {
    let columns = columns.to_vec();
    let len = columns.first().map_or(0, |column| column.len());
    (0..len).map(move |row| (columns.iter().map(|column| column[row]).collect(), 1))
}

/// The complete rows of named columns, with others before them.
pub(crate) fn complete(first: &[&Column], named: &Named) -> Patterns {
    let columns: Vec<&Column> = first.iter().copied().chain(named.iter().map(|(_, column)| column)).collect();
    Patterns::complete(columns.len(), rows(&columns)).unwrap()
}

/// Columns with their names.
pub(crate) fn named(frame: &Frame, names: impl IntoIterator<Item = String>) -> Named {
    names.into_iter().map(|name| (name.clone(), frame.column(&name))).collect()
}

/// The mean of each respondent's answers.
pub(crate) fn person_mean(columns: &[Column]) -> Column {
    rows(&columns.iter().collect::<Vec<_>>())
        .map(|(row, _)| {
            let answered: Vec<f64> = row.into_iter().flatten().collect();
            (!answered.is_empty()).then(|| answered.iter().sum::<f64>() / answered.len() as f64)
        })
        .collect()
}

/// The mean of a column.
pub(crate) fn mean(column: &Column) -> f64 {
    let answered: Vec<f64> = column.iter().copied().flatten().collect();
    answered.iter().sum::<f64>() / answered.len() as f64
}

/// A value for each name.
pub(crate) fn by_name<'a>(names: impl IntoIterator<Item = &'a str>, value: impl Fn(usize) -> Value) -> Value {
    let fields = names.into_iter().enumerate().map(|(i, name)| (name.to_string(), value(i)));
    Value::Object(fields.collect::<Map<_, _>>())
}

/// A number, or null with a reason.
pub(crate) fn number(value: Result<f64, Reason>) -> Value {
    value.map_or(Value::Null, Value::from)
}
