//! The blocks of a memo and of a party's account.

use super::header::{imprint, shop};
use super::item::{made_of, stone};
use super::{Align, Layout, Style};
use crate::format::{self, NBSP};
use crate::{Customer, Language, Memo, MemoLine, MemoStatement, Shop};

/// The memo in its own language: who leaves what with whom, until when, worth what; and where to sign.
pub fn memo(memo: &Memo) -> Layout {
    let language = memo.language;
    let title = format!(
        "{} {}{NBSP}{}",
        kind_word(&memo.kind, language),
        language.pick("n°", "No."),
        memo.number
    );
    let mut layout = Layout::new(title.clone(), language);
    shop(&mut layout, &memo.shop);
    layout.space();
    layout.center(Style::Title, title);
    layout.space();
    let (owner, holder) = sides(memo);
    side(
        &mut layout,
        language.pick("Déposant (propriétaire)", "Left by (owner)"),
        &owner,
    );
    layout.space();
    side(
        &mut layout,
        language.pick("Dépositaire (détenteur)", "Left with (holder)"),
        &holder,
    );
    layout.space();
    layout.row(
        Style::Body,
        language.pick("Établi le", "Made on"),
        format!(
            "{} · {}",
            format::date_time(memo.at, language),
            memo.by.as_str()
        ),
    );
    layout.row(
        Style::Strong,
        language.pick("À rendre ou à régler au plus tard le", "Due no later than"),
        format::day(memo.due_on, language),
    );
    if !memo.note.is_empty() {
        layout.row(
            Style::Body,
            language.pick("Remarque", "Note"),
            memo.note.as_str(),
        );
    }
    heading(
        &mut layout,
        &format!(
            "{} ({})",
            language.pick("Pièces confiées", "Pieces"),
            memo.lines.len()
        ),
    );
    for line in &memo.lines {
        one(&mut layout, memo, line);
    }
    totals(&mut layout, memo);
    conditions(&mut layout, memo);
    signatures(
        &mut layout,
        [
            language.pick(
                "Le déposant, date et signature",
                "Owner, date and signature",
            ),
            language.pick(
                "Le dépositaire, date et signature",
                "Holder, date and signature",
            ),
        ],
    );
    imprint(&mut layout, &memo.shop, &memo.software);
    layout
}

fn kind_word(kind: &str, language: Language) -> &str {
    match kind {
        "memo" => language.pick("Confié", "Memo"),
        "consignment" => language.pick("Dépôt-vente", "Consignment"),
        other => other,
    }
}

/// Its address stands at the head.
fn of_shop(shop: &Shop) -> Customer {
    Customer {
        name: shop.name.clone(),
        lines: Vec::new(),
    }
}

/// The owner and the holder.
fn sides(memo: &Memo) -> (Customer, Customer) {
    let house = of_shop(&memo.shop);
    if memo.direction == "in" {
        (memo.party.clone(), house)
    } else {
        (house, memo.party.clone())
    }
}

fn side(layout: &mut Layout, role: &str, who: &Customer) {
    layout.row(Style::Strong, role, who.name.as_str());
    for line in &who.lines {
        layout.row(Style::Body, "", line.as_str());
    }
}

fn heading(layout: &mut Layout, text: &str) {
    layout.space();
    layout.text(Style::Title, Align::Left, text);
    layout.rule();
}

fn one(layout: &mut Layout, memo: &Memo, line: &MemoLine) {
    let language = memo.language;
    let money = |minor| format::money(minor, memo.currency, language);
    layout.row(
        Style::Strong,
        format!("{} · {}", line.number, line.title),
        line.agreed_minor.map_or_else(String::new, money),
    );
    let made_of = made_of(&line.metals, line.weight_mg, line.size.as_deref(), language);
    if !made_of.is_empty() {
        layout.under(Style::Detail, made_of, "");
    }
    if let Some(serial) = &line.serial {
        let label = language.pick("N° de série", "Serial number");
        layout.under(Style::Detail, format!("{label}{NBSP}{serial}"), "");
    }
    for each in &line.stones {
        stone(layout, each, language);
    }
    layout.under(
        Style::Detail,
        language.pick("Valeur assurée", "Insured value"),
        money(line.insured_minor),
    );
    if let Some(state) = state_word(&line.state, language) {
        layout.under(
            Style::Body,
            state,
            line.document.as_deref().unwrap_or_default(),
        );
    }
}

fn totals(layout: &mut Layout, memo: &Memo) {
    let language = memo.language;
    let money = |minor| format::money(minor, memo.currency, language);
    layout.rule();
    let agreed: Option<i64> = memo.lines.iter().map(|line| line.agreed_minor).sum();
    if let Some(agreed) = agreed {
        let label = if memo.direction == "in" {
            language.pick("Total des prix convenus (coût)", "Agreed cost, in all")
        } else {
            language.pick("Total des prix convenus", "Agreed price, in all")
        };
        layout.row(Style::Total, label, money(agreed));
    }
    let insured = memo.lines.iter().map(|line| line.insured_minor).sum();
    layout.row(
        Style::Body,
        language.pick("Valeur assurée totale", "Insured value, in all"),
        money(insured),
    );
}

fn conditions(layout: &mut Layout, memo: &Memo) {
    let language = memo.language;
    layout.space();
    let text = match (memo.kind.as_str(), language) {
        ("consignment", Language::Fr) => {
            "Les pièces restent la propriété du déposant jusqu’à leur vente. Le dépositaire les garde, \
             les assure pour la valeur indiquée et les propose à la vente. De chaque pièce vendue, il \
             doit au déposant le prix convenu ci-dessus ; il rend les pièces invendues au plus tard à la \
             date indiquée."
        }
        ("consignment", Language::En) => {
            "The pieces remain the property of whoever left them until they are sold. The holder keeps \
             them, insures them for the value stated and offers them for sale. For each piece sold the \
             holder owes the owner the amount agreed above; unsold pieces are returned no later than the \
             date stated."
        }
        (_, Language::Fr) => {
            "Les pièces sont confiées au dépositaire pour examen et restent la propriété du déposant. \
             Le dépositaire en répond pour la valeur assurée indiquée, ne peut ni les céder ni les \
             transformer sans accord écrit, et les rend ou les règle au prix convenu au plus tard à la \
             date indiquée."
        }
        (_, Language::En) => {
            "The pieces are left with the holder for inspection and remain the property of the owner. \
             The holder answers for the insured value stated, may neither part with nor alter them \
             without written consent, and returns them or pays the agreed amount no later than the date \
             stated."
        }
    };
    layout.text(Style::Detail, Align::Left, text);
}

/// Room and, under it, who signs: on one page together.
pub(super) fn signatures(layout: &mut Layout, who: [&str; 2]) {
    for _ in 0..7 {
        layout.space();
    }
    layout.rule();
    layout.row(Style::Body, who[0], who[1]);
    layout.space();
}

/// The account in its own language: what is due, what was paid, what is left.
pub fn memo_statement(statement: &MemoStatement) -> Layout {
    let language = statement.language;
    let money = |minor| format::money(minor, statement.currency, language);
    let incoming = statement.direction == "in";
    let title = if incoming {
        language.pick(
            "Relevé de règlement au déposant",
            "Settlement statement to the owner",
        )
    } else {
        language.pick(
            "Relevé des pièces facturées",
            "Statement of pieces invoiced",
        )
    };
    let mut layout = Layout::new(format!("{title} · {}", statement.party.name), language);
    shop(&mut layout, &statement.shop);
    layout.space();
    layout.center(Style::Title, title);
    layout.center(Style::Body, format::date_time(statement.at, language));
    layout.space();
    let role = if incoming {
        language.pick("Déposant", "Owner")
    } else {
        language.pick("Acheteur", "Buyer")
    };
    side(&mut layout, role, &statement.party);
    heading(
        &mut layout,
        if incoming {
            language.pick("Pièces vendues ou achetées", "Pieces sold or bought")
        } else {
            language.pick("Pièces facturées", "Pieces invoiced")
        },
    );
    if statement.lines.is_empty() {
        layout.text(Style::Body, Align::Left, language.pick("Aucune", "None"));
    }
    for line in &statement.lines {
        layout.row(
            Style::Strong,
            format!("{} · {}", line.number, line.title),
            money(line.agreed_minor),
        );
        let mut facts = vec![format::day(line.on, language)];
        facts.extend(state_word(&line.state, language).map(str::to_owned));
        facts.extend(line.document.clone());
        facts.push(line.memo.clone());
        layout.under(Style::Detail, facts.join(" · "), "");
    }
    heading(&mut layout, language.pick("Règlements", "Settlements"));
    if statement.payments.is_empty() {
        layout.text(Style::Body, Align::Left, language.pick("Aucun", "None"));
    }
    for paid in &statement.payments {
        let mut facts = vec![format::day(paid.on, language)];
        facts.push(means_word(&paid.means, language).to_owned());
        facts.push(paid.reference.clone());
        if paid.amount_minor < 0 {
            facts.push(language.pick("annulation", "reversal").to_owned());
        }
        layout.row(
            Style::Body,
            facts.join(" · "),
            money(paid.amount_minor.saturating_neg()),
        );
    }
    layout.rule();
    layout.row(
        Style::Body,
        language.pick("Total dû", "Due, in all"),
        money(statement.due_minor),
    );
    layout.row(
        Style::Body,
        language.pick("Déjà réglé", "Settled so far"),
        money(statement.settled_minor),
    );
    let left = match (statement.balance_minor < 0, incoming) {
        (true, true) => language.pick("Trop versé au déposant", "Overpaid to the owner"),
        (true, false) => language.pick("Trop perçu", "Overpaid by the buyer"),
        (false, _) => language.pick("Reste à régler", "Left to settle"),
    };
    layout.row(
        Style::Total,
        left,
        money(statement.balance_minor.saturating_abs()),
    );
    layout.space();
    imprint(&mut layout, &statement.shop, &statement.software);
    layout
}

fn state_word(state: &str, language: Language) -> Option<&str> {
    Some(match state {
        "held" => return None,
        "returned" => language.pick("Rendue", "Returned"),
        "sold" => language.pick("Vendue", "Sold"),
        "kept" => language.pick("Achetée", "Bought"),
        "invoiced" => language.pick("Facturée", "Invoiced"),
        "lost" => language.pick("Perdue", "Lost"),
        "cancelled" => language.pick("Annulée", "Cancelled"),
        other => other,
    })
}

fn means_word(means: &str, language: Language) -> &str {
    match means {
        "transfer" => language.pick("Virement", "Transfer"),
        "cheque" => language.pick("Chèque", "Cheque"),
        "card" => language.pick("Carte", "Card"),
        "offset" => language.pick("Compensation", "Offset"),
        "cash" => language.pick("Espèces", "Cash"),
        other => other,
    }
}
