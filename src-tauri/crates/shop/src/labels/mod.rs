//! Labels of pieces: what stands on them, batches for a label printer, sheets of paper for a shop
//! that has none, and the letters that hide what a piece cost.
//!
//! A batch is as many jobs of the print spool as it has labels, so that each comes out once: what is
//! out is done, what waits goes on when there are labels in the printer again.

mod batch;
mod cancel;
mod chip;
mod cost_code;
mod make;
mod print;
mod resume;
mod store;
mod test_label;
#[cfg(test)]
mod tests;

pub use batch::{Batch, Label as BatchLabel, batch, batches};
pub use cancel::cancel;
pub use cost_code::{CostCode, CostCodeError, cost_code, set_cost_code};
pub use make::{MOST_PIECES, Made, MakeError, make};
pub use print::{PrintLabels, PrintLabelsError, Unfit, print, unfit};
pub use resume::resume;
pub use test_label::{TestLabelError, test_label};

use documents::label::{Dialect, Epl, Tspl, Zpl};

use crate::devices::{Device, LabelLanguage};

/// What a label printer is spoken to in.
pub fn dialect(printer: &Device) -> Box<dyn Dialect> {
    let dots_per_inch = i64::from(printer.options.dots_per_inch);
    match printer.options.language {
        LabelLanguage::Zpl => Box::new(Zpl { dots_per_inch }),
        LabelLanguage::Epl => Box::new(Epl { dots_per_inch }),
        LabelLanguage::Tspl => Box::new(Tspl { dots_per_inch }),
    }
}
