//! What the lines of a cart are about, as stock and earlier tickets have it now, and in the words
//! that a ticket freezes.

use chrono::{DateTime, Utc};
use documents::{Line, Work, WorkOf, WorkPart};
use units::{Id, Percent};
use uuid::Uuid;

use super::cart::{Cart, LineOf};
use super::sale::{Sale, SaleLine};
use super::store;
use crate::db::{ReadTx, StoreError};
use crate::deposit::{self, DepositError, Owed, Part, Role, Subject};
use crate::stock::{self, Article, Piece, VatRegime};

/// What a line is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goods {
    Piece(Box<Piece>),
    Article(Box<Article>),
    Returned(Box<Returned>),
    /// Some work, for a deposit on it or its balance.
    Work(Box<Owed>),
}

/// A line of an earlier ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    pub line: SaleLine,
    pub ticket: Id<Sale>,
    pub number: String,
    pub issued_at: DateTime<Utc>,
    /// What of it has come back on tickets before, those that were annulled since left out.
    pub already: Already,
    /// The whole ticket was annulled, or annuls another itself.
    pub void: bool,
    /// The piece's picture, to compare with what lies on the counter.
    pub photo: Option<Uuid>,
}

/// The sums of what came back of a line. Not what a rule would make of them: an annulled return leaves
/// the others with the cents they had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Already {
    pub quantity: i64,
    pub total_minor: i64,
    pub discount_minor: i64,
    pub vat_minor: i64,
    pub cost_minor: i64,
}

impl Returned {
    /// How many may still come back.
    pub fn left(&self) -> i64 {
        if self.void {
            0
        } else {
            (self.line.quantity - self.already.quantity).max(0)
        }
    }
}

/// What every line of a cart is about, in their order.
pub(super) fn goods_of(tx: &ReadTx<'_>, cart: &Cart) -> Result<Vec<Goods>, StoreError> {
    cart.lines.iter().map(|line| goods(tx, line.of)).collect()
}

pub(super) fn goods(tx: &ReadTx<'_>, of: LineOf) -> Result<Goods, StoreError> {
    const GONE: StoreError = StoreError::Unreadable("cart_line");
    match of {
        LineOf::Deposit(subject, _) | LineOf::Balance(subject, _) | LineOf::GiveBack(subject) => {
            match deposit::owed(tx, subject) {
                Ok(owed) => Ok(Goods::Work(Box::new(owed))),
                Err(DepositError::Store(error)) => Err(error),
                Err(_) => Err(GONE),
            }
        }
        LineOf::Piece(id) => {
            let piece = stock::piece_by_id(tx, id)?.ok_or(GONE)?;
            Ok(Goods::Piece(Box::new(piece)))
        }
        LineOf::Article(id) => {
            let article = stock::article_by_id(tx, id)?.ok_or(GONE)?;
            Ok(Goods::Article(Box::new(article)))
        }
        LineOf::Return(id) => {
            let mut returned = store::returned(tx, id)?.ok_or(GONE)?;
            if let Some(piece) = returned.line.piece {
                let piece = stock::piece_by_id(tx, piece)?;
                returned.photo = piece.and_then(|piece| piece.photo).map(|(photo, _)| photo);
            }
            Ok(Goods::Returned(Box::new(returned)))
        }
    }
}

impl Goods {
    /// The stock's price, or the price of the ticket it comes back from.
    pub fn list_price_minor(&self) -> i64 {
        match self {
            Self::Piece(piece) => piece.sheet.price.map_or(0, units::Money::minor),
            Self::Article(article) => article.price.minor(),
            Self::Returned(returned) => returned.line.list_price_minor,
            Self::Work(owed) => owed.balance_minor().unwrap_or(0),
        }
    }

    pub fn vat_regime(&self) -> VatRegime {
        match self {
            Self::Piece(piece) => piece.sheet.vat_regime,
            Self::Article(article) => article.vat_regime,
            Self::Returned(returned) => returned.line.vat_regime,
            Self::Work(_) => VatRegime::Standard,
        }
    }

    /// What one cost the shop.
    pub fn unit_cost_minor(&self) -> Option<i64> {
        match self {
            Self::Piece(piece) => piece.sheet.cost.map(units::Money::minor),
            Self::Article(article) => article.cost.map(units::Money::minor),
            Self::Returned(_) | Self::Work(_) => None,
        }
    }

    /// What the line is called.
    pub fn title(&self) -> &str {
        match self {
            Self::Piece(piece) => &piece.sheet.title,
            Self::Article(article) => &article.title,
            Self::Returned(returned) => &returned.line.printed.label,
            Self::Work(owed) => &owed.object,
        }
    }

    /// The number on the tag.
    pub fn number(&self) -> Option<&str> {
        match self {
            Self::Piece(piece) => Some(&piece.sheet.number),
            Self::Article(article) => Some(&article.number),
            Self::Returned(returned) => returned.line.printed.piece_number.as_deref(),
            Self::Work(owed) => Some(&owed.code),
        }
    }

    /// The line as a ticket words it; amounts are filled in by who knows them.
    pub(super) fn words(&self, rate: Percent) -> Line {
        match self {
            Self::Piece(piece) => piece_words(piece, rate),
            Self::Article(article) => Line {
                label: article.title.clone(),
                piece_number: Some(article.number.clone()),
                legal_guarantee: article.durable,
                ..blank(vat(article.vat_regime, rate))
            },
            Self::Returned(returned) => returned.line.printed.clone(),
            Self::Work(owed) => Line {
                label: owed.object.clone(),
                ..blank(vat(VatRegime::Standard, rate))
            },
        }
    }
}

/// A line of work as a ticket words it; amounts are filled in by who knows them.
pub(super) fn work_words(owed: &Owed, part: &Part) -> Line {
    let role = match (part.role, &part.returns) {
        (Role::Work, _) => WorkPart::Work,
        (Role::Acompte, _) => WorkPart::Acompte,
        (Role::Arrhes, _) => WorkPart::Arrhes,
        (Role::Kept, _) => WorkPart::Kept,
        (Role::Used, returns) => WorkPart::Used {
            arrhes: part.arrhes,
            ticket: returns
                .as_ref()
                .map_or_else(String::new, |one| one.1.clone()),
        },
    };
    let rate_bp = part.vat_bp;
    Line {
        label: part.label.clone(),
        work: Some(Work {
            job: owed.code.clone(),
            role,
            subject: match owed.subject {
                Subject::Job(_) => WorkOf::Repair,
                Subject::Appraisal(_) => WorkOf::Appraisal,
                Subject::Custom(_) => WorkOf::Custom,
            },
        }),
        ..blank(documents::VatRegime::Standard { rate_bp })
    }
}

pub(super) fn vat(regime: VatRegime, rate: Percent) -> documents::VatRegime {
    match regime {
        VatRegime::Standard => documents::VatRegime::Standard {
            rate_bp: rate.basis_points(),
        },
        VatRegime::Margin => documents::VatRegime::Margin,
        VatRegime::ExemptGold => documents::VatRegime::ExemptGold,
    }
}

fn blank(vat: documents::VatRegime) -> Line {
    Line {
        label: String::new(),
        piece_number: None,
        metals: Vec::new(),
        weight_mg: None,
        size: None,
        stones: Vec::new(),
        quantity: 1,
        unit_price_minor: 0,
        discount: None,
        total_minor: 0,
        vat,
        legal_guarantee: false,
        work: None,
    }
}

fn piece_words(piece: &Piece, rate: Percent) -> Line {
    let sheet = &piece.sheet;
    Line {
        label: sheet.title.clone(),
        piece_number: Some(sheet.number.clone()),
        metals: sheet.metals(),
        weight_mg: sheet.gross.map(units::Weight::mg),
        size: sheet.size.clone(),
        stones: sheet.stones(),
        legal_guarantee: piece.durable,
        ..blank(vat(sheet.vat_regime, rate))
    }
}
