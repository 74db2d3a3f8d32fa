//! The fee of what was refused, the part of what was begun and cancelled.

use shop::repair::{self, Job};
use shop::users::Right;
use utoipa_axum::routes;

use super::body::FeeBody;
use super::run;
use super::sheet::Sheet;
use crate::answer::Answer;
use crate::command::Command;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;

pub(super) fn routes() -> Routes {
    Routes::new().with(Right::TakeRepairs, routes!(charge))
}

/// Charges a fee on what was refused or cancelled, or takes it off again.
#[utoipa::path(put, path = "/repair-jobs/{id}/fee", tag = "repair", operation_id = "charge_repair_fee",
    params(("id" = Uuid, Path)), request_body = FeeBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "repair.wrong_state {state}"),
        (status = 422, body = ProblemBody, description = "repair.fee {most_minor}, repair.no_reason")))]
async fn charge(PathId(id): PathId<Job>, command: Command<FeeBody>) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    run(command, move |tx, cx, signed, body| {
        let by = &signed.authority;
        let fee = body.fee_minor;
        Ok(repair::charge_fee(
            tx,
            cx,
            by,
            vouched.as_ref(),
            id,
            fee,
            &body.reason,
        )?)
    })
    .await
}
