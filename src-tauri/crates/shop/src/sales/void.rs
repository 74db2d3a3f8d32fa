//! Annuls a ticket by another: "Ce ticket annule le ticket n° …".
//!
//! It may be done after the day's Z too: the closed day keeps its figures, and the annulment is an
//! entry of today. That is what the law asks of a correction, and the only one it allows.

use documents::{Receipt, Reference};
use serde_json::json;
use units::Id;

use super::error::CartError;
use super::issue::{IssueError, References, issue, printed};
use super::prepare_payment::paid_out_limit;
use super::sale::{Payment, Sale, SaleKind, SaleLine};
use super::{drawer, store};
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::deposit::{self, Stage};
use crate::journal::{self, Event, JournalError};
use crate::stock;
use crate::till::{self, DayError};
use crate::users::{Authority, MissingRight, Right, authorise};

/// Which ticket, and why.
#[derive(Clone, Debug)]
pub struct VoidSale {
    /// The new document's.
    pub id: Id<Sale>,
    pub sale: Id<Sale>,
    pub reason: String,
}

/// Why the ticket stands.
#[derive(Debug, thiserror::Error)]
pub enum VoidSaleError {
    #[error("no till")]
    NoTill,
    #[error("there is no such ticket")]
    Unknown,
    /// It annuls another: sell again instead.
    #[error("the ticket annuls another")]
    IsVoid,
    #[error("the ticket is annulled by {by}")]
    AlreadyVoid { by: String },
    /// Something of it came back on another ticket: take the rest back line by line.
    #[error("lines of the ticket came back already")]
    PartlyReturned,
    /// It is of some work whose object was handed over: take the hand-over back first.
    #[error("the object of {code} was handed over")]
    HandedOver { code: String },
    /// It took a piece back that has gone again, or stands in a cart.
    #[error("the piece {number} is not there any more")]
    PieceGone { number: String },
    #[error("a reason is needed")]
    NoReason,
    /// The drawer does not hold what the ticket was paid in cash.
    #[error("the drawer does not hold that much")]
    NotInDrawer,
    /// The ticket's day was counted and closed, so this pays cash out, and more than a shop may: take
    /// the lines back and repay them some other way.
    #[error("cash is limited to {limit_minor}")]
    CashLimit { limit_minor: i64 },
    #[error(transparent)]
    Day(#[from] DayError),
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Issue(#[from] IssueError),
}

/// Issues the mirror of the ticket: pieces come back, money goes back the way it came.
pub fn void(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    input: VoidSale,
) -> Result<(Sale, Receipt), VoidSaleError> {
    authorise(by, vouched, Right::Void)?;
    let reason = super::discount::checked_reason(&input.reason)
        .map_err(|_: CartError| VoidSaleError::NoReason)?;
    let till = cx.till.ok_or(VoidSaleError::NoTill)?;
    let house = till::house(tx, Some(till), Some(by.user()))?;
    let opening = till::day_for_sale(tx, cx, &house)?;
    let annulled = store::sale(tx, input.sale)?.ok_or(VoidSaleError::Unknown)?;
    check(tx, cx, &annulled)?;
    let payments = repaid(cx, &annulled);
    let limit_minor = paid_out_limit(house.day(cx.now));
    if annulled.opening != opening.id && -drawer::cash_minor(&payments) > limit_minor {
        return Err(VoidSaleError::CashLimit { limit_minor });
    }
    if !drawer::can_give(tx, &house, &payments)? {
        return Err(VoidSaleError::NotInDrawer);
    }
    let sale = Sale {
        id: input.id,
        number: String::new(),
        seq: 0,
        kind: SaleKind::Void,
        cart: None,
        opening: opening.id,
        till,
        user: by.user(),
        customer: annulled.customer,
        voids: Some(annulled.id),
        business_on: opening.business_on,
        at: cx.now,
        total_minor: -annulled.total_minor,
        discount_minor: -annulled.discount_minor,
        reason,
        perpetual_minor: 0,
        perpetual_absolute_minor: 0,
        lines: annulled.lines.iter().map(|line| mirror(cx, line)).collect(),
        payments,
        ..annulled.clone()
    };
    let references = References {
        annuls: Some(Reference {
            number: annulled.number.clone(),
            at: Some(house.local(annulled.at)),
        }),
        returns: Vec::new(),
    };
    let (sale, receipt) = issue(tx, cx, &house, sale, references)?;
    let detail = json!({ "ticket": sale.number, "annuls": annulled.number });
    journal::log(tx, cx, Event::Voided, &detail)?;
    tx.changed(Change::one("sale", annulled.id));
    Ok((sale, receipt))
}

fn check(tx: &mut WriteTx<'_>, cx: &Cx, sale: &Sale) -> Result<(), VoidSaleError> {
    if sale.kind == SaleKind::Void {
        return Err(VoidSaleError::IsVoid);
    }
    if let Some(void) = store::voided_by(tx, sale.id)? {
        return Err(VoidSaleError::AlreadyVoid { by: void.number });
    }
    for line in &sale.lines {
        if let Some(about) = line.about
            && let Ok(owed) = deposit::owed(tx, about.subject)
            && owed.stage == Stage::Gone
        {
            return Err(VoidSaleError::HandedOver { code: owed.code });
        }
        if line.quantity > 0 && store::returned_quantity(tx, line.id)? != 0 {
            return Err(VoidSaleError::PartlyReturned);
        }
        let Some(piece) = line.piece.filter(|_| line.quantity < 0) else {
            continue;
        };
        let there = stock::piece_by_id(tx, piece)?;
        let number = there
            .as_ref()
            .map_or_else(String::new, |piece| piece.sheet.number.clone());
        let is_there = there.is_some_and(|piece| piece.state == stock::State::Available);
        if !is_there || super::park::standing_holder(tx, cx, piece)?.is_some() {
            return Err(VoidSaleError::PieceGone { number });
        }
    }
    Ok(())
}

fn repaid(cx: &Cx, annulled: &Sale) -> Vec<Payment> {
    annulled
        .payments
        .iter()
        .map(|payment| Payment {
            id: cx.new_id(),
            amount_minor: -payment.amount_minor,
            given_minor: None,
            ..payment.clone()
        })
        .collect()
}

/// The same line the other way round. It counts as the return of the line it annuls, or gives back
/// what that one had returned.
fn mirror(cx: &Cx, line: &SaleLine) -> SaleLine {
    let mut mirrored = SaleLine {
        id: cx.new_id(),
        returns: Some(line.returns.unwrap_or(line.id)),
        quantity: -line.quantity,
        discount_minor: -line.discount_minor,
        ticket_discount_minor: -line.ticket_discount_minor,
        total_minor: -line.total_minor,
        vat_minor: -line.vat_minor,
        cost_minor: line.cost_minor.map(|cost| -cost),
        ..line.clone()
    };
    mirrored.printed = printed(line.printed.clone(), &mirrored);
    // On a void the ticket's discount stands below the lines, as on the ticket it annuls.
    mirrored.printed.total_minor = -line.printed.total_minor;
    mirrored.printed.discount = line
        .printed
        .discount
        .clone()
        .map(|discount| documents::Discount {
            amount_minor: -discount.amount_minor,
            ..discount
        });
    mirrored
}
