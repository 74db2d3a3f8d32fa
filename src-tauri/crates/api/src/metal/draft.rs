//! What the formula would make of a piece that is still being written. Nothing is kept.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::metal::{self, Mode, Parts, WorkError};
use shop::stock;
use shop::till;
use utoipa::ToSchema;

use super::pieces::{PieceParts, WorkedPrice};
use super::rates::RateBody;
use crate::input::Input;
use crate::problem::{Problem, ProblemBody};
use crate::signed::Signed;
use crate::state::State;
use crate::stock::SheetBody;

/// A sheet and its parts as they stand in the form; number and title may still be empty.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct DraftPiece {
    #[serde(flatten)]
    sheet: SheetBody,
    parts: PieceParts,
}

/// What it would be priced at.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DraftPricing {
    /// Whether a formula prices it, by its own word or its family's.
    by_formula: bool,
    /// What the formula makes of it today.
    worked: Option<WorkedPrice>,
    /// Why it makes nothing, as of a piece.
    problem: Option<&'static str>,
    rate: Option<RateBody>,
    /// What the price lists say of its stones; null where they lack one of them.
    listed_stones_minor: Option<i64>,
}

#[utoipa::path(post, path = "/pricing/work", tag = "metal", operation_id = "work_price",
    request_body = DraftPiece,
    responses((status = 200, body = DraftPricing), (status = 422, body = ProblemBody)))]
pub(super) async fn work(
    state: State,
    signed: Signed,
    Input(draft): Input<DraftPiece>,
) -> Result<Json<DraftPricing>, Problem> {
    let cx = signed.cx(&state);
    let parts: Parts = draft.parts.try_into()?;
    let found = state
        .read(move |tx| {
            let mut sheet = draft.sheet.sheet(stock::currency(tx)?)?;
            if let Some(minor) = parts.cost_minor() {
                sheet.cost = units::Money::new(minor, stock::currency(tx)?).ok();
            }
            let by_family = metal::formula_of(tx, sheet.family)?.is_some_and(|one| one.by_default);
            let today = till::house(tx, None, None)?.day(cx.now);
            let (worked, rate, problem) = match metal::work_sheet(tx, &sheet, &parts, today) {
                Ok((worked, rate)) => (Some(worked.into()), rate.map(Into::into), None),
                Err(WorkError::Store(error)) => return Err(error.into()),
                Err(error) => (None, None, Some(error.code())),
            };
            Ok::<_, Problem>(DraftPricing {
                by_formula: parts.mode.map_or(by_family, |mode| mode == Mode::Formula),
                worked,
                problem,
                rate,
                listed_stones_minor: metal::stones_value(tx, &sheet)?,
            })
        })
        .await?;
    Ok(Json(found))
}
