//! The program starts, and says so in the journal.

use serde_json::json;

use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Broken, Event, JournalError};
use crate::settings;

/// The setting that holds the version of the program that ran last.
const LAST_VERSION: &str = "program.version";

/// Journals the start, a change of version since the last one, and a chain that does not end where
/// its head says.
pub fn start(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    version: &str,
    broken: Option<&Broken>,
) -> Result<(), JournalError> {
    journal::log(tx, cx, Event::Started, &json!({ "version": version }))?;
    let last: Option<String> = settings::get(tx, LAST_VERSION)?;
    if last.as_deref() != Some(version) {
        let detail = json!({ "from": last, "to": version });
        journal::log(tx, cx, Event::VersionChanged, &detail)?;
        settings::set(tx, cx, LAST_VERSION, &version)?;
    }
    if let Some(broken) = broken {
        note_broken(tx, cx, broken)?;
    }
    Ok(())
}

/// Journals that a chain fails its check.
pub fn note_broken(tx: &mut WriteTx<'_>, cx: &Cx, broken: &Broken) -> Result<(), JournalError> {
    let detail = json!({
        "chain": broken.chain.name(),
        "seq": broken.seq,
        "fault": broken.fault.code(),
    });
    journal::log(tx, cx, Event::ChainFailure, &detail).map(|_| ())
}
