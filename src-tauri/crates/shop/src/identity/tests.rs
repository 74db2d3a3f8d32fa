//! The shop's identity, first run and tills, each with what must be refused.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use documents::Language;
use units::Id;
use uuid::Uuid;

use super::*;
use crate::db::Store;
use crate::db::testing::{cx, store};
use crate::files;
use crate::journal;
use crate::users::{self, Pin};

fn identity() -> Identity {
    Identity {
        name: " Bijouterie Exemple ".into(),
        legal_name: String::new(),
        address: "1 rue de la Paix\n\n 75002 Paris ".into(),
        siret: "732 829 320 00074".into(),
        naf: "4777z".into(),
        vat_number: "fr 44 732829320".into(),
        phone: String::new(),
        email: String::new(),
    }
}

fn input(identity: Identity) -> SetUp {
    SetUp {
        shop: Id::from_uuid(Uuid::from_u128(1)),
        identity,
        language: Language::Fr,
        till: Id::from_uuid(Uuid::from_u128(2)),
        owner: Id::from_uuid(Uuid::from_u128(3)),
        owner_name: "Odile".into(),
        owner_pin: Pin::new("1357").expect("a PIN").hash(&cx(0)),
    }
}

fn try_set_up(store: &Store, identity: Identity) -> Result<Shop, SetUpError> {
    let input = input(identity);
    store
        .write(move |tx| set_up(tx, &cx(0), input))
        .map(|written| written.value)
}

fn a_shop() -> (tempfile::TempDir, Store) {
    let (dir, store) = store();
    try_set_up(&store, identity()).expect("a shop");
    (dir, store)
}

#[test]
fn the_first_run_makes_everything_a_shop_needs() {
    let (_dir, store) = a_shop();
    let (shop, tills, people) = store
        .read(|tx| -> Result<_, StoreError> { Ok((shop(tx)?, tills(tx)?, users::users(tx)?)) })
        .expect("a read");
    let shop = shop.expect("a shop");
    assert_eq!(shop.identity.name, "Bijouterie Exemple");
    assert_eq!(shop.identity.address, "1 rue de la Paix\n75002 Paris");
    assert_eq!(shop.identity.siret, "73282932000074");
    assert_eq!(shop.identity.vat_number, "FR44732829320");
    assert_eq!(tills[0].name, "Caisse 1");
    assert_eq!(people[0].role, users::Role::Owner);
    assert_eq!(store.read(journal::verify).expect("a walk").broken, None);
    assert!(matches!(
        try_set_up(&store, identity()),
        Err(SetUpError::Done)
    ));
}

#[test]
fn an_identity_that_is_refused_leaves_nothing() {
    let (_dir, store) = store();
    let check = |change: fn(&mut Identity), expected: &str| {
        let mut wrong = identity();
        change(&mut wrong);
        let error = try_set_up(&store, wrong).expect_err("refused");
        assert_eq!(error.to_string(), expected);
    };
    check(|id| id.name = " ".into(), "name is missing");
    check(|id| id.address = "\n \n".into(), "address is missing");
    check(
        |id| id.siret = "73282932000075".into(),
        "the SIRET has a typing error",
    );
    check(
        |id| id.naf = "bijoux".into(),
        "a NAF code is four digits and a letter",
    );
    check(
        |id| id.vat_number = "FR45732829320".into(),
        "the VAT number of this SIRET is FR44732829320",
    );
    check(
        |id| id.phone = "01\u{1b}p".into(),
        "phone has letters that cannot be printed",
    );
    check(
        |id| id.phone = "abc".into(),
        "phone cannot be written or called",
    );
    check(
        |id| id.email = "vauquelin@".into(),
        "email cannot be written or called",
    );
    check(
        |id| id.name = "B".repeat(101),
        "name is longer than 100 letters",
    );
    assert!(store.read(shop).expect("a read").is_none());
    try_set_up(&store, identity()).expect("right at last");
}

#[test]
fn an_edit_needs_the_version_that_was_seen() {
    let (_dir, store) = a_shop();
    let edit = |version, name: &str| {
        let input = EditShop {
            version,
            identity: Identity {
                name: name.into(),
                ..identity()
            },
            language: Language::En,
        };
        store
            .write(move |tx| edit_shop(tx, &cx(1), input))
            .map(|written| written.value.version)
    };
    assert_eq!(edit(1, "Autre").expect("edited"), 2);
    assert!(matches!(
        edit(1, "Encore"),
        Err(EditShopError::Stale { now: 2 })
    ));
}

#[test]
fn tills_are_saved_and_refused() {
    let (_dir, store) = a_shop();
    let save = |number: u128, code: &str, active, version| {
        let input = SaveTill {
            id: Id::from_uuid(Uuid::from_u128(number)),
            code: code.into(),
            name: "Caisse".into(),
            active,
            version,
        };
        store
            .write(move |tx| save_till(tx, &cx(1), input))
            .map(|written| written.value.version)
    };
    assert!(matches!(
        save(2, "1", false, Some(1)),
        Err(SaveTillError::Last)
    ));
    assert!(matches!(
        save(9, "1", true, None),
        Err(SaveTillError::CodeTaken { .. })
    ));
    assert!(matches!(
        save(9, "2", true, Some(1)),
        Err(SaveTillError::Unknown)
    ));
    assert!(matches!(
        save(9, " ", true, None),
        Err(SaveTillError::Text(_))
    ));
    assert_eq!(save(9, "2", true, None).expect("a second"), 1);
    assert!(matches!(
        save(9, "2", true, None),
        Err(SaveTillError::Stale { now: 1 })
    ));
    assert!(matches!(
        save(9, "3", true, Some(1)),
        Err(SaveTillError::CodeFixed)
    ));
    assert_eq!(save(2, "1", false, Some(1)).expect("out of use"), 2);
}

#[test]
fn a_logo_is_a_picture_whatever_it_is_called() {
    let (_dir, store) = a_shop();
    assert!(matches!(
        Logo::read(b"I am a text called logo.jpg"),
        Err(SetLogoError::NotAPicture)
    ));
    let mut png = Vec::new();
    image::GrayImage::new(3, 2)
        .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
        .expect("a picture");
    let logo = Logo::read(&png).expect("a logo");
    let set = store
        .write(move |tx| set_logo(tx, &cx(1), Some(logo)))
        .expect("set");
    let file = set.value.expect("a file");
    let kept = store
        .read(|tx| files::file_by_id(tx, file))
        .expect("a read");
    assert_eq!(kept.expect("kept").media_type, "image/png");
    let printed = store.read(on_documents).expect("a read").expect("a shop");
    assert_eq!(printed.logo.expect("a logo").width_px(), 3);
    assert_eq!(printed.address.len(), 2);
    let gone = store.write(move |tx| set_logo(tx, &cx(2), None));
    assert_eq!(gone.expect("taken off").value, None);
}

#[test]
fn what_no_paper_could_show_is_no_logo() {
    use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgba, RgbaImage};
    let file = |picture: DynamicImage| {
        let mut png = std::io::Cursor::new(Vec::new());
        let written = picture.write_to(&mut png, ImageFormat::Png);
        written.expect("a picture");
        png.into_inner()
    };
    let gray = |width, height, shade| -> DynamicImage {
        GrayImage::from_pixel(width, height, Luma([shade])).into()
    };
    let drawn = |ink: Rgba<u8>| -> DynamicImage {
        RgbaImage::from_fn(60, 40, |x, _| if x < 30 { ink } else { Rgba([0, 0, 0, 0]) }).into()
    };
    for (what, picture) in [
        ("a hundred megapixels", gray(10_000, 10_000, 0)),
        ("white on white", gray(60, 40, 255)),
        ("white on nothing", drawn(Rgba([255, 255, 255, 255]))),
        ("nothing", drawn(Rgba([0, 0, 0, 0]))),
        ("a line", gray(4_000, 3, 0)),
        ("an upright line", gray(1, 400, 0)),
    ] {
        let read = Logo::read(&file(picture));
        assert!(matches!(read, Err(SetLogoError::NotAPicture)), "{what}");
    }
    assert!(Logo::read(&file(drawn(Rgba([20, 20, 20, 255])))).is_ok());
    assert!(Logo::read(&file(gray(900, 60, 0))).is_ok());
    // Black in four inks, as a printer's shop sends it.
    let cmyk = STANDARD.decode(CMYK).expect("a file");
    assert!(Logo::read(&cmyk).is_ok());
}

/// 16 × 16 black pixels, a JPEG in cyan, magenta, yellow and black.
const CMYK: &str = "\
    /9j/7gAOQWRvYmUAZAAAAAAC/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCx\
    AWEBETFBUVFQwPFxgWFBgSFBUU/9sAQwEDBAQFBAUJBQUJFA0LDRQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU\
    FBQUFBQUFBQUFBQUFBQUFBQUFBQU/8AAFAgAEAAQBAERAAIRAQMRAQQRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAAJ/8\
    QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABQBAQAAAAAAAAAAAAAAAAAAAAD/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oA\
    DgQBAAIRAxEEAAA/AJVAlUAAAA//2Q==";

#[test]
fn a_start_tells_a_new_version_once() {
    let (_dir, store) = a_shop();
    let jets = || {
        let verified = store.read(journal::verify).expect("a walk");
        let jet = verified
            .counts
            .iter()
            .find(|(chain, _)| chain.name() == "JET");
        jet.map_or(0, |(_, count)| *count)
    };
    let broken = journal::Broken {
        chain: journal::Chain::Ticket,
        seq: 4,
        fault: journal::Fault::Head,
        detail: String::new(),
    };
    for (version, broken, more) in [
        ("0.1.0", None, 2),
        ("0.1.0", None, 1),
        ("0.2.0", None, 2),
        ("0.2.0", Some(broken), 2),
    ] {
        let before = jets();
        let started = store.write(move |tx| start(tx, &cx(1), version, broken.as_ref()));
        assert!(started.is_ok());
        assert_eq!(jets() - before, more, "{version}");
    }
}
