//! The ledger's words mean the same wherever they are read.

use super::*;

#[test]
fn what_is_gone_after_an_entry_is_gone_in_every_sum() {
    let ledger = include_str!("../../../../../../migrations/V0004__stock.sql");
    let (_, ledger) = ledger.split_once("custody_movement (").expect("the ledger");
    let (ledger, _) = ledger.split_once("STRICT").expect("its end");
    let reasons: Vec<&str> = ledger
        .split("reason = '")
        .skip(1)
        .filter_map(|rest| rest.split('\'').next())
        .collect();
    assert!(reasons.len() > 25, "{reasons:?}");
    for reason in reasons {
        let entry = custody::Entry {
            id: cx(0).new_id(),
            at: at(0),
            user: None,
            reason: reason.to_owned(),
            document: None,
            note: String::new(),
            custody: Custody {
                place: None,
                owner: Party::Shop,
                holder: Party::Shop,
            },
        };
        let is_gone = !matches!(entry.state(), State::Available | State::OnMemo);
        assert_eq!(GONE.contains(&format!("'{reason}'")), is_gone, "{reason}");
    }
}
