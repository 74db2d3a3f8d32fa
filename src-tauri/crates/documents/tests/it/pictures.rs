//! The documents as pictures: read back by programs that none of us wrote.
//!
//! The files stay in the target folder's `tmp/documents`, to be looked at.

use std::path::{Path, PathBuf};
use std::process::Command;

use documents::escpos::{self, CodePage, Printer};
use documents::layout;
use documents::paper::Paper;
use documents::{Language, Picture, Receipt, ReportKind, pdf, preview};
use image::{GrayImage, Luma};

use crate::samples;

pub fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents");
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A ring, drawn: the samples' logo.
pub fn logo() -> Picture {
    let gray = GrayImage::from_fn(360, 150, |x, y| {
        let from = |cx: i64, cy: i64| {
            let (dx, dy) = (i64::from(x) - cx, i64::from(y) - cy);
            dx * dx + dy * dy
        };
        let ring = (40_i64.pow(2)..46_i64.pow(2)).contains(&from(180, 98));
        let stone = (i64::from(x) - 180).abs() + (i64::from(y) - 32).abs() * 3 / 2 < 30;
        Luma([if ring {
            0
        } else if stone {
            u8::try_from(40 + (x - 140) * 4).unwrap_or(200)
        } else {
            255
        }])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    gray.write_to(&mut png, image::ImageFormat::Png)
        .expect("a PNG");
    Picture::read(png.get_ref(), 512, 200).expect("a logo")
}

/// What a program says, or nothing where it is not installed: the installer brings it, a bare
/// machine may not have it.
pub fn output(program: &str, arguments: &[&str]) -> Option<String> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => {
            assert!(
                output.status.success(),
                "{program} {arguments:?}: {output:?}"
            );
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("{program} is not installed: not read back");
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

fn text_of(path: &str) -> Option<String> {
    let text = output("pdftotext", &["-layout", path, "-"])?;
    Some(text.replace('\u{a0}', " "))
}

pub fn rendered(path: &str) -> Option<String> {
    let stem = path.trim_end_matches(".pdf");
    output("pdftoppm", &["-r", "200", "-png", path, stem])?;
    ["-1.png", "-01.png"]
        .into_iter()
        .map(|end| format!("{stem}{end}"))
        .find(|picture| Path::new(picture).exists())
}

fn check_receipt(name: &str, receipt: &Receipt, words: &[&str]) {
    let bytes = pdf::receipt(receipt).expect("a PDF");
    assert_eq!(
        pdf::receipt(receipt).as_ref(),
        Ok(&bytes),
        "not the same bytes twice"
    );
    let path = folder().join(format!("{name}.pdf"));
    std::fs::write(&path, &bytes).expect("written");
    let path = path.to_str().expect("a path");
    if let Some(text) = text_of(path) {
        for word in words {
            assert!(text.contains(word), "{word:?} is not in\n{text}");
        }
    }
    if let Some(fonts) = output("pdffonts", &[path]) {
        for font in fonts.lines().skip(2) {
            assert!(font.contains("Ecrin") && font.contains(" yes "), "{font}");
        }
    }
    if let Some(picture) = rendered(path)
        && let Some(code) = output("zbarimg", &["--quiet", "--raw", &picture])
    {
        assert_eq!(code.trim_end(), receipt.qr());
    }
}

#[test]
fn receipts_as_pdf() {
    let mut sale = samples::sale(Language::Fr);
    sale.shop.logo = Some(logo());
    check_receipt(
        "sale_fr",
        &sale,
        &[
            "Maison Aubépine",
            "Bague solitaire « Éclipse »",
            "Or blanc 750 ‰ · 3,42 g · taille 52",
            "4 560,00 €",
            "-240,00 €",
            "Certificat GIA n° 2141438172",
        ],
    );
    check_receipt(
        "sale_en",
        &samples::sale(Language::En),
        &["€4,560.00", "White gold 750 ‰"],
    );
    check_receipt(
        "mixed_fr",
        &samples::mixed(Language::Fr),
        &["Régime particulier"],
    );
    let mut duplicate = samples::void(Language::Fr);
    duplicate.copy = 1;
    check_receipt(
        "void_fr",
        &duplicate,
        &["DUPLICATA n° 1", "annule le ticket"],
    );
    let mut training = samples::watch(Language::Fr);
    training.training = true;
    check_receipt(
        "watch_fr",
        &training,
        &["MODE ÉCOLE — SANS VALEUR", "deux ans"],
    );
    check_receipt("long_fr", &samples::long(Language::Fr), &["1 234 567,89 €"]);
}

#[test]
fn a_receipt_of_a_thousand_lines_as_pdf() {
    let mut receipt = samples::sale(Language::Fr);
    receipt.lines = vec![receipt.lines[0].clone(); 1_000];
    let path = folder().join("thousand.pdf");
    std::fs::write(&path, pdf::receipt(&receipt).expect("a PDF")).expect("written");
    if let Some(text) = text_of(path.to_str().expect("a path")) {
        assert_eq!(text.matches("Bague solitaire").count(), 1_000);
        assert!(text.contains("TOTAL TTC") && text.contains("1000 lignes"));
    }
}

#[test]
fn hostile_texts_as_pdf() {
    let receipt = samples::hostile(Language::Fr);
    let bytes = pdf::receipt(&receipt).expect("a PDF");
    let path = folder().join("hostile.pdf");
    std::fs::write(&path, &bytes).expect("written");
    if let Some(text) = text_of(path.to_str().expect("a path")) {
        assert!(text.contains("<script>alert(1)</script>"), "{text}");
        assert!(!text.chars().any(|c| ('\u{202a}'..='\u{202e}').contains(&c)));
    }
}

#[test]
fn reports_as_pdf() {
    for (name, language, kind, words) in [
        (
            "z_fr",
            Language::Fr,
            ReportKind::Z,
            ["Clôture Z n°", "482 156,70 €", "-2,00"],
        ),
        (
            "z_en",
            Language::En,
            ReportKind::Z,
            ["Z closing No.", "€482,156.70", "-2.00"],
        ),
        (
            "x_fr",
            Language::Fr,
            ReportKind::X,
            ["Lecture X", "510 041,10 €", "reste ouverte"],
        ),
    ] {
        let mut report = samples::report(language, kind);
        report.shop.logo = Some(logo());
        let path = folder().join(format!("{name}.pdf"));
        std::fs::write(&path, pdf::report(&report).expect("a PDF")).expect("written");
        let path = path.to_str().expect("a path");
        if let Some(text) = text_of(path) {
            for word in words {
                assert!(text.contains(word), "{word:?} is not in\n{text}");
            }
        }
        rendered(path);
    }
    // A month of cash movements runs over several pages and loses none.
    let mut report = samples::report(Language::Fr, ReportKind::Month);
    let movement = report.cash_movements[0].clone();
    report.cash_movements = (0..150)
        .map(|number| documents::CashMovement {
            reason: format!("Mouvement {number:03}"),
            ..movement.clone()
        })
        .collect();
    let path = folder().join("month_fr.pdf");
    std::fs::write(&path, pdf::report(&report).expect("a PDF")).expect("written");
    if let Some(text) = text_of(path.to_str().expect("a path")) {
        for number in 0..150 {
            assert!(text.contains(&format!("Mouvement {number:03}")), "{number}");
        }
        assert!(text.contains("Total perpétuel"), "{text}");
    }
    rendered(path.to_str().expect("a path"));
}

#[test]
fn previews() {
    let mut sale = samples::sale(Language::Fr);
    sale.shop.logo = Some(logo());
    for (name, layout, columns) in [
        ("sale_48", layout::receipt(&sale), 48),
        (
            "mixed_42",
            layout::receipt(&samples::mixed(Language::Fr)),
            42,
        ),
        ("long_32", layout::receipt(&samples::long(Language::Fr)), 32),
        (
            "test_48",
            layout::slip(&samples::test_page(Language::Fr)),
            48,
        ),
        (
            "z_48",
            layout::report(&samples::report(Language::Fr, ReportKind::Z)),
            48,
        ),
    ] {
        let svg = preview::svg(&layout, &Paper::new(columns, CodePage::Wpc1252));
        let bytes = escpos::render(&layout, &Printer::new(columns, CodePage::Wpc1252));
        std::fs::write(folder().join(format!("{name}.escpos")), bytes).expect("written");
        let path = folder().join(format!("{name}.svg"));
        std::fs::write(&path, &svg).expect("written");
        if let Some(picture) = drawn(&path)
            && name.starts_with("sale")
            && let Some(code) = output("zbarimg", &["--quiet", "--raw", &picture])
        {
            assert_eq!(code.trim_end(), sale.qr());
        }
    }
}

fn drawn(svg: &Path) -> Option<String> {
    let png = svg.with_extension("svg.png");
    let (from, to) = (svg.to_str()?, png.to_str()?);
    output("rsvg-convert", &["-z", "1.5", "-o", to, from])?;
    Some(to.to_owned())
}
