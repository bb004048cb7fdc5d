//! The words of the page itself in Chinese and English. What the report says is worded in `esteem_analysis::words`.
//!
//! Each language has every word, because the type asks for it. No space is typed between Chinese and numbers: the
//! style sheet sets it.

use esteem_analysis::words::{Language, whole};

use crate::files::FileKind;

mod en;
mod zh;

/// The words that need no number.
#[derive(Debug)]
pub(crate) struct Words {
    pub own_name: &'static str,
    pub summary: &'static str,
    pub completeness: &'static str,
    pub languages: &'static str,
    pub actions: &'static str,
    pub skip: &'static str,
    pub open: &'static str,
    pub print: &'static str,
    pub example: &'static str,
    pub open_own: &'static str,
    pub how_sure: &'static str,
    pub interval: &'static str,
    pub save_report: &'static str,
    pub show_table: &'static str,
    pub method: &'static str,
    pub on_device: &'static str,
    pub reading: &'static str,
    pub no_example: NextStep,
    pub no_responses: NextStep,
    pub too_few: NextStep,
    pub file: FileWords,
    pub panel: PanelWords,
}

/// A state in which there is no figure to show, and what can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NextStep {
    pub title: &'static str,
    pub text: &'static str,
    pub action: &'static str,
}

/// What is said about a file that was read.
#[derive(Debug)]
pub(crate) struct FileWords {
    pub some_left_out: &'static str,
    pub remarks: &'static str,
    pub in_full: &'static str,
    pub doubts: &'static str,
}

/// The words of the panel in which files are chosen.
#[derive(Debug)]
pub(crate) struct PanelWords {
    pub title: &'static str,
    pub intro: &'static str,
    pub several: &'static str,
    pub choose: &'static str,
    pub another: &'static str,
    pub take_out: &'static str,
    pub show: &'static str,
    pub cancel: &'static str,
    pub kept: &'static str,
    pub bad_study: &'static str,
    pub bad_mapping: &'static str,
    pub bad_responses: &'static str,
    pub no_engine: &'static str,
    pub no_study: &'static str,
    pub unreadable: &'static str,
}

/// The words in a language.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::Zh => &zh::WORDS,
        Language::En => &en::WORDS,
    }
}

/// How many responses the report rests on.
pub(crate) fn base(responses: u64, partial: u64, language: Language) -> String {
    let (n, broken) = (whole(responses), whole(partial));
    match (language, responses, partial) {
        (Language::Zh, _, 0) => format!("{n}份回答"),
        (Language::Zh, ..) => format!("{n}份回答，其中{broken}份中途停下"),
        (Language::En, 1, 0) => "1 response".into(),
        (Language::En, _, 0) => format!("{n} responses"),
        (Language::En, ..) => format!("{n} responses, {broken} of them broken off"),
    }
}

/// What a base is and below which one no number is shown.
pub(crate) fn bases(smallest: u32, language: Language) -> String {
    match language {
        Language::Zh => format!(
            "每个数字只算答了那道题的人，表格里写着有多少。不到{smallest}人的数字不显示：人太少，说明不了什么，也容易认出是谁。"
        ),
        Language::En => format!(
            "Every number rests on the people who answered that question; the tables say how many. Numbers of fewer \
             than {smallest} people are not shown: they tell little, and somebody might be recognised."
        ),
    }
}

/// What is said where there are too few responses for any figure.
pub(crate) fn so_far(responses: u64, needed: u32, language: Language) -> String {
    match language {
        Language::Zh => format!("现在有{responses}份回答，满{needed}份就会显示数字。"),
        Language::En => format!("{responses} so far; figures are shown from {needed}."),
    }
}

/// What is said aloud when a report stands.
pub(crate) fn report_stands(title: &str, responses: u64, language: Language) -> String {
    let n = whole(responses);
    match language {
        Language::Zh => format!("报告已显示：{title}，{n}份回答"),
        Language::En => format!("Report shown: {title}, {n} responses"),
    }
}

/// What a file is called, and what it should be.
pub(crate) fn file_kind(kind: FileKind, study: Option<&str>, language: Language) -> (&'static str, String) {
    match (kind, language) {
        (FileKind::Responses, Language::Zh) => ("回答", "CSV、TSV 或 JSON Lines，第一行是列名".into()),
        (FileKind::Responses, Language::En) => {
            ("Responses", "CSV, TSV or JSON Lines; the first line names the columns".into())
        }
        (FileKind::Study, Language::Zh) => {
            let without = study.map(|title| format!("。不选的话，就按现在这份来读：{title}")).unwrap_or_default();
            ("问卷", format!("以 .study.json 结尾的文件{without}"))
        }
        (FileKind::Study, Language::En) => {
            let without = study.map(|title| format!(". Without one, it is the study shown now: {title}"));
            ("Study", format!("A file that ends in .study.json{}", without.unwrap_or_default()))
        }
        (FileKind::Mapping, Language::Zh) => ("映射文件（可以不选）", "列名和问卷不一样时，说明每一列是什么".into()),
        (FileKind::Mapping, Language::En) => {
            ("Mapping (optional)", "Says what each column holds, where the names differ from the study".into())
        }
    }
}

/// A file that is too large to be read.
pub(crate) fn too_large(name: &str, language: Language) -> String {
    match language {
        Language::Zh => format!("“{name}”超过500 MB，网页放不下。可以先分成几份，或改用命令行程序 esteem。"),
        Language::En => format!(
            "“{name}” is larger than 500 MB, more than a page can hold. Split it, or use the command esteem instead."
        ),
    }
}

/// A file that the browser could not read.
pub(crate) fn not_read(name: &str, language: Language) -> String {
    match language {
        Language::Zh => format!("“{name}”没能从这台设备上读出来，可能已被移走或改动。请再选一次。"),
        Language::En => format!("“{name}” could not be read from this device; it may have moved. Choose it again."),
    }
}

/// How much a file holds.
pub(crate) fn size(bytes: usize) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// The name of a saved report.
pub(crate) fn report_name(study: &str) -> String {
    format!("{study}.report.json")
}

/// A sentence in pieces, each with whether it is a number.
pub(crate) fn numbers_apart(sentence: &str) -> Vec<(bool, &str)> {
    let mut parts: Vec<(bool, &str)> = Vec::new();
    let mut start = 0;
    let mut is_number = false;
    for (at, c) in sentence.char_indices() {
        let continues = is_number && matches!(c, '.' | ',' | '\u{a0}') && follows(sentence, at + c.len_utf8());
        let now = c.is_ascii_digit() || continues || (is_number && c == '%');
        if now != is_number {
            if at > start {
                parts.push((is_number, &sentence[start..at]));
            }
            (start, is_number) = (at, now);
        }
    }
    if start < sentence.len() {
        parts.push((is_number, &sentence[start..]));
    }
    parts
}

/// Whether a number goes on after its point, comma or space.
fn follows(sentence: &str, at: usize) -> bool {
    sentence[at..].starts_with(|c: char| c.is_ascii_digit() || c == '%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_apart_from_words() {
        let check = |text, expected: &[&str]| {
            let parts = numbers_apart(text);
            let parts: Vec<String> = parts.iter().map(|(is_number, part)| format!("{is_number}:{part}")).collect();
            assert_eq!(parts, expected);
        };
        check("Guests expected 5.9.", &["false:Guests expected ", "true:5.9", "false:."]);
        check("9.0\u{a0}% of guests", &["true:9.0\u{a0}%", "false: of guests"]);
        check("期望5.9分", &["false:期望", "true:5.9", "false:分"]);
        check("1,234", &["true:1,234"]);
        check("", &[]);
    }

    #[test]
    fn sizes_are_short() {
        assert_eq!(size(12), "12 B");
        assert_eq!(size(1001), "2 kB");
        assert_eq!(size(1_450_000), "1.4 MB");
    }

    #[test]
    fn chinese_words_hold_no_typed_space_before_numbers() {
        for text in [base(412, 9, Language::Zh), bases(10, Language::Zh), so_far(7, 10, Language::Zh)] {
            assert!(!text.contains(' '), "{text}");
        }
        assert_eq!(base(1, 0, Language::En), "1 response");
    }
}
