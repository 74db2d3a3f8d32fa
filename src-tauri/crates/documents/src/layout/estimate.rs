//! The blocks of a repair's estimate.

use super::header::{imprint, shop};
use super::signed::signed;
use super::wording::own_words;
use super::{Align, Block, Layout, Style};
use crate::format::{self, NBSP};
use crate::{EstimatePaper, EstimatePaperLine, Language, Photo, SlipSignature};

/// The estimate in its own language; `by` is who signed it, and how.
pub fn estimate(of: &EstimatePaper, by: Option<(&SlipSignature, Option<&Photo>)>) -> Layout {
    let language = of.language;
    let title = language.pick("Devis de réparation", "Repair estimate");
    let mut layout = Layout::new(format!("{title} {}", of.number), language);
    shop(&mut layout, &of.shop);
    layout.space();
    match of.mark.as_deref() {
        Some("refused") => layout.center(
            Style::Mark,
            language.pick("DEVIS REFUSÉ", "ESTIMATE REFUSED"),
        ),
        Some("withdrawn") => layout.center(
            Style::Mark,
            language.pick("DEVIS RETIRÉ", "ESTIMATE WITHDRAWN"),
        ),
        Some("expired") => {
            layout.center(Style::Mark, language.pick("VALIDITÉ EXPIRÉE", "EXPIRED"));
        }
        _ => {}
    }
    layout.center(Style::Title, title);
    layout.center(Style::Total, of.number.as_str());
    layout.space();
    about(&mut layout, of);
    layout.space();
    layout.rule();
    layout.text(Style::Strong, Align::Left, of.object.as_str());
    let many_rates = of.taxes.len() > 1;
    for line in &of.lines {
        one(&mut layout, of, line, many_rates);
    }
    layout.rule();
    total(&mut layout, of);
    if !of.note.is_empty() {
        layout.space();
        layout.text(Style::Body, Align::Left, of.note.as_str());
    }
    layout.space();
    // Brought back, it is scanned as the envelope is.
    layout.blocks.push(Block::Barcode(of.code.clone()));
    layout.space();
    terms(&mut layout, of);
    own_words(&mut layout, &of.words);
    let end = layout.blocks.len();
    layout.space();
    layout.text(
        Style::Strong,
        Align::Left,
        language.pick("Bon pour accord", "Agreed"),
    );
    layout.text(
        Style::Detail,
        Align::Left,
        language.pick(
            "Date et signature, précédées de la mention «\u{202f}Bon pour accord\u{202f}».",
            "Date and signature, with the word “agreed” in the customer’s hand.",
        ),
    );
    signed(&mut layout, by);
    imprint(&mut layout, &of.shop, &of.software);
    layout.keep_from(end);
    layout
}

fn about(layout: &mut Layout, of: &EstimatePaper) {
    let language = of.language;
    let mut fact = |style, label: &str, value: String| {
        if !value.is_empty() {
            layout.row(style, label, value);
        }
    };
    let drawn_up = [format::date(of.at, language), of.by.clone()];
    let drawn_up: Vec<_> = drawn_up.into_iter().filter(|one| !one.is_empty()).collect();
    fact(
        Style::Body,
        language.pick("Client", "Customer"),
        of.customer.name.clone(),
    );
    fact(
        Style::Body,
        language.pick("Coordonnées", "Contact"),
        of.customer.lines.join(" · "),
    );
    fact(
        Style::Body,
        language.pick("Reçu de dépôt", "Claim slip"),
        format!("{} · {}", of.claim, format::date(of.taken_at, language)),
    );
    fact(
        Style::Body,
        language.pick("Établi le", "Drawn up on"),
        drawn_up.join(" · "),
    );
    fact(
        Style::Strong,
        language.pick("Valable jusqu’au", "Valid until"),
        format::day(of.valid_until, language),
    );
    fact(
        Style::Body,
        language.pick("Prêt pour le", "Ready for"),
        format::day(of.promised_on, language),
    );
}

fn one(layout: &mut Layout, of: &EstimatePaper, line: &EstimatePaperLine, many_rates: bool) {
    let language = of.language;
    let money = |minor| format::money(minor, of.currency, language);
    layout.row(Style::Body, line.title.as_str(), money(line.price_minor));
    let mut facts = Vec::new();
    if line.quantity > 1 {
        let each = money(line.price_minor / line.quantity);
        facts.push(format!("{}{NBSP}×{NBSP}{each}", line.quantity));
    }
    facts.push(line.detail.clone());
    if many_rates {
        let rate = format::percent(line.vat_bp, language);
        facts.push(format!("{} {rate}", language.pick("TVA", "VAT")));
    }
    facts.retain(|fact| !fact.is_empty());
    if !facts.is_empty() {
        layout.under(Style::Detail, facts.join(" · "), "");
    }
}

fn total(layout: &mut Layout, of: &EstimatePaper) {
    let language = of.language;
    let money = |minor| format::money(minor, of.currency, language);
    let tax: i64 = of.taxes.iter().map(|tax| tax.vat_minor).sum();
    layout.row(
        Style::Body,
        language.pick("Total HT", "Total without VAT"),
        money(of.total_minor - tax),
    );
    for tax in &of.taxes {
        let rate = format::percent(tax.vat_bp, language);
        layout.row(
            Style::Body,
            format!("{} {rate}", language.pick("TVA", "VAT")),
            money(tax.vat_minor),
        );
    }
    layout.row(
        Style::Total,
        language.pick("Total TTC", "Total with VAT"),
        money(of.total_minor),
    );
    if let Some(ceiling) = of.ceiling_minor {
        layout.row(
            Style::Body,
            language.pick(
                "Plafond donné au dépôt, pour tout le reçu",
                "Limit given when it was left, for the whole slip",
            ),
            money(ceiling),
        );
    }
}

/// What the price includes, that it binds, and what saying no costs: it is told before anybody signs
/// (C. conso. L112-1).
fn terms(layout: &mut Layout, of: &EstimatePaper) {
    let language = of.language;
    layout.text(
        Style::Detail,
        Align::Left,
        language.pick(
            "Ce devis est établi d’après l’examen de l’objet. Accepté avant la date de validité, son prix \
             nous engage\u{a0}: rien d’autre n’est fait, ni facturé, sans un nouveau devis accepté par le \
             client.",
            "This estimate follows an examination of the object. Agreed to before it ends, its price binds \
             us: nothing else is done or charged without another estimate that the customer agrees to.",
        ),
    );
    let fee = of
        .refusal_fee_minor
        .map(|minor| format::money(minor, of.currency, language));
    let text = match (language, fee) {
        (Language::Fr, Some(fee)) => {
            format!("Devis gratuit s’il est accepté\u{202f}; refusé, il est facturé {fee} TTC.")
        }
        (Language::Fr, None) => "Devis gratuit, qu’il soit accepté ou refusé.".to_owned(),
        (Language::En, Some(fee)) => {
            format!(
                "Free of charge when it is agreed to; refused, it is charged at {fee} incl. VAT."
            )
        }
        (Language::En, None) => "Free of charge, whether it is agreed to or refused.".to_owned(),
    };
    layout.text(Style::Detail, Align::Left, text);
}
