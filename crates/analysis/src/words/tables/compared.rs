//! One number of several groups side by side.

use super::{Cell, Head, Row, Table};
use crate::words::Language;

/// The main number of each row of a table for several groups: a column for each, named as it is. The tables of the
/// groups have the same rows as that of the whole. `left_out` is how many groups have no column.
pub fn compared(whole: &Table, groups: &[(&str, &Table)], left_out: usize, language: Language) -> Table {
    let first = whole.heads.first().map(|head| head.text.clone()).unwrap_or_default();
    let number = whole.heads.get(whole.main).map(|head| head.text.as_str()).unwrap_or_default();
    let mut heads = vec![Head { text: first, is_numeric: false }];
    heads.extend(groups.iter().map(|(name, _)| Head { text: (*name).into(), is_numeric: true }));
    let row = |(index, row): (usize, &Row)| {
        let mut cells: Vec<Cell> = row.cells.first().cloned().into_iter().collect();
        let number = |(_, group): &(&str, &Table)| {
            let own = group.rows.get(index).filter(|own| own.cells.first() == row.cells.first());
            own.and_then(|own| own.cells.get(whole.main)).cloned().unwrap_or_else(|| Cell::words(""))
        };
        cells.extend(groups.iter().map(number));
        Row { cells, is_whole: row.is_whole }
    };
    let mut notes = vec![
        language
            .of(
                "两组的区间互不重叠，才好说有差别；有重叠时说不准。比的组越多，碰巧显得不同的也越多。",
                "Where two intervals do not overlap, the groups differ; where they do, it cannot be told. The more \
                 groups are compared, the more look different by chance.",
            )
            .to_owned(),
    ];
    if left_out > 0 {
        notes.push(language.of(
            format!("回答较少的 {left_out} 组没有列出；可以先筛选再比较。"),
            format!("{left_out} more with fewer responses are not shown; select the ones to compare."),
        ));
    }
    Table {
        id: whole.id.clone(),
        title: language.of(format!("{}：{number}", whole.title), format!("{}: {number}", whole.title)),
        heads,
        rows: whole.rows.iter().enumerate().map(row).collect(),
        notes,
        main: 1,
    }
}
