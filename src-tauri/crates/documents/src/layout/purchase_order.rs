//! The blocks of an order to a supplier.

use super::header::{imprint, shop};
use super::{Align, Layout, Style, metal_words};
use crate::format::{self, NBSP};
use crate::{PurchaseOrder, PurchaseOrderLine};

/// The order in its own language: who orders from whom, until when, then line by line.
pub fn purchase_order(order: &PurchaseOrder) -> Layout {
    let language = order.language;
    let title = format!(
        "{} {}{NBSP}{}",
        language.pick("Commande", "Purchase order"),
        language.pick("n°", "No."),
        order.number
    );
    let mut layout = Layout::new(title.clone(), language);
    shop(&mut layout, &order.shop);
    layout.space();
    match order.mark.as_deref() {
        Some("draft") => layout.center(
            Style::Mark,
            language.pick("BROUILLON — À NE PAS LIVRER", "DRAFT — NOT TO BE DELIVERED"),
        ),
        Some("cancelled") => layout.center(
            Style::Mark,
            language.pick(
                "ANNULÉE — À NE PAS LIVRER",
                "CANCELLED — NOT TO BE DELIVERED",
            ),
        ),
        _ => {}
    }
    layout.center(Style::Title, title);
    layout.space();
    about(&mut layout, order);
    layout.space();
    layout.rule();
    for line in &order.lines {
        one(&mut layout, order, line);
    }
    layout.rule();
    total(&mut layout, order);
    layout.space();
    layout.text(
        Style::Detail,
        Align::Left,
        language.pick(
            "Merci de rappeler ce numéro de commande sur votre bon de livraison et votre facture.",
            "Please quote this order number on your delivery note and invoice.",
        ),
    );
    layout.space();
    imprint(&mut layout, &order.shop, &order.software);
    layout
}

fn about(layout: &mut Layout, order: &PurchaseOrder) {
    let language = order.language;
    layout.row(
        Style::Strong,
        language.pick("Fournisseur", "Supplier"),
        order.supplier.as_str(),
    );
    layout.row(
        Style::Body,
        language.pick("Date", "Date"),
        format::date(order.at, language),
    );
    if let Some(day) = order.expected_on {
        layout.row(
            Style::Body,
            language.pick("Livraison attendue le", "Delivery expected on"),
            format::date(day.and_time(chrono::NaiveTime::MIN), language),
        );
    }
    if !order.by.is_empty() {
        layout.row(
            Style::Body,
            language.pick("Suivie par", "In charge"),
            order.by.as_str(),
        );
    }
    if !order.note.is_empty() {
        layout.space();
        layout.text(Style::Body, Align::Left, order.note.as_str());
    }
}

fn one(layout: &mut Layout, order: &PurchaseOrder, line: &PurchaseOrderLine) {
    let language = order.language;
    let money = |minor| format::money(minor, order.currency, language);
    let whole = line
        .cost_minor
        .map(|cost| money(cost.saturating_mul(line.quantity)));
    layout.row(
        Style::Strong,
        format!("{}{NBSP}× {}", line.quantity, line.title),
        whole.unwrap_or_default(),
    );
    let mut facts = Vec::new();
    if !line.reference.is_empty() {
        let label = language.pick("Votre réf.", "Your ref.");
        facts.push(format!("{label}{NBSP}{}", line.reference));
    }
    if let Some(number) = &line.number {
        let label = language.pick("Notre réf.", "Our ref.");
        facts.push(format!("{label}{NBSP}{number}"));
    }
    if let Some(metal) = &line.metal {
        facts.push(metal_words(metal, language));
    }
    if let Some(cost) = line.cost_minor
        && line.quantity > 1
    {
        let each = language.pick("l’unité", "each");
        facts.push(format!("{} {each}", money(cost)));
    }
    if !facts.is_empty() {
        layout.under(Style::Detail, facts.join(" · "), "");
    }
}

fn total(layout: &mut Layout, order: &PurchaseOrder) {
    let language = order.language;
    let pieces: i64 = order.lines.iter().map(|line| line.quantity).sum();
    layout.row(
        Style::Body,
        language.pick("Nombre de pièces", "Number of items"),
        pieces.to_string(),
    );
    let known: Vec<i64> = order
        .lines
        .iter()
        .filter_map(|line| Some(line.cost_minor?.saturating_mul(line.quantity)))
        .collect();
    if known.is_empty() {
        return;
    }
    layout.row(
        Style::Total,
        language.pick("Total HT", "Total without VAT"),
        format::money(known.iter().sum(), order.currency, language),
    );
    if known.len() < order.lines.len() {
        layout.text(
            Style::Detail,
            Align::Left,
            language.pick(
                "Lignes sans prix : à confirmer par vos soins avant livraison.",
                "Lines without a price: please confirm before delivery.",
            ),
        );
    }
}
