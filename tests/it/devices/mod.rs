//! Printers and scanners that none of us wrote, spoken to by our ports and protocols.

#[allow(dead_code)] // The samples serve the documents' own tests first.
#[path = "../../../src-tauri/crates/documents/tests/it/samples.rs"]
mod samples;

mod faults;
mod printing;
mod scanning;

use devices::port::{self, Port};
use devices::printer::{Answers, Going, Outcome, Timing, run};
use documents::escpos::{self, CodePage};
use documents::{Language, layout};
use std::time::Duration;

const SHORT: Timing = Timing {
    reply: Duration::from_millis(500),
    patience: Duration::from_millis(1500),
    look: Duration::from_millis(200),
};

fn open(address: &str) -> Box<dyn Port> {
    let address = address.parse().expect("an address");
    port::open(&address, Duration::from_secs(2)).expect("the printer is there")
}

/// A receipt with everything: stones, discount, VAT, QR code, logo.
fn receipt() -> Vec<u8> {
    let printer = escpos::Printer::new(48, CodePage::Wpc1252);
    escpos::render(&layout::receipt(&samples::sale(Language::Fr)), &printer)
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
