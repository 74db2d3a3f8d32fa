//! Pictures by their addresses, from a server that lies, stalls, breaks off and redirects.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};
use tests::premises::{Desk, OWNER_PIN, Premises, STAFF_PIN};

use super::{act, settled, started};

const LOGO: &[u8] = include_bytes!("../../fixtures/logo.png");
const CHARM: &[u8] = include_bytes!("../../../assets/demo/pictures/charm-silver.webp");

/// A server of pictures, gone with the test's process.
struct Pictures {
    port: u16,
    /// How often each path was asked.
    asked: Arc<Mutex<HashMap<String, usize>>>,
}

impl Pictures {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked: Arc<Mutex<HashMap<String, usize>>> = Arc::default();
        let told = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let told = Arc::clone(&told);
                // Whoever hangs up early is no failure of this server.
                std::thread::spawn(move || serve(stream, &told).ok());
            }
        });
        Self { port, asked }
    }

    fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    fn asked(&self, path: &str) -> usize {
        let asked = self.asked.lock().expect("a count");
        asked.get(&format!("/{path}")).copied().unwrap_or(0)
    }
}

fn serve(stream: TcpStream, asked: &Mutex<HashMap<String, usize>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let times = {
        let mut asked = asked.lock().expect("a count");
        let times = asked.entry(path.clone()).or_default();
        *times += 1;
        *times
    };
    let mut out = stream;
    let mut answer = |status: &str, more: &str, body: &[u8]| -> std::io::Result<()> {
        let length = body.len();
        write!(
            out,
            "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: image/jpeg\r\nContent-Length: {length}\r\n{more}\r\n"
        )?;
        out.write_all(body)
    };
    match path.as_str() {
        "/logo.png" => answer("200 OK", "", LOGO),
        "/charm.webp" | "/bague%20%C3%A9t%C3%A9.webp" => answer("200 OK", "", CHARM),
        "/redirect" => answer("302 Found", "Location: /logo.png\r\n", b""),
        "/loop" => answer("302 Found", "Location: /loop\r\n", b""),
        "/away" => answer("302 Found", "Location: file:///etc/passwd\r\n", b""),
        "/lie.jpg" => answer("200 OK", "", b"<html>not a picture</html>"),
        "/busy" if times == 1 => answer("503 Service Unavailable", "", b""),
        "/busy" => answer("200 OK", "", LOGO),
        "/cut" => {
            write!(out, "HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n")?;
            out.write_all(&LOGO[..100])
        }
        "/stall" => {
            // Not a word, until whoever asked has had enough.
            reader.read_line(&mut String::new()).map(drop)
        }
        "/endless" => {
            write!(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")?;
            let block = vec![0_u8; 1024 * 1024];
            loop {
                out.write_all(&block)?;
            }
        }
        _ => answer("404 Not Found", "", b""),
    }
}

const HEAD: &str = "Numéro;Désignation;Famille;Prix de vente;Quantité;Photos";

/// A file of one piece a line, each with its pictures; and an article.
fn file(rows: &[(&str, String)], article: &str) -> Vec<u8> {
    let mut text = HEAD.to_owned();
    for (number, pictures) in rows {
        text.push_str(&format!("\n{number};Alliance;Alliance;100;;\"{pictures}\""));
    }
    text.push_str(&format!("\nC1;Charm étoile;Pendentif;29,00;12;{article}"));
    text.into_bytes()
}

/// Asks until whatever can be fetched now has been tried.
fn fetched(desk: &Desk<'_>, import: &str) -> Value {
    let patience = Instant::now() + Duration::from_secs(120);
    loop {
        let now = desk.get(&format!("{import}/pictures")).body;
        if now["at_work"] == false && now["waiting"] == now["tried"] {
            return now;
        }
        assert!(Instant::now() < patience, "{now}");
        std::thread::yield_now();
    }
}

/// Number → state and code of what is missing.
fn missing(pictures: &Value) -> HashMap<String, (String, String)> {
    let text = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let missing = pictures["missing"].as_array().expect("a list").iter();
    missing
        .map(|one| (text(one, "number"), (text(one, "state"), text(one, "code"))))
        .collect()
}

fn allow(desk: &Desk<'_>, allowed: bool) {
    let body = json!({ "pictures_from_private_addresses": allowed });
    assert_eq!(desk.put("/settings", &body).status, StatusCode::NO_CONTENT);
}

fn photos(premises: &Premises, number: &str) -> i64 {
    let store = premises.state.store().expect("a store");
    tests::raw(&store)
        .query_row(
            "SELECT count(*) FROM piece_photo JOIN piece ON piece.id = piece_id WHERE number = ?1 OR (?1 = 'N' AND number LIKE 'N%')",
            [number],
            |row| row.get(0),
        )
        .expect("a count")
}

#[test]
fn pictures_come_after_their_pieces_and_what_cannot_be_had_says_why() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let server = Pictures::open();
    let dead = TcpListener::bind("127.0.0.1:0").expect("a port");
    let nobody = dead.local_addr().expect("an address").port();
    drop(dead);
    let rows = [
        (
            "N1",
            format!("{}, {}", server.at("logo.png"), server.at("charm.webp")),
        ),
        ("N2", server.at("redirect")),
        ("N3", server.at("loop")),
        ("N4", server.at("lie.jpg")),
        ("N5", server.at("nowhere.jpg")),
        ("N6", server.at("endless")),
        ("N7", server.at("stall")),
        ("N8", server.at("cut")),
        ("N9", "file:///etc/passwd".to_owned()),
        ("N10", server.at("busy")),
        ("N11", format!("http://127.0.0.1:{nobody}/a.jpg")),
        ("N12", server.at("away")),
        ("N13", server.at("bague été.webp").replace(' ', "%20")),
    ];
    let import = started(&owner, "stock.csv", file(&rows, &server.at("logo.png")));
    let check = act(&owner, &import, "check");
    assert_eq!(check.body["picture_count"], 14, "{check:?}");
    assert_eq!(check.body["problems"][0]["code"], "import.not_an_address");
    assert_eq!(act(&owner, &import, "commit").status, StatusCode::OK);
    let done = settled(&owner, &import);
    assert_eq!(
        (&done["state"], &done["piece_count"]),
        (&json!("committed"), &json!(13))
    );

    // The shop's own network is not asked unless its owner wants that.
    let refused = fetched(&owner, &import);
    assert_eq!(
        (&refused["failed"], &refused["kept"]),
        (&json!(14), &json!(0)),
        "{refused}"
    );
    let why = missing(&refused);
    assert!(
        why.values().all(|(_, code)| code == "image.private"),
        "{why:?}"
    );
    assert_eq!(server.asked("logo.png"), 0);
    allow(&owner, true);
    let again = act(&owner, &import, "pictures/retry");
    assert_eq!(
        (again.status, &again.body["waiting"]),
        (StatusCode::OK, &json!(14))
    );
    let first = fetched(&owner, &import);
    let why = missing(&first);
    for (number, state, code) in [
        ("N3", "failed", "image.redirected"),
        ("N4", "failed", "file.not_a_picture"),
        ("N5", "failed", "image.status"),
        ("N6", "failed", "file.picture_too_large"),
        ("N7", "waiting", "image.slow"),
        ("N8", "waiting", "image.cut"),
        ("N10", "waiting", "image.status"),
        ("N11", "waiting", "image.unreached"),
    ] {
        let expected = (state.to_owned(), code.to_owned());
        assert_eq!(why.get(number), Some(&expected), "{number}: {first}");
    }
    assert!(why.contains_key("N12"), "{first}");
    assert_eq!(
        (&first["kept"], &first["total"]),
        (&json!(5), &json!(14)),
        "{first}"
    );
    assert_eq!(
        ["N1", "N2", "N3", "N13"].map(|number| photos(&premises, number)),
        [2, 1, 0, 1]
    );
    assert_eq!(
        server.asked("logo.png"),
        2,
        "asked once for all, and once behind the redirection"
    );
    let article = owner.get("/stock/articles").body;
    assert_ne!(article[0]["photo_id"], Value::Null, "{article}");

    // Later it is tried again by itself: what answers now is there, what does not waits longer.
    premises.pass(TimeDelta::minutes(3));
    let unlocked = owner.post("/session/unlock", &json!({ "pin": OWNER_PIN }));
    assert!(unlocked.status.is_success(), "{unlocked:?}");
    premises.runs(api::fetch_pictures(premises.state.clone()));
    let second = fetched(&owner, &import);
    assert_eq!(second["kept"], 6, "{second}");
    assert_eq!(missing(&second).get("N10"), None);
    assert_eq!(second["waiting"], 3);

    // Given up, asked for again.
    let stopped = act(&owner, &import, "pictures/stop");
    assert_eq!(
        (&stopped.body["waiting"], &stopped.body["failed"]),
        (&json!(0), &json!(8))
    );
    assert_eq!(missing(&stopped.body)["N7"].1, "image.stopped");

    // They go with the import.
    let seller = owner.hire("Sam", "seller");
    let mut desk = premises.desk();
    desk.sign_in(seller, STAFF_PIN);
    assert_eq!(
        desk.get(&format!("{import}/pictures")).code(),
        "right.missing"
    );
    assert_eq!(act(&owner, &import, "undo").status, StatusCode::OK);
    assert_eq!(settled(&owner, &import)["state"], "undone");
    assert_eq!(photos(&premises, "N"), 0);
    assert_eq!(owner.get(&format!("{import}/pictures")).body["total"], 0);
    assert_eq!(
        act(&owner, &import, "pictures/retry").code(),
        "import.state"
    );
}

#[test]
fn what_was_cut_off_is_gone_on_with_and_what_hands_did_stays() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    let server = Pictures::open();
    allow(&owner, true);
    // Nobody answers: everything else goes on.
    let dead = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = dead.local_addr().expect("an address").port();
    drop(dead);
    let rows: Vec<(String, String)> = (0..30)
        .map(|n| (format!("N{n}"), format!("http://127.0.0.1:{port}/{n}.png")))
        .collect();
    let rows: Vec<(&str, String)> = rows
        .iter()
        .map(|(number, url)| (number.as_str(), url.clone()))
        .collect();
    let import = started(&owner, "stock.csv", file(&rows, &server.at("charm.webp")));
    assert_eq!(act(&owner, &import, "commit").status, StatusCode::OK);
    assert_eq!(settled(&owner, &import)["state"], "committed");
    let off = fetched(&owner, &import);
    assert_eq!(
        (&off["waiting"], &off["kept"]),
        (&json!(30), &json!(1)),
        "{off}"
    );
    assert_ne!(off["next_at"], Value::Null);
    assert!(
        missing(&off)
            .values()
            .all(|(_, code)| code == "image.unreached")
    );

    // The server is up again, and the program was begun anew meanwhile: what waits is in the store.
    let listener = TcpListener::bind(("127.0.0.1", port));
    let Ok(listener) = listener else {
        // Somebody else took the port: nothing to be shown here.
        return;
    };
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut logo = stream;
            let mut reader = BufReader::new(logo.try_clone().expect("a stream"));
            let mut line = String::new();
            while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                line.clear();
            }
            let head = format!(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
                LOGO.len()
            );
            let sent = logo
                .write_all(head.as_bytes())
                .and_then(|()| logo.write_all(LOGO));
            assert!(sent.is_ok(), "{sent:?}");
        }
    });
    premises.pass(TimeDelta::minutes(2));
    let unlocked = owner.post("/session/unlock", &json!({ "pin": OWNER_PIN }));
    assert!(unlocked.status.is_success(), "{unlocked:?}");
    premises.runs(api::fetch_pictures(premises.state.clone()));
    let on = fetched(&owner, &import);
    assert_eq!(
        (&on["waiting"], &on["kept"]),
        (&json!(0), &json!(31)),
        "{on}"
    );
    assert_eq!(photos(&premises, "N"), 30);
}
