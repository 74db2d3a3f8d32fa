//! Takes a label through a port.

use std::time::{Duration, Instant};

use super::{LabelStep, SendLabel, Speaks};
use crate::port::Port;
use crate::printer::{Cause, Going, Outcome, Status, Timing, forget_what_was_left, named};

/// The longest time in which `watch` is not asked: a program that ends waits no longer.
const ATTENTION: Duration = Duration::from_millis(500);

/// Sends one label and waits until it is out. Blocks; `watch` is told the printer's state while the
/// label is held up (no labels, open head) and can end the waiting.
pub fn run(
    port: &mut dyn Port,
    label: &[u8],
    speaks: Speaks,
    timing: Timing,
    watch: &mut dyn FnMut(Option<&Status>) -> Going,
) -> Outcome {
    forget_what_was_left(port);
    let start = Instant::now();
    let mut sending = SendLabel::new(label, speaks, timing, port.acknowledges())
        .losing_count(port.may_lose_count());
    let mut buffer = [0; 256];
    loop {
        match sending.next(start.elapsed()) {
            LabelStep::Write(bytes, timeout) => {
                let taken = port.write(&bytes, timeout);
                sending.wrote(taken, start.elapsed());
            }
            LabelStep::Read(timeout) => {
                let read = port.read(&mut buffer, timeout.min(ATTENTION));
                sending.read(read.map(|count| &buffer[..count]), start.elapsed());
            }
            LabelStep::Done(outcome) => {
                port.finish(timing.reply);
                return named(outcome, port);
            }
        }
        let held_up = sending.is_held_up().then(|| sending.status());
        if watch(held_up.as_ref()) == Going::GiveUp {
            sending.give_up();
        }
    }
}

/// How a printer is, without printing. One that says nothing can at least be reached.
pub fn query(port: &mut dyn Port, speaks: Speaks, timing: Timing) -> Result<Status, Cause> {
    if speaks == Speaks::Nothing {
        return Ok(Status::default());
    }
    let timing = Timing {
        patience: timing.reply,
        ..timing
    };
    match run(port, &[], speaks, timing, &mut |_| Going::On) {
        Outcome::Printed { status, .. }
        | Outcome::NotSent {
            cause: Cause::Printer(status),
        } => Ok(status),
        // Busy with other labels: there, and able to print.
        Outcome::NotSent {
            cause: Cause::Unconfirmed,
        } => Ok(Status::default()),
        Outcome::NotSent { cause } | Outcome::Unsure { cause, .. } => Err(cause),
    }
}
