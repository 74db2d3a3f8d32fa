//! A delivery as a paper: what was agreed, and what was seen.

use documents::{Customer, DeliveredStones, DeliveryNote};
use units::Id;

use super::deliver::Delivery;
use super::making::counts;
use super::nouns::Order;
use super::{paper, store};
use crate::customers;
use crate::db::{ReadTx, StoreError};
use crate::entrusted::{self, Of, What};
use crate::files;
use crate::till::{self, software};

/// The last delivery that stands. None: there is none.
pub fn delivery_note(
    tx: &ReadTx<'_>,
    order: &Order,
) -> Result<Option<(Id<Delivery>, DeliveryNote)>, StoreError> {
    let mut all = store::deliveries(tx, order.seq)?.into_iter();
    let Some(seen) = all.find(|one| !one.undone) else {
        return Ok(None);
    };
    let house = till::house(tx, None, None)?;
    let customer = customers::customer(tx, order.customer)?;
    let lines = match counts(tx, order)? {
        Some(quote) => store::lines(tx, quote.seq)?,
        None => Vec::new(),
    };
    let note = DeliveryNote {
        language: order.language,
        shop: house.shop_with_logo(tx)?,
        software: software(),
        number: order.number.clone(),
        title: order.title.clone(),
        customer: Customer {
            name: customer.map(|one| one.name()).unwrap_or_default(),
            lines: Vec::new(),
        },
        delivered_at: house.local(seen.at),
        delivered_by: seen.by,
        given_to: seen.given_to,
        ring_size: order.ring_size.clone(),
        fields: order.fields.clone(),
        agreed: lines.into_iter().map(|line| line.title).collect(),
        expected_ug: seen.expected_ug,
        weighed_ug: seen.gross_ug,
        own_stones: own_stones(tx, order)?,
        stones_same: seen.stones_same,
        engraving_same: seen.engraving_same,
        pictures_same: seen.pictures_same,
        reason: seen.reason,
        allowed_by: seen.allowed_by,
        shop_signed: None,
    };
    Ok(Some((seen.id, note)))
}

/// What became of what the customer entrusted for it.
fn own_stones(tx: &ReadTx<'_>, order: &Order) -> Result<Vec<DeliveredStones>, StoreError> {
    let mut all = Vec::new();
    for slip in entrusted::slips(tx, Of::Custom, order.id.uuid())?
        .into_iter()
        .rev()
    {
        for object in entrusted::objects(tx, slip.seq)? {
            let entries = entrusted::entries(tx, &object)?;
            let gone = |what: What| -> i64 {
                let of_it = entries
                    .iter()
                    .filter(|entry| entry.what == what && !entry.undone);
                of_it.map(|entry| entry.count).sum()
            };
            let stones = DeliveredStones {
                set: gone(What::Set),
                given_back: gone(What::GivenBack),
                missing: gone(What::Missing),
                stones: if object.count > 1 {
                    format!("{} × {}", object.count, object.object)
                } else {
                    object.object
                },
                code: object.code,
            };
            all.extend(Some(stones).filter(|one| one.set + one.given_back + one.missing > 0));
        }
    }
    Ok(all)
}

/// The pictures of what was agreed, as they are kept: those of the quote, else of the board.
pub fn agreed_pictures(tx: &ReadTx<'_>, order: &Order) -> Result<Vec<Vec<u8>>, StoreError> {
    let quoted = counts(tx, order)?.map(|quote| quote.pictures);
    let shown = match quoted {
        Some(pictures) if !pictures.is_empty() => pictures,
        _ => paper::on_board(tx, order)?,
    };
    let mut all = Vec::new();
    for file in shown {
        all.extend(files::file_by_id(tx, Id::from_uuid(file))?.map(|file| file.bytes));
    }
    Ok(all)
}
