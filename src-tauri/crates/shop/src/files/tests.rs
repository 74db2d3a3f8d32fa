//! Uploads that lie, and those that do not.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::{
    CertificateError, PictureError, attach_certificate, attach_photo, check_pdf, detach_photo,
    documents, file_by_id, prepare_picture,
};
use crate::db::testing::cx;
use crate::stock::piece_by_id;
use crate::stock::testing::{enter, ring, shop};

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture
        .write_to(&mut Cursor::new(&mut bytes), format)
        .expect("a picture");
    bytes
}

/// Left half red, right half blue.
fn flag(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| {
        Rgb(if x < width / 2 {
            [200, 0, 0]
        } else {
            [0, 0, 200]
        })
    }))
}

/// A JPEG that says it was taken with the camera turned: EXIF orientation 6, and a camera's name.
fn turned(picture: &DynamicImage) -> Vec<u8> {
    let jpeg = encoded(picture, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    exif.extend(b"\x01\x0f\0\x02\0\0\0\x04ABC\0");
    exif.extend(b"\0\0\0\0SecretCamera");
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE1];
    bytes.extend(length);
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

#[test]
fn a_photo_is_kept_upright_small_and_without_what_the_camera_said() {
    let picture = prepare_picture(&turned(&flag(3_000, 1_000))).expect("a photo");
    assert_eq!(picture.media_type, "image/jpeg");
    for (bytes, side) in [(&picture.bytes, 2_048), (&picture.thumbnail, 320)] {
        let kept = image::load_from_memory(bytes).expect("a picture").to_rgb8();
        assert_eq!(kept.height(), side);
        assert!(kept.width().abs_diff(side / 3) <= 1);
        // Turned clockwise: what was left is now on top.
        let top = kept.get_pixel(kept.width() / 2, kept.height() / 8);
        let bottom = kept.get_pixel(kept.width() / 2, kept.height() * 7 / 8);
        assert!(top[0] > 150 && top[2] < 60, "{top:?}");
        assert!(bottom[2] > 150 && bottom[0] < 60, "{bottom:?}");
        for word in [&b"Exif"[..], b"SecretCamera"] {
            assert!(!bytes.windows(word.len()).any(|part| part == word));
        }
    }
}

#[test]
fn a_see_through_picture_stays_see_through() {
    let glass = DynamicImage::ImageRgba8(RgbaImage::from_pixel(40, 20, Rgba([1, 2, 3, 0])));
    let picture = prepare_picture(&encoded(&glass, ImageFormat::Png)).expect("a picture");
    assert_eq!(picture.media_type, "image/webp");
    let kept = image::load_from_memory(&picture.bytes)
        .expect("a picture")
        .to_rgba8();
    assert_eq!((kept.dimensions(), kept.get_pixel(0, 0)[3]), ((40, 20), 0));
}

/// A PNG whose header promises more than a shop's camera takes, with next to nothing behind it.
fn bomb() -> Vec<u8> {
    let mut png = encoded(&flag(8, 8), ImageFormat::Png);
    let side = 12_000u32.to_be_bytes();
    png[16..20].copy_from_slice(&side);
    png[20..24].copy_from_slice(&side);
    let crc = png[12..29].iter().fold(!0u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0xEDB8_8320
            } else {
                crc >> 1
            }
        })
    });
    png[29..33].copy_from_slice(&(!crc).to_be_bytes());
    png
}

#[test]
fn what_is_no_picture_is_refused() {
    let check = |bytes: &[u8], error| assert_eq!(prepare_picture(bytes), Err(error));
    let jpeg = encoded(&flag(400, 300), ImageFormat::Jpeg);
    let png = encoded(&flag(400, 300), ImageFormat::Png);
    check(b"", PictureError::NotAPicture);
    check(b"numero;titre\nJ1;Bague", PictureError::NotAPicture);
    check(b"%PDF-1.7\n%%EOF", PictureError::NotAPicture);
    check(b"<svg onload=alert(1)>", PictureError::NotAPicture);
    check(b"GIF89a\x01\0\x01\0", PictureError::NotAPicture);
    check(&[0xFF, 0xD8, 0xFF, 0xE0], PictureError::Damaged);
    check(&jpeg[..jpeg.len() / 2], PictureError::Damaged);
    check(&png[..png.len() / 2], PictureError::Damaged);
    check(&bomb(), PictureError::TooLarge);
    check(&vec![0xFF; 21 * 1024 * 1024], PictureError::TooLarge);
    check(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", PictureError::Heic);
    check(b"\0\0\0\x1cftypavif\0\0\0\0", PictureError::Heic);
    check(b"\0\0\0\x18ftypmp42", PictureError::NotAPicture);
}

#[test]
fn a_certificate_is_a_pdf() {
    let (_dir, store) = shop();
    let piece = enter(&store, ring(&store, "J1")).expect("a piece");
    let (id, component) = (piece.id, piece.sheet.components[0].id);
    let attach = move |bytes: &'static [u8], component| {
        store
            .write(move |tx| attach_certificate(tx, &cx(2), id, component, "../gia.pdf", bytes))
            .map(|written| (written.value, store.clone()))
    };
    let refused = attach(b"\xFF\xD8\xFF jpeg", component);
    assert!(matches!(refused, Err(CertificateError::NotAPdf)));
    assert!(matches!(
        check_pdf(b"%PDF-1.7 cut"),
        Err(CertificateError::NotAPdf)
    ));
    let huge = [b"%PDF-1.7".to_vec(), vec![b' '; 21 * 1024 * 1024]].concat();
    assert!(matches!(check_pdf(&huge), Err(CertificateError::TooLarge)));
    let refused = attach(b"%PDF-1.7\n%%EOF\n", cx(0).new_id());
    assert!(matches!(refused, Err(CertificateError::ComponentUnknown)));
    let (file, store) = attach(b"%PDF-1.7\n%%EOF\n", component).expect("a certificate");
    let list = store.read(|tx| documents(tx, id)).expect("a list");
    assert_eq!(list.len(), 1);
    assert_eq!(
        (list[0].name.as_str(), list[0].component),
        ("gia.pdf", Some(component))
    );
    let kept = store
        .read(|tx| file_by_id(tx, file))
        .expect("a read")
        .expect("a file");
    assert_eq!(kept.bytes, b"%PDF-1.7\n%%EOF\n");
}

#[test]
fn photos_keep_their_order_and_the_first_one_stands_for_the_piece() {
    let (_dir, store) = shop();
    let piece = enter(&store, ring(&store, "J1")).expect("a piece").id;
    for width in [100, 120, 140, 120] {
        let jpeg = encoded(&flag(width, 50), ImageFormat::Jpeg);
        let picture = prepare_picture(&jpeg).expect("a photo");
        store
            .write(move |tx| attach_photo(tx, &cx(2), piece, "a.jpg", &picture))
            .expect("attached");
    }
    let list = || store.read(|tx| documents(tx, piece)).expect("a list");
    let before = list();
    // The third was attached twice.
    assert_eq!(before.len(), 3);
    store
        .write(move |tx| detach_photo(tx, piece, 0))
        .expect("detached");
    let after: Vec<_> = list()
        .into_iter()
        .map(|photo| (photo.position, photo.file))
        .collect();
    assert_eq!(after, [(0, before[1].file), (1, before[2].file)]);
    let shown = store
        .read(|tx| piece_by_id(tx, piece))
        .expect("a read")
        .expect("a piece");
    assert_eq!(
        shown.photo.map(|(file, _)| file),
        Some(before[1].file.uuid())
    );
    assert!(store.write(move |tx| detach_photo(tx, piece, 9)).is_err());
}
