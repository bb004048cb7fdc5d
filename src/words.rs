//! The words of the page itself in Chinese and English. What the report says is worded in `esteem_analysis::words`.
//!
//! Each language has every word, because the type asks for it. No space is typed between Chinese and numbers: the
//! style sheet sets it. Counts come as the browser writes them.

use esteem_analysis::words::Language;

mod en;
mod files;
pub(crate) mod storage;
mod zh;

pub(crate) use files::{file_kind, not_read, size, too_large};

/// A number of things, as the browser writes it.
#[derive(Clone, Debug)]
pub(crate) struct Count {
    /// The number in digits.
    pub text: String,
    /// Whether the language speaks of it in the singular.
    pub is_one: bool,
}

/// The words that need no number.
#[derive(Debug)]
pub(crate) struct Words {
    pub own_name: &'static str,
    pub languages: &'static str,
    pub actions: &'static str,
    pub skip: &'static str,
    pub open: &'static str,
    pub workspaces: &'static str,
    pub print: &'static str,
    pub example: &'static str,
    pub open_own: &'static str,
    pub cancel: &'static str,
    pub close: &'static str,
    pub reading: &'static str,
    pub view: ViewWords,
    pub select: SelectWords,
    pub figure: FigureWords,
    pub state: StateWords,
    pub notice: NoticeWords,
    pub file: FileWords,
    pub panel: PanelWords,
    pub try_out: TryOutWords,
}

/// The words of the views.
#[derive(Debug)]
pub(crate) struct ViewWords {
    pub views: &'static str,
    pub overview: &'static str,
    pub method: &'static str,
    pub names: [(&'static str, &'static str); 22],
    pub summary: &'static str,
    pub how_sure: &'static str,
    pub see: &'static str,
    pub whole: &'static str,
    pub first: &'static str,
    pub need: &'static str,
    pub evidence: &'static str,
    pub sources: &'static str,
    pub on_device: &'static str,
    pub save_report: &'static str,
}

/// The words for selecting and comparing.
#[derive(Debug)]
pub(crate) struct SelectWords {
    pub title: &'static str,
    pub all: &'static str,
    pub undo: &'static str,
    pub compare: &'static str,
    pub compare_nothing: &'static str,
}

/// The words at a figure.
#[derive(Debug)]
pub(crate) struct FigureWords {
    pub keys: &'static str,
    pub table: &'static str,
    pub save: &'static str,
    pub svg: &'static str,
    pub png: &'static str,
    pub csv: &'static str,
}

/// The words where there is no figure to show.
#[derive(Debug)]
pub(crate) struct StateWords {
    pub no_example: NextStep,
    pub no_responses: NextStep,
    pub too_few: NextStep,
    pub nobody: NextStep,
    pub few_selected: NextStep,
    pub no_view: NextStep,
}

/// A state in which there is no figure to show, and what can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NextStep {
    pub title: &'static str,
    pub text: &'static str,
    pub action: &'static str,
}

/// What the page says about itself.
#[derive(Debug)]
pub(crate) struct NoticeWords {
    pub no_engine: &'static str,
    pub restarted: &'static str,
    pub gave_up: &'static str,
    pub other_build: &'static str,
    pub unknown: &'static str,
    pub save: &'static str,
    pub reload: &'static str,
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
    pub kept: &'static str,
    pub bad_study: &'static str,
    pub bad_mapping: &'static str,
    pub bad_responses: &'static str,
    pub no_engine: &'static str,
    pub unreadable: &'static str,
}

/// The words where a questionnaire is tried.
#[derive(Debug)]
pub(crate) struct TryOutWords {
    pub title: &'static str,
    pub try_it: &'static str,
    pub lead: &'static str,
    pub notice: &'static str,
    pub see: &'static str,
    pub again: &'static str,
    pub keep: &'static str,
    pub back: &'static str,
    pub loading: &'static str,
    pub retry: &'static str,
    /// Why there is no questionnaire, by the names in `questionnaire.js`; the first one is for what has no name.
    pub missing: [(&'static str, &'static str); 6],
}

/// The words in a language.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::Zh => &zh::WORDS,
        Language::En => &en::WORDS,
    }
}

/// What a view is called in few words: the name of its section is a sentence.
pub(crate) fn view_name<'a>(route: &str, title: &'a str, language: Language) -> &'a str {
    let names = &words(language).view.names;
    names.iter().find(|(name, _)| *name == route).map_or(title, |(_, words)| words)
}

/// How many responses the report rests on.
pub(crate) fn base(n: &Count, language: Language) -> String {
    let n = n.said("份回答", " response", " responses", language);
    n.concat()
}

/// How many responses the selection keeps.
pub(crate) fn base_of(n: &Count, all: &Count, language: Language) -> String {
    match language {
        Language::Zh => ["从", &all.text, "份回答里选出", &n.text, "份"].concat(),
        Language::En => [n.text.as_str(), " of ", &all.said("", " response", " responses", language).concat()].concat(),
    }
}

/// How many responses have been read so far.
pub(crate) fn read_so_far(n: &Count, language: Language) -> String {
    match language {
        Language::Zh => ["已读", &n.text, "份"].concat(),
        Language::En => n.said("", " response so far", " responses so far", language).concat(),
    }
}

/// How many try-outs there are.
pub(crate) fn tried(n: &Count, language: Language) -> String {
    match language {
        Language::Zh => ["已试填", &n.text, "份，报告里现在只有试填的回答。"].concat(),
        Language::En => [
            n.said("", " try-out", " try-outs", language).concat().as_str(),
            " so far; the report now speaks of these alone.",
        ]
        .concat(),
    }
}

/// What is said where there are too few responses for any figure.
pub(crate) fn so_far(n: &Count, needed: &Count, language: Language) -> String {
    match language {
        Language::Zh => ["现在有", &n.text, "份回答，满", &needed.text, "份就会显示数字。"].concat(),
        Language::En => [&n.text, " so far; figures are shown from ", &needed.text, "."].concat(),
    }
}

/// What is said aloud when a report stands.
pub(crate) fn report_stands(title: &str, base: &str, language: Language) -> String {
    match language {
        Language::Zh => ["报告已显示：", title, "，", base].concat(),
        Language::En => ["Report shown: ", title, ", ", base].concat(),
    }
}

/// How many requests left the page.
pub(crate) fn elsewhere(n: u32, count: &Count, language: Language) -> String {
    match (language, n) {
        (Language::Zh, 0) => "打开以来，这个页面没有向外发出过任何请求。".into(),
        (Language::En, 0) => "Since it was opened, no request has left this page.".into(),
        (Language::Zh, _) => {
            ["打开以来，有", &count.text, "个请求离开了这个页面。这不该发生，请检查浏览器的扩展程序。"].concat()
        }
        (Language::En, _) => {
            let n = count.said("", " request has", " requests have", language).concat();
            [&n, " left this page since it was opened. That should not happen; look at the browser's extensions."]
                .concat()
        }
    }
}

/// A filter's title and one of its values.
pub(crate) fn condition(title: &str, value: &str, language: Language) -> String {
    [title, language.of("：", ": "), value].concat()
}

/// What the button does that takes a condition away.
pub(crate) fn without(condition: &str, language: Language) -> String {
    [language.of("去掉 ", "Remove "), condition].concat()
}

/// What a view leads to.
pub(crate) fn evidence_of(title: &str, language: Language) -> String {
    [language.of("看依据：", "Evidence: "), title].concat()
}

/// What a menu saves.
pub(crate) fn save_of(title: &str, language: Language) -> String {
    [language.of("保存：", "Save: "), title].concat()
}

/// What the address asked for that there is not.
pub(crate) fn unknown(parts: &[String], language: Language) -> String {
    [words(language).notice.unknown, &parts.join(language.of("、", ", ")), language.of("。", ".")].concat()
}

impl Count {
    /// The number with its noun; English has two forms of it.
    fn said<'a>(&'a self, zh: &'a str, one: &'a str, many: &'a str, language: Language) -> [&'a str; 2] {
        let noun = if self.is_one { one } else { many };
        [&self.text, language.of(zh, noun)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(n: u64) -> Count {
        Count { text: n.to_string(), is_one: n == 1 }
    }

    #[test]
    fn chinese_words_hold_no_typed_space_before_numbers() {
        let (seven, ten) = (count(7), count(10));
        let zh = Language::Zh;
        let said = [base(&seven, zh), base_of(&seven, &ten, zh), so_far(&seven, &ten, zh), elsewhere(7, &seven, zh)];
        for text in said {
            assert!(!text.contains(' '), "{text}");
        }
    }

    #[test]
    fn english_has_a_singular() {
        assert_eq!(base(&count(1), Language::En), "1 response");
        assert_eq!(base(&count(0), Language::En), "0 responses");
        assert_eq!(base_of(&count(1), &count(9), Language::En), "1 of 9 responses");
        assert!(elsewhere(1, &count(1), Language::En).starts_with("1 request has left"));
    }
}
