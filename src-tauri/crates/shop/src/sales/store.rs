//! The SQL of carts and sales.

mod cart;
mod line;
mod prepared;
mod returned;
mod sale;
#[cfg(test)]
pub(crate) mod testing;
mod totals;

pub(super) use cart::{
    cart, delete_line, delete_reservation, forget_customer, holder, insert_cart,
    insert_reservation, next_expiry, open_cart, park, parked_after, parked_until, release,
    set_allowed, set_cart_discount, set_customer, set_floor_allowed, set_line_discount, set_price,
    set_quantity, set_state, take_back, touch,
};
pub(super) use line::insert_line;
pub(super) use prepared::{delete_prepared, insert_prepared};
pub use returned::returned_quantities;
pub(super) use returned::{returned, returned_quantity};
pub(super) use sale::{
    Table, copies, count, details, duplicates, insert_duplicate, insert_sale, kept_payments,
    perpetual, place_of, recent, sale, sale_by_number, sale_by_seq, ticket_of, voided_by,
};
pub use totals::{day_totals, duplicates_after};
