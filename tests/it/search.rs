//! Searching the demonstration shop's stock as a person does, through the router.

use axum::http::StatusCode;
use serde_json::Value;
use server::demo::Extent;
use tests::KEY;
use tests::premises::{Desk, Premises};

/// The whole stock, and a day of its life.
fn shop() -> Premises {
    let (dir, store) = tests::demo_shop(Extent {
        days: 1,
        office: false,
        models: usize::MAX,
    });
    drop(store);
    Premises::at(dir, Some(KEY), None)
}

/// Inès, who sells.
fn seller(premises: &Premises) -> Desk<'_> {
    let mut desk = premises.desk();
    let users = desk.get("/session/users");
    let users = users.body.as_array().expect("people");
    let ines = users.iter().find(|user| user["name"] == "Inès");
    let id = ines.expect("Inès")["id"].as_str().expect("an id");
    let signed = desk.sign_in(id.parse().expect("an id"), "3456");
    assert_eq!(signed.status, StatusCode::CREATED, "{signed:?}");
    desk
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// What a typed text finds, whole.
fn found(desk: &Desk<'_>, text: &str) -> Vec<Value> {
    let reply = desk.get(&format!("/search?q={}&limit=50", encoded(text)));
    assert_eq!(reply.status, StatusCode::OK, "{text}: {reply:?}");
    assert!(
        !reply.body.to_string().contains("cost_minor"),
        "a seller sees no cost"
    );
    reply.body.as_array().cloned().expect("hits")
}

fn word(hit: &Value, name: &str) -> String {
    let thing = if hit["piece"].is_object() {
        &hit["piece"]
    } else {
        &hit["article"]
    };
    thing[name].as_str().unwrap_or_default().to_owned()
}

/// One test, because making the shop takes longer than asking it.
#[test]
fn the_stock_of_a_whole_shop_is_searched_and_read_to_its_end() {
    let premises = shop();
    let desk = seller(&premises);
    a_person_finds_a_piece_by_whatever_they_know_of_it(&desk);
    the_table_is_read_to_its_end_in_every_order(&desk);
}

fn a_person_finds_a_piece_by_whatever_they_know_of_it(desk: &Desk<'_>) {
    let page = desk.get("/stock/pieces?state=available&q=solitaire&limit=200");
    let rows = page.body["rows"].as_array().expect("rows");
    let ring = rows
        .iter()
        .find(|row| row["certificate_number"].is_string())
        .expect("a certified solitaire");
    let number = ring["number"].as_str().expect("a number");
    let certificate = ring["certificate_number"].as_str().expect("a certificate");

    // Its number, in any case, and the beginning of it; its certificate's number.
    for typed in [number, &number.to_lowercase(), certificate] {
        let hits = found(desk, typed);
        assert_eq!(word(&hits[0], "number"), number, "{typed}");
    }
    let beginning = &number[..number.len() - 1];
    let hits = found(desk, beginning);
    assert!(
        hits.iter().any(|hit| word(hit, "number") == number),
        "{beginning}"
    );
    // A scanner's code stands for exactly one thing.
    for code in [number, certificate] {
        let one = desk.get(&format!("/stock/by-code/{}", encoded(code)));
        assert_eq!(one.body["piece"]["number"], number, "{code}");
    }
    let battery = desk.get("/stock/by-code/2000000001005");
    assert_eq!(battery.body["article"]["number"], "A100");
    assert_eq!(word(&found(desk, "2000000001005")[0], "number"), "A100");

    // Words in any order, accents or none, ligatures, fragments and typing errors, in French and
    // in English; each finds something, and nothing that has it not.
    for (typed, has) in [
        ("solitaire", "solitaire"),
        ("SOLITAIRE jaune", "solitaire"),
        ("émeraude", "émeraude"),
        ("emeraude", "émeraude"),
        ("emer", "émeraude"),
        ("meraud", "émeraude"),
        ("emeruade", "émeraude"),
        ("soliatire", "solitaire"),
        ("solitere", "solitaire"),
        ("créoles", "créole"),
        ("creole", "créole"),
        ("boucles d’oreilles", ""),
        ("emerald ring", "émeraude"),
        ("alliance 750", "alliance"),
        ("pile", "pile"),
    ] {
        let hits = found(desk, typed);
        assert!(!hits.is_empty(), "{typed} finds nothing");
        for hit in &hits {
            let title = word(hit, "title").to_lowercase();
            assert!(title.contains(has), "{typed} finds {title}");
        }
    }

    // What is nothing, and what would be an operator elsewhere, finds nothing and breaks nothing.
    for typed in [
        "",
        " ",
        "zzzzzz",
        "solitaire zzzzzz",
        "\" OR 1=1 --",
        "NEAR(zzzzzz b)",
        "piece:*",
        "(((",
        "😀",
        "%",
    ] {
        assert_eq!(found(desk, typed), Vec::<Value>::new(), "{typed}");
    }
    let long = "a".repeat(5_000);
    let reply = desk.get(&format!("/search?q={long}"));
    assert!(reply.status.is_success() || reply.status.is_client_error());
}

fn the_table_is_read_to_its_end_in_every_order(desk: &Desk<'_>) {
    for filter in ["", "&state=available", "&q=or", "&metal=gold"] {
        let total = desk.get(&format!("/stock/pieces?limit=1{filter}")).body["total"].clone();
        for sort in ["entered", "number", "title", "price", "weight"] {
            for descending in [false, true] {
                let mut numbers = Vec::new();
                let mut after = String::new();
                loop {
                    let page = desk.get(&format!(
                        "/stock/pieces?limit=37&sort={sort}&descending={descending}{filter}&after={}",
                        encoded(&after)
                    ));
                    assert_eq!(page.status, StatusCode::OK, "{page:?}");
                    let rows = page.body["rows"].as_array().expect("rows");
                    numbers.extend(rows.iter().map(|row| row["number"].to_string()));
                    match page.body["next"].as_str() {
                        Some(next) => next.clone_into(&mut after),
                        None => break,
                    }
                }
                let read = numbers.len();
                numbers.sort_unstable();
                numbers.dedup();
                assert_eq!(
                    (numbers.len(), serde_json::json!(read)),
                    (read, total.clone()),
                    "{sort} {descending} {filter}: none twice, none left out"
                );
            }
        }
    }
    let lie = desk.get("/stock/pieces?sort=title&after=t:x:y");
    assert_eq!(lie.status, StatusCode::BAD_REQUEST);
}
