//! The families and places a new shop starts with.

use documents::Language;

use super::family::Family;
use super::place::Place;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::rules;

/// Fills in the carried families and places, those that are not there yet. Places are named in the
/// shop's language; a family has both names.
pub fn seed(tx: &mut WriteTx<'_>, cx: &Cx, language: Language) -> Result<(), StoreError> {
    let rules = rules::trade();
    for rule in &rules.families {
        let family = Family {
            id: cx.new_id(),
            code: rule.code.clone(),
            name_fr: rule.fr.clone(),
            name_en: rule.en.clone(),
            durable: rule.durable,
            version: 1,
        };
        store::insert_family(tx, &family)?;
    }
    for rule in &rules.places {
        let name = match language {
            Language::Fr => &rule.fr,
            Language::En => &rule.en,
        };
        let place = Place {
            id: cx.new_id(),
            code: rule.code.clone(),
            name: name.clone(),
            kind: rule
                .kind
                .parse()
                .map_err(|_| StoreError::Unreadable("place kind in the rules"))?,
            active: true,
            version: 1,
        };
        store::insert_place(tx, &place)?;
    }
    tx.changed(Change::of("stock"));
    Ok(())
}
