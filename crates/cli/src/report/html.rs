//! The report as one HTML file: sentences, charts and tables, with everything that it needs inside.

use esteem_analysis::Report;
use esteem_analysis::report::{Note, references};
use esteem_analysis::words::tables::Table;
use esteem_analysis::words::{self, Language};
use esteem_charts::{Figure, Script, Shade, Size, Theme, draw};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::plain::beside_title;
use super::{Groups, Told};
use crate::input::found;

/// The colours of the whole product; the report has a stylesheet of its own on top of them.
const STYLES: &str =
    concat!(include_str!("../../../../styles/tokens.css"), include_str!("../../../../styles/report.css"));

/// The widths that a figure is drawn for; the stylesheet shows the one that fits.
const WIDE: u32 = 880;
const NARROW: u32 = 358;

/// The page.
pub(super) fn page(told: &Told) -> String {
    let Told { report, manifest, language, .. } = told;
    let language = *language;
    let title = report.title.get(language.tag());
    let markup = html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content="Esteem";
                title { (title) }
                style { (PreEscaped(STYLES)) }
            }
            body translate="no" {
                main {
                    h1 { (title) }
                    p.headline { (words::paragraph(&words::headline(report, language), language)) }
                    p.base { (base(report, language)) }
                    (first(report, language))
                    @for section in &told.sections {
                        section id=(section.id) {
                            h2 { (section.title) }
                            p { (section.lead) }
                            @if let Some(figure) = &section.figure { (drawing(figure, language)) }
                            (table(&section.table))
                        }
                    }
                    @if let Some(groups) = &told.groups { (beside(groups, language)) }
                    section id="method" {
                        h2 { (language.of("方法与出处", "Method and sources")) }
                        ul {
                            @for sentence in words::certainty(report, language) { li { (sentence) } }
                            // That people chose to answer has just been said.
                            @for note in report.notes.iter().filter(|note| **note != Note::SelfSelected) {
                                li { (words::note(*note, language)) }
                            }
                            @for reference in references(report) { li { (words::reference(reference, language)) } }
                        }
                        h2 { (language.of("这份文件怎么读的", "How the file was read")) }
                        ul { @for line in found(manifest, language) { li { (line) } } }
                    }
                }
            }
        }
    };
    markup.into_string()
}

/// What to do first, each with a way to its evidence.
fn first(report: &Report, language: Language) -> Markup {
    let steps = words::first(report, language);
    html! {
        section id="first" {
            h2 { (words::first_title(language)) }
            @if steps.is_empty() {
                p { (words::nothing_first(report, language)) }
            } @else {
                p { (words::first_lead(report, language)) }
                ol {
                    @for step in &steps {
                        li {
                            a href={ "#" (step.section) } { (step.title) } (language.of("：", ": ")) (step.why)
                            ul { @for action in &step.actions { li { (action) } } }
                        }
                    }
                }
            }
        }
    }
}

fn base(report: &Report, language: Language) -> String {
    let (all, partial) = (words::whole(report.responses), words::whole(report.partial));
    match language {
        Language::Zh => {
            format!("{all} 份回答，其中 {partial} 份中途离开。每个估计下面是它的 95% 区间，或没有区间的原因。")
        }
        Language::En => {
            format!(
                "{all} answers, {partial} of them broken off. Under each estimate stands its 95 % interval, or why it has none."
            )
        }
    }
}

/// Groups side by side: for each section the figure of each group, on the same axes, and one table.
fn beside(groups: &Groups, language: Language) -> Markup {
    html! {
        section id="groups" {
            h2 { (beside_title(&groups.title, language)) }
            @for (index, beside) in groups.beside.tables.iter().enumerate() {
                h3 { (beside.title) }
                @for (label, sections) in groups.labels.iter().zip(&groups.beside.columns) {
                    @if let Some(figure) = sections.get(index).and_then(|section| section.figure.as_ref()) {
                        h4 { (label) }
                        (drawing(figure, language))
                    }
                }
                (table(beside))
            }
            h3 { (groups.found.title) }
            (table(&groups.found))
        }
    }
}

/// A figure for two widths and two grounds. The SVG comes from our own drawing, which escapes every text, so it goes in
/// as it is.
fn drawing(figure: &Figure, language: Language) -> Markup {
    let svg = |shade, width| {
        let theme = Theme::new(shade, Script::of(language.tag()));
        PreEscaped(draw(figure, &theme, Size { width }).svg)
    };
    html! {
        figure.light.wide { (svg(Shade::Light, WIDE)) }
        figure.light.narrow { (svg(Shade::Light, NARROW)) }
        figure.dark.wide { (svg(Shade::Dark, WIDE)) }
        figure.dark.narrow { (svg(Shade::Dark, NARROW)) }
    }
}

/// The table behind a figure, with what to keep in mind about it.
fn table(table: &Table) -> Markup {
    html! {
        (rows(table))
        @if !table.notes.is_empty() { ul.notes { @for note in &table.notes { li { (note) } } } }
    }
}

fn rows(table: &Table) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(table.title) {
            table data-table=(table.id) {
                thead { tr { @for head in &table.heads { th scope="col" class=[head.is_numeric.then_some("number")] { (head.text) } } } }
                tbody {
                    @for row in &table.rows {
                        tr class=[row.is_whole.then_some("whole")] {
                            @for (column, cell) in row.cells.iter().enumerate() {
                                @if column == 0 { th scope="row" { (cell.text) } }
                                @else { td class=[table.heads[column].is_numeric.then_some("number")] data-value=[cell.value] {
                                    (cell.text)
                                    @if let Some(range) = &cell.range { span.range { (range) } }
                                } }
                            }
                        }
                    }
                }
            }
        }
    }
}
