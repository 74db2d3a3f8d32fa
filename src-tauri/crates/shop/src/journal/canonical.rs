//! The one way a payload becomes bytes: JSON with sorted keys, no spaces, integers only.
//!
//! It is the part of RFC 8785 (JSON Canonicalization Scheme) that a payload without fractions
//! needs, so a stranger's JCS library gives the same bytes.

use std::io;

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
    let mut text = Vec::with_capacity(4_096);
    write(value, &mut text)?;
    // It is put together from texts and ASCII.
    Ok(String::from_utf8(text).unwrap_or_default())
}

fn write(value: &Value, text: &mut Vec<u8>) -> Result<(), CanonicalError> {
    match value {
        Value::Null => text.extend_from_slice(b"null"),
        Value::Bool(flag) => text.extend_from_slice(if *flag { b"true" } else { b"false" }),
        Value::Number(number) => {
            let integer = number.as_i64().ok_or(CanonicalError::Number)?;
            if integer.abs() > MAX_SAFE_INTEGER {
                return Err(CanonicalError::Number);
            }
            // Writing to memory cannot fail, here and below.
            let _ = io::Write::write_fmt(text, format_args!("{integer}"));
        }
        Value::String(string) => quote(string, text),
        Value::Array(items) => {
            text.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(b',');
                }
                write(item, text)?;
            }
            text.push(b']');
        }
        Value::Object(fields) => {
            let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
            // RFC 8785 sorts by UTF-16 units. Plain names have that order as bytes, and usually are
            // in it already.
            if fields.iter().all(|(name, _)| name.is_ascii()) {
                fields.sort_by_key(|(name, _)| *name);
            } else {
                fields.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            }
            text.push(b'{');
            for (index, (name, value)) in fields.into_iter().enumerate() {
                if index > 0 {
                    text.push(b',');
                }
                quote(name, text);
                text.push(b':');
                write(value, text)?;
            }
            text.push(b'}');
        }
    }
    Ok(())
}

/// serde_json escapes exactly what RFC 8785 asks for.
fn quote(string: &str, text: &mut Vec<u8>) {
    let _ = serde_json::to_writer(text, string);
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
        // As UTF-16 the second begins with a surrogate, which is less than the first.
        check(
            json!({"\u{ffff}": 1, "\u{10000}": 2}),
            "{\"\u{10000}\":2,\"\u{ffff}\":1}",
        );
    }

    #[test]
    fn fractions_and_unsafe_integers_are_refused() {
        for value in [json!(1.5), json!(1u64 << 53), json!([{ "a": 0.1 }])] {
            assert_eq!(canonical(&value), Err(CanonicalError::Number));
        }
    }
}
