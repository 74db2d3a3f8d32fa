//! Messages as a modem takes and gives them in PDU mode (3GPP TS 23.040, 9.2; TS 27.005, 3 and 4).

use super::parts::Alphabet;

/// Where a part stands in a message of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The same for all parts of one message.
    pub reference: u8,
    pub total: u8,
    /// From 1.
    pub number: u8,
}

/// A part that is to leave.
#[derive(Clone, Copy, Debug)]
pub struct Submit<'a> {
    /// With its country: `+33612345678`.
    pub to: &'a str,
    pub alphabet: Alphabet,
    /// As [`super::Split`] has it.
    pub part: &'a [u8],
    /// None: it stands alone.
    pub place: Option<Place>,
}

/// SMS-SUBMIT.
const SUBMIT: u8 = 0x01;
/// A validity of one byte follows.
const RELATIVE: u8 = 0x10;
/// The network says what became of it.
const WANTS_REPORT: u8 = 0x20;
/// The text begins with a header.
const HAS_HEADER: u8 = 0x40;
/// Three days, in which the network keeps trying (9.2.3.12.1: days from 166 on).
const THREE_DAYS: u8 = 169;
/// A number with its country, of the ordinary plan.
const INTERNATIONAL: u8 = 0x91;

impl Submit<'_> {
    /// Hexadecimal for the modem, and the length that `AT+CMGS` wants: the bytes without the first,
    /// which leaves the service centre to the SIM.
    pub fn written(&self) -> (String, usize) {
        let digits = self.to.trim_start_matches('+');
        let header = self
            .place
            .map(|place| vec![0x05, 0x00, 0x03, place.reference, place.total, place.number]);
        let mut first = SUBMIT | RELATIVE | WANTS_REPORT;
        if header.is_some() {
            first |= HAS_HEADER;
        }
        // The modem numbers it.
        let mut bytes = vec![first, 0x00];
        bytes.push(u8::try_from(digits.len()).unwrap_or(u8::MAX));
        bytes.push(INTERNATIONAL);
        bytes.extend(semi_octets(digits));
        bytes.push(0x00);
        bytes.push(match self.alphabet {
            Alphabet::Gsm => 0x00,
            Alphabet::Ucs2 => 0x08,
        });
        bytes.push(THREE_DAYS);
        let header = header.unwrap_or_default();
        let (length, text) = match self.alphabet {
            Alphabet::Gsm => {
                // The text begins at the next whole septet behind the header.
                let taken = (header.len() * 8).div_ceil(7);
                let fill = taken * 7 - header.len() * 8;
                (taken + self.part.len(), packed(self.part, fill))
            }
            Alphabet::Ucs2 => (header.len() + self.part.len(), self.part.to_vec()),
        };
        bytes.push(u8::try_from(length).unwrap_or(u8::MAX));
        bytes.extend(header);
        bytes.extend(text);
        let hex: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        (format!("00{hex}"), bytes.len())
    }
}

/// Two digits a byte, the first in the low half; an odd one out is filled with F.
fn semi_octets(digits: &str) -> Vec<u8> {
    let values: Vec<u8> = digits
        .bytes()
        .map(|byte| byte.wrapping_sub(b'0') & 0x0f)
        .collect();
    values
        .chunks(2)
        .map(|pair| pair[0] | (pair.get(1).copied().unwrap_or(0x0f) << 4))
        .collect()
}

/// Seven bits a letter, the lowest first, behind so many empty bits.
fn packed(septets: &[u8], fill: usize) -> Vec<u8> {
    let bits = fill + septets.len() * 7;
    let mut out = vec![0_u8; bits.div_ceil(8)];
    for (at, septet) in septets.iter().enumerate() {
        for bit in 0..7 {
            if septet >> bit & 1 == 1 {
                let place = fill + at * 7 + bit;
                out[place / 8] |= 1 << (place % 8);
            }
        }
    }
    out
}

/// What the network says of a part (9.2.3.15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Arrived,
    /// Not yet; it goes on trying, and another report follows.
    Waiting,
    /// It never will.
    Lost,
}

/// SMS-STATUS-REPORT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusReport {
    pub reference: u8,
    pub number: String,
    pub status: Status,
    /// The network's byte.
    pub code: u8,
}

/// Reads a report. None: it is something else, or cut short.
pub fn status_report(hex: &str) -> Option<StatusReport> {
    let bytes = from_hex(hex)?;
    let centre = usize::from(*bytes.first()?);
    let rest = bytes.get(1 + centre..)?;
    let [first, reference, digits, kind, ..] = *rest else {
        return None;
    };
    if first & 0x03 != 0x02 {
        return None;
    }
    let digits = usize::from(digits);
    let number = rest.get(4..4 + digits.div_ceil(2))?;
    let mut text = String::new();
    for byte in number {
        for half in [byte & 0x0f, byte >> 4] {
            if half <= 9 {
                text.push(char::from(b'0' + half));
            }
        }
    }
    text.truncate(digits);
    if kind & 0x70 == 0x10 {
        text.insert(0, '+');
    }
    // Behind the two times of seven bytes each.
    let code = *rest.get(4 + digits.div_ceil(2) + 14)?;
    Some(StatusReport {
        reference,
        number: text,
        status: match code {
            0x00..=0x1f => Status::Arrived,
            0x20..=0x3f => Status::Waiting,
            _ => Status::Lost,
        },
        code,
    })
}

fn from_hex(hex: &str) -> Option<Vec<u8>> {
    let hex = hex.trim();
    if !hex.len().is_multiple_of(2) || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok())
        .collect()
}
