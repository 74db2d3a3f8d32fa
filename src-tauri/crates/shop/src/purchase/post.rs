//! What a supplier's invoice and its payment do to the ledger.

use units::Id;

use super::goods::Return;
use super::invoice::Invoice;
use super::refusal::Refusal;
use crate::cx::{Cx, Till};
use crate::db::WriteTx;
use crate::ledger::{self, Entry, EntryKind, Posting, account};
use crate::stock::{self, Supplier};
use crate::till::{self, CashMovement, SettleCash};
use crate::users::Authority;

fn payable(supplier: Id<Supplier>) -> String {
    format!("{}{supplier}", account::PURCHASE_PAYABLE)
}

/// The invoice is to be paid; with `undone`, no longer.
pub(super) fn invoiced(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    invoice: &Invoice,
    undone: bool,
) -> Result<(), Refusal> {
    let currency = stock::currency(tx)?.code();
    let sign = if undone { -1 } else { 1 };
    let entry = Entry {
        id: cx.new_id(),
        kind: EntryKind::PurchaseInvoice,
        document: Some(invoice.reference.clone()),
        postings: vec![
            Posting::new(account::PURCHASES, currency, sign * invoice.net_minor),
            Posting::new(account::VAT_PAID, currency, sign * invoice.vat_minor),
            Posting::new(
                payable(invoice.supplier),
                currency,
                -sign * invoice.gross_minor,
            ),
        ],
    };
    Ok(ledger::post(tx, cx, entry)?)
}

/// The supplier's credit note for a return takes off what is to be paid, and of the input VAT; with
/// `undone`, no longer. Amounts: without VAT, the VAT.
pub(super) fn credited(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    back: &Return,
    (net_minor, vat_minor): (i64, i64),
    undone: bool,
) -> Result<(), Refusal> {
    if net_minor == 0 {
        return Ok(());
    }
    let currency = stock::currency(tx)?.code();
    let sign = if undone { -1 } else { 1 };
    let entry = Entry {
        id: cx.new_id(),
        kind: EntryKind::PurchaseCredit,
        document: Some(back.number.clone()),
        postings: vec![
            Posting::new(
                payable(back.supplier),
                currency,
                sign * (net_minor + vat_minor),
            ),
            Posting::new(account::PURCHASES, currency, -sign * net_minor),
            Posting::new(account::VAT_PAID, currency, -sign * vat_minor),
        ],
    };
    Ok(ledger::post(tx, cx, entry)?)
}

/// How money went, or comes back.
#[derive(Debug)]
pub(super) struct Money<'a> {
    pub means: &'a str,
    /// Of cash: whose drawer, if it is not the one where the person stands.
    pub till: Option<Id<Till>>,
    pub reason: String,
    pub undone: bool,
}

/// The invoice is paid as a whole, or the payment is taken back. Of cash, how it moved.
pub(super) fn paid(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    invoice: &Invoice,
    money: Money<'_>,
) -> Result<Option<CashMovement>, Refusal> {
    let ours = if money.undone {
        invoice.gross_minor
    } else {
        -invoice.gross_minor
    };
    if ours == 0 {
        return Ok(None);
    }
    let against = payable(invoice.supplier);
    if money.means == "cash" {
        let cash = SettleCash {
            id: cx.new_id(),
            till: money.till,
            amount_minor: ours,
            reason: money.reason,
            against: &against,
            before_minor: (!money.undone).then_some(0),
        };
        return Ok(Some(till::settle_cash(tx, cx, by, cash)?));
    }
    let currency = stock::currency(tx)?.code();
    let entry = Entry {
        id: cx.new_id(),
        kind: EntryKind::PurchasePayment,
        document: Some(invoice.reference.clone()),
        postings: vec![
            Posting::new(money.means, currency, ours),
            Posting::new(against, currency, -ours),
        ],
    };
    ledger::post(tx, cx, entry)?;
    Ok(None)
}
