//! What customers leave that is not for repair: its slips, and its way home.

mod body;
mod papers;

use axum::Json;
use axum::extract::Path;
use shop::Cx;
use shop::db::WriteTx;
use shop::keeping::{self, KeepingError, Object, Of, Slip};
use shop::users::Right;
use units::Id;
use utoipa_axum::routes;
use uuid::Uuid;

use body::{CorrectBody, GiveBackBody, SlipBody, TakeInBody};

use crate::answer::Answer;
use crate::command::Command;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(held))
        .with(Right::SeeRepairs, routes!(of))
        .with(Right::TakeRepairs, routes!(take_in))
        .with(Right::TakeRepairs, routes!(give_back))
        .with(Right::TakeRepairs, routes!(correct))
        .and(papers::routes())
}

impl From<KeepingError> for Problem {
    fn from(error: KeepingError) -> Self {
        use KeepingError as E;
        match error {
            E::SubjectUnknown => Self::unknown("keeping.subject_unknown"),
            E::NoCustomer => Self::refused("keeping.no_customer"),
            E::Over => Self::conflict("keeping.over"),
            E::SlipUnknown => Self::unknown("keeping.slip_unknown"),
            E::ObjectUnknown => Self::unknown("keeping.object_unknown"),
            E::IdTaken => Self::conflict("stock.id_taken"),
            E::Field { field, position } => Self::refused("keeping.field")
                .with("field", field)
                .with("position", position),
            E::WrongStanding { standing } => {
                Self::conflict("keeping.wrong_standing").with("standing", standing.code())
            }
            E::WeightMissing { position } => {
                Self::refused("keeping.no_weight").with("position", position)
            }
            E::Differs {
                position,
                came_ug,
                gross_ug,
                tolerance_ug,
            } => Self::refused("keeping.differs")
                .with("position", position)
                .with("came_ug", came_ug)
                .with("gross_ug", gross_ug)
                .with("tolerance_ug", tolerance_ug),
            E::ReasonMissing => Self::refused("keeping.no_reason"),
            E::NothingToCorrect => Self::conflict("keeping.nothing_to_correct"),
            E::NoPrinter => Self::conflict("keeping.no_printer"),
            E::MissingRight(error) => error.into(),
            E::Journal(error) => error.into(),
            E::Store(error) => error.into(),
        }
    }
}

/// Runs a verb about one slip and answers with it.
async fn run<B, F>(command: Command<B>, verb: F) -> Result<Answer, Problem>
where
    B: Send + 'static,
    F: FnOnce(&mut WriteTx<'_>, &Cx, &Signed, B) -> Result<Slip, Problem> + Send + 'static,
{
    let signed = command.signed.clone();
    command
        .run(move |tx, cx, body| {
            let slip = verb(tx, cx, &signed, body)?;
            SlipBody::load(tx, slip)
        })
        .await
}

/// The slips with something that is here, the oldest first.
#[utoipa::path(get, path = "/keeping", tag = "keeping", operation_id = "kept_here",
    responses((status = 200, body = Vec<SlipBody>)))]
async fn held(state: State, _signed: Signed) -> Result<Json<Vec<SlipBody>>, Problem> {
    let found = state
        .read(move |tx| {
            let slips = keeping::held(tx)?.into_iter();
            slips.map(|slip| SlipBody::load(tx, slip)).collect::<Result<Vec<_>, Problem>>()
        })
        .await?;
    Ok(Json(found))
}

/// What was left for one appraisal, estate or order, the newest slip first.
#[utoipa::path(get, path = "/keeping/{of}/{id}", tag = "keeping", operation_id = "keeping",
    params(("of" = String, Path, description = "`appraisal`, `estate` or `custom`"), ("id" = Uuid, Path)),
    responses((status = 200, body = Vec<SlipBody>),
        (status = 404, body = ProblemBody, description = "keeping.subject_unknown")))]
async fn of(
    state: State,
    _signed: Signed,
    Path((of, id)): Path<(String, Uuid)>,
) -> Result<Json<Vec<SlipBody>>, Problem> {
    let of: Of = of
        .parse()
        .map_err(|_| Problem::unknown("keeping.subject_unknown"))?;
    let found = state
        .read(move |tx| {
            let slips = keeping::slips(tx, of, id)?.into_iter();
            slips.map(|slip| SlipBody::load(tx, slip)).collect::<Result<Vec<_>, Problem>>()
        })
        .await?;
    Ok(Json(found))
}

/// Takes in what a customer leaves, under one numbered slip.
#[utoipa::path(post, path = "/keeping", tag = "keeping", operation_id = "take_into_keeping",
    request_body = TakeInBody,
    responses((status = 200, body = SlipBody),
        (status = 404, body = ProblemBody, description = "keeping.subject_unknown"),
        (status = 409, body = ProblemBody, description = "keeping.over, stock.id_taken"),
        (status = 422, body = ProblemBody, description = "keeping.no_customer, keeping.field {field, position}")))]
async fn take_in(command: Command<TakeInBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let input = body.input()?;
        Ok(keeping::take_in(tx, cx, &signed.authority, &input)?)
    })
    .await
}

/// Gives objects back: weighed again where they were weighed.
#[utoipa::path(post, path = "/keeping-slips/{id}/give-back", tag = "keeping",
    operation_id = "give_back_kept", params(("id" = Uuid, Path)), request_body = GiveBackBody,
    responses((status = 200, body = SlipBody),
        (status = 409, body = ProblemBody, description = "keeping.wrong_standing {standing}"),
        (status = 422, body = ProblemBody, description = "keeping.no_weight {position}, keeping.differs {position, came_ug, gross_ug, tolerance_ug}, keeping.field {field, position}")))]
async fn give_back(
    PathId(id): PathId<Slip>,
    command: Command<GiveBackBody>,
) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    run(command, move |tx, cx, signed, body| {
        let (by, input) = (&signed.authority, body.input(id));
        Ok(keeping::give_back(tx, cx, by, vouched.as_ref(), &input)?)
    })
    .await
}

/// Takes the last entry of an object back: it did not go home, or was never left.
#[utoipa::path(post, path = "/keeping-objects/{id}/correct", tag = "keeping",
    operation_id = "correct_kept", params(("id" = Uuid, Path)), request_body = CorrectBody,
    responses((status = 200, body = SlipBody),
        (status = 409, body = ProblemBody, description = "keeping.nothing_to_correct"),
        (status = 422, body = ProblemBody, description = "keeping.no_reason")))]
async fn correct(
    PathId(id): PathId<Object>,
    command: Command<CorrectBody>,
) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    run(command, move |tx, cx, signed, body| {
        let by = &signed.authority;
        Ok(keeping::correct(tx, cx, by, vouched.as_ref(), id, &body.reason)?)
    })
    .await
}

fn find(tx: &shop::db::ReadTx<'_>, id: Id<Slip>) -> Result<Slip, Problem> {
    keeping::slip_by_id(tx, id)?.ok_or_else(|| Problem::unknown("keeping.slip_unknown"))
}
