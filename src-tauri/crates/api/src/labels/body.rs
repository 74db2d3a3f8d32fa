//! Labels on the wire.

use chrono::{DateTime, Utc};
use documents::label::{LabelError, Template};
use serde::{Deserialize, Serialize};
use shop::labels::Batch;
use shop::print::State;
use utoipa::ToSchema;
use uuid::Uuid;

/// A kind of label.
#[derive(Serialize, ToSchema)]
pub(crate) struct LabelTemplate {
    name: String,
    fr: String,
    en: String,
    /// Labels of one A4 sheet; null for a label printer's roll.
    sheet_places: Option<i64>,
}

impl From<&Template> for LabelTemplate {
    fn from(template: &Template) -> Self {
        Self {
            name: template.name.clone(),
            fr: template.fr.clone(),
            en: template.en.clone(),
            sheet_places: template.sheet.map(|sheet| sheet.columns * sheet.rows),
        }
    }
}

/// A label printer to choose.
#[derive(Serialize, ToSchema)]
pub(crate) struct LabelPrinter {
    pub id: Uuid,
    pub name: String,
    /// False: a label counts as printed once the printer has taken it.
    pub says_when_done: bool,
}

/// Which labels to show.
#[derive(Deserialize, ToSchema)]
pub(crate) struct PreviewLabels {
    pub template: String,
    /// The printer whose letters and dots are meant; none for a sheet of paper.
    pub device_id: Option<Uuid>,
    /// Pieces and batch articles.
    pub piece_ids: Vec<Uuid>,
}

/// A label as it will come out.
#[derive(Serialize, ToSchema)]
pub(crate) struct LabelPreview {
    pub piece_id: Uuid,
    pub number: String,
    pub title: String,
    /// The first sixty are drawn.
    pub svg: Option<String>,
    /// Why it will not come out.
    pub problem: Option<LabelProblem>,
}

/// Why a label does not come out whole.
#[derive(Serialize, ToSchema)]
pub(crate) struct LabelProblem {
    /// `label.does_not_fit`, `label.missing` or `label.code_characters`.
    code: &'static str,
    /// `price`, `stones`…
    field: &'static str,
}

impl From<LabelError> for LabelProblem {
    fn from(error: LabelError) -> Self {
        Self {
            code: error.code(),
            field: error.field().name(),
        }
    }
}

/// Labels for a sheet of paper.
#[derive(Deserialize, ToSchema)]
pub(crate) struct SheetOfLabels {
    pub template: String,
    pub piece_ids: Vec<Uuid>,
    /// Places of the first sheet that are used already.
    #[serde(default)]
    pub first: usize,
}

/// Labels for a label printer.
#[derive(Deserialize, ToSchema)]
pub(crate) struct PrintLabels {
    pub id: Uuid,
    pub device_id: Uuid,
    pub template: String,
    /// In the order in which they come out.
    pub piece_ids: Vec<Uuid>,
}

/// How far a batch is.
#[derive(Serialize, ToSchema)]
#[schema(as = LabelBatch)]
pub(crate) struct BatchBody {
    id: Uuid,
    device_id: Uuid,
    device_name: String,
    template: String,
    created_at: DateTime<Utc>,
    /// Labels that were asked for and not taken back.
    total: usize,
    done: usize,
    /// Not sent yet, or being printed.
    waiting: usize,
    /// Given up: nothing of them was sent.
    failed: usize,
    cancelled: usize,
    /// The first trouble among those that are not out: `paper_out`, `absent`…
    problem: Option<String>,
    /// Labels that may be out: a person looks.
    unsure: Vec<UnsureLabel>,
}

/// A label that may be out.
#[derive(Serialize, ToSchema)]
pub(crate) struct UnsureLabel {
    job_id: Uuid,
    number: String,
}

impl From<Batch> for BatchBody {
    fn from(batch: Batch) -> Self {
        let cancelled = batch.count(State::Cancelled);
        Self {
            id: batch.id.uuid(),
            device_id: batch.printer.uuid(),
            total: batch.labels.len() - cancelled,
            done: batch.count(State::Done),
            waiting: batch.count(State::Waiting) + batch.count(State::Sending),
            failed: batch.count(State::Failed),
            cancelled,
            problem: batch.problem().map(str::to_owned),
            unsure: batch
                .labels
                .iter()
                .filter(|label| label.state == State::Unsure)
                .map(|label| UnsureLabel {
                    job_id: label.job.uuid(),
                    number: label.number.clone(),
                })
                .collect(),
            device_name: batch.printer_name,
            template: batch.template,
            created_at: batch.created_at,
        }
    }
}

/// The ten letters that hide a cost.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = CostCode)]
pub(crate) struct CostCodeBody {
    /// The first stands for 1, the tenth for 0; null or empty for none.
    pub word: Option<String>,
}
