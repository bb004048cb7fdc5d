//! Files as the browser hands them out.

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, FileReaderSync, TextDecoder, TextDecoderOptions};

/// Files are read in pieces of this size, with a word to the page after each.
const PIECE_BYTES: u32 = 8 * 1024 * 1024;

/// The bytes of a file; `None` if it was moved or changed since it was chosen.
pub(crate) fn read_blob(blob: &Blob, mut piece_done: impl FnMut(f64)) -> Option<Vec<u8>> {
    let reader = FileReaderSync::new().ok()?;
    let mut bytes = Vec::with_capacity(blob.size() as usize);
    while (bytes.len() as f64) < blob.size() {
        let from = bytes.len() as f64;
        let piece = blob.slice_with_f64_and_f64(from, from + f64::from(PIECE_BYTES)).ok()?;
        let piece: ArrayBuffer = reader.read_as_array_buffer(&piece).ok()?;
        let piece = Uint8Array::new(&piece);
        // A file that has become shorter ends before its size is reached, and would be read for ever.
        if piece.length() == 0 {
            return None;
        }
        bytes.resize(bytes.len() + piece.length() as usize, 0);
        let from = bytes.len() - piece.length() as usize;
        piece.copy_to(&mut bytes[from..]);
        piece_done(f64::from(piece.length()));
    }
    Some(bytes)
}

/// A file that is read from one place to another, block by block: while one is worked on, the next is on its way.
pub(crate) struct Blocks {
    blob: Blob,
    coming: Option<(u64, Promise)>,
}

impl Blocks {
    /// So many bytes are read at once.
    const BYTES: u64 = 1 << 20;

    pub(crate) fn new(blob: Blob) -> Blocks {
        Blocks { blob, coming: None }
    }

    /// The bytes from a place on, none at the end; nothing if the file was moved or changed since it was chosen.
    pub(crate) async fn block(&mut self, at: u64) -> Option<Vec<u8>> {
        let all = self.blob.size() as u64;
        if at >= all {
            return Some(Vec::new());
        }
        let coming = self.coming.take().filter(|(place, _)| *place == at).map(|(_, promise)| promise);
        let promise = coming.map_or_else(|| self.ask(at), Some)?;
        let next = at + Blocks::BYTES;
        if next < all {
            self.coming = self.ask(next).map(|promise| (next, promise));
        }
        let bytes: ArrayBuffer = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
        let bytes = Uint8Array::new(&bytes).to_vec();
        // A file that has become shorter ends before its size is reached.
        if bytes.is_empty() { None } else { Some(bytes) }
    }

    fn ask(&self, at: u64) -> Option<Promise> {
        let piece = self.blob.slice_with_f64_and_f64(at as f64, (at + Blocks::BYTES) as f64).ok()?;
        Some(piece.array_buffer().unchecked_into())
    }
}

/// GB 18030 as text; `None` if the bytes are not of that encoding, or the browser cannot decode it.
pub(crate) fn decode_gb18030(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options("gb18030", &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
