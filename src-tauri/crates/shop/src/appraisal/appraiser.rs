//! Who appraises: the name and credentials that a person signs with, and their signature as a picture,
//! drawn on the screen or scanned. What stands on an issued certificate is frozen there.

use documents::Both;
use serde::{Deserialize, Serialize};
use units::Id;
use uuid::Uuid;

use super::check;
use super::nouns::AppraisalError;
use crate::cx::{Cx, User};
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::files::{self, Picture};
use crate::settings;
use crate::users::{Authority, Right, authorise};

/// A person as their certificates name them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appraiser {
    pub name: String,
    pub credentials: Both,
    /// The file of their signature.
    pub signature: Option<Uuid>,
}

fn setting(user: Id<User>) -> String {
    format!("appraisal.appraiser.{user}")
}

/// What a person has written of themselves; nothing where they never did.
pub fn appraiser(tx: &ReadTx<'_>, user: Id<User>) -> Result<Appraiser, StoreError> {
    Ok(settings::get(tx, &setting(user))?.unwrap_or_default())
}

/// Keeps one's own name and credentials.
pub fn set_appraiser(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    name: &str,
    credentials: Both,
) -> Result<Appraiser, AppraisalError> {
    authorise(by, None, Right::Appraise)?;
    let name = name.trim();
    if name.is_empty() {
        return Err(AppraisalError::AppraiserMissing);
    }
    check::text("name", name, 100)?;
    check::both("credentials", &credentials, 300)?;
    let kept = Appraiser {
        name: name.to_owned(),
        credentials,
        ..appraiser(tx, by.user())?
    };
    settings::set(tx, cx, &setting(by.user()), &kept)?;
    tx.changed(Change::of("appraiser"));
    Ok(kept)
}

/// Keeps one's own signature, or takes it away.
pub fn set_signature(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    picture: Option<&Picture>,
) -> Result<Appraiser, AppraisalError> {
    authorise(by, None, Right::Appraise)?;
    let signature = match picture {
        Some(picture) => Some(files::keep(
            tx,
            cx,
            picture.media_type,
            "signature",
            &picture.bytes,
        )?),
        None => None,
    };
    let kept = Appraiser {
        signature: signature.map(Id::uuid),
        ..appraiser(tx, by.user())?
    };
    settings::set(tx, cx, &setting(by.user()), &kept)?;
    tx.changed(Change::of("appraiser"));
    Ok(kept)
}
