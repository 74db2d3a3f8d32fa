//! What the trade's words and figures in a cell mean, and what a piece without words is called.

use rust_decimal::Decimal;
use units::{Fineness, Id, Quantity, Rounding};

use super::number::number;
use crate::rules;
use crate::search::fold;
use crate::stock::{Component, ComponentKind};

/// `Diamant rond 0,23 ct E SI2`: what a loose stone is called where the file has no words for it.
pub(super) fn made_title(components: &[Component]) -> String {
    let rules = rules::trade();
    let Some(component) = components.first() else {
        return String::new();
    };
    let Some(stone) = &component.stone else {
        return String::new();
    };
    let mut words = Vec::new();
    if let Some(term) = rules.stones.term(&stone.kind) {
        let mut letters = term.fr.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string());
        words.push(format!("{}{}", first.unwrap_or_default(), letters.as_str()));
    }
    if stone.laboratory_grown {
        words.push("synthétique".to_owned());
    }
    let shape = stone
        .shape
        .as_ref()
        .and_then(|shape| rules.shapes.term(shape));
    words.extend(shape.map(|term| term.fr.clone()));
    if let Some(weight) = component.weight {
        let carats = weight.carats().normalize();
        let carats = if carats.scale() < 2 {
            format!("{carats:.2}")
        } else {
            carats.to_string()
        };
        words.push(format!("{} ct", carats.replace('.', ",")));
    }
    words.extend(stone.colour.clone());
    words.extend(stone.clarity.clone());
    words.join(" ")
}

/// `750`, `750 ‰`, `0,750`, `18 k`, `18 carats`.
pub(super) fn fineness(text: &str) -> Option<Fineness> {
    let folded = fold(text);
    let carats = folded
        .trim_end_matches(char::is_alphabetic)
        .trim()
        .parse::<i64>()
        .ok();
    let is_carats = folded.contains('k') || folded.contains("ct") || folded.contains("carat");
    if is_carats {
        return match carats? {
            24 => Fineness::from_per_mille(999).ok(),
            22 => Fineness::from_per_mille(916).ok(),
            18 => Fineness::from_per_mille(750).ok(),
            14 => Fineness::from_per_mille(585).ok(),
            9 => Fineness::from_per_mille(375).ok(),
            _ => None,
        };
    }
    let value = number(text, false).ok()?;
    let per_mille = if value <= Decimal::ONE {
        value.checked_mul(Decimal::ONE_THOUSAND)?
    } else {
        value
    };
    if per_mille < Decimal::from(10) {
        return None;
    }
    let parts = per_mille.checked_mul(Decimal::TEN)?;
    if !parts.fract().is_zero() {
        return None;
    }
    Fineness::from_per_ten_thousand(Rounding::HalfUp.to_integer(parts)?).ok()
}

/// A component of which nothing is known yet. Its id is nil: who commits makes one.
pub(super) fn blank() -> Component {
    Component {
        id: Id::from_uuid(uuid::Uuid::nil()),
        kind: ComponentKind::Stone,
        stone: None,
        count: Quantity::ONE,
        weight: None,
        laboratory: None,
        certificate_number: None,
        certificate_file: None,
        measurements_um: [None; 3],
    }
}
