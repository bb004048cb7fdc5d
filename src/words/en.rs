//! The words in English.

use super::{
    FigureWords, FileWords, NextStep, NoticeWords, PanelWords, SelectWords, StateWords, TryOutWords, ViewWords, Words,
};

pub(super) const WORDS: Words = Words {
    own_name: "English",
    languages: "Language",
    actions: "Actions",
    skip: "Skip to the report",
    open: "Open…",
    workspaces: "Workspaces…",
    print: "Print",
    example: "This is an example: a café with made-up guests",
    open_own: "Open your own responses…",
    cancel: "Cancel",
    close: "Close",
    reading: "Reading the answers…",
    view: ViewWords {
        views: "Parts of the report",
        overview: "Overview",
        method: "Method and sources",
        names: [
            ("gaps", "Expectations"),
            ("needs", "Needs"),
            ("states", "States"),
            ("zones", "Tolerance"),
            ("overall", "Satisfaction"),
            ("distributions", "Answers"),
            ("answers", "Completeness"),
            ("method", "Method"),
        ],
        summary: "In short",
        how_sure: "How sure is this?",
        see: "See the figures",
        whole: "In detail",
        first: "Do these first",
        need: "need",
        evidence: "Evidence",
        sources: "Sources",
        on_device: "Everything is read and counted on this device; nothing is sent anywhere.",
        save_report: "Save report (JSON)",
    },
    select: SelectWords {
        title: "Show only",
        all: "Show everyone",
        undo: "Undo",
        compare: "Compare by",
        compare_nothing: "nothing",
    },
    figure: FigureWords {
        keys: "Arrow keys move from row to row; Enter leads to its numbers.",
        table: "Show as table",
        save: "Save…",
        svg: "Drawing (SVG)",
        png: "Picture (PNG)",
        csv: "Table (CSV)",
    },
    state: StateWords {
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
            text: "More answers are needed before any figure says something.",
            action: "Open a fuller file…",
        },
        nobody: NextStep {
            title: "Nobody is in this selection",
            text: "There are responses for each condition, but none that meets all of them.",
            action: "Show everyone",
        },
        few_selected: NextStep {
            title: "Too few answers in this selection",
            text: "Of so few people no figure is shown: it would tell little, and somebody might be recognised.",
            action: "Show everyone",
        },
        no_view: NextStep {
            title: "This report has no such part",
            text: "The study may not ask about it, or the address was mistyped.",
            action: "To the overview",
        },
    },
    notice: NoticeWords {
        no_engine: "The part that counts could not be loaded, so the report stays as it is for now. Check the connection; \
                    the next choice tries again.",
        restarted: "The part that counts broke down and was started again with the same files. Nothing was lost.",
        gave_up: "The part that counts broke down several times. What is shown still holds, but it cannot be changed. \
                  Save the workspace as a file, then load the page anew and open the file.",
        other_build: "Another version of this page was put in place while it was open. Load it anew to open files; save \
                      the workspace first if you want to go on with it.",
        unknown: "The address asked for something that this report does not have: ",
        save: "Save workspace",
        reload: "Load the page anew",
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
        kept: "The report that was there stays as it is.",
        bad_study: "The study cannot be used",
        bad_mapping: "The mapping cannot be used",
        bad_responses: "The responses cannot be read",
        no_engine: "The part that reads files could not be started. Check the connection and try again.",
        unreadable: "The file could not be read",
    },
    try_out: TryOutWords {
        title: "Try the questionnaire",
        try_it: "Try the questionnaire",
        lead: "Answer as a customer would, and see what the report makes of it. Try-outs are sent nowhere, and what you had \
               open stays as it was.",
        notice: "These are try-outs, so figures are shown however few there are.",
        see: "See the report",
        again: "Fill in another",
        keep: "Save the try-outs",
        back: "Back to what was open",
        loading: "Loading the questionnaire…",
        retry: "Try again",
        missing: [
            ("failed", "The questionnaire could not be loaded. Check the connection and try again."),
            ("unreadable", "The study could not be read; it may have been moved or changed. Open it again."),
            ("unnamed", "This link does not say which questionnaire it is for. Ask whoever sent it for another."),
            (
                "elsewhere",
                "This page shows questionnaires of its own site only. Please tell whoever sent you the link.",
            ),
            (
                "unreachable",
                "The questionnaire could not be opened. Check the connection and try again; if that does not help, tell \
                 whoever sent you the link.",
            ),
            (
                "broken",
                "There is a mistake in the file of this questionnaire, so it cannot be shown. Please tell whoever sent \
                 you the link.",
            ),
        ],
    },
};
