//! Names the first place where what the tables say is not what a record froze.

use serde_json::Value;

/// The path and both values of the first difference; a field that only one side has is one.
pub fn difference(frozen: &Value, row: &Value) -> Option<String> {
    at("", frozen, row)
}

fn at(path: &str, frozen: &Value, row: &Value) -> Option<String> {
    match (frozen, row) {
        (Value::Object(frozen), Value::Object(row)) => {
            let only_frozen = frozen.keys().filter(|name| !row.contains_key(*name));
            row.keys().chain(only_frozen).find_map(|name| {
                let path = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                let value = |side: &serde_json::Map<String, Value>| {
                    side.get(name).cloned().unwrap_or(Value::Null)
                };
                at(&path, &value(frozen), &value(row))
            })
        }
        (Value::Array(frozen), Value::Array(row)) if frozen.len() == row.len() => frozen
            .iter()
            .zip(row)
            .enumerate()
            .find_map(|(index, (frozen, row))| at(&format!("{path}[{index}]"), frozen, row)),
        (Value::Array(frozen), Value::Array(row)) => Some(format!(
            "{path}: the record has {}, the tables {}",
            frozen.len(),
            row.len()
        )),
        _ if frozen == row => None,
        _ => Some(format!("{path}: the record says {frozen}, the table {row}")),
    }
}
