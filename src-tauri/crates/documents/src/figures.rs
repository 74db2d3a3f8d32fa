//! A report's figures in groups, as the screen shows them.

use chrono::NaiveDateTime;

use crate::{Language, Shop, Software};

/// What a page of figures says, in its final words. Never frozen: it is printed anew from the books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    pub language: Language,
    pub shop: Shop,
    pub software: Software,
    /// The shop's local time.
    pub at: NaiveDateTime,
    pub title: String,
    /// Of when, of what.
    pub note: String,
    /// What the lines are: `Famille`.
    pub group: String,
    /// What the bars show: `Prix de vente`.
    pub measure: String,
    pub headers: Vec<String>,
    pub lines: Vec<FiguresLine>,
    pub total: Vec<String>,
    /// Below the table.
    pub remarks: Vec<String>,
    /// What the figures are made of, one by one.
    pub details: Option<FiguresDetails>,
}

/// A list below the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiguresDetails {
    pub title: String,
    pub lines: Vec<FiguresDetail>,
}

/// One of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiguresDetail {
    pub name: String,
    /// At the end of its line.
    pub value: String,
    /// Below it; may be empty.
    pub note: String,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiguresLine {
    pub name: String,
    /// Below the headers, as many as they are.
    pub cells: Vec<String>,
    /// What its bar stands for; below zero it has none.
    pub measure: i64,
    /// The same in words.
    pub measured: String,
}
