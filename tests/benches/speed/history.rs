//! The sales of the years before: made by the verbs that the routes call, many in one transaction.
//! Records are numbered, linked and signed; days are opened and closed.

use std::cell::Cell;
use std::time::Duration;

use chrono::{Datelike, TimeDelta};
use shop::Cx;
use shop::cx::Till;
use shop::db::{StoreError, WriteTx};
use shop::sales::{self, CompleteSale, Prepared, Tender, What};
use shop::till::{self, CloseDay, Counts, OpenDay};
use units::Id;
use uuid::Uuid;

use crate::sample::timed;
use crate::stock::{Stocked, number};

/// Sales of a day: the Z of the goal has so many.
pub const A_DAY: usize = 5_000;
/// Sales in one transaction.
const STEP: usize = 250;
const BETWEEN_SALES: TimeDelta = TimeDelta::seconds(5);

/// What the first till has sold so far.
#[derive(Debug)]
pub struct History<'a> {
    pub shop: &'a Stocked,
    /// In all, and since the day was opened.
    sold: Cell<usize>,
    today: Cell<usize>,
    days: Cell<usize>,
    /// Days of the month that is closed next, and those and the time of the longest closing.
    of_month: Cell<usize>,
    fullest: Cell<Option<(usize, Duration)>>,
}

impl<'a> History<'a> {
    pub fn new(shop: &'a Stocked) -> Self {
        Self {
            shop,
            sold: Cell::new(0),
            today: Cell::new(0),
            days: Cell::new(0),
            of_month: Cell::new(0),
            fullest: Cell::new(None),
        }
    }

    pub fn sold(&self) -> usize {
        self.sold.get()
    }

    pub fn today(&self) -> usize {
        self.today.get()
    }

    /// Days that have been closed.
    pub fn days(&self) -> usize {
        self.days.get()
    }

    /// Lets the time of a sale pass and counts it; who measures one makes it.
    pub fn next(&self) {
        self.shop.premises.pass(BETWEEN_SALES);
        self.sold.set(self.sold.get() + 1);
        self.today.set(self.today.get() + 1);
    }

    /// Sells until there have been so many sales, closing the day whenever it is full.
    pub fn sell_until(&self, sales: usize) {
        while self.sold.get() < sales {
            if self.today.get() >= A_DAY {
                self.next_day();
            }
            let count = STEP
                .min(sales - self.sold.get())
                .min(A_DAY - self.today.get());
            self.sell(count);
        }
    }

    fn sell(&self, count: usize) {
        let customers: Vec<(Cx, Vec<What>)> = (0..count)
            .map(|_| {
                let what = self.basket(self.sold.get());
                self.next();
                (self.shop.cx(self.shop.till), what)
            })
            .collect();
        let owner = self.shop.owner;
        let sold = self.shop.store().write(move |tx| {
            for (cx, what) in &customers {
                let ready = fill_cart(tx, cx, &owner, what);
                sell(tx, cx, &owner, &ready);
            }
            Ok::<_, StoreError>(())
        });
        sold.expect("sales");
    }

    /// A piece as long as the first half of the stock lasts, and batch articles.
    fn basket(&self, sale: usize) -> Vec<What> {
        let articles = &self.shop.articles;
        let mut basket: Vec<What> = (0..3)
            .map(|line| What::Thing(articles[(sale * 3 + line) % articles.len()]))
            .collect();
        if sale < self.shop.pieces / 2 {
            basket[0] = What::Code(number(sale));
        }
        basket
    }

    /// Closes the day and opens the next.
    pub fn next_day(&self) {
        let month = |history: &Self| history.shop.premises.state.now().month();
        let before = month(self);
        close(self.shop, self.shop.till);
        // The same hour of the next day: days that were minutes short would creep back until, after a
        // million sales, one begins before midnight, and no till sells over midnight.
        let sold = i32::try_from(self.today.get()).expect("a small number");
        let rest = TimeDelta::days(1) - BETWEEN_SALES * sold;
        self.shop.premises.pass(rest.max(TimeDelta::hours(1)));
        let ((), time) = timed(|| open(self.shop, self.shop.till));
        self.today.set(0);
        self.days.set(self.days.get() + 1);
        self.of_month.set(self.of_month.get() + 1);
        if month(self) != before {
            let days = self.of_month.take();
            let fullest = self.fullest.get().filter(|(most, _)| *most > days);
            self.fullest.set(fullest.or(Some((days, time))));
        }
    }

    /// The month of the most days that has been closed: how many, and how long the opening took
    /// that closed it.
    pub fn fullest_month(&self) -> Option<(usize, Duration)> {
        self.fullest.get()
    }
}

/// A cart that only waits to be completed.
#[derive(Clone, Debug)]
pub struct Ready {
    pub cart: Id<sales::Cart>,
    pub total_minor: i64,
}

/// Opens a cart at the till of `cx` and puts all of it in.
pub fn fill_cart(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &shop::users::Authority,
    what: &[What],
) -> Ready {
    let mut cart = sales::open_cart(tx, cx, by, cx.new_id()).expect("a cart");
    for what in what {
        cart = sales::add(tx, cx, cart.id, cx.new_id(), what).expect("a line");
    }
    let id = cart.id;
    let shown = sales::show(tx, cx, cart).expect("its figures");
    Ready {
        cart: id,
        total_minor: shown.priced.total_minor,
    }
}

fn sell(tx: &mut WriteTx<'_>, cx: &Cx, by: &shop::users::Authority, ready: &Ready) {
    let payment = Prepared {
        id: cx.new_id(),
        tender: Tender::Card,
        amount_minor: ready.total_minor,
        given_minor: None,
        reference: "A12345".to_owned(),
    };
    let input = CompleteSale {
        id: cx.new_id(),
        cart: ready.cart,
        payments: vec![payment],
    };
    sales::complete(tx, cx, by, None, input).expect("a sale");
}

/// Opens the day at a till, however long ago the last one was.
pub fn open(shop: &Stocked, till: Id<Till>) {
    let (cx, owner) = (shop.cx(till), shop.owner);
    let input = OpenDay {
        id: Id::from_uuid(Uuid::now_v7()),
        float: Counts::from([(1_000, 20)]),
        reason: "weeks have passed".to_owned(),
    };
    let opened = shop
        .store()
        .write(move |tx| till::open_day(tx, &cx, &owner, input));
    opened.expect("an open day");
}

fn close(shop: &Stocked, till: Id<Till>) {
    let (cx, owner) = (shop.cx(till), shop.owner);
    let input = CloseDay {
        id: Id::from_uuid(Uuid::now_v7()),
        counted: Counts::from([(1_000, 20)]),
        others: Vec::new(),
        reason: "not counted".to_owned(),
    };
    let closed = shop
        .store()
        .write(move |tx| till::close_day(tx, &cx, &owner, input));
    closed.expect("a closed day");
}
