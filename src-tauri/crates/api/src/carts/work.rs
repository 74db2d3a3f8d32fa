//! Money for some work in a cart: a deposit on it, or its balance.

use serde::Deserialize;
use shop::deposit::Subject;
use shop::sales;
use shop::users::Right;
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::{Cart, shown};
use crate::answer::Answer;
use crate::command::{AuthorisedBy, Command};
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::Sell, routes!(take_deposit))
        .with(Right::Sell, routes!(settle_up))
        .with(Right::Sell, routes!(give_back))
}

fn subject(kind: &str, id: Uuid) -> Result<Subject, Problem> {
    Subject::from_parts(kind, id).ok_or_else(|| Problem::malformed("request.json"))
}

/// Money in advance on some work.
#[derive(Deserialize, ToSchema)]
struct DepositLine {
    /// The new line's.
    id: Uuid,
    /// `job`, `appraisal` or `custom`.
    subject_kind: String,
    subject_id: Uuid,
    /// `acompte` or `arrhes`.
    kind: String,
    amount_minor: i64,
}

/// Takes money in advance on some work, as a line with its VAT.
#[utoipa::path(post, path = "/carts/{id}/deposits", tag = "sales", operation_id = "take_deposit",
    params(("id" = Uuid, Path)), request_body = DepositLine,
    responses((status = 200, body = Cart),
        (status = 404, body = ProblemBody, description = "deposit.unknown"),
        (status = 409, body = ProblemBody, description = "deposit.no_deposit {code, state}, deposit.unpriced {code}, deposit.twice {code}, deposit.other_customer {code}"),
        (status = 422, body = ProblemBody, description = "deposit.amount, deposit.over_price {code, left_minor}")))]
async fn take_deposit(
    PathId(cart): PathId<sales::Cart>,
    command: Command<DepositLine>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let input = sales::TakeDeposit {
                cart,
                id: Id::from_uuid(body.id),
                subject: subject(&body.subject_kind, body.subject_id)?,
                kind: body
                    .kind
                    .parse()
                    .map_err(|_| Problem::malformed("request.json"))?,
                amount_minor: body.amount_minor,
            };
            let cart = sales::take_deposit(tx, cx, &by, input)?;
            shown(tx, cx, cart)
        })
        .await
}

/// What is owed of some work.
#[derive(Deserialize, ToSchema)]
struct BalanceLine {
    /// The new line's.
    id: Uuid,
    /// `job`, `appraisal` or `custom`.
    subject_kind: String,
    subject_id: Uuid,
    /// `back`, `kept` or `doubled`: what becomes of arrhes where nothing is done; `back` if nothing is said.
    #[serde(default)]
    outcome: Option<String>,
    /// Why they are kept or paid back twice.
    #[serde(default)]
    reason: String,
    authorised_by: Option<AuthorisedBy>,
}

/// Puts the balance of some work into the cart: its tasks in full, deposits taken off. Below nothing it goes back.
#[utoipa::path(post, path = "/carts/{id}/balances", tag = "sales", operation_id = "settle_up",
    params(("id" = Uuid, Path)), request_body = BalanceLine,
    responses((status = 200, body = Cart),
        (status = 404, body = ProblemBody, description = "deposit.unknown"),
        (status = 409, body = ProblemBody, description = "deposit.not_due {code, state}, deposit.nothing_owed {code}, deposit.unpriced {code}, deposit.twice {code}, deposit.other_customer {code}, deposit.no_arrhes {code}")))]
async fn settle_up(
    PathId(cart): PathId<sales::Cart>,
    command: Command<BalanceLine>,
) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let outcome = body.outcome.as_deref().unwrap_or("back");
            let input = sales::SettleUp {
                cart,
                id: Id::from_uuid(body.id),
                subject: subject(&body.subject_kind, body.subject_id)?,
                outcome: outcome
                    .parse()
                    .map_err(|_| Problem::malformed("request.json"))?,
                reason: body.reason,
            };
            let cart = sales::settle_up(tx, cx, &by, vouched.as_ref(), &input)?;
            shown(tx, cx, cart)
        })
        .await
}

/// A part of what was paid in advance.
#[derive(Deserialize, ToSchema)]
struct GiveBackLine {
    /// The new line's.
    id: Uuid,
    /// `job`, `appraisal` or `custom`.
    subject_kind: String,
    subject_id: Uuid,
    amount_minor: i64,
}

/// Puts a part of what was paid in advance into the cart, to go back; the rest stands.
#[utoipa::path(post, path = "/carts/{id}/give-backs", tag = "sales", operation_id = "give_back",
    params(("id" = Uuid, Path)), request_body = GiveBackLine,
    responses((status = 200, body = Cart),
        (status = 404, body = ProblemBody, description = "deposit.unknown"),
        (status = 409, body = ProblemBody, description = "deposit.no_deposit {code, state}, deposit.twice {code}, deposit.other_customer {code}"),
        (status = 422, body = ProblemBody, description = "deposit.amount, deposit.over_paid {code, paid_minor}")))]
async fn give_back(
    PathId(cart): PathId<sales::Cart>,
    command: Command<GiveBackLine>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let of = subject(&body.subject_kind, body.subject_id)?;
            let line = Id::from_uuid(body.id);
            let cart = sales::give_back(tx, cx, &by, cart, line, of, body.amount_minor)?;
            shown(tx, cx, cart)
        })
        .await
}
