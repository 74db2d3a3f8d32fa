//! How values are written on the wire.

use chrono::{DateTime, SecondsFormat, Utc};

/// RFC 3339 in UTC, to the second.
pub(crate) fn when(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
