//! The blocks of a cash note and of the printer's test page.

use super::header::{imprint, marks, shop};
use super::{Align, Block, Layout, Style};
use crate::format;
use crate::{Slip, SlipContent};

/// The slip in its own language.
pub fn slip(slip: &Slip) -> Layout {
    if let SlipContent::Repair(of) = &slip.content {
        return super::repair_slip(slip, of, &[], None);
    }
    if let SlipContent::Warranty(of) = &slip.content {
        let mut card = super::warranty_card(of);
        card.blocks.push(Block::Cut);
        return card;
    }
    if let SlipContent::Metal(of) = &slip.content {
        return super::metal_slip(slip, of, &[], None);
    }
    if let SlipContent::Entrusted(of) = &slip.content {
        return super::entrusted_slip(slip, of, &[], None);
    }
    let language = slip.language;
    let title = match &slip.content {
        SlipContent::Cash { amount_minor, .. } if *amount_minor < 0 => {
            language.pick("Sortie de caisse", "Cash out")
        }
        SlipContent::Cash { .. } => language.pick("Entrée de caisse", "Cash in"),
        SlipContent::Test { .. }
        | SlipContent::Repair(_)
        | SlipContent::Warranty(_)
        | SlipContent::Metal(_)
        | SlipContent::Entrusted(_) => language.pick("Page d’essai", "Test page"),
    };
    let mut layout = Layout::new(title.to_owned(), language);
    shop(&mut layout, &slip.shop);
    layout.space();
    marks(&mut layout, 0, slip.training);
    layout.center(Style::Title, title);
    layout.space();
    layout.row(
        Style::Body,
        format!("{} {}", language.pick("Caisse", "Till"), slip.till),
        format::date_time(slip.at, language),
    );
    layout.row(Style::Body, language.pick("Par", "By"), slip.by.as_str());
    layout.rule();
    match &slip.content {
        SlipContent::Cash {
            amount_minor,
            currency,
            reason,
        } => {
            layout.row(
                Style::Total,
                language.pick("Montant", "Amount"),
                format::money(*amount_minor, *currency, language),
            );
            layout.text(Style::Body, Align::Left, reason.as_str());
            layout.space();
            layout.text(
                Style::Detail,
                Align::Left,
                language.pick("Signature\u{a0}:", "Signature:"),
            );
            for _ in 0..3 {
                layout.space();
            }
            layout.rule();
        }
        SlipContent::Test { printer } => test(&mut layout, printer),
        SlipContent::Repair(_)
        | SlipContent::Warranty(_)
        | SlipContent::Metal(_)
        | SlipContent::Entrusted(_) => {}
    }
    imprint(&mut layout, &slip.shop, &slip.software);
    layout.blocks.push(Block::Cut);
    layout
}

/// Everything a receipt may hold, so that a glance tells whether the printer is set up right.
fn test(layout: &mut Layout, printer: &str) {
    layout.row(
        Style::Body,
        layout.language.pick("Imprimante", "Printer"),
        printer,
    );
    layout.space();
    for letters in [
        "àâäæç éèêë îï ôœ ùûü ÿ",
        "ÀÂÄÆÇ ÉÈÊË ÎÏ ÔŒ ÙÛÜ Ÿ",
        "« 750 ‰ » – l’or – 1 234,56 € – n° 5",
        "# $ @ [ \\ ] ^ ` { | } ~",
    ] {
        layout.text(Style::Body, Align::Left, letters);
    }
    layout.text(
        Style::Detail,
        Align::Left,
        layout.language.pick(
            "Petits caractères : cette ligne doit tenir entre les deux bords.",
            "Small print: this line must fit between both edges.",
        ),
    );
    layout.space();
    layout.row(Style::Strong, "|<", ">|");
    layout.row(Style::Total, "TOTAL", "1\u{a0}234,56\u{a0}€");
    layout.rule();
    layout.blocks.push(Block::Qr("ECRIN1;TEST".to_owned()));
    layout.blocks.push(Block::Barcode("ECRIN-0123".to_owned()));
    layout.space();
}
