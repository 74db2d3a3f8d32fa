//! How the work on repairs went in a span of days: how long it took, what was late, what was done again,
//! what it brought and cost, and what came to nothing.
//!
//! Nothing is kept for it. Times are what the moves of a job say, but for those that were taken back
//! ([`course`]); revenue is what tickets say, annulled ones taken off; cost is what the bench wrote down
//! ([`crate::bench::spent`]).
//!
//! A job has tasks of several kinds, done by several hands. Where jobs are counted it counts for each of
//! them, and once in the total; money is shared out among its tasks, so that lines add up to the total.

mod brought;
mod commission;
mod course;
mod key;
mod late;
mod lost;
mod margin;
mod period;
mod redo;
mod share;
mod spread;
mod store;
mod turnaround;
mod work;

pub(crate) use brought::brought;
pub use commission::{CommissionLine, Commissions, commission};
pub use course::{Course, Moved};
pub use key::{By, Group, Key};
pub use late::{Late, LateLine, late};
pub use lost::{Lost, LostJob, LostLine, lost};
pub use margin::{Margin, MarginLine, margin};
pub use period::{Period, WorkshopError};
pub use redo::{Redo, RedoLine, Redone, redo};
pub use spread::Spread;
pub use turnaround::{Turnaround, TurnaroundLine, turnaround};
