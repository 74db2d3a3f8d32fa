//! Where a HID POS scanner puts what, read from its report descriptor.
//!
//! Makers differ: some add bytes of their own between the data and the last flag. Sources: Device
//! Class Definition for HID 1.11 §6.2.2; HID Point of Sale Usage Tables 1.02 §7 (page 0x8C).

use super::USAGE_PAGE;
use std::ops::Range;

/// The places in one input report, in bytes from its start; the report's number, where the scanner
/// has numbered reports, is byte 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The number of the report that carries codes; `None`: reports are not numbered.
    pub report: Option<u8>,
    /// How many data bytes count ("byte count" of page 0x01).
    pub length: Option<usize>,
    /// The three bytes of the AIM identifier.
    pub aim: Option<Range<usize>>,
    /// The data.
    pub data: Range<usize>,
    /// The byte and the bits in it that say "more follows".
    pub continued: Option<(usize, u8)>,
}

impl Default for Layout {
    /// What nearly every scanner sends: number 2, length, AIM, 56 bytes, own symbology, flag.
    fn default() -> Self {
        Self {
            report: Some(2),
            length: Some(1),
            aim: Some(2..5),
            data: 5..61,
            continued: Some((63, 0x01)),
        }
    }
}

const BYTE_COUNT: (u16, u16) = (0x01, 0x3B);
const AIM_1: (u16, u16) = (USAGE_PAGE, 0xFB);
const AIM_3: (u16, u16) = (USAGE_PAGE, 0xFD);
const DATA: (u16, u16) = (USAGE_PAGE, 0xFE);
const CONTINUED: (u16, u16) = (USAGE_PAGE, 0xFF);

/// Reads a report descriptor; `None` when it describes no scanned data.
pub fn layout(descriptor: &[u8]) -> Option<Layout> {
    let fields = fields(descriptor);
    let data = fields.iter().find(|field| field.usage == DATA)?;
    let same = |usage| {
        fields
            .iter()
            .find(|f| f.usage == usage && f.report == data.report)
    };
    let shift = usize::from(data.report.is_some());
    let byte = |field: &Field| shift + field.bit / 8;
    let aim = same(AIM_1).filter(|first| {
        same(AIM_3).is_some_and(|third| third.bit == first.bit + 16 || third.bit == first.bit)
    });
    Some(Layout {
        report: data.report,
        length: same(BYTE_COUNT).map(byte),
        aim: aim.map(|first| byte(first)..byte(first) + 3),
        data: byte(data)..byte(data) + data.bits / 8,
        continued: same(CONTINUED).map(|flag| {
            let mask = if flag.bits >= 8 {
                0xFF
            } else {
                1_u8 << (flag.bit % 8)
            };
            (byte(flag), mask)
        }),
    })
}

#[derive(Debug)]
struct Field {
    usage: (u16, u16),
    report: Option<u8>,
    /// Bits from the start of the report, its number not counted.
    bit: usize,
    bits: usize,
}

/// The input fields of a descriptor, in order.
fn fields(descriptor: &[u8]) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let (mut page, mut size, mut count, mut report) = (0_u16, 0_usize, 0_usize, None);
    let mut usages: Vec<(u16, u16)> = Vec::new();
    let mut ends: Vec<(Option<u8>, usize)> = Vec::new();
    let mut rest = descriptor;
    while let [prefix, after @ ..] = rest {
        // Long items (0xFE) are unknown in practice; without their length nothing after is sure.
        let wide = [0, 1, 2, 4][usize::from(prefix & 3)];
        if *prefix == 0xFE || after.len() < wide {
            break;
        }
        let (value, next) = after.split_at(wide);
        let value = value
            .iter()
            .rev()
            .fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
        let low = u16::try_from(value & 0xFFFF).unwrap_or_default();
        rest = next;
        match prefix & 0xFC {
            0x04 => page = low,
            0x74 => size = usize::from(low),
            0x94 => count = usize::from(low),
            0x84 => report = u8::try_from(low).ok(),
            // A four-byte usage carries its own page.
            0x08 if wide == 4 => {
                usages.push((u16::try_from(value >> 16).unwrap_or_default(), low));
            }
            0x08 => usages.push((page, low)),
            0x80 => {
                if !ends.iter().any(|(of, _)| *of == report) {
                    ends.push((report, 0));
                }
                let Some((_, end)) = ends.iter_mut().find(|(of, _)| *of == report) else {
                    break;
                };
                // One usage stands for the whole array; several share it out, the last one repeats.
                let each = usages.len().max(1);
                let mut left = count;
                for (index, usage) in usages.iter().enumerate() {
                    let share = if index + 1 == each { left } else { left.min(1) };
                    fields.push(Field {
                        usage: *usage,
                        report,
                        bit: *end,
                        bits: share * size,
                    });
                    *end += share * size;
                    left -= share;
                }
                if usages.is_empty() {
                    *end += count * size;
                }
                usages.clear();
            }
            // Output, feature, collection, end of collection: local items end here.
            0x90 | 0xB0 | 0xA0 | 0xC0 => usages.clear(),
            _ => {}
        }
    }
    fields
}
