//! Every document on a printer that nobody here wrote, on both widths of paper: what its own code
//! pages show is what we meant, and its QR codes are read. The pictures stay in `out/papers`, for a
//! person to look at.

use chrono::{NaiveDate, NaiveDateTime};
use documents::layout::{self, Layout};
use documents::paper::Paper;
use documents::{Language, Picture, Receipt, ReportKind};
use std::path::{Path, PathBuf};
use std::process::Command;
use tests::rig::{Printer, Receipt as Printed};

use super::{open, send_to};

/// The invented documents of the crate's own tests.
#[path = "../../../src-tauri/crates/documents/tests/it/reports.rs"]
mod reports;
#[path = "../../../src-tauri/crates/documents/tests/it/samples.rs"]
mod samples;

/// A document, and what its codes must say.
struct Sample {
    name: &'static str,
    layout: Layout,
    codes: Vec<String>,
}

/// The samples' moment.
fn noon() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    day.and_hms_opt(14, 32, 8).expect("a time")
}

fn ticket(name: &'static str, receipt: &Receipt) -> Sample {
    Sample {
        name,
        layout: layout::receipt(receipt),
        codes: vec![receipt.qr()],
    }
}

fn paper(name: &'static str, layout: Layout) -> Sample {
    Sample {
        name,
        layout,
        codes: Vec::new(),
    }
}

fn gallery(language: Language) -> Vec<Sample> {
    let mut sale = samples::sale(language);
    let png = include_bytes!("../../fixtures/logo.png");
    sale.shop.logo = Some(Picture::read(png, 384, 160).expect("a logo"));
    let mut duplicate = sale.clone();
    duplicate.copy = 2;
    vec![
        ticket("sale", &sale),
        ticket("duplicate", &duplicate),
        ticket("mixed", &samples::mixed(language)),
        ticket("watch", &samples::watch(language)),
        ticket("refund", &samples::refund(language)),
        ticket("exchange", &samples::exchange(language)),
        ticket("void", &samples::void(language)),
        ticket("acompte", &samples::acompte(language)),
        ticket("give-back", &samples::give_back(language)),
        ticket("arrhes-kept", &samples::arrhes_kept(language)),
        ticket("appraisal-fee", &samples::appraisal_fee(language)),
        ticket("long", &samples::long(language)),
        paper("hostile", layout::receipt(&samples::hostile(language))),
        paper(
            "x",
            layout::report(&samples::report(language, ReportKind::X)),
        ),
        paper(
            "z",
            layout::report(&samples::report(language, ReportKind::Z)),
        ),
        paper("cash", layout::slip(&samples::cash_out(language))),
        Sample {
            codes: vec!["P1-R26-118-1".into()],
            ..paper("warranty", layout::slip(&samples::warranty(language)))
        },
        Sample {
            codes: vec!["ECRIN1;TEST".into(), "ECRIN-0123".into()],
            ..paper("test", layout::slip(&samples::test_page(language)))
        },
    ]
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace()).collect()
}

fn keep(printed: &Printed, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../out/papers");
    std::fs::create_dir_all(&folder).expect("out/ can be written");
    let path = folder.join(format!("{name}.png"));
    std::fs::write(&path, &printed.image).expect("out/ can be written");
    path
}

fn check_all(printer: &Printer, columns: usize) {
    let address = format!("tcp://127.0.0.1:{}", printer.port);
    let mut count = 0;
    for (language, suffix) in [(Language::Fr, "fr"), (Language::En, "en")] {
        for sample in gallery(language) {
            send_to(open(&address).as_mut(), &sample.layout, columns);
            count += 1;
            // The cut at its end is what makes a paper of it.
            let printed = printer.wait_for_receipt(count);
            let picture = keep(&printed, &format!("{}-{columns}-{suffix}", sample.name));
            let meant = documents::text(&sample.layout, &Paper::new(columns, CODE_PAGE));
            let shown = squeezed(&printed.text);
            let drawn = |line: &&str| !line.starts_with('[') && !line.starts_with("------");
            for line in meant.lines().filter(drawn) {
                assert!(
                    shown.contains(&squeezed(line)),
                    "{}: {line:?} is not in\n{}",
                    sample.name,
                    printed.text
                );
            }
            for code in &sample.codes {
                check_code(&picture, code);
            }
        }
    }
}

/// What a reader of barcodes makes of the picture.
fn check_code(picture: &Path, code: &str) {
    let read = Command::new("zbarimg")
        .args(["--quiet", "--raw"])
        .arg(picture)
        .output();
    // The installer brings it; a bare machine may not have it.
    let Ok(read) = read else { return };
    let said = String::from_utf8_lossy(&read.stdout).into_owned();
    assert!(
        said.lines().any(|line| line == code),
        "{code} is not in {said}"
    );
}

const CODE_PAGE: documents::escpos::CodePage = documents::escpos::CodePage::Wpc1252;

#[test]
fn every_document_on_wide_paper() {
    let folder = tempfile::tempdir().expect("a folder");
    check_all(&Printer::start(folder.path()), 48);
}

#[test]
fn every_document_on_narrow_paper() {
    let folder = tempfile::tempdir().expect("a folder");
    check_all(&Printer::start_small(folder.path()), 32);
}
