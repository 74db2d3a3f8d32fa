//! The ledger as a whole: what is posted balances, what does not is refused.

use proptest::prelude::*;

use super::*;
use crate::db::testing::{cx, store};
use crate::db::{Store, StoreError};

fn entry(postings: &[(&str, &'static str, i64)]) -> Entry {
    Entry {
        id: cx(0).new_id(),
        kind: EntryKind::Sale,
        document: Some("P1-1".into()),
        postings: postings
            .iter()
            .map(|&(account, asset, amount)| Posting::new(account, asset, amount))
            .collect(),
    }
}

fn post_into(store: &Store, entry: Entry) -> Result<(), PostError> {
    store
        .write(move |tx| post(tx, &cx(0), entry))
        .map(|written| written.value)
}

fn balance_of(store: &Store, account: &'static str, asset: &'static str) -> i64 {
    store
        .read(|tx| balance(tx, account, asset))
        .expect("a balance")
}

#[test]
fn each_asset_balances_for_itself() {
    let (_dir, store) = store();
    let cross = entry(&[("a", "EUR", 5), ("b", "XAU", -5)]);
    assert!(matches!(
        post_into(&store, cross),
        Err(PostError::Unbalanced {
            asset: "EUR",
            sum: 5
        })
    ));
    assert_eq!(balance_of(&store, "a", "EUR"), 0);
    let both = entry(&[
        ("a", "EUR", 5),
        ("b", "EUR", -5),
        ("a", "XAU", -7),
        ("b", "XAU", 7),
    ]);
    assert!(post_into(&store, both).is_ok());
    assert_eq!(balance_of(&store, "a", "EUR"), 5);
    assert_eq!(balance_of(&store, "a", "XAU"), -7);
    assert!(post_into(&store, entry(&[("a", "EUR", 0)])).is_ok());
    assert_eq!(store.read(verify).expect("a read"), None);
}

#[test]
fn a_balance_that_was_touched_is_named() {
    let (_dir, store) = store();
    assert!(post_into(&store, entry(&[("a", "EUR", 5), ("b", "EUR", -5)])).is_ok());
    let touched = store.write(|tx| -> Result<(), StoreError> {
        tx.execute(
            "UPDATE ledger_balance SET amount = amount + 1 WHERE account = 'b'",
            [],
        )?;
        Ok(())
    });
    assert!(touched.is_ok());
    let found = store.read(verify).expect("a read");
    assert_eq!(
        found,
        Some(Unbalanced::Balance {
            account: "b".into(),
            by: -1
        })
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn balances_are_the_sums_of_what_was_posted(
        moves in proptest::collection::vec((0usize..4, 0usize..4, -1_000_000i64..1_000_000), 1..40)
    ) {
        const ACCOUNTS: [&str; 4] = ["cash:1", "revenue", "vat", "safe"];
        let (_dir, store) = store();
        let mut model = [0i64; 4];
        for (from, to, amount) in moves {
            model[from] -= amount;
            model[to] += amount;
            let entry = entry(&[(ACCOUNTS[from], "EUR", -amount), (ACCOUNTS[to], "EUR", amount)]);
            prop_assert!(post_into(&store, entry).is_ok());
        }
        for (account, expected) in ACCOUNTS.iter().zip(model) {
            prop_assert_eq!(balance_of(&store, account, "EUR"), expected);
        }
        prop_assert_eq!(model.iter().sum::<i64>(), 0);
        prop_assert_eq!(store.read(verify).expect("a read"), None);
    }
}
