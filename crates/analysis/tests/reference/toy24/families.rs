//! What the report of the twenty-four does not say, worked out from the columns of the file.

use esteem_analysis::stats::Moments;
use esteem_analysis::stats::economics::{
    ASSUMED_TELLINGS, FirstMargin, extra_recovered, lifetime, lifetime_value, reach, recovered, word_of_mouth,
};
use esteem_analysis::stats::families::{benjamini_hochberg, holm};
use esteem_analysis::stats::index::item_mean;
use esteem_analysis::stats::planner::false_positives;
use esteem_analysis::stats::quality::{is_speeding, is_straight_line, longest_run, seconds_per_item, variability};
use serde_json::{Map, Value, json};

use crate::files::fixture;
use crate::frame::{Column, Frame};
use crate::refstats::compared::{
    acsi_like, careless, exact_boot, gap, nps, raking, rows, two_groups, two_props, weighted,
};

const TOUCHPOINTS: [&str; 4] = ["1", "2", "3", "4"];

/// The sections of the reference file that no report has.
pub(crate) fn families() -> Value {
    let frame = Frame::read(&fixture("toy24.csv"));
    let columns = |letter: &str| TOUCHPOINTS.map(|number| frame.column(&format!("{letter}{number}")));
    let (expected, perceived) = (columns("E"), columns("P"));
    let mut gaps = Map::new();
    for (number, (e, p)) in TOUCHPOINTS.iter().zip(expected.iter().zip(&perceived)) {
        gaps.insert(format!("T{number}"), gap(e, p, 7.0));
    }
    let (e, p) = (composite(&expected, &perceived), composite(&perceived, &expected));
    let boots = ["OS", "P3", "CES"].map(|name| (name.to_string(), exact_boot(&frame.column(name))));
    json!({
        "gap": gaps, "composite": gap(&e, &p, 7.0), "weighted_gap": weighted_gap(&expected, &perceived),
        "false_positive_any_facet": slips(), "word_of_mouth_seed": told(&frame.column("OS")), "nps": nps(&frame.column("NPS")),
        "acsi_like_equal": acsi_like(&frame.columns(&["RES1", "RES2", "RES3"]), 1.0, 7.0, None),
        "exact_bootstrap": Map::from_iter(boots), "segment_OS_A_vs_B": segments(&frame, "OS"),
        "multiplicity_welch_A_vs_B": multiplicity(&frame), "two_props_top2_OS": top_two(&frame), "raking": raked(&frame),
        "careless": quality(&frame), "economics": economics(),
    })
}

/// The mean of each respondent over the touchpoints for which the other side has an answer too.
fn composite(of: &[Column; 4], other: &[Column; 4]) -> Column {
    let both = |row: usize| {
        let answers = of.iter().zip(other).map(|(of, other)| other[row].and(of[row])).collect::<Vec<_>>();
        item_mean(&answers, &[1.0; 4]).ok()
    };
    (0..of[0].len()).map(both).collect()
}

fn weighted_gap(expected: &[Column; 4], perceived: &[Column; 4]) -> Value {
    let weights = [0.4, 0.2, 0.3, 0.1];
    let person = |row: usize| {
        let gap = |(e, p): (&Column, &Column)| Some(p[row]? - e[row]?);
        let gaps = expected.iter().zip(perceived).map(gap).collect::<Vec<_>>();
        item_mean(&gaps, &weights).unwrap()
    };
    let persons: Vec<f64> = (0..expected[0].len()).map(person).collect();
    let moments = Moments::of(persons.iter().map(|gap| (*gap, 1))).unwrap();
    json!({ "weights": weights, "person": persons, "mean": moments.mean, "sd": moments.sd() })
}

fn slips() -> Value {
    let mut shares = Map::new();
    for facets in [3, 4, 7] {
        for slip in [0.005, 0.01, 0.02, 0.05] {
            shares.insert(format!("k={facets},eps={slip}"), json!(false_positives(facets, slip).unwrap()));
        }
    }
    shares.into()
}

fn told(overall: &Column) -> Value {
    let count = |level: f64| overall.iter().flatten().filter(|answer| **answer == level).count() as u64;
    let told = word_of_mouth(&[1.0, 2.0, 3.0, 4.0, 5.0].map(count), &ASSUMED_TELLINGS).unwrap();
    json!({
        "dissatisfied_x22": told.negative, "satisfied_x8": told.by_satisfied, "highly_x10": told.by_highly_satisfied,
        "neutral": 0, "unique_reach_population_5000": { "negative": reach(told.negative, 5_000).unwrap() },
    })
}

fn segments(frame: &Frame, name: &str) -> Value {
    let of = |segment: &str| frame.only("seg", |text| text == segment).column(name);
    two_groups(&of("A"), &of("B"))
}

fn multiplicity(frame: &Frame) -> Value {
    let names = ["P1", "P2", "P3", "P4", "OS", "CES"];
    let p = names.map(|name| segments(frame, name)["p"].as_f64().unwrap());
    let (holm, bh) = (holm(&p), benjamini_hochberg(&p));
    let all = names
        .iter()
        .enumerate()
        .map(|(i, name)| (name.to_string(), json!({ "p": p[i], "holm": holm[i], "bh": bh[i] })));
    all.collect::<Map<_, _>>().into()
}

fn top_two(frame: &Frame) -> Value {
    let of = |segment: &str| {
        let answers = frame.only("seg", |text| text == segment).column("OS");
        let given = answers.iter().flatten();
        (given.clone().filter(|answer| **answer >= 4.0).count() as u64, given.count() as u64)
    };
    let ((k1, n1), (k2, n2)) = (of("A"), of("B"));
    let mut value = two_props(k1, n1, k2, n2);
    for (name, count) in [("k1", k1), ("n1", n1), ("k2", k2), ("n2", n2)] {
        value[name] = count.into();
    }
    value
}

fn raked(frame: &Frame) -> Value {
    let (segments, regions) = (frame.texts("seg"), frame.texts("region"));
    let (mut value, weights) = raking(
        [("seg", &segments, &[("A", 0.6), ("B", 0.4)]), ("region", &regions, &[("N", 0.3), ("S", 0.7)])],
        |segment, region| format!("{segment}{region}"),
    );
    let weights = weights.into_iter().map(Some).collect();
    value["weighted_OS"] = weighted(&frame.column("OS"), &weights, 5.0);
    value
}

fn quality(frame: &Frame) -> Value {
    let facets = ["SAF1", "SAF2", "SAF3", "FAI1", "FAI2", "FAI3", "FAI4", "RES1", "RES2", "RES3", "RES4"];
    let pairs = ["E1", "P1", "E2", "P2", "E3", "P3", "E4", "P4"];
    let items: Vec<&str> = pairs.into_iter().chain(facets).collect();
    let columns = frame.columns(&items);
    let people = rows(&columns);
    let ids: Vec<f64> = frame.column("id").into_iter().flatten().collect();
    let seconds: Vec<f64> = frame.column("secs").into_iter().flatten().collect();
    let runs: Vec<usize> = people.iter().map(|answers| longest_run(answers.iter().copied())).collect();
    let spreads: Vec<f64> = people.iter().map(|answers| variability(answers).unwrap()).collect();
    let flagged = |is_flagged: &dyn Fn(usize) -> bool| -> Vec<f64> {
        (0..ids.len()).filter(|row| is_flagged(*row)).map(|row| ids[row]).collect()
    };
    // The summary agrees with the single signs.
    assert_eq!(careless(&columns)["longstring_max"], *runs.iter().max().unwrap());
    json!({
        "items": items, "longstring": runs, "irv": spreads,
        "secs_per_item": seconds.iter().map(|s| seconds_per_item(*s, items.len()).unwrap()).collect::<Vec<_>>(),
        "flag_speed_lt_2s_per_item": flagged(&|row| is_speeding(seconds[row], items.len(), None)),
        "flag_straightline": flagged(&|row| is_straight_line(runs[row], items.len())),
        "flag_irv_lt_0.3": flagged(&|row| spreads[row] < 0.3),
    })
}

fn economics() -> Value {
    let value = |retention| lifetime_value(100.0, retention, 0.1, FirstMargin::AfterAPeriod).unwrap();
    let kept = |stay| recovered(1000.0, 0.05, stay).unwrap();
    json!({
        "clv_r90_m100_d10": value(0.9), "clv_r95_m100_d10": value(0.95), "clv_uplift_90_to_95": value(0.95) / value(0.9) - 1.0,
        "lifetime_r90": lifetime(0.9).unwrap(), "lifetime_r95": lifetime(0.95).unwrap(),
        "complaint_seed": {
            "dissatisfied": 1000, "complain_5pct": kept(1.0), "repurchase_if_resolved": [kept(0.54), kept(0.70)],
            "repurchase_if_fast": kept(0.95), "extra_if_complaint_rate_20pct_fast": extra_recovered(1000.0, 0.05, 0.2, 0.95).unwrap(),
        },
    })
}
