//! The blocks of a warranty card.

use super::header::{imprint, shop};
use super::wording::own_words;
use super::{Align, Block, Layout, Style};
use crate::{WarrantyCard, format};

/// The card in its own language.
pub fn warranty_card(of: &WarrantyCard) -> Layout {
    let language = of.language;
    let title = language.pick("Carte de garantie", "Warranty card");
    let mut layout = Layout::new(format!("{title} {}", of.code), language);
    shop(&mut layout, &of.shop);
    layout.space();
    layout.center(Style::Title, title);
    layout.center(Style::Total, of.code.as_str());
    layout.space();
    if !of.customer.name.is_empty() {
        layout.row(
            Style::Body,
            language.pick("Client", "Customer"),
            of.customer.name.as_str(),
        );
    }
    layout.row(
        Style::Body,
        language.pick("Restitué le", "Given back"),
        format::date_time(of.returned_at, language),
    );
    layout.space();
    layout.rule();
    layout.text(Style::Strong, Align::Left, of.object.as_str());
    for line in &of.lines {
        let until = format::day(line.until, language);
        let months = line.months;
        let term = match (months, months % 12) {
            (1, _) => language.pick("1 mois", "1 month").to_owned(),
            (12, _) => language.pick("1 an", "1 year").to_owned(),
            (_, 0) => format!("{} {}", months / 12, language.pick("ans", "years")),
            _ => format!("{months} {}", language.pick("mois", "months")),
        };
        let until = match language {
            crate::Language::Fr => format!("{term}, jusqu’au {until}"),
            crate::Language::En => format!("{term}, until {until}"),
        };
        // On a narrow roll it breaks behind the comma, never within a day.
        let until = until.replace(' ', "\u{a0}").replace(",\u{a0}", ", ");
        layout.row(Style::Body, line.title.as_str(), until);
    }
    layout.rule();
    for text in [
        language.pick(
            "Le travail ci-dessus est repris sans frais s’il se révèle défectueux jusqu’à cette date, \
             sur présentation de l’objet et de cette carte.",
            "The work above is done again free of charge if it proves faulty until that day, when the \
             object is brought back with this card.",
        ),
        language.pick(
            "Ne sont pas couverts l’usure, un choc, une déformation ou une intervention d’un tiers.",
            "Wear, a blow, bending and work done by others are not covered.",
        ),
        language.pick(
            "Cette garantie du magasin s’ajoute aux droits que la loi donne au client et ne les limite \
             pas.",
            "This promise of the shop comes beside the rights that the law gives, and limits none of \
             them.",
        ),
    ] {
        layout.text(Style::Detail, Align::Left, text);
    }
    own_words(&mut layout, &of.words);
    layout.space();
    // Brought back, it is scanned as the envelope was.
    layout.blocks.push(Block::Barcode(of.code.clone()));
    layout.space();
    imprint(&mut layout, &of.shop, &of.software);
    layout
}
