//! The house rules as a test. Each rule is a function from a source file to its offences, proven on
//! a planted one; one test runs them all over the tree. An exception stands in `ALLOWED` with its
//! reason, and fails the test once nobody needs it any more.

mod crates;
mod rules;
mod source;
mod words;

use std::path::{Path, PathBuf};
use std::process::Command;

use source::Source;

/// Exceptions: rule, file (or folder, ending in `/`), why.
const ALLOWED: &[(&str, &str, &str)] = &[
    (
        "chance",
        "src-tauri/crates/shop/src/journal/key.rs",
        "ring makes keys and signs with a source of chance of its own type",
    ),
    (
        "sleep",
        "tests/rig/process.rs",
        "the one place that waits for another program, with a limit",
    ),
];

/// One place that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
struct Offence {
    rule: &'static str,
    path: String,
    /// Counted from one; zero where the whole file is meant.
    line: usize,
    what: String,
}

#[test]
fn the_tree_keeps_the_house_rules() {
    let sources: Vec<Source> = tracked().into_iter().filter_map(Source::read).collect();
    assert!(
        sources.len() > 50,
        "only {} files seen: the scan itself is broken",
        sources.len()
    );
    let mut offences: Vec<Offence> = sources.iter().flat_map(rules::all).collect();
    offences.extend(rules::features_meet_at_mod(&sources));
    offences.extend(crates::direction(&sources));
    offences.extend(words::same_keys(&sources));
    offences.extend(rules::top_level(&sources));

    let mut needed = vec![false; ALLOWED.len()];
    offences.retain(|offence| {
        let mut allowed = false;
        for (n, (rule, place, _)) in ALLOWED.iter().enumerate() {
            let here =
                offence.path == *place || (place.ends_with('/') && offence.path.starts_with(place));
            if *rule == offence.rule && here {
                needed[n] = true;
                allowed = true;
            }
        }
        !allowed
    });
    let list: Vec<String> = offences
        .iter()
        .map(
            |Offence {
                 rule,
                 path,
                 line,
                 what,
             }| format!("{path}:{line}: {rule}: {what}"),
        )
        .collect();
    assert!(
        list.is_empty(),
        "{} house rules broken:\n{}\n",
        list.len(),
        list.join("\n")
    );
    for ((rule, place, _), needed) in ALLOWED.iter().zip(needed) {
        assert!(
            needed,
            "nobody needs this exception any more: {rule} in {place}"
        );
    }
}

/// The repository's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file that belongs to the project: tracked, or new and not ignored.
fn tracked() -> Vec<String> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("the tree is a git checkout");
    assert!(
        listed.status.success(),
        "{}",
        String::from_utf8_lossy(&listed.stderr)
    );
    String::from_utf8_lossy(&listed.stdout)
        .lines()
        .map(str::to_owned)
        .collect()
}

/// Runs one rule over one invented file: it must report exactly these lines.
fn check(rule: &str, path: &str, text: &str, lines: &[usize]) {
    let source = Source::new(path, text);
    let found: Vec<usize> = rules::all(&source)
        .into_iter()
        .filter(|o| o.rule == rule)
        .map(|o| o.line)
        .collect();
    assert_eq!(found, lines, "{rule} in {path}:\n{text}");
}
