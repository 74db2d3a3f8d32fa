//! A memo on the wire.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::Cx;
use shop::db::ReadTx;
use shop::memo::{self, ActOnLines, Direction, Entry, Line, Memo, NewLine, OpenMemo, Party};
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;
use crate::wire::when;

/// A memo without its lines.
#[derive(Serialize, ToSchema)]
#[schema(as = Memo)]
pub(super) struct Head {
    id: Uuid,
    number: String,
    /// `in`: somebody's pieces, held by the shop; `out`: the shop's, held by somebody.
    direction: &'static str,
    /// `memo` or `consignment`.
    kind: &'static str,
    /// `supplier` or `customer`.
    party_kind: &'static str,
    party_id: Uuid,
    /// Empty for a customer who was erased.
    party_name: String,
    /// A supplier's, as typed for this memo.
    address: String,
    due_on: NaiveDate,
    /// Something is held after that day.
    overdue: bool,
    note: String,
    /// `open`, `settled` or `cancelled`.
    state: &'static str,
    created_at: String,
    created_by: String,
    pieces: i64,
    held: i64,
    /// Of what is held: prices (out) or costs (in), these absent for who may not see them.
    #[serde(skip_serializing_if = "Option::is_none")]
    held_minor: Option<i64>,
    insured_minor: i64,
    /// When the party was chased last.
    chased_at: Option<String>,
}

impl Head {
    pub(super) fn new(memo: Memo, today: NaiveDate, with_cost: bool) -> Self {
        let (party_kind, party_id) = memo.party.parts();
        let seen = with_cost || memo.direction == Direction::Out;
        Self {
            id: memo.id.uuid(),
            direction: memo.direction.code(),
            kind: memo.kind.code(),
            party_kind,
            party_id,
            overdue: memo.is_overdue(today),
            state: memo.progress().code(),
            number: memo.number,
            party_name: memo.party_name,
            address: memo.address,
            due_on: memo.due_on,
            note: memo.note,
            created_at: when(memo.created_at),
            created_by: memo.created_by,
            pieces: memo.pieces,
            held: memo.held,
            held_minor: seen.then_some(memo.held_minor),
            insured_minor: memo.insured_minor,
            chased_at: memo.chased_at.map(when),
        }
    }
}

/// A memo with its lines and history.
#[derive(Serialize, ToSchema)]
#[schema(as = MemoSheet)]
pub(super) struct Sheet {
    #[serde(flatten)]
    head: Head,
    lines: Vec<LineBody>,
    /// The newest first.
    entries: Vec<EntryBody>,
}

/// A piece on a memo.
#[derive(Serialize, ToSchema)]
#[schema(as = MemoLine)]
pub(super) struct LineBody {
    id: Uuid,
    piece_id: Uuid,
    number: String,
    title: String,
    thumbnail_id: Option<Uuid>,
    /// A price (out) or a cost (in), this absent for who may not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    agreed_minor: Option<i64>,
    insured_minor: i64,
    /// The piece's selling price now.
    price_minor: Option<i64>,
    /// `held`, `returned`, `sold`, `kept`, `invoiced`, `lost` or `cancelled`.
    state: &'static str,
    /// The ticket or the invoice.
    document: Option<String>,
    since: String,
}

impl LineBody {
    fn new(line: Line, seen: bool) -> Self {
        Self {
            id: line.id.uuid(),
            piece_id: line.piece.uuid(),
            number: line.number,
            title: line.title,
            thumbnail_id: line.thumbnail,
            agreed_minor: seen.then_some(line.agreed_minor),
            insured_minor: line.insured_minor,
            price_minor: line.price_minor,
            state: line.state.code(),
            document: line.document,
            since: when(line.since),
        }
    }
}

/// What happened.
#[derive(Serialize, ToSchema)]
#[schema(as = MemoEntry)]
pub(super) struct EntryBody {
    at: String,
    /// Empty: the program itself.
    by: String,
    /// `opened`, `returned`, `sold`, `sale_undone`, `kept`, `invoiced`, `lost`, `corrected`,
    /// `cancelled`, `due_changed` or `chased`.
    what: &'static str,
    /// The piece's number.
    number: Option<String>,
    due_on: Option<NaiveDate>,
    document: Option<String>,
    note: String,
}

impl From<Entry> for EntryBody {
    fn from(entry: Entry) -> Self {
        Self {
            at: when(entry.at),
            by: entry.by,
            what: entry.what.code(),
            number: entry.number,
            due_on: entry.due_on,
            document: entry.document,
            note: entry.note,
        }
    }
}

impl Sheet {
    pub(super) fn load(
        tx: &ReadTx<'_>,
        cx: &Cx,
        of: Memo,
        with_cost: bool,
    ) -> Result<Self, Problem> {
        let seen = with_cost || of.direction == Direction::Out;
        let lines = memo::lines(tx, of.seq)?;
        let entries = memo::entries(tx, &of)?;
        Ok(Self {
            lines: lines
                .into_iter()
                .map(|line| LineBody::new(line, seen))
                .collect(),
            entries: entries.into_iter().map(EntryBody::from).collect(),
            head: Head::new(of, super::today(tx, cx)?, with_cost),
        })
    }
}

/// A new memo.
#[derive(Deserialize, ToSchema)]
#[schema(as = OpenMemo)]
pub(super) struct OpenBody {
    id: Uuid,
    /// `in` or `out`.
    direction: String,
    /// `memo` or `consignment`.
    kind: String,
    /// `supplier` or `customer`.
    party_kind: String,
    party_id: Uuid,
    /// A supplier's, for the paper; a customer's is on their sheet.
    #[serde(default)]
    address: String,
    due_on: NaiveDate,
    #[serde(default)]
    note: String,
    lines: Vec<NewLineBody>,
}

/// A piece on it.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewMemoLine)]
pub(super) struct NewLineBody {
    id: Uuid,
    piece_id: Uuid,
    /// The cost (in) or the price (out) that was agreed.
    agreed_minor: i64,
    /// As agreed where it is not said.
    insured_minor: Option<i64>,
}

/// A party from its words.
pub(super) fn party(kind: &str, id: Uuid) -> Result<Party, Problem> {
    Party::from_parts(kind, id).ok_or_else(|| Problem::refused("memo.party_unknown"))
}

fn wrong(what: &'static str) -> Problem {
    Problem::malformed("request.json").because(what)
}

impl OpenBody {
    pub(super) fn input(self) -> Result<OpenMemo, Problem> {
        Ok(OpenMemo {
            id: Id::from_uuid(self.id),
            direction: self.direction.parse().map_err(|_| wrong("direction"))?,
            kind: self.kind.parse().map_err(|_| wrong("kind"))?,
            party: party(&self.party_kind, self.party_id)?,
            address: self.address,
            due_on: self.due_on,
            note: self.note,
            lines: self
                .lines
                .into_iter()
                .map(|line| NewLine {
                    id: Id::from_uuid(line.id),
                    piece: Id::from_uuid(line.piece_id),
                    agreed_minor: line.agreed_minor,
                    insured_minor: line.insured_minor,
                })
                .collect(),
        })
    }
}

/// What became of some lines.
#[derive(Deserialize, ToSchema)]
#[schema(as = ActOnMemo)]
pub(super) struct ActBody {
    line_ids: Vec<Uuid>,
    /// `return`, `keep` (in), `invoice` (out) or `lose`.
    act: String,
    /// Where what comes back goes; where it left from, if none is named.
    place_id: Option<Uuid>,
    /// The invoice's number, of what is bought.
    #[serde(default)]
    document: String,
    #[serde(default)]
    note: String,
}

impl ActBody {
    pub(super) fn input(self) -> Result<ActOnLines, Problem> {
        Ok(ActOnLines {
            lines: self.line_ids.into_iter().map(Id::from_uuid).collect(),
            act: self.act.parse().map_err(|_| wrong("act"))?,
            place: self.place_id.map(Id::from_uuid),
            document: self.document,
            note: self.note,
        })
    }
}

/// Why, or what was said.
#[derive(Deserialize, ToSchema)]
#[schema(as = MemoNote)]
pub(super) struct NoteBody {
    pub note: String,
}

/// Another due date, and why.
#[derive(Deserialize, ToSchema)]
#[schema(as = MemoDue)]
pub(super) struct DueBody {
    pub due_on: NaiveDate,
    pub note: String,
}
