//! The shop's families, suppliers and places, by what a file may call them.

use std::collections::HashMap;

use units::Currency;

use crate::db::{ReadTx, StoreError};
use crate::rules;
use crate::search::fold;
use crate::stock::{self, Family, Place, Supplier};

/// The shop's lists, by the folded words a file may call them.
#[derive(Debug)]
pub(super) struct Lists {
    pub families: HashMap<String, Family>,
    pub suppliers: HashMap<String, Supplier>,
    pub places: HashMap<String, Place>,
    pub currency: Currency,
}

impl Lists {
    pub(super) fn read(tx: &ReadTx<'_>) -> Result<Self, StoreError> {
        let mut families = HashMap::new();
        for family in stock::families(tx)? {
            let rule = rules::trade()
                .families
                .iter()
                .find(|rule| rule.code == family.code);
            let words = rule.into_iter().flat_map(|rule| &rule.words);
            for word in [&family.code, &family.name_fr, &family.name_en]
                .into_iter()
                .chain(words)
            {
                families.entry(fold(word)).or_insert_with(|| family.clone());
            }
        }
        let mut suppliers = HashMap::new();
        for supplier in stock::suppliers(tx)? {
            for word in [&supplier.code, &supplier.name] {
                suppliers
                    .entry(fold(word))
                    .or_insert_with(|| supplier.clone());
            }
        }
        let mut places = HashMap::new();
        for place in stock::places(tx)?.into_iter().filter(|place| place.active) {
            for word in [&place.code, &place.name] {
                places.entry(fold(word)).or_insert_with(|| place.clone());
            }
        }
        Ok(Self {
            families,
            suppliers,
            places,
            currency: stock::currency(tx)?,
        })
    }
}
