//! A customer, and what makes one.

use units::Id;

use crate::db::StoreError;
use crate::search::fold;

/// Somebody the shop knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    pub id: Id<Self>,
    pub title: String,
    pub given_name: String,
    pub family_name: String,
    pub company: String,
    pub phone: String,
    pub email: String,
    pub address: String,
    /// ISO 3166: the cash limit depends on where they live.
    pub country: String,
    /// `fr` or `en`, for what is printed for them; the shop's where there is none.
    pub language: Option<String>,
    pub ring_size: String,
    pub notes: String,
    pub erased: bool,
    pub version: i64,
}

impl Customer {
    /// Nobody yet: what a new customer starts from.
    pub(super) fn blank(id: Id<Self>, country: &str) -> Self {
        Self {
            id,
            title: String::new(),
            given_name: String::new(),
            family_name: String::new(),
            company: String::new(),
            phone: String::new(),
            email: String::new(),
            address: String::new(),
            country: country.to_owned(),
            language: None,
            ring_size: String::new(),
            notes: String::new(),
            erased: false,
            version: 1,
        }
    }

    /// The name as a document shows it.
    pub fn name(&self) -> String {
        let person = [&self.title, &self.given_name, &self.family_name];
        let person = joined(&person.map(String::as_str));
        match (person.is_empty(), self.company.is_empty()) {
            (true, _) => self.company.clone(),
            (false, true) => person,
            (false, false) => format!("{} ({person})", self.company),
        }
    }

    /// The phone's digits, a French international prefix read as the national one.
    pub(super) fn phone_digits(&self) -> String {
        phone_digits(&self.phone)
    }

    /// What searches compare with.
    pub(super) fn search_text(&self) -> String {
        fold(&joined(&[
            &self.family_name,
            &self.given_name,
            &self.company,
            &self.email,
            &self.phone_digits(),
        ]))
    }

    /// Trims what was typed and says which field cannot be.
    pub(super) fn checked(mut self) -> Result<Self, CustomerError> {
        const LONGEST: usize = 200;
        const LONGEST_NOTE: usize = 4000;
        let fields = [
            (Field::Name, &mut self.title, LONGEST),
            (Field::Name, &mut self.given_name, LONGEST),
            (Field::Name, &mut self.family_name, LONGEST),
            (Field::Name, &mut self.company, LONGEST),
            (Field::Phone, &mut self.phone, 40),
            (Field::Email, &mut self.email, LONGEST),
            (Field::Address, &mut self.address, LONGEST_NOTE),
            (Field::Notes, &mut self.ring_size, 40),
            (Field::Notes, &mut self.notes, LONGEST_NOTE),
        ];
        for (field, text, longest) in fields {
            *text = text.trim().to_owned();
            let multi_line = matches!(field, Field::Address | Field::Notes);
            let control = |c: char| c.is_control() && !(multi_line && c == '\n');
            if text.chars().count() > longest || text.contains(control) {
                return Err(CustomerError::Field(field));
            }
        }
        let email_is_one = self.email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !self.email.contains(char::is_whitespace)
        });
        let digits = self.phone_digits().len();
        let wrong = if self.family_name.is_empty() && self.company.is_empty() {
            Some(Field::Name)
        } else if !self.email.is_empty() && !email_is_one {
            Some(Field::Email)
        } else if !self.phone.is_empty() && !(6..=15).contains(&digits) {
            Some(Field::Phone)
        } else if self.country.len() != 2 || !self.country.chars().all(|c| c.is_ascii_uppercase()) {
            Some(Field::Country)
        } else if !matches!(self.language.as_deref(), None | Some("fr" | "en")) {
            Some(Field::Language)
        } else {
            None
        };
        match wrong {
            Some(field) => Err(CustomerError::Field(field)),
            None => Ok(self),
        }
    }
}

/// What a person filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Name,
    Phone,
    Email,
    Address,
    Country,
    Language,
    Notes,
}

impl Field {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Address => "address",
            Self::Country => "country",
            Self::Language => "language",
            Self::Notes => "notes",
        }
    }
}

/// Why a customer is not created, changed or erased.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CustomerError {
    #[error("the field {} cannot be so", .0.name())]
    Field(Field),
    #[error("there is no such customer")]
    Unknown,
    /// Erased: there is nobody there any more.
    #[error("the customer was erased")]
    Erased,
    /// A memo with them has pieces held, or money due: settle it first.
    #[error("{memo} with them is not settled")]
    OnMemo { memo: String },
    /// Something of theirs is here to be worked on, or waits for them: it goes home first.
    #[error("{repair} of theirs is here")]
    InRepair { repair: String },
    /// Something is being made for them.
    #[error("the order {order} is not finished")]
    InCustom { order: String },
    /// Metal of theirs is here: it is used or goes home first.
    #[error("metal of theirs is here: {paper}")]
    MetalHeld { paper: String },
    /// Something of theirs is here, to be appraised or to be used: it goes home first.
    #[error("{slip}: something of theirs is here")]
    Entrusted { slip: String },
    /// Somebody has changed them since: look again.
    #[error("the customer has version {current}")]
    Changed { current: i64 },
    /// Another customer has this identity.
    #[error("this customer exists already")]
    Exists,
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    parts.join(" ")
}

pub(super) fn phone_digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let national = digits
        .strip_prefix("0033")
        .or_else(|| digits.strip_prefix("33").filter(|rest| rest.len() == 9))
        .map(|rest| format!("0{}", rest.trim_start_matches('0')));
    national.unwrap_or(digits)
}
