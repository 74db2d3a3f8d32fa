//! Enters the invoice of a workshop for what it did.

use std::collections::HashSet;

use chrono::NaiveDate;
use units::Id;

use super::nouns::BenchError;
use super::slip::{LineState, SlipLine, VendorSlip};
use super::{rule, send_out, store};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::purchase::{self, EnterInvoice, Invoice};
use crate::users::{Authority, Right, authorise};

/// The invoice as the workshop wrote it, by the objects it bills.
#[derive(Clone, Debug)]
pub struct BillWork {
    pub slip: Id<VendorSlip>,
    pub id: Id<Invoice>,
    pub number: String,
    pub invoiced_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub vat_minor: i64,
    /// Of what is billed otherwise than agreed.
    pub reason: String,
    pub lines: Vec<BilledWork>,
}

/// What is billed of an object, without VAT.
#[derive(Clone, Copy, Debug)]
pub struct BilledWork {
    pub line: Id<SlipLine>,
    pub net_minor: i64,
}

/// Keeps it among the suppliers' invoices, whose verbs pay it, and reverse it where it was a mistake: then
/// the objects are to be billed again.
pub fn bill_work(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &BillWork,
) -> Result<VendorSlip, BenchError> {
    authorise(by, None, Right::EditStock)?;
    let slip = send_out::found(tx, input.slip)?;
    let named: HashSet<_> = input.lines.iter().map(|line| line.line).collect();
    if input.lines.is_empty() || named.len() < input.lines.len() {
        return Err(BenchError::Lines);
    }
    let reason = rule::said(&input.reason);
    let mut net_minor = 0_i64;
    for billed in &input.lines {
        let line = slip.lines.iter().find(|line| line.id == billed.line);
        let line = line.ok_or(BenchError::Unknown)?;
        if !matches!(line.state, LineState::Back | LineState::Unworked) {
            return Err(BenchError::NotBack {
                code: line.code.clone(),
            });
        }
        if let Some((_, reference)) = &line.billed {
            let reference = reference.clone();
            return Err(BenchError::Billed { reference });
        }
        if billed.net_minor < 0 {
            return Err(BenchError::Amount);
        }
        if line.agreed_minor != Some(billed.net_minor) && reason.is_empty() {
            return Err(BenchError::NotAgreed {
                code: line.code.clone(),
            });
        }
        net_minor = net_minor.saturating_add(billed.net_minor);
    }
    let note = format!("{} {reason}", slip.number).trim().to_owned();
    let invoice = EnterInvoice {
        id: input.id,
        supplier: slip.supplier,
        number: input.number.clone(),
        invoiced_on: input.invoiced_on,
        due_on: input.due_on,
        net_minor,
        vat_minor: input.vat_minor,
        gross_minor: net_minor.saturating_add(input.vat_minor),
        note,
        lines: Vec::new(),
    };
    let invoice = purchase::enter_invoice(tx, cx, invoice)?;
    for billed in &input.lines {
        let line = slip.lines.iter().find(|line| line.id == billed.line);
        let line = line.ok_or(BenchError::Unknown)?;
        store::insert_bill(tx, line.seq, invoice.id, billed.net_minor, &reason)?;
    }
    send_out::changed(tx);
    send_out::found(tx, input.slip)
}
