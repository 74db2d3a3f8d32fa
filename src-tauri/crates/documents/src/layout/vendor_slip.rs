//! The blocks of a slip that goes to a workshop.

use chrono::NaiveTime;

use super::header::{imprint, shop};
use super::wording::own_words;
use super::{Align, Layout, Style};
use crate::format::{self, NBSP};
use crate::{VendorSlip, VendorSlipLine};

/// The slip in its own language: to whom, until when, object by object what is to be done.
pub fn vendor_slip(slip: &VendorSlip) -> Layout {
    let language = slip.language;
    let title = format!(
        "{} {}{NBSP}{}",
        language.pick("Bon de sous-traitance", "Workshop slip"),
        language.pick("n°", "No."),
        slip.number
    );
    let mut layout = Layout::new(title.clone(), language);
    shop(&mut layout, &slip.shop);
    layout.space();
    layout.center(Style::Title, title);
    layout.space();
    about(&mut layout, slip);
    layout.space();
    layout.rule();
    for line in &slip.lines {
        object(&mut layout, slip, line);
    }
    layout.rule();
    layout.row(
        Style::Body,
        language.pick("Nombre d’objets", "Number of objects"),
        slip.lines.len().to_string(),
    );
    let agreed: Option<i64> = slip.lines.iter().map(|line| line.agreed_minor).sum();
    if let Some(agreed) = agreed {
        layout.row(
            Style::Total,
            language.pick("Convenu HT", "Agreed without VAT"),
            format::money(agreed, slip.currency, language),
        );
    }
    layout.space();
    layout.text(
        Style::Detail,
        Align::Left,
        language.pick(
            "Merci de rappeler ce numéro sur votre facture, et de nous appeler avant tout travail qui \
             n’est pas écrit ici.",
            "Please quote this number on your invoice, and call us before any work that is not \
             written here.",
        ),
    );
    own_words(&mut layout, &slip.words);
    let end = layout.blocks.len();
    layout.space();
    super::memo::signatures(
        &mut layout,
        [
            language.pick(
                "La maison, date et signature",
                "The shop, date and signature",
            ),
            language.pick(
                "L’atelier ou son porteur, date et signature",
                "Workshop or carrier, date and signature",
            ),
        ],
    );
    layout.space();
    imprint(&mut layout, &slip.shop, &slip.software);
    layout.keep_from(end);
    layout
}

fn about(layout: &mut Layout, slip: &VendorSlip) {
    let language = slip.language;
    layout.row(
        Style::Strong,
        language.pick("Atelier", "Workshop"),
        slip.vendor.as_str(),
    );
    layout.row(
        Style::Body,
        language.pick("Confié le", "Handed over on"),
        format::date(slip.at, language),
    );
    layout.row(
        Style::Strong,
        language.pick("Attendu le", "Due back on"),
        format::date(slip.due_on.and_time(NaiveTime::MIN), language),
    );
    if !slip.by.is_empty() {
        layout.row(
            Style::Body,
            language.pick("Suivi par", "In charge"),
            slip.by.as_str(),
        );
    }
    if !slip.note.is_empty() {
        layout.text(Style::Body, Align::Left, slip.note.clone());
    }
}

fn object(layout: &mut Layout, slip: &VendorSlip, line: &VendorSlipLine) {
    let language = slip.language;
    let agreed = line
        .agreed_minor
        .map(|minor| format::money(minor, slip.currency, language));
    layout.row(
        Style::Strong,
        format!("{} · {}", line.code, line.object),
        agreed.unwrap_or_default(),
    );
    if let Some(ug) = line.gross_ug {
        let weight = format::fine_grams(ug, language);
        let label = language.pick("Poids confié\u{a0}:", "Weight handed over:");
        layout.under(Style::Detail, format!("{label} {weight}"), "");
    }
    if !line.condition.is_empty() {
        layout.under(Style::Detail, line.condition.as_str(), "");
    }
    for task in &line.tasks {
        layout.under(Style::Detail, format!("– {task}"), "");
    }
}
