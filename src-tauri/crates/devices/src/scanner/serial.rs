//! Serial scanners: bytes between a prefix and a suffix.

use super::{LONGEST, Scan, aim, text};
use std::time::Duration;

/// How a scanner frames a code; set on the scanner with the sheet in its box.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Framing {
    /// Bytes in front, STX for instance; what comes before them is line noise. Often empty.
    pub prefix: Vec<u8>,
    /// What ends a code.
    pub suffix: Suffix,
}

/// What ends a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Suffix {
    /// CR, LF, or both in any order: the factory setting.
    #[default]
    Line,
    Tab,
    /// ETX (03).
    Etx,
    /// Nothing: a code ends when the line is quiet for [`Serial::QUIET`].
    None,
}

impl Suffix {
    fn ends(self, byte: u8) -> bool {
        match self {
            Self::Line => matches!(byte, b'\r' | b'\n'),
            Self::Tab => byte == b'\t',
            Self::Etx => byte == 3,
            Self::None => false,
        }
    }
}

/// Collects bytes into codes.
#[derive(Debug)]
pub struct Serial {
    framing: Framing,
    half: Vec<u8>,
    /// Too long to be a code: dropped up to its end.
    overlong: bool,
    last: Duration,
}

impl Serial {
    /// With no suffix, how long a silence ends a code: six characters at 1200 baud, far less than
    /// two pulls of a trigger.
    pub const QUIET: Duration = Duration::from_millis(50);

    /// For a scanner set up like this.
    pub fn new(framing: Framing) -> Self {
        Self {
            framing,
            half: Vec::new(),
            overlong: false,
            last: Duration::ZERO,
        }
    }

    /// Takes bytes received at `now` (a duration since any fixed start).
    pub fn feed(&mut self, bytes: &[u8], now: Duration) -> Vec<Scan> {
        let mut scans: Vec<Scan> = self.quiet(now).into_iter().collect();
        self.last = now;
        for byte in bytes {
            if self.framing.suffix.ends(*byte) {
                scans.extend(self.close());
            } else if self.half.len() < LONGEST {
                self.half.push(*byte);
            } else {
                self.overlong = true;
            }
        }
        scans
    }

    /// Asks, without new bytes, whether silence has ended a code.
    pub fn quiet(&mut self, now: Duration) -> Option<Scan> {
        let silent = now.saturating_sub(self.last) >= Self::QUIET;
        if self.framing.suffix == Suffix::None && silent {
            self.close()
        } else {
            None
        }
    }

    fn close(&mut self) -> Option<Scan> {
        let whole = std::mem::take(&mut self.half);
        if std::mem::take(&mut self.overlong) {
            return None;
        }
        let prefix = &self.framing.prefix;
        let framed = if prefix.is_empty() {
            None
        } else {
            whole
                .windows(prefix.len())
                .position(|window| window == prefix.as_slice())
        };
        let inside = framed.map_or(&whole[..], |at| &whole[at + prefix.len()..]);
        let (symbology, code) = aim::split(inside);
        let code = text(code).trim_matches(['\r', '\n', '\0']).to_owned();
        (!code.is_empty()).then_some(Scan { code, symbology })
    }
}
