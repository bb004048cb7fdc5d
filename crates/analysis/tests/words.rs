//! Everything that the crate can say is said in both languages, as sentences that people can read.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fmt::Debug;

use esteem_analysis::import::FindingKind::{self, *};
use esteem_analysis::import::{
    BinaryKind, Encoding, Finding, ImportError, Layout, Place, Placed, Trouble, read_responses,
};
use esteem_analysis::report::{Method, Note, Reason, Reference};
use esteem_analysis::words::{self, Language};
use esteem_study::{Missing, ProblemKind};

mod common;

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Both wordings exist, differ, are in their language, end as sentences do (or as parts of sentences, if `!whole`), and
/// hold nothing that only a program would say.
#[track_caller]
fn check(what: &impl Debug, whole: bool, say: impl Fn(Language) -> String) {
    let (zh, en) = (say(Language::Zh), say(Language::En));
    assert_ne!(zh, en, "{what:?}");
    assert!(zh.chars().any(is_han), "{what:?}: {zh}");
    assert!(!en.chars().any(is_han) && !en.contains(['，', '。', '、', '：', '（']), "{what:?}: {en}");
    for (text, ends) in [(&zh, ['。', '？']), (&en, ['.', '?'])] {
        assert_eq!(text.ends_with(ends), whole, "{what:?}: {text}");
        assert_eq!(text.trim(), text, "{what:?}");
        for wrong in ["{", "}", "Some(", "None", "::", "\"", "  ", "..", "。。", "‘’", "“”", "NaN"] {
            assert!(!text.contains(wrong), "{what:?}: {wrong} in {text}");
        }
    }
    for pair in zh.chars().collect::<Vec<_>>().windows(2) {
        let half_width = matches!(pair[1], ',' | '.' | ';' | ':' | '!' | '?' | '(' | ')');
        assert!(!(is_han(pair[0]) && half_width), "{what:?}: {zh}");
        assert!(!(matches!(pair[0], ',' | ';' | '!' | '?' | '(') && is_han(pair[1])), "{what:?}: {zh}");
    }
    // Only a place in a file and a part of a sentence begin with a small letter.
    assert!(!whole || en.starts_with("line ") || !en.starts_with(char::is_lowercase), "{what:?}: {en}");
}

/// The variants of an enum as its source lists them, so that a new one cannot be forgotten here.
#[track_caller]
fn all_listed<T: Debug>(source: &str, name: &str, listed: &[T]) {
    let body = source.split(&format!("pub enum {name} {{\n")).nth(1).unwrap().split("\n}").next().unwrap();
    let first_word = |line: &str| line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_string();
    let variants: BTreeSet<String> = body
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| line.starts_with(|c: char| c.is_uppercase()))
        .map(first_word)
        .collect();
    let listed: BTreeSet<String> = listed.iter().map(|value| first_word(&format!("{value:?}"))).collect();
    assert_eq!(listed, variants, "{name}");
}

#[test]
fn findings() {
    let s = |text: &str| text.to_string();
    let (column, value, suggestion) = (s("T1"), s("oops"), Some(s("very poor")));
    let kinds: Vec<FindingKind> = vec![
        Rejected { message: s("expected a value, character 3") },
        TooNew { format: s("esteem-response/9") },
        UnclosedQuote,
        DuplicateReplaced { id: s("a") },
        DuplicateSame,
        Test,
        TestCounted,
        EmptyRow,
        ShortRow { expected: 3, found: 2 },
        LongRow { expected: 3, found: 4 },
        Unreadable { column: column.clone(), value: value.clone(), suggestion: suggestion.clone() },
        Unreadable { column: column.clone(), value: value.clone(), suggestion: None },
        UnreadableMore { column: column.clone() },
        BadInstant { column: column.clone(), value: value.clone() },
        BadField { column: column.clone(), value: value.clone() },
        BadBytes,
        UnknownColumn { column: column.clone(), suggestion },
        UnknownColumn { column: column.clone(), suggestion: None },
        RepeatedColumn { column: column.clone() },
        MappedColumnAbsent { column: column.clone() },
        MappedNowhere { column: column.clone(), target: s("T9") },
        UnknownKey { key: s("T9") },
        OtherStudy { id: s("other") },
        NoColumn { keys: vec![column.clone()] },
        NoColumn { keys: (1..20).map(|i| format!("T{i}")).collect() },
        NoId,
        NamelessColumn { place: 3 },
        GradeWithoutTick { column: column.clone() },
    ];
    let missing = |missing| ReadAsMissing { column: column.clone(), value: value.clone(), missing };
    let kinds: Vec<FindingKind> = kinds.into_iter().chain(Missing::ALL.map(missing)).collect();
    all_listed(include_str!("../src/import/manifest.rs"), "FindingKind", &kinds);
    for kind in kinds {
        for (count, lines) in [(1, vec![]), (1, vec![3]), (2, vec![3, 9]), (5_000, vec![3, 4, 5, 6, 7])] {
            let finding = Finding { kind: kind.clone(), count, lines: lines.clone() };
            check(&finding, true, |language| words::finding(&finding, language));
            for language in Language::ALL {
                let text = words::finding(&finding, language);
                assert!(lines.iter().all(|line| text.contains(&line.to_string())), "{text}");
                assert_eq!(text.contains("4,995"), count == 5_000, "{text}");
            }
        }
    }
}

#[test]
fn refused_files() {
    let mut errors = vec![
        ImportError::Empty,
        ImportError::NoKnownColumn { found: vec!["a".into(), "b".into()], known: vec!["T1".into(), "T2".into()] },
        ImportError::NoKnownColumn {
            found: vec!["姓名".into(), "电话".into()],
            known: vec!["题1".into(), "题2".into()],
        },
        ImportError::OtherFormat { format: "esteem-study/1".into() },
        ImportError::NotJsonLines,
        ImportError::NoRows,
    ];
    let seems = [BinaryKind::Zip, BinaryKind::OldOffice, BinaryKind::Pdf, BinaryKind::Picture];
    errors.extend(seems.map(Some).into_iter().chain([None]).map(|seems| ImportError::Binary { seems }));
    all_listed(include_str!("../src/import.rs"), "ImportError", &errors);
    all_listed(include_str!("../src/import.rs"), "BinaryKind", &seems);
    let ascii = |error: &&ImportError| !format!("{error:?}").contains("姓名");
    for error in errors.iter().filter(ascii) {
        check(error, true, |language| words::import_error(error, language));
    }
    let chinese = words::import_error(&errors[2], Language::Zh);
    assert!(chinese.contains("题1、题2") && !chinese.contains(','), "{chinese}");
}

#[test]
fn problems_of_studies() {
    let s = |text: &str| text.to_string();
    let kinds = vec![
        ProblemKind::UnknownFormat { found: s("x/1") },
        ProblemKind::BadId { id: s("a b") },
        ProblemKind::ReservedId { id: s("none") },
        ProblemKind::DuplicateId { id: s("a") },
        ProblemKind::Empty,
        ProblemKind::NoWording { language: s("fr") },
        ProblemKind::Unknown { id: s("a") },
        ProblemKind::CodesNotRising,
        ProblemKind::LevelCount { found: 1 },
        ProblemKind::OptionCount { found: 1, least: 2, most: 200 },
        ProblemKind::CodesMustBe { first: 1, last: 5 },
        ProblemKind::OutOfRange { least: 0.0, most: 0.25 },
        ProblemKind::CutOutsideScale { item: s("S1"), least: 1, most: 7 },
        ProblemKind::MustBeRating,
        ProblemKind::AskedTwice { key: s("T1") },
        ProblemKind::NeverAsked { key: s("T1") },
        ProblemKind::TouchpointsEach { least: 8, most: 24 },
        ProblemKind::TouchpointsEach { least: 2, most: 1 },
        ProblemKind::MustBeAskedOfAll { item: s("S1") },
        ProblemKind::NothingForSome { part: s("before"), touchpoints: 2 },
        ProblemKind::NotANeed { id: s("T1") },
        ProblemKind::UnsafeAddress { url: s("javascript:1") },
        ProblemKind::NoPrivacyWords,
    ];
    all_listed(include_str!("../../study/src/check.rs"), "ProblemKind", &kinds);
    let found = s("a/1");
    let others = [Trouble::Empty, Trouble::NotText, Trouble::OtherFormat { found, expected: "b/1" }];
    let message = s("missing field id");
    let others = others.into_iter().chain([Trouble::Unreadable { message }]);
    for trouble in kinds.into_iter().map(Trouble::Study).chain(others) {
        let placed = Placed { place: Place { line: 3, column: 14, path: s("items[3].answer") }, trouble };
        check(&placed, true, |language| words::placed(&placed, language));
        for language in Language::ALL {
            let text = words::placed(&placed, language);
            assert!(["3", "14", "items[3].answer"].iter().all(|part| text.contains(part)), "{text}");
        }
    }
}

#[test]
fn notes_reasons_and_references() {
    use Note::*;
    let notes = [
        Ceiling,
        RatioCoding,
        RatioMean,
        ToleranceMatters,
        ZoneInconsistent,
        FewSignsOfAnger,
        SlipsPossible,
        RespectHurt,
        LowBase,
        AssumedLoss,
        SelfSelected,
        ChosenByState,
        WithoutFlagged,
        NonResponse,
        NoBreakOffs,
        SatisfiedNotLoyal,
        NoDeeds,
        NoValueClasses,
        GapUnreliable,
        GapPredictsLess,
        ExpectationRecalled,
        NotValidated,
        FiguresWithheld,
        FewInCells,
        NoResponses,
        LostRows,
        Note::Collinear,
        NegativeDriver,
        UnstableLabel,
        FewForDrivers,
        NarrowIntervals,
        ThinCells,
        AlphaLow,
        Note::Heywood,
        PossiblyReversed,
        TwoItems,
        Formative,
        IntentOnly,
        Scenario,
        SourceNumbers,
        Note::Dealt,
    ];
    all_listed(include_str!("../src/report/notes.rs"), "Note", &notes);
    for note in notes {
        check(&note, true, |language| words::note(note, language).into());
    }
    use Reference::*;
    let references = [Gap, Ratio, Zone, Needs, Loss, Importance, PenaltyReward, Reliability, Share];
    all_listed(include_str!("../src/report/notes.rs"), "Reference", &references);
    for reference in references {
        check(&reference, true, |language| words::reference(reference, language).into());
    }
    use Reason::*;
    let needed = TooFew { needed: 10 };
    let reasons = [
        NoAnswers,
        needed,
        AllEqual,
        ZeroExpectation,
        NegativeScale,
        DifferentScales,
        Descriptive,
        NoZone,
        NoVariation,
        Reason::Collinear,
        ThinCell { needed: 10 },
        Reason::Dealt,
        ThinPair { needed: 100 },
        PairsContradict,
        NoImpact,
        TooFewItems,
        Reason::Heywood,
        Unstable,
        Withheld,
        Assumed,
        OutOfRange,
    ];
    all_listed(include_str!("../src/report/estimate.rs"), "Reason", &reasons);
    for reason in reasons {
        check(&reason, false, |language| words::reason(reason, 3, language));
    }
    for language in Language::ALL {
        let text = words::reason(needed, 3, language);
        assert!(text.contains('3') && text.contains("10"), "{text}");
    }
    let methods = [Method::T, Method::Wilson, Method::Fieller, Method::LogDelta, Method::Normal];
    let further = [Method::Bootstrap, Method::Groups, Method::Robust, Method::Feldt, Method::Fisher];
    let compared = [Method::Welch, Method::Newcombe, Method::AdjustedWald, Method::Simulation];
    let methods: Vec<Method> = methods.into_iter().chain(further).chain(compared).collect();
    all_listed(include_str!("../src/report/estimate.rs"), "Method", &methods);
    for method in methods {
        check(&method, true, |language| words::uncertainty(method, language).into());
    }
}

#[test]
fn how_a_file_was_read() {
    let mut manifest = read_responses(&common::shop(), b"id,T1\na,5\n", None, &|_| None, &mut |_| {}).unwrap().manifest;
    let layouts = [',', ';', '\t', '|'].map(Layout::Delimited).into_iter().chain([Layout::JsonLines]);
    let mut said = BTreeSet::new();
    for layout in layouts {
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Gb18030, Encoding::Utf8Damaged] {
            (manifest.layout, manifest.encoding) = (layout, encoding);
            check(&(layout, encoding), true, |language| words::layout(&manifest, language));
            said.extend(Language::ALL.map(|language| words::layout(&manifest, language)));
        }
    }
    assert_eq!(said.len(), 2 * 5 * 4, "each says something else");
}
