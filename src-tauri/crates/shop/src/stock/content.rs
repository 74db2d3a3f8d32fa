//! What a piece is made of, in the codes that every printed document words: décret 2002-65 has the
//! same words on the receipt, the label and the certificate.

use documents::{MetalContent, StoneOrigin};
use units::{Carat, Fineness};

use super::piece::{Component, Sheet};

impl Sheet {
    /// Its metal.
    pub fn metals(&self) -> Vec<MetalContent> {
        let metals = self.alloy.iter().map(|alloy| MetalContent {
            metal: alloy.metal,
            colour: alloy.colour.clone(),
            fineness: alloy.fineness.map(Fineness::per_ten_thousand),
        });
        metals.collect()
    }

    /// Its stones, the centre first, with their certificates.
    pub fn stones(&self) -> Vec<documents::Stone> {
        self.components.iter().filter_map(stone).collect()
    }
}

fn stone(component: &Component) -> Option<documents::Stone> {
    let stone = component.stone.as_ref()?;
    Some(documents::Stone {
        species: stone.kind.clone(),
        origin: if stone.laboratory_grown {
            StoneOrigin::Synthetic
        } else {
            StoneOrigin::Natural
        },
        count: component.count.count(),
        weight_milli_ct: component.weight.map(Carat::milli),
        colour: stone.colour.clone(),
        clarity: stone.clarity.clone(),
        laboratory: component.laboratory.clone(),
        certificate_number: component.certificate_number.clone(),
        // "Untreated" is a finding of the sheet's, and no treatment to declare.
        treatments: stone
            .treatment
            .iter()
            .filter(|treatment| *treatment != "none")
            .cloned()
            .collect(),
    })
}
