//! What customers leave that is not for repair: its slips, and its way home.

mod body;
mod papers;

use axum::Json;
use axum::extract::Path;
use shop::Cx;
use shop::db::WriteTx;
use shop::entrusted::{self, EntrustedError, Object, Of, Slip};
use shop::files::{self, File};
use shop::users::Right;
use units::Id;
use utoipa_axum::routes;
use uuid::Uuid;

use body::{CorrectBody, GiveBackBody, SlipBody, TakeInBody};

use crate::answer::Answer;
use crate::command::{Command, Upload};
use crate::devices::Nothing;
use crate::input::{PathId, PathIds};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

/// As a camera or a phone makes them.
const PHOTO_BYTES: usize = 20 * 1024 * 1024;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(held))
        .with(Right::SeeRepairs, routes!(of))
        .with(Right::TakeRepairs, routes!(take_in))
        .with(Right::TakeRepairs, routes!(give_back))
        .with(Right::TakeRepairs, routes!(correct))
        .upload(Right::TakeRepairs, PHOTO_BYTES, routes!(add_photo))
        .with(Right::TakeRepairs, routes!(remove_photo))
        .and(papers::routes())
}

impl From<EntrustedError> for Problem {
    fn from(error: EntrustedError) -> Self {
        use EntrustedError as E;
        match error {
            E::SubjectUnknown => Self::unknown("entrusted.subject_unknown"),
            E::NoCustomer => Self::refused("entrusted.no_customer"),
            E::Over => Self::conflict("entrusted.over"),
            E::SlipUnknown => Self::unknown("entrusted.slip_unknown"),
            E::ObjectUnknown => Self::unknown("entrusted.object_unknown"),
            E::IdTaken => Self::conflict("stock.id_taken"),
            E::Field { field, position } => Self::refused("entrusted.field")
                .with("field", field)
                .with("position", position),
            E::WrongStanding { standing } => {
                Self::conflict("entrusted.wrong_standing").with("standing", standing.code())
            }
            E::WeightMissing { position } => {
                Self::refused("entrusted.no_weight").with("position", position)
            }
            E::Differs {
                position,
                came_ug,
                gross_ug,
                tolerance_ug,
            } => Self::refused("entrusted.differs")
                .with("position", position)
                .with("came_ug", came_ug)
                .with("gross_ug", gross_ug)
                .with("tolerance_ug", tolerance_ug),
            E::WrongSlip { number } => Self::refused("entrusted.wrong_slip").with("number", number),
            E::PlaceUnknown => Self::refused("stock.place_unknown"),
            E::TooManyPhotos { most } => {
                Self::refused("entrusted.too_many_photos").with("most", most)
            }
            E::PhotoUnknown => Self::unknown("entrusted.photo_unknown"),
            E::OfDelivery => Self::conflict("entrusted.of_delivery"),
            E::Unaccounted { code, left } => Self::refused("entrusted.unaccounted")
                .with("code", code)
                .with("left", left),
            E::Missing { code, count } => Self::refused("entrusted.missing")
                .with("code", code)
                .with("count", count),
            E::ReasonMissing => Self::refused("entrusted.no_reason"),
            E::NothingToCorrect => Self::conflict("entrusted.nothing_to_correct"),
            E::NoPrinter => Self::conflict("entrusted.no_printer"),
            E::MissingRight(error) => error.into(),
            E::Second(error) => error.into(),
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
#[utoipa::path(get, path = "/entrusted", tag = "entrusted", operation_id = "entrusted_here",
    responses((status = 200, body = Vec<SlipBody>)))]
async fn held(state: State, _signed: Signed) -> Result<Json<Vec<SlipBody>>, Problem> {
    let found = state
        .read(move |tx| {
            let slips = entrusted::held(tx)?.into_iter();
            slips
                .map(|slip| SlipBody::load(tx, slip))
                .collect::<Result<Vec<_>, Problem>>()
        })
        .await?;
    Ok(Json(found))
}

/// What was left for one appraisal, estate or order, the newest slip first.
#[utoipa::path(get, path = "/entrusted/{of}/{id}", tag = "entrusted", operation_id = "entrusted",
    params(("of" = String, Path, description = "`appraisal`, `estate` or `custom`"), ("id" = Uuid, Path)),
    responses((status = 200, body = Vec<SlipBody>),
        (status = 404, body = ProblemBody, description = "entrusted.subject_unknown")))]
async fn of(
    state: State,
    _signed: Signed,
    Path((of, id)): Path<(String, Uuid)>,
) -> Result<Json<Vec<SlipBody>>, Problem> {
    let of: Of = of
        .parse()
        .map_err(|_| Problem::unknown("entrusted.subject_unknown"))?;
    let found = state
        .read(move |tx| {
            let slips = entrusted::slips(tx, of, id)?.into_iter();
            slips
                .map(|slip| SlipBody::load(tx, slip))
                .collect::<Result<Vec<_>, Problem>>()
        })
        .await?;
    Ok(Json(found))
}

/// Takes in what a customer leaves, under one numbered slip.
#[utoipa::path(post, path = "/entrusted", tag = "entrusted", operation_id = "take_in_entrusted",
    request_body = TakeInBody,
    responses((status = 200, body = SlipBody),
        (status = 404, body = ProblemBody, description = "entrusted.subject_unknown"),
        (status = 409, body = ProblemBody, description = "entrusted.over, stock.id_taken"),
        (status = 422, body = ProblemBody, description = "entrusted.no_customer, entrusted.field {field, position}")))]
async fn take_in(command: Command<TakeInBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let input = body.input()?;
        Ok(entrusted::take_in(tx, cx, &signed.authority, &input)?)
    })
    .await
}

/// Gives objects back: weighed again where they were weighed.
#[utoipa::path(post, path = "/entrusted-slips/{id}/give-back", tag = "entrusted",
    operation_id = "give_back_entrusted", params(("id" = Uuid, Path)), request_body = GiveBackBody,
    responses((status = 200, body = SlipBody),
        (status = 409, body = ProblemBody, description = "entrusted.wrong_standing {standing}, right.second_person"),
        (status = 422, body = ProblemBody, description = "entrusted.no_weight {position}, entrusted.differs {position, came_ug, gross_ug, tolerance_ug}, entrusted.wrong_slip {number}, entrusted.no_reason, entrusted.field {field, position}")))]
async fn give_back(
    PathId(id): PathId<Slip>,
    command: Command<GiveBackBody>,
) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    run(command, move |tx, cx, signed, body| {
        let (by, input) = (&signed.authority, body.input(id));
        Ok(entrusted::give_back(tx, cx, by, vouched.as_ref(), &input)?)
    })
    .await
}

/// Takes the last entry of an object back: it did not go home, or was never left.
#[utoipa::path(post, path = "/entrusted-objects/{id}/correct", tag = "entrusted",
    operation_id = "correct_entrusted", params(("id" = Uuid, Path)), request_body = CorrectBody,
    responses((status = 200, body = SlipBody),
        (status = 409, body = ProblemBody, description = "entrusted.nothing_to_correct, entrusted.of_delivery, right.second_person"),
        (status = 422, body = ProblemBody, description = "entrusted.no_reason")))]
async fn correct(
    PathId(id): PathId<Object>,
    command: Command<CorrectBody>,
) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    run(command, move |tx, cx, signed, body| {
        let by = &signed.authority;
        Ok(entrusted::correct(
            tx,
            cx,
            by,
            vouched.as_ref(),
            id,
            &body.reason,
        )?)
    })
    .await
}

/// Adds a picture of an object.
#[utoipa::path(post, path = "/entrusted-objects/{id}/photos", tag = "entrusted",
    operation_id = "add_entrusted_photo", params(("id" = Uuid, Path)),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 200, body = SlipBody),
        (status = 409, body = ProblemBody, description = "entrusted.wrong_standing {standing}"),
        (status = 422, body = ProblemBody, description = "entrusted.too_many_photos {most}, file.not_a_picture, file.picture_damaged, file.picture_too_large, file.heic")))]
async fn add_photo(PathId(id): PathId<Object>, Upload(command): Upload) -> Result<Answer, Problem> {
    let upload = command.body.bytes.clone();
    // Decoding takes long: not on the writer's thread.
    let picture = command
        .state
        .work(move || files::prepare_picture(&upload))
        .await??;
    run(command, move |tx, cx, signed, file| {
        let by = &signed.authority;
        Ok(entrusted::attach_photo(
            tx, cx, by, id, &file.name, &picture,
        )?)
    })
    .await
}

/// Takes a picture off. It is kept.
#[utoipa::path(delete, path = "/entrusted-objects/{id}/photos/{file}", tag = "entrusted",
    operation_id = "remove_entrusted_photo", params(("id" = Uuid, Path), ("file" = Uuid, Path)),
    responses((status = 200, body = SlipBody), (status = 404, body = ProblemBody)))]
async fn remove_photo(
    PathIds(id, file): PathIds<Object, File>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, Nothing {}| {
        let by = &signed.authority;
        Ok(entrusted::take_photo_off(tx, cx, by, id, file.uuid())?)
    })
    .await
}

fn find(tx: &shop::db::ReadTx<'_>, id: Id<Slip>) -> Result<Slip, Problem> {
    entrusted::slip_by_id(tx, id)?.ok_or_else(|| Problem::unknown("entrusted.slip_unknown"))
}
