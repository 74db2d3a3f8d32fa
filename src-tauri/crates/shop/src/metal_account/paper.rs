//! A receipt, or what is signed when metal goes back, as a paper.

use documents::{Customer, Language, MetalContent, MetalSlip, MetalSlipLine, Slip, SlipContent};
use serde_json::json;
use units::Id;

use super::nouns::{MetalAccountError, PaperKind};
use super::store::{self, Paper};
use crate::customers;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::files;
use crate::journal::{self, Event};
use crate::print::{self as spool, EnqueueError, NewJob, Of};
use crate::till::{self, software};
use crate::users::{Authority, Right, authorise};
use crate::wording;

/// The paper in a language, else in its own. `copy` counts those that were printed before.
pub fn slip(
    tx: &ReadTx<'_>,
    cx: &Cx,
    of: &Paper,
    language: Option<Language>,
    copy: u32,
) -> Result<Slip, StoreError> {
    let house = till::house(tx, cx.till, cx.actor.user())?;
    let language = language.unwrap_or(of.language);
    let customer = customers::customer(tx, of.customer)?;
    let mut contact = Vec::new();
    if let Some(customer) = &customer {
        contact.extend([customer.phone.clone(), customer.email.clone()]);
        contact.retain(|line| !line.trim().is_empty());
    }
    let gives_back = of.kind == PaperKind::Return;
    let mut lines = Vec::new();
    for entry in store::entries_of_paper(tx, of.seq)? {
        for (lot, moved) in store::moves_of(tx, entry.seq)? {
            lines.push(MetalSlipLine {
                description: lot.description,
                metal: MetalContent {
                    metal: lot.metal,
                    fineness: Some(lot.fineness.per_ten_thousand()),
                    colour: None,
                },
                tested: lot.tested.code().to_owned(),
                gross_mg: (!gives_back).then_some(lot.gross.mg()),
                stones: lot.stones.code().to_owned(),
                stones_mg: lot.stones_weight.mg(),
                weight_mg: moved.weight_mg.abs(),
                fine_mg: moved.fine_mg.abs(),
                cancelled: entry.undone,
            });
        }
    }
    let slip = MetalSlip {
        gives_back,
        copy,
        number: of.number.clone(),
        customer: Customer {
            name: customer.map(|one| one.name()).unwrap_or_default(),
            lines: contact,
        },
        at: house.local(of.at),
        by: of.by.clone(),
        order: of
            .order
            .as_ref()
            .map(|(_, number, title)| format!("{number} · {title}"))
            .unwrap_or_default(),
        given_to: of.given_to.clone(),
        note: of.note.clone(),
        words: wording::lines_at(tx, wording::On::Metal, language, of.at)?,
        lines,
    };
    Ok(Slip {
        language,
        training: false,
        shop: house.shop_with_logo(tx)?,
        at: house.local(cx.now),
        till: house.till_code.clone(),
        by: house.seller.clone(),
        software: software(),
        content: SlipContent::Metal(Box::new(slip)),
    })
}

/// The pictures of what a paper is about, for a form that can show them: six at most.
pub fn pictures(tx: &ReadTx<'_>, of: &Paper) -> Result<Vec<Vec<u8>>, StoreError> {
    const MOST: usize = 6;
    let mut lots = Vec::new();
    for entry in store::entries_of_paper(tx, of.seq)? {
        lots.extend(
            store::moves_of(tx, entry.seq)?
                .into_iter()
                .map(|(lot, _)| lot.id),
        );
    }
    let mut all = Vec::new();
    for photo in store::photos(tx, of.customer)? {
        if lots.contains(&photo.lot) && all.len() < MOST {
            let file = files::file_by_id(tx, Id::from_uuid(photo.file))?;
            all.extend(file.map(|file| file.bytes));
        }
    }
    Ok(all)
}

/// Queues a paper for the till's printer. One after the first is a numbered copy.
pub fn print(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Paper>,
) -> Result<(), MetalAccountError> {
    authorise(by, None, Right::TakeRepairs)?;
    let of = store::paper(tx, id)?.ok_or(MetalAccountError::PaperUnknown)?;
    let till = cx.till.ok_or(MetalAccountError::NoPrinter)?;
    let copy = store::next_copy(tx, of.seq)?;
    let slip = slip(tx, cx, &of, None, u32::try_from(copy).unwrap_or(u32::MAX))?;
    let new = NewJob {
        id: cx.new_id(),
        till,
        subject: of.number.clone(),
        paper: spool::Paper::Slip(Box::new(slip)),
        of: Of::Nothing,
    };
    spool::enqueue(tx, cx, new).map_err(|error| match error {
        EnqueueError::Store(error) => error.into(),
        EnqueueError::NoPrinter | EnqueueError::OriginalPrinted => MetalAccountError::NoPrinter,
    })?;
    store::insert_print(tx, cx, of.seq, copy, by.user())?;
    let detail = json!({ "what": "metal-paper", "paper": of.number, "copy": copy });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok(())
}
