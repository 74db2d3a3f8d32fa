//! What holds for every document: nothing overflows, nothing is obeyed, no margin line shows VAT.

use documents::escpos::{self, CodePage, Printer};
use documents::layout;
use documents::paper::{self, Paper, Printed};
use documents::{Discount, Language, Line, Receipt, VatRegime, VatTotal, preview, text};
use proptest::prelude::*;

use crate::samples;

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,80}",
        "[A-Za-zéÉœŒ€‰ -]{0,200}",
        proptest::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter),
        proptest::collection::vec(0_u8..0x20, 0..20)
            .prop_map(|bytes| bytes.into_iter().map(char::from).collect()),
    ]
}

fn any_line() -> impl Strategy<Value = Line> {
    (
        any_text(),
        proptest::option::of(any_text()),
        -9_999_999_999_i64..9_999_999_999,
        1_i64..20,
        proptest::option::of(any_text()),
        0..3,
    )
        .prop_map(
            |(label, number, price_minor, quantity, reason, regime)| Line {
                piece_number: number,
                quantity,
                discount: reason.map(|reason| Discount {
                    amount_minor: 100,
                    percent_bp: Some(550),
                    reason,
                }),
                vat: match regime {
                    0 => samples::NORMAL,
                    1 => VatRegime::Margin,
                    _ => VatRegime::ExemptGold,
                },
                ..samples::plain(&label, price_minor)
            },
        )
}

fn any_receipt() -> impl Strategy<Value = Receipt> {
    (
        proptest::collection::vec(any_line(), 0..6),
        any_text(),
        any_text(),
        any_text(),
        any::<bool>(),
    )
        .prop_map(|(lines, name, seller, number, french)| {
            let language = if french { Language::Fr } else { Language::En };
            let mut receipt = samples::sale(language);
            receipt.shop.name = name;
            receipt.seller = seller;
            receipt.number = number;
            receipt.total_minor = lines.iter().map(|line| line.total_minor).sum();
            receipt.lines = lines;
            receipt
        })
}

/// A command that a printer sees in its bytes: the two that begin it.
type Command = (u8, u8);

/// The commands in some bytes, read as a printer reads them. Every byte is a command's, a line
/// feed, or printable; anything else is an error.
fn commands(bytes: &[u8]) -> Result<Vec<Command>, String> {
    let mut commands = Vec::new();
    let mut at = 0;
    let byte = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
    while let Some(head) = bytes.get(at) {
        let second = bytes.get(at + 1).copied().unwrap_or(0);
        if matches!(head, 0x0A | 0x20..=0x7E | 0x80..=0xFF) {
            at += 1;
            continue;
        }
        commands.push((*head, second));
        at += match (head, second) {
            (0x1B, b'@') | (0x1C, b'.') => 2,
            (0x1B, b'R' | b't' | b'3' | b'J' | b'M' | b'E' | b'a' | b'd')
            | (0x1D, b'!' | b'h' | b'w' | b'H') => 3,
            (0x1D, b'V') => 4,
            (0x1B, b'p') => 5,
            (0x1D, b'(') => 5 + byte(at + 3) + 256 * byte(at + 4),
            (0x1D, b'k') => 4 + byte(at + 3),
            (0x1D, b'v') => {
                8 + (byte(at + 4) + 256 * byte(at + 5)) * (byte(at + 6) + 256 * byte(at + 7))
            }
            _ => return Err(format!("{head:02X} {second:02X} at {at}")),
        };
    }
    Ok(commands)
}

/// What one ticket may do once: start, cut, and draw its QR code in five steps. Never the drawer.
fn obeys_only_us(bytes: &[u8]) -> Result<(), String> {
    let commands = commands(bytes)?;
    let count = |command: Command| commands.iter().filter(|known| **known == command).count();
    let seen = [
        (0x1B, b'@'),
        (0x1B, b't'),
        (0x1D, b'V'),
        (0x1D, b'('),
        (0x1B, b'p'),
    ]
    .map(count);
    if seen == [1, 1, 1, 5, 0] && bytes.ends_with(&[0x1D, b'V', 66, 0]) {
        Ok(())
    } else {
        Err(format!("{seen:?}"))
    }
}

/// The control: were a label passed on as it is, the checks above would notice.
#[test]
fn a_raw_label_would_be_noticed() {
    let ticket = escpos::render(
        &layout::receipt(&samples::sale(Language::Fr)),
        &Printer::new(48, CodePage::Wpc1252),
    );
    assert_eq!(obeys_only_us(&ticket), Ok(()));
    for raw in [
        "\u{1b}@",
        "\u{1b}p\u{0}\u{19}\u{7a}",
        "\u{1d}VB\u{0}",
        "\u{7f}",
        "\u{10}\u{4}\u{1}",
    ] {
        let mut bytes = ticket[..40].to_vec();
        bytes.extend(raw.as_bytes());
        bytes.extend(&ticket[40..]);
        assert!(obeys_only_us(&bytes).is_err(), "{raw:?}");
    }
}

proptest! {
    #[test]
    fn every_line_fits_and_every_amount_is_whole(receipt in any_receipt(), columns in prop_oneof![Just(32_usize), Just(42), Just(48), 16_usize..64]) {
        let layout = layout::receipt(&receipt);
        for page in [CodePage::Wpc1252, CodePage::Pc858, CodePage::Ascii] {
            let paper = Paper::new(columns, page);
            for printed in paper::print(&layout, &paper) {
                if let Printed::Text { text, face } = printed {
                    prop_assert!(text.chars().count() <= face.columns(&paper), "{text:?}");
                    prop_assert!(text.chars().all(|c| c == '\u{a0}' || page.has(c)), "{text:?}");
                }
            }
        }
        if columns >= 32 {
            let total = documents_money(receipt.total_minor, receipt.language);
            let paper = Paper::new(columns, CodePage::Wpc1252);
            let text = text(&layout, &paper);
            prop_assert!(text.lines().any(|line| line.starts_with("TOTAL") && line.contains(&total)), "{total}\n{text}");
        }
    }

    #[test]
    fn data_never_commands_the_printer(receipt in any_receipt()) {
        let layout = layout::receipt(&receipt);
        for page in [CodePage::Wpc1252, CodePage::Pc858] {
            let printer = Printer::new(48, page);
            let bytes = escpos::render(&layout, &printer);
            prop_assert_eq!(obeys_only_us(&bytes), Ok(()));
        }
    }

    #[test]
    fn the_preview_is_well_formed(receipt in any_receipt()) {
        let svg = preview::svg(&layout::receipt(&receipt), &Paper::new(42, CodePage::Wpc1252));
        // Everything between tags is escaped, so brackets pair up and no control is left.
        prop_assert_eq!(svg.matches('<').count(), svg.matches('>').count());
        prop_assert!(!svg.chars().any(char::is_control));
        prop_assert!(!svg.contains("<script"));
    }

    /// CGI 297 E: VAT shown on a margin sale is owed as shown.
    #[test]
    fn no_margin_line_ever_prints_vat(prices in proptest::collection::vec(1_i64..10_000_000, 1..6), french in any::<bool>()) {
        let language = if french { Language::Fr } else { Language::En };
        let mut receipt = samples::second_hand(language);
        receipt.shop.vat_number = None;
        receipt.lines = prices.iter().map(|price| Line { vat: VatRegime::Margin, ..samples::plain("Bague", *price) }).collect();
        receipt.total_minor = prices.iter().sum();
        let text = text(&layout::receipt(&receipt), &Paper::new(48, CodePage::Wpc1252));
        prop_assert!(text.contains("Régime particulier – Biens d’occasion"));
        for word in ["TVA", "VAT", "TTC", "HT ", "20 %", "20%"] {
            prop_assert!(!text.contains(word), "{word} in\n{text}");
        }
        // Beside an ordinary line, the table holds that line's VAT and nothing more.
        receipt.lines.push(samples::plain("Neuf", 12_000));
        receipt.total_minor += 12_000;
        receipt.vat = vec![VatTotal { rate_bp: 2_000, net_minor: 10_000, vat_minor: 2_000, gross_minor: 12_000 }];
        let mixed = documents::text(&layout::receipt(&receipt), &Paper::new(48, CodePage::Wpc1252));
        let rates = mixed.lines().filter(|line| line.contains("20 %") || line.contains("20%")).count();
        prop_assert_eq!(rates, 1);
    }
}

/// The amount as the receipt writes it, from an independent few lines.
fn documents_money(minor: i64, language: Language) -> String {
    let (thousands, decimal) = match language {
        Language::Fr => (" ", ","),
        Language::En => (",", "."),
    };
    let digits = (minor.abs() / 100).to_string();
    let mut groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .map(|group| std::str::from_utf8(group).expect("digits"))
        .collect();
    groups.reverse();
    format!(
        "{}{decimal}{:02}",
        groups.join(thousands),
        minor.abs() % 100
    )
}
