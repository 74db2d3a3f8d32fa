//! The service desk's papers with the longest texts that people write, photos and marks included.

pub mod repair;

use chrono::NaiveDate;
use documents::{
    Customer, DeliveredStones, DeliveryNote, EntrustedFor, EntrustedGone, EntrustedHow,
    EntrustedLine, EntrustedSlip, EstateInventory, EstateLine, Figures, FiguresDetail,
    FiguresDetails, FiguresLine, Language, MetalContent, MetalSlip, MetalSlipLine, MetalStatement,
    MetalStatementLine, MetalStatementLot, MetalStatementPart, Photo, PhotoMark, PhotoMarkKind,
    QuotePaper, QuotePaperLine, QuotePaperTax, Slip, SlipContent, SlipSignature,
};
use image::{ImageFormat, Rgb, RgbImage};
use units::{Currency, Metal};

use crate::noon;
use crate::samples::{self, shop, software};

/// At the end of the shop's own words: what is cut off lacks it.
pub const LAST: &str = "Fin·des·mots";

pub fn say(language: Language, fr: &str, en: &str) -> String {
    match language {
        Language::Fr => fr.to_owned(),
        Language::En => en.to_owned(),
    }
}

fn day() -> NaiveDate {
    noon().date()
}

/// A roll's hand's breadth, or as many as a page has room for.
pub fn words(language: Language, most: usize) -> Vec<String> {
    let line = say(
        language,
        "Où l’œuvre naît : réglée à l’établi, sertie à la main, vérifiée sous la loupe ; à bientôt !",
        "Set by hand at the bench, checked under the loupe: café, naïve, Zoë’s; see you soon!",
    );
    let mut words: Vec<String> = std::iter::repeat_n(line, most).collect();
    words.push(LAST.to_owned());
    words
}

fn customer() -> Customer {
    Customer {
        name: "Mme Marie-Antoinette Vandenbroucke-Montpensier de Saint-Hilaire du Harcouët".into(),
        lines: vec![
            "+33 6 12 34 56 78".into(),
            "marie-antoinette.vandenbroucke-montpensier@etude-notariale-saint-hilaire.example"
                .into(),
        ],
    }
}

fn object(language: Language) -> String {
    say(
        language,
        "Bague marquise, métal blanc, pierre bleue ovale entourée de vingt-deux pierres blanches, corps gravé",
        "Navette ring, white metal, oval blue stone surrounded by twenty-two white stones, engraved shank",
    )
}

fn condition(language: Language) -> String {
    say(
        language,
        "Griffe usée à 3 h, rayures sur tout le corps, poinçon lisible, pierre centrale égrisée sous la griffe de 9 h. ",
        "Claw worn at 3 o’clock, scratches all over the shank, hallmark legible, centre stone chipped under the claw. ",
    )
    .repeat(4)
}

/// A drawn jewel, with what somebody marked on it.
pub fn photo(language: Language) -> Photo {
    let picture = RgbImage::from_fn(640, 480, |x, y| {
        let (dx, dy) = (i64::from(x) - 320, i64::from(y) - 280);
        let ring = (120_i64.pow(2)..150_i64.pow(2)).contains(&(dx * dx + dy * dy));
        Rgb(if ring {
            [205, 170, 90]
        } else {
            [244, 240, 232]
        })
    });
    let mut png = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut png, ImageFormat::Png)
        .expect("a picture");
    let mark = |kind, x, y, x2, y2, text: String| PhotoMark {
        kind,
        x,
        y,
        x2,
        y2,
        text,
    };
    Photo::read(png.get_ref(), 660)
        .expect("a photo")
        .marked(vec![
            mark(
                PhotoMarkKind::Arrow,
                1_000,
                1_000,
                4_800,
                3_400,
                String::new(),
            ),
            mark(
                PhotoMarkKind::Oval,
                5_400,
                6_000,
                7_800,
                8_200,
                String::new(),
            ),
            mark(
                PhotoMarkKind::Text,
                6_000,
                1_200,
                6_000,
                1_200,
                say(
                    language,
                    "griffe à refaire, déjà égrisée",
                    "claw to be rebuilt",
                ),
            ),
        ])
}

pub fn signature() -> SlipSignature {
    SlipSignature {
        signer: customer().name,
        at: noon(),
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
        reason: String::new(),
    }
}

fn gold() -> MetalContent {
    MetalContent {
        colour: None,
        ..samples::gold("white")
    }
}

pub fn quote(language: Language) -> QuotePaper {
    let line = |kind: &str| QuotePaperLine {
        kind: kind.into(),
        title: say(
            language,
            "Façon de l’alliance américaine, vingt-deux chatons à griffes partagées, polissage et rhodiage compris",
            "Making of the eternity ring, twenty-two shared-claw settings, polishing and rhodium plating included",
        ),
        metal: (kind == "metal").then(gold),
        weight_mg: (kind == "metal").then_some(5_200),
        count: (kind == "stone").then_some(22),
        weight_milli_ct: (kind == "stone").then_some(2_220),
        price_minor: Some(123_456_789),
        vat_bp: 2_000,
        own_mg: (kind == "metal").then_some(4_900),
        own_code: if kind == "stone" {
            "P1-D26-1234567-12".into()
        } else {
            String::new()
        },
    };
    QuotePaper {
        language,
        currency: Currency::Eur,
        shop: shop(),
        software: software(),
        number: "P1-C26-1234567/12".into(),
        customer: customer(),
        title: object(language),
        ring_size: "54½".into(),
        wished_on: Some(day()),
        at: noon(),
        by: "Éléonore".into(),
        valid_until: day(),
        note: condition(language),
        words: [words(language, 40), words(language.other(), 38)],
        lines: ["metal", "stone", "labour", "other"]
            .into_iter()
            .cycle()
            .take(24)
            .map(line)
            .collect(),
        taxes: vec![QuotePaperTax {
            vat_bp: 2_000,
            vat_minor: 493_827_156,
        }],
        total_minor: Some(2_962_962_936),
        mark: Some("expired".into()),
    }
}

pub fn estate(language: Language) -> EstateInventory {
    let line = |lot: usize| EstateLine {
        lot: lot.to_string(),
        title: object(language),
        number: (!lot.is_multiple_of(5)).then(|| format!("P1-EX2026-{lot:04}")),
        value_minor: 1_234_567_890,
    };
    EstateInventory {
        language,
        shop: shop(),
        software: software(),
        at: noon(),
        currency: Currency::Eur,
        deceased: customer().name,
        customer: "Étude de Maîtres Lefèvre-Saint-Hilaire, Vandenbroucke & Associés, notaires"
            .into(),
        valued_on: day(),
        place: "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson".into(),
        held: "étude notariale, coffre n° 12, sous scellés".into(),
        note: condition(language),
        words: words(language, 40),
        lines: (1..=40).map(line).collect(),
        total_minor: 49_382_715_600,
        appraiser: "Jean-Christophe Wintzenheim-Lamoureux".into(),
        credentials: say(
            language,
            "Expert près la cour d’appel, gemmologue diplômé",
            "Court-appointed expert, certified gemmologist",
        ),
    }
}

pub fn metal(language: Language) -> Slip {
    let line = |stones: &str| MetalSlipLine {
        description: object(language),
        metal: gold(),
        tested: "xrf".into(),
        gross_mg: Some(123_456),
        stones: stones.into(),
        stones_mg: 1_234,
        weight_mg: 122_222,
        fine_mg: 91_666,
        cancelled: stones == "removed",
    };
    let content = MetalSlip {
        gives_back: false,
        copy: 2,
        number: "P1-M26-1234567".into(),
        customer: customer(),
        at: noon(),
        by: "Jean-Christophe Wintzenheim-Lamoureux".into(),
        order: format!("P1-C26-1234567 · {}", object(language)),
        given_to: String::new(),
        note: condition(language),
        words: words(language, 6),
        lines: ["none", "left_in", "removed"]
            .into_iter()
            .cycle()
            .take(7)
            .map(line)
            .collect(),
    };
    samples::slip(language, SlipContent::Metal(Box::new(content)))
}

pub fn statement(language: Language) -> MetalStatement {
    let line = |number: i64| MetalStatementLine {
        on: day(),
        kind: ["in", "melt", "use", "return", "correct"][usize::try_from(number % 5).unwrap_or(0)]
            .into(),
        document: format!("P1-M26-{number:07}"),
        objects: object(language),
        note: "pesé deux fois".into(),
        undone: number % 5 == 2,
        loss_fine_mg: number,
        fine_mg: 91_666 * number,
        balance_mg: 1_191_666,
    };
    let part = |metal| MetalStatementPart {
        metal,
        lines: (1..=12).map(line).collect(),
        lots: vec![
            MetalStatementLot {
                description: object(language),
                metal: MetalContent { metal, ..gold() },
                weight_mg: 122_222,
                fine_mg: 91_666,
            };
            5
        ],
        fine_mg: 458_330,
    };
    MetalStatement {
        language,
        shop: shop(),
        software: software(),
        customer: customer(),
        at: noon(),
        on: day(),
        parts: [Metal::Gold, Metal::Platinum].map(part).into(),
    }
}

/// A workshop's report: who had how much work, and what was late.
pub fn figures(language: Language) -> Figures {
    let line = |number: usize| FiguresLine {
        name: "Jean-Christophe Wintzenheim-Lamoureux".into(),
        cells: vec![
            "1 234".into(),
            "12,5 j".into(),
            "1 234 567,89 €".into(),
            "98,7 %".into(),
        ],
        measure: i64::try_from(number).unwrap_or(0) * 10,
        measured: "1 234 567,89 €".into(),
    };
    let late = |number: usize| FiguresDetail {
        name: format!("P1-R26-{number:07}-1 · {}", object(language)),
        value: say(language, "12 jours de retard", "12 days late"),
        note: format!(
            "{} · {}",
            customer().name,
            say(
                language,
                "promis le 12/11/2026, prêt le 24/11/2026",
                "promised 12/11/2026, ready 24/11/2026"
            )
        ),
    };
    Figures {
        language,
        shop: shop(),
        software: software(),
        at: noon(),
        title: say(language, "Rapport de l’atelier", "Workshop report"),
        note: say(
            language,
            "Du 1er janvier au 31 décembre 2026, par personne",
            "1 January to 31 December 2026, by person",
        ),
        group: say(language, "Personne", "Person"),
        measure: say(language, "Chiffre d’affaires HT", "Revenue without VAT"),
        headers: [
            "Objets remis",
            "Durée médiane",
            "Marge sur travaux",
            "Dans les délais",
        ]
        .map(str::to_owned)
        .into(),
        lines: (1..=9).map(line).collect(),
        total: vec![
            "11 106".into(),
            "12,5 j".into(),
            "11 111 111,01 €".into(),
            "98,7 %".into(),
        ],
        remarks: vec![condition(language)],
        details: Some(FiguresDetails {
            title: say(language, "En retard", "Late"),
            lines: (1..=30).map(late).collect(),
        }),
    }
}

pub fn entrusted(language: Language) -> Slip {
    let gone = |how| EntrustedGone {
        how,
        count: 12,
        at: noon(),
        by: "Jean-Christophe Wintzenheim-Lamoureux".into(),
        gross_ug: Some(123_456_789),
        given_to: customer().name,
        reason: condition(language),
        allowed_by: "Jean-Christophe Wintzenheim-Lamoureux".into(),
    };
    let line = |number: usize| EntrustedLine {
        code: format!("P1-D26-1234567-{number}"),
        object: object(language),
        count: 1_000,
        gross_ug: Some(9_876_543_210),
        cut: say(
            language,
            "ronde, taille brillant moderne, table excentrée",
            "round, modern brilliant cut, table off centre",
        ),
        size: "5,21 × 5,18 × 3,24 mm".into(),
        marks: condition(language),
        condition: condition(language),
        declared_minor: Some(1_234_567_890),
        cancelled: number == 3,
        gone: [
            EntrustedHow::GivenBack,
            EntrustedHow::Set,
            EntrustedHow::Missing,
        ]
        .map(gone)
        .into(),
    };
    let content = EntrustedSlip {
        copy: 2,
        currency: Currency::Eur,
        number: "P1-D26-1234567".into(),
        customer: customer(),
        at: noon(),
        by: "Jean-Christophe Wintzenheim-Lamoureux".into(),
        entrusted_for: EntrustedFor::Custom,
        about: format!("P1-C26-1234567 · {}", object(language)),
        note: condition(language),
        words: words(language, 6),
        lines: (1..=4).map(line).collect(),
    };
    samples::slip(language, SlipContent::Entrusted(Box::new(content)))
}

pub fn delivery(language: Language) -> DeliveryNote {
    let stones = DeliveredStones {
        code: "P1-D26-1234567-1".into(),
        stones: format!("1000 × {}", object(language)),
        set: 998,
        given_back: 1,
        missing: 1,
    };
    DeliveryNote {
        language,
        shop: shop(),
        software: software(),
        number: "P1-C26-1234567".into(),
        title: object(language),
        customer: customer(),
        delivered_at: noon(),
        delivered_by: "Jean-Christophe Wintzenheim-Lamoureux".into(),
        given_to: customer().name,
        ring_size: "54½".into(),
        fields: vec![(say(language, "Gravure", "Engraving"), object(language)); 4],
        agreed: vec![object(language); 12],
        expected_ug: Some(123_456_789),
        weighed_ug: Some(123_455_789),
        own_stones: vec![stones; 3],
        stones_same: false,
        engraving_same: true,
        pictures_same: false,
        reason: condition(language),
        allowed_by: "Jean-Christophe Wintzenheim-Lamoureux".into(),
        shop_signed: Some(signature()),
    }
}
