//! Why a cart does not change. One set for all of a cart's verbs: what an assistant does about a
//! refusal does not depend on which of them was asked.

use chrono::{DateTime, Utc};
use units::{Id, MoneyError};

use super::cart::CartLine;
use crate::db::StoreError;
use crate::deposit::DepositError;
use crate::stock::NotSaleable;
use crate::users::MissingRight;

/// Who has a piece reserved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The till's name.
    pub till: String,
    /// The person's name.
    pub user: String,
    /// The name of the parked cart, where it is one.
    pub parked_as: Option<String>,
    pub until: Option<DateTime<Utc>>,
}

/// A refusal. Nothing has changed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CartError {
    /// The command came from no till.
    #[error("no till")]
    NoTill,
    #[error("there is no such cart")]
    UnknownCart,
    /// It was completed, abandoned or parked.
    #[error("the cart is not open")]
    NotOpen,
    /// It stands on another till.
    #[error("the cart stands on another till")]
    OtherTill,
    /// The till has a cart with something in it: finish or park that first.
    #[error("the till has an open cart")]
    TillBusy,
    /// There is nothing in it.
    #[error("the cart is empty")]
    Empty,
    /// A cart of hundreds of lines is a scanner gone mad.
    #[error("the cart is full")]
    Full,
    /// Nothing has this number, barcode or certificate number.
    #[error("nothing has the code {code}")]
    UnknownCode { code: String },
    #[error(transparent)]
    NotSaleable(#[from] NotSaleable),
    /// Somebody has it on memo.
    #[error("the piece is out on {memo}")]
    OnMemo { memo: String, with: String },
    /// It is kept for a custom order.
    #[error("the piece is kept for {order}")]
    Kept { order: String },
    /// So many of the article are left beside those that custom orders keep; the first of them is named.
    #[error("{left} of {number} are free, {kept} are kept for {order}")]
    ArticleKept {
        number: String,
        left: i64,
        kept: i64,
        order: String,
    },
    /// Another cart has the piece.
    #[error("the piece is reserved on till {}", .0.till)]
    Reserved(Box<Holder>),
    /// This cart has it: a piece is unique.
    #[error("the piece is in this cart")]
    AlreadyThere { line: Id<CartLine> },
    #[error("there is no such line")]
    UnknownLine,
    /// Only a batch article has a quantity; a piece is one, a return as many as come back.
    #[error("the line has no quantity to change")]
    NotAnArticle,
    #[error("the quantity cannot be")]
    Quantity,
    /// Nothing, negative, or beyond belief.
    #[error("the price cannot be")]
    Price,
    /// The stock's price has changed since the line was added: take the new one, or say why not.
    #[error("the price of {number} is {price_minor} by now")]
    PriceChanged {
        line: Id<CartLine>,
        number: String,
        price_minor: i64,
    },
    /// The price follows from the work and its deposits: it is changed there.
    #[error("the price of work is not the till's to change")]
    AgreedPrice,
    /// Negative, or more than the price.
    #[error("the discount cannot be")]
    Discount,
    #[error("a reason is needed")]
    NoReason,
    /// More than this person may give: somebody else types a PIN.
    #[error("the discount is beyond {limit_bp}")]
    DiscountBeyond { limit_bp: i64, asked_bp: i64 },
    /// Less than the piece's floor price: somebody who may types a PIN.
    #[error("{number} is not sold below {floor_minor}")]
    BelowFloor {
        number: String,
        floor_minor: i64,
        asked_minor: i64,
    },
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The ticket has no such line.
    #[error("there is no such ticket line")]
    UnknownTicket,
    /// The ticket was annulled.
    #[error("the ticket was annulled")]
    TicketVoid,
    /// All of the line came back already.
    #[error("{left} of the line may come back")]
    AlreadyReturned { left: i64 },
    /// The moment lies behind, or too far ahead.
    #[error("a cart cannot be parked until then")]
    Until,
    /// Money was taken for it: take the payments out first.
    #[error("payments stand in the cart")]
    Paid,
    /// Its time is over and its pieces are free.
    #[error("the parked cart has expired")]
    Expired,
    /// Money for some work is not taken, or not so.
    #[error(transparent)]
    Deposit(#[from] DepositError),
    #[error(transparent)]
    Payment(#[from] PaymentError),
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    /// The amounts are beyond what the books can hold.
    #[error(transparent)]
    Money(#[from] MoneyError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a payment is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaymentError {
    /// Nothing, or beyond belief.
    #[error("the amount cannot be")]
    Amount,
    /// Money comes in for a sale and goes out for a refund; not both.
    #[error("the payment goes the wrong way")]
    Direction,
    /// The terminal's authorisation is typed.
    #[error("a card payment carries its authorisation")]
    NoReference,
    /// Less was handed over than the payment settles.
    #[error("{given_minor} were handed over")]
    Given { given_minor: i64 },
    /// More in cash than the law allows for one debt (CMF L112-6).
    #[error("cash is limited to {limit_minor}")]
    CashLimit { limit_minor: i64, cash_minor: i64 },
    /// The drawer does not hold that much cash: give it back some other way.
    #[error("the drawer does not hold that much")]
    NotInDrawer,
    /// It does not come to the total.
    #[error("{due_minor} are due, {paid_minor} are paid")]
    Unsettled { due_minor: i64, paid_minor: i64 },
    #[error("there is no such payment")]
    Unknown,
}
