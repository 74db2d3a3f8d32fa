//! Hears one reader for as long as somebody wants to, through cut cables and restarts.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::llrp::Session;
use super::{Epc, Refusal, TagLines};
use crate::port::{self, Address, Port, write_all};
use crate::scanner::Framing;

/// What a reader does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It is there and reads.
    Connected,
    /// It is not there, or no longer; told once, while the search goes on.
    Lost(Refusal),
    /// It sees these, as often as it says so.
    Tags(Vec<Epc>),
    /// Nothing happened for a moment: the caller may break off.
    Quiet,
}

type Sink<'a> = &'a mut dyn FnMut(Event) -> ControlFlow<()>;

/// How long a read waits; also how soon a listener notices that it should end.
const WAIT: Duration = Duration::from_millis(100);
/// To reach a reader in the same building, switched on.
const CONNECT: Duration = Duration::from_secs(2);
/// From the connection to the first tag that could be read.
const BEGIN: Duration = Duration::from_secs(10);
/// A reader says every three seconds that it is alive; some are late.
const ALIVE: Duration = Duration::from_secs(12);
/// Between two attempts to find a reader that is away.
const AGAIN: Duration = Duration::from_secs(1);
/// For a polite end.
const END: Duration = Duration::from_secs(2);

/// Blocks, and hands each event to `sink` until that breaks off. Connects again by itself.
pub fn listen(address: &Address, framing: &Framing, sink: Sink<'_>) {
    let mut told = None;
    loop {
        let mut connected = false;
        let outcome = once(address, framing, &mut |event| {
            connected |= event == Event::Connected;
            sink(event)
        });
        let Err(refusal) = outcome else { return };
        // The same absence is told once, not once a second.
        if connected || told.as_ref() != Some(&refusal) {
            if sink(Event::Lost(refusal.clone())).is_break() {
                return;
            }
            told = Some(refusal);
        }
        let until = Instant::now() + AGAIN;
        while Instant::now() < until {
            std::thread::sleep(WAIT.min(until.saturating_duration_since(Instant::now())));
            if sink(Event::Quiet).is_break() {
                return;
            }
        }
    }
}

/// What lies in the field: each tag that is read within this time, and how often.
pub fn field(
    address: &Address,
    framing: &Framing,
    time: Duration,
) -> Result<BTreeMap<Epc, u32>, Refusal> {
    let mut seen = BTreeMap::new();
    let mut until = None;
    once(address, framing, &mut |event| {
        match event {
            Event::Connected => until = Some(Instant::now() + time),
            Event::Tags(tags) => {
                for tag in tags {
                    *seen.entry(tag).or_default() += 1;
                }
            }
            Event::Lost(_) | Event::Quiet => {}
        }
        match until {
            Some(until) if Instant::now() >= until => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    })?;
    Ok(seen)
}

/// One connection. `Ok`: the sink broke off. `Err`: the reader is away.
fn once(address: &Address, framing: &Framing, sink: Sink<'_>) -> Result<(), Refusal> {
    let mut port = port::open(address, CONNECT)?;
    if matches!(address, Address::Llrp { .. }) {
        let mut session = Session::default();
        llrp(port.as_mut(), &mut session, sink)?;
        bye(port.as_mut(), &mut session);
        return Ok(());
    }
    lines(port.as_mut(), framing, sink)
}

fn llrp(port: &mut dyn Port, session: &mut Session, sink: Sink<'_>) -> Result<(), Refusal> {
    let (begun, mut alive) = (Instant::now(), Instant::now());
    let mut buffer = [0; 4096];
    let mut reading = false;
    loop {
        let count = port.read(&mut buffer, WAIT)?;
        if count > 0 {
            alive = Instant::now();
        }
        let heard = session.feed(&buffer[..count])?;
        if !heard.answer.is_empty() {
            write_all(port, &heard.answer, END).map_err(|stopped| stopped.cause)?;
        }
        if session.is_over() {
            return Err(Refusal::Silent);
        }
        let mut events = Vec::new();
        if session.is_reading() && !reading {
            reading = true;
            events.push(Event::Connected);
        }
        let silent = alive.elapsed() > ALIVE || (!reading && begun.elapsed() > BEGIN);
        if silent {
            return Err(Refusal::Silent);
        }
        events.push(if heard.tags.is_empty() {
            Event::Quiet
        } else {
            Event::Tags(heard.tags)
        });
        for event in events {
            if sink(event).is_break() {
                return Ok(());
            }
        }
    }
}

/// Leaves the reader as it was found. One that does not answer is left to itself.
fn bye(port: &mut dyn Port, session: &mut Session) {
    let until = Instant::now() + END;
    let mut buffer = [0; 4096];
    let mut say = session.stop();
    while !session.is_over() {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() || write_all(port, &say, left).is_err() {
            return;
        }
        let Ok(count) = port.read(&mut buffer, left) else {
            return;
        };
        let Ok(heard) = session.feed(&buffer[..count]) else {
            return;
        };
        say = heard.answer;
    }
}

fn lines(port: &mut dyn Port, framing: &Framing, sink: Sink<'_>) -> Result<(), Refusal> {
    if sink(Event::Connected).is_break() {
        return Ok(());
    }
    let mut decoder = TagLines::new(framing.clone());
    let start = Instant::now();
    let mut buffer = [0; 256];
    loop {
        let count = port.read(&mut buffer, WAIT)?;
        let tags = if count == 0 {
            decoder.quiet(start.elapsed()).into_iter().collect()
        } else {
            decoder.feed(&buffer[..count], start.elapsed())
        };
        let event = if tags.is_empty() {
            Event::Quiet
        } else {
            Event::Tags(tags)
        };
        if sink(event).is_break() {
            return Ok(());
        }
    }
}
