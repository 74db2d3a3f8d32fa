//! What the work of a certificate costs. It is no part of the certificate and may change after its issue;
//! what is paid of it stands on tickets, and nowhere else.

use documents::Language;
use serde_json::json;
use units::Id;

use super::create::told;
use super::nouns::{Appraisal, AppraisalError, State, What};
use super::store;
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::repair::CostLine;
use crate::rules::rules;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// Sets the fee, VAT included, or takes it off. Of a certificate that does not stand any more it only
/// becomes less: so that what was paid can go back.
pub fn set_fee(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Appraisal>,
    fee_minor: Option<i64>,
) -> Result<Appraisal, AppraisalError> {
    authorise(by, None, Right::Appraise)?;
    let of = store::found(tx, id)?;
    let most_minor = rules().price_limit(cx.now.date_naive()).minor();
    if fee_minor.is_some_and(|minor| !(1..=most_minor).contains(&minor)) {
        return Err(AppraisalError::Fee { most_minor });
    }
    let is_less = fee_minor.unwrap_or(0) < of.fee_minor.unwrap_or(0);
    match of.state {
        State::Issued => {}
        State::Superseded | State::Withdrawn if is_less => {}
        state => return Err(AppraisalError::State { state }),
    }
    if fee_minor == of.fee_minor {
        return Ok(of);
    }
    store::set_fee(tx, of.seq, fee_minor)?;
    let detail = json!({ "what": "appraisal-fee", "appraisal": of.number, "fee_minor": fee_minor });
    journal::log(tx, cx, Event::Other, &detail)?;
    told(tx, cx, by, id, What::Fee, "", None)
}

/// The fee that was asked last: what is proposed for the next.
pub fn usual_fee(tx: &ReadTx<'_>) -> Result<Option<i64>, StoreError> {
    store::last_fee(tx)
}

/// The fee as a ticket names it; nothing where there is none.
pub fn cost_of(tx: &ReadTx<'_>, of: &Appraisal) -> Result<Vec<CostLine>, StoreError> {
    let Some((fee_minor, at)) = of.fee_minor.zip(of.issued_at) else {
        return Ok(Vec::new());
    };
    let house = till::house(tx, None, None)?;
    let title = match house.language {
        Language::Fr => "Honoraires d’expertise",
        Language::En => "Appraisal fee",
    };
    Ok(vec![CostLine {
        title: title.to_owned(),
        price_minor: Some(fee_minor),
        vat_bp: rules().vat_standard(house.day(at)).basis_points(),
        cost_minor: None,
    }])
}

/// Writes what one ticket did to it: called in the ticket's transaction. Below zero where it annuls
/// another, or gives the fee back.
pub fn settle(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    user: Id<User>,
    id: Id<Appraisal>,
    document: &str,
    charged_minor: i64,
) -> Result<(), AppraisalError> {
    let of = store::found(tx, id)?;
    let what = if charged_minor < 0 {
        What::Unpaid
    } else {
        What::Paid
    };
    store::insert_entry(tx, cx, user, of.seq, what, document, None)?;
    let detail = json!({ "what": "appraisal-entry", "entry": what.code(), "ticket": document });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in of.changes() {
        tx.changed(change);
    }
    Ok(())
}
