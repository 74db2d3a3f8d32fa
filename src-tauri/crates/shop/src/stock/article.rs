//! A batch article: silver charms, batteries, counted and not told apart.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use units::{Id, Money};
use uuid::Uuid;

use super::family::Family;
use super::piece::{VatRegime, words};
use super::store;
use crate::cx::{Cx, User};
use crate::db::{Change, StoreError, WriteTx};

/// A batch article and how many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    pub id: Id<Article>,
    pub number: String,
    pub barcode: Option<String>,
    pub family: Id<Family>,
    pub family_code: String,
    pub durable: bool,
    pub title: String,
    pub cost: Option<Money>,
    /// VAT included.
    pub price: Money,
    pub vat_regime: VatRegime,
    /// The sum of its movements. Below zero when more was sold than had been entered: a sale is
    /// never refused because the count is wrong.
    pub quantity: i64,
    /// Offered as a button at the till.
    pub favourite: bool,
    pub active: bool,
    pub photo: Option<Uuid>,
    /// What it is a variant of.
    pub model: Option<Id<Article>>,
    /// What tells the variant from its model's others, by the vocabulary's axes; none of a model.
    pub values: BTreeMap<String, String>,
    /// False: a variant costs what its model costs.
    pub own_price: bool,
    /// Of a variant that was merged back: how many went to the model with it.
    pub merged: Option<i64>,
    /// Variants it has that are not merged back. With one it is a model: only they are sold.
    pub variants: i64,
    pub version: i64,
}

words! {
    /// Why a quantity changed.
    ArticleReason {
        Received = "received",
        /// Came with a stock file.
        Imported = "imported",
        Sold = "sold",
        Returned = "returned",
        Corrected = "corrected",
        /// Went back to the supplier.
        SentBack = "sent_back",
        /// Its way back to the supplier was a mistake.
        CameBack = "came_back",
        /// The reception that counted it in is undone.
        ReceptionUndone = "reception_undone",
        /// Counted with its model, or with another variant, until somebody told them apart.
        SortedIn = "sorted_in",
        SortedOut = "sorted_out",
        /// The stock file was taken back as a whole.
        ImportUndone = "import_undone",
        /// Went into a customer's object at the bench.
        Used = "used",
        /// Was not needed there after all.
        GivenBack = "given_back",
    }
}

/// A change of a batch article's quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleMovement {
    pub reason: ArticleReason,
    /// Positive: in. Negative: out. Zero changes nothing and leaves no trace.
    pub quantity: i64,
    /// The ticket or delivery it follows from.
    pub document: Option<String>,
}

/// One entry of what became of an article's count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleEntry {
    pub at: DateTime<Utc>,
    /// None: the program itself.
    pub user: Option<Id<User>>,
    /// A word of [`ArticleReason`].
    pub reason: String,
    pub document: Option<String>,
    pub quantity: i64,
}

/// Moves a batch article's quantity and leaves the movement. It must exist.
pub fn move_article(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    article: Id<Article>,
    movement: &ArticleMovement,
) -> Result<(), StoreError> {
    if movement.quantity == 0 {
        return Ok(());
    }
    store::insert_article_movement(tx, cx, article, movement)?;
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("article", article));
    Ok(())
}
