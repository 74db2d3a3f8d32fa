//! Which crate may depend on which. Dependencies point one way; the business knows no screen, no
//! network and no device.

use super::Offence;
use super::source::Source;

/// Each crate: those of ours that it may name, and what it must never pull in itself.
const MAY: &[(&str, &[&str], &[&str])] = &[
    (
        "units",
        &[],
        &["chrono", "rusqlite", "tokio", "axum", "tauri", "serde"],
    ),
    (
        "documents",
        &["units"],
        &["rusqlite", "tokio", "axum", "tauri"],
    ),
    ("devices", &["units"], &["rusqlite", "axum", "tauri"]),
    (
        "shop",
        &["units", "documents"],
        &[
            "tokio",
            "axum",
            "tauri",
            "reqwest",
            "escpos",
            "serialport",
            "hidapi",
        ],
    ),
    (
        "api",
        &["units", "documents", "devices", "shop"],
        &["rusqlite", "tauri"],
    ),
    (
        "server",
        &["units", "documents", "devices", "shop", "api"],
        &["rusqlite", "tauri"],
    ),
    ("ecrin-desktop", &["api", "server"], &["rusqlite"]),
];

/// Reads every crate's manifest.
pub fn direction(sources: &[Source]) -> Vec<Offence> {
    sources
        .iter()
        .filter(|source| source.path.starts_with("src-tauri/") && source.name() == "Cargo.toml")
        .flat_map(one)
        .collect()
}

fn one(source: &Source) -> Vec<Offence> {
    let offence = |line: usize, what: String| Offence {
        rule: "direction",
        path: source.path.clone(),
        line,
        what,
    };
    let name = source
        .text
        .lines()
        .find_map(|line| line.strip_prefix("name = "));
    let name = name.unwrap_or_default().trim_matches('"');
    let Some((_, ours, never)) = MAY.iter().find(|(crate_name, ..)| *crate_name == name) else {
        return vec![offence(
            0,
            format!("{name} has no place in the order yet: give it one here"),
        )];
    };
    let mut found = Vec::new();
    let mut section = "";
    for (n, line) in source.text.lines().enumerate() {
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']');
            continue;
        }
        // What tests use reaches no shop.
        if !section.ends_with("dependencies") || section.starts_with("dev-") {
            continue;
        }
        let word: String = line
            .chars()
            .take_while(|c| c.is_alphanumeric() || "-_".contains(*c))
            .collect();
        let is_ours = MAY.iter().any(|(crate_name, ..)| *crate_name == word);
        if (is_ours && !ours.contains(&word.as_str())) || never.contains(&word.as_str()) {
            found.push(offence(n + 1, format!("{name} must not depend on {word}")));
        }
    }
    found
}

#[test]
fn planted() {
    let check = |name: &str, lines: &str, count: usize| {
        let text = format!("[package]\nname = \"{name}\"\n\n{lines}");
        let source = Source::new("src-tauri/crates/x/Cargo.toml", &text);
        assert_eq!(direction(&[source]).len(), count, "{text}");
    };
    check(
        "shop",
        "[dependencies]\nunits.workspace = true\nserde.workspace = true",
        0,
    );
    check("shop", "[dependencies]\napi.workspace = true", 1);
    check("shop", "[dependencies]\ntokio = \"1\"", 1);
    check("shop", "[dev-dependencies]\ntokio = \"1\"", 0);
    check(
        "units",
        "[dependencies]\nshop.workspace = true\nrusqlite.workspace = true",
        2,
    );
    check(
        "api",
        "[target.'cfg(unix)'.dependencies]\nserver.workspace = true",
        1,
    );
    check("newcomer", "", 1);
}
