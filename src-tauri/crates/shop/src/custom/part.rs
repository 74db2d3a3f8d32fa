//! What an order is made of, what of it was used, and what came of it.

use chrono::{DateTime, NaiveDate, Utc};
use units::{Id, Metal};
use uuid::Uuid;

use super::line::QuoteLine;
use super::state::State;
use crate::cx::User;
use crate::stock::{Article, Piece, Supplier, words};

words! {
    /// What a line is.
    PartKind {
        /// Of the stock, kept for the order: a stone, a setting, a chain.
        Piece = "piece",
        /// So many of a batch article.
        Article = "article",
        /// It has to come first.
        Awaited = "awaited",
        Metal = "metal",
        Labour = "labour",
        /// Casting, setting, engraving elsewhere; anything else that costs.
        Outside = "outside",
    }
}

/// The order to a supplier that an awaited line comes with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered {
    pub id: Uuid,
    pub number: String,
    pub expected_on: Option<NaiveDate>,
    pub quantity: i64,
    pub received: i64,
    /// The numbers of what has come and is free.
    pub arrived: Vec<String>,
}

/// A line of what the piece is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub id: Id<Self>,
    pub seq: i64,
    /// The order's row.
    pub order: i64,
    pub kind: PartKind,
    pub title: String,
    /// The quoted line that it belongs to.
    pub quote_line: Option<Id<QuoteLine>>,
    pub piece: Option<Id<Piece>>,
    pub article: Option<Id<Article>>,
    /// Of the stock.
    pub number: String,
    pub quantity: i64,
    pub supplier: Option<(Id<Supplier>, String)>,
    pub ordered: Option<Ordered>,
    pub metal: Option<Metal>,
    /// Parts per ten thousand.
    pub fineness: Option<i64>,
    pub weight_mg: Option<i64>,
    pub loss_bp: i64,
    /// The day of the rate its cost was worked out by.
    pub rate_on: Option<NaiveDate>,
    pub person: Option<(Id<User>, String)>,
    pub minutes: Option<i64>,
    /// Planned, of all of it, without VAT; None: nobody knows.
    pub cost_minor: Option<i64>,
    /// Taken off the list.
    pub off: bool,
    pub at: DateTime<Utc>,
    pub by: String,
}

impl Part {
    /// What a history or a refusal calls it.
    pub(super) fn called(&self) -> String {
        if self.number.is_empty() {
            self.title.clone()
        } else {
            format!("{} · {}", self.number, self.title)
        }
    }
}

/// What went into the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    pub id: Id<Self>,
    pub seq: i64,
    /// The line's row.
    pub part: i64,
    pub quantity: i64,
    pub weight_mg: Option<i64>,
    pub person: Option<(Id<User>, String)>,
    pub on_day: Option<NaiveDate>,
    pub minutes: Option<i64>,
    /// Of all of it, without VAT; None: nobody knows.
    pub cost_minor: Option<i64>,
    /// Taken back by a later one.
    pub undone: bool,
    pub note: String,
    pub at: DateTime<Utc>,
    pub by: String,
}

/// The piece that came of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub piece: Id<Piece>,
    pub number: String,
    pub title: String,
    /// In the stock, or with the customer; else it was taken apart again.
    pub stands: bool,
}

/// What may be done to the list in a state: when the piece is drawn, and while it is made.
pub(super) const fn lists(state: State) -> bool {
    matches!(
        state,
        State::Design | State::Quoted | State::Approved | State::Production
    )
}

/// What was used can be taken back, and what is kept let go, as long as nothing was made of it: in an enquiry,
/// too, which corrections of everything behind it come back to.
pub(super) const fn takes_back(state: State) -> bool {
    lists(state) || matches!(state, State::OnHold | State::Enquiry)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the list is written, where something is used, and where it is taken back: a dot is a refusal.
    #[test]
    fn every_state_and_what_is_written_of_the_making_in_it() {
        let mut table = String::new();
        for &state in State::ALL {
            let word = |does: bool, word: &'static str| if does { word } else { "·" };
            table += &format!(
                "{}: {} {} {}\n",
                state.code(),
                word(lists(state), "lists"),
                word(state == State::Production, "uses"),
                word(takes_back(state), "takes_back")
            );
            assert!(!lists(state) || takes_back(state), "{state:?}");
        }
        insta::assert_snapshot!(table);
    }
}
