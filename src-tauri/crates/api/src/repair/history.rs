//! What happened to a job, on the wire: its history, corrections, hand-overs.

use chrono::NaiveDate;
use serde::Serialize;
use shop::repair;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::StoneBody;
use crate::wire::when;

/// A line of the history.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairEntry)]
pub(super) struct EntryBody {
    at: String,
    /// Empty: the program itself.
    by: String,
    what: String,
    from: Option<&'static str>,
    to: Option<&'static str>,
    /// Taken back by a later one.
    undone: bool,
    place: String,
    note: String,
    /// Of a promise that was changed: the day it was.
    promised_from: Option<NaiveDate>,
    /// And the day it became.
    promised_to: Option<NaiveDate>,
    /// Of a correction: what the sheet said, and what it says.
    amended: Option<AmendedBody>,
    /// Of a photo that was taken off: its file, which is kept.
    photo_id: Option<Uuid>,
    /// Who answered for a correction of what was taken in; empty: nobody had to.
    allowed_by: String,
}

impl EntryBody {
    pub(super) fn new(entry: repair::Entry, undone: bool) -> Self {
        Self {
            at: when(entry.at),
            by: entry.by,
            what: entry.what,
            from: entry.from.map(repair::State::code),
            to: entry.to.map(repair::State::code),
            undone,
            place: entry.place,
            note: entry.note,
            promised_from: entry.promised.map(|(from, _)| from),
            promised_to: entry.promised.map(|(_, to)| to),
            amended: entry.amended.map(|amended| AmendedBody {
                before: amended.before.into(),
                after: amended.after.into(),
            }),
            photo_id: entry.photo,
            allowed_by: entry.allowed_by,
        }
    }
}

/// The sheet as it was written at one time.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairIntake)]
pub(super) struct IntakeBody {
    object: String,
    said: String,
    condition: String,
    declared_minor: Option<i64>,
    gross_ug: Option<i64>,
    ring_size: String,
    stones: Vec<StoneBody>,
}

impl From<repair::Intake> for IntakeBody {
    fn from(of: repair::Intake) -> Self {
        Self {
            object: of.object,
            said: of.said,
            condition: of.condition,
            declared_minor: of.declared_minor,
            gross_ug: of.gross_ug,
            ring_size: of.ring_size,
            stones: of.stones.into_iter().map(StoneBody::from).collect(),
        }
    }
}

/// A correction of the sheet.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairAmended)]
struct AmendedBody {
    before: IntakeBody,
    after: IntakeBody,
}

/// What was seen when it was given back.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairHandover)]
pub(super) struct HandoverBody {
    id: Uuid,
    at: String,
    by: String,
    allowed_by: String,
    gross_ug: Option<i64>,
    expected_ug: Option<i64>,
    tolerance_ug: i64,
    /// Each stone of the map as it was looked for.
    stones: Vec<StoneLookedBody>,
    stones_same: bool,
    photos_same: bool,
    differs: bool,
    reason: String,
    given_to: String,
}

/// A stone of the map, looked for when the object went home.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairStoneLooked)]
struct StoneLookedBody {
    stone: StoneBody,
    /// `present`, `missing` or `replaced`.
    seen: &'static str,
}

impl From<repair::Handover> for HandoverBody {
    fn from(seen: repair::Handover) -> Self {
        Self {
            id: seen.id.uuid(),
            at: when(seen.at),
            by: seen.by,
            allowed_by: seen.allowed_by,
            gross_ug: seen.gross_ug,
            expected_ug: seen.expected_ug,
            tolerance_ug: seen.tolerance_ug,
            stones: seen
                .stones
                .into_iter()
                .map(|one| StoneLookedBody {
                    stone: one.stone.into(),
                    seen: one.seen.code(),
                })
                .collect(),
            stones_same: seen.stones_same,
            photos_same: seen.photos_same,
            differs: seen.differs,
            reason: seen.reason,
            given_to: seen.given_to,
        }
    }
}
