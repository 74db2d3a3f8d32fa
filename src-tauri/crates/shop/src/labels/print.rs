//! Prints labels of pieces on a label printer.

use documents::label::{LabelError, place};
use units::Id;
use uuid::Uuid;

use super::batch::{Batch, batch};
use super::make::{Made, MakeError, make};
use super::{chip, dialect, store};
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::devices::{self, Device, Kind, LabelLanguage};
use crate::identity;
use crate::print::{self as spool, NewJob, Of, Paper};

/// The labels to print, named by the client.
#[derive(Clone, Debug)]
pub struct PrintLabels {
    pub id: Id<Batch>,
    pub printer: Id<Device>,
    pub template: String,
    /// Pieces and batch articles, in the order in which they come out.
    pub pieces: Vec<Uuid>,
}

/// A piece whose label does not come out whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    pub number: String,
    pub problem: LabelError,
}

/// Why nothing is printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintLabelsError {
    #[error("there is no such label printer in use")]
    PrinterUnknown,
    /// The template is a sheet of paper, or has a chip that this printer's language cannot write.
    #[error("the template is not for this printer")]
    NotForPrinter,
    /// Labels that would be wrong are not printed; the first of them, and how many.
    #[error("{} labels do not come out whole, first {}", .count, .first.number)]
    Unfit { first: Unfit, count: usize },
    #[error("the id is already used")]
    IdTaken,
    #[error(transparent)]
    Make(#[from] MakeError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Queues the labels.
pub fn print(tx: &mut WriteTx<'_>, cx: &Cx, input: PrintLabels) -> Result<Batch, PrintLabelsError> {
    if store::exists(tx, input.id)? {
        return Err(PrintLabelsError::IdTaken);
    }
    let printer = devices::device(tx, input.printer)?
        .filter(|device| device.active && device.kind == Kind::LabelPrinter)
        .ok_or(PrintLabelsError::PrinterUnknown)?;
    let mut made = make(tx, &input.template, &input.pieces)?;
    let template = made.first().map(|one| &one.label.template);
    let chip = template.is_some_and(|template| template.chip);
    let sheet = template.is_some_and(|template| template.sheet.is_some());
    if sheet || (chip && printer.options.language != LabelLanguage::Zpl) {
        return Err(PrintLabelsError::NotForPrinter);
    }
    let unfit = unfit(&made, &printer);
    if let Some(first) = unfit.first() {
        return Err(PrintLabelsError::Unfit {
            first: first.clone(),
            count: unfit.len(),
        });
    }
    if chip {
        let shop = identity::shop(tx)?.ok_or(StoreError::Unreadable("shop"))?;
        for one in &mut made {
            let piece = one.piece.ok_or(MakeError::ChipOfArticle)?;
            let number = one.label.facts.number.clone();
            let epc = chip::epc_of(tx, cx, piece, &number, &shop.identity.siret)?;
            one.label.facts.epc = Some(epc);
        }
    }
    store::insert(tx, cx, &input)?;
    for one in made {
        let new = NewJob {
            id: cx.new_id(),
            till: printer.till,
            subject: one.label.facts.number.clone(),
            paper: Paper::Label(Box::new(one.label)),
            of: Of::Nothing,
        };
        spool::enqueue_on(tx, cx, &printer, Some(input.id.uuid()), new)?;
    }
    batch(tx, input.id)?
        .ok_or(StoreError::Unreadable("label_batch"))
        .map_err(Into::into)
}

/// Those of the labels that this printer cannot bring out whole.
pub fn unfit(made: &[Made], printer: &Device) -> Vec<Unfit> {
    let dialect = dialect(printer);
    made.iter()
        .filter_map(|one| {
            let problem = place(&one.label, dialect.as_ref()).err()?;
            Some(Unfit {
                number: one.label.facts.number.clone(),
                problem,
            })
        })
        .collect()
}
