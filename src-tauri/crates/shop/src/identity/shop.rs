//! Who the shop is, as it stands on every document.

use documents::Language;
use units::Id;

use super::official::{self, OfficialError};

/// Names a shop in an [`Id`].
#[derive(Debug)]
pub enum ShopName {}

/// Names a stored file in an [`Id`].
pub use crate::files::File;

/// The shop as a person enters it. Texts are trimmed, numbers brought into their official form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub name: String,
    /// The company's name, where it is another.
    pub legal_name: String,
    /// Lines separated by newlines, as they print.
    pub address: String,
    pub siret: String,
    pub naf: String,
    /// Empty for a shop exempt from VAT.
    pub vat_number: String,
    pub phone: String,
    pub email: String,
}

/// The shop as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    pub id: Id<ShopName>,
    /// Short, in every document number.
    pub code: String,
    pub identity: Identity,
    pub logo: Option<Id<File>>,
    pub language: Language,
    /// ISO 4217.
    pub currency: String,
    /// IANA.
    pub time_zone: String,
    pub version: i64,
}

/// What is wrong with an identity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    #[error("{field} is missing")]
    Missing { field: &'static str },
    #[error("{field} is longer than {most} letters")]
    TooLong { field: &'static str, most: usize },
    /// Control characters would upset a printer.
    #[error("{field} has letters that cannot be printed")]
    Unprintable { field: &'static str },
    /// It prints on every receipt: customers write and call there.
    #[error("{field} cannot be written or called")]
    Contact { field: &'static str },
    #[error(transparent)]
    Official(#[from] OfficialError),
}

/// As much as fits a receipt's head.
const LONGEST_TEXT: usize = 100;
const LONGEST_ADDRESS: usize = 400;

impl Identity {
    /// The same in its official form, or what is wrong with it.
    pub fn checked(self) -> Result<Self, IdentityError> {
        let siret = official::siret(&self.siret)?;
        Ok(Self {
            name: required("name", &self.name)?,
            legal_name: text("legal_name", &self.legal_name, LONGEST_TEXT)?,
            address: address(&self.address)?,
            naf: official::naf(&self.naf)?,
            vat_number: official::vat_number(&self.vat_number, &siret)?,
            phone: phone(&self.phone)?,
            email: email(&self.email)?,
            siret,
        })
    }
}

/// A short text that must be there.
pub(super) fn required(field: &'static str, value: &str) -> Result<String, IdentityError> {
    let value = text(field, value, LONGEST_TEXT)?;
    if value.is_empty() {
        return Err(IdentityError::Missing { field });
    }
    Ok(value)
}

fn text(field: &'static str, value: &str, most: usize) -> Result<String, IdentityError> {
    let value = value.trim();
    if value.chars().count() > most {
        return Err(IdentityError::TooLong { field, most });
    }
    if value.chars().any(char::is_control) {
        return Err(IdentityError::Unprintable { field });
    }
    Ok(value.to_owned())
}

/// Empty, or with as many digits as a telephone number has anywhere (ITU-T E.164: fifteen at most).
fn phone(value: &str) -> Result<String, IdentityError> {
    let field = "phone";
    let value = text(field, value, LONGEST_TEXT)?;
    let digits = value.chars().filter(char::is_ascii_digit).count();
    if value.is_empty() || (6..=15).contains(&digits) {
        return Ok(value);
    }
    Err(IdentityError::Contact { field })
}

/// Empty, or a name at a host.
fn email(value: &str) -> Result<String, IdentityError> {
    let field = "email";
    let value = text(field, value, LONGEST_TEXT)?;
    let is_one = value.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !value.contains(char::is_whitespace)
    });
    if value.is_empty() || is_one {
        return Ok(value);
    }
    Err(IdentityError::Contact { field })
}

fn address(value: &str) -> Result<String, IdentityError> {
    let field = "address";
    let lines = value
        .lines()
        .map(|line| text(field, line, LONGEST_ADDRESS))
        .filter(|line| line.as_ref().map_or(true, |line| !line.is_empty()))
        .collect::<Result<Vec<_>, _>>()?;
    let value = lines.join("\n");
    if value.is_empty() {
        return Err(IdentityError::Missing { field });
    }
    text(field, &value.replace('\n', " "), LONGEST_ADDRESS)?;
    Ok(value)
}
