//! `schema`: the JSON Schemas of the file formats, written from the types that read them.

use anyhow::{Context, Result};
use esteem_study::{Response, Study};

use crate::paths;

/// Writes the schemas into docs/.
pub(crate) fn run() -> Result<()> {
    for (name, text) in schemas()? {
        let path = paths::root().join("docs").join(name);
        std::fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
        println!("docs/{name}");
    }
    Ok(())
}

/// File name and text of each schema.
fn schemas() -> Result<[(&'static str, String); 2]> {
    let text = |schema: &schemars::Schema| serde_json::to_string_pretty(schema).map(|text| text + "\n");
    Ok([
        ("study.schema.json", text(&schemars::schema_for!(Study))?),
        ("response.schema.json", text(&schemars::schema_for!(Response))?),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_in_docs_are_those_of_the_types() {
        for (name, text) in schemas().expect("schemas are JSON") {
            let path = paths::root().join("docs").join(name);
            let written = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(written == text, "docs/{name} is not what the types say: run `cargo xtask schema`");
        }
    }
}
