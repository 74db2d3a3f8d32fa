//! Completing, bringing back, annulling, printing again.

use documents::ReceiptKind;
use units::Id;

use super::fixture::{Fixture, Who, card, cash, cheque, piece_id, user_id};
use crate::customers::{self, NewCustomer};
use crate::sales::{
    self, Cart, CartError, CompleteSale, CompleteSaleError, PaymentError, Sale, SaleLine,
    TakeReturn, VoidSale, VoidSaleError, duplicate, take_return, void,
};
use crate::stock::{self, State};
use crate::till::DayError;

fn state_of(shop: &Fixture, number: u128) -> State {
    let piece = shop
        .store
        .read(|tx| stock::piece_by_id(tx, piece_id(number)));
    piece.expect("a read").expect("a piece").state
}

pub(super) fn bring_back(
    shop: &Fixture,
    till: u128,
    sale: Id<Sale>,
    line: Id<SaleLine>,
    quantity: Option<i64>,
) -> Result<Cart, CartError> {
    let cart = shop.cart(till).id;
    shop.run(till, Who::Seller, move |tx, cx, _| {
        let input = TakeReturn {
            cart,
            id: cx.new_id(),
            sale,
            line,
            quantity,
        };
        take_return(tx, cx, input)
    })
}

pub(super) fn annul(
    shop: &Fixture,
    who: Who,
    sale: Id<Sale>,
    reason: &'static str,
) -> Result<(Sale, documents::Receipt), VoidSaleError> {
    shop.run(1, who, move |tx, cx, by| {
        let input = VoidSale {
            id: cx.new_id(),
            sale,
            reason: reason.into(),
        };
        void(tx, cx, by, None, input)
    })
}

#[test]
fn a_sale_of_every_regime() {
    let shop = Fixture::with_stock();
    shop.open(1, 10_000).expect("a day");
    for code in ["J1", "J2", "J3", "J4", "A1", "A1"] {
        shop.scan(1, code).expect(code);
    }
    let due = 129_000 + 100_000 + 50_000 + 80_000 + 3_000;
    assert_eq!(shop.due(1), due);
    let payments = vec![
        card(200_000),
        cheque(100_000),
        cash(due - 300_000, Some(70_000)),
    ];
    let (sale, receipt) = shop.pay(1, Who::Seller, payments).expect("a sale");
    assert_eq!(
        (sale.number.as_str(), sale.seq, sale.total_minor),
        ("P1-1", 1, due)
    );
    assert_eq!(sale.change_minor(), 70_000 - (due - 300_000));
    assert_eq!(sale.perpetual_minor, due);
    let vat: Vec<i64> = sale.lines.iter().map(|line| line.vat_minor).collect();
    // The margin's tax lies in the margin: 600,00 € / 6. Exempt gold has none.
    assert_eq!(vat, [21_500, 10_000, 0, 13_333, 500]);
    assert_eq!(receipt.kind, ReceiptKind::Sale);
    assert_eq!(receipt.vat.len(), 1);
    let ordinary = receipt.vat[0];
    assert_eq!(
        (ordinary.rate_bp, ordinary.gross_minor),
        (2000, 129_000 + 80_000 + 3_000)
    );
    assert_eq!(ordinary.vat_minor, 21_500 + 13_333 + 500);
    assert_eq!(
        ordinary.net_minor + ordinary.vat_minor,
        ordinary.gross_minor
    );
    assert!(receipt.must_be_printed(), "a watch");
    assert_eq!(receipt.short_signature.len(), 4);
    assert_eq!(receipt.seller, "Léa");
    assert_eq!(receipt.at.to_string(), "2026-11-22 10:00:00");
    for number in 1..=4 {
        assert_eq!(state_of(&shop, number), State::Sold);
    }
    assert!(matches!(shop.scan(2, "J1"), Err(CartError::NotSaleable(_))));
    let again = shop
        .store
        .read(|tx| sales::receipt(tx, sale.id, 0))
        .expect("a read");
    assert_eq!(again, Some(receipt.clone()));
    for code in ["P1-1".to_owned(), receipt.qr()] {
        let found = shop
            .store
            .read(|tx| sales::by_code(tx, &code))
            .expect("a read");
        assert_eq!(found.map(|sale| sale.id), Some(sale.id), "{code}");
    }
    assert_eq!(shop.verify(), None);
}

#[test]
fn payments_come_to_the_total() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    shop.scan(1, "J1").expect("1 290");
    let check = |payments, expected: PaymentError| match shop.pay(1, Who::Seller, payments) {
        Err(CompleteSaleError::Payment(found)) => assert_eq!(found, expected),
        other => panic!("{other:?}"),
    };
    let unsettled = |paid_minor| PaymentError::Unsettled {
        due_minor: 129_000,
        paid_minor,
    };
    check(vec![], unsettled(0));
    check(vec![card(128_999)], unsettled(128_999));
    check(vec![card(129_001)], unsettled(129_001));
    check(vec![card(129_000), card(1)], unsettled(129_001));
    check(
        vec![cash(60_000, None), cash(69_000, None)],
        PaymentError::CashLimit {
            limit_minor: 100_000,
            cash_minor: 129_000,
        },
    );
    check(vec![card(-129_000)], PaymentError::Direction);
    check(vec![card(i64::MAX)], PaymentError::Amount);
    let (sale, _) = shop
        .pay(1, Who::Seller, vec![card(100_000), cash(30_000, None)])
        .expect("cash beyond the rest is change");
    assert_eq!(sale.change_minor(), 1_000);
    assert_eq!(sale.payments[1].amount_minor, 29_000);
    let empty = shop.pay(1, Who::Seller, vec![card(5)]);
    assert!(matches!(
        empty,
        Err(CompleteSaleError::Cart(CartError::Empty))
    ));
}

#[test]
fn nothing_is_sold_outside_a_day() {
    let shop = Fixture::with_stock();
    shop.scan(1, "J1").expect("in the cart");
    let pay = || shop.pay(1, Who::Seller, vec![card(129_000)]);
    assert!(matches!(
        pay(),
        Err(CompleteSaleError::Day(DayError::NotOpen))
    ));
    shop.open(1, 0).expect("a day");
    shop.set_clock(24 * 3600);
    assert!(matches!(
        pay(),
        Err(CompleteSaleError::Day(DayError::Forgotten { .. }))
    ));
    shop.close(1, 0, "").expect("the forgotten day");
    shop.open(1, 0).expect("today");
    let (sale, _) = pay().expect("a sale");
    assert_eq!(sale.business_on.to_string(), "2026-11-23");
}

#[test]
fn lines_come_back_once_for_what_was_paid() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    for code in ["A1", "A1", "A1", "J1"] {
        shop.scan(1, code).expect(code);
    }
    let cart = shop.cart(1).id;
    shop.run(1, Who::Seller, move |tx, cx, by| {
        let input = sales::GiveDiscount {
            cart,
            line: None,
            bp: 0,
            minor: 1_000,
            reason: "fidélité".into(),
        };
        sales::give_discount(tx, cx, by, None, input)
    })
    .expect("ten euros off");
    let due = shop.due(1);
    let (sale, _) = shop.pay(1, Who::Seller, vec![card(due)]).expect("a sale");
    let charms = sale.lines[0].clone();

    let cart = bring_back(&shop, 1, sale.id, charms.id, Some(2)).expect("two charms");
    let there = bring_back(&shop, 1, sale.id, charms.id, Some(1));
    assert!(matches!(there, Err(CartError::AlreadyThere { .. })));
    let first = shop.due(1);
    let (id, line) = (cart.id, cart.lines[0].id);
    let too_many = shop.run(1, Who::Seller, move |tx, cx, by| {
        sales::set_quantity(tx, cx, by, id, line, 4)
    });
    assert!(matches!(
        too_many,
        Err(CartError::AlreadyReturned { left: 3 })
    ));
    let refused = shop.pay(1, Who::Seller, vec![card(first)]);
    assert!(
        matches!(refused, Err(CompleteSaleError::MissingRight(_))),
        "money goes out"
    );
    let (refund, receipt) = shop
        .pay(1, Who::Manager, vec![card(first)])
        .expect("a refund");
    assert_eq!(receipt.kind, ReceiptKind::Refund);
    assert_eq!(receipt.returns[0].number, sale.number);

    let missing = bring_back(&shop, 1, sale.id, charms.id, Some(2));
    assert!(matches!(
        missing,
        Err(CartError::AlreadyReturned { left: 1 })
    ));
    bring_back(&shop, 1, sale.id, charms.id, None).expect("the third");
    let second = shop.due(1);
    shop.pay(1, Who::Manager, vec![card(second)])
        .expect("a refund");
    assert_eq!(first + second, -charms.total_minor, "to the cent");
    let none = bring_back(&shop, 1, sale.id, charms.id, None);
    assert!(matches!(none, Err(CartError::AlreadyReturned { left: 0 })));
    let foreign = bring_back(&shop, 1, refund.id, charms.id, None);
    assert!(matches!(foreign, Err(CartError::UnknownTicket)));
    assert_eq!(shop.verify(), None);
}

#[test]
fn an_exchange_is_one_ticket_and_two_carts_do_not_return_twice() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    shop.open(2, 0).expect("a day");
    let (sale, _) = shop.sell(1, &["J1"]);
    let ring = sale.lines[0].id;
    bring_back(&shop, 1, sale.id, ring, None).expect("in one cart");
    bring_back(&shop, 2, sale.id, ring, None).expect("in another");
    shop.scan(1, "J4").expect("a watch");
    shop.scan(1, "J2").expect("and a ring");
    assert_eq!(shop.due(1), 80_000 + 100_000 - 129_000);
    let (exchange, receipt) = shop
        .pay(1, Who::Seller, vec![card(51_000)])
        .expect("an exchange");
    assert_eq!(receipt.kind, ReceiptKind::Exchange);
    assert_eq!(state_of(&shop, 1), State::Available);
    let late = shop.pay(2, Who::Manager, vec![card(-129_000)]);
    assert!(matches!(
        late,
        Err(CompleteSaleError::Cart(CartError::AlreadyReturned {
            left: 0
        }))
    ));
    // Annulled, the exchange gives the ring back to its customer: it can come back once more.
    let (voided, _) = annul(&shop, Who::Manager, exchange.id, "erreur").expect("a void");
    assert_eq!(voided.total_minor, -51_000);
    assert_eq!(
        (state_of(&shop, 1), state_of(&shop, 4)),
        (State::Sold, State::Available)
    );
    shop.pay(2, Who::Manager, vec![card(-129_000)])
        .expect("now it may");
    assert_eq!(shop.verify(), None);
}

#[test]
fn a_ticket_is_annulled_once_by_another() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    let (sale, sold) = shop.sell(1, &["J1", "J2", "A1"]);
    assert!(matches!(
        annul(&shop, Who::Seller, sale.id, "erreur"),
        Err(VoidSaleError::MissingRight(_))
    ));
    assert!(matches!(
        annul(&shop, Who::Manager, sale.id, " "),
        Err(VoidSaleError::NoReason)
    ));
    let nowhere = shop.cx(1, Who::Seller).new_id();
    assert!(matches!(
        annul(&shop, Who::Manager, nowhere, "erreur"),
        Err(VoidSaleError::Unknown)
    ));
    shop.close(1, 0, "").expect("even after the Z");
    shop.set_clock(24 * 3600);
    shop.open(1, 0).expect("tomorrow");
    let (void, receipt) = annul(&shop, Who::Manager, sale.id, "erreur").expect("a void");
    assert_eq!(receipt.kind, ReceiptKind::Void);
    assert_eq!(
        receipt.annuls.as_ref().map(|one| one.number.as_str()),
        Some("P1-1")
    );
    assert!(receipt.must_be_printed());
    assert_eq!(void.total_minor, -sale.total_minor);
    assert_eq!(
        (void.perpetual_minor, void.perpetual_absolute_minor),
        (0, 2 * sale.total_minor)
    );
    for (back, line) in void.lines.iter().zip(&sale.lines) {
        assert_eq!(back.total_minor, -line.total_minor);
        assert_eq!(back.vat_minor, -line.vat_minor);
    }
    assert_eq!(receipt.vat[0].vat_minor, -sold.vat[0].vat_minor);
    assert_eq!(state_of(&shop, 1), State::Available);
    assert!(matches!(
        annul(&shop, Who::Manager, sale.id, "encore"),
        Err(VoidSaleError::AlreadyVoid { by }) if by == "P1-2"
    ));
    assert!(matches!(
        annul(&shop, Who::Manager, void.id, "encore"),
        Err(VoidSaleError::IsVoid)
    ));
    let returned = bring_back(&shop, 1, sale.id, sale.lines[0].id, None);
    assert!(matches!(returned, Err(CartError::TicketVoid)));
    let (again, _) = shop.sell(1, &["J1"]);
    bring_back(&shop, 1, again.id, again.lines[0].id, None).expect("comes back");
    shop.pay(1, Who::Manager, vec![card(-129_000)])
        .expect("a refund");
    assert!(matches!(
        annul(&shop, Who::Manager, again.id, "erreur"),
        Err(VoidSaleError::PartlyReturned)
    ));
    assert_eq!(shop.verify(), None);
}

#[test]
fn copies_are_numbered() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    let (sale, original) = shop.sell(1, &["J1"]);
    let id = sale.id;
    for copy in 1..=3 {
        let printed = shop
            .run(1, Who::Seller, move |tx, cx, by| duplicate(tx, cx, by, id))
            .expect("a copy");
        assert_eq!(printed.copy, copy);
        assert_eq!(documents::Receipt { copy: 0, ..printed }, original);
    }
    let closing = shop.close(1, 0, "").expect("a Z");
    assert_eq!(closing.totals.duplicate_count, 3);
    assert_eq!(shop.verify(), None);
}

#[test]
fn a_ticket_survives_its_customer() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    let cart = shop.scan(1, "J1").expect("in the cart").id;
    let customer = shop
        .run(1, Who::Seller, move |tx, cx, _| -> Result<_, CartError> {
            let input = NewCustomer {
                id: cx.new_id(),
                given_name: "Hélène".into(),
                family_name: "Duvalreux".into(),
                phone: "0612345678".into(),
                email: String::new(),
            };
            let customer = customers::create(tx, cx, input).expect("a customer").id;
            sales::set_customer(tx, cx, cart, Some(customer))?;
            Ok(customer)
        })
        .expect("attached");
    let (sale, _) = shop
        .pay(1, Who::Seller, vec![card(129_000)])
        .expect("a sale");
    let named = |shop: &Fixture| {
        let receipt = shop.store.read(|tx| sales::receipt(tx, sale.id, 0));
        let receipt = receipt.expect("a read").expect("a receipt");
        receipt.customer.map(|one| one.name)
    };
    assert_eq!(named(&shop).as_deref(), Some("Hélène Duvalreux"));
    let mut exported = Vec::new();
    let journal = shop.store.read(|tx| {
        crate::journal::export(tx, &mut exported).map_err(|_| crate::db::StoreError::Closed)
    });
    assert!(journal.is_ok());
    let text = String::from_utf8_lossy(&exported).into_owned();
    assert!(!text.contains("Duvalreux") && !text.contains("0612345678"));
    shop.run(1, Who::Owner, move |tx, cx, _| {
        customers::erase(tx, cx, customer)
    })
    .expect("erased");
    assert_eq!(named(&shop), None);
    assert_eq!(shop.verify(), None);
}

#[test]
fn a_sale_that_fails_leaves_nothing() {
    let shop = Fixture::with_stock();
    shop.open(1, 0).expect("a day");
    shop.scan(1, "J1").expect("in the cart");
    // The piece is withdrawn behind the cart's back.
    shop.write(crate::sales::store::testing::withdraw_j1);
    let refused = shop.pay(1, Who::Seller, vec![card(129_000)]);
    assert!(matches!(
        refused,
        Err(CompleteSaleError::Cart(CartError::NotSaleable(_)))
    ));
    assert_eq!(shop.cart(1).lines.len(), 1);
    let cart = shop.cart(1).id;
    let foreign = shop.run(2, Who::Seller, move |tx, cx, by| {
        let input = CompleteSale {
            id: cx.new_id(),
            cart,
            payments: vec![card(129_000)],
        };
        sales::complete(tx, cx, by, None, input)
    });
    assert!(matches!(
        foreign,
        Err(CompleteSaleError::Cart(CartError::OtherTill))
    ));
    let recent = shop.store.read(|tx| sales::recent(tx, 10)).expect("a read");
    assert_eq!(recent, []);
    assert_eq!(user_id(Who::Seller), shop.cart(1).user);
}
