//! A shop with three people, eight tills, some stock, and a clock that the test sets.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};

use units::Id;
use uuid::Uuid;

use crate::cx::{Actor, Cx, Till, User};
use crate::db::testing::{cx, store};
use crate::db::{Store, StoreError, WriteTx};
use crate::sales::store::testing as rows;
use crate::sales::{
    self, Cart, CartError, CompleteSale, CompleteSaleError, Prepared, Sale, Tender,
};
use crate::stock::Piece;
use crate::till::{
    self, CloseDay, CloseDayError, Closing, Counted, Counts, OpenDay, OpenDayError, Opening,
};
use crate::users::{Authority, authority_of};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Owner = 101,
    Manager = 102,
    Seller = 103,
}

pub(crate) struct Fixture {
    _dir: tempfile::TempDir,
    pub store: Store,
    /// Seconds after ten o'clock.
    pub clock: AtomicI64,
}

pub(crate) fn till_id(number: u128) -> Id<Till> {
    Id::from_uuid(Uuid::from_u128(10 + number))
}

pub(crate) fn user_id(who: Who) -> Id<User> {
    Id::from_uuid(Uuid::from_u128(who as u128))
}

/// The id of the piece with this number: J1, J2…
pub(crate) fn piece_id(number: u128) -> Id<Piece> {
    Id::from_uuid(Uuid::from_u128(1000 + number))
}

impl Fixture {
    pub fn new() -> Self {
        let (dir, store) = store();
        let made = store.write(|tx| -> Result<(), StoreError> {
            crate::journal::create_key(tx, &cx(0)).expect("a key");
            crate::stock::seed(tx, &cx(0), documents::Language::Fr)?;
            rows::insert_shop(tx)?;
            for number in 1..=8 {
                rows::insert_till(tx, till_id(number), &number.to_string())?;
            }
            rows::insert_user(tx, user_id(Who::Owner), "Hélène", "owner")?;
            rows::insert_user(tx, user_id(Who::Manager), "Marc", "manager")?;
            rows::insert_user(tx, user_id(Who::Seller), "Léa", "seller")?;
            Ok(())
        });
        made.expect("a shop");
        Self {
            _dir: dir,
            store,
            clock: AtomicI64::new(0),
        }
    }

    /// The usual stock: J1 ordinary 1 290 €, J2 margin (cost 400 €) 1 000 €, J3 gold 500 €, J4 a
    /// watch 800 €, J5 unpriced, J6 sold, J7 on memo, J8 withdrawn; the article A1 at 15 €.
    pub fn with_stock() -> Self {
        let shop = Self::new();
        shop.write(|tx| {
            let mut add = |n: u128, family, price, regime, cost, state| {
                rows::insert_piece(
                    tx,
                    piece_id(n).uuid(),
                    &format!("J{n}"),
                    family,
                    price,
                    regime,
                    cost,
                    state,
                )
            };
            add(
                1,
                "ring",
                Some(129_000),
                "standard",
                Some(50_000),
                "available",
            )?;
            add(
                2,
                "ring",
                Some(100_000),
                "margin",
                Some(40_000),
                "available",
            )?;
            add(
                3,
                "ring",
                Some(50_000),
                "exempt_gold",
                Some(45_000),
                "available",
            )?;
            add(
                4,
                "watch",
                Some(80_000),
                "standard",
                Some(30_000),
                "available",
            )?;
            add(5, "ring", None, "standard", None, "available")?;
            add(6, "ring", Some(10_000), "standard", None, "sold")?;
            add(7, "ring", Some(10_000), "standard", None, "on_memo")?;
            add(8, "ring", Some(10_000), "standard", None, "withdrawn")?;
            rows::insert_article(tx, Uuid::from_u128(2001), "A1", 1_500)
        });
        shop
    }

    /// Ordinary pieces J1 to Jn at 100 € and more.
    pub fn with_pieces(count: u128) -> Self {
        let shop = Self::new();
        shop.write(move |tx| {
            for n in 1..=count {
                let price = 10_000 + i64::try_from(n).expect("small");
                let id = piece_id(n).uuid();
                let (number, regime) = (format!("J{n}"), "standard");
                rows::insert_piece(
                    tx,
                    id,
                    &number,
                    "ring",
                    Some(price),
                    regime,
                    None,
                    "available",
                )?;
            }
            Ok(())
        });
        shop
    }

    pub fn write(
        &self,
        run: impl FnOnce(&mut WriteTx<'_>) -> Result<(), StoreError> + Send + 'static,
    ) {
        self.store.write(run).expect("rows");
    }

    pub fn cx(&self, till: u128, who: Who) -> Cx {
        let mut cx = cx(self.clock.load(Ordering::Relaxed));
        cx.actor = Actor::User(user_id(who));
        cx.till = Some(till_id(till));
        cx
    }

    pub fn set_clock(&self, seconds: i64) {
        self.clock.store(seconds, Ordering::Relaxed);
    }

    /// One command of somebody at a till.
    pub fn run<T: Send + 'static, E: From<StoreError> + Send + 'static>(
        &self,
        till: u128,
        who: Who,
        run: impl FnOnce(&mut WriteTx<'_>, &Cx, &Authority) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let cx = self.cx(till, who);
        let written = self.store.write(move |tx| {
            let by = authority_of(tx, user_id(who))?;
            run(tx, &cx, &by)
        });
        written.map(|written| written.value)
    }

    pub fn open(&self, till: u128, float_minor: i64) -> Result<Opening, OpenDayError> {
        self.run(till, Who::Seller, move |tx, cx, by| {
            let input = OpenDay {
                id: cx.new_id(),
                float: counts(float_minor),
                reason: String::new(),
            };
            till::open_day(tx, cx, by, input)
        })
    }

    pub fn close(
        &self,
        till: u128,
        counted_minor: i64,
        reason: &'static str,
    ) -> Result<Closing, CloseDayError> {
        self.close_counting(till, counted_minor, right, reason)
    }

    /// The same with cards, cheques and transfers as `count` finds them.
    pub fn close_counting(
        &self,
        till: u128,
        counted_minor: i64,
        count: impl FnOnce(&documents::Report) -> Vec<Counted> + Send + 'static,
        reason: &'static str,
    ) -> Result<Closing, CloseDayError> {
        self.run(till, Who::Seller, move |tx, cx, by| {
            let manager = authority_of(tx, user_id(Who::Manager))?;
            let others = till::read_x(tx, cx, &manager).map_or_else(|_| Vec::new(), |x| count(&x));
            let input = CloseDay {
                id: cx.new_id(),
                counted: counts(counted_minor),
                others,
                reason: reason.into(),
            };
            till::close_day(tx, cx, by, input)
        })
    }

    /// The till's cart, made if need be.
    pub fn cart(&self, till: u128) -> Cart {
        self.run(till, Who::Seller, |tx, cx, by| {
            sales::open_cart(tx, cx, by, cx.new_id())
        })
        .expect("a cart")
    }

    pub fn scan(&self, till: u128, code: &str) -> Result<Cart, CartError> {
        let cart = self.cart(till).id;
        let code = code.to_owned();
        self.run(till, Who::Seller, move |tx, cx, _| {
            sales::add(tx, cx, cart, cx.new_id(), &sales::What::Code(code))
        })
    }

    pub fn pay(
        &self,
        till: u128,
        who: Who,
        payments: Vec<Prepared>,
    ) -> Result<(Sale, documents::Receipt), CompleteSaleError> {
        let cart = self.cart(till).id;
        self.run(till, who, move |tx, cx, by| {
            let input = CompleteSale {
                id: cx.new_id(),
                cart,
                payments,
            };
            sales::complete(tx, cx, by, None, input)
        })
    }

    /// Sells the codes by card.
    pub fn sell(&self, till: u128, codes: &[&str]) -> (Sale, documents::Receipt) {
        for code in codes {
            self.scan(till, code).expect("in the cart");
        }
        let due = self.due(till);
        self.pay(till, Who::Seller, vec![card(due)])
            .expect("a sale")
    }

    pub fn due(&self, till: u128) -> i64 {
        let cart = self.cart(till);
        let cx = self.cx(till, Who::Seller);
        let shown = self
            .store
            .read(|tx| sales::show(tx, &cx, cart))
            .expect("a cart");
        shown.priced.total_minor
    }

    pub fn verify(&self) -> Option<crate::journal::Broken> {
        self.store.read(sales::verify).expect("a read")
    }
}

/// Cards, cheques and transfers as the books expect them.
pub(crate) fn right(x: &documents::Report) -> Vec<Counted> {
    x.tenders
        .iter()
        .filter_map(|total| {
            let mut tenders = Tender::ALL.into_iter();
            let tender = tenders.find(|one| one.printed() == total.tender)?;
            (tender != Tender::Cash).then_some(Counted {
                tender,
                amount_minor: total.expected_minor,
                count: None,
            })
        })
        .collect()
}

/// Coins and notes of this worth: one of each value is enough for a test.
pub(crate) fn counts(minor: i64) -> Counts {
    let mut counts = BTreeMap::new();
    if minor > 0 {
        counts.insert(1, minor % 100);
        counts.insert(100, minor / 100);
    }
    counts
}

fn prepared(
    tender: Tender,
    amount_minor: i64,
    given_minor: Option<i64>,
    reference: &str,
) -> Prepared {
    Prepared {
        id: cx(0).new_id(),
        tender,
        amount_minor,
        given_minor,
        reference: reference.into(),
    }
}

pub(crate) fn card(amount_minor: i64) -> Prepared {
    prepared(Tender::Card, amount_minor, None, "A12345")
}

pub(crate) fn cash(amount_minor: i64, given_minor: Option<i64>) -> Prepared {
    prepared(Tender::Cash, amount_minor, given_minor, "")
}

pub(crate) fn cheque(amount_minor: i64) -> Prepared {
    prepared(Tender::Cheque, amount_minor, None, "0001234")
}

pub(crate) fn card_without_authorisation(amount_minor: i64) -> Prepared {
    prepared(Tender::Card, amount_minor, None, " ")
}
