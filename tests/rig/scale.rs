//! A balance at the other end of a pseudo-terminal: the scale's side of Sartorius SBI and of
//! Mettler-Toledo MT-SICS. Two clients from PyPI, `sartoriuslib` and `mettler_toledo_device`, read it
//! in the tests, so that it says what real scales say.

use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use devices::scale::Protocol;
use rustix::pty::{self, OpenptFlags};

/// What lies on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pan {
    /// At rest: sign, digits with their point, unit.
    Rests(char, &'static str, &'static str),
    /// The same while it moves.
    Moves(char, &'static str, &'static str),
    Overloaded,
    /// The pan was lifted off.
    Lifted,
    /// The scale is switched off, its cable still there.
    Silent,
}

/// A running balance; its cable is pulled when the value is dropped.
#[derive(Debug)]
pub struct Scale {
    /// Where the terminal is.
    pub path: String,
    pan: Arc<Mutex<Pan>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Scale {
    /// Plugs one in.
    pub fn start(protocol: Protocol, pan: Pan) -> Self {
        let master = pty::openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)
            .expect("a terminal");
        pty::grantpt(&master).expect("its rights");
        pty::unlockpt(&master).expect("its lock");
        let name = pty::ptsname(&master, Vec::new()).expect("its name");
        rustix::io::ioctl_fionbio(&master, true).expect("reads that do not wait");
        let (pan, stop) = (Arc::new(Mutex::new(pan)), Arc::new(AtomicBool::new(false)));
        let (shown, ending) = (Arc::clone(&pan), Arc::clone(&stop));
        Self {
            path: name.into_string().expect("its name is text"),
            pan,
            stop,
            thread: Some(std::thread::spawn(move || {
                answer(&master, protocol, &shown, &ending);
            })),
        }
    }

    /// Puts something else on it.
    pub fn put(&self, pan: Pan) {
        *self.pan.lock().unwrap_or_else(PoisonError::into_inner) = pan;
    }

    /// Pulls its cable.
    pub fn unplug(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the scale's thread");
        }
    }
}

impl Drop for Scale {
    fn drop(&mut self) {
        self.unplug();
    }
}

fn answer(master: &OwnedFd, protocol: Protocol, pan: &Mutex<Pan>, stop: &AtomicBool) {
    let (mut asked, mut buffer, mut repeats) = (Vec::new(), [0; 64], false);
    while !stop.load(Ordering::Relaxed) {
        match rustix::io::read(master, &mut buffer) {
            Ok(count) => asked.extend_from_slice(&buffer[..count]),
            // Nobody has the other end open, or nobody asks.
            Err(_) => std::thread::park_timeout(Duration::from_millis(5)),
        }
        let pan = *pan.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(command) = next(&mut asked, protocol) {
            repeats = command == "SIR";
            if let Some(line) = reply(protocol, &command, pan) {
                say(master, &line);
            }
        }
        if repeats && pan != Pan::Silent {
            say(master, &sics(pan));
        }
    }
}

fn say(master: &OwnedFd, line: &str) {
    let line = format!("{line}\r\n");
    // A client that is gone hears nothing.
    let _ = rustix::io::write(master, line.as_bytes());
}

/// The next whole command. SBI needs no end of line: `ESC` and a letter, or `ESC` up to `_`.
fn next(asked: &mut Vec<u8>, protocol: Protocol) -> Option<String> {
    let end = match protocol {
        Protocol::Sics => asked.iter().position(|byte| *byte == b'\n')? + 1,
        Protocol::Sbi => {
            let start = asked.iter().position(|byte| *byte == 0x1b)?;
            asked.drain(..start);
            match asked.get(1)? {
                b'x' | b'f' => asked.iter().position(|byte| *byte == b'_')? + 1,
                _ => 2,
            }
        }
    };
    let command: Vec<u8> = asked.drain(..end).collect();
    Some(String::from_utf8_lossy(&command).trim().to_owned())
}

fn reply(protocol: Protocol, command: &str, pan: Pan) -> Option<String> {
    if pan == Pan::Silent {
        return None;
    }
    match (protocol, command) {
        (Protocol::Sbi, "\u{1b}P") => Some(sbi(pan)),
        (Protocol::Sbi, "\u{1b}x1_") => Some("      MSA225S".to_owned()),
        (Protocol::Sbi, _) => None,
        (Protocol::Sics, "SI") => Some(sics(pan)),
        // `S` waits for rest, and says that it did not come.
        (Protocol::Sics, "S") if matches!(pan, Pan::Moves(..)) => Some("S I".to_owned()),
        (Protocol::Sics, "S") => Some(sics(pan)),
        (Protocol::Sics, "SIR") => None,
        (Protocol::Sics, "I4") => Some("I4 A \"1126493049\"".to_owned()),
        (Protocol::Sics, _) => Some("ES".to_owned()),
    }
}

/// The output format with 22 characters, the line's end counted.
fn sbi(pan: Pan) -> String {
    match pan {
        Pan::Rests(sign, digits, unit) => format!("N     {sign} {digits:>8} {unit:<3}"),
        Pan::Moves(sign, digits, _) => format!("N     {sign} {digits:>8}    "),
        Pan::Overloaded => "Stat       High     ".to_owned(),
        Pan::Lifted | Pan::Silent => "Stat       Low      ".to_owned(),
    }
}

fn sics(pan: Pan) -> String {
    let signed = |sign, digits: &str| match sign {
        '-' => format!("-{digits}"),
        _ => digits.to_owned(),
    };
    match pan {
        Pan::Rests(sign, digits, unit) => format!("S S {:>10} {unit}", signed(sign, digits)),
        Pan::Moves(sign, digits, unit) => format!("S D {:>10} {unit}", signed(sign, digits)),
        Pan::Overloaded => "S +".to_owned(),
        Pan::Lifted | Pan::Silent => "S -".to_owned(),
    }
}
