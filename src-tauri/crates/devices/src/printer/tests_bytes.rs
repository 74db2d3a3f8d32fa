use super::*;
use crate::drawer::Pulse;
use escpos::{
    driver::Driver,
    printer::Printer as EscposPrinter,
    utils::{CashDrawer, Protocol, RealTimeStatusRequest},
};
use std::sync::{Arc, Mutex};

#[test]
fn status_bytes() {
    // Byte and question as in Epson's tables; what the printer then is.
    let check = |n, byte, expected: Status| {
        let mut status = Status::default();
        assert!(status.apply(n, byte), "{byte:#04x} answers question {n}");
        assert_eq!(status, expected, "question {n}, answer {byte:#04x}");
    };
    let fine = Status::default();
    check(1, 0x12, fine);
    check(
        1,
        0x1A,
        Status {
            online: false,
            ..fine
        },
    );
    check(
        1,
        0x16,
        Status {
            drawer_high: true,
            ..fine
        },
    );
    check(
        2,
        0x16,
        Status {
            cover_open: true,
            ..fine
        },
    );
    check(
        2,
        0x32,
        Status {
            paper: Paper::Out,
            ..fine
        },
    );
    check(
        2,
        0x52,
        Status {
            fault: Some(Fault::Passing),
            ..fine
        },
    );
    check(
        3,
        0x1A,
        Status {
            fault: Some(Fault::Cutter),
            ..fine
        },
    );
    check(
        3,
        0x32,
        Status {
            fault: Some(Fault::Lasting),
            ..fine
        },
    );
    check(
        3,
        0x52,
        Status {
            fault: Some(Fault::Passing),
            ..fine
        },
    );
    check(4, 0x12, fine);
    check(
        4,
        0x1E,
        Status {
            paper: Paper::NearEnd,
            ..fine
        },
    );
    check(
        4,
        0x7E,
        Status {
            paper: Paper::Out,
            ..fine
        },
    );

    let mut status = Status::default();
    for noise in [0x00, 0x13, 0x92, 0xFF, 0x10] {
        assert!(!status.apply(1, noise), "{noise:#04x} is no status");
    }
    assert_eq!(status, fine);
}

#[test]
fn status_sent_unasked() {
    let check =
        |bytes, expected: Status| assert_eq!(Status::from_asb(bytes), expected, "{bytes:02x?}");
    let fine = Status::default();
    check([0x10, 0, 0, 0], fine);
    check(
        [0x14, 0, 0, 0],
        Status {
            drawer_high: true,
            ..fine
        },
    );
    check(
        [0x38, 0, 0, 0],
        Status {
            online: false,
            cover_open: true,
            ..fine
        },
    );
    check(
        [0x18, 0, 0x0F, 0],
        Status {
            online: false,
            paper: Paper::Out,
            ..fine
        },
    );
    check(
        [0x10, 0, 0x03, 0],
        Status {
            paper: Paper::NearEnd,
            ..fine
        },
    );
    check(
        [0x18, 0x08, 0, 0],
        Status {
            online: false,
            fault: Some(Fault::Cutter),
            ..fine
        },
    );
    check(
        [0x18, 0x20, 0, 0],
        Status {
            online: false,
            fault: Some(Fault::Lasting),
            ..fine
        },
    );
}

#[test]
fn replies_are_told_apart_in_any_order_and_in_any_pieces() {
    let bytes = [
        0x12, 0x10, 0x00, 0x0C, 0x0F, 0x13, 0x16, 0x03, 0x11, 0x14, 0x40, 0x00, 0x00,
    ];
    let expected = [
        Reply::RealTime(0x12),
        Reply::Unasked([0x10, 0x00, 0x0C, 0x0F]),
        Reply::RealTime(0x16),
        Reply::Mark(0x03),
        Reply::Unasked([0x14, 0x40, 0x00, 0x00]),
    ];
    for size in 1..=bytes.len() {
        let mut replies = Replies::default();
        let got: Vec<Reply> = bytes
            .chunks(size)
            .flat_map(|part| replies.feed(part))
            .collect();
        assert_eq!(got, expected, "in pieces of {size}");
    }
    // A status cut short by a lost byte does not swallow the answer behind it.
    let mut replies = Replies::default();
    assert_eq!(replies.feed(&[0x10, 0x00, 0x12]), [Reply::RealTime(0x12)]);
}

/// What `escpos` 0.20 writes, so that a version that mends it is noticed.
#[test]
fn the_traps_of_escpos_that_are_worked_round_here() {
    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);
    impl Driver for Paper {
        fn name(&self) -> String {
            "paper".to_owned()
        }
        fn write(&self, data: &[u8]) -> escpos::errors::Result<()> {
            self.0.lock().expect("unpoisoned").extend_from_slice(data);
            Ok(())
        }
        fn read(&self, _buffer: &mut [u8]) -> escpos::errors::Result<usize> {
            Ok(0)
        }
        fn flush(&self) -> escpos::errors::Result<()> {
            Ok(())
        }
    }
    let written = |print: &dyn Fn(&mut EscposPrinter<Paper>)| {
        let paper = Paper::default();
        print(&mut EscposPrinter::new(
            paper.clone(),
            Protocol::default(),
            None,
        ));
        std::mem::take(&mut *paper.0.lock().expect("unpoisoned"))
    };
    let theirs = written(&|printer| {
        printer
            .cash_drawer(CashDrawer::Pin2)
            .and_then(EscposPrinter::print)
            .expect("written");
    });
    assert_eq!(
        theirs,
        [0x1B, 0x70, 0],
        "no times: two bytes of the ticket are taken for them"
    );
    assert_eq!(Pulse::default().bytes().len(), 5);

    let theirs = written(&|printer| {
        let printer = printer
            .real_time_status(RealTimeStatusRequest::Printer)
            .expect("asked");
        let _ = printer.send_status();
    });
    assert_eq!(theirs, [0x10, 0x04, 1, 0], "a stray NUL");
    assert_eq!(status_request(1), [0x10, 0x04, 1]);
}
