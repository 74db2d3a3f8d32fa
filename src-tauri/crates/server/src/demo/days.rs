//! Three months of a jeweller's days: a float, customers, now and then a return or a void, a count
//! in the evening, a Z.

use anyhow::Result;
use chrono::{DateTime, Datelike, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Paris;
use shop::Cx;
use shop::customers::Customer;
use shop::db::{Store, StoreError, WriteTx};
use shop::deposit::{Kind, Outcome};
use shop::sales::{
    self, CompleteSale, GiveDiscount, Prepared, Sale, SettleUp, TakeDeposit, TakeReturn, Tender,
    VoidSale, What,
};
use shop::till::{self, CloseDay, Counted, Counts, MoveCash, OpenDay};
use shop::users::Authority;
use units::Id;

use super::desk::{self, Desk, Pays};
use super::dice::Dice;
use super::office::Office;
use super::people::People;
use super::pieces::Stock;

/// What a verb may refuse on such a day: a fault of the script.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error(transparent)]
    Cart(#[from] sales::CartError),
    #[error(transparent)]
    Complete(#[from] sales::CompleteSaleError),
    #[error(transparent)]
    Void(#[from] sales::VoidSaleError),
    #[error(transparent)]
    Open(#[from] till::OpenDayError),
    #[error(transparent)]
    Cash(#[from] till::MoveCashError),
    #[error(transparent)]
    Close(#[from] till::CloseDayError),
    #[error(transparent)]
    Read(#[from] till::XError),
    #[error(transparent)]
    Desk(#[from] desk::Refused),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// 200 € in the drawer every morning.
const FLOAT: [(i64, i64); 6] = [
    (2_000, 5),
    (1_000, 5),
    (500, 6),
    (200, 5),
    (100, 8),
    (50, 4),
];

/// What goes on behind the counter.
pub(super) struct Behind {
    pub office: Option<Office>,
    pub desk: Option<Desk>,
}

/// When the shop opens on each of its working days, the last of them yesterday's.
pub(super) fn open_between(
    first: DateTime<Utc>,
    now: DateTime<Utc>,
) -> impl Iterator<Item = DateTime<Utc>> {
    let day = first.with_timezone(&Paris).date_naive();
    let today = now.with_timezone(&Paris).date_naive();
    day.iter_days()
        .skip(1)
        .take_while(move |day| *day < today)
        .filter(|day| !matches!(day.weekday(), Weekday::Sun | Weekday::Mon))
        .filter_map(|day| {
            let opens = day.and_hms_opt(9, 55, 0)?;
            Some(Paris.from_local_datetime(&opens).earliest()?.to_utc())
        })
}

/// Lives every working day between two moments; the last is yesterday.
pub(super) fn live(
    store: &Store,
    people: &People,
    stock: &Stock,
    customers: &[Id<Customer>],
    mut behind: Behind,
    (first, now): (DateTime<Utc>, DateTime<Utc>),
    dice: &mut Dice,
) -> Result<()> {
    let mut pieces = stock.pieces.clone();
    let most_left = pieces.len() * 3 / 5;
    for (worked, opens) in open_between(first, now).enumerate() {
        let before = opens - TimeDelta::minutes(40);
        if let Some(office) = &mut behind.office {
            office.morning(store, worked, before)?;
        }
        let pays = match &mut behind.desk {
            Some(desk) => desk.morning(store, i64::try_from(worked)?, before)?,
            None => Vec::new(),
        };
        let mut visits = visits(
            dice,
            &mut pieces,
            most_left,
            &stock.articles,
            customers,
            people,
        );
        visits.extend(pays.into_iter().map(|pays| Visit::of_desk(people, pays)));
        let mut script = Day {
            at: opens,
            people: people.clone(),
            visits,
            difference: i64::from(dice.one_in(12)) * 50,
            fetch_change: dice.one_in(6),
        };
        // One transaction a day: it is the same verbs, only faster.
        store.write(move |tx| script.live(tx))?;
    }
    Ok(())
}

/// One customer at the counter.
#[derive(Clone)]
struct Visit {
    after_minutes: i64,
    seller: Authority,
    codes: Vec<String>,
    customer: Option<Id<Customer>>,
    discount_bp: i64,
    tender: Tender,
    /// Comes back later in the day with the first thing bought.
    returns: bool,
    /// The seller notices a mistake and annuls the ticket.
    void: bool,
    /// Pays at the service desk.
    pays: Option<Pays>,
}

impl Visit {
    /// By card, with the owner.
    fn of_desk(people: &People, pays: Pays) -> Self {
        Self {
            after_minutes: 9,
            seller: people.owner,
            codes: Vec::new(),
            customer: None,
            discount_bp: 0,
            tender: Tender::Card,
            returns: false,
            void: false,
            pays: Some(pays),
        }
    }
}

fn visits(
    dice: &mut Dice,
    pieces: &mut Vec<String>,
    most_left: usize,
    articles: &[String],
    customers: &[Id<Customer>],
    people: &People,
) -> Vec<Visit> {
    let count = 2 + dice.below(4);
    (0..count)
        .map(|_| {
            let mut codes = Vec::new();
            // Most customers come for a battery or a charm; enough of the stock must stay.
            if pieces.len() > most_left && dice.one_in(3) {
                let index = usize::try_from(dice.below(pieces.len() as u64)).unwrap_or(0);
                codes.push(pieces.swap_remove(index));
            }
            if codes.is_empty() || dice.one_in(3) {
                codes.extend(dice.pick(articles).cloned());
            }
            let whole = codes.iter().any(|code| code.starts_with('J'));
            let void = !whole && dice.one_in(25);
            Visit {
                after_minutes: 12 + i64::try_from(dice.below(70)).unwrap_or(0),
                seller: *dice.pick(&people.sellers).unwrap_or(&people.owner),
                codes,
                customer: dice
                    .pick(customers)
                    .copied()
                    .filter(|_| whole || dice.one_in(5)),
                discount_bp: if dice.one_in(6) { 500 } else { 0 },
                tender: match dice.below(10) {
                    0..=5 => Tender::Card,
                    6 | 7 => Tender::Cash,
                    8 => Tender::Cheque,
                    _ => Tender::Transfer,
                },
                returns: !whole && !void && dice.one_in(20),
                void,
                pays: None,
            }
        })
        .collect()
}

struct Day {
    at: DateTime<Utc>,
    people: People,
    visits: Vec<Visit>,
    /// Missing in the evening, in cents.
    difference: i64,
    fetch_change: bool,
}

impl Day {
    fn live(&mut self, tx: &mut WriteTx<'_>) -> Result<(), Refused> {
        let owner = self.people.owner;
        let mut drawer: i64 = FLOAT.iter().map(|(value, count)| value * count).sum();
        let cx = self.people.cx(self.at, &owner);
        let open = OpenDay {
            id: cx.new_id(),
            float: Counts::from(FLOAT),
            reason: String::new(),
        };
        till::open_day(tx, &cx, &owner, open)?;
        if self.fetch_change {
            self.at += TimeDelta::minutes(20);
            let cx = self.people.cx(self.at, &owner);
            let cash = MoveCash {
                id: cx.new_id(),
                amount_minor: 5_000,
                reason: "Monnaie rapportée de la banque".to_owned(),
            };
            till::move_cash(tx, &cx, &owner, None, cash)?;
            drawer += 5_000;
        }
        for visit in std::mem::take(&mut self.visits) {
            self.at += TimeDelta::minutes(visit.after_minutes);
            drawer += self.serve(tx, &visit)?;
        }
        // Nobody leaves before seven, and nobody stays past ten.
        self.at += TimeDelta::minutes(30);
        let cx = self.people.cx(self.at, &owner);
        let close = CloseDay {
            id: cx.new_id(),
            counted: counted(drawer - self.difference),
            others: self.counted_right(tx, &cx)?,
            reason: if self.difference == 0 {
                String::new()
            } else {
                "Erreur de rendu de monnaie".to_owned()
            },
        };
        till::close_day(tx, &cx, &owner, close)?;
        Ok(())
    }

    /// Cards, cheques and transfers are never wrong in this shop.
    fn counted_right(&self, tx: &WriteTx<'_>, cx: &Cx) -> Result<Vec<Counted>, Refused> {
        let x = till::read_x(tx, cx, &self.people.owner)?;
        let counted = x.tenders.iter().filter_map(|total| {
            let mut tenders = Tender::ALL.into_iter();
            let tender = tenders.find(|one| one.printed() == total.tender)?;
            (tender != Tender::Cash).then_some(Counted {
                tender,
                amount_minor: total.expected_minor,
                count: None,
            })
        });
        Ok(counted.collect())
    }

    /// Serves one customer; what the drawer holds more afterwards.
    fn serve(&mut self, tx: &mut WriteTx<'_>, visit: &Visit) -> Result<i64, Refused> {
        let (sale, cash) = self.sell(tx, visit)?;
        if visit.void {
            self.at += TimeDelta::minutes(2);
            let cx = self.people.cx(self.at, &self.people.owner);
            let void = VoidSale {
                id: cx.new_id(),
                sale: sale.id,
                reason: "Saisi deux fois".to_owned(),
            };
            sales::void(tx, &cx, &self.people.owner, None, void)?;
            return Ok(0);
        }
        if visit.returns {
            self.at += TimeDelta::minutes(25);
            // Money goes back the way it came: the drawer may not hold what a card paid.
            let tender = sale.payments.first().map_or(visit.tender, |one| one.tender);
            return Ok(cash + self.take_back(tx, &sale, tender)?);
        }
        Ok(cash)
    }

    fn sell(&self, tx: &mut WriteTx<'_>, visit: &Visit) -> Result<(Sale, i64), Refused> {
        let cx = self.people.cx(self.at, &visit.seller);
        let cart = sales::open_cart(tx, &cx, &visit.seller, cx.new_id())?.id;
        for code in &visit.codes {
            sales::add(tx, &cx, cart, cx.new_id(), &What::Code(code.clone()))?;
        }
        match visit.pays {
            Some(Pays::Deposit(subject, amount_minor)) => {
                let deposit = TakeDeposit {
                    cart,
                    id: cx.new_id(),
                    subject,
                    kind: Kind::Acompte,
                    amount_minor,
                };
                sales::take_deposit(tx, &cx, &visit.seller, deposit)?;
            }
            Some(Pays::Balance(subject)) => {
                let settle = SettleUp {
                    cart,
                    id: cx.new_id(),
                    subject,
                    outcome: Outcome::Back,
                    reason: String::new(),
                };
                sales::settle_up(tx, &cx, &visit.seller, None, &settle)?;
            }
            None => {}
        }
        if visit.customer.is_some() {
            sales::set_customer(tx, &cx, cart, visit.customer)?;
        }
        if visit.discount_bp > 0 {
            let discount = GiveDiscount {
                cart,
                line: None,
                bp: visit.discount_bp,
                minor: 0,
                reason: "Client fidèle".to_owned(),
            };
            sales::give_discount(tx, &cx, &visit.seller, None, discount)?;
        }
        let Some(cart) = sales::current_cart(tx, self.people.till)? else {
            return Err(sales::CartError::UnknownCart.into());
        };
        let due = sales::show(tx, &cx, cart.clone())?.priced.total_minor;
        // Beyond the law's limit for cash, a card.
        let tender = match visit.tender {
            Tender::Cash if due > 90_000 => Tender::Card,
            other => other,
        };
        let payment = Prepared {
            id: cx.new_id(),
            tender,
            amount_minor: due,
            given_minor: (tender == Tender::Cash).then_some((due + 999) / 1_000 * 1_000),
            reference: reference(tender, cart.version + due),
        };
        let complete = CompleteSale {
            id: cx.new_id(),
            cart: cart.id,
            payments: vec![payment],
        };
        let (sale, _) = sales::complete(tx, &cx, &visit.seller, None, complete)?;
        if let Some(Pays::Balance(subject)) = visit.pays {
            desk::goes_home(tx, &cx, &self.people, subject)?;
        }
        Ok((sale, if tender == Tender::Cash { due } else { 0 }))
    }

    fn take_back(&self, tx: &mut WriteTx<'_>, sale: &Sale, tender: Tender) -> Result<i64, Refused> {
        let owner = self.people.owner;
        let cx = self.people.cx(self.at, &owner);
        let cart = sales::open_cart(tx, &cx, &owner, cx.new_id())?;
        let Some(line) = sale.lines.first() else {
            return Ok(0);
        };
        let take = TakeReturn {
            cart: cart.id,
            id: cx.new_id(),
            sale: sale.id,
            line: line.id,
            quantity: Some(1),
        };
        let cart = sales::take_return(tx, &cx, take)?;
        let due = sales::show(tx, &cx, cart.clone())?.priced.total_minor;
        let payment = Prepared {
            id: cx.new_id(),
            tender,
            amount_minor: due,
            given_minor: None,
            reference: reference(tender, due.abs()),
        };
        let complete = CompleteSale {
            id: cx.new_id(),
            cart: cart.id,
            payments: vec![payment],
        };
        sales::complete(tx, &cx, &owner, None, complete)?;
        Ok(if tender == Tender::Cash { due } else { 0 })
    }
}

/// What is typed from the terminal's slip, the cheque or the bank's message.
fn reference(tender: Tender, number: i64) -> String {
    match tender {
        Tender::Cash => String::new(),
        Tender::Card => format!("{:06}", number % 1_000_000),
        Tender::Cheque => format!("{:07}", number % 10_000_000),
        Tender::Transfer => format!("VIR-{:05}", number % 100_000),
    }
}

/// An amount in the fewest notes and coins.
fn counted(amount: i64) -> Counts {
    let mut left = amount;
    let mut counts = Counts::new();
    for value in [5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1] {
        if left >= value {
            counts.insert(value, left / value);
            left %= value;
        }
    }
    counts
}
