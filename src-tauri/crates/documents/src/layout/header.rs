//! The parts that every document begins and ends with.

use super::{Block, Layout, Style};
use crate::{Language, Shop, Software};

/// What must be seen before anything else: a copy, and training, whose papers are worth nothing.
pub(super) fn marks(layout: &mut Layout, copy: u32, training: bool) {
    let language = layout.language;
    if training {
        layout.center(Style::Mark, training_mark(language));
    }
    if copy > 0 {
        // The French word is the legal one; English readers get theirs beside it.
        layout.center(
            Style::Mark,
            match language {
                Language::Fr => format!("DUPLICATA n°\u{a0}{copy}"),
                Language::En => format!("DUPLICATA No.\u{a0}{copy} (COPY)"),
            },
        );
    }
}

pub(super) fn training_mark(language: Language) -> &'static str {
    language.pick(
        "MODE ÉCOLE — SANS VALEUR",
        "MODE ÉCOLE — SANS VALEUR (TRAINING\u{a0}—\u{a0}NO\u{a0}VALUE)",
    )
}

/// The shop as a customer knows it.
pub(super) fn shop(layout: &mut Layout, shop: &Shop) {
    if let Some(logo) = &shop.logo {
        layout.blocks.push(Block::Picture(logo.clone()));
        layout.space();
    }
    layout.center(Style::Brand, shop.name.as_str());
    for line in &shop.address {
        layout.center(Style::Body, line.as_str());
    }
    for way in [&shop.phone, &shop.web].into_iter().flatten() {
        layout.center(Style::Body, way.as_str());
    }
}

/// The shop as the tax office knows it, and the program.
pub(super) fn imprint(layout: &mut Layout, shop: &Shop, software: &Software) {
    let mut identity = Vec::new();
    if !shop.siret.trim().is_empty() {
        identity.push(format!("SIRET\u{a0}{}", siret(&shop.siret)));
    }
    if !shop.naf.trim().is_empty() {
        identity.push(format!("NAF\u{a0}{}", shop.naf));
    }
    layout.center(Style::Detail, identity.join(" · "));
    if let Some(number) = &shop.vat_number
        && !number.trim().is_empty()
    {
        let label = layout.language.pick("TVA intracommunautaire", "VAT number");
        layout.center(Style::Detail, format!("{label} {number}"));
    }
    layout.center(
        Style::Detail,
        format!("{} {}", software.name, software.version),
    );
}

/// 14 digits as `123 456 789 00012`; anything else as typed.
pub(crate) fn siret(number: &str) -> String {
    let digits: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() == 14 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        format!(
            "{}\u{a0}{}\u{a0}{}\u{a0}{}",
            &digits[..3],
            &digits[3..6],
            &digits[6..9],
            &digits[9..]
        )
    } else {
        number.to_owned()
    }
}
