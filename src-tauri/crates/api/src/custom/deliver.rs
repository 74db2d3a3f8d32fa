//! What was made goes home: compared, accounted for, signed.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::DeliveryNote;
use serde::Serialize;
use shop::custom::{self, Delivery, Order};
use shop::db::ReadTx;
use shop::signature::{Of, Side};
use shop::users::Right;
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::body::DeliverBody;
use super::sheet::Sheet;
use super::{find, run};
use crate::answer::Answer;
use crate::command::Command;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::repair::{SignBody, SignatureBody, SignedBy, drawing, keep, read, signed_by, signed_on};
use crate::route::Routes;
use crate::state::State;
use crate::wire::when;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::TakeRepairs, routes!(deliver))
        .with(Right::SeeRepairs, routes!(pdf))
        .with(Right::TakeRepairs, routes!(sign))
}

/// What was seen when it went home.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomDelivery)]
pub(super) struct DeliveryBody {
    id: Uuid,
    at: String,
    by: String,
    /// Who answered for a difference.
    allowed_by: String,
    gross_ug: Option<i64>,
    expected_ug: Option<i64>,
    stones_same: bool,
    engraving_same: bool,
    pictures_same: bool,
    differs: bool,
    reason: String,
    given_to: String,
    /// It was a mistake, taken back since.
    undone: bool,
    signatures: Vec<SignatureBody>,
}

impl DeliveryBody {
    pub(super) fn all(tx: &ReadTx<'_>, of: &Order) -> Result<Vec<Self>, Problem> {
        let all = custom::deliveries(tx, of.seq)?.into_iter();
        all.map(|one| Self::load(tx, one)).collect()
    }

    fn load(tx: &ReadTx<'_>, of: Delivery) -> Result<Self, Problem> {
        let signatures = shop::signature::signatures_of(tx, of.id.uuid())?;
        Ok(Self {
            id: of.id.uuid(),
            at: when(of.at),
            by: of.by,
            allowed_by: of.allowed_by,
            gross_ug: of.gross_ug,
            expected_ug: of.expected_ug,
            stones_same: of.stones_same,
            engraving_same: of.engraving_same,
            pictures_same: of.pictures_same,
            differs: of.differs,
            reason: of.reason,
            given_to: of.given_to,
            undone: of.undone,
            signatures: signatures.into_iter().map(SignatureBody::from).collect(),
        })
    }
}

/// Hands it over: compared with what was agreed, the customer's own stones accounted for.
#[utoipa::path(post, path = "/custom-orders/{id}/deliver", tag = "custom",
    operation_id = "deliver_custom_order", params(("id" = Uuid, Path)), request_body = DeliverBody,
    responses((status = 200, body = Sheet),
        (status = 404, body = ProblemBody, description = "custom.unknown, entrusted.object_unknown"),
        (status = 409, body = ProblemBody, description = "custom.wrong_state {state}, custom.balance_due {balance_minor}, custom.refund_due {paid_minor}, custom.not_ticketed, custom.unpriced, right.second_person, stock.id_taken"),
        (status = 422, body = ProblemBody, description = "custom.field {field, line}, custom.no_weight, custom.differs {expected_ug, gross_ug, tolerance_ug}, custom.not_as_agreed, entrusted.unaccounted {code, left}, entrusted.missing {code, count}")))]
async fn deliver(
    PathId(id): PathId<Order>,
    command: Command<DeliverBody>,
) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    run(command, move |tx, cx, signed, body| {
        let (by, input) = (&signed.authority, body.input(id));
        Ok(custom::deliver(tx, cx, by, vouched.as_ref(), &input)?)
    })
    .await
}

/// The last delivery that stands, as a paper.
struct Made {
    delivery: Uuid,
    paper: DeliveryNote,
    pictures: Vec<Vec<u8>>,
}

fn made(tx: &ReadTx<'_>, id: Id<Order>) -> Result<Made, Problem> {
    let order = find(tx, id)?;
    let none = || Problem::unknown("custom.not_delivered");
    let (delivery, paper) = custom::delivery_note(tx, &order)?.ok_or_else(none)?;
    Ok(Made {
        delivery: delivery.uuid(),
        paper,
        pictures: custom::agreed_pictures(tx, &order)?,
    })
}

/// The paper as PDF. Takes long: not for the writer's thread.
fn printed(of: &Made, signed: Option<&SignedBy>) -> Result<Vec<u8>, Problem> {
    let drawn = drawing(signed);
    let by = signed.map(|(by, _)| (by, drawn.as_ref()));
    documents::pdf::delivery_note(&of.paper, &read(&of.pictures), by).map_err(Problem::fault)
}

/// The last delivery on A4, with who signed it.
#[utoipa::path(get, path = "/custom-orders/{id}/delivery-note", tag = "custom",
    operation_id = "custom_delivery_pdf", params(("id" = Uuid, Path)),
    responses((status = 200, content_type = "application/pdf"),
        (status = 404, body = ProblemBody, description = "custom.unknown, custom.not_delivered")))]
async fn pdf(state: State, PathId(id): PathId<Order>) -> Result<Response, Problem> {
    let (made, by) = state
        .read(move |tx| {
            let mut made = made(tx, id)?;
            let by_shop = signed_on(tx, made.delivery, Side::Shop)?;
            made.paper.shop_signed = by_shop.map(|(by, _)| by);
            let by = signed_by(tx, made.delivery)?;
            Ok::<_, Problem>((made, by))
        })
        .await?;
    let pdf = state.work(move || printed(&made, by.as_ref())).await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// Signs the last delivery as it stands: the customer, or whoever is signed in for the shop.
#[utoipa::path(post, path = "/custom-orders/{id}/delivery-note/signatures", tag = "custom",
    operation_id = "sign_custom_delivery", params(("id" = Uuid, Path)), request_body = SignBody,
    responses((status = 201, body = SignatureBody),
        (status = 404, body = ProblemBody, description = "custom.unknown, custom.not_delivered"),
        (status = 422, body = ProblemBody, description = "signature.signer_missing, signature.blank, signature.not_a_drawing, signature.drawing_unfit")))]
async fn sign(PathId(id): PathId<Order>, command: Command<SignBody>) -> Result<Answer, Problem> {
    let medium = command.body.medium()?;
    let made = command.state.read(move |tx| made(tx, id)).await?;
    let delivery = made.delivery;
    let document = command.state.work(move || printed(&made, None)).await??;
    keep(command, Of::Delivery, delivery, medium, document).await
}
