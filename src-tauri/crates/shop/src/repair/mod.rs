//! Repairs: what a customer brings in at once (one claim slip), its objects (a job and an envelope
//! each), the work on them, and what becomes of it until its owner has it back.
//!
//! How a job moves is `state.rs` alone. Every move is an entry with who, when, where and why, and a
//! mistake is another entry. What the customer is asked to agree to is frozen; so is what was seen when
//! the object was handed over.
//!
//! An object is no piece of the stock: it is the customer's, and nothing that counts the stock may find
//! it. Where it is stands in the custody ledger ([`crate::stock::entrusted`]).
//!
//! The till's side is [`cost_of`], [`settle`] and [`unsettle`]: what a job costs, with the VAT of each
//! task, and what a ticket has paid of it, in the ticket's own transaction.

mod act;
mod amend;
mod answer;
mod board;
mod cost;
mod estimate;
mod hand_over;
mod nouns;
mod paper;
mod photo;
mod slip;
mod state;
mod store;
mod take_in;
mod tasks;

pub use act::{ActOn, act};
pub use amend::{Amend, Notice, amend, assign, notify, promise};
pub use answer::{Answer, Channel, answer};
pub use board::{Board, Column, JobQuery, Listed, Only, board, find, jobs};
pub use cost::{Cost, CostLine, cost_of, settle, unsettle};
pub use estimate::{Submit, submit};
pub use hand_over::{Handover, SeenAgain, expected_ug, hand_over, tolerance_ug};
pub use nouns::{Ceiling, Entry, Estimate, Job, Photo, Repair, RepairError, Stone, Task};
pub use paper::{What, envelope, paper, pictures, print};
pub use photo::{attach_photo, take_photo_off};
pub use state::{Act, Past, State, acts, along, next};
pub use store::{
    entries, estimates, handovers, job, jobs_of, people, photos, repair, stands_with, stones,
    subjects, tasks,
};
pub use take_in::{NewObject, TakeIn, take_in};
pub use tasks::{NewTask, save_tasks, say_done};

use crate::db::{ReadTx, StoreError};

/// What of a job's past decides where it can go.
pub fn past(tx: &ReadTx<'_>, job: &Job) -> Result<Past, StoreError> {
    let mut moves: Vec<_> = store::entries(tx, job.seq)?
        .iter()
        .filter_map(Entry::as_move)
        .collect();
    moves.reverse();
    Ok(Past::of(&moves))
}
