//! Certificates in both languages at once, short and with the longest real texts: read back by programs
//! that none of us wrote. The files stay in the target folder's `tmp/documents`, to be looked at.

use chrono::{Days, NaiveDate};
use documents::{
    Appraiser, Both, Certificate, CertificateItem, CertificatePaper, CertificatePart,
    CertificatePhoto, Customer, Fact, Kept, Photo, Stone, StoneOrigin, certificate_in_qr, pdf,
};
use image::{ImageFormat, Rgb, RgbImage};
use units::Currency;

use crate::noon;
use crate::pictures::{folder, output, rendered};
use crate::samples::{gold, shop, software};

const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn day() -> NaiveDate {
    noon().date()
}

/// A ring on velvet, drawn.
fn photo(id: &str, wide: u32, high: u32) -> CertificatePhoto {
    let at = |value: u32| i64::from(value);
    let picture = RgbImage::from_fn(wide, high, |x, y| {
        let (dx, dy) = (at(x) - at(wide) / 2, at(y) - at(high) * 6 / 10);
        let from = dx * dx + dy * dy;
        let radius = at(wide.min(high)) / 4;
        let shade = u8::try_from(40 + at(y) * 60 / at(high)).unwrap_or(90);
        if (radius * radius * 8 / 10..radius * radius).contains(&from) {
            Rgb([214, 184, 110])
        } else if dx.abs() + (dy + radius).abs() * 3 / 2 < radius / 2 {
            Rgb([225, 238, 246])
        } else {
            Rgb([shade / 2, shade / 2, shade])
        }
    });
    let mut file = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut file, ImageFormat::Png)
        .expect("a PNG");
    CertificatePhoto {
        file: id.to_owned(),
        photo: Photo::read(file.get_ref(), 720).expect("a photo"),
    }
}

fn kept(file: &str) -> Kept {
    Kept {
        file: file.into(),
        sha256: HASH.into(),
    }
}

fn basis(fr: &str, en: &str, source: &str) -> (Both, String) {
    (Both::new(fr, en), source.to_owned())
}

fn part(value_minor: i64, (basis, source): (Both, String)) -> CertificatePart {
    CertificatePart {
        metal: None,
        weight_mg: None,
        stone: None,
        details: Vec::new(),
        text: Both::default(),
        value_minor: Some(value_minor),
        basis,
        source,
        on: day(),
    }
}

fn item(photos: &[&str]) -> CertificateItem {
    let diamond = Stone {
        species: "diamond".into(),
        origin: StoneOrigin::Natural,
        count: 1,
        weight_milli_ct: Some(702),
        colour: Some("F".into()),
        clarity: Some("VS1".into()),
        laboratory: Some("GIA".into()),
        certificate_number: Some("2141438172".into()),
        treatments: Vec::new(),
    };
    let melee = Stone {
        count: 22,
        weight_milli_ct: Some(310),
        origin: StoneOrigin::Synthetic,
        laboratory: None,
        certificate_number: None,
        colour: Some("G".into()),
        ..diamond.clone()
    };
    let parts = vec![
        CertificatePart {
            metal: Some(gold("white")),
            weight_mg: Some(3_280),
            ..part(
                24_610,
                basis("cours du métal", "metal rate", "LBMA, fixing du matin"),
            )
        },
        CertificatePart {
            stone: Some(diamond),
            details: vec![
                Both::new("brillant rond", "round brilliant"),
                Both::new("taille excellente", "excellent cut"),
                Both::new("5,70 × 5,72 × 3,51 mm", "5.70 × 5.72 × 3.51 mm"),
            ],
            ..part(
                318_000,
                basis("liste de prix", "price list", "Liste diamants T4"),
            )
        },
        CertificatePart {
            stone: Some(melee),
            ..part(18_500, basis("marché", "market", "moyenne de trois ventes"))
        },
        CertificatePart {
            text: Both::new("Façon, sertissage et marge", "Making, setting and margin"),
            ..part(127_890, basis("remplacement", "replacement", ""))
        },
    ];
    CertificateItem {
        number: "J104".into(),
        title: Both::new("Solitaire Éclipse", "Eclipse solitaire"),
        description: Both::new(
            "Bague solitaire à chaton six griffes sur corps jonc, poinçon tête d’aigle, très bon état.",
            "Six-claw solitaire ring on a half-round shank, eagle’s head hallmark, very good condition.",
        ),
        facts: vec![
            Fact {
                label: Both::new("Poids brut", "Gross weight"),
                value: documents::words::grams(3_420),
            },
            Fact {
                label: Both::new("Taille", "Size"),
                value: Both::new("52", "52"),
            },
            Fact {
                label: Both::new("Poinçons", "Hallmarks"),
                value: Both::new(
                    "tête d’aigle, poinçon de maître",
                    "eagle’s head, maker’s mark",
                ),
            },
        ],
        photos: photos.iter().map(|id| kept(id)).collect(),
        total_minor: parts.iter().filter_map(|part| part.value_minor).sum(),
        parts,
    }
}

fn paper(items: Vec<CertificateItem>) -> CertificatePaper {
    let ids: Vec<String> = items
        .iter()
        .flat_map(|item| item.photos.iter().map(|kept| kept.file.clone()))
        .chain(["signature".to_owned()])
        .collect();
    CertificatePaper {
        certificate: Certificate {
            v: 1,
            kind: "insurance".into(),
            title: Both::new("Certificat d’expertise", "Appraisal certificate"),
            value: Both::new(
                "Valeur de remplacement à neuf, TTC",
                "Replacement value as new, VAT included",
            ),
            currency: Currency::Eur,
            shop: shop(),
            software: software(),
            number: "P1-EX2026-0001".into(),
            issued_on: day(),
            valued_on: day(),
            valid_until: day().checked_add_days(Days::new(1_095)),
            replaces: Some("P1-EX2023-0017".into()),
            customer: Some(HASH.into()),
            purpose: Both::new("Assurance du bijou", "Insurance of the jewel"),
            held: Both::new("sa propriétaire", "its owner"),
            method: Both::new(
                "Examen à la loupe 10× et sous lumière du jour normalisée, pesée du bijou monté, mesures au palmer ; le poids des pierres serties est calculé d’après leurs mesures.",
                "Examined under a 10× loupe in standard daylight, weighed as mounted, measured with a gauge; the weight of set stones is calculated from their measurements.",
            ),
            conditions: Both::new(
                "La valeur est celle du jour indiqué et pour le seul but énoncé. Elle n’engage pas la maison à acheter.",
                "The value is that of the day stated and for the stated purpose only. It does not bind the house to buy.",
            ),
            note: String::new(),
            appraiser: Appraiser {
                name: "Camille".into(),
                credentials: Both::new("Gemmologue diplômée", "Certified gemmologist"),
                signature: Some(kept("signature")),
            },
            total_minor: items.iter().map(|item| item.total_minor).sum(),
            items,
        },
        customer: Some(Customer {
            name: "Mme Agnès Lefèvre".into(),
            lines: vec!["3 rue du Puits".into(), "33000 Bordeaux".into()],
        }),
        photos: ids.iter().map(|id| photo(id, 640, 480)).collect(),
        sha256: Some(HASH.into()),
        mark: None,
    }
}

/// An estate of so many pieces, every text as long as people write them.
pub fn longest(count: usize) -> CertificatePaper {
    let items = (0..count).map(|n| {
        let names = ["a", "b", "c", "d"].map(|letter| format!("{letter}{n}"));
        let photos: Vec<&str> = names.iter().take(n % 5).map(String::as_str).collect();
        let mut item = item(&photos);
        item.title = Both::new(
            "Bague marquise Belle Époque, saphir coussin de Ceylan entouré de vingt-deux diamants taille ancienne, monture platine et or",
            "Belle Époque navette ring, cushion Ceylon sapphire surrounded by twenty-two old-cut diamonds, platinum and gold mount",
        );
        item.number = "J-2026-INVENTAIRE-000000000000000000104".into();
        item.description = Both::new("Élément d’une parure accompagné de son écrin d’origine, restauré. ".repeat(8), "Part of a set with its original case, restored. ".repeat(8));
        item.parts[1].source = "https://exemple.fr/listes/diamants/taille-brillant/2026-trimestre-4/edition-definitive-revue-et-corrigee".into();
        item.parts[3].value_minor = Some(1_234_567_890);
        item.total_minor = item.parts.iter().filter_map(|part| part.value_minor).sum();
        item
    });
    let mut paper = paper(items.collect());
    let of = &mut paper.certificate;
    of.method = Both::new(of.method.fr.repeat(12), of.method.en.repeat(12));
    of.conditions = Both::new(of.conditions.fr.repeat(14), of.conditions.en.repeat(14));
    of.note = "Ensemble remis par l’étude notariale en trois écrins scellés.".repeat(6);
    of.purpose = Both::new(
        "Partage d’une succession entre six héritiers et déclaration à l’administration ".repeat(2),
        "Division of an estate between six heirs and declaration to the authorities ".repeat(2),
    );
    paper.customer = Some(Customer {
        name:
            "Étude de Maîtres Lefèvre-Saint-Hilaire, Vandenbroucke-Montpensier & Associés, notaires"
                .into(),
        lines: vec!["127 bis boulevard du Maréchal-Foch, 3e étage, porte gauche".into()],
    });
    paper
}

/// What a page is called among fewer than ten, and among more.
fn pictures(stem: &str, page: u32) -> [String; 2] {
    [
        format!("{stem}-{page}.png"),
        format!("{stem}-{page:02}.png"),
    ]
}

/// The file, checked: its fonts embedded, every word within the frame, its code read by zbar.
fn check(name: &str, paper: &CertificatePaper, words: &[&str]) {
    let bytes = pdf::certificate(paper).expect("a PDF");
    assert_eq!(
        pdf::certificate(paper).as_ref(),
        Ok(&bytes),
        "not the same bytes twice"
    );
    let path = folder().join(format!("{name}.pdf"));
    std::fs::write(&path, &bytes).expect("written");
    let path = path.to_str().expect("a path");
    if let Some(text) = output("pdftotext", &["-layout", path, "-"]) {
        let text = text.replace('\u{a0}', " ");
        for word in words {
            assert!(text.contains(word), "{word:?} is not in\n{text}");
        }
    }
    if let Some(fonts) = output("pdffonts", &[path]) {
        for font in fonts.lines().skip(2) {
            assert!(font.contains("Ecrin") && font.contains(" yes "), "{font}");
        }
    }
    // The frame stands 11 mm, 31 points, from the edges of a page of 595 by 842.
    if let Some(boxes) = output("pdftotext", &["-bbox", path, "-"]) {
        let mut seen = 0;
        for word in boxes.lines().filter(|line| line.contains("<word")) {
            let side = |name: &str| -> i64 {
                let from = word.find(name).expect(name) + name.len() + 2;
                let number = word[from..].split('.').next().expect("a number");
                number.parse().expect("a number")
            };
            seen += 1;
            assert!(
                side("xMin") > 33 && side("xMax") < 562 && side("yMin") > 33 && side("yMax") < 809,
                "{word}"
            );
        }
        assert!(seen > 100, "{seen} words");
    }
    let stem = path.trim_end_matches(".pdf");
    // Pages of an earlier run are not this one's.
    for old in (1..20).flat_map(|page| pictures(stem, page)) {
        std::fs::remove_file(old).ok();
    }
    rendered(path);
    if let Some(code) = paper.qr() {
        let read: Vec<String> = (1..20)
            .flat_map(|page| pictures(stem, page))
            .filter(|picture| std::path::Path::new(picture).exists())
            .filter_map(|picture| {
                let read = std::process::Command::new("zbarimg")
                    .args(["--quiet", "--raw", &picture])
                    .output()
                    .ok()?;
                Some(String::from_utf8_lossy(&read.stdout).trim_end().to_owned())
            })
            .filter(|read| !read.is_empty())
            .collect();
        // Nothing was read where zbar is not installed.
        if std::process::Command::new("zbarimg")
            .arg("--version")
            .output()
            .is_ok()
        {
            assert_eq!(read, [code.as_str()]);
        }
        let said = certificate_in_qr(&code).expect("ours");
        assert_eq!(
            (said.number.as_str(), said.sha256.as_str()),
            ("P1-EX2026-0001", HASH)
        );
    }
    for (at, svg) in pdf::certificate_pages(paper)
        .expect("pages")
        .iter()
        .enumerate()
    {
        std::fs::write(folder().join(format!("{name}-{at}.svg")), svg).expect("written");
        assert!(!svg.contains("<script"), "{name}");
    }
}

#[test]
fn a_certificate_as_a_customer_frames_it() {
    let photos = ["ring", "side", "hallmark"];
    check(
        "certificate",
        &paper(vec![item(&photos)]),
        &[
            "Certificat d’expertise",
            "Appraisal certificate",
            "Mme Agnès Lefèvre",
            "Or blanc 750 ‰ · 3,28 g",
            "White gold 750 ‰ · 3.28 g",
            "22 × diamant synthétique 0,31 ct",
            "22 × laboratory-grown diamond 0.31 ct",
            "GIA n° 2141438172",
            "4 890,00 €",
            "€4,890.00",
            "P1-EX2023-0017",
            "21 novembre 2026",
            "9f86d081 884c7d65",
        ],
    );
}

#[test]
fn an_estate_with_the_longest_texts_stays_within_its_frame() {
    check(
        "certificate_estate",
        &longest(6),
        &[
            "Récapitulatif",
            "6. Bague marquise",
            "12 349 290,00 €",
            "74 095 740,00 €",
        ],
    );
}

#[test]
fn a_draft_says_so_and_has_no_code() {
    let mut draft = paper(vec![item(&[])]);
    draft.certificate.number.clear();
    draft.sha256 = None;
    draft.mark = Some(Both::new("PROJET — SANS VALEUR", "DRAFT — NOT VALID"));
    assert_eq!(draft.qr(), None);
    check(
        "certificate_draft",
        &draft,
        &["PROJET — SANS VALEUR · DRAFT"],
    );
    let hostile = "<script>alert(1)</script>\u{202e}";
    draft.certificate.items[0].title = Both::new(hostile, hostile);
    check("certificate_hostile", &draft, &["<script>alert(1)"]);
}

#[test]
fn a_code_that_is_not_ours_is_none() {
    for code in [
        "",
        "ECRIN1;P1-42;4560EUR;2026-11-21T14:32:08;abc",
        "ECRIN-EX1;P1-EX2026-0001;2026-11-21",
        "ECRIN-EX1;;2026-11-21;9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "ECRIN-EX1;P1-EX2026-0001;21/11/2026;9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "ECRIN-EX1;P1-EX2026-0001;2026-11-21;zz",
    ] {
        assert_eq!(certificate_in_qr(code), None, "{code}");
    }
}
