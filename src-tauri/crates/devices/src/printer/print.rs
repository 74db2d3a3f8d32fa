//! One job, as a state machine: what to write, what to wait for, what came of it.
//!
//! Ask the printer whether it can print; send the job; ask for a mark behind it; wait for the mark,
//! asking for the status meanwhile. Until the first byte of the job is handed over every failure is
//! harmless; from then on only the mark makes the end certain.

use super::{Cause, MARK, Outcome, Paper, Replies, Reply, Status, status_request};
use crate::port::PortError;
use std::time::Duration;

/// How much a printer says. A setting, since cheap printers and one-way cables say less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Answers {
    /// Status and marks (every Epson and most others).
    #[default]
    Full,
    /// Status, but GS r stays unanswered: a job counts as printed when the printer took it all and
    /// is still ready afterwards.
    Status,
    /// Nothing: a job counts as printed when the port took it all.
    Nothing,
}

/// How long to wait for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// For the answer to one status request.
    pub reply: Duration,
    /// For a printer that cannot go on (no paper, open cover, full buffer) or does not confirm.
    pub patience: Duration,
    /// Between two looks at the status while waiting.
    pub look: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            reply: Duration::from_secs(2),
            patience: Duration::from_secs(60),
            look: Duration::from_secs(1),
        }
    }
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Hand these bytes over, as many as the port takes within the time; then [`Print::wrote`].
    Write(Vec<u8>, Duration),
    /// Wait so long for bytes from the printer; then [`Print::read`].
    Read(Duration),
    /// The end.
    Done(Outcome),
}

/// The status bytes asked for, in this order: state, cause of being offline, paper. The error cause
/// (3) is asked only when there is an error: some printers answer no more than these three.
const ROUND: [u8; 3] = [1, 2, 4];
/// The largest piece handed over at once.
const CHUNK: usize = 1024;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Phase {
    /// Is it ready? Nothing of the job has been sent.
    Ready,
    /// The job is going out.
    Sending,
    /// The mark is going out.
    Marking,
    /// Waiting for the mark, or for the last status.
    Ending,
    Done(Outcome),
}

/// A round of status questions, one at a time so that each answer has its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Question {
    round: usize,
    /// The byte asked for, and how much of the request is written.
    n: u8,
    written: usize,
    since: Duration,
}

/// One job on its way. Time is the caller's: a duration since the start, never going back.
#[derive(Debug)]
pub struct Print<'a> {
    job: &'a [u8],
    answers: Answers,
    timing: Timing,
    phase: Phase,
    /// Bytes handed over, of the job and of the mark.
    accepted: usize,
    marked: usize,
    acknowledges: bool,
    /// Whether a failed write leaves its bytes in doubt, and whether one did.
    loses_count: bool,
    in_doubt: bool,
    question: Option<Question>,
    answered: bool,
    replies: Replies,
    status: Status,
    /// When something last moved: a byte taken, or the printer becoming able to print.
    moved: Duration,
    looked: Duration,
}

impl<'a> Print<'a> {
    /// A job of bytes for a printer that answers as the settings say.
    pub fn new(job: &'a [u8], answers: Answers, timing: Timing, acknowledges: bool) -> Self {
        let (phase, question) = match answers {
            Answers::Nothing => (Phase::Sending, None),
            _ => (Phase::Ready, Some(ask(0, Duration::ZERO))),
        };
        Self {
            job,
            answers,
            timing,
            phase,
            accepted: 0,
            marked: 0,
            acknowledges,
            loses_count: false,
            in_doubt: false,
            question,
            answered: false,
            replies: Replies::default(),
            status: Status::default(),
            moved: Duration::ZERO,
            looked: Duration::ZERO,
        }
    }

    /// The same on a port of which [`crate::port::Port::may_lose_count`] is true.
    #[must_use]
    pub fn losing_count(mut self, loses_count: bool) -> Self {
        self.loses_count = loses_count;
        self
    }

    /// The state that the printer last gave.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Whether the job is under way and the printer cannot go on: the moment to tell a person.
    pub fn is_held_up(&self) -> bool {
        !matches!(self.phase, Phase::Ready | Phase::Done(_)) && self.status.is_blocked()
    }

    /// What to do at `now`.
    pub fn next(&mut self, now: Duration) -> Step {
        loop {
            if let Phase::Done(outcome) = &self.phase {
                return Step::Done(outcome.clone());
            }
            if let Some(question) = self.question {
                let request = status_request(question.n);
                if question.written < request.len() {
                    return Step::Write(request[question.written..].to_vec(), self.timing.reply);
                }
                let until = question.since + self.timing.reply;
                if now < until {
                    return Step::Read(until.saturating_sub(now));
                }
                self.unanswered(question, now);
                continue;
            }
            match self.phase {
                Phase::Sending if self.accepted == self.job.len() => {
                    (self.phase, self.moved) = match self.answers {
                        Answers::Nothing => (self.printed(false), now),
                        Answers::Status => {
                            self.question = Some(ask(0, now));
                            (Phase::Ending, now)
                        }
                        Answers::Full => (Phase::Marking, now),
                    };
                }
                Phase::Sending => {
                    let end = self.job.len().min(self.accepted + CHUNK);
                    return Step::Write(self.job[self.accepted..end].to_vec(), self.timing.look);
                }
                Phase::Marking if self.marked == MARK.len() => {
                    (self.phase, self.moved, self.looked) = (Phase::Ending, now, now);
                }
                Phase::Marking => {
                    return Step::Write(MARK[self.marked..].to_vec(), self.timing.look);
                }
                Phase::Ending if now >= self.moved + self.timing.patience => {
                    let cause = if self.status.is_blocked() {
                        Cause::Printer(self.status)
                    } else {
                        Cause::Unconfirmed
                    };
                    self.fail(cause);
                }
                Phase::Ending => {
                    let look = self.looked + self.timing.look;
                    if now >= look {
                        self.question = Some(ask(0, now));
                    } else {
                        let end = self.moved + self.timing.patience;
                        return Step::Read(look.min(end).saturating_sub(now));
                    }
                }
                // Ready always has a question open, and Done returned above.
                Phase::Ready | Phase::Done(_) => self.fail(Cause::Unconfirmed),
            }
        }
    }

    /// What the port made of the last [`Step::Write`].
    pub fn wrote(&mut self, outcome: Result<usize, PortError>, now: Duration) {
        let count = match outcome {
            Ok(count) => count,
            Err(error) => return self.refused(error, now),
        };
        if let Some(question) = &mut self.question {
            question.written += count;
            return;
        }
        self.moved = now;
        match self.phase {
            Phase::Sending => self.accepted += count,
            Phase::Marking => self.marked += count,
            _ => {}
        }
    }

    /// What the port made of the last [`Step::Read`]; an empty slice when the time ran out.
    pub fn read(&mut self, outcome: Result<&[u8], PortError>, now: Duration) {
        let bytes = match outcome {
            Ok(bytes) => bytes,
            Err(error) => return self.fail(Cause::Port(error)),
        };
        for reply in self.replies.feed(bytes) {
            match reply {
                Reply::RealTime(byte) => self.answer(byte, now),
                Reply::Unasked(bytes) => self.status = Status::from_asb(bytes),
                // Before the mark was asked for, it is somebody else's.
                Reply::Mark(_) if self.phase == Phase::Ending && self.answers == Answers::Full => {
                    self.question = None;
                    self.status = Status {
                        online: true,
                        ..self.status
                    };
                    self.phase = self.printed(true);
                }
                Reply::Mark(_) => {}
            }
        }
    }

    /// Somebody gives up: closes the job with what is known now.
    pub fn give_up(&mut self) {
        if !matches!(self.phase, Phase::Done(_)) {
            let blocked = self.status.is_blocked();
            self.fail(if blocked {
                Cause::Printer(self.status)
            } else {
                Cause::GivenUp
            });
        }
    }

    /// An answer to the open question. Without one, it is an echo of bytes inside an image that look
    /// like a request, and means nothing.
    fn answer(&mut self, byte: u8, now: Duration) {
        let Some(question) = self.question else {
            return;
        };
        let was_blocked = self.status.is_blocked();
        // A new round begins with a clean sheet of paper: answer 2 can only say that it is out.
        if question.n == 1 && self.status.paper == Paper::Out {
            self.status.paper = Paper::Ok;
        }
        if !self.status.apply(question.n, byte) {
            return;
        }
        self.answered = true;
        if question.n == 2 && self.status.fault.is_some() {
            self.question = Some(Question {
                n: 3,
                written: 0,
                since: now,
                ..question
            });
            return;
        }
        self.advance(question, now);
        if was_blocked && !self.status.is_blocked() {
            self.moved = now;
        }
    }

    fn unanswered(&mut self, question: Question, now: Duration) {
        if self.phase == Phase::Ready && !self.answered {
            let address = String::new();
            return self.fail(Cause::Port(PortError::Timeout { address }));
        }
        self.advance(question, now);
    }

    /// The next question of the round, or the end of the round.
    fn advance(&mut self, question: Question, now: Duration) {
        if question.round + 1 < ROUND.len() {
            self.question = Some(ask(question.round + 1, now));
            return;
        }
        self.question = None;
        self.looked = now;
        match self.phase {
            Phase::Ready if self.status.is_blocked() => self.fail(Cause::Printer(self.status)),
            Phase::Ready => (self.phase, self.moved) = (Phase::Sending, now),
            Phase::Ending if self.answers == Answers::Status && !self.status.is_blocked() => {
                self.phase = self.printed(false);
            }
            _ => {}
        }
    }

    /// The port took nothing. A full buffer behind an empty roll is no failure yet.
    fn refused(&mut self, error: PortError, now: Duration) {
        let waits = matches!(error, PortError::Timeout { .. });
        if waits && self.phase != Phase::Ready && now < self.moved + self.timing.patience {
            // A question that cannot even be written is dropped; the next look asks again.
            if self.question.take().is_some() {
                self.looked = now;
            }
            return;
        }
        self.in_doubt |= self.loses_count && !waits && self.phase == Phase::Sending;
        let blocked = waits && self.status.is_blocked();
        self.fail(if blocked {
            Cause::Printer(self.status)
        } else {
            Cause::Port(error)
        });
    }

    fn printed(&self, confirmed: bool) -> Phase {
        Phase::Done(Outcome::Printed {
            confirmed,
            status: self.status,
        })
    }

    fn fail(&mut self, cause: Cause) {
        self.phase = Phase::Done(if self.accepted == 0 && !self.in_doubt {
            Outcome::NotSent { cause }
        } else {
            let certain = if self.acknowledges { self.accepted } else { 0 };
            let (accepted, total) = (self.accepted, self.job.len());
            Outcome::Unsure {
                accepted,
                certain,
                total,
                cause,
            }
        });
    }
}

fn ask(round: usize, since: Duration) -> Question {
    Question {
        round,
        n: ROUND[round],
        written: 0,
        since,
    }
}
