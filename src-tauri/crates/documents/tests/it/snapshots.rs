//! What each document says, and the bytes it becomes.

use std::fmt::Write as _;

use documents::escpos::{self, CodePage, Printer};
use documents::layout::{self, Layout};
use documents::paper::Paper;
use documents::{Language, ReportKind, text};

use crate::samples;

const WIDE: Paper = Paper::new(48, CodePage::Wpc1252);

fn check(name: &str, layout: &Layout, paper: &Paper) {
    insta::assert_snapshot!(name, text(layout, paper));
}

#[test]
fn receipts_in_both_languages() {
    for (language, tongue) in [(Language::Fr, "fr"), (Language::En, "en")] {
        for (name, receipt) in [
            ("sale", samples::sale(language)),
            ("second_hand", samples::second_hand(language)),
            ("mixed", samples::mixed(language)),
            ("watch", samples::watch(language)),
            ("refund", samples::refund(language)),
            ("exchange", samples::exchange(language)),
            ("acompte", samples::acompte(language)),
            ("give_back", samples::give_back(language)),
            ("arrhes_kept", samples::arrhes_kept(language)),
            ("appraisal_fee", samples::appraisal_fee(language)),
            ("void", samples::void(language)),
        ] {
            check(
                &format!("{name}_{tongue}"),
                &layout::receipt(&receipt),
                &WIDE,
            );
        }
        for (name, kind) in [("x", ReportKind::X), ("z", ReportKind::Z)] {
            let report = samples::report(language, kind);
            check(&format!("{name}_{tongue}"), &layout::report(&report), &WIDE);
        }
        for (name, slip) in [
            ("cash_out", samples::cash_out(language)),
            ("warranty", samples::warranty(language)),
            ("test_page", samples::test_page(language)),
        ] {
            check(&format!("{name}_{tongue}"), &layout::slip(&slip), &WIDE);
        }
    }
}

#[test]
fn marks_of_copies_and_training() {
    for (language, tongue) in [(Language::Fr, "fr"), (Language::En, "en")] {
        let mut receipt = samples::second_hand(language);
        receipt.copy = 2;
        check(
            &format!("duplicate_{tongue}"),
            &layout::receipt(&receipt),
            &WIDE,
        );
        receipt.copy = 0;
        receipt.training = true;
        check(
            &format!("training_{tongue}"),
            &layout::receipt(&receipt),
            &WIDE,
        );
    }
}

#[test]
fn narrow_paper_and_hard_texts() {
    let narrow = Paper::new(32, CodePage::Pc858);
    let middle = Paper::new(42, CodePage::Ascii);
    check(
        "long_48",
        &layout::receipt(&samples::long(Language::Fr)),
        &WIDE,
    );
    check(
        "long_32",
        &layout::receipt(&samples::long(Language::Fr)),
        &narrow,
    );
    check(
        "hostile_42",
        &layout::receipt(&samples::hostile(Language::Fr)),
        &middle,
    );
    check(
        "mixed_32",
        &layout::receipt(&samples::mixed(Language::Fr)),
        &narrow,
    );
    check(
        "z_32",
        &layout::report(&samples::report(Language::Fr, ReportKind::Z)),
        &narrow,
    );
}

/// The bytes, readable: printable ASCII as it is, everything else in hexadecimal, a line a feed.
fn readable(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        match byte {
            b'\n' => text.push_str("<0A>\n"),
            0x20..=0x7E => text.push(char::from(*byte)),
            other => {
                let _ = write!(text, "<{other:02X}>");
            }
        }
    }
    text
}

#[test]
fn bytes_for_the_printer() {
    let receipt = layout::receipt(&samples::second_hand(Language::Fr)).opening_drawer();
    let printer = Printer::new(42, CodePage::Wpc1252);
    insta::assert_snapshot!("bytes_1252", readable(&escpos::render(&receipt, &printer)));
    let mut clone = Printer::new(32, CodePage::Pc858);
    clone.table = 13;
    clone.cutter = false;
    insta::assert_snapshot!("bytes_858", readable(&escpos::render(&receipt, &clone)));
    insta::assert_snapshot!(
        "bytes_test_page",
        readable(&escpos::render(
            &layout::slip(&samples::test_page(Language::Fr)),
            &printer
        ))
    );
}
