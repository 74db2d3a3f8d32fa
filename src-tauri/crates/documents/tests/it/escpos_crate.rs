//! What the `escpos` crate 0.20.1 does with our texts and commands, beside what our encoder does.
//!
//! Each test holds a reason to keep our own encoder. When one fails after an update, the crate has
//! mended it and the reason is gone.

use std::cell::RefCell;
use std::rc::Rc;

use documents::escpos::{CodePage, Printer as Ours, open_drawer, render};
use documents::{Language, layout};
use escpos::driver::Driver;
use escpos::errors::Result as EscposResult;
use escpos::printer::Printer;
use escpos::utils::{
    CashDrawer, PageCode, Protocol, RealTimeStatusRequest, RealTimeStatusResponse,
};

use crate::samples;

/// A driver that keeps what is written.
#[derive(Clone, Default)]
struct Memory(Rc<RefCell<Vec<u8>>>);

impl Driver for Memory {
    fn name(&self) -> String {
        "memory".to_owned()
    }

    fn write(&self, data: &[u8]) -> EscposResult<()> {
        self.0.borrow_mut().extend(data);
        Ok(())
    }

    fn read(&self, _: &mut [u8]) -> EscposResult<usize> {
        Ok(0)
    }

    fn flush(&self) -> EscposResult<()> {
        Ok(())
    }
}

/// The bytes that the crate sends for some calls.
fn sent(calls: impl FnOnce(&mut Printer<Memory>) -> EscposResult<()>) -> Vec<u8> {
    let memory = Memory::default();
    let mut printer = Printer::new(memory.clone(), Protocol::default(), None);
    calls(&mut printer).expect("the crate takes it");
    printer.print().expect("the driver takes it");
    memory.0.take()
}

fn text_in(page: PageCode, text: &str) -> Vec<u8> {
    let bytes = sent(|printer| {
        printer.page_code(page)?.write(text)?;
        Ok(())
    });
    // `ESC t n` comes first.
    bytes[3..].to_vec()
}

#[test]
fn its_drawer_pulse_has_no_times() {
    let bytes = sent(|printer| {
        printer.cash_drawer(CashDrawer::Pin2)?;
        Ok(())
    });
    // The printer takes the next two bytes of whatever follows for the times.
    assert_eq!(bytes, [0x1B, b'p', 0]);
    let ours = open_drawer(&Ours::new(48, CodePage::Wpc1252));
    assert_eq!(ours, [0x1B, b'p', 0, 25, 250]);
}

#[test]
fn its_hyphen_is_the_soft_hyphen_in_many_pages() {
    let wrong: Vec<PageCode> = [
        PageCode::PC850,
        PageCode::PC858,
        PageCode::ISO8859_15,
        PageCode::WPC1252,
    ]
    .into_iter()
    .filter(|page| text_in(*page, "-") != b"-")
    .collect();
    assert!(wrong.contains(&PageCode::PC858), "{wrong:?}");
    assert_eq!(text_in(PageCode::PC858, "-"), [0xF0]);
    for page in [CodePage::Wpc1252, CodePage::Pc858, CodePage::Iso8859_15] {
        assert_eq!(page.byte('-'), Some(b'-'), "{page:?}");
    }
}

#[test]
fn it_sends_what_a_page_lacks_as_utf_8() {
    assert_eq!(text_in(PageCode::PC858, "Œ"), "Œ".as_bytes());
    let mut receipt = samples::second_hand(Language::Fr);
    receipt.lines[0].label = "Œuf".into();
    let bytes = render(&layout::receipt(&receipt), &Ours::new(48, CodePage::Pc858));
    assert!(bytes.windows(4).any(|four| four == b"OEuf"));
}

#[test]
fn it_lets_control_characters_through() {
    assert_eq!(text_in(PageCode::WPC1252, "a\u{1b}@b"), b"a\x1b@b");
}

#[test]
fn its_status_request_has_a_stray_nul_but_its_answers_are_read_right() {
    let bytes = sent(|printer| {
        printer.real_time_status(RealTimeStatusRequest::RollPaperSensor)?;
        Ok(())
    });
    assert_eq!(bytes, [0x10, 0x04, 4, 0]);
    // So requests are written by hand, and the crate's reading of the answers is used.
    let paper = |answer| {
        RealTimeStatusResponse::parse(RealTimeStatusRequest::RollPaperSensor, answer)
            .expect("a status byte")
            .into_values()
            .all(|present| present)
    };
    assert!(paper(0b0001_0010));
    assert!(!paper(0b0111_1110));
}
