//! The JSON Schema accepts every study that ships, and refuses what is none, by an independent validator.

use std::path::Path;

use serde_json::{Value, json};

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("is a file");
    serde_json::from_str(&text).expect("is JSON")
}

#[test]
fn the_schema_accepts_what_ships_and_refuses_what_is_no_study() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands in the workspace");
    let schema = read(&root.join("docs/study.schema.json"));
    let validator = jsonschema::validator_for(&schema).expect("is a schema");
    let mut n_studies = 0;
    for folder in ["studies", "examples"] {
        for entry in std::fs::read_dir(root.join(folder)).expect("is a folder").flatten() {
            if entry.file_name().to_string_lossy().ends_with(".study.json") {
                let study = read(&entry.path());
                let errors: Vec<String> = validator.iter_errors(&study).map(|error| error.to_string()).collect();
                assert!(errors.is_empty(), "{}: {}", entry.path().display(), errors.join("; "));
                n_studies += 1;
            }
        }
    }
    assert!(n_studies >= 3, "only {n_studies} studies were found");
    let mut study = read(&root.join("examples/cafe.study.json"));
    study["items"][0]["colour"] = json!("red");
    assert!(!validator.is_valid(&study), "an unknown field is accepted");
    assert!(!validator.is_valid(&json!({"format": "esteem-study/1"})), "a study without items is accepted");
}
