//! Documents to print: invented people and pieces, real lengths.
//!
//! Longer than 500 lines because the printer’s test takes the samples in as one file.

use documents::{
    Customer, Discount, Language, Line, MetalContent, Payment, Receipt, ReceiptKind, Reference,
    Shop, Slip, SlipContent, Software, Stone, StoneOrigin, Tender, VatRegime, VatTotal,
    WarrantyCard, WarrantyLine, Work, WorkOf, WorkPart,
};
use units::{Currency, Metal};

use super::noon;
pub use super::reports::report;

pub const NORMAL: VatRegime = VatRegime::Standard { rate_bp: 2_000 };

pub fn shop() -> Shop {
    Shop {
        name: "Maison Aubépine".into(),
        address: vec!["12, rue des Orfèvres".into(), "29000 Quimper".into()],
        siret: "12345678900012".into(),
        naf: "4777Z".into(),
        vat_number: Some("FR12 123456789".into()),
        phone: Some("02 98 00 00 00".into()),
        web: Some("maison-aubepine.example".into()),
        logo: None,
    }
}

pub fn software() -> Software {
    Software {
        name: "Écrin".into(),
        version: "0.1.0".into(),
    }
}

/// A line of nothing but a label and a price.
pub fn plain(label: &str, price_minor: i64) -> Line {
    Line {
        label: label.into(),
        piece_number: None,
        metals: vec![],
        weight_mg: None,
        size: None,
        stones: vec![],
        quantity: 1,
        unit_price_minor: price_minor,
        discount: None,
        total_minor: price_minor,
        vat: NORMAL,
        legal_guarantee: false,
        work: None,
    }
}

pub fn gold(colour: &str) -> MetalContent {
    MetalContent {
        metal: Metal::Gold,
        colour: Some(colour.into()),
        fineness: Some(7_500),
    }
}

pub fn ring() -> Line {
    Line {
        piece_number: Some("P-000123".into()),
        metals: vec![gold("white")],
        weight_mg: Some(3_420),
        size: Some("52".into()),
        stones: vec![
            Stone {
                species: "diamond".into(),
                origin: StoneOrigin::Natural,
                count: 1,
                weight_milli_ct: Some(700),
                colour: Some("F".into()),
                clarity: Some("VS1".into()),
                laboratory: Some("GIA".into()),
                certificate_number: Some("2141438172".into()),
                treatments: vec![],
            },
            Stone {
                species: "sapphire".into(),
                origin: StoneOrigin::Natural,
                count: 2,
                weight_milli_ct: Some(420),
                colour: None,
                clarity: None,
                laboratory: None,
                certificate_number: None,
                treatments: vec!["heated".into()],
            },
        ],
        discount: Some(Discount {
            amount_minor: 24_000,
            percent_bp: Some(500),
            reason: "fidélité".into(),
        }),
        total_minor: 456_000,
        ..plain("Bague solitaire « Éclipse »", 480_000)
    }
}

/// A ring of 4 800 € with 5 % off, paid by card, cheque and cash.
pub fn sale(language: Language) -> Receipt {
    Receipt {
        kind: ReceiptKind::Sale,
        copy: 0,
        training: false,
        language,
        currency: Currency::Eur,
        shop: shop(),
        number: "Q1-2026-000145".into(),
        at: noon(),
        till: "1".into(),
        seller: "Camille".into(),
        software: software(),
        customer: Some(Customer {
            name: "Mme Hélène Lefèvre".into(),
            lines: vec![],
        }),
        annuls: None,
        returns: vec![],
        lines: vec![ring()],
        discount: None,
        total_minor: 456_000,
        vat: vec![VatTotal {
            rate_bp: 2_000,
            net_minor: 380_000,
            vat_minor: 76_000,
            gross_minor: 456_000,
        }],
        payments: vec![
            pay(Tender::Card, 300_000, Some("847215")),
            pay(Tender::Cheque, 100_000, Some("4410027")),
            Payment {
                given_minor: Some(60_000),
                change_minor: Some(4_000),
                ..pay(Tender::Cash, 56_000, None)
            },
        ],
        mentions: vec!["Échange sous 30 jours sur présentation de ce ticket.".into()],
        short_signature: "kT4v".into(),
        signature:
            "kT4vQm0b9nC1zFh3uWwX2sY7rJd8eLpA6iGoNtVfKxEqRyBzMcHlUjSaPgDwOe1T5kT4vQm0b9nC1zFh3uWwQ"
                .into(),
    }
}

pub fn pay(tender: Tender, amount_minor: i64, reference: Option<&str>) -> Payment {
    Payment {
        tender,
        amount_minor,
        reference: reference.map(Into::into),
        given_minor: None,
        change_minor: None,
    }
}

/// Second-hand alone: no VAT may be read anywhere.
pub fn second_hand(language: Language) -> Receipt {
    let brooch = Line {
        piece_number: Some("P-000207".into()),
        metals: vec![gold("yellow")],
        weight_mg: Some(8_150),
        stones: vec![Stone {
            species: "pearl".into(),
            origin: StoneOrigin::Cultured,
            count: 12,
            weight_milli_ct: None,
            colour: None,
            clarity: None,
            laboratory: None,
            certificate_number: None,
            treatments: vec![],
        }],
        vat: VatRegime::Margin,
        ..plain("Broche feuillage, vers 1950", 64_000)
    };
    Receipt {
        number: "Q1-2026-000146".into(),
        customer: None,
        lines: vec![brooch],
        total_minor: 64_000,
        vat: vec![],
        payments: vec![pay(Tender::Card, 64_000, Some("120033"))],
        mentions: vec![],
        ..sale(language)
    }
}

/// New, second-hand and investment gold, a watch with its guarantee, and a ticket discount.
pub fn mixed(language: Language) -> Receipt {
    let watch = Line {
        piece_number: Some("M-0031".into()),
        legal_guarantee: true,
        work: None,
        ..plain("Montre automatique acier, bracelet cuir", 129_000)
    };
    let charms = Line {
        quantity: 3,
        unit_price_minor: 4_500,
        total_minor: 13_500,
        metals: vec![MetalContent {
            metal: Metal::Silver,
            colour: None,
            fineness: Some(9_250),
        }],
        ..plain("Charm trèfle", 4_500)
    };
    let coin = Line {
        vat: VatRegime::ExemptGold,
        ..plain("Pièce 20 francs Marianne Coq", 71_250)
    };
    let lines = vec![watch, charms, second_hand(language).lines[0].clone(), coin];
    Receipt {
        number: "Q1-2026-000147".into(),
        lines,
        discount: Some(Discount {
            amount_minor: 7_750,
            percent_bp: None,
            reason: "geste commercial".into(),
        }),
        total_minor: 270_000,
        vat: vec![VatTotal {
            rate_bp: 2_000,
            net_minor: 114_791,
            vat_minor: 22_959,
            gross_minor: 137_750,
        }],
        payments: vec![pay(Tender::Transfer, 270_000, Some("VIR-20261121-7"))],
        ..sale(language)
    }
}

pub fn watch(language: Language) -> Receipt {
    let mixed = mixed(language);
    Receipt {
        lines: vec![mixed.lines[0].clone()],
        discount: None,
        total_minor: 129_000,
        vat: vec![VatTotal {
            rate_bp: 2_000,
            net_minor: 107_500,
            vat_minor: 21_500,
            gross_minor: 129_000,
        }],
        payments: vec![pay(Tender::Card, 129_000, Some("551907"))],
        ..mixed
    }
}

fn back(line: Line) -> Line {
    Line {
        quantity: -line.quantity,
        total_minor: -line.total_minor,
        discount: line.discount.map(|discount| Discount {
            amount_minor: -discount.amount_minor,
            ..discount
        }),
        ..line
    }
}

fn sold() -> Reference {
    Reference {
        number: "Q1-2026-000145".into(),
        at: Some(noon()),
    }
}

pub fn refund(language: Language) -> Receipt {
    Receipt {
        kind: ReceiptKind::Refund,
        number: "Q1-2026-000151".into(),
        returns: vec![sold()],
        lines: vec![back(ring())],
        total_minor: -456_000,
        vat: vec![VatTotal {
            rate_bp: 2_000,
            net_minor: -380_000,
            vat_minor: -76_000,
            gross_minor: -456_000,
        }],
        payments: vec![pay(Tender::Card, -456_000, Some("847311"))],
        ..sale(language)
    }
}

pub fn exchange(language: Language) -> Receipt {
    let earrings = Line {
        piece_number: Some("P-000311".into()),
        metals: vec![gold("rose")],
        ..plain("Boucles d’oreilles Aurore", 520_000)
    };
    Receipt {
        kind: ReceiptKind::Exchange,
        number: "Q1-2026-000152".into(),
        returns: vec![sold()],
        lines: vec![back(ring()), earrings],
        total_minor: 64_000,
        vat: vec![VatTotal {
            rate_bp: 2_000,
            net_minor: 53_333,
            vat_minor: 10_667,
            gross_minor: 64_000,
        }],
        payments: vec![pay(Tender::Card, 64_000, Some("900211"))],
        ..sale(language)
    }
}

pub fn void(language: Language) -> Receipt {
    let refund = refund(language);
    Receipt {
        kind: ReceiptKind::Void,
        number: "Q1-2026-000148".into(),
        returns: vec![],
        annuls: Some(sold()),
        payments: vec![
            pay(Tender::Card, -300_000, Some("847215")),
            pay(Tender::Cheque, -100_000, Some("4410027")),
            pay(Tender::Cash, -56_000, None),
        ],
        ..refund
    }
}

/// A line of money for a ring at the bench.
fn of_work(role: WorkPart, total_minor: i64) -> Line {
    let line = Line {
        work: Some(Work {
            job: "Q1-R26-218-1".into(),
            role,
            subject: WorkOf::Repair,
        }),
        ..plain("bague, métal blanc, pierre bleue", total_minor.abs())
    };
    if total_minor < 0 { back(line) } else { line }
}

fn of_works(language: Language, kind: ReceiptKind, lines: Vec<Line>) -> Receipt {
    let total_minor: i64 = lines.iter().map(|line| line.total_minor).sum();
    let net_minor = total_minor * 5 / 6;
    Receipt {
        kind,
        number: "Q1-2026-000160".into(),
        lines,
        total_minor,
        vat: vec![VatTotal {
            rate_bp: 2_000,
            net_minor,
            vat_minor: total_minor - net_minor,
            gross_minor: total_minor,
        }],
        payments: vec![pay(Tender::Card, total_minor, Some("220031"))],
        mentions: vec![],
        ..sale(language)
    }
}

/// Money in advance.
pub fn acompte(language: Language) -> Receipt {
    let lines = vec![of_work(WorkPart::Acompte, 4_800)];
    of_works(language, ReceiptKind::Sale, lines)
}

/// A part of it goes back, and the rest stands.
pub fn give_back(language: Language) -> Receipt {
    let lines = vec![
        of_work(WorkPart::Acompte, -4_800),
        of_work(WorkPart::Acompte, 3_000),
    ];
    Receipt {
        returns: vec![sold()],
        ..of_works(language, ReceiptKind::Exchange, lines)
    }
}

/// The customer draws back, and loses what was paid: nothing to pay, and no VAT of the indemnity.
pub fn arrhes_kept(language: Language) -> Receipt {
    let kept = Line {
        vat: VatRegime::Standard { rate_bp: 0 },
        ..of_work(WorkPart::Kept, 4_800)
    };
    let lines = vec![of_work(WorkPart::Arrhes, -4_800), kept];
    let receipt = of_works(language, ReceiptKind::Exchange, lines);
    Receipt {
        returns: vec![sold()],
        vat: vec![VatTotal {
            rate_bp: 2_000,
            net_minor: -4_000,
            vat_minor: -800,
            gross_minor: -4_800,
        }],
        payments: vec![],
        ..receipt
    }
}

/// The fee of a certificate.
pub fn appraisal_fee(language: Language) -> Receipt {
    let fee = Line {
        label: "Honoraires d’expertise".into(),
        work: Some(Work {
            job: "Q1-EX2026-0031".into(),
            role: WorkPart::Work,
            subject: WorkOf::Appraisal,
        }),
        ..plain("", 12_000)
    };
    of_works(language, ReceiptKind::Sale, vec![fee])
}

/// The longest texts that shops really have.
pub fn long(language: Language) -> Receipt {
    let mut receipt = sale(language);
    receipt.shop.name = "Bijouterie-Joaillerie-Horlogerie Desmarets-Vandenbroucke & Filles".into();
    receipt.shop.address = vec![
        "Centre commercial Les Portes de l’Océan, cellule 114 bis, niveau haut".into(),
        "64500 Saint-Jean-de-Luz".into(),
    ];
    receipt.shop.web =
        Some("bijouterie-desmarets-vandenbroucke.example/prendre-rendez-vous".into());
    receipt.customer = Some(Customer {
        name: "Mme Marie-Antoinette de La Rochefoucauld-Montmorency".into(),
        lines: vec![
            "Résidence Les Hortensias, bâtiment C, 2e étage, 148 boulevard du Maréchal-Juin".into(),
        ],
    });
    receipt.seller = "Anne-Charlotte Wojciechowski".into();
    receipt.lines[0].label = "Bague solitaire accompagnée « Les Jardins suspendus de Babylone », griffes rhodiées, pavage serti grain, monture reprise à la main en atelier".into();
    receipt.lines[0].unit_price_minor = 123_456_789;
    receipt.lines[0].total_minor = 123_432_789;
    receipt.lines[0].stones[0].laboratory = Some("Laboratoire français de gemmologie".into());
    receipt.lines[0].stones[1].treatments =
        vec!["filled".into(), "hpht".into(), "colle époxy".into()];
    if let Some(discount) = &mut receipt.lines[0].discount {
        discount.reason =
            "anniversaire de mariage, accord téléphonique de Mme Desmarets le 20".into();
    }
    receipt.total_minor = 123_432_789;
    receipt.payments[0].reference = Some("A0000000421010-847215-TPE-ARRIERE-BOUTIQUE".into());
    receipt
}

/// Texts that a printer would obey, a screen would run, or no code page has.
pub fn hostile(language: Language) -> Receipt {
    let mut receipt = sale(language);
    receipt.shop.name = "Éclat\u{1b}@ <b>&amp; Co</b> 💎".into();
    receipt.lines[0].label = "Bague\u{1b}p\u{0}\u{19}\u{fa} \u{1d}V\u{42}\u{0}\nTOTAL 0,00\r\n\"><script>alert(1)</script> \u{202e}oiranivaf\u{202c} שלום Łódź Иван".into();
    receipt.lines[0].piece_number = Some("../../etc/passwd\u{0}".into());
    receipt.lines[0].stones[0].certificate_number = Some("=cmd|' /C calc'!A0".into());
    receipt.seller = "\u{1d}(k\u{3}\u{0}1Q0".into();
    receipt.number = "145\u{1b}\u{7f}é\u{9b}".into();
    receipt.short_signature = "k\u{10}\u{4}\u{1}T4v".into();
    receipt
}

pub fn slip(language: Language, content: SlipContent) -> Slip {
    Slip {
        language,
        training: false,
        shop: shop(),
        at: noon(),
        till: "1".into(),
        by: "Camille".into(),
        software: software(),
        content,
    }
}

/// A card of three tasks, one of them with more words than a line has room for.
pub fn warranty(language: Language) -> Slip {
    let mut slip = cash_out(language);
    let say = |fr: &str, en: &str| match language {
        Language::Fr => fr.to_owned(),
        Language::En => en.to_owned(),
    };
    let until = |year| chrono::NaiveDate::from_ymd_opt(year, 11, 21).expect("a day");
    let line = |title, months, year| WarrantyLine {
        title,
        months,
        until: until(year),
    };
    slip.content = SlipContent::Warranty(Box::new(WarrantyCard {
        words: Vec::new(),
        language,
        shop: slip.shop.clone(),
        software: slip.software.clone(),
        number: "P1-R26-118".into(),
        code: "P1-R26-118-1".into(),
        object: say(
            "Bague, métal blanc, pierre blanche",
            "Ring, white metal, white stone",
        ),
        customer: Customer {
            name: "Agnès Lefèvre".into(),
            lines: Vec::new(),
        },
        returned_at: noon(),
        lines: vec![
            line(say("Rhodiage", "Rhodium plating"), 12, 2027),
            line(
                say(
                    "Remontage du solitaire, quatre griffes refaites à l’or gris",
                    "Solitaire set again, four claws rebuilt in white gold",
                ),
                24,
                2028,
            ),
        ],
    }));
    slip
}

pub fn cash_out(language: Language) -> Slip {
    slip(
        language,
        SlipContent::Cash {
            amount_minor: -10_000,
            currency: Currency::Eur,
            reason: "Remise en banque".into(),
        },
    )
}

pub fn test_page(language: Language) -> Slip {
    slip(
        language,
        SlipContent::Test {
            printer: "Comptoir — 192.168.1.40:9100".into(),
        },
    )
}
