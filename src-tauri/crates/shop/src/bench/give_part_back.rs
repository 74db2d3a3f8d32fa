//! Gives a part back to the stock, or some of them.

use serde_json::json;
use units::Id;

use super::nouns::{BenchError, Part};
use super::store::{self, NewPart};
use super::{rule, take_part};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::repair::{self, Job, RepairError};
use crate::stock::{self, ArticleMovement, ArticleReason, Place, custody};
use crate::users::{Authority, Right, authorise};

/// How many, where to, and why.
#[derive(Clone, Debug)]
pub struct GivePartBack {
    pub taken: Id<Part>,
    pub id: Id<Part>,
    pub quantity: i64,
    /// Of a piece; None: where it was.
    pub place: Option<Id<Place>>,
    pub note: String,
}

/// Gives it back as long as the object is here.
pub fn give_part_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &GivePartBack,
) -> Result<Id<Job>, BenchError> {
    authorise(by, None, Right::WorkRepairs)?;
    let taken = store::part(tx, input.taken)?.ok_or(BenchError::Unknown)?;
    if taken.gives_back.is_some() {
        return Err(BenchError::Unknown);
    }
    let job = rule::job(tx, taken.job)?;
    rule::check_gives_back(&job)?;
    if store::part(tx, input.id)?.is_some() {
        return Err(BenchError::IdTaken);
    }
    if taken.left == 0 {
        return Err(BenchError::Corrected);
    }
    if !(1..=taken.left).contains(&input.quantity) {
        return Err(BenchError::Quantity);
    }
    let note = rule::reason(&input.note)?;
    if let Some(place) = input.place {
        stock::place_by_id(tx, place)?.ok_or(RepairError::PlaceUnknown)?;
    }
    if let Some(piece) = taken.piece {
        let movement = custody::Movement::GivenBack {
            job: job.code.clone(),
            place: input.place,
            note: note.clone(),
        };
        custody::record(tx, cx, piece, &movement)?;
    }
    if let Some(article) = taken.article {
        let movement = ArticleMovement {
            reason: ArticleReason::GivenBack,
            quantity: input.quantity,
            document: Some(job.code.clone()),
        };
        stock::move_article(tx, cx, article, &movement)?;
    }
    let new = NewPart {
        id: input.id,
        job: job.id,
        task: taken.task,
        piece: taken.piece,
        article: taken.article,
        number: &taken.number,
        title: &taken.title,
        quantity: input.quantity,
        weight_mg: taken.weight_mg,
        cost_minor: taken.cost_minor,
        gives_back: Some(taken.id),
        note: &note,
    };
    store::insert_part(tx, cx, by.user(), &new)?;
    take_part::weigh(tx, &job)?;
    let told = format!("{} × {} · {note}", input.quantity, taken.number);
    repair::remember(tx, cx, &job, "part_back", &told)?;
    let detail = json!({ "what": "repair-part-back", "job": job.code, "part": taken.number,
        "quantity": input.quantity });
    journal::log(tx, cx, Event::Other, &detail)?;
    super::clock::changed(tx, &job);
    Ok(job.id)
}
