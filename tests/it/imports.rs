//! A stock file through the router: in, checked, entered beside a till that sells, and out again.

mod pictures;

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply, STAFF_PIN};
use uuid::Uuid;

const HEAD: &str = "Numéro;Désignation;Famille;Métal;Titre ‰;Prix de vente;Quantité";

/// A file of so many wedding rings and, last, twelve charms of one number.
fn file(rings: usize) -> Vec<u8> {
    use std::fmt::Write as _;
    let mut text = HEAD.to_owned();
    for n in 0..rings {
        let _ = write!(text, "\nN{n:05};Alliance {n};Alliance;Or;750;{};", n + 100);
    }
    text.push_str("\nC1;Charm étoile;Pendentif;;;29,00;12");
    text.into_bytes()
}

fn started(desk: &Desk<'_>, name: &str, bytes: Vec<u8>) -> String {
    let started = desk.upload("POST", "/imports", name, bytes);
    assert_eq!(started.status, StatusCode::CREATED, "{started:?}");
    format!("/imports/{}", started.body["id"].as_str().expect("an id"))
}

fn act(desk: &Desk<'_>, import: &str, what: &str) -> Reply {
    desk.post(&format!("{import}/{what}"), &json!({}))
}

/// Asks until the background has done with it, as the screen does.
fn settled(desk: &Desk<'_>, import: &str) -> Value {
    let patience = Instant::now() + Duration::from_secs(200);
    loop {
        let now = desk.get(import).body;
        if now["at_work"] == false {
            return now;
        }
        assert!(Instant::now() < patience, "{now}");
    }
}

fn entered(desk: &Desk<'_>, rings: usize) -> String {
    let import = started(desk, "stock.csv", file(rings));
    let begun = act(desk, &import, "commit");
    assert_eq!(begun.status, StatusCode::OK, "{begun:?}");
    let done = settled(desk, &import);
    assert_eq!(done["state"], "committed", "{done}");
    import
}

fn stock_count(desk: &Desk<'_>, state: &str) -> Value {
    desk.get(&format!("/stock/pieces?limit=1&state={state}"))
        .body["total"]
        .clone()
}

fn open_day(desk: &Desk<'_>) {
    let day = json!({ "id": Uuid::now_v7(), "float": [] });
    let opened = desk.post("/till/open", &day);
    assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
}

fn cart_with(desk: &Desk<'_>, code: &str) -> (String, Reply) {
    let cart = desk.post("/carts", &json!({ "id": Uuid::now_v7() }));
    let cart = format!("/carts/{}", cart.body["id"].as_str().expect("an id"));
    let line = json!({ "id": Uuid::now_v7(), "code": code });
    let scanned = desk.post(&format!("{cart}/lines"), &line);
    (cart, scanned)
}

/// Sells what has this code, and says on which ticket.
fn sell(desk: &Desk<'_>, code: &str) -> String {
    let (cart, scanned) = cart_with(desk, code);
    assert_eq!(scanned.status, StatusCode::OK, "{scanned:?}");
    let payment = json!({ "id": Uuid::now_v7(), "tender": "card", "reference": "A1",
        "amount_minor": scanned.body["total_minor"] });
    let paid = desk.post(&format!("{cart}/payments"), &payment);
    assert_eq!(paid.status, StatusCode::OK, "{paid:?}");
    let sale = desk.post(&format!("{cart}/complete"), &json!({}));
    assert_eq!(sale.status, StatusCode::CREATED, "{sale:?}");
    sale.body["number"].as_str().expect("a number").to_owned()
}

#[test]
fn a_file_is_matched_checked_entered_and_taken_back() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let bytes = include_bytes!("../fixtures/stock/bijouterie.csv").to_vec();
    let import = started(&owner, "bijouterie.csv", bytes);
    // It says what every piece cost: among the photos and certificates it is not to be had.
    let store = premises.state.store().expect("a store");
    let file: Uuid = tests::raw(&store)
        .query_row("SELECT file_id FROM import", [], |row| row.get(0))
        .expect("a file");
    assert_eq!(owner.get(&format!("/files/{file}")).code(), "file.unknown");
    let draft = owner.get(&import);
    assert_eq!(draft.body["encoding"], "windows-1252");
    assert_eq!(
        (&draft.body["separator"], &draft.body["state"]),
        (&json!(";"), &json!("draft"))
    );
    let columns = draft.body["columns"].as_array().expect("columns");
    assert!(columns.iter().any(|column| {
        column["field"] == "number"
            && column["samples"][0]
                .as_str()
                .is_some_and(|sample| !sample.is_empty())
    }));

    // A mapping that says too little is told so, by the check and by the commit.
    let mut mapping = draft.body["mapping"].clone();
    mapping["version"] = draft.body["version"].clone();
    let without: Vec<Value> = mapping["columns"]
        .as_array()
        .expect("columns")
        .iter()
        .map(|field| {
            if field == "family" {
                Value::Null
            } else {
                field.clone()
            }
        })
        .collect();
    let mut poor = mapping.clone();
    poor["columns"] = json!(without);
    let changed = owner.put(&format!("{import}/mapping"), &poor);
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    let run = act(&owner, &import, "check");
    assert_eq!(
        run.body["problems"][0]["code"], "import.column_missing",
        "{run:?}"
    );
    assert_eq!(
        act(&owner, &import, "commit").code(),
        "import.mapping_incomplete"
    );
    // Over an old version nothing is changed; over the new one it is mended.
    let stale = owner.put(&format!("{import}/mapping"), &mapping);
    assert_eq!(stale.code(), "request.stale");
    mapping["version"] = changed.body["version"].clone();
    let mut strange = mapping.clone();
    strange["kind"] = json!("voiture");
    let refused = owner.put(&format!("{import}/mapping"), &strange);
    assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{refused:?}");
    let mended = owner.put(&format!("{import}/mapping"), &mapping);
    assert_eq!(mended.status, StatusCode::OK, "{mended:?}");
    // Another separator makes another table, and back.
    let mut other = mapping.clone();
    other["version"] = mended.body["version"].clone();
    other["separator"] = json!("|");
    let cut = owner.put(&format!("{import}/mapping"), &other);
    assert_eq!(
        cut.body["columns"].as_array().map(Vec::len),
        Some(1),
        "{cut:?}"
    );
    other["version"] = cut.body["version"].clone();
    other["separator"] = json!(";");
    let whole = owner.put(&format!("{import}/mapping"), &other);
    assert_eq!(
        whole.body["mapping"]["columns"], mapping["columns"],
        "{whole:?}"
    );

    let run = act(&owner, &import, "check");
    assert_eq!(
        (&run.body["good"], &run.body["bad"]),
        (&json!(40), &json!(0)),
        "{run:?}"
    );
    assert!(
        run.body["new_suppliers"]
            .as_array()
            .is_some_and(|names| !names.is_empty())
    );
    assert_eq!(
        stock_count(&owner, "available"),
        0,
        "a dry run changes nothing"
    );

    let key = Uuid::now_v7().to_string();
    let path = format!("{import}/commit");
    let begun = owner.call("POST", &path, Some(&json!({})), &key);
    assert_eq!(begun.status, StatusCode::OK, "{begun:?}");
    let done = settled(&owner, &import);
    assert_eq!(
        (&done["state"], &done["piece_count"], &done["done_count"]),
        (&json!("committed"), &json!(40), &json!(40))
    );
    let again = owner.call("POST", &path, Some(&json!({})), &key);
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(act(&owner, &import, "cancel").code(), "import.state");
    assert_eq!(stock_count(&owner, "available"), 40);

    let undone = act(&owner, &import, "undo");
    assert_eq!(undone.status, StatusCode::OK, "{undone:?}");
    let end = settled(&owner, &import);
    assert_eq!(
        (&end["state"], &end["back_count"]),
        (&json!("undone"), &json!(40))
    );
    assert_eq!(stock_count(&owner, "available"), 0);
    assert_eq!(act(&owner, &import, "undo").code(), "import.state");
    assert_eq!(act(&owner, &import, "commit").code(), "import.state");
    let list = owner.get("/imports");
    assert_eq!(list.body[0]["state"], "undone");
    let nothing = act(&owner, &format!("/imports/{}", Uuid::now_v7()), "undo");
    assert_eq!(nothing.code(), "import.unknown");
}

#[test]
fn what_is_no_stock_file_is_refused_with_its_reason() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    for (bytes, code) in [
        (b"\xFF\xD8\xFF\xE0".to_vec(), "import.not_a_table"),
        (b"%PDF-1.7".to_vec(), "import.not_a_table"),
        (b"PK\x03\x04 no workbook".to_vec(), "import.not_a_workbook"),
        (Vec::new(), "import.empty"),
        ("a;".repeat(300).into_bytes(), "import.too_many"),
    ] {
        let refused = owner.upload("POST", "/imports", "stock.csv", bytes);
        assert_eq!(refused.code(), code, "{refused:?}");
    }
    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    let refused = desk.upload("POST", "/imports", "stock.csv", file(1));
    assert_eq!(refused.code(), "right.missing");
}

#[test]
fn what_was_sold_or_stands_in_a_cart_holds_its_import_and_is_named() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    open_day(&owner);
    let import = entered(&owner, 3);
    let (cart, scanned) = cart_with(&owner, "N00001");
    assert_eq!(scanned.status, StatusCode::OK, "{scanned:?}");
    let held = act(&owner, &import, "undo");
    assert_eq!(held.code(), "import.reserved", "{held:?}");
    assert_eq!(held.body["params"]["which"][0]["number"], "N00001");
    let line = scanned.body["lines"][0]["id"].as_str().expect("a line");
    let left = owner.delete(&format!("{cart}/lines/{line}"));
    assert!(left.status.is_success(), "{left:?}");

    let ticket = sell(&owner, "N00001");
    let article_ticket = sell(&owner, "C1");
    let held = act(&owner, &import, "undo");
    assert_eq!(held.code(), "import.sold", "{held:?}");
    assert_eq!(
        held.body["params"]["which"],
        json!([{ "number": "N00001", "by": ticket }, { "number": "C1", "by": article_ticket }])
    );
    assert_eq!(held.body["params"]["count"], 2);
    assert_eq!(
        owner.get(&import).body["state"],
        "committed",
        "nothing was begun"
    );
    assert_eq!(stock_count(&owner, "available"), 2);
}

#[test]
fn a_till_sells_while_a_long_file_comes_in() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    open_day(&owner);
    let first = entered(&owner, 40);
    assert_eq!(owner.get(&first).body["article_count"], 1);
    let text = String::from_utf8(file(12_000)).expect("UTF-8");
    let text = text.replace("\nN", "\nM").replace("\nC1;", "\nC2;");
    let import = started(&owner, "long.csv", text.into_bytes());
    assert_eq!(act(&owner, &import, "commit").status, StatusCode::OK);
    let mut progress = Vec::new();
    let mut longest = Duration::ZERO;
    for piece in 0..40 {
        let now = owner.get(&import).body;
        if now["at_work"] == false {
            break;
        }
        progress.push(now["done_count"].as_i64().expect("a count"));
        let asked = Instant::now();
        sell(&owner, &format!("N{piece:05}"));
        longest = longest.max(asked.elapsed());
    }
    // Four writes, each behind at most one step of the import. How long that is, the machine says;
    // that it is not the whole import, this does.
    assert!(
        progress.len() >= 2,
        "the import was over before a sale: {progress:?}"
    );
    assert!(
        progress.is_sorted() && progress.last() > progress.first(),
        "{progress:?}"
    );
    let done = settled(&owner, &import);
    assert_eq!(done["state"], "committed", "{done}");
    assert_eq!(done["piece_count"], 12_000);
    println!(
        "{} sales beside the import, the longest {longest:?}",
        progress.len()
    );
}

/// What comes too late, because the import was at its end before: the order that a busy machine may
/// bring about, forced here.
#[test]
fn what_comes_behind_the_end_of_an_import_is_told_so() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let import = entered(&owner, 3);
    let late = act(&owner, &import, "cancel");
    assert_eq!(late.code(), "import.state", "{late:?}");
    let whole = owner.get(&import).body;
    assert_eq!(
        (&whole["state"], &whole["piece_count"]),
        (&json!("committed"), &json!(3))
    );
    // Nothing is running any more: it is taken back, as a whole.
    assert_eq!(act(&owner, &import, "undo").status, StatusCode::OK);
    assert_eq!(settled(&owner, &import)["state"], "undone");
}

/// A piece whose entering takes long: the writer is at it while a test asks for something else.
struct Slow<'a>(&'a Premises);

impl<'a> Slow<'a> {
    fn put(premises: &'a Premises, number: &str) -> Self {
        let store = premises.state.store().expect("a store");
        let trigger = format!(
            "CREATE TRIGGER slow BEFORE INSERT ON piece WHEN new.number >= '{number}'
             BEGIN SELECT raise(IGNORE) WHERE (WITH RECURSIVE long (n) AS
                 (SELECT 1 UNION ALL SELECT n + 1 FROM long LIMIT 20000)
                 SELECT count(*) FROM long) = 0; END"
        );
        tests::raw(&store).execute_batch(&trigger).expect("SQL");
        Self(premises)
    }

    fn take_away(self) {
        let store = self.0.state.store().expect("a store");
        let gone = tests::raw(&store).execute_batch("DROP TRIGGER slow");
        gone.expect("SQL");
    }
}

#[test]
fn a_stopped_and_a_cut_off_import_go_on_or_go_back() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    open_day(&owner);
    let import = started(&owner, "long.csv", file(6_000));
    // However late the next requests come on a busy machine, it is not at its end before them: from its
    // second step on every row takes its time.
    let slow = Slow::put(&premises, "N00600");
    assert_eq!(act(&owner, &import, "commit").status, StatusCode::OK);
    assert_eq!(
        act(&owner, &import, "undo").code(),
        "import.state",
        "not while it runs"
    );
    assert_eq!(act(&owner, &import, "cancel").status, StatusCode::OK);
    let stopped = settled(&owner, &import);
    assert_eq!(stopped["state"], "cancelled", "{stopped}");
    let done = stopped["done_count"].as_i64().expect("a count");
    assert!(done < 6_001, "{stopped}");
    slow.take_away();

    // A killed process leaves `running` behind, with nobody at work.
    let store = premises.state.store().expect("a store");
    let leave = |state: &str| {
        tests::raw(&store)
            .execute("UPDATE import SET state = ?1", [state])
            .expect("SQL");
    };
    leave("running");
    let cut = owner.get(&import).body;
    assert_eq!(
        (&cut["state"], &cut["at_work"]),
        (&json!("running"), &json!(false))
    );
    assert_eq!(act(&owner, &import, "commit").status, StatusCode::OK);
    let whole = settled(&owner, &import);
    assert_eq!(
        (&whole["state"], &whole["piece_count"]),
        (&json!("committed"), &json!(6_000))
    );

    // While it goes out nothing of it is sold, cut off or not.
    leave("undoing");
    let (_, refused) = cart_with(&owner, "N05999");
    assert_eq!(refused.code(), "cart.withdrawn", "{refused:?}");
    let (_, refused) = cart_with(&owner, "C1");
    assert_eq!(refused.status, StatusCode::CONFLICT, "{refused:?}");
    assert_eq!(act(&owner, &import, "commit").code(), "import.state");
    assert_eq!(act(&owner, &import, "undo").status, StatusCode::OK);
    let back = settled(&owner, &import);
    assert_eq!(
        (&back["state"], &back["back_count"]),
        (&json!("undone"), &json!(6_001))
    );
    assert_eq!(stock_count(&owner, "available"), 0);
    let (_, gone) = cart_with(&owner, "N05999");
    assert_eq!(gone.code(), "cart.unknown_code");
}

#[test]
fn another_programs_export_is_known_and_its_figures_are_told() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let bytes = include_bytes!("../fixtures/stock/shopify.csv").to_vec();
    let import = started(&owner, "products_export.csv", bytes);
    let draft = owner.get(&import).body;
    assert_eq!(draft["program"], "Shopify", "{draft}");
    assert_eq!(
        (&draft["left_out"], &draft["row_count"]),
        (&json!(2), &json!(5))
    );
    let checked = act(&owner, &import, "check").body;
    let (brings, before) = (&checked["brings"], &checked["before"]);
    assert_eq!(
        (&brings["pieces"], &brings["units"]),
        (&json!(3), &json!(12))
    );
    assert_eq!(
        (&brings["price_minor"], &brings["cost_minor"]),
        (&json!(470_880), &json!(177_800))
    );
    assert_eq!(before["pieces"], 0);
    act(&owner, &import, "commit");
    settled(&owner, &import);
    let report = owner.get(&format!("{import}/figures")).body;
    assert_eq!(&report["brought"], brings, "{report}");
    assert_eq!(report["stock"]["pieces"], 3);
    assert_eq!(act(&owner, &import, "undo").status, StatusCode::OK);
    settled(&owner, &import);
    let report = owner.get(&format!("{import}/figures")).body;
    assert_eq!(
        (&report["brought"]["pieces"], &report["stock"]["units"]),
        (&json!(0), &json!(0))
    );
}

#[test]
fn a_mapping_is_kept_found_again_and_forgotten() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let text = "Art.;Ce que c’est;Groupe;Euros\nJ1;Bague;Bague;100\n";
    let import = started(&owner, "a.csv", text.as_bytes().to_vec());
    let mut mapping = owner.get(&import).body["mapping"].clone();
    mapping["columns"] = json!(["number", "title", "family", "price"]);
    mapping["version"] = json!(1);
    let matched = owner.put(&format!("{import}/mapping"), &mapping);
    assert_eq!(matched.status, StatusCode::OK, "{matched:?}");
    let keep = |version: i64, name: &str, replace: bool| {
        let body = json!({ "version": version, "name": name, "replace": replace });
        owner.post(&format!("{import}/mapping/keep"), &body)
    };
    assert_eq!(keep(1, "Caisse d’avant", false).code(), "request.stale");
    assert_eq!(keep(2, "  ", false).code(), "import.mapping_name");
    let kept = keep(2, "Caisse d’avant", false);
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    assert_eq!(kept.body["mapping"]["name"], "Caisse d’avant");
    assert_eq!(
        keep(3, "Caisse d’avant", false).code(),
        "import.mapping_name_taken"
    );
    assert_eq!(keep(3, "Caisse d’avant", true).status, StatusCode::OK);

    let next = started(&owner, "b.csv", text.as_bytes().to_vec());
    let draft = owner.get(&next).body;
    assert_eq!(draft["mapping"]["columns"], mapping["columns"], "{draft}");
    let list = owner.get("/import-mappings").body;
    let id = list[0]["id"].as_str().expect("an id").to_owned();
    let other = started(&owner, "c.csv", b"Euros;Art.;Autre\n9;J2;x\n".to_vec());
    let use_it = json!({ "version": 1, "mapping_id": id });
    let used = owner.post(&format!("{other}/mapping/use"), &use_it);
    assert_eq!(
        used.body["mapping"]["columns"],
        json!(["price", "number", null]),
        "{used:?}"
    );
    let path = format!("/import-mappings/{id}");
    assert_eq!(owner.delete(&path).status, StatusCode::OK);
    assert_eq!(owner.delete(&path).code(), "import.mapping_unknown");
    assert_eq!(owner.get("/import-mappings").body, json!([]));
}
