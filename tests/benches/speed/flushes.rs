//! How often a sale makes the device flush: counted by `strace`, where it is installed and allowed.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::four::{TILLS, desks, round};
use crate::sample::{Table, Times};
use crate::sell::{LINES, complete, prepare};
use crate::stock::Stocked;

const SALES: usize = 100;

pub fn measure(shop: &Stocked, table: &mut Table) {
    let goals = "≤ 1.1 one till, ≤ 0.6 four";
    match counted(shop) {
        Some((one, four)) => {
            let figure = format!("{one:.2} one till, {four:.2} four");
            table.figure("Device flushes a sale", &figure, "–", goals);
        }
        None => table.figure(
            "Device flushes a sale",
            "not counted: no strace",
            "–",
            goals,
        ),
    }
}

/// Flushes a sale, of one till and of four.
fn counted(shop: &Stocked) -> Option<(f64, f64)> {
    let sales = SALES.min(shop.pieces / 40 / LINES / 2);
    let first = shop.pieces * 19 / 20;
    let desks = desks(shop);
    let file = tempfile::NamedTempFile::new().ok()?;
    let mut tracer = Command::new("strace")
        .args(["-f", "-ttt", "-e", "trace=fsync,fdatasync", "-p"])
        .arg(std::process::id().to_string())
        .arg("-o")
        .arg(file.path())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let said = BufReader::new(tracer.stderr.take()?).lines().next();
    if !said?.ok()?.contains("attached") {
        let _ = tracer.wait();
        return None;
    }
    let (mut one, mut four) = (Vec::new(), Vec::new());
    for sale in 0..sales {
        let ready = prepare(&desks[0], first + sale * LINES, &mut Times::default());
        let began = now();
        complete(&desks[0], &ready);
        one.push((began, now()));
    }
    let rounds = sales / TILLS;
    let first = first + sales * LINES;
    for index in 0..rounds {
        let round = round(&desks, first + index * TILLS * LINES);
        let end = now();
        four.push((end - round.window.as_secs_f64(), end));
    }
    // An interrupt lets go of this process; being killed would too, without writing the rest.
    let pid = tracer.id().to_string();
    let _ = Command::new("kill").args(["-INT", &pid]).status();
    let _ = tracer.wait();
    let text = std::fs::read_to_string(file.path()).ok()?;
    let times: Vec<f64> = text
        .lines()
        .filter(|line| line.contains("sync(") && !line.contains("resumed"))
        .filter_map(|line| line.split_whitespace().nth(1)?.parse().ok())
        .collect();
    let within = |windows: &[(f64, f64)], sales: usize| {
        let inside = |time: &&f64| windows.iter().any(|(from, to)| (from..=to).contains(&time));
        let count = u32::try_from(times.iter().filter(inside).count()).unwrap_or(u32::MAX);
        f64::from(count) / f64::from(u32::try_from(sales).unwrap_or(1))
    };
    Some((within(&one, sales), within(&four, rounds * TILLS)))
}

fn now() -> f64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.unwrap_or(Duration::ZERO).as_secs_f64()
}
