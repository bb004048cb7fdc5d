//! What is said about workspaces that are kept: where they are, what became of them, and what can be done.

use esteem_analysis::words::Language;

use super::{Count, words};
use crate::workspace::kept::{Phase, StorageTrouble};

/// The words that need no number and no name.
#[derive(Debug)]
pub(crate) struct StorageWords {
    pub title: &'static str,
    pub this: &'static str,
    pub only_here: &'static str,
    pub example: &'static str,
    pub name: &'static str,
    pub keep: &'static str,
    pub keeping: &'static str,
    pub is_local: &'static str,
    pub saving: &'static str,
    pub still_here: &'static str,
    pub retry: &'static str,
    pub keep_again: &'static str,
    pub take_theirs: &'static str,
    pub keep_both: &'static str,
    pub save_file: &'static str,
    pub open_file: &'static str,
    pub list: &'static str,
    pub nothing: &'static str,
    pub open: &'static str,
    pub rename: &'static str,
    pub save_name: &'static str,
    pub remove: &'static str,
    pub for_good: &'static str,
    pub clear: &'static str,
    pub persist: &'static str,
    pub is_persisted: &'static str,
    pub not_persisted: &'static str,
}

/// The words in a language.
pub(crate) fn storage(language: Language) -> &'static StorageWords {
    language.of(&ZH, &EN)
}

const ZH: StorageWords = StorageWords {
    title: "工作区",
    this: "当前工作区",
    only_here: "打开的文件和所做的选择只在这个标签页里，标签页一关就没有了。",
    example: "例子不用保存。打开自己的回答以后，可以在这里把它们留在这台设备上。",
    name: "名称",
    keep: "保存在这台设备上",
    keeping: "保存以后，每次改动都会自动存好。文件存在浏览器里，没有加密：能在这台设备上用这个浏览器的人，都能打开。",
    is_local: "这个页面是从磁盘打开的。在同一个浏览器里从磁盘打开的其他页面，可能也读得到保存在这里的内容；存为文件更稳妥。",
    saving: "正在保存…",
    still_here: "这一页上的内容都还在。",
    retry: "再试一次",
    keep_again: "重新保存",
    take_theirs: "改用那边的",
    keep_both: "把这里的另存一份",
    save_file: "存为文件…",
    open_file: "打开工作区文件…",
    list: "已保存在这台设备上",
    nothing: "还没有保存过工作区。",
    open: "打开",
    rename: "改名",
    save_name: "确定",
    remove: "删除",
    for_good: "删除后无法恢复。",
    clear: "全部删除…",
    persist: "请浏览器在空间不足时也保留",
    is_persisted: "设备空间不足时，浏览器也会保留它们。",
    not_persisted: "设备空间不足时，浏览器可能会自行删除它们。",
};

const EN: StorageWords = StorageWords {
    title: "Workspaces",
    this: "This workspace",
    only_here: "The open files and what you have selected are in this tab only. Closing it forgets them.",
    example: "The example needs no keeping. Once you have opened your own responses, you can keep them on this device.",
    name: "Name",
    keep: "Keep on this device",
    keeping: "Once kept, every change is saved by itself. The files are in the browser and not encrypted: whoever can \
              use this browser on this device can open them.",
    is_local: "This page was opened from disk. Other pages opened from disk in this browser may be able to read what \
               is kept here; saving to a file is the safer way.",
    saving: "Saving…",
    still_here: "Everything is still on this page.",
    retry: "Try again",
    keep_again: "Keep it again",
    take_theirs: "Take the other one",
    keep_both: "Keep this one as well",
    save_file: "Save as a file…",
    open_file: "Open a workspace file…",
    list: "Kept on this device",
    nothing: "No workspace is kept yet.",
    open: "Open",
    rename: "Rename",
    save_name: "OK",
    remove: "Delete",
    for_good: "What is deleted cannot be brought back.",
    clear: "Delete all…",
    persist: "Ask the browser to keep them when room is short",
    is_persisted: "The browser keeps them even when the device is short of room.",
    not_persisted: "When the device is short of room, the browser may delete them by itself.",
};

/// What happened, and what can be done about it.
pub(crate) fn trouble(trouble: StorageTrouble, language: Language) -> &'static str {
    let (zh, en) = match trouble {
        StorageTrouble::Forbidden => (
            "浏览器不让这个页面保存内容，可能开了无痕模式，或者在设置里禁止了。可以存为文件。",
            "The browser does not let this page keep anything, perhaps because of a private window or a setting. \
             Save the workspace as a file instead.",
        ),
        StorageTrouble::Full => (
            "这台设备上给网页的空间不够了。可以删除不再需要的工作区，或者存为文件。",
            "There is not enough room for pages on this device. Delete a workspace that you no longer need, or save \
             this one as a file.",
        ),
        StorageTrouble::Silent => (
            "浏览器的存储没有回应。请过一会儿再试，或者存为文件。",
            "The browser’s storage does not answer. Try again in a while, or save the workspace as a file.",
        ),
        StorageTrouble::Unreadable => (
            "浏览器的存储已经损坏，读不出来。当前工作区请先存为文件；全部删除以后，可以重新保存。",
            "The browser’s storage is damaged and cannot be read. Save this workspace as a file first; after deleting \
             all, keeping works again.",
        ),
        StorageTrouble::Conflict => (
            "另一个标签页保存了这个工作区的改动。两边都没有被覆盖：那边的已经保存，这边的还在这一页上。",
            "Another tab has saved changes to this workspace. Nothing was overwritten: theirs is kept, and yours is \
             still on this page.",
        ),
        StorageTrouble::Changed => (
            "另一个标签页刚刚改动了它，所以这次没有照做。列表已经更新，请看过再决定。",
            "Another tab has just changed it, so nothing was done. The list is up to date now; look at it and decide \
             again.",
        ),
        StorageTrouble::Gone => (
            "这个工作区已经不在浏览器里了，可能在另一个标签页或浏览器的设置里被删除。",
            "This workspace is no longer in the browser. It was deleted in another tab, or in the browser’s settings.",
        ),
        StorageTrouble::Newer => (
            "它是用更新版本的 Esteem 保存的，这个版本读不了。请重新载入页面，换成新版本再打开。",
            "A newer version of Esteem saved it, and this one cannot read it. Reload the page to get the newer \
             version, then open it again.",
        ),
        StorageTrouble::Broken => (
            "保存的内容不完整，打不开。如果有存出来的文件，可以打开那个文件。",
            "What was kept is not whole and cannot be opened. If you have saved it as a file, open that.",
        ),
        StorageTrouble::Files => (
            "有一个文件在打开以后被改动或移走了，读不到。请重新打开这个文件，再保存。",
            "One of the files was changed or moved after it was opened, and cannot be read any more. Open it again, \
             then save.",
        ),
        StorageTrouble::Damaged => (
            "这个工作区文件不完整，或者被改动过，读不出来。请换一份再试。",
            "This workspace file is not whole, or was changed, and cannot be read. Try another copy of it.",
        ),
        StorageTrouble::NotPersisted => (
            "浏览器没有答应。常用这个页面，或者把它加进书签以后，可以再试。",
            "The browser did not agree. Try again once you have used this page more often, or have bookmarked it.",
        ),
        StorageTrouble::Failed => (
            "浏览器没有照做，也没有说明原因。请再试一次，或者存为文件。",
            "The browser did not do it and does not say why. Try again, or save the workspace as a file.",
        ),
    };
    language.of(zh, en)
}

/// The button that leads to the workspaces; it says whether the one on the page is kept.
pub(crate) fn storage_button(phase: Option<Phase>, language: Language) -> &'static str {
    let (zh, en) = match phase {
        None => return words(language).workspaces,
        Some(Phase::Saving) => ("正在保存…", "Saving…"),
        Some(Phase::Kept) => ("已保存", "Kept"),
        Some(Phase::Trouble(_)) => ("没有保存", "Not kept"),
    };
    language.of(zh, en)
}

/// That everything is kept.
pub(crate) fn is_kept(name: &str, when: &str, language: Language) -> String {
    match language {
        Language::Zh => ["“", name, "”已保存在这台设备上，最近一次是", when, "。"].concat(),
        Language::En => ["‘", name, "’ is kept on this device, last saved ", when, "."].concat(),
    }
}

/// That something is not kept, and since when.
pub(crate) fn not_kept_since(name: &str, when: &str, language: Language) -> String {
    match language {
        Language::Zh => ["“", name, "”在", when, "以后的改动没有保存。"].concat(),
        Language::En => ["What changed in ‘", name, "’ after ", when, " is not kept."].concat(),
    }
}

/// What a button does with one of the list.
pub(crate) fn with(verb: &str, name: &str, language: Language) -> String {
    match language {
        Language::Zh => [verb, "“", name, "”"].concat(),
        Language::En => [verb, " ‘", name, "’"].concat(),
    }
}

/// Whether to delete one of the list.
pub(crate) fn remove_one(name: &str, language: Language) -> String {
    let words = storage(language);
    [with(words.remove, name, language).as_str(), language.of("？", "? "), words.for_good].concat()
}

/// Whether to delete all.
pub(crate) fn remove_all(n: &Count, language: Language) -> String {
    let question = match language {
        Language::Zh => ["删除这台设备上保存的", &n.text, "个工作区？"].concat(),
        Language::En => {
            ["Delete ", &n.said("", " workspace", " workspaces", language).concat(), " from this device? "].concat()
        }
    };
    question + storage(language).for_good
}

/// How much room the site takes up, of how much.
pub(crate) fn room(usage: &str, quota: Option<&str>, language: Language) -> String {
    match (language, quota) {
        (Language::Zh, Some(quota)) => ["Esteem 在这个浏览器里占用", usage, "，最多可用约", quota, "。"].concat(),
        (Language::Zh, None) => ["Esteem 在这个浏览器里占用", usage, "。"].concat(),
        (Language::En, Some(quota)) => {
            ["Esteem takes up ", usage, " in this browser, of at most about ", quota, "."].concat()
        }
        (Language::En, None) => ["Esteem takes up ", usage, " in this browser."].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trouble_says_what_to_do_in_both_languages() {
        for (name, kind) in StorageTrouble::NAMES {
            let (zh, en) = (trouble(kind, Language::Zh), trouble(kind, Language::En));
            assert!(zh.ends_with('。') && !zh.contains(['!', '！', '’']), "{name}");
            assert!(en.ends_with('.') && !en.contains('!') && en.is_ascii() | en.contains('’'), "{name}");
        }
    }

    #[test]
    fn counts_and_names_stand_in_whole_sentences() {
        let count = |n: u64| Count { text: n.to_string(), is_one: n == 1 };
        assert!(remove_all(&count(1), Language::En).starts_with("Delete 1 workspace from this device? "));
        assert!(remove_all(&count(12), Language::Zh).starts_with("删除这台设备上保存的12个工作区？"));
        assert_eq!(with("删除", "六月", Language::Zh), "删除“六月”");
    }
}
