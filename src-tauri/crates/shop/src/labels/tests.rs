use units::Money;

use super::*;
use crate::db::testing::{cx, store};

#[test]
fn a_cost_is_written_in_ten_signs() {
    let code = CostCode::read(" blackhorse ").expect("a code");
    assert_eq!(code.word(), "BLACKHORSE");
    let check = |minor, expected: &str| assert_eq!(code.write(Money::eur(minor)), expected);
    check(123_456_789_000, "BLACKHORSE");
    check(0, "E");
    // Rounded up: a tag never says less than was paid.
    check(100, "B");
    check(101, "L");
    check(150_000, "BKEE");
}

#[test]
fn what_is_no_cost_code() {
    let check = |word: &str, expected: &str| {
        let error = CostCode::read(word).expect_err(expected);
        assert_eq!(error.to_string(), expected, "{word}");
    };
    check("BLACKHORS", "a cost code has ten signs");
    check("BLACKHORSEX", "a cost code has ten signs");
    check("BLACKHORSB", "the sign B is there twice");
    check("blackhorsB", "the sign B is there twice");
    check("BLACKHORS1", "1 cannot stand for a digit");
    check("BLACKHORSÉ", "É cannot stand for a digit");
    check("BLACK HORSE", "  cannot stand for a digit");
    check("BLACKHORS\u{7}", "\u{7} cannot stand for a digit");
}

#[test]
fn a_shop_chooses_its_code_and_may_do_without() {
    let (_dir, store) = store();
    let read = || store.read(cost_code).expect("a read");
    assert_eq!(read(), None);
    store
        .write(|tx| set_cost_code(tx, &cx(0), Some("blackhorse")))
        .expect("kept");
    assert_eq!(read().map(|code| code.word()), Some("BLACKHORSE".into()));
    let refused = store.write(|tx| set_cost_code(tx, &cx(1), Some("BLACKHORS1")));
    assert!(matches!(refused, Err(CostCodeError::Sign('1'))));
    assert_eq!(read().map(|code| code.word()), Some("BLACKHORSE".into()));
    store
        .write(|tx| set_cost_code(tx, &cx(2), Some("  ")))
        .expect("taken away");
    assert_eq!(read(), None);
}
