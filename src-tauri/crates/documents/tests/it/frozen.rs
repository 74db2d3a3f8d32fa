//! The values as they lie in the print spool: a receipt frozen by one version prints in the next.

use documents::{Language, Picture, PictureError, Receipt, Report, ReportKind, Slip, number_in_qr};

use crate::samples;

#[test]
fn json_keeps_its_shape() {
    let pretty = |value: Result<String, serde_json::Error>| value.expect("JSON");
    insta::assert_snapshot!(
        "frozen_receipt",
        pretty(serde_json::to_string_pretty(&samples::mixed(Language::Fr)))
    );
    insta::assert_snapshot!(
        "frozen_report",
        pretty(serde_json::to_string_pretty(&samples::report(
            Language::Fr,
            ReportKind::Z
        )))
    );
    insta::assert_snapshot!(
        "frozen_slip",
        pretty(serde_json::to_string_pretty(&samples::cash_out(
            Language::Fr
        )))
    );
}

#[test]
fn json_and_back() {
    let mut receipt = samples::long(Language::En);
    receipt.shop.logo = Some(logo());
    let json = serde_json::to_string(&receipt).expect("JSON");
    assert_eq!(serde_json::from_str::<Receipt>(&json).ok(), Some(receipt));
    let report = samples::report(Language::Fr, ReportKind::Year);
    let json = serde_json::to_string(&report).expect("JSON");
    assert_eq!(serde_json::from_str::<Report>(&json).ok(), Some(report));
    let slip = samples::test_page(Language::Fr);
    let json = serde_json::to_string(&slip).expect("JSON");
    assert_eq!(serde_json::from_str::<Slip>(&json).ok(), Some(slip));
}

fn logo() -> Picture {
    let gray = image::GrayImage::from_fn(30, 20, |x, y| {
        image::Luma([u8::try_from(x * y % 256).unwrap_or(0)])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    gray.write_to(&mut png, image::ImageFormat::Png)
        .expect("a PNG");
    Picture::read(png.get_ref(), 512, 200).expect("a logo")
}

#[test]
fn what_is_no_logo() {
    let check = |file: &[u8], expected| {
        assert_eq!(Picture::read(file, 512, 200).err(), Some(expected));
    };
    check(b"", PictureError::NotAPicture);
    check(b"just text, named logo.jpg", PictureError::NotAPicture);
    let whole = logo().png().expect("a PNG");
    check(&whole[..whole.len() / 2], PictureError::NotAPicture);
    // A header that promises 60 000 x 60 000 pixels is refused before any is unpacked.
    let mut bomb = whole.clone();
    bomb[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    check(&bomb, PictureError::NotAPicture);
    assert_eq!(Picture::read(&whole, 0, 10).err(), Some(PictureError::Size));
    let small = Picture::read(&whole, 15, 200).expect("a logo");
    assert_eq!((small.width_px(), small.height_px()), (15, 10));
}

#[test]
fn a_scanned_receipt_names_its_ticket() {
    let receipt = samples::sale(Language::Fr);
    assert_eq!(number_in_qr(&receipt.qr()), Some("Q1-2026-000145"));
    for other in [
        "",
        "ECRIN1;",
        "ECRIN1;;;",
        "ECRIN1;145",
        "4006381333931",
        "https://example.org/;;",
    ] {
        assert_eq!(number_in_qr(other), None, "{other}");
    }
}

#[test]
fn what_is_printed_unasked() {
    assert!(!samples::sale(Language::Fr).must_be_printed());
    assert!(samples::watch(Language::Fr).must_be_printed());
    assert!(samples::void(Language::Fr).must_be_printed());
}
