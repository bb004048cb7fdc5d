//! What is known of the workspaces that are kept on this device, and what the reader can want of them. Nothing here
//! touches the browser: `storage` asks it, and tells this.

/// What is kept, and what became of the last wish.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Kept {
    /// The kept workspace that is on the page, if it is one.
    pub current: Option<Current>,
    /// What the workspace on the page is called in the file that it came from.
    pub called: Option<String>,
    /// Every kept workspace, the last saved first; `None` before anybody has looked.
    pub list: Option<Vec<Entry>>,
    /// What the browser says about room.
    pub room: Room,
    /// Why the last wish was not granted.
    pub trouble: Option<StorageTrouble>,
    /// Whether the page was opened from disk, where other pages may share its storage.
    pub is_local: bool,
}

/// The kept workspace that is on the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Current {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it was last saved, in milliseconds since 1970; 0 if it never was.
    pub saved_at: f64,
    /// What becomes of its changes.
    pub phase: Phase,
}

/// What becomes of the changes of a kept workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// They are being saved.
    Saving,
    /// All of them are saved, on the device and not only on their way to it.
    Kept,
    /// They are not saved. What was saved before still is, unless it is the trouble that it is not there any more.
    Trouble(StorageTrouble),
}

/// A kept workspace in the list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it was last saved, in milliseconds since 1970.
    pub saved_at: f64,
    /// The bytes of its files.
    pub size: u64,
    /// Why it cannot be opened.
    pub trouble: Option<StorageTrouble>,
}

/// What the browser says about room; `None` where it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Room {
    /// The bytes that this site takes up.
    pub usage: Option<u64>,
    /// The bytes that it may take up.
    pub quota: Option<u64>,
    /// Whether they stay when room is short.
    pub is_persisted: Option<bool>,
}

/// Why something was not kept, not opened, or not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StorageTrouble {
    /// The browser keeps nothing for this page.
    Forbidden,
    /// There is no more room.
    Full,
    /// The browser does not answer.
    Silent,
    /// The browser's storage is damaged.
    Unreadable,
    /// Another tab has saved the workspace on the page in between.
    Conflict,
    /// Another tab has changed an entry of the list in between.
    Changed,
    /// It is not there any more.
    Gone,
    /// A later version of the page wrote it.
    Newer,
    /// It is not whole.
    Broken,
    /// One of the open files cannot be read from the device any more.
    Files,
    /// A workspace file is damaged.
    Damaged,
    /// The browser does not promise to keep what is there.
    NotPersisted,
    /// The browser does not say why.
    Failed,
}

/// What the reader can want.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Wish {
    /// To see what is kept.
    Look,
    /// To keep what is on the page under a name.
    Keep(String),
    /// To save again what could not be saved.
    Retry,
    /// To keep what is on the page beside what another tab has made of it.
    KeepBoth,
    /// To open a kept workspace.
    Open(String),
    /// To call a kept workspace something else.
    Rename(String, String),
    /// To delete a kept workspace.
    Remove(String),
    /// To delete all of them.
    Clear,
    /// To have what is on the page as a file.
    SaveFile,
    /// To have the browser promise that it keeps what is there.
    Persist,
}

/// What can be done about changes that are not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// Save them again.
    Retry,
    /// Keep the workspace again, since it is gone.
    KeepAgain,
    /// Take what is kept, or keep what is on the page beside it.
    Choose,
    /// Keep what is on the page beside what cannot be read.
    KeepBoth,
}

impl StorageTrouble {
    /// Every trouble with its name in `storage.js`.
    pub(crate) const NAMES: [(&str, StorageTrouble); 13] = [
        ("forbidden", StorageTrouble::Forbidden),
        ("full", StorageTrouble::Full),
        ("silent", StorageTrouble::Silent),
        ("unreadable", StorageTrouble::Unreadable),
        ("conflict", StorageTrouble::Conflict),
        ("changed", StorageTrouble::Changed),
        ("gone", StorageTrouble::Gone),
        ("newer", StorageTrouble::Newer),
        ("broken", StorageTrouble::Broken),
        ("files", StorageTrouble::Files),
        ("damaged", StorageTrouble::Damaged),
        ("not-persisted", StorageTrouble::NotPersisted),
        ("failed", StorageTrouble::Failed),
    ];

    /// The trouble of this name; one that is not known is one that nobody can say more about.
    pub(crate) fn of_name(name: &str) -> StorageTrouble {
        let known = StorageTrouble::NAMES.iter().find(|(known, _)| *known == name);
        known.map_or(StorageTrouble::Failed, |(_, trouble)| *trouble)
    }

    /// What can be done about changes of a kept workspace that were not saved because of it.
    pub(crate) fn remedy(self) -> Remedy {
        match self {
            StorageTrouble::Conflict => Remedy::Choose,
            StorageTrouble::Gone => Remedy::KeepAgain,
            StorageTrouble::Newer | StorageTrouble::Broken => Remedy::KeepBoth,
            _ => Remedy::Retry,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a script says right before this, wherever it says it.
    fn said<'a>(script: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
        script.split(before).skip(1).filter_map(|rest| rest.split('\'').next())
    }

    #[test]
    fn every_trouble_of_the_scripts_is_known() {
        let scripts = [
            include_str!("../shell/storage.js"),
            include_str!("../shell/keeper.js"),
            include_str!("../shell/workspace_file.js"),
        ];
        for script in scripts {
            for name in said(script, "trouble('").chain(said(script, "Error: '")) {
                assert!(StorageTrouble::NAMES.iter().any(|(known, _)| *known == name), "{name}");
            }
        }
        assert_eq!(StorageTrouble::of_name("full"), StorageTrouble::Full);
        assert_eq!(StorageTrouble::of_name("unheard of"), StorageTrouble::Failed);
    }

    #[test]
    fn nothing_that_would_overwrite_is_merely_tried_again() {
        for (name, trouble) in StorageTrouble::NAMES {
            let would_overwrite = ["conflict", "newer", "broken", "gone"].contains(&name);
            assert_eq!(trouble.remedy() != Remedy::Retry, would_overwrite, "{name}");
        }
    }
}
