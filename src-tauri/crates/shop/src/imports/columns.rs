//! What a column may be.

use serde::{Deserialize, Serialize};

use crate::search::fold;

/// A field of a piece that a column fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Number,
    Barcode,
    Title,
    Family,
    Metal,
    Fineness,
    MetalColour,
    Gross,
    Net,
    Size,
    Hallmark,
    Maker,
    Model,
    Serial,
    Supplier,
    PurchaseRef,
    Cost,
    Price,
    Place,
    VatRegime,
    Notes,
    /// Stones in words: `1 diamant 0,70 ct F VS1 + 12 diamants 0,15 ct`.
    Stones,
    Stone,
    Carat,
    Shape,
    StoneColour,
    Clarity,
    Cut,
    Fluorescence,
    Treatment,
    Origin,
    LaboratoryGrown,
    Laboratory,
    Certificate,
    Length,
    Width,
    Depth,
    /// One piece, or an article that is counted.
    Kind,
    /// How many: more than one make a batch article of the row.
    Quantity,
    /// Addresses of pictures on the Internet. Several columns may hold some.
    Images,
    /// Kept in the notes, behind the column's name.
    Remark,
}

/// What headers call each field, folded, in French and English.
const NAMES: &[(Field, &[&str])] = &[
    (
        Field::Number,
        &[
            "numero",
            "n",
            "no",
            "num",
            "reference",
            "ref",
            "ref interne",
            "code",
            "code article",
            "sku",
            "number",
            "stock number",
            "stock no",
            "item",
            "item number",
        ],
    ),
    (
        Field::Barcode,
        &[
            "code barre",
            "code barres",
            "code a barres",
            "ean",
            "ean13",
            "gtin",
            "upc",
            "barcode",
        ],
    ),
    (
        Field::Title,
        &[
            "designation",
            "titre",
            "libelle",
            "description",
            "nom",
            "article",
            "intitule",
            "title",
            "name",
        ],
    ),
    (
        Field::Family,
        &[
            "famille",
            "categorie",
            "type",
            "rayon",
            "family",
            "category",
        ],
    ),
    (Field::Metal, &["metal", "matiere", "material"]),
    (
        Field::Fineness,
        &[
            "titre metal",
            "titre en",
            "titre milliemes",
            "titre pour mille",
            "milliemes",
            "carats or",
            "aloi",
            "fineness",
            "purity",
        ],
    ),
    (
        Field::MetalColour,
        &[
            "couleur metal",
            "couleur du metal",
            "couleur or",
            "metal colour",
            "metal color",
        ],
    ),
    (
        Field::Gross,
        &[
            "poids",
            "poids brut",
            "poids total",
            "poids g",
            "poids brut g",
            "poids en g",
            "weight",
            "gross weight",
            "weight g",
        ],
    ),
    (
        Field::Net,
        &[
            "poids net",
            "poids metal",
            "poids or",
            "poids net g",
            "net weight",
            "metal weight",
        ],
    ),
    (
        Field::Size,
        &[
            "taille",
            "doigt",
            "tour de doigt",
            "longueur chaine",
            "size",
            "ring size",
        ],
    ),
    (Field::Hallmark, &["poincon", "poincons", "hallmark"]),
    (
        Field::Maker,
        &["marque", "fabricant", "createur", "brand", "maker"],
    ),
    (Field::Model, &["modele", "collection", "model"]),
    (
        Field::Serial,
        &[
            "numero de serie",
            "n de serie",
            "serie",
            "serial",
            "serial number",
        ],
    ),
    (Field::Supplier, &["fournisseur", "vendor", "supplier"]),
    (
        Field::PurchaseRef,
        &[
            "ref fournisseur",
            "reference fournisseur",
            "facture",
            "facture achat",
            "supplier ref",
            "invoice",
        ],
    ),
    (
        Field::Cost,
        &[
            "prix d achat",
            "prix achat",
            "pa",
            "pa ht",
            "prix d achat ht",
            "prix achat ht",
            "cout",
            "cout ht",
            "cost",
            "cost price",
        ],
    ),
    (
        Field::Price,
        &[
            "prix",
            "prix de vente",
            "prix vente",
            "pv",
            "pv ttc",
            "prix ttc",
            "prix de vente ttc",
            "prix vente ttc",
            "prix public",
            "price",
            "retail price",
            "retail",
            "asking price",
        ],
    ),
    (
        Field::Place,
        &[
            "emplacement",
            "lieu",
            "vitrine",
            "place",
            "location",
            "position",
        ],
    ),
    (
        Field::VatRegime,
        &["tva", "regime tva", "regime de tva", "vat", "vat regime"],
    ),
    (
        Field::Notes,
        &[
            "notes",
            "note",
            "remarque",
            "remarques",
            "commentaire",
            "comments",
        ],
    ),
    (
        Field::Stones,
        &["pierres", "stones", "sertissage", "gemmes"],
    ),
    (
        Field::Stone,
        &[
            "pierre",
            "pierre principale",
            "stone",
            "gem",
            "centre stone",
        ],
    ),
    (
        Field::Carat,
        &[
            "carat",
            "carats",
            "ct",
            "poids pierre",
            "poids pierres",
            "poids carats",
            "poids ct",
            "carat weight",
        ],
    ),
    (Field::Shape, &["forme", "shape"]),
    (
        Field::StoneColour,
        &[
            "couleur",
            "couleur pierre",
            "color",
            "colour",
            "grade couleur",
        ],
    ),
    (Field::Clarity, &["purete", "clarity"]),
    (Field::Cut, &["taille pierre", "qualite de taille", "cut"]),
    (Field::Fluorescence, &["fluorescence", "fluo"]),
    (Field::Treatment, &["traitement", "treatment"]),
    (Field::Origin, &["origine", "provenance", "origin"]),
    (
        Field::LaboratoryGrown,
        &[
            "synthetique",
            "laboratoire synthese",
            "lab grown",
            "laboratory grown",
        ],
    ),
    (
        Field::Laboratory,
        &["laboratoire", "labo", "lab", "laboratory"],
    ),
    (
        Field::Certificate,
        &[
            "certificat",
            "n certificat",
            "numero certificat",
            "numero de certificat",
            "no certificat",
            "certificate",
            "certificate number",
            "report number",
        ],
    ),
    (Field::Length, &["x", "longueur", "longueur mm", "length"]),
    (Field::Width, &["y", "largeur", "largeur mm", "width"]),
    (
        Field::Depth,
        &["z", "hauteur", "profondeur mm", "hauteur mm", "height"],
    ),
    (
        Field::Kind,
        &["nature", "genre d article", "piece ou article", "kind"],
    ),
    (
        Field::Quantity,
        &[
            "quantite",
            "quantites",
            "qte",
            "qt",
            "nombre",
            "nb",
            "stock",
            "en stock",
            "quantite en stock",
            "qte en stock",
            "quantity",
            "qty",
            "in stock",
            "on hand",
        ],
    ),
    (
        Field::Images,
        &[
            "image",
            "images",
            "photo",
            "photos",
            "picture",
            "pictures",
            "image url",
            "image urls",
            "image src",
            "url image",
            "url images",
            "url photo",
            "url photos",
            "url de l image",
            "main image",
            "image principale",
        ],
    ),
    (Field::Remark, &["depth", "table", "profondeur"]),
];

impl Field {
    /// Every field, for a list to choose from.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(field, _)| *field)
    }

    /// Whether several columns may fill it.
    pub(super) fn is_shared(self) -> bool {
        matches!(self, Self::Remark | Self::Images)
    }

    /// The field that a header names.
    pub(super) fn of_header(header: &str) -> Option<Self> {
        let folded = fold(header);
        let bare = strip_unit(&folded);
        let named = |name: &str| {
            NAMES
                .iter()
                .find(|(_, names)| names.contains(&name))
                .map(|(field, _)| *field)
        };
        // `Titre ‰` is the metal's, `Titre` the piece's: the sign decides before it is folded away.
        if header.contains('‰') {
            return Some(Self::Fineness);
        }
        named(&folded).or_else(|| named(bare))
    }
}

/// `poids g`, `prix eur`, `prix ttc eur` without what they are counted in.
fn strip_unit(folded: &str) -> &str {
    let mut bare = folded;
    for unit in [" eur", " euros", " usd", " g", " mm", " ct", " ttc", " ht"] {
        bare = bare.strip_suffix(unit).unwrap_or(bare);
    }
    bare
}
