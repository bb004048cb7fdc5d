//! Bad input gives a sentence that names the culprit and what to do, in Chinese and in English; never a panic, never a
//! silent drop.

#![allow(clippy::unwrap_used)]

mod common;

use common::{STUDY, esteem, file, succeeds};

/// Both languages say what is expected; the command fails, or goes on, as told.
#[track_caller]
fn check(arguments: &[&str], goes_on: bool, zh: &str, en: &str) {
    for (language, expected) in [("zh", zh), ("en", en)] {
        let mut all = arguments.to_vec();
        all.extend(["--lang", language]);
        let output = esteem(&all);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(expected), "{language}: {said}");
        assert!(!said.contains("panicked"), "{language}: {said}");
        let code = output.status.code();
        assert_eq!(code, Some(if goes_on { 0 } else { 1 }), "{language}: {said}");
    }
}

#[track_caller]
fn refused(name: &str, bytes: impl AsRef<[u8]>, zh: &str, en: &str) {
    check(&["report", STUDY, &file(&format!("refused/{name}"), bytes)], false, zh, en);
}

#[track_caller]
fn repaired(name: &str, bytes: impl AsRef<[u8]>, zh: &str, en: &str) {
    check(&["report", STUDY, &file(&format!("repaired/{name}"), bytes)], true, zh, en);
}

#[track_caller]
fn broken_study(name: &str, text: &str, zh: &str, en: &str) {
    let path = file(&format!("studies/{name}"), text);
    check(&["check", &path], false, zh, en);
    check(&["report", &path, common::RESPONSES], false, zh, en);
}

#[test]
fn broken_studies() {
    let sound = std::fs::read_to_string(STUDY).unwrap();
    broken_study(
        "comma.json",
        "{\n \"format\": \"esteem-study/1\",,\n}",
        "第 2 行第 29 列：读不懂这里：字段名要用双引号括起来",
        "line 2, column 29: this cannot be read",
    );
    broken_study("empty.json", "", "文件是空的", "the file is empty");
    broken_study(
        "future.json",
        &sound.replace("esteem-study/1", "esteem-study/9"),
        "格式是“esteem-study/9”，这里要“esteem-study/1”",
        "the format is ‘esteem-study/9’, where ‘esteem-study/1’ is needed",
    );
    let scale = sound.lines().position(|line| line.contains("\"kind\": \"rating\"")).unwrap() + 1;
    let wrong = sound.replacen("\"kind\": \"rating\", \"scale\": \"", "\"kind\": \"rating\", \"scale\": \"no-", 1);
    broken_study("scale.json", &wrong, &format!("第 {scale} 行"), &format!("line {scale}, column"));
    broken_study("scale.json", &wrong, "问卷里没有“no-", "the study has no ‘no-");
    let unknown = sound.replacen("\"languages\"", "\"langauges\": [], \"languages\"", 1);
    broken_study("field.json", &unknown, "不认识字段“langauges”", "unknown field `langauges`");
}

#[test]
fn files_that_hold_no_answers() {
    refused("empty.csv", "", "文件是空的", "The file is empty");
    refused("blank.csv", " \r\n \r\n", "文件是空的", "The file is empty");
    refused("book.xlsx", b"PK\x03\x04\x14\0\x06\0", "另存为 CSV（UTF-8）", "Save it as CSV (UTF-8)");
    refused("noise.bin", [0, 159, 146, 150, 0, 1, 2, 3], "不是文本文件", "not a text file");
    refused("header.csv", "id,O1\n", "只有列名，没有回答", "column names and no answers");
    refused("other.csv", "Name,Age\nLi,40\n", "第一行是“Name”“Age”", "The first line reads ‘Name’, ‘Age’");
    refused("study.json", std::fs::read(STUDY).unwrap(), "esteem-study/1", "holds no answers");
    refused("list.json", "[1, 2]", "不是每行一份回答", "not one response a line");
    check(&["report", STUDY, "no-such-file.csv"], false, "打不开", "cannot be opened");
    check(&["report", STUDY, common::RESPONSES, "--where", "lunch"], false, "应写成 名称=值", "write it as NAME=VALUE");
    check(
        &["report", STUDY, common::RESPONSES, "--where", "tiem=lunch"],
        false,
        "名称可以是 wave, state, time, guest",
        "NAME is one of wave, state, time, guest",
    );
    check(
        &["report", STUDY, common::RESPONSES, "--where", "state=furious"],
        false,
        "--where state=furious：没有这种状态，可以是 outraged（愤怒）、at_risk（有隐患）",
        "--where state=furious: there is no such state; it is one of outraged, at_risk, swing",
    );
}

#[test]
fn files_with_something_wrong() {
    repaired(
        "bom.csv",
        "\u{feff}id;O1\r\na;5\r\nb;4\r\n",
        "以分号分隔读入：2 行，计入 2 份回答",
        "separated by semicolons: 2 rows, 2 responses",
    );
    repaired(
        "ragged.csv",
        "id,O1,AN1\na,5\nb,4,1,9\n",
        "第 2 行：只有 2 格，应有 3 格",
        "Line 2: 2 cells instead of 3",
    );
    repaired("ragged.csv", "id,O1,AN1\na,5\nb,4,1,9\n", "第 3 行：有 4 格，应有 3 格", "Line 3: 4 cells instead of 3");
    repaired(
        "outside.csv",
        "id,O1\na,5\nb,9\n",
        "第 3 行：“O1”一列的“9”不在选项或范围里",
        "Line 3: ‘9’ in column ‘O1’ is no answer",
    );
    repaired("unknown.csv", "id,O1,O2\na,5,1\n", "“O2”一列不认识，没有读", "Column ‘O2’ is unknown and was not read");
    repaired("twice.csv", "id,O1\na,5\na,4\n", "编号“a”有内容不同的几份", "different records with the id ‘a’");
    repaired("copy.csv", "id,O1\na,5\na,5\n", "完全相同，只计一次", "a copy of another record");
    repaired(
        "state.csv",
        "id,state,O1\na,half,5\n",
        "“state”一列的“half”看不懂",
        "‘half’ in column ‘state’ is not understood",
    );
    repaired(
        "line.jsonl",
        "{\"format\":\"esteem-response/1\",\"id\":\"a\",\"study\":\"cafe\"}\n{\"id\":\n",
        "第 2 行：不是一份完整的回答",
        "Line 2: this is not a whole response",
    );
    repaired("quote.csv", "id,O1,X1\na,5,\"so\nb,4,no\n", "引号没有配对", "quotation mark is never closed");
}

/// "很好" and a comment in GBK, as a Chinese spreadsheet saves them.
#[test]
fn chinese_spreadsheets() {
    let (text, _, lost) = encoding_rs::GBK.encode("id,O1,X1\na,完全满意,咖啡很好\nb,5,等太久\n");
    assert!(!lost);
    repaired(
        "gbk.csv",
        text,
        "按 GB18030、以逗号分隔读入：2 行，计入 2 份回答",
        "Read as GB18030, separated by commas: 2 rows, 2 responses",
    );
}

#[test]
fn a_study_that_ships_has_nothing_to_say() {
    for study in ["studies/customer.study.json", "studies/customer-pulse.study.json", "examples/cafe.study.json"] {
        let path = format!("{}/../../{study}", env!("CARGO_MANIFEST_DIR"));
        let said = String::from_utf8(succeeds(&["check", &path, "--lang", "en"])).unwrap();
        assert!(said.contains("0 warnings"), "{said}");
    }
}
