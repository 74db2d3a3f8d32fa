//! The making of an order: the list, what was used, the finished piece.

use chrono::NaiveDate;
use serde::Deserialize;
use shop::custom::{self, AddPart, Finish, MakePiece, Order, Part, Use, UsePart};
use shop::db::ReadTx;
use shop::stock::{self, Alloy};
use shop::users::Right;
use units::{Fineness, Id, Metal, Money, Weight};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::body::wrong;
use super::run;
use super::sheet::Sheet;
use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::WorkRepairs, routes!(add))
        .with(Right::WorkRepairs, routes!(take_over))
        .with(Right::WorkRepairs, routes!(take_off))
        .with(Right::WorkRepairs, routes!(put_back))
        .with(Right::WorkRepairs, routes!(arrive))
        .with(Right::WorkRepairs, routes!(use_part))
        .with(Right::WorkRepairs, routes!(take_back))
        .with(Right::WorkRepairs, routes!(finish))
}

/// A line of what the piece is made of. What its kind does not need is left out.
#[derive(Deserialize, ToSchema)]
#[schema(as = AddCustomPart)]
struct PartBody {
    id: Uuid,
    /// `piece`, `article`, `awaited`, `metal`, `labour` or `outside`.
    kind: String,
    #[serde(default)]
    title: String,
    /// The quoted line it belongs to.
    quote_line: Option<Uuid>,
    /// The number, barcode or certificate number of what is kept.
    #[serde(default)]
    code: String,
    quantity: Option<i64>,
    supplier_id: Option<Uuid>,
    purchase_line_id: Option<Uuid>,
    metal: Option<String>,
    fineness: Option<i64>,
    weight_mg: Option<i64>,
    #[serde(default)]
    loss_bp: i64,
    person_id: Option<Uuid>,
    minutes: Option<i64>,
    /// Not looked at from who may not see costs.
    cost_minor: Option<i64>,
}

impl PartBody {
    fn input(self, order: Id<Order>) -> Result<AddPart, Problem> {
        Ok(AddPart {
            id: Id::from_uuid(self.id),
            order,
            kind: self.kind.parse().map_err(|_| wrong("kind"))?,
            title: self.title,
            quote_line: self.quote_line.map(Id::from_uuid),
            code: self.code,
            quantity: self.quantity.unwrap_or(1),
            supplier: self.supplier_id.map(Id::from_uuid),
            purchase_line: self.purchase_line_id,
            metal: metal(self.metal)?,
            fineness: self.fineness,
            weight_mg: self.weight_mg,
            loss_bp: self.loss_bp,
            person: self.person_id.map(Id::from_uuid),
            minutes: self.minutes,
            cost_minor: self.cost_minor,
        })
    }
}

fn metal(word: Option<String>) -> Result<Option<Metal>, Problem> {
    let word = word.filter(|word| !word.is_empty());
    word.map(|word| word.parse())
        .transpose()
        .map_err(|_| wrong("metal"))
}

/// Puts a line on the list; a piece is kept for the order from then on.
#[utoipa::path(post, path = "/custom-orders/{id}/parts", tag = "custom",
    operation_id = "add_custom_part", params(("id" = Uuid, Path)), request_body = PartBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "custom.wrong_state {state}, stock.kept {number, order}, custom.part_in_cart {number}, custom.part_not_here {number, state}, custom.part_not_ours {number}, custom.part_not_taken {number}, custom.part_short {number, left}"),
        (status = 422, body = ProblemBody, description = "custom.field {field, line}, custom.part_code {code}, custom.supplier_unknown, custom.person_unknown, custom.purchase_unknown, custom.too_many_parts {most}")))]
async fn add(PathId(id): PathId<Order>, command: Command<PartBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        Ok(custom::add_part(
            tx,
            cx,
            &signed.authority,
            &body.input(id)?,
        )?)
    })
    .await
}

/// Takes the lines of the quote over to the list.
#[utoipa::path(post, path = "/custom-orders/{id}/parts/from-quote", tag = "custom",
    operation_id = "take_over_custom_quote", params(("id" = Uuid, Path)), request_body = Nothing,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "custom.wrong_state {state}, custom.nothing_left")))]
async fn take_over(
    PathId(id): PathId<Order>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, Nothing {}| {
        Ok(custom::take_over(tx, cx, &signed.authority, id)?)
    })
    .await
}

/// Why.
#[derive(Deserialize, ToSchema)]
#[schema(as = TakeOffCustomPart)]
struct OffBody {
    #[serde(default)]
    note: String,
}

/// Takes a line off the list; what was kept for it is free.
#[utoipa::path(post, path = "/custom-parts/{id}/off", tag = "custom",
    operation_id = "take_off_custom_part", params(("id" = Uuid, Path)), request_body = OffBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "custom.wrong_state {state}, custom.part_off, custom.part_used")))]
async fn take_off(PathId(id): PathId<Part>, command: Command<OffBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        Ok(custom::take_off_part(
            tx,
            cx,
            &signed.authority,
            id,
            &body.note,
        )?)
    })
    .await
}

/// Puts it back, where what it needs is still free.
#[utoipa::path(post, path = "/custom-parts/{id}/back", tag = "custom",
    operation_id = "put_back_custom_part", params(("id" = Uuid, Path)), request_body = Nothing,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "custom.wrong_state {state}, custom.part_off, custom.part_came {number}, stock.kept {number, order}, custom.part_in_cart {number}, custom.part_not_here {number, state}, custom.part_short {number, left}")))]
async fn put_back(PathId(id): PathId<Part>, command: Command<Nothing>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, Nothing {}| {
        Ok(custom::put_back_part(tx, cx, &signed.authority, id)?)
    })
    .await
}

/// What came.
#[derive(Deserialize, ToSchema)]
#[schema(as = ArriveCustomPart)]
struct ArriveBody {
    /// Of the line that stands in its place.
    id: Uuid,
    /// Its number, barcode or certificate number.
    code: String,
}

/// What was awaited has come: it is kept in the line's place.
#[utoipa::path(post, path = "/custom-parts/{id}/arrived", tag = "custom",
    operation_id = "arrive_custom_part", params(("id" = Uuid, Path)), request_body = ArriveBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "custom.wrong_state {state}, custom.part_off, custom.part_used, stock.kept {number, order}, custom.part_in_cart {number}"),
        (status = 422, body = ProblemBody, description = "custom.part_code {code}")))]
async fn arrive(PathId(id): PathId<Part>, command: Command<ArriveBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let new = Id::from_uuid(body.id);
        Ok(custom::arrive(
            tx,
            cx,
            &signed.authority,
            id,
            new,
            &body.code,
        )?)
    })
    .await
}

/// What went into the work. What the line's kind does not need is left out.
#[derive(Deserialize, ToSchema)]
#[schema(as = UseCustomPart)]
struct UseBody {
    id: Uuid,
    quantity: Option<i64>,
    weight_mg: Option<i64>,
    /// Nothing: as planned, else whoever writes it.
    person_id: Option<Uuid>,
    /// Nothing: today.
    on: Option<NaiveDate>,
    minutes: Option<i64>,
    /// Nothing: as planned. Not looked at from who may not see costs.
    cost_minor: Option<i64>,
    #[serde(default)]
    note: String,
}

/// Writes what went into the work, at what it costs today.
#[utoipa::path(post, path = "/custom-parts/{id}/uses", tag = "custom",
    operation_id = "use_custom_part", params(("id" = Uuid, Path)), request_body = UseBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "custom.wrong_state {state}, custom.part_off, custom.part_used, custom.part_not_here {number, state}, custom.part_short {number, left}"),
        (status = 422, body = ProblemBody, description = "custom.field {field, line}, custom.person_unknown")))]
async fn use_part(PathId(id): PathId<Part>, command: Command<UseBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let input = UsePart {
            id: Id::from_uuid(body.id),
            part: id,
            quantity: body.quantity.unwrap_or(1),
            weight_mg: body.weight_mg,
            person: body.person_id.map(Id::from_uuid),
            on_day: body.on,
            minutes: body.minutes,
            cost_minor: body.cost_minor,
            note: body.note,
        };
        Ok(custom::use_part(tx, cx, &signed.authority, &input)?)
    })
    .await
}

/// Where it goes, and why.
#[derive(Deserialize, ToSchema)]
#[schema(as = TakeBackCustomUse)]
struct BackBody {
    /// Of a piece; nothing: where it was.
    place_id: Option<Uuid>,
    note: String,
}

/// Takes back what was written as used.
#[utoipa::path(post, path = "/custom-uses/{id}/back", tag = "custom",
    operation_id = "take_back_custom_use", params(("id" = Uuid, Path)), request_body = BackBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "custom.wrong_state {state}, custom.use_taken_back"),
        (status = 422, body = ProblemBody, description = "custom.no_reason, stock.place_unknown")))]
async fn take_back(PathId(id): PathId<Use>, command: Command<BackBody>) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let place = body.place_id.map(Id::from_uuid);
        let (by, note) = (&signed.authority, &body.note);
        Ok(custom::take_back_use(tx, cx, by, id, place, note)?)
    })
    .await
}

/// The piece as it leaves the bench.
#[derive(Deserialize, ToSchema)]
#[schema(as = MakeCustomPiece)]
struct PieceBody {
    /// Of a piece that is made for the first time.
    id: Uuid,
    number: String,
    family_id: Uuid,
    title: String,
    metal: Option<String>,
    /// Parts per ten thousand.
    fineness: Option<i64>,
    colour: Option<String>,
    gross_mg: Option<i64>,
    net_mg: Option<i64>,
    size: Option<String>,
    hallmark: Option<String>,
    /// VAT included; nothing: as quoted. Not looked at from who may not price the stock.
    price_minor: Option<i64>,
    place_id: Uuid,
    /// Files of the board, to be its photos.
    #[serde(default)]
    photos: Vec<Uuid>,
}

impl PieceBody {
    fn input(self, tx: &ReadTx<'_>) -> Result<MakePiece, Problem> {
        let full = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let weight = |mg: Option<i64>| {
            mg.map(Weight::from_mg)
                .transpose()
                .map_err(|_| wrong("weight"))
        };
        let fineness = self.fineness.map(Fineness::from_per_ten_thousand);
        let fineness = fineness.transpose().map_err(|_| wrong("fineness"))?;
        let colour = full(self.colour);
        let alloy = metal(self.metal)?.map(|metal| Alloy {
            metal,
            fineness,
            colour,
        });
        let currency = stock::currency(tx)?;
        let price = self.price_minor.map(|minor| Money::new(minor, currency));
        Ok(MakePiece {
            id: Id::from_uuid(self.id),
            number: self.number,
            family: Id::from_uuid(self.family_id),
            title: self.title,
            alloy,
            gross: weight(self.gross_mg)?,
            net: weight(self.net_mg)?,
            size: full(self.size),
            hallmark: full(self.hallmark),
            price: price.transpose().map_err(|_| wrong("price_minor"))?,
            place: Id::from_uuid(self.place_id),
            photos: self.photos.into_iter().map(Id::from_uuid).collect(),
        })
    }
}

/// The work is done.
#[derive(Deserialize, ToSchema)]
#[schema(as = FinishCustomOrder)]
struct FinishBody {
    /// Nothing: nothing of the shop's went into it, and no piece is entered.
    piece: Option<PieceBody>,
    #[serde(default)]
    note: String,
}

/// Enters the finished piece with its full cost and its stones, kept for the order.
#[utoipa::path(post, path = "/custom-orders/{id}/finish", tag = "custom",
    operation_id = "finish_custom_order", params(("id" = Uuid, Path)), request_body = FinishBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "custom.wrong_state {state}, custom.piece_missing, stock.number_taken…"),
        (status = 422, body = ProblemBody, description = "stock.title_missing, stock.fineness_missing…, stock.place_unknown")))]
async fn finish(
    PathId(id): PathId<Order>,
    command: Command<FinishBody>,
) -> Result<Answer, Problem> {
    run(command, move |tx, cx, signed, body| {
        let input = Finish {
            order: id,
            piece: body.piece.map(|piece| piece.input(tx)).transpose()?,
            note: body.note,
        };
        Ok(custom::finish(tx, cx, &signed.authority, &input)?)
    })
    .await
}
