//! A real receipt on a printer that nobody here wrote: text, picture, drawer.

use super::{SHORT, open, receipt, send};
use devices::drawer::{Pulse, kick};
use devices::printer::{Answers, Outcome, Paper, Status, query};
use tests::rig::Printer;

fn check_both(mut check: impl FnMut(&Printer, &str)) {
    let folder = tempfile::tempdir().expect("a folder");
    let printer = Printer::start(folder.path());
    let tcp = format!("tcp://127.0.0.1:{}", printer.port);
    let serial = format!("{}?baud=38400", printer.serial());
    for address in [tcp, serial] {
        check(&printer, &address);
    }
}

#[test]
fn a_receipt_comes_out_by_network_and_by_serial_line() {
    let mut before = 0;
    check_both(|printer, address| {
        let outcome = send(address, &receipt());
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
        let paper = printer.wait_for_receipt(before + 1);
        before += 1;
        // Accents, euro, hyphen: each has been wrong on somebody's printer.
        for text in ["€", "é", "-", "TVA"] {
            assert!(paper.text.contains(text), "{text} in {}", paper.text);
        }
        assert!(!paper.text.contains('\u{FFFD}'), "{}", paper.text);
        assert!(paper.image.starts_with(b"\x89PNG"), "a picture");
        assert_eq!(printer.receipts().len(), before, "once");
    });
}

#[test]
fn the_drawer_opens_by_network_and_by_serial_line() {
    check_both(|printer, address| {
        assert!(!printer.drawer_is_open());
        let outcome = kick(
            open(address).as_mut(),
            Pulse::default(),
            Answers::Full,
            SHORT,
        );
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
        assert!(printer.drawer_is_open(), "{address}");
        printer.close_drawer();
    });
}

#[test]
fn the_printer_says_how_it_is() {
    let fine = Status::default();
    let offline = Status {
        online: false,
        ..fine
    };
    let states = [
        (
            "paper-near-end",
            Status {
                paper: Paper::NearEnd,
                ..fine
            },
        ),
        (
            "paper-out",
            Status {
                paper: Paper::Out,
                ..offline
            },
        ),
        (
            "cover-open",
            Status {
                cover_open: true,
                ..offline
            },
        ),
        ("offline", offline),
    ];
    check_both(|printer, address| {
        for (fault, expected) in &states {
            printer.fault(fault, true);
            let mut status = query(open(address).as_mut(), SHORT).expect("it answers");
            // The sensor's level at rest is the drawer's own affair.
            status.drawer_high = false;
            assert_eq!(status, *expected, "{fault} on {address}");
            printer.fault(fault, false);
        }
    });
}
