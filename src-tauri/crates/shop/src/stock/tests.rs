//! The stock's promises.

use documents::Language;

use super::{families, places, seed};
use crate::db::StoreError;
use crate::db::testing::{cx, store};

#[test]
fn a_new_shop_has_families_and_places_once() {
    let (_dir, store) = store();
    for _ in 0..2 {
        store
            .write(|tx| seed(tx, &cx(0), Language::Fr))
            .expect("a seed");
    }
    let (families, places) = store
        .read(|tx| Ok::<_, StoreError>((families(tx)?, places(tx)?)))
        .expect("a read");
    assert_eq!(families.len(), crate::rules::trade().families.len());
    assert_eq!(places.len(), 5);
    assert!(
        families
            .iter()
            .any(|family| family.code == "watch" && family.durable)
    );
}
