//! One program in two files: the first holds what begins it, the second what can come later. Both work on one memory, so
//! nothing stands in both: what the second needs of the first it asks for by name.
//!
//! The cut follows from the names of the functions that come later. What they alone reach goes with them; what anything else
//! reaches stays. So nothing in the first file can call what has not come yet. Texts that only the second file reads go with
//! it as well, if they are [marked](FROM).

use std::collections::HashSet;

use anyhow::{Context, Result, ensure};
use walrus::{
    ConstExpr, DataKind, ExportItem, FunctionKind, GlobalKind, ImportId, ImportKind, Module, ModuleConfig, ir::Value,
};

use crate::imports::letters;

/// Where the second file finds what it needs of the first, as its imports call it. The functions of the glue are in `a`.
pub(crate) const FIRST: &str = "b";

/// Before a text of the second file, in the program's data.
const FROM: &[u8] = b"\x02later\n";
/// After it.
const TO: &[u8] = b"\x03";

/// The two files.
#[derive(Debug)]
pub(crate) struct Halves {
    pub(crate) first: Vec<u8>,
    pub(crate) second: Vec<u8>,
}

/// Splits a module; `later` are the names of its functions that come later.
pub(crate) fn split(code: &[u8], later: &[&str]) -> Result<Halves> {
    // Read twice, the two have the same functions at the same places.
    let (mut first, mut second) = (read(code)?, read(code)?);
    for name in later {
        first.exports.remove(name).with_context(|| format!("the module has no {name}"))?;
    }
    let moved = take_texts(&mut first)?;
    walrus::passes::gc::run(&mut first);
    let stays: HashSet<usize> = first.funcs.iter_local().map(|(id, _)| id.index()).collect();
    let borrowed = leave(&mut second, &stays, later)?;
    for (address, text) in moved {
        let memory = second.memories.iter().next().context("the module has no memory")?.id();
        let offset = ConstExpr::Value(Value::I32(address));
        second.data.add(DataKind::Active { memory, offset }, text);
    }
    walrus::passes::gc::run(&mut second);
    for import in second.imports.iter().filter(|import| import.module == FIRST) {
        let item = lent(&first, &second, &import.kind).with_context(|| format!("nothing to lend for {borrowed}"))?;
        first.exports.add(&import.name, item);
    }
    Ok(Halves { first: first.emit_wasm(), second: second.emit_wasm() })
}

fn read(code: &[u8]) -> Result<Module> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    config.parse(code)
}

/// Takes the marked texts out of the data, and answers with them and their addresses.
fn take_texts(module: &mut Module) -> Result<Vec<(i32, Vec<u8>)>> {
    let mut texts = Vec::new();
    let ids: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    for id in ids {
        let data = module.data.get_mut(id);
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(base)), .. } = data.kind else { continue };
        let mut at = 0;
        while let Some(from) = find(&data.value, FROM, at) {
            let to = find(&data.value, TO, from).context("a text for later has no end")?;
            let text = &mut data.value[from..to];
            texts.push((base + i32::try_from(from)?, text.to_vec()));
            text.fill(0);
            at = to;
        }
    }
    Ok(texts)
}

fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    bytes[from..].windows(wanted.len()).position(|window| window == wanted).map(|at| from + at)
}

/// Leaves in the module what comes later; the rest it asks for. Answers with how much that is.
fn leave(module: &mut Module, stays: &HashSet<usize>, later: &[&str]) -> Result<usize> {
    let mut names = (0..).map(letters);
    let mut name = || names.next().unwrap_or_default();
    let exported: Vec<_> = module.exports.iter().map(|export| (export.id(), export.name.clone())).collect();
    for (id, name) in exported {
        if !later.contains(&name.as_str()) {
            module.exports.delete(id);
        }
    }
    module.start = None;
    let data: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    data.into_iter().for_each(|id| module.data.delete(id));
    let elements: Vec<_> = module.elements.iter().map(|element| element.id()).collect();
    elements.into_iter().for_each(|id| module.elements.delete(id));
    let functions: Vec<_> =
        module.funcs.iter_local().map(|(id, _)| id).filter(|id| stays.contains(&id.index())).collect();
    let n_functions = functions.len();
    for id in functions {
        let import = module.imports.add(FIRST, &name(), id);
        let ty = module.funcs.get(id).ty();
        module.funcs.get_mut(id).kind = FunctionKind::Import(walrus::ImportedFunction { import, ty });
    }
    let tables: Vec<_> = module.tables.iter().map(|table| table.id()).collect();
    for id in tables {
        let import: ImportId = module.imports.add(FIRST, &name(), id);
        let table = module.tables.get_mut(id);
        table.import = Some(import);
        table.elem_segments.clear();
    }
    let globals: Vec<_> = module.globals.iter().map(|global| global.id()).collect();
    for id in globals {
        let import = module.imports.add(FIRST, &name(), id);
        module.globals.get_mut(id).kind = GlobalKind::Import(import);
    }
    let memories: Vec<_> = module.memories.iter().map(|memory| memory.id()).collect();
    for id in memories {
        let import = module.imports.add(FIRST, &name(), id);
        let memory = module.memories.get_mut(id);
        memory.import = Some(import);
        memory.data_segments.clear();
    }
    ensure!(n_functions > 0, "nothing stays");
    Ok(n_functions)
}

/// What stands in the first file at the place of something that the second asks for.
fn lent(first: &Module, second: &Module, kind: &ImportKind) -> Option<ExportItem> {
    let _ = second;
    Some(match kind {
        ImportKind::Function(id) => first.funcs.iter().find(|known| known.id().index() == id.index())?.id().into(),
        ImportKind::Table(id) => first.tables.iter().find(|known| known.id().index() == id.index())?.id().into(),
        ImportKind::Memory(id) => first.memories.iter().find(|known| known.id().index() == id.index())?.id().into(),
        ImportKind::Global(id) => first.globals.iter().find(|known| known.id().index() == id.index())?.id().into(),
        ImportKind::Tag(_) => return None,
    })
}
