//! A memo to sign and a party's account, with the longest real texts.

use std::path::Path;

use chrono::{Days, NaiveDate};
use documents::paper::Paper;
use documents::{
    Customer, Language, Memo, MemoLine, MemoStatement, StatementLine, StatementPayment, Stone,
    StoneOrigin, escpos::CodePage, layout, pdf, text,
};
use units::Currency;

use super::noon;
use super::samples::{gold, shop, software};

fn day(days: u64) -> NaiveDate {
    noon()
        .date()
        .checked_add_days(Days::new(days))
        .expect("a day")
}

fn party() -> Customer {
    Customer {
        name: "Établissements Vve Lefèvre-Saint-Hilaire & Petits-Fils, joailliers-sertisseurs"
            .into(),
        lines: vec![
            "Galerie des Bijoutiers, 3e étage, porte gauche".into(),
            "127 bis boulevard du Maréchal-Foch".into(),
            "33000 Bordeaux".into(),
        ],
    }
}

fn sapphire() -> Stone {
    Stone {
        species: "sapphire".into(),
        origin: StoneOrigin::Natural,
        count: 1,
        weight_milli_ct: Some(2_340),
        colour: Some("bleu royal".into()),
        clarity: Some("VVS2".into()),
        laboratory: Some("Gübelin".into()),
        certificate_number: Some("GGL-2024-0918273645".into()),
        treatments: vec!["heated".into()],
    }
}

fn memo(language: Language, direction: &str, kind: &str, count: usize) -> Memo {
    let lines = (0..count).map(|n| MemoLine {
        number: format!("J{}", 1040 + n),
        title: if n == 0 {
            "Bague marquise Belle Époque, saphir coussin entouré de vingt-deux diamants taille ancienne, monture platine et or".into()
        } else {
            "Solitaire Étoile".into()
        },
        metals: vec![gold("white")],
        weight_mg: Some(3_420),
        size: Some("52".into()),
        serial: (n == 1).then(|| "SN-99812".into()),
        stones: if n % 2 == 0 { vec![sapphire()] } else { Vec::new() },
        agreed_minor: Some(1_289_000),
        insured_minor: 1_500_000,
        state: ["held", "returned", "invoiced"][n % 3].into(),
        document: (n % 3 == 2).then(|| "F-2026-0118".into()),
    });
    Memo {
        language,
        currency: Currency::Eur,
        shop: shop(),
        software: software(),
        number: if direction == "in" {
            "P1-ME12"
        } else {
            "P1-MS12"
        }
        .into(),
        direction: direction.into(),
        kind: kind.into(),
        party: party(),
        at: noon(),
        by: "Camille".into(),
        due_on: day(30),
        note: "Présentées à un client de la maison ; l’écrin de la marquise est joint.".into(),
        lines: lines.collect(),
    }
}

fn statement(language: Language) -> MemoStatement {
    MemoStatement {
        language,
        currency: Currency::Eur,
        shop: shop(),
        software: software(),
        direction: "in".into(),
        party: party(),
        at: noon(),
        lines: ["sold", "kept"]
            .into_iter()
            .map(|state| StatementLine {
                on: day(0),
                memo: "P1-ME12".into(),
                number: "J1040".into(),
                title: "Bague marquise Belle Époque, saphir coussin entouré de vingt-deux diamants"
                    .into(),
                state: state.into(),
                document: Some("P1-1187".into()),
                agreed_minor: 1_289_000,
            })
            .collect(),
        payments: [1_289_000, -1_289_000, 500_000]
            .into_iter()
            .map(|amount_minor| StatementPayment {
                on: day(0),
                means: "transfer".into(),
                reference: "VIR 2026-11-21 LEFEVRE".into(),
                amount_minor,
            })
            .collect(),
        due_minor: 2_578_000,
        settled_minor: 500_000,
        balance_minor: 2_078_000,
    }
}

#[test]
fn memos_and_statements_in_both_languages() {
    let wide = Paper::new(72, CodePage::Wpc1252);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (language, tongue) in [(Language::Fr, "fr"), (Language::En, "en")] {
        for (name, memo) in [
            ("memo_out", memo(language, "out", "memo", 3)),
            ("memo_in", memo(language, "in", "consignment", 24)),
        ] {
            if name == "memo_out" {
                insta::assert_snapshot!(
                    format!("{name}_{tongue}"),
                    text(&layout::memo(&memo), &wide)
                );
            }
            let bytes = pdf::memo(&memo).expect("a PDF");
            assert_eq!(bytes, pdf::memo(&memo).expect("the same PDF"));
            std::fs::write(folder.join(format!("{name}_{tongue}.pdf")), bytes).expect("written");
        }
        let statement = statement(language);
        insta::assert_snapshot!(
            format!("memo_statement_{tongue}"),
            text(&layout::memo_statement(&statement), &wide)
        );
        let bytes = pdf::memo_statement(&statement).expect("a PDF");
        std::fs::write(folder.join(format!("memo_statement_{tongue}.pdf")), bytes)
            .expect("written");
    }
}

#[test]
fn without_the_right_the_agreed_cost_is_not_on_the_paper() {
    let mut memo = memo(Language::Fr, "in", "consignment", 2);
    for line in &mut memo.lines {
        line.agreed_minor = None;
    }
    let said = text(&layout::memo(&memo), &Paper::new(72, CodePage::Wpc1252));
    assert!(!said.contains("12 890"), "{said}");
    assert!(said.contains("15 000,00"), "{said}");
}
