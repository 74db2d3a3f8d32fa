//! A label of a piece as a value: a template and the piece's facts. Placed for one printer, then
//! written in its language (ZPL, EPL, TSPL), drawn on a sheet of paper or on the screen.
//!
//! What does not fit is shortened where the template allows it and refused otherwise: a tag never
//! loses a title, a treatment or a figure silently.

mod code;
mod dialect;
mod epl;
mod facts;
mod hand;
mod place;
mod shelf;
mod svg;
mod template;
#[cfg(test)]
mod tests;
mod tspl;
mod zpl;

pub use code::{CodeError, data_matrix};
pub use dialect::Dialect;
pub use epl::Epl;
pub use facts::Facts;
pub use hand::{Hand, PaperHand};
pub use place::{LabelError, Mark, Placed, place};
pub use shelf::{envelope, template, templates};
pub use svg::svg;
pub use template::{Align, Code, Field, Sheet, Slot, Template, TemplateError, Wing};
pub use tspl::Tspl;
pub use zpl::Zpl;

use serde::{Deserialize, Serialize};

use crate::Language;

/// A label as it is frozen: what comes out of the printer late is what was decided then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    pub template: Template,
    pub facts: Facts,
    pub language: Language,
}
