//! The blocks of a claim slip and of a bench sheet.

use super::header::{imprint, marks, shop};
use super::signed::signed;
use super::wording::own_words;
use super::{Align, Block, Layout, Style};
use crate::format;
use crate::{Photo, RepairObject, RepairSlip, Slip, SlipSignature};

/// The paper in its own language. `photos` are each object's, for a paper that can show them; `by` is who
/// signed it, and how.
pub fn repair_slip(
    slip: &Slip,
    of: &RepairSlip,
    photos: &[Vec<Photo>],
    by: Option<(&SlipSignature, Option<&Photo>)>,
) -> Layout {
    let language = slip.language;
    let title = if of.for_bench {
        language.pick("Fiche d’atelier", "Bench sheet")
    } else {
        language.pick("Reçu de dépôt", "Claim slip")
    };
    let mut layout = Layout::new(format!("{title} {}", of.number), language);
    if !of.for_bench {
        shop(&mut layout, &slip.shop);
        layout.space();
    }
    marks(&mut layout, of.copy, slip.training);
    layout.center(Style::Title, title);
    layout.center(Style::Total, of.number.as_str());
    layout.space();
    layout.row(
        Style::Body,
        language.pick("Client", "Customer"),
        of.customer.name.as_str(),
    );
    if !of.for_bench {
        for line in &of.customer.lines {
            layout.under(Style::Detail, "", line.as_str());
        }
    }
    layout.row(
        Style::Body,
        language.pick("Déposé le", "Taken in"),
        format::date_time(of.taken_at, language),
    );
    layout.row(
        Style::Body,
        language.pick("Reçu par", "Taken in by"),
        of.taken_by.as_str(),
    );
    let agreed = match (of.call_first, of.ceiling_minor) {
        (true, _) => Some(
            language
                .pick("Appeler avant tout travail", "Call before any work")
                .to_owned(),
        ),
        (false, Some(minor)) => {
            let amount = format::money(minor, of.currency, language);
            Some(format!(
                "{} {amount}",
                language.pick("Ne pas dépasser", "Do not exceed")
            ))
        }
        (false, None) => None,
    };
    if let Some(agreed) = agreed {
        layout.row(Style::Strong, language.pick("Accord", "Agreed"), agreed);
    }
    for (at, one) in of.objects.iter().enumerate() {
        object(
            &mut layout,
            of,
            one,
            photos.get(at).map_or(&[], Vec::as_slice),
        );
    }
    layout.rule();
    if of.for_bench {
        own_words(&mut layout, &of.words);
        layout.blocks.push(Block::Cut);
        return layout;
    }
    layout.space();
    layout.blocks.push(Block::Barcode(of.number.clone()));
    layout.space();
    terms(&mut layout, of);
    own_words(&mut layout, &of.words);
    let end = layout.blocks.len();
    signed(&mut layout, by);
    imprint(&mut layout, &slip.shop, &slip.software);
    layout.keep_from(end);
    layout.blocks.push(Block::Cut);
    layout
}

fn object(layout: &mut Layout, of: &RepairSlip, one: &RepairObject, photos: &[Photo]) {
    let language = layout.language;
    layout.space();
    layout.rule();
    layout.row(
        Style::Strong,
        one.code.as_str(),
        format!(
            "{} {}",
            language.pick("Promis pour le", "Promised for"),
            format::date(one.promised_on.into(), language)
        ),
    );
    if one.rush {
        layout.text(Style::Strong, Align::Left, language.pick("URGENT", "RUSH"));
    }
    layout.text(Style::Body, Align::Left, one.object.as_str());
    if !photos.is_empty() {
        let named = photos.iter().enumerate();
        let named = named.map(|(at, photo)| (format!("{}-{at}", one.code), photo.clone()));
        layout.blocks.push(Block::Photos(named.collect()));
    } else if let Some(photo) = &one.photo {
        layout.blocks.push(Block::Picture(photo.clone()));
    }
    let mut fact = |label: &str, value: String| {
        if !value.is_empty() {
            layout.row(Style::Body, label, value);
        }
    };
    fact(
        language.pick("Poids", "Weight"),
        one.gross_ug
            .map_or_else(String::new, |ug| format::fine_grams(ug, language)),
    );
    fact(
        language.pick("Tour de doigt", "Ring size"),
        one.ring_size.clone(),
    );
    if of.for_bench {
        fact(language.pick("Confié à", "Given to"), one.assignee.clone());
    } else {
        fact(
            language.pick("Valeur déclarée", "Declared value"),
            one.declared_minor.map_or_else(String::new, |minor| {
                format::money(minor, of.currency, language)
            }),
        );
    }
    for (label, text) in [
        (language.pick("Demande\u{a0}:", "Wanted:"), &one.said),
        (language.pick("Constat\u{a0}:", "Seen:"), &one.condition),
    ] {
        if !text.is_empty() {
            layout.text(Style::Detail, Align::Left, format!("{label} {text}"));
        }
    }
    for stone in &one.stones {
        layout.text(Style::Detail, Align::Left, format!("– {stone}"));
    }
    for (photo, said) in &one.marks {
        let text = match language {
            crate::Language::Fr => format!("Photo {photo}\u{a0}: «\u{202f}{said}\u{202f}»"),
            crate::Language::En => format!("Photo {photo}: “{said}”"),
        };
        layout.text(Style::Detail, Align::Left, text);
    }
    for task in &one.tasks {
        let price = task.price_minor.map_or_else(
            || language.pick("à chiffrer", "to be quoted").to_owned(),
            |minor| format::money(minor, of.currency, language),
        );
        if of.for_bench {
            // A box to tick.
            layout.row(Style::Strong, format!("[  ] {}", task.title), "");
        } else {
            layout.row(Style::Body, task.title.as_str(), price);
        }
        if !task.detail.is_empty() {
            layout.under(Style::Detail, task.detail.as_str(), "");
        }
    }
    if of.for_bench {
        layout.space();
        layout.blocks.push(Block::Barcode(one.code.clone()));
        return;
    }
    if let Some(total) = one.total_minor.filter(|_| !one.tasks.is_empty()) {
        let total = format::money(total, of.currency, language);
        layout.row(
            Style::Strong,
            language.pick("Total TTC", "Total incl. VAT"),
            total,
        );
    }
    if one.paid_minor > 0 {
        let paid = format::money(one.paid_minor, of.currency, language);
        layout.row(Style::Body, language.pick("Déjà payé", "Paid"), paid);
    }
}

/// What the customer agrees to by leaving it.
fn terms(layout: &mut Layout, of: &RepairSlip) {
    let language = layout.language;
    let months = of.abandoned_months;
    let term = match language {
        crate::Language::Fr => format!(
            "Ce reçu est demandé au retrait. Les objets sont décrits tels qu’on les voit, sans \
             expertise\u{a0}; la valeur est celle que déclare le client. Un objet qui n’est pas retiré \
             dans les {months} mois peut être vendu aux conditions de la loi du 31 décembre 1903."
        ),
        crate::Language::En => format!(
            "This slip is asked for at the pickup. Objects are described as seen, without an \
             appraisal; the value is the customer’s own declaration. What is not fetched within \
             {months} months may be sold under the French law of 31 December 1903."
        ),
    };
    layout.text(Style::Detail, Align::Left, term);
    if let Some(minor) = of.refusal_fee_minor {
        let fee = format::money(minor, of.currency, language);
        let text = match language {
            crate::Language::Fr => {
                format!("Un devis refusé est facturé {fee} TTC, quel que soit son montant.")
            }
            crate::Language::En => {
                format!(
                    "An estimate that is refused is charged at {fee} incl. VAT, whatever it comes to."
                )
            }
        };
        layout.text(Style::Detail, Align::Left, text);
    }
}
