//! The bench's work on repairs: who does a task, how long it took, what of the stock and how much metal
//! went into the object, and what the job has cost the shop.
//!
//! Everything here is written once. A clock that was forgotten, a weight that was mistyped, a part that
//! was not needed after all is another entry that names the first. What the object must weigh at the
//! hand-over follows from here, through [`crate::repair::say_worked`] and [`crate::repair::say_fitted`];
//! what is left in the stock follows through the stock's own entries.

mod assign_task;
mod bill;
mod bring_back;
mod clock;
mod correct_time;
mod enter_time;
mod give_part_back;
mod nouns;
mod queue;
mod rule;
mod send_out;
mod set_rate;
mod slip;
mod slip_paper;
mod store;
mod take_metal_back;
mod take_part;
mod weigh_metal;
mod worth;

pub use assign_task::{Who, assign_task};
pub use bill::{BillWork, BilledWork, bill_work};
pub use bring_back::{BringBack, bring_back, change_due};
pub use clock::{StartClock, close_clock, start_clock, stop_clock};
pub use correct_time::{CorrectTime, correct_time};
pub use enter_time::{EnterTime, enter_time};
pub use give_part_back::{GivePartBack, give_part_back};
pub use nouns::{Assigned, BenchError, HourRate, MetalMove, Part, Time, Way};
pub use queue::{Queued, Work, queue};
pub(crate) use rule::of_hour;
pub use rule::{LONGEST_CLOCK_MINUTES, works};
pub use send_out::{SendOut, Sent, send_out};
pub use set_rate::{SetRate, set_rate};
pub use slip::{LineState, SlipLine, VendorSlip};
pub use slip_paper::{print_slip, slip_paper};
pub use store::{
    assigned, hour_on, metals, parts, rates, running, running_on, sent, slip, slips, times,
};
pub use take_metal_back::{TakeMetalBack, take_metal_back};
pub use take_part::{TakePart, take_part};
pub use weigh_metal::{WeighMetal, weigh_metal};
pub use worth::{Spent, SpentOn, Worth, net_of, spent, worth};
