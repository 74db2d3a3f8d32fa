//! Speaks to one device from a terminal, with nothing else of Écrin: to see whether a printer or a
//! scanner works, and for the tests against a real kernel.
//!
//! ```text
//! cargo run -p devices --example device -- find
//! cargo run -p devices --example device -- status tcp://192.168.1.50
//! cargo run -p devices --example device -- print file:///dev/usb/lp0 ticket.bin
//! cargo run -p devices --example device -- kick usb://04b8:0e28
//! cargo run -p devices --example device -- scan hid://0c2e:0b61 3
//! ```

use devices::{
    drawer::{Pulse, kick},
    find, port,
    printer::{Answers, Going, Outcome, Timing, query, run},
    scanner::{Event, Framing, listen},
};
use std::{ops::ControlFlow, process::ExitCode, time::Duration};

const USAGE: &str =
    "find | status ADDRESS | print ADDRESS FILE | kick ADDRESS | scan ADDRESS COUNT";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["find"] => {
            for candidate in find::local() {
                let name = candidate.name.as_deref().unwrap_or("-");
                println!("{}\t{}\t{name}", candidate.kind.code(), candidate.address);
            }
            Ok(())
        }
        ["status", address] => open(address).and_then(|mut port| {
            let status = query(port.as_mut(), timing()).map_err(|cause| cause.code().to_owned())?;
            println!("{status:?}");
            Ok(())
        }),
        ["print", address, file] => open(address).and_then(|mut port| {
            let job = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
            let mut told = None;
            let outcome = run(
                port.as_mut(),
                &job,
                Answers::Full,
                timing(),
                &mut |held_up| {
                    if told.as_ref() != held_up {
                        eprintln!("held up: {held_up:?}");
                        told = held_up.copied();
                    }
                    Going::On
                },
            );
            tell(&outcome)
        }),
        ["kick", address] => open(address).and_then(|mut port| {
            tell(&kick(
                port.as_mut(),
                Pulse::default(),
                Answers::Full,
                timing(),
            ))
        }),
        ["scan", address, count] => scan(address, count),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn open(address: &str) -> Result<Box<dyn port::Port>, String> {
    let address: port::Address = address.parse().map_err(|error| format!("{error}"))?;
    port::open(&address, Duration::from_secs(3))
        .map_err(|error| format!("{}: {error}", error.code()))
}

fn timing() -> Timing {
    Timing {
        patience: Duration::from_secs(10),
        ..Timing::default()
    }
}

fn tell(outcome: &Outcome) -> Result<(), String> {
    match outcome {
        Outcome::Printed { confirmed, .. } => {
            println!("printed, confirmed: {confirmed}");
            Ok(())
        }
        Outcome::NotSent { cause } => Err(format!("not sent: {}: {cause}", cause.code())),
        Outcome::Unsure {
            accepted,
            certain,
            total,
            cause,
        } => Err(format!(
            "unsure: {accepted} of {total} bytes, {certain} certain: {}: {cause}",
            cause.code()
        )),
    }
}

fn scan(address: &str, count: &str) -> Result<(), String> {
    let address: port::Address = address.parse().map_err(|error| format!("{error}"))?;
    let mut left: usize = count.parse().map_err(|_| USAGE.to_owned())?;
    listen(&address, &Framing::default(), &mut |event| {
        match event {
            Event::Connected => println!("connected"),
            Event::Lost(error) => println!("lost: {}", error.code()),
            Event::Scan(scan) => {
                let symbology = scan.symbology.map_or("-", |symbology| symbology.code());
                println!("{symbology}\t{}", scan.code);
                left -= 1;
            }
            Event::Quiet => {}
        }
        if left == 0 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    Ok(())
}
