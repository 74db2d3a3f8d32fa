//! A conversation with a reader, from its greeting to its tags and to a polite end. Data in, data out.

use super::frame::{Broken, Frames, Message};
use super::report::{self, Connection};
use super::{build, kind};
use crate::rfid::{Epc, Refusal};

/// Where the conversation stands: what the reader has to say next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Greeting,
    Configuring,
    /// `true`: what an earlier connection left was cleared away already.
    Adding(bool),
    Clearing,
    Enabling,
    Starting,
    Reading,
    Stopping,
    Deleting,
    Closing,
    Over,
}

/// What came of some bytes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// To be sent back at once.
    pub answer: Vec<u8>,
    /// Tags, as often as they were told.
    pub tags: Vec<Epc>,
}

/// What a message has to do with what was asked last.
enum Answer {
    /// Nothing: it is somebody else's.
    Other,
    Done,
    /// The reader's words.
    Refused(String),
}

/// One connection's conversation.
#[derive(Debug)]
pub struct Session {
    frames: Frames,
    step: Step,
    last_id: u32,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            frames: Frames::default(),
            step: Step::Greeting,
            last_id: 0,
        }
    }
}

impl Session {
    /// Whether tags are being read.
    pub fn is_reading(&self) -> bool {
        self.step == Step::Reading
    }

    /// Whether the reader has let go.
    pub fn is_over(&self) -> bool {
        self.step == Step::Over
    }

    /// Takes bytes from the reader.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<Heard, Refusal> {
        let mut heard = Heard::default();
        for message in self.frames.feed(bytes).map_err(|_| Refusal::Garbled)? {
            self.take(&message, &mut heard)?;
        }
        Ok(heard)
    }

    /// Asks the reader to end what was started here, and nothing else.
    pub fn stop(&mut self) -> Vec<u8> {
        match self.step {
            Step::Starting | Step::Reading => {
                self.request(Step::Stopping, kind::STOP_ROSPEC, build::rospec_id())
            }
            Step::Adding(_) | Step::Clearing | Step::Enabling => {
                self.request(Step::Deleting, kind::DELETE_ROSPEC, build::rospec_id())
            }
            Step::Greeting | Step::Configuring => {
                self.request(Step::Closing, kind::CLOSE_CONNECTION, Vec::new())
            }
            Step::Stopping | Step::Deleting | Step::Closing | Step::Over => Vec::new(),
        }
    }

    fn request(&mut self, next: Step, kind: u16, body: Vec<u8>) -> Vec<u8> {
        self.step = next;
        self.last_id += 1;
        let id = self.last_id;
        Message { kind, id, body }.bytes()
    }

    fn take(&mut self, message: &Message, heard: &mut Heard) -> Result<(), Refusal> {
        match message.kind {
            kind::RO_ACCESS_REPORT => {
                // A report that cannot be read is lost; its tags are seen again.
                if let (Ok(tags), Step::Starting | Step::Reading) =
                    (report::tags(message), self.step)
                {
                    heard.tags.extend(tags);
                }
                return Ok(());
            }
            kind::KEEPALIVE => {
                let ack = Message {
                    kind: kind::KEEPALIVE_ACK,
                    id: message.id,
                    body: Vec::new(),
                };
                heard.answer.extend(ack.bytes());
                return Ok(());
            }
            kind::READER_EVENT_NOTIFICATION => {
                let connection = report::connection(message).map_err(garbled)?;
                return self.connected(connection, heard);
            }
            kind::ERROR_MESSAGE => {
                let words = report::refusal(message).map_err(garbled)?;
                return Err(Refusal::Refused(words.unwrap_or_default()));
            }
            _ => {}
        }
        let next = match self.answered(message)? {
            Answer::Other => Vec::new(),
            Answer::Done => self.next(None)?,
            Answer::Refused(words) => self.next(Some(words))?,
        };
        heard.answer.extend(next);
        Ok(())
    }

    fn connected(&mut self, connection: Connection, heard: &mut Heard) -> Result<(), Refusal> {
        match (connection, self.step) {
            (Connection::Open, Step::Greeting) => {
                let body = build::keepalive();
                let asked = self.request(Step::Configuring, kind::SET_READER_CONFIG, body);
                heard.answer.extend(asked);
                Ok(())
            }
            (Connection::Taken, _) => Err(Refusal::Taken),
            (Connection::Failed, _) => Err(Refusal::Refused("connection".to_owned())),
            (Connection::Closing, _) => {
                self.step = Step::Over;
                Ok(())
            }
            (Connection::Open | Connection::Other, _) => Ok(()),
        }
    }

    /// Whether this answers what was asked last, and how.
    fn answered(&self, message: &Message) -> Result<Answer, Refusal> {
        let wanted = match self.step {
            Step::Greeting | Step::Reading | Step::Over => return Ok(Answer::Other),
            Step::Configuring => kind::SET_READER_CONFIG_RESPONSE,
            Step::Adding(_) => kind::ADD_ROSPEC_RESPONSE,
            Step::Clearing | Step::Deleting => kind::DELETE_ROSPEC_RESPONSE,
            Step::Enabling => kind::ENABLE_ROSPEC_RESPONSE,
            Step::Starting => kind::START_ROSPEC_RESPONSE,
            Step::Stopping => kind::STOP_ROSPEC_RESPONSE,
            Step::Closing => kind::CLOSE_CONNECTION_RESPONSE,
        };
        if message.kind != wanted || message.id != self.last_id {
            return Ok(Answer::Other);
        }
        let refused = report::refusal(message).map_err(garbled)?;
        Ok(refused.map_or(Answer::Done, Answer::Refused))
    }

    /// The next request. `refused`: what the reader said to the last one, where it did not obey.
    fn next(&mut self, refused: Option<String>) -> Result<Vec<u8>, Refusal> {
        let id = build::rospec_id();
        Ok(match (self.step, refused) {
            // A reader without signs of life reads tags all the same.
            (Step::Configuring, _) => {
                self.request(Step::Adding(false), kind::ADD_ROSPEC, build::rospec())
            }
            // Ours is still there from a connection that was cut.
            (Step::Adding(false), Some(_)) => self.request(Step::Clearing, kind::DELETE_ROSPEC, id),
            (Step::Clearing, _) => {
                self.request(Step::Adding(true), kind::ADD_ROSPEC, build::rospec())
            }
            (Step::Adding(_), None) => self.request(Step::Enabling, kind::ENABLE_ROSPEC, id),
            (Step::Enabling, None) => self.request(Step::Starting, kind::START_ROSPEC, id),
            (Step::Starting, None) => {
                self.step = Step::Reading;
                Vec::new()
            }
            (Step::Adding(true) | Step::Enabling | Step::Starting, Some(words)) => {
                return Err(Refusal::Refused(words));
            }
            // On the way out nothing is insisted upon.
            (Step::Stopping, _) => self.request(Step::Deleting, kind::DELETE_ROSPEC, id),
            (Step::Deleting, _) => self.request(Step::Closing, kind::CLOSE_CONNECTION, Vec::new()),
            (Step::Closing, _) => {
                self.step = Step::Over;
                Vec::new()
            }
            (Step::Greeting | Step::Reading | Step::Over, _) => Vec::new(),
        })
    }
}

fn garbled(_: Broken) -> Refusal {
    Refusal::Garbled
}
