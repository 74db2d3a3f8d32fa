use units::{Currency, Metal};

use super::*;
use crate::{MetalContent, Stone, StoneOrigin};

const ZPL_203: Zpl = Zpl { dots_per_inch: 203 };

pub fn facts() -> Facts {
    Facts {
        number: "J104".into(),
        title: "Solitaire Étoile d’été".into(),
        metals: vec![MetalContent {
            metal: Metal::Gold,
            colour: Some("white".into()),
            fineness: Some(7_500),
        }],
        stones: vec![Stone {
            species: "sapphire".into(),
            origin: StoneOrigin::Natural,
            count: 1,
            weight_milli_ct: Some(1_200),
            colour: None,
            clarity: None,
            laboratory: None,
            certificate_number: None,
            treatments: vec!["heated".into()],
        }],
        size: Some("52".into()),
        weight_mg: Some(3_420),
        price_minor: Some(490_000),
        currency: Currency::Eur,
        epc: None,
        cost_code: Some("BLH".into()),
    }
}

fn label(name: &str, facts: Facts) -> Label {
    Label {
        template: template(name).expect("a carried template").clone(),
        facts,
        language: Language::Fr,
    }
}

#[test]
fn every_file_of_the_folder_is_carried_and_right() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/labels");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a text");
            Template::read(&text).expect("a template").name
        })
        .collect();
    let mut carried: Vec<String> = templates().iter().map(|it| it.name.clone()).collect();
    carried.push(envelope().name.clone());
    names.sort();
    carried.sort();
    assert_eq!(names, carried);
}

#[test]
fn a_full_sheet_fits_on_every_template_in_every_dialect() {
    for template in templates() {
        let label = label(&template.name, facts());
        let resolutions = if template.sheet.is_some() {
            &[][..]
        } else {
            &[203, 300]
        };
        for dots_per_inch in resolutions.iter().copied() {
            let hands: [&dyn Hand; 3] = [
                &Zpl { dots_per_inch },
                &Epl { dots_per_inch },
                &Tspl { dots_per_inch },
            ];
            for (index, hand) in hands.into_iter().enumerate() {
                let placed = place(&label, hand);
                // The letters of EPL and TSPL are all of one width: too wide for all that this tag is
                // to say, and they say so.
                if index > 0 && template.name.starts_with("rat-tail") && placed.is_err() {
                    assert!(
                        matches!(placed, Err(LabelError::DoesNotFit(_))),
                        "{placed:?}"
                    );
                    continue;
                }
                inside(&placed.unwrap_or_else(|error| {
                    panic!("{} {index} {dots_per_inch}: {error}", template.name)
                }));
            }
        }
        inside(
            &crate::pdf::placed_label(&label)
                .expect("fonts")
                .expect("fits"),
        );
    }
}

/// Every mark is on the label, and no two are on each other.
fn inside(placed: &Placed) {
    let area = |mark: &Mark| match mark {
        Mark::Text {
            x,
            y,
            height,
            width,
            ..
        }
        | Mark::Code128 {
            x,
            y,
            width,
            height,
            ..
        } => (*x, *y, x + width, y + height),
        Mark::DataMatrix {
            x, y, module, side, ..
        } => (*x, *y, x + module * side, y + module * side),
    };
    let areas: Vec<_> = placed.marks.iter().map(area).collect();
    for (index, (left, top, right, bottom)) in areas.iter().enumerate() {
        assert!(*left >= 0 && *top >= 0, "{placed:?}");
        assert!(
            *right <= placed.width && *bottom <= placed.height,
            "{placed:?}"
        );
        for (l, t, r, b) in &areas[..index] {
            let apart = right <= l || r <= left || bottom <= t || b <= top;
            assert!(
                apart,
                "{:?} over another of {placed:?}",
                placed.marks[index]
            );
        }
    }
}

#[test]
fn what_does_not_fit_is_shortened_or_refused() {
    let check = |change: fn(&mut Facts), expected: Result<Option<&str>, LabelError>| {
        let mut facts = facts();
        change(&mut facts);
        let placed = place(&label("rat-tail-72x10", facts), &ZPL_203);
        let ends = placed.map(|placed| {
            placed.marks.iter().find_map(|mark| match mark {
                Mark::Text { text, .. } if text.ends_with('…') => Some(text.clone()),
                _ => None,
            })
        });
        match (ends, expected) {
            (Ok(Some(text)), Ok(Some(begin))) => assert!(text.starts_with(begin), "{text}"),
            (found, expected) => assert_eq!(found, expected.map(|it| it.map(str::to_owned))),
        }
    };
    check(
        |it| {
            it.title =
                "Bague ancienne en or gris ornée d’un saphir ovale entouré de diamants".into();
        },
        Ok(Some("Bague ancienne en")),
    );
    check(
        |it| it.stones = (0..5).flat_map(|_| it.stones.clone()).collect(),
        Err(LabelError::DoesNotFit(Field::Stones)),
    );
    check(
        |it| it.price_minor = None,
        Err(LabelError::Missing(Field::Price)),
    );
    check(
        |it| it.price_minor = Some(9_000_000_000_000_000),
        Err(LabelError::DoesNotFit(Field::Price)),
    );
    check(
        |it| it.number = "É104".into(),
        Err(LabelError::CodeCharacters),
    );
    check(
        |it| it.number = "J 104".into(),
        Err(LabelError::CodeCharacters),
    );
    check(
        |it| it.number = String::new(),
        Err(LabelError::CodeCharacters),
    );
    check(
        |it| it.number = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-ABCDEFGHIJKLMN".into(),
        Err(LabelError::DoesNotFit(Field::Number)),
    );
    // What a piece does not have leaves its place empty.
    check(
        |it| {
            it.stones.clear();
            it.size = None;
            it.cost_code = None;
        },
        Ok(None),
    );
    let mut facts = facts();
    facts.number = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-ABCDEFGHIJKLMN".into();
    let bars = place(&label("rat-tail-72x10-bars", facts), &ZPL_203);
    assert_eq!(bars, Err(LabelError::DoesNotFit(Field::Code)));
    let mut facts = super::tests::facts();
    facts.number = "J>104".into();
    let bars = place(&label("rat-tail-72x10-bars", facts), &ZPL_203);
    assert_eq!(bars, Err(LabelError::CodeCharacters));
}

#[test]
fn no_name_leaves_its_field() {
    let bad = "^XZ~JA_5E\"\\\n\r\u{0}^FS^FDx|\\[\"]";
    let mut facts = facts();
    facts.title = bad.into();
    facts.stones.clear();
    for (template, number) in [
        ("rat-tail-72x10", "J^~_>\"1\\"),
        ("flat-40x25", "J^~_\"1\\"),
    ] {
        facts.number = number.into();
        let label = label(template, facts.clone());
        let zpl = ZPL_203.write(&place(&label, &ZPL_203).expect("placed"));
        let zpl = String::from_utf8(zpl).expect("ASCII");
        assert!(zpl.is_ascii(), "{zpl}");
        assert!(!zpl.contains('~'), "{zpl}");
        assert_eq!(zpl.matches("^XZ").count(), 1, "{zpl}");
        // Every caret begins one of the commands that the writer writes.
        for part in zpl.split('^').skip(1) {
            let known = [
                "XA", "CI28", "LH", "PW", "LL", "FO", "A0N", "FH_", "FD", "FS", "BX", "BY", "BC",
                "PQ1", "XZ",
            ];
            assert!(
                known.iter().any(|it| part.starts_with(it)),
                "^{part} in {zpl}"
            );
        }

        let epl = Epl { dots_per_inch: 203 };
        let lines = epl.write(&place(&label, &epl).expect("placed"));
        for line in lines.split(|byte| *byte == b'\n') {
            assert_eq!(
                quotes(line),
                line.iter().filter(|it| **it == b'"').count().min(2),
                "{:?}",
                String::from_utf8_lossy(line)
            );
        }
        let tspl = Tspl { dots_per_inch: 203 };
        let lines = tspl.write(&place(&label, &tspl).expect("placed"));
        let text = String::from_utf8_lossy(&lines).replace("\\[\"]", "'");
        for line in text.lines() {
            let marks = line.matches('"').count();
            let expected = if line.starts_with("TEXT") || line.starts_with("BARCODE") {
                4
            } else {
                marks.min(2)
            };
            assert_eq!(marks, expected, "{line}");
        }
    }
}

/// Quotes of an EPL line that are not escaped.
fn quotes(line: &[u8]) -> usize {
    let (mut count, mut escaped) = (0, false);
    for byte in line {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => count += 1,
            _ => {}
        }
    }
    count
}

#[test]
fn the_three_languages() {
    let mut facts = facts();
    facts.stones.clear();
    facts.title = "Étoile d’été".into();
    let label = label("rat-tail-72x10", facts);
    let check = |dialect: &dyn Dialect, expected: &[&[u8]]| {
        let bytes = dialect.write(&place(&label, dialect).expect("placed"));
        for part in expected {
            assert!(
                bytes.windows(part.len()).any(|window| window == *part),
                "{} in {}",
                String::from_utf8_lossy(part),
                String::from_utf8_lossy(&bytes)
            );
        }
    };
    check(
        &ZPL_203,
        &[
            b"^CI28",
            b"^PW575^LL80",
            b"_C3_89toile",
            b"_E2_80_B0",
            b"^BXN,4,200,10,10,,\\^FH_^FDJ104^FS",
        ],
    );
    check(
        &Epl { dots_per_inch: 203 },
        &[
            b"I8,A,001",
            b"q575",
            b"\"\xC9toile d\x92\xE9t\xE9\"",
            b"D,c10,r10,h4,\"J104\"",
            b"P1",
        ],
    );
    check(
        &Tspl { dots_per_inch: 203 },
        &[
            b"CODEPAGE 1252",
            b"SIZE 575 dot,80 dot",
            b"750 \x89",
            b"x4,10,10,\"J104\"",
            b"PRINT 1,1",
        ],
    );
}

#[test]
fn a_chip_is_written_by_zpl_with_the_pieces_epc() {
    let zpl = |name: &str, epc: Option<&str>| {
        let epc = epc.map(str::to_owned);
        let placed = place(&label(name, Facts { epc, ..facts() }), &ZPL_203).expect("it fits");
        String::from_utf8(ZPL_203.write(&placed)).expect("ASCII")
    };
    const EPC: &str = "35ABCDEF0000000000502045";
    let written = zpl("rat-tail-72x10-chip", Some(EPC));
    let command = format!("^RS8^RFW,H^FD{EPC}^FS");
    let at = written.find(&command).expect("the chip's command");
    assert!(
        at < written.find("^FO").expect("a mark"),
        "before what is printed"
    );
    assert_eq!(
        written.replace(&command, ""),
        zpl("rat-tail-72x10", Some(EPC))
    );
    // Without an EPC, and with one that is no hexadecimal, no chip is touched.
    for none in [None, Some("^XZ")] {
        assert!(
            !zpl("rat-tail-72x10-chip", none).contains("^RF"),
            "{none:?}"
        );
    }
}

#[test]
fn a_template_that_is_none() {
    let good = include_str!("../../../../../assets/labels/rat-tail-72x10.toml");
    let check = |from: &str, to: &str, expected: &str| {
        assert!(good.contains(from), "{from}");
        let error = Template::read(&good.replacen(from, to, 1)).expect_err(expected);
        assert!(error.to_string().starts_with(expected), "{error}");
    };
    check(
        "field = \"price\"",
        "field = \"margin\"",
        "the template cannot be read",
    );
    check("width_um = 72000", "width_um = 0", "a label has a size");
    check(
        "width_um = 72000",
        "width_um = \"72\"",
        "the template cannot be read",
    );
    check(
        "height_um = 10000",
        "height_um = 9000000",
        "a label has a size",
    );
    check("width_um = 22000", "width_um = 0", "a wing is outside");
    check("width_um = 22000", "width_um = 23000", "a wing is outside");
    check("width_um = 7600", "width_um = 0", "the slot of code");
    check("x_um = 9200", "x_um = -1", "the slot of number");
    check(
        "x_um = 9200",
        "x_um = 9223372036854775807",
        "the slot of number",
    );
    check(
        "height_um = 2600\nsize_um = 2600",
        "height_um = 2600\nsize_um = 0",
        "the letters of number",
    );
    check("lines = 2", "lines = 0", "the letters of stones");
    check("lines = 2", "shorten = true", "stones may not be shortened");
    check("lines = 2", "line = 2", "the template cannot be read");
    let nameless = good
        .replace("field = \"number\"", "field = \"size\"")
        .replace("field = \"code\"", "field = \"weight\"");
    assert_eq!(Template::read(&nameless), Err(TemplateError::Nameless));
    let sheet = include_str!("../../../../../assets/labels/a4-38x21.toml");
    let chip = sheet.replacen("height_um = 21200\n", "height_um = 21200\nchip = true\n", 1);
    let error = Template::read(&chip).expect_err("paper");
    assert_eq!(error, TemplateError::Chip);
    for (from, to) in [
        ("columns = 5", "columns = 6"),
        ("rows = 13", "rows = 0"),
        ("down_um = 21200", "down_um = 20000"),
    ] {
        assert_eq!(
            Template::read(&sheet.replace(from, to)),
            Err(TemplateError::Sheet),
            "{to}"
        );
    }
}

#[test]
fn a_sheet_of_labels_is_a_pdf_and_a_roll_is_none() {
    let at = chrono::NaiveDate::from_ymd_opt(2026, 11, 22)
        .and_then(|day| day.and_hms_opt(9, 0, 0))
        .expect("a time");
    let seventy: Vec<Label> = (0..70).map(|_| label("a4-38x21", facts())).collect();
    let pdf = crate::pdf::labels(&seventy, 10, "Étiquettes", "Écrin", at).expect("a PDF");
    assert!(pdf.starts_with(b"%PDF"));
    let again = crate::pdf::labels(&seventy, 10, "Étiquettes", "Écrin", at).expect("a PDF");
    assert_eq!(pdf, again);
    let refused = |labels: &[Label], first| {
        crate::pdf::labels(labels, first, "", "", at).expect_err("refused")
    };
    let sheet = crate::pdf::LabelSheetError::Template(TemplateError::Sheet);
    assert_eq!(refused(&[], 0), sheet);
    assert_eq!(refused(&seventy, 65), sheet);
    assert_eq!(refused(&[label("rat-tail-72x10", facts())], 0), sheet);
    let mut unpriced = seventy;
    unpriced[3].facts.price_minor = None;
    assert_eq!(
        refused(&unpriced, 0),
        crate::pdf::LabelSheetError::Label(3, LabelError::Missing(Field::Price))
    );
}
