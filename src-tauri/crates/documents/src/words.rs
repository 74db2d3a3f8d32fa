//! The words of the trade, in French and English, by the codes that the rest of the program uses.
//!
//! Stones follow decree 2002-65: one word a species, "synthétique" and "traité" where they apply.

use units::Metal;

use crate::{Language, ReceiptKind, ReportKind, Tender};

/// A code with its French and English word.
pub type Entry = (&'static str, &'static str, &'static str);

/// Colours of precious metals.
pub const COLOURS: &[Entry] = &[
    ("yellow", "jaune", "yellow"),
    ("white", "blanc", "white"),
    ("rose", "rose", "rose"),
    ("pink", "rose", "rose"),
    ("red", "rouge", "red"),
    ("green", "vert", "green"),
    ("grey", "gris", "grey"),
    ("black", "noir", "black"),
    ("bicolour", "bicolore", "two-tone"),
    ("tricolour", "trois ors", "three-tone"),
    ("two_tone", "deux tons", "two-tone"),
    ("three_tone", "trois tons", "three-tone"),
];

/// Stones, pearls and other gem materials.
pub const SPECIES: &[Entry] = &[
    ("diamond", "diamant", "diamond"),
    ("ruby", "rubis", "ruby"),
    ("sapphire", "saphir", "sapphire"),
    ("emerald", "émeraude", "emerald"),
    ("agate", "agate", "agate"),
    ("alexandrite", "alexandrite", "alexandrite"),
    ("amber", "ambre", "amber"),
    ("amethyst", "améthyste", "amethyst"),
    ("aquamarine", "aigue-marine", "aquamarine"),
    ("chalcedony", "calcédoine", "chalcedony"),
    ("chrysoberyl", "chrysobéryl", "chrysoberyl"),
    ("citrine", "citrine", "citrine"),
    ("coral", "corail", "coral"),
    ("cultured_pearl", "perle de culture", "cultured pearl"),
    ("cubic_zirconia", "oxyde de zirconium", "cubic zirconia"),
    ("garnet", "grenat", "garnet"),
    ("glass", "verre", "glass"),
    ("iolite", "iolite", "iolite"),
    ("jade", "jade", "jade"),
    ("kunzite", "kunzite", "kunzite"),
    ("labradorite", "labradorite", "labradorite"),
    ("lapis_lazuli", "lapis-lazuli", "lapis lazuli"),
    ("malachite", "malachite", "malachite"),
    ("moissanite", "moissanite", "moissanite"),
    ("moonstone", "pierre de lune", "moonstone"),
    ("morganite", "morganite", "morganite"),
    ("mother_of_pearl", "nacre", "mother-of-pearl"),
    ("onyx", "onyx", "onyx"),
    ("opal", "opale", "opal"),
    ("pearl", "perle", "pearl"),
    ("peridot", "péridot", "peridot"),
    ("quartz", "quartz", "quartz"),
    ("spinel", "spinelle", "spinel"),
    ("tanzanite", "tanzanite", "tanzanite"),
    ("topaz", "topaze", "topaz"),
    ("tourmaline", "tourmaline", "tourmaline"),
    ("tsavorite", "tsavorite", "tsavorite"),
    ("turquoise", "turquoise", "turquoise"),
    ("zircon", "zircon", "zircon"),
];

/// Treatments of stones.
pub const TREATMENTS: &[Entry] = &[
    ("bleached", "blanchiment", "bleached"),
    ("coated", "revêtement", "coated"),
    ("diffused", "diffusion", "diffused"),
    ("dyed", "teinture", "dyed"),
    ("filled", "remplissage de fractures", "fracture filled"),
    (
        "fracture_filled",
        "remplissage de fractures",
        "fracture filled",
    ),
    ("glass_filled", "remplissage au verre", "glass filled"),
    ("heated", "chauffage", "heated"),
    (
        "hpht",
        "haute pression, haute température",
        "high pressure, high temperature",
    ),
    ("impregnated", "imprégnation", "impregnated"),
    ("irradiated", "irradiation", "irradiated"),
    ("laser", "perçage au laser", "laser drilled"),
    ("laser_drilled", "perçage au laser", "laser drilled"),
    ("oiled", "huile incolore", "colourless oil"),
    ("resin", "résine", "resin"),
    // In a way that nobody could say: the label before it is all there is to tell.
    ("treated", "", ""),
    ("waxed", "cire", "waxed"),
];

/// The word for a code; a word that is no code is the shop's own, and stays as typed.
pub fn find<'a>(entries: &[Entry], code: &'a str, language: Language) -> &'a str {
    entries
        .iter()
        .find(|(known, _, _)| *known == code)
        .map_or(code, |(_, fr, en)| language.pick(fr, en))
}

pub(crate) fn metal(metal: Metal, language: Language) -> &'static str {
    match metal {
        Metal::Gold => language.pick("Or", "Gold"),
        Metal::Silver => language.pick("Argent", "Silver"),
        Metal::Platinum => language.pick("Platine", "Platinum"),
        Metal::Palladium => language.pick("Palladium", "Palladium"),
        Metal::Base => language.pick("Métal commun", "Base metal"),
    }
}

pub(crate) fn receipt_kind(kind: ReceiptKind, language: Language) -> &'static str {
    match kind {
        ReceiptKind::Sale => language.pick("Ticket de vente", "Sales receipt"),
        ReceiptKind::Refund => language.pick("Ticket de remboursement", "Refund receipt"),
        ReceiptKind::Exchange => language.pick("Ticket d’échange", "Exchange receipt"),
        ReceiptKind::Void => language.pick("Ticket d’annulation", "Void receipt"),
    }
}

pub(crate) fn tender(tender: &Tender, language: Language) -> &str {
    match tender {
        Tender::Cash => language.pick("Espèces", "Cash"),
        Tender::Card => language.pick("Carte bancaire", "Bank card"),
        Tender::Cheque => language.pick("Chèque", "Cheque"),
        Tender::Transfer => language.pick("Virement", "Bank transfer"),
        Tender::Credit => language.pick("Avoir", "Store credit"),
        Tender::Voucher => language.pick("Bon cadeau", "Gift voucher"),
        Tender::Deposit => language.pick("Acompte", "Deposit"),
        Tender::Other(name) => name,
    }
}

/// What the reference of a payment is called.
pub(crate) fn reference(tender: &Tender, language: Language) -> &'static str {
    match tender {
        Tender::Card => language.pick("autorisation", "authorisation"),
        Tender::Transfer => language.pick("réf.", "ref."),
        _ => language.pick("n°", "No."),
    }
}

/// The same with a capital first letter.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

pub(crate) fn report_kind(kind: ReportKind, language: Language) -> &'static str {
    match kind {
        ReportKind::X => language.pick("Lecture X", "X reading"),
        ReportKind::Z => language.pick("Clôture Z", "Z closing"),
        ReportKind::Month => language.pick("Clôture mensuelle", "Monthly closing"),
        ReportKind::Year => language.pick("Clôture annuelle", "Yearly closing"),
    }
}
