//! `ecrin serve` from its start to its first answer, and the memory that it takes.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::sample::{Times, timed};
use crate::server::{Server, copy, program, serve};
use crate::stock::{Stocked, number};
use crate::table::{Goal, Table};

const STARTS: usize = 5;
const LOAD: Duration = Duration::from_secs(3);
const CLIENTS: usize = 4;

pub fn measure(shop: &Stocked, table: &mut Table) {
    let Some(program) = program() else {
        table.not_measured("Cold start", "`ecrin` is not built");
        return;
    };
    let dir = copy(&program, shop);
    let (mut times, mut bare) = (Times::default(), Times::default());
    for _ in 0..STARTS {
        let (done, time) = timed(|| {
            let mut command = Command::new(&program);
            let status = command.arg("--version").stdout(Stdio::null()).status();
            status.is_ok_and(|status| status.success())
        });
        assert!(done, "ecrin starts");
        bare.add(time);
        let (server, time) = timed(|| Server::start(serve(&program, dir.path())));
        times.add(time);
        drop(server);
    }
    table.beside(
        "Cold start to the first answer (floor: `ecrin --version`)",
        &times,
        &bare,
        Goal::Median(Duration::from_millis(300)),
    );
    table.grow("Cold start", times.median());
    let server = Server::start(serve(&program, dir.path()));
    let idle = server.megabytes("VmRSS:");
    let answers = load(&server, shop);
    let most = server.megabytes("VmHWM:");
    let busy = format!("Memory at its most, after {answers} answers to {CLIENTS} clients");
    for (work, megabytes, goal) in [("Memory idle", idle, 60.0), (&busy, most, 120.0)] {
        match megabytes {
            Some(megabytes) => {
                table.figure(work, megabytes, "MB", None, Goal::AtMost(goal));
            }
            None => table.not_measured(work, "the system does not tell"),
        }
    }
}

/// Lets clients scan, search and list for a while; says how many answers there were.
fn load(server: &Server, shop: &Stocked) -> usize {
    let cookie = shop.cookie.as_deref().expect("a cookie");
    let until = Instant::now() + LOAD;
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                scope.spawn(move || {
                    let mut answers = 0;
                    while Instant::now() < until {
                        let code = number((answers * 7_919 + client) % shop.pieces);
                        server.get(&format!("/stock/by-code/{code}"), cookie);
                        server.get("/search?q=bague%20emeruade", cookie);
                        server.get("/stock/pieces", cookie);
                        server.get("/sales", cookie);
                        answers += 4;
                    }
                    answers
                })
            })
            .collect();
        let counts = clients
            .into_iter()
            .map(|client| client.join().expect("a client"));
        counts.sum()
    })
}
