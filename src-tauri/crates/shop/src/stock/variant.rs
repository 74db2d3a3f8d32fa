//! What the variants of a batch article share with their model, and what tells them apart.

use std::collections::BTreeMap;

use super::article::Article;
use super::check::SheetError;
use super::family::Family;
use super::{store, words};
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::rules;
use crate::search::{self, Words};

/// What tells a variant from the others of its model: a value by the code of its axis.
pub type Values = BTreeMap<String, String>;

const MOST_AXES: usize = 4;
const LONGEST_VALUE: usize = 40;

/// Each axis is one of the vocabulary, and says something.
pub(super) fn check(values: &Values) -> Result<(), SheetError> {
    if values.len() > MOST_AXES {
        return Err(SheetError::TooManyAttributes);
    }
    for (axis, value) in values {
        super::check::known("variant_axis", Some(axis), |word| {
            rules::trade().variant_axes.has(word)
        })?;
        if value.trim().is_empty() {
            return Err(SheetError::AttributeEmpty);
        }
        if value.chars().count() > LONGEST_VALUE {
            return Err(SheetError::TooLong("variant"));
        }
    }
    Ok(())
}

/// What receipts and tags call it: its model's title and its own values, in the order of the axes.
pub(super) fn title(model: &str, values: &Values) -> String {
    let axes = rules::trade().variant_axes.terms().iter();
    let said = axes.filter_map(|axis| values.get(&axis.code));
    std::iter::once(model)
        .chain(said.map(String::as_str))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// What a model is called, costs and is taxed, its variants are too.
pub(super) fn follow(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    model: &Article,
    family: &Family,
) -> Result<(), StoreError> {
    for mut variant in store::variants_of(tx, model.id)? {
        variant.title = title(&model.title, &variant.values);
        if !variant.own_price {
            variant.price = model.price;
        }
        write(tx, cx, model, &variant, family)?;
    }
    Ok(())
}

/// Writes a variant, and what it is found by.
pub(super) fn write(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    model: &Article,
    variant: &Article,
    family: &Family,
) -> Result<(), StoreError> {
    let is_new = store::article_by_id(tx, variant.id)?.is_none();
    let row = store::save_variant(tx, cx, model, variant)?;
    let words = words::of_variant(variant, &model.number, family);
    let words = Words { row, words };
    if is_new {
        search::index(tx, &[words])?;
    } else {
        search::index_again(tx, &words)?;
    }
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("article", variant.id));
    Ok(())
}
