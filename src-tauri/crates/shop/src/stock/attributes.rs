//! What a sheet says besides what all of them do: the fields a family has of its own, by their codes
//! (`assets/rules/fr-stock.toml`), and whatever else a shop notes, by the name it gives it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::check::SheetError;
use crate::rules;
use crate::search::fold;

/// Values by code or name.
pub type Attributes = BTreeMap<String, String>;

const MOST: usize = 30;
const LONGEST_NAME: usize = 40;
const LONGEST_VALUE: usize = 200;

/// Whether each has a name and a value that its field takes.
pub fn check(attributes: &Attributes) -> Result<(), SheetError> {
    if attributes.len() > MOST {
        return Err(SheetError::TooManyAttributes);
    }
    for (name, value) in attributes {
        if name.trim().is_empty() || value.trim().is_empty() {
            return Err(SheetError::AttributeEmpty);
        }
        if name.chars().count() > LONGEST_NAME || value.chars().count() > LONGEST_VALUE {
            return Err(SheetError::TooLong("attributes"));
        }
        let Some(field) = rules::trade().family_field(name) else {
            continue;
        };
        let mut choices = rules::trade().choices_of(name).peekable();
        if choices.peek().is_some() && !choices.any(|choice| choice.code == *value) {
            return Err(SheetError::WordUnknown {
                field: "attributes",
                word: value.clone(),
            });
        }
        let is_number = || {
            value
                .parse::<Decimal>()
                .is_ok_and(|value| value > Decimal::ZERO)
        };
        if field.unit.is_some() && !is_number() {
            return Err(SheetError::AttributeNumber(name.clone()));
        }
    }
    Ok(())
}

/// Whether one may be said of a piece: its name, and its value where it is not taken off.
pub fn check_one(name: &str, value: Option<&str>) -> Result<(), SheetError> {
    let attributes = Attributes::from([(name.to_owned(), value.unwrap_or("1").to_owned())]);
    match check(&attributes) {
        // What is taken off need not be what its field takes.
        Err(SheetError::WordUnknown { .. }) if value.is_none() => Ok(()),
        other => other,
    }
}

/// Whether sheets of this family may say it: a family's own field is of its families, what the shop has
/// named is of all.
pub fn is_of(name: &str, family: &str) -> bool {
    let field = rules::trade().family_field(name);
    field.is_none_or(|field| field.families.split(' ').any(|code| code == family))
}

/// What they are searched by: a choice in both languages, and what the shop has written.
pub(super) fn words(attributes: &Attributes, add: &mut impl FnMut(&str)) {
    for (name, value) in attributes {
        let mut choices = rules::trade().choices_of(name);
        match choices.find(|choice| choice.code == *value) {
            Some(choice) => add(&fold(&format!("{} {}", choice.fr, choice.en))),
            None => add(&fold(value)),
        }
    }
}
