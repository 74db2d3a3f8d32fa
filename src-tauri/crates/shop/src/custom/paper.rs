//! A quote as the customer reads it.

use documents::{Customer, MetalContent, QuotePaper, QuotePaperLine, QuotePaperTax};
use units::Id;
use uuid::Uuid;

use super::line::{QuoteLine, taxes};
use super::nouns::{CustomError, Quote};
use super::{own_stones, store};
use crate::customers;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::files;
use crate::till::{self, software};
use crate::wording;

/// The paper, and the pictures of the board that stand on it.
#[derive(Clone, Debug)]
pub struct Paper {
    pub paper: QuotePaper,
    /// Their bytes, as they are kept.
    pub pictures: Vec<Vec<u8>>,
}

/// As many as stand side by side.
const PICTURES: usize = 3;

/// What prints of a version: a draft with a mark, one that was sent as it was sent.
pub fn paper(tx: &ReadTx<'_>, cx: &Cx, id: Id<Quote>) -> Result<Paper, CustomError> {
    let quote = store::quote(tx, id)?.ok_or(CustomError::QuoteUnknown)?;
    let order = store::order(tx, quote.order)?.ok_or(CustomError::Unknown)?;
    let house = till::house(tx, cx.till, cx.actor.user())?;
    let today = house.day(cx.now);
    let lines = store::lines(tx, quote.seq)?;
    let customer = customers::customer(tx, order.customer)?;
    let mut contact = Vec::new();
    if let Some(customer) = &customer {
        contact.extend([customer.phone.clone(), customer.email.clone()]);
        contact.retain(|line| !line.trim().is_empty());
    }
    let is_draft = quote.sent.is_none();
    let mark = match quote.answer.as_deref() {
        _ if is_draft => Some("draft"),
        Some("withdrawn") => Some("withdrawn"),
        Some("expired") => Some("expired"),
        None if today > quote.valid_until => Some("expired"),
        _ => None,
    };
    let at = quote.sent.as_ref().map_or(quote.at, |(at, _)| *at);
    let by = quote.sent.as_ref().map_or(&quote.by, |(_, by)| by).clone();
    // A draft says what holds today, what was sent what it said then.
    let said_at = quote.sent.as_ref().map_or(cx.now, |(at, _)| *at);
    let own = |language| wording::lines_at(tx, wording::On::Quote, language, said_at);
    let paper = QuotePaper {
        language: order.language,
        currency: house.currency,
        shop: house.shop_with_logo(tx)?,
        software: software(),
        number: format!("{}/{}", order.number, quote.version),
        customer: Customer {
            name: customer.map(|one| one.name()).unwrap_or_default(),
            lines: contact,
        },
        title: if is_draft {
            order.title.clone()
        } else {
            quote.title.clone()
        },
        ring_size: if is_draft {
            order.ring_size.clone()
        } else {
            quote.ring_size.clone()
        },
        wished_on: if is_draft {
            order.wished_on
        } else {
            quote.wished_on
        },
        at: house.local(at),
        by,
        valid_until: quote.valid_until,
        note: quote.note.clone(),
        words: [own(order.language)?, own(order.language.other())?],
        taxes: taxes(&lines, house.currency)?
            .into_iter()
            .map(|(vat_bp, vat_minor)| QuotePaperTax { vat_bp, vat_minor })
            .collect(),
        lines: lines
            .into_iter()
            .map(|line| printed(tx, line))
            .collect::<Result<_, _>>()?,
        total_minor: quote.total_minor,
        mark: mark.map(str::to_owned),
    };
    Ok(Paper {
        paper,
        pictures: pictures(tx, &order, &quote)?,
    })
}

fn printed(tx: &ReadTx<'_>, line: QuoteLine) -> Result<QuotePaperLine, StoreError> {
    let fineness = line.fineness;
    Ok(QuotePaperLine {
        own_code: own_stones::code(tx, &line)?,
        kind: line.kind.code().to_owned(),
        title: line.title,
        metal: line.metal.map(|metal| MetalContent {
            metal,
            fineness,
            colour: None,
        }),
        weight_mg: line.weight_mg,
        own_mg: line.own_mg,
        count: line.count,
        weight_milli_ct: line.weight_milli_ct,
        price_minor: line.price_minor,
        vat_bp: line.vat_bp,
    })
}

/// The pictures that stand on a quote: of a draft those of the board, of one that was sent those it had.
fn pictures(
    tx: &ReadTx<'_>,
    order: &super::Order,
    quote: &Quote,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let files = if quote.sent.is_some() {
        quote.pictures.clone()
    } else {
        on_board(tx, order)?
    };
    let mut all = Vec::new();
    for file in files {
        all.extend(files::file_by_id(tx, Id::from_uuid(file))?.map(|file| file.bytes));
    }
    Ok(all)
}

/// The first pictures of the board.
pub(super) fn on_board(tx: &ReadTx<'_>, order: &super::Order) -> Result<Vec<Uuid>, StoreError> {
    let shown = store::attached(tx, order)?
        .into_iter()
        .filter(|one| !one.off && one.thumbnail.is_some());
    Ok(shown.take(PICTURES).map(|one| one.file.uuid()).collect())
}
