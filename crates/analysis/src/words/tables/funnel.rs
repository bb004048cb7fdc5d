//! How far responses got.

use super::{Cell, Row, Table, heads, notes};
use crate::report::{FunnelPage, Report};
use crate::words::{Language, percent, whole};

/// The most characters of a page's sentence that its name repeats.
const LONGEST: usize = 24;

/// Each page with the responses that reached it and those that stopped there, then the finished ones.
pub fn funnel(report: &Report, language: Language) -> Table {
    let head = language.of(
        ["页", "走到这一页", "份数", "答到这一页为止", "份数"],
        ["page", "reached it", "responses", "stopped after it", "responses"],
    );
    let own = &report.funnel;
    let count = |count: Option<u64>| count.map_or_else(|| Cell::words(""), Cell::count);
    let mut rows: Vec<Row> = (1..)
        .zip(&own.pages)
        .map(|(number, page)| {
            Row::part(vec![
                Cell::words(page_name(number, page, language)),
                Cell::share(&page.reached_share, language),
                count(page.reached),
                Cell::share(&page.stopped_share, language),
                count(page.stopped),
            ])
        })
        .collect();
    let finished = own.finished_share.value.map(|_| own.base - report.partial);
    let cells = vec![
        Cell::words(language.of("答完", "finished")),
        Cell::share(&own.finished_share, language),
        count(finished),
        Cell::words(""),
        Cell::words(""),
    ];
    rows.push(Row { cells, is_whole: true });
    let mut told: Vec<String> =
        own.silent.filter(|silent| *silent > 0).map(|silent| quiet(silent, language)).into_iter().collect();
    if let Some(bounds) = &own.bounds
        && let (Some(least), Some(most)) = (bounds.least_share.value, bounds.most_share.value)
    {
        let (left, least, most) = (whole(bounds.left), percent(least, language), percent(most, language));
        told.push(language.of(
            format!("有 {left} 人还没说到总体满意就离开了：假如他们全都不满意，满意的占 {least}；全都满意，占 {most}。真实的占比在这之间。"),
            format!(
                "{left} left before they told their overall satisfaction: had all of them been dissatisfied, {least} would be \
                 satisfied, and {most} had all been satisfied. The truth lies between."
            ),
        ));
    }
    told.extend(notes(own.notes.iter().copied(), language));
    Table {
        id: "funnel".into(),
        title: language.of("答到哪里离开", "Where people stopped answering").into(),
        heads: heads(head),
        rows,
        notes: told,
        main: 1,
    }
}

fn quiet(silent: u64, language: Language) -> String {
    let silent = whole(silent);
    language.of(format!("另有 {silent} 份一题未答就离开了。"), format!("Another {silent} left without any answer."))
}

/// A page's number with the beginning of its sentence.
pub fn page_name(number: usize, page: &FunnelPage, language: Language) -> String {
    let Some(intro) = &page.intro else {
        return language.of(format!("第 {number} 页"), format!("page {number}"));
    };
    let intro = intro.get(language.tag());
    let mut short: String = intro.chars().take(LONGEST).collect();
    if short.len() < intro.len() {
        short = format!("{}…", short.trim_end());
    }
    format!("{number}. {short}")
}
