//! Twenty-four made-up respondents with everything in them that can go wrong.

use esteem_analysis::needs::{StandingCounts, State};
use esteem_analysis::plan::Table;
use esteem_analysis::report::Estimate;
use esteem_analysis::tally::Counts;
use esteem_analysis::{Responses, Selection, analyze, plan, tally};
use esteem_study::{Facet, Study};
use serde_json::Value;

use super::files::{fixture, open};
use super::frame::Frame;
use super::leaves::{compare_values, lookup, not_compared};
use super::report::{alpha_leaf, answers, describe_leaf, end, gap_leaf, loss_leaf, weights_leaf};
use super::sections;

mod families;

#[test]
fn toy24() {
    let (study, responses) = open("toy24", &fixture("toy24.csv"));
    let report = analyze(&study, &responses, &Selection::default());
    let expected: Value = serde_json::from_slice(&fixture("toy24.expected.json")).unwrap();
    let touchpoint = |name: &str| report.touchpoints.iter().find(|gap| gap.id == name);
    let key_of = |column: &str| match column.split_at(1) {
        ("E", number) if number.len() == 1 => format!("T{number}.expected"),
        ("P", number) if number.len() == 1 => format!("T{number}"),
        _ => column.to_string(),
    };
    let people: Vec<Person> = (0..responses.len()).map(|row| person(&study, &responses, row)).collect();
    let need = |name: &str| match name {
        "safety" => Some(0),
        "fairness" => Some(1),
        "respect" => Some(2),
        _ => None,
    };
    let states = report.states.as_ref().unwrap();
    let block = |id: &str| report.reliability.iter().find(|block| block.id == id && block.facet == Facet::Perceived);
    let state_of = |class: &str| match class {
        "outraged" => Some(State::Outraged),
        "violated_uncorroborated" => Some(State::AtRisk),
        "swing" => Some(State::Swing),
        "respect_enhanced" => Some(State::Respected),
        "completely_satisfied" => Some(State::CompletelySatisfied),
        _ => None,
    };
    let share = |estimate: &Estimate, place: &str| match place {
        "0" => estimate.value,
        "1" => end(&estimate.interval, "0"),
        _ => end(&estimate.interval, "1"),
    };
    let ours = |steps: &[&str]| -> Option<f64> {
        match steps {
            ["describe", column, rest @ ..] => describe_leaf(answers(&report, &key_of(column))?, rest),
            ["gap", name, rest @ ..] => gap_leaf(touchpoint(name)?, rest),
            ["composite", rest @ ..] => gap_leaf(report.overall_gap.as_ref()?, rest),
            ["composite_person", what, row] => {
                let [pairs, e, p] = people[row.parse::<usize>().ok()?].gap?.map(f64::from);
                match *what {
                    "E" => Some(e / pairs),
                    "P" => Some(p / pairs),
                    "gap" => Some((p - e) / pairs),
                    "ratio" => Some(p / e),
                    _ => None,
                }
            }
            ["zone_of_tolerance", name, rest @ ..] => {
                let zone = report.zones.iter().find(|zone| zone.id == *name)?;
                match rest {
                    ["n_complete"] => Some(zone.complete as f64),
                    ["n_inconsistent"] => Some(zone.inconsistent as f64),
                    ["n"] => Some(zone.base as f64),
                    ["MSA_mean"] => zone.adequacy.value,
                    ["MSA_sd"] => zone.adequacy_sd,
                    ["MSS_mean"] => zone.superiority.value,
                    ["MSS_sd"] => zone.superiority_sd,
                    ["zone_width_mean"] => zone.width.value,
                    ["below"] => zone.below_share.value,
                    ["inside"] => zone.inside_share.value,
                    ["above"] => zone.above_share.value,
                    ["MSA_t_ci", place] => end(&zone.adequacy.interval, place),
                    ["MSS_t_ci", place] => end(&zone.superiority.interval, place),
                    _ => None,
                }
            }
            ["needs", "persons", row, field] => {
                let person = &people[row.parse::<usize>().ok()?];
                let counts = StandingCounts::new(&person.states);
                match *field {
                    "id" => responses.ids[row.parse::<usize>().ok()?].parse().ok(),
                    "violated_safety" => Some(counts.need(esteem_study::Need::Safety)[0] as f64),
                    "violated_fairness" => Some(counts.need(esteem_study::Need::Fairness)[0] as f64),
                    "enhanced" => Some(counts.need(esteem_study::Need::Respect)[3] as f64),
                    name => {
                        let [answered, sum, _] = person.needs[need(name)?]?.map(f64::from);
                        Some(100.0 * (sum / answered - 1.0) / 6.0)
                    }
                }
            }
            ["needs", "counts", class] => states.of(state_of(class)?).count.map(|count| count as f64),
            ["needs", "strict_violation_share", place] => share(&states.violated_share, place),
            ["needs", "corroborated_outrage_share", place] => share(&states.outraged_share, place),
            ["needs", "facet_violation_counts", facet] => {
                let facets = report.needs.iter().flat_map(|need| &need.facets);
                Some(facets.into_iter().find(|found| found.id == *facet)?.shares.counts?[0] as f64)
            }
            ["needs", "need_means_0_100", name] => report.needs[need(name)?].index.value,
            ["five_level", rest @ ..] => loss_leaf(&report, rest),
            ["alpha_P", rest @ ..] => alpha_leaf(block("*")?, rest, |name| name.replace('P', "T")),
            ["alpha_RES4", rest @ ..] => alpha_leaf(block("respect")?, rest, str::to_owned),
            ["omega_P", "omega_minres_raw"] => block("*")?.omega.value,
            ["omega_RES4", "omega_minres_raw"] => block("respect")?.omega.value,
            ["relative_weights", rest @ ..] => {
                weights_leaf(report.importance.first()?, rest, |name| name.replace('P', "T"))
            }
            ["csat_top2", "k"] => Some(2.0),
            ["csat_top2", rest @ ..] => {
                let csat = &report.overall.as_ref()?.satisfied_share;
                match rest {
                    ["count"] => Some((csat.value? * csat.base as f64).round()),
                    ["share"] => csat.value,
                    ["wilson", place] => end(&csat.interval, place),
                    _ => None,
                }
            }
            ["ces", "mean"] => report.effort.as_ref()?.mean.value,
            ["ces", "top_box", "share"] => report.effort.as_ref()?.easy_share.value,
            ["ces", rest @ ..] => describe_leaf(answers(&report, "CES")?, rest),
            ["nps", rest @ ..] => {
                let own = report.recommendation.as_ref()?;
                match rest {
                    ["n"] => Some(own.base as f64),
                    ["promoters"] => own.promoters_share.value,
                    ["passives"] => own.passives_share.value,
                    ["detractors"] => own.detractors_share.value,
                    ["nps"] => own.score.value,
                    ["se"] => own.se,
                    ["wald_ci", place] => Some(own.wald?[place.parse::<usize>().ok()?]),
                    ["adjusted_wald3", "ci", place] => end(&own.score.interval, place),
                    _ => None,
                }
            }
            ["word_of_mouth_seed", "dissatisfied_x22"] => {
                let told = &report.scenarios.as_ref()?.told_bad;
                Some(told.value? * told.base as f64 / 100.0)
            }
            _ => None,
        }
    };
    // Where the report has a leaf, the report's own is compared.
    let families = families::families();
    let related = Value::Object(sections::toy24(&Frame::read(&fixture("toy24.csv"))));
    let ours = |steps: &[&str]| match steps {
        ["needs", "persons", row, "cls"] => {
            let counts = StandingCounts::new(&people[row.parse::<usize>().ok()?].states);
            let classes = ["outraged", "violated_uncorroborated", "swing", "respect_enhanced", "completely_satisfied"];
            classes
                .into_iter()
                .find(|class| state_of(class).is_some_and(|state| counts.state(state) == 1))
                .map(Value::from)
        }
        steps => ours(steps).map(Value::from).or_else(|| lookup(&families, steps)).or_else(|| lookup(&related, steps)),
    };
    let later = |steps: &[&str]| match steps {
        ["zone_of_tolerance", _, "position_mean" | "position_n"] => {
            Some("a mean of ratios; the report gives the ratio of means instead")
        }
        ["versions", ..] => Some("versions of programs"),
        ["needs", "rule"] => Some("a remark"),
        [.., "iterations"] => Some("counts of rounds, which no statistic depends on"),
        steps => not_compared(steps),
    };
    compare_values("toy24", &expected, ours, |_| None, later);
}

/// The tally of one respondent.
struct Person {
    gap: Option<[i32; 3]>,
    needs: Vec<Option<[i32; 3]>>,
    states: Vec<u64>,
}

fn person(study: &Study, responses: &Responses, row: usize) -> Person {
    let plan = plan(study, &Selection::default());
    let tally = tally(&plan, &responses.pick(&[row]));
    let mut person = Person { gap: None, needs: Vec::new(), states: Vec::new() };
    for (table, counts) in plan.tables.iter().zip(&tally.tables) {
        match (table, counts) {
            (Table::Gap(_), Counts::Sums(sums)) => person.gap = sums.keys().next().copied(),
            (Table::Need(_), Counts::Sums(sums)) => person.needs.push(sums.keys().next().copied()),
            (Table::Standings(_), Counts::Cells(cells)) => person.states = cells.clone(),
            _ => {}
        }
    }
    person
}
