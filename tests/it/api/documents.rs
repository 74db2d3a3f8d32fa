//! What is generated from the routes is fresh, and its words are all there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

#[test]
fn the_committed_document_is_the_routes_own() {
    let committed = fs::read_to_string(root().join("ui/openapi.json")).unwrap_or_default();
    let fresh = api::document().to_pretty_json().expect("a document");
    assert!(
        committed.trim_end() == fresh,
        "ui/openapi.json is stale: run `make generate`"
    );
}

/// The codes that screens translate: a change of one is a change of the API.
#[test]
fn problem_codes() {
    let mut codes = BTreeSet::new();
    let mut folders = vec![root().join("src-tauri/crates/api/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("a source");
            codes.extend(
                text.split('"')
                    .skip(1)
                    .step_by(2)
                    .filter(|word| is_code(word))
                    .map(str::to_owned),
            );
        }
    }
    assert!(codes.contains("session.missing"));
    let list: Vec<String> = codes.into_iter().collect();
    insta::assert_snapshot!(list.join("\n"));
}

/// `feature.what`, in the letters codes are made of.
fn is_code(word: &str) -> bool {
    let mut parts = word.split('.');
    let part = |part: Option<&str>| {
        part.is_some_and(|part| {
            part.len() > 2
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        })
    };
    part(parts.next()) && part(parts.next()) && parts.next().is_none() && !word.ends_with(".json")
}
