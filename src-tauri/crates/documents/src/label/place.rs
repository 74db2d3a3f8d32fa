//! Where everything of a label stands, in the dots of whoever prints it.

use serde::{Deserialize, Serialize};

use super::code::{self, CodeError};
use super::{Align, Code, Field, Hand, Label, Slot, Wing};
use crate::code128;
use crate::wrap::wrap;

/// A label whose every mark has its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub width: i64,
    pub height: i64,
    pub gap: i64,
    /// The printed areas as (x, y, width, height): what the screen shows as wings.
    pub wings: Vec<(i64, i64, i64, i64)>,
    pub marks: Vec<Mark>,
    /// What is written into the label's chip, in hexadecimal.
    pub chip: Option<String>,
}

/// Something printed. `x` and `y` are its upper left corner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    Text {
        x: i64,
        y: i64,
        /// Of the line, ascent and descent together.
        height: i64,
        /// As measured.
        width: i64,
        text: String,
    },
    DataMatrix {
        x: i64,
        y: i64,
        /// Dots of one module.
        module: i64,
        /// Modules a side.
        side: i64,
        text: String,
    },
    Code128 {
        x: i64,
        y: i64,
        module: i64,
        width: i64,
        height: i64,
        text: String,
    },
}

/// Why a piece gets no such label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum LabelError {
    /// Even at its least size.
    #[error("{} does not fit", .0.name())]
    DoesNotFit(Field),
    /// The label has a place for it and the piece has none.
    #[error("the piece has no {}", .0.name())]
    Missing(Field),
    /// The number has letters that no scanner returns as they are.
    #[error("a code cannot carry this number")]
    CodeCharacters,
}

impl LabelError {
    /// The stable word that screens translate.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DoesNotFit(_) => "label.does_not_fit",
            Self::Missing(_) => "label.missing",
            Self::CodeCharacters => "label.code_characters",
        }
    }

    /// The field it is about.
    pub const fn field(self) -> Field {
        match self {
            Self::DoesNotFit(field) | Self::Missing(field) => field,
            Self::CodeCharacters => Field::Code,
        }
    }
}

/// Free modules beside a Code 128, which scanners need.
const QUIET: i64 = 10;

/// Places a label for `hand`.
pub fn place(label: &Label, hand: &dyn Hand) -> Result<Placed, LabelError> {
    let template = &label.template;
    let mut marks = Vec::new();
    for wing in &template.wings {
        for slot in &wing.slots {
            let room = Room::of(wing, slot, hand);
            let text = label.facts.text(slot.field, label.language);
            match slot.field {
                Field::Code => marks.push(room.code(&text)?),
                field => {
                    let text = hand.fold(&text);
                    if text.trim().is_empty() {
                        if matches!(field, Field::Price | Field::Number) {
                            return Err(LabelError::Missing(field));
                        }
                        continue;
                    }
                    room.text(&text, &mut marks)?;
                }
            }
        }
    }
    Ok(Placed {
        width: hand.dots(template.width_um),
        height: hand.dots(template.height_um),
        gap: hand.dots(template.gap_um),
        wings: template
            .wings
            .iter()
            .map(|wing| {
                let at = |um| hand.dots(um);
                (
                    at(wing.x_um),
                    at(wing.y_um),
                    at(wing.width_um),
                    at(wing.height_um),
                )
            })
            .collect(),
        marks,
        chip: label.facts.epc.clone().filter(|_| template.chip),
    })
}

/// A slot in dots.
struct Room<'a> {
    hand: &'a dyn Hand,
    slot: &'a Slot,
    x: i64,
    y: i64,
    width: i64,
    height: i64,
}

impl<'a> Room<'a> {
    fn of(wing: &Wing, slot: &'a Slot, hand: &'a dyn Hand) -> Self {
        // Edges are rounded, not sizes: two slots that touch do not overlap by a dot.
        let (left, top) = (wing.x_um + slot.x_um, wing.y_um + slot.y_um);
        let (x, y) = (hand.dots(left), hand.dots(top));
        Self {
            hand,
            slot,
            x,
            y,
            width: hand.dots(left + slot.width_um) - x,
            height: hand.dots(top + slot.height_um) - y,
        }
    }

    fn text(&self, text: &str, marks: &mut Vec<Mark>) -> Result<(), LabelError> {
        let most = self.hand.dots(self.slot.size_um);
        let least = self.hand.dots(self.slot.least_um());
        let heights = self.hand.heights(least, most);
        for height in &heights {
            if let Some(lines) = self.lines(text, *height) {
                self.set(&lines, *height, marks);
                return Ok(());
            }
        }
        let smallest = heights.last().copied();
        let shortened = smallest
            .filter(|_| self.slot.shorten)
            .and_then(|height| Some((self.shortened(text, height)?, height)));
        match shortened {
            Some((lines, height)) => {
                self.set(&lines, height, marks);
                Ok(())
            }
            None => Err(LabelError::DoesNotFit(self.slot.field)),
        }
    }

    /// The lines of a text at this height, if they fit with every word whole.
    fn lines(&self, text: &str, height: i64) -> Option<Vec<String>> {
        let most = (self.height / height.max(1)).min(self.slot.lines);
        let measure = |line: &str| self.hand.width(line, height);
        let whole = text.split(' ').all(|word| measure(word) <= self.width);
        let lines = wrap(text, self.width, &measure);
        let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
        (whole && count <= most).then_some(lines)
    }

    /// As many letters of it as there is room for, and "…".
    fn shortened(&self, text: &str, height: i64) -> Option<Vec<String>> {
        let letters: Vec<char> = text.chars().collect();
        (1..letters.len()).rev().find_map(|count| {
            let head: String = letters[..count].iter().collect();
            self.lines(&format!("{}…", head.trim_end()), height)
        })
    }

    fn set(&self, lines: &[String], height: i64, marks: &mut Vec<Mark>) {
        let mut y = self.y;
        for line in lines {
            let width = self.hand.width(line, height);
            let x = match self.slot.align {
                Align::Left => self.x,
                Align::Center => self.x + (self.width - width) / 2,
                Align::Right => self.x + self.width - width,
            };
            marks.push(Mark::Text {
                x,
                y,
                height,
                width,
                text: line.clone(),
            });
            y += height;
        }
    }

    fn code(&self, text: &str) -> Result<Mark, LabelError> {
        let too_long = LabelError::DoesNotFit(Field::Code);
        let refused = |error| match error {
            CodeError::Characters => LabelError::CodeCharacters,
            CodeError::TooLong => too_long,
        };
        code::check(text).map_err(refused)?;
        let most = self.hand.dots(self.slot.size_um).max(1);
        let least = self.hand.dots(self.slot.least_um()).max(1);
        let text = text.to_owned();
        match self.slot.code {
            Code::DataMatrix => {
                let side = code::side(&text).map_err(refused)?;
                let fits = self.width.min(self.height) / side;
                let module = fits.min(most);
                if module < least {
                    return Err(too_long);
                }
                Ok(Mark::DataMatrix {
                    x: self.x + (self.width - side * module) / 2,
                    y: self.y + (self.height - side * module) / 2,
                    module,
                    side,
                    text,
                })
            }
            // ZPL reads `>` inside Code 128 data as the start of an instruction.
            Code::Code128 if text.contains('>') => Err(LabelError::CodeCharacters),
            Code::Code128 => {
                let (_, modules) = code128::bars(&text).ok_or(LabelError::CodeCharacters)?;
                let modules = i64::try_from(modules).map_err(|_| too_long)?;
                let module = (self.width / (modules + 2 * QUIET)).min(most);
                if module < least {
                    return Err(too_long);
                }
                let width = modules * module;
                Ok(Mark::Code128 {
                    x: self.x + (self.width - width) / 2,
                    y: self.y,
                    module,
                    width,
                    height: self.height,
                    text,
                })
            }
        }
    }
}
