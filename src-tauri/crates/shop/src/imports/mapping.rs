//! Which column fills which field, and what the file leaves unsaid.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::columns::Field;
use super::kind::Kind;
use super::table::Table;

/// How a table is read into pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// One for each column; None: left out.
    pub columns: Vec<Option<Field>>,
    /// A CSV's separator, where the detected one is wrong.
    pub separator: Option<char>,
    /// For rows without a number: this and the line's number.
    pub number_prefix: Option<String>,
    /// What a row becomes that does not say; None: its quantity decides.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// Codes for what rows do not say.
    pub family: Option<String>,
    pub place: String,
    pub stone: Option<String>,
    pub shape: Option<String>,
    pub vat_regime: String,
    /// Prices and costs times this, as decimal text: "1" takes them as they are.
    pub price_factor: String,
    /// The name it is kept under, where it was.
    #[serde(default)]
    pub name: Option<String>,
}

impl Mapping {
    /// The factor, if it is one.
    pub fn factor(&self) -> Option<Decimal> {
        let factor: Decimal = self.price_factor.trim().replace(',', ".").parse().ok()?;
        (factor > Decimal::ZERO).then_some(factor)
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.columns.contains(&Some(field))
    }
}

/// What the headers suggest. A list of loose stones is known by its columns: it has no numbers and
/// no titles, so both are made.
pub fn detect(table: &Table) -> Mapping {
    let mut columns: Vec<Option<Field>> = Vec::new();
    for header in &table.headers {
        let field = match table.program {
            Some(program) => program.field(header),
            None => Field::of_header(header),
        };
        // Two columns that seem to be the same: a person decides about the second.
        let taken = field.is_some_and(|f| !f.is_shared() && columns.contains(&Some(f)));
        columns.push(if taken { None } else { field });
    }
    let has = |field| columns.contains(&Some(field));
    let loose = has(Field::Carat) && has(Field::Clarity) && !has(Field::Title);
    let of_program = table
        .program
        .and_then(|program| program.number_prefix.clone());
    let number_prefix = of_program.or_else(|| (!has(Field::Number)).then(|| "D".to_owned()));
    Mapping {
        columns,
        separator: table.separator,
        number_prefix,
        kind: None,
        family: loose.then(|| "loose_stone".to_owned()),
        place: "COFFRE".to_owned(),
        stone: loose.then(|| "diamond".to_owned()),
        shape: loose.then(|| "round".to_owned()),
        vat_regime: "standard".to_owned(),
        price_factor: "1".to_owned(),
        name: None,
    }
}
