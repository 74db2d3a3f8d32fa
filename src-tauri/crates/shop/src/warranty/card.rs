//! The card that the customer takes home.

use documents::{Customer, Language, WarrantyCard, WarrantyLine};

use super::store;
use crate::customers;
use crate::db::{ReadTx, StoreError};
use crate::repair::{self, Job, Repair};
use crate::till;
use crate::wording;

/// As the hand-over that stands promised it. None: it promised nothing.
pub fn card(
    tx: &ReadTx<'_>,
    of: &Repair,
    job: &Job,
    language: Option<Language>,
) -> Result<Option<WarrantyCard>, StoreError> {
    let promised = store::warranties(tx, job.seq)?;
    let seen = repair::handovers(tx, job.seq)?.into_iter().next();
    let Some(seen) = seen.filter(|_| !promised.is_empty()) else {
        return Ok(None);
    };
    let house = till::house(tx, None, None)?;
    let language = language.unwrap_or(of.language);
    let customer = customers::customer(tx, of.customer)?;
    Ok(Some(WarrantyCard {
        language,
        shop: house.shop_with_logo(tx)?,
        software: till::software(),
        number: of.number.clone(),
        code: job.code.clone(),
        object: job.object.clone(),
        customer: Customer {
            name: customer.map(|one| one.name()).unwrap_or_default(),
            lines: Vec::new(),
        },
        returned_at: house.local(seen.at),
        words: wording::lines_at(tx, wording::On::Warranty, language, seen.at)?,
        lines: promised
            .into_iter()
            .map(|one| WarrantyLine {
                title: one.title,
                months: one.months,
                until: one.until,
            })
            .collect(),
    }))
}
