//! What a draft says: kept as it is written, in the store and on the wire alike.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use documents::Both;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A draft. Its words are codes that [`super::check`] holds against the closed vocabularies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub customer_id: Option<Uuid>,
    pub purpose: Both,
    /// `shop`, `customer` or `other`.
    pub held_by: String,
    pub held_note: String,
    pub valued_on: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub method: Both,
    pub conditions: Both,
    pub note: String,
    pub items: Vec<Item>,
}

/// An object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub id: Uuid,
    /// The piece it was written from.
    pub piece_id: Option<Uuid>,
    pub number: String,
    pub title: Both,
    pub description: Both,
    pub weight_mg: Option<i64>,
    pub size: String,
    pub hallmark: String,
    pub maker: String,
    pub serial: String,
    /// The template's own fields.
    pub fields: BTreeMap<String, String>,
    pub photos: Vec<Uuid>,
    pub parts: Vec<Part>,
}

/// A component with its value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub id: Uuid,
    /// `gold`, `silver`…; none for what is no metal.
    pub metal: Option<String>,
    /// Parts per ten thousand.
    pub fineness: Option<i64>,
    pub colour: Option<String>,
    pub weight_mg: Option<i64>,
    pub stone: Option<PartStone>,
    pub text: Both,
    pub value_minor: Option<i64>,
    /// A word of [`super::Basis`]; empty where there is no value.
    pub basis: String,
    pub source: String,
    /// The day the basis is of; the value's day where it is not said.
    pub on: Option<NaiveDate>,
    /// What the certificate that this one replaces had here.
    pub before_minor: Option<i64>,
}

/// A stone, or stones alike.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartStone {
    pub kind: String,
    pub laboratory_grown: bool,
    pub count: i64,
    /// Of all of them together.
    pub weight_milli_ct: Option<i64>,
    pub shape: Option<String>,
    pub colour: Option<String>,
    pub clarity: Option<String>,
    pub cut: Option<String>,
    pub fluorescence: Option<String>,
    pub treatment: Option<String>,
    pub origin: Option<String>,
    pub laboratory: Option<String>,
    pub certificate_number: Option<String>,
    /// Length, width and depth.
    pub measurements_um: [Option<i64>; 3],
}

impl Item {
    /// The sum of its values; None beyond what the books hold.
    pub fn total_minor(&self) -> Option<i64> {
        let mut values = self.parts.iter().filter_map(|part| part.value_minor);
        values.try_fold(0, i64::checked_add)
    }
}

impl Draft {
    /// The sum of its objects; None beyond what the books hold.
    pub fn total_minor(&self) -> Option<i64> {
        let mut items = self.items.iter();
        items.try_fold(0, |sum: i64, item| sum.checked_add(item.total_minor()?))
    }

    /// What lists call it.
    pub fn title(&self) -> String {
        self.items
            .first()
            .map_or_else(String::new, |item| item.title.first().to_owned())
    }
}
