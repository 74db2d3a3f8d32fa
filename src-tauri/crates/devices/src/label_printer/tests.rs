use std::collections::VecDeque;
use std::time::Duration;

use super::*;
use crate::port::{Port, PortError};
use crate::printer::{Cause, Going, Outcome, Timing};

const LABEL: &[u8] = b"^XA^FO1,1^FDJ104^FS^XZ\r\n";
const QUICK: Timing = Timing {
    reply: Duration::from_millis(40),
    patience: Duration::from_millis(120),
    look: Duration::from_millis(5),
};

/// A printer that answers each `~HS` with the next of its states, the last for ever.
#[derive(Default)]
struct Fake {
    states: VecDeque<HostStatus>,
    silent: bool,
    /// Unplugged after this many bytes of the label.
    gone_at: Option<usize>,
    label: Vec<u8>,
    back: Vec<u8>,
}

fn answer(status: HostStatus) -> Vec<u8> {
    let bit = |it: bool| u8::from(it);
    format!(
        "\u{2}030,{},{},0080,{:03},0,0,{},000,0,0,{}\u{3}\r\n\u{2}001,0,{},{},1,2,6,0,{:08},1,000\u{3}\r\n\u{2}1234,0\u{3}\r\n",
        bit(status.paper_out),
        bit(status.paused),
        status.in_buffer,
        bit(status.partial),
        bit(status.fault),
        bit(status.head_up),
        bit(status.ribbon_out),
        status.remaining,
    )
    .into_bytes()
}

impl Port for Fake {
    fn address(&self) -> &'static str {
        "fake"
    }

    fn write(&mut self, bytes: &[u8], _: Duration) -> Result<usize, PortError> {
        if self.gone_at.is_some_and(|at| self.label.len() >= at) {
            return Err(PortError::Unplugged {
                address: "fake".into(),
            });
        }
        let taken = bytes.len().min(7);
        if bytes != b"~HS" {
            self.label.extend(&bytes[..taken]);
            return Ok(taken);
        }
        let state = match self.states.len() {
            0 => HostStatus::default(),
            1 => self.states[0],
            _ => self.states.pop_front().unwrap_or_default(),
        };
        if !self.silent {
            self.back.extend(answer(state));
        }
        Ok(taken)
    }

    fn read(&mut self, buffer: &mut [u8], _: Duration) -> Result<usize, PortError> {
        if self.back.is_empty() {
            return Ok(0);
        }
        // In pieces that end anywhere.
        let count = self.back.len().min(11).min(buffer.len());
        buffer[..count].copy_from_slice(&self.back[..count]);
        self.back.drain(..count);
        Ok(count)
    }
}

fn printer(states: &[HostStatus]) -> Fake {
    Fake {
        states: states.iter().copied().collect(),
        ..Fake::default()
    }
}

const FREE: HostStatus = HostStatus {
    paper_out: false,
    paused: false,
    in_buffer: 0,
    partial: false,
    head_up: false,
    ribbon_out: false,
    fault: false,
    remaining: 0,
};
const PRINTING: HostStatus = HostStatus {
    in_buffer: 1,
    ..FREE
};
const OUT: HostStatus = HostStatus {
    paper_out: true,
    in_buffer: 1,
    ..FREE
};

fn send(printer: &mut Fake) -> (Outcome, Vec<&'static str>) {
    let mut told = Vec::new();
    let outcome = run(printer, LABEL, Speaks::HostStatus, QUICK, &mut |status| {
        let code = status.map_or("", |status| status.code());
        if told.last() != Some(&code) {
            told.push(code);
        }
        Going::On
    });
    (outcome, told)
}

#[test]
fn a_label_is_out_when_the_printer_has_nothing_left() {
    let mut printer = printer(&[FREE, PRINTING, PRINTING, FREE]);
    let (outcome, _) = send(&mut printer);
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
    assert_eq!(printer.label, LABEL);
}

#[test]
fn without_paper_nothing_is_sent() {
    for state in [
        OUT,
        HostStatus {
            head_up: true,
            ..FREE
        },
        HostStatus {
            ribbon_out: true,
            ..FREE
        },
        HostStatus {
            paused: true,
            ..FREE
        },
        HostStatus {
            fault: true,
            ..FREE
        },
    ] {
        let mut printer = printer(&[state]);
        let (outcome, _) = send(&mut printer);
        let expected = Outcome::NotSent {
            cause: Cause::Printer(state.status()),
        };
        assert_eq!(outcome, expected);
        assert!(printer.label.is_empty());
    }
}

#[test]
fn paper_out_in_mid_label_is_waited_out_and_nothing_is_sent_twice() {
    // For longer than any patience.
    let mut states = vec![FREE, PRINTING];
    states.extend([OUT; 60]);
    states.extend([PRINTING, FREE]);
    let mut printer = printer(&states);
    let (outcome, told) = send(&mut printer);
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
    assert_eq!(printer.label, LABEL);
    assert_eq!(told, ["", "paper_out", ""]);
}

#[test]
fn a_printer_that_never_ends_or_falls_silent_leaves_a_doubt() {
    let (outcome, _) = send(&mut printer(&[FREE, PRINTING]));
    let Outcome::Unsure {
        cause, accepted, ..
    } = outcome
    else {
        panic!("{outcome:?}");
    };
    assert_eq!((cause.code(), accepted), ("unconfirmed", LABEL.len()));

    let mut gone = printer(&[FREE]);
    gone.gone_at = Some(7);
    let (outcome, _) = send(&mut gone);
    assert!(
        matches!(outcome, Outcome::Unsure { accepted: 7, .. }),
        "{outcome:?}"
    );

    let mut silent = printer(&[FREE]);
    silent.silent = true;
    let (outcome, _) = send(&mut silent);
    assert!(matches!(outcome, Outcome::NotSent { .. }), "{outcome:?}");
    assert!(silent.label.is_empty());
}

#[test]
fn without_answers_a_label_counts_as_printed_when_it_is_taken() {
    let mut silent = printer(&[]);
    silent.silent = true;
    let outcome = run(&mut silent, LABEL, Speaks::Nothing, QUICK, &mut |_| {
        Going::On
    });
    assert!(
        matches!(
            outcome,
            Outcome::Printed {
                confirmed: false,
                ..
            }
        ),
        "{outcome:?}"
    );
    assert_eq!(silent.label, LABEL);
}

#[test]
fn a_question_prints_nothing() {
    let mut fake = printer(&[OUT]);
    let status = query(&mut fake, Speaks::HostStatus, QUICK).expect("an answer");
    assert_eq!(status.code(), "paper_out");
    assert!(fake.label.is_empty());
    let mut busy = printer(&[PRINTING]);
    let status = query(&mut busy, Speaks::HostStatus, QUICK).expect("an answer");
    assert!(!status.is_blocked());
}

#[test]
fn talk_that_is_no_status_is_none() {
    let check = |bytes: &[u8], expected: Option<HostStatus>| {
        let mut answers = super::status::Answers::default();
        assert_eq!(
            answers.feed(bytes),
            expected,
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
    };
    check(&answer(OUT), Some(OUT));
    check(b"", None);
    check(&answer(OUT)[..60], None);
    check(b"\x02030,9,0,0080,000,0,0,0,000,0,0,0\x03\x02001,0,0,0,1,2,6,0,00000000,1,000\x03\x021,0\x03", None);
    check(b"\x02a,b\x03\x02c,d\x03\x02e,f\x03", None);
    let mut noise = vec![b'\x02'];
    noise.extend([b'x'; 4_000]);
    noise.extend(answer(FREE));
    check(&noise, Some(FREE));
}
