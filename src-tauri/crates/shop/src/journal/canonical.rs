//! The one way a payload becomes bytes: JSON with sorted keys, no spaces, integers only.
//!
//! It is the part of RFC 8785 (JSON Canonicalization Scheme) that a payload without fractions
//! needs, so a stranger's JCS library gives the same bytes.

use serde_json::Value;

use units::MAX_SAFE_INTEGER;

/// Why a payload has no canonical form: a fault of the program, found by its tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    #[error("a journal payload holds only integers within ±(2^53 − 1)")]
    Number,
}

/// The canonical text of a value.
pub(super) fn canonical(value: &Value) -> Result<String, CanonicalError> {
    let mut text = String::new();
    write(value, &mut text)?;
    Ok(text)
}

fn write(value: &Value, text: &mut String) -> Result<(), CanonicalError> {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(flag) => text.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => {
            let integer = number.as_i64().ok_or(CanonicalError::Number)?;
            if integer.abs() > MAX_SAFE_INTEGER {
                return Err(CanonicalError::Number);
            }
            text.push_str(&integer.to_string());
        }
        // serde_json escapes exactly what RFC 8785 asks for.
        Value::String(string) => text.push_str(&Value::from(string.as_str()).to_string()),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, text)?;
            }
            text.push(']');
        }
        Value::Object(fields) => {
            let mut names: Vec<&String> = fields.keys().collect();
            // RFC 8785 sorts by UTF-16 units, which for other than exotic names is code point order.
            names.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
            text.push('{');
            for (index, name) in names.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                write(&fields[name], text)?;
            }
            text.push('}');
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_and_nothing_is_added() {
        let check = |value: Value, expected: &str| {
            assert_eq!(canonical(&value).as_deref(), Ok(expected));
        };
        check(
            json!({"b": 1, "a": [true, null, "é\n"]}),
            r#"{"a":[true,null,"é\n"],"b":1}"#,
        );
        check(
            json!({"é": {}, "z": -5, "Z": ""}),
            r#"{"Z":"","z":-5,"é":{}}"#,
        );
        check(json!("\u{1}\"\\/"), r#""\u0001\"\\/""#);
    }

    #[test]
    fn fractions_and_unsafe_integers_are_refused() {
        for value in [json!(1.5), json!(1u64 << 53), json!([{ "a": 0.1 }])] {
            assert_eq!(canonical(&value), Err(CanonicalError::Number));
        }
    }
}
