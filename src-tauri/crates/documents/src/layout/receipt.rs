//! The receipt's blocks.

use super::header::{imprint, marks, shop, training_mark};
use super::item::{discount_label, item, regime_mentions};
use super::wording::own_words;
use super::{Align, Block, Layout, Style, Table, work};
use crate::format::{self, NBSP};
use crate::{Language, Line, Payment, Receipt, ReceiptKind, Reference, VatRegime, WorkPart, words};

/// The receipt in its own language.
pub fn receipt(receipt: &Receipt) -> Layout {
    let language = receipt.language;
    let kind = if work::is_withdrawal(receipt) && receipt.kind != ReceiptKind::Void {
        language.pick("Ticket de désistement", "Withdrawal receipt")
    } else if receipt.is_deposit() {
        work::title(receipt, language)
    } else if receipt.is_give_back() {
        work::title_back(receipt, language)
    } else {
        words::receipt_kind(receipt.kind, language)
    };
    let number_sign = language.pick("n°", "No.");
    let mut layout = Layout::new(format!("{kind} {number_sign} {}", receipt.number), language);

    shop(&mut layout, &receipt.shop);
    layout.space();
    marks(&mut layout, receipt.copy, receipt.training);
    layout.center(Style::Title, kind);
    references(&mut layout, receipt);
    layout.space();
    layout.row(
        Style::Body,
        format!("{}{NBSP}{}", language.pick("N°", "No."), receipt.number),
        format::date_time(receipt.at, language),
    );
    layout.row(
        Style::Body,
        format!("{} {}", language.pick("Caisse", "Till"), receipt.till),
        format!(
            "{} {}",
            language.pick("Servi par", "Served by"),
            receipt.seller
        ),
    );
    if let Some(customer) = &receipt.customer {
        layout.row(
            Style::Body,
            language.pick("Client", "Customer"),
            customer.name.as_str(),
        );
        for line in &customer.lines {
            layout.row(Style::Body, "", line.as_str());
        }
    }
    layout.rule();

    let letters = Letters::of(receipt);
    for (index, line) in receipt.lines.iter().enumerate() {
        if index > 0 {
            layout.space();
        }
        item(&mut layout, receipt, line, letters.of_regime(line.vat));
    }
    layout.rule();

    total(&mut layout, receipt, &letters);
    for payment in &receipt.payments {
        self::payment(&mut layout, receipt, payment, &letters);
    }
    vat(&mut layout, receipt, &letters);
    mentions(&mut layout, receipt, letters.used);
    signature(&mut layout, receipt);
    imprint(&mut layout, &receipt.shop, &receipt.software);
    if receipt.training {
        layout.center(Style::Strong, training_mark(language));
    }
    layout.blocks.push(Block::Cut);
    layout
}

/// The letters that tie a line to its VAT rate or regime; only where a ticket mixes them.
struct Letters {
    used: bool,
    rates: Vec<i64>,
}

impl Letters {
    fn of(receipt: &Receipt) -> Self {
        // An indemnity is outside of any rate.
        let is_taxed = |line: &&Line| {
            let work = line.work.as_ref();
            work.is_none_or(|work| work.role != WorkPart::Kept)
        };
        let taxed = receipt.lines.iter().filter(is_taxed);
        let mut regimes: Vec<VatRegime> = taxed.map(|line| line.vat).collect();
        regimes.dedup();
        let mut rates: Vec<i64> = receipt.vat.iter().map(|vat| vat.rate_bp).collect();
        for regime in &regimes {
            if let VatRegime::Standard { rate_bp } = regime
                && !rates.contains(rate_bp)
            {
                rates.push(*rate_bp);
            }
        }
        Self {
            used: regimes.len() > 1,
            rates,
        }
    }

    fn of_rate(&self, rate_bp: i64) -> Option<String> {
        let place = self.rates.iter().position(|rate| *rate == rate_bp)?;
        let letter = char::from(b'A' + u8::try_from(place.min(9)).unwrap_or(0));
        self.used.then(|| letter.to_string())
    }

    fn of_regime(&self, regime: VatRegime) -> Option<String> {
        match regime {
            VatRegime::Standard { rate_bp } => self.of_rate(rate_bp),
            VatRegime::Margin => self.used.then(|| "M".to_owned()),
            VatRegime::ExemptGold => self.used.then(|| "E".to_owned()),
        }
    }

    /// The free place behind an amount that carries no letter.
    fn blank(&self) -> Option<String> {
        self.used.then(String::new)
    }
}

fn references(layout: &mut Layout, receipt: &Receipt) {
    let language = receipt.language;
    let when = |reference: &Reference| match (reference.at, language) {
        (None, _) => String::new(),
        (Some(at), Language::Fr) => format!(" du{NBSP}{}", format::date(at, language)),
        (Some(at), Language::En) => format!(" of{NBSP}{}", format::date(at, language)),
    };
    if let Some(annulled) = &receipt.annuls {
        let text = match language {
            Language::Fr => format!("Ce ticket annule le ticket n°{NBSP}{}", annulled.number),
            Language::En => format!("This ticket voids ticket No.{NBSP}{}", annulled.number),
        };
        layout.center(Style::Strong, format!("{text}{}", when(annulled)));
    }
    for returned in &receipt.returns {
        let text = match language {
            Language::Fr => format!("Retour sur le ticket n°{NBSP}{}", returned.number),
            Language::En => format!("Return on ticket No.{NBSP}{}", returned.number),
        };
        layout.center(Style::Body, format!("{text}{}", when(returned)));
    }
}

fn total(layout: &mut Layout, receipt: &Receipt, letters: &Letters) {
    let language = receipt.language;
    let money = |minor| format::money(minor, receipt.currency, language);
    let mut row = |style, left: String, right: String| {
        layout.blocks.push(Block::Row {
            left,
            right,
            style,
            indent: false,
            mark: letters.blank(),
        });
    };
    if let Some(discount) = &receipt.discount {
        row(
            Style::Body,
            language.pick("Sous-total", "Subtotal").to_owned(),
            money(receipt.total_minor.saturating_add(discount.amount_minor)),
        );
        row(
            Style::Body,
            discount_label(discount, language),
            money(discount.amount_minor.saturating_neg()),
        );
    }
    let ordinary = receipt
        .lines
        .iter()
        .any(|line| matches!(line.vat, VatRegime::Standard { .. }));
    // "TTC" promises a VAT that a margin or exempt ticket must not show.
    let label = if ordinary {
        language.pick("TOTAL TTC", "TOTAL incl. VAT")
    } else {
        "TOTAL"
    };
    row(Style::Total, label.to_owned(), money(receipt.total_minor));
    layout.space();
}

fn payment(layout: &mut Layout, receipt: &Receipt, payment: &Payment, letters: &Letters) {
    let language = receipt.language;
    let money = |minor| format::money(minor, receipt.currency, language);
    let tender = words::tender(&payment.tender, language);
    let mut label = if payment.amount_minor < 0 {
        format!(
            "{} {}",
            language.pick("Remboursé\u{a0}:", "Refunded:"),
            tender.to_lowercase()
        )
    } else {
        tender.to_owned()
    };
    if let Some(reference) = &payment.reference
        && !reference.trim().is_empty()
    {
        let kind = words::reference(&payment.tender, language);
        label = format!("{label} ({kind}{NBSP}{reference})");
    }
    layout.blocks.push(Block::Row {
        left: label,
        right: money(payment.amount_minor),
        style: Style::Body,
        indent: false,
        mark: letters.blank(),
    });
    let given = payment
        .given_minor
        .map(|minor| (language.pick("Reçu", "Given"), minor));
    let change = payment
        .change_minor
        .map(|minor| (language.pick("Rendu", "Change"), minor));
    for (label, minor) in [given, change].into_iter().flatten() {
        layout.blocks.push(Block::Row {
            left: label.to_owned(),
            right: money(minor),
            style: Style::Body,
            indent: true,
            mark: letters.blank(),
        });
    }
}

fn vat(layout: &mut Layout, receipt: &Receipt, letters: &Letters) {
    if receipt.vat.is_empty() {
        return;
    }
    let language = receipt.language;
    let amount = |minor| format::amount(minor, language);
    layout.space();
    layout.blocks.push(Block::Table(Table {
        header: [
            ("Taux", "Rate"),
            ("HT", "Net"),
            ("TVA", "VAT"),
            ("TTC", "Gross"),
        ]
        .map(|(fr, en)| language.pick(fr, en).to_owned())
        .to_vec(),
        rows: receipt
            .vat
            .iter()
            .map(|vat| {
                let rate = format::percent(vat.rate_bp, language);
                let label = match letters.of_rate(vat.rate_bp) {
                    Some(letter) => format!("{letter}{NBSP}{NBSP}{rate}"),
                    None => rate,
                };
                vec![
                    label,
                    amount(vat.net_minor),
                    amount(vat.vat_minor),
                    amount(vat.gross_minor),
                ]
            })
            .collect(),
    }));
}

fn mentions(layout: &mut Layout, receipt: &Receipt, marked: bool) {
    let language = receipt.language;
    let before = layout.blocks.len();
    layout.space();
    regime_mentions(layout, receipt, marked);
    if receipt.lines.iter().any(|line| line.legal_guarantee) {
        // Decree 2022-1565 with C. conso. L217-3: its existence and its length are printed.
        layout.text(
            Style::Detail,
            Align::Left,
            language.pick(
                "Garantie légale de conformité de deux ans (art. L. 217-3 et suivants du code de la consommation).",
                "Two-year legal guarantee of conformity (garantie légale de conformité de deux ans, art. L. 217-3 ff., code de la consommation).",
            ),
        );
    }
    work::mentions(layout, receipt);
    if layout.blocks.len() == before + 1 {
        layout.blocks.pop();
    }
    own_words(layout, &receipt.mentions);
}

fn signature(layout: &mut Layout, receipt: &Receipt) {
    let language = receipt.language;
    layout.space();
    layout.blocks.push(Block::Qr(receipt.qr()));
    let count = receipt.lines.len();
    let lines = match (language, count) {
        (Language::Fr, 0 | 1) => format!("{count}{NBSP}ligne"),
        (Language::Fr, _) => format!("{count}{NBSP}lignes"),
        (Language::En, 1) => format!("{count}{NBSP}line"),
        (Language::En, _) => format!("{count}{NBSP}lines"),
    };
    layout.center(
        Style::Detail,
        format!("{lines} · Signature{NBSP}{}", receipt.short_signature),
    );
}
