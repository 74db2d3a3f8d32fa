//! A step of an import, inside its write: the pieces and articles, their words, the problems, and
//! how far the import is.

use units::{Id, Money};
use uuid::Uuid;

use super::draft::Draft;
use super::import::{Import, ImportState};
use super::report::{Problem, Severity};
use super::row::ReadRow;
use super::run::CommitError;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::search;
use crate::stock::{self, Entry, Piece, SaveArticle, SheetError};

/// What a step brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entered {
    pub pieces: i64,
    pub articles: i64,
}

/// A step's rows, read and waiting for the writer.
#[derive(Debug)]
pub(super) struct Step {
    pub import: Id<Import>,
    /// What custody entries call the import.
    pub document: String,
    pub rows: Vec<ReadRow>,
    /// The line each row begins on.
    pub lines: Vec<usize>,
    /// Rows of the file that are behind the import after this step.
    pub done: usize,
}

/// Enters what has no problem and notes what has.
pub(super) fn enter_step(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    step: Step,
) -> Result<Entered, CommitError> {
    let import = store::import_by_id(tx, step.import)?.ok_or(CommitError::ImportUnknown)?;
    // Somebody may have stopped it, or begun to take it back, since the step was read.
    if import.state != ImportState::Running {
        return Err(CommitError::WrongState(import.state));
    }
    let mut entered = Entered::default();
    let mut words = Vec::with_capacity(step.rows.len());
    let mut problems = Vec::new();
    for (row, line) in step.rows.into_iter().zip(step.lines) {
        let refused = row.is_refused();
        problems.extend(row.problems);
        let Some(mut draft) = row.draft.filter(|_| !refused) else {
            continue;
        };
        match stock::check_taken(tx, &draft.sheet, draft.id) {
            Ok(()) => {}
            Err(SheetError::Store(error)) => return Err(error.into()),
            Err(error) => {
                problems.push(Problem {
                    line,
                    column: String::new(),
                    code: error.code(),
                    params: error.params(),
                    severity: Severity::Refused,
                });
                continue;
            }
        }
        let from = (step.import.uuid(), step.document.as_str());
        let id = cx.new_id::<Piece>().uuid();
        let of = if let Some(quantity) = draft.batch {
            entered.articles += 1;
            words.push(enter_article(tx, cx, id, &draft, quantity, from)?);
            (None, Some(id))
        } else {
            entered.pieces += 1;
            words.push(enter_piece(tx, cx, id, &mut draft, from)?);
            (Some(id), None)
        };
        store::insert_images(tx, step.import, line, of, &draft.images, cx.now_ms())?;
    }
    search::index(tx, &words)?;
    for problem in &problems {
        store::insert_problem(tx, step.import, problem)?;
    }
    store::set_done(tx, cx, step.import, step.done, entered, problems.len())?;
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("import", step.import));
    Ok(entered)
}

fn enter_piece(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Uuid,
    draft: &mut Draft,
    import: (Uuid, &str),
) -> Result<search::Words, StoreError> {
    for component in &mut draft.sheet.components {
        component.id = cx.new_id();
    }
    let place = draft.place.as_ref();
    let entry = Entry {
        id: Id::from_uuid(id),
        sheet: &draft.sheet,
        words: std::mem::take(&mut draft.words),
        place: place.ok_or(StoreError::Unreadable("place"))?.id,
        import: Some(import),
        taken_out_of: None,
        made_for: None,
    };
    stock::enter(tx, cx, entry)
}

fn enter_article(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Uuid,
    draft: &Draft,
    quantity: i64,
    import: (Uuid, &str),
) -> Result<search::Words, StoreError> {
    let sheet = &draft.sheet;
    // The row was refused if it had none.
    let price = sheet.price.filter(|price: &Money| price.minor() > 0);
    let article = SaveArticle {
        id: Id::from_uuid(id),
        version: None,
        number: sheet.number.clone(),
        barcode: sheet.barcode.clone(),
        family: sheet.family,
        title: sheet.title.clone(),
        cost: sheet.cost,
        price: price.ok_or(StoreError::Unreadable("price"))?,
        vat_regime: sheet.vat_regime,
        favourite: false,
        active: true,
        photo: None,
    };
    stock::enter_article(tx, cx, &article, &draft.family, quantity, import)
}
