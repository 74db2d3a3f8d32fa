//! The demonstration shop as the window finds it, and its owner at the PIN pad.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;
use server::demo::{self, Extent};
use server::keychain::{KeyFile, Wrap};
use shop::db::{Store, tell_nobody};
use shop::devices::{self, Kind, Options, PutDevice};
use tests::rig::webdriver::{Session, keys};
use tests::rig::{ShopWindow, wait};
use units::Id;
use uuid::Uuid;

/// Between two keys of a person.
pub(super) const PERSON: Duration = Duration::from_millis(80);
const STORE: Uuid = Uuid::from_u128(1);

/// Makes it in `data` and lets `change` at it. Then it is closed, and its key lies in a file beside
/// it, where the window looks.
pub(super) fn demonstration<T>(data: &Path, change: impl FnOnce(&Store) -> T) -> T {
    let holder = tests::holder();
    let store =
        Store::create(data, STORE, &tests::KEY, &holder, tell_nobody()).expect("a new store");
    let chance: shop::cx::Chance =
        Arc::new(|buffer: &mut [u8]| getrandom::fill(buffer).expect("chance"));
    demo::fill(&store, Utc::now(), &chance, Extent::SMALL).expect("a demonstration shop");
    KeyFile::new(data.to_owned(), Wrap::Machine)
        .write(STORE, &tests::KEY)
        .expect("a key file");
    change(&store)
}

/// Léa, by her PIN. The screen is in French, the shop's language, whatever locales are installed.
pub(super) fn sign_in(page: &Session) {
    page.press("Léa");
    page.see("Propriétaire");
    page.type_keys("1234", PERSON);
    page.type_keys(&keys::ENTER.to_string(), PERSON);
}

/// Gives the first till a device at this address.
pub(super) fn put_device(store: &Store, kind: Kind, address: &str) {
    let tills = store.read(shop::identity::tills).expect("the tills");
    let device = PutDevice {
        id: Id::from_uuid(Uuid::now_v7()),
        till: tills[0].id,
        kind,
        name: "Comptoir".into(),
        address: address.to_owned(),
        options: Options::default(),
        active: true,
        version: None,
    };
    store
        .write(move |tx| devices::put(tx, device))
        .expect("a device");
}

/// Signs in by PIN and opens the day with 100 € in the drawer.
pub(super) fn open_the_day(window: &ShopWindow) {
    let page = &window.page;
    sign_in(page);
    page.see("Comptez le fond de caisse");
    let twenties = page.find("form li:nth-child(5) input");
    page.fill(&twenties, "5");
    page.press("Ouvrir la journée");
    page.find("[data-panel=shelf]");
}

/// Between two keys of a keyboard-wedge scanner.
const SCANNER: Duration = Duration::from_millis(4);

/// Scans a code, wherever the focus is, until its effect is seen: a machine that is busy with other
/// things may press a scanner's keys as slowly as a person does, and then they are no scan.
pub(super) fn scan<T>(page: &Session, code: &str, seen: impl Fn() -> Option<T>) -> T {
    (0..6)
        .find_map(|_| {
            page.type_keys(&format!("{code}{}", keys::ENTER), SCANNER);
            wait(Duration::from_secs(12), &seen)
        })
        .unwrap_or_else(|| panic!("{code} was scanned six times in vain"))
}
