//! What is away, on the wire.

use serde::{Deserialize, Serialize};
use shop::away::{Away, Extend, Limits, Of};
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;

/// A piece or a tray that is away.
#[derive(Serialize, ToSchema)]
#[schema(as = AwayLine)]
pub(super) struct Line {
    /// `bench`, `supplier`, `customer` or `tray`.
    kind: String,
    /// The piece's or the tray's.
    id: Uuid,
    number: String,
    title: String,
    thumbnail_id: Option<Uuid>,
    /// The place, or who has it.
    with: String,
    memo_id: Option<Uuid>,
    memo: Option<String>,
    since: String,
    /// Whole days; nights of a tray.
    days: i64,
    /// The last day on which it is no reminder; null: there is no limit.
    due_on: Option<String>,
    overdue: bool,
    extended_until: Option<String>,
    extended_by: Option<String>,
    extension_reason: Option<String>,
}

impl From<Away> for Line {
    fn from(away: Away) -> Self {
        let (memo_id, memo) = away.memo.unzip();
        let (extended_until, extended_by, extension_reason) = match away.extension {
            Some(one) => (
                Some(one.until_on.to_string()),
                Some(one.by),
                Some(one.reason),
            ),
            None => (None, None, None),
        };
        Self {
            kind: away.kind.code().to_owned(),
            id: away.id,
            number: away.number,
            title: away.title,
            thumbnail_id: away.thumbnail,
            with: away.with,
            memo_id,
            memo,
            since: crate::wire::when(away.since),
            days: away.days,
            due_on: away.due_on.map(|day| day.to_string()),
            overdue: away.overdue,
            extended_until,
            extended_by,
            extension_reason,
        }
    }
}

/// How many are due.
#[derive(Serialize, ToSchema)]
#[schema(as = AwayCount)]
pub(super) struct Count {
    pub due: usize,
}

/// What may be away longer: a piece or a tray.
#[derive(Deserialize, ToSchema)]
#[schema(as = ExtendAway)]
pub(super) struct ExtendBody {
    id: Uuid,
    piece_id: Option<Uuid>,
    tray_id: Option<Uuid>,
    /// The last day, `YYYY-MM-DD`; null takes the extension back.
    until_on: Option<String>,
    reason: String,
}

impl ExtendBody {
    pub(super) fn input(self) -> Result<Extend, Problem> {
        let wrong = || Problem::refused("away.what");
        let of = match (self.piece_id, self.tray_id) {
            (Some(piece), None) => Of::Piece(Id::from_uuid(piece)),
            (None, Some(tray)) => Of::Tray(Id::from_uuid(tray)),
            _ => return Err(wrong()),
        };
        let until_on = self.until_on.filter(|day| !day.is_empty());
        Ok(Extend {
            id: self.id,
            of,
            until_on: until_on
                .map(|day| day.parse())
                .transpose()
                .map_err(|_| wrong())?,
            reason: self.reason,
        })
    }
}

/// Whole days by where it is; null: no reminder.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = AwayLimits)]
pub(super) struct LimitsBody {
    bench: Option<i64>,
    supplier: Option<i64>,
    customer: Option<i64>,
    /// Nights out of the safe.
    tray: Option<i64>,
}

impl From<Limits> for LimitsBody {
    fn from(limits: Limits) -> Self {
        Self {
            bench: limits.bench,
            supplier: limits.supplier,
            customer: limits.customer,
            tray: limits.tray,
        }
    }
}

impl From<LimitsBody> for Limits {
    fn from(limits: LimitsBody) -> Self {
        Self {
            bench: limits.bench,
            supplier: limits.supplier,
            customer: limits.customer,
            tray: limits.tray,
        }
    }
}
