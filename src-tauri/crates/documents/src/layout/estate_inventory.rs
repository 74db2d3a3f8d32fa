//! The blocks of an estate's inventory.

use chrono::NaiveTime;

use super::header::{imprint, shop};
use super::wording::own_words;
use super::{Align, Block, Layout, Style};
use crate::format::{self, NBSP};
use crate::{EstateInventory, EstateLine, Language, Photo};

/// The inventory in its own language: whose estate, as of which day, object by object with its certificate,
/// the sum, and who signs, with their signature.
pub fn estate_inventory(of: &EstateInventory, signature: Option<&Photo>) -> Layout {
    let language = of.language;
    let title = language.pick("Inventaire estimatif", "Appraisal inventory");
    let mut layout = Layout::new(format!("{title} – {}", of.deceased), language);
    shop(&mut layout, &of.shop);
    layout.space();
    let is_draft = of.lines.iter().any(|line| line.number.is_none());
    if is_draft {
        let mark = language.pick("PROJET", "DRAFT");
        layout.center(Style::Mark, mark);
    }
    layout.center(Style::Title, title);
    let whose = match language {
        Language::Fr => format!("Succession de {}", of.deceased),
        Language::En => format!("Estate of {}", of.deceased),
    };
    layout.center(Style::Total, whose);
    layout.space();
    let day = |day: chrono::NaiveDate| format::date(day.and_time(NaiveTime::MIN), language);
    for (label, value) in [
        (
            language.pick("À la demande de", "At the request of"),
            of.customer.clone(),
        ),
        (language.pick("Valeur au", "Value as of"), day(of.valued_on)),
        (language.pick("Lieu", "Place"), of.place.clone()),
        (language.pick("Détenteur", "Held by"), of.held.clone()),
    ] {
        if !value.is_empty() {
            layout.row(Style::Body, label, value);
        }
    }
    layout.text(Style::Detail, Align::Left, of.note.as_str());
    layout.space();
    layout.rule();
    for line in &of.lines {
        object(&mut layout, of, line);
    }
    layout.rule();
    layout.row(
        Style::Body,
        language.pick("Nombre d’objets", "Number of objects"),
        of.lines.len().to_string(),
    );
    layout.row(
        Style::Total,
        language.pick("Valeur vénale totale", "Total fair market value"),
        format::money(of.total_minor, of.currency, language),
    );
    layout.space();
    let terms = if is_draft {
        language.pick(
            "Projet\u{a0}: des objets n’ont pas encore leur certificat.",
            "Draft: some objects have no certificate yet.",
        )
    } else {
        language.pick(
            "Récapitulatif des certificats désignés, qui seuls font foi\u{a0}; chacun se vérifie par son \
             numéro et son code.",
            "Summary of the certificates named, which alone are binding; each is checked by its number \
             and its code.",
        )
    };
    layout.text(Style::Detail, Align::Left, terms);
    own_words(&mut layout, &of.words);
    let end = layout.blocks.len();
    signs(&mut layout, of, signature);
    imprint(&mut layout, &of.shop, &of.software);
    layout.keep_from(end);
    layout
}

fn object(layout: &mut Layout, of: &EstateInventory, line: &EstateLine) {
    let language = of.language;
    let untitled = language.pick("Objet sans désignation", "Object without a name");
    let title = if line.title.trim().is_empty() {
        untitled
    } else {
        &line.title
    };
    let named = if line.lot.is_empty() {
        title.to_owned()
    } else {
        format!("{}.{NBSP}{title}", line.lot)
    };
    layout.row(
        Style::Body,
        named,
        format::money(line.value_minor, of.currency, language),
    );
    let certificate = line.number.as_ref().map_or_else(
        || language.pick("en cours", "in preparation").to_owned(),
        |number| format!("{} {number}", language.pick("Certificat", "Certificate")),
    );
    layout.under(Style::Detail, certificate, "");
}

/// Where and when, who, by which right, and their hand.
fn signs(layout: &mut Layout, of: &EstateInventory, signature: Option<&Photo>) {
    let language = of.language;
    layout.space();
    let on = format::date(of.at, language);
    let made = match (language, of.place.is_empty()) {
        (Language::Fr, true) => format!("Fait le {on}"),
        (Language::Fr, false) => format!("Fait à {}, le {on}", of.place),
        (Language::En, true) => format!("Done on {on}"),
        (Language::En, false) => format!("Done at {}, on {on}", of.place),
    };
    layout.text(Style::Body, Align::Left, made);
    let who = language.pick("Signature de l’expert\u{a0}:", "The appraiser’s signature:");
    layout.text(Style::Detail, Align::Left, who);
    match signature {
        Some(drawn) => {
            let named = vec![("signature".to_owned(), drawn.clone())];
            layout.blocks.push(Block::Photos(named));
        }
        None => {
            for _ in 0..4 {
                layout.space();
            }
        }
    }
    layout.text(Style::Strong, Align::Left, of.appraiser.as_str());
    layout.text(Style::Detail, Align::Left, of.credentials.as_str());
    layout.rule();
}
