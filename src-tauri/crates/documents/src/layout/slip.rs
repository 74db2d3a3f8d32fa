//! The blocks of what comes off the roll: cash notes and the printer's test page, and what other desks lay out.

use super::header::{imprint, marks, shop};
use super::{Align, Block, Layout, Style};
use crate::format;
use crate::{Slip, SlipContent};

/// The slip in its own language.
pub fn slip(slip: &Slip) -> Layout {
    let page = match &slip.content {
        SlipContent::Repair(of) => return super::repair_slip(slip, of, &[], None),
        SlipContent::Metal(of) => return super::metal_slip(slip, of, &[], None),
        SlipContent::Entrusted(of) => return super::entrusted_slip(slip, of, &[], None),
        SlipContent::Estimate(of) => super::estimate(of, None),
        SlipContent::Return(of) => super::repair_return(of, &[], None),
        SlipContent::Vendor(of) => super::vendor_slip(of),
        SlipContent::Warranty(of) => super::warranty_card(of),
        SlipContent::Cash { .. } | SlipContent::Test { .. } => return small(slip),
    };
    on_a_roll(page)
}

/// What is laid out for a page too: the roll says the same, and is cut.
fn on_a_roll(mut page: Layout) -> Layout {
    page.blocks.push(Block::Cut);
    page
}

/// A cash note or a test page.
fn small(slip: &Slip) -> Layout {
    let language = slip.language;
    let title = match &slip.content {
        SlipContent::Cash { amount_minor, .. } if *amount_minor < 0 => {
            language.pick("Sortie de caisse", "Cash out")
        }
        SlipContent::Cash { .. } => language.pick("Entrée de caisse", "Cash in"),
        _ => language.pick("Page d’essai", "Test page"),
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
        _ => {}
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
