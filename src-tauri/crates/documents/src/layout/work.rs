//! The words of a line about work that is done for a customer, and the terms of money in advance.

use super::{Align, Layout, Style};
use crate::format::NBSP;
use crate::{Language, Line, Receipt, Work, WorkOf, WorkPart, words};

/// What a ticket is called that only takes money in advance.
pub(super) fn title(receipt: &Receipt, language: Language) -> &'static str {
    let arrhes = |line: &Line| has(line, &WorkPart::Arrhes);
    let acompte = |line: &Line| has(line, &WorkPart::Acompte);
    match (
        receipt.lines.iter().any(acompte),
        receipt.lines.iter().any(arrhes),
    ) {
        (true, false) => language.pick("Reçu d’acompte", "Deposit receipt (acompte)"),
        (false, true) => language.pick("Reçu d’arrhes", "Deposit receipt (arrhes)"),
        _ => language.pick("Reçu d’acompte et d’arrhes", "Deposit receipt"),
    }
}

/// What a ticket is called that only gives such money back.
pub(super) fn title_back(receipt: &Receipt, language: Language) -> &'static str {
    let arrhes = |line: &Line| has(line, &WorkPart::Arrhes);
    if receipt.lines.iter().all(arrhes) {
        language.pick("Restitution d’arrhes", "Deposit given back (arrhes)")
    } else {
        language.pick("Restitution d’acompte", "Deposit given back (acompte)")
    }
}

/// Whether it is what is left of a deposit of which a part goes back on the same ticket.
fn is_rest(of: &Work, line: &Line, receipt: &Receipt) -> bool {
    let back = |other: &Line| {
        other.quantity < 0 && other.work.as_ref().is_some_and(|work| work.job == of.job)
    };
    line.quantity > 0 && of.is_deposit() && receipt.lines.iter().any(back)
}

fn has(line: &Line, role: &WorkPart) -> bool {
    line.work.as_ref().is_some_and(|of| of.role == *role)
}

/// `Acompte`, `Acompte versé, ticket n° P1-12`, or the task itself.
pub(super) fn label(of: &Work, line: &Line, receipt: &Receipt) -> String {
    let language = receipt.language;
    if is_rest(of, line, receipt) {
        let words = match of.role {
            WorkPart::Arrhes => language.pick("Arrhes maintenues", "Deposit that stands (arrhes)"),
            _ => language.pick("Acompte maintenu", "Deposit that stands (acompte)"),
        };
        return words.to_owned();
    }
    let back = line.quantity < 0;
    match &of.role {
        WorkPart::Work => line.label.clone(),
        WorkPart::Acompte if back => language
            .pick("Acompte rendu", "Deposit given back (acompte)")
            .to_owned(),
        WorkPart::Acompte => language.pick("Acompte", "Deposit (acompte)").to_owned(),
        WorkPart::Arrhes if back => language
            .pick("Arrhes rendues", "Deposit given back (arrhes)")
            .to_owned(),
        WorkPart::Arrhes => language.pick("Arrhes", "Deposit (arrhes)").to_owned(),
        WorkPart::Kept if back => language
            .pick(
                "Indemnité, arrhes au double",
                "Indemnity, arrhes paid back twice",
            )
            .to_owned(),
        WorkPart::Kept => language
            .pick("Arrhes conservées (dédit)", "Deposit kept (arrhes)")
            .to_owned(),
        WorkPart::Used { arrhes, ticket } => match (language, arrhes) {
            (Language::Fr, false) => format!("Acompte versé, ticket n°{NBSP}{ticket}"),
            (Language::Fr, true) => format!("Arrhes versées, ticket n°{NBSP}{ticket}"),
            (Language::En, _) => format!("Deposit paid, ticket No.{NBSP}{ticket}"),
        },
    }
}

/// The object where the label does not say it, and the job's number.
pub(super) fn details(of: &Work, line: &Line, language: Language) -> Vec<String> {
    let job = match (of.subject, language) {
        (WorkOf::Repair, Language::Fr) => format!("Réparation n°{NBSP}{}", of.job),
        (WorkOf::Repair, Language::En) => format!("Repair No.{NBSP}{}", of.job),
        (WorkOf::Appraisal, Language::Fr) => format!("Expertise n°{NBSP}{}", of.job),
        (WorkOf::Appraisal, Language::En) => format!("Appraisal No.{NBSP}{}", of.job),
        (WorkOf::Custom, Language::Fr) => format!("Création n°{NBSP}{}", of.job),
        (WorkOf::Custom, Language::En) => format!("Custom order No.{NBSP}{}", of.job),
    };
    match of.role {
        WorkPart::Work => vec![job],
        _ => vec![words::capitalised(&line.label), job],
    }
}

/// Whether somebody drew back from what was ordered.
pub(super) fn is_withdrawal(receipt: &Receipt) -> bool {
    receipt.lines.iter().any(|line| has(line, &WorkPart::Kept))
}

/// The terms of what was taken in advance (C. conso. L214-1; C. civ. 1590): the customer reads what
/// they have paid.
pub(super) fn mentions(layout: &mut Layout, receipt: &Receipt) {
    let language = receipt.language;
    let taken = |role: &WorkPart| {
        let mut lines = receipt.lines.iter();
        lines.any(|line| line.quantity > 0 && has(line, role))
    };
    let mut say = |fr: &str, en: &str| {
        layout.text(Style::Detail, Align::Left, language.pick(fr, en));
    };
    if taken(&WorkPart::Acompte) {
        say(
            "Acompte\u{a0}: première partie du prix, qui engage le client et le professionnel. Il est déduit du solde.",
            "Acompte: a first part of the price, which binds the customer and the shop. It is taken off the balance.",
        );
    }
    if is_withdrawal(receipt) {
        say(
            "Dédit (art. L. 214-1 du code de la consommation, art. 1590 du code civil)\u{a0}: indemnité hors du champ de la TVA.",
            "Withdrawal (art. L. 214-1, code de la consommation; art. 1590, code civil): an indemnity outside the scope of VAT.",
        );
    }
    if taken(&WorkPart::Arrhes) {
        say(
            "Arrhes (art. L. 214-1 du code de la consommation)\u{a0}: chacun peut renoncer, le client en les abandonnant, le professionnel en les restituant au double. Elles sont déduites du solde.",
            "Arrhes (art. L. 214-1, code de la consommation): either side may withdraw, the customer by giving them up, the shop by paying them back twice. They are taken off the balance.",
        );
    }
}
