//! The names by which a module asks for functions of its glue, made short. wasm-bindgen ends each in sixteen letters of chance,
//! which stand in both files, and chance cannot be compressed.

use anyhow::{Context, Result, bail, ensure};

use crate::wasm::Bundle;

/// The section of a module that says what it asks for.
const IMPORTS: u8 = 2;

/// What every module begins with: that it is one, and of which version.
const HEADER_BYTES: usize = 8;

/// The same module and the same glue, with names of a letter or two.
pub(crate) fn shortened(Bundle { mut glue, code, later }: Bundle) -> Result<Bundle> {
    let mut old = Reader { bytes: &code };
    let mut new = old.take(HEADER_BYTES)?.to_vec();
    while !old.bytes.is_empty() {
        let id = old.take(1)?[0];
        let length = old.number()?;
        let section = old.take(length)?;
        let section = if id == IMPORTS { renamed(section, &mut glue)? } else { section.to_vec() };
        new.push(id);
        put(&mut new, &section);
    }
    Ok(Bundle { glue, code: new, later })
}

/// The imports under new names, which the glue is told as well.
fn renamed(section: &[u8], glue: &mut String) -> Result<Vec<u8>> {
    let mut old = Reader { bytes: section };
    let count = old.number()?;
    let mut new = number(count);
    for at in 0..count {
        // The file that has the function, the function, which kind of import it is, and what it takes.
        let (file, name, kind, takes) = (old.text()?, old.text()?, old.take(1)?[0], old.number()?);
        ensure!(kind == 0, "{name} is no function, and stands in the module in another way");
        let short = letters(at);
        let keys = [format!("{name}:"), format!("\"{file}\":")];
        ensure!(glue.contains(&keys[0]), "the glue knows no {name}");
        *glue = glue.replace(&keys[0], &format!("{short}:")).replace(&keys[1], "a:");
        put(&mut new, b"a");
        put(&mut new, short.as_bytes());
        new.push(kind);
        new.extend(number(takes));
    }
    Ok(new)
}

/// `a` to `z`, then `aa` to `zz`: more than any module of ours asks for.
pub(crate) fn letters(at: usize) -> String {
    let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
    if at < 26 { letter(at).into() } else { [letter(at / 26 - 1), letter(at)].iter().collect() }
}

/// A number as modules write it: seven bits a byte, the least first.
fn number(mut rest: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while rest > 0x7f {
        bytes.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
    bytes
}

/// Writes bytes after their number.
fn put(module: &mut Vec<u8>, bytes: &[u8]) {
    module.extend(number(bytes.len()));
    module.extend(bytes);
}

/// Reads a module from its beginning.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count).context("the module ends too early")?;
        self.bytes = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize> {
        let mut value = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.take(1)?[0];
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        bail!("the module has a number that is too large")
    }

    fn text(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_letters_in_both_files_and_all_else_stays() {
        let long = "__wbg_a_function_with_a_name_of_its_own_0123456789abcdef";
        let mut imports = vec![1];
        put(&mut imports, b"./glue.js");
        put(&mut imports, long.as_bytes());
        imports.extend([0, 3]);
        let mut code = b"\0asm\x01\0\0\0\x01\x02\x07\x08\x02".to_vec();
        put(&mut code, &imports);
        code.extend([10, 1, 9]);
        let glue = format!("const imports = {{ {long}: function() {{}} }}; return {{ \"./glue.js\": imports }};");
        let short = shortened(Bundle { glue, code, later: None }).expect("is a module");
        assert_eq!(short.glue, "const imports = { a: function() {} }; return { a: imports };");
        assert_eq!(short.code, b"\0asm\x01\0\0\0\x01\x02\x07\x08\x02\x07\x01\x01a\x01a\x00\x03\x0a\x01\x09");
    }

    #[test]
    fn every_place_has_letters_of_its_own() {
        assert_eq!([0, 25, 26, 51, 52, 701].map(letters), ["a", "z", "aa", "az", "ba", "zz"]);
        assert_eq!([0, 127, 128, 300].map(number), [vec![0], vec![0x7f], vec![0x80, 1], vec![0xac, 2]]);
    }
}
