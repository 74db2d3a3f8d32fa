//! The shop's own words: on the ticket, the claim slip and the return slip, in their language; looked at
//! before they are set; what a paper cannot bear is refused.

use axum::http::StatusCode;
use serde_json::json;
use tests::premises::{Desk, Premises, Reply, STAFF_PIN};

use crate::memo::fixture::Shop;

fn set(desk: &Desk<'_>, paper: &str, language: &str, text: &str) -> Reply {
    let body = json!({ "paper": paper, "language": language, "text": text });
    desk.put("/wordings", &body)
}

/// The words of a drawn paper, without the marks between them.
fn seen(svg: &str) -> String {
    let parts = svg.split('<').filter_map(|part| part.split_once('>'));
    let words: Vec<&str> = parts.map(|(_, text)| text).collect();
    words.join(" ")
}

fn preview(desk: &Desk<'_>, paper: &str, language: &str, text: &str) -> Reply {
    let text = text.replace(' ', "%20").replace('\n', "%0A");
    desk.get(&format!(
        "/wordings/preview?paper={paper}&language={language}&text={text}"
    ))
}

#[test]
fn the_ticket_says_what_the_shop_wrote_and_an_old_one_what_it_said() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    for number in ["J1", "J2", "J3"] {
        shop.enter(number);
    }
    shop.open_till();
    let printed = |id: &str| {
        String::from_utf8(shop.owner.bytes(&format!("/sales/{id}/receipt.txt"))).expect("text")
    };
    let (before, _) = shop.sell("J1");
    assert!(!printed(&before).contains("Sable"), "nobody wrote it yet");

    let words = "Maison fermée le lundi\r\n\r\nSable d’or, échange sous 30 jours  ";
    let said = set(&shop.owner, "receipt", "fr", words);
    assert_eq!(said.status, StatusCode::OK, "{said:?}");
    let (with, _) = shop.sell("J2");
    for line in ["Maison fermée le lundi", "échange sous 30 jours"] {
        assert!(printed(&with).contains(line), "{}", printed(&with));
    }

    // Taken off again: what was printed keeps its words.
    assert_eq!(
        set(&shop.owner, "receipt", "fr", " \n ").status,
        StatusCode::OK
    );
    let (after, _) = shop.sell("J3");
    assert!(!printed(&after).contains("lundi"));
    assert!(printed(&with).contains("Maison fermée le lundi"));
    assert!(!printed(&before).contains("lundi"));
}

#[test]
fn every_paper_is_seen_in_its_language_before_it_is_set() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    for (paper, language, title) in [
        ("receipt", "fr", "TOTAL"),
        ("receipt", "en", "TOTAL"),
        ("claim", "fr", "Reçu de dépôt"),
        ("claim", "en", "Claim slip"),
        ("return", "fr", "Bon de restitution"),
        ("return", "en", "Return slip"),
    ] {
        let shown = preview(&owner, paper, language, "Merci\nOuvert dimanche");
        assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
        let paper = seen(shown.body["svg"].as_str().expect("a picture"));
        for part in [title, "Merci", "Ouvert dimanche"] {
            assert!(paper.contains(part), "{part}: {paper}");
        }
    }
    // Nothing was set by looking.
    assert_eq!(owner.get("/wordings").body, json!([]));
    for (paper, language) in [("claim", "en"), ("claim", "en"), ("return", "fr")] {
        let said = set(&owner, paper, language, "Open on Sunday");
        assert_eq!(said.status, StatusCode::OK, "{said:?}");
    }
    let standing = owner.get("/wordings").body;
    let standing: Vec<_> = standing
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (one["paper"].as_str(), one["language"].as_str()))
        .collect();
    assert_eq!(
        standing,
        [(Some("claim"), Some("en")), (Some("return"), Some("fr"))]
    );
}

#[test]
fn words_that_a_paper_cannot_bear_are_refused() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    for (text, code) in [
        ("é".repeat(601), "wording.too_long"),
        ("a\n".repeat(13), "wording.too_many_lines"),
        ("ouvre le tiroir \u{1b}p".to_owned(), "wording.unprintable"),
    ] {
        let said = set(&owner, "claim", "fr", &text);
        assert_eq!(said.code(), code, "{said:?}");
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    for (paper, language) in [("label", "fr"), ("claim", "de")] {
        let said = set(&owner, paper, language, "Merci");
        assert_eq!(said.status, StatusCode::BAD_REQUEST, "{said:?}");
        let shown = preview(&owner, paper, language, "Merci");
        assert_eq!(shown.status, StatusCode::BAD_REQUEST, "{shown:?}");
    }
    let seller = owner.hire("Inès", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    assert_eq!(
        set(&desk, "claim", "fr", "Merci").status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(owner.get("/wordings").body, json!([]));
}
