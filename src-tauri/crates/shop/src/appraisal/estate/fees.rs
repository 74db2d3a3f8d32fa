//! One fee for each certificate of an estate that has none: the till takes each as it takes a single one.

use units::Id;

use super::super::fee::set_fee;
use super::super::nouns::{AppraisalError, State};
use super::nouns::{Estate, EstateWhat};
use super::open::told;
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::users::{Authority, Right, authorise};

/// Sets it, VAT included, on every issued certificate without a fee. One that has its own keeps it.
pub fn set_fees(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Estate>,
    fee_minor: i64,
) -> Result<Estate, AppraisalError> {
    authorise(by, None, Right::Appraise)?;
    let standing = store::found(tx, id)?;
    let mut count = 0;
    for member in store::members(tx, &standing)? {
        let of = member.appraisal;
        if of.state == State::Issued && of.fee_minor.is_none() {
            set_fee(tx, cx, by, of.id, Some(fee_minor))?;
            count += 1;
        }
    }
    if count == 0 {
        return Err(AppraisalError::NoItems);
    }
    told(tx, cx, by, id, EstateWhat::Fees, &count.to_string(), None)
}
