//! Completes a cart: the sale, the exchange or the refund becomes final.

use documents::{Receipt, Reference};
use units::{Id, MoneyError};

use super::cart::{Cart, CartLine, CartState, Prepared};
use super::error::{CartError, PaymentError};
use super::goods::{Goods, goods_of};
use super::issue::{IssueError, References, issue};
use super::lines::lines;
use super::prepare_payment::{limit_for, settle};
use super::price::{Priced, price};
use super::sale::{Payment, Sale, SaleKind, Tender};
use super::{drawer, floor, kept, store, touch, work};
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::deposit::DepositError;
use crate::rules::rules;
use crate::stock::NotSaleable;
use crate::till::{self, DayError, House};
use crate::users::{Authority, MissingRight, Right, authorise};

/// What is to become final.
#[derive(Clone, Debug)]
pub struct CompleteSale {
    pub id: Id<Sale>,
    pub cart: Id<Cart>,
    /// After those that were prepared in the cart.
    pub payments: Vec<Prepared>,
}

/// Why the sale is not complete. The cart stands as it was.
#[derive(Debug, thiserror::Error)]
pub enum CompleteSaleError {
    #[error(transparent)]
    Cart(#[from] CartError),
    #[error(transparent)]
    Day(#[from] DayError),
    #[error(transparent)]
    Payment(#[from] PaymentError),
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Issue(#[from] IssueError),
}

impl From<MoneyError> for CompleteSaleError {
    fn from(error: MoneyError) -> Self {
        Self::Cart(error.into())
    }
}

impl From<NotSaleable> for CompleteSaleError {
    fn from(error: NotSaleable) -> Self {
        Self::Cart(error.into())
    }
}

impl From<DepositError> for CompleteSaleError {
    fn from(error: DepositError) -> Self {
        Self::Cart(error.into())
    }
}

/// Sells, takes back and is paid, all in one; the receipt carries the signature.
pub fn complete(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    input: CompleteSale,
) -> Result<(Sale, Receipt), CompleteSaleError> {
    authorise(by, None, Right::Sell)?;
    let mut cart = touch::open(tx, cx, input.cart)?;
    if cart.lines.is_empty() {
        return Err(CartError::Empty.into());
    }
    let house = till::house(tx, Some(cart.till), Some(by.user()))?;
    let opening = till::day_for_sale(tx, cx, &house)?;
    let today = house.day(cx.now);
    let goods = goods_of(tx, &cart)?;
    for (line, goods) in cart.lines.iter().zip(&goods) {
        check_line(tx, &cart, line, goods, rules().price_limit(today).minor())?;
    }
    let priced = price(&cart, &goods, today, house.currency)?;
    check_discounts(by, vouched, &mut cart, &priced)?;
    check_floor(tx, by, vouched, &mut cart, &priced)?;
    let due_minor = priced.total_minor;
    let mut payments = cart.payments.clone();
    payments.extend(input.payments);
    let limit_minor = limit_for(tx, &cart, due_minor, today)?;
    let settled = settle(due_minor, payments, limit_minor)?;
    if settled.paid_minor != due_minor {
        return Err(PaymentError::Unsettled {
            due_minor,
            paid_minor: settled.paid_minor,
        }
        .into());
    }
    if due_minor < 0 {
        authorise(by, vouched, Right::Refund)?;
    }
    let payments = payments_of(settled.payments);
    if !drawer::can_give(tx, &house, &payments)? {
        return Err(PaymentError::NotInDrawer.into());
    }
    let sale = Sale {
        id: input.id,
        number: String::new(),
        seq: 0,
        kind: SaleKind::Sale,
        cart: Some(cart.id),
        opening: opening.id,
        till: cart.till,
        user: by.user(),
        customer: cart.customer,
        voids: None,
        business_on: opening.business_on,
        at: cx.now,
        total_minor: due_minor,
        discount_minor: priced.discount_minor,
        discount_bp: cart.discount.bp,
        discount_reason: cart.discount.reason.clone(),
        discount_by: cart.discount.by,
        discount_vouched: cart.discount.vouched,
        reason: String::new(),
        perpetual_minor: 0,
        perpetual_absolute_minor: 0,
        lines: lines(cx, &cart, &goods, &priced, house.currency)?,
        payments,
    };
    let references = References {
        annuls: None,
        returns: returned_tickets(&house, &goods),
    };
    let done = issue(tx, cx, &house, sale, references)?;
    store::release(tx, cart.id)?;
    store::set_state(tx, cart.id, CartState::Completed)?;
    tx.changed(Change::one("cart", cart.id));
    tx.changed(Change::of("till"));
    Ok(done)
}

/// What was true when the line was added is true still.
fn check_line(
    tx: &ReadTx<'_>,
    cart: &Cart,
    line: &CartLine,
    goods: &Goods,
    price_limit_minor: i64,
) -> Result<(), CompleteSaleError> {
    match goods {
        Goods::Piece(piece) => {
            piece.saleable()?;
            match store::holder(tx, piece.id)? {
                Some((holding, _)) if holding == cart.id => {}
                Some((_, holder)) => return Err(CartError::Reserved(Box::new(holder)).into()),
                None => return Err(CartError::UnknownLine.into()),
            }
        }
        Goods::Article(article) => {
            article.saleable()?;
            kept::check(tx, article, kept::in_cart(cart, article))?;
        }
        Goods::Returned(returned) if returned.void => return Err(CartError::TicketVoid.into()),
        Goods::Returned(returned) => {
            let left = returned.left();
            if line.quantity > left {
                return Err(CartError::AlreadyReturned { left }.into());
            }
        }
        Goods::Work(owed) => work::check(cart, line, owed)?,
    }
    let is_sold = line.of.is_sold();
    let price_minor = goods.list_price_minor();
    if is_sold && line.price_reason.is_empty() && line.unit_price_minor != price_minor {
        return Err(CartError::PriceChanged {
            line: line.id,
            number: goods.number().unwrap_or_default().to_owned(),
            price_minor,
        }
        .into());
    }
    if is_sold && !(1..=price_limit_minor).contains(&line.unit_price_minor) {
        return Err(CartError::Price.into());
    }
    Ok(())
}

/// Lines may have gone since a discount was given, and its share of the rest has grown with it. What is
/// beyond both the seller's limit and what was allowed then is somebody's to allow now; theirs is the
/// discount from then on.
fn check_discounts(
    by: &Authority,
    vouched: Option<&Authority>,
    cart: &mut Cart,
    priced: &Priced,
) -> Result<(), CartError> {
    let limit_bp = by.discount_limit().basis_points();
    let beyond = Beyond::of(cart, priced, limit_bp);
    if beyond.is_nothing() {
        return Ok(());
    }
    let allows = |one: &&Authority| {
        Beyond::of(cart, priced, one.discount_limit().basis_points()).is_nothing()
    };
    let Some(answers) = vouched.filter(allows) else {
        return Err(CartError::DiscountBeyond {
            limit_bp,
            asked_bp: beyond.asked_bp,
        });
    };
    let by = Some(answers.user());
    for (line, _) in cart.lines.iter_mut().zip(beyond.lines).filter(|one| one.1) {
        if line.discount.is_none() {
            (line.price_by, line.price_vouched) = (by, true);
        } else {
            (line.discount.by, line.discount.vouched) = (by, true);
        }
    }
    if beyond.ticket {
        (cart.discount.by, cart.discount.vouched) = (by, true);
    }
    Ok(())
}

/// What is below its floor price, and was not allowed to be when the discount was given, is somebody's
/// to allow now: the floor itself may have risen meanwhile, or a line left that shared an amount.
fn check_floor(
    tx: &ReadTx<'_>,
    by: &Authority,
    vouched: Option<&Authority>,
    cart: &mut Cart,
    priced: &Priced,
) -> Result<(), CartError> {
    let mut below = floor::below(tx, cart, priced)?;
    below.retain(|line| !line.is_allowed);
    let Some(first) = below.first() else {
        return Ok(());
    };
    if floor::may(by, &below) {
        return Ok(());
    }
    let answers = vouched.filter(|one| floor::may(one, &below));
    let user = Some(answers.ok_or_else(|| first.refused())?.user());
    let is_below = |line: &&mut CartLine| below.iter().any(|one| one.line == line.id);
    for line in cart.lines.iter_mut().filter(is_below) {
        if !line.discount.is_none() {
            (line.discount.by, line.discount.vouched) = (user, true);
        } else if line.price_by.is_some() {
            (line.price_by, line.price_vouched) = (user, true);
        } else {
            (cart.discount.by, cart.discount.vouched) = (user, true);
        }
    }
    Ok(())
}

/// The discounts that are beyond a limit and beyond what was allowed.
struct Beyond {
    lines: Vec<bool>,
    ticket: bool,
    /// The largest of them.
    asked_bp: i64,
}

impl Beyond {
    fn of(cart: &Cart, priced: &Priced, limit_bp: i64) -> Self {
        let mut asked_bp = 0;
        let mut is_beyond = |share: units::Percent, allowed_bp: i64| {
            let bp = share.basis_points();
            let is_beyond = bp > limit_bp.max(allowed_bp);
            if is_beyond {
                asked_bp = asked_bp.max(bp);
            }
            is_beyond
        };
        let lines = cart.lines.iter().zip(&priced.lines);
        let lines = lines
            .map(|(line, figures)| is_beyond(figures.asked(line), line.discount.allowed_bp))
            .collect();
        // Without a discount of its own the ticket comes down no further than its lines.
        let ticket =
            !cart.discount.is_none() && is_beyond(priced.asked(), cart.discount.allowed_bp);
        Self {
            lines,
            ticket,
            asked_bp,
        }
    }

    fn is_nothing(&self) -> bool {
        !self.ticket && !self.lines.contains(&true)
    }
}

fn payments_of(prepared: Vec<Prepared>) -> Vec<Payment> {
    (1..)
        .zip(prepared)
        .map(|(position, payment)| Payment {
            id: payment.id,
            position,
            tender: payment.tender,
            amount_minor: payment.amount_minor,
            given_minor: payment
                .given_minor
                .filter(|_| payment.tender == Tender::Cash),
            reference: payment.reference,
        })
        .collect()
}

fn returned_tickets(house: &House, goods: &[Goods]) -> Vec<Reference> {
    let mut tickets: Vec<Reference> = Vec::new();
    for goods in goods {
        if let Goods::Returned(returned) = goods
            && !tickets.iter().any(|one| one.number == returned.number)
        {
            tickets.push(Reference {
                number: returned.number.clone(),
                at: Some(house.local(returned.issued_at)),
            });
        }
    }
    tickets
}
