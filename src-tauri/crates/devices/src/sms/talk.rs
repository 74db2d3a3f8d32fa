//! A conversation with a modem: a command, its lines, its end; and what it says unasked.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::codes::Trouble;
use super::pdu::{StatusReport, status_report};
use crate::port::{Port, PortError, write_all};

/// A line longer than this is no modem's.
const LONGEST_LINE: usize = 4_096;
/// How soon a program that ends is noticed.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// The system takes a command at once, or the cable is out.
const TO_WRITE: Duration = Duration::from_secs(5);

/// How a command ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// `OK`, after these lines.
    Done(Vec<String>),
    /// `ERROR`, `+CME ERROR: 10`, `+CMS ERROR: 38`.
    Failed(String),
    /// It waits for a text: `>`.
    Prompt,
}

/// What a modem says unasked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unasked {
    Report(StatusReport),
    /// A report lies in its memory, at this index.
    Stored {
        memory: String,
        index: u32,
    },
}

/// An open line to a modem.
pub(super) struct Talk {
    port: Box<dyn Port>,
    heard: Vec<u8>,
    /// The next line is a report.
    is_report: bool,
    pub(super) unasked: VecDeque<Unasked>,
}

impl Talk {
    pub(super) fn new(port: Box<dyn Port>) -> Self {
        Self {
            port,
            heard: Vec::new(),
            is_report: false,
            unasked: VecDeque::new(),
        }
    }

    /// Leaves a text that was never ended, and forgets what was said before.
    pub(super) fn hush(&mut self, patience: Duration, stop: &AtomicBool) -> Result<(), Trouble> {
        self.write(b"\x1b\r")?;
        let until = Instant::now() + patience;
        while self.line(until, stop)?.is_some() {}
        self.heard.clear();
        Ok(())
    }

    /// Asks, and waits for the end of the answer.
    pub(super) fn ask(
        &mut self,
        command: &str,
        patience: Duration,
        stop: &AtomicBool,
    ) -> Result<Answer, Trouble> {
        self.write(format!("{command}\r").as_bytes())?;
        self.answer(patience, stop)
    }

    /// Waits for the end of an answer.
    pub(super) fn answer(
        &mut self,
        patience: Duration,
        stop: &AtomicBool,
    ) -> Result<Answer, Trouble> {
        let until = Instant::now() + patience;
        let mut lines = Vec::new();
        while let Some(line) = self.line(until, stop)? {
            if line == "OK" {
                return Ok(Answer::Done(lines));
            }
            if line == ">" {
                return Ok(Answer::Prompt);
            }
            if line == "ERROR" || line.starts_with("+CME ERROR") || line.starts_with("+CMS ERROR") {
                return Ok(Answer::Failed(line));
            }
            // Before the echo is off.
            if !line.starts_with("AT") {
                lines.push(line);
            }
        }
        Err(Trouble::new("modem_silent", ""))
    }

    /// All or nothing as far as the end counts: a text is only sent by its last byte.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        write_all(self.port.as_mut(), bytes, TO_WRITE).map_err(|stopped| stopped.cause.into())
    }

    /// Takes in what comes, until then.
    pub(super) fn listen(&mut self, until: Instant, stop: &AtomicBool) -> Result<(), Trouble> {
        while self.line(until, stop)?.is_some() {}
        Ok(())
    }

    /// The next line that is an answer; None: the time is up. Reports are kept apart.
    fn line(&mut self, until: Instant, stop: &AtomicBool) -> Result<Option<String>, Trouble> {
        loop {
            while let Some(line) = self.cut() {
                if let Some(line) = self.sort(line) {
                    return Ok(Some(line));
                }
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            if stop.load(Ordering::Relaxed) {
                return Err(Trouble::new("program_ended", ""));
            }
            let mut buffer = [0; 512];
            let count = match self.port.read(&mut buffer, left.min(LOOK_EVERY)) {
                Ok(count) => count,
                Err(PortError::Timeout { .. }) => 0,
                Err(error) => return Err(error.into()),
            };
            self.heard.extend(&buffer[..count]);
            if self.heard.len() > LONGEST_LINE {
                self.heard.clear();
                return Err(Trouble::new("modem_wrong", ""));
            }
        }
    }

    /// A whole line from what was heard. The prompt has no end.
    fn cut(&mut self) -> Option<String> {
        loop {
            if self.heard.starts_with(b"> ") {
                self.heard.drain(..2);
                return Some(">".to_owned());
            }
            let end = self
                .heard
                .iter()
                .position(|byte| matches!(byte, b'\r' | b'\n'))?;
            let line: Vec<u8> = self.heard.drain(..=end).take(end).collect();
            let line = String::from_utf8_lossy(&line).trim().to_owned();
            if !line.is_empty() {
                return Some(line);
            }
        }
    }

    fn sort(&mut self, line: String) -> Option<String> {
        if std::mem::take(&mut self.is_report) {
            if let Some(report) = status_report(&line) {
                self.unasked.push_back(Unasked::Report(report));
                return None;
            }
            return Some(line);
        }
        if line.starts_with("+CDS:") {
            self.is_report = true;
            return None;
        }
        if let Some(rest) = line.strip_prefix("+CDSI:") {
            let (memory, index) = rest.split_once(',').unwrap_or_default();
            if let Ok(index) = index.trim().parse() {
                let memory = memory.trim().trim_matches('"').to_owned();
                self.unasked.push_back(Unasked::Stored { memory, index });
            }
            return None;
        }
        Some(line)
    }
}
