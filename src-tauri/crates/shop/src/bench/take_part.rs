//! Takes a part for a job out of the stock: a piece, or so many of a batch article.

use serde_json::json;
use units::{Id, Money, Weight};

use super::nouns::{BenchError, Part};
use super::rule::{self, MOST_MG, MOST_QUANTITY};
use super::store::{self, NewPart};
use crate::custom;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::repair::{self, Job, Task};
use crate::stock::{
    self, Article, ArticleMovement, ArticleReason, Found, Party, Piece, State, custody,
};
use crate::users::{Authority, Right, authorise};

/// What is taken, and for what.
#[derive(Clone, Debug)]
pub struct TakePart {
    pub id: Id<Part>,
    pub job: Id<Job>,
    pub task: Option<Id<Task>>,
    /// Its number, barcode or certificate number, as scanned.
    pub code: String,
    pub quantity: i64,
    /// Of one, as the scale gave it; None: as the piece's sheet says.
    pub weight_mg: Option<i64>,
    pub note: String,
}

/// Takes it: the stock's own entry says where it went, the object weighs so much more.
pub fn take_part(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &TakePart,
) -> Result<(), BenchError> {
    authorise(by, None, Right::WorkRepairs)?;
    let job = rule::job(tx, input.job)?;
    rule::check_works(&job)?;
    if store::part(tx, input.id)?.is_some() {
        return Err(BenchError::IdTaken);
    }
    rule::maybe_task(tx, &job, input.task)?;
    if !(1..=MOST_QUANTITY).contains(&input.quantity) {
        return Err(BenchError::Quantity);
    }
    let weighs = |mg: &i64| (1..=MOST_MG).contains(mg);
    if !input.weight_mg.as_ref().is_none_or(weighs) {
        return Err(BenchError::Weight);
    }
    let note = rule::said(&input.note);
    let unknown = || BenchError::PartUnknown {
        code: rule::said(&input.code),
    };
    match stock::find_by_code(tx, &input.code)?.ok_or_else(unknown)? {
        Found::Piece(piece) => take_piece(tx, cx, by, &job, input, &piece, &note)?,
        Found::Article(article) => take_article(tx, cx, by, &job, input, &article, &note)?,
    }
    weigh(tx, &job)?;
    let told = format!("{} × {}", input.quantity, rule::said(&input.code));
    repair::remember(tx, cx, &job, "part_taken", &told)?;
    let detail = json!({ "what": "repair-part", "job": job.code, "part": input.code.trim(),
        "quantity": input.quantity });
    journal::log(tx, cx, Event::Other, &detail)?;
    super::clock::changed(tx, &job);
    Ok(())
}

fn take_piece(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    job: &Job,
    input: &TakePart,
    piece: &Piece,
    note: &str,
) -> Result<(), BenchError> {
    let number = piece.sheet.number.clone();
    if input.quantity != 1 {
        return Err(BenchError::Quantity);
    }
    if piece.state != State::Available {
        let state = piece.state;
        return Err(BenchError::PartNotHere { number, state });
    }
    if piece.custody.owner != Party::Shop {
        return Err(BenchError::PartNotOurs { number });
    }
    if let Some(order) = stock::kept_for(tx, piece.id)? {
        return Err(BenchError::PartKept { number, order });
    }
    if stock::is_reserved(tx, cx, piece.id)? {
        return Err(BenchError::PartReserved { number });
    }
    let Party::Customer(Some(owner)) = job.custody.owner else {
        return Err(StoreError::Unreadable("repair.customer_id").into());
    };
    let movement = custody::Movement::Used {
        job: job.code.clone(),
        customer: owner,
    };
    custody::record(tx, cx, piece.id, &movement)?;
    let new = NewPart {
        id: input.id,
        job: job.id,
        task: input.task,
        piece: Some(piece.id),
        article: None,
        number: &number,
        title: &piece.sheet.title,
        quantity: 1,
        weight_mg: input.weight_mg.or(piece.sheet.gross.map(Weight::mg)),
        cost_minor: piece.sheet.cost.map(Money::minor),
        gives_back: None,
        note,
    };
    Ok(store::insert_part(tx, cx, by.user(), &new)?)
}

fn take_article(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    job: &Job,
    input: &TakePart,
    article: &Article,
    note: &str,
) -> Result<(), BenchError> {
    let number = article.number.clone();
    if !article.active || article.variants > 0 {
        return Err(BenchError::PartNotTaken { number });
    }
    let free = article.quantity - custom::kept_of_article(tx, article.id)?;
    if free < input.quantity {
        let left = free.max(0);
        return Err(BenchError::PartShort { number, left });
    }
    let movement = ArticleMovement {
        reason: ArticleReason::Used,
        quantity: -input.quantity,
        document: Some(job.code.clone()),
    };
    stock::move_article(tx, cx, article.id, &movement)?;
    let new = NewPart {
        id: input.id,
        job: job.id,
        task: input.task,
        piece: None,
        article: Some(article.id),
        number: &number,
        title: &article.title,
        quantity: input.quantity,
        weight_mg: input.weight_mg,
        cost_minor: article.cost.map(Money::minor),
        gives_back: None,
        note,
    };
    Ok(store::insert_part(tx, cx, by.user(), &new)?)
}

/// Tells the hand-over what the parts in the object weigh.
pub(super) fn weigh(tx: &mut WriteTx<'_>, job: &Job) -> Result<(), StoreError> {
    let fitted_mg: i64 = store::parts(tx, job.id)?
        .iter()
        .filter(|part| part.gives_back.is_none())
        .map(|part| part.weight_mg.unwrap_or(0) * part.left)
        .sum();
    repair::say_fitted(tx, job, fitted_mg * 1_000)
}
