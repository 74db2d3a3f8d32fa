//! Carts, sales, refunds and voids.
//!
//! A cart changes at will and is nothing fiscal. [`complete`] makes a document of it: a row, its
//! lines and payments, custody movements, ledger postings and one signed TICKET record whose
//! `facts` hold every column and whose `print` holds the words of the receipt. A receipt is made
//! from that record, never from tables that may have changed since.
//!
//! A ticket is corrected by another: [`void`] annuls one whole, a return line takes back a part.

mod add;
mod attach;
mod cart;
mod complete;
mod discount;
mod drawer;
mod duplicate;
mod error;
mod find;
mod floor;
mod forget;
mod goods;
mod issue;
mod kept;
mod lines;
mod open_cart;
mod override_price;
mod park;
mod prepare_payment;
mod price;
mod print_receipt;
mod quantity;
mod receipt;
mod remove;
mod repay;
mod sale;
mod show;
mod store;
mod take_return;
mod touch;
mod verify;
mod void;
mod work;

pub use add::{What, add};
pub use attach::set_customer;
pub use cart::{Cart, CartLine, CartState, Discount, LineOf, Prepared, UnknownWord};
pub use complete::{CompleteSale, CompleteSaleError, complete};
pub use discount::{GiveDiscount, give_discount};
pub use duplicate::{DuplicateError, duplicate};
pub use error::{CartError, Holder, PaymentError};
pub use find::{by_code, recent, sale, voided_by};
pub use forget::forget_customer;
pub use goods::{Goods, Returned};
pub use issue::IssueError;
pub use open_cart::open_cart;
pub use override_price::{OverridePrice, override_price};
pub use park::{abandon, expire_parked, next_expiry, park, take_back};
pub use prepare_payment::{cash_limit, limit_for};
pub use prepare_payment::{prepare_payment, remove_payment};
pub use price::{Priced, PricedLine, price};
pub use print_receipt::{PrintReceiptError, print_receipt};
pub use quantity::set_quantity;
pub use receipt::receipt;
pub use remove::remove_line;
pub use repay::{Repayment, repayments};
pub use sale::{Payment, Sale, SaleKind, SaleLine, Tender};
pub use show::{Shown, current_cart, parked_carts, show};
pub use store::{day_totals, duplicates_after, returned_quantities};
pub use take_return::{TakeReturn, take_return};
pub use verify::verify;
pub use void::{VoidSale, VoidSaleError, void};
pub use work::{SettleUp, TakeDeposit, give_back, settle_up, take_deposit};

#[cfg(test)]
pub(crate) mod tests;
