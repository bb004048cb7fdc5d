//! What is said about files: what each is for, how large it is, and why it could not be taken.

use esteem_analysis::words::Language;

use crate::files::FileKind;

/// What a file is called, and what it should be.
pub(crate) fn file_kind(kind: FileKind, study: Option<&str>, language: Language) -> (&'static str, String) {
    match (kind, language) {
        (FileKind::Responses, Language::Zh) => ("回答", "CSV、TSV 或 JSON Lines，第一行是列名".into()),
        (FileKind::Responses, Language::En) => {
            ("Responses", "CSV, TSV or JSON Lines; the first line names the columns".into())
        }
        (FileKind::Study, _) => {
            let hint = language.of("以 .study.json 结尾的文件", "A file that ends in .study.json");
            let without = language.of("。不选的话，就按现在这份来读：", ". Without one, it is the study shown now: ");
            let hint = match study {
                Some(title) => [hint, without, title].concat(),
                None => hint.into(),
            };
            (language.of("问卷", "Study"), hint)
        }
        (FileKind::Mapping, Language::Zh) => ("映射文件（可以不选）", "列名和问卷不一样时，说明每一列是什么".into()),
        (FileKind::Mapping, Language::En) => {
            ("Mapping (optional)", "Says what each column holds, where the names differ from the study".into())
        }
    }
}

/// A file that is too large to be read.
pub(crate) fn too_large(name: &str, language: Language) -> String {
    let (before, after) = language.of(
        ("“", "”超过500 MB，网页放不下。可以先分成几份，或改用命令行程序 esteem。"),
        ("“", "” is larger than 500 MB, more than a page can hold. Split it, or use the command esteem instead."),
    );
    [before, name, after].concat()
}

/// A file that the browser could not read.
pub(crate) fn not_read(name: &str, language: Language) -> String {
    let after = language.of(
        "”没能从这台设备上读出来，可能已被移走或改动。请再选一次。",
        "” could not be read from this device; it may have moved. Choose it again.",
    );
    ["“", name, after].concat()
}

/// How much a file holds, in bytes, rounded to something short.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => [&bytes.to_string(), " B"].concat(),
        1000..1_000_000 => [&bytes.div_ceil(1000).to_string(), " kB"].concat(),
        1_000_000..1_000_000_000 => tenths(bytes, 1_000_000, " MB"),
        _ => tenths(bytes, 1_000_000_000, " GB"),
    }
}

fn tenths(bytes: u64, unit: u64, name: &str) -> String {
    let tenths = bytes.saturating_add(unit / 20) / (unit / 10);
    [&(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), name].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        assert_eq!(size(12), "12 B");
        assert_eq!(size(1001), "2 kB");
        assert_eq!(size(1_450_000), "1.5 MB");
        assert_eq!(size(123_449_999), "123.4 MB");
        assert_eq!(size(2_147_483_648), "2.1 GB");
    }
}
