//! Bytes into lines.

/// The longest line of either protocol has 22 characters; a device that sends more is no scale.
const LONGEST: usize = 64;

/// Collects bytes into lines, whatever pieces they arrive in.
#[derive(Debug, Default)]
pub struct Lines {
    half: Vec<u8>,
    /// Too long to be an answer: dropped up to its end.
    overlong: bool,
}

impl Lines {
    /// Takes bytes, and gives the lines that are whole, without their ends. Of an overlong line only
    /// its beginning is left.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut lines = Vec::new();
        for byte in bytes {
            match byte {
                b'\n' => {
                    self.overlong = false;
                    let mut line = std::mem::take(&mut self.half);
                    if line.last() == Some(&b'\r') {
                        line.pop();
                    }
                    if !line.is_empty() {
                        lines.push(line);
                    }
                }
                _ if self.overlong => {}
                byte if self.half.len() < LONGEST => self.half.push(*byte),
                _ => self.overlong = true,
            }
        }
        lines
    }
}
