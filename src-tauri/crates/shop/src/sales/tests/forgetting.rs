//! A customer who is erased is nowhere in the store.

use units::Id;
use uuid::Uuid;

use super::fixture::{Fixture, Who, card, till_id};
use crate::customers::{self, Customer, EditCustomer, NewCustomer};
use crate::db::StoreError;
use crate::devices::{self, Kind, Options, PutDevice};
use crate::print::{self, Ending};
use crate::replay::{self, Kept};
use crate::sales::store::testing::places_of;
use crate::sales::{self, CartError, park, set_customer};

const NAME: &str = "Duvalreux";
const STREET: &str = "rue des Lilas";

fn known(shop: &Fixture) -> Id<Customer> {
    shop.run(1, Who::Owner, move |tx, cx, _| -> Result<_, CartError> {
        let id = cx.new_id();
        let input = NewCustomer {
            id,
            given_name: "Hélène".into(),
            family_name: NAME.into(),
            phone: String::new(),
            email: String::new(),
        };
        customers::create(tx, cx, input).expect("a customer");
        let edit = EditCustomer {
            id,
            version: 1,
            title: String::new(),
            given_name: "Hélène".into(),
            family_name: NAME.into(),
            company: String::new(),
            phone: String::new(),
            email: String::new(),
            address: format!("1 {STREET}"),
            country: "FR".into(),
            language: None,
            ring_size: String::new(),
            notes: String::new(),
        };
        customers::edit(tx, cx, edit).expect("an address");
        let kept = Kept {
            request_hash: [1; 32],
            status: 200,
            body: format!("{{\"id\":\"{id}\",\"name\":\"{NAME}\"}}").into_bytes(),
            changes: String::new(),
        };
        replay::keep(tx, cx, "k", &kept)?;
        Ok(id)
    })
    .expect("a customer")
}

fn with_printer() -> Fixture {
    let shop = Fixture::with_stock();
    shop.write(|tx| {
        let printer = PutDevice {
            id: Id::from_uuid(Uuid::from_u128(77)),
            till: till_id(1),
            kind: Kind::ReceiptPrinter,
            name: "Imprimante".into(),
            address: "tcp://127.0.0.1:9100".into(),
            options: Options::default(),
            active: true,
            version: None,
        };
        devices::put(tx, printer).expect("a printer");
        Ok(())
    });
    shop.open(1, 0).expect("a day");
    shop
}

/// Sells a code to the customer, on paper.
fn sell_to(shop: &Fixture, customer: Id<Customer>, code: &str, due_minor: i64) {
    let cart = shop.scan(1, code).expect("in the cart").id;
    shop.run(1, Who::Seller, move |tx, cx, _| {
        set_customer(tx, cx, cart, Some(customer))
    })
    .expect("attached");
    let (sale, _) = shop
        .pay(1, Who::Seller, vec![card(due_minor)])
        .expect("a sale");
    shop.run(1, Who::Seller, move |tx, cx, by| {
        sales::print_receipt(tx, cx, by, sale.id).expect("a paper");
        Ok::<_, StoreError>(())
    })
    .expect("a paper");
}

fn places(shop: &Fixture, text: &str) -> Vec<String> {
    shop.store.read(|tx| places_of(tx, text)).expect("a look")
}

#[test]
fn an_erased_customer_is_nowhere_in_the_store() {
    let shop = with_printer();
    let customer = known(&shop);
    sell_to(&shop, customer, "J1", 129_000);
    let cart = shop.scan(1, "J2").expect("in the cart").id;
    shop.run(1, Who::Seller, move |tx, cx, _| {
        set_customer(tx, cx, cart, Some(customer))?;
        park(tx, cx, cart, NAME, None)
    })
    .expect("put aside under her name");
    for place in ["print_job.document", "cart.label", "idempotency.body"] {
        assert!(places(&shop, NAME).contains(&place.to_owned()), "{place}");
    }
    shop.run(1, Who::Owner, move |tx, cx, _| {
        customers::erase(tx, cx, customer)
    })
    .expect("erased");
    for text in [NAME, STREET, "Hélène Duv"] {
        assert_eq!(places(&shop, text), [""; 0], "{text}");
    }
    let cx = shop.cx(1, Who::Seller);
    let parked = shop.store.read(|tx| sales::parked_carts(tx, &cx));
    let parked = parked.expect("a read");
    assert_eq!(parked[0].customer, None, "the ring is kept for nobody");
    assert_eq!(shop.verify(), None);
    let jobs = shop.store.read(|tx| print::jobs(tx, None)).expect("a read");
    assert_eq!(jobs.len(), 1, "the paper still reads, and still comes");
}

#[test]
fn a_paper_that_came_out_keeps_no_customer() {
    let shop = with_printer();
    let customer = known(&shop);
    sell_to(&shop, customer, "J1", 129_000);
    let there = |shop: &Fixture| places(shop, STREET).contains(&"print_job.document".to_owned());
    assert!(there(&shop), "while it waits it names her");
    shop.run(1, Who::Seller, move |tx, cx, _| {
        let device = Id::from_uuid(Uuid::from_u128(77));
        let claimed = print::claim(tx, cx, device)?;
        let print::Claimed::Job(job) = claimed else {
            panic!("a job waits: {claimed:?}");
        };
        print::settle(tx, cx, job.id, Ending::Printed).expect("done");
        Ok::<_, StoreError>(())
    })
    .expect("printed");
    assert!(!there(&shop));
    assert_eq!(places(&shop, STREET), ["customer.address"]);
}
