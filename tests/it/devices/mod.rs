//! Printers and scanners that none of us wrote, spoken to by our ports and protocols.

mod copies;
mod counter;
mod drawer;
mod faults;
mod heard;
mod killed;
mod labels;
mod papers;
mod printing;
mod rfid;
mod routes;
mod scale;
mod scale_witness;
mod scanning;
pub mod served;
mod spool;

use devices::port::{self, Port};
use devices::printer::{Answers, Going, Outcome, Timing, run};
use documents::escpos::{self, CodePage};
use documents::{Receipt, layout};
use std::time::Duration;

/// Looks often, but waits long: on a busy machine the emulator takes its time.
const SHORT: Timing = Timing {
    reply: Duration::from_secs(10),
    patience: Duration::from_secs(5),
    look: Duration::from_millis(200),
};

fn open(address: &str) -> Box<dyn Port> {
    let address = address.parse().expect("an address");
    port::open(&address, Duration::from_secs(2)).expect("the printer is there")
}

/// An invented exchange with everything: stones, discount, VAT, QR code; as a spool keeps it.
fn sample() -> Receipt {
    serde_json::from_str(include_str!("../../fixtures/receipt.json")).expect("a receipt")
}

/// The same for the printer.
fn receipt() -> Vec<u8> {
    let printer = escpos::Printer::new(48, CodePage::Wpc1252);
    escpos::render(&layout::receipt(&sample()), &printer)
}

fn send(address: &str, job: &[u8]) -> Outcome {
    run(
        open(address).as_mut(),
        job,
        Answers::Full,
        SHORT,
        &mut |_| Going::On,
    )
}

/// Prints a layout, which must come out.
fn send_to(port: &mut dyn Port, layout: &documents::layout::Layout, columns: usize) {
    let printer = escpos::Printer::new(columns, CodePage::Wpc1252);
    let job = escpos::render(layout, &printer);
    let outcome = run(port, &job, Answers::Full, SHORT, &mut |_| Going::On);
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
}
