//! What import found, in words: what happened, where, what to do.

use super::names::absent;
use super::{Language, whole};
use crate::import::{BinaryKind, Encoding, Finding, FindingKind, ImportError, Layout, Manifest};
use crate::responses::Absent;

mod study;

pub use study::placed;

/// Why a file as a whole cannot be read, and what to do.
pub fn import_error(error: &ImportError, language: Language) -> String {
    match error {
        ImportError::Empty => language
            .of("文件是空的。请选择含有回答的文件。", "The file is empty. Choose the file that holds the answers.")
            .into(),
        ImportError::Binary { seems: Some(BinaryKind::Zip | BinaryKind::OldOffice) } => language
            .of(
                "这像是一个电子表格文件。请在表格软件里另存为 CSV（UTF-8），再打开。",
                "This looks like a spreadsheet. Save it as CSV (UTF-8) in your spreadsheet program and open that.",
            )
            .into(),
        ImportError::Binary { seems: Some(BinaryKind::Pdf) } => language
            .of(
                "这是 PDF，不是回答文件。请导出 CSV 或 JSON Lines。",
                "This is a PDF, not a file of answers. Export CSV or JSON Lines.",
            )
            .into(),
        ImportError::Binary { seems: Some(BinaryKind::Picture) } => language
            .of(
                "这是图片，不是回答文件。请选择 CSV 或 JSON Lines。",
                "This is a picture, not a file of answers. Choose CSV or JSON Lines.",
            )
            .into(),
        ImportError::Binary { seems: None } => language
            .of(
                "这不是文本文件。请选择 CSV 或 JSON Lines 文件。",
                "This is not a text file. Choose a CSV or JSON Lines file.",
            )
            .into(),
        ImportError::NoKnownColumn { found, known } => {
            let (found, known) = (quoted_list(found, language), known.join(language.of("、", ", ")));
            language.of(
                format!("第一行是{found}，没有一列是这份问卷的题目。题目的列名应当像 {known}；也可以用映射文件说明哪一列是哪一题。"),
                format!(
                    "The first line reads {found}; none of these columns is an item of the study. Columns are named \
                     like {known}; a mapping file can say which column is which item."
                ),
            )
        }
        ImportError::OtherFormat { format } => {
            let format = quoted(format, language);
            language.of(
                format!("这个文件的格式是{format}，不是回答。请选择回答文件。"),
                format!("This file has the format {format} and holds no answers. Choose the file of answers."),
            )
        }
        ImportError::NotJsonLines => language
            .of(
                "这是 JSON，但不是每行一份回答。请导出 JSON Lines 或 CSV。",
                "This is JSON, but not one response a line. Export JSON Lines or CSV.",
            )
            .into(),
        ImportError::NoRows => {
            language.of("文件里只有列名，没有回答。", "The file has column names and no answers.").into()
        }
    }
}

/// How a file was read: encoding and layout.
pub fn layout(manifest: &Manifest, language: Language) -> String {
    let encoding = match manifest.encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16 => "UTF-16",
        Encoding::Gb18030 => "GB18030",
        Encoding::Utf8Damaged => language.of("UTF-8（有损坏）", "UTF-8 (damaged)"),
    };
    let layout = match manifest.layout {
        Layout::JsonLines => language.of("每行一份 JSON", "one JSON object a line"),
        Layout::Delimited(',') => language.of("以逗号分隔", "separated by commas"),
        Layout::Delimited(';') => language.of("以分号分隔", "separated by semicolons"),
        Layout::Delimited('\t') => language.of("以制表符分隔", "separated by tabs"),
        Layout::Delimited(_) => language.of("以竖线分隔", "separated by bars"),
    };
    let (rows, kept) = (whole(manifest.rows), whole(manifest.kept));
    language.of(
        format!("按 {encoding}、{layout}读入：{rows} 行，计入 {kept} 份回答。"),
        format!("Read as {encoding}, {layout}: {rows} rows, {kept} responses counted."),
    )
}

/// One finding as a sentence with its lines.
pub fn finding(finding: &Finding, language: Language) -> String {
    let text = sentence(&finding.kind, language);
    match place(finding, language) {
        Some(place) => format!("{place}{text}"),
        None => {
            let mut letters = text.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            first + letters.as_str()
        }
    }
}

/// "Line 214: " or "Lines 3, 8, 12 and 30 more: ".
fn place(finding: &Finding, language: Language) -> Option<String> {
    if finding.lines.is_empty() {
        return None;
    }
    let lines: Vec<String> = finding.lines.iter().map(u64::to_string).collect();
    let more = finding.count.saturating_sub(finding.lines.len() as u64);
    Some(match (language, more) {
        (Language::Zh, 0) => format!("第 {} 行：", lines.join("、")),
        (Language::Zh, more) => format!("第 {} 行及另外 {} 处：", lines.join("、"), whole(more)),
        (Language::En, 0) if lines.len() == 1 => format!("Line {}: ", lines[0]),
        (Language::En, 0) => format!("Lines {}: ", lines.join(", ")),
        (Language::En, more) => format!("Lines {} and {} more: ", lines.join(", "), whole(more)),
    })
}

fn sentence(kind: &FindingKind, language: Language) -> String {
    let q = |text: &str| quoted(text, language);
    match kind {
        FindingKind::Rejected { message } => language.of(
            format!("不是一份完整的回答（{}），已略去。", study::parser(message, language)),
            format!("this is not a whole response ({message}); it was left out."),
        ),
        FindingKind::TooNew { format } => language.of(
            format!("格式{}比这个版本新，已略去；请更新后再读。", q(format)),
            format!("the format {} is newer than this version; it was left out. Update and read it again.", q(format)),
        ),
        FindingKind::UnclosedQuote => language
            .of(
                "引号没有配对，从这里到文件末尾都并进了一格。请补上引号再读一次。",
                "a quotation mark is never closed, so everything to the end of the file became one cell. Close it and \
                 read the file again.",
            )
            .into(),
        FindingKind::DuplicateReplaced { id } => language.of(
            format!("编号{}有内容不同的几份，只计最晚的一份。", q(id)),
            format!("there are different records with the id {}; only the latest is counted.", q(id)),
        ),
        FindingKind::DuplicateSame => {
            language.of("与另一份完全相同，只计一次。", "a copy of another record; it is counted once.").into()
        }
        FindingKind::Test => language.of("试填的回答，不计入。", "a try-out; it is not counted.").into(),
        FindingKind::TestCounted => language.of("试填的回答，这里计入。", "a try-out; here it is counted.").into(),
        FindingKind::EmptyRow => language.of("空行，已略去。", "an empty row; it was left out.").into(),
        FindingKind::ShortRow { expected, found } => language.of(
            format!("只有 {found} 格，应有 {expected} 格；缺的按跳过处理。"),
            format!("{found} cells instead of {expected}; what is missing counts as skipped."),
        ),
        FindingKind::LongRow { expected, found } => language.of(
            format!("有 {found} 格，应有 {expected} 格；多出的没有读。检查是否有没加引号的分隔符。"),
            format!("{found} cells instead of {expected}; the rest was not read. Look for a separator without quotes."),
        ),
        FindingKind::Unreadable { column, value, suggestion } => {
            let (column, value) = (q(column), q(value));
            match suggestion {
                Some(suggestion) => {
                    let suggestion = q(suggestion);
                    language.of(
                        format!("{column}一列的{value}不在选项里，没有计入。可用映射文件把它对应到{suggestion}，或改好再读。"),
                        format!(
                            "{value} in column {column} is no answer of this item and was not counted. Match it to \
                             {suggestion} in a mapping file, or correct it."
                        ),
                    )
                }
                None => language.of(
                    format!("{column}一列的{value}不在选项或范围里，没有计入。可用映射文件说明它的意思，或改好再读。"),
                    format!(
                        "{value} in column {column} is no answer of this item and was not counted. Say what it means \
                         in a mapping file, or correct it."
                    ),
                ),
            }
        }
        FindingKind::UnreadableMore { column } => language.of(
            format!("{}一列还有其他读不懂的内容，没有一一列出。这一列也许对错了题目。", q(column)),
            format!("column {} holds more that is no answer. The column may belong to another item.", q(column)),
        ),
        FindingKind::ReadAsMissing { column, value, missing } => {
            let meaning = q(absent(Absent::Missing(*missing), language));
            language.of(
                format!("{}一列的{}按{meaning}处理。", q(column), q(value)),
                format!("{} in column {} was read as {meaning}.", q(value), q(column)),
            )
        }
        FindingKind::BadInstant { column, value } => language.of(
            format!("{}一列的{}不是时间；分不清先后时才会用到。", q(column), q(value)),
            format!(
                "{} in column {} is no time; it is needed only to tell the later of two records.",
                q(value),
                q(column)
            ),
        ),
        FindingKind::BadField { column, value } => language.of(
            format!("{}一列的{}看不懂，按没有填处理。", q(column), q(value)),
            format!("{} in column {} is not understood and counts as not said.", q(value), q(column)),
        ),
        FindingKind::BadBytes => language
            .of(
                "有些字节既不是 UTF-8 也不是 GB18030，显示为“�”。请把文件另存为 UTF-8。",
                "some bytes are neither UTF-8 nor GB18030 and show as “�”. Save the file as UTF-8.",
            )
            .into(),
        FindingKind::NamelessColumn { place } => language.of(
            format!("第 {place} 列没有列名，内容没有读。给它一个名字再读。"),
            format!("column number {place} has no name and was not read. Give it a name and read the file again."),
        ),
        FindingKind::GradeWithoutTick { column } => language.of(
            format!("{}一列没有勾选的情况却填了轻重或结果，没有计入。", q(column)),
            format!("column {} says how bad an incident was that is not ticked; it was not counted.", q(column)),
        ),
        FindingKind::UnknownColumn { column, suggestion: Some(suggestion) } => language.of(
            format!("{}一列不认识，没有读。是不是{}？", q(column), q(suggestion)),
            format!("column {} is unknown and was not read. Is it {}?", q(column), q(suggestion)),
        ),
        FindingKind::UnknownColumn { column, suggestion: None } => language.of(
            format!("{}一列不认识，没有读。可用映射文件说明它是什么。", q(column)),
            format!("column {} is unknown and was not read. A mapping file can say what it is.", q(column)),
        ),
        FindingKind::RepeatedColumn { column } => language.of(
            format!("{}一列与前面的列重复，只读了前面的。", q(column)),
            format!("column {} repeats an earlier one; only the earlier one was read.", q(column)),
        ),
        FindingKind::MappedColumnAbsent { column } => language.of(
            format!("映射文件提到的{}一列，文件里没有。", q(column)),
            format!("the mapping names column {}, which the file does not have.", q(column)),
        ),
        FindingKind::MappedNowhere { column, target } => language.of(
            format!("映射文件把{}对应到{}，问卷里没有它，所以没有读。", q(column), q(target)),
            format!(
                "the mapping sends column {} to {}, which the study does not have; it was not read.",
                q(column),
                q(target)
            ),
        ),
        FindingKind::UnknownKey { key } => language.of(
            format!("{}不是这份问卷的题目，没有读。", q(key)),
            format!("{} is no item of this study; it was not read.", q(key)),
        ),
        FindingKind::OtherStudy { id } => language.of(
            format!("这些回答来自另一份问卷{}，按题目编号读入。", q(id)),
            format!("the response belongs to another study, {}; its answers were read by item id.", q(id)),
        ),
        FindingKind::NoColumn { keys } => {
            let list = keys.iter().take(8).cloned().collect::<Vec<_>>().join(language.of("、", ", "));
            let rest = keys.len().saturating_sub(8);
            let rest = match (rest, language) {
                (0, _) => String::new(),
                (rest, Language::Zh) => format!("等 {} 项", rest + 8),
                (rest, Language::En) => format!(" and {rest} more"),
            };
            language.of(
                format!("文件里没有 {list}{rest}，按没有问到处理。"),
                format!("the file has no column for {list}{rest}; they count as not asked."),
            )
        }
        FindingKind::NoId => language
            .of("有些行没有编号，无法判断是否重复。", "some rows have no id, so that copies among them cannot be told.")
            .into(),
    }
}

/// A word in the language's quotation marks.
fn quoted(text: &str, language: Language) -> String {
    language.of(format!("“{text}”"), format!("‘{text}’"))
}

fn quoted_list(words: &[String], language: Language) -> String {
    let quoted: Vec<String> = words.iter().map(|word| quoted(word, language)).collect();
    quoted.join(language.of("", ", "))
}
