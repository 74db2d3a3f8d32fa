//! The blocks of a return to a supplier.

use super::header::{imprint, shop};
use super::{Align, Layout, Style};
use crate::PurchaseReturn;
use crate::format::{self, NBSP};

/// The return in its own language: to whom, why, line by line, and the credit that is waited for.
pub fn purchase_return(back: &PurchaseReturn) -> Layout {
    let language = back.language;
    let title = format!(
        "{} {}{NBSP}{}",
        language.pick("Retour fournisseur", "Return to supplier"),
        language.pick("n°", "No."),
        back.number
    );
    let mut layout = Layout::new(title.clone(), language);
    shop(&mut layout, &back.shop);
    layout.space();
    if back.reversed {
        layout.center(
            Style::Mark,
            language.pick("ANNULÉ — RIEN NE PART", "CANCELLED — NOTHING LEAVES"),
        );
    }
    layout.center(Style::Title, title);
    layout.space();
    about(&mut layout, back);
    layout.space();
    layout.rule();
    let money = |minor| format::money(minor, back.currency, language);
    for line in &back.lines {
        let whole = line
            .cost_minor
            .map(|cost| money(cost.saturating_mul(line.quantity)));
        layout.row(
            Style::Strong,
            format!("{}{NBSP}× {}", line.quantity, line.title),
            whole.unwrap_or_default(),
        );
        let label = language.pick("Notre réf.", "Our ref.");
        layout.under(Style::Detail, format!("{label}{NBSP}{}", line.number), "");
    }
    layout.rule();
    totals(&mut layout, back);
    layout.space();
    layout.text(
        Style::Detail,
        Align::Left,
        language.pick(
            "Merci de rappeler ce numéro de retour sur votre avoir.",
            "Please quote this return number on your credit note.",
        ),
    );
    layout.space();
    super::memo::signatures(
        &mut layout,
        [
            language.pick(
                "La maison, date et signature",
                "The shop, date and signature",
            ),
            language.pick(
                "Le fournisseur ou son porteur, date et signature",
                "Supplier or carrier, date and signature",
            ),
        ],
    );
    layout.space();
    imprint(&mut layout, &back.shop, &back.software);
    layout
}

fn about(layout: &mut Layout, back: &PurchaseReturn) {
    let language = back.language;
    layout.row(
        Style::Strong,
        language.pick("Fournisseur", "Supplier"),
        back.supplier.as_str(),
    );
    layout.row(
        Style::Body,
        language.pick("Date", "Date"),
        format::date(back.at, language),
    );
    if !back.by.is_empty() {
        layout.row(
            Style::Body,
            language.pick("Suivi par", "In charge"),
            back.by.as_str(),
        );
    }
    layout.row(
        Style::Body,
        language.pick("Motif", "Reason"),
        back.reason.as_str(),
    );
}

fn totals(layout: &mut Layout, back: &PurchaseReturn) {
    let language = back.language;
    let money = |minor| format::money(minor, back.currency, language);
    let pieces: i64 = back.lines.iter().map(|line| line.quantity).sum();
    layout.row(
        Style::Body,
        language.pick("Nombre de pièces", "Number of items"),
        pieces.to_string(),
    );
    if let Some(credit) = back.credit_minor {
        layout.row(
            Style::Total,
            language.pick("Avoir attendu HT", "Credit expected without VAT"),
            money(credit),
        );
    }
    if let Some((number, on, amount)) = &back.credited {
        let day = format::date(on.and_time(chrono::NaiveTime::MIN), language);
        layout.row(
            Style::Body,
            format!(
                "{}{NBSP}{number} · {day}",
                language.pick("Avoir reçu :", "Credit note received:")
            ),
            amount.map(money).unwrap_or_default(),
        );
    }
}
