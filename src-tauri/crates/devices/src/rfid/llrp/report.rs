//! What a reader tells: tags, how a request went, events.

use super::parameter::parameters;
use super::{Broken, Message};
use crate::rfid::{Epc, hex};

const LLRP_STATUS: u16 = 287;
const TAG_REPORT_DATA: u16 = 240;
const EPC_DATA: u16 = 241;
const EPC_96: u16 = 13;
const READER_EVENT_NOTIFICATION_DATA: u16 = 246;
const CONNECTION_ATTEMPT_EVENT: u16 = 256;
const CONNECTION_CLOSE_EVENT: u16 = 257;

/// The tags of an RO_ACCESS_REPORT, in its order, as often as they stand in it. All or none: of a
/// report whose lengths lie nothing is believed.
pub(super) fn tags(report: &Message) -> Result<Vec<Epc>, Broken> {
    let mut tags = Vec::new();
    for parameter in parameters(&report.body) {
        let parameter = parameter?;
        if parameter.kind != TAG_REPORT_DATA {
            continue;
        }
        for inner in parameters(parameter.value) {
            let inner = inner?;
            match inner.kind {
                EPC_96 => tags.push(hex(inner.value)),
                EPC_DATA => tags.extend(epc_data(inner.value)?),
                _ => {}
            }
        }
    }
    Ok(tags)
}

/// An EPC of any length: how many bits, then the bits. One that was never written has none.
fn epc_data(value: &[u8]) -> Result<Option<Epc>, Broken> {
    let [high, low, bytes @ ..] = value else {
        return Err(Broken);
    };
    let bits = usize::from(u16::from_be_bytes([*high, *low]));
    if bits.div_ceil(8) != bytes.len() {
        return Err(Broken);
    }
    Ok((bits > 0).then(|| hex(bytes)))
}

/// How a request went: `None` well, else the reader's own words.
pub(super) fn refusal(response: &Message) -> Result<Option<String>, Broken> {
    for parameter in parameters(&response.body) {
        let parameter = parameter?;
        if parameter.kind != LLRP_STATUS {
            continue;
        }
        let [a, b, c, d, rest @ ..] = parameter.value else {
            return Err(Broken);
        };
        let (code, length) = (
            u16::from_be_bytes([*a, *b]),
            usize::from(u16::from_be_bytes([*c, *d])),
        );
        let words = rest.get(..length).ok_or(Broken)?;
        if code == 0 {
            return Ok(None);
        }
        return Ok(Some(format!("{code} {}", String::from_utf8_lossy(words))));
    }
    Err(Broken)
}

/// What an event says about the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Connection {
    Open,
    /// Somebody else has it.
    Taken,
    Failed,
    /// The reader is about to hang up.
    Closing,
    /// It is about something else: an antenna, the reader's specifications.
    Other,
}

/// What a READER_EVENT_NOTIFICATION says about the connection.
pub(super) fn connection(event: &Message) -> Result<Connection, Broken> {
    for parameter in parameters(&event.body) {
        let parameter = parameter?;
        if parameter.kind != READER_EVENT_NOTIFICATION_DATA {
            continue;
        }
        for inner in parameters(parameter.value) {
            let inner = inner?;
            match (inner.kind, inner.value) {
                (CONNECTION_ATTEMPT_EVENT, [0, 0]) => return Ok(Connection::Open),
                (CONNECTION_ATTEMPT_EVENT, [0, 1 | 2]) => return Ok(Connection::Taken),
                // Another client tried: this one keeps the reader.
                (CONNECTION_ATTEMPT_EVENT, [0, 4]) => return Ok(Connection::Other),
                (CONNECTION_ATTEMPT_EVENT, _) => return Ok(Connection::Failed),
                (CONNECTION_CLOSE_EVENT, _) => return Ok(Connection::Closing),
                _ => {}
            }
        }
    }
    Ok(Connection::Other)
}
