//! Counted by RFID: a thousand tags before a reader that none of us wrote, while another till sells;
//! a reader that is away, cut off, taken, or left running.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};
use shop::db::StoreError;
use shop::stock::{self, BindTag, CreatePiece, Sheet, TagHow, VatRegime};
use tests::cx;
use tests::premises::{Premises, STAFF_PIN};
use tests::rig::{Cable, End, RfidReader, free_port, wait_for};
use units::{Id, Money};
use uuid::Uuid;

use super::fixture::{Count, Shop};

const READER: Uuid = Uuid::from_u128(0x0192_f000_0000_7000_8000_0000_0000_0030);
const PATIENCE: Duration = Duration::from_secs(120);

/// The tag of the piece of this number.
fn tag(n: u32) -> String {
    format!("3034{n:020X}")
}

/// Rings R1, R2… in a place, each with its tag.
fn enter(premises: &Premises, place: &str, numbers: std::ops::Range<u32>) {
    let store = premises.state.store().expect("a store");
    let place: Uuid = place.parse().expect("an id");
    let written = store.write(move |tx| -> Result<(), StoreError> {
        let family = stock::family_by_code(tx, "ring")?.expect("a family");
        for n in numbers {
            let mut sheet = Sheet::new(&format!("R{n}"), family.id, "Alliance");
            sheet.price = Some(Money::eur(100_000));
            sheet.vat_regime = VatRegime::Standard;
            let (cx, place) = (cx(0), Id::from_uuid(place));
            let id = cx.new_id();
            stock::create_piece(tx, &cx, CreatePiece { id, sheet, place }).expect("a piece");
            let tag = tag(n);
            let tied = BindTag {
                tag: &tag,
                how: TagHow::Read,
                reason: "",
            };
            stock::bind_tag(tx, &cx, id, &tied).expect("a tag");
        }
        Ok(())
    });
    written.expect("pieces");
}

fn put_reader(shop: &Shop<'_>, id: Uuid, address: &str, version: Option<i64>) {
    let till = shop.owner.get("/session").body["till"]["id"].clone();
    let device = json!({
        "till_id": till, "kind": "rfid_reader", "name": "Plateau", "address": address,
        "version": version,
    });
    let put = shop.owner.put(&format!("/devices/{id}"), &device);
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
}

impl Count<'_> {
    fn begin_reading(&self) {
        let begun = self.act("reader", &json!({ "device_id": READER }));
        assert_eq!(begun.status, StatusCode::NO_CONTENT, "{begun:?}");
    }

    fn reader(&self) -> Value {
        self.desk.get(&format!("{}/reader", self.path)).body
    }

    /// Waits until the reader says so.
    fn wait(&self, what: &str, is: impl Fn(&Value) -> bool) -> Value {
        wait_for(what, PATIENCE, || Some(self.reader()).filter(&is))
    }

    fn wait_for_tags(&self, count: u64) -> Value {
        self.wait(&format!("{count} tags"), |reader| {
            let of = |name: &str| reader[name].as_u64().unwrap_or(0);
            of("pieces") + of("unknown") >= count
        })
    }

    fn end_reading(&self) {
        let ended = self.desk.delete(&format!("{}/reader", self.path));
        assert_eq!(ended.status, StatusCode::NO_CONTENT, "{ended:?}");
        self.wait("the reader's end", Value::is_null);
    }
}

/// How many readings the store has.
fn readings(premises: &Premises) -> i64 {
    let store = premises.state.store().expect("a store");
    let sql = "SELECT count(*) FROM stocktake_reading";
    let count = tests::raw(&store).query_row(sql, [], |row| row.get(0));
    count.expect("a figure")
}

#[test]
fn a_thousand_tags_while_another_till_sells_three() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    enter(&premises, &shop.window, 1..1_001);
    enter(&premises, &shop.safe, 1_001..1_002);
    // R1, R2 and R3 are not there; one strayed in from the safe, two tags are nobody's.
    let tags: Vec<String> = (4..1_004).map(tag).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let emulator = RfidReader::start(folder.path(), 0, 2_000, &tags);
    put_reader(&shop, READER, &emulator.address(), None);

    // The other till, and who sells there.
    let second = Uuid::now_v7();
    let till = json!({ "id": second, "code": "2", "name": "Fond", "active": true });
    assert!(shop.owner.put("/tills", &till).status.is_success());
    let seller = shop.owner.hire("Sami", "seller");
    let mut desk = premises.desk();
    let body = json!({ "user_id": seller, "pin": STAFF_PIN, "till_id": second });
    let signed = desk.post("/session", &body);
    desk.keep_cookie(&signed);
    let other = Shop {
        owner: desk,
        window: shop.window.clone(),
        safe: shop.safe.clone(),
        ring: shop.ring.clone(),
    };
    other.open_till();
    assert_eq!(
        other.owner.get("/readers").body,
        json!([]),
        "another till's"
    );

    let count = shop.start("place", Some(&shop.window));
    let mut told = premises.state.changes();
    assert!(count.reader().is_null());
    count.begin_reading();
    count.wait_for_tags(300);
    // One that was read already, one that is not there, and any other.
    let found = count
        .desk
        .get(&format!("{}/lines?status=found&limit=1", count.path));
    let read = found.body["lines"][0]["number"].as_str().expect("one");
    other.sell(read);
    other.sell("R1");
    other.sell("R777");
    let reader = count.wait_for_tags(1_000);
    assert_eq!(
        (&reader["pieces"], &reader["unknown"], &reader["connected"]),
        (&json!(998), &json!(2), &json!(true))
    );
    for (status, expected) in [
        ("found", 995),
        ("missing", 2),
        ("left", 3),
        ("elsewhere", 1),
        ("unexpected", 2),
    ] {
        assert_eq!(count.figure(status, "count"), expected, "{status}");
    }
    let lines = |status: &str| -> Vec<String> {
        let path = format!("{}/lines?status={status}", count.path);
        let lines = count.desk.get(&path).body["lines"].clone();
        let lines = lines.as_array().expect("lines").iter();
        let text = |line: &Value, name: &str| line[name].as_str().unwrap_or("").to_owned();
        lines
            .map(|line| format!("{} {}", text(line, "number"), text(line, "why")))
            .collect()
    };
    assert_eq!(lines("missing"), ["R2 ", "R3 "]);
    assert_eq!(lines("elsewhere"), ["R1001 "]);
    assert_eq!(
        lines("unexpected"),
        [
            format!("{} unknown", tag(1_002)),
            format!("{} unknown", tag(1_003))
        ]
    );
    let mut left = lines("left");
    left.sort();
    let mut sold = [read, "R1", "R777"].map(|number| format!("{number} sold"));
    sold.sort();
    assert_eq!(left, sold);

    // Each tag once, however often it was read and whoever starts the reader again.
    assert_eq!(readings(&premises), 1_000);
    assert!(reader["reads"].as_u64() > Some(1_000), "{reader}");
    count.end_reading();
    count.begin_reading();
    count.wait_for_tags(1_000);
    count.end_reading();
    assert_eq!(readings(&premises), 1_000);
    // The other screen was told as it went.
    let id = count.path.rsplit('/').next().expect("an id");
    let mut tags = Vec::new();
    while let Ok(change) = told.try_recv() {
        tags.extend(change.split(',').map(str::to_owned));
    }
    for tag in [format!("stocktake:{id}"), format!("reader:{id}")] {
        assert!(tags.contains(&tag), "{tag} was not told");
    }
}

#[test]
fn a_reader_that_is_away_or_cut_off_is_waited_for() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    enter(&premises, &shop.window, 1..41);
    let tags: Vec<String> = (1..41).map(tag).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let port = free_port();
    let cable = Cable::to(port);
    // Nobody listens there yet.
    put_reader(&shop, READER, &format!("llrp://127.0.0.1:{port}"), None);
    let count = shop.start("place", Some(&shop.window));
    count.begin_reading();
    count.wait("the refusal", |reader| {
        reader["problem"] == "reader_no_answer" && reader["connected"] == false
    });
    count.end_reading();

    let emulator = RfidReader::start(folder.path(), port, 200, &tags[..20]);
    put_reader(
        &shop,
        READER,
        &format!("llrp://127.0.0.1:{}", cable.port),
        Some(1),
    );
    count.begin_reading();
    count.wait_for_tags(20);
    // Pulled at the next sign of life, plugged in again with other tags in the field besides.
    cable.plug(End::PulledAfter(1));
    count.wait("the cut", |reader| {
        reader["connected"] == false && !reader["problem"].is_null()
    });
    emulator.put(&tags);
    cable.plug(End::Holds);
    let reader = count.wait_for_tags(40);
    assert_eq!(reader["pieces"], 40, "nothing counted twice");
    count.wait("the connection", |reader| {
        reader["connected"] == true && reader["problem"].is_null()
    });
    assert_eq!(count.figure("found", "count"), 40);
    assert_eq!(readings(&premises), 40);
    // Cancelled: the reader ends by itself, and lets go of the emulator.
    let cancelled = count.act("cancel", &json!({ "reason": "essai" }));
    assert_eq!(cancelled.status, StatusCode::OK, "{cancelled:?}");
    count.wait("the reader's end", Value::is_null);
    let refused = count.act("reader", &json!({ "device_id": READER }));
    assert_eq!(refused.code(), "stocktake.not_counting");
}

#[test]
fn one_reader_counts_one_thing() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    enter(&premises, &shop.window, 1..3);
    let folder = tempfile::tempdir().expect("a folder");
    let emulator = RfidReader::start(folder.path(), 0, 100, &[tag(1)]);
    put_reader(&shop, READER, &emulator.address(), None);
    let twin = Uuid::now_v7();
    put_reader(&shop, twin, &emulator.address(), None);
    let (count, other) = (
        shop.start("place", Some(&shop.window)),
        shop.start("place", Some(&shop.safe)),
    );
    count.begin_reading();
    count.wait_for_tags(1);
    // Asked for twice it goes on; for another count, or beside another reader, it is refused.
    count.begin_reading();
    let trouble = |reply: tests::premises::Reply, problem: &str| {
        assert_eq!(reply.code(), "reader.trouble", "{reply:?}");
        assert_eq!(reply.body["params"]["problem"], problem);
    };
    let reader = json!({ "device_id": READER });
    trouble(other.act("reader", &reader), "reader_counting");
    trouble(
        count.act("reader", &json!({ "device_id": twin })),
        "reader_counting",
    );
    trouble(
        shop.owner.get(&format!("/devices/{READER}/tags")),
        "reader_counting",
    );
    // The reader itself says that somebody has it.
    trouble(
        shop.owner.get(&format!("/devices/{twin}/tags")),
        "reader_taken",
    );
    let nobody = count.act("reader", &json!({ "device_id": Uuid::now_v7() }));
    assert_eq!(nobody.code(), "device.unknown");
    let nowhere = other.act(
        "reader",
        &json!({ "device_id": twin, "place_id": Uuid::now_v7() }),
    );
    assert_eq!(nowhere.code(), "stocktake.place_unknown");
    // Taken back, a reading is not given again by the same reader.
    let lines = count
        .desk
        .get(&format!("{}/lines?status=found", count.path));
    let piece = lines.body["lines"][0]["piece_id"].clone();
    let back = count.act("readings/take-back", &json!({ "piece_id": piece }));
    assert_eq!(back.status, StatusCode::NO_CONTENT, "{back:?}");
    emulator.put(&[tag(1), tag(2)]);
    count.wait_for_tags(2);
    assert_eq!(count.figure("found", "count"), 1);
    count.end_reading();
}

#[test]
fn a_reader_stops_when_its_person_leaves_or_is_locked() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    enter(&premises, &shop.window, 1..4);
    let folder = tempfile::tempdir().expect("a folder");
    let emulator = RfidReader::start(folder.path(), 0, 100, &[tag(1)]);
    put_reader(&shop, READER, &emulator.address(), None);
    let watched = shop.start("place", Some(&shop.window));
    let till = shop.owner.get("/session").body["till"]["id"].clone();
    let manager = shop.owner.hire("Marc", "manager");
    let mut desk = premises.desk();
    let sign_in = |desk: &mut tests::premises::Desk<'_>| {
        let body = json!({ "user_id": manager, "pin": STAFF_PIN, "till_id": till });
        let signed = desk.post("/session", &body);
        assert_eq!(signed.status, StatusCode::CREATED, "{signed:?}");
        desk.keep_cookie(&signed);
    };
    for (round, leave) in ["lock", "sign_out"].into_iter().enumerate() {
        sign_in(&mut desk);
        let count = Count {
            desk: &desk,
            path: watched.path.clone(),
        };
        count.begin_reading();
        // The one who looks on sees it work, and who begins it stays: it goes on.
        watched.wait_for_tags(1);
        let left = match leave {
            "lock" => desk.post("/session/lock", &json!({})),
            _ => desk.delete("/session"),
        };
        assert_eq!(left.status, StatusCode::NO_CONTENT, "{leave}: {left:?}");
        watched.wait(&format!("its end after {leave}"), Value::is_null);
        // What comes into the field from now on is nobody's reading; what was read stays read.
        let next = u32::try_from(round).expect("small") + 2;
        emulator.put(&[tag(1), tag(next)]);
        assert_eq!(watched.figure("found", "count"), 1, "{leave}");
        assert_eq!(readings(&premises), 1, "{leave}");
        emulator.put(&[tag(1)]);
    }
    // Somebody who is there begins it again.
    emulator.put(&[tag(1), tag(2), tag(3)]);
    watched.begin_reading();
    watched.wait_for_tags(3);
    assert_eq!(watched.figure("found", "count"), 3);
    watched.end_reading();
}
