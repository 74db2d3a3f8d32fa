//! What a device can do, beyond where it is. Kept as JSON, so fields are only ever added, with a
//! default.

use serde::{Deserialize, Serialize};

/// Options of a receipt printer, a label printer, a scanner, a scale and an RFID reader; each kind reads its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Characters of the ordinary font on a line: 48 on 80 mm paper, 32 on 58 mm.
    pub columns: u16,
    /// How much the printer says about itself.
    pub answers: Answers,
    /// The drawer on its connector, if there is one.
    pub drawer: Option<DrawerPin>,
    /// After which sales that drawer opens.
    pub opens_after: OpensAfter,
    /// What ends a code from a serial scanner, a tag from a reader that writes lines.
    pub suffix: Suffix,
    /// What stands in front of one; often nothing.
    pub prefix: String,
    /// What a label printer is spoken to in.
    pub language: LabelLanguage,
    /// Dots an inch of a label printer's head: 203 or 300.
    pub dots_per_inch: u16,
    /// What a scale is spoken to in.
    pub scale: ScaleProtocol,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            columns: 48,
            answers: Answers::Full,
            drawer: Some(DrawerPin::Two),
            opens_after: OpensAfter::Cash,
            suffix: Suffix::Line,
            prefix: String::new(),
            language: LabelLanguage::Zpl,
            dots_per_inch: 203,
            scale: ScaleProtocol::Sbi,
        }
    }
}

/// How much a printer says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answers {
    /// Its state, and when a ticket is done.
    Full,
    /// Its state only.
    Status,
    /// Nothing: a ticket counts as printed once it is sent.
    Nothing,
}

/// What a label printer is spoken to in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelLanguage {
    /// Zebra's, and what most others understand too.
    Zpl,
    /// Of older Zebra and Eltron printers.
    Epl,
    /// TSC's, and of most inexpensive printers.
    Tspl,
}

/// What a scale is spoken to in; it is chosen in the scale's own menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScaleProtocol {
    /// Sartorius.
    Sbi,
    /// Mettler-Toledo, and most others (MT-SICS).
    Sics,
}

/// Which wire of the printer's connector the drawer listens to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DrawerPin {
    Two,
    Five,
}

/// After which sales the drawer opens by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpensAfter {
    /// Those that move cash.
    Cash,
    /// All of them: some shops keep cheques and card slips in it.
    Every,
}

/// What ends a code from a serial scanner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suffix {
    /// CR, LF or both.
    Line,
    Tab,
    Etx,
    /// A short silence.
    None,
}
