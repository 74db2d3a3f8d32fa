//! The bundled fonts, measured as the page will set them.

use printpdf::{FontId, ParsedFont, PdfDocument, PdfFont};

use super::PdfError;
use crate::fold::fold;

/// One of the bundled faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    Sans,
    SansBold,
    Serif,
    SerifBold,
}

impl Face {
    const ALL: [Self; 4] = [Self::Sans, Self::SansBold, Self::Serif, Self::SerifBold];

    pub(super) const fn file(self) -> &'static [u8] {
        match self {
            Self::Sans => {
                include_bytes!("../../../../../assets/fonts/EcrinSans-Regular.ttf").as_slice()
            }
            Self::SansBold => {
                include_bytes!("../../../../../assets/fonts/EcrinSans-SemiBold.ttf").as_slice()
            }
            Self::Serif => {
                include_bytes!("../../../../../assets/fonts/EcrinSerif-Regular.ttf").as_slice()
            }
            Self::SerifBold => {
                include_bytes!("../../../../../assets/fonts/EcrinSerif-SemiBold.ttf").as_slice()
            }
        }
    }

    /// The name it is embedded by: ours, so that the same document is the same bytes.
    pub fn id(self) -> FontId {
        FontId(
            match self {
                Self::Sans => "EcrinSans",
                Self::SansBold => "EcrinSansBold",
                Self::Serif => "EcrinSerif",
                Self::SerifBold => "EcrinSerifBold",
            }
            .to_owned(),
        )
    }

    const fn place(self) -> usize {
        match self {
            Self::Sans => 0,
            Self::SansBold => 1,
            Self::Serif => 2,
            Self::SerifBold => 3,
        }
    }
}

/// The four faces, read once a document.
#[derive(Debug)]
pub struct Fonts {
    parsed: Vec<ParsedFont>,
}

impl Fonts {
    pub fn read() -> Result<Self, PdfError> {
        let parsed = Face::ALL
            .into_iter()
            .map(|face| ParsedFont::from_bytes(face.file(), 0, &mut Vec::new()))
            .collect::<Option<Vec<ParsedFont>>>()
            .ok_or(PdfError::Font)?;
        Ok(Self { parsed })
    }

    /// Puts them into a document; a face that no page uses is left out of the file.
    pub fn embed(self, document: &mut PdfDocument) {
        for (face, parsed) in Face::ALL.into_iter().zip(self.parsed) {
            document
                .resources
                .fonts
                .map
                .insert(face.id(), PdfFont::new(parsed));
        }
    }

    /// The text in letters that the face has.
    pub fn fold(&self, text: &str, face: Face) -> String {
        fold(text, |character| self.glyph(character, face).is_some())
    }

    fn glyph(&self, character: char, face: Face) -> Option<u16> {
        self.parsed
            .get(face.place())?
            .lookup_glyph_index(u32::from(character))
    }

    /// The width of a text, in thousandths of a point. A reader advances by the widths in the
    /// file, which are whole thousandths of an em: so does this.
    pub fn width(&self, text: &str, face: Face, size_mpt: i64) -> i64 {
        let Some(parsed) = self.parsed.get(face.place()) else {
            return 0;
        };
        let em = i64::from(parsed.units_per_em.max(1));
        let thousandths: i64 = text
            .chars()
            .filter_map(|character| self.glyph(character, face))
            .filter_map(|glyph| parsed.get_glyph_width(glyph))
            .map(|width| i64::from(width) * 1_000 / em)
            .sum();
        thousandths * size_mpt / 1_000
    }
}
