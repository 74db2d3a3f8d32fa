//! The words of the trade, in French and English, by the codes that the rest of the program uses.
//!
//! Stones follow decree 2002-65: one word a species, "synthétique" and "traité" where they apply.

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
    ("two_tone", "deux tons", "two-tone"),
    ("three_tone", "trois tons", "three-tone"),
];

/// Stones, pearls and other gem materials.
pub const SPECIES: &[Entry] = &[
    ("diamond", "diamant", "diamond"),
    ("ruby", "rubis", "ruby"),
    ("sapphire", "saphir", "sapphire"),
    ("emerald", "émeraude", "emerald"),
    ("alexandrite", "alexandrite", "alexandrite"),
    ("amber", "ambre", "amber"),
    ("amethyst", "améthyste", "amethyst"),
    ("aquamarine", "aigue-marine", "aquamarine"),
    ("chalcedony", "calcédoine", "chalcedony"),
    ("citrine", "citrine", "citrine"),
    ("coral", "corail", "coral"),
    ("cubic_zirconia", "oxyde de zirconium", "cubic zirconia"),
    ("garnet", "grenat", "garnet"),
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
    ("heated", "chauffage", "heated"),
    (
        "hpht",
        "haute pression, haute température",
        "high pressure, high temperature",
    ),
    ("impregnated", "imprégnation", "impregnated"),
    ("irradiated", "irradiation", "irradiated"),
    ("laser_drilled", "perçage au laser", "laser drilled"),
    ("oiled", "huile incolore", "colourless oil"),
    ("waxed", "cire", "waxed"),
];
