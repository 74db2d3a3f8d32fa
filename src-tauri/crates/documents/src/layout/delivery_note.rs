//! The blocks of a delivery.

use super::header::{imprint, shop};
use super::repair_return::for_the_shop;
use super::signed::signed;
use super::{Align, Block, Layout, Style};
use crate::format;
use crate::{DeliveredStones, DeliveryNote, Language, Photo, SlipSignature};

/// The paper in its own language, with what was drawn; `by` is who signed it, and how.
pub fn delivery_note(
    of: &DeliveryNote,
    photos: &[Photo],
    by: Option<(&SlipSignature, Option<&Photo>)>,
) -> Layout {
    let language = of.language;
    let title = language.pick("Bon de livraison", "Delivery note");
    let mut layout = Layout::new(format!("{title} {}", of.number), language);
    shop(&mut layout, &of.shop);
    layout.space();
    layout.center(Style::Title, title);
    layout.center(Style::Total, of.number.as_str());
    layout.space();
    let mut fact = |label: &str, value: String| {
        if !value.is_empty() {
            layout.row(Style::Body, label, value);
        }
    };
    let at = format::date_time(of.delivered_at, language);
    fact(
        language.pick("Client", "Customer"),
        of.customer.name.clone(),
    );
    fact(language.pick("Remis à", "Given to"), of.given_to.clone());
    fact(
        language.pick("Remis le", "Handed over"),
        format!("{at} · {}", of.delivered_by),
    );
    layout.space();
    layout.rule();
    layout.text(Style::Strong, Align::Left, of.title.as_str());
    if !photos.is_empty() {
        let named = photos.iter().enumerate();
        let named = named.map(|(at, photo)| (format!("{}-{at}", of.number), photo.clone()));
        layout.blocks.push(Block::Photos(named.collect()));
    }
    agreed(&mut layout, of);
    compared(&mut layout, of);
    layout.rule();
    layout.text(
        Style::Detail,
        Align::Left,
        language.pick(
            "La pièce a été comparée, devant le client, à ce qui avait été convenu.",
            "Before the customer the piece was compared with what had been agreed.",
        ),
    );
    let end = layout.blocks.len();
    signed(&mut layout, by);
    for_the_shop(&mut layout, of.shop_signed.as_ref());
    imprint(&mut layout, &of.shop, &of.software);
    layout.keep_from(end);
    layout
}

/// What had been agreed.
fn agreed(layout: &mut Layout, of: &DeliveryNote) {
    let language = layout.language;
    for line in &of.agreed {
        layout.text(Style::Body, Align::Left, format!("– {line}"));
    }
    if !of.ring_size.is_empty() {
        layout.row(
            Style::Body,
            language.pick("Taille", "Size"),
            of.ring_size.as_str(),
        );
    }
    for (label, said) in &of.fields {
        layout.row(Style::Body, label.as_str(), said.as_str());
    }
    layout.rule();
}

/// What was seen.
fn compared(layout: &mut Layout, of: &DeliveryNote) {
    let language = layout.language;
    for (label, weight) in [
        (
            language.pick("Poids à l’atelier", "Weight at the bench"),
            of.expected_ug,
        ),
        (
            language.pick("Poids à la remise", "Weight as it leaves"),
            of.weighed_ug,
        ),
    ] {
        if let Some(ug) = weight {
            layout.row(Style::Body, label, format::fine_grams(ug, language));
        }
    }
    if !of.own_stones.is_empty() {
        layout.text(
            Style::Strong,
            Align::Left,
            language.pick("Pierres du client", "The customer’s own stones"),
        );
    }
    for stones in &of.own_stones {
        layout.row(
            Style::Body,
            format!("{} ({})", stones.stones, stones.code),
            whereabouts(stones, language),
        );
    }
    let same = language.pick("conformes", "as agreed");
    let other = language.pick("non conformes", "not as agreed");
    for (label, is_same) in [
        (language.pick("Pierres", "Stones"), of.stones_same),
        (
            language.pick("Gravure et détails", "Engraving and details"),
            of.engraving_same,
        ),
        (
            language.pick("Dessins et photos", "Drawings and photos"),
            of.pictures_same,
        ),
    ] {
        layout.row(Style::Body, label, if is_same { same } else { other });
    }
    if !of.allowed_by.is_empty() {
        layout.row(
            Style::Strong,
            language.pick("Écart admis par", "Difference answered for by"),
            of.allowed_by.as_str(),
        );
    }
    if !of.reason.is_empty() {
        let why = language.pick("Motif\u{a0}:", "Reason:");
        layout.text(Style::Body, Align::Left, format!("{why} {}", of.reason));
    }
}

fn whereabouts(of: &DeliveredStones, language: Language) -> String {
    let named = [
        (of.set, language.pick("serties", "set")),
        (of.given_back, language.pick("rendues", "given back")),
        (of.missing, language.pick("manquantes", "missing")),
    ];
    let said = named.iter().filter(|(count, _)| *count > 0);
    let said: Vec<_> = said
        .map(|(count, word)| format!("{count}\u{a0}{word}"))
        .collect();
    said.join(", ")
}
