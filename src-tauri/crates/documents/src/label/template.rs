//! What a label looks like: its size, the wings that are printed, and a slot for each fact.
//!
//! Kept as files in `assets/labels/*.toml`, one a kind of label. Lengths are micrometres, so that no
//! template needs a decimal point.

use serde::{Deserialize, Serialize};

/// A kind of label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The word it is known by, the name of its file.
    pub name: String,
    pub fr: String,
    pub en: String,
    /// The whole label with its tail, as it passes under the head.
    pub width_um: i64,
    pub height_um: i64,
    /// Between two labels of the roll.
    #[serde(default = "gap_um")]
    pub gap_um: i64,
    /// The areas that are printed: the two wings of a rat-tail tag, or the one face of a flat label.
    pub wings: Vec<Wing>,
    /// Whether it holds an RFID chip that the printer writes the piece's EPC into.
    #[serde(default)]
    pub chip: bool,
    /// Where it is a sheet of paper with many labels.
    #[serde(default)]
    pub sheet: Option<Sheet>,
}

const fn gap_um() -> i64 {
    3_000
}

/// A printed area of a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wing {
    pub x_um: i64,
    pub y_um: i64,
    pub width_um: i64,
    pub height_um: i64,
    pub slots: Vec<Slot>,
}

/// Where a fact stands on its wing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    pub field: Field,
    pub x_um: i64,
    pub y_um: i64,
    pub width_um: i64,
    pub height_um: i64,
    /// The height of the letters where there is room; of a code, the width of its module.
    pub size_um: i64,
    /// The least that is still read; the same as `size_um` without it.
    #[serde(default)]
    pub least_um: Option<i64>,
    #[serde(default = "one")]
    pub lines: i64,
    #[serde(default)]
    pub align: Align,
    /// Whether a text too long for it may end in "…". Only the piece's own title may: what the law
    /// makes a shop say, and every figure, is whole or refused.
    #[serde(default)]
    pub shorten: bool,
    #[serde(default)]
    pub code: Code,
}

const fn one() -> i64 {
    1
}

/// What a slot shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Number,
    Title,
    /// Metal, colour and title in ‰.
    Metal,
    /// Stones with their weight and the words that decree 2002-65 makes mandatory.
    Stones,
    Size,
    Weight,
    Price,
    /// The cost in the shop's ten letters.
    CostCode,
    /// The number, for a scanner.
    Code,
}

impl Field {
    /// The word in a template, on the wire and in a refusal.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Title => "title",
            Self::Metal => "metal",
            Self::Stones => "stones",
            Self::Size => "size",
            Self::Weight => "weight",
            Self::Price => "price",
            Self::CostCode => "cost_code",
            Self::Code => "code",
        }
    }
}

/// Which side of its slot a text leans on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    #[default]
    Left,
    Center,
    Right,
}

/// The symbology of a code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    #[default]
    DataMatrix,
    #[serde(rename = "code_128")]
    Code128,
}

/// The grid of labels on an A4 sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    pub columns: i64,
    pub rows: i64,
    /// The first label's corner.
    pub left_um: i64,
    pub top_um: i64,
    /// From one label's edge to the same edge of the next.
    pub across_um: i64,
    pub down_um: i64,
}

/// A4.
const PAPER_UM: (i64, i64) = (210_000, 297_000);
/// No roll is wider, and no label longer.
const LARGEST_UM: i64 = 300_000;

/// Why a template is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// Not the words of a template: a field that is not known, a number that is none.
    #[error("the template cannot be read: {0}")]
    Unreadable(String),
    #[error("a label has a size between 1 mm and 300 mm")]
    Size,
    #[error("a label has one wing at least")]
    NoWing,
    #[error("a wing is outside the label or over another")]
    Wing,
    /// Of no size, or beyond its wing.
    #[error("the slot of {} is empty or leaves its wing", .0.name())]
    Slot(Field),
    /// Letters of no height, no line, or a least size above the wished one.
    #[error("the letters of {} have no size", .0.name())]
    Letters(Field),
    /// Only a piece's own title may be shortened.
    #[error("{} may not be shortened", .0.name())]
    Shortened(Field),
    #[error("a label without the piece's number or its code names nothing")]
    Nameless,
    #[error("the labels do not fit on the sheet")]
    Sheet,
    /// Only a label printer writes chips.
    #[error("a sheet of paper has no chip")]
    Chip,
}

impl Template {
    /// Reads and checks a template.
    pub fn read(text: &str) -> Result<Self, TemplateError> {
        let template: Self = toml::from_str(text)
            .map_err(|error| TemplateError::Unreadable(error.message().to_owned()))?;
        template.check()?;
        Ok(template)
    }

    /// Whether everything in it has a size and a place.
    pub fn check(&self) -> Result<(), TemplateError> {
        let side = 1_000..=LARGEST_UM;
        if !side.contains(&self.width_um)
            || !side.contains(&self.height_um)
            || !(0..=LARGEST_UM).contains(&self.gap_um)
        {
            return Err(TemplateError::Size);
        }
        if self.chip && self.sheet.is_some() {
            return Err(TemplateError::Chip);
        }
        if self.wings.is_empty() {
            return Err(TemplateError::NoWing);
        }
        for (index, wing) in self.wings.iter().enumerate() {
            let area = wing.area();
            let over = self.wings[..index].iter().any(|it| it.area().meets(area));
            if over || !area.is_within(self.width_um, self.height_um) {
                return Err(TemplateError::Wing);
            }
            wing.slots.iter().try_for_each(|slot| slot.check(wing))?;
        }
        let mut slots = self.wings.iter().flat_map(|wing| &wing.slots);
        if !slots.any(|slot| matches!(slot.field, Field::Number | Field::Code)) {
            return Err(TemplateError::Nameless);
        }
        self.sheet.map_or(Ok(()), |sheet| sheet.check(self))
    }
}

/// A rectangle, in micrometres.
#[derive(Clone, Copy)]
struct Area {
    x: i64,
    y: i64,
    width: i64,
    height: i64,
}

impl Area {
    fn is_within(self, width: i64, height: i64) -> bool {
        let sizes = 1..=LARGEST_UM;
        sizes.contains(&self.width)
            && sizes.contains(&self.height)
            && (0..=LARGEST_UM).contains(&self.x)
            && (0..=LARGEST_UM).contains(&self.y)
            && self.x + self.width <= width
            && self.y + self.height <= height
    }

    fn meets(self, other: Self) -> bool {
        self.x < other.x.saturating_add(other.width)
            && other.x < self.x.saturating_add(self.width)
            && self.y < other.y.saturating_add(other.height)
            && other.y < self.y.saturating_add(self.height)
    }
}

impl Wing {
    const fn area(&self) -> Area {
        Area {
            x: self.x_um,
            y: self.y_um,
            width: self.width_um,
            height: self.height_um,
        }
    }
}

impl Slot {
    /// The least size of its letters or modules.
    pub fn least_um(&self) -> i64 {
        self.least_um.unwrap_or(self.size_um)
    }

    fn check(&self, wing: &Wing) -> Result<(), TemplateError> {
        let area = Area {
            x: self.x_um,
            y: self.y_um,
            width: self.width_um,
            height: self.height_um,
        };
        if !area.is_within(wing.width_um, wing.height_um) {
            return Err(TemplateError::Slot(self.field));
        }
        let least = self.least_um();
        if least <= 0 || least > self.size_um || self.size_um > self.height_um || self.lines < 1 {
            return Err(TemplateError::Letters(self.field));
        }
        if self.shorten && self.field != Field::Title {
            return Err(TemplateError::Shortened(self.field));
        }
        Ok(())
    }
}

impl Sheet {
    fn check(self, template: &Template) -> Result<(), TemplateError> {
        let counts = 1..=100;
        let grid = counts.contains(&self.columns) && counts.contains(&self.rows);
        let lengths = [self.left_um, self.top_um, self.across_um, self.down_um];
        if !grid || lengths.iter().any(|um| !(0..=LARGEST_UM).contains(um)) {
            return Err(TemplateError::Sheet);
        }
        let right = self.left_um + (self.columns - 1) * self.across_um + template.width_um;
        let bottom = self.top_um + (self.rows - 1) * self.down_um + template.height_um;
        let over = (self.columns > 1 && self.across_um < template.width_um)
            || (self.rows > 1 && self.down_um < template.height_um);
        if over || right > PAPER_UM.0 || bottom > PAPER_UM.1 {
            return Err(TemplateError::Sheet);
        }
        Ok(())
    }
}
