//! The fee of a certificate, and what tickets have of it.

use serde::{Deserialize, Serialize};
use shop::appraisal::{self, Appraisal};
use shop::db::ReadTx;
use shop::deposit::{self, Outcome, Subject};
use shop::users::Right;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::body::AppraisalSheet;
use crate::answer::Answer;
use crate::command::Command;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;

pub(super) fn routes() -> Routes {
    Routes::new().with(Right::Appraise, routes!(set_fee))
}

/// What it costs, and how it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AppraisalFee {
    fee_minor: Option<i64>,
    /// What was asked the last time.
    usual_minor: Option<i64>,
    /// What of it stands on tickets.
    charged_minor: i64,
    /// Below zero: to be given back.
    balance_minor: i64,
    /// The numbers of those tickets.
    tickets: Vec<String>,
    /// The till has something to do for it.
    till: bool,
}

impl AppraisalFee {
    pub(super) fn load(tx: &ReadTx<'_>, of: &Appraisal) -> Result<Self, Problem> {
        let owed = deposit::owed(tx, Subject::Appraisal(of.id))?;
        let mut tickets: Vec<String> = Vec::new();
        for one in &owed.standing {
            if !tickets.contains(&one.ticket) {
                tickets.push(one.ticket.clone());
            }
        }
        Ok(Self {
            fee_minor: of.fee_minor,
            usual_minor: appraisal::usual_fee(tx)?,
            charged_minor: owed.charged_minor(),
            balance_minor: owed.balance_minor().unwrap_or(0),
            tickets,
            till: owed.check_balance(Outcome::Back).is_ok(),
        })
    }
}

/// The fee.
#[derive(Debug, Deserialize, ToSchema)]
struct SetAppraisalFee {
    /// VAT included; null: none.
    fee_minor: Option<i64>,
}

/// Sets what an issued certificate costs, or takes it off; the till takes the money.
#[utoipa::path(put, path = "/appraisals/{id}/fee", tag = "appraisal", operation_id = "set_appraisal_fee",
    params(("id" = Uuid, Path)), request_body = SetAppraisalFee,
    responses((status = 200, body = AppraisalSheet),
        (status = 404, body = ProblemBody, description = "appraisal.unknown"),
        (status = 409, body = ProblemBody, description = "appraisal.state {state}"),
        (status = 422, body = ProblemBody, description = "appraisal.fee {most_minor}")))]
async fn set_fee(
    PathId(id): PathId<Appraisal>,
    command: Command<SetAppraisalFee>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let of = appraisal::set_fee(tx, cx, &by, id, body.fee_minor)?;
            AppraisalSheet::load(tx, cx, of)
        })
        .await
}
