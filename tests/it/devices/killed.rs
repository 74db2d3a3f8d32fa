//! `kill -9` of the real program in the middle of a ticket: one sale, and a paper that waits for a
//! person.

use std::time::Duration;

use serde_json::{Value, json};
use tests::rig::{Cable, End, wait_for};

use super::counter::{Counter, LAST_WORDS, PRINTER, Shut, id_of};
use super::served::Served;

/// A shop whose day is open, at the real time, its program not running.
fn shut(counter: Counter, address: &str, pieces: &[&'static str]) -> Shut {
    let counter = counter.at_the_real_time();
    let clerk = counter.clerk();
    let put = clerk.put_printer(PRINTER, address, &json!({}), Some(1));
    assert!(put.status.is_success(), "{put:?}");
    clerk.open_day();
    for piece in pieces {
        clerk.enter(piece, 49_000);
    }
    let cookie = clerk.desk.cookie.clone().expect("a session");
    counter.shut(cookie)
}

fn newest(served: &Served) -> Value {
    let jobs = served.get("/print/jobs");
    let jobs = jobs.as_array().expect("a list");
    jobs.last().cloned().unwrap_or(Value::Null)
}

fn wait_until(served: &Served, state: &str) -> Value {
    let what = format!("the newest job to be {state}");
    wait_for(&what, Duration::from_secs(60), || {
        let job = newest(served);
        (job["state"] == state).then_some(job)
    })
}

#[test]
fn killed_in_mid_ticket_the_sale_stands_once_and_its_paper_waits_for_a_person() {
    let counter = Counter::new();
    let cable = Cable::to(counter.printer.port);
    let address = format!("tcp://127.0.0.1:{}", cable.port);
    // Behind the three questions: at the ticket's first byte, in it, and far into it.
    let moments = [("J1", 10), ("J2", 300), ("J3", 700)];
    let pieces = moments.map(|(piece, _)| piece);
    let shop = shut(counter, &address, &pieces);

    for (count, (piece, after)) in moments.into_iter().enumerate() {
        cable.plug(End::LosesAfter(after));
        let served = Served::start(&shop);
        let sale = served.sell(piece, 49_000);
        wait_for(
            "the ticket to be under way",
            Duration::from_secs(60),
            || (cable.passed() >= after && newest(&served)["state"] == "sending").then_some(()),
        );
        drop(served);

        cable.plug(End::Holds);
        let served = Served::start(&shop);
        let job = wait_until(&served, "unsure");
        assert_eq!(job["problem"], "program_ended", "after {after} bytes");
        assert_eq!(job["subject"], sale["number"]);
        let sales = served.get("/sales");
        assert_eq!(sales.as_array().map(Vec::len), Some(count + 1));

        // What comes next prints; the doubtful one does not, until somebody asks.
        served.post(&format!("/devices/{PRINTER}/test"), &json!({}));
        wait_until(&served, "done");
        let path = format!("/print/jobs/{}/retry", id_of(&job["id"]));
        assert_eq!(served.post(&path, &json!({}))["kind"], "duplicate");
        wait_until(&served, "done");
        let number = format!("N° {}", sale["number"].as_str().expect("a number"));
        let papers = shop.printer.receipts();
        let whole: Vec<_> = papers
            .iter()
            .filter(|paper| paper.text.contains(&number) && paper.text.contains(LAST_WORDS))
            .collect();
        assert_eq!(whole.len(), 1, "after {after} bytes");
        assert!(
            whole[0].text.contains("DUPLICATA n° 1"),
            "{}",
            whole[0].text
        );
        served.post("/journal/verify", &json!({}));
    }
}

#[test]
fn killed_before_the_printer_was_there_the_original_comes_out_by_itself() {
    let counter = Counter::new();
    let [_, a, b, c] = std::process::id().to_be_bytes();
    let host = format!("127.{}.{b}.{}", a | 128, c.clamp(1, 254));
    let shop = shut(counter, &format!("tcp://{host}:9100"), &["J1"]);
    let served = Served::start(&shop);
    let sale = served.sell("J1", 49_000);
    wait_for("a first try", Duration::from_secs(60), || {
        let job = newest(&served);
        (job["problem"] == "refused" && job["state"] == "waiting").then_some(())
    });
    drop(served);

    let _cable = Cable::lay((host.as_str(), 9100), shop.printer.port);
    let served = Served::start(&shop);
    wait_until(&served, "done");
    let papers = shop.printer.receipts();
    assert_eq!(papers.len(), 1);
    let number = sale["number"].as_str().expect("a number");
    assert!(papers[0].text.contains(number), "{}", papers[0].text);
    assert!(!papers[0].text.contains("DUPLICATA"), "{}", papers[0].text);
}
