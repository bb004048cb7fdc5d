//! From bytes to text: encodings, byte order marks, and what is no text at all.

use std::borrow::Cow;

use super::manifest::Encoding;
use super::{BinaryKind, Decode, ImportError};

/// The byte order mark of UTF-8.
pub(super) const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A file's text, as it stands there or decoded.
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) encoding: Encoding,
}

/// UTF-16 by its byte order mark; else UTF-8; else GB18030; else UTF-8 with damaged places.
pub(super) fn decode<'b>(bytes: &'b [u8], gb18030: Decode<'_>) -> Result<Decoded<'b>, ImportError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty);
    }
    let seems = binary_kind(bytes);
    if seems.is_some() {
        return Err(ImportError::Binary { seems });
    }
    let text = if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        Decoded { text: utf16(rest, u16::from_le_bytes).into(), encoding: Encoding::Utf16 }
    } else if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        Decoded { text: utf16(rest, u16::from_be_bytes).into(), encoding: Encoding::Utf16 }
    } else {
        let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
        if bytes.contains(&0) {
            return Err(ImportError::Binary { seems: None });
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Decoded { text: text.into(), encoding: Encoding::Utf8 },
            Err(_) => match gb18030(bytes) {
                Some(text) => Decoded { text: text.into(), encoding: Encoding::Gb18030 },
                None if mostly_text(bytes) => {
                    Decoded { text: String::from_utf8_lossy(bytes), encoding: Encoding::Utf8Damaged }
                }
                None => return Err(ImportError::Binary { seems: None }),
            },
        }
    };
    if text.text.trim().is_empty() { Err(ImportError::Empty) } else { Ok(text) }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

pub(super) fn binary_kind(bytes: &[u8]) -> Option<BinaryKind> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if starts(b"PK\x03\x04") {
        Some(BinaryKind::Zip)
    } else if starts(&[0xD0, 0xCF, 0x11, 0xE0]) {
        Some(BinaryKind::OldOffice)
    } else if starts(b"%PDF") {
        Some(BinaryKind::Pdf)
    } else if starts(b"\x89PNG") || starts(&[0xFF, 0xD8, 0xFF]) || starts(b"GIF8") {
        Some(BinaryKind::Picture)
    } else {
        None
    }
}

/// Whether at most one byte in twenty is a control character that no text holds.
fn mostly_text(bytes: &[u8]) -> bool {
    let odd = bytes.iter().filter(|byte| **byte < 32 && !matches!(byte, b'\n' | b'\r' | b'\t')).count();
    odd * 20 <= bytes.len()
}
