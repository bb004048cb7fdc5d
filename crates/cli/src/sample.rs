//! `esteem sample`: how many responses a survey needs, and what so many can show.

use std::path::PathBuf;

use esteem_analysis::planner::{Question, sample};
use esteem_analysis::stats::Reason;
use esteem_analysis::words::{Language, tables};
use esteem_study::study::Need;

use crate::input::{self, Lines};
use crate::report::plain;

/// What is asked; percent here, shares in the plan.
pub(crate) struct Options {
    pub(crate) study: Option<PathBuf>,
    pub(crate) responses: Vec<u64>,
    pub(crate) population: Option<u64>,
    pub(crate) margin: Vec<f64>,
    pub(crate) change: Vec<[f64; 2]>,
    pub(crate) json: bool,
}

/// Prints the plan. What was not asked for is what is usual.
pub(crate) fn run(options: &Options, language: Language) -> Result<(), Lines> {
    let mut question = Question::default();
    if let Some(path) = &options.study {
        let study = input::study(path, language)?.study;
        question.touchpoints = study.touchpoints().count() as u64;
        let facets = [Need::Safety, Need::Fairness].map(|need| study.facets_of(need).count());
        question.facets = u32::try_from(facets.iter().sum::<usize>()).unwrap_or(u32::MAX);
    }
    question.population = options.population;
    if !options.responses.is_empty() {
        question.responses.clone_from(&options.responses);
    } else if let Some(population) = options.population {
        question.responses.retain(|responses| *responses < population);
        question.responses.push(population);
    }
    if !options.margin.is_empty() {
        question.margins = options.margin.iter().map(|points| points / 100.0).collect();
    }
    if !options.change.is_empty() {
        question.changes = options.change.iter().map(|ends| ends.map(|percent| percent / 100.0)).collect();
    }
    let plan = sample(&question).map_err(|reason| vec![refusal(reason, language)])?;
    if options.json {
        // The plan holds finite numbers and names only, which serde_json always can write.
        let json = serde_json::to_string_pretty(&plan).unwrap_or_default();
        return input::print("sample", &(json + "\n"));
    }
    let text: String = tables::sample(&plan, language).iter().map(plain::table).collect();
    input::print("sample", text.trim_start_matches('\n'))
}

/// Two percentages with a comma between them.
pub(crate) fn change(text: &str) -> Result<[f64; 2], String> {
    let (from, to) = text.split_once(',').ok_or("two percentages such as 70,75")?;
    let percent = |text: &str| text.trim().parse::<f64>().map_err(|error| error.to_string());
    Ok([percent(from)?, percent(to)?])
}

fn refusal(reason: Reason, language: Language) -> String {
    match reason {
        Reason::NoAnswers | Reason::TooFewAnswers => {
            language.of("一份回答也没有，什么也看不出来。", "No responses show nothing.").into()
        }
        _ => language
            .of(
                "算不出来：占比要在 0 到 100% 之间，误差要大于 0，变化前后要不同，回答不能比顾客还多。",
                "This cannot be planned: shares lie between 0 and 100 %, a margin is above 0, a change has two different \
                 ends, and no more can answer than there are.",
            )
            .into(),
    }
}
