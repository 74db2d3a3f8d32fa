//! Trays and their counts on the wire.

use serde::{Deserialize, Serialize};
use shop::db::ReadTx;
use shop::stock::Place;
use shop::trays::{self, Content, Count, CountLine, Due, How, Move, TakeCount, Tray};
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;

/// A tray.
#[derive(Serialize, ToSchema)]
#[schema(as = Tray)]
pub(super) struct Head {
    id: Uuid,
    code: String,
    name: String,
    active: bool,
    pieces: i64,
    price_minor: i64,
    /// Where it stands; null: nobody has said so yet.
    place_id: Option<Uuid>,
    place: Option<String>,
    since: Option<String>,
    carried_by: Option<String>,
    /// The day of its last count, and how many pieces that was off.
    counted_on: Option<String>,
    difference: Option<i64>,
}

impl From<Tray> for Head {
    fn from(tray: Tray) -> Self {
        Self {
            id: tray.id.uuid(),
            code: tray.code,
            name: tray.name,
            active: tray.active,
            pieces: tray.pieces,
            price_minor: tray.price_minor,
            place_id: tray.stands.map(Id::uuid),
            place: tray.stands_name,
            since: tray.stands_since.map(crate::wire::when),
            carried_by: tray.carried_by,
            counted_on: tray.counted_on.map(|day| day.to_string()),
            difference: tray.difference,
        }
    }
}

/// A tray with what is in it.
#[derive(Serialize, ToSchema)]
pub(super) struct TrayContent {
    #[serde(flatten)]
    tray: Head,
    /// To be sent with a count that begins now.
    as_of: i64,
    content: Vec<TrayPiece>,
}

/// A piece in a tray.
#[derive(Serialize, ToSchema)]
struct TrayPiece {
    id: Uuid,
    number: String,
    title: String,
    thumbnail_id: Option<Uuid>,
    price_minor: Option<i64>,
    /// In a cart.
    reserved: bool,
}

impl TrayContent {
    pub(super) fn new(tray: Tray, content: Vec<Content>, since: i64) -> Self {
        let piece = |one: Content| TrayPiece {
            id: one.piece.uuid(),
            number: one.number,
            title: one.title,
            thumbnail_id: one.thumbnail,
            price_minor: one.price_minor,
            reserved: one.reserved,
        };
        Self {
            tray: tray.into(),
            as_of: since,
            content: content.into_iter().map(piece).collect(),
        }
    }
}

/// How many trays went.
#[derive(Serialize, ToSchema)]
#[schema(as = TraysCarried)]
pub(super) struct Carried {
    pub trays: usize,
}

/// A tray that was carried.
#[derive(Serialize, ToSchema)]
#[schema(as = TrayMove)]
pub(super) struct MoveBody {
    /// The act's, by which it is undone.
    id: Uuid,
    at: String,
    by: String,
    place_id: Option<Uuid>,
    /// Null: not known, by an undoing.
    place: Option<String>,
    pieces: i64,
    note: String,
    /// It took another back.
    undoing: bool,
    undone: bool,
    /// It can still be taken back.
    undoable: bool,
}

impl From<Move> for MoveBody {
    fn from(one: Move) -> Self {
        Self {
            id: one.act,
            at: crate::wire::when(one.at),
            by: one.by,
            place_id: one.place.map(Id::uuid),
            place: one.place_name,
            pieces: one.pieces,
            note: one.note,
            undoing: one.is_undoing,
            undone: one.is_undone,
            undoable: one.is_last && !one.is_undoing,
        }
    }
}

/// What was in a tray: codes as read, or a number.
#[derive(Deserialize, ToSchema)]
#[schema(as = CountTray)]
pub(super) struct TakeBody {
    id: Uuid,
    /// `opening`, `closing` or `other`.
    occasion: String,
    /// `scan` or `number`.
    method: String,
    /// Of a scan: as read.
    #[serde(default)]
    codes: Vec<String>,
    /// Of a number.
    counted: Option<i64>,
    /// Of a number: pieces of the tray that are known to be missing.
    #[serde(default)]
    missing_ids: Vec<Uuid>,
    /// `as_of` of the tray when the counting began.
    as_of: i64,
    /// Why it is off.
    #[serde(default)]
    note: String,
}

impl TakeBody {
    pub(super) fn input(self, tray: Id<Place>) -> Result<TakeCount, Problem> {
        let wrong = || Problem::refused("tray.how");
        let how = match (self.method.as_str(), self.counted) {
            ("scan", None) => How::Scan { codes: self.codes },
            ("number", Some(counted)) => How::Number {
                counted,
                missing: self.missing_ids.into_iter().map(Id::from_uuid).collect(),
            },
            _ => return Err(wrong()),
        };
        Ok(TakeCount {
            id: Id::from_uuid(self.id),
            tray,
            occasion: self.occasion.parse().map_err(|_| wrong())?,
            how,
            since: self.as_of,
            note: self.note,
        })
    }
}

/// A count of a tray.
#[derive(Serialize, ToSchema)]
#[schema(as = TrayCount)]
pub(super) struct Counted {
    id: Uuid,
    tray_id: Uuid,
    tray: String,
    at: String,
    by: String,
    counted_on: String,
    occasion: String,
    method: String,
    /// Where the tray stood.
    place: Option<String>,
    expected: i64,
    counted: i64,
    missing: i64,
    unexpected: i64,
    note: String,
    /// The count that this one says better.
    corrects_id: Option<Uuid>,
    /// `stands`, `corrected` or `cancelled`.
    state: String,
    cancelled_by: Option<String>,
    cancel_reason: Option<String>,
}

impl From<Count> for Counted {
    fn from(count: Count) -> Self {
        let (cancelled_by, cancel_reason) = match count.cancelled {
            Some((_, by, why)) => (Some(by), Some(why)),
            None => (None, None),
        };
        Self {
            id: count.id.uuid(),
            tray_id: count.tray.uuid(),
            tray: count.tray_name,
            at: crate::wire::when(count.at),
            by: count.by,
            counted_on: count.counted_on.to_string(),
            occasion: count.occasion.code().to_owned(),
            method: count.method.code().to_owned(),
            place: count.place_name,
            expected: count.expected,
            counted: count.counted,
            missing: count.missing,
            unexpected: count.unexpected,
            note: count.note,
            corrects_id: count.corrects.map(Id::uuid),
            state: count.standing.code().to_owned(),
            cancelled_by,
            cancel_reason,
        }
    }
}

/// A count with its pieces.
#[derive(Serialize, ToSchema)]
#[schema(as = TrayCountPage)]
pub(super) struct CountedBody {
    #[serde(flatten)]
    count: Counted,
    /// The differences first; of a count by number only what was named.
    lines: Vec<TrayCountLine>,
}

/// A piece of a count, or a code.
#[derive(Serialize, ToSchema)]
struct TrayCountLine {
    /// Null: no piece has this code.
    piece_id: Option<Uuid>,
    code: String,
    title: String,
    thumbnail_id: Option<Uuid>,
    /// `found`, `missing`, `unexpected`, `left`, `arrived` or `reserved`.
    status: String,
    price_minor: Option<i64>,
}

impl From<CountLine> for TrayCountLine {
    fn from(line: CountLine) -> Self {
        Self {
            piece_id: line.piece.map(Id::uuid),
            code: line.code,
            title: line.title,
            thumbnail_id: line.thumbnail,
            status: line.status.code().to_owned(),
            price_minor: line.price_minor,
        }
    }
}

impl CountedBody {
    pub(super) fn load(tx: &ReadTx<'_>, count: Count) -> Result<Self, Problem> {
        let lines = trays::lines(tx, &count)?;
        Ok(Self {
            count: count.into(),
            lines: lines.into_iter().map(TrayCountLine::from).collect(),
        })
    }
}

/// The trays that are still to be counted.
#[derive(Serialize, ToSchema)]
#[schema(as = TrayReminder)]
pub(super) struct DueBody {
    on: String,
    occasion: String,
    trays: Vec<String>,
    counted: i64,
}

impl From<Due> for DueBody {
    fn from(due: Due) -> Self {
        Self {
            on: due.on.to_string(),
            occasion: due.occasion.code().to_owned(),
            trays: due.trays,
            counted: due.counted,
        }
    }
}
