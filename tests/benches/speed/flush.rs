//! How often a sale makes the disk write out its cache: the flushes that the server asks the system
//! for, counted by `strace`. On a slow disk they decide what a sale takes.
//!
//! The control is this program itself, made to flush a file a known number of times behind the same
//! tracer: a count that misses or doubles one is no count.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Barrier;

use serde_json::json;
use uuid::Uuid;

use crate::four::places;
use crate::server::{Server, copy, program, serve_with};
use crate::stock::{ARTICLES, Stocked};
use crate::table::{Goal, Table};

const CONTROL: &str = "ECRIN_BENCH_FLUSHES";
const CONTROL_FLUSHES: usize = 100;
const SALES: usize = 200;
const TILLS: usize = 4;
const LINES: usize = 3;
const TRACED: &str = "trace=fsync,fdatasync,sync_file_range,msync,sync,syncfs";

/// Whether this run is the control; then the flushes have been made.
pub fn is_control() -> bool {
    let Some(path) = std::env::var_os(CONTROL) else {
        return false;
    };
    use std::io::Write;
    let mut file = std::fs::File::create(path).expect("a file");
    for flush in 0..CONTROL_FLUSHES {
        file.write_all(b"one more").expect("written");
        // Half of them from another thread: those count too.
        let done = if flush % 2 == 0 {
            file.sync_data()
        } else {
            let file = &file;
            std::thread::scope(|scope| scope.spawn(move || file.sync_all()).join())
                .expect("a thread")
        };
        done.expect("flushed");
    }
    true
}

pub fn measure(shop: &Stocked, table: &mut Table) {
    let Some(program) = program() else {
        table.not_measured("Flushes a sale", "`ecrin` is not built");
        return;
    };
    let dir = tempfile::tempdir().expect("a folder");
    let trace = dir.path().join("trace");
    let Some(counted) = control(&trace) else {
        table.not_measured(
            "Flushes a sale",
            "`strace` is not installed or may not trace",
        );
        return;
    };
    let work = format!("Control: {CONTROL_FLUSHES} flushes, counted");
    table.figure(&work, figure(counted), "", None, Goal::None);
    if counted != CONTROL_FLUSHES {
        table.not_measured("Flushes a sale", "the control was miscounted");
        return;
    }
    // Opened by the shop's clock: by that of the machine, its last month may be closed.
    let places = places(shop, "W", TILLS);
    let cookies: Vec<String> = places
        .into_iter()
        .filter_map(|one| one.desk.cookie)
        .collect();
    let store = copy(&program, shop);
    let mut command = strace(&trace);
    command.arg(&program);
    serve_with(&mut command, store.path());
    let server = Server::start(command);
    for (work, tills, goal) in [
        ("Flushes a sale, one till", 1, 1.1),
        ("Flushes a sale, four tills at once", TILLS, 0.6),
    ] {
        let flushes = sell(&server, &trace, &cookies[..tills]);
        let each = figure(flushes) / figure(SALES / tills * tills);
        table.figure(work, each, "", None, Goal::AtMost(goal));
    }
}

/// How many of the control's flushes the tracer has seen; None without a tracer.
fn control(trace: &Path) -> Option<usize> {
    let status = strace(trace)
        .arg(std::env::current_exe().ok()?)
        .env(CONTROL, trace.with_extension("control"))
        .stderr(Stdio::null())
        .status();
    status.ok()?.success().then(|| count(trace))
}

fn strace(trace: &Path) -> Command {
    let mut command = Command::new("strace");
    command
        .args(["-f", "-q", "-e", TRACED, "-e", "signal=none", "-o"])
        .arg(trace);
    command
}

/// The flushes so far. A call that another thread's interrupts has two lines; only its first has a
/// parenthesis behind the name.
fn count(trace: &Path) -> usize {
    let text = std::fs::read_to_string(trace).expect("a trace");
    let calls = [
        "fsync(",
        "fdatasync(",
        "sync_file_range(",
        "msync(",
        "syncfs(",
    ];
    let is_call = |line: &&str| calls.iter().any(|call| line.contains(call));
    text.lines().filter(is_call).count()
}

/// So many sales, the tills of a round at the same moment; the flushes between the signal and the
/// last answer of each round.
fn sell(server: &Server, trace: &Path, cookies: &[String]) -> usize {
    let mut flushes = 0;
    for round in 0..SALES / cookies.len() {
        let carts: Vec<_> = cookies
            .iter()
            .map(|cookie| fill_cart(server, cookie, round))
            .collect();
        let before = count(trace);
        let begin = Barrier::new(cookies.len());
        std::thread::scope(|scope| {
            for (cookie, (cart, total_minor)) in cookies.iter().zip(&carts) {
                let begin = &begin;
                scope.spawn(move || {
                    let body = json!({ "id": Uuid::now_v7(), "payments": [{
                        "id": Uuid::now_v7(), "tender": "card", "amount_minor": total_minor,
                        "reference": "A12345",
                    }] });
                    begin.wait();
                    let path = format!("/carts/{cart}/complete");
                    let sale = server.post(&path, cookie, &body);
                    assert_eq!(sale["total_minor"], *total_minor, "{sale}");
                });
            }
        });
        flushes += count(trace) - before;
    }
    flushes
}

fn fill_cart(server: &Server, cookie: &str, round: usize) -> (String, i64) {
    let cart = json!({ "id": Uuid::now_v7() });
    let opened = server.post("/carts", cookie, &cart);
    let cart = opened["id"].as_str().expect("a cart").to_owned();
    let mut total_minor = 0;
    for line in 0..LINES {
        let code = format!("C{:03}", (round * LINES + line) % ARTICLES);
        let line = json!({ "id": Uuid::now_v7(), "code": code });
        let scanned = server.post(&format!("/carts/{cart}/lines"), cookie, &line);
        total_minor = scanned["total_minor"].as_i64().expect("a total");
    }
    (cart, total_minor)
}

#[allow(clippy::cast_precision_loss)] // A few hundred.
fn figure(count: usize) -> f64 {
    count as f64
}
