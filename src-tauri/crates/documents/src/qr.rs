//! The modules of a QR code, for the forms that draw it themselves.

use qrcode::{Color, EcLevel, QrCode};

use crate::paper::Paper;

/// A square of dark and light modules, without its quiet zone.
pub struct Modules {
    side: usize,
    dark: Vec<bool>,
}

impl Modules {
    /// The code of `text` at level M; none where it is too long for any.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok()?;
        Some(Self {
            side: code.width(),
            dark: code.to_colors().iter().map(|c| *c == Color::Dark).collect(),
        })
    }

    pub fn side(&self) -> usize {
        self.side
    }

    /// Dots a module on paper: as large as keeps the code within two fifths of the width.
    pub fn dots(&self, paper: &Paper) -> usize {
        (paper.width_dots() * 2 / 5 / self.side).clamp(3, 6)
    }

    /// The dark runs, as (column, row, length).
    pub fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs = Vec::new();
        for (row, modules) in self.dark.chunks(self.side).enumerate() {
            let mut column = 0;
            while column < modules.len() {
                let length = modules[column..].iter().take_while(|dark| **dark).count();
                if length > 0 {
                    runs.push((column, row, length));
                }
                column += length.max(1);
            }
        }
        runs
    }
}
