//! One program in two files: the first holds what begins it, the second what can come later. Both work on one memory, so
//! nothing stands in both: what the second needs of the first, it asks for by name.
//!
//! The cut follows from the functions that come later, by their names. What they alone reach goes with them, and what anything
//! else reaches stays; so nothing in the first file can call what has not come yet. Functions that are called by their place
//! in a table stay as well, because nothing tells who calls them. Texts that only the second file reads go with it if they
//! begin with [`FROM`] and end with [`TO`].

use std::collections::HashSet;

use anyhow::{Context, Result, bail};
use walrus::ir::Value;
use walrus::{
    ConstExpr, DataKind, ExportItem, FunctionKind, GlobalKind, ImportKind, ImportedFunction, Module, ModuleConfig,
    passes,
};

use crate::imports::letters;

/// What the second file calls the first. The functions of the glue are `a`.
pub(crate) const FIRST: &str = "b";

/// The beginning of a text that comes later.
const FROM: &[u8] = b"\x02later\n";

/// Its end.
const TO: &[u8] = b"\x03";

/// The two files.
#[derive(Debug)]
pub(crate) struct Halves {
    pub(crate) first: Vec<u8>,
    pub(crate) second: Vec<u8>,
}

/// Splits a module; `later` are the functions that it offers and that come later.
pub(crate) fn split(code: &[u8], later: &[&str]) -> Result<Halves> {
    // Read twice, both have the same things at the same places.
    let (mut first, mut second) = (read(code)?, read(code)?);
    for name in later {
        first.exports.remove(name).with_context(|| format!("the module has no {name}"))?;
    }
    let texts = take_texts(&mut first)?;
    passes::gc::run(&mut first);

    keep_alone(&mut second, later);
    borrow(&mut second, &first);
    for (address, text) in texts {
        let memory = second.get_memory_id()?;
        let offset = ConstExpr::Value(Value::I32(address));
        second.data.add(DataKind::Active { memory, offset }, text);
    }
    passes::gc::run(&mut second);

    for import in second.imports.iter().filter(|import| import.module == FIRST) {
        let item = lent(&first, &import.kind).with_context(|| format!("the first file lacks {:?}", import.kind))?;
        first.exports.add(&import.name, item);
    }
    Ok(Halves { first: first.emit_wasm(), second: second.emit_wasm() })
}

fn read(code: &[u8]) -> Result<Module> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    config.parse(code)
}

/// Takes the texts that come later out of the data, and answers with them and their addresses.
fn take_texts(module: &mut Module) -> Result<Vec<(i32, Vec<u8>)>> {
    let mut texts = Vec::new();
    let ids: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    for id in ids {
        let data = module.data.get_mut(id);
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(base)), .. } = data.kind else { continue };
        let mut at = 0;
        while let Some(from) = find(&data.value, FROM, at) {
            at = find(&data.value, TO, from).context("a text that comes later has no end")?;
            let text = data.value.get_mut(from..at).context("a text ends before it begins")?;
            texts.push((base + i32::try_from(from)?, text.to_vec()));
            // Zeros weigh nothing.
            text.fill(0);
        }
    }
    if texts.is_empty() { bail!("the module has no text that comes later") } else { Ok(texts) }
}

fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let at = bytes.get(from..)?.windows(wanted.len()).position(|window| window == wanted)?;
    Some(from + at)
}

/// Leaves the module nothing to offer but these functions, and nothing to put into memory and tables.
fn keep_alone(module: &mut Module, later: &[&str]) {
    let others = module.exports.iter().filter(|export| !later.contains(&export.name.as_str()));
    others.map(|export| export.id()).collect::<Vec<_>>().into_iter().for_each(|id| module.exports.delete(id));
    module.start = None;
    let data: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    data.into_iter().for_each(|id| module.data.delete(id));
    let elements: Vec<_> = module.elements.iter().map(|element| element.id()).collect();
    elements.into_iter().for_each(|id| module.elements.delete(id));
    module.memories.iter_mut().for_each(|memory| memory.data_segments.clear());
    module.tables.iter_mut().for_each(|table| table.elem_segments.clear());
}

/// Asks for all that the first file has, instead of having it.
fn borrow(module: &mut Module, first: &Module) {
    let has: HashSet<usize> = first.funcs.iter_local().map(|(id, _)| id.index()).collect();
    // No function that a program offers is called so.
    let mut names = (0..).map(letters).map(|name| [FIRST, &name].concat());
    let mut ask =
        |module: &mut Module, kind: ImportKind| module.imports.add(FIRST, &names.next().unwrap_or_default(), kind);
    let functions: Vec<_> =
        module.funcs.iter_local().map(|(id, _)| id).filter(|id| has.contains(&id.index())).collect();
    for id in functions {
        let import = ask(module, ImportKind::Function(id));
        let function = module.funcs.get_mut(id);
        function.kind = FunctionKind::Import(ImportedFunction { import, ty: function.ty() });
    }
    let globals: Vec<_> = module.globals.iter().map(|global| global.id()).collect();
    for id in globals.into_iter().filter(|id| first.globals.iter().any(|held| held.id().index() == id.index())) {
        module.globals.get_mut(id).kind = GlobalKind::Import(ask(module, ImportKind::Global(id)));
    }
    let tables: Vec<_> = module.tables.iter().map(|table| table.id()).collect();
    for id in tables {
        module.tables.get_mut(id).import = Some(ask(module, ImportKind::Table(id)));
    }
    let memories: Vec<_> = module.memories.iter().map(|memory| memory.id()).collect();
    for id in memories {
        module.memories.get_mut(id).import = Some(ask(module, ImportKind::Memory(id)));
    }
}

/// What stands in the first file where the second has what it asks for.
fn lent(first: &Module, kind: &ImportKind) -> Option<ExportItem> {
    Some(match kind {
        ImportKind::Function(id) => first.funcs.iter().find(|held| held.id().index() == id.index())?.id().into(),
        ImportKind::Table(id) => first.tables.iter().find(|held| held.id().index() == id.index())?.id().into(),
        ImportKind::Memory(id) => first.memories.iter().find(|held| held.id().index() == id.index())?.id().into(),
        ImportKind::Global(id) => first.globals.iter().find(|held| held.id().index() == id.index())?.id().into(),
        ImportKind::Tag(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use walrus::FunctionBuilder;

    use super::*;

    /// A program of three functions, `ours`, `now` that calls it and `then` that calls it too, and of one that `then` alone
    /// calls, with a text for later between two others.
    fn program() -> Vec<u8> {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let text = b"before\x02later\nlater on\x03after".to_vec();
        module.data.add(DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(16)) }, text);
        let mut function = |calls: &[walrus::FunctionId]| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            for id in calls {
                builder.func_body().call(*id);
            }
            builder.finish(Vec::new(), &mut module.funcs)
        };
        let ours = function(&[]);
        let alone = function(&[ours]);
        let (now, then) = (function(&[ours]), function(&[alone, ours]));
        module.exports.add("memory", memory);
        module.exports.add("now", now);
        module.exports.add("then", then);
        module.emit_wasm()
    }

    fn exports(module: &Module) -> Vec<String> {
        module.exports.iter().map(|export| export.name.clone()).collect()
    }

    #[test]
    fn what_comes_later_goes_with_all_that_it_alone_needs_and_asks_for_the_rest() {
        let halves = split(&program(), &["then"]).expect("can be split");
        let [first, second] = [halves.first, halves.second].map(|code| read(&code).expect("is a module"));
        assert_eq!(first.funcs.iter_local().count(), 2, "`ours` and `now`");
        assert_eq!(first.imports.iter().count(), 0);
        assert_eq!(second.funcs.iter_local().count(), 2, "`then` and what it alone calls");
        assert_eq!(exports(&second), ["then"]);
        let asked: Vec<_> = second.imports.iter().map(|import| import.name.clone()).collect();
        assert_eq!(asked.len(), 2, "`ours` and the memory");
        assert!(asked.iter().all(|name| exports(&first).contains(name)));
    }

    #[test]
    fn a_text_goes_with_it_to_the_same_address() {
        let halves = split(&program(), &["then"]).expect("can be split");
        let values = |code: &[u8]| {
            read(code).expect("is a module").data.iter().map(|data| data.value.clone()).collect::<Vec<_>>()
        };
        assert_eq!(values(&halves.first), [b"before\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x03after".to_vec()]);
        assert_eq!(values(&halves.second), [b"\x02later\nlater on".to_vec()]);
        let second = read(&halves.second).expect("is a module");
        let at = second.data.iter().next().map(|data| format!("{:?}", data.kind)).unwrap_or_default();
        assert!(at.contains("I32(22)"), "{at}");
    }

    #[test]
    fn nothing_is_split_by_a_name_that_does_not_exist() {
        assert!(split(&program(), &["never"]).is_err());
    }
}
