//! Every kind of document in its longest form, in both languages: fonts embedded, texts whole and within
//! the paper. A new kind fails here until somebody lists it.

use std::collections::BTreeSet;

use documents::escpos::CodePage;
use documents::paper::{self, Paper, Printed};
use documents::{Language, ReportKind, Slip, SlipContent, layout, pdf};

use crate::longest::{self, LAST};
use crate::pictures::{folder, logo, output};
use crate::{certificates, samples};

/// Kinds of other desks, with the file of their own tests.
const ELSEWHERE: [(&str, &str); 8] = [
    ("stock_count", "tests/it/stocktake.rs"),
    ("memo", "memos.rs"),
    ("memo_statement", "memos.rs"),
    ("purchase_order", "tests/it/purchase.rs"),
    ("purchase_return", "tests/it/purchase/money.rs"),
    ("tray_sheet", "tests/it/trays.rs"),
    ("labels", "src/label/tests.rs"),
    ("placed_label", "src/label/tests.rs"),
];

struct Listed {
    /// The function of `pdf` that makes it.
    kind: &'static str,
    name: String,
    bytes: Vec<u8>,
    /// What a text of it must say, beside [`LAST`] where the shop has words on it.
    says: Vec<String>,
    own_words: usize,
}

fn all(language: Language) -> Vec<Listed> {
    let tongue = language.code();
    let say = |fr: &str, en: &str| longest::say(language, fr, en);
    let photos = vec![longest::photo(language); 6];
    let signed = longest::signature();
    let by = Some((&signed, photos.first()));
    let mut all = Vec::new();
    let mut list = |kind: &'static str,
                    name: &str,
                    bytes: Result<Vec<u8>, pdf::PdfError>,
                    says: &[String],
                    own_words: usize| {
        all.push(Listed {
            kind,
            name: format!("every_{name}_{tongue}"),
            bytes: bytes.expect(kind),
            says: says.to_vec(),
            own_words,
        });
    };
    let some = |bytes: Result<Option<Vec<u8>>, pdf::PdfError>| {
        bytes.map(|bytes| bytes.expect("a slip of this kind"))
    };
    list(
        "receipt",
        "receipt",
        pdf::receipt(&samples::long(language)),
        &[],
        0,
    );
    list(
        "report",
        "report",
        pdf::report(&samples::report(language, ReportKind::Z)),
        &[],
        0,
    );
    list(
        "figures",
        "figures",
        pdf::figures(&longest::figures(language)),
        &[],
        0,
    );
    for (name, slip, own_words) in slips(language) {
        list(
            "slip",
            &format!("roll_{name}"),
            pdf::slip(&slip),
            &[],
            own_words,
        );
    }
    let objects = vec![photos.clone(); 3];
    let claim = longest::repair::slip(language, false);
    let title = say("Reçu de dépôt", "Claim slip");
    list(
        "repair_slip",
        "claim",
        some(pdf::repair_slip(&claim, &objects, by)),
        &[title],
        1,
    );
    let bench = longest::repair::slip(language, true);
    let title = say("Fiche d’atelier", "Bench sheet");
    list(
        "repair_slip",
        "bench",
        some(pdf::repair_slip(&bench, &objects, None)),
        &[title],
        1,
    );
    let title = say("Écart admis par", "Difference answered for by");
    list(
        "repair_return",
        "return",
        pdf::repair_return(&longest::repair::returned(language), &photos, by),
        &[title],
        1,
    );
    let title = say("Devis de réparation", "Repair estimate");
    list(
        "estimate",
        "estimate",
        pdf::estimate(&longest::repair::estimate(language), by),
        &[title],
        1,
    );
    let title = say(
        "Mise en demeure de retirer un objet",
        "Formal notice to collect an object",
    );
    list(
        "abandonment",
        "abandonment",
        pdf::abandonment(&longest::repair::abandonment(language)),
        &[title],
        1,
    );
    let title = say("Carte de garantie", "Warranty card");
    list(
        "warranty_card",
        "warranty",
        pdf::warranty_card(&longest::repair::warranty(language)),
        &[title],
        1,
    );
    let title = say("Bon de sous-traitance", "Workshop slip");
    list(
        "vendor_slip",
        "vendor",
        pdf::vendor_slip(&longest::repair::vendor(language)),
        &[title],
        1,
    );
    let title = say("VALIDITÉ EXPIRÉE", "EXPIRED");
    list(
        "quote",
        "quote",
        pdf::quote(&longest::quote(language), &photos[..3], by),
        &[title],
        2,
    );
    let title = say("Reçu de métal confié", "Receipt for customer’s metal");
    list(
        "metal_slip",
        "metal",
        some(pdf::metal_slip(&longest::metal(language), &photos, by)),
        &[title],
        1,
    );
    let title = say("Reçu d’objets confiés", "Receipt for entrusted objects");
    list(
        "entrusted_slip",
        "entrusted",
        some(pdf::entrusted_slip(
            &longest::entrusted(language),
            &photos,
            by,
        )),
        &[title],
        1,
    );
    let title = say("Bon de livraison", "Delivery note");
    list(
        "delivery_note",
        "delivery",
        pdf::delivery_note(&longest::delivery(language), &photos, by),
        &[title],
        0,
    );
    let title = say("Relevé du compte métal", "Statement of the metal account");
    list(
        "metal_statement",
        "statement",
        pdf::metal_statement(&longest::statement(language)),
        &[title],
        0,
    );
    let title = say("Valeur vénale totale", "Total fair market value");
    list(
        "estate_inventory",
        "estate",
        pdf::estate_inventory(&longest::estate(language), photos.first()),
        &[title],
        1,
    );
    let certificate = certificates::longest(1);
    let words = [
        "Certificat d’expertise".to_owned(),
        "Appraisal certificate".to_owned(),
    ];
    list(
        "certificate",
        "certificate",
        pdf::certificate(&certificate),
        &words,
        0,
    );
    list(
        "certificates",
        "certificates",
        pdf::certificates(&[certificate.clone(), certificate], "Deux"),
        &words,
        0,
    );
    all
}

/// A slip of each content. The match has no arm for others: a new content is a new slip here.
fn slips(language: Language) -> Vec<(&'static str, Slip, usize)> {
    let warranty = SlipContent::Warranty(Box::new(longest::repair::warranty(language)));
    let estimate = SlipContent::Estimate(Box::new(longest::repair::estimate(language)));
    let returned = SlipContent::Return(Box::new(longest::repair::returned(language)));
    let vendor = SlipContent::Vendor(Box::new(longest::repair::vendor(language)));
    let mut all = vec![
        samples::cash_out(language),
        samples::test_page(language),
        longest::repair::slip(language, false),
        longest::repair::slip(language, true),
        samples::slip(language, warranty),
        samples::slip(language, estimate),
        samples::slip(language, returned),
        samples::slip(language, vendor),
        longest::metal(language),
        longest::entrusted(language),
    ];
    for slip in &mut all {
        slip.shop.logo = Some(logo());
    }
    let named = all.into_iter().map(|slip| {
        let (name, own_words) = match &slip.content {
            SlipContent::Cash { .. } => ("cash", 0),
            SlipContent::Test { .. } => ("test", 0),
            SlipContent::Repair(of) if of.for_bench => ("bench", 1),
            SlipContent::Repair(_) => ("claim", 1),
            SlipContent::Warranty(_) => ("warranty", 1),
            SlipContent::Estimate(_) => ("estimate", 1),
            SlipContent::Return(_) => ("return", 1),
            SlipContent::Vendor(_) => ("vendor", 1),
            SlipContent::Metal(_) => ("metal", 1),
            SlipContent::Entrusted(_) => ("entrusted", 1),
        };
        (name, slip, own_words)
    });
    named.collect()
}

/// The functions of `pdf` that make a document.
fn kinds() -> BTreeSet<String> {
    let source = include_str!("../../src/pdf/mod.rs");
    let made = source.lines().filter_map(|line| {
        let name = line.strip_prefix("pub fn ")?;
        Some(name.split(['(', '<']).next()?.to_owned())
    });
    let handed_on = source.lines().filter_map(|line| {
        let names = line.strip_prefix("pub use ")?.split_once("::")?.1;
        Some(names.trim_matches(['{', '}', ';']).split(", "))
    });
    let handed_on = handed_on
        .flatten()
        .map(|name| name.trim_matches(['{', '}', ';']).to_owned());
    let mut kinds: BTreeSet<String> = made.chain(handed_on).collect();
    kinds.retain(|name| name.starts_with(|letter: char| letter.is_lowercase()));
    // Pictures of what is made above.
    kinds.remove("pages");
    kinds.remove("certificate_pages");
    kinds
}

#[test]
fn no_kind_of_document_is_missing_here() {
    let mut listed: BTreeSet<String> = all(Language::Fr)
        .iter()
        .map(|one| one.kind.to_owned())
        .collect();
    listed.extend(ELSEWHERE.map(|(kind, _)| kind.to_owned()));
    assert_eq!(listed, kinds());
}

#[test]
fn every_document_is_whole_with_the_longest_texts() {
    for language in [Language::Fr, Language::En] {
        for one in all(language) {
            check(&one);
        }
    }
}

fn check(one: &Listed) {
    let path = folder().join(format!("{}.pdf", one.name));
    std::fs::write(&path, &one.bytes).expect("written");
    let path = path.to_str().expect("a path");
    if let Some(fonts) = output("pdffonts", &[path]) {
        assert!(fonts.lines().count() > 2, "{}: no font", one.name);
        for font in fonts.lines().skip(2) {
            assert!(
                font.contains("Ecrin") && font.contains(" yes "),
                "{}: {font}",
                one.name
            );
        }
    }
    if let Some(text) = output("pdftotext", &["-layout", path, "-"]) {
        let text = text.replace('\u{a0}', " ");
        assert!(
            !text.contains('\u{fffd}'),
            "{}: a letter is missing",
            one.name
        );
        for words in &one.says {
            assert!(
                text.contains(words.as_str()),
                "{}: {words:?} is not in\n{text}",
                one.name
            );
        }
        assert_eq!(
            text.matches(LAST).count(),
            one.own_words,
            "{}: the shop’s words\n{text}",
            one.name
        );
    }
    within(one, path);
}

/// Every word on the paper, with a margin: nothing is cut by a printer's edge.
fn within(one: &Listed, path: &str) {
    let Some(boxes) = output("pdftotext", &["-bbox", path, "-"]) else {
        return;
    };
    let side = |line: &str, name: &str| -> i64 {
        let from = line.find(name).expect(name) + name.len() + 2;
        let number = line[from..].split(['.', '"']).next().expect("a number");
        number.parse().expect("a number")
    };
    let (mut width, mut height, mut seen) = (0, 0, 0);
    for line in boxes.lines() {
        if line.contains("<page") {
            (width, height) = (side(line, "width"), side(line, "height"));
        } else if line.contains("<word") {
            seen += 1;
            // 5 mm on a roll, 7 on a page.
            let edge = if width < 300 { 14 } else { 20 };
            let inside = side(line, "xMin") >= edge
                && side(line, "xMax") <= width - edge
                && side(line, "yMin") >= 10
                && side(line, "yMax") <= height - 10;
            assert!(inside, "{} ({width} × {height}): {line}", one.name);
        }
    }
    assert!(seen > 20, "{}: {seen} words", one.name);
}

#[test]
fn every_slip_fits_a_roll_of_58_and_of_80_millimetres() {
    for language in [Language::Fr, Language::En] {
        for (name, slip, own_words) in slips(language) {
            let layout = layout::slip(&slip);
            for columns in [32, 42, 48] {
                let roll = Paper::new(columns, CodePage::Wpc1252);
                for printed in paper::print(&layout, &roll) {
                    if let Printed::Text { text, face } = printed {
                        assert!(
                            text.chars().count() <= face.columns(&roll),
                            "{name}: {text:?}"
                        );
                    }
                }
                let text = documents::text(&layout, &roll);
                assert_eq!(text.matches(LAST).count(), own_words, "{name}\n{text}");
                let svg = documents::preview::svg(&layout, &roll);
                let file = format!("every_{name}_{}_{columns}.svg", language.code());
                std::fs::write(folder().join(file), svg).expect("written");
            }
        }
    }
}
