//! Carts on the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use shop::Cx;
use shop::db::ReadTx;
use shop::deposit::Owed;
use shop::sales::{self, Goods, LineOf, Prepared, Shown, Tender};
use shop::stock::Piece;
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;

/// A cart. Amounts in minor units, tax included.
#[derive(Serialize, ToSchema)]
pub(crate) struct Cart {
    id: Uuid,
    version: i64,
    /// `open`, `parked`, `completed` or `abandoned`.
    state: &'static str,
    lines: Vec<CartLine>,
    customer: Option<CartCustomer>,
    discount_minor: i64,
    /// The percentage it was given as, in basis points; 0: given as an amount.
    discount_bp: i64,
    discount_reason: Option<String>,
    total_minor: i64,
    name: Option<String>,
    parked_at: Option<DateTime<Utc>>,
    reserved_until: Option<DateTime<Utc>>,
    /// Prepared at the till; they become the sale's when it is completed.
    payments: Vec<PaymentBody>,
    /// What the law lets this customer pay in cash, or be paid.
    cash_limit_minor: i64,
    /// Where money goes back: the way it came, as far as that is known. A proposal.
    repayments: Vec<Repayment>,
}

/// Money to give back by one means.
#[derive(Serialize, ToSchema)]
struct Repayment {
    /// `card`, `cash`, `cheque` or `transfer`.
    tender: &'static str,
    /// Positive.
    amount_minor: i64,
}

#[derive(Serialize, ToSchema)]
struct CartCustomer {
    id: Uuid,
    name: String,
}

/// A line; negative where it comes back.
#[derive(Serialize, ToSchema)]
struct CartLine {
    id: Uuid,
    /// `piece`, `article`, `return`, `deposit`, `balance` or `give_back`.
    kind: &'static str,
    title: String,
    number: Option<String>,
    piece: Option<CartPiece>,
    quantity: i64,
    list_price_minor: i64,
    unit_price_minor: i64,
    /// Why it is not the stock's price.
    price_reason: Option<String>,
    discount_minor: i64,
    discount_bp: i64,
    discount_reason: Option<String>,
    /// Before its share of the ticket's discount.
    total_minor: i64,
    /// The number of the ticket it comes back from.
    returned_ticket: Option<String>,
    returned_line_id: Option<Uuid>,
    /// What a deposit or a balance is for.
    work: Option<CartWork>,
}

/// Some work, and what was paid of it in advance.
#[derive(Serialize, ToSchema)]
struct CartWork {
    /// `job`, `appraisal` or `custom`.
    kind: &'static str,
    id: Uuid,
    /// On its envelope, or the certificate's or order's number.
    code: String,
    object: String,
    /// Null: a task has no price yet.
    price_minor: Option<i64>,
    /// `acompte` or `arrhes`; null: the balance, or a part that goes back.
    deposit_kind: Option<&'static str>,
    /// `back`, `kept` or `doubled`: what becomes of arrhes where nothing is done.
    outcome: Option<&'static str>,
    /// Those that a balance takes off.
    deposits: Vec<CartDeposit>,
}

/// A deposit that was taken before.
#[derive(Serialize, ToSchema)]
struct CartDeposit {
    /// `acompte` or `arrhes`.
    kind: &'static str,
    ticket: String,
    amount_minor: i64,
}

impl CartWork {
    fn new(of: LineOf, owed: &Owed) -> Option<Self> {
        let (deposit_kind, outcome) = match of {
            LineOf::Deposit(_, kind) => (Some(kind.code()), None),
            LineOf::Balance(_, outcome) => (None, Some(outcome.code())),
            LineOf::GiveBack(_) => (None, None),
            _ => return None,
        };
        let deposits = owed.deposits().map(|one| CartDeposit {
            kind: one.role.code(),
            ticket: one.ticket.clone(),
            amount_minor: one.total_minor,
        });
        Some(Self {
            kind: owed.subject.kind(),
            id: owed.subject.uuid(),
            code: owed.code.clone(),
            object: owed.object.clone(),
            price_minor: owed.price_minor(),
            deposit_kind,
            outcome,
            deposits: deposits.collect(),
        })
    }
}

/// What a person looks at to be sure that it is the right piece.
#[derive(Serialize, ToSchema)]
struct CartPiece {
    id: Uuid,
    number: String,
    title: String,
    photo_id: Option<Uuid>,
    metal: Option<&'static str>,
    colour: Option<String>,
    fineness: Option<i64>,
    weight_mg: Option<i64>,
    size: Option<String>,
    stones: Vec<CartStone>,
    price_minor: Option<i64>,
    state: &'static str,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct CartStone {
    kind: String,
    laboratory_grown: bool,
    count: i64,
    shape: Option<String>,
    weight_milli_ct: Option<i64>,
    colour: Option<String>,
    clarity: Option<String>,
    treatment: Option<String>,
    laboratory: Option<String>,
    certificate_number: Option<String>,
}

/// A payment, prepared or made. Negative amounts give money back.
#[derive(Serialize, Deserialize, ToSchema)]
pub(crate) struct PaymentBody {
    pub id: Uuid,
    /// `card`, `cash`, `cheque` or `transfer`.
    pub tender: String,
    pub amount_minor: i64,
    /// Cash handed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_minor: Option<i64>,
    /// Card: the terminal's authorisation; cheque, transfer: its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// A cart that was put aside.
#[derive(Serialize, ToSchema)]
pub(crate) struct ParkedCart {
    id: Uuid,
    name: Option<String>,
    customer_name: Option<String>,
    parked_at: DateTime<Utc>,
    reserved_until: Option<DateTime<Utc>>,
    line_count: usize,
    total_minor: i64,
}

impl TryFrom<PaymentBody> for Prepared {
    type Error = Problem;

    fn try_from(body: PaymentBody) -> Result<Self, Problem> {
        Ok(Self {
            id: Id::from_uuid(body.id),
            tender: body
                .tender
                .parse::<Tender>()
                .map_err(|_| Problem::refused("payment.tender"))?,
            amount_minor: body.amount_minor,
            given_minor: body.given_minor,
            reference: body.reference.unwrap_or_default(),
        })
    }
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

impl Cart {
    pub(crate) fn load(tx: &ReadTx<'_>, cx: &Cx, cart: sales::Cart) -> Result<Self, Problem> {
        let on = cx.now.date_naive();
        let shown = sales::show(tx, cx, cart)?;
        let due_minor = shown.priced.total_minor;
        let cash_limit_minor = sales::limit_for(tx, &shown.cart, due_minor, on)?;
        let repayments = sales::repayments(tx, &shown.cart, shown.priced.total_minor, on)?;
        Ok(Self::new(shown, cash_limit_minor, &repayments))
    }

    fn new(shown: Shown, cash_limit_minor: i64, repayments: &[sales::Repayment]) -> Self {
        let Shown {
            cart,
            goods,
            priced,
            customer,
        } = shown;
        let is_parked = cart.parked_until.is_some();
        let lines = cart.lines.into_iter().zip(goods).zip(priced.lines);
        Self {
            id: cart.id.uuid(),
            version: cart.version,
            state: cart.state.name(),
            lines: lines
                .map(|((line, goods), figures)| CartLine::new(line, &goods, &figures))
                .collect(),
            customer: customer.map(|customer| CartCustomer {
                id: customer.id.uuid(),
                name: customer.name(),
            }),
            discount_minor: priced.discount_minor,
            discount_bp: cart.discount.bp,
            discount_reason: some(cart.discount.reason),
            total_minor: priced.total_minor,
            name: some(cart.label),
            parked_at: is_parked.then_some(cart.changed_at),
            reserved_until: cart.parked_until,
            payments: cart.payments.into_iter().map(PaymentBody::from).collect(),
            cash_limit_minor,
            repayments: repayments
                .iter()
                .map(|back| Repayment {
                    tender: back.tender.name(),
                    amount_minor: back.amount_minor,
                })
                .collect(),
        }
    }
}

impl From<Prepared> for PaymentBody {
    fn from(payment: Prepared) -> Self {
        Self {
            id: payment.id.uuid(),
            tender: payment.tender.name().to_owned(),
            amount_minor: payment.amount_minor,
            given_minor: payment.given_minor,
            reference: some(payment.reference),
        }
    }
}

impl CartLine {
    fn new(line: sales::CartLine, goods: &Goods, figures: &sales::PricedLine) -> Self {
        let (returned_ticket, returned_line_id) = match (goods, line.of) {
            (Goods::Returned(returned), LineOf::Return(id)) => {
                (Some(returned.number.clone()), Some(id.uuid()))
            }
            _ => (None, None),
        };
        let (kind, discount_minor, total_minor) = match line.of {
            LineOf::Piece(_) | LineOf::Article(_) => (
                if matches!(line.of, LineOf::Piece(_)) {
                    "piece"
                } else {
                    "article"
                },
                figures.discount_minor,
                figures.total_minor + figures.ticket_discount_minor,
            ),
            LineOf::Deposit(..) => ("deposit", 0, figures.total_minor),
            LineOf::Balance(..) => ("balance", 0, figures.total_minor),
            LineOf::GiveBack(_) => ("give_back", 0, figures.total_minor),
            LineOf::Return(_) => (
                "return",
                figures.discount_minor + figures.ticket_discount_minor,
                figures.total_minor,
            ),
        };
        Self {
            id: line.id.uuid(),
            kind,
            title: goods.title().to_owned(),
            number: goods.number().map(str::to_owned),
            piece: match goods {
                Goods::Piece(piece) => Some(CartPiece::new(piece)),
                Goods::Returned(returned) => CartPiece::returned(returned),
                Goods::Article(_) | Goods::Work(_) => None,
            },
            work: match goods {
                Goods::Work(owed) => CartWork::new(line.of, owed),
                _ => None,
            },
            quantity: figures.quantity,
            list_price_minor: figures.list_price_minor,
            unit_price_minor: figures.unit_price_minor,
            price_reason: some(line.price_reason),
            discount_minor,
            discount_bp: line.discount.bp,
            discount_reason: some(line.discount.reason),
            total_minor,
            returned_ticket,
            returned_line_id,
        }
    }
}

impl CartStone {
    /// As a ticket names it.
    pub(crate) fn sold(stone: &documents::Stone) -> Self {
        Self {
            kind: stone.species.clone(),
            laboratory_grown: stone.origin == documents::StoneOrigin::Synthetic,
            count: stone.count,
            shape: None,
            weight_milli_ct: stone.weight_milli_ct,
            colour: stone.colour.clone(),
            clarity: stone.clarity.clone(),
            treatment: stone.treatments.first().cloned(),
            laboratory: stone.laboratory.clone(),
            certificate_number: stone.certificate_number.clone(),
        }
    }
}

impl CartPiece {
    /// The piece of a line that comes back, in the words it was sold with.
    fn returned(returned: &sales::Returned) -> Option<Self> {
        let (id, words) = (returned.line.piece?, &returned.line.printed);
        let metal = words.metals.first();
        Some(Self {
            id: id.uuid(),
            number: words.piece_number.clone().unwrap_or_default(),
            title: words.label.clone(),
            photo_id: returned.photo,
            metal: metal.map(|one| one.metal.code()),
            colour: metal.and_then(|one| one.colour.clone()),
            fineness: metal.and_then(|one| one.fineness),
            weight_mg: words.weight_mg,
            size: words.size.clone(),
            stones: words.stones.iter().map(CartStone::sold).collect(),
            price_minor: None,
            state: "sold",
        })
    }

    fn new(piece: &Piece) -> Self {
        let sheet = &piece.sheet;
        let alloy = sheet.alloy.as_ref();
        let stones = sheet.components.iter().filter_map(|component| {
            let stone = component.stone.as_ref()?;
            Some(CartStone {
                kind: stone.kind.clone(),
                laboratory_grown: stone.laboratory_grown,
                count: component.count.count(),
                shape: stone.shape.clone(),
                weight_milli_ct: component.weight.map(units::Carat::milli),
                colour: stone.colour.clone(),
                clarity: stone.clarity.clone(),
                treatment: stone.treatment.clone(),
                laboratory: component.laboratory.clone(),
                certificate_number: component.certificate_number.clone(),
            })
        });
        Self {
            id: piece.id.uuid(),
            number: sheet.number.clone(),
            title: sheet.title.clone(),
            photo_id: piece.photo.map(|(picture, _)| picture),
            metal: alloy.map(|alloy| alloy.metal.code()),
            colour: alloy.and_then(|alloy| alloy.colour.clone()),
            fineness: alloy.and_then(|alloy| alloy.fineness.map(units::Fineness::per_ten_thousand)),
            weight_mg: sheet.gross.map(units::Weight::mg),
            size: sheet.size.clone(),
            stones: stones.collect(),
            price_minor: sheet.price.map(units::Money::minor),
            state: piece.state.code(),
        }
    }
}

impl ParkedCart {
    pub(crate) fn load(tx: &ReadTx<'_>, cx: &Cx, cart: sales::Cart) -> Result<Self, Problem> {
        let shown = sales::show(tx, cx, cart)?;
        Ok(Self {
            id: shown.cart.id.uuid(),
            name: some(shown.cart.label),
            customer_name: shown.customer.map(|customer| customer.name()),
            parked_at: shown.cart.changed_at,
            reserved_until: shown.cart.parked_until,
            line_count: shown.cart.lines.len(),
            total_minor: shown.priced.total_minor,
        })
    }
}
