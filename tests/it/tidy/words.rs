//! French and English say the same things: the same keys, the same values to fill in, none empty.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Offence;
use super::source::Source;

/// Compares each `fr.json` under `ui/messages` with the `en.json` beside it.
pub fn same_keys(sources: &[Source]) -> Vec<Offence> {
    let text = |path: &str| {
        sources
            .iter()
            .find(|s| s.path == path)
            .map_or("", |s| s.text.as_str())
    };
    let folders: BTreeSet<&str> = sources
        .iter()
        .filter(|source| source.path.starts_with("ui/messages/"))
        .filter_map(|source| source.path.rsplit_once('/').map(|(folder, _)| folder))
        .collect();
    folders
        .into_iter()
        .flat_map(|folder| {
            let english = format!("{folder}/en.json");
            compare(text(&format!("{folder}/fr.json")), text(&english))
                .into_iter()
                .map(move |what| Offence {
                    rule: "words",
                    path: english.clone(),
                    line: 0,
                    what,
                })
        })
        .collect()
}

fn compare(french: &str, english: &str) -> Vec<String> {
    let (french, english) = match (messages(french), messages(english)) {
        (Ok(french), Ok(english)) => (french, english),
        (Err(error), _) | (_, Err(error)) => return vec![error],
    };
    let keys: BTreeSet<&String> = french.keys().chain(english.keys()).collect();
    keys.into_iter()
        .filter_map(|key| match (french.get(key), english.get(key)) {
            (None, _) => Some(format!("{key} is missing in French")),
            (_, None) => Some(format!("{key} is missing in English")),
            (Some(f), Some(e)) if f.trim().is_empty() || e.trim().is_empty() => {
                Some(format!("{key} is empty"))
            }
            (Some(f), Some(e)) if holes(f) != holes(e) => Some(format!(
                "{key} is filled in with other values: {:?} {:?}",
                holes(f),
                holes(e)
            )),
            _ => None,
        })
        .collect()
}

/// Every message by its full key; a message with plurals counts as its text.
fn messages(text: &str) -> Result<BTreeMap<String, String>, String> {
    fn walk(prefix: &str, value: &Value, into: &mut BTreeMap<String, String>) {
        match value {
            Value::Object(fields) => {
                for (key, value) in fields.iter().filter(|(key, _)| *key != "$schema") {
                    let name = if prefix.is_empty() {
                        key.clone()
                    } else {
                        format!("{prefix}.{key}")
                    };
                    walk(&name, value, into);
                }
            }
            Value::String(text) => {
                into.insert(prefix.to_owned(), text.clone());
            }
            other => {
                into.insert(prefix.to_owned(), other.to_string());
            }
        }
    }
    let json: Value = serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
    let mut all = BTreeMap::new();
    walk("", &json, &mut all);
    if all.is_empty() {
        Err("no messages at all".to_owned())
    } else {
        Ok(all)
    }
}

/// The names in braces: `{total}`.
fn holes(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.trim()))
        .filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
        .collect()
}

#[test]
fn planted() {
    let check = |french: &str, english: &str, count: usize| {
        assert_eq!(compare(french, english).len(), count, "{french} {english}");
    };
    check(r#"{"a":"Total"}"#, r#"{"a":"Total"}"#, 0);
    check(r#"{"a":"Total","b":"Rendu"}"#, r#"{"a":"Total"}"#, 1);
    check(r#"{"a":"Total"}"#, r#"{"a":"Total","b":"Change"}"#, 1);
    check(r#"{"a":"Total"}"#, r#"{"a":""}"#, 1);
    check(r#"{"a":"Reste {n}"}"#, r#"{"a":"Rest {m}"}"#, 1);
    check(r#"{"a":{"b":"x"}}"#, r#"{"a":{"c":"x"}}"#, 2);
    check("{}", "{}", 1);
    check("", "{}", 1);
}
