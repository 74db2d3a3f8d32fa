//! Readers that write one tag a line: its EPC in hexadecimal, behind a prefix where one is set.

use std::time::Duration;

use super::Epc;
use crate::scanner::{Framing, Suffix};

/// The longest line kept: 256 bits, a prefix, spaces between the bytes.
const LONGEST: usize = 256;

/// Collects bytes into tags. A new connection needs a new one: what was half received is gone.
#[derive(Debug)]
pub struct TagLines {
    framing: Framing,
    half: Vec<u8>,
    /// Not to be believed up to its end: too long, or its head was sent before anybody listened.
    drop: bool,
    last: Option<Duration>,
}

impl TagLines {
    /// A reader that is heard this soon after the port was opened was in the middle of a line.
    const SETTLED: Duration = Duration::from_millis(30);
    /// With no suffix, how long a silence ends a line.
    const QUIET: Duration = Duration::from_millis(50);

    /// For a reader set up like this.
    pub fn new(framing: Framing) -> Self {
        Self {
            framing,
            half: Vec::new(),
            drop: false,
            last: None,
        }
    }

    /// Takes bytes received at `now`, a duration since the port was opened.
    pub fn feed(&mut self, bytes: &[u8], now: Duration) -> Vec<Epc> {
        let mut tags: Vec<Epc> = self.quiet(now).into_iter().collect();
        if self.last.is_none() && now < Self::SETTLED {
            self.drop = true;
        }
        self.last = Some(now);
        for byte in bytes {
            if self.ends(*byte) {
                tags.extend(self.close());
            } else if self.half.len() < LONGEST {
                self.half.push(*byte);
            } else {
                self.drop = true;
            }
        }
        tags
    }

    /// Asks, without new bytes, whether silence has ended a line.
    pub fn quiet(&mut self, now: Duration) -> Option<Epc> {
        let silent = self
            .last
            .is_some_and(|last| now.saturating_sub(last) >= Self::QUIET);
        if self.framing.suffix == Suffix::None && silent {
            self.close()
        } else {
            None
        }
    }

    fn ends(&self, byte: u8) -> bool {
        match self.framing.suffix {
            Suffix::Line => matches!(byte, b'\r' | b'\n'),
            Suffix::Tab => byte == b'\t',
            Suffix::Etx => byte == 3,
            Suffix::None => false,
        }
    }

    /// The tag of a whole line; a line without the prefix, or with anything but an EPC, is none.
    fn close(&mut self) -> Option<Epc> {
        let line = std::mem::take(&mut self.half);
        if std::mem::take(&mut self.drop) {
            return None;
        }
        let text = line.strip_prefix(self.framing.prefix.as_slice())?;
        let digits: Vec<u8> = text
            .iter()
            .filter(|byte| !byte.is_ascii_whitespace())
            .copied()
            .collect();
        // Whole words of 16 bits, 64 to 256 of them: shorter ones are a reader's own chatter.
        let words = (16..=64).contains(&digits.len()) && digits.len().is_multiple_of(4);
        let hexadecimal = digits.iter().all(u8::is_ascii_hexdigit);
        let tag = String::from_utf8(digits).ok()?;
        (words && hexadecimal).then(|| tag.to_ascii_uppercase())
    }
}
