//! The reversal matrix of the making: every state of an order with every verb, every line of its list in every
//! state with every verb, and what somebody else does meanwhile. What is not allowed changes nothing; what is
//! allowed has a way back that leaves everything as it was; and after each the stock is whole.

use std::fmt::Write as _;

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use tests::premises::{Premises, Reply};
use uuid::Uuid;

use super::fixture::{Ring, Shop};
use super::making::{balanced, hour, open_till, stone};
use super::whole::{Tables, settings};

const STATES: [&str; 10] = [
    "enquiry",
    "design",
    "quoted",
    "approved",
    "production",
    "ready",
    "delivered",
    "on_hold",
    "refused",
    "cancelled",
];

/// An order with a line of each kind in each of its states.
pub struct Rich<'a> {
    pub ring: Ring<'a>,
    /// Sets its stones' numbers apart.
    pub tag: String,
    /// What each line is called, and its id.
    pub lines: Vec<(&'static str, String)>,
}

impl<'a> Rich<'a> {
    /// In production, with everything that can be on a list.
    fn begin(shop: &'a Shop<'_>, tag: &str) -> Self {
        let ring = shop.begin("Bague");
        ring.agrees(90_000);
        let lines = Vec::new();
        let tag = tag.to_owned();
        let mut rich = Self { ring, tag, lines };
        rich.ring.moves("produce", "production");
        let gold = json!({ "title": "Or", "metal": "gold", "fineness": 7_500, "weight_mg": 5_000 });
        let cast = json!({ "title": "Fonte", "cost_minor": 4_000 });
        rich.line("metal planned", "metal", &gold, None);
        rich.line(
            "metal used",
            "metal",
            &gold,
            Some(json!({ "weight_mg": 4_800 })),
        );
        let work = json!({ "title": "Façon", "minutes": 60 });
        rich.line("labour planned", "labour", &work, None);
        rich.line(
            "labour used",
            "labour",
            &work,
            Some(json!({ "minutes": 60 })),
        );
        rich.line("outside planned", "outside", &cast, None);
        rich.line("outside done", "outside", &cast, Some(json!({})));
        rich.line("awaited", "awaited", &json!({ "title": "Saphir" }), None);
        for name in ["stone kept", "stone used", "stone taken back", "stone off"] {
            let number = rich.number(name);
            stone(shop.desk(), &number, 300, 10_000);
            let used = (name == "stone used" || name == "stone taken back").then(|| json!({}));
            rich.line(name, "piece", &json!({ "code": number }), used);
        }
        let uses = rich.ring.told()["making"]["uses"].clone();
        let last = uses.as_array().expect("a list").len() - 1;
        ok(&rich.ring.take_back(last, "rayée"), "taken back");
        ok(&rich.ring.off(&rich.id("stone off")), "off");
        let waits = rich
            .ring
            .adds("awaited", &json!({ "title": "Rubis", "cost_minor": 9_000 }));
        let number = rich.number("stone arrived");
        stone(shop.desk(), &number, 300, 10_000);
        let body = json!({ "id": Uuid::now_v7(), "code": number });
        let came = shop
            .desk()
            .post(&format!("/custom-parts/{waits}/arrived"), &body);
        ok(&came, "arrived");
        rich.lines.push(("awaited that came", waits));
        let arrived = body["id"].as_str().expect("an id").to_owned();
        rich.lines.push(("stone arrived", arrived));
        let some = json!({ "code": "CHATON", "quantity": 3 });
        rich.line("article kept", "article", &some, None);
        rich.line(
            "article partly used",
            "article",
            &some,
            Some(json!({ "quantity": 1 })),
        );
        rich
    }

    fn line(&mut self, name: &'static str, kind: &str, more: &Value, used: Option<Value>) {
        let id = self.ring.adds(kind, more);
        if let Some(used) = used {
            self.ring.used(&id, &used);
        }
        self.lines.push((name, id));
    }

    pub fn number(&self, name: &str) -> String {
        format!("{}-{}", self.tag, name.replace(' ', "-"))
    }

    pub fn id(&self, name: &str) -> String {
        let found = self.lines.iter().find(|(one, _)| *one == name);
        found.expect("a line").1.clone()
    }

    fn corrects(&self, times: usize) {
        for _ in 0..times {
            ok(&self.ring.act("correct", "erreur"), "corrected");
        }
    }

    /// The order in a state, by the shortest way that leaves something used behind.
    pub fn in_state(shop: &'a Shop<'_>, tag: &str, state: &str) -> Self {
        let rich = Self::begin(shop, tag);
        let ring = &rich.ring;
        match state {
            // From the enquiry it was sent at once: corrections of everything behind come back to it.
            "enquiry" => rich.corrects(3),
            "design" => ok(&ring.act("revise", "autre pierre"), state),
            "quoted" => rich.corrects(2),
            "approved" => rich.corrects(1),
            "ready" => ok(&ring.finish(&rich.number("ring")), state),
            "delivered" => {
                ok(&ring.finish(&rich.number("ring")), state);
                ring.pays();
                ring.moves("deliver", state);
            }
            "on_hold" => ok(&ring.act("hold", "voyage"), state),
            "refused" => {
                rich.corrects(2);
                ok(&ring.says("refused", "phone", ""), state);
            }
            "cancelled" => ok(&ring.act("cancel", "remis"), state),
            _ => {}
        }
        assert_eq!(ring.told()["state"], state);
        rich
    }

    /// What an order's verb answers.
    pub fn does(&self, verb: &str) -> Reply {
        match verb {
            "approved" | "refused" | "withdrawn" | "expired" => self.ring.says(verb, "counter", ""),
            "quote" => self.ring.save(&[self.ring.labour(95_000)]),
            "send" => self.ring.send(),
            "finish" => self.ring.finish(&self.number("ring")),
            act => self.ring.act(act, "raison"),
        }
    }

    /// What a line's verb answers; None: nothing of it was ever used.
    fn of_line(&self, verb: &str, id: &str) -> Option<Reply> {
        let desk = self.ring.desk;
        Some(match verb {
            "use" => {
                let all = json!({ "quantity": 1, "weight_mg": 100, "minutes": 5 });
                self.ring.uses(id, &all)
            }
            "take back" => {
                let told = self.ring.told();
                let uses = told["making"]["uses"].as_array().expect("a list").clone();
                let mut of = uses.iter().rev().filter(|one| one["part_id"] == *id);
                let last = of.clone().find(|one| one["undone"] == false);
                let used = last.or_else(|| of.next())?["id"].as_str().expect("an id");
                let path = format!("/custom-uses/{used}/back");
                desk.post(&path, &json!({ "note": "raison" }))
            }
            "take off" => self.ring.off(id),
            "put back" => desk.post(&format!("/custom-parts/{id}/back"), &json!({})),
            _ => {
                let body = json!({ "id": Uuid::now_v7(), "code": self.number("spare") });
                desk.post(&format!("/custom-parts/{id}/arrived"), &body)
            }
        })
    }
}

impl<'a> Shop<'a> {
    pub fn desk(&self) -> &tests::premises::Desk<'a> {
        &self.owner
    }
}

pub fn ok(reply: &Reply, what: &str) {
    assert_eq!(reply.status, StatusCode::OK, "{what}: {reply:?}");
}

pub fn shop(premises: &Premises) -> Shop<'_> {
    let shop = Shop::new(premises);
    open_till(&shop.owner);
    shop.rate("2026-11-21", 100_000_000);
    hour(&shop.owner, 6_000);
    settings(&shop, 500);
    shop
}

/// Every state × every verb of the order. What is allowed is taken back by one correction, and everything is as it
/// was: the list, what is used, the stock, what is kept and for whom.
#[test]
fn every_state_with_every_verb_of_the_order_and_its_way_back() {
    const VERBS: [&str; 15] = [
        "begin_design",
        "send",
        "approved",
        "refused",
        "withdrawn",
        "expired",
        "revise",
        "produce",
        "finish",
        "rework",
        "deliver",
        "hold",
        "resume",
        "cancel",
        "correct",
    ];
    let premises = Premises::empty();
    let shop = shop(&premises);
    let tables = Tables::of(&shop);
    let mut table = String::new();
    for state in STATES {
        let mut tries = 0;
        let mut fresh = || {
            tries += 1;
            Rich::in_state(&shop, &format!("{state}{tries}"), state)
        };
        let mut rich = fresh();
        for verb in VERBS {
            let quotes = verb == "send" && matches!(state, "enquiry" | "design");
            if quotes {
                ok(&rich.does("quote"), "a draft");
            }
            let before = tables.picture(&rich);
            let reply = rich.does(verb);
            tables.check(&format!("{state} × {verb}"));
            if reply.status != StatusCode::OK {
                assert_eq!(
                    tables.picture(&rich),
                    before,
                    "{state} × {verb} is refused and changed something"
                );
                writeln!(table, "{state} × {verb}: {}", reply.code()).expect("a line");
                continue;
            }
            let to = reply.body["state"].as_str().expect("a state").to_owned();
            let back = rich.ring.act("correct", "erreur");
            tables.check(&format!("{state} × {verb} × correct"));
            // A correction is corrected by doing it again, which the other rows show.
            let told = if verb == "correct" {
                "another move behind it"
            } else if back.status == StatusCode::OK {
                assert_eq!(tables.picture(&rich), before, "{state} × {verb} × correct");
                "and back"
            } else {
                back.code()
            };
            writeln!(table, "{state} × {verb}: {to}, {told}").expect("a line");
            rich = fresh();
        }
    }
    insta::assert_snapshot!(table);
    balanced(&shop);
}

/// Every state × every line in each of its states × every verb of a line.
#[test]
fn every_state_with_every_line_and_its_way_back() {
    const WAYS: [(&str, &str); 4] = [
        ("use", "take back"),
        ("take back", "use"),
        ("take off", "put back"),
        ("put back", "take off"),
    ];
    let premises = Premises::empty();
    let shop = shop(&premises);
    let tables = Tables::of(&shop);
    let mut table = String::new();
    for state in STATES {
        let rich = Rich::in_state(&shop, state, state);
        stone(shop.desk(), &rich.number("spare"), 300, 10_000);
        for (name, id) in &rich.lines {
            write!(table, "{state}, {name}:").expect("a line");
            for (verb, way_back) in WAYS {
                let before = tables.picture(&rich);
                let Some(reply) = rich.of_line(verb, id) else {
                    continue;
                };
                let cell = format!("{state}, {name} × {verb}");
                tables.check(&cell);
                let told = if reply.status == StatusCode::OK {
                    let back = rich.of_line(way_back, id).expect("a use");
                    tables.check(&format!("{cell} × {way_back}"));
                    if back.status == StatusCode::OK {
                        // What is used again of metal and work is what was typed, not what it was.
                        if verb != "take back" || name.starts_with("stone") {
                            assert_eq!(tables.picture(&rich), before, "{cell} × {way_back}");
                        }
                        "yes".to_owned()
                    } else {
                        format!("yes, then {}", back.code())
                    }
                } else {
                    assert_eq!(
                        tables.picture(&rich),
                        before,
                        "{cell} is refused and changed something"
                    );
                    reply.code().trim_start_matches("custom.").to_owned()
                };
                write!(table, " {verb} {told};").expect("a cell");
            }
            let came = rich.of_line("arrived", id).expect("an answer");
            tables.check(name);
            if came.status == StatusCode::OK {
                // The wrong one: it comes off, and the line waits again.
                let parts = came.body["making"]["parts"]
                    .as_array()
                    .expect("lines")
                    .clone();
                let new = parts.last().expect("a line")["id"]
                    .as_str()
                    .expect("an id")
                    .to_owned();
                let waits = rich.of_line("put back", id).expect("an answer");
                assert_eq!(waits.code(), "custom.part_came", "{waits:?}");
                ok(&rich.ring.off(&new), "the wrong one");
                ok(
                    &rich.of_line("put back", id).expect("an answer"),
                    "waits again",
                );
                tables.check(name);
                table.push_str(" arrived yes");
            } else {
                write!(
                    table,
                    " arrived {}",
                    came.code().trim_start_matches("custom.")
                )
                .expect("a cell");
            }
            table.push('\n');
        }
    }
    insta::assert_snapshot!(table);
    balanced(&shop);
}

/// Past the day until which the quote held: only what was sent and is open expires.
#[test]
fn every_state_when_the_quote_expires() {
    let premises = Premises::empty();
    let shop = shop(&premises);
    let tables = Tables::of(&shop);
    let orders = STATES.map(|state| Rich::in_state(&shop, state, state));
    premises.pass(TimeDelta::days(60));
    let owner = shop.sign_in_again();
    let mut table = String::new();
    for (state, rich) in STATES.into_iter().zip(orders) {
        let rich = Rich {
            ring: rich.ring.at(&owner),
            ..rich
        };
        let before = tables.picture(&rich);
        for verb in ["approved", "expired"] {
            let reply = rich.does(verb);
            tables.check(&format!("{state} × {verb}, too late"));
            let told = if reply.status == StatusCode::OK {
                let to = reply.body["state"].clone();
                ok(&rich.ring.act("correct", "erreur"), "it was not");
                assert_eq!(tables.picture(&rich), before, "{state} × {verb} × correct");
                to.as_str().expect("a state").to_owned()
            } else {
                assert_eq!(tables.picture(&rich), before, "{state} × {verb}");
                reply.code().to_owned()
            };
            writeln!(table, "{state} × {verb}, too late: {told}").expect("a line");
        }
    }
    insta::assert_snapshot!(table);
}
