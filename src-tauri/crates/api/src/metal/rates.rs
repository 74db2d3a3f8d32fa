//! The rates of metals.

use axum::Json;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use shop::metal::{self, MetalRate, RateFile, RatesFound, RowProblem};
use shop::{stock, till};
use units::{Id, Metal, Rounding};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::{Command, File, Upload};
use crate::input::Query;
use crate::problem::{Problem, ProblemBody};
use crate::signed::Signed;
use crate::state::State;
use crate::wire::when;

/// A rate of fine metal, as it was quoted.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = MetalRate)]
pub(super) struct RateBody {
    id: Uuid,
    /// `gold`, `silver`, `platinum` or `palladium`.
    metal: &'static str,
    source: String,
    /// The day it holds from, `YYYY-MM-DD`.
    on: String,
    /// Millionths of the currency for one `unit`.
    price_micro: i64,
    /// `g`, `kg` or `ozt`.
    unit: &'static str,
    currency: &'static str,
    /// The same for a gram, rounded: to be shown.
    gram_micro: i64,
    /// Null: entered by hand.
    file_name: Option<String>,
    corrects: Option<Uuid>,
    /// Another entry stands in for it.
    corrected: bool,
    /// When it was entered.
    at: String,
}

impl From<MetalRate> for RateBody {
    fn from(entry: MetalRate) -> Self {
        Self {
            id: entry.id.uuid(),
            metal: entry.metal.code(),
            on: entry.on.to_string(),
            price_micro: entry.rate.price_micro(),
            unit: entry.rate.unit().code(),
            currency: entry.rate.currency().code(),
            gram_micro: entry.rate.gram_micro(Rounding::HalfUp),
            source: entry.source,
            file_name: entry.file_name,
            corrects: entry.corrects.map(Id::uuid),
            corrected: entry.corrected,
            at: when(entry.at),
        }
    }
}

pub(super) fn day(text: &str) -> Result<NaiveDate, Problem> {
    text.parse()
        .map_err(|_| Problem::refused("metal.day").with("day", text))
}

fn metal_of(word: &str) -> Result<Metal, Problem> {
    word.parse().map_err(|_| Problem::refused("metal.unknown"))
}

/// Which rates.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct RatesQuery {
    /// `gold`, `silver`, `platinum` or `palladium`.
    metal: String,
    /// How many months back, 1 to 600; 12 where it is not said.
    months: Option<u32>,
}

/// Every entry of a metal, the newest day first; corrected ones too.
#[utoipa::path(get, path = "/metal/rates", tag = "metal", operation_id = "metal_rates",
    params(RatesQuery), responses((status = 200, body = Vec<RateBody>)))]
pub(super) async fn list(
    state: State,
    signed: Signed,
    Query(query): Query<RatesQuery>,
) -> Result<Json<Vec<RateBody>>, Problem> {
    let metal = metal_of(&query.metal)?;
    let months = Months::new(query.months.unwrap_or(12).clamp(1, 600));
    let cx = signed.cx(&state);
    let rates = state
        .read(move |tx| {
            let today = till::house(tx, None, None)?.day(cx.now);
            let from = today.checked_sub_months(months).unwrap_or(NaiveDate::MIN);
            metal::rates(tx, metal, from, today)
        })
        .await?;
    Ok(Json(rates.into_iter().map(Into::into).collect()))
}

/// The rate that holds today, of each metal that has one.
#[utoipa::path(get, path = "/metal/rates/today", tag = "metal", operation_id = "metal_rates_today",
    responses((status = 200, body = Vec<RateBody>)))]
pub(super) async fn today(state: State, signed: Signed) -> Result<Json<Vec<RateBody>>, Problem> {
    let cx = signed.cx(&state);
    let rates = state
        .read(move |tx| {
            let today = till::house(tx, None, None)?.day(cx.now);
            let mut rates = Vec::new();
            for metal in Metal::ALL {
                rates.extend(metal::rate_on(tx, metal, today)?);
            }
            Ok::<_, Problem>(rates)
        })
        .await?;
    Ok(Json(rates.into_iter().map(Into::into).collect()))
}

/// A rate by hand.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = EnterRate)]
pub(super) struct EnterBody {
    id: Uuid,
    metal: String,
    source: String,
    on: String,
    /// Millionths of the shop's currency for one `unit` of fine metal.
    price_micro: i64,
    unit: String,
    /// The entry that was wrong.
    corrects: Option<Uuid>,
    /// It is far from the last one, and right.
    #[serde(default)]
    sure: bool,
}

/// Enters a rate, or corrects one.
#[utoipa::path(post, path = "/metal/rates", tag = "metal", operation_id = "enter_rate",
    request_body = EnterBody,
    responses((status = 201, body = RateBody),
        (status = 409, body = ProblemBody, description = "metal.rate_taken, metal.rate_far {gram_micro}, metal.nothing_to_correct"),
        (status = 422, body = ProblemBody, description = "metal.unknown, metal.unit, metal.day {day}, metal.not_precious, metal.source_missing, metal.rate_not_positive, metal.rate_absurd, metal.rate_future {day}")))]
pub(super) async fn enter(command: Command<EnterBody>) -> Result<Answer, Problem> {
    command
        .create(|tx, cx, body| {
            let input = metal::EnterRate {
                id: Id::from_uuid(body.id),
                metal: metal_of(&body.metal)?,
                source: body.source,
                on: day(&body.on)?,
                price_micro: body.price_micro,
                unit: body
                    .unit
                    .parse()
                    .map_err(|_| Problem::refused("metal.unit"))?,
                corrects: body.corrects.map(Id::from_uuid),
                sure: body.sure,
            };
            let entry = metal::enter_rate(tx, cx, input)?;
            Ok::<_, Problem>(RateBody::from(entry))
        })
        .await
}

/// What a file cannot say of itself.
#[derive(Clone, Debug, Deserialize, IntoParams)]
pub(super) struct FileQuery {
    metal: String,
    source: String,
    /// What its prices are for: `g`, `kg` or `ozt`.
    unit: String,
}

impl FileQuery {
    fn file(&self, file: &File) -> Result<RateFile, Problem> {
        Ok(RateFile {
            metal: metal_of(&self.metal)?,
            source: self.source.clone(),
            unit: self
                .unit
                .parse()
                .map_err(|_| Problem::refused("metal.unit"))?,
            name: file.name.clone(),
            bytes: file.bytes.to_vec(),
        })
    }
}

/// A day of a file.
#[derive(Serialize, ToSchema)]
pub(super) struct RateOfDay {
    on: String,
    price_micro: i64,
    gram_micro: i64,
}

/// A row of a file that is left out.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RateRowProblem {
    /// Of the file, counted from one.
    line: usize,
    /// `date`, `future`, `price`, `unclear`, `absurd`, `twice`, `differs`, `far`, `word` or `size`.
    fault: &'static str,
    text: String,
}

impl From<RowProblem> for RateRowProblem {
    fn from(problem: RowProblem) -> Self {
        Self {
            line: problem.line,
            fault: problem.fault.code(),
            text: problem.text,
        }
    }
}

/// What a file of rates brings.
#[derive(Serialize, ToSchema)]
#[schema(as = RatesFound)]
pub(super) struct FoundBody {
    /// The oldest first.
    new: Vec<RateOfDay>,
    known_count: usize,
    problems: Vec<RateRowProblem>,
    currency: &'static str,
}

impl FoundBody {
    fn new(found: RatesFound, currency: units::Currency) -> Self {
        let new = found.new.into_iter().map(|(on, rate)| RateOfDay {
            on: on.to_string(),
            price_micro: rate.price_micro(),
            gram_micro: rate.gram_micro(Rounding::HalfUp),
        });
        Self {
            new: new.collect(),
            known_count: found.known_count,
            problems: found.problems.into_iter().map(Into::into).collect(),
            currency: currency.code(),
        }
    }
}

/// What a file of rates would bring. Nothing is written.
#[utoipa::path(post, path = "/metal/rates/preview", tag = "metal", operation_id = "preview_rates",
    params(FileQuery),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 200, body = FoundBody),
        (status = 422, body = ProblemBody, description = "metal.file, metal.file_currency {currency}, metal.file_too_long")))]
pub(super) async fn preview(
    Query(query): Query<FileQuery>,
    Upload(command): Upload,
) -> Result<Json<FoundBody>, Problem> {
    let file = query.file(&command.body)?;
    let cx = command.cx();
    let found = command
        .state
        .read(move |tx| {
            let found = metal::preview_rates(tx, &cx, &file)?;
            Ok::<_, Problem>(FoundBody::new(found, stock::currency(tx)?))
        })
        .await?;
    Ok(Json(found))
}

/// Enters what a file of rates brings.
#[utoipa::path(post, path = "/metal/rates/import", tag = "metal", operation_id = "import_rates",
    params(FileQuery),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, body = FoundBody),
        (status = 409, body = ProblemBody, description = "metal.file_nothing_new"),
        (status = 422, body = ProblemBody, description = "metal.file, metal.file_currency {currency}, metal.file_too_long")))]
pub(super) async fn import(
    Query(query): Query<FileQuery>,
    Upload(command): Upload,
) -> Result<Answer, Problem> {
    let file = query.file(&command.body)?;
    command
        .create(move |tx, cx, _| {
            let found = metal::import_rates(tx, cx, &file)?;
            Ok::<_, Problem>(FoundBody::new(found, stock::currency(tx)?))
        })
        .await
}
