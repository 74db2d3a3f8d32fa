//! The paper as plain text, for tests and for reading aloud.

use crate::layout::Layout;
use crate::paper::{self, Paper, Printed};

/// The lines as they print, without spaces at their ends; what is no text stands in brackets.
pub fn text(layout: &Layout, paper: &Paper) -> String {
    let mut text = String::new();
    for printed in paper::print(layout, paper) {
        let line = match printed {
            Printed::Text { text, .. } => text.replace(crate::format::NBSP, " "),
            Printed::Rule => "-".repeat(paper.columns),
            Printed::Space => String::new(),
            Printed::Picture(picture) => format!("[{picture:?}]"),
            Printed::Qr(content) => format!("[QR {content}]"),
            Printed::Barcode(content) => format!("[Code 128 {content}]"),
            Printed::Drawer => "[drawer]".to_owned(),
            Printed::Cut => "[cut]".to_owned(),
        };
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
