//! The words of the trade, in French and English, by the codes that the rest of the program uses.
//!
//! Stones follow decree 2002-65: one word a species, "synthétique" and "traité" where they apply.

use units::Metal;

use crate::{Both, Language, ReceiptKind, ReportKind, Tender, format};

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

/// What a value rests on.
pub const BASES: &[Entry] = &[
    ("metal_rate", "cours du métal", "metal rate"),
    ("price_list", "liste de prix", "price list"),
    ("market", "prix du marché", "market prices"),
    ("replacement", "prix de remplacement", "replacement price"),
    (
        "auction",
        "résultats de ventes publiques",
        "auction results",
    ),
    ("invoice", "facture", "invoice"),
    ("estimate", "estimation de l’expert", "appraiser’s estimate"),
];

/// Who has an object while it is appraised.
pub const HOLDERS: &[Entry] = &[
    ("shop", "la maison", "the house"),
    ("customer", "le client", "the customer"),
    ("other", "un tiers", "a third party"),
];

/// What is said of an object on a certificate.
pub const FACTS: &[Entry] = &[
    ("weight", "Poids total", "Total weight"),
    ("size", "Taille", "Size"),
    ("hallmark", "Poinçons", "Hallmarks"),
    ("maker", "Fabricant", "Maker"),
    ("serial", "N° de série", "Serial number"),
    ("ticket", "Ticket de vente", "Sales receipt"),
];

/// What a replacement costs besides metal and stones.
pub const MAKING: &[Entry] = &[(
    "making",
    "Façon, sertissage et marge de détail",
    "Making, setting and retail margin",
)];

/// What must be seen first on a certificate that does not stand.
pub const CERTIFICATE_MARKS: &[Entry] = &[
    ("draft", "PROJET — SANS VALEUR", "DRAFT — NOT VALID"),
    (
        "cancelled",
        "PROJET ABANDONNÉ — SANS VALEUR",
        "CANCELLED DRAFT — NOT VALID",
    ),
    (
        "superseded",
        "REMPLACÉ — N’EST PLUS VALABLE",
        "SUPERSEDED — NO LONGER VALID",
    ),
    ("withdrawn", "RETIRÉ — SANS VALEUR", "WITHDRAWN — NOT VALID"),
    ("expired", "VALIDITÉ EXPIRÉE", "EXPIRED"),
];

/// A code's words in both languages; nothing for a code that is none.
pub fn both(entries: &[Entry], code: &str) -> Both {
    entries
        .iter()
        .find(|(known, _, _)| *known == code)
        .map_or_else(Both::default, |(_, fr, en)| Both::new(*fr, *en))
}

/// What stands before a stone's own grade on a certificate.
const GRADES: &[Entry] = &[
    ("cut", "taille", "cut"),
    ("fluorescence", "fluorescence", "fluorescence"),
    ("origin", "provenance", "origin"),
];

/// `fluorescence : aucune`.
pub fn labelled(grade: &str, fr: &str, en: &str) -> Both {
    let label = both(GRADES, grade);
    let nbsp = format::NBSP;
    Both::new(
        format!("{}{nbsp}: {fr}", label.fr),
        format!("{}: {en}", label.en),
    )
}

/// `5,70 × 5,72 × 3,51 mm`, from micrometres; nothing where no side is known.
pub fn measurements(sides_um: [Option<i64>; 3]) -> Both {
    let said = |language: Language| {
        let sides: Vec<String> = sides_um
            .into_iter()
            .flatten()
            .map(|um| format::millimetres(um, language))
            .collect();
        if sides.is_empty() {
            return String::new();
        }
        format!("{}{}mm", sides.join(" × "), format::NBSP)
    };
    Both::new(said(Language::Fr), said(Language::En))
}

/// `3,42 g`, from milligrams: once, because the comma alone tells the languages apart.
pub fn grams(mg: i64) -> Both {
    let said = format::grams(mg, Language::Fr);
    Both::new(said.as_str(), said.as_str())
}

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
