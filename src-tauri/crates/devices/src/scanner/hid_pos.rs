//! HID POS reports, put together into codes.

use super::{LONGEST, Layout, Scan, aim, text};

/// Collects the reports of one scanner. A new connection needs a new one: what was half received is
/// gone with the old.
#[derive(Debug)]
pub struct HidPos {
    layout: Layout,
    half: Vec<u8>,
    aim: Vec<u8>,
}

impl HidPos {
    /// For a scanner whose reports look like this.
    pub fn new(layout: Layout) -> Self {
        Self {
            layout,
            half: Vec::new(),
            aim: Vec::new(),
        }
    }

    /// Takes one report as the system gives it, its number first if it has one. Returns the code
    /// when this was its last part. A report of another number, or one too short, is ignored.
    pub fn feed(&mut self, report: &[u8]) -> Option<Scan> {
        let Layout {
            report: number,
            length,
            aim,
            data,
            continued,
        } = &self.layout;
        if number.is_some() && report.first().copied() != *number || report.len() <= data.start {
            return None;
        }
        let field = &report[data.start..data.end.min(report.len())];
        let counted = match length.and_then(|at| report.get(at)) {
            Some(count) => usize::from(*count),
            // Without a count the data ends at its last byte that is not padding.
            None => field
                .iter()
                .rposition(|byte| *byte != 0)
                .map_or(0, |last| last + 1),
        };
        let part = &field[..counted.min(field.len())];
        let more = continued
            .is_some_and(|(at, mask)| report.get(at).is_some_and(|flags| flags & mask != 0));
        if self.half.is_empty()
            && let Some(found) = aim.clone().and_then(|range| report.get(range))
        {
            self.aim = found.to_vec();
        }
        // A scanner that never says "last" must not fill the memory.
        if self.half.len() + part.len() > LONGEST {
            self.half.clear();
            return None;
        }
        self.half.extend_from_slice(part);
        if more || self.half.is_empty() {
            return None;
        }
        let whole = std::mem::take(&mut self.half);
        let symbology = aim::split(&self.aim).0;
        // Some scanners repeat the identifier in the data, set up to do so for a keyboard.
        let (inside, code) = aim::split(&whole);
        let code = if inside.is_some() && inside == symbology {
            code
        } else {
            &whole[..]
        };
        let code = text(code);
        let code = code.trim_end_matches(['\r', '\n', '\t']);
        (!code.is_empty()).then(|| Scan {
            code: code.to_owned(),
            symbology,
        })
    }
}
