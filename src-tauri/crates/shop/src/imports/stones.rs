//! Stones written in words: `1 diamant 0,70 ct F VS1 GIA + 12 diamants 0,15 ct`.

use rust_decimal::Decimal;
use units::{Carat, Quantity};

use super::number::number;
use crate::rules;
use crate::search::fold;
use crate::stock::{Component, ComponentKind, Stone};

/// Reads every stone of a text, or returns the part that names none we know.
pub(super) fn stones(text: &str, new: impl Fn() -> Component) -> Result<Vec<Component>, String> {
    text.split(['+', ';', '/', '\n', '&'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| stone(part, new()).ok_or_else(|| part.to_owned()))
        .collect()
}

fn stone(part: &str, mut component: Component) -> Option<Component> {
    let rules = rules::trade();
    let folded = fold(part);
    let words: Vec<&str> = folded.split(' ').collect();
    // The longest name wins: "perle de culture" before "perle".
    let kind = (1..=4)
        .rev()
        .flat_map(|length| words.windows(length))
        .find_map(|run| rules.stones.read(&run.join(" ")))?;
    let mut stone = Stone {
        kind: kind.code.clone(),
        ..Stone::default()
    };
    let mut count = None;
    let mut weight = None;
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let carats = word.strip_suffix("ct").filter(|rest| !rest.is_empty());
        if let Some(carats) =
            carats.or((next == "ct" || next.starts_with("carat")).then_some(*word))
        {
            weight = weight.or(number(carats, false).ok());
        } else if at == 0 {
            count = word.trim_end_matches('x').parse::<i64>().ok();
        } else if let Some(clarity) = rules.clarities.read(word) {
            stone.clarity = Some(clarity.code.clone());
        } else if word.len() == 1 && ("d"..="z").contains(word) {
            stone.colour = Some(word.to_uppercase());
        } else if let Some(shape) = rules
            .shapes
            .read(word)
            .filter(|_| at > 1 || count.is_none())
        {
            // "1 émeraude" is a stone; "diamant taille émeraude" is a shape.
            if shape.code != kind.code {
                stone.shape = Some(shape.code.clone());
            }
        } else if let Some(laboratory) = rules.laboratories.read(word) {
            component.laboratory = Some(laboratory.code.clone());
        } else if let Some(treatment) = rules.treatments.read(word) {
            stone.treatment = Some(treatment.code.clone());
        }
        if word.starts_with("synthetique") || *word == "lab" || *word == "grown" {
            stone.laboratory_grown = true;
        }
    }
    component.count = Quantity::new(count.unwrap_or(1)).ok()?;
    component.weight = weight.and_then(carat);
    component.kind = if component.count > Quantity::ONE {
        ComponentKind::Melee
    } else {
        ComponentKind::Stone
    };
    component.stone = Some(stone);
    Some(component)
}

/// Carats from a decimal of at most three places.
pub(super) fn carat(carats: Decimal) -> Option<Carat> {
    Carat::from_carats(carats).ok()
}
