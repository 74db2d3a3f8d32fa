//! The promise of the shop: a sale that was answered is never lost and never doubled, whatever
//! moment the program dies at. `ecrin serve` is killed over and over while four tills sell.
//!
//! `ECRIN_KILLS` says how often (10,000 on demand); every kill is followed by a start and a whole
//! proof at the end.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use server::demo::Extent;
use server::{Options, Shop};
use uuid::Uuid;

use super::{Server, run};

const TILLS: usize = 4;
/// More than two short nights sell.
const MOST_SALES: usize = 100_000;

/// One person at one till.
struct Seller {
    agent: ureq::Agent,
    base: String,
    cookie: String,
}

impl Seller {
    /// Somebody whose session is known.
    fn back(address: &str, cookie: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(10)));
        Self {
            agent: config.build().into(),
            base: format!("http://{address}/api/v1"),
            cookie: cookie.to_owned(),
        }
    }

    fn sign_in(address: &str, user: &str, pin: &str, till: &str) -> Option<Self> {
        let mut seller = Self::back(address, "");
        let body = json!({ "user_id": user, "pin": pin, "till_id": till });
        let mut answer = seller
            .agent
            .post(format!("{}/session", seller.base))
            .content_type("application/json")
            .header("Idempotency-Key", Uuid::now_v7().to_string())
            .send(body.to_string())
            .ok()?;
        let cookie = answer
            .headers()
            .get("set-cookie")?
            .to_str()
            .ok()?
            .to_owned();
        seller.cookie = String::from(cookie.split(';').next()?);
        answer.body_mut().read_to_string().ok()?;
        Some(seller)
    }

    /// The answer's status and body, or nothing where the server died first.
    fn send(&self, method: &str, path: &str, key: Uuid, body: &Value) -> Option<(u16, Value)> {
        let url = format!("{}{path}", self.base);
        let request = match method {
            "PUT" => self.agent.put(url),
            _ => self.agent.post(url),
        };
        let mut answer = request
            .content_type("application/json")
            .header("Cookie", &self.cookie)
            .header("Idempotency-Key", key.to_string())
            .send(body.to_string())
            .ok()?;
        let text = answer.body_mut().read_to_string().ok()?;
        Some((
            answer.status().as_u16(),
            serde_json::from_str(&text).unwrap_or(Value::Null),
        ))
    }

    fn get(&self, path: &str) -> Option<Value> {
        let mut answer = self
            .agent
            .get(format!("{}{path}", self.base))
            .header("Cookie", &self.cookie)
            .call()
            .ok()?;
        serde_json::from_str(&answer.body_mut().read_to_string().ok()?).ok()
    }

    /// One sale of a battery in cash. What a dead server leaves unanswered is asked again with the
    /// same key by the next life's seller.
    fn sell(&self, open: &mut Option<(String, Uuid)>) -> Option<String> {
        if open.is_none() {
            let cart = self.send(
                "POST",
                "/carts",
                Uuid::now_v7(),
                &json!({ "id": Uuid::now_v7() }),
            )?;
            let id = cart.1["id"].as_str()?.to_owned();
            if cart.1["lines"].as_array().is_none_or(Vec::is_empty) {
                let line = json!({ "id": Uuid::now_v7(), "code": "A100" });
                self.send("POST", &format!("/carts/{id}/lines"), Uuid::now_v7(), &line)?;
            }
            *open = Some((id, Uuid::now_v7()));
        }
        let (cart, key) = open.clone()?;
        // Half of it may have been prepared before a kill: what is still due is asked for.
        let shown = self.get("/carts/current")?;
        let due = shown["due_minor"]
            .as_i64()
            .or_else(|| {
                Some(shown["total_minor"].as_i64()? - shown["paid_minor"].as_i64().unwrap_or(0))
            })
            .unwrap_or(0);
        if due > 0 && shown["id"] == cart.as_str() {
            let payment = json!({ "id": Uuid::now_v7(), "tender": "cash", "amount_minor": due });
            self.send(
                "POST",
                &format!("/carts/{cart}/payments"),
                Uuid::now_v7(),
                &payment,
            )?;
        }
        let path = format!("/carts/{cart}/complete");
        let body = json!({ "id": key });
        let (status, sale) = self.send("POST", &path, key, &body)?;
        *open = None;
        // A cart that was completed before the kill answers so: the sale stands.
        (status == 201)
            .then(|| sale["number"].as_str().map(str::to_owned))
            .flatten()
    }
}

/// Makes a shop with four open tills; the cookies of those who stand at them. Sessions outlive the
/// program, so nobody types a PIN three hundred times.
fn make(data: &Path) -> Vec<String> {
    let options = Options {
        keyring: false,
        ..Options::new(data, "test")
    };
    Shop::demo(options, Extent::SMALL).expect("a demonstration shop");
    let server = Server::start(data);
    let agent = ureq::Agent::new_with_defaults();
    let ask = |path: &str| -> Value {
        let text = agent
            .get(format!("http://{}/api/v1{path}", server.address))
            .call()
            .expect(path)
            .body_mut()
            .read_to_string()
            .expect(path);
        serde_json::from_str(&text).expect(path)
    };
    let users = ask("/session/users");
    let owner = users
        .as_array()
        .expect("users")
        .iter()
        .find(|user| user["name"] == "Léa")
        .expect("the owner")["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let first = ask("/session/tills")[0]["id"]
        .as_str()
        .expect("a till")
        .to_owned();
    let seller = Seller::sign_in(&server.address, &owner, "1234", &first).expect("signed in");
    let mut tills = vec![first];
    for number in 2..=TILLS {
        let id = Uuid::now_v7().to_string();
        let till = json!({ "id": id, "code": number.to_string(), "name": format!("Caisse {number}"), "active": true });
        let (status, body) = seller
            .send("PUT", "/tills", Uuid::now_v7(), &till)
            .expect("an answer");
        assert!(status < 300, "{body}");
        tills.push(id);
    }
    let mut cookies = Vec::new();
    for till in &tills {
        let seller = Seller::sign_in(&server.address, &owner, "1234", till).expect("signed in");
        let day = json!({ "id": Uuid::now_v7(), "float": [{ "value_minor": 1_000, "count": 20 }] });
        let (status, body) = seller
            .send("POST", "/till/open", Uuid::now_v7(), &day)
            .expect("an answer");
        assert_eq!(status, 201, "{body}");
        cookies.push(seller.cookie);
    }
    cookies
}

/// What four tills went through.
#[derive(Default)]
struct Night {
    /// The numbers of the sales that were answered.
    answered: Vec<String>,
    /// The longest that a start took.
    slowest: Duration,
    /// The carts that a kill left open, a till each.
    open: Vec<Option<(String, Uuid)>>,
}

impl Night {
    /// Starts the server, lets every till sell for a moment, and kills it.
    fn pass(&mut self, data: &Path, cookies: &[String], moment: Duration) {
        self.open.resize(cookies.len(), None);
        let began = Instant::now();
        let mut server = Server::start(data);
        self.slowest = self.slowest.max(began.elapsed());
        let answered: Mutex<Vec<String>> = Mutex::default();
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for (cookie, open) in cookies.iter().zip(&mut self.open) {
                let seller = Seller::back(&server.address, cookie);
                let (answered, stop) = (&answered, &stop);
                scope.spawn(move || {
                    while !stop.load(Ordering::Relaxed) {
                        if let Some(number) = seller.sell(open) {
                            answered.lock().expect("sales").push(number);
                        }
                    }
                });
            }
            std::thread::sleep(moment);
            // SIGKILL: nothing of the program runs after it.
            server.child.kill().expect("killed");
            server.child.wait().expect("dead");
            stop.store(true, Ordering::Relaxed);
        });
        self.answered
            .append(&mut answered.into_inner().expect("sales"));
    }

    /// The answered sales that the journal of this store does not have. The journal itself has to
    /// be whole: no half sale, no gap.
    fn lost(&self, data: &Path) -> Vec<&str> {
        let (exit, text) = run(&["verify"], data);
        assert_eq!(exit, 0, "{text}");
        let journal = journal(data);
        self.answered
            .iter()
            .map(String::as_str)
            .filter(|number| !has_ticket(&journal, number))
            .collect()
    }
}

fn journal(data: &Path) -> String {
    let (exit, journal) = run(&["journal", "export"], data);
    assert_eq!(exit, 0);
    journal
}

fn has_ticket(journal: &str, number: &str) -> bool {
    journal.contains(&format!("\\\"number\\\":\\\"{number}\\\""))
}

#[test]
fn no_answered_sale_is_lost_whenever_the_program_dies() {
    let kills: usize = std::env::var("ECRIN_KILLS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(300);
    let data = tempfile::tempdir().expect("a folder");
    let cookies = make(data.path());
    let mut night = Night::default();
    let mut chance = 0x2545_F491_4F6C_DD1D_u64;
    for _ in 0..kills {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        let moment = Duration::from_millis(20 + chance % 180);
        night.pass(data.path(), &cookies, moment);
    }
    let unique: HashSet<&String> = night.answered.iter().collect();
    println!(
        "{kills} kills, {} answered sales, slowest start {:?}",
        night.answered.len(),
        night.slowest
    );
    assert!(
        night.answered.len() > kills / 2,
        "the tills hardly sold: {}",
        night.answered.len()
    );
    assert_eq!(
        unique.len(),
        night.answered.len(),
        "a sale was answered twice"
    );
    assert!(
        night.slowest < Duration::from_secs(5),
        "{:?}",
        night.slowest
    );
    assert_eq!(night.lost(data.path()), Vec::<&str>::new());
}

/// The control: of a store that answered and had flushed nothing since, the same look misses sales.
#[test]
fn a_store_that_did_not_flush_is_found_out() {
    let data = tempfile::tempdir().expect("a folder");
    let cookies = make(data.path());
    let mut night = Night::default();
    let moment = Duration::from_millis(300);
    night.pass(data.path(), &cookies, moment);
    let before = tempfile::tempdir().expect("a folder");
    copy(data.path(), before.path());
    let known = night.answered.len();
    while night.answered.len() <= known + TILLS {
        night.pass(data.path(), &cookies, moment);
    }
    assert_eq!(night.lost(data.path()), Vec::<&str>::new());
    // Numbers have no gaps: the copy has those up to its last. What a till had committed there without an
    // answer is answered in the second night, one sale a till at most; every later one is missed.
    let kept = journal(before.path());
    let last = (1..=MOST_SALES)
        .take_while(|number| has_ticket(&kept, &format!("1-{number}")))
        .count();
    let serial = |number: &&str| number[2..].parse::<usize>().expect("a number");
    let since: Vec<&str> = night.answered[known..].iter().map(String::as_str).collect();
    let later: Vec<&str> = since
        .iter()
        .copied()
        .filter(|number| serial(number) > last)
        .collect();
    assert!(
        last >= known && since.len() - later.len() <= TILLS,
        "{since:?} after {last}"
    );
    assert!(!later.is_empty());
    assert_eq!(night.lost(before.path()), later);
}

/// The files of a store that nobody has open.
fn copy(from: &Path, to: &Path) {
    for file in std::fs::read_dir(from).expect("a folder") {
        let file = file.expect("a file");
        if file.file_type().expect("a type").is_file() {
            std::fs::copy(file.path(), to.join(file.file_name())).expect("copied");
        }
    }
}
