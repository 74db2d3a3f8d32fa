//! Labels of pieces and batch articles: templates, how they will look, batches for a label printer, A4 sheets, and the
//! shop's cost code.

mod body;

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::label::{self, place};
use documents::pdf;
use shop::devices::{self, Device};
use shop::labels::{self, Batch, Made};
use shop::users::Right;
use units::Id;
use utoipa_axum::routes;

use self::body::{
    BatchBody, CostCodeBody, LabelPreview, LabelProblem, LabelTemplate, PreviewLabels, PrintLabels,
    SheetOfLabels,
};
use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::{Input, PathId};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::EditStock, routes!(templates))
        .with(Right::EditStock, routes!(printers))
        .with(Right::EditStock, routes!(preview))
        .with(Right::EditStock, routes!(sheet))
        .with(Right::EditStock, routes!(print))
        .with(Right::EditStock, routes!(batches))
        .with(Right::EditStock, routes!(resume))
        .with(Right::EditStock, routes!(cancel))
        .with(Right::ChangeShop, routes!(cost_code))
        .with(Right::ChangeShop, routes!(set_cost_code))
}

/// More pictures than a screen shows are not drawn.
const MOST_PICTURES: usize = 60;

/// The kinds of label there are.
#[utoipa::path(get, path = "/labels/templates", tag = "labels", operation_id = "label_templates",
    responses((status = 200, body = Vec<LabelTemplate>)))]
async fn templates() -> Json<Vec<LabelTemplate>> {
    Json(label::templates().iter().map(Into::into).collect())
}

/// The label printers in use, of all tills.
#[utoipa::path(get, path = "/labels/printers", tag = "labels", operation_id = "label_printers",
    responses((status = 200, body = Vec<body::LabelPrinter>)))]
async fn printers(state: State) -> Result<Json<Vec<body::LabelPrinter>>, Problem> {
    let found = state.read(devices::all).await?;
    let printers = found
        .into_iter()
        .filter(|device| device.kind == devices::Kind::LabelPrinter)
        .map(|device| body::LabelPrinter {
            id: device.id.uuid(),
            says_when_done: crate::printers::speaks(&device)
                == ::devices::label_printer::Speaks::HostStatus,
            name: device.name,
        });
    Ok(Json(printers.collect()))
}

/// The labels of some pieces as they will come out, and why one will not.
#[utoipa::path(post, path = "/labels/preview", tag = "labels", operation_id = "preview_labels",
    request_body = PreviewLabels,
    responses((status = 200, body = Vec<LabelPreview>),
        (status = 404, body = ProblemBody, description = "device.unknown, stock.piece_unknown, label.template_unknown"),
        (status = 422, body = ProblemBody, description = "label.no_piece, label.too_many")))]
async fn preview(
    state: State,
    Input(input): Input<PreviewLabels>,
) -> Result<Json<Vec<LabelPreview>>, Problem> {
    let pieces = input.piece_ids;
    let (made, printer) = state
        .read(move |tx| {
            let made = labels::make(tx, &input.template, &pieces)?;
            let printer = match input.device_id {
                Some(id) => Some(label_printer(devices::device(tx, Id::from_uuid(id))?)?),
                None => None,
            };
            Ok::<_, Problem>((made, printer))
        })
        .await?;
    let drawn = state.work(move || draw(&made, printer.as_ref())).await??;
    Ok(Json(drawn))
}

fn label_printer(device: Option<Device>) -> Result<Device, Problem> {
    device
        .filter(|device| device.active && device.kind == devices::Kind::LabelPrinter)
        .ok_or_else(|| Problem::unknown("device.unknown"))
}

/// Places each for the printer, or for paper without one.
fn draw(made: &[Made], printer: Option<&Device>) -> Result<Vec<LabelPreview>, Problem> {
    let dialect = printer.map(labels::dialect);
    let mut previews = Vec::with_capacity(made.len());
    for (index, one) in made.iter().enumerate() {
        let placed = match &dialect {
            Some(dialect) => place(&one.label, dialect.as_ref()),
            None => pdf::placed_label(&one.label).map_err(Problem::fault)?,
        };
        let (svg, problem) = match placed {
            Ok(placed) => {
                let svg = (index < MOST_PICTURES).then(|| label::svg(&placed));
                (svg, None)
            }
            Err(error) => (None, Some(LabelProblem::from(error))),
        };
        previews.push(LabelPreview {
            piece_id: one.id,
            number: one.label.facts.number.clone(),
            title: one.label.facts.title.clone(),
            svg,
            problem,
        });
    }
    Ok(previews)
}

/// The labels on A4 sheets, as a PDF, for a template that is one.
#[utoipa::path(post, path = "/labels/sheet", tag = "labels", operation_id = "label_sheet",
    request_body = SheetOfLabels,
    responses((status = 200, content_type = "application/pdf"),
        (status = 422, body = ProblemBody, description = "label.not_a_sheet, label.unfit {number, count, problem, field}")))]
async fn sheet(state: State, Input(input): Input<SheetOfLabels>) -> Result<Response, Problem> {
    let pieces = input.piece_ids;
    let now = state.cx(shop::Actor::System, None).now;
    let made = state
        .read(move |tx| labels::make(tx, &input.template, &pieces))
        .await?;
    let pdf = state
        .work(move || {
            let all: Vec<label::Label> = made.into_iter().map(|one| one.label).collect();
            let title = all
                .first()
                .map_or_else(String::new, |one| one.template.fr.clone());
            pdf::labels(&all, input.first, &title, "Écrin", now.naive_utc()).map_err(|error| {
                match error {
                    pdf::LabelSheetError::Template(_) => Problem::refused("label.not_a_sheet"),
                    pdf::LabelSheetError::Label(index, error) => {
                        let number = all.get(index).map(|one| one.facts.number.clone());
                        unfit(&number.unwrap_or_default(), 1, error)
                    }
                    pdf::LabelSheetError::Pdf(error) => Problem::fault(error),
                }
            })
        })
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// Queues labels for a label printer.
#[utoipa::path(post, path = "/labels/batches", tag = "labels", operation_id = "print_labels",
    request_body = PrintLabels,
    responses((status = 201, body = BatchBody),
        (status = 422, body = ProblemBody, description = "label.unfit {number, count, problem, field}, label.not_for_printer, label.no_piece, label.too_many")))]
async fn print(command: Command<PrintLabels>) -> Result<Answer, Problem> {
    command
        .create(|tx, cx, body| {
            let input = labels::PrintLabels {
                id: Id::from_uuid(body.id),
                printer: Id::from_uuid(body.device_id),
                template: body.template,
                pieces: body.piece_ids,
            };
            let batch = labels::print(tx, cx, input)?;
            Ok::<_, Problem>(BatchBody::from(batch))
        })
        .await
}

/// How far the batches are: those that want something, and the latest of the others.
#[utoipa::path(get, path = "/labels/batches", tag = "labels", operation_id = "label_batches",
    responses((status = 200, body = Vec<BatchBody>)))]
async fn batches(state: State) -> Result<Json<Vec<BatchBody>>, Problem> {
    let found = state.read(labels::batches).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// Tries at once what has not been sent; what is out is not printed again.
#[utoipa::path(post, path = "/labels/batches/{id}/resume", tag = "labels", operation_id = "resume_labels",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = BatchBody), (status = 404, body = ProblemBody)))]
async fn resume(PathId(id): PathId<Batch>, command: Command<Nothing>) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, Nothing {}| labels::resume(tx, cx, id).map(BatchBody::from))
        .await
}

/// Takes what has not been sent out of the spool.
#[utoipa::path(post, path = "/labels/batches/{id}/cancel", tag = "labels", operation_id = "cancel_labels",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = BatchBody), (status = 404, body = ProblemBody)))]
async fn cancel(PathId(id): PathId<Batch>, command: Command<Nothing>) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, Nothing {}| labels::cancel(tx, cx, id).map(BatchBody::from))
        .await
}

/// The ten letters that hide a cost.
#[utoipa::path(get, path = "/labels/cost-code", tag = "labels", operation_id = "cost_code",
    responses((status = 200, body = CostCodeBody)))]
async fn cost_code(state: State) -> Result<Json<CostCodeBody>, Problem> {
    let code = state.read(labels::cost_code).await?;
    Ok(Json(CostCodeBody {
        word: code.map(|code| code.word()),
    }))
}

/// Chooses them, or none.
#[utoipa::path(put, path = "/labels/cost-code", tag = "labels", operation_id = "set_cost_code",
    request_body = CostCodeBody,
    responses((status = 200, body = CostCodeBody),
        (status = 422, body = ProblemBody, description = "cost_code.not_ten, cost_code.twice {sign}, cost_code.sign {sign}")))]
async fn set_cost_code(command: Command<CostCodeBody>) -> Result<Answer, Problem> {
    command
        .run(|tx, cx, body| {
            let code = labels::set_cost_code(tx, cx, body.word.as_deref())?;
            Ok::<_, Problem>(CostCodeBody {
                word: code.map(|code| code.word()),
            })
        })
        .await
}

fn unfit(number: &str, count: usize, error: label::LabelError) -> Problem {
    Problem::refused("label.unfit")
        .with("number", number)
        .with("count", count)
        .with("problem", error.code())
        .with("field", error.field().name())
}

impl From<labels::MakeError> for Problem {
    fn from(error: labels::MakeError) -> Self {
        match error {
            labels::MakeError::TemplateUnknown => Self::unknown("label.template_unknown"),
            labels::MakeError::NoPiece => Self::refused("label.no_piece"),
            labels::MakeError::TooMany => {
                Self::refused("label.too_many").with("most", labels::MOST_PIECES)
            }
            labels::MakeError::PieceUnknown => Self::unknown("stock.piece_unknown"),
            labels::MakeError::ChipOfArticle => Self::refused("label.chip_of_article"),
            labels::MakeError::Store(error) => error.into(),
        }
    }
}

impl From<labels::PrintLabelsError> for Problem {
    fn from(error: labels::PrintLabelsError) -> Self {
        match error {
            labels::PrintLabelsError::PrinterUnknown => Self::unknown("device.unknown"),
            labels::PrintLabelsError::NotForPrinter => Self::refused("label.not_for_printer"),
            labels::PrintLabelsError::Unfit { first, count } => {
                unfit(&first.number, count, first.problem)
            }
            labels::PrintLabelsError::IdTaken => Self::conflict("label.id_taken"),
            labels::PrintLabelsError::Make(error) => error.into(),
            labels::PrintLabelsError::Store(error) => error.into(),
        }
    }
}

impl From<labels::CostCodeError> for Problem {
    fn from(error: labels::CostCodeError) -> Self {
        match error {
            labels::CostCodeError::NotTen => Self::refused("cost_code.not_ten"),
            labels::CostCodeError::Twice(sign) => {
                Self::refused("cost_code.twice").with("sign", sign.to_string())
            }
            labels::CostCodeError::Sign(sign) => {
                Self::refused("cost_code.sign").with("sign", sign.to_string())
            }
            labels::CostCodeError::Store(error) => error.into(),
        }
    }
}
