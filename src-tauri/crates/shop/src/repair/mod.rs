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
//! The bench's side is [`say_worked`] and [`say_fitted`]: what the work really put into an object, so that
//! the hand-over expects what it must weigh.
//!
//! The till's side is [`cost_of`] and [`settle`]: what a job costs, with the VAT of each task, and what a
//! ticket did to its money, in the ticket's own transaction.

mod abandonment;
mod act;
mod agreed;
mod amend;
mod answer;
mod board;
mod cost;
mod estimate;
mod estimate_paper;
mod fee;
mod forget;
mod hand_over;
mod intake;
mod mark;
mod nouns;
mod paper;
mod photo;
mod slip;
mod state;
mod store;
mod take_in;
mod tasks;
mod verify;
mod worked;

pub use abandonment::{abandonment_letter, write_abandonment};
pub use act::{ActOn, act};
pub use amend::{Amend, Notice, amend, assign, note_told, notify, promise};
pub use answer::{Answer, Channel, answer};
pub use board::{Board, Column, Due, JobQuery, Listed, Only, board, by_code, due, find, jobs};
pub use cost::{CostLine, Settlement, cost_of, settle};
pub use estimate::{Submit, submit};
pub use estimate_paper::{estimate_paper, estimate_to_sign, print_estimate};
pub use fee::{REFUSAL_FEE, announced_fee, charge_fee};
pub use forget::forget_customer;
pub use hand_over::{
    Handover, Seen, SeenAgain, StoneLooked, TOLERANCE, expected_ug, hand_over, tolerance_ug,
};
pub use intake::{Amended, Intake, first_intake, is_held};
pub use mark::mark_photo;
pub use nouns::{Ceiling, Drawn, Entry, Estimate, Job, Photo, Repair, RepairError, Stone, Task};
pub use paper::{Pictured, What, envelope, paper, pictures, print, print_returned, returned};
pub use photo::{TakeOff, attach_photo, take_photo_off};
pub use state::{Act, Move, Past, State, acts, along, moves, next};
pub use store::{
    drawings, entries, estimates, handovers, job, jobs_of, letter_on, people, photos, repair,
    stands_with, stones, subjects, tasks,
};
pub use take_in::{Goodwill, NewObject, TakeIn, take_in};
pub use tasks::{NewTask, save_tasks, say_done};
pub use verify::verify;
pub use worked::{Weighed, remember, say_fitted, say_worked, weighing};

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
