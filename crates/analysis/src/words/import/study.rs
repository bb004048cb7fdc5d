//! What is wrong with a study or mapping file, in words.

use esteem_study::ProblemKind;

use super::quoted;
use crate::import::{Placed, Trouble};
use crate::words::{Language, decimal};

/// A problem with its place: line, column, path, what is wrong, what to do.
pub fn placed(placed: &Placed, language: Language) -> String {
    let place = &placed.place;
    let mut text = String::new();
    if place.line > 0 {
        text = match language {
            Language::Zh => format!("第 {} 行第 {} 列", place.line, place.column),
            Language::En => format!("line {}, column {}", place.line, place.column),
        };
    }
    if !place.path.is_empty() {
        let path = &place.path;
        text = match (language, text.is_empty()) {
            (_, true) => path.clone(),
            (Language::Zh, false) => format!("{text}（{path}）"),
            (Language::En, false) => format!("{text} ({path})"),
        };
    }
    let trouble = trouble(&placed.trouble, language);
    if text.is_empty() { trouble } else { format!("{text}{}{trouble}", language.of("：", ": ")) }
}

fn trouble(trouble: &Trouble, language: Language) -> String {
    match trouble {
        Trouble::Empty => language.of("文件是空的。", "the file is empty.").into(),
        Trouble::NotText => language
            .of("文件不是 UTF-8 文本。请另存为 UTF-8。", "the file is not text in UTF-8. Save it as UTF-8.")
            .into(),
        Trouble::Unreadable { message } => {
            let message = parser(message, language);
            language.of(format!("读不懂这里：{message}。"), format!("this cannot be read: {message}."))
        }
        Trouble::OtherFormat { found, expected } => language.of(
            format!("格式是{}，这里要{}。", quoted(found, language), quoted(expected, language)),
            format!("the format is {}, where {} is needed.", quoted(found, language), quoted(expected, language)),
        ),
        Trouble::Study(kind) => problem(kind, language),
    }
}

/// What the JSON parser says, in Chinese where it is one of its common complaints.
pub(super) fn parser(message: &str, language: Language) -> String {
    if language == Language::En {
        return message.into();
    }
    let named = |start: &str| message.strip_prefix(start)?.split('`').next();
    if let Some(field) = named("unknown field `") {
        return format!("不认识字段“{field}”");
    }
    if let Some(field) = named("missing field `") {
        return format!("缺少字段“{field}”");
    }
    if let Some(variant) = named("unknown variant `") {
        return format!("这里不能写“{variant}”");
    }
    if message.starts_with("invalid type") || message.starts_with("invalid value") {
        return "值的类型不对".into();
    }
    let common = [
        ("Unterminated", "文件在这里就断了，或者少了一个引号或括号"),
        ("Trailing commas", "多了一个逗号"),
        ("Unexpected token in object", "字段名要用双引号括起来，前面也许多了一个逗号"),
        ("Expected string for object property", "字段名要用双引号括起来"),
        ("Expected comma", "这里缺一个逗号或右括号"),
        ("Expected colon", "字段名后面缺一个冒号"),
        ("Expected value", "这里应当有一个值"),
        ("Unexpected word", "这里应当是带双引号的文字，或者 true、false、null"),
        ("Unexpected", "这里多了一个符号"),
        ("Single-quoted", "文字要用双引号括起来"),
        ("Comments", "这里不能写注释"),
        ("Invalid escape", "反斜杠后面的写法不对"),
        ("Maximum nesting", "层次太多了"),
        ("Text cannot contain more", "结尾后面还有多余的内容"),
        ("there is no value", "这里应当有一个值"),
        ("number out of range", "数字太大"),
    ];
    let known = common.iter().find(|(start, _)| message.starts_with(start));
    known.map_or_else(|| message.into(), |(_, words)| (*words).into())
}

fn problem(kind: &ProblemKind, language: Language) -> String {
    let q = |text: &str| quoted(text, language);
    match kind {
        ProblemKind::UnknownFormat { found } => language.of(
            format!("不认识格式{}。这个版本读 esteem-study/1。", q(found)),
            format!("the format {} is unknown. This version reads esteem-study/1.", q(found)),
        ),
        ProblemKind::BadId { id } => language.of(
            format!("编号{}只能由文字、数字、- 和 _ 组成，且不能为空。", q(id)),
            format!("the id {} must be letters, digits, - and _, and not empty.", q(id)),
        ),
        ProblemKind::ReservedId { id } => language.of(
            format!("编号{}在文件里另有意思，请换一个。", q(id)),
            format!("the id {} means something else in files. Choose another.", q(id)),
        ),
        ProblemKind::DuplicateId { id } => language
            .of(format!("编号{}用了两次。请换一个。", q(id)), format!("the id {} is used twice. Change one.", q(id))),
        ProblemKind::Empty => language.of("这里不能为空。", "this must not be empty.").into(),
        ProblemKind::NoWording { language: missing } => {
            language.of(format!("缺少 {missing} 的文字。"), format!("the wording in {missing} is missing."))
        }
        ProblemKind::Unknown { id } => {
            language.of(format!("问卷里没有{}。", q(id)), format!("the study has no {}.", q(id)))
        }
        ProblemKind::CodesNotRising => {
            language.of("选项的数字必须一个比一个大。", "the codes of the levels must rise.").into()
        }
        ProblemKind::LevelCount { found } => language
            .of(format!("有 {found} 档，应为 2 到 101 档。"), format!("{found} levels, where 2 to 101 are allowed.")),
        ProblemKind::OptionCount { found, least, most } => language.of(
            format!("有 {found} 个选项，应为 {least} 到 {most} 个。"),
            format!("{found} options, where {least} to {most} are allowed."),
        ),
        ProblemKind::CodesMustBe { first, last } => language.of(
            format!("这里用的量表，数字必须正好是 {first} 到 {last}。"),
            format!("the scale used here must have exactly the codes {first} to {last}."),
        ),
        ProblemKind::OutOfRange { least, most } => language.of(
            format!("应在 {} 到 {} 之间。", short(*least), short(*most)),
            format!("must be between {} and {}.", short(*least), short(*most)),
        ),
        ProblemKind::CutOutsideScale { item, least, most } => language.of(
            format!("这个分界用在题目{}上，应在 {least} 到 {most} 之间。", q(item)),
            format!("this cut is applied to item {} and must be between {least} and {most}.", q(item)),
        ),
        ProblemKind::MustBeRating => language
            .of(
                "需求、总体满意、愤怒和劝阻他人的题目必须是打分题，并且问实际感受。",
                "items of needs, overall satisfaction, anger and staying away must be ratings of the perceived facet.",
            )
            .into(),
        ProblemKind::AskedTwice { key } => {
            language.of(format!("{}问了两次。", q(key)), format!("{} is asked twice.", q(key)))
        }
        ProblemKind::NeverAsked { key } => language.of(
            format!("没有一页问{}，只有从文件导入才会有它的回答。", q(key)),
            format!("no page asks {}; only files can bring answers to it.", q(key)),
        ),
        ProblemKind::TouchpointsEach { least, most } if least > most => language.of(
            format!("接触点只有 {most} 个，没有可抽的。请删去 touchpoints_each。"),
            format!("with {most} touchpoints there is nothing to draw from. Leave touchpoints_each out."),
        ),
        ProblemKind::TouchpointsEach { least, most } => language.of(
            format!(
                "接触点共 {most} 个，每人至少要问 {least} 个，任意两个才会有一成以上的人都答到。请改成 {least} 到 {most}，\
                 或删去这一项，全部都问。"
            ),
            format!(
                "there are {most} touchpoints; only if each respondent is asked at least {least} of them is every pair met \
                 by a tenth. Set it from {least} to {most}, or leave it out to ask all."
            ),
        ),
        ProblemKind::MustBeAskedOfAll { item } => language.of(
            format!(
                "题目{}测的是需求或结果，必须人人都问，不能抽题。请去掉它的 expected，或把它归到一个维度，或删去 touchpoints_each。",
                q(item)
            ),
            format!(
                "item {} measures a need or an outcome, which everybody must be asked. Drop its facet expected, or give it a \
                 dimension, or leave touchpoints_each out.",
                q(item)
            ),
        ),
        ProblemKind::NothingForSome { part, touchpoints } => language.of(
            format!(
                "{}部分只问 {touchpoints} 个接触点，有人可能一个也抽不到。请在这部分加一道人人都问的题，或提高 touchpoints_each。",
                q(part)
            ),
            format!(
                "part {} asks about {touchpoints} touchpoints only, and some respondents may be dealt none of them. Add an \
                 item that everybody is asked, or raise touchpoints_each.",
                q(part)
            ),
        ),
        ProblemKind::NotANeed { id } => {
            language.of(format!("{}不是某项需求的题目。", q(id)), format!("{} is not an item of a need.", q(id)))
        }
        ProblemKind::UnsafeAddress { url } => language.of(
            format!("地址{}应以 https:// 开头，或是本站的路径。", q(url)),
            format!("the address {} must begin with https:// or be a path on the page's own site.", q(url)),
        ),
        ProblemKind::NoPrivacyWords => language
            .of(
                "没有说明是谁在问、为什么问、回答怎么保存。请补上 privacy 里的 controller、purpose 和 retention。",
                "nothing says who asks, why, and how long answers are kept. Add controller, purpose and retention.",
            )
            .into(),
        // `ProblemKind` may grow; a kind without words of its own still says something.
        other => format!("{other:?}"),
    }
}

fn short(number: f64) -> String {
    if number == libm::floor(number) { decimal(number, 0) } else { decimal(number, 2) }
}
