//! A memo or consignment, and a party's account of them.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use units::Currency;

use crate::{Customer, Language, MetalContent, Shop, Software, Stone};

/// A memo as both sides sign it. Amounts are integer minor units of [`Memo::currency`]; times are the
/// shop's local time; directions, kinds and states are the words of the memos' own vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    pub language: Language,
    #[serde(with = "crate::codes::currency")]
    pub currency: Currency,
    pub shop: Shop,
    pub software: Software,
    pub number: String,
    /// `in`: somebody's pieces, held by the shop; `out`: the shop's, held by somebody.
    pub direction: String,
    /// `memo` or `consignment`.
    pub kind: String,
    pub party: Customer,
    pub at: NaiveDateTime,
    /// Who wrote it.
    pub by: String,
    pub due_on: NaiveDate,
    pub note: String,
    pub lines: Vec<MemoLine>,
}

/// A piece on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoLine {
    pub number: String,
    pub title: String,
    pub metals: Vec<MetalContent>,
    pub weight_mg: Option<i64>,
    pub size: Option<String>,
    pub serial: Option<String>,
    pub stones: Vec<Stone>,
    /// None for who may not see costs.
    pub agreed_minor: Option<i64>,
    pub insured_minor: i64,
    /// `held`, `returned`, `sold`, `kept`, `invoiced`, `lost` or `cancelled`.
    pub state: String,
    pub document: Option<String>,
}

/// What a party is owed, or owes, as it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoStatement {
    pub language: Language,
    #[serde(with = "crate::codes::currency")]
    pub currency: Currency,
    pub shop: Shop,
    pub software: Software,
    pub direction: String,
    pub party: Customer,
    pub at: NaiveDateTime,
    /// The oldest first.
    pub lines: Vec<StatementLine>,
    pub payments: Vec<StatementPayment>,
    pub due_minor: i64,
    pub settled_minor: i64,
    pub balance_minor: i64,
}

/// A piece that was sold or bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementLine {
    pub on: NaiveDate,
    /// The memo's number.
    pub memo: String,
    pub number: String,
    pub title: String,
    /// `sold`, `kept` or `invoiced`.
    pub state: String,
    pub document: Option<String>,
    pub agreed_minor: i64,
}

/// A payment; below zero where it reverses another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementPayment {
    pub on: NaiveDate,
    /// `transfer`, `cheque`, `card` or `offset`.
    pub means: String,
    pub reference: String,
    pub amount_minor: i64,
}
