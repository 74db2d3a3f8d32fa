//! Messages on the wire: three reserved bits, the version in three, the type in ten, the length of
//! the whole in 32, an id in 32, the body.

const HEAD: usize = 10;
/// A report of a thousand tags has some 30,000 bytes; what claims more is no message.
const LONGEST: usize = 1024 * 1024;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub kind: u16,
    pub id: u32,
    pub body: Vec<u8>,
}

/// What comes in is no LLRP, or its lengths lie. Nothing after it can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an LLRP message")]
pub struct Broken;

impl Message {
    /// As it goes out, version 1.
    pub fn bytes(&self) -> Vec<u8> {
        let length = u32::try_from(HEAD + self.body.len()).unwrap_or(u32::MAX);
        let mut bytes = Vec::with_capacity(HEAD + self.body.len());
        bytes.extend((1 << 10 | (self.kind & 0x3FF)).to_be_bytes());
        bytes.extend(length.to_be_bytes());
        bytes.extend(self.id.to_be_bytes());
        bytes.extend(&self.body);
        bytes
    }
}

/// Collects bytes into messages, whatever pieces they arrive in.
#[derive(Debug, Default)]
pub struct Frames {
    half: Vec<u8>,
}

impl Frames {
    /// Takes bytes; gives the messages that are whole.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<Vec<Message>, Broken> {
        self.half.extend_from_slice(bytes);
        let mut messages = Vec::new();
        let mut at = 0;
        while let Some(head) = self.half.get(at..at + HEAD) {
            let first = u16::from_be_bytes([head[0], head[1]]);
            let length = u32::from_be_bytes([head[2], head[3], head[4], head[5]]);
            let length = usize::try_from(length).map_err(|_| Broken)?;
            // Version 1 is LLRP 1.0.1, version 2 LLRP 1.1.
            if !matches!(first >> 10, 1 | 2) || !(HEAD..=LONGEST).contains(&length) {
                return Err(Broken);
            }
            let Some(whole) = self.half.get(at..at + length) else {
                break;
            };
            messages.push(Message {
                kind: first & 0x3FF,
                id: u32::from_be_bytes([head[6], head[7], head[8], head[9]]),
                body: whole[HEAD..].to_vec(),
            });
            at += length;
        }
        self.half.drain(..at);
        Ok(messages)
    }
}
