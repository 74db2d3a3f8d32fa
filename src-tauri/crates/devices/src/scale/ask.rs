//! Asks a scale through its port.

use std::time::{Duration, Instant};

use super::{Lines, Protocol, Reading, Refusal, Weight};
use crate::port::{Port, write_all};

/// How long a scale may take.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// For one answer.
    pub reply: Duration,
    /// To come to rest.
    pub settle: Duration,
    /// Between two questions.
    pub look: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            // 22 characters take a fifth of a second at 1200 baud, and some scales think first.
            reply: Duration::from_millis(1500),
            settle: Duration::from_secs(3),
            look: Duration::from_millis(150),
        }
    }
}

/// What the scale shows at this moment.
pub fn look(port: &mut dyn Port, protocol: Protocol, timing: Timing) -> Result<Reading, Refusal> {
    write_all(port, protocol.question(), timing.reply).map_err(|stopped| stopped.cause)?;
    let until = Instant::now() + timing.reply;
    let (mut lines, mut buffer, mut heard) = (Lines::default(), [0; 64], false);
    let mut noise = None;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(match noise {
                Some(refusal) => refusal,
                // Bytes that never end a line: another speed.
                None if heard => Refusal::Unreadable,
                None => Refusal::Silent,
            });
        }
        let count = port.read(&mut buffer, left)?;
        heard |= count > 0;
        for line in lines.feed(&buffer[..count]) {
            match protocol.read(&line) {
                // The tail of a line that began before this question: the answer follows.
                Some(Err(Refusal::Unreadable)) if noise.is_none() => {
                    noise = Some(Refusal::Unreadable);
                }
                Some(answer) => return answer,
                None => {}
            }
        }
    }
}

/// Waits until the scale is at rest with something on it, and takes that weight.
pub fn weigh(port: &mut dyn Port, protocol: Protocol, timing: Timing) -> Result<Weight, Refusal> {
    let until = Instant::now() + timing.settle;
    loop {
        let refusal = match look(port, protocol, timing) {
            Ok(Reading {
                stable: Some(weight),
                ..
            }) => match weight.0 {
                1.. => return Ok(weight),
                0 => return Err(Refusal::Empty),
                _ => return Err(Refusal::Negative),
            },
            Ok(_) => Refusal::Unstable,
            // A hand on the pan, a line cut short: the next answer may be better.
            Err(
                refusal @ (Refusal::Unstable
                | Refusal::Overload
                | Refusal::Underload
                | Refusal::Unreadable),
            ) => refusal,
            Err(refusal) => return Err(refusal),
        };
        if Instant::now() + timing.look >= until {
            return Err(refusal);
        }
        std::thread::sleep(timing.look);
    }
}
