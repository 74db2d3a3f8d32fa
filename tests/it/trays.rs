//! Trays through the one door: carried and back, counted in the morning and in the evening, put right;
//! the sheet; what is refused, and why.

use std::io::Write as _;
use std::process::{Command, Stdio};

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use tests::premises::{Desk, OWNER_PIN, Premises, Reply};
use uuid::Uuid;

use crate::stocktake::fixture::Shop;

/// A shop with two trays: three rings in one, one in the other.
struct Trays<'a> {
    premises: &'a Premises,
    shop: Shop<'a>,
    one: String,
    other: String,
    rings: Vec<String>,
}

impl<'a> Trays<'a> {
    fn new(premises: &'a Premises) -> Self {
        let shop = Shop::new(premises);
        let tray = |code: &str| {
            let id = Uuid::now_v7().to_string();
            let body = json!({ "id": id, "code": code, "name": format!("Plateau {code}"),
                "kind": "tray", "active": true });
            let made = shop.owner.post("/stock/places", &body);
            assert!(made.status.is_success(), "{made:?}");
            id
        };
        let (one, other) = (tray("A"), tray("B"));
        let mut rings: Vec<String> = ["J1", "J2", "J3"]
            .iter()
            .map(|number| shop.enter(number, &one))
            .collect();
        rings.push(shop.enter("J4", &other));
        Self {
            premises,
            shop,
            one,
            other,
            rings,
        }
    }

    fn desk(&self) -> &Desk<'a> {
        &self.shop.owner
    }

    fn carry(&self, trays: &[&str], place: &str) -> (String, Reply) {
        let id = Uuid::now_v7().to_string();
        let body = json!({ "id": id, "tray_ids": trays, "place_id": place });
        (id, self.desk().post("/tray-moves", &body))
    }

    /// Where a tray stands.
    fn stands(&self, tray: &str) -> Value {
        self.desk().get(&format!("/trays/{tray}")).body["place"].clone()
    }

    fn as_of(&self, tray: &str) -> i64 {
        let seen = self.desk().get(&format!("/trays/{tray}"));
        seen.body["as_of"].as_i64().expect("a moment")
    }

    fn scan(&self, as_of: i64, codes: &[&str], note: &str) -> Reply {
        let body = json!({ "id": Uuid::now_v7(), "occasion": "opening", "method": "scan",
            "codes": codes, "as_of": as_of, "note": note });
        self.desk()
            .post(&format!("/trays/{}/counts", self.one), &body)
    }

    fn number(&self, occasion: &str, counted: i64, missing: &[&str], note: &str) -> Reply {
        let body = json!({ "id": Uuid::now_v7(), "occasion": occasion, "method": "number",
            "counted": counted, "missing_ids": missing, "as_of": 0, "note": note });
        self.desk()
            .post(&format!("/trays/{}/counts", self.one), &body)
    }

    fn correct(&self, of: &str, counted: i64, reason: &str) -> Reply {
        let body = json!({ "id": Uuid::now_v7(), "counted": counted, "reason": reason });
        self.desk()
            .post(&format!("/tray-counts/{of}/correct"), &body)
    }

    fn cancel(&self, of: &str, reason: &str) -> Reply {
        let body = json!({ "reason": reason });
        self.desk()
            .post(&format!("/tray-counts/{of}/cancel"), &body)
    }

    fn count(&self, of: &str) -> Value {
        self.desk().get(&format!("/tray-counts/{of}")).body
    }

    fn state(&self, of: &str) -> Value {
        self.count(of)["state"].clone()
    }

    /// How far off the tray's last count was.
    fn last(&self) -> Value {
        self.desk().get(&format!("/trays/{}", self.one)).body["difference"].clone()
    }

    /// The next day, signed in anew.
    fn tomorrow(&mut self) {
        self.premises.pass(TimeDelta::days(1));
        let mut desk = self.premises.desk();
        let people = desk.get("/session/users");
        let owner = people.body[0]["id"].as_str().and_then(|id| id.parse().ok());
        desk.sign_in(owner.expect("the owner"), OWNER_PIN);
        self.shop.owner = desk;
    }

    fn due(&self, occasion: &str) -> Value {
        let path = format!("/tray-reminder?occasion={occasion}");
        self.desk().get(&path).body["trays"].clone()
    }
}

/// Expected, counted, missing, unexpected.
fn figures(count: &Reply) -> [i64; 4] {
    assert_eq!(count.status, StatusCode::CREATED, "{count:?}");
    ["expected", "counted", "missing", "unexpected"]
        .map(|name| count.body[name].as_i64().expect("a figure"))
}

/// `status: code` of every line.
fn told(count: &Reply) -> Vec<String> {
    let lines = count.body["lines"].as_array().expect("lines");
    let told = lines.iter().map(|line| {
        let word = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        format!("{}: {}", word("status"), word("code"))
    });
    told.collect()
}

#[test]
fn trays_go_to_the_window_together_and_back_in_one_act() {
    let premises = Premises::empty();
    let trays = Trays::new(&premises);
    let both = [trays.one.as_str(), trays.other.as_str()];
    assert_eq!(trays.stands(&trays.one), Value::Null);
    let (morning, carried) = trays.carry(&both, &trays.shop.safe);
    assert_eq!(
        (carried.status, &carried.body["trays"]),
        (StatusCode::CREATED, &json!(2))
    );
    premises.pass(TimeDelta::minutes(1));
    let (out, _) = trays.carry(&both, &trays.shop.window);
    assert_eq!(trays.stands(&trays.one), json!("Vitrine"));
    // A piece is in its tray wherever that stands: its own history has no entry of it.
    let path = format!("/stock/pieces/{}/movements", trays.rings[0]);
    assert_eq!(
        trays.desk().get(&path).body.as_array().map(Vec::len),
        Some(1)
    );

    let (_, refused) = trays.carry(&both, &trays.shop.window);
    assert_eq!(refused.code(), "tray.already_there");
    // What was carried on since is not taken back: neither is what it was carried from.
    let refused = trays
        .desk()
        .post(&format!("/tray-moves/{morning}/undo"), &json!({}));
    assert_eq!(refused.code(), "tray.carried_on");
    assert_eq!(refused.body["params"]["tray"], json!("Plateau A"));

    let undo = format!("/tray-moves/{out}/undo");
    let undone = trays.desk().post(&undo, &json!({}));
    assert_eq!(
        (undone.status, &undone.body["trays"]),
        (StatusCode::OK, &json!(2))
    );
    assert_eq!(trays.stands(&trays.other), json!("Coffre"));
    assert_eq!(trays.desk().post(&undo, &json!({})).code(), "tray.undone");

    let history = trays
        .desk()
        .get(&format!("/trays/{}/moves", trays.one))
        .body;
    let history = history.as_array().expect("a history");
    let words: Vec<_> = history
        .iter()
        .map(|one| {
            (
                &one["place"],
                &one["pieces"],
                &one["undoing"],
                &one["undone"],
            )
        })
        .collect();
    let (safe, window, three) = (json!("Coffre"), json!("Vitrine"), json!(3));
    let (yes, no) = (json!(true), json!(false));
    assert_eq!(
        words,
        [
            (&safe, &three, &yes, &no),
            (&window, &three, &no, &yes),
            (&safe, &three, &no, &no)
        ]
    );
}

#[test]
fn what_cannot_be_carried_stays() {
    let premises = Premises::empty();
    let trays = Trays::new(&premises);
    let window = trays.shop.window.clone();
    let check = |tray_ids: Value, place: &str, code: &str| {
        let body = json!({ "id": Uuid::now_v7(), "tray_ids": tray_ids, "place_id": place });
        assert_eq!(trays.desk().post("/tray-moves", &body).code(), code);
        assert_eq!(trays.stands(&trays.one), Value::Null, "{code}");
    };
    check(json!([]), &window, "tray.none");
    check(
        json!(vec![trays.one.clone(); 501]),
        &window,
        "tray.too_many",
    );
    check(json!([trays.one, Uuid::now_v7()]), &window, "tray.unknown");
    check(json!([window]), &window, "tray.unknown");
    check(json!([trays.one]), &trays.other, "tray.into_tray");
    check(
        json!([trays.one]),
        &Uuid::now_v7().to_string(),
        "tray.place_unknown",
    );
    let nobody = format!("/tray-moves/{}/undo", Uuid::now_v7());
    assert_eq!(
        trays.desk().post(&nobody, &json!({})).code(),
        "tray.move_unknown"
    );
    let (id, _) = trays.carry(&[&trays.one], &window);
    let again = json!({ "id": id, "tray_ids": [trays.other], "place_id": window });
    assert_eq!(
        trays.desk().post("/tray-moves", &again).code(),
        "stock.id_taken"
    );
}

#[test]
fn a_tray_is_counted_by_scan_while_the_shop_goes_on() {
    let premises = Premises::empty();
    let trays = Trays::new(&premises);
    trays.shop.open_till();
    assert_eq!(trays.due("opening"), json!(["Plateau A", "Plateau B"]));

    let as_of = trays.as_of(&trays.one);
    let refused = trays.scan(as_of, &["J1", "j1", "J2", "J4", "9999"], " ");
    assert_eq!(refused.code(), "tray.no_reason");
    let count = trays.scan(as_of, &["J1", "j1", "J2", "J4", "9999"], "J3 à l’atelier");
    assert_eq!(figures(&count), [3, 4, 1, 2]);
    assert_eq!(
        told(&count),
        [
            "missing: J3",
            "unexpected: J4",
            "unexpected: 9999",
            "found: J1",
            "found: J2"
        ]
    );
    assert_eq!(count.body["state"], json!("stands"));
    assert_eq!(trays.due("opening"), json!(["Plateau B"]));
    assert_eq!(trays.due("closing"), json!(["Plateau A", "Plateau B"]));

    // Nothing of it moved anything.
    let piece = trays
        .desk()
        .get(&format!("/stock/pieces/{}", trays.rings[2]))
        .body;
    assert_eq!(piece["place_id"], json!(trays.one));

    // J1 is sold after it was read, J2 stands in a cart, J4 is put into the tray: none is a difference.
    let as_of = trays.as_of(&trays.one);
    trays.shop.sell("J1");
    trays.shop.cart("J2");
    let path = format!("/stock/pieces/{}/move", trays.rings[3]);
    let moved = trays.desk().post(&path, &json!({ "place_id": trays.one }));
    assert!(moved.status.is_success(), "{moved:?}");
    let count = trays.scan(as_of, &["J1", "J3"], "");
    assert_eq!(figures(&count), [1, 1, 0, 0]);
    assert_eq!(
        told(&count),
        ["reserved: J2", "arrived: J4", "left: J1", "found: J3"]
    );
}

#[test]
fn a_count_by_number_is_corrected_cancelled_and_stands_again() {
    let premises = Premises::empty();
    let mut trays = Trays::new(&premises);
    let ring = trays.rings[1].clone();
    let ring = ring.as_str();
    let check = |counted: i64, missing: &[&str], note: &str, code: &str| {
        assert_eq!(trays.number("closing", counted, missing, note).code(), code);
    };
    check(2, &[], "", "tray.no_reason");
    check(-1, &[], "non", "tray.number");
    check(100_001, &[], "non", "tray.number");
    check(3, &[&trays.rings[3]], "non", "tray.not_in_tray");
    assert_eq!(trays.number("noon", 3, &[], "").code(), "tray.how");
    let nowhere = format!("/trays/{}/counts", trays.shop.window);
    let body = json!({ "id": Uuid::now_v7(), "occasion": "other", "method": "number",
        "counted": 3, "as_of": 0 });
    assert_eq!(trays.desk().post(&nowhere, &body).code(), "tray.unknown");
    let both = json!({ "id": Uuid::now_v7(), "occasion": "other", "method": "scan",
        "counted": 3, "as_of": 0 });
    let path = format!("/trays/{}/counts", trays.one);
    assert_eq!(trays.desk().post(&path, &both).code(), "tray.how");
    let code = trays.scan(0, &["  "], "non");
    assert_eq!(code.code(), "tray.code");
    assert_eq!(trays.desk().get("/tray-counts").body, json!([]));

    let first = trays.number("closing", 2, &[ring], "J2 en réparation");
    assert_eq!(figures(&first), [3, 2, 1, 0]);
    assert_eq!(told(&first), ["missing: J2"]);
    let id = |count: &Reply| count.body["id"].as_str().expect("an id").to_owned();
    let first = id(&first);
    // A later day: what was expected then stays, and so does the day it counts for.
    trays.tomorrow();
    trays.shop.enter("J5", &trays.one);
    assert_eq!(trays.correct(&first, 3, " ").code(), "tray.no_reason");
    assert_eq!(trays.correct(&first, -3, "non").code(), "tray.number");
    let better = trays.correct(&first, 3, "elle était dessous");
    assert_eq!(figures(&better), [3, 3, 0, 0]);
    let better = id(&better);
    assert_eq!(
        trays.count(&better)["counted_on"],
        trays.count(&first)["counted_on"]
    );

    // Every state and what is done to it.
    assert_eq!(
        (trays.state(&first), trays.state(&better)),
        (json!("corrected"), json!("stands"))
    );
    assert_eq!(trays.last(), json!(0));
    for refused in [
        trays.correct(&first, 3, "encore"),
        trays.cancel(&first, "encore"),
    ] {
        assert_eq!(refused.code(), "tray.count_stands_no_more");
    }
    assert_eq!(trays.cancel(&better, "").code(), "tray.no_reason");
    assert_eq!(
        trays.cancel(&better, "ce n’était pas elle").status,
        StatusCode::OK
    );
    assert_eq!(
        (trays.state(&first), trays.state(&better)),
        (json!("stands"), json!("cancelled"))
    );
    assert_eq!(trays.last(), json!(-1));
    for refused in [
        trays.correct(&better, 3, "encore"),
        trays.cancel(&better, "encore"),
    ] {
        assert_eq!(refused.code(), "tray.count_stands_no_more");
    }
    assert_eq!(
        trays.cancel(&first, "mauvais plateau").status,
        StatusCode::OK
    );
    assert_eq!(trays.last(), Value::Null);
    let nobody = Uuid::now_v7().to_string();
    assert_eq!(
        trays.correct(&nobody, 3, "non").code(),
        "tray.count_unknown"
    );
    assert_eq!(trays.cancel(&nobody, "non").code(), "tray.count_unknown");
    let listed = trays.desk().get("/tray-counts").body;
    assert_eq!(listed.as_array().map(Vec::len), Some(2));
}

#[test]
fn the_reminder_is_of_its_day() {
    let premises = Premises::empty();
    let mut trays = Trays::new(&premises);
    assert!(trays.number("opening", 3, &[], "").status.is_success());
    assert_eq!(trays.due("opening"), json!(["Plateau B"]));
    trays.tomorrow();
    assert_eq!(trays.due("opening"), json!(["Plateau A", "Plateau B"]));
    let refused = trays.desk().get("/tray-reminder?occasion=noon");
    assert_eq!(refused.code(), "request.query");
}

fn text(pdf: &[u8]) -> String {
    let mut program = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext");
    let mut stdin = program.stdin.take().expect("its input");
    stdin.write_all(pdf).expect("the file");
    drop(stdin);
    let output = program.wait_with_output().expect("its output");
    String::from_utf8(output.stdout)
        .expect("text")
        .replace('\u{a0}', " ")
}

#[test]
fn the_sheet_has_every_piece_and_prices_only_where_they_are_wanted() {
    let premises = Premises::empty();
    let trays = Trays::new(&premises);
    for number in 10..40 {
        trays.shop.enter(&format!("K{number}"), &trays.one);
    }
    trays.carry(&[&trays.one], &trays.shop.safe);
    let path = format!("/trays/{}/sheet", trays.one);
    let whole = text(&trays.desk().bytes(&path));
    for number in ["J1", "J3", "K10", "K39"] {
        assert!(whole.contains(number), "{number}: {whole}");
    }
    assert!(
        whole.contains("33 pièces") && whole.contains("Coffre"),
        "{whole}"
    );
    assert!(whole.contains("1 000,00 €"), "{whole}");
    assert!(whole.contains("2 / 2"), "several pages: {whole}");
    let bare = text(
        &trays
            .desk()
            .bytes(&format!("{path}?prices=false&language=en")),
    );
    assert!(bare.contains("33 pieces") && !bare.contains('€'), "{bare}");
    let refused = trays.desk().get(&format!("{path}?language=de"));
    assert_eq!(refused.code(), "request.query");
    let refused = trays
        .desk()
        .get(&format!("/trays/{}/sheet", trays.shop.safe));
    assert_eq!(refused.code(), "tray.unknown");
}
