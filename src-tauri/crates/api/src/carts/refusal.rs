//! Why a cart does not change, on the wire.

use shop::deposit::DepositError;
use shop::sales::{CartError, PaymentError};
use shop::stock::NotSaleable;

use crate::problem::Problem;

impl From<NotSaleable> for Problem {
    fn from(error: NotSaleable) -> Self {
        Self::conflict(match error {
            NotSaleable::Sold => "cart.sold",
            NotSaleable::OnMemo => "cart.on_memo",
            NotSaleable::Withdrawn => "cart.withdrawn",
            NotSaleable::Mounted => "cart.mounted",
            NotSaleable::NotPriced => "cart.not_priced",
            NotSaleable::Inactive => "cart.inactive",
            NotSaleable::HasVariants => "cart.has_variants",
        })
        .because(error)
    }
}

impl From<PaymentError> for Problem {
    fn from(error: PaymentError) -> Self {
        match error {
            PaymentError::Amount => Self::refused("payment.amount"),
            PaymentError::Direction => Self::refused("payment.direction"),
            PaymentError::NoReference => Self::refused("payment.no_reference"),
            PaymentError::Given { given_minor } => {
                Self::refused("payment.given").with("given_minor", given_minor)
            }
            PaymentError::CashLimit {
                limit_minor,
                cash_minor,
            } => Self::refused("payment.cash_limit")
                .with("limit_minor", limit_minor)
                .with("cash_minor", cash_minor),
            PaymentError::NotInDrawer => Self::conflict("payment.not_in_drawer"),
            PaymentError::Unsettled {
                due_minor,
                paid_minor,
            } => Self::refused("payment.unsettled")
                .with("due_minor", due_minor)
                .with("paid_minor", paid_minor),
            PaymentError::Unknown => Self::unknown("payment.unknown"),
        }
        .because(error)
    }
}

impl From<DepositError> for Problem {
    fn from(error: DepositError) -> Self {
        let detail = error.to_string();
        match error {
            DepositError::Unknown => Self::unknown("deposit.unknown"),
            DepositError::Amount => Self::refused("deposit.amount"),
            DepositError::OverPrice { code, left_minor } => Self::refused("deposit.over_price")
                .with("code", code)
                .with("left_minor", left_minor),
            DepositError::OverPaid { code, paid_minor } => Self::refused("deposit.over_paid")
                .with("code", code)
                .with("paid_minor", paid_minor),
            DepositError::Unpriced { code } => {
                Self::conflict("deposit.unpriced").with("code", code)
            }
            DepositError::NoDeposit { code, state } => Self::conflict("deposit.no_deposit")
                .with("code", code)
                .with("state", state),
            DepositError::NotDue { code, state } => Self::conflict("deposit.not_due")
                .with("code", code)
                .with("state", state),
            DepositError::NothingOwed { code } => {
                Self::conflict("deposit.nothing_owed").with("code", code)
            }
            DepositError::Twice { code } => Self::conflict("deposit.twice").with("code", code),
            DepositError::OtherCustomer { code } => {
                Self::conflict("deposit.other_customer").with("code", code)
            }
            DepositError::NoArrhes { code } => {
                Self::conflict("deposit.no_arrhes").with("code", code)
            }
            DepositError::NotReturned => Self::conflict("deposit.not_returned"),
            DepositError::Store(error) => error.into(),
        }
        .because(detail)
    }
}

impl From<CartError> for Problem {
    fn from(error: CartError) -> Self {
        let detail = error.to_string();
        match error {
            CartError::NoTill => Self::refused("till.missing"),
            CartError::UnknownCart => Self::unknown("cart.unknown"),
            CartError::NotOpen => Self::conflict("cart.not_open"),
            CartError::OtherTill => Self::conflict("cart.other_till"),
            CartError::TillBusy => Self::conflict("cart.till_busy"),
            CartError::Empty => Self::refused("cart.empty"),
            CartError::Full => Self::refused("cart.full"),
            CartError::UnknownCode { code } => {
                Self::unknown("cart.unknown_code").with("code", code)
            }
            CartError::NotSaleable(error) => error.into(),
            CartError::OnMemo { memo, with } => Self::conflict("cart.on_memo")
                .with("memo", memo)
                .with("with", with),
            CartError::Kept { order } => Self::conflict("cart.kept").with("order", order),
            CartError::ArticleKept {
                number,
                left,
                kept,
                order,
            } => Self::conflict("cart.article_kept")
                .with("number", number)
                .with("left", left)
                .with("kept", kept)
                .with("order", order),
            CartError::Reserved(holder) => Self::conflict("cart.reserved")
                .with("till", holder.till)
                .with("user", holder.user)
                .with("parked_as", holder.parked_as)
                .with("until", holder.until.map(|until| until.to_rfc3339())),
            CartError::AlreadyThere { line } => {
                Self::conflict("cart.already_there").with("line_id", line.to_string())
            }
            CartError::UnknownLine => Self::unknown("cart.unknown_line"),
            CartError::NotAnArticle => Self::refused("cart.not_an_article"),
            CartError::Quantity => Self::refused("cart.quantity"),
            CartError::Price | CartError::Money(_) => Self::refused("cart.price"),
            CartError::PriceChanged {
                line,
                number,
                price_minor,
            } => Self::conflict("cart.price_changed")
                .with("line_id", line.to_string())
                .with("number", number)
                .with("price_minor", price_minor),
            CartError::AgreedPrice => Self::refused("cart.agreed_price"),
            CartError::Deposit(error) => error.into(),
            CartError::Discount => Self::refused("cart.discount"),
            CartError::NoReason => Self::refused("cart.no_reason"),
            CartError::BelowFloor {
                number,
                floor_minor,
                asked_minor,
            } => Self::forbidden("cart.below_floor")
                .with("number", number)
                .with("floor_minor", floor_minor)
                .with("asked_minor", asked_minor),
            CartError::DiscountBeyond { limit_bp, asked_bp } => {
                Self::forbidden("cart.discount_beyond")
                    .with("limit_bp", limit_bp)
                    .with("asked_bp", asked_bp)
            }
            CartError::UnknownCustomer => Self::unknown("customer.unknown"),
            CartError::UnknownTicket => Self::unknown("sale.unknown"),
            CartError::TicketVoid => Self::conflict("cart.ticket_void"),
            CartError::AlreadyReturned { left } => {
                Self::conflict("cart.already_returned").with("left", left)
            }
            CartError::Until => Self::refused("cart.until"),
            CartError::Paid => Self::conflict("cart.paid"),
            CartError::Expired => Self::conflict("cart.expired"),
            CartError::Payment(error) => error.into(),
            CartError::MissingRight(error) => error.into(),
            CartError::Store(error) => error.into(),
        }
        .because(detail)
    }
}
