//! A reader of tags in the settings, and a tag tied to its piece.

use std::io::Write as _;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::http::StatusCode;
use rustix::pty::{self, OpenptFlags};
use serde_json::json;
use tests::premises::{Desk, Premises, Reply};
use tests::rig::{RfidReader, free_port};
use uuid::Uuid;

const READER: Uuid = Uuid::from_u128(0x0192_f000_0000_7000_8000_0000_0000_0040);
const FIRST: &str = "303400000000000000000001";
const SECOND: &str = "303400000000000000000002";

fn put(desk: &Desk<'_>, kind: &str, address: &str, version: Option<i64>) -> Reply {
    let till = desk.get("/session").body["till"]["id"].clone();
    let device = json!({
        "till_id": till, "kind": kind, "name": "Plateau", "address": address, "version": version,
    });
    desk.put(&format!("/devices/{READER}"), &device)
}

/// A ring in the stock; its id.
fn enter(desk: &Desk<'_>, number: &str) -> String {
    let of = |path: &str, code: &str| {
        let list = desk.get(path);
        let rows = list.body.as_array().expect("a list").clone();
        rows.iter().find(|row| row["code"] == code).expect(code)["id"].clone()
    };
    let made = desk.post(
        "/stock/pieces",
        &json!({
            "id": Uuid::now_v7(), "place_id": of("/stock/places", "VITRINE"),
            "family_id": of("/stock/families", "ring"), "number": number, "title": "Alliance",
            "vat_regime": "standard", "components": [],
        }),
    );
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    made.body["id"].as_str().expect("an id").to_owned()
}

#[test]
fn a_tag_is_tied_alone_in_the_field_and_untied() {
    let premises = Premises::empty();
    let desk = premises.with_owner();
    let folder = tempfile::tempdir().expect("a folder");
    let reader = RfidReader::start(folder.path(), 0, 100, &[]);
    let kept = put(&desk, "rfid_reader", &reader.address(), None);
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    assert_eq!(
        desk.get("/readers").body,
        json!([{ "id": READER, "name": "Plateau" }])
    );
    let (one, other) = (enter(&desk, "J1"), enter(&desk, "J2"));
    let tie = |piece: &str| {
        let path = format!("/stock/pieces/{piece}/tag/read");
        desk.post(&path, &json!({ "device_id": READER }))
    };
    let tag_of = |piece: &str| desk.get(&format!("/stock/pieces/{piece}/tag")).body["epc"].clone();

    assert_eq!(tie(&one).code(), "reader.no_tag");
    reader.put(&[FIRST.to_owned(), SECOND.to_owned()]);
    let two = tie(&one);
    assert_eq!(two.code(), "reader.several_tags", "{two:?}");
    assert_eq!(two.body["params"]["count"], 2);
    assert_eq!(tag_of(&one), json!(null));
    reader.put(&[FIRST.to_owned()]);
    let tied = tie(&one);
    assert_eq!(tied.body, json!({ "epc": FIRST }), "{tied:?}");
    assert_eq!(tie(&one).status, StatusCode::OK, "the same again");
    let taken = tie(&other);
    assert_eq!(taken.code(), "stock.tag_taken", "{taken:?}");
    assert_eq!(taken.body["params"]["number"], "J1");

    // What the settings see, with the piece that carries it.
    reader.put(&[FIRST.to_owned(), SECOND.to_owned()]);
    let seen = desk.get(&format!("/devices/{READER}/tags"));
    let seen = seen.body.as_array().expect("tags").clone();
    let named: Vec<_> = seen
        .iter()
        .map(|tag| (&tag["epc"], &tag["number"]))
        .collect();
    assert_eq!(
        named,
        [
            (&json!(FIRST), &json!("J1")),
            (&json!(SECOND), &json!(null))
        ]
    );
    assert!(seen[0]["times"].as_u64() > Some(1), "{seen:?}");

    // The way back: off, and onto the other one.
    reader.put(&[FIRST.to_owned()]);
    let take_off = |reason: &str| {
        let body = json!({ "epc": null, "reason": reason });
        desk.put(&format!("/stock/pieces/{one}/tag"), &body)
    };
    assert_eq!(take_off(" ").code(), "stock.tag_reason");
    assert_eq!(tag_of(&one), json!(FIRST), "it stays without a reason");
    let off = take_off("étiquette abîmée");
    assert_eq!(off.status, StatusCode::OK, "{off:?}");
    assert_eq!(tie(&other).status, StatusCode::OK);
    assert_eq!((tag_of(&one), tag_of(&other)), (json!(null), json!(FIRST)));
    // Who, when and why, in the piece's history; the same tag again was no entry.
    let history = desk.get(&format!("/stock/pieces/{one}/movements")).body;
    let entries: Vec<_> = history
        .as_array()
        .expect("entries")
        .iter()
        .filter(|entry| {
            entry["reason"]
                .as_str()
                .is_some_and(|word| word.starts_with("tag_"))
        })
        .map(|entry| {
            let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
            format!(
                "{} {} {} {}",
                text("reason"),
                text("document"),
                text("user_name"),
                text("note")
            )
        })
        .collect();
    let owner = desk.get("/session").body["user"]["name"].clone();
    let owner = owner.as_str().expect("a name");
    assert_eq!(
        entries,
        [
            format!("tag_read {FIRST} {owner} "),
            format!("tag_off {FIRST} {owner} étiquette abîmée"),
        ]
    );
    // Another tag in its place needs a reason too.
    reader.put(&[SECOND.to_owned()]);
    assert_eq!(tie(&other).code(), "stock.tag_reason");
    let store = premises.state.store().expect("a store");
    for sql in ["UPDATE piece_tag SET reason = 'x'", "DELETE FROM piece_tag"] {
        let refused = tests::raw(&store).execute(sql, []);
        let said = refused.expect_err("append-only").to_string();
        assert!(said.contains("append-only: piece_tag"), "{said}");
    }
    reader.put(&[SECOND.to_owned()]);
    let unknown = tie(&Uuid::now_v7().to_string());
    assert_eq!(unknown.code(), "stock.piece_unknown");
}

#[test]
fn what_is_no_reader_is_told() {
    let premises = Premises::empty();
    let desk = premises.with_owner();
    for (kind, address) in [
        ("rfid_reader", "usb://04b8:0e15"),
        ("rfid_reader", "hid://0c2e:0b61"),
        ("scale", "llrp://192.168.1.60"),
        ("receipt_printer", "llrp://192.168.1.60"),
    ] {
        let refused = put(&desk, kind, address, None);
        assert_eq!(
            refused.body["params"]["problem"], "wrong_kind",
            "{kind} {address}"
        );
    }
    let usual = put(&desk, "rfid_reader", "llrp://127.0.0.1", None);
    assert_eq!(usual.body["address"], "llrp://127.0.0.1:5084");

    let mut version = 1;
    let mut trouble = |address: &str, problem: &str| {
        let kept = put(&desk, "rfid_reader", address, Some(version));
        assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
        version += 1;
        let refused = desk.get(&format!("/devices/{READER}/tags"));
        assert_eq!(refused.code(), "reader.trouble", "{refused:?}");
        assert_eq!(refused.body["params"]["problem"], problem, "{address}");
    };
    trouble(
        &format!("llrp://127.0.0.1:{}", free_port()),
        "reader_no_answer",
    );
    trouble("serial:///dev/no-such-reader", "reader_absent");
    // A web server; a length that no message has.
    for garbage in [
        &b"HTTP/1.1 400 Bad Request\r\n\r\n"[..],
        b"\x04\x3f\xff\xff\xff\xff\0\0\0\0",
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let speaks = std::thread::spawn(move || {
            let (mut socket, _) = listener.accept().expect("a client");
            socket.write_all(garbage).expect("it listens");
            socket
        });
        trouble(&format!("llrp://127.0.0.1:{port}"), "reader_garbled");
        drop(speaks.join());
    }
}

#[test]
fn a_reader_that_writes_lines_is_read_through_half_ones_and_chatter() {
    let premises = Premises::empty();
    let desk = premises.with_owner();
    let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
    let master = pty::openpt(flags).expect("a terminal");
    pty::grantpt(&master).expect("its rights");
    pty::unlockpt(&master).expect("its lock");
    let path = pty::ptsname(&master, Vec::new()).expect("its name");
    let path = path.into_string().expect("its name is text");
    // It never stops: whoever opens the port does so in the middle of a line.
    let stop = Arc::new(AtomicBool::new(false));
    let ending = Arc::clone(&stop);
    let writes = std::thread::spawn(move || {
        let pieces = [
            "READY\r\n30340000",
            "0000000000000001\r\n",
            "30340000000000000000",
            "0002\r\n3034\r\n",
        ];
        for piece in pieces.into_iter().cycle() {
            if ending.load(Ordering::Relaxed) {
                return;
            }
            let _ = rustix::io::write(&master, piece.as_bytes());
            std::thread::park_timeout(Duration::from_millis(10));
        }
    });
    let kept = put(
        &desk,
        "rfid_reader",
        &format!("serial://{path}?baud=115200"),
        None,
    );
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    for _ in 0..3 {
        let seen = desk.get(&format!("/devices/{READER}/tags"));
        let tags = seen
            .body
            .as_array()
            .unwrap_or_else(|| panic!("{seen:?}"))
            .clone();
        let codes: Vec<_> = tags.iter().map(|tag| tag["epc"].clone()).collect();
        assert_eq!(codes, [json!(FIRST), json!(SECOND)]);
    }
    stop.store(true, Ordering::Relaxed);
    writes.join().expect("its end");
}
