//! What a piece's sheet must be before it is stored.

use chrono::NaiveDate;
use units::{Id, Metal, Money};

use super::piece::{Component, Piece, Sheet, VatRegime};
use super::{attributes, hallmark, store};
use crate::db::{ReadTx, StoreError};
use crate::rules;

/// Why a sheet is refused. Each names the field that a person has to change.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SheetError {
    #[error("the number is missing")]
    NumberMissing,
    /// Longer than 40 characters, or with characters that no tag or scanner keeps.
    #[error("the number cannot be printed on a tag")]
    NumberUnusable,
    #[error("the number {0} is already used")]
    NumberTaken(String),
    #[error("the barcode {0} is already used")]
    BarcodeTaken(String),
    #[error("the piece needs a title")]
    TitleMissing,
    /// A field holds more text than it can.
    #[error("{0} is too long")]
    TooLong(&'static str),
    #[error("the family is not known")]
    FamilyUnknown,
    #[error("the supplier is not known")]
    SupplierUnknown,
    /// A precious metal without its title.
    #[error("the title of the metal is missing")]
    FinenessMissing(Metal),
    /// Not a title that this metal may be sold at.
    #[error("{} ‰ is no legal title of {}", .fineness / 10, .metal.code())]
    FinenessIllegal { metal: Metal, fineness: i64 },
    /// The hallmark is struck on another metal, or the sheet names none.
    #[error("{hallmark} is no mark of {metal}")]
    HallmarkOtherMetal { hallmark: String, metal: String },
    /// The hallmark stands for other titles than the sheet's.
    #[error("{hallmark} does not stand for {} ‰", .fineness / 10)]
    HallmarkOtherTitle { hallmark: String, fineness: i64 },
    #[error("the metal is heavier than the piece")]
    NetOverGross,
    /// Beyond any piece of a shop like this.
    #[error("the weight is beyond belief")]
    WeightAbsurd,
    #[error("a price must be above zero")]
    PriceNotPositive,
    /// Beyond any piece of a shop like this.
    #[error("the price is beyond belief")]
    PriceAbsurd,
    #[error("a cost cannot be negative")]
    CostNegative,
    /// Not a word of the closed vocabulary of this field.
    #[error("{word} is not a known {field}")]
    WordUnknown { field: &'static str, word: String },
    /// A stone or melee must say which stone it is.
    #[error("the stone is not named")]
    StoneMissing,
    /// A laboratory-grown stone under a name that is barred for it.
    #[error("{0} is barred for a laboratory-grown stone")]
    NameMisleading(String),
    /// The same certificate is on another piece in stock.
    #[error("the certificate {number} belongs to the piece {piece}")]
    CertificateTaken { number: String, piece: String },
    /// Sold without VAT as investment gold, which it cannot be: coins and bars of fine gold, nothing else.
    #[error("this is no investment gold")]
    NotInvestmentGold,
    /// An attribute without a name or a value.
    #[error("an attribute says nothing")]
    AttributeEmpty,
    /// This field of the family is a number above zero.
    #[error("{0} is no number above zero")]
    AttributeNumber(String),
    #[error("a piece has at most 30 attributes")]
    TooManyAttributes,
    #[error("a piece has at most 100 components")]
    TooManyComponents,
    /// Its id names a part of another piece, or another part of this one.
    #[error("a component's id is already used")]
    ComponentTaken,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SheetError {
    /// The stable word that screens and import reports translate.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NumberMissing => "stock.number_missing",
            Self::NumberUnusable => "stock.number_unusable",
            Self::NumberTaken(_) => "stock.number_taken",
            Self::BarcodeTaken(_) => "stock.barcode_taken",
            Self::TitleMissing => "stock.title_missing",
            Self::TooLong(_) => "stock.text_too_long",
            Self::FamilyUnknown => "stock.family_unknown",
            Self::SupplierUnknown => "stock.supplier_unknown",
            Self::FinenessMissing(_) => "stock.fineness_missing",
            Self::FinenessIllegal { .. } => "stock.fineness_illegal",
            Self::HallmarkOtherMetal { .. } => "stock.hallmark_other_metal",
            Self::HallmarkOtherTitle { .. } => "stock.hallmark_other_title",
            Self::NetOverGross => "stock.net_over_gross",
            Self::WeightAbsurd => "stock.weight_absurd",
            Self::PriceNotPositive => "stock.price_not_positive",
            Self::PriceAbsurd => "stock.price_absurd",
            Self::CostNegative => "stock.cost_negative",
            Self::WordUnknown { .. } => "stock.word_unknown",
            Self::StoneMissing => "stock.stone_missing",
            Self::NameMisleading(_) => "stock.name_misleading",
            Self::CertificateTaken { .. } => "stock.certificate_taken",
            Self::NotInvestmentGold => "stock.not_investment_gold",
            Self::AttributeEmpty => "stock.attribute_empty",
            Self::AttributeNumber(_) => "stock.attribute_number",
            Self::TooManyAttributes => "stock.too_many_attributes",
            Self::TooManyComponents => "stock.too_many_components",
            Self::ComponentTaken => "stock.id_taken",
            Self::Store(_) => "store.failed",
        }
    }

    /// What the translated sentence fills in.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NumberTaken(number) => vec![("number", number.clone())],
            Self::BarcodeTaken(barcode) => vec![("barcode", barcode.clone())],
            Self::TooLong(field) => vec![("field", (*field).to_owned())],
            Self::FinenessMissing(metal) => vec![("metal", metal.code().to_owned())],
            Self::FinenessIllegal { metal, fineness } => vec![
                ("metal", metal.code().to_owned()),
                ("fineness", fineness.to_string()),
            ],
            Self::HallmarkOtherMetal { hallmark, metal } => {
                vec![("hallmark", hallmark.clone()), ("metal", metal.clone())]
            }
            Self::HallmarkOtherTitle { hallmark, fineness } => vec![
                ("hallmark", hallmark.clone()),
                ("fineness", fineness.to_string()),
            ],
            Self::WordUnknown { field, word } => {
                vec![("field", (*field).to_owned()), ("word", word.clone())]
            }
            Self::AttributeNumber(field) => vec![("attribute", field.clone())],
            Self::NameMisleading(word) => vec![("word", word.clone())],
            Self::CertificateTaken { number, piece } => {
                vec![("certificate", number.clone()), ("piece", piece.clone())]
            }
            _ => Vec::new(),
        }
    }
}

const LONGEST_NUMBER: usize = 40;
const LONGEST_TEXT: usize = 200;
const LONGEST_NOTES: usize = 10_000;
const MOST_COMPONENTS: usize = 100;

/// What can be said of a sheet without the stock.
pub fn check_sheet(sheet: &Sheet, on: NaiveDate) -> Result<(), SheetError> {
    let rules = rules::trade();
    check_number(&sheet.number)?;
    if sheet.title.trim().is_empty() {
        return Err(SheetError::TitleMissing);
    }
    for (field, text, longest) in [
        ("title", Some(&sheet.title), LONGEST_TEXT),
        ("barcode", sheet.barcode.as_ref(), LONGEST_NUMBER),
        ("size", sheet.size.as_ref(), LONGEST_NUMBER),
        ("maker", sheet.maker.as_ref(), LONGEST_TEXT),
        ("model", sheet.model.as_ref(), LONGEST_TEXT),
        ("serial", sheet.serial.as_ref(), LONGEST_TEXT),
        ("purchase_ref", sheet.purchase_ref.as_ref(), LONGEST_TEXT),
        ("notes", Some(&sheet.notes), LONGEST_NOTES),
    ] {
        if text.is_some_and(|text| text.chars().count() > longest) {
            return Err(SheetError::TooLong(field));
        }
    }
    if let Some(alloy) = &sheet.alloy {
        match alloy.fineness {
            None if alloy.metal == Metal::Base => {}
            None => return Err(SheetError::FinenessMissing(alloy.metal)),
            // A coin has the title it was struck at.
            Some(fineness)
                if sheet.vat_regime == VatRegime::ExemptGold
                    && rules.is_bullion_title(alloy.metal, fineness, on) => {}
            Some(fineness) if !rules.is_legal_title(alloy.metal, fineness, on) => {
                return Err(SheetError::FinenessIllegal {
                    metal: alloy.metal,
                    fineness: fineness.per_ten_thousand(),
                });
            }
            Some(_) => {}
        }
        known("metal_colour", alloy.colour.as_ref(), |word| {
            rules.metal_colours.has(word)
        })?;
    }
    hallmark::check(sheet)?;
    check_vat_regime(sheet, on)?;
    let most = rules.most_weight_mg(on);
    if [sheet.gross, sheet.net]
        .into_iter()
        .flatten()
        .any(|weight| weight.mg() > most)
    {
        return Err(SheetError::WeightAbsurd);
    }
    if let (Some(net), Some(gross)) = (sheet.net, sheet.gross)
        && net > gross
    {
        return Err(SheetError::NetOverGross);
    }
    check_price(sheet.price, on)?;
    if let Some(cost) = sheet.cost {
        if cost.is_negative() {
            return Err(SheetError::CostNegative);
        }
        if cost.minor() > rules.most_price_minor(on) {
            return Err(SheetError::PriceAbsurd);
        }
    }
    attributes::check(&sheet.attributes)?;
    if sheet.components.len() > MOST_COMPONENTS {
        return Err(SheetError::TooManyComponents);
    }
    sheet
        .components
        .iter()
        .try_for_each(|component| check_component(component, &sheet.title, on))
}

/// Sold without VAT is investment gold alone.
pub(super) fn check_vat_regime(sheet: &Sheet, on: NaiveDate) -> Result<(), SheetError> {
    if sheet.vat_regime == VatRegime::ExemptGold && !is_investment_gold(sheet, on) {
        return Err(SheetError::NotInvestmentGold);
    }
    Ok(())
}

/// A price is more than nothing and no slip of the keyboard.
pub fn check_price(price: Option<Money>, on: NaiveDate) -> Result<(), SheetError> {
    match price.map(Money::minor) {
        Some(minor) if minor <= 0 => Err(SheetError::PriceNotPositive),
        Some(minor) if minor > rules::trade().most_price_minor(on) => Err(SheetError::PriceAbsurd),
        _ => Ok(()),
    }
}

/// What of CGI art. 298 sexdecies A a sheet can show: gold, fine enough, and no stone set in it. Whether
/// it is a coin or a bar, and what it costs above its gold, is for the seller to know.
fn is_investment_gold(sheet: &Sheet, on: NaiveDate) -> bool {
    let least = rules::rules().exempt_gold_fineness(on);
    let is_fine = sheet.alloy.as_ref().is_some_and(|alloy| {
        let fineness = alloy.fineness.map_or(0, units::Fineness::per_ten_thousand);
        alloy.metal == Metal::Gold && fineness >= least
    });
    is_fine && sheet.components.iter().all(|part| part.stone.is_none())
}

pub(super) fn check_number(number: &str) -> Result<(), SheetError> {
    if number.trim().is_empty() {
        return Err(SheetError::NumberMissing);
    }
    let unusable = number.chars().count() > LONGEST_NUMBER
        || number.trim() != number
        || number.chars().any(char::is_control);
    if unusable {
        return Err(SheetError::NumberUnusable);
    }
    Ok(())
}

fn check_component(component: &Component, title: &str, on: NaiveDate) -> Result<(), SheetError> {
    use super::piece::ComponentKind::{Melee, Stone};
    let rules = rules::trade();
    if component
        .weight
        .is_some_and(|weight| weight.milli() > rules.most_stone_milli_ct(on))
    {
        return Err(SheetError::WeightAbsurd);
    }
    known("laboratory", component.laboratory.as_ref(), |word| {
        rules.laboratories.has(word)
    })?;
    if component
        .certificate_number
        .as_ref()
        .is_some_and(|number| number.chars().count() > LONGEST_NUMBER)
    {
        return Err(SheetError::TooLong("certificate_number"));
    }
    let Some(stone) = &component.stone else {
        return if matches!(component.kind, Stone | Melee) {
            Err(SheetError::StoneMissing)
        } else {
            Ok(())
        };
    };
    known("stone", Some(&stone.kind), |word| rules.stones.has(word))?;
    for (field, word, words) in [
        ("shape", &stone.shape, &rules.shapes),
        ("clarity", &stone.clarity, &rules.clarities),
        ("cut", &stone.cut, &rules.cuts),
        ("fluorescence", &stone.fluorescence, &rules.fluorescences),
        ("treatment", &stone.treatment, &rules.treatments),
    ] {
        known(field, word.as_ref(), |word| words.has(word))?;
    }
    for (field, text) in [("stone_colour", &stone.colour), ("origin", &stone.origin)] {
        if text
            .as_ref()
            .is_some_and(|text| text.chars().count() > LONGEST_NUMBER)
        {
            return Err(SheetError::TooLong(field));
        }
    }
    if stone.laboratory_grown
        && let Some(word) = rules.barred_for_synthetics(title)
    {
        return Err(SheetError::NameMisleading(word.to_owned()));
    }
    Ok(())
}

pub(super) fn known(
    field: &'static str,
    word: Option<&String>,
    is_known: impl Fn(&str) -> bool,
) -> Result<(), SheetError> {
    match word {
        Some(word) if !is_known(word) => Err(SheetError::WordUnknown {
            field,
            word: word.clone(),
        }),
        _ => Ok(()),
    }
}

/// What only the stock can say: codes and certificates that another piece has.
pub fn check_taken(tx: &ReadTx<'_>, sheet: &Sheet, own: Id<Piece>) -> Result<(), SheetError> {
    if store::code_is_taken(tx, &sheet.number, own.uuid())? {
        return Err(SheetError::NumberTaken(sheet.number.clone()));
    }
    if let Some(barcode) = &sheet.barcode
        && store::code_is_taken(tx, barcode, own.uuid())?
    {
        return Err(SheetError::BarcodeTaken(barcode.clone()));
    }
    for component in &sheet.components {
        if let Some(number) = &component.certificate_number
            && let Some(piece) = store::certificate_holder(tx, number, own)?
        {
            return Err(SheetError::CertificateTaken {
                number: number.clone(),
                piece,
            });
        }
    }
    Ok(())
}

/// A part is of one piece, and named once. (An import names its parts itself, when it enters them.)
pub(super) fn check_parts(
    tx: &ReadTx<'_>,
    sheet: &Sheet,
    own: Id<Piece>,
) -> Result<(), SheetError> {
    for (at, component) in sheet.components.iter().enumerate() {
        let before = &sheet.components[..at];
        let twice = before.iter().any(|one| one.id == component.id);
        if twice || store::is_part_of_another(tx, component.id, own)? {
            return Err(SheetError::ComponentTaken);
        }
    }
    Ok(())
}
