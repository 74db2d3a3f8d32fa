//! The shop's own words on each of its papers, in their language; looked at before they are set; what was
//! made out keeps its own; what a paper cannot bear is refused.

use axum::http::StatusCode;
use serde_json::json;
use tests::premises::{Desk, Premises, Reply, STAFF_PIN};

use crate::custom::fixture as custom;
use crate::memo::fixture::Shop;

pub fn set(desk: &Desk<'_>, paper: &str, language: &str, text: &str) -> Reply {
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
    let body = json!({ "paper": paper, "language": language, "text": text });
    desk.post("/wordings/preview", &body)
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
    for (paper, french, english, on_roll, on_page) in [
        ("receipt", "TOTAL", "TOTAL", true, false),
        ("claim", "Reçu de dépôt", "Claim slip", true, true),
        ("bench", "Fiche d’atelier", "Bench sheet", true, true),
        ("warranty", "Carte de garantie", "Warranty card", true, true),
        (
            "metal",
            "Reçu de métal confié",
            "Receipt for customer’s metal",
            true,
            true,
        ),
        (
            "estimate",
            "Devis de réparation",
            "Repair estimate",
            true,
            true,
        ),
        ("return", "Bon de restitution", "Return slip", true, true),
        (
            "abandonment",
            "Mise en demeure",
            "Formal notice",
            false,
            true,
        ),
        (
            "vendor",
            "Bon de sous-traitance",
            "Workshop slip",
            true,
            true,
        ),
        ("quote", "Devis · Quote", "Quote · Devis", false, true),
        (
            "evaluation",
            "Certificat d’évaluation",
            "Evaluation certificate",
            false,
            true,
        ),
        (
            "estate",
            "Inventaire estimatif",
            "Appraisal inventory",
            false,
            true,
        ),
    ] {
        for (language, title) in [("fr", french), ("en", english)] {
            let shown = preview(&owner, paper, language, "Merci\nOuvert dimanche");
            assert_eq!(shown.status, StatusCode::OK, "{shown:?}");
            let pages = shown.body["pages"].as_array().expect("pages");
            let pages: Vec<_> = pages.iter().filter_map(|page| page.as_str()).collect();
            let roll = shown.body["roll"].as_str();
            assert_eq!(
                (roll.is_some(), !pages.is_empty()),
                (on_roll, on_page),
                "{paper}"
            );
            for paper in roll
                .into_iter()
                .map(seen)
                .chain(on_page.then(|| seen(&pages.concat())))
            {
                let paper = paper.replace(['\u{a0}', '\u{202f}'], " ");
                for part in [title, "Merci", "Ouvert dimanche"] {
                    assert!(paper.contains(part), "{part}: {paper}");
                }
            }
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
        assert_eq!(preview(&owner, "claim", "fr", &text).code(), code);
    }
    // A page has room for terms, and an end.
    let terms = "Conditions générales.\n".repeat(80);
    assert_eq!(
        preview(&owner, "quote", "fr", &terms).status,
        StatusCode::OK
    );
    for (text, code) in [
        ("é".repeat(4_001), "wording.too_long"),
        ("a\n".repeat(81), "wording.too_many_lines"),
        ("\u{7}".to_owned(), "wording.unprintable"),
    ] {
        assert_eq!(set(&owner, "quote", "fr", &text).code(), code);
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

#[test]
fn a_quote_that_was_sent_keeps_its_words_and_a_draft_has_those_of_today() {
    let premises = Premises::empty();
    let shop = custom::Shop::new(&premises);
    let pdf = |ring: &custom::Ring<'_>| {
        let quotes = ring.told()["quotes"].clone();
        let quote = quotes[0]["id"].as_str().expect("a quote").to_owned();
        custom::text(&shop.owner.bytes(&format!("/custom-quotes/{quote}/pdf")))
    };
    let begun = |title: &str| {
        let ring = shop.begin(title);
        ring.saves(&[ring.labour(120_000)]);
        ring
    };
    for (language, text) in [("fr", "Acompte de 40 %"), ("en", "Deposit of 40%")] {
        assert_eq!(
            set(&shop.owner, "quote", language, text).status,
            StatusCode::OK
        );
    }
    let first = begun("Alliance");
    first.sends();
    let paper = pdf(&first);
    let at = |words: &str| {
        paper
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {paper}"))
    };
    assert!(at("Acompte de 40 %") < at("Deposit of 40%"), "{paper}");
    assert!(at("Deposit of 40%") < at("Bon pour accord"), "{paper}");

    premises.pass(chrono::TimeDelta::seconds(1));
    assert_eq!(
        set(&shop.owner, "quote", "fr", "Acompte de 50 %").status,
        StatusCode::OK
    );
    assert_eq!(pdf(&first), paper, "what was sent says what it said");
    let second = pdf(&begun("Solitaire"));
    assert!(
        second.contains("Acompte de 50 %") && !second.contains("40 %"),
        "{second}"
    );
}
