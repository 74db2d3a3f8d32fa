//! The blocks of a receipt for a customer's metal, of its return, and of the account of it.

use units::Metal;

use super::header::{imprint, marks, shop};
use super::item::metal_words;
use super::signed::signed;
use super::wording::own_words;
use super::{Align, Block, Layout, Style};
use crate::format::{self, NBSP};
use crate::{
    Language, MetalSlip, MetalSlipLine, MetalStatement, MetalStatementLine, MetalStatementPart,
    Photo, Slip, SlipSignature, words,
};

/// The paper in its own language. `photos` are for a form that can show them; `by` is who signed it, and
/// how.
pub fn metal_slip(
    slip: &Slip,
    of: &MetalSlip,
    photos: &[Photo],
    by: Option<(&SlipSignature, Option<&Photo>)>,
) -> Layout {
    let language = slip.language;
    let title = if of.gives_back {
        language.pick(
            "Restitution de métal au client",
            "Customer’s metal returned",
        )
    } else {
        language.pick("Reçu de métal confié", "Receipt for customer’s metal")
    };
    let mut layout = Layout::new(format!("{title} {}", of.number), language);
    shop(&mut layout, &slip.shop);
    layout.space();
    marks(&mut layout, of.copy, slip.training);
    layout.center(Style::Title, title);
    layout.center(Style::Total, of.number.as_str());
    layout.space();
    about(&mut layout, of);
    for line in &of.lines {
        object(&mut layout, of, line);
    }
    layout.space();
    layout.rule();
    totals(&mut layout, of);
    if !photos.is_empty() {
        let named = photos.iter().enumerate();
        let named = named.map(|(at, photo)| (format!("{}-{at}", of.number), photo.clone()));
        layout.blocks.push(Block::Photos(named.collect()));
    }
    layout.space();
    layout.blocks.push(Block::Barcode(of.number.clone()));
    layout.space();
    layout.text(Style::Detail, Align::Left, terms(of, language));
    own_words(&mut layout, &of.words);
    let end = layout.blocks.len();
    signed(&mut layout, by);
    imprint(&mut layout, &slip.shop, &slip.software);
    layout.keep_from(end);
    layout.blocks.push(Block::Cut);
    layout
}

fn about(layout: &mut Layout, of: &MetalSlip) {
    let language = layout.language;
    layout.row(
        Style::Body,
        language.pick("Client", "Customer"),
        of.customer.name.as_str(),
    );
    for line in &of.customer.lines {
        layout.under(Style::Detail, "", line.as_str());
    }
    let (when, who) = if of.gives_back {
        (
            language.pick("Restitué le", "Given back"),
            language.pick("Restitué par", "Given back by"),
        )
    } else {
        (
            language.pick("Déposé le", "Taken in"),
            language.pick("Reçu par", "Taken in by"),
        )
    };
    layout.row(Style::Body, when, format::date_time(of.at, language));
    layout.row(Style::Body, who, of.by.as_str());
    if !of.given_to.is_empty() {
        layout.row(
            Style::Body,
            language.pick("Remis à", "Given to"),
            of.given_to.as_str(),
        );
    }
    if !of.order.is_empty() {
        layout.row(
            Style::Strong,
            language.pick("Destiné à", "Meant for"),
            of.order.as_str(),
        );
    }
    if !of.note.is_empty() {
        layout.text(Style::Body, Align::Left, of.note.as_str());
    }
}

fn object(layout: &mut Layout, of: &MetalSlip, line: &MetalSlipLine) {
    let language = layout.language;
    let grams = |mg: i64| format::grams(mg, language);
    layout.space();
    layout.rule();
    layout.text(Style::Strong, Align::Left, line.description.as_str());
    if line.cancelled {
        layout.text(
            Style::Strong,
            Align::Left,
            language.pick("ANNULÉ", "CANCELLED"),
        );
    }
    layout.row(
        Style::Body,
        metal_words(&line.metal, language),
        tested_words(&line.tested, language),
    );
    if let Some(gross) = line.gross_mg {
        layout.row(
            Style::Body,
            language.pick("Poids brut", "Gross weight"),
            grams(gross),
        );
    }
    let stones = match (line.stones.as_str(), of.gives_back) {
        ("removed", false) => Some(language.pick("ôtées avant la pesée", "taken out before")),
        ("left_in", _) => Some(language.pick("laissées en place", "left in")),
        _ => None,
    };
    if let Some(stones) = stones {
        layout.row(Style::Body, language.pick("Pierres", "Stones"), stones);
    }
    if line.stones_mg > 0 && !of.gives_back {
        layout.under(
            Style::Detail,
            language.pick(
                "Poids des pierres, déduit",
                "Weight of the stones, taken off",
            ),
            grams(-line.stones_mg),
        );
    }
    if of.gives_back || line.stones_mg > 0 {
        layout.row(
            Style::Body,
            language.pick("Poids de métal", "Weight of metal"),
            grams(line.weight_mg),
        );
    }
    layout.row(
        Style::Strong,
        fine_words(line.metal.metal, language),
        grams(line.fine_mg),
    );
}

/// `Or fin`.
fn fine_words(metal: Metal, language: Language) -> String {
    let name = words::metal(metal, language);
    match language {
        Language::Fr => format!("{name} fin"),
        Language::En => format!("Fine {}", name.to_lowercase()),
    }
}

fn tested_words(tested: &str, language: Language) -> &str {
    match tested {
        "declared" => language.pick("titre déclaré", "title as declared"),
        "hallmark" => language.pick("titre du poinçon", "title by hallmark"),
        "touchstone" => language.pick("essai au touchau", "touchstone test"),
        "xrf" => language.pick("analyse par fluorescence X", "X-ray fluorescence"),
        "assay" => language.pick("analyse de laboratoire", "laboratory assay"),
        other => other,
    }
}

/// What of each metal, without what was taken back.
fn totals(layout: &mut Layout, of: &MetalSlip) {
    let language = layout.language;
    for metal in Metal::ALL {
        let lines = of.lines.iter();
        let own: Vec<_> = lines
            .filter(|line| line.metal.metal == metal && !line.cancelled)
            .collect();
        if own.is_empty() {
            continue;
        }
        let sum = own.iter().map(|line| line.fine_mg).sum();
        layout.row(
            Style::Total,
            format!(
                "{} · {}",
                fine_words(metal, language),
                language.pick("total", "in all")
            ),
            format::grams(sum, language),
        );
    }
}

fn terms(of: &MetalSlip, language: Language) -> &'static str {
    if of.gives_back {
        return language.pick(
            "Le client reconnaît avoir reçu le métal ci-dessus, pesé devant lui.",
            "The customer has received the metal above, weighed before them.",
        );
    }
    language.pick(
        "Le métal reste la propriété du client jusqu’à son emploi dans une fabrication commandée par \
         lui, et lui est rendu sur demande et sur présentation de ce reçu. Ce dépôt n’est ni une vente \
         ni un rachat. Un titre déclaré vaut jusqu’à l’essai ou la fonte : le compte est alors tenu \
         d’après le métal fin trouvé.",
        "The metal remains the customer’s until it is used in what they have ordered, and is returned \
         on request when this receipt is shown. Leaving it is neither a sale nor a purchase. A title \
         as declared holds until it is tested or melted: from then on the account follows the fine \
         metal that was found.",
    )
}

/// The account in its own language, metal by metal: every entry, what was left after each, what is here.
pub fn metal_statement(of: &MetalStatement) -> Layout {
    let language = of.language;
    let title = language.pick("Relevé du compte métal", "Statement of the metal account");
    let mut layout = Layout::new(format!("{title} · {}", of.customer.name), language);
    shop(&mut layout, &of.shop);
    layout.space();
    layout.center(Style::Title, title);
    layout.center(
        Style::Body,
        format!(
            "{} {}",
            language.pick("au", "up to"),
            format::day(of.on, language)
        ),
    );
    layout.space();
    layout.row(
        Style::Strong,
        language.pick("Client", "Customer"),
        of.customer.name.as_str(),
    );
    layout.row(
        Style::Body,
        language.pick("Établi le", "Made on"),
        format::date_time(of.at, language),
    );
    if of.parts.is_empty() {
        layout.space();
        layout.text(
            Style::Body,
            Align::Left,
            language.pick("Aucun métal n’a été confié.", "No metal was left."),
        );
    }
    for one in &of.parts {
        part(&mut layout, one);
    }
    layout.space();
    layout.text(
        Style::Detail,
        Align::Left,
        language.pick(
            "Poids de métal fin en grammes. Le métal reste la propriété du client jusqu’à son emploi.",
            "Weights of fine metal in grams. The metal remains the customer’s until it is used.",
        ),
    );
    layout.space();
    imprint(&mut layout, &of.shop, &of.software);
    layout
}

fn part(layout: &mut Layout, of: &MetalStatementPart) {
    let language = layout.language;
    layout.space();
    layout.text(Style::Title, Align::Left, words::metal(of.metal, language));
    layout.rule();
    for line in &of.lines {
        entry(layout, line);
    }
    if !of.lots.is_empty() {
        layout.rule();
        layout.text(
            Style::Strong,
            Align::Left,
            language.pick("En dépôt à cette date", "Held on that day"),
        );
    }
    for lot in &of.lots {
        layout.row(
            Style::Body,
            format!(
                "{} · {} · {}",
                lot.description,
                metal_words(&lot.metal, language),
                format::grams(lot.weight_mg, language)
            ),
            format::grams(lot.fine_mg, language),
        );
    }
    layout.rule();
    layout.row(
        Style::Total,
        format!(
            "{} · {}",
            fine_words(of.metal, language),
            language.pick("en dépôt", "held")
        ),
        format::grams(of.fine_mg, language),
    );
}

/// What happened and by how much; under it what it was about, and what was left.
fn entry(layout: &mut Layout, line: &MetalStatementLine) {
    let language = layout.language;
    let grams = |mg: i64| format::grams(mg, language);
    let kind = match line.kind.as_str() {
        "in" => language.pick("Dépôt", "Left"),
        "melt" => language.pick("Fonte", "Melted"),
        "use" => language.pick("Emploi", "Used"),
        "return" => language.pick("Restitution", "Returned"),
        "correct" => language.pick("Rectification", "Correction"),
        other => other,
    };
    let mut what = vec![format::day(line.on, language)];
    what.push(if line.document.is_empty() {
        kind.to_owned()
    } else {
        format!("{kind}{NBSP}{}", line.document)
    });
    if line.undone {
        what.push(
            language
                .pick("rectifié ensuite", "corrected later")
                .to_owned(),
        );
    }
    let sign = if line.fine_mg > 0 { "+" } else { "" };
    let change = format!("{sign}{}", grams(line.fine_mg));
    layout.row(Style::Body, what.join(" · "), change);
    let mut about = vec![line.objects.clone()];
    if line.loss_fine_mg != 0 {
        let loss = language.pick("dont perte", "of it lost");
        about.push(format!("{loss} {}", grams(line.loss_fine_mg)));
    }
    about.push(line.note.clone());
    about.retain(|text| !text.is_empty());
    let balance = language.pick("solde", "balance");
    layout.under(
        Style::Detail,
        about.join(" · "),
        format!("{balance} {}", grams(line.balance_mg)),
    );
}
