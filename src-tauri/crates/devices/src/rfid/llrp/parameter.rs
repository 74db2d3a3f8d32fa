//! Parameters inside a message: with a length (TLV), or short ones whose length is in their type (TV).

use super::Broken;

/// One parameter; its value may hold further ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parameter<'a> {
    pub(super) kind: u16,
    pub(super) value: &'a [u8],
}

/// The parameters that stand one after the other to the end of `bytes`.
pub(super) fn parameters(bytes: &[u8]) -> Parameters<'_> {
    Parameters { rest: bytes }
}

pub(super) struct Parameters<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Parameters<'a> {
    type Item = Result<Parameter<'a>, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let read = split(self.rest);
        // Behind a lie nothing is sure.
        self.rest = read.map_or(&[], |(_, rest)| rest);
        Some(read.map(|(parameter, _)| parameter).ok_or(Broken))
    }
}

fn split(bytes: &[u8]) -> Option<(Parameter<'_>, &[u8])> {
    let first = *bytes.first()?;
    let (kind, head, length) = if first & 0x80 == 0 {
        let kind = u16::from_be_bytes([first & 0x03, *bytes.get(1)?]);
        let length = usize::from(u16::from_be_bytes([*bytes.get(2)?, *bytes.get(3)?]));
        (kind, 4, length)
    } else {
        let kind = u16::from(first & 0x7F);
        (kind, 1, 1 + short(kind)?)
    };
    let value = bytes.get(head..length)?;
    Some((Parameter { kind, value }, &bytes[length..]))
}

/// The length of the value of a short parameter; one that is not known cannot be skipped.
fn short(kind: u16) -> Option<usize> {
    Some(match kind {
        // The antenna, the index of the specification, its inventory parameters, the channel.
        1 | 14 | 10 | 7 => 2,
        // First and last seen, by the calendar and since the reader was switched on.
        2..=5 => 8,
        // The strength, in dBm.
        6 => 1,
        // How often it was seen, its CRC and PC bits, the result of an operation.
        8 | 11 | 12 | 15 | 19 => 2,
        // The specifications' ids, the extended PC bits.
        9 | 16 | 20 => 4,
        // EPC-96.
        13 => 12,
        // The CRC of a survey, an operation's id.
        17 | 18 => 2,
        _ => return None,
    })
}

/// A parameter with a length, around what stands in it.
pub(super) fn tlv(kind: u16, value: &[u8]) -> Vec<u8> {
    let length = u16::try_from(4 + value.len()).unwrap_or(u16::MAX);
    let mut bytes = kind.to_be_bytes().to_vec();
    bytes.extend(length.to_be_bytes());
    bytes.extend(value);
    bytes
}
