//! Makes a document final: number, signature, rows, ledger, custody. Sales and voids end here.

use documents::{Line, Receipt, ReceiptKind, Reference, VatTotal};
use serde_json::json;

use super::sale::{Sale, SaleKind, SaleLine, Tender};
use super::store;
use crate::customers;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::deposit::{self, SettleError, Subject};
use crate::journal::{self, Appended, Chain, JournalError};
use crate::ledger::{self, Entry, EntryKind, PostError, Posting, account};
use crate::memo;
use crate::stock::{self, ArticleMovement, ArticleReason, VatRegime, custody};
use crate::till::{House, software};
use crate::wording;

/// Why a document could not be made final: nothing of it has happened.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Post(#[from] PostError),
    /// A piece is not where the document says.
    #[error(transparent)]
    Custody(#[from] custody::RecordError),
    /// Some work cannot be settled any more.
    #[error(transparent)]
    Settle(#[from] SettleError),
}

impl From<memo::TicketMovedError> for IssueError {
    fn from(error: memo::TicketMovedError) -> Self {
        match error {
            memo::TicketMovedError::Store(error) => error.into(),
            memo::TicketMovedError::Journal(error) => error.into(),
            memo::TicketMovedError::Post(error) => error.into(),
        }
    }
}

/// What a document refers to, as its paper names it.
#[derive(Debug, Default)]
pub(super) struct References {
    pub annuls: Option<Reference>,
    pub returns: Vec<Reference>,
}

/// Gives the document its number and its place in the perpetual totals, then writes it everywhere.
/// `sale.number`, `seq` and both perpetual totals are filled in here.
pub(super) fn issue(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    house: &House,
    mut sale: Sale,
    references: References,
) -> Result<(Sale, Receipt), IssueError> {
    sale.seq = journal::next_seq(tx, Chain::Ticket)?;
    sale.number = format!("{}-{}", house.code, sale.seq);
    let (signed, absolute) = store::perpetual(tx)?;
    sale.perpetual_minor = signed + sale.total_minor;
    sale.perpetual_absolute_minor = absolute + sale.total_minor.abs();
    let mut receipt = draft(house, &sale, references);
    receipt.mentions = wording::lines(tx, wording::On::Receipt, house.language)?;
    let customer = match sale.customer {
        Some(id) => {
            customers::touch(tx, id, cx.now_ms())?;
            customers::reference(tx, id)?
        }
        None => None,
    };
    // Put in whole: the macro would copy what it is given.
    let mut payload = json!({ "v": 1, "print": receipt });
    payload["facts"] = sale.facts(customer.as_deref());
    let appended = journal::append(tx, cx, Chain::Ticket, sale.kind.name(), &payload)?;
    store::insert_sale(tx, &sale)?;
    move_goods(tx, cx, &sale)?;
    deposit::settle(tx, cx, &sale)?;
    post(tx, cx, house, &sale)?;
    sign(&mut receipt, &appended);
    tx.changed(Change::one("sale", sale.id));
    tx.changed(Change::of("sale"));
    Ok((sale, receipt))
}

pub(super) fn sign(receipt: &mut Receipt, appended: &Appended) {
    receipt.short_signature = appended.short_signature();
    receipt.signature = appended.signature_text();
}

/// The receipt as it is frozen: without logo, customer and signature, which are no part of what was
/// signed: the first is decoration, the second a person who may be erased.
fn draft(house: &House, sale: &Sale, references: References) -> Receipt {
    // A deposit that is used up does not come back: it pays.
    let comes_back = sale
        .lines
        .iter()
        .any(|line| line.quantity < 0 && !line.is_used());
    let goes_out = sale
        .lines
        .iter()
        .any(|line| line.quantity > 0 && !line.is_indemnity());
    let kind = match (sale.kind, comes_back, goes_out) {
        (SaleKind::Void, ..) => ReceiptKind::Void,
        (SaleKind::Sale, true, false) => ReceiptKind::Refund,
        (SaleKind::Sale, true, true) => ReceiptKind::Exchange,
        (SaleKind::Sale, false, _) => ReceiptKind::Sale,
    };
    Receipt {
        kind,
        copy: 0,
        training: false,
        language: house.language,
        currency: house.currency,
        shop: house.shop.clone(),
        number: sale.number.clone(),
        at: house.local(sale.at),
        till: house.till_code.clone(),
        seller: house.seller.clone(),
        software: software(),
        customer: None,
        annuls: references.annuls,
        returns: references.returns,
        lines: sale.lines.iter().map(|line| line.printed.clone()).collect(),
        discount: discount(sale.discount_minor, sale.discount_bp, &sale.discount_reason),
        total_minor: sale.total_minor,
        vat: vat_totals(&sale.lines),
        payments: sale.payments.iter().map(printed_payment).collect(),
        mentions: Vec::new(),
        short_signature: String::new(),
        signature: String::new(),
    }
}

fn discount(amount_minor: i64, bp: i64, reason: &str) -> Option<documents::Discount> {
    (amount_minor != 0).then(|| documents::Discount {
        amount_minor,
        percent_bp: (bp > 0).then_some(bp),
        reason: reason.to_owned(),
    })
}

/// A line's words with its figures. The ticket's discount stands below the lines, so a line shows
/// what it comes to before its share of it.
pub(super) fn printed(words: Line, line: &SaleLine) -> Line {
    // What comes back has its share in its price: its own ticket is not there to be looked at.
    let share = if line.quantity > 0 {
        line.ticket_discount_minor
    } else {
        0
    };
    let off = if line.quantity > 0 {
        line.discount_minor
    } else {
        line.discount_minor + line.ticket_discount_minor
    };
    Line {
        quantity: line.quantity,
        unit_price_minor: line.unit_price_minor,
        discount: discount(off, line.discount_bp, &line.discount_reason),
        total_minor: line.total_minor + share,
        ..words
    }
}

fn printed_payment(payment: &super::sale::Payment) -> documents::Payment {
    let change = payment
        .given_minor
        .map(|given| given - payment.amount_minor);
    documents::Payment {
        tender: payment.tender.printed(),
        amount_minor: payment.amount_minor,
        reference: Some(payment.reference.clone()).filter(|text| !text.is_empty()),
        given_minor: payment.given_minor,
        change_minor: change.filter(|change| *change > 0),
    }
}

/// Ordinary VAT by rate. The margin scheme's is never shown (CGI 297 E).
fn vat_totals(lines: &[SaleLine]) -> Vec<VatTotal> {
    let mut totals: Vec<VatTotal> = Vec::new();
    for line in lines
        .iter()
        .filter(|line| line.vat_regime == VatRegime::Standard && !line.is_indemnity())
    {
        let at = if let Some(at) = totals.iter().position(|total| total.rate_bp == line.vat_bp) {
            at
        } else {
            totals.push(VatTotal {
                rate_bp: line.vat_bp,
                net_minor: 0,
                vat_minor: 0,
                gross_minor: 0,
            });
            totals.len() - 1
        };
        totals[at].gross_minor += line.total_minor;
        totals[at].vat_minor += line.vat_minor;
        totals[at].net_minor += line.total_minor - line.vat_minor;
    }
    totals.sort_by_key(|total| total.rate_bp);
    totals
}

fn move_goods(tx: &mut WriteTx<'_>, cx: &Cx, sale: &Sale) -> Result<(), IssueError> {
    for line in &sale.lines {
        if let Some(piece) = line.piece {
            let movement = if line.quantity > 0 {
                custody::Movement::Sold {
                    ticket: sale.number.clone(),
                    customer: sale.customer.map(units::Id::uuid),
                }
            } else {
                custody::Movement::Returned {
                    ticket: sale.number.clone(),
                    place: None,
                }
            };
            custody::record(tx, cx, piece, &movement)?;
            memo::ticket_moved(tx, cx, piece, &sale.number, line.quantity > 0)?;
        }
        if let Some(article) = line.article {
            let reason = if line.quantity > 0 {
                ArticleReason::Sold
            } else {
                ArticleReason::Returned
            };
            let movement = ArticleMovement {
                reason,
                quantity: -line.quantity,
                document: Some(sale.number.clone()),
            };
            stock::move_article(tx, cx, article, &movement)?;
        }
    }
    Ok(())
}

fn post(tx: &mut WriteTx<'_>, cx: &Cx, house: &House, sale: &Sale) -> Result<(), IssueError> {
    let currency = house.currency.code();
    let mut revenue = 0;
    let mut vat = 0;
    let mut vat_ahead = 0;
    let mut indemnity = 0;
    let mut ahead: Vec<(Subject, i64)> = Vec::new();
    for line in &sale.lines {
        vat += line.vat_minor;
        if line.is_indemnity() {
            indemnity += line.total_minor;
            continue;
        }
        match line.about.filter(|about| about.role.is_deposit()) {
            None => revenue += line.total_minor - line.vat_minor,
            Some(about) => {
                vat_ahead += line.vat_minor;
                match ahead.iter_mut().find(|(one, _)| *one == about.subject) {
                    Some((_, sum)) => *sum += line.total_minor,
                    None => ahead.push((about.subject, line.total_minor)),
                }
            }
        }
    }
    let mut postings = vec![
        Posting::new(account::REVENUE, currency, -revenue),
        Posting::new(account::VAT, currency, -vat),
        Posting::new(account::VAT_AHEAD, currency, vat_ahead),
        Posting::new(account::INDEMNITIES, currency, -indemnity),
    ];
    for (subject, minor) in ahead {
        postings.push(Posting::new(subject.account(), currency, -minor));
    }
    for tender in Tender::ALL {
        let paid = sale.payments.iter().filter(|one| one.tender == tender);
        let amount = paid.map(|one| one.amount_minor).sum();
        let name = match tender {
            Tender::Cash => account::cash(&house.till_code),
            other => other.name().to_owned(),
        };
        postings.push(Posting::new(name, currency, amount));
    }
    let kind = match sale.kind {
        SaleKind::Sale => EntryKind::Sale,
        SaleKind::Void => EntryKind::Void,
    };
    let entry = Entry {
        id: cx.new_id(),
        kind,
        document: Some(sale.number.clone()),
        postings,
    };
    Ok(ledger::post(tx, cx, entry)?)
}
