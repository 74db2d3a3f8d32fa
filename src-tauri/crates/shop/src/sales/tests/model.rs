//! Random commands against a shop that fits on a page.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::fixture::{Fixture, Who, card, cash, piece_id};
use crate::ledger::{self, account};
use crate::sales::{self, TakeReturn, VoidSale, remove_line, take_return, void};
use crate::stock::{self, State};

const PIECES: u128 = 5;

#[derive(Clone, Debug)]
enum Command {
    Scan(u128, u128),
    Remove(u128),
    PayCard(u128),
    PayCash(u128),
    /// Brings back the first line of the nth ticket.
    Return(u128, usize),
    Void(usize),
}

fn commands() -> impl Strategy<Value = Vec<Command>> {
    let till = 1..=2u128;
    let command = prop_oneof![
        4 => (till.clone(), 1..=PIECES).prop_map(|(till, piece)| Command::Scan(till, piece)),
        1 => till.clone().prop_map(Command::Remove),
        2 => till.clone().prop_map(Command::PayCard),
        2 => till.clone().prop_map(Command::PayCash),
        1 => (till, 0..6usize).prop_map(|(till, nth)| Command::Return(till, nth)),
        1 => (0..6usize).prop_map(Command::Void),
    ];
    prop::collection::vec(command, 1..40)
}

/// What a clerk with a pencil would know.
#[derive(Default)]
struct Model {
    /// Which till's cart has a piece.
    reserved: BTreeMap<u128, u128>,
    sold: BTreeMap<u128, bool>,
    revenue_minor: i64,
    cash_minor: BTreeMap<u128, i64>,
    tickets: i64,
}

fn number_of(line: &documents::Line) -> u128 {
    let number = line.piece_number.as_deref().unwrap_or("J0");
    number[1..].parse().expect("J and a number")
}

fn settle(shop: &Fixture, model: &mut Model, till: u128, in_cash: bool) {
    let due = shop.due(till);
    let payments = match (due, in_cash) {
        (0, _) => vec![],
        (_, true) => vec![cash(due, None)],
        (_, false) => vec![card(due)],
    };
    let before = shop.cart(till);
    match shop.pay(till, Who::Owner, payments) {
        Ok((sale, receipt)) => {
            assert!(!before.lines.is_empty());
            model.tickets += 1;
            assert_eq!(sale.seq, model.tickets);
            model.revenue_minor += sale.total_minor;
            if in_cash {
                *model.cash_minor.entry(till).or_default() += sale.total_minor;
            }
            for line in &receipt.lines {
                let piece = number_of(line);
                model.sold.insert(piece, line.quantity > 0);
                model.reserved.remove(&piece);
            }
        }
        Err(sales::CompleteSaleError::Cart(_)) => {}
        Err(sales::CompleteSaleError::Payment(sales::PaymentError::NotInDrawer)) => {
            let held = model.cash_minor.get(&till).copied().unwrap_or(0);
            assert!(in_cash && held + due < 0, "{held} held, {due} due");
        }
        Err(error) => panic!("{error:?}"),
    }
}

fn run(shop: &Fixture, model: &mut Model, command: &Command) {
    match *command {
        Command::Scan(till, piece) => {
            let added = shop.scan(till, &format!("J{piece}")).is_ok();
            let is_sold = model.sold.get(&piece).copied().unwrap_or(false);
            let free = !is_sold && !model.reserved.contains_key(&piece);
            assert_eq!(added, free, "J{piece}");
            if added {
                model.reserved.insert(piece, till);
            }
        }
        Command::Remove(till) => {
            let cart = shop.cart(till);
            let Some(line) = cart.lines.first().cloned() else {
                return;
            };
            let (cart, id) = (cart.id, line.id);
            shop.run(till, Who::Seller, move |tx, cx, _| {
                remove_line(tx, cx, cart, id)
            })
            .expect("removed");
            if let sales::LineOf::Piece(piece) = line.of {
                model
                    .reserved
                    .retain(|number, _| piece_id(*number) != piece);
            }
        }
        Command::PayCard(till) => settle(shop, model, till, false),
        Command::PayCash(till) => settle(shop, model, till, true),
        Command::Return(till, nth) => {
            let mut tickets = shop
                .store
                .read(|tx| sales::recent(tx, 100))
                .expect("a read");
            tickets.reverse();
            let Some(ticket) = tickets.get(nth) else {
                return;
            };
            let (cart, sale, line) = (shop.cart(till).id, ticket.id, ticket.lines[0].id);
            // Refused or not, a cart is no ticket: the model looks at what is paid.
            let _ = shop.run(till, Who::Seller, move |tx, cx, _| {
                let id = cx.new_id();
                take_return(
                    tx,
                    cx,
                    TakeReturn {
                        cart,
                        id,
                        sale,
                        line,
                        quantity: None,
                    },
                )
            });
        }
        Command::Void(nth) => {
            let mut tickets = shop
                .store
                .read(|tx| sales::recent(tx, 100))
                .expect("a read");
            tickets.reverse();
            let Some(sale) = tickets.get(nth).map(|ticket| ticket.id) else {
                return;
            };
            let done = shop.run(1, Who::Owner, move |tx, cx, by| {
                let id = cx.new_id();
                void(
                    tx,
                    cx,
                    by,
                    None,
                    VoidSale {
                        id,
                        sale,
                        reason: "essai".into(),
                    },
                )
            });
            if let Ok((ticket, receipt)) = done {
                model.tickets += 1;
                model.revenue_minor += ticket.total_minor;
                for payment in &ticket.payments {
                    if payment.tender == sales::Tender::Cash {
                        *model.cash_minor.entry(1).or_default() += payment.amount_minor;
                    }
                }
                for line in &receipt.lines {
                    model.sold.insert(number_of(line), line.quantity > 0);
                }
            }
        }
    }
}

fn compare(shop: &Fixture, model: &Model) {
    for piece in 1..=PIECES {
        let found = shop
            .store
            .read(|tx| stock::piece_by_id(tx, piece_id(piece)));
        let is_sold = found.expect("a read").expect("a piece").state == State::Sold;
        assert_eq!(
            is_sold,
            model.sold.get(&piece).copied().unwrap_or(false),
            "J{piece}"
        );
    }
    let last = shop.store.read(|tx| sales::recent(tx, 1)).expect("a read");
    assert_eq!(
        last.first().map_or(0, |sale| sale.perpetual_minor),
        model.revenue_minor
    );
    for till in 1..=2u128 {
        let drawer = account::cash(&till.to_string());
        let held = shop
            .store
            .read(|tx| ledger::balance(tx, &drawer, "EUR"))
            .expect("a read");
        assert_eq!(held, model.cash_minor.get(&till).copied().unwrap_or(0));
        assert!(held >= 0, "nobody takes out of a drawer what is not in it");
    }
    assert_eq!(shop.verify(), None);
    assert_eq!(shop.store.read(ledger::verify).expect("a read"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("ECRIN_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(10)
    ))]
    #[test]
    fn random_commands_against_a_pencil(commands in commands()) {
        let shop = Fixture::with_pieces(PIECES);
        shop.open(1, 0).expect("a day");
        shop.open(2, 0).expect("a day");
        let mut model = Model::default();
        for command in &commands {
            run(&shop, &mut model, command);
        }
        compare(&shop, &model);
    }
}
