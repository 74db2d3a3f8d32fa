//! A piece: one object with its own number, as its sheet describes it, and what has become of it.

use chrono::{DateTime, Utc};
use units::{Carat, Fineness, Id, Metal, Money, Quantity, Weight};
use uuid::Uuid;

use super::attributes::Attributes;
use super::family::Family;
use super::place::Place;
use super::supplier::Supplier;

/// One object of the stock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub id: Id<Piece>,
    pub sheet: Sheet,
    /// The family's word: `ring`, `watch`…
    pub family_code: String,
    /// Sold with the warranty mention.
    pub durable: bool,
    pub state: State,
    pub custody: Custody,
    /// The first photo: the picture and its thumbnail, ids of files.
    pub photo: Option<(Uuid, Uuid)>,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

/// What a person writes on a piece's sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// On the tag, unique in the shop whatever the case: `J104`.
    pub number: String,
    pub barcode: Option<String>,
    pub family: Id<Family>,
    /// What receipts and labels call it.
    pub title: String,
    pub alloy: Option<Alloy>,
    /// The whole piece, stones included.
    pub gross: Option<Weight>,
    /// The metal alone.
    pub net: Option<Weight>,
    pub size: Option<String>,
    pub hallmark: Option<String>,
    pub maker: Option<String>,
    pub model: Option<String>,
    pub serial: Option<String>,
    pub supplier: Option<Id<Supplier>>,
    /// The supplier's document it came with.
    pub purchase_ref: Option<String>,
    /// What the shop paid, without VAT.
    pub cost: Option<Money>,
    /// VAT included. None: not priced yet, so not saleable.
    pub price: Option<Money>,
    pub vat_regime: VatRegime,
    pub notes: String,
    /// The family's own fields and the shop's.
    pub attributes: Attributes,
    /// The centre first.
    pub components: Vec<Component>,
}

impl Sheet {
    /// The least a sheet says; the rest is filled in.
    pub fn new(number: &str, family: Id<Family>, title: &str) -> Self {
        Self {
            number: number.to_owned(),
            barcode: None,
            family,
            title: title.to_owned(),
            alloy: None,
            gross: None,
            net: None,
            size: None,
            hallmark: None,
            maker: None,
            model: None,
            serial: None,
            supplier: None,
            purchase_ref: None,
            cost: None,
            price: None,
            vat_regime: VatRegime::Standard,
            notes: String::new(),
            attributes: Attributes::new(),
            components: Vec::new(),
        }
    }
}

/// The metal of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alloy {
    pub metal: Metal,
    /// Every precious metal has one; a base metal may not.
    pub fineness: Option<Fineness>,
    /// A word of the metal colours' vocabulary.
    pub colour: Option<String>,
}

/// A part of a piece that can be taken out: a stone, melee, a setting, a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    pub id: Id<Component>,
    pub kind: ComponentKind,
    pub stone: Option<Stone>,
    pub count: Quantity,
    /// Of all of them together.
    pub weight: Option<Carat>,
    pub laboratory: Option<String>,
    pub certificate_number: Option<String>,
    /// The certificate's PDF, the id of a file.
    pub certificate_file: Option<Uuid>,
    /// Length, width and depth in micrometres.
    pub measurements_um: [Option<i64>; 3],
}

/// What a stone is, in words of the closed vocabularies.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Stone {
    /// `diamond`, `sapphire`…
    pub kind: String,
    /// Named "synthétique" wherever it is shown.
    pub laboratory_grown: bool,
    pub shape: Option<String>,
    /// As the certificate grades it: free, because every species has its own scale.
    pub colour: Option<String>,
    pub clarity: Option<String>,
    pub cut: Option<String>,
    pub fluorescence: Option<String>,
    pub treatment: Option<String>,
    pub origin: Option<String>,
}

/// Where a piece is, whose it is and who holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Custody {
    /// None: it is not in the shop.
    pub place: Option<Id<Place>>,
    pub owner: Party,
    pub holder: Party,
}

/// Somebody a piece belongs to or is with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    Shop,
    Supplier(Option<Uuid>),
    /// None: sold to somebody who was not asked for a name.
    Customer(Option<Uuid>),
}

impl Party {
    /// The kind and the id, as the store keeps them.
    pub const fn parts(self) -> (&'static str, Option<Uuid>) {
        match self {
            Self::Shop => ("shop", None),
            Self::Supplier(id) => ("supplier", id),
            Self::Customer(id) => ("customer", id),
        }
    }

    pub(crate) fn from_parts(kind: &str, id: Option<Uuid>) -> Option<Self> {
        match kind {
            "shop" => Some(Self::Shop),
            "supplier" => Some(Self::Supplier(id)),
            "customer" => Some(Self::Customer(id)),
            _ => None,
        }
    }
}

/// Declares an enum whose values have a word in the store and on the wire.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in the store and on the wire.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::stock::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word { $($word => Ok(Self::$variant),)+ _ => Err($crate::stock::UnknownWord) }
            }
        }
    };
}
pub(crate) use words;

/// Not one of the words of a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a word of this set")]
pub struct UnknownWord;

words! {
    /// What has become of a piece. Being reserved is not one of them: a cart does that.
    State {
        Available = "available",
        Sold = "sold",
        OnMemo = "on_memo",
        Withdrawn = "withdrawn",
        /// A stone that is set in another piece.
        Mounted = "mounted",
    }
}

words! {
    /// How VAT is due on a sale.
    VatRegime {
        /// On the whole price.
        Standard = "standard",
        /// On the margin, second-hand goods: CGI art. 297 A.
        Margin = "margin",
        /// Investment gold, exempt: CGI art. 298 sexdecies A.
        ExemptGold = "exempt_gold",
    }
}

words! {
    /// What a component is.
    ComponentKind {
        Stone = "stone",
        Melee = "melee",
        Setting = "setting",
        Chain = "chain",
        Other = "other",
    }
}
