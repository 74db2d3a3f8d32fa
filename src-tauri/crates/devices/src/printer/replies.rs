//! Sorts the bytes that a printer sends back.
//!
//! Epson gives each kind its own fixed bits, so that they can be told apart in any order: an answer
//! to DLE EOT is `0xx1xx10`, the first of four status bytes sent unasked is `0xx1xx00`, the answer
//! to GS r is `0xx0xxxx`; XON is `11`, XOFF `13`.

/// One answer of a printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// The answer to a `DLE EOT n`; which one, only the asker knows.
    RealTime(u8),
    /// Four bytes of "Automatic Status Back".
    Unasked([u8; 4]),
    /// The answer to `GS r`: what came before it is printed.
    Mark(u8),
}

/// Collects bytes into replies. Keeps a half-received status across reads.
#[derive(Debug, Default)]
pub struct Replies {
    half: Vec<u8>,
}

impl Replies {
    /// Takes bytes in the order received and returns the replies that became complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Reply> {
        bytes.iter().filter_map(|byte| self.take(*byte)).collect()
    }

    fn take(&mut self, byte: u8) -> Option<Reply> {
        if !self.half.is_empty() {
            // Bytes two to four are `0xx0xxxx`; anything else means that the rest got lost.
            if byte & 0x90 == 0 {
                self.half.push(byte);
                if let Ok(whole) = <[u8; 4]>::try_from(self.half.as_slice()) {
                    self.half.clear();
                    return Some(Reply::Unasked(whole));
                }
                return None;
            }
            self.half.clear();
        }
        match byte {
            _ if byte & 0x93 == 0x12 => Some(Reply::RealTime(byte)),
            _ if byte & 0x93 == 0x10 => {
                self.half.push(byte);
                None
            }
            _ if byte & 0x90 == 0 => Some(Reply::Mark(byte)),
            // XON, XOFF, line noise.
            _ => None,
        }
    }
}
