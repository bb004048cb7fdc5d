//! What rests on joint answers to several items: importance, penalties and rewards, reliability, and the tally below
//! them.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::{read, report_of, shop, sound};
use esteem_analysis::plan::{GROUPS, MOST_DRAWN, Purpose, Table};
use esteem_analysis::report::{Errors, Note, Priority, Reason, Report, Resampling, Scope};
use esteem_analysis::stats::Patterns;
use esteem_analysis::stats::importance::Quadrant;
use esteem_analysis::stats::penalty_reward::{Class, Settings, penalty_reward};
use esteem_analysis::tally::{Counts, PatternCounts};
use esteem_analysis::words::{Language, first_lead, tables};
use esteem_analysis::{Selection, plan, report, tally};

const HEAD: &str = "id,T1.expected,T1,T2.expected,T2,T3.expected,T3,S1,S2,F1,F2,R1,R2,O";

/// Marsaglia's xorshift64: irregular, and the same everywhere.
fn lots() -> impl FnMut(u64) -> u64 {
    let mut state = 88_172_645_463_325_252_u64;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    }
}

/// Respondents whose overall satisfaction is lower where the first touchpoint was rated low, and a little higher where the
/// second was rated high. The third one is asked the other way round and does nothing.
fn people(count: usize) -> String {
    let mut lot = lots();
    let mut text = format!("{HEAD}\n");
    for row in 0..count {
        let ratings: [u64; 3] = std::array::from_fn(|_| 1 + lot(7));
        let (low, high) = (u64::from(ratings[0] <= 3), u64::from(ratings[1] >= 6));
        let overall = (4 + high + lot(4)).saturating_sub(2 + 2 * low).clamp(1, 5);
        let needs: Vec<String> = (0..6).map(|_| (4 + lot(4)).to_string()).collect();
        let [a, b, c] = ratings;
        text += &format!("r{row},7,{a},6,{b},6,{c},{},{overall}\n", needs.join(","));
    }
    text
}

fn of(count: usize) -> Report {
    report_of(&shop(), &people(count))
}

#[track_caller]
fn touchpoints(report: &Report) -> &esteem_analysis::report::Importance {
    report.importance.iter().find(|one| one.scope == Scope::Touchpoint).unwrap()
}

#[test]
fn what_was_planted_is_found_by_draws_and_by_groups() {
    for (count, resampling) in [(400, Resampling::Respondents), (6_000, Resampling::Groups)] {
        let report = of(count);
        sound(&report);
        let importance = touchpoints(&report);
        assert_eq!((importance.base, importance.resampling), (count as u64, Some(resampling)), "{count}");
        let shares: Vec<f64> = importance.drivers.iter().map(|driver| driver.importance_share.value.unwrap()).collect();
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(shares[0] > 0.6 && shares[0] > shares[1] && shares[1] > shares[2], "{shares:?}");
        assert!(importance.drivers.iter().all(|driver| driver.importance_share.interval.is_some()));
        let contrast = report.penalty_reward.as_ref().unwrap();
        assert_eq!(contrast.errors, Some(Errors::Robust));
        let [first, second, third] = &*contrast.touchpoints else { panic!() };
        assert_eq!((first.low_to, first.high_from, first.class), (3, 6, Some(Class::Basic)));
        assert!((first.penalty.value.unwrap() + 1.75).abs() < 0.4 && first.penalty_p.unwrap() < 1e-6);
        assert_eq!(second.class, Some(Class::Excitement));
        assert_eq!(third.class, Some(Class::Undetermined));
        assert!(first.label.unwrap().chance > 0.8);
    }
}

#[test]
fn the_report_contrasts_the_same_rows_as_the_checked_function() {
    let text = people(300);
    let report = report_of(&shop(), &text);
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<f64> = line.split(',').skip(1).map(|cell| cell.parse().unwrap()).collect();
        (vec![cells[12], cells[1], cells[3], 8.0 - cells[5]], 1)
    });
    let expected = penalty_reward(&Patterns::new(4, rows).unwrap(), &Settings::new(3.0, 6.0)).unwrap();
    let contrast = report.penalty_reward.unwrap();
    assert!((contrast.explained_share.value.unwrap() - expected.fit.r2).abs() < 1e-12);
    for (ours, theirs) in contrast.touchpoints.iter().zip(&expected.attributes) {
        let impact = theirs.impact.unwrap();
        assert_eq!(ours.cells, Some(theirs.cells));
        assert!((ours.penalty.value.unwrap() - impact.penalty.estimate).abs() < 1e-10);
        assert!((ours.reward.value.unwrap() - impact.reward.estimate).abs() < 1e-10);
        assert!((ours.reward_p.unwrap() - impact.reward.robust.unwrap().adjusted).abs() < 1e-9);
        assert!((ours.asymmetry_p.unwrap() - impact.asymmetry.unwrap().adjusted).abs() < 1e-9);
        assert_eq!(ours.class, impact.class.ok());
    }
}

/// The joint counts of a purpose.
fn counts(text: &str, purpose: &Purpose) -> PatternCounts {
    let study = shop();
    let plan = plan(&study, &Selection::default());
    let tally = tally(&plan, &read(&study, text, None).unwrap().responses);
    let found = plan.tables.iter().zip(&tally.tables).find_map(|(table, counts)| match (table, counts) {
        (Table::Patterns(table), Counts::Patterns(counts)) if table.purpose == *purpose => Some(counts.clone()),
        _ => None,
    });
    found.unwrap()
}

#[test]
fn patterns_and_sums_are_those_of_the_rows() {
    let text = people(500) + "half,7,3,,,6,2,,,,,,,4\nnobody,,,,,,,,,,,,,\n";
    let found = counts(&text, &Purpose::Touchpoints);
    assert_eq!(found.lost, 1);
    let mut expected: BTreeMap<Vec<u16>, u64> = BTreeMap::new();
    for line in text.lines().skip(1).take(500) {
        let cells: Vec<u16> = line.split(',').skip(1).map(|cell| cell.parse().unwrap()).collect();
        *expected.entry(vec![cells[12] - 1, cells[1] - 1, cells[3] - 1, 7 - cells[5]]).or_default() += 1;
    }
    assert_eq!(found.patterns.as_ref(), Some(&expected));
    let sum = |cell: usize| found.groups.iter().map(|group| group[cell]).sum::<u64>();
    let of = |value: &dyn Fn(&[u16]) -> u64| expected.iter().map(|(row, count)| value(row) * count).sum::<u64>();
    assert_eq!(sum(0), 500);
    assert_eq!(sum(1), of(&|row| u64::from(row[0])));
    assert_eq!(sum(4), of(&|row| u64::from(row[1]) * u64::from(row[0])));
    assert_eq!(sum(14), of(&|row| u64::from(row[3]) * u64::from(row[3])));
    assert_eq!(found.groups.len(), GROUPS);
    // The MD5 of "r0" begins with cc, that of "r1" with 7c: 204 and 124, modulo 64.
    let two = counts(&people(2), &Purpose::Touchpoints);
    let taken: Vec<usize> = (0..GROUPS).filter(|group| two.groups[*group][0] == 1).collect();
    assert_eq!(taken, [12, 60]);
}

#[test]
fn any_division_of_the_rows_gives_the_same_report_beyond_the_most_patterns() {
    let study = shop();
    let all = read(&study, people(4_000), None).unwrap().responses;
    let plan = plan(&study, &Selection::default());
    let whole = tally(&plan, &all);
    // Some tables keep sums alone.
    let is_over = |(table, counts): (&Table, &Counts)| {
        matches!(table, Table::Patterns(table) if table.most_patterns > 0)
            && matches!(counts, Counts::Patterns(PatternCounts { patterns: None, .. }))
    };
    assert!(plan.tables.iter().zip(&whole.tables).any(is_over), "more than {MOST_DRAWN} patterns");
    // Each piece has fewer patterns than are kept, all of them together have more.
    let mut merged = esteem_analysis::Tally::empty(&plan);
    for piece in (0..8).rev() {
        let rows: Vec<usize> = (0..all.len()).filter(|row| row % 8 == piece).collect();
        let part = tally(&plan, &all.pick(&rows));
        assert!(!plan.tables.iter().zip(&part.tables).any(is_over));
        merged.merge(&part);
    }
    assert_eq!(merged, whole);
    let backwards: Vec<usize> = (0..all.len()).rev().collect();
    let turned = report(&study, &plan, &tally(&plan, &all.pick(&backwards)));
    assert_eq!(turned.to_json(), report(&study, &plan, &whole).to_json());
}

#[test]
fn whoever_answered_a_part_is_counted_and_told() {
    let mut text = people(60);
    (0..20).for_each(|row| text += &format!("h{row},7,3,,,6,2,,,,,,,4\n"));
    let report = report_of(&shop(), &text);
    let importance = touchpoints(&report);
    assert_eq!((importance.base, importance.lost), (60, 20));
    assert!(importance.notes.contains(&Note::LostRows));
}

#[test]
fn too_few_equal_and_collinear_answers_have_their_reasons() {
    for count in [0, 1, 2, 9] {
        let text = if count == 0 { format!("{HEAD},response.test\n,,,,,,,,,,,,,,true\n") } else { people(count) };
        let report = report_of(&shop(), &text);
        sound(&report);
        assert!(touchpoints(&report).drivers.iter().all(|driver| !driver.importance_share.is_known()));
        assert!(report.reliability.iter().all(|block| !block.alpha.is_known()));
    }
    let same = |row: &str| {
        let rows: String = (0..40).map(|at| format!("e{at},{row}\n")).collect();
        report_of(&shop(), &format!("{HEAD}\n{rows}"))
    };
    let equal = same("6,5,7,5,5,2,6,6,6,2,5,6,4");
    sound(&equal);
    let reason = |report: &Report| touchpoints(report).drivers[0].importance_share.reason;
    assert_eq!(reason(&equal), Some(Reason::NoVariation));
    assert_eq!(
        equal.penalty_reward.as_ref().unwrap().touchpoints[0].penalty.reason,
        Some(Reason::ThinCell { needed: 10 })
    );
    let line = |row: usize| {
        let (a, b) = (1 + row % 7, 1 + row / 7 % 7);
        format!("c{row},7,{a},7,{a},7,{b},5,5,5,5,5,5,{}\n", 1 + row % 5)
    };
    let collinear = report_of(&shop(), &format!("{HEAD}\n{}", (0..100).map(line).collect::<String>()));
    sound(&collinear);
    assert_eq!(reason(&collinear), Some(Reason::Collinear));
    // A driver that everybody rated the same has no part; the others share all of it.
    let line = |row: usize| {
        let (a, b) = (1 + row % 7, 1 + row / 7 % 7);
        format!("d{row},7,{a},7,4,7,{b},5,5,5,5,5,5,{}\n", 1 + (row * row + a) % 5)
    };
    let one_equal = report_of(&shop(), &format!("{HEAD}\n{}", (0..100).map(line).collect::<String>()));
    sound(&one_equal);
    let drivers = &touchpoints(&one_equal).drivers;
    assert_eq!(drivers[1].importance_share.reason, Some(Reason::NoVariation));
    let sum: f64 = drivers.iter().filter_map(|driver| driver.importance_share.value).sum();
    assert!((sum - 1.0).abs() < 1e-12);
}

#[test]
fn the_map_says_where_and_how_surely() {
    let report = of(400);
    let map = touchpoints(&report).map.as_ref().unwrap();
    assert_eq!(map.crossings.len(), 3);
    for crossing in &map.crossings {
        for place in &crossing.places {
            let chances = place.chances.unwrap();
            assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let is_high = |value: f64, cross: f64| value >= cross;
            let found = match (
                is_high(place.importance, crossing.importance),
                is_high(place.performance, crossing.performance),
            ) {
                (true, true) => Quadrant::KeepUp,
                (true, false) => Quadrant::ConcentrateHere,
                (false, false) => Quadrant::LowPriority,
                (false, true) => Quadrant::PossibleOverkill,
            };
            assert_eq!(place.quadrant, found);
        }
    }
    assert!((map.crossings[0].importance - 1.0 / 3.0).abs() < 1e-12);
}

#[test]
fn what_matters_more_stands_higher_where_that_can_be_told() {
    let weights = |report: &Report| -> Vec<(String, f64, bool)> {
        let each = report.first.iter().filter_map(|priority| match priority {
            Priority::Touchpoint(one) => {
                Some((one.id.clone(), one.weight.value.unwrap(), one.importance_share.is_some()))
            }
            Priority::Need(_) => None,
        });
        each.collect()
    };
    let many = of(400);
    assert_eq!(weights(&many)[0].0, "T1");
    assert!(weights(&many).iter().all(|(.., is_told)| *is_told));
    assert!(first_lead(&many, Language::En).contains("matter most"));
    let few = of(25);
    assert!(!weights(&few).is_empty() && weights(&few).iter().all(|(.., is_told)| !is_told));
    assert!(first_lead(&few, Language::En).contains("all count the same"));
    assert!(first_lead(&few, Language::Zh).contains("一样重要"));
}

#[test]
fn every_cell_of_the_tables_is_said_in_both_languages() {
    for report in [of(400), of(25), of(3)] {
        for language in Language::ALL {
            for table in [
                tables::importance(&report, language),
                tables::importance_map(&report, &report, language),
                tables::stated_importance(&report, language),
                tables::penalty_reward(&report, language),
                tables::reliability(&report, language),
                tables::reliability_items(&report, language),
            ] {
                for row in &table.rows {
                    assert_eq!(row.cells.len(), table.heads.len());
                    assert!(!row.cells[table.main].text.is_empty(), "{} {row:?}", table.id);
                    assert!(row.cells.iter().all(|cell| !cell.text.contains("NaN") && !cell.text.contains("inf")));
                }
            }
        }
    }
}
