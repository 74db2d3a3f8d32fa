//! A stocktake on the wire.

use serde::{Deserialize, Serialize};
use shop::Cx;
use shop::db::ReadTx;
use shop::stocktake::{
    self, CorrectStocktake, Fine, Line, Of, SettleLines, Settlement, Stocktake, Tally, Theirs,
};
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::command::AuthorisedBy;
use crate::problem::Problem;
use crate::wire::when;

/// A stocktake without its figures.
#[derive(Serialize, ToSchema)]
#[schema(as = Stocktake)]
pub(super) struct Head {
    id: Uuid,
    number: String,
    /// `place`, `family` or `all`.
    scope: &'static str,
    scope_id: Option<Uuid>,
    /// In both languages; empty for the whole stock.
    scope_fr: String,
    scope_en: String,
    note: String,
    /// `preparing`, `counting`, `closed` or `cancelled`.
    state: &'static str,
    /// While it is prepared: how many pieces have been looked at, of how many.
    prepared: i64,
    to_prepare: i64,
    /// 1, and one more with every recount.
    round: i64,
    started_at: String,
    started_by: String,
    ended_at: Option<String>,
    ended_by: Option<String>,
    /// Why it was cancelled.
    end_note: String,
    /// SHA-256 of the frozen result, of a closed one.
    result_sha256: Option<String>,
    /// Its record in the JET chain.
    journal_seq: Option<i64>,
}

impl From<Stocktake> for Head {
    fn from(of: Stocktake) -> Self {
        let (scope, scope_id) = of.scope.parts();
        let (scope_fr, scope_en) = of.scope_names;
        Self {
            id: of.id.uuid(),
            number: of.number,
            scope,
            scope_id,
            scope_fr,
            scope_en,
            note: of.note,
            state: of.progress.code(),
            prepared: of.prepared,
            to_prepare: of.prepare_to,
            round: of.round,
            started_at: when(of.started_at),
            started_by: of.started_by_name,
            ended_at: of.ended_at.map(when),
            ended_by: of.ended_by_name,
            end_note: of.end_note,
            result_sha256: of.result_hash,
            journal_seq: of.journal_seq,
        }
    }
}

/// The lines of one status together.
#[derive(Serialize, ToSchema)]
#[schema(as = StocktakeTally)]
pub(super) struct TallyBody {
    /// `found`, `missing`, `elsewhere`, `unexpected`, `left`, `arrived` or `excluded`.
    status: &'static str,
    count: i64,
    /// How many of them wait for a decision.
    open: i64,
    /// Of the shop's own, as are the next two.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    price_minor: i64,
    fine: Vec<FineBody>,
    /// Others' pieces among them; null: there are none.
    theirs: Option<TheirsBody>,
}

/// The pieces of a status that are somebody else's: no worth and no loss of the shop's.
#[derive(Serialize, ToSchema)]
#[schema(as = StocktakeTheirs)]
pub(super) struct TheirsBody {
    count: i64,
    /// What their owners are owed for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    owed_minor: Option<i64>,
    price_minor: i64,
    fine: Vec<FineBody>,
}

/// Fine metal.
#[derive(Serialize, ToSchema)]
#[schema(as = FineMetal)]
pub(super) struct FineBody {
    metal: &'static str,
    mg: i64,
}

impl TallyBody {
    fn new(tally: Tally, with_cost: bool) -> Self {
        Self {
            status: tally.status.code(),
            count: tally.count,
            open: tally.open,
            cost_minor: with_cost.then_some(tally.cost_minor),
            price_minor: tally.price_minor,
            fine: FineBody::all(tally.fine),
            theirs: tally.theirs.map(|theirs| TheirsBody {
                count: theirs.count,
                owed_minor: with_cost.then_some(theirs.owed_minor),
                price_minor: theirs.price_minor,
                fine: FineBody::all(theirs.fine),
            }),
        }
    }
}

impl FineBody {
    fn all(fine: Vec<Fine>) -> Vec<Self> {
        let body = |fine: Fine| Self {
            metal: fine.metal.code(),
            mg: fine.mg,
        };
        fine.into_iter().map(body).collect()
    }
}

/// What was put right after the closing.
#[derive(Serialize, ToSchema)]
#[schema(as = StocktakeCorrection)]
pub(super) struct CorrectionBody {
    at: String,
    by: String,
    approved_by: String,
    piece_id: Uuid,
    number: String,
    title: String,
    /// `write_off`, `move` or `bring_back`.
    action: &'static str,
    place_id: Option<Uuid>,
    reason: String,
}

/// A stocktake with its figures.
#[derive(Serialize, ToSchema)]
#[schema(as = StocktakeSummary)]
pub(super) struct Summary {
    #[serde(flatten)]
    head: Head,
    /// A status without lines is left out.
    tallies: Vec<TallyBody>,
    corrections: Vec<CorrectionBody>,
}

impl Summary {
    pub(super) fn load(
        tx: &ReadTx<'_>,
        cx: &Cx,
        of: Stocktake,
        with_cost: bool,
    ) -> Result<Self, Problem> {
        let tallies = stocktake::tally(tx, &of, cx.now_ms())?;
        let corrections = stocktake::corrections(tx, &of)?;
        Ok(Self {
            head: of.into(),
            tallies: tallies
                .into_iter()
                .map(|tally| TallyBody::new(tally, with_cost))
                .collect(),
            corrections: corrections
                .into_iter()
                .map(|one| CorrectionBody {
                    at: when(one.at),
                    by: one.by,
                    approved_by: one.approved_by,
                    piece_id: one.piece.uuid(),
                    number: one.number,
                    title: one.title,
                    action: one.action.code(),
                    place_id: one.place.map(Id::uuid),
                    reason: one.reason,
                })
                .collect(),
        })
    }
}

/// One line.
#[derive(Serialize, ToSchema)]
#[schema(as = StocktakeLine)]
pub(super) struct LineBody {
    /// Null: a code that no piece has.
    piece_id: Option<Uuid>,
    /// The piece's number, or the code.
    number: String,
    title: String,
    thumbnail_id: Option<Uuid>,
    /// `found`, `missing`, `elsewhere`, `unexpected`, `left`, `arrived` or `excluded`.
    status: &'static str,
    /// `reserved`, `on_memo`, `bench`, `sold`, `moved`, `withdrawn`, `other_scope`, `article`,
    /// `unknown`… or empty.
    why: String,
    /// The ticket it left with.
    document: Option<String>,
    /// Where the ledger has it.
    place_id: Option<Uuid>,
    seen_place_id: Option<Uuid>,
    seen_at: Option<String>,
    seen_by: Option<String>,
    seen_round: Option<i64>,
    /// Of the shop's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    /// It is somebody else's.
    theirs: bool,
    /// What its owner is owed for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    owed_minor: Option<i64>,
    /// The number of the memo it was left on.
    memo_number: Option<String>,
    price_minor: Option<i64>,
    settlement: Option<SettlementBody>,
}

/// What was decided of a difference.
#[derive(Serialize, ToSchema)]
#[schema(as = StocktakeSettlement)]
pub(super) struct SettlementBody {
    /// `write_off`, `move`, `bring_back` or `leave`.
    action: &'static str,
    place_id: Option<Uuid>,
    reason: String,
    by: String,
    approved_by: Option<String>,
}

impl From<Settlement> for SettlementBody {
    fn from(of: Settlement) -> Self {
        Self {
            action: of.action.code(),
            place_id: of.place.map(Id::uuid),
            reason: of.reason,
            by: of.by,
            approved_by: of.approved_by,
        }
    }
}

impl LineBody {
    fn new(line: Line, with_cost: bool) -> Self {
        let theirs = line.theirs.clone().unwrap_or(Theirs {
            owed_minor: None,
            memo: None,
        });
        Self {
            piece_id: match &line.of {
                Of::Piece(piece) => Some(piece.uuid()),
                Of::Code(_) => None,
            },
            number: line.number,
            title: line.title,
            thumbnail_id: line.thumbnail,
            status: line.status.code(),
            why: line.why,
            document: line.document,
            place_id: line.place.map(Id::uuid),
            seen_place_id: line.seen_place.map(Id::uuid),
            seen_at: line.seen_at.map(when),
            seen_by: line.seen_by,
            seen_round: line.seen_round,
            cost_minor: line.cost_minor.filter(|_| with_cost),
            theirs: line.theirs.is_some(),
            owed_minor: theirs.owed_minor.filter(|_| with_cost),
            memo_number: theirs.memo,
            price_minor: line.price_minor,
            settlement: line.settlement.map(SettlementBody::from),
        }
    }
}

/// A page of lines.
#[derive(Serialize, ToSchema)]
#[schema(as = StocktakeLines)]
pub(super) struct LinePage {
    lines: Vec<LineBody>,
    /// Whether there may be another page.
    more: bool,
}

impl LinePage {
    pub(super) fn new(lines: Vec<Line>, limit: usize, with_cost: bool) -> Self {
        Self {
            more: lines.len() == limit,
            lines: lines
                .into_iter()
                .map(|line| LineBody::new(line, with_cost))
                .collect(),
        }
    }
}

/// What came of a reading.
#[derive(Serialize, ToSchema)]
#[schema(as = StocktakeSeen)]
pub(super) struct Seen {
    code: String,
    /// It was read before: nothing changed.
    again: bool,
    line: LineBody,
}

impl Seen {
    pub(super) fn new(seen: stocktake::Seen, with_cost: bool) -> Self {
        Self {
            code: seen.code,
            again: seen.again,
            line: LineBody::new(seen.line, with_cost),
        }
    }
}

/// A piece, or a code that no piece has: one of the two.
fn of(piece: Option<Uuid>, code: Option<String>) -> Result<Of, Problem> {
    match (piece, code) {
        (Some(piece), None) => Ok(Of::Piece(Id::from_uuid(piece))),
        (None, Some(code)) => Ok(Of::Code(code)),
        _ => Err(Problem::malformed("request.json")),
    }
}

/// Which reading; one of the two.
#[derive(Deserialize, ToSchema)]
#[schema(as = TakeBackReading)]
pub(super) struct TakeBack {
    piece_id: Option<Uuid>,
    code: Option<String>,
}

impl TakeBack {
    pub(super) fn of(self) -> Result<Of, Problem> {
        of(self.piece_id, self.code)
    }
}

/// One decision for some lines.
#[derive(Deserialize, ToSchema)]
#[schema(as = SettleStocktake)]
pub(super) struct Settle {
    #[serde(default)]
    piece_ids: Vec<Uuid>,
    /// Codes that no piece has.
    #[serde(default)]
    codes: Vec<String>,
    /// `write_off`, `move`, `bring_back`, `leave`, or `open` to take a decision back.
    action: String,
    /// Where to; where it was read unless another is named.
    place_id: Option<Uuid>,
    #[serde(default)]
    reason: String,
    /// For who may not write off.
    pub(super) authorised_by: Option<AuthorisedBy>,
}

impl Settle {
    pub(super) fn input(self) -> Result<SettleLines, Problem> {
        let pieces = self.piece_ids.into_iter().map(Id::from_uuid);
        Ok(SettleLines {
            of: pieces
                .map(Of::Piece)
                .chain(self.codes.into_iter().map(Of::Code))
                .collect(),
            action: self
                .action
                .parse()
                .map_err(|_| Problem::malformed("request.json"))?,
            place: self.place_id.map(Id::from_uuid),
            reason: self.reason,
        })
    }
}

/// What to do about a piece of a closed stocktake.
#[derive(Deserialize, ToSchema)]
#[schema(as = CorrectStocktake)]
pub(super) struct Correct {
    piece_id: Uuid,
    /// `write_off`, `move` or `bring_back`.
    action: String,
    place_id: Option<Uuid>,
    reason: String,
    /// For who may not write off.
    pub(super) authorised_by: Option<AuthorisedBy>,
}

impl Correct {
    pub(super) fn input(self) -> Result<CorrectStocktake, Problem> {
        Ok(CorrectStocktake {
            piece: Id::from_uuid(self.piece_id),
            action: self
                .action
                .parse()
                .map_err(|_| Problem::malformed("request.json"))?,
            place: self.place_id.map(Id::from_uuid),
            reason: self.reason,
        })
    }
}
