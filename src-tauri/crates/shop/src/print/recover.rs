//! After a start: what became of the jobs that were being sent when the program ended.

use super::{State, store, tell};
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};

/// The program was ended in the middle of it.
const KILLED: &str = "program_ended";

/// Makes every job that was being sent unsure: how much of it had left, nobody knows. Returns how
/// many there were. Called before the first worker starts.
pub fn recover(tx: &mut WriteTx<'_>, cx: &Cx) -> Result<usize, StoreError> {
    let cut_short = store::sending(tx)?;
    let count = cut_short.len();
    for mut job in cut_short {
        job.state = State::Unsure;
        job.problem = Some(KILLED.into());
        store::update(tx, cx, &mut job)?;
        tell(tx, job.id);
    }
    Ok(count)
}
