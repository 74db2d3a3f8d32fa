//! A label that shows whether size, accents and code are right.

use documents::label::{self, Facts, place};
use documents::{MetalContent, StoneOrigin};
use units::{Id, Metal};

use super::dialect;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::devices::{self, Device, Kind};
use crate::print::{self as spool, Job, NewJob, Of, Paper};
use crate::{identity, stock};

/// Why there is no test label.
#[derive(Debug, thiserror::Error)]
pub enum TestLabelError {
    #[error("there is no such label printer in use")]
    PrinterUnknown,
    /// No template fits what this printer writes.
    #[error("no template is for this printer")]
    NoTemplate,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Queues one for this printer.
pub fn test_label(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Device>) -> Result<Job, TestLabelError> {
    let printer = devices::device(tx, id)?
        .filter(|device| device.active && device.kind == Kind::LabelPrinter)
        .ok_or(TestLabelError::PrinterUnknown)?;
    let shop = identity::shop(tx)?.ok_or(StoreError::Unreadable("shop"))?;
    let facts = Facts {
        number: "TEST-1".into(),
        title: "Bague d’essai à œil-de-chat".into(),
        metals: vec![MetalContent {
            metal: Metal::Gold,
            colour: Some("white".into()),
            fineness: Some(7_500),
        }],
        stones: vec![documents::Stone {
            species: "sapphire".into(),
            origin: StoneOrigin::Natural,
            count: 1,
            weight_milli_ct: Some(1_200),
            colour: None,
            clarity: None,
            laboratory: None,
            certificate_number: None,
            treatments: vec!["heated".into()],
        }],
        epc: None,
        size: Some("52".into()),
        weight_mg: Some(3_420),
        price_minor: Some(123_456),
        currency: stock::currency(tx)?,
        cost_code: None,
    };
    let label = label::templates()
        .iter()
        .filter(|template| template.sheet.is_none())
        .map(|template| label::Label {
            template: template.clone(),
            facts: facts.clone(),
            language: shop.language,
        })
        .find(|label| place(label, dialect(&printer).as_ref()).is_ok())
        .ok_or(TestLabelError::NoTemplate)?;
    let new = NewJob {
        id: cx.new_id(),
        till: printer.till,
        subject: label.facts.number.clone(),
        paper: Paper::Label(Box::new(label)),
        of: Of::Nothing,
    };
    Ok(spool::enqueue_on(tx, cx, &printer, None, new)?)
}
