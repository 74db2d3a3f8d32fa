//! A printer in trouble, at every byte of a ticket.

use super::{SHORT, open, receipt, send};
use devices::printer::{Answers, Going, Outcome, run};
use std::net::TcpListener;
use tests::rig::{Cable, End, Printer};

/// A short ticket: every byte of it is tried.
const TICKET: &[u8] = b"\x1B@\x1Bt\x10Alliance or 750   1 290,00 \x80\n\n\x1DV\x00";
/// Bytes that are exchanged before the first of the ticket: three questions.
const QUESTIONS: usize = 9;

fn ticket_says(printer: &Printer) -> usize {
    let whole = |text: &str| text.contains("Alliance or 750   1 290,00 €");
    printer
        .receipts()
        .iter()
        .filter(|paper| whole(&paper.text))
        .count()
}

#[test]
fn unplugged_at_every_byte_a_ticket_is_printed_never_lost_and_never_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let printer = Printer::start(folder.path());
    let cable = Cable::to(printer.port);
    let address = format!("tcp://127.0.0.1:{}", cable.port);
    let mut unsure = 0;
    for at in 0..QUESTIONS + TICKET.len() + 3 {
        cable.plug(End::PulledAfter(at));
        match send(&address, TICKET) {
            Outcome::NotSent { cause } => {
                assert_eq!(cause.code(), "unplugged", "at {at}");
                assert!(
                    cable.passed() <= QUESTIONS,
                    "at {at}: it would be sent again by itself"
                );
            }
            Outcome::Unsure {
                cause,
                accepted,
                certain,
                ..
            } => {
                assert_eq!(cause.code(), "unplugged", "at {at}");
                assert!(at >= QUESTIONS && accepted > 0 && certain == 0, "at {at}");
                unsure += 1;
            }
            printed @ Outcome::Printed { .. } => panic!("at {at}, before its answer: {printed:?}"),
        }
    }
    assert!(unsure >= TICKET.len(), "{unsure} of {}", TICKET.len());

    // The control: with the cable in, it prints once.
    let before = ticket_says(&printer);
    cable.plug(End::Holds);
    let outcome = send(&address, TICKET);
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
    assert_eq!(ticket_says(&printer), before + 1);
}

#[test]
fn a_printer_in_trouble_before_the_ticket_gets_nothing_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let printer = Printer::start(folder.path());
    let address = format!("tcp://127.0.0.1:{}", printer.port);
    for (fault, code) in [
        ("paper-out", "paper_out"),
        ("cover-open", "cover_open"),
        ("offline", "offline"),
    ] {
        printer.fault(fault, true);
        let outcome = send(&address, &receipt());
        let Outcome::NotSent { cause } = outcome else {
            panic!("{fault}: {outcome:?}")
        };
        assert_eq!(cause.code(), code);
        printer.fault(fault, false);
    }
    assert!(printer.receipts().is_empty());
}

#[test]
fn paper_that_runs_out_in_mid_ticket_holds_it_up_and_new_paper_ends_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let printer = Printer::start(folder.path());
    let address = format!("tcp://127.0.0.1:{}", printer.port);
    // The port asks three questions, then sends; the fault comes between.
    let outcome = |mend: bool| {
        let mut port = Meddled {
            inner: open(&address),
            printer: &printer,
            writes: 0,
        };
        run(&mut port, TICKET, Answers::Full, SHORT, &mut |held_up| {
            if held_up.is_some_and(|status| status.code() == "paper_out") && mend {
                printer.fault("paper-out", false);
            }
            Going::On
        })
    };
    let mended = outcome(true);
    assert!(
        matches!(
            mended,
            Outcome::Printed {
                confirmed: true,
                ..
            }
        ),
        "{mended:?}"
    );
    assert_eq!(ticket_says(&printer), 1, "once");

    // Nobody puts paper in: the printer holds the whole ticket and would print it later. That is
    // exactly why nothing may be sent again.
    let left = outcome(false);
    let Outcome::Unsure {
        accepted,
        total,
        cause,
        ..
    } = left
    else {
        panic!("{left:?}")
    };
    assert_eq!(
        (accepted, total, cause.code()),
        (TICKET.len(), TICKET.len(), "paper_out")
    );
    assert_eq!(ticket_says(&printer), 1);
    printer.fault("paper-out", false);
    printer.wait_for_receipt(2);
    assert_eq!(
        ticket_says(&printer),
        2,
        "the printer finished the second by itself"
    );
}

/// A port on which the paper runs out when the ticket begins.
struct Meddled<'a> {
    inner: Box<dyn devices::port::Port>,
    printer: &'a Printer,
    writes: usize,
}

impl devices::port::Port for Meddled<'_> {
    fn address(&self) -> &str {
        self.inner.address()
    }

    fn write(
        &mut self,
        bytes: &[u8],
        timeout: std::time::Duration,
    ) -> Result<usize, devices::port::PortError> {
        self.writes += 1;
        if self.writes == 4 {
            self.printer.fault("paper-out", true);
        }
        self.inner.write(bytes, timeout)
    }

    fn read(
        &mut self,
        buffer: &mut [u8],
        timeout: std::time::Duration,
    ) -> Result<usize, devices::port::PortError> {
        self.inner.read(buffer, timeout)
    }
}

#[test]
fn a_host_that_accepts_and_never_reads_gets_nothing_of_the_ticket() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("tcp://{}", listener.local_addr().expect("its number"));
    let outcome = send(&address, &receipt());
    let Outcome::NotSent { cause } = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(cause.code(), "silent");
    drop(listener);
}
