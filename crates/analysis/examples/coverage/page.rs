//! The page that says how the intervals did.

use std::collections::BTreeMap;

use crate::estimates::Statistic;
use crate::sample::Asking;
use crate::{Cell, SIZES};

/// What a coverage should lie between.
const BAND: [f64; 2] = [0.935, 0.965];

const ROWS: [(Statistic, &str); 9] = [
    (Statistic::MeanGap, "mean gap (t)"),
    (Statistic::RatioFieller, "ratio of means (Fieller)"),
    (Statistic::RatioLog, "ratio of means (log delta)"),
    (Statistic::Share, "share below expectation (Wilson)"),
    (Statistic::RareShare, "rare share, 1 in 40 (Wilson)"),
    (Statistic::Alpha, "alpha (Feldt; jackknife)"),
    (Statistic::Penalty, "penalty (HC3)"),
    (Statistic::Reward, "reward (HC3)"),
    (Statistic::RelativeWeight, "relative weight (draws; jackknife)"),
];

/// The page in Markdown.
pub(crate) fn page(cells: &BTreeMap<(Statistic, Asking, usize), Cell>, studies: u64) -> String {
    let mut page = format!(
        "# How often the intervals hold\n\n\
         {studies} studies of each size were drawn from 100,000 simulated customers whose every answer is known.\n\
         They rate six touchpoints on seven levels; expectations crowd at the top, and overall satisfaction follows low\n\
         ratings of some touchpoints more than high ones, and of others the other way round.\n\
         A cell says which share of the 95 % intervals cover the value of all customers, in percent, over all touchpoints; in\n\
         brackets for the touchpoint that is farthest off.\n\
         The studies are drawn by chance: what is 95.0 for one touchpoint comes out within ±{:.1} of it.\n\
         **Bold** is outside 93.5 to 96.5.\n\
         *Refused* is what is not estimated at that size; a share behind it says in how many studies.\n\n\
         `cargo xtask bench coverage` makes this page.\n",
        196.0 * libm::sqrt(0.95 * 0.05 / studies as f64)
    );
    let (mut all, mut outside) = (0, Vec::new());
    for asking in Asking::ALL {
        let (heading, note) = match asking {
            Asking::All => ("Everybody is asked everything", ""),
            Asking::Some => ("Everybody is asked about four of six touchpoints", ", item sampling"),
        };
        page += &format!("\n## {heading}\n\n| |");
        SIZES.iter().for_each(|size| page += &format!(" n = {size} |"));
        page += &format!("\n| --- |{}\n", " ---: |".repeat(SIZES.len()));
        for (statistic, name) in ROWS {
            page += &format!("| {name} |");
            for size in SIZES {
                let cell = cells.get(&(statistic, asking, size)).cloned().unwrap_or_default();
                page += &format!(" {} |", written(&cell));
                if let Some(coverage) = cell.coverage() {
                    all += 1;
                    if !is_inside(coverage) {
                        outside.push(format!("{name}, n = {size}{note}: {:.1} %", coverage * 100.0));
                    }
                }
            }
            page += "\n";
        }
    }
    page += &format!("\n## Outside\n\n{} of {all} cells.\n\n", outside.len());
    outside.iter().for_each(|line| page += &format!("- {line}\n"));
    page
}

fn is_inside(coverage: f64) -> bool {
    (BAND[0]..=BAND[1]).contains(&coverage)
}

fn written(cell: &Cell) -> String {
    let Some(coverage) = cell.coverage() else { return "*refused*".into() };
    let distance = |(had, covered): &(u64, u64)| (*covered as f64 / (*had).max(1) as f64 - 0.95).abs();
    let worst = cell.items.iter().filter(|(had, _)| *had > 0).max_by(|a, b| distance(a).total_cmp(&distance(b)));
    let mut text = format!("{:.1}", coverage * 100.0);
    if !is_inside(coverage) {
        text = format!("**{text}**");
    }
    if let (Some((had, covered)), true) = (worst, cell.items.len() > 1) {
        text += &format!(" ({:.1})", *covered as f64 / *had as f64 * 100.0);
    }
    if cell.refused > 0 {
        text += &format!(", *refused* {:.0} %", cell.refused as f64 / cell.studies() as f64 * 100.0);
    }
    text
}
