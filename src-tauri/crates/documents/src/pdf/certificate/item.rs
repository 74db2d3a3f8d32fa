//! An object on a certificate: its photos, what is said of it, and what its components are worth.

use super::super::setting::{Mark, Strip};
use super::super::sheet::mm;
use super::Kept;
use super::compose::{alone, both, heading, kept, money};
use super::set::{BODY, HEAD, LABEL, SECOND, STRONG, Setter, air, below, beside, hairline};
use crate::format::{self, NBSP};
use crate::layout::{metal_words, stone_words};
use crate::{
    Both, CertificateItem, CertificatePaper, CertificatePart, CertificatePhoto, Fact, Language,
};

/// The column of the photos, and what it leaves.
const PHOTOS: i64 = mm(66);

/// What it is called, its photos, and what is seen of it.
pub fn front(
    setter: &Setter<'_>,
    paper: &CertificatePaper,
    item: &CertificateItem,
    number: Option<usize>,
    photo_high: i64,
    page: &mut Vec<Kept>,
) {
    let title = match number {
        Some(number) => format!("{number}. {}", item.title.first()),
        None => item.title.first().to_owned(),
    };
    page.push(kept(setter.rule(mm(4), mm(3))));
    let under: Vec<&str> = [
        item.title.second().unwrap_or_default(),
        item.number.as_str(),
    ]
    .into_iter()
    .filter(|text| !text.is_empty())
    .collect();
    let under = under.join(" · ");
    let lines = [(title.as_str(), HEAD), (under.as_str(), SECOND)];
    page.push(kept(setter.column(0, setter.width, &lines)));
    page.push(kept(air(mm(2))));
    let photos: Vec<&CertificatePhoto> = item
        .photos
        .iter()
        .filter_map(|kept| paper.photo(&kept.file))
        .collect();
    let (x, width) = if photos.is_empty() {
        (0, setter.width)
    } else {
        (PHOTOS + mm(6), setter.width - PHOTOS - mm(6))
    };
    let mut told = vec![setter.column(
        x,
        width,
        &[
            (item.description.first(), BODY),
            (item.description.second().unwrap_or_default(), SECOND),
        ],
    )];
    if !item.description.is_empty() {
        told.push(air(mm(2)));
    }
    told.extend(item.facts.iter().map(|fact| said(setter, x, width, fact)));
    page.push(alone(beside([pictures(&photos, photo_high), below(told)])));
}

/// What it is made of and what each part is worth; with its own sum where it is one of many.
pub fn components(
    setter: &Setter<'_>,
    paper: &CertificatePaper,
    item: &CertificateItem,
    with_sum: bool,
    page: &mut Vec<Kept>,
) {
    if item.parts.is_empty() {
        return;
    }
    heading(setter, &Both::new("Éléments", "Components"), page);
    let of = &paper.certificate;
    for part in &item.parts {
        let value = part.value_minor.map(|minor| money(of, minor));
        page.push(alone(component(setter, &value.unwrap_or_default(), part)));
    }
    let sum = Both::new("Valeur de la pièce", "Value of the piece");
    if with_sum {
        page.push(alone(below([
            air(mm(1)),
            beside([
                setter.column(0, setter.width - mm(38), &[(&both(&sum), STRONG)]),
                setter.to_the_right(setter.width, &money(of, item.total_minor), STRONG),
            ]),
        ])));
    }
}

/// The first photo large, the next three small under it.
fn pictures(photos: &[&CertificatePhoto], most_high: i64) -> Strip {
    let mut strip = air(0);
    let Some((first, others)) = photos.split_first() else {
        return strip;
    };
    let mut place = |named: &CertificatePhoto, x: i64, y: i64, wide: i64, high: i64| {
        let (width, height) = named.photo.within(wide, high);
        strip.marks.push(Mark::Photo {
            x,
            y,
            width,
            height,
            file: named.file.clone(),
            photo: named.photo.clone(),
        });
        height
    };
    let mut height = place(first, 0, 0, PHOTOS, most_high);
    let gap = mm(3);
    let small = (PHOTOS - 2 * gap) / 3;
    let mut x = 0;
    let mut lowest = 0;
    for photo in others.iter().take(3) {
        lowest = lowest.max(place(photo, x, height + gap, small, small));
        x += small + gap;
    }
    if lowest > 0 {
        height += gap + lowest;
    }
    strip.height = height + mm(2);
    strip
}

fn said(setter: &Setter<'_>, x: i64, width: i64, fact: &Fact) -> Strip {
    let label = both(&fact.label);
    let aside = mm(34);
    below([
        beside([
            setter.column(x, aside - mm(2), &[(&label, LABEL)]),
            setter.column(
                x + aside,
                width - aside,
                &[
                    (fact.value.first(), BODY),
                    (fact.value.second().unwrap_or_default(), SECOND),
                ],
            ),
        ]),
        air(mm(1)),
    ])
}

/// What it is, in both languages; where its value comes from; its value at the edge.
fn component(setter: &Setter<'_>, value: &str, part: &CertificatePart) -> Strip {
    let width = setter.width - mm(38);
    let (fr, en) = (told(part, Language::Fr), told(part, Language::En));
    let certificate = certificate_of(part);
    let mut basis = both(&part.basis);
    if !part.source.trim().is_empty() {
        basis = format!("{basis} — {}", part.source.trim());
    }
    if !basis.is_empty() {
        basis = format!("{basis}, {}", part.on);
    }
    let mut lines = vec![(fr.as_str(), BODY)];
    if en != fr {
        lines.push((en.as_str(), SECOND));
    }
    lines.push((certificate.as_str(), SECOND));
    lines.push((basis.as_str(), LABEL));
    below([
        beside([
            setter.column(0, width, &lines),
            setter.to_the_right(setter.width, value, BODY),
        ]),
        hairline(0, setter.width, mm(1), mm(2)),
    ])
}

fn told(part: &CertificatePart, language: Language) -> String {
    let pick = |both: &Both| match language {
        Language::Fr => both.first().to_owned(),
        Language::En => both.second().unwrap_or(both.first()).to_owned(),
    };
    let mut words = Vec::new();
    if let Some(metal) = &part.metal {
        words.push(metal_words(metal, language));
    }
    if let Some(mg) = part.weight_mg {
        words.push(format::grams(mg, language));
    }
    if let Some(stone) = &part.stone {
        words.push(stone_words(stone, language));
    }
    words.extend(part.details.iter().map(pick));
    words.push(pick(&part.text));
    words.retain(|word| !word.trim().is_empty());
    words.join(" · ")
}

fn certificate_of(part: &CertificatePart) -> String {
    let Some(stone) = &part.stone else {
        return String::new();
    };
    let laboratory = stone.laboratory.as_deref().unwrap_or_default();
    match stone.certificate_number.as_deref() {
        Some(number) => format!("Certificat · Certificate {laboratory} n°{NBSP}{number}"),
        None if laboratory.is_empty() => String::new(),
        None => format!("Laboratoire · Laboratory {laboratory}"),
    }
}
