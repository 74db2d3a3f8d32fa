//! How far a batch of labels is.

use chrono::{DateTime, Utc};
use units::Id;

use super::store;
use crate::db::{ReadTx, StoreError};
use crate::devices::Device;
use crate::print::{Job, State};

/// Labels that were asked for together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub id: Id<Self>,
    pub printer: Id<Device>,
    pub printer_name: String,
    pub template: String,
    pub created_at: DateTime<Utc>,
    /// In the order in which they come out.
    pub labels: Vec<Label>,
}

/// One label of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub job: Id<Job>,
    /// The piece's number.
    pub number: String,
    pub state: State,
    pub problem: Option<String>,
}

impl Batch {
    /// How many of its labels are in this state.
    pub fn count(&self, state: State) -> usize {
        self.labels.iter().filter(|it| it.state == state).count()
    }

    /// What holds it up: the first problem among the labels that are not out.
    pub fn problem(&self) -> Option<&str> {
        self.labels
            .iter()
            .filter(|label| label.state.wants_something())
            .find_map(|label| label.problem.as_deref())
    }
}

/// One batch.
pub fn batch(tx: &ReadTx<'_>, id: Id<Batch>) -> Result<Option<Batch>, StoreError> {
    let found = store::batches(tx, Some(id))?;
    Ok(found.into_iter().next())
}

/// Those that want something, and the latest of the others; the newest first.
pub fn batches(tx: &ReadTx<'_>) -> Result<Vec<Batch>, StoreError> {
    store::batches(tx, None)
}
