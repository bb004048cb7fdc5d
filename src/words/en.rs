//! The words in English.

use super::{FileWords, NextStep, PanelWords, Words};

pub(super) const WORDS: Words = Words {
    own_name: "English",
    summary: "In short",
    completeness: "How many were asked each question and how many answered; what is missing is counted by its reason.",
    languages: "Language",
    actions: "Actions",
    skip: "Skip to the report",
    open: "Open…",
    print: "Print",
    example: "This is an example: a café with made-up guests",
    open_own: "Open your own responses…",
    how_sure: "How sure is this?",
    interval: "A thin bar at a number, or the pair of numbers below it in a table, is the range that the answers are \
               compatible with. A wide one means: the true number may well be another. Of a hundred such ranges about \
               ninety-five hold the true number, if the people who answered are a matter of chance.",
    save_report: "Save report (JSON)",
    show_table: "Show as table",
    method: "Method and sources",
    on_device: "Everything is read and counted on this device; nothing is sent anywhere.",
    reading: "Reading the answers…",
    no_example: NextStep {
        title: "The example could not be loaded",
        text: "Everything else works: a study and its responses can be opened from this device.",
        action: "Open responses…",
    },
    no_responses: NextStep {
        title: "No responses yet",
        text: "The study is ready. Its report stands here as soon as a file of responses is opened.",
        action: "Open responses…",
    },
    too_few: NextStep {
        title: "Too few answers to tell",
        text: "What has come in so far is counted below. More answers are needed before any figure says something.",
        action: "Open a fuller file…",
    },
    file: FileWords {
        some_left_out: "Some of the file was left out or not understood",
        remarks: "The file was read; a few remarks",
        in_full: "The file was read in full",
        doubts: "About the study",
    },
    panel: PanelWords {
        title: "Open responses",
        intro: "The files are read on this device and sent nowhere.",
        several: "Drop files here, all at once if you like",
        choose: "Choose file…",
        another: "Choose another…",
        take_out: "Take out",
        show: "Show report",
        cancel: "Cancel",
        kept: "The report that was there stays as it is.",
        bad_study: "The study cannot be used",
        bad_mapping: "The mapping cannot be used",
        bad_responses: "The responses cannot be read",
        no_engine: "The part that reads files could not be loaded. Check the connection and try again.",
        no_study: "There is no study to read the responses with. Choose its file as well.",
        unreadable: "The file could not be read",
    },
};
