//! The blocks of a quote for custom work, in both languages.

use super::header::{imprint, shop};
use super::signed::signed;
use super::wording::own_words;
use super::{Align, Block, Layout, Style, metal_words};
use crate::format::{self, NBSP};
use crate::{Language, Photo, QuotePaper, QuotePaperLine, SlipSignature};

/// Both languages in one label, the customer's first; once where they say the same.
fn both(language: Language, fr: &str, en: &str) -> String {
    if fr == en {
        return fr.to_owned();
    }
    match language {
        Language::Fr => format!("{fr} · {en}"),
        Language::En => format!("{en} · {fr}"),
    }
}

/// The quote with its pictures; `by` is who signed it, and how.
pub fn quote(
    of: &QuotePaper,
    pictures: &[Photo],
    by: Option<(&SlipSignature, Option<&Photo>)>,
) -> Layout {
    let language = of.language;
    let say = |fr: &str, en: &str| both(language, fr, en);
    let name = language.pick("Devis", "Quote");
    let mut layout = Layout::new(format!("{name} {}", of.number), language);
    shop(&mut layout, &of.shop);
    layout.space();
    match of.mark.as_deref() {
        Some("draft") => layout.center(
            Style::Mark,
            say("PROJET — SANS VALEUR", "DRAFT — NOT VALID"),
        ),
        Some("withdrawn") => layout.center(Style::Mark, say("DEVIS RETIRÉ", "QUOTE WITHDRAWN")),
        Some("expired") => layout.center(Style::Mark, say("VALIDITÉ EXPIRÉE", "EXPIRED")),
        _ => {}
    }
    layout.center(Style::Title, say("Devis", "Quote"));
    layout.center(Style::Total, of.number.as_str());
    // The till finds the order by it, whichever version the customer brings.
    let order = of.number.split('/').next().unwrap_or_default();
    layout.blocks.push(Block::Barcode(order.to_owned()));
    layout.space();
    about(&mut layout, of);
    layout.space();
    layout.text(Style::Strong, Align::Left, of.title.as_str());
    if !pictures.is_empty() {
        let named = pictures.iter().enumerate();
        let named = named.map(|(at, photo)| (format!("{}-{at}", of.number), photo.clone()));
        layout.blocks.push(Block::Photos(named.collect()));
    }
    layout.rule();
    for line in &of.lines {
        one(&mut layout, of, line);
    }
    layout.rule();
    total(&mut layout, of);
    if !of.note.is_empty() {
        layout.space();
        for line in of.note.lines() {
            layout.text(Style::Body, Align::Left, line);
        }
    }
    layout.space();
    let [terms, agreed] = terms();
    say_in_both(&mut layout, terms);
    for words in &of.words {
        own_words(&mut layout, words);
    }
    layout.space();
    say_in_both(&mut layout, agreed);
    let end = layout.blocks.len();
    signed(&mut layout, by);
    imprint(&mut layout, &of.shop, &of.software);
    layout.keep_from(end);
    layout
}

/// A sentence in the customer's language, then in the other.
fn say_in_both(layout: &mut Layout, (fr, en): (&str, &str)) {
    let (first, second) = match layout.language {
        Language::Fr => (fr, en),
        Language::En => (en, fr),
    };
    layout.text(Style::Detail, Align::Left, first);
    layout.text(Style::Detail, Align::Left, second);
}

fn about(layout: &mut Layout, of: &QuotePaper) {
    let language = of.language;
    let say = |fr: &str, en: &str| both(language, fr, en);
    let mut fact = |label: String, value: String| {
        if !value.is_empty() {
            layout.row(Style::Body, label, value);
        }
    };
    fact(say("Client", "Customer"), of.customer.name.clone());
    fact(say("Coordonnées", "Contact"), of.customer.lines.join(" · "));
    fact(
        say("Établi le", "Drawn up on"),
        [format::date(of.at, language), of.by.clone()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
    );
    fact(
        say("Valable jusqu’au", "Valid until"),
        format::day(of.valid_until, language),
    );
    fact(say("Tour de doigt", "Ring size"), of.ring_size.clone());
    let wished = of.wished_on.map(|day| format::day(day, language));
    fact(
        say("Date souhaitée", "Wished for"),
        wished.unwrap_or_default(),
    );
}

fn one(layout: &mut Layout, of: &QuotePaper, line: &QuotePaperLine) {
    let language = of.language;
    let money = |minor| format::money(minor, of.currency, language);
    let price = line.price_minor.map(money);
    layout.row(
        Style::Strong,
        line.title.as_str(),
        price.unwrap_or_else(|| "—".to_owned()),
    );
    let pair = |fr: &str, en: &str| match language {
        Language::Fr => format!("{fr} / {en}"),
        Language::En => format!("{en} / {fr}"),
    };
    let mut facts = vec![match (line.kind.as_str(), line.count) {
        ("metal", _) => line.metal.as_ref().map_or_else(String::new, |metal| {
            pair(
                &metal_words(metal, Language::Fr),
                &metal_words(metal, Language::En),
            )
        }),
        ("stone", Some(1)) => format!("1{NBSP}{}", pair("pierre", "stone")),
        ("stone", Some(count)) => format!("{count}{NBSP}{}", pair("pierres", "stones")),
        ("stone", None) => pair("pierres", "stones"),
        ("labour", _) => pair("façon", "workmanship"),
        _ => String::new(),
    }];
    facts.extend(line.weight_mg.map(|mg| format::grams(mg, language)));
    facts.extend(
        line.weight_milli_ct
            .map(|milli| format::carats(milli, language)),
    );
    facts.retain(|fact| !fact.is_empty());
    if !facts.is_empty() {
        layout.under(Style::Detail, facts.join(" · "), "");
    }
    if !line.own_code.is_empty() {
        let code = &line.own_code;
        let [fr, en] = [
            format!("vos propres pierres, confiées sous {code}, non facturées"),
            format!("your own stones, entrusted as {code}, not charged"),
        ];
        layout.under(Style::Detail, pair(&fr, &en), "");
    }
    if let Some(own) = line.own_mg {
        let fine = line.metal.as_ref().and_then(|metal| metal.fineness);
        let fine = own * fine.unwrap_or(0) / 10_000;
        let (own, fine) = (format::grams(own, language), format::grams(fine, language));
        let said = [
            format!("dont {own} de votre métal ({fine} de fin), non facturés"),
            format!("including {own} of your own metal ({fine} fine), not charged"),
        ];
        let [fr, en] = said;
        layout.under(Style::Detail, pair(&fr, &en), "");
    }
}

fn total(layout: &mut Layout, of: &QuotePaper) {
    let language = of.language;
    let say = |fr: &str, en: &str| both(language, fr, en);
    let money = |minor| format::money(minor, of.currency, language);
    let Some(total) = of.total_minor else {
        layout.row(Style::Strong, say("Total", "Total"), "—");
        return;
    };
    let tax: i64 = of.taxes.iter().map(|tax| tax.vat_minor).sum();
    layout.row(
        Style::Body,
        say("Total HT", "Total without VAT"),
        money(total - tax),
    );
    for tax in &of.taxes {
        let rate = format::percent(tax.vat_bp, language);
        layout.row(
            Style::Body,
            format!("{} {rate}", say("TVA", "VAT")),
            money(tax.vat_minor),
        );
    }
    layout.row(
        Style::Total,
        say("Total TTC", "Total with VAT"),
        money(total),
    );
}

/// What the customer agrees to.
fn terms() -> [(&'static str, &'static str); 2] {
    [
        (
            "Les poids de métal et de pierres sont ceux du projet\u{a0}; le prix ci-dessus est celui qui vous engage et nous engage jusqu’à la date de validité. Un changement demandé ensuite fait l’objet d’un nouveau devis.",
            "Weights of metal and stones are those of the design; the price above binds you and us until the date of validity. A change asked for later is quoted anew.",
        ),
        (
            "Bon pour accord\u{a0}: date et signature.",
            "Agreed: date and signature.",
        ),
    ]
}
