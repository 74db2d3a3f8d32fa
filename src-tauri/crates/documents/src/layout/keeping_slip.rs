//! The blocks of a deposit slip.

use super::header::{imprint, marks, shop};
use super::signed::signed;
use super::wording::own_words;
use super::{Align, Block, Layout, Style};
use crate::format;
use crate::{
    KeepingFor, KeepingLine, KeepingSlip, KeepingStanding, Photo, Slip, SlipSignature,
};

/// The slip in its own language. `by` is who signed it, and how.
pub fn keeping_slip(
    slip: &Slip,
    of: &KeepingSlip,
    by: Option<(&SlipSignature, Option<&Photo>)>,
) -> Layout {
    let language = slip.language;
    let title = language.pick("Reçu de dépôt", "Deposit slip");
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
    layout.space();
    layout.blocks.push(Block::Barcode(of.number.clone()));
    layout.space();
    layout.text(Style::Detail, Align::Left, terms(of.kept_for, &layout));
    own_words(&mut layout, &of.words);
    signed(&mut layout, by);
    imprint(&mut layout, &slip.shop, &slip.software);
    layout.blocks.push(Block::Cut);
    layout
}

fn about(layout: &mut Layout, of: &KeepingSlip) {
    let language = layout.language;
    layout.row(
        Style::Body,
        language.pick("Client", "Customer"),
        of.customer.name.as_str(),
    );
    for line in &of.customer.lines {
        layout.under(Style::Detail, "", line.as_str());
    }
    layout.row(
        Style::Body,
        language.pick("Déposé le", "Taken in"),
        format::date_time(of.at, language),
    );
    layout.row(
        Style::Body,
        language.pick("Reçu par", "Taken in by"),
        of.by.as_str(),
    );
    let kept_for = match of.kept_for {
        KeepingFor::Appraisal => language.pick("Expertise", "Appraisal"),
        KeepingFor::Estate => language.pick("Inventaire de succession", "Estate inventory"),
        KeepingFor::Custom => language.pick("Création sur mesure", "Custom order"),
    };
    layout.row(Style::Strong, language.pick("Pour", "For"), kept_for);
    if !of.about.is_empty() {
        layout.under(Style::Detail, "", of.about.as_str());
    }
    if !of.note.is_empty() {
        layout.text(Style::Body, Align::Left, of.note.as_str());
    }
}

fn object(layout: &mut Layout, of: &KeepingSlip, line: &KeepingLine) {
    let language = layout.language;
    layout.space();
    layout.rule();
    let what = if line.count > 1 {
        format!("{} × {}", line.count, line.object)
    } else {
        line.object.clone()
    };
    layout.text(Style::Strong, Align::Left, what);
    layout.text(Style::Detail, Align::Left, line.code.as_str());
    if line.standing == KeepingStanding::Cancelled {
        layout.text(
            Style::Strong,
            Align::Left,
            language.pick("ANNULÉ", "CANCELLED"),
        );
    }
    if let Some(ug) = line.gross_ug {
        layout.row(
            Style::Body,
            language.pick("Poids", "Weight"),
            format::fine_grams(ug, language),
        );
    }
    if !line.condition.is_empty() {
        layout.text(Style::Body, Align::Left, line.condition.as_str());
    }
    if let Some(minor) = line.declared_minor {
        layout.row(
            Style::Body,
            language.pick("Valeur déclarée", "Declared value"),
            format::money(minor, of.currency, language),
        );
    }
    if let KeepingStanding::Home {
        at,
        by,
        gross_ug,
        given_to,
        reason,
        allowed_by,
    } = &line.standing
    {
        layout.row(
            Style::Strong,
            language.pick("Rendu le", "Given back"),
            format::date_time(*at, language),
        );
        layout.row(
            Style::Body,
            language.pick("Rendu par", "Given back by"),
            by.as_str(),
        );
        if !given_to.is_empty() {
            layout.row(
                Style::Body,
                language.pick("Remis à", "Given to"),
                given_to.as_str(),
            );
        }
        if let Some(ug) = gross_ug {
            layout.row(
                Style::Body,
                language.pick("Poids au retour", "Weight on return"),
                format::fine_grams(*ug, language),
            );
        }
        if !reason.is_empty() {
            layout.row(
                Style::Body,
                language.pick("Écart admis par", "Difference allowed by"),
                allowed_by.as_str(),
            );
            layout.text(Style::Body, Align::Left, reason.as_str());
        }
    }
}

fn terms(kept_for: KeepingFor, layout: &Layout) -> &'static str {
    let language = layout.language;
    match kept_for {
        KeepingFor::Custom => language.pick(
            "Les objets ci-dessus restent la propriété du client. Ils sont employés dans la pièce \
             commandée ou lui sont rendus, sur présentation de ce reçu. Ce dépôt n’est ni une vente ni \
             un rachat.",
            "The objects above remain the customer’s. They are used in the piece that was ordered, or \
             are returned when this slip is shown. Leaving them is neither a sale nor a purchase.",
        ),
        KeepingFor::Appraisal | KeepingFor::Estate => language.pick(
            "Les objets ci-dessus sont confiés pour être expertisés. Ils restent la propriété du client \
             et lui sont rendus sur présentation de ce reçu. Les termes ci-dessus décrivent ce qui est \
             vu au dépôt et ne valent pas expertise.",
            "The objects above are left to be appraised. They remain the customer’s and are returned \
             when this slip is shown. The words above say what is seen when they are left: they are no \
             appraisal.",
        ),
    }
}
