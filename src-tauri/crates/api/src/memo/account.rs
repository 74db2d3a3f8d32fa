//! What is owed each way, settlements, and what was on memo on a day.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::memo::{self, Direction, Settle, Statement};
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use super::body::{NoteBody, party};
use crate::answer::Answer;
use crate::cash::CashMoved;
use crate::command::Command;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;
use crate::wire::when;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::SeeCost, routes!(balances))
        .with(Right::SeeCost, routes!(show))
        .with(Right::SeeCost, routes!(pdf))
        .with(Right::EditStock, routes!(settle))
        .with(Right::EditStock, routes!(reverse))
        .with(Right::SeeReports, routes!(outstanding))
}

/// A party with its sums in one direction.
#[derive(Serialize, ToSchema)]
struct MemoBalance {
    /// `in`: payable to them; `out`: receivable from them.
    direction: &'static str,
    party_kind: &'static str,
    party_id: Uuid,
    name: String,
    due_minor: i64,
    settled_minor: i64,
    /// Below zero: too much was settled.
    balance_minor: i64,
    /// Pieces held still, and their agreed amounts.
    held: i64,
    held_minor: i64,
}

/// Every party that has or had a memo; what is due the most first.
#[utoipa::path(get, path = "/memo-balances", tag = "memo", operation_id = "memo_balances",
    responses((status = 200, body = Vec<MemoBalance>)))]
async fn balances(state: State) -> Result<Json<Vec<MemoBalance>>, Problem> {
    let found = state.read(memo::balances).await?;
    let body = found.into_iter().map(|one| {
        let (party_kind, party_id) = one.party.parts();
        MemoBalance {
            direction: one.direction.code(),
            party_kind,
            party_id,
            balance_minor: one.balance_minor(),
            name: one.name,
            due_minor: one.due_minor,
            settled_minor: one.settled_minor,
            held: one.held,
            held_minor: one.held_minor,
        }
    });
    Ok(Json(body.collect()))
}

/// Whose account.
#[derive(Debug, Deserialize, IntoParams)]
struct Whose {
    /// `in` or `out`.
    direction: String,
    /// `supplier` or `customer`.
    party_kind: String,
    party_id: Uuid,
    /// Of the paper: `fr` or `en`; the shop's where it is not said.
    language: Option<String>,
}

impl Whose {
    fn parts(&self) -> Result<(Direction, memo::Party), Problem> {
        let direction = self
            .direction
            .parse()
            .map_err(|_| Problem::malformed("request.query").because("direction"))?;
        Ok((direction, party(&self.party_kind, self.party_id)?))
    }
}

/// A party's account.
#[derive(Serialize, ToSchema)]
#[schema(as = MemoStatement)]
struct StatementBody {
    direction: &'static str,
    party_kind: &'static str,
    party_id: Uuid,
    name: String,
    address: String,
    /// The oldest first.
    lines: Vec<DueBody>,
    settlements: Vec<SettlementBody>,
    due_minor: i64,
    settled_minor: i64,
    balance_minor: i64,
}

/// A line that is to be paid.
#[derive(Serialize, ToSchema)]
#[schema(as = MemoDueLine)]
struct DueBody {
    memo_id: Uuid,
    memo_number: String,
    number: String,
    title: String,
    /// `sold`, `kept` or `invoiced`.
    state: &'static str,
    document: Option<String>,
    at: String,
    agreed_minor: i64,
}

/// A payment.
#[derive(Serialize, ToSchema)]
#[schema(as = MemoSettlement)]
struct SettlementBody {
    id: Uuid,
    at: String,
    by: String,
    paid_on: NaiveDate,
    /// `transfer`, `cheque`, `card` or `offset`.
    means: &'static str,
    /// Below zero: it reverses another.
    amount_minor: i64,
    reference: String,
    note: String,
    reversed: bool,
    is_reversal: bool,
}

impl From<Statement> for StatementBody {
    fn from(of: Statement) -> Self {
        let (party_kind, party_id) = of.party.parts();
        let (due_minor, settled_minor) = (of.due_minor(), of.settled_minor());
        let lines = of.lines.into_iter().map(|line| DueBody {
            memo_id: line.memo.uuid(),
            memo_number: line.memo_number,
            number: line.number,
            title: line.title,
            state: line.state.code(),
            document: line.document,
            at: when(line.at),
            agreed_minor: line.agreed_minor,
        });
        let settlements = of.settlements.into_iter().map(|one| SettlementBody {
            id: one.id.uuid(),
            at: when(one.at),
            by: one.by,
            paid_on: one.paid_on,
            means: one.means.code(),
            amount_minor: one.amount_minor,
            reference: one.reference,
            note: one.note,
            reversed: one.reversed,
            is_reversal: one.reverses.is_some(),
        });
        Self {
            direction: of.direction.code(),
            party_kind,
            party_id,
            name: of.name,
            address: of.address,
            lines: lines.collect(),
            settlements: settlements.collect(),
            due_minor,
            settled_minor,
            balance_minor: due_minor - settled_minor,
        }
    }
}

async fn load(state: &State, whose: &Whose) -> Result<Statement, Problem> {
    let (direction, party) = whose.parts()?;
    state
        .read(move |tx| {
            memo::statement(tx, direction, party)?
                .ok_or_else(|| Problem::unknown("memo.party_unknown"))
        })
        .await
}

/// What a party is owed (in) or owes (out).
#[utoipa::path(get, path = "/memo-statement", tag = "memo", operation_id = "memo_statement",
    params(Whose),
    responses((status = 200, body = StatementBody), (status = 404, body = ProblemBody)))]
async fn show(state: State, Query(whose): Query<Whose>) -> Result<Json<StatementBody>, Problem> {
    Ok(Json(load(&state, &whose).await?.into()))
}

/// The same as PDF.
#[utoipa::path(get, path = "/memo-statement/pdf", tag = "memo", operation_id = "memo_statement_pdf",
    params(Whose),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = ProblemBody)))]
async fn pdf(
    state: State,
    signed: Signed,
    Query(whose): Query<Whose>,
) -> Result<Response, Problem> {
    let language = super::InLanguage {
        language: whose.language.clone(),
    }
    .language()?;
    let statement = load(&state, &whose).await?;
    let cx = signed.cx(&state);
    let paper = state
        .read(move |tx| memo::statement_paper(tx, &cx, &statement, language).map_err(Problem::from))
        .await?;
    let pdf = state
        .work(move || documents::pdf::memo_statement(&paper).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// A payment to a party, or by one.
#[derive(Deserialize, ToSchema)]
#[schema(as = SettleMemo)]
struct SettleBody {
    id: Uuid,
    /// `in`: paid to them; `out`: paid by them.
    direction: String,
    party_kind: String,
    party_id: Uuid,
    paid_on: NaiveDate,
    /// `transfer`, `cheque`, `card`, `offset` or `cash`, which moves now.
    means: String,
    amount_minor: i64,
    /// May be empty of cash.
    reference: String,
    #[serde(default)]
    note: String,
    /// Of cash: through whose drawer; that of the till one stands at, where it is not said.
    till_id: Option<Uuid>,
}

/// Records a payment, no more than is owed.
#[utoipa::path(post, path = "/memo-settlements", tag = "memo", operation_id = "settle_memo",
    request_body = SettleBody,
    responses((status = 201, body = StatementBody),
        (status = 422, body = ProblemBody, description = "memo.settle_amount, memo.more_than_owed {owed_minor}, memo.settle_day, memo.no_reference, till.missing, cash.over_limit {limit_minor}, cash.not_that_much")))]
async fn settle(command: Command<SettleBody>) -> Result<Answer, Problem> {
    let (by, state, cash) = (
        command.signed.authority,
        command.state.clone(),
        CashMoved::default(),
    );
    let told = cash.clone();
    let answer = command
        .create(move |tx, cx, body| {
            let wrong = |what: &'static str| Problem::malformed("request.json").because(what);
            let input = Settle {
                id: Id::from_uuid(body.id),
                direction: body.direction.parse().map_err(|_| wrong("direction"))?,
                party: party(&body.party_kind, body.party_id)?,
                paid_on: body.paid_on,
                means: body.means.parse().map_err(|_| wrong("means"))?,
                amount_minor: body.amount_minor,
                reference: body.reference,
                note: body.note,
                till: body.till_id.map(Id::from_uuid),
            };
            let cash = memo::settle(tx, cx, &by, &input)?;
            told.note(tx, cx, &by, cash.as_ref())?;
            memo::statement(tx, input.direction, input.party)?
                .map(StatementBody::from)
                .ok_or_else(|| Problem::unknown("memo.party_unknown"))
        })
        .await?;
    cash.open_drawer(&state);
    Ok(answer)
}

/// Takes a settlement back by another entry.
#[utoipa::path(post, path = "/memo-settlements/{id}/reverse", tag = "memo",
    operation_id = "reverse_memo_settlement", params(("id" = Uuid, Path)),
    request_body = NoteBody,
    responses((status = 204),
        (status = 409, body = ProblemBody, description = "memo.settlement_reversed, day.not_open"),
        (status = 422, body = ProblemBody, description = "memo.no_reason")))]
async fn reverse(
    PathId(id): PathId<memo::Settlement>,
    command: Command<NoteBody>,
) -> Result<Answer, Problem> {
    let (by, state, cash) = (
        command.signed.authority,
        command.state.clone(),
        CashMoved::default(),
    );
    let told = cash.clone();
    let answer = command
        .run(move |tx, cx, body| {
            let cash = memo::reverse(tx, cx, &by, id, &body.note)?;
            told.note(tx, cx, &by, cash.as_ref())
        })
        .await?;
    cash.open_drawer(&state);
    Ok(answer)
}

/// Which day and direction.
#[derive(Debug, Deserialize, IntoParams)]
struct OnDay {
    /// The day at whose end; now, where it is not said.
    on: Option<NaiveDate>,
    /// `in` or `out`; both where it is not said.
    direction: Option<String>,
}

/// What was on memo at the end of a day.
#[derive(Serialize, ToSchema)]
struct MemoOutstanding {
    on: NaiveDate,
    /// By due date.
    lines: Vec<MemoOutstandingLine>,
    /// What was payable and receivable then, as the ledger has it; what is owed the most first.
    /// Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    accounts: Option<Vec<MemoOwed>>,
}

/// A party's account that was not even.
#[derive(Serialize, ToSchema)]
struct MemoOwed {
    /// `in`: payable to them; `out`: receivable from them.
    direction: &'static str,
    party_kind: &'static str,
    party_id: Uuid,
    name: String,
    /// Below zero: too much was settled.
    owed_minor: i64,
}

/// A piece that was held.
#[derive(Serialize, ToSchema)]
struct MemoOutstandingLine {
    memo_id: Uuid,
    memo_number: String,
    direction: &'static str,
    party_name: String,
    opened_at: String,
    /// As agreed by then.
    due_on: NaiveDate,
    piece_id: Uuid,
    number: String,
    title: String,
    /// A price (out) or a cost (in), this absent for who may not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    agreed_minor: Option<i64>,
    insured_minor: i64,
    /// The sheet's, now. Absent for who may not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    price_minor: Option<i64>,
}

/// What is on memo, or was at the end of a past day.
#[utoipa::path(get, path = "/memo-outstanding", tag = "memo", operation_id = "memo_outstanding",
    params(OnDay),
    responses((status = 200, body = MemoOutstanding),
        (status = 422, body = ProblemBody, description = "memo.day_to_come")))]
async fn outstanding(
    state: State,
    signed: Signed,
    Query(query): Query<OnDay>,
) -> Result<Json<MemoOutstanding>, Problem> {
    let direction = query
        .direction
        .filter(|word| !word.is_empty())
        .map(|word| word.parse::<Direction>())
        .transpose()
        .map_err(|_| Problem::malformed("request.query").because("direction"))?;
    let (cx, with_cost) = (signed.cx(&state), signed.may(Right::SeeCost));
    let found = state
        .read(move |tx| {
            memo::outstanding(tx, &cx, query.on, direction)?
                .ok_or_else(|| Problem::refused("memo.day_to_come"))
        })
        .await?;
    let accounts = found.accounts.into_iter().map(|one| {
        let (party_kind, party_id) = one.party.parts();
        MemoOwed {
            direction: one.direction.code(),
            party_kind,
            party_id,
            name: one.name,
            owed_minor: one.owed_minor,
        }
    });
    let lines = found.lines.into_iter().map(|line| {
        let seen = with_cost || line.direction == Direction::Out;
        MemoOutstandingLine {
            memo_id: line.memo.uuid(),
            memo_number: line.memo_number,
            direction: line.direction.code(),
            party_name: line.party_name,
            opened_at: when(line.opened_at),
            due_on: line.due_on,
            piece_id: line.piece.uuid(),
            number: line.number,
            title: line.title,
            agreed_minor: seen.then_some(line.agreed_minor),
            insured_minor: line.insured_minor,
            cost_minor: line.cost_minor.filter(|_| with_cost),
            price_minor: line.price_minor,
        }
    });
    Ok(Json(MemoOutstanding {
        on: found.on,
        lines: lines.collect(),
        accounts: with_cost.then(|| accounts.collect()),
    }))
}
