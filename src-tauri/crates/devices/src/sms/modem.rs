//! A GSM modem: made ready, given messages, listened to.

use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::codes::{Meaning, Trouble, meaning};
use super::parts::split;
use super::pdu::{Place, Status, StatusReport, Submit, status_report};
use super::talk::{Answer, Talk, Unasked};
use super::{Outcome, Report};
use crate::port::{Address, open};

/// What the settings say of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Setup {
    /// As typed: `serial:///dev/ttyUSB0?baud=115200`.
    pub address: String,
    /// Of its SIM; empty: none is tried. A wrong one is tried once: the third locks the SIM.
    pub pin: String,
}

impl std::fmt::Debug for Setup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Setup")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

const TO_OPEN: Duration = Duration::from_secs(5);
/// For an ordinary answer.
const TO_ANSWER: Duration = Duration::from_secs(5);
/// For what was said before we came.
const TO_HUSH: Duration = Duration::from_millis(300);
/// For a SIM to be unlocked.
const TO_UNLOCK: Duration = Duration::from_secs(10);
/// Until the network is found, after the SIM was unlocked.
const TO_FIND: Duration = Duration::from_secs(20);
/// Until the network is found again, where nothing was unlocked.
const TO_FIND_AGAIN: Duration = Duration::from_secs(2);
const FIND_EVERY: Duration = Duration::from_millis(500);
/// For the network to take a part.
const TO_TAKE: Duration = Duration::from_secs(60);

/// An open modem.
pub struct Modem {
    talk: Talk,
    pin: String,
    /// Of the next message in parts.
    reference: u8,
}

impl std::fmt::Debug for Modem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Modem").finish_non_exhaustive()
    }
}

impl Modem {
    /// Opens it and sets it up. `reference` numbers its first message in parts.
    pub fn open(setup: &Setup, reference: u8, stop: &AtomicBool) -> Result<Self, Trouble> {
        let address: Address = setup
            .address
            .parse()
            .map_err(|_| Trouble::new("modem_wrong", &setup.address))?;
        let mut modem = Self {
            talk: Talk::new(open(&address, TO_OPEN)?),
            pin: setup.pin.clone(),
            reference,
        };
        modem.talk.hush(TO_HUSH, stop)?;
        modem.must("ATE0", "modem_wrong", stop)?;
        // Numbers instead of `ERROR`; a modem that cannot says less.
        modem.talk.ask("AT+CMEE=1", TO_ANSWER, stop)?;
        Ok(modem)
    }

    /// A command without which nothing goes on.
    fn must(
        &mut self,
        command: &str,
        code: &'static str,
        stop: &AtomicBool,
    ) -> Result<Vec<String>, Trouble> {
        match self.talk.ask(command, TO_ANSWER, stop)? {
            Answer::Done(lines) => Ok(lines),
            Answer::Failed(line) => Err(match meaning(&line) {
                Meaning::Later("modem_refused") => Trouble::new(code, &line),
                Meaning::Later(own) | Meaning::Never(own) | Meaning::Open(own) => {
                    Trouble::new(own, &line)
                }
            }),
            Answer::Prompt => Err(Trouble::new("modem_wrong", ">")),
        }
    }

    /// Makes sure of the SIM and the network, and of how messages are given and reported.
    fn make_ready(&mut self, stop: &AtomicBool) -> Result<(), Trouble> {
        let unlocked = self.unlock(stop)?;
        self.find_network(if unlocked { TO_FIND } else { TO_FIND_AGAIN }, stop)?;
        self.must("AT+CMGF=0", "modem_refused", stop)?;
        // Reports at once; else into its memory; else there are none, which holds nothing up.
        let at_once = self.talk.ask("AT+CNMI=2,0,0,1,0", TO_ANSWER, stop)?;
        if !matches!(at_once, Answer::Done(_)) {
            self.talk.ask("AT+CNMI=2,0,0,2,0", TO_ANSWER, stop)?;
        }
        Ok(())
    }

    /// Whether the SIM had to be unlocked.
    fn unlock(&mut self, stop: &AtomicBool) -> Result<bool, Trouble> {
        let said = self.must("AT+CPIN?", "sim_absent", stop)?.join(" ");
        if said.contains("READY") {
            return Ok(false);
        }
        if said.contains("PUK") {
            return Err(Trouble::new("puk_needed", &said));
        }
        if !said.contains("SIM PIN") || self.pin.is_empty() {
            return Err(Trouble::new("pin_needed", &said));
        }
        // Once: whoever opens this modem again must have been given another.
        let pin = std::mem::take(&mut self.pin);
        match self
            .talk
            .ask(&format!("AT+CPIN=\"{pin}\""), TO_UNLOCK, stop)?
        {
            Answer::Done(_) => {
                self.pin = pin;
                Ok(true)
            }
            Answer::Failed(line) => Err(Trouble::new("pin_wrong", &line)),
            Answer::Prompt => Err(Trouble::new("modem_wrong", ">")),
        }
    }

    /// Registered at home or abroad, in the old network or in the new one.
    fn find_network(&mut self, patience: Duration, stop: &AtomicBool) -> Result<(), Trouble> {
        let until = Instant::now() + patience;
        loop {
            let mut said = String::new();
            for question in ["AT+CREG?", "AT+CEREG?"] {
                let Answer::Done(lines) = self.talk.ask(question, TO_ANSWER, stop)? else {
                    continue;
                };
                // `+CREG: 0,1`, with a place behind it where it tells that too.
                let line = lines.join(" ");
                let state = line.split([':', ',']).nth(2).unwrap_or_default();
                match state.trim() {
                    "1" | "5" => return Ok(()),
                    "3" => return Err(Trouble::new("network_refused", &line)),
                    _ => said = line,
                }
            }
            if Instant::now() >= until {
                return Err(Trouble::new("no_network", &said));
            }
            self.talk.listen(Instant::now() + FIND_EVERY, stop)?;
        }
    }

    /// Sends a message, in as many parts as it needs. Blocks the thread, a minute a part at most.
    pub fn send(&mut self, to: &str, text: &str, stop: &AtomicBool) -> Outcome {
        if let Err(Trouble { code, said }) = self.make_ready(stop) {
            return Outcome::NotSent { code, said };
        }
        let split = split(text);
        self.reference = self.reference.wrapping_add(1);
        let total = split.parts.len();
        let mut references = Vec::new();
        for (at, part) in split.parts.iter().enumerate() {
            let place = (total > 1).then(|| Place {
                reference: self.reference,
                total: u8::try_from(total).unwrap_or(u8::MAX),
                number: u8::try_from(at + 1).unwrap_or(u8::MAX),
            });
            let submit = Submit {
                to,
                alphabet: split.alphabet,
                part,
                place,
            };
            match self.hand_over(&submit, stop) {
                Ok(reference) => references.push(reference),
                // Some of it is with the network: what she reads of it, nobody knows.
                Err(
                    Outcome::NotSent { said, .. }
                    | Outcome::Refused { said, .. }
                    | Outcome::Unsure { said, .. },
                ) if at > 0 => {
                    return Outcome::Unsure {
                        code: "partial",
                        said: format!("{at}/{total} {said}"),
                    };
                }
                Err(outcome) => return outcome,
            }
        }
        Outcome::Accepted {
            references,
            said: String::new(),
        }
    }

    /// Hands one part over; the modem's number of it.
    fn hand_over(&mut self, submit: &Submit<'_>, stop: &AtomicBool) -> Result<String, Outcome> {
        let not_sent = |Trouble { code, said }: Trouble| Outcome::NotSent { code, said };
        let (hex, length) = submit.written();
        let asked = self.talk.ask(&format!("AT+CMGS={length}"), TO_ANSWER, stop);
        match asked.map_err(not_sent)? {
            Answer::Prompt => {}
            Answer::Failed(line) => return Err(failed(&line)),
            Answer::Done(lines) => {
                return Err(not_sent(Trouble::new("modem_wrong", &lines.join(" "))));
            }
        }
        // Nothing leaves the modem before the last byte of this.
        self.talk
            .write(format!("{hex}\x1a").as_bytes())
            .map_err(not_sent)?;
        let answer = self.talk.answer(TO_TAKE, stop).map_err(|trouble| {
            let code = match trouble.code {
                "modem_silent" => "slow",
                "program_ended" => "program_ended",
                _ => "cut",
            };
            Outcome::Unsure {
                code,
                said: trouble.said,
            }
        })?;
        match answer {
            Answer::Done(lines) => {
                let number = lines.iter().find_map(|line| line.strip_prefix("+CMGS:"));
                let number = number.and_then(|number| number.split(',').next());
                Ok(number.unwrap_or_default().trim().to_owned())
            }
            Answer::Failed(line) => Err(failed(&line)),
            Answer::Prompt => Err(Outcome::Unsure {
                code: "cut",
                said: String::new(),
            }),
        }
    }

    /// Listens, until then at most, and gives what the network reported meanwhile and before.
    pub fn listen(&mut self, until: Instant, stop: &AtomicBool) -> Result<Vec<Report>, Trouble> {
        if self.talk.unasked.is_empty() {
            self.talk.listen(until, stop)?;
        }
        let mut reports = Vec::new();
        while let Some(unasked) = self.talk.unasked.pop_front() {
            let report = match unasked {
                Unasked::Report(report) => Some(report),
                Unasked::Stored { memory, index } => self.fetch(&memory, index, stop)?,
            };
            let settled = report.filter(|report| report.status != Status::Waiting);
            reports.extend(settled.map(Report::from));
        }
        Ok(reports)
    }

    /// Takes a report out of the modem's memory.
    fn fetch(
        &mut self,
        memory: &str,
        index: u32,
        stop: &AtomicBool,
    ) -> Result<Option<StatusReport>, Trouble> {
        self.talk
            .ask(&format!("AT+CPMS=\"{memory}\""), TO_ANSWER, stop)?;
        let read = self
            .talk
            .ask(&format!("AT+CMGR={index}"), TO_ANSWER, stop)?;
        let Answer::Done(lines) = read else {
            return Ok(None);
        };
        self.talk
            .ask(&format!("AT+CMGD={index}"), TO_ANSWER, stop)?;
        Ok(lines.iter().find_map(|line| status_report(line)))
    }
}

fn failed(line: &str) -> Outcome {
    let said = line.to_owned();
    match meaning(line) {
        Meaning::Later(code) => Outcome::NotSent { code, said },
        Meaning::Never(code) => Outcome::Refused { code, said },
        Meaning::Open(code) => Outcome::Unsure { code, said },
    }
}

impl From<StatusReport> for Report {
    fn from(report: StatusReport) -> Self {
        Self {
            reference: report.reference.to_string(),
            number: report.number,
            arrived: report.status == Status::Arrived,
            said: format!("{:02X}", report.code),
        }
    }
}
