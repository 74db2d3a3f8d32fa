//! What comes back, in any order, and what a void of it undoes.

use units::Id;

use super::fixture::{Fixture, Who, card};
use super::sales::{annul, bring_back};
use crate::sales::{self, GiveDiscount, Sale, SaleLine, VoidSaleError, give_discount, park};

/// Three charms at 33,33 less ten per cent: 89,99.
fn three_charms(shop: &Fixture) -> Sale {
    shop.write(|tx| {
        let id = uuid::Uuid::from_u128(2002);
        sales::store::testing::insert_article(tx, id, "A2", 3_333)
    });
    for _ in 0..3 {
        shop.scan(1, "A2").expect("a charm");
    }
    let cart = shop.cart(1);
    let (cart, line) = (cart.id, cart.lines[0].id);
    shop.run(1, Who::Manager, move |tx, cx, by| {
        let input = GiveDiscount {
            cart,
            line: Some(line),
            bp: 1_000,
            minor: 0,
            reason: "fidélité".into(),
        };
        give_discount(tx, cx, by, None, input)
    })
    .expect("ten per cent");
    shop.pay(1, Who::Seller, vec![card(8_999)]).expect("paid").0
}

/// One charm comes back; the ticket and what is given back for it.
fn one_back(shop: &Fixture, sale: Id<Sale>, line: Id<SaleLine>) -> Sale {
    bring_back(shop, 1, sale, line, Some(1)).expect("one");
    let due = shop.due(1);
    let refund = shop.pay(1, Who::Manager, vec![card(due)]);
    refund.expect("a refund").0
}

#[test]
fn a_refund_that_was_annulled_changes_no_cent_of_the_next() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    let sale = three_charms(&shop);
    let line = sale.lines[0].clone();
    let refunds: Vec<Sale> = (0..3).map(|_| one_back(&shop, sale.id, line.id)).collect();
    let totals: Vec<i64> = refunds.iter().map(|one| one.total_minor).collect();
    assert_eq!(totals, [-2_999, -3_000, -3_000]);
    annul(&shop, Who::Manager, refunds[0].id, "erreur").expect("a void");
    let again = one_back(&shop, sale.id, line.id);
    assert_eq!(again.total_minor, -2_999, "not a cent more than was paid");
    let back = |of: fn(&SaleLine) -> i64| -> i64 {
        let standing = refunds[1..].iter().chain([&again]);
        standing.map(|one| of(&one.lines[0])).sum()
    };
    assert_eq!(back(|one| one.total_minor), -8_999);
    assert_eq!(back(|one| one.vat_minor), -line.vat_minor);
    assert_eq!(back(|one| one.discount_minor), -line.discount_minor);
    assert_eq!(
        back(|one| one.cost_minor.unwrap_or(0)),
        -line.cost_minor.unwrap_or(0)
    );
    assert_eq!(shop.verify(), None);
}

#[test]
fn an_expired_cart_does_not_keep_a_refund_from_being_annulled() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    let (sale, _) = shop.sell(1, &["J1"]);
    bring_back(&shop, 1, sale.id, sale.lines[0].id, None).expect("comes back");
    let (refund, _) = shop
        .pay(1, Who::Manager, vec![card(-129_000)])
        .expect("a refund");
    let cart = shop.scan(1, "J1").expect("on sale again").id;
    shop.run(1, Who::Seller, move |tx, cx, _| {
        let until = crate::db::testing::at(3_600);
        park(tx, cx, cart, "Mme Roche", Some(until))
    })
    .expect("put aside for an hour");
    shop.set_clock(3_599);
    let held = annul(&shop, Who::Manager, refund.id, "erreur");
    assert!(
        matches!(&held, Err(VoidSaleError::PieceGone { number }) if number == "J1"),
        "{held:?}"
    );
    shop.set_clock(3_600);
    annul(&shop, Who::Manager, refund.id, "erreur").expect("the hour is over");
    let parked = shop.run(1, Who::Seller, move |tx, cx, by| {
        sales::take_back(tx, cx, by, cart)
    });
    assert!(
        matches!(parked, Err(sales::CartError::NotOpen)),
        "the cart has gone with its time: {parked:?}"
    );
    assert_eq!(shop.verify(), None);
}
