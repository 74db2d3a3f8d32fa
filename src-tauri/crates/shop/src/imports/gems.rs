//! The stones of a row: the centre from its own columns, or all of them from one text.

use super::columns::Field;
use super::row::Reading;
use super::stones::{carat, stones};
use super::wording::blank;
use crate::rules;
use crate::search::fold;
use crate::stock::{Component, Stone};

impl Reading<'_> {
    /// The stones: the centre from its own columns, or all of them from one text.
    pub(super) fn components(&mut self) -> Vec<Component> {
        let rules = rules::trade();
        let mut components = Vec::new();
        if let Some(text) = self.cell(Field::Stones) {
            match stones(text, blank) {
                Ok(found) => components = found,
                Err(part) => self.refuse_value(Field::Stones, "import.word_unknown", &part),
            }
        }
        let own = self.cell(Field::Stone).map(str::to_owned);
        let has_carat = self.cell(Field::Carat).is_some();
        let default = self.mapping.stone.clone().filter(|_| has_carat);
        if components.is_empty() && (own.is_some() || default.is_some()) {
            let kind = match own {
                Some(_) => self.term(Field::Stone, &rules.stones),
                None => default,
            };
            if let Some(kind) = kind {
                let stone = Stone {
                    kind,
                    ..Stone::default()
                };
                components.push(Component {
                    stone: Some(stone),
                    ..blank()
                });
            }
        }
        if let Some(centre) = components.first_mut() {
            self.centre(centre);
        }
        components
    }

    fn centre(&mut self, centre: &mut Component) {
        let rules = rules::trade();
        if let Some(carats) = self.number(Field::Carat, false) {
            let cell = self.cell(Field::Carat).unwrap_or_default();
            match carat(carats).filter(|weight| weight.milli() > 0) {
                Some(weight) => centre.weight = Some(weight),
                None => self.refuse_value(Field::Carat, "import.weight_unreadable", cell),
            }
        }
        if let Some(laboratory) = self.cell(Field::Laboratory) {
            let term = rules.laboratories.read(laboratory);
            centre.laboratory = Some(term.map_or("other", |term| &term.code).to_owned());
        }
        if let Some(certificate) = self.cell(Field::Certificate) {
            // "GIA 2141438171": the laboratory often stands before the number.
            let mut number = certificate;
            if let Some((first, rest)) = certificate.split_once([' ', '-', ':'])
                && let Some(term) = rules.laboratories.read(first)
            {
                centre.laboratory.get_or_insert_with(|| term.code.clone());
                number = rest.trim();
            }
            centre.certificate_number = Some(number.to_owned());
        }
        for (at, field) in [Field::Length, Field::Width, Field::Depth]
            .into_iter()
            .enumerate()
        {
            centre.measurements_um[at] = self.micrometres(field);
        }
        let shape = self
            .term(Field::Shape, &rules.shapes)
            .or_else(|| self.mapping.shape.clone());
        let clarity = self.term(Field::Clarity, &rules.clarities);
        let cut = self.term(Field::Cut, &rules.cuts);
        let fluorescence = self.term(Field::Fluorescence, &rules.fluorescences);
        let treatment = self.term(Field::Treatment, &rules.treatments);
        let colour = self.text(Field::StoneColour);
        let origin = self.text(Field::Origin);
        let grown = self.cell(Field::LaboratoryGrown).map(fold);
        let Some(stone) = &mut centre.stone else {
            return;
        };
        stone.shape = shape.or(stone.shape.take());
        stone.clarity = clarity.or(stone.clarity.take());
        stone.cut = cut.or(stone.cut.take());
        stone.fluorescence = fluorescence;
        stone.treatment = treatment.or(stone.treatment.take());
        stone.colour = colour.or(stone.colour.take());
        stone.origin = origin;
        let yes = [
            "oui",
            "o",
            "yes",
            "y",
            "true",
            "1",
            "x",
            "synthetique",
            "lab grown",
        ];
        stone.laboratory_grown |= grown.is_some_and(|word| yes.contains(&word.as_str()));
    }
}
