//! What an order's money is, and the fee of what will not be made.

use serde::Serialize;
use shop::custom::{self, Order};
use shop::db::ReadTx;
use shop::deposit::{self, Subject};
use shop::users::Right;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::body::FeeBody;
use super::run;
use super::sheet::Sheet;
use crate::answer::Answer;
use crate::command::Command;
use crate::deposit::{DepositBody, at_till, deposits};
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;

pub(super) fn routes() -> Routes {
    Routes::new().with(Right::TakeRepairs, routes!(charge))
}

/// What was agreed, what was paid of it, and what the till can do now.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomMoney)]
pub(super) struct MoneyBody {
    /// VAT included; null: no quote is agreed.
    total_minor: Option<i64>,
    /// What of it stands on a ticket of the work.
    charged_minor: i64,
    /// What is owed although it was refused or cancelled.
    fee_minor: Option<i64>,
    /// Below zero: to be given back.
    balance_minor: Option<i64>,
    /// Money in advance that stands.
    deposits: Vec<DepositBody>,
    /// Nothing, `deposit`, `balance`: what the till can do for it now.
    till: Option<&'static str>,
}

impl MoneyBody {
    pub fn load(tx: &ReadTx<'_>, of: &Order) -> Result<Self, Problem> {
        let owed = deposit::owed(tx, Subject::Custom(of.id))?;
        Ok(Self {
            total_minor: owed.price_minor(),
            charged_minor: owed.charged_minor(),
            fee_minor: of.fee_minor,
            balance_minor: owed.balance_minor(),
            deposits: deposits(&owed),
            till: at_till(&owed),
        })
    }
}

/// Charges a fee on what was refused or cancelled, or takes it off again.
#[utoipa::path(put, path = "/custom-orders/{id}/fee", tag = "custom",
    operation_id = "charge_custom_fee", params(("id" = Uuid, Path)), request_body = FeeBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "custom.wrong_state {state}"),
        (status = 422, body = ProblemBody, description = "custom.fee {most_minor}, custom.no_reason")))]
async fn charge(PathId(id): PathId<Order>, command: Command<FeeBody>) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    run(command, move |tx, cx, signed, body| {
        let (by, allowed) = (&signed.authority, vouched.as_ref());
        let why = &body.reason;
        Ok(custom::charge_fee(
            tx,
            cx,
            by,
            allowed,
            id,
            body.fee_minor,
            why,
        )?)
    })
    .await
}
