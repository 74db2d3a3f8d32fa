//! A line of the ticket: its amount, and in small print what the law makes the seller name.

use super::{Align, Block, Layout, Style, work};
use crate::format::{self, NBSP};
use crate::{
    Language, Line, MetalContent, Receipt, ReceiptKind, Stone, StoneOrigin, VatRegime, words,
};

/// Writes one line. `mark` is its VAT letter where the ticket mixes regimes.
pub(super) fn item(layout: &mut Layout, receipt: &Receipt, line: &Line, mark: Option<String>) {
    let language = receipt.language;
    let money = |minor| format::money(minor, receipt.currency, language);
    let discount_minor = line.discount.as_ref().map_or(0, |d| d.amount_minor);
    layout.blocks.push(Block::Row {
        left: match &line.work {
            Some(of) => work::label(of, line, receipt),
            None => line.label.clone(),
        },
        right: money(line.total_minor.saturating_add(discount_minor)),
        style: Style::Body,
        indent: false,
        mark: mark.clone(),
    });
    if line.quantity != 1 && line.quantity != -1 {
        detail(
            layout,
            format!("{} × {}", line.quantity, money(line.unit_price_minor)),
        );
    }
    if let Some(of) = &line.work {
        for text in work::details(of, line, language) {
            detail(layout, text);
        }
    } else if line.quantity < 0 && receipt.kind == ReceiptKind::Exchange {
        detail(
            layout,
            language.pick("Article rendu", "Returned").to_owned(),
        );
    }
    if let Some(number) = &line.piece_number {
        let label = language.pick("Réf.", "Ref.");
        detail(layout, format!("{label}{NBSP}{number}"));
    }
    detail(layout, nature(line, language));
    for each in &line.stones {
        stone(layout, each, language);
    }
    if let Some(discount) = &line.discount {
        layout.blocks.push(Block::Row {
            left: discount_label(discount, language),
            right: money(discount.amount_minor.saturating_neg()),
            style: Style::Body,
            indent: true,
            mark: mark.map(|_| String::new()),
        });
    }
}

fn detail(layout: &mut Layout, text: String) {
    if !text.trim().is_empty() {
        layout.blocks.push(Block::Row {
            left: text,
            right: String::new(),
            style: Style::Detail,
            indent: true,
            mark: None,
        });
    }
}

/// `Remise 5 % — fidélité`.
pub(super) fn discount_label(discount: &crate::Discount, language: Language) -> String {
    let mut label = language.pick("Remise", "Discount").to_owned();
    if let Some(bp) = discount.percent_bp {
        label.push(NBSP);
        label.push_str(&format::percent(bp, language));
    }
    if !discount.reason.trim().is_empty() {
        label.push_str(" — ");
        label.push_str(&discount.reason);
    }
    label
}

/// `Or blanc 750 ‰ · 3,42 g · taille 52`.
fn nature(line: &Line, language: Language) -> String {
    made_of(&line.metals, line.weight_mg, line.size.as_deref(), language)
}

/// The same of anything that has a metal, a weight and a size.
pub(super) fn made_of(
    metals: &[MetalContent],
    weight_mg: Option<i64>,
    size: Option<&str>,
    language: Language,
) -> String {
    let mut facts: Vec<String> = metals
        .iter()
        .map(|content| metal_words(content, language))
        .collect();
    if let Some(mg) = weight_mg {
        facts.push(format::grams(mg, language));
    }
    if let Some(size) = size {
        facts.push(format!("{}{NBSP}{size}", language.pick("taille", "size")));
    }
    facts.join(" · ")
}

/// `Or blanc 750 ‰`.
pub fn metal_words(content: &MetalContent, language: Language) -> String {
    let name = words::metal(content.metal, language);
    let named = match &content.colour {
        Some(colour) => {
            let colour = words::find(words::COLOURS, colour, language);
            match language {
                Language::Fr => format!("{name} {colour}"),
                Language::En => format!("{colour} {}", name.to_lowercase()),
            }
        }
        None => name.to_owned(),
    };
    let named = words::capitalised(&named);
    match content.fineness {
        Some(fineness) => format!("{named} {}", format::title(fineness, language)),
        None => named,
    }
}

/// A stone and its certificate.
pub(super) fn stone(layout: &mut Layout, stone: &Stone, language: Language) {
    detail(layout, stone_words(stone, language));
    let laboratory = stone.laboratory.as_deref().unwrap_or_default();
    match &stone.certificate_number {
        Some(number) => {
            let number_sign = language.pick("n°", "No.");
            let label = language.pick("Certificat", "Certificate");
            detail(
                layout,
                format!("{label} {laboratory} {number_sign}{NBSP}{number}").replace("  ", " "),
            );
        }
        None => detail(layout, laboratory.to_owned()),
    }
}

/// `Saphir 1,20 ct · traité : chauffage`: species, manufacture and treatment as decree 2002-65 names
/// them, on every document alike.
pub fn stone_words(stone: &Stone, language: Language) -> String {
    let species = words::find(words::SPECIES, &stone.species, language);
    let named = match (stone.origin, language) {
        (StoneOrigin::Natural, _) => species.to_owned(),
        (StoneOrigin::Synthetic, Language::Fr) => format!("{species} synthétique"),
        (StoneOrigin::Synthetic, Language::En) => format!("laboratory-grown {species}"),
        (StoneOrigin::Cultured, Language::Fr) => format!("{species} de culture"),
        (StoneOrigin::Cultured, Language::En) => format!("cultured {species}"),
        (StoneOrigin::Imitation, Language::Fr) => {
            let elided = species.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'é', 'h']);
            format!("imitation {}{species}", if elided { "d’" } else { "de " })
        }
        (StoneOrigin::Imitation, Language::En) => format!("imitation {species}"),
    };
    let named = if stone.count > 1 {
        format!("{} × {named}", stone.count)
    } else {
        words::capitalised(&named)
    };
    let mut facts = match stone.weight_milli_ct {
        Some(milli_ct) => vec![format!("{named} {}", format::carats(milli_ct, language))],
        None => vec![named],
    };
    facts.extend(stone.colour.clone());
    facts.extend(stone.clarity.clone());
    if !stone.treatments.is_empty() {
        let named: Vec<&str> = stone
            .treatments
            .iter()
            .map(|code| words::find(words::TREATMENTS, code, language))
            .filter(|word| !word.is_empty())
            .collect();
        if named.is_empty() {
            facts.push(language.pick("traité", "treated").to_owned());
        } else {
            let label = language.pick("traité\u{a0}:", "treated:");
            facts.push(format!("{label} {}", named.join(", ")));
        }
    }
    facts.join(" · ")
}

/// The sentences that the lines' VAT regimes demand, each once.
pub(super) fn regime_mentions(layout: &mut Layout, receipt: &Receipt, marked: bool) {
    let language = receipt.language;
    let has = |regime: VatRegime| receipt.lines.iter().any(|line| line.vat == regime);
    let mut mention = |letter: &str, text: &str| {
        let text = if marked {
            format!("{letter} : {text}")
        } else {
            text.to_owned()
        };
        layout.text(Style::Detail, Align::Left, text);
    };
    if has(VatRegime::Margin) {
        // CGI 297 E: the mention is French whatever the ticket's language.
        mention(
            "M",
            language.pick(
                "Régime particulier – Biens d’occasion",
                "Régime particulier – Biens d’occasion (margin scheme, second-hand goods)",
            ),
        );
    }
    if has(VatRegime::ExemptGold) {
        mention(
            "E",
            language.pick(
                "Or d’investissement exonéré de TVA, art. 298 sexdecies A du CGI",
                "Investment gold, exempt from VAT (art. 298 sexdecies A, CGI)",
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_treatment_is_told_even_where_nobody_could_say_which() {
        let check = |treatments: &[&str], language, said: &str| {
            let stone = Stone {
                species: "cultured_pearl".into(),
                origin: StoneOrigin::Natural,
                count: 1,
                weight_milli_ct: None,
                colour: None,
                clarity: None,
                laboratory: None,
                certificate_number: None,
                treatments: treatments.iter().map(|code| (*code).to_owned()).collect(),
            };
            assert_eq!(stone_words(&stone, language), said);
        };
        check(&[], Language::Fr, "Perle de culture");
        check(&["treated"], Language::Fr, "Perle de culture · traité");
        check(&["treated"], Language::En, "Cultured pearl · treated");
        check(
            &["treated", "dyed"],
            Language::Fr,
            "Perle de culture · traité\u{a0}: teinture",
        );
    }
}
