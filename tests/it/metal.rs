//! Metal and price through the one door: rates, a formula, a re-pricing and back, the position.

mod draft;
mod matrix;

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply, STAFF_PIN};
use uuid::Uuid;

fn id_of(list: &Reply, code: &str) -> String {
    let rows = list.body.as_array().expect("a list");
    let row = rows.iter().find(|row| row["code"] == code).expect(code);
    row["id"].as_str().expect("an id").to_owned()
}

fn rate(on: &str, price_micro: i64) -> Value {
    json!({
        "id": Uuid::now_v7(), "metal": "gold", "source": "LBMA", "on": on,
        "price_micro": price_micro, "unit": "g",
    })
}

/// A plain band of 10 g of 750, without a price.
fn band(desk: &Desk<'_>, number: &str) -> String {
    let body = json!({
        "id": Uuid::now_v7(),
        "place_id": id_of(&desk.get("/stock/places"), "VITRINE"),
        "family_id": id_of(&desk.get("/stock/families"), "ring"),
        "number": number, "title": "Alliance",
        "metal": "gold", "fineness": 7500, "gross_mg": 10_000, "net_mg": 10_000,
        "cost_minor": 60_000, "vat_regime": "standard",
    });
    let made = desk.post("/stock/pieces", &body);
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    made.body["id"].as_str().expect("an id").to_owned()
}

fn accepted(preview: &Reply) -> Value {
    let lines = preview.body["lines"].as_array().expect("lines");
    let ready = lines.iter().filter(|line| line["standing"] == "ready");
    let lines: Vec<Value> = ready
        .map(|line| {
            json!({
                "piece_id": line["piece_id"], "version": line["version"],
                "price_minor": line["worked"]["price_minor"],
            })
        })
        .collect();
    json!({ "id": Uuid::now_v7(), "lines": lines })
}

#[test]
fn gold_rises_and_the_tags_are_renewed() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let yesterday = "2026-11-21";
    let entered = owner.post("/metal/rates", &rate(yesterday, 100_000_000));
    assert_eq!(entered.status, StatusCode::CREATED, "{entered:?}");
    let again = owner.post("/metal/rates", &rate(yesterday, 101_000_000));
    assert_eq!(again.code(), "metal.rate_taken");
    let far = owner.post("/metal/rates", &rate("2026-11-20", 3_110_000_000));
    assert_eq!(
        far.status,
        StatusCode::CREATED,
        "nothing stands before it to compare with"
    );
    let future = owner.post("/metal/rates", &rate("2999-01-01", 100_000_000));
    assert_eq!(future.code(), "metal.rate_future");

    let ring = id_of(&owner.get("/stock/families"), "ring");
    let mut formula = json!({
        "by_default": true, "loss_bp": 0, "labour_minor": 0, "coefficient_milli": 2000,
        "before_vat": false, "ending": "tens", "nearest": false, "floor_milli": 1500, "version": 0,
    });
    let path = format!("/pricing/formulas/{ring}");
    let saved = owner.put(&path, &formula);
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    assert_eq!(owner.put(&path, &formula).code(), "request.stale");
    formula["coefficient_milli"] = json!(0);
    formula["version"] = json!(1);
    assert_eq!(owner.put(&path, &formula).code(), "pricing.coefficient");

    let piece = band(&owner, "J1");
    let preview = owner.get("/pricing/preview");
    let line = &preview.body["lines"][0];
    // 7.5 fine grams at 100 €, twice.
    assert_eq!(line["worked"]["price_minor"], 150_000, "{preview:?}");
    assert_eq!(line["new_margin_minor"], 65_000);
    let done = owner.post("/pricing/repricings", &accepted(&preview));
    assert_eq!(done.status, StatusCode::CREATED, "{done:?}");
    assert_eq!(done.body["repricing"]["number"], 1);
    let price = || owner.get(&format!("/stock/pieces/{piece}")).body["price_minor"].clone();
    assert_eq!(price(), 150_000);
    let stale = owner.post("/pricing/repricings", &accepted(&preview));
    assert_eq!(stale.code(), "repricing.all_left_out");

    let own = owner.get(&format!("/pricing/pieces/{piece}"));
    assert_eq!(own.body["by_formula"], true, "{own:?}");
    assert_eq!(own.body["floor_minor"], 90_000);
    assert_eq!(own.body["repricings"][0]["new_minor"], 150_000);

    let id = done.body["repricing"]["id"].as_str().expect("an id");
    let whole = owner.get(&format!("/pricing/repricings/{id}"));
    assert_eq!(whole.body["lines"][0]["piece_id"], json!(piece));
    let path = format!("/pricing/repricings/{id}/undo");
    let undone = owner.post(&path, &json!({ "id": Uuid::now_v7() }));
    assert_eq!(undone.status, StatusCode::CREATED, "{undone:?}");
    assert_eq!(price(), Value::Null);
    let twice = owner.post(&path, &json!({ "id": Uuid::now_v7() }));
    assert_eq!(twice.code(), "repricing.already_undone");
}

#[test]
fn a_file_of_fixings_is_shown_and_taken_in() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let text = "date;EUR\n2026-11-19;3 421,95\n2026-11-20;douze\n";
    let upload = |path: &str, text: &str| {
        let path = format!("/metal/rates/{path}?metal=gold&source=LBMA&unit=ozt");
        owner.upload("POST", &path, "fixings.csv", text.as_bytes().to_vec())
    };
    let shown = upload("preview", text);
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    assert_eq!(shown.body["new"][0]["gram_micro"], 110_018_247);
    let problem = &shown.body["problems"][0];
    assert_eq!(
        (&problem["line"], &problem["fault"]),
        (&json!(3), &json!("price"))
    );
    let none = owner.get("/metal/rates?metal=gold");
    assert_eq!(none.body, json!([]));
    assert_eq!(upload("import", text).status, StatusCode::CREATED);
    assert_eq!(upload("import", text).code(), "metal.file_nothing_new");
    assert_eq!(upload("preview", "%PDF-1.7").code(), "metal.file");
    assert_eq!(
        upload("preview", "date;USD\n2026-11-19;3\n").code(),
        "metal.file_currency"
    );
    let today = owner.get("/metal/rates/today");
    assert_eq!(today.body[0]["price_micro"], 3_421_950_000_i64);
}

#[test]
fn the_position_is_a_table_and_a_file() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    owner.post("/metal/rates", &rate("2026-11-21", 100_000_000));
    band(&owner, "J1");
    let now = owner.get("/metal/position");
    let holding = &now.body["holdings"][0];
    assert_eq!(holding["fine_mg"], 7_500, "{now:?}");
    assert_eq!(holding["value_minor"], 75_000);
    let past = owner.get("/metal/position?on=2020-01-01");
    assert_eq!(past.body["holdings"], json!([]));
    assert_eq!(
        owner.get("/metal/position?on=2999-01-01").code(),
        "metal.position_future"
    );
    assert_eq!(owner.get("/metal/position?on=hier").code(), "metal.day");
    let file = owner.bytes("/metal/position.csv");
    let file = String::from_utf8(file).expect("text");
    let row = file.lines().nth(1).expect("a row");
    assert!(
        row.ends_with(";gold;750.0;1;0;10.000;7.500;750.00;shop"),
        "{row}"
    );
    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    assert_eq!(desk.get("/metal/position").status, StatusCode::FORBIDDEN);
}

#[test]
fn a_price_list_of_stones_is_shown_taken_in_and_taken_back() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let text = "Shape,Clarity,Color,Low Size,High Size,Price\n\
        round,VS1,F,0.70,0.89,4800\nround,VS9,F,0.70,0.89,4800\n";
    let upload = |path: &str, factor_bp: i64, text: &str| {
        let path = format!("/pricing/stones/{path}?factor_bp={factor_bp}");
        owner.upload("POST", &path, "rounds.csv", text.as_bytes().to_vec())
    };
    let lists = || owner.get("/pricing/stones").body;
    let shown = upload("preview", 9_200, text);
    assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
    assert_eq!(shown.body["count"], 1);
    assert_eq!(shown.body["problems"][0]["fault"], "word");
    assert_eq!(lists(), json!([]), "a preview keeps nothing");
    for (factor_bp, text, code) in [
        (0, text, "pricing.factor"),
        (1_000_001, text, "pricing.factor"),
        (10_000, "date;EUR\n2026-11-19;3\n", "pricing.not_a_list"),
        (10_000, "%PDF-1.7", "metal.file"),
        (
            10_000,
            "round,VS1,F,0.70,0.89,0\n",
            "metal.file_nothing_new",
        ),
    ] {
        assert_eq!(upload("import", factor_bp, text).code(), code, "{text}");
    }
    assert_eq!(upload("import", 9_200, text).status, StatusCode::CREATED);
    let list = &lists()[0];
    assert_eq!(list["name"], "rounds.csv");
    assert_eq!(
        (&list["factor_bp"], &list["count"]),
        (&json!(9_200), &json!(1))
    );
    let path = format!(
        "/pricing/stones/{}/withdrawal",
        list["id"].as_str().expect("an id")
    );
    let gone = owner.post(&path, &json!({}));
    assert_eq!(gone.status, StatusCode::CREATED, "{gone:?}");
    assert!(lists()[0]["withdrawn_at"].is_string());
    assert_eq!(
        owner.post(&path, &json!({})).code(),
        "pricing.list_withdrawn"
    );
    let unknown = format!("/pricing/stones/{}/withdrawal", Uuid::now_v7());
    assert_eq!(
        owner.post(&unknown, &json!({})).code(),
        "pricing.list_unknown"
    );
}
