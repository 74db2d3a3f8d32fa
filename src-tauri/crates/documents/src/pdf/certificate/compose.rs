//! What stands on a certificate, from its head to its seal.

use chrono::{Datelike, NaiveDate};

use super::super::setting::{Mark, Strip};
use super::super::sheet::{Ink, mm};
use super::Kept;
use super::item;
use super::set::{
    BODY, BRAND, HEAD, LABEL, MARK, SECOND, SMALL, SMALL_SECOND, STRONG, SUM, Setter, TITLE, UNDER,
    air, below, beside, hairline,
};
use crate::format::{self, NBSP};
use crate::{Both, Certificate, CertificatePaper, CertificatePhoto, Language, qr};

pub fn strips(setter: &Setter<'_>, paper: &CertificatePaper) -> Vec<Kept> {
    let of = &paper.certificate;
    let single = of.items.len() == 1;
    // The first page is the one that is framed: who, what, how much, signed and sealed. A large photo
    // gives way where the page would not hold all of it.
    let mut page = face(setter, paper, mm(52));
    for photo_high in [mm(42), mm(32)] {
        let high: i64 = page.iter().map(|one| one.strip.height).sum();
        if high > super::BOTTOM - super::TOP {
            page = face(setter, paper, photo_high);
        }
    }
    page.push(next_page());
    for (index, one) in of.items.iter().enumerate() {
        if !single {
            item::front(setter, paper, one, Some(index + 1), mm(52), &mut page);
        }
        item::components(setter, paper, one, !single, &mut page);
    }
    let note = Both::new(of.note.as_str(), "");
    for (fr, en, text) in [
        ("Observations", "Notes", &note),
        ("Méthode", "Method", &of.method),
        (
            "Portée et conditions",
            "Scope and limiting conditions",
            &of.conditions,
        ),
    ] {
        if !text.is_empty() {
            two_columns(setter, &Both::new(fr, en), text, &mut page);
        }
    }
    page
}

fn face(setter: &Setter<'_>, paper: &CertificatePaper, photo_high: i64) -> Vec<Kept> {
    let of = &paper.certificate;
    let mut page = Vec::new();
    head(setter, paper, &mut page);
    match of.items.as_slice() {
        [] => {}
        [one] => item::front(setter, paper, one, None, photo_high, &mut page),
        _ => summary(setter, of, &mut page),
    }
    total(setter, of, &mut page);
    page.push(alone(seal(setter, paper)));
    page
}

pub fn alone(strip: Strip) -> Kept {
    Kept {
        strip,
        with_next: false,
        ends_page: false,
    }
}

/// What follows begins a page.
fn next_page() -> Kept {
    Kept {
        ends_page: true,
        ..alone(air(0))
    }
}

pub fn kept(strip: Strip) -> Kept {
    Kept {
        with_next: true,
        ..alone(strip)
    }
}

/// `Valeur · Value`.
pub fn both(of: &Both) -> String {
    of.second()
        .map_or_else(|| of.first().to_owned(), |en| format!("{} · {en}", of.fr))
}

fn head(setter: &Setter<'_>, paper: &CertificatePaper, page: &mut Vec<Kept>) {
    let of = &paper.certificate;
    if let Some(mark) = &paper.mark {
        page.push(kept(setter.centred(&both(mark), MARK)));
    }
    page.push(kept(air(mm(3))));
    if let Some(logo) = &of.shop.logo {
        let (wide, high) = (i64::from(logo.width_px()), i64::from(logo.height_px()));
        if wide > 0 && high > 0 {
            let (mut width, mut height) = (mm(42), mm(42) * high / wide);
            if height > mm(16) {
                (width, height) = (mm(16) * wide / high, mm(16));
            }
            page.push(kept(Strip {
                height: height + mm(2),
                marks: vec![Mark::Picture {
                    x: (setter.width - width) / 2,
                    width,
                    height,
                    picture: logo.clone(),
                }],
            }));
        }
    }
    page.push(kept(setter.centred(&of.shop.name, BRAND)));
    let ways = of.shop.address.iter().map(String::as_str);
    let ways: Vec<&str> = ways
        .chain(of.shop.phone.as_deref())
        .chain(of.shop.web.as_deref())
        .collect();
    page.push(kept(setter.centred(&ways.join(" · "), SECOND)));
    page.push(kept(air(mm(6))));
    page.push(kept(setter.centred(&of.title.fr, TITLE)));
    page.push(kept(setter.centred(&of.title.en, UNDER)));
    page.push(kept(hairline(
        (setter.width - mm(34)) / 2,
        mm(34),
        mm(3),
        mm(3),
    )));
    page.push(kept(setter.centred(&both(&of.value), STRONG)));
    page.push(kept(air(mm(5))));
    facts(setter, paper, page);
}

/// The labelled facts, in two columns.
fn facts(setter: &Setter<'_>, paper: &CertificatePaper, page: &mut Vec<Kept>) {
    let of = &paper.certificate;
    let number = if of.number.is_empty() {
        "—"
    } else {
        of.number.as_str()
    };
    let mut left = vec![(Both::new("N°", "No."), vec![(number.to_owned(), STRONG)])];
    if let Some(customer) = &paper.customer {
        let mut lines = vec![(customer.name.clone(), STRONG)];
        lines.extend(customer.lines.iter().map(|line| (line.clone(), BODY)));
        left.push((Both::new("Établi pour", "Made out to"), lines));
    }
    let told = |text: &Both| {
        let mut lines = vec![(text.first().to_owned(), BODY)];
        lines.extend(text.second().map(|en| (en.to_owned(), SECOND)));
        lines
    };
    if !of.purpose.is_empty() {
        left.push((Both::new("But", "Purpose"), told(&of.purpose)));
    }
    let day = |on: NaiveDate| {
        let both = both(&Both::new(long_day_fr(on), long_day_en(on)));
        vec![(both, BODY)]
    };
    let mut right = vec![(Both::new("Établi le", "Issued on"), day(of.issued_on))];
    if of.valued_on != of.issued_on {
        right.push((Both::new("Valeur au", "Value as of"), day(of.valued_on)));
    }
    if let Some(until) = of.valid_until {
        right.push((Both::new("Valable jusqu’au", "Valid until"), day(until)));
    }
    if !of.held.is_empty() {
        right.push((Both::new("Détenu par", "Held by"), told(&of.held)));
    }
    if let Some(before) = &of.replaces {
        let lines = vec![(before.clone(), BODY)];
        right.push((Both::new("Remplace", "Replaces"), lines));
    }
    let gutter = mm(10);
    let width = (setter.width - gutter) / 2;
    let column = |x: i64, facts: Vec<(Both, Vec<(String, super::super::sheet::Look)>)>| {
        below(facts.into_iter().map(|(label, lines)| {
            let label = both(&label);
            let mut said = vec![(label.as_str(), LABEL)];
            said.extend(lines.iter().map(|(text, look)| (text.as_str(), *look)));
            below([setter.column(x, width, &said), air(mm(2))])
        }))
    };
    page.push(alone(beside([
        column(0, left),
        column(width + gutter, right),
    ])));
}

fn summary(setter: &Setter<'_>, of: &Certificate, page: &mut Vec<Kept>) {
    heading(setter, &Both::new("Récapitulatif", "Summary"), page);
    for (index, one) in of.items.iter().enumerate() {
        let number = (index + 1).to_string();
        let value = money(of, one.total_minor);
        let title = if one.number.is_empty() {
            one.title.first().to_owned()
        } else {
            format!("{} · {}", one.title.first(), one.number)
        };
        page.push(alone(beside([
            setter.column(0, mm(8), &[(&number, SECOND)]),
            setter.column(mm(8), setter.width - mm(46), &[(&title, BODY)]),
            setter.to_the_right(setter.width, &value, BODY),
        ])));
    }
}

pub fn heading(setter: &Setter<'_>, words: &Both, page: &mut Vec<Kept>) {
    page.push(kept(air(mm(3))));
    page.push(kept(setter.column(
        0,
        setter.width,
        &[(&both(words), HEAD)],
    )));
    page.push(kept(setter.rule(mm(1), mm(2))));
}

/// An amount as both languages read it: French figures, and the same in English where they differ.
pub fn money(of: &Certificate, minor: i64) -> String {
    format::money(minor, of.currency, Language::Fr)
}

fn total(setter: &Setter<'_>, of: &Certificate, page: &mut Vec<Kept>) {
    let words = if of.items.len() > 1 {
        Both::new("Valeur totale", "Total value")
    } else {
        Both::new("Valeur", "Value")
    };
    let english = format::money(of.total_minor, of.currency, Language::En);
    page.push(alone(below([
        setter.rule(mm(5), mm(3)),
        beside([
            setter.column(
                0,
                setter.width / 2,
                &[(&both(&words), HEAD), (&both(&of.value), SECOND)],
            ),
            below([
                setter.to_the_right(setter.width, &money(of, of.total_minor), SUM),
                setter.to_the_right(setter.width, &english, SECOND),
            ]),
        ]),
        setter.rule(mm(3), mm(2)),
    ])));
}

/// A text in French on the left and English on the right, line by line, so that a page may end between.
fn two_columns(setter: &Setter<'_>, words: &Both, text: &Both, page: &mut Vec<Kept>) {
    let gutter = mm(8);
    let two = text.second().is_some();
    let width = if two {
        (setter.width - gutter) / 2
    } else {
        setter.width
    };
    page.push(kept(air(mm(2))));
    let mut titles = vec![setter.column(0, width, &[(&words.fr, STRONG)])];
    if two {
        titles.push(setter.column(width + gutter, width, &[(&words.en, STRONG)]));
    } else {
        titles = vec![setter.column(0, width, &[(&both(words), STRONG)])];
    }
    page.push(kept(beside(titles)));
    let left = setter.lines(text.first(), SMALL, width);
    let right = text
        .second()
        .map(|en| setter.lines(en, SMALL_SECOND, width))
        .unwrap_or_default();
    for line in 0..left.len().max(right.len()) {
        let text = |lines: &[String]| lines.get(line).cloned().unwrap_or_default();
        let strip = beside([
            setter.column(0, width, &[(&text(&left), SMALL)]),
            setter.column(width + gutter, width, &[(&text(&right), SMALL_SECOND)]),
        ]);
        // No first line alone at the foot of a page.
        page.push(if line == 0 { kept(strip) } else { alone(strip) });
    }
}

/// Who signs, and how it is checked.
fn seal(setter: &Setter<'_>, paper: &CertificatePaper) -> Strip {
    let of = &paper.certificate;
    let who = &of.appraiser;
    let half = setter.width * 52 / 100;
    let label = if of.kind == "evaluation" {
        Both::new("Pour la maison", "For the house")
    } else {
        Both::new("L’expert", "The appraiser")
    };
    let label = both(&label);
    let signature = match who.signature.as_ref().and_then(|it| paper.photo(&it.file)) {
        Some(CertificatePhoto { file, photo }) => {
            let (width, height) = photo.within(mm(56), mm(20));
            Strip {
                height: mm(21),
                marks: vec![Mark::Photo {
                    x: 0,
                    y: (mm(20) - height) / 2,
                    width,
                    height,
                    file: file.clone(),
                    photo: photo.clone(),
                }],
            }
        }
        None => air(mm(17)),
    };
    let left = below([
        setter.column(0, half, &[(&label, LABEL)]),
        signature,
        hairline(0, mm(60), mm(1), mm(2)),
        setter.column(
            0,
            half,
            &[
                (who.name.as_str(), STRONG),
                (who.credentials.first(), SMALL),
                (who.credentials.second().unwrap_or_default(), SMALL_SECOND),
            ],
        ),
    ]);
    let mut columns = vec![left];
    if let (Some(code), Some(sha256)) = (paper.qr(), &paper.sha256) {
        let side = mm(31);
        let x = setter.width - side;
        columns.push(matrix(&code, x, side));
        let groups: Vec<&str> = (0..8)
            .filter_map(|at| sha256.get(at * 8..at * 8 + 8))
            .collect();
        let print: Vec<String> = groups.chunks(2).map(|pair| pair.join(" ")).collect();
        let mut said = vec![("Empreinte SHA-256 · Fingerprint", LABEL)];
        said.extend(print.iter().map(|line| (line.as_str(), SMALL)));
        said.push(("Vérifiable sans Internet chez l’émetteur.", SMALL_SECOND));
        said.push(("Can be checked offline at the issuer’s.", SMALL_SECOND));
        let width = setter.width - side - half - mm(6);
        columns.push(setter.column(half + mm(2), width, &said));
    }
    below([air(mm(4)), beside(columns)])
}

fn matrix(text: &str, x: i64, side: i64) -> Strip {
    let mut strip = Strip {
        height: side,
        marks: Vec::new(),
    };
    let Some(modules) = qr::Modules::of(text) else {
        return strip;
    };
    let place = |at: usize| i64::try_from(at).unwrap_or(0);
    let module = side / place(modules.side()).max(1);
    for (column, row, length) in modules.runs() {
        strip.marks.push(Mark::Rect {
            x: x + module * place(column),
            y: module * place(row),
            width: module * place(length),
            height: module,
            ink: Ink::Text,
        });
    }
    strip
}

const MONTHS: [(&str, &str); 12] = [
    ("janvier", "January"),
    ("février", "February"),
    ("mars", "March"),
    ("avril", "April"),
    ("mai", "May"),
    ("juin", "June"),
    ("juillet", "July"),
    ("août", "August"),
    ("septembre", "September"),
    ("octobre", "October"),
    ("novembre", "November"),
    ("décembre", "December"),
];

fn month(on: NaiveDate) -> (&'static str, &'static str) {
    usize::try_from(on.month0())
        .ok()
        .and_then(|at| MONTHS.get(at))
        .copied()
        .unwrap_or_default()
}

/// `1er novembre 2026`.
fn long_day_fr(on: NaiveDate) -> String {
    let first = if on.day() == 1 { "er" } else { "" };
    format!("{}{first}{NBSP}{} {}", on.day(), month(on).0, on.year())
}

fn long_day_en(on: NaiveDate) -> String {
    format!("{}{NBSP}{} {}", on.day(), month(on).1, on.year())
}
