//! Forgets a person (RGPD art. 17). Tickets stay: the law wants them, and they name nobody.

use serde_json::json;
use units::Id;

use super::customer::{Customer, CustomerError};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};
use crate::{
    appraisal, custom, entrusted, memo, metal_account, notify, print, repair, replay, sales,
};

/// Scrubs every field, the consents and the search index, and throws the salt away: what the
/// journal holds cannot be led back to anybody any more. Their name goes from carts, from what was said,
/// written and signed of their repairs, orders and metal, from papers that wait for a printer and from
/// answers kept for repetition, too. What a law keeps is named in each feature's `forget`.
pub fn erase(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Customer>) -> Result<(), CustomerError> {
    let customer = store::customer(tx, id)?.ok_or(CustomerError::Unknown)?;
    if customer.erased {
        return Err(CustomerError::Erased);
    }
    if let Some(memo) = memo::stands_with(tx, id.uuid())? {
        return Err(CustomerError::OnMemo { memo });
    }
    if let Some(repair) = repair::stands_with(tx, id)? {
        return Err(CustomerError::InRepair { repair });
    }
    if let Some(order) = custom::stands_with(tx, id)? {
        return Err(CustomerError::InCustom { order });
    }
    if let Some(paper) = metal_account::stands_with(tx, id)? {
        return Err(CustomerError::MetalHeld { paper });
    }
    if let Some(slip) = entrusted::stands_with(tx, id)? {
        return Err(CustomerError::Entrusted { slip });
    }
    store::scrub(tx, id, cx.now_ms())?;
    sales::forget_customer(tx, id)?;
    let mut known_by = vec![id.uuid()];
    known_by.extend(repair::forget_customer(tx, id)?);
    known_by.extend(appraisal::forget_customer(tx, id)?);
    known_by.extend(custom::forget_customer(tx, id)?);
    known_by.extend(metal_account::forget_customer(tx, id)?);
    known_by.extend(entrusted::forget_customer(tx, id)?);
    print::forget_customer(tx, id)?;
    print::forget_papers(tx, &repair::subjects(tx, id)?)?;
    print::forget_papers(tx, &custom::subjects(tx, id)?)?;
    print::forget_papers(tx, &metal_account::subjects(tx, id)?)?;
    print::forget_papers(tx, &entrusted::subjects(tx, id)?)?;
    notify::forget_customer(tx, cx, id)?;
    replay::forget_naming(tx, &known_by)?;
    let detail = json!({ "what": "customer-erased" });
    journal::log(tx, cx, Event::Other, &detail).map_err(|error| match error {
        JournalError::Store(error) => error,
        other => StoreError::Refused(other.to_string()),
    })?;
    tx.changed(Change::of("customer"));
    tx.changed(Change::one("customer", id));
    Ok(())
}
