//! The blocks of a closed stocktake.

use super::header::{imprint, shop};
use super::{Align, Layout, Style};
use crate::format::{self, NBSP};
use crate::{CountedMetal, Language, StockCount, StockCountLine, words};

/// The stocktake in its own language: its figures, then what was not where it should be, then what
/// was not looked for, then everything that was found.
pub fn stock_count(count: &StockCount) -> Layout {
    let language = count.language;
    let title = format!(
        "{} {}{NBSP}{}",
        language.pick("Inventaire", "Stocktake"),
        language.pick("n°", "No."),
        count.number
    );
    let mut layout = Layout::new(title.clone(), language);
    shop(&mut layout, &count.shop);
    layout.space();
    layout.center(Style::Title, title);
    layout.space();
    about(&mut layout, count);
    figures(&mut layout, count);
    for (status, fr, en) in [
        ("missing", "Manquantes", "Missing"),
        ("elsewhere", "Vues ailleurs", "Seen elsewhere"),
        ("unexpected", "Inattendues", "Unexpected"),
        (
            "left",
            "Parties pendant le comptage",
            "Left during the count",
        ),
        (
            "arrived",
            "Entrées pendant le comptage",
            "Arrived during the count",
        ),
        ("excluded", "Hors comptage", "Not counted"),
    ] {
        section(&mut layout, count, status, language.pick(fr, en));
    }
    found(&mut layout, count);
    seal(&mut layout, count);
    imprint(&mut layout, &count.shop, &count.software);
    layout
}

fn heading(layout: &mut Layout, text: &str) {
    layout.space();
    layout.text(Style::Title, Align::Left, text);
    layout.rule();
}

fn about(layout: &mut Layout, count: &StockCount) {
    let language = count.language;
    let scope = match count.scope.as_str() {
        "all" => language.pick("Tout le stock", "The whole stock"),
        _ => language.pick(&count.scope_fr, &count.scope_en),
    };
    let moment = |at, by: &str| format!("{} · {by}", format::date_time(at, language));
    layout.row(Style::Strong, language.pick("Périmètre", "Scope"), scope);
    if !count.note.is_empty() {
        layout.row(
            Style::Body,
            language.pick("Objet", "Purpose"),
            count.note.as_str(),
        );
    }
    layout.row(
        Style::Body,
        language.pick("Début", "Begun"),
        moment(count.started_at, &count.started_by),
    );
    layout.row(
        Style::Body,
        language.pick("Clôture", "Closed"),
        moment(count.closed_at, &count.closed_by),
    );
    layout.row(
        Style::Body,
        language.pick("Passages", "Rounds"),
        count.rounds.to_string(),
    );
}

fn figures(layout: &mut Layout, count: &StockCount) {
    let language = count.language;
    heading(layout, language.pick("Résultat", "Result"));
    for sum in &count.sums {
        let money = |minor| format::money(minor, count.currency, language);
        layout.row(
            Style::Strong,
            format!("{} · {}", status_word(&sum.status, language), sum.count),
            money(sum.price_minor),
        );
        let mut worth = Vec::new();
        if let Some(cost) = sum.cost_minor {
            let label = language.pick("coût", "cost");
            worth.push(format!("{label} {}", money(cost)));
        }
        worth.extend(grams(&sum.fine, language));
        if !worth.is_empty() {
            layout.under(Style::Detail, worth.join(" · "), "");
        }
        if let Some(theirs) = &sum.theirs {
            let label = language.pick("dont confiées par des tiers", "of which others’ pieces");
            let mut worth = vec![format!("{label} · {}", theirs.count)];
            if let Some(owed) = theirs.owed_minor {
                let label = language.pick("dû aux déposants", "owed to their owners");
                worth.push(format!("{label} {}", money(owed)));
            }
            worth.extend(grams(&theirs.fine, language));
            layout.under(Style::Body, worth.join(" · "), money(theirs.price_minor));
        }
    }
    layout.text(
        Style::Detail,
        Align::Left,
        language.pick(
            "Prix de vente TTC et valeurs au début du comptage ; grammes de métal fin, arrondis en dessous. Les pièces de tiers ne comptent dans aucun total de la boutique.",
            "Selling prices with VAT and values as the count began; grams of fine metal, rounded down. Others’ pieces are in none of the shop’s totals.",
        ),
    );
}

/// Each metal with its grams.
fn grams(fine: &[CountedMetal], language: Language) -> impl Iterator<Item = String> {
    fine.iter().map(move |fine| {
        let metal = fine.metal.parse().map_or_else(
            |_| fine.metal.clone(),
            |metal| words::metal(metal, language).to_owned(),
        );
        let label = language.pick("fin", "fine");
        format!("{metal} {label} {}", format::grams(fine.mg, language))
    })
}

fn section(layout: &mut Layout, count: &StockCount, status: &str, title: &str) {
    let mut lines = count
        .lines
        .iter()
        .filter(|line| line.status == status)
        .peekable();
    if lines.peek().is_none() {
        return;
    }
    heading(layout, title);
    for line in lines {
        one(layout, count, line);
    }
}

fn one(layout: &mut Layout, count: &StockCount, line: &StockCountLine) {
    let language = count.language;
    let name = if line.title.is_empty() {
        line.number.clone()
    } else {
        format!("{} · {}", line.number, line.title)
    };
    let price = line.price_minor.map_or_else(String::new, |minor| {
        format::money(minor, count.currency, language)
    });
    layout.row(Style::Strong, name, price);
    let mut facts = Vec::new();
    facts.extend(why_word(&line.why, language).map(str::to_owned));
    facts.extend(line.document.clone());
    match (&line.place, &line.seen_place) {
        (Some(place), Some(seen)) if place != seen => facts.push(format!(
            "{} {place}, {} {seen}",
            language.pick("registre\u{a0}:", "ledger:"),
            language.pick("vue\u{a0}:", "seen:"),
        )),
        (Some(place), _) => facts.push(place.clone()),
        (None, Some(seen)) => {
            facts.push(format!("{} {seen}", language.pick("vue\u{a0}:", "seen:")));
        }
        (None, None) => {}
    }
    if let Some(cost) = line.cost_minor {
        let label = language.pick("coût", "cost");
        facts.push(format!(
            "{label} {}",
            format::money(cost, count.currency, language)
        ));
    }
    if line.theirs {
        let label = language.pick("pièce d’un tiers", "somebody else’s");
        facts.extend([label.to_owned()]);
        facts.extend(line.memo.clone());
    }
    if let Some(owed) = line.owed_minor {
        let label = language.pick("dû au déposant", "owed to its owner");
        facts.push(format!(
            "{label} {}",
            format::money(owed, count.currency, language)
        ));
    }
    if !facts.is_empty() {
        layout.under(Style::Detail, facts.join(" · "), "");
    }
    if let Some(action) = action_word(&line.action, language) {
        let mut decided = match &line.to_place {
            Some(place) => format!("{action} {place}"),
            None => action.to_owned(),
        };
        decided.push_str(language.pick("\u{a0}: ", ": "));
        decided.push_str(&line.reason);
        let mut people = line.settled_by.clone();
        if let Some(approved) = &line.approved_by {
            people.push_str(language.pick(", accord de ", ", approved by "));
            people.push_str(approved);
        }
        layout.under(Style::Body, decided, people);
    }
}

fn found(layout: &mut Layout, count: &StockCount) {
    let language = count.language;
    let numbers: Vec<&str> = count
        .lines
        .iter()
        .filter(|line| line.status == "found")
        .map(|line| line.number.as_str())
        .collect();
    if numbers.is_empty() {
        return;
    }
    heading(layout, language.pick("Trouvées", "Found"));
    layout.text(Style::Body, Align::Left, numbers.join(", "));
}

fn seal(layout: &mut Layout, count: &StockCount) {
    let language = count.language;
    heading(layout, language.pick("Empreinte", "Seal"));
    layout.text(Style::Detail, Align::Left, "SHA-256");
    layout.text(Style::Strong, Align::Left, count.result_sha256.as_str());
    layout.row(
        Style::Body,
        language.pick("Enregistrement du journal (JET)", "Journal record (JET)"),
        format!("{}{NBSP}{}", language.pick("n°", "No."), count.journal_seq),
    );
    layout.row(
        Style::Body,
        language.pick("Signature", "Signature"),
        count.short_signature.as_str(),
    );
    layout.space();
    layout.row(
        Style::Detail,
        language.pick("Compté par\u{a0}:", "Counted by:"),
        language.pick("Approuvé par\u{a0}:", "Approved by:"),
    );
    for _ in 0..5 {
        layout.space();
    }
    layout.rule();
}

fn status_word(status: &str, language: Language) -> &str {
    match status {
        "found" => language.pick("Trouvées", "Found"),
        "missing" => language.pick("Manquantes", "Missing"),
        "elsewhere" => language.pick("Vues ailleurs", "Seen elsewhere"),
        "unexpected" => language.pick("Inattendues", "Unexpected"),
        "left" => language.pick("Parties pendant le comptage", "Left during the count"),
        "arrived" => language.pick("Entrées pendant le comptage", "Arrived during the count"),
        "excluded" => language.pick("Hors comptage", "Not counted"),
        other => other,
    }
}

fn why_word(why: &str, language: Language) -> Option<&str> {
    Some(match why {
        "" => return None,
        "reserved" => language.pick("réservée", "reserved"),
        "on_memo" => language.pick("confiée", "on memo"),
        "bench" => language.pick("à l’établi", "at the bench"),
        "sold" => language.pick("vendue", "sold"),
        "moved" => language.pick("déplacée", "moved"),
        "withdrawn" | "count_missing" => language.pick("sortie du stock", "out of the stock"),
        "mounted" => language.pick("sertie", "set in a piece"),
        "other_scope" => language.pick("d’un autre périmètre", "of another scope"),
        "article" => language.pick("article au lot", "batch article"),
        "unknown" => language.pick("code inconnu", "unknown code"),
        other => other,
    })
}

fn action_word(action: &str, language: Language) -> Option<&str> {
    Some(match action {
        "write_off" => language.pick("Sortie du stock", "Written off"),
        "move" => language.pick("Déplacée vers", "Moved to"),
        "bring_back" => language.pick("Remise en stock,", "Back in stock,"),
        "leave" => language.pick("Laissée", "Left as it is"),
        _ => return None,
    })
}
