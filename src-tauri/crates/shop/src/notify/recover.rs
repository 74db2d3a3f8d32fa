//! After a start: what became of the messages that were being sent when the program ended.

use super::state::Act;
use super::{store, tell};
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};

/// The program was ended in the middle of it.
const KILLED: &str = "program_ended";

/// Makes every message that was being sent unsure: whether it had left, nobody knows. Returns how many
/// there were. Called before the first worker starts.
pub fn recover(tx: &mut WriteTx<'_>, cx: &Cx) -> Result<usize, StoreError> {
    let cut_short = store::sending(tx)?;
    let count = cut_short.len();
    for mut message in cut_short {
        KILLED.clone_into(&mut message.problem);
        message.detail = String::new();
        store::go(tx, cx, &mut message, Act::Lose)?;
        tell(tx);
    }
    Ok(count)
}
