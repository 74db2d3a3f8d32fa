//! The blocks of a hand-over.

use super::header::{imprint, shop};
use super::signed::signed;
use super::wording::own_words;
use super::{Align, Block, Layout, Style};
use crate::format;
use crate::{Language, Photo, RepairCorrected, RepairReturn, SlipSignature, StoneSeen};

/// The paper in its own language, with the photos as it came in; `by` is who signed it, and how.
pub fn repair_return(
    of: &RepairReturn,
    photos: &[Photo],
    by: Option<(&SlipSignature, Option<&Photo>)>,
) -> Layout {
    let language = of.language;
    let title = language.pick("Bon de restitution", "Return slip");
    let mut layout = Layout::new(format!("{title} {}", of.code), language);
    shop(&mut layout, &of.shop);
    layout.space();
    layout.center(Style::Title, title);
    layout.center(Style::Total, of.code.as_str());
    layout.space();
    let mut fact = |label: &str, value: String| {
        if !value.is_empty() {
            layout.row(Style::Body, label, value);
        }
    };
    fact(
        language.pick("Client", "Customer"),
        of.customer.name.clone(),
    );
    fact(language.pick("Remis à", "Given to"), of.given_to.clone());
    let came = format::date_time(of.taken_at, language);
    let left = format::date_time(of.returned_at, language);
    fact(
        language.pick("Déposé le", "Taken in"),
        format!("{came} · {}", of.taken_by),
    );
    fact(
        language.pick("Restitué le", "Given back"),
        format!("{left} · {}", of.returned_by),
    );
    layout.space();
    layout.rule();
    layout.text(Style::Strong, Align::Left, of.object.as_str());
    if !photos.is_empty() {
        let named = photos.iter().enumerate();
        let named = named.map(|(at, photo)| (format!("{}-{at}", of.code), photo.clone()));
        layout.blocks.push(Block::Photos(named.collect()));
    }
    compared(&mut layout, of);
    for task in &of.tasks {
        layout.text(Style::Body, Align::Left, format!("– {task}"));
    }
    layout.rule();
    layout.text(
        Style::Detail,
        Align::Left,
        language.pick(
            "L’objet a été comparé, devant le client, à ce qui avait été constaté au dépôt.",
            "Before the customer the object was compared with what was seen when it came in.",
        ),
    );
    own_words(&mut layout, &of.words);
    let end = layout.blocks.len();
    signed(&mut layout, by);
    for_the_shop(&mut layout, of.shop_signed.as_ref());
    imprint(&mut layout, &of.shop, &of.software);
    layout.keep_from(end);
    layout
}

/// As it came, as it should be now, as it is.
fn compared(layout: &mut Layout, of: &RepairReturn) {
    let language = layout.language;
    let grams = |ug: Option<i64>| ug.map(|ug| format::fine_grams(ug, language));
    if let Some(first) = &of.corrected {
        corrected(layout, first);
    }
    let came = match of.corrected {
        Some(_) => language.pick("Poids au dépôt, corrigé", "Weight as it came, corrected"),
        None => language.pick("Poids au dépôt", "Weight as it came"),
    };
    for (label, weight) in [
        (came, of.came_ug),
        (
            language.pick(
                "Poids attendu après travaux",
                "Weight expected after the work",
            ),
            of.expected_ug.filter(|_| of.expected_ug != of.came_ug),
        ),
        (
            language.pick("Poids au retrait", "Weight as it leaves"),
            of.left_ug,
        ),
    ] {
        if let Some(weight) = grams(weight) {
            layout.row(Style::Body, label, weight);
        }
    }
    for (at, stone) in of.stones.iter().enumerate() {
        let line = format!("– {stone}");
        match of.seen.get(at) {
            None => layout.text(Style::Detail, Align::Left, line),
            Some(seen) => layout.row(Style::Body, line, seen_word(*seen, language)),
        }
    }
    for (photo, said) in &of.marks {
        let text = match language {
            crate::Language::Fr => format!("Photo {photo}\u{a0}: «\u{202f}{said}\u{202f}»"),
            crate::Language::En => format!("Photo {photo}: “{said}”"),
        };
        layout.text(Style::Detail, Align::Left, text);
    }
    let same = language.pick("identiques", "the same");
    let other = language.pick("différentes", "not the same");
    let said = |is_same: bool| if is_same { same } else { other };
    layout.row(
        Style::Body,
        language.pick("Pierres", "Stones"),
        said(of.stones_same),
    );
    layout.row(
        Style::Body,
        language.pick("Photos comparées", "Photos compared"),
        said(of.photos_same),
    );
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

/// What was written first, above what stands in its place.
fn corrected(layout: &mut Layout, first: &RepairCorrected) {
    let language = layout.language;
    let at = format::date_time(first.at, language);
    let mut by = vec![first.by.as_str()];
    by.extend(Some(first.allowed_by.as_str()).filter(|name| !by.contains(name)));
    by.retain(|name| !name.is_empty());
    let by = by.join(", ");
    let head = language.pick("Constat du dépôt corrigé le", "Intake corrected on");
    let reason = &first.reason;
    layout.text(
        Style::Strong,
        Align::Left,
        match language {
            crate::Language::Fr => format!("{head} {at} ({by})\u{a0}: {reason}"),
            crate::Language::En => format!("{head} {at} ({by}): {reason}"),
        },
    );
    if let Some(ug) = first.came_ug {
        layout.row(
            Style::Body,
            language.pick("Poids constaté d’abord", "Weight as first seen"),
            format::fine_grams(ug, language),
        );
    }
    if !first.ring_size.is_empty() {
        layout.row(
            Style::Body,
            language.pick("Taille constatée d’abord", "Size as first seen"),
            first.ring_size.as_str(),
        );
    }
    if !first.stones.is_empty() {
        let label = language.pick("Pierres constatées d’abord\u{a0}:", "Stones as first seen:");
        layout.text(Style::Detail, Align::Left, label);
    }
    for stone in &first.stones {
        layout.text(Style::Detail, Align::Left, format!("– {stone}"));
    }
}

const fn seen_word(seen: StoneSeen, language: Language) -> &'static str {
    match seen {
        StoneSeen::Present => language.pick("présente", "present"),
        StoneSeen::Missing => language.pick("manquante", "missing"),
        StoneSeen::Replaced => language.pick("remplacée", "replaced"),
    }
}

/// The other side of the paper: whoever gave the object back.
pub(super) fn for_the_shop(layout: &mut Layout, signed: Option<&SlipSignature>) {
    let language = layout.language;
    let label = language.pick("Pour la maison\u{a0}:", "For the shop:");
    layout.text(Style::Detail, Align::Left, label);
    if let Some(by) = signed {
        let at = format::date_time(by.at, language);
        layout.row(Style::Body, by.signer.as_str(), at);
    } else {
        layout.space();
        layout.space();
    }
    layout.rule();
}
