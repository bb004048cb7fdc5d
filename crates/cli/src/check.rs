//! `esteem check`: every problem of a study, each with its place.

use std::path::Path;

use esteem_analysis::words::{self, Language};

use crate::input::{self, Lines};

/// Checks a study; warnings are printed and do not fail.
pub(crate) fn run(path: &Path, language: Language) -> Result<(), Lines> {
    let file = input::study(path, language)?;
    for warning in &file.warnings {
        println!("{}", input::named(path, &words::placed(warning, language), language));
    }
    let (items, keys) = (file.study.items.len(), file.study.keys().count());
    let sentence = match language {
        Language::Zh => format!("可以使用：{items} 道题，{keys} 个回答，{} 处提醒。", file.warnings.len()),
        Language::En => format!("can be used: {items} items, {keys} answers, {} warnings.", file.warnings.len()),
    };
    println!("{}", input::named(path, &sentence, language));
    Ok(())
}
