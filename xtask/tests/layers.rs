//! The walls: dependencies point one way, and what a crate must not have is found with the path that brought it in.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// What each crate must not depend on, directly or through others, on any target.
const FORBIDDEN: [(&str, &[&str]); 9] = [
    (
        "esteem-study",
        &["esteem-analysis", "esteem-charts", "esteem", "esteem-analyzer", "web-sys", "yew", "csv", "tokio"],
    ),
    (
        "esteem-analysis",
        &[
            "esteem-charts",
            "esteem-content",
            "esteem-engine",
            "esteem",
            "esteem-analyzer",
            "web-sys",
            "js-sys",
            "wasm-bindgen",
            "yew",
            "gloo",
            "plotters",
            "tokio",
            "rand",
            "getrandom",
            "chrono",
        ],
    ),
    // plotters brings web-sys along on wasm, where our backend keeps it from being reached.
    ("esteem-charts", &["esteem", "esteem-analyzer", "yew", "gloo", "tokio", "rand"]),
    (
        "esteem-content",
        &["esteem", "esteem-analyzer", "esteem-engine", "esteem-worker", "yew", "gloo", "tokio", "rand"],
    ),
    ("esteem-engine", &["esteem", "esteem-analyzer", "esteem-worker", "yew", "gloo", "tokio", "rand"]),
    ("esteem-worker", &["esteem", "esteem-analyzer", "esteem-widget", "yew", "gloo"]),
    // The page shows what the engine says, and is downloaded without it.
    ("esteem-analyzer", &["esteem", "esteem-engine", "esteem-worker", "esteem-widget"]),
    (
        "esteem",
        &["esteem-analyzer", "esteem-content", "esteem-engine", "esteem-worker", "esteem-widget", "yew", "gloo"],
    ),
    (
        "esteem-widget",
        &[
            "esteem-analysis",
            "esteem-charts",
            "esteem-engine",
            "esteem",
            "esteem-analyzer",
            "yew",
            "gloo",
            "plotters",
            "csv",
        ],
    ),
];

/// Package name to the names of what it needs to run, as cargo resolves it.
type Graph = BTreeMap<String, BTreeSet<String>>;

fn resolved() -> Graph {
    let metadata = MetadataCommand::new().exec().expect("cargo metadata runs");
    let resolve = metadata.resolve.as_ref().expect("dependencies are resolved");
    let name = |id: &cargo_metadata::PackageId| metadata[id].name.to_string();
    let needs = |node: &cargo_metadata::Node| {
        let normal = node
            .deps
            .iter()
            .filter(|dependency| dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal));
        normal.map(|dependency| name(&dependency.pkg)).collect::<BTreeSet<_>>()
    };
    let mut graph = Graph::new();
    for node in &resolve.nodes {
        // Two versions of a package are one place: what either brings in counts.
        graph.entry(name(&node.id)).or_default().extend(needs(node));
    }
    graph
}

/// The shortest path from a crate to a forbidden one.
fn path(graph: &Graph, from: &str, forbidden: &[&str]) -> Option<Vec<String>> {
    let mut paths = vec![vec![from.to_owned()]];
    let mut seen = BTreeSet::from([from.to_owned()]);
    while !paths.is_empty() {
        let mut longer = Vec::new();
        for path in paths {
            for next in path.last().and_then(|last| graph.get(last)).into_iter().flatten() {
                let mut path = path.clone();
                path.push(next.clone());
                if forbidden.contains(&next.as_str()) {
                    return Some(path);
                }
                if seen.insert(next.clone()) {
                    longer.push(path);
                }
            }
        }
        paths = longer;
    }
    None
}

#[test]
fn no_crate_depends_on_what_it_must_not() {
    let graph = resolved();
    let broken: Vec<String> = FORBIDDEN
        .iter()
        .filter_map(|(from, forbidden)| path(&graph, from, forbidden))
        .map(|path| path.join(" -> "))
        .collect();
    assert!(broken.is_empty(), "dependencies point the wrong way:\n{}", broken.join("\n"));
    for (from, _) in FORBIDDEN {
        assert!(graph.contains_key(from), "{from} is no package of this workspace");
    }
}

#[test]
fn a_forbidden_dependency_is_found_with_its_path() {
    let graph = |pairs: &[(&str, &[&str])]| -> Graph {
        let names = |names: &[&str]| names.iter().map(|name| name.to_string()).collect();
        pairs.iter().map(|(from, to)| (from.to_string(), names(to))).collect()
    };
    let through = graph(&[("esteem-charts", &["plotters", "helper"]), ("helper", &["yew"]), ("plotters", &[])]);
    let found = path(&through, "esteem-charts", &["yew"]);
    assert_eq!(found.expect("is found").join(" -> "), "esteem-charts -> helper -> yew");
    assert_eq!(path(&through, "esteem-charts", &["tokio"]), None);
}

/// The questionnaire element builds the study without any feature, and must stay tiny.
#[test]
fn a_study_without_features_depends_on_nothing() {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo metadata runs");
    let study = metadata.packages.iter().find(|package| package.name == "esteem-study").expect("is a package");
    let always: Vec<&str> = study
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind == DependencyKind::Normal && !dependency.optional)
        .map(|dependency| dependency.name.as_str())
        .collect();
    assert!(always.is_empty(), "esteem-study always depends on {}", always.join(", "));
}

/// What respondents' browsers must not have to download.
const TOO_LARGE_FOR_RESPONDENTS: [&str; 13] = [
    "serde",
    "serde_json",
    "serde-wasm-bindgen",
    "yew",
    "gloo",
    "plotters",
    "csv",
    "regex",
    "chrono",
    "console_error_panic_hook",
    "esteem-analysis",
    "esteem-charts",
    "esteem-engine",
];

/// The names in what `cargo tree` prints, a package a line.
fn names(tree: &str) -> BTreeSet<&str> {
    tree.lines().filter_map(|line| line.split_whitespace().next()).collect()
}

/// Built alone and for browsers, as the questionnaire is: together with the page it would share the page's features.
#[test]
fn the_questionnaire_downloads_nothing_that_is_large() {
    let mut cargo = std::process::Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["tree", "--package", "esteem-widget", "--target", "wasm32-unknown-unknown", "--prefix", "none"]);
    let output = cargo.args(["--edges", "normal,no-proc-macro", "--format", "{p}"]).output().expect("cargo runs");
    let tree = String::from_utf8_lossy(&output.stdout);
    let names = names(&tree);
    assert!(names.contains("esteem-study") && names.contains("wasm-bindgen"), "cargo tree says nothing: {tree}");
    let found: Vec<_> = TOO_LARGE_FOR_RESPONDENTS.iter().filter(|name| names.contains(*name)).collect();
    assert!(found.is_empty(), "the questionnaire depends on {found:?}");
}

#[test]
fn a_package_is_found_in_what_cargo_tree_prints() {
    let tree = "esteem-widget v0.1.0 (/somewhere)\nesteem-study v0.1.0 (/somewhere)\nserde v1.0.229\nesteem-study v0.1.0 (*)\n";
    assert_eq!(names(tree), BTreeSet::from(["esteem-widget", "esteem-study", "serde"]));
}
