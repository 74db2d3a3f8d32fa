//! Carts: what stands on a till before it is sold.

mod body;
mod refusal;
mod work;

use axum::Json;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use shop::Cx;
use shop::custom;
use shop::customers::Customer;
use shop::db::WriteTx;
use shop::repair;
use shop::sales::{self, GiveDiscount, OverridePrice, Prepared, TakeReturn, What};
use shop::users::Right;
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) use body::{Cart, CartStone, ParkedCart, PaymentBody};

use crate::answer::Answer;
use crate::command::{AuthorisedBy, Command};
use crate::devices::Nothing;
use crate::input::{PathId, PathIds};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::Sell, routes!(current))
        .with(Right::Sell, routes!(parked))
        .with(Right::Sell, routes!(open))
        .with(Right::Sell, routes!(add_line))
        .with(Right::Sell, routes!(remove_line))
        .with(Right::Sell, routes!(set_quantity))
        .with(Right::Sell, routes!(override_price))
        .with(Right::Sell, routes!(discount_line))
        .with(Right::Sell, routes!(discount_cart))
        .with(Right::Sell, routes!(set_customer))
        .with(Right::Sell, routes!(take_return))
        .with(Right::Sell, routes!(add_payment))
        .with(Right::Sell, routes!(remove_payment))
        .with(Right::Sell, routes!(park))
        .with(Right::Sell, routes!(take_back))
        .with(Right::Sell, routes!(abandon))
        .and(work::routes())
}

/// The cart as it is now, for the answer of every command.
fn shown(tx: &WriteTx<'_>, cx: &Cx, cart: sales::Cart) -> Result<Cart, Problem> {
    Cart::load(tx, cx, cart)
}

/// The till's open cart, after a crash as before; null when there is none.
#[utoipa::path(get, path = "/carts/current", tag = "sales", operation_id = "current_cart",
    responses((status = 200, body = Option<Cart>)))]
async fn current(state: State, signed: Signed) -> Result<Json<Option<Cart>>, Problem> {
    let Some(till) = signed.till else {
        return Ok(Json(None));
    };
    let cx = signed.cx(&state);
    let cart = state
        .read(move |tx| match sales::current_cart(tx, till)? {
            Some(cart) => Cart::load(tx, &cx, cart).map(Some),
            None => Ok::<_, Problem>(None),
        })
        .await?;
    Ok(Json(cart))
}

/// The parked carts of the shop whose time is not over.
#[utoipa::path(get, path = "/carts/parked", tag = "sales", operation_id = "parked_carts",
    responses((status = 200, body = Vec<ParkedCart>)))]
async fn parked(state: State, signed: Signed) -> Result<Json<Vec<ParkedCart>>, Problem> {
    let cx = signed.cx(&state);
    let carts = state
        .read(move |tx| {
            sales::parked_carts(tx, &cx)?
                .into_iter()
                .map(|cart| ParkedCart::load(tx, &cx, cart))
                .collect::<Result<Vec<_>, Problem>>()
        })
        .await?;
    Ok(Json(carts))
}

/// A new cart's identity.
#[derive(Deserialize, ToSchema)]
struct OpenCart {
    id: Uuid,
}

/// The till's open cart: the one it has, or a new one with this id.
#[utoipa::path(post, path = "/carts", tag = "sales", operation_id = "open_cart", request_body = OpenCart,
    responses((status = 200, body = Cart)))]
async fn open(command: Command<OpenCart>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let cart = sales::open_cart(tx, cx, &by, Id::from_uuid(body.id))?;
            shown(tx, cx, cart)
        })
        .await
}

/// What to add: a code, or the id of what a search found.
#[derive(Deserialize, ToSchema)]
struct AddLine {
    /// The new line's.
    id: Uuid,
    /// A number, barcode or certificate number, scanned or typed.
    code: Option<String>,
    /// A piece's or an article's id.
    thing_id: Option<Uuid>,
}

/// Adds a piece, which is reserved for the cart, or one more of an article. A ticket's number or QR
/// code is answered with `cart.ticket`, the sale's id in its params; an envelope's or a claim slip's with
/// `cart.repair`, that of something made to order with `cart.custom`.
#[utoipa::path(post, path = "/carts/{id}/lines", tag = "sales", operation_id = "add_line",
    params(("id" = Uuid, Path)), request_body = AddLine,
    responses((status = 200, body = Cart),
        (status = 404, body = ProblemBody, description = "cart.unknown_code {code}"),
        (status = 409, body = ProblemBody, description = "cart.reserved {till, user, parked_as, until}, cart.already_there {line_id}, cart.sold, cart.on_memo, cart.withdrawn, cart.not_priced, cart.inactive, cart.ticket {sale_id, number}, cart.repair {repair_id, job_id}, cart.custom {order_id}")))]
async fn add_line(
    PathId(cart): PathId<sales::Cart>,
    command: Command<AddLine>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, body| {
            let what = match (body.code, body.thing_id) {
                (Some(code), None) => What::Code(code),
                (None, Some(id)) => What::Thing(id),
                _ => return Err(Problem::malformed("request.json")),
            };
            match sales::add(tx, cx, cart, Id::from_uuid(body.id), &what) {
                Ok(cart) => shown(tx, cx, cart),
                Err(sales::CartError::UnknownCode { code }) => {
                    if let Some(sale) = sales::by_code(tx, &code)? {
                        return Err(Problem::conflict("cart.ticket")
                            .with("sale_id", sale.id.to_string())
                            .with("number", sale.number));
                    }
                    Err(match repair::by_code(tx, &code)? {
                        Some((of, job)) => Problem::conflict("cart.repair")
                            .with("repair_id", of.to_string())
                            .with("job_id", job.map(|id| id.to_string())),
                        None => match custom::by_number(tx, &code)? {
                            Some(id) => {
                                Problem::conflict("cart.custom").with("order_id", id.to_string())
                            }
                            None => sales::CartError::UnknownCode { code }.into(),
                        },
                    })
                }
                Err(error) => Err(error.into()),
            }
        })
        .await
}

/// Takes a line out and frees its piece.
#[utoipa::path(delete, path = "/carts/{id}/lines/{line}", tag = "sales", operation_id = "remove_line",
    params(("id" = Uuid, Path), ("line" = Uuid, Path)), responses((status = 200, body = Cart)))]
async fn remove_line(
    PathIds(cart, line): PathIds<sales::Cart, sales::CartLine>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, Nothing {}| {
            let cart = sales::remove_line(tx, cx, cart, line)?;
            shown(tx, cx, cart)
        })
        .await
}

#[derive(Deserialize, ToSchema)]
struct SetQuantity {
    quantity: i64,
}

/// How many of an article, or how many of a line come back.
#[utoipa::path(put, path = "/carts/{id}/lines/{line}/quantity", tag = "sales", operation_id = "set_quantity",
    params(("id" = Uuid, Path), ("line" = Uuid, Path)), request_body = SetQuantity,
    responses((status = 200, body = Cart),
        (status = 422, body = ProblemBody, description = "cart.quantity, cart.not_an_article")))]
async fn set_quantity(
    PathIds(cart, line): PathIds<sales::Cart, sales::CartLine>,
    command: Command<SetQuantity>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let cart = sales::set_quantity(tx, cx, &by, cart, line, body.quantity)?;
            shown(tx, cx, cart)
        })
        .await
}

/// Another price than the stock's.
#[derive(Deserialize, ToSchema)]
struct Price {
    unit_price_minor: i64,
    reason: String,
    authorised_by: Option<AuthorisedBy>,
}

/// Sells a line at another price; it needs the right `override_price`, or somebody who has it.
#[utoipa::path(put, path = "/carts/{id}/lines/{line}/price", tag = "sales", operation_id = "override_price",
    params(("id" = Uuid, Path), ("line" = Uuid, Path)), request_body = Price,
    responses((status = 200, body = Cart),
        (status = 422, body = ProblemBody, description = "cart.price, cart.no_reason")))]
async fn override_price(
    PathIds(cart, line): PathIds<sales::Cart, sales::CartLine>,
    command: Command<Price>,
) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let input = OverridePrice {
                cart,
                line,
                unit_price_minor: body.unit_price_minor,
                reason: body.reason,
            };
            let cart = sales::override_price(tx, cx, &by, vouched.as_ref(), input)?;
            shown(tx, cx, cart)
        })
        .await
}

/// What is taken off: a percentage or an amount, never both; neither takes it back.
#[derive(Deserialize, ToSchema)]
struct Discount {
    /// Basis points.
    #[serde(default)]
    discount_bp: i64,
    #[serde(default)]
    discount_minor: i64,
    #[serde(default)]
    reason: String,
    authorised_by: Option<AuthorisedBy>,
}

/// A discount on one line.
#[utoipa::path(put, path = "/carts/{id}/lines/{line}/discount", tag = "sales", operation_id = "discount_line",
    params(("id" = Uuid, Path), ("line" = Uuid, Path)), request_body = Discount,
    responses((status = 200, body = Cart),
        (status = 403, body = ProblemBody, description = "cart.discount_beyond {limit_bp, asked_bp}, cart.below_floor {number, floor_minor, asked_minor}")))]
async fn discount_line(
    PathIds(cart, line): PathIds<sales::Cart, sales::CartLine>,
    command: Command<Discount>,
) -> Result<Answer, Problem> {
    discount(cart, Some(line), command).await
}

/// A discount on the whole ticket, shared among its lines to the cent.
#[utoipa::path(put, path = "/carts/{id}/discount", tag = "sales", operation_id = "discount_cart",
    params(("id" = Uuid, Path)), request_body = Discount,
    responses((status = 200, body = Cart),
        (status = 403, body = ProblemBody, description = "cart.discount_beyond {limit_bp, asked_bp}, cart.below_floor {number, floor_minor, asked_minor}")))]
async fn discount_cart(
    PathId(cart): PathId<sales::Cart>,
    command: Command<Discount>,
) -> Result<Answer, Problem> {
    discount(cart, None, command).await
}

async fn discount(
    cart: Id<sales::Cart>,
    line: Option<Id<sales::CartLine>>,
    command: Command<Discount>,
) -> Result<Answer, Problem> {
    let vouched = command.vouched(command.body.authorised_by.as_ref()).await?;
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let input = GiveDiscount {
                cart,
                line,
                bp: body.discount_bp,
                minor: body.discount_minor,
                reason: body.reason,
            };
            let cart = sales::give_discount(tx, cx, &by, vouched.as_ref(), input)?;
            shown(tx, cx, cart)
        })
        .await
}

#[derive(Deserialize, ToSchema)]
struct SetCustomer {
    /// Null detaches.
    customer_id: Option<Uuid>,
}

/// Says whose cart it is.
#[utoipa::path(put, path = "/carts/{id}/customer", tag = "sales", operation_id = "set_customer",
    params(("id" = Uuid, Path)), request_body = SetCustomer, responses((status = 200, body = Cart)))]
async fn set_customer(
    PathId(cart): PathId<sales::Cart>,
    command: Command<SetCustomer>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, body| {
            let customer = body.customer_id.map(Id::<Customer>::from_uuid);
            let cart = sales::set_customer(tx, cx, cart, customer)?;
            shown(tx, cx, cart)
        })
        .await
}

/// A line of an earlier ticket that comes back.
#[derive(Deserialize, ToSchema)]
struct ReturnLine {
    /// The new line's.
    id: Uuid,
    sale_id: Uuid,
    sale_line_id: Uuid,
    /// None: all that is left of the line.
    quantity: Option<i64>,
}

/// Takes a sold line back into the cart, as a negative line.
#[utoipa::path(post, path = "/carts/{id}/returns", tag = "sales", operation_id = "take_return",
    params(("id" = Uuid, Path)), request_body = ReturnLine,
    responses((status = 200, body = Cart),
        (status = 409, body = ProblemBody, description = "cart.already_returned {left}, cart.ticket_void, cart.already_there {line_id}")))]
async fn take_return(
    PathId(cart): PathId<sales::Cart>,
    command: Command<ReturnLine>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, body| {
            let input = TakeReturn {
                cart,
                id: Id::from_uuid(body.id),
                sale: Id::from_uuid(body.sale_id),
                line: Id::from_uuid(body.sale_line_id),
                quantity: body.quantity,
            };
            let cart = sales::take_return(tx, cx, input)?;
            shown(tx, cx, cart)
        })
        .await
}

/// Prepares a payment; it settles nothing before the sale is complete.
#[utoipa::path(post, path = "/carts/{id}/payments", tag = "sales", operation_id = "add_payment",
    params(("id" = Uuid, Path)), request_body = PaymentBody,
    responses((status = 200, body = Cart),
        (status = 422, body = ProblemBody, description = "payment.amount, payment.direction, payment.no_reference, payment.given {given_minor}, payment.cash_limit {limit_minor, cash_minor}, payment.unsettled {due_minor, paid_minor}")))]
async fn add_payment(
    PathId(cart): PathId<sales::Cart>,
    command: Command<PaymentBody>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, body| {
            let payment = Prepared::try_from(body)?;
            let cart = sales::prepare_payment(tx, cx, cart, payment)?;
            shown(tx, cx, cart)
        })
        .await
}

/// Takes a prepared payment back.
#[utoipa::path(delete, path = "/carts/{id}/payments/{payment}", tag = "sales", operation_id = "remove_payment",
    params(("id" = Uuid, Path), ("payment" = Uuid, Path)), responses((status = 200, body = Cart)))]
async fn remove_payment(
    PathIds(cart, payment): PathIds<sales::Cart, sales::Payment>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, Nothing {}| {
            let cart = sales::remove_payment(tx, cx, cart, payment)?;
            shown(tx, cx, cart)
        })
        .await
}

#[derive(Deserialize, ToSchema)]
struct Park {
    #[serde(default)]
    name: String,
    /// None: the house's usual time.
    until: Option<DateTime<Utc>>,
}

/// Puts the cart aside; its pieces stay reserved until then.
#[utoipa::path(post, path = "/carts/{id}/park", tag = "sales", operation_id = "park_cart",
    params(("id" = Uuid, Path)), request_body = Park, responses((status = 200, body = Cart)))]
async fn park(
    PathId(cart): PathId<sales::Cart>,
    command: Command<Park>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, body| {
            let cart = sales::park(tx, cx, cart, &body.name, body.until)?;
            shown(tx, cx, cart)
        })
        .await
}

/// Puts a parked cart on this till.
#[utoipa::path(post, path = "/carts/{id}/take-back", tag = "sales", operation_id = "take_back_cart",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Cart),
        (status = 409, body = ProblemBody, description = "cart.till_busy, cart.expired, cart.not_open")))]
async fn take_back(
    PathId(cart): PathId<sales::Cart>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, Nothing {}| {
            let cart = sales::take_back(tx, cx, &by, cart)?;
            shown(tx, cx, cart)
        })
        .await
}

/// Throws an open or parked cart away and frees its pieces.
#[utoipa::path(post, path = "/carts/{id}/abandon", tag = "sales", operation_id = "abandon_cart",
    params(("id" = Uuid, Path)), responses((status = 204)))]
async fn abandon(
    PathId(cart): PathId<sales::Cart>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, Nothing {}| sales::abandon(tx, cx, cart))
        .await
}
