//! What the back office did in those three months: rates and a formula, orders with what came of them,
//! memos both ways, a stocktake. Each on a morning before the shop opened, by the verbs of the screens.

mod memos;

use std::collections::HashMap;

use anyhow::{Context, Result};
use chrono::{DateTime, Days, Utc};
use shop::cx::Cx;
use shop::db::{Store, StoreError, WriteTx};
use shop::memo;
use shop::metal::{self, EnterRate, Formula};
use shop::purchase::{
    self, Arrival, Billed, Credit, DraftLine, EnterInvoice, Going, Goods, NewPiece, Payment,
    Receive, SaveOrder, SendBack, StepKind,
};
use shop::stock::{self, Family, Piece, Place, Supplier};
use shop::stocktake::{self, LineQuery, Reading, Scope, Source, StartStocktake, Status};
use units::{Currency, Fineness, Id, MassUnit, Metal, Money, Percent, PriceEnding};

use super::people::People;
use super::pieces::Stock;

/// What a verb may refuse on such a morning: a fault of the script.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    #[error(transparent)]
    Rate(#[from] metal::EnterRateError),
    #[error(transparent)]
    Formula(#[from] metal::SaveFormulaError),
    #[error(transparent)]
    Purchase(#[from] purchase::Refusal),
    #[error(transparent)]
    Piece(#[from] stock::CreatePieceError),
    #[error(transparent)]
    Memo(#[from] memo::MemoError),
    #[error(transparent)]
    Settle(#[from] memo::SettleError),
    #[error(transparent)]
    Start(#[from] stocktake::StartError),
    #[error(transparent)]
    Read(#[from] stocktake::ReadError),
    #[error(transparent)]
    Close(#[from] stocktake::CloseError),
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The script names what an earlier morning should have made.
    #[error("the script has no {0}")]
    Missing(&'static str),
}

/// The back office on its mornings.
#[derive(Clone)]
pub(super) struct Office {
    people: People,
    suppliers: Vec<Id<Supplier>>,
    families: HashMap<String, Id<Family>>,
    places: HashMap<String, Id<Place>>,
    /// The number of the next piece that comes.
    next: i64,
    order: Option<Id<purchase::Order>>,
    /// What came of the first order.
    came: Vec<(Id<purchase::Received>, Id<Piece>)>,
    invoice: Option<Id<purchase::Invoice>>,
    out: Option<Id<memo::Memo>>,
    lines: Vec<Id<memo::Line>>,
    held: Vec<Id<memo::Line>>,
    inward: Option<Id<memo::Memo>>,
    back: Option<Id<purchase::Return>>,
}

/// Thousandths of a euro a gram that the made-up gold gains or loses, week by week.
const WEEKS: [i64; 14] = [
    0, 900, 400, -700, 1_300, 300, -1_100, 800, 1_600, -400, 500, -900, 1_200, 700,
];

impl Office {
    pub(super) fn new(store: &Store, people: &People, stock: &Stock) -> Result<Self> {
        let families = store.read(stock::families)?.into_iter();
        let places = store.read(stock::places)?.into_iter();
        let mut suppliers = store.read(stock::suppliers)?;
        suppliers.sort_by(|one, other| one.code.cmp(&other.code));
        Ok(Self {
            people: people.clone(),
            suppliers: suppliers.iter().map(|one| one.id).collect(),
            families: families.map(|one| (one.code, one.id)).collect(),
            places: places.map(|one| (one.code, one.id)).collect(),
            next: 100 + i64::try_from(stock.pieces.len()).context("a count")?,
            order: None,
            came: Vec::new(),
            invoice: None,
            out: None,
            lines: Vec::new(),
            held: Vec::new(),
            inward: None,
            back: None,
        })
    }

    /// What is done on the morning of the `nth` working day: one write, like a person's evening of
    /// paper work.
    pub(super) fn morning(&mut self, store: &Store, nth: usize, at: DateTime<Utc>) -> Result<()> {
        let mut office = self.clone();
        let done = store.write(move |tx| {
            let cx = office.people.cx(at, &office.people.owner);
            if nth.is_multiple_of(5) {
                rates(tx, &cx, nth / 5)?;
            }
            match nth {
                1 => office.formula(tx, &cx)?,
                6 => office.first_order(tx, &cx)?,
                14 => office.first_delivery(tx, &cx)?,
                16 => office.first_invoice(tx, &cx)?,
                18 => office.goes_back(tx, &cx)?,
                20 => office.lend(tx, &cx)?,
                22 => office.is_left_here(tx, &cx)?,
                27 => office.lent_pieces_move(tx, &cx)?,
                29 => office.pay_invoice(tx, &cx)?,
                31 => office.credited(tx, &cx)?,
                34 => office.keep_and_settle(tx, &cx)?,
                40 => office.count(tx, &cx)?,
                44 => office.other_order(tx, &cx, true)?,
                46 => office.other_order(tx, &cx, false)?,
                _ => {}
            }
            Ok::<_, Refused>(office)
        })?;
        *self = done.value;
        Ok(())
    }

    fn family(&self, code: &'static str) -> Result<Id<Family>, Refused> {
        self.families
            .get(code)
            .copied()
            .ok_or(Refused::Missing("family"))
    }

    fn place(&self, code: &'static str) -> Result<Id<Place>, Refused> {
        self.places
            .get(code)
            .copied()
            .ok_or(Refused::Missing("place"))
    }

    fn supplier(&self, nth: usize) -> Result<Id<Supplier>, Refused> {
        self.suppliers
            .get(nth)
            .copied()
            .ok_or(Refused::Missing("supplier"))
    }

    fn number(&mut self) -> String {
        self.next += 1;
        format!("J{}", self.next - 1)
    }

    /// Rings by a formula where somebody asks for it; no price of theirs changes by itself.
    fn formula(&self, tx: &mut WriteTx<'_>, cx: &Cx) -> Result<(), Refused> {
        let share = |basis_points| {
            Percent::from_basis_points(basis_points).map_err(|_| Refused::Missing("share"))
        };
        let formula = Formula {
            family: self.family("ring")?,
            by_default: false,
            loss: share(800)?,
            labour_minor: 9_000,
            coefficient_milli: 2_400,
            before_vat: true,
            ending: PriceEnding::WholeTens,
            nearest: true,
            floor_milli: Some(1_500),
            version: 0,
        };
        metal::save_formula(tx, cx, &formula)?;
        Ok(())
    }

    fn rings(&self, cx: &Cx, quantity: i64) -> Result<DraftLine, Refused> {
        Ok(DraftLine {
            id: cx.new_id(),
            article: None,
            family: Some(self.family("ring")?),
            title: "Bague jonc or jaune (exemple)".to_owned(),
            metal: Some(Metal::Gold),
            fineness: Fineness::from_per_ten_thousand(7_500).ok(),
            reference: "DEMO-52".to_owned(),
            cost_minor: Some(38_000),
            quantity,
        })
    }

    fn first_order(&mut self, tx: &mut WriteTx<'_>, cx: &Cx) -> Result<(), Refused> {
        let id = cx.new_id();
        let order = SaveOrder {
            id,
            version: None,
            supplier: self.supplier(0)?,
            expected_on: cx.now.date_naive().checked_add_days(Days::new(12)),
            note: "Commande d’exemple : rien n’a été commandé à personne.".to_owned(),
            lines: vec![self.rings(cx, 5)?],
        };
        purchase::save_order(tx, cx, order)?;
        purchase::step_order(tx, cx, id, StepKind::Sent, "")?;
        self.order = Some(id);
        Ok(())
    }

    /// Four of five come.
    fn first_delivery(&mut self, tx: &mut WriteTx<'_>, cx: &Cx) -> Result<(), Refused> {
        let id = self.order.ok_or(Refused::Missing("order"))?;
        let order = purchase::order(tx, id)?.ok_or(Refused::Missing("order"))?;
        let line = order.lines.first().map(|line| line.id);
        let mut lines = Vec::new();
        for _ in 0..4 {
            let (received, piece) = (cx.new_id(), cx.new_id());
            self.came.push((received, piece));
            lines.push(Arrival {
                id: received,
                line,
                goods: Goods::Piece(Box::new(NewPiece {
                    id: piece,
                    number: self.number(),
                    title: None,
                    family: None,
                    metal: None,
                    fineness: None,
                    gross: None,
                    serial: None,
                    price: Money::new(99_000, Currency::Eur).ok(),
                })),
                cost_minor: None,
            });
        }
        let receive = Receive {
            id: cx.new_id(),
            supplier: order.supplier,
            order: Some(id),
            document: "BL-DEMO-1".to_owned(),
            note: String::new(),
            place: self.place("COFFRE")?,
            over: false,
            lines,
        };
        purchase::receive(tx, cx, receive)?;
        Ok(())
    }

    /// A little dearer than ordered: the sheets say so from then on.
    fn first_invoice(&mut self, tx: &mut WriteTx<'_>, cx: &Cx) -> Result<(), Refused> {
        let id = cx.new_id();
        let today = cx.now.date_naive();
        let billed = self.came.iter().map(|(received, _)| Billed {
            received: *received,
            cost_minor: 38_500,
        });
        let invoice = EnterInvoice {
            id,
            supplier: self.supplier(0)?,
            number: "FA-DEMO-17".to_owned(),
            invoiced_on: today,
            due_on: today.checked_add_days(Days::new(30)),
            net_minor: 154_000,
            vat_minor: 30_800,
            gross_minor: 184_800,
            note: "Facture d’exemple".to_owned(),
            lines: billed.collect(),
        };
        purchase::enter_invoice(tx, cx, invoice)?;
        self.invoice = Some(id);
        Ok(())
    }

    fn goes_back(&mut self, tx: &mut WriteTx<'_>, cx: &Cx) -> Result<(), Refused> {
        let (_, piece) = *self.came.last().ok_or(Refused::Missing("piece"))?;
        let id = cx.new_id();
        let back = SendBack {
            id,
            supplier: self.supplier(0)?,
            reason: "Taille erronée (exemple)".to_owned(),
            credit_minor: None,
            goods: vec![Going::Piece(piece)],
        };
        purchase::send_back(tx, cx, back)?;
        self.back = Some(id);
        Ok(())
    }

    fn pay_invoice(&self, tx: &mut WriteTx<'_>, cx: &Cx) -> Result<(), Refused> {
        let id = self.invoice.ok_or(Refused::Missing("invoice"))?;
        let payment = Payment {
            paid_on: cx.now.date_naive(),
            means: "transfer".to_owned(),
            reference: "VIR-DEMO-2".to_owned(),
            till: None,
        };
        purchase::pay(tx, cx, &self.people.owner, id, &payment)?;
        Ok(())
    }

    fn credited(&self, tx: &mut WriteTx<'_>, cx: &Cx) -> Result<(), Refused> {
        let id = self.back.ok_or(Refused::Missing("return"))?;
        let credit = Credit {
            credited_on: cx.now.date_naive(),
            number: "AV-DEMO-4".to_owned(),
            amount_minor: 38_500,
            vat_minor: 7_700,
        };
        purchase::credit(tx, cx, id, &credit)?;
        Ok(())
    }

    /// The first tray, with a scanner: all of it is there.
    fn count(&self, tx: &mut WriteTx<'_>, cx: &Cx) -> Result<(), Refused> {
        let place = self.place("PLATEAU1")?;
        let owner = self.people.owner;
        let start = StartStocktake {
            id: cx.new_id(),
            scope: Scope::Place(place),
            note: "Plateau compté avant l’ouverture (exemple)".to_owned(),
            step: stocktake::STEP,
        };
        let begun = stocktake::start(tx, cx, &owner, start)?;
        let id = begun.id;
        let query = LineQuery {
            status: Some(Status::Missing),
            limit: 500,
            ..LineQuery::default()
        };
        let expected = stocktake::lines(tx, &begun, cx.now_ms(), &query)?;
        let readings: Vec<Reading> = expected
            .iter()
            .map(|line| Reading {
                code: line.number.clone(),
                source: Source::Scanner,
                place: None,
            })
            .collect();
        stocktake::read(tx, cx, &owner, id, &readings)?;
        stocktake::close(tx, cx, &owner, id)?;
        Ok(())
    }

    /// One that is waited for, one that is still being written.
    fn other_order(&self, tx: &mut WriteTx<'_>, cx: &Cx, sent: bool) -> Result<(), Refused> {
        let id = cx.new_id();
        let order = SaveOrder {
            id,
            version: None,
            supplier: self.supplier(if sent { 0 } else { 2 })?,
            expected_on: Some(days_on(cx, 20)),
            note: "Commande d’exemple : rien n’a été commandé à personne.".to_owned(),
            lines: vec![self.rings(cx, if sent { 6 } else { 2 })?],
        };
        purchase::save_order(tx, cx, order)?;
        if sent {
            purchase::step_order(tx, cx, id, StepKind::Sent, "")?;
        }
        Ok(())
    }
}

/// Invented, and their source says so.
fn rates(tx: &mut WriteTx<'_>, cx: &Cx, week: usize) -> Result<(), Refused> {
    let drift: i64 = WEEKS.iter().take(week + 1).sum();
    for (metal, milli) in [
        (Metal::Gold, 109_000 + drift),
        (Metal::Silver, 1_300 + drift / 100),
        (Metal::Platinum, 42_000 + drift / 3),
    ] {
        let rate = EnterRate {
            id: cx.new_id(),
            metal,
            source: "Cours inventé (démonstration)".to_owned(),
            on: cx.now.date_naive(),
            price_micro: milli * 1_000,
            unit: MassUnit::Gram,
            corrects: None,
            sure: true,
        };
        metal::enter_rate(tx, cx, rate)?;
    }
    Ok(())
}

fn days_on(cx: &Cx, days: u64) -> chrono::NaiveDate {
    let today = cx.now.date_naive();
    today.checked_add_days(Days::new(days)).unwrap_or(today)
}
