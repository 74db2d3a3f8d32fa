use super::*;
use crate::port::{Port, PortError};
use std::time::Duration;

const TICKET: &[u8] = b"\x1B@Alliance or 750  1 290,00\n\x1D\x56\x42\x00";

/// A printer on the far side of a port, deciding by the number of job bytes it has taken.
#[derive(Debug, Clone)]
struct Fake {
    /// What it does once it has taken this many bytes of the job.
    at: usize,
    then: Then,
    /// Bytes taken at once.
    width: usize,
    status: Status,
    answers_status: bool,
    answers_marks: bool,
    acknowledges: bool,
    taken: Vec<u8>,
    requests: Vec<u8>,
    back: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Fine,
    PaperOut,
    CoverOpen,
    Unplugged,
    /// Takes nothing more, says nothing more.
    Stuck,
}

impl Fake {
    fn new(at: usize, then: Then) -> Self {
        Self {
            at,
            then,
            width: 7,
            status: Status::default(),
            answers_status: true,
            answers_marks: true,
            acknowledges: false,
            taken: Vec::new(),
            requests: Vec::new(),
            back: Vec::new(),
        }
    }

    fn turn(&mut self) {
        if self.taken.len() >= self.at {
            match self.then {
                Then::PaperOut => self.status.paper = Paper::Out,
                Then::CoverOpen => self.status.cover_open = true,
                _ => {}
            }
        }
        self.status.online = self.status.paper != Paper::Out && !self.status.cover_open;
    }

    fn is_gone(&self) -> bool {
        self.then == Then::Unplugged && self.taken.len() >= self.at
    }

    fn unplugged() -> PortError {
        PortError::Unplugged {
            address: "fake".to_owned(),
        }
    }

    /// The status byte `n`, by Epson's tables.
    fn byte(&self, n: u8) -> u8 {
        let Status {
            online,
            paper,
            cover_open,
            drawer_high,
            ..
        } = self.status;
        let bit = |set, mask| if set { mask } else { 0 };
        0x12 | match n {
            1 => bit(!online, 0x08) | bit(drawer_high, 0x04),
            2 => bit(cover_open, 0x04) | bit(paper == Paper::Out, 0x20),
            4 => bit(paper != Paper::Ok, 0x0C) | bit(paper == Paper::Out, 0x60),
            _ => 0,
        }
    }
}

impl Port for Fake {
    fn address(&self) -> &'static str {
        "fake"
    }

    fn write(&mut self, bytes: &[u8], _timeout: Duration) -> Result<usize, PortError> {
        self.turn();
        if self.is_gone() {
            return Err(Self::unplugged());
        }
        if let [0x10, 0x04, n] = bytes {
            self.requests.push(*n);
            if self.answers_status && !(self.then == Then::Stuck && self.taken.len() >= self.at) {
                self.back.push(self.byte(*n));
            }
            return Ok(3);
        }
        if bytes == MARK {
            if self.answers_marks && self.status.online && self.then != Then::Stuck {
                self.back.push(0);
            }
            return Ok(3);
        }
        let room = match self.then {
            Then::Fine => self.width,
            _ => self.width.min(self.at.saturating_sub(self.taken.len())),
        };
        // A printer without paper goes on taking bytes until its buffer is full; then this.
        let room = if room == 0 && matches!(self.then, Then::PaperOut | Then::CoverOpen) {
            self.width
        } else {
            room
        };
        if room == 0 {
            return Err(PortError::Timeout {
                address: "fake".to_owned(),
            });
        }
        let count = room.min(bytes.len());
        self.taken.extend_from_slice(&bytes[..count]);
        Ok(count)
    }

    fn read(&mut self, buffer: &mut [u8], _timeout: Duration) -> Result<usize, PortError> {
        self.turn();
        if self.is_gone() {
            return Err(Self::unplugged());
        }
        let count = self.back.len().min(buffer.len());
        buffer[..count].copy_from_slice(&self.back[..count]);
        self.back.drain(..count);
        Ok(count)
    }

    fn acknowledges(&self) -> bool {
        self.acknowledges
    }
}

/// Runs the state machine on a clock that jumps: a quiet read takes its whole time, nothing sleeps.
fn play(fake: &mut Fake, job: &[u8], answers: Answers) -> (Outcome, Duration) {
    let mut print = Print::new(job, answers, Timing::default(), fake.acknowledges);
    let mut now = Duration::ZERO;
    let mut buffer = [0; 64];
    for _ in 0..100_000 {
        match print.next(now) {
            Step::Write(bytes, timeout) => {
                let outcome = fake.write(&bytes, timeout);
                now += if outcome.is_err() {
                    timeout
                } else {
                    Duration::from_millis(1)
                };
                print.wrote(outcome, now);
            }
            Step::Read(timeout) => {
                let outcome = fake.read(&mut buffer, timeout);
                now += if outcome == Ok(0) {
                    timeout
                } else {
                    Duration::from_millis(1)
                };
                print.read(outcome.map(|count| &buffer[..count]), now);
            }
            Step::Done(outcome) => return (outcome, now),
        }
    }
    panic!("no end: {print:?}");
}

#[test]
fn a_job_arrives_whole_whatever_the_width_of_the_port() {
    for width in [1, 2, 3, 64, 4096] {
        let mut fake = Fake {
            width,
            ..Fake::new(0, Then::Fine)
        };
        let (outcome, _) = play(&mut fake, TICKET, Answers::Full);
        assert_eq!(
            outcome,
            Outcome::Printed {
                confirmed: true,
                status: Status::default()
            }
        );
        assert_eq!(fake.taken, TICKET, "width {width}");
        assert_eq!(
            fake.requests,
            [1, 2, 4],
            "no stray byte, no fourth question"
        );
    }
}

#[test]
fn a_printer_that_is_not_ready_gets_nothing() {
    let check = |status: Status, code: &str| {
        let mut fake = Fake {
            status,
            ..Fake::new(usize::MAX, Then::Fine)
        };
        let (outcome, _) = play(&mut fake, TICKET, Answers::Full);
        let Outcome::NotSent { cause } = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(cause.code(), code);
        assert!(fake.taken.is_empty());
    };
    let fine = Status::default();
    check(
        Status {
            paper: Paper::Out,
            ..fine
        },
        "paper_out",
    );
    check(
        Status {
            cover_open: true,
            ..fine
        },
        "cover_open",
    );
    // Both: the cover comes first, it is open because of the paper.
    check(
        Status {
            cover_open: true,
            paper: Paper::Out,
            ..fine
        },
        "cover_open",
    );
}

#[test]
fn paper_near_its_end_prints() {
    let status = Status {
        paper: Paper::NearEnd,
        ..Status::default()
    };
    let mut fake = Fake {
        status,
        ..Fake::new(usize::MAX, Then::Fine)
    };
    let (outcome, _) = play(&mut fake, TICKET, Answers::Full);
    assert_eq!(
        outcome,
        Outcome::Printed {
            confirmed: true,
            status
        }
    );
}

#[test]
fn a_printer_that_says_nothing_gets_nothing() {
    let mut fake = Fake {
        answers_status: false,
        answers_marks: false,
        ..Fake::new(0, Then::Fine)
    };
    let (outcome, took) = play(&mut fake, TICKET, Answers::Full);
    let Outcome::NotSent { cause } = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(cause.code(), "silent");
    assert!(fake.taken.is_empty());
    assert!(took <= Timing::default().reply, "took {took:?}");
}

#[test]
fn a_printer_known_to_say_less_is_believed() {
    let mut mute = Fake {
        answers_status: false,
        answers_marks: false,
        ..Fake::new(0, Then::Fine)
    };
    let (outcome, _) = play(&mut mute, TICKET, Answers::Nothing);
    assert_eq!(
        outcome,
        Outcome::Printed {
            confirmed: false,
            status: Status::default()
        }
    );
    assert!(mute.requests.is_empty());
    assert_eq!(mute.taken, TICKET);

    let mut curt = Fake {
        answers_marks: false,
        ..Fake::new(0, Then::Fine)
    };
    let (outcome, _) = play(&mut curt, TICKET, Answers::Status);
    assert_eq!(
        outcome,
        Outcome::Printed {
            confirmed: false,
            status: Status::default()
        }
    );

    // With the wrong setting nobody is told that a ticket is printed when that is not known.
    let mut curt = Fake {
        answers_marks: false,
        ..Fake::new(0, Then::Fine)
    };
    let (outcome, _) = play(&mut curt, TICKET, Answers::Full);
    let Outcome::Unsure { cause, .. } = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(cause.code(), "unconfirmed");
}

#[test]
fn trouble_at_every_byte_of_a_ticket() {
    let check = |then, at, answers, acknowledges, code: &str| {
        let mut fake = Fake {
            acknowledges,
            ..Fake::new(at, then)
        };
        let (outcome, took) = play(&mut fake, TICKET, answers);
        // Without a byte handed over it may be sent again; from the first byte on, never by itself.
        match outcome {
            Outcome::NotSent { cause } => {
                assert_eq!(fake.taken.len(), 0, "{then:?} at {at}");
                assert_eq!(cause.code(), code, "{then:?} at {at}");
            }
            Outcome::Unsure {
                accepted,
                certain,
                total,
                cause,
            } => {
                assert_eq!(accepted, fake.taken.len(), "{then:?} at {at}");
                assert_eq!(certain, if acknowledges { accepted } else { 0 });
                assert_eq!(total, TICKET.len());
                assert_eq!(cause.code(), code, "{then:?} at {at}");
                assert!(at > 0, "{then:?}: nothing was taken before byte {at}");
            }
            Outcome::Printed { .. } => panic!("{then:?} at {at}: {outcome:?}"),
        }
        assert!(
            took < Duration::from_secs(180),
            "{then:?} at {at}: {took:?}"
        );
    };
    for at in 0..=TICKET.len() {
        for acknowledges in [false, true] {
            check(
                Then::Unplugged,
                at,
                Answers::Full,
                acknowledges,
                "unplugged",
            );
            check(Then::PaperOut, at, Answers::Full, acknowledges, "paper_out");
            check(
                Then::CoverOpen,
                at,
                Answers::Full,
                acknowledges,
                "cover_open",
            );
            check(
                Then::PaperOut,
                at,
                Answers::Status,
                acknowledges,
                "paper_out",
            );
            let stuck = if at == TICKET.len() {
                "unconfirmed"
            } else {
                "silent"
            };
            check(Then::Stuck, at, Answers::Full, acknowledges, stuck);
            if at < TICKET.len() {
                check(
                    Then::Unplugged,
                    at,
                    Answers::Nothing,
                    acknowledges,
                    "unplugged",
                );
            }
        }
    }
}

#[test]
fn a_ticket_held_up_by_paper_ends_when_paper_is_put_in() {
    let mut fake = Fake::new(10, Then::PaperOut);
    let mut print = Print::new(TICKET, Answers::Full, Timing::default(), false);
    let (mut now, mut buffer, mut held_up) = (Duration::ZERO, [0; 64], false);
    let outcome = loop {
        match print.next(now) {
            Step::Write(bytes, timeout) => {
                let outcome = fake.write(&bytes, timeout);
                now += Duration::from_millis(1);
                print.wrote(outcome, now);
            }
            Step::Read(timeout) => {
                let outcome = fake.read(&mut buffer, timeout);
                now += timeout;
                print.read(outcome.map(|count| &buffer[..count]), now);
            }
            Step::Done(outcome) => break outcome,
        }
        held_up |= print.is_held_up();
        if now > Duration::from_secs(20) && fake.then == Then::PaperOut {
            assert!(held_up, "a person is told while there is time to act");
            // Paper: the printer goes on by itself and answers the mark that was waiting.
            (fake.then, fake.status) = (Then::Fine, Status::default());
            fake.back.push(0);
        }
    };
    assert!(
        matches!(
            outcome,
            Outcome::Printed {
                confirmed: true,
                ..
            }
        ),
        "{outcome:?}"
    );
    assert_eq!(fake.taken, TICKET, "nothing twice");
}

#[test]
fn giving_up_tells_what_is_known() {
    let mut print = Print::new(TICKET, Answers::Full, Timing::default(), false);
    print.give_up();
    let given_up = Outcome::NotSent {
        cause: Cause::GivenUp,
    };
    assert_eq!(print.next(Duration::ZERO), Step::Done(given_up));
}

/// A USB cable that tears a transfer off: how much of it arrived, nobody counts.
#[test]
fn a_torn_transfer_of_the_ticket_is_unsure_even_when_no_byte_is_counted() {
    let check = |loses_count: bool, torn: PortError, unsure: bool| {
        let mut print =
            Print::new(TICKET, Answers::Nothing, Timing::default(), true).losing_count(loses_count);
        assert!(matches!(print.next(Duration::ZERO), Step::Write(..)));
        print.wrote(Err(torn), Timing::default().patience);
        let Step::Done(outcome) = print.next(Timing::default().patience) else {
            panic!("{print:?}")
        };
        let accepted_none = matches!(outcome, Outcome::Unsure { accepted: 0, .. });
        assert_eq!(accepted_none, unsure, "{outcome:?}");
    };
    check(true, Fake::unplugged(), true);
    check(false, Fake::unplugged(), false);
    // It took nothing in the time it had: nothing is in doubt.
    let address = "fake".to_owned();
    check(true, PortError::Timeout { address }, false);
}

#[test]
fn what_a_broken_conversation_left_unsaid_answers_no_question() {
    let mut open = Fake::new(0, Then::CoverOpen);
    open.turn();
    let mut fake = Fake {
        back: vec![open.byte(1), open.byte(2), open.byte(4)],
        ..Fake::new(0, Then::Fine)
    };
    let timing = Timing {
        reply: Duration::from_millis(200),
        patience: Duration::from_secs(1),
        ..Timing::default()
    };
    let outcome = run(&mut fake, TICKET, Answers::Full, timing, &mut |_| Going::On);
    assert!(
        matches!(outcome, Outcome::Printed { .. }),
        "the cover has been shut since: {outcome:?}"
    );
    assert_eq!(fake.taken, TICKET);
}
