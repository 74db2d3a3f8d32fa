//! The print spool: a sale commits first, then its paper waits here until the till's printer takes
//! it. Nothing here prints; the server's workers do, one for each printer.
//!
//! ```text
//! waiting ──claim──▶ sending ──printed──▶ done
//!    ▲ ▲                │ ├──nothing sent──▶ waiting (later and later), at last failed
//!    │ └────────────────┘ └──cut short, killed──▶ unsure ──a person──▶ done | printed again
//!    └──a person── failed
//! ```
//!
//! After `unsure` nothing happens by itself: the paper may have come out. Of a ticket or a closing only
//! a numbered duplicate may follow, which the features `sales` and `till` make.

mod again;
mod cancel;
mod claim;
mod confirm;
mod enqueue;
mod forget;
mod hold;
mod job;
mod original;
mod paper;
mod recover;
mod retry;
mod settle;
mod store;
mod test_page;
#[cfg(test)]
mod tests;

pub use again::{AgainError, again};
pub use cancel::cancel;
pub use claim::{Claimed, claim};
pub use confirm::confirm;
pub use enqueue::{EnqueueError, NewJob, enqueue, enqueue_on, enqueue_slip};
pub use forget::{forget_customer, forget_papers};
pub use hold::hold;
pub use job::{Job, JobError, JobKind, Of, State};
pub use original::{Original, original};
pub use paper::Paper;
pub use recover::recover;
pub use retry::retry;
pub use settle::{Ending, settle};
pub use test_page::{TestPageError, test_page};

use units::Id;

use crate::cx::Till;
use crate::db::{Change, ReadTx, StoreError, WriteTx};

/// The jobs of a till, or of all, the oldest first: those that want something, and the latest of the
/// others. Labels are left out: their batches say how far they are.
pub fn jobs(tx: &ReadTx<'_>, till: Option<Id<Till>>) -> Result<Vec<Job>, StoreError> {
    store::of_till(tx, till)
}

/// One job.
pub fn job(tx: &ReadTx<'_>, id: Id<Job>) -> Result<Option<Job>, StoreError> {
    store::job(tx, id)
}

fn tell(tx: &mut WriteTx<'_>, id: Id<Job>) {
    tx.changed(Change::of("print"));
    tx.changed(Change::one("print", id));
}
