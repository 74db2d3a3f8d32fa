//! The blocks of a deposit slip.

use super::header::{imprint, marks, shop};
use super::signed::signed;
use super::wording::own_words;
use super::{Align, Block, Layout, Style};
use crate::format::{self, NBSP};
use crate::{
    EntrustedFor, EntrustedGone, EntrustedHow, EntrustedLine, EntrustedSlip, Photo, Slip,
    SlipSignature,
};

/// The slip in its own language. `photos` are for a form that can show them; `by` is who signed it, and how.
pub fn entrusted_slip(
    slip: &Slip,
    of: &EntrustedSlip,
    photos: &[Photo],
    by: Option<(&SlipSignature, Option<&Photo>)>,
) -> Layout {
    let language = slip.language;
    let title = language.pick("Reçu d’objets confiés", "Receipt for entrusted objects");
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
    if !photos.is_empty() {
        layout.space();
        let named = photos.iter().enumerate();
        let named = named.map(|(at, photo)| (format!("{}-{at}", of.number), photo.clone()));
        layout.blocks.push(Block::Photos(named.collect()));
    }
    layout.space();
    layout.rule();
    layout.space();
    layout.blocks.push(Block::Barcode(of.number.clone()));
    layout.space();
    layout.text(Style::Detail, Align::Left, terms(of.entrusted_for, &layout));
    own_words(&mut layout, &of.words);
    let end = layout.blocks.len();
    signed(&mut layout, by);
    imprint(&mut layout, &slip.shop, &slip.software);
    layout.keep_from(end);
    layout.blocks.push(Block::Cut);
    layout
}

fn about(layout: &mut Layout, of: &EntrustedSlip) {
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
    let entrusted_for = match of.entrusted_for {
        EntrustedFor::Appraisal => language.pick("Expertise", "Appraisal"),
        EntrustedFor::Estate => language.pick("Inventaire de succession", "Estate inventory"),
        EntrustedFor::Custom => language.pick("Création sur mesure", "Custom order"),
    };
    layout.row(Style::Strong, language.pick("Pour", "For"), entrusted_for);
    if !of.about.is_empty() {
        layout.under(Style::Detail, "", of.about.as_str());
    }
    if !of.note.is_empty() {
        layout.text(Style::Body, Align::Left, of.note.as_str());
    }
}

fn object(layout: &mut Layout, of: &EntrustedSlip, line: &EntrustedLine) {
    let language = layout.language;
    layout.space();
    layout.rule();
    let what = if line.count > 1 {
        format!("{}{NBSP}×{NBSP}{}", line.count, line.object)
    } else {
        line.object.clone()
    };
    layout.text(Style::Strong, Align::Left, what);
    layout.text(Style::Detail, Align::Left, line.code.as_str());
    if line.cancelled {
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
    for (name, said) in [
        (language.pick("Taille", "Cut"), &line.cut),
        (language.pick("Dimensions", "Measures"), &line.size),
        (language.pick("Signes distinctifs", "Known by"), &line.marks),
        (language.pick("État", "Condition"), &line.condition),
    ] {
        if !said.is_empty() {
            layout.row(Style::Body, name, said.as_str());
        }
    }
    if let Some(minor) = line.declared_minor {
        layout.row(
            Style::Body,
            language.pick("Valeur déclarée", "Declared value"),
            format::money(minor, of.currency, language),
        );
    }
    for one in &line.gone {
        gone(layout, line, one);
    }
}

fn gone(layout: &mut Layout, line: &EntrustedLine, of: &EntrustedGone) {
    let language = layout.language;
    let how = match of.how {
        EntrustedHow::GivenBack => language.pick("Rendu", "Given back"),
        EntrustedHow::Set => language.pick("Serti", "Set"),
        EntrustedHow::Missing => language.pick("Manquant", "Missing"),
    };
    let how = if line.count > 1 {
        format!("{how}{NBSP}({}/{})", of.count, line.count)
    } else {
        how.to_owned()
    };
    layout.row(Style::Strong, how, format::date_time(of.at, language));
    layout.row(Style::Body, language.pick("Par", "By"), of.by.as_str());
    if !of.given_to.is_empty() {
        layout.row(
            Style::Body,
            language.pick("Remis à", "Given to"),
            of.given_to.as_str(),
        );
    }
    if let Some(ug) = of.gross_ug {
        layout.row(
            Style::Body,
            language.pick("Poids au retour", "Weight on return"),
            format::fine_grams(ug, language),
        );
    }
    if !of.reason.is_empty() {
        layout.row(
            Style::Body,
            language.pick("Écart admis par", "Difference answered for by"),
            of.allowed_by.as_str(),
        );
        layout.text(Style::Body, Align::Left, of.reason.as_str());
    }
}

fn terms(entrusted_for: EntrustedFor, layout: &Layout) -> &'static str {
    let language = layout.language;
    match entrusted_for {
        EntrustedFor::Custom => language.pick(
            "Les objets ci-dessus restent la propriété du client. Ils sont employés dans la pièce \
             commandée ou lui sont rendus, sur présentation de ce reçu. Ce dépôt n’est ni une vente ni \
             un rachat.",
            "The objects above remain the customer’s. They are used in the piece that was ordered, or \
             are returned when this slip is shown. Leaving them is neither a sale nor a purchase.",
        ),
        EntrustedFor::Appraisal | EntrustedFor::Estate => language.pick(
            "Les objets ci-dessus sont confiés pour être expertisés. Ils restent la propriété du client \
             et lui sont rendus sur présentation de ce reçu. Les termes ci-dessus décrivent ce qui est \
             vu au dépôt et ne valent pas expertise.",
            "The objects above are left to be appraised. They remain the customer’s and are returned \
             when this slip is shown. The words above say what is seen when they are left: they are no \
             appraisal.",
        ),
    }
}
