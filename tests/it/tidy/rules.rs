//! The rules that look at one file, and the two that look at where files lie.
//!
//! Longer than 500 lines because every rule stands beside the planted offence that proves it.

use super::Offence;
use super::source::{Source, has_word};

/// A file longer than this must say why, in these words, within its first ten lines.
const LONGEST: usize = 500;
const WHY_LONG: &str = "Longer than 500 lines because";

/// Crates that take no clock, no chance and no float.
const PURE: &[&str] = &["units", "shop", "documents"];

/// The folders at the root, and no others.
const FOLDERS: &[&str] = &[
    ".ci",
    "assets",
    "installer",
    "migrations",
    "src-tauri",
    "tests",
    "ui",
];

/// Files that a program wrote.
fn generated(path: &str) -> bool {
    [
        "Cargo.lock",
        "ui/package-lock.json",
        "ui/openapi.json",
        "migrations/schema.sql",
    ]
    .contains(&path)
        || path.starts_with("ui/src/lib/api/generated/")
        || path.contains("/fixtures/")
        || path.contains("/snapshots/")
}

/// Every rule that looks at one file.
pub fn all(source: &Source) -> Vec<Offence> {
    let mut found = Vec::new();
    for rule in [
        sql_lives_in_stores,
        no_float,
        no_clock,
        no_chance,
        short_files,
        names,
        no_machine,
        no_sleep,
    ] {
        rule(source, &mut found);
    }
    found
}

/// Reports each line of `text` that `broken` finds something in.
fn lines(
    found: &mut Vec<Offence>,
    rule: &'static str,
    source: &Source,
    text: &str,
    broken: impl Fn(&str) -> Option<String>,
) {
    for (n, line) in text.lines().enumerate() {
        if let Some(what) = broken(line) {
            found.push(Offence {
                rule,
                path: source.path.clone(),
                line: n + 1,
                what,
            });
        }
    }
}

/// SQL only in `store.rs` or its files in `store/`, `db/`, `*.sql`; a feature's `tests.rs` may look into the tables.
fn sql_lives_in_stores(source: &Source, found: &mut Vec<Offence>) {
    if !source.path.starts_with("src-tauri/")
        || !source.path.ends_with(".rs")
        || ["store.rs", "tests.rs"].contains(&source.name())
        || source.path.contains("/db/")
        || source.path.contains("/store/")
    {
        return;
    }
    const BEGINNINGS: &[&str] = &[
        "SELECT ",
        "INSERT INTO ",
        "INSERT OR ",
        "UPDATE ",
        "DELETE FROM ",
        "CREATE TABLE ",
        "CREATE INDEX ",
        "CREATE TRIGGER ",
        "DROP TABLE ",
        "ALTER TABLE ",
        "PRAGMA ",
        "WITH RECURSIVE ",
    ];
    // Only strings can hold SQL: a line whose strings are blanked says what was in them.
    for (n, (code, bare)) in source.code.lines().zip(source.bare.lines()).enumerate() {
        let text: String = code
            .chars()
            .zip(bare.chars())
            .map(|(c, b)| if c == b { ' ' } else { c })
            .collect();
        let text = text.trim_start_matches([' ', '"', 'r', '#']);
        if let Some(word) = BEGINNINGS.iter().find(|word| text.starts_with(**word)) {
            let what = format!("{}… belongs into the feature's store.rs", word.trim());
            found.push(Offence {
                rule: "sql",
                path: source.path.clone(),
                line: n + 1,
                what,
            });
        }
    }
}

/// Money, weights and what is printed are integers or decimals.
fn no_float(source: &Source, found: &mut Vec<Offence>) {
    if source.in_crates(PURE) {
        lines(found, "float", source, &source.bare, |line| {
            ["f32", "f64"]
                .iter()
                .find(|word| has_word(line, word))
                .map(|word| (*word).to_owned())
        });
    }
}

/// Time comes in through `Cx`.
fn no_clock(source: &Source, found: &mut Vec<Offence>) {
    if source.in_crates(PURE) {
        lines(found, "clock", source, &source.bare, |line| {
            let read = [
                "Utc::now",
                "Local::now",
                "SystemTime",
                "Instant",
                "now_v7",
                "CURRENT_TIMESTAMP",
            ];
            read.iter()
                .find(|word| has_word(line, word))
                .map(|word| format!("{word}: time comes in through Cx"))
        });
    }
}

/// So does chance.
fn no_chance(source: &Source, found: &mut Vec<Offence>) {
    if source.in_crates(PURE) {
        lines(found, "chance", source, &source.bare, |line| {
            let taken = [
                "rand",
                "getrandom",
                "thread_rng",
                "SystemRandom",
                "OsRng",
                "new_v4",
            ];
            taken
                .iter()
                .find(|word| has_word(line, word))
                .map(|word| format!("{word}: chance comes in through Cx"))
        });
    }
}

/// A file that nobody can hold in their head says why it is one file.
fn short_files(source: &Source, found: &mut Vec<Offence>) {
    let kind = source.name().rsplit('.').next().unwrap_or_default();
    if generated(&source.path) || !["rs", "ts", "js", "svelte", "css", "sql"].contains(&kind) {
        return;
    }
    let count = source.text.lines().count();
    if count > LONGEST
        && !source
            .text
            .lines()
            .take(10)
            .any(|line| line.contains(WHY_LONG))
    {
        let what = format!("{count} lines; divide it, or say at its top: {WHY_LONG}…");
        found.push(Offence {
            rule: "length",
            path: source.path.clone(),
            line: 0,
            what,
        });
    }
}

/// No name that says nothing.
fn names(source: &Source, found: &mut Vec<Offence>) {
    const EMPTY: &[&str] = &["Manager", "Service", "Helper", "Helpers", "Util", "Utils"];
    if generated(&source.path) {
        return;
    }
    let stem = source
        .name()
        .split('.')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let typed = [".rs", ".ts", ".svelte"]
        .iter()
        .any(|end| source.name().ends_with(end));
    if typed && EMPTY.iter().any(|word| word.to_lowercase() == stem) {
        let what = format!("a file called {} says nothing", source.name());
        found.push(Offence {
            rule: "name",
            path: source.path.clone(),
            line: 0,
            what,
        });
    }
    if typed {
        lines(found, "name", source, &source.bare, |line| {
            let mut words = line.split_whitespace();
            words.find(|word| ["struct", "enum", "trait", "class", "interface"].contains(word))?;
            let name: String = words
                .next()?
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            EMPTY
                .iter()
                .any(|end| name.ends_with(end))
                .then(|| format!("{name} says nothing"))
        });
    }
    if source.name() == "Cargo.toml" {
        lines(found, "name", source, &source.text, |line| {
            (line.replace(' ', "") == "name=\"core\"").then(|| "no crate is called core".to_owned())
        });
    }
}

/// Nothing knows the machine that it was written on.
fn no_machine(source: &Source, found: &mut Vec<Offence>) {
    if generated(&source.path) {
        return;
    }
    // Put together here, so that this file doesn't find itself.
    let homes = [
        ["/ho", "me/"],
        ["/ro", "ot/"],
        ["/Us", "ers/"],
        ["C:\\Us", "ers"],
        ["/wo", "rk/"],
    ];
    lines(found, "machine", source, &source.text, |line| {
        homes.iter().map(|parts| parts.concat()).find_map(|home| {
            let at = line.find(&home)?;
            // A part of a longer path (`src/work/mod.rs`) is no absolute one.
            let before = line[..at].chars().next_back();
            let within = before.is_some_and(|c| c.is_alphanumeric() || "._-/)}$".contains(c));
            (!within).then(|| format!("{home}… is some machine's"))
        })
    });
}

/// A test never sleeps: it waits for what it needs, or passes the time in.
fn no_sleep(source: &Source, found: &mut Vec<Offence>) {
    let rust = source.path.starts_with("tests/") && source.name().ends_with(".rs");
    if rust || is_test(source) || source.name().ends_with(".test.ts") {
        lines(found, "sleep", source, &source.bare, |line| {
            has_word(line, "sleep")
                .then(|| "wait for what is needed, with rig::wait_for".to_owned())
        });
    }
}

/// A feature's own tests and what they share.
fn is_test(source: &Source) -> bool {
    ["tests.rs", "testing.rs"].contains(&source.name())
}

/// Inside `shop`, one feature reaches another through its `mod.rs` only: `crate::sales::store::x`
/// is an offence anywhere but in `sales`. Tests may share their `testing` modules.
pub fn features_meet_at_mod(sources: &[Source]) -> Vec<Offence> {
    const SHOP: &str = "src-tauri/crates/shop/src/";
    let places: Vec<Vec<&str>> = sources
        .iter()
        .filter_map(|source| source.path.strip_prefix(SHOP))
        .map(|path| path.split('/').collect())
        .collect();
    let is_module = |feature: &str, name: &str| {
        places.iter().any(|place| {
            place.len() > 1
                && place[0] == feature
                && (place[1] == name || place[1].strip_suffix(".rs") == Some(name))
        })
    };
    let mut found = Vec::new();
    for source in sources {
        let Some(own) = source.path.strip_prefix(SHOP) else {
            continue;
        };
        if is_test(source) {
            continue;
        }
        let own_feature = own.split('/').next().unwrap_or_default();
        lines(&mut found, "door", source, &source.bare, |line| {
            for (at, _) in line.match_indices("crate::") {
                let mut path = line[at + 7..].split("::");
                let feature = path.next().unwrap_or_default();
                let inner = path.next().unwrap_or_default();
                if feature == own_feature {
                    continue;
                }
                // `feature::{a::B, c}`: the names in the braces that go on with `::`.
                let inner = inner.trim_start_matches('{');
                let goes_on = path.next().is_some();
                if goes_on && inner != "testing" && is_module(feature, inner) {
                    return Some(format!(
                        "crate::{feature}::{inner}:: goes past {feature}/mod.rs"
                    ));
                }
            }
            None
        });
    }
    found
}

/// The root holds the folders that the architecture names.
pub fn top_level(sources: &[Source]) -> Vec<Offence> {
    let mut seen: Vec<&str> = sources
        .iter()
        .filter_map(|source| source.path.split_once('/').map(|(folder, _)| folder))
        .filter(|folder| !FOLDERS.contains(folder))
        .collect();
    seen.dedup();
    seen.into_iter()
        .map(|folder| Offence {
            rule: "folder",
            path: folder.to_owned(),
            line: 0,
            what: "not one of the architecture's".to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod planted {
    use super::super::check;
    use super::*;

    const SALE: &str = "src-tauri/crates/shop/src/sales/complete.rs";

    #[test]
    fn sql_outside_a_store() {
        check(
            "sql",
            SALE,
            "fn f() {\n    tx.run(\"SELECT id FROM sale\");\n}",
            &[2],
        );
        check(
            "sql",
            SALE,
            "const Q: &str =\n    \"SELECT id FROM sale\";",
            &[2],
        );
        check("sql", SALE, "    \"INSERT INTO sale VALUES (1)\",", &[1]);
        check("sql", SALE, "// \"SELECT id\" is in store.rs", &[]);
        check(
            "sql",
            "src-tauri/crates/shop/src/sales/store.rs",
            "\"SELECT 1\"",
            &[],
        );
        check(
            "sql",
            "src-tauri/crates/shop/src/db/migrate.rs",
            "\"PRAGMA user_version\"",
            &[],
        );
    }

    #[test]
    fn float_clock_and_chance_in_pure_crates() {
        check("float", SALE, "let x = 1;\nlet y: f64 = 0.1;", &[2]);
        check("float", SALE, "// no f64 here\nlet s = \"f64\";", &[]);
        check(
            "float",
            "src-tauri/crates/server/src/main.rs",
            "let y: f64 = 0.1;",
            &[],
        );
        check("clock", SALE, "let now = Utc::now();", &[1]);
        check("clock", SALE, "use std::time::Instant;", &[1]);
        check("clock", SALE, "let instant = cx.now();", &[]);
        check("chance", SALE, "getrandom::fill(&mut salt)?;", &[1]);
        check("chance", SALE, "let brand = 1;", &[]);
    }

    #[test]
    fn a_long_file_says_why() {
        let long = "x\n".repeat(LONGEST + 1);
        check("length", SALE, &long, &[0]);
        check("length", SALE, &"x\n".repeat(LONGEST), &[]);
        check(
            "length",
            SALE,
            &format!("//! {WHY_LONG} one table is one thing.\n{long}"),
            &[],
        );
        check("length", "Cargo.lock", &long, &[]);
    }

    #[test]
    fn names_that_say_nothing() {
        check("name", SALE, "pub struct SaleManager {", &[1]);
        check("name", SALE, "impl tower::Service<R> for Door {", &[]);
        check(
            "name",
            "ui/src/lib/sale.ts",
            "export class PriceHelper {",
            &[1],
        );
        check("name", "src-tauri/crates/shop/src/utils.rs", "", &[0]);
        check(
            "name",
            "src-tauri/crates/core/Cargo.toml",
            "[package]\nname = \"core\"",
            &[2],
        );
    }

    #[test]
    fn paths_of_a_machine() {
        let home = ["/ho", "me/lea/ecrin"].concat();
        check("machine", "README.md", &format!("cd {home}"), &[1]);
        check("machine", SALE, &format!("let p = \"{home}\";"), &[1]);
        check("machine", "README.md", &format!("see src{home}"), &[]);
    }

    #[test]
    fn a_test_that_sleeps() {
        check(
            "sleep",
            "tests/it/sales.rs",
            "std::thread::sleep(pause);",
            &[1],
        );
        check(
            "sleep",
            "src-tauri/crates/server/src/outbox.rs",
            "tokio::time::sleep(pause).await;",
            &[],
        );
    }

    #[test]
    fn a_feature_entered_by_the_window() {
        let check = |path: &str, text: &str, count: usize| {
            let sources = [
                Source::new("src-tauri/crates/shop/src/sales/mod.rs", ""),
                Source::new("src-tauri/crates/shop/src/sales/store.rs", ""),
                Source::new(path, text),
            ];
            assert_eq!(features_meet_at_mod(&sources).len(), count, "{text}");
        };
        check(
            "src-tauri/crates/shop/src/till/close.rs",
            "use crate::sales::store::totals;",
            1,
        );
        check(
            "src-tauri/crates/shop/src/till/close.rs",
            "use crate::sales::{store::totals};",
            1,
        );
        check(
            "src-tauri/crates/shop/src/till/close.rs",
            "use crate::sales::totals;",
            0,
        );
        check(
            "src-tauri/crates/shop/src/till/close.rs",
            "use crate::sales::Sale::Void;",
            0,
        );
        check(
            "src-tauri/crates/shop/src/till/tests.rs",
            "use crate::sales::store::totals;",
            0,
        );
        check(
            "src-tauri/crates/shop/src/sales/void.rs",
            "use crate::sales::store::totals;",
            0,
        );
    }

    #[test]
    fn a_new_folder_at_the_root() {
        let found = |path: &str| top_level(&[Source::new(path, "")]).len();
        assert_eq!(found("scripts/build.sh"), 1);
        assert_eq!(found("ui/src/app.html"), 0);
        assert_eq!(found("README.md"), 0);
    }
}
