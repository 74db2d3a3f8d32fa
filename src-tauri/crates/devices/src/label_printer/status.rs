//! What a ZPL printer says about itself: three lines, each between STX and ETX.

use crate::printer::{Fault, Paper, Status};

const STX: u8 = 0x02;
const ETX: u8 = 0x03;
/// No line is longer; what goes on without an end is another device's talk.
const LONGEST_LINE: usize = 128;

/// The answer to `~HS`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HostStatus {
    pub paper_out: bool,
    pub paused: bool,
    /// Labels that were received and are not being printed yet.
    pub in_buffer: u32,
    /// A label is half received.
    pub partial: bool,
    pub head_up: bool,
    pub ribbon_out: bool,
    /// The head is too hot, or the memory damaged.
    pub fault: bool,
    /// Copies of the label in print that are still to come.
    pub remaining: u32,
}

impl HostStatus {
    /// Whether it holds labels back.
    pub const fn is_blocked(self) -> bool {
        self.paper_out || self.paused || self.head_up || self.ribbon_out || self.fault
    }

    /// Whether everything it was given has come out.
    pub const fn is_idle(self) -> bool {
        !self.is_blocked() && !self.partial && self.in_buffer == 0 && self.remaining == 0
    }

    /// The same in the words of every printer.
    pub fn status(self) -> Status {
        Status {
            online: !self.paused,
            paper: if self.paper_out {
                Paper::Out
            } else {
                Paper::Ok
            },
            cover_open: self.head_up,
            drawer_high: false,
            fault: match (self.ribbon_out, self.fault) {
                (true, _) => Some(Fault::Ribbon),
                (false, true) => Some(Fault::Passing),
                (false, false) => None,
            },
        }
    }

    /// Reads the first two lines; None where they are not a host status.
    fn read(first: &str, second: &str) -> Option<Self> {
        let one: Vec<&str> = first.split(',').collect();
        let two: Vec<&str> = second.split(',').collect();
        if one.len() != 12 || two.len() != 11 {
            return None;
        }
        let flag = |text: &str| match text.trim() {
            "0" => Some(false),
            "1" => Some(true),
            _ => None,
        };
        let number = |text: &str| text.trim().parse::<u32>().ok();
        Some(Self {
            paper_out: flag(one[1])?,
            paused: flag(one[2])?,
            in_buffer: number(one[4])?,
            partial: flag(one[7])?,
            // Damaged memory, or too hot a head. Too cold is a state it prints in.
            fault: flag(one[9])? || flag(one[11])?,
            head_up: flag(two[2])?,
            ribbon_out: flag(two[3])?,
            remaining: number(two[8])?,
        })
    }
}

/// Gathers the bytes of answers into statuses.
#[derive(Debug, Default)]
pub(super) struct Answers {
    lines: Vec<String>,
    line: Option<Vec<u8>>,
}

impl Answers {
    /// Takes bytes in, and returns the last whole status among them.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Option<HostStatus> {
        let mut last = None;
        for byte in bytes {
            match (*byte, &mut self.line) {
                (STX, _) => self.line = Some(Vec::new()),
                (ETX, Some(line)) => {
                    let text = String::from_utf8_lossy(line).into_owned();
                    self.line = None;
                    last = self.took(text).or(last);
                }
                (byte, Some(line)) if line.len() < LONGEST_LINE => line.push(byte),
                (_, line) => *line = None,
            }
        }
        last
    }

    /// The third line (a password and the memory) closes an answer.
    fn took(&mut self, line: String) -> Option<HostStatus> {
        self.lines.push(line);
        let [.., first, second, third] = self.lines.as_slice() else {
            return None;
        };
        if third.split(',').count() != 2 {
            return None;
        }
        let status = HostStatus::read(first, second);
        self.lines.clear();
        status
    }
}
