//! Takes a job through a port.

use super::{Answers, Cause, Outcome, Print, Status, Step, Timing};
use crate::port::{Port, PortError};
use std::time::{Duration, Instant};

/// Whether to go on waiting for a printer that is held up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Going {
    On,
    GiveUp,
}

/// The longest time in which `watch` is not asked: a program that ends waits no longer.
const ATTENTION: Duration = Duration::from_millis(500);

/// What was left is there at once, or not at all.
const LEFT_WAITS: Duration = Duration::from_millis(20);
/// A device that talks without end is no printer: the questions will show it.
const LEFT_AT_MOST: usize = 16;

/// Sends `job` and waits for its end. Blocks; `watch` is told the printer's state while the job is
/// held up (paper, cover) and can end the waiting.
pub fn run(
    port: &mut dyn Port,
    job: &[u8],
    answers: Answers,
    timing: Timing,
    watch: &mut dyn FnMut(Option<&Status>) -> Going,
) -> Outcome {
    forget_what_was_left(port);
    let start = Instant::now();
    let mut print =
        Print::new(job, answers, timing, port.acknowledges()).losing_count(port.may_lose_count());
    let mut buffer = [0; 256];
    loop {
        match print.next(start.elapsed()) {
            Step::Write(bytes, timeout) => {
                let taken = port.write(&bytes, timeout);
                print.wrote(taken, start.elapsed());
            }
            Step::Read(timeout) => {
                let read = port.read(&mut buffer, timeout.min(ATTENTION));
                print.read(read.map(|count| &buffer[..count]), start.elapsed());
            }
            Step::Done(outcome) => {
                port.finish(timing.reply);
                return named(outcome, port);
            }
        }
        let held_up = print.is_held_up().then(|| print.status());
        if watch(held_up.as_ref()) == Going::GiveUp {
            print.give_up();
        }
    }
}

/// Takes what a printer still has to say of a conversation that was broken off: a USB printer keeps
/// it through a pulled cable, and each answer would be taken for that of another question. A port
/// that fails here fails again at the first question, and is told then.
pub(crate) fn forget_what_was_left(port: &mut dyn Port) {
    let mut buffer = [0; 256];
    for _ in 0..LEFT_AT_MOST {
        match port.read(&mut buffer, LEFT_WAITS) {
            Ok(count) if count > 0 => {}
            _ => return,
        }
    }
}

/// The state machine knows no address; the port does.
pub(crate) fn named(outcome: Outcome, port: &dyn Port) -> Outcome {
    let name = |cause| match cause {
        Cause::Port(PortError::Timeout { address }) if address.is_empty() => {
            Cause::Port(PortError::Timeout {
                address: port.address().to_owned(),
            })
        }
        other => other,
    };
    match outcome {
        Outcome::NotSent { cause } => Outcome::NotSent { cause: name(cause) },
        Outcome::Unsure {
            accepted,
            certain,
            total,
            cause,
        } => Outcome::Unsure {
            accepted,
            certain,
            total,
            cause: name(cause),
        },
        printed @ Outcome::Printed { .. } => printed,
    }
}
