//! The method and the conditions that new drafts begin with: the template's, or the shop's own.

use documents::Both;
use serde::{Deserialize, Serialize};

use super::check;
use super::nouns::{AppraisalError, Kind};
use super::template::template;
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::settings;
use crate::users::{Authority, Right, authorise};

/// The texts of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    pub method: Both,
    pub conditions: Both,
}

fn setting(kind: Kind) -> String {
    format!("appraisal.texts.{}", kind.code())
}

/// What a new draft of this kind says.
pub fn texts(tx: &ReadTx<'_>, kind: Kind) -> Result<Texts, StoreError> {
    let own: Option<Texts> = settings::get(tx, &setting(kind))?;
    Ok(own.unwrap_or_else(|| Texts {
        method: template(kind).method.clone(),
        conditions: template(kind).conditions.clone(),
    }))
}

/// Keeps the shop's own texts; None goes back to the template's.
pub fn set_texts(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    kind: Kind,
    own: Option<&Texts>,
) -> Result<Texts, AppraisalError> {
    authorise(by, None, Right::Appraise)?;
    if let Some(own) = own {
        check::texts(own)?;
    }
    settings::set(tx, cx, &setting(kind), &own)?;
    tx.changed(Change::of("appraisal_texts"));
    Ok(texts(tx, kind)?)
}
