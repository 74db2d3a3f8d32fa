//! A cart's lines as its ticket has them for good.

use units::{Currency, MoneyError};

use super::cart::{Cart, CartLine, Discount, LineOf};
use super::goods::{Goods, work_words};
use super::issue::printed;
use super::price::{Priced, PricedLine, work_parts};
use super::sale::SaleLine;
use crate::cx::Cx;
use crate::deposit::{About, Owed, Part, Role};
use crate::stock::VatRegime;

/// Every line of the cart as a ticket has it, in its order. Some work has a line for each of its tasks
/// and for each deposit that is taken off.
pub(super) fn lines(
    cx: &Cx,
    cart: &Cart,
    goods: &[Goods],
    priced: &Priced,
    currency: Currency,
) -> Result<Vec<SaleLine>, MoneyError> {
    let mut lines: Vec<SaleLine> = Vec::with_capacity(cart.lines.len());
    for ((line, goods), figures) in cart.lines.iter().zip(goods).zip(&priced.lines) {
        if let Goods::Work(owed) = goods {
            let parts = work_parts(line, owed, currency)?;
            lines.extend(parts.iter().map(|part| part_line(cx, line, owed, part)));
        } else {
            lines.push(sale_line(cx, line, goods, figures));
        }
    }
    for (position, line) in (1..).zip(&mut lines) {
        line.position = position;
    }
    Ok(lines)
}

/// A line of some work: at the price that was agreed.
fn part_line(cx: &Cx, of: &CartLine, owed: &Owed, part: &Part) -> SaleLine {
    // Why it is kept, or paid twice, and who answers for it.
    let (why, by, vouched) = if part.role == Role::Kept {
        (of.price_reason.clone(), of.price_by, of.price_vouched)
    } else {
        (String::new(), None, false)
    };
    let mut line = SaleLine {
        id: cx.new_id(),
        position: 0,
        piece: None,
        article: None,
        returns: part.returns.as_ref().map(|(line, _)| *line),
        about: Some(About {
            role: part.role,
            subject: owed.subject,
        }),
        printed: work_words(owed, part),
        quantity: part.quantity,
        list_price_minor: part.total_minor.abs(),
        unit_price_minor: part.total_minor.abs(),
        price_reason: why,
        price_by: by,
        price_vouched: vouched,
        discount_minor: 0,
        discount_bp: 0,
        discount_reason: String::new(),
        discount_by: None,
        discount_vouched: false,
        ticket_discount_minor: 0,
        total_minor: part.total_minor,
        vat_regime: VatRegime::Standard,
        vat_bp: part.vat_bp,
        vat_minor: part.vat_minor,
        cost_minor: part.cost_minor,
    };
    line.printed = printed(line.printed.clone(), &line);
    line
}

fn sale_line(cx: &Cx, line: &CartLine, goods: &Goods, figures: &PricedLine) -> SaleLine {
    let (piece, article, returns) = match (line.of, goods) {
        (LineOf::Piece(id), _) => (Some(id), None, None),
        (LineOf::Article(id), _) => (None, Some(id), None),
        (LineOf::Return(id), Goods::Returned(returned)) => {
            (returned.line.piece, returned.line.article, Some(id))
        }
        (LineOf::Return(id), _) => (None, None, Some(id)),
        (LineOf::Deposit(..) | LineOf::Balance(..) | LineOf::GiveBack(_), _) => (None, None, None),
    };
    // A deposit that comes back is one still.
    let about = match goods {
        Goods::Returned(returned) => returned.line.about,
        _ => None,
    };
    // A return repeats why its ticket's price was what it was.
    let line = &match goods {
        Goods::Returned(returned) => as_sold(line, &returned.line),
        Goods::Piece(_) | Goods::Article(_) | Goods::Work(_) => line.clone(),
    };
    let rate = units::Percent::from_basis_points(figures.vat_bp).unwrap_or(units::Percent::ZERO);
    let words = goods.words(rate);
    let mut sold = SaleLine {
        id: cx.new_id(),
        position: 0,
        piece,
        article,
        returns,
        about,
        printed: words.clone(),
        quantity: figures.quantity,
        list_price_minor: figures.list_price_minor,
        unit_price_minor: figures.unit_price_minor,
        price_reason: line.price_reason.clone(),
        price_by: line.price_by,
        price_vouched: line.price_vouched,
        discount_minor: figures.discount_minor,
        discount_bp: line.discount.bp,
        discount_reason: line.discount.reason.clone(),
        discount_by: line.discount.by,
        discount_vouched: line.discount.vouched,
        ticket_discount_minor: figures.ticket_discount_minor,
        total_minor: figures.total_minor,
        vat_regime: figures.vat_regime,
        vat_bp: figures.vat_bp,
        vat_minor: figures.vat_minor,
        cost_minor: figures.cost_minor,
    };
    sold.printed = printed(words, &sold);
    sold
}

/// The line of a return with the price and discount of the line it comes from.
fn as_sold(line: &CartLine, sold: &SaleLine) -> CartLine {
    CartLine {
        price_reason: sold.price_reason.clone(),
        price_by: sold.price_by,
        price_vouched: sold.price_vouched,
        discount: Discount {
            bp: sold.discount_bp,
            reason: sold.discount_reason.clone(),
            by: sold.discount_by,
            vouched: sold.discount_vouched,
            ..Discount::default()
        },
        ..line.clone()
    }
}
