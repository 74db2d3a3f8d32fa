//! One label, as a state machine: what to write, what to wait for, what came of it.
//!
//! Ask whether the printer is free; send the label; ask until it says that nothing is left to print.
//! Until the first byte of the label is handed over every failure is harmless.

use std::time::Duration;

use super::status::Answers;
use super::{HostStatus, STATUS_REQUEST, Speaks};
use crate::port::PortError;
use crate::printer::{Cause, Outcome, Status, Timing};

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelStep {
    /// Hand these bytes over, as many as the port takes within the time; then [`SendLabel::wrote`].
    Write(Vec<u8>, Duration),
    /// Wait so long for bytes from the printer; then [`SendLabel::read`].
    Read(Duration),
    Done(Outcome),
}

/// The largest piece handed over at once.
const CHUNK: usize = 1_024;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Phase {
    /// Is it free? Nothing of the label has been sent.
    Ready,
    Sending,
    /// Is it out?
    Ending,
    Done(Outcome),
}

/// A question on its way.
#[derive(Debug, Clone, Copy)]
struct Question {
    written: usize,
    since: Duration,
}

/// One label on its way. Time is the caller's: a duration since the start, never going back.
#[derive(Debug)]
pub struct SendLabel<'a> {
    job: &'a [u8],
    speaks: Speaks,
    timing: Timing,
    phase: Phase,
    accepted: usize,
    acknowledges: bool,
    /// Whether a failed write leaves its bytes in doubt.
    loses_count: bool,
    in_doubt: bool,
    question: Option<Question>,
    answers: Answers,
    last: Option<HostStatus>,
    /// When something last moved, and when it was last asked.
    moved: Duration,
    asked: Duration,
}

impl<'a> SendLabel<'a> {
    /// A label for a printer; an empty one asks only whether it is free.
    pub fn new(job: &'a [u8], speaks: Speaks, timing: Timing, acknowledges: bool) -> Self {
        let (phase, question) = match speaks {
            Speaks::Nothing => (Phase::Sending, None),
            Speaks::HostStatus => (
                Phase::Ready,
                Some(Question {
                    written: 0,
                    since: Duration::ZERO,
                }),
            ),
        };
        Self {
            job,
            speaks,
            timing,
            phase,
            accepted: 0,
            acknowledges,
            loses_count: false,
            in_doubt: false,
            question,
            answers: Answers::default(),
            last: None,
            moved: Duration::ZERO,
            asked: Duration::ZERO,
        }
    }

    /// The same on a port of which [`crate::port::Port::may_lose_count`] is true.
    #[must_use]
    pub fn losing_count(mut self, loses_count: bool) -> Self {
        self.loses_count = loses_count;
        self
    }

    /// What the printer last said.
    pub fn status(&self) -> Status {
        self.last.unwrap_or_default().status()
    }

    /// Whether the label is in the printer, which holds it back.
    pub fn is_held_up(&self) -> bool {
        self.accepted > 0 && self.last.is_some_and(HostStatus::is_blocked)
    }

    /// The next step.
    pub fn next(&mut self, now: Duration) -> LabelStep {
        loop {
            if let Phase::Done(outcome) = &self.phase {
                return LabelStep::Done(outcome.clone());
            }
            if let Some(question) = self.question {
                if question.written < STATUS_REQUEST.len() {
                    let rest = STATUS_REQUEST[question.written..].to_vec();
                    return LabelStep::Write(rest, self.timing.reply);
                }
                let until = question.since + self.timing.reply;
                if now < until {
                    return LabelStep::Read(until.saturating_sub(now));
                }
                self.unanswered(now);
                continue;
            }
            match self.phase {
                Phase::Sending if self.accepted < self.job.len() => {
                    let end = self.job.len().min(self.accepted + CHUNK);
                    let piece = self.job[self.accepted..end].to_vec();
                    return LabelStep::Write(piece, self.timing.look);
                }
                Phase::Sending if self.speaks == Speaks::Nothing => self.printed(false),
                Phase::Sending => {
                    (self.phase, self.moved) = (Phase::Ending, now);
                    self.ask(now);
                }
                _ => {
                    let look = self.asked + self.timing.look;
                    if now < look {
                        return LabelStep::Read(look.saturating_sub(now));
                    }
                    self.ask(now);
                }
            }
        }
    }

    /// What the port made of the last [`LabelStep::Write`].
    pub fn wrote(&mut self, outcome: Result<usize, PortError>, now: Duration) {
        match (outcome, &mut self.question) {
            (Ok(count), Some(question)) => question.written += count,
            (Ok(count), None) => {
                self.accepted += count;
                self.moved = now;
            }
            // A full buffer behind an empty roll is no failure yet.
            (Err(PortError::Timeout { .. }), _)
                if self.accepted > 0 && now < self.moved + self.timing.patience =>
            {
                self.question = None;
                self.asked = now;
            }
            (Err(error), _) => {
                let waits = matches!(error, PortError::Timeout { .. });
                self.in_doubt |= self.loses_count && !waits && self.phase == Phase::Sending;
                self.fail(Cause::Port(error));
            }
        }
    }

    /// What the port made of the last [`LabelStep::Read`]; an empty slice when the time ran out.
    pub fn read(&mut self, outcome: Result<&[u8], PortError>, now: Duration) {
        let bytes = match outcome {
            Ok(bytes) => bytes,
            Err(error) => return self.fail(Cause::Port(error)),
        };
        let Some(status) = self.answers.feed(bytes) else {
            return;
        };
        // An answer to a question that was given up is as good as one to the next.
        self.question = None;
        let moved = self.last != Some(status);
        self.last = Some(status);
        if moved {
            self.moved = now;
        }
        match self.phase {
            Phase::Ready if status.is_blocked() => self.fail(Cause::Printer(status.status())),
            Phase::Ready if status.is_idle() && self.job.is_empty() => self.printed(true),
            Phase::Ready if status.is_idle() => self.phase = Phase::Sending,
            Phase::Ending if status.is_idle() => self.printed(true),
            // It is busy with somebody else's labels, or holds ours back: what it was given stays
            // in it, so waiting is always right as long as it answers and moves or says why not.
            Phase::Ready | Phase::Ending
                if !status.is_blocked() && now >= self.moved + self.timing.patience =>
            {
                self.fail(Cause::Unconfirmed);
            }
            _ => {}
        }
    }

    /// Somebody gives up: closes the job with what is known now.
    pub fn give_up(&mut self) {
        if !matches!(self.phase, Phase::Done(_)) {
            self.fail(match self.last {
                Some(status) if status.is_blocked() => Cause::Printer(status.status()),
                _ => Cause::GivenUp,
            });
        }
    }

    fn ask(&mut self, now: Duration) {
        self.asked = now;
        self.question = Some(Question {
            written: 0,
            since: now,
        });
    }

    /// Silence: before the label it means that nobody is there; behind it, that the printer is busy
    /// or gone.
    fn unanswered(&mut self, now: Duration) {
        self.question = None;
        self.asked = now;
        let patient = self.phase != Phase::Ready && now < self.moved + self.timing.patience;
        if !patient {
            self.fail(Cause::Port(PortError::Timeout {
                address: String::new(),
            }));
        }
    }

    fn printed(&mut self, confirmed: bool) {
        self.phase = Phase::Done(Outcome::Printed {
            confirmed,
            status: self.status(),
        });
    }

    fn fail(&mut self, cause: Cause) {
        self.phase = Phase::Done(if self.accepted == 0 && !self.in_doubt {
            Outcome::NotSent { cause }
        } else {
            Outcome::Unsure {
                accepted: self.accepted,
                certain: if self.acknowledges { self.accepted } else { 0 },
                total: self.job.len(),
                cause,
            }
        });
    }
}
