//! Scanners at the real window: one that types like a keyboard, on a French layout and from any
//! focus, and one with a serial port of its own.

use std::time::Duration;

use serde_json::json;
use shop::db::Store;
use shop::devices::Kind;
use tempfile::TempDir;
use tests::rig::{Printer, ShopWindow, wait};

use super::demonstration::{demonstration, open_the_day, put_device};

/// The numbers of pieces that are for sale.
fn for_sale(store: &Store, count: usize) -> Vec<String> {
    let raw = tests::raw(store);
    let mut statement = raw
        .prepare("SELECT number FROM piece WHERE state = 'available' AND price_minor > 0 ORDER BY number")
        .expect("the stock");
    let numbers = statement
        .query_map([], |row| row.get(0))
        .expect("the stock");
    let numbers: Vec<String> = numbers
        .take(count)
        .collect::<Result<_, _>>()
        .expect("numbers");
    assert_eq!(numbers.len(), count);
    numbers
}

/// The key that a scanner set to a US keyboard presses for this sign, as the kernel numbers keys.
fn key_of(sign: char) -> String {
    const ROWS: [(u8, &str); 4] = [
        (10, "1234567890-="),
        (24, "qwertyuiop[]"),
        (38, "asdfghjkl;'"),
        (52, "zxcvbnm,./"),
    ];
    let plain = sign.to_ascii_lowercase();
    let code = ROWS.iter().find_map(|(first, row)| {
        let place = row.find(plain)?;
        Some(usize::from(*first) + place)
    });
    let code = code.unwrap_or_else(|| panic!("{sign:?} is on no key"));
    if sign.is_ascii_uppercase() {
        format!("shift+{code}")
    } else {
        code.to_string()
    }
}

/// Presses the scanner's keys on the display, Enter last.
fn wedge(window: &ShopWindow, code: &str) {
    let mut keys: Vec<String> = code.chars().map(key_of).collect();
    keys.push("Return".into());
    let pressed = window
        .desk
        .command("xdotool")
        .args(["key", "--delay", "2"])
        .args(keys)
        .status()
        .expect("xdotool is installed by `installer/install test`");
    assert!(pressed.success());
}

fn lines(window: &ShopWindow) -> usize {
    let count = "return document.querySelectorAll('[data-line]').length";
    let count = window.page.run(count, &[]);
    usize::try_from(count.as_u64().unwrap_or(0)).expect("a few")
}

/// Scans until the line stands in the cart: a machine that is busy with other things may press a
/// scanner's keys as slowly as a person does, and then they are no scan.
fn scan_by_keyboard(window: &ShopWindow, code: &str, expected: usize) {
    for _ in 0..5 {
        wedge(window, code);
        let there = wait(Duration::from_secs(8), || {
            (lines(window) == expected).then_some(())
        });
        if there.is_some() {
            return;
        }
    }
    window.photograph("scan-lost");
    panic!(
        "{code} is not in the cart, which has {} lines",
        lines(window)
    );
}

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn a_scanner_that_types_is_read_on_a_french_keyboard_from_any_focus() {
    let home = TempDir::new().expect("a folder for the test");
    let data = home.path().join("store");
    let numbers = demonstration(&data, |store| for_sale(store, 4));
    let window = ShopWindow::open(home.path(), &data);
    let page = &window.page;
    open_the_day(&window);
    let set = window
        .desk
        .command("setxkbmap")
        .args(["-layout", "fr"])
        .status();
    assert!(set.expect("setxkbmap comes with the display").success());
    // The layout is in force: the key of the digit 1 gives a French sign.
    page.run(
        "window.seen = ''; addEventListener('keydown', (event) => { window.seen += event.key })",
        &[],
    );
    page.press("F2");
    let french = wait(Duration::from_secs(60), || {
        let key = ["key", "10"];
        window
            .desk
            .command("xdotool")
            .args(key)
            .status()
            .expect("xdotool");
        (page.run("return window.seen.includes('&')", &[]) == json!(true)).then_some(())
    });
    assert_eq!(french, Some(()), "{}", page.run("return window.seen", &[]));

    // In the search field, which the scan must leave as it was.
    let field = "const field = document.querySelector('input'); field.focus(); field.value = 'or'; \
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    page.run(field, &[]);
    scan_by_keyboard(&window, &numbers[0], 1);
    let left = page.run("return document.querySelector('input')?.value ?? 'or'", &[]);
    assert_eq!(left, json!("or"), "the scan typed into the field");

    // On a button: the scanner's Enter presses nothing.
    let button = "window.pressed = 0; const buttons = [...document.querySelectorAll('button')]; \
        const one = buttons.find((each) => !each.disabled && each.offsetParent); \
        one.addEventListener('click', () => { window.pressed += 1 }); one.focus()";
    page.run(button, &[]);
    scan_by_keyboard(&window, &numbers[1], 2);
    assert_eq!(page.run("return window.pressed", &[]), json!(0));

    // Nowhere.
    page.run(
        "document.activeElement?.blur(); getSelection()?.removeAllRanges()",
        &[],
    );
    scan_by_keyboard(&window, &numbers[2], 3);
    window.photograph("scan-french");

    // And what nobody knows is said.
    let said = (0..5).find_map(|_| {
        wedge(&window, "NOTHING404");
        wait(Duration::from_secs(12), || {
            let shown = page.text(&page.find_now("body")?);
            shown.contains("NOTHING404").then_some(())
        })
    });
    assert_eq!(said, Some(()), "an unknown code is not said");
    window.photograph("scan-unknown");
}

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn a_scanner_with_a_port_of_its_own_reaches_the_window() {
    let home = TempDir::new().expect("a folder for the test");
    let emulator = Printer::start(home.path());
    let data = home.path().join("store");
    let numbers = demonstration(&data, |store| {
        put_device(store, Kind::Scanner, &emulator.scanner());
        for_sale(store, 2)
    });
    let window = ShopWindow::open(home.path(), &data);
    open_the_day(&window);
    for (count, number) in numbers.iter().enumerate() {
        // What is read before the window listens is nobody's; a piece is in the cart once.
        let there = (0..5).find_map(|_| {
            emulator.scan(number);
            let limit = Duration::from_secs(15);
            wait(limit, || (lines(&window) == count + 1).then_some(()))
        });
        assert_eq!(there, Some(()), "{number} is not in the cart");
    }
    window.photograph("scan-serial");
}
