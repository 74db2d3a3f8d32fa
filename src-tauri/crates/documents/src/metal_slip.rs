//! A customer's own metal: what they left or took home, and their account of it.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use units::Metal;

use crate::{Customer, Language, MetalContent, Shop, Software};

/// A receipt for metal that a customer left, or what they sign when they have it again. Weights are
/// milligrams; times are the shop's local time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetalSlip {
    /// They have it again; else they leave it.
    pub gives_back: bool,
    /// 0 is the first one that was printed.
    pub copy: u32,
    pub number: String,
    pub customer: Customer,
    pub at: NaiveDateTime,
    pub by: String,
    /// What the metal is meant for: `P1-C26-7 · Alliance`; empty: it is kept.
    pub order: String,
    /// Where it was not the customer who had it back.
    pub given_to: String,
    pub note: String,
    /// The shop's own words, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    pub lines: Vec<MetalSlipLine>,
}

/// An object of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetalSlipLine {
    pub description: String,
    pub metal: MetalContent,
    /// `declared`, `hallmark`, `touchstone`, `xrf` or `assay`.
    pub tested: String,
    /// On the scale, as it came in; None of what goes back.
    pub gross_mg: Option<i64>,
    /// `none`, `removed` or `left_in`.
    pub stones: String,
    pub stones_mg: i64,
    /// What of it is metal.
    pub weight_mg: i64,
    pub fine_mg: i64,
    /// A mistake, taken back since.
    pub cancelled: bool,
}

/// A customer's account of metal up to the end of a day. Weights are milligrams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetalStatement {
    pub language: Language,
    pub shop: Shop,
    pub software: Software,
    pub customer: Customer,
    pub at: NaiveDateTime,
    /// The last day that is in it.
    pub on: NaiveDate,
    /// One a metal.
    pub parts: Vec<MetalStatementPart>,
}

/// The account of one metal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetalStatementPart {
    pub metal: Metal,
    /// The oldest first.
    pub lines: Vec<MetalStatementLine>,
    /// What is here.
    pub lots: Vec<MetalStatementLot>,
    pub fine_mg: i64,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetalStatementLine {
    pub on: NaiveDate,
    /// `in`, `melt`, `use`, `return` or `correct`.
    pub kind: String,
    /// The paper's or the order's number; may be empty.
    pub document: String,
    pub objects: String,
    pub note: String,
    /// Taken back by a later entry.
    pub undone: bool,
    /// Of fine metal; below zero where an assay found more than was thought.
    pub loss_fine_mg: i64,
    pub fine_mg: i64,
    /// After it.
    pub balance_mg: i64,
}

/// An object of which something is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetalStatementLot {
    pub description: String,
    pub metal: MetalContent,
    pub weight_mg: i64,
    pub fine_mg: i64,
}
