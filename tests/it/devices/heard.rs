//! Scanners with a port of their own: what they read is told to the windows of their till.

use std::sync::mpsc::Receiver;
use std::time::Duration;

use axum::http::StatusCode;
use serde_json::json;
use tests::rig::wait;
use uuid::Uuid;

use super::counter::{Clerk, Counter, id_of};
use super::served::Served;

fn put_scanner(clerk: &Clerk<'_>, till: Uuid, address: &str, options: &serde_json::Value) {
    let device = json!({
        "till_id": till, "kind": "scanner", "name": "Douchette", "address": address,
        "options": options,
    });
    let put = clerk
        .desk
        .put(&format!("/devices/{}", Uuid::now_v7()), &device);
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
}

/// What is scanned until it is heard.
const FIRST: &str = ":FIRST";

/// Waits until a scanner is listened to: what it reads before that is nobody's.
fn wait_until_heard(told: &Receiver<String>, tag: &str, pull: impl Fn()) {
    let heard = wait(Duration::from_secs(60), || {
        pull();
        let told = told.recv_timeout(Duration::from_secs(1)).ok()?;
        (told == tag).then_some(())
    });
    assert_eq!(heard, Some(()), "{tag} is not heard");
}

/// The next tag that tells of a scan.
fn next_scan(told: &Receiver<String>) -> String {
    loop {
        let tag = told
            .recv_timeout(Duration::from_secs(60))
            .expect("a tag in time");
        if tag.starts_with("scan:") && !tag.ends_with(FIRST) {
            return tag;
        }
    }
}

#[test]
fn two_scanners_are_heard_by_the_till_that_each_belongs_to() {
    let counter = Counter::new().at_the_real_time();
    let clerk = counter.clerk();
    let second = Uuid::now_v7();
    let till = json!({ "id": second, "code": "2", "name": "Atelier", "active": true });
    let put = clerk.desk.put("/tills", &till);
    assert!(put.status.is_success(), "{put:?}");
    put_scanner(&clerk, clerk.till, &counter.printer.scanner(), &json!({}));
    put_scanner(
        &clerk,
        second,
        &counter.printer.other_scanner(),
        &json!({ "prefix": "§" }),
    );
    let (first, cookie) = (clerk.till, clerk.desk.cookie.clone().expect("a session"));
    let shop = counter.shut(cookie);

    // The real program, heard as a browser hears it.
    let served = Served::start(&shop);
    let told = served.hear();
    let printer = &shop.printer;
    wait_until_heard(&told, &format!("scan:{first}{FIRST}"), || {
        printer.scan("FIRST");
    });
    wait_until_heard(&told, &format!("scan:{second}{FIRST}"), || {
        printer.scan_with_the_other("§FIRST");
    });
    let codes = [
        ("3760123456786", "3760123456786"),
        ("J000104", "J000104"),
        ("]C1010950110153000310ABC", "010950110153000310ABC"),
        (
            "https://exemple.fr/J104?a=1,2",
            "https:%2F%2Fexemple.fr%2FJ104%3Fa%3D1%2C2",
        ),
        ("Écrin n°7", "%C3%89crin%20n%C2%B07"),
    ];
    for (code, escaped) in codes {
        shop.printer.scan(code);
        assert_eq!(next_scan(&told), format!("scan:{first}:{escaped}"));
    }
    shop.printer.scan_with_the_other("§J7");
    assert_eq!(next_scan(&told), format!("scan:{second}:J7"));

    // Taken out of use, it is heard no more; the other one still is.
    let devices = served.get(&format!("/devices?till_id={first}"));
    let scanner = devices
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["kind"] == "scanner");
    let scanner = scanner.expect("the scanner");
    let retired = json!({
        "till_id": first, "kind": "scanner", "name": "Douchette",
        "address": scanner["address"], "active": false, "version": scanner["version"],
    });
    served.put(&format!("/devices/{}", id_of(&scanner["id"])), &retired);
    let silent = wait(Duration::from_secs(60), || {
        shop.printer.scan("J9");
        shop.printer.scan_with_the_other("§J8");
        let mut heard = Vec::new();
        while heard.last() != Some(&format!("scan:{second}:J8")) {
            heard.push(next_scan(&told));
        }
        (heard.len() == 1).then_some(())
    });
    assert_eq!(silent, Some(()), "a scanner out of use is still heard");
}
