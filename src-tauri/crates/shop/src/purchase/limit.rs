//! Floors and ceilings: how few are too few, and how many are enough.

use units::Id;

use super::refusal::Refusal;
use super::save_order::MOST;
use super::store;
use crate::db::{Change, WriteTx};
use crate::stock::{self, Article, Family, Supplier};

/// Of an article, or of all pieces of a family together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    pub article: Option<Id<Article>>,
    pub family: Option<Id<Family>>,
    /// None: whoever delivered last.
    pub supplier: Option<Id<Supplier>>,
    pub floor: i64,
    pub ceiling: i64,
    /// 0: new.
    pub version: i64,
}

/// A limit with what is there and what is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Low {
    pub limit: Limit,
    /// The article's; empty for a family.
    pub number: String,
    /// In both languages; the same for an article.
    pub title_fr: String,
    pub title_en: String,
    pub there: i64,
    /// Ordered, drafts included, and not here yet.
    pub ordered: i64,
    /// The limit's, else whoever delivered last.
    pub supplier: Option<Id<Supplier>>,
    pub supplier_name: String,
    /// Of one, as it cost last.
    pub cost_minor: Option<i64>,
}

impl Low {
    /// How many are proposed: none while the floor holds.
    pub const fn proposed(&self) -> i64 {
        let coming = self.there + self.ordered;
        if coming < self.limit.floor {
            let room = self.limit.ceiling - coming;
            if room > MOST { MOST } else { room }
        } else {
            0
        }
    }
}

/// Enters a limit (version 0), changes it, or takes it away where floor and ceiling are 0.
pub fn save_limit(tx: &mut WriteTx<'_>, limit: &Limit) -> Result<(), Refusal> {
    match (limit.article, limit.family) {
        (Some(article), None) => {
            stock::article_by_id(tx, article)?.ok_or(Refusal::ArticleUnknown)?;
        }
        (None, Some(family)) => {
            stock::family_by_id(tx, family)?.ok_or(Refusal::FamilyUnknown)?;
        }
        _ => return Err(Refusal::LineUnknown),
    }
    if let Some(supplier) = limit.supplier
        && store::supplier_name(tx, supplier)?.is_none()
    {
        return Err(Refusal::SupplierUnknown);
    }
    for quantity in [limit.floor, limit.ceiling] {
        if !(0..=MOST).contains(&quantity) {
            return Err(Refusal::Quantity(quantity));
        }
    }
    if limit.ceiling < limit.floor {
        return Err(Refusal::Ceiling);
    }
    let standing = store::limit_version(tx, limit)?;
    if standing != limit.version {
        return Err(Refusal::Stale(standing));
    }
    store::save_limit(tx, limit)?;
    tx.changed(Change::of("purchase"));
    Ok(())
}
