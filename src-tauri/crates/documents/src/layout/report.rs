//! The blocks of an X reading or a closing.

use super::header::{imprint, marks, shop, training_mark};
use super::{Align, Block, Layout, Style, Table};
use crate::format::{self, NBSP};
use crate::{Language, Report, ReportKind, Tally, words};

/// The report in its own language.
pub fn report(report: &Report) -> Layout {
    let language = report.language;
    let kind = words::report_kind(report.kind, language);
    let title = match &report.number {
        Some(number) => format!("{kind} {}{NBSP}{number}", language.pick("n°", "No.")),
        None => kind.to_owned(),
    };
    let mut layout = Layout::new(title.clone(), language);

    shop(&mut layout, &report.shop);
    layout.space();
    marks(&mut layout, report.copy, report.training);
    layout.center(Style::Title, title);
    layout.space();
    period(&mut layout, report);
    revenue(&mut layout, report);
    vat(&mut layout, report);
    takings(&mut layout, report);
    count(&mut layout, report);
    cash(&mut layout, report);
    controls(&mut layout, report);
    perpetual(&mut layout, report);
    layout.space();
    imprint(&mut layout, &report.shop, &report.software);
    if report.training {
        layout.center(Style::Strong, training_mark(language));
    }
    layout.blocks.push(Block::Cut);
    layout
}

fn heading(layout: &mut Layout, fr: &str, en: &str) {
    layout.space();
    layout.text(Style::Title, Align::Left, layout.language.pick(fr, en));
    layout.rule();
}

fn period(layout: &mut Layout, report: &Report) {
    let language = report.language;
    let moment = |at, by: &str| {
        let time = format::date_time(at, language);
        if by.is_empty() {
            time
        } else {
            format!("{time} · {by}")
        }
    };
    if let Some(last) = report.until_on {
        // A month or year is the whole shop's, and nobody opened it.
        let day = |on: chrono::NaiveDate| format::date(on.into(), language);
        layout.row(
            Style::Body,
            language.pick("Période", "Period"),
            format!("{} – {}", day(report.opened_at.date()), day(last)),
        );
    } else {
        layout.row(
            Style::Body,
            language.pick("Caisse", "Till"),
            report.till.as_str(),
        );
        layout.row(
            Style::Body,
            language.pick("Ouverture", "Opened"),
            moment(report.opened_at, &report.opened_by),
        );
    }
    let closed = if report.kind == ReportKind::X {
        language.pick("Lecture", "Read")
    } else {
        language.pick("Clôture", "Closed")
    };
    layout.row(Style::Body, closed, moment(report.at, &report.by));
    let count = language.pick("Nombre de tickets", "Number of tickets");
    layout.row(Style::Body, count, report.ticket_count.to_string());
    if let (Some(first), Some(last)) = (&report.first_ticket, &report.last_ticket) {
        let label = language.pick("Premier – dernier", "First – last");
        layout.row(Style::Body, label, format!("{first} – {last}"));
    }
}

/// `Ventes (12)` and the amount.
fn tally(layout: &mut Layout, report: &Report, fr: &str, en: &str, tally: Tally) {
    let label = format!("{} ({})", report.language.pick(fr, en), tally.count);
    let money = format::money(tally.amount_minor, report.currency, report.language);
    layout.row(Style::Body, label, money);
}

fn revenue(layout: &mut Layout, report: &Report) {
    let language = report.language;
    heading(layout, "Chiffre d’affaires", "Revenue");
    tally(layout, report, "Ventes", "Sales", report.sales);
    tally(layout, report, "Remboursements", "Refunds", report.refunds);
    tally(layout, report, "Annulations", "Voids", report.voids);
    deposits(layout, report);
    layout.row(
        Style::Total,
        language.pick("TOTAL TTC", "TOTAL incl. VAT"),
        format::money(report.total_minor, report.currency, language),
    );
}

/// Money in advance: no revenue, but its VAT is due (CGI 269, 2), so that what the tickets come to has it.
fn deposits(layout: &mut Layout, report: &Report) {
    let language = report.language;
    let parts = [
        (
            "Acomptes et arrhes reçus",
            "Deposits taken",
            report.deposits,
        ),
        (
            "Acomptes et arrhes imputés",
            "Deposits used",
            report.deposits_used,
        ),
        (
            "Acomptes et arrhes rendus",
            "Deposits given back",
            report.deposits_back,
        ),
        (
            "Indemnités de dédit, hors TVA",
            "Indemnities, without VAT",
            report.indemnities,
        ),
    ];
    if parts.iter().all(|(_, _, part)| *part == Tally::default()) {
        return;
    }
    let moved: i64 = parts.iter().map(|(_, _, part)| part.amount_minor).sum();
    layout.row(
        Style::Strong,
        language.pick("Chiffre d’affaires TTC", "Revenue incl. VAT"),
        format::money(
            report.total_minor.saturating_sub(moved),
            report.currency,
            language,
        ),
    );
    layout.center(
        Style::Detail,
        language.pick("Hors chiffre d’affaires", "Apart from revenue"),
    );
    for (fr, en, part) in parts {
        if part != Tally::default() {
            tally(layout, report, fr, en, part);
        }
    }
}

fn vat(layout: &mut Layout, report: &Report) {
    let language = report.language;
    let amount = |minor| format::amount(minor, language);
    heading(layout, "TVA", "VAT");
    if !report.vat.is_empty() {
        layout.blocks.push(Block::Table(Table {
            header: [
                ("Taux", "Rate"),
                ("HT", "Net"),
                ("TVA", "VAT"),
                ("TTC", "Gross"),
            ]
            .map(|(fr, en)| language.pick(fr, en).to_owned())
            .to_vec(),
            rows: report
                .vat
                .iter()
                .map(|vat| {
                    vec![
                        format::percent(vat.rate_bp, language),
                        amount(vat.net_minor),
                        amount(vat.vat_minor),
                        amount(vat.gross_minor),
                    ]
                })
                .collect(),
        }));
    }
    let money = |minor| format::money(minor, report.currency, language);
    layout.row(
        Style::Body,
        language.pick("Régime de la marge, TTC", "Margin scheme, gross"),
        money(report.margin_scheme_minor),
    );
    layout.row(
        Style::Body,
        language.pick("Or d’investissement, exonéré", "Investment gold, exempt"),
        money(report.exempt_gold_minor),
    );
}

fn takings(layout: &mut Layout, report: &Report) {
    heading(layout, "Encaissements", "Takings");
    for total in &report.tenders {
        let word = words::tender(&total.tender, report.language);
        let taken = Tally {
            count: total.count,
            amount_minor: total.taken_minor,
        };
        tally(layout, report, word, word, taken);
    }
}

/// Counted against expected; an X reading counts nothing, and shows only what is expected.
fn count(layout: &mut Layout, report: &Report) {
    let language = report.language;
    let amount = |minor| format::amount(minor, language);
    if report
        .tenders
        .iter()
        .all(|total| total.counted_minor.is_none())
    {
        return;
    }
    heading(layout, "Comptage", "Count");
    layout.blocks.push(Block::Table(Table {
        header: [
            ("Moyen", "Tender"),
            ("Attendu", "Expected"),
            ("Compté", "Counted"),
            ("Écart", "Difference"),
        ]
        .map(|(fr, en)| language.pick(fr, en).to_owned())
        .to_vec(),
        rows: report
            .tenders
            .iter()
            .map(|total| {
                let counted = total.counted_minor.unwrap_or(total.expected_minor);
                let word = words::tender(&total.tender, language);
                let papers = total.expected_count.zip(total.counted_count);
                vec![
                    // Papers that were counted one by one, and how many there should be.
                    papers.map_or_else(
                        || word.to_owned(),
                        |(expected, counted)| format!("{word} {counted}/{expected}"),
                    ),
                    amount(total.expected_minor),
                    total.counted_minor.map_or_else(|| "–".to_owned(), amount),
                    amount(counted.saturating_sub(total.expected_minor)),
                ]
            })
            .collect(),
    }));
    if let Some(reason) = &report.difference_reason {
        let label = language.pick("Motif de l’écart\u{a0}:", "Reason for the difference:");
        layout.text(Style::Body, Align::Left, format!("{label} {reason}"));
    }
}

fn cash(layout: &mut Layout, report: &Report) {
    let language = report.language;
    let money = |minor| format::money(minor, report.currency, language);
    heading(layout, "Espèces", "Cash");
    let is_long = report.until_on.is_some();
    if is_long {
        // Their sums: the movements themselves stand on the days' papers.
        let sums = [
            ("Entrées d’espèces", "Cash in", report.cash_in_minor),
            ("Sorties d’espèces", "Cash out", report.cash_out_minor),
        ];
        for (fr, en, minor) in sums {
            layout.row(Style::Body, language.pick(fr, en), money(minor));
        }
    } else {
        layout.row(
            Style::Body,
            language.pick("Fonds de caisse", "Opening float"),
            money(report.float_minor),
        );
    }
    for movement in &report.cash_movements {
        let when = if is_long {
            format::date_time(movement.at, language)
        } else {
            movement.at.format("%H:%M").to_string()
        };
        layout.row(
            Style::Body,
            format!("{when} {} — {}", movement.by, movement.reason),
            money(movement.amount_minor),
        );
    }
    for denomination in &report.denominations {
        layout.row(
            Style::Detail,
            format!(
                "{} × {}",
                denomination.count,
                money(denomination.value_minor)
            ),
            money(denomination.value_minor.saturating_mul(denomination.count)),
        );
    }
}

fn controls(layout: &mut Layout, report: &Report) {
    heading(layout, "Contrôles", "Controls");
    tally(
        layout,
        report,
        "Remises accordées",
        "Discounts given",
        report.discounts,
    );
    tally(layout, report, "Dérogations", "Overrides", report.overrides);
    tally(
        layout,
        report,
        "Prix modifiés",
        "Changed prices",
        report.price_changes,
    );
    let counts = [
        ("Duplicatas", "Duplicates", report.duplicates),
        (
            "Ouvertures du tiroir sans vente",
            "Drawer opened without a sale",
            report.drawer_openings,
        ),
        (
            "Comptages refaits ou expliqués",
            "Counts made again or explained",
            report.recounts,
        ),
    ];
    for (fr, en, count) in counts {
        layout.row(Style::Body, report.language.pick(fr, en), count.to_string());
    }
}

fn perpetual(layout: &mut Layout, report: &Report) {
    let language = report.language;
    let money = |minor| format::money(minor, report.currency, language);
    heading(layout, "Grand total", "Grand total");
    layout.row(
        Style::Body,
        language.pick("Total de la période", "Total of the period"),
        money(report.total_minor),
    );
    layout.row(
        Style::Body,
        language.pick("Total perpétuel", "Perpetual total"),
        money(report.perpetual_minor),
    );
    layout.row(
        Style::Body,
        language.pick(
            "Total perpétuel en valeur absolue",
            "Perpetual total, absolute",
        ),
        money(report.perpetual_absolute_minor),
    );
    if !report.chains.is_empty() {
        heading(layout, "Chaînes signées", "Signed chains");
    }
    for head in &report.chains {
        layout.row(
            Style::Detail,
            format!(
                "{} {}{NBSP}{}",
                head.chain,
                language.pick("n°", "No."),
                head.sequence
            ),
            head.short_signature.as_str(),
        );
    }
    if let Some(signature) = &report.short_signature {
        layout.row(Style::Strong, "Signature", signature.as_str());
    } else {
        let text = match language {
            Language::Fr => "Lecture sans clôture : la caisse reste ouverte.",
            Language::En => "A reading only: the till stays open.",
        };
        layout.space();
        layout.center(Style::Detail, text);
    }
}
