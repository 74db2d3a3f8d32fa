//! A tray's sheet on A4: a card a piece, three side by side, with its photo and a box to tick.

use printpdf::PdfDocument;

use super::face::{Face, Fonts};
use super::page::Page;
use super::setting::{Mark, foot};
use super::sheet::{Ink, Look, PT, Sheet, mm};
use super::{About, PdfError, write};
use crate::format::{self, NBSP};
use crate::layout::Layout;
use crate::wrap::wrap;
use crate::{TraySheet, TraySheetPiece};

const COLUMNS: i64 = 3;
const MARGIN: i64 = mm(15);
const GAP: i64 = mm(4);
const CARD_WIDTH: i64 = (mm(210) - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS;
const CARD_HEIGHT: i64 = mm(31);
const PHOTO: i64 = mm(25);
const HAIR: i64 = PT / 4;
const BOTTOM: i64 = mm(297) - mm(16);

const fn look(face: Face, size: i64, ink: Ink) -> Look {
    Look {
        face,
        size,
        leading: size * 13 / 10,
        ink,
    }
}

/// The tray on as many pages as its pieces need.
pub fn tray_sheet(sheet: &TraySheet) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&sheet.shop, &sheet.software, sheet.at);
    let fonts = Fonts::read()?;
    let mut document = PdfDocument::new("");
    let mut pages = Vec::new();
    let mut page = Page::new(mm(210), mm(297));
    let mut y = head(&mut page, &mut document, &fonts, sheet);
    for (index, row) in sheet.pieces.chunks(3).enumerate() {
        if y + CARD_HEIGHT > BOTTOM {
            pages.push(std::mem::replace(&mut page, Page::new(mm(210), mm(297))));
            y = MARGIN;
        }
        let mut x = MARGIN;
        for (column, piece) in row.iter().enumerate() {
            let name = format!("EcrinPhoto{}", index * 3 + column);
            card(&mut page, &mut document, &fonts, sheet, piece, &name, x, y);
            x += CARD_WIDTH + GAP;
        }
        y += CARD_HEIGHT + GAP / 2;
    }
    pages.push(page);
    let count = pages.len();
    let layout = Layout {
        title: sheet.tray.clone(),
        language: sheet.language,
        blocks: Vec::new(),
    };
    let mut finished = Vec::with_capacity(count);
    for (index, mut page) in pages.into_iter().enumerate() {
        let text = format!("{} · {}{NBSP}/{NBSP}{count}", sheet.tray, index + 1);
        let mark = foot(&fonts, Sheet::A4, mm(210) - 2 * MARGIN, &text);
        page.mark(&mut document, &mark, MARGIN, mm(297) - mm(10));
        finished.push(page.finish());
    }
    write(document, finished, fonts, &layout, &about)
}

/// The tray's name, where it stands, when, how many; and where the cards begin.
fn head(page: &mut Page, document: &mut PdfDocument, fonts: &Fonts, sheet: &TraySheet) -> i64 {
    let pick = |fr: &'static str, en: &'static str| sheet.language.pick(fr, en);
    let width = mm(210) - 2 * MARGIN;
    let mut y = MARGIN;
    let mut line = |text: &str, look: Look, y: i64| {
        let text = fonts.fold(text, look.face);
        let mark = Mark::Text {
            x: 0,
            y: look.size,
            text: text.clone(),
            look,
        };
        page.mark(document, &mark, MARGIN, y);
    };
    line(&sheet.shop.name, look(Face::Sans, 8_500, Ink::Muted), y);
    y += mm(5);
    line(&sheet.tray, look(Face::SerifBold, 20_000, Ink::Text), y);
    y += mm(9);
    let pieces = sheet.pieces.len();
    let noun = match (pieces, sheet.language) {
        (0 | 1, crate::Language::Fr) => "pièce",
        (1, crate::Language::En) => "piece",
        _ => pick("pièces", "pieces"),
    };
    let mut facts = vec![format!("{pieces}{NBSP}{noun}")];
    let prices: Vec<i64> = sheet
        .pieces
        .iter()
        .filter_map(|one| one.price_minor)
        .collect();
    if !prices.is_empty() {
        facts.push(format::money(
            prices.iter().sum(),
            sheet.currency,
            sheet.language,
        ));
    }
    facts.extend(sheet.stands.clone());
    facts.push(format::date_time(sheet.at, sheet.language));
    line(&facts.join(" · "), look(Face::Sans, 9_000, Ink::Text), y);
    y += mm(6);
    let counted = pick(
        "Comptées : ________   Par : ____________________   Le : ______________________",
        "Counted: ________   By: ____________________   On: ______________________",
    );
    line(counted, look(Face::Sans, 9_000, Ink::Muted), y);
    y += mm(7);
    let rule = Mark::Rect {
        x: 0,
        y: 0,
        width,
        height: PT / 2,
        ink: Ink::Hairline,
    };
    page.mark(document, &rule, MARGIN, y);
    y + mm(4)
}

// What a card is made of, and where it goes.
#[allow(clippy::too_many_arguments)]
fn card(
    page: &mut Page,
    document: &mut PdfDocument,
    fonts: &Fonts,
    sheet: &TraySheet,
    piece: &TraySheetPiece,
    name: &str,
    x: i64,
    y: i64,
) {
    if let Some(photo) = &piece.photo {
        let (wide, high) = (i64::from(photo.width_px()), i64::from(photo.height_px()));
        let (width, height) = if wide >= high {
            (PHOTO, PHOTO * high / wide)
        } else {
            (PHOTO * wide / high, PHOTO)
        };
        let left = x + (PHOTO - width) / 2;
        let top = y + mm(1) + (PHOTO - height) / 2;
        page.photo(document, name, photo, (left, top), (width, height));
    } else {
        frame(page, document, x, y + mm(1), PHOTO, PHOTO);
    }
    let left = PHOTO + mm(2);
    let box_side = mm(4);
    frame(
        page,
        document,
        x + CARD_WIDTH - box_side,
        y + mm(1),
        box_side,
        box_side,
    );
    let room = CARD_WIDTH - left;
    let mut ink = |text: String, look: Look, top: i64| {
        let mark = Mark::Text {
            x: left,
            y: look.size,
            text,
            look,
        };
        page.mark(document, &mark, x, y + top);
    };
    let fitted = |text: &str, look: Look, room: i64, most: usize| {
        let text = fonts.fold(text, look.face);
        let measured = |line: &str| fonts.width(line, look.face, look.size);
        let mut lines = wrap(&text, room, &measured);
        lines.truncate(most);
        lines
    };
    let number = look(Face::SansBold, 10_000, Ink::Text);
    for line in fitted(&piece.number, number, room - box_side - mm(1), 1) {
        ink(line, number, mm(1));
    }
    let title = look(Face::Sans, 7_600, Ink::Text);
    let mut top = mm(7);
    for line in fitted(&piece.title, title, room, 4) {
        ink(line, title, top);
        top += title.leading;
    }
    if let Some(minor) = piece.price_minor {
        let price = look(Face::Sans, 8_500, Ink::Muted);
        let text = format::money(minor, sheet.currency, sheet.language);
        for line in fitted(&text, price, room, 1) {
            ink(line, price, PHOTO + mm(1) - price.leading);
        }
    }
}

/// An empty box of hairlines.
fn frame(page: &mut Page, document: &mut PdfDocument, x: i64, y: i64, width: i64, height: i64) {
    let mut side = |dx: i64, dy: i64, width: i64, height: i64| {
        let rect = Mark::Rect {
            x: dx,
            y: dy,
            width,
            height,
            ink: Ink::Muted,
        };
        page.mark(document, &rect, x, y);
    };
    side(0, 0, width, HAIR);
    side(0, height - HAIR, width, HAIR);
    side(0, 0, HAIR, height);
    side(width - HAIR, 0, HAIR, height);
}
