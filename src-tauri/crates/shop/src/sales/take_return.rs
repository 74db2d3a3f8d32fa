//! Takes a line of an earlier ticket back, into the same cart as what is sold.

use units::Id;

use super::add::insert_many;
use super::cart::{Cart, CartLine, LineOf};
use super::error::CartError;
use super::goods::{Goods, goods};
use super::sale::{Sale, SaleLine};
use super::work::{check_alone, check_customer};
use super::{store, touch};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::deposit::{self, DepositError, Role};

/// What comes back.
#[derive(Clone, Debug)]
pub struct TakeReturn {
    pub cart: Id<Cart>,
    pub id: Id<CartLine>,
    pub sale: Id<Sale>,
    pub line: Id<SaleLine>,
    /// None: all that is left of the line.
    pub quantity: Option<i64>,
}

/// Adds the line as it was sold, the other way round. Money going out needs its right when the sale
/// is completed; a mere exchange does not.
pub fn take_return(tx: &mut WriteTx<'_>, cx: &Cx, input: TakeReturn) -> Result<Cart, CartError> {
    let cart = touch::open(tx, cx, input.cart)?;
    let of = LineOf::Return(input.line);
    if let Some(standing) = cart.lines.iter().find(|one| one.of == of) {
        return Err(CartError::AlreadyThere { line: standing.id });
    }
    if store::returned(tx, input.line)?.is_none() {
        return Err(CartError::UnknownTicket);
    }
    let Goods::Returned(returned) = goods(tx, of)? else {
        return Err(CartError::UnknownTicket);
    };
    if returned.ticket != input.sale {
        return Err(CartError::UnknownTicket);
    }
    if let Some(about) = returned.line.about {
        // What was worked and charged, or used up, goes back with its whole ticket.
        if !matches!(about.role, Role::Acompte | Role::Arrhes) {
            return Err(DepositError::NotReturned.into());
        }
        let owed = deposit::owed(tx, about.subject)?;
        check_customer(cart.customer, &owed)?;
        check_alone(tx, &cart, about.subject, &owed.code)?;
    }
    if returned.void {
        return Err(CartError::TicketVoid);
    }
    let left = returned.left();
    let quantity = input.quantity.unwrap_or(left);
    if quantity < 1 || quantity > left {
        return Err(CartError::AlreadyReturned { left });
    }
    insert_many(
        tx,
        &cart,
        input.id,
        of,
        returned.line.unit_price_minor,
        quantity,
    )?;
    touch::changed(tx, cx, cart.id)
}
