//! Technical events: the JET chain. The numbers are those that published code lists agree on.

use chrono::TimeDelta;
use serde::Serialize;
use serde_json::Value;

use super::append::{Appended, JournalError, append_record};
use super::chain::Chain;
use super::rows::{self, Rows};
use super::store;
use crate::cx::{Actor, Cx};
use crate::db::WriteTx;

/// A technical event, by its code and its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    ArchiveMade,
    ArchivePurged,
    UserSignedIn,
    ClosingDone,
    DayClosed,
    Offline,
    Started,
    ChainFailure,
    Exported,
    RightsChanged,
    DocumentChanged,
    TrainingMode,
    Imported,
    VersionChanged,
    Updated,
    ComplianceSettingsChanged,
    AuditAccess,
    AccountantAccess,
    Voided,
    ClosingStarted,
    /// A clock that jumped, a refused sign-in, a drawer opened by hand… the payload says which.
    Other,
}

impl Event {
    pub const fn code(self) -> u16 {
        match self {
            Self::ArchiveMade => 20,
            Self::ArchivePurged => 30,
            Self::UserSignedIn => 40,
            Self::ClosingDone => 50,
            Self::DayClosed => 60,
            Self::Offline => 70,
            Self::Started => 80,
            Self::ChainFailure => 90,
            Self::Exported => 110,
            Self::RightsChanged => 130,
            Self::DocumentChanged => 170,
            Self::TrainingMode => 190,
            Self::Imported => 240,
            Self::VersionChanged => 250,
            Self::Updated => 260,
            Self::ComplianceSettingsChanged => 270,
            Self::AuditAccess => 280,
            Self::AccountantAccess => 290,
            Self::Voided => 320,
            Self::ClosingStarted => 330,
            Self::Other => 910,
        }
    }

    pub const fn word(self) -> &'static str {
        match self {
            Self::ArchiveMade => "archive-made",
            Self::ArchivePurged => "archive-purged",
            Self::UserSignedIn => "user-signed-in",
            Self::ClosingDone => "closing-done",
            Self::DayClosed => "day-closed",
            Self::Offline => "offline",
            Self::Started => "started",
            Self::ChainFailure => "chain-failure",
            Self::Exported => "exported",
            Self::RightsChanged => "rights-changed",
            Self::DocumentChanged => "document-changed",
            Self::TrainingMode => "training-mode",
            Self::Imported => "imported",
            Self::VersionChanged => "version-changed",
            Self::Updated => "updated",
            Self::ComplianceSettingsChanged => "compliance-settings-changed",
            Self::AuditAccess => "audit-access",
            Self::AccountantAccess => "accountant-access",
            Self::Voided => "voided",
            Self::ClosingStarted => "closing-started",
            Self::Other => "other",
        }
    }
}

/// Every technical event has the same shape.
#[derive(Serialize)]
struct Payload<'a> {
    code: u16,
    /// The user's id, or null for the program itself.
    user: Option<String>,
    till: Option<String>,
    detail: &'a Value,
    /// The rows of this command that are proven by their digests.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rows: Vec<Rows>,
}

/// Journals a technical event, with the digests of the rows that the command has written so far where
/// they are the journal's to vouch for. `detail` holds integers, texts and flags only, and no personal
/// data.
pub fn log(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    event: Event,
    detail: &Value,
) -> Result<Appended, JournalError> {
    note_clock_jump(tx, cx)?;
    write(tx, cx, event, detail)
}

fn write(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    event: Event,
    detail: &Value,
) -> Result<Appended, JournalError> {
    let payload = Payload {
        code: event.code(),
        user: match cx.actor {
            Actor::User(id) => Some(id.to_string()),
            Actor::System => None,
        },
        till: cx.till.map(|id| id.to_string()),
        detail,
        rows: rows::written(tx)?,
    };
    let kind = format!("{} {}", event.code(), event.word());
    let payload =
        serde_json::to_value(payload).map_err(|error| JournalError::Payload(error.to_string()))?;
    append_record(tx, cx, Chain::Jet, &kind, &payload)
}

/// Beyond this, time has run backwards and somebody should know.
const TOLERANCE: TimeDelta = TimeDelta::minutes(2);

/// A record that would stand more than two minutes before the journal's latest is preceded by a
/// technical event that says so, once per jump. A jump forward cannot be told from a shop that was
/// closed: the server, which watches its monotonic clock, reports those.
pub(super) fn note_clock_jump(tx: &mut WriteTx<'_>, cx: &Cx) -> Result<(), JournalError> {
    let Some(latest) = store::latest_at(tx)? else {
        return Ok(());
    };
    if latest - cx.now <= TOLERANCE {
        return Ok(());
    }
    let detail = serde_json::json!({
        "what": "clock-back",
        "from": latest.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        "by_ms": (latest - cx.now).num_milliseconds(),
    });
    write(tx, cx, Event::Other, &detail).map(|_| ())
}
