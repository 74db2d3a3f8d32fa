//! Adds a piece or an article to a cart: by its scanned code, or by what a search found.

use units::{Id, Money};

use super::cart::{Cart, CartLine, LineOf};
use super::error::CartError;
use super::{kept, store, touch};
use crate::cx::Cx;
use crate::db::{Change, ReadTx, WriteTx};
use crate::memo;
use crate::stock::{self, Found, NotSaleable, Piece};

/// A scan beyond this many lines is a scanner gone mad.
const MOST_LINES: usize = 300;
const MOST_OF_ONE: i64 = 1_000_000;

/// What to add.
#[derive(Clone, Debug)]
pub enum What {
    /// Scanned or typed: a number, barcode or certificate number.
    Code(String),
    /// Found by a search.
    Thing(uuid::Uuid),
}

/// Adds it as a new line, or one more of an article that stands there already at the stock's price.
/// A piece is reserved for the cart, or its holder is named.
pub fn add(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    cart: Id<Cart>,
    line: Id<CartLine>,
    what: &What,
) -> Result<Cart, CartError> {
    let cart = touch::open(tx, cx, cart)?;
    let found = match what {
        What::Code(code) => stock::find_by_code(tx, code)?
            .ok_or_else(|| CartError::UnknownCode { code: code.clone() })?,
        What::Thing(id) => thing(tx, *id)?,
    };
    let price = found
        .saleable()
        .map_err(|refusal| refused(tx, &found, refusal))?;
    match found {
        Found::Piece(piece) => add_piece(tx, cx, &cart, line, &piece, price)?,
        Found::Article(article) => {
            kept::check(tx, &article, kept::in_cart(&cart, &article) + 1)?;
            let standing = cart
                .lines
                .iter()
                .find(|one| one.of == LineOf::Article(article.id) && one.price_reason.is_empty());
            match standing {
                Some(one) if one.quantity < MOST_OF_ONE => {
                    store::set_quantity(tx, one.id, one.quantity + 1)?;
                }
                Some(_) => return Err(CartError::Quantity),
                None => insert(tx, &cart, line, LineOf::Article(article.id), price)?,
            }
        }
    }
    touch::changed(tx, cx, cart.id)
}

/// A piece that is out on memo is said to be with whom.
fn refused(tx: &ReadTx<'_>, found: &Found, refusal: NotSaleable) -> CartError {
    let Found::Piece(piece) = found else {
        return refusal.into();
    };
    // A stone in the work, a finished ring without a price: whom it is for says more than how it stands.
    match stock::kept_for(tx, piece.id) {
        Ok(Some(order)) => return CartError::Kept { order },
        Ok(None) => {}
        Err(error) => return error.into(),
    }
    match (refusal, memo::out_with(tx, piece.id)) {
        (NotSaleable::OnMemo, Ok(Some((memo, with)))) => CartError::OnMemo { memo, with },
        (_, Err(error)) => error.into(),
        _ => refusal.into(),
    }
}

fn thing(tx: &WriteTx<'_>, id: uuid::Uuid) -> Result<Found, CartError> {
    if let Some(piece) = stock::piece_by_id(tx, Id::from_uuid(id))? {
        return Ok(Found::Piece(Box::new(piece)));
    }
    let article = stock::article_by_id(tx, Id::from_uuid(id))?;
    article
        .map(|article| Found::Article(Box::new(article)))
        .ok_or_else(|| CartError::UnknownCode {
            code: id.to_string(),
        })
}

fn add_piece(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    cart: &Cart,
    line: Id<CartLine>,
    piece: &Piece,
    price: Money,
) -> Result<(), CartError> {
    let of = LineOf::Piece(piece.id);
    if let Some(standing) = cart.lines.iter().find(|one| one.of == of) {
        return Err(CartError::AlreadyThere { line: standing.id });
    }
    reserve(tx, cx, cart, piece.id)?;
    insert(tx, cart, line, of, price)
}

/// Takes the piece for the cart.
fn reserve(tx: &mut WriteTx<'_>, cx: &Cx, cart: &Cart, piece: Id<Piece>) -> Result<(), CartError> {
    if let Some(order) = stock::kept_for(tx, piece)? {
        return Err(CartError::Kept { order });
    }
    if let Some(holder) = super::park::standing_holder(tx, cx, piece)? {
        return Err(CartError::Reserved(Box::new(holder)));
    }
    store::insert_reservation(tx, piece, cart.id, cx.now_ms())?;
    tx.changed(Change::one("piece", piece));
    Ok(())
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    cart: &Cart,
    line: Id<CartLine>,
    of: LineOf,
    price: Money,
) -> Result<(), CartError> {
    insert_many(tx, cart, line, of, price.minor(), 1)
}

pub(super) fn insert_many(
    tx: &mut WriteTx<'_>,
    cart: &Cart,
    line: Id<CartLine>,
    of: LineOf,
    unit_price_minor: i64,
    quantity: i64,
) -> Result<(), CartError> {
    if cart.lines.len() >= MOST_LINES {
        return Err(CartError::Full);
    }
    let line = CartLine {
        id: line,
        position: cart.next_position(),
        of,
        quantity,
        unit_price_minor,
        price_reason: String::new(),
        price_by: None,
        price_vouched: false,
        discount: super::cart::Discount::default(),
        floor_allowed_minor: None,
    };
    store::insert_line(tx, cart.id, &line)?;
    Ok(())
}
