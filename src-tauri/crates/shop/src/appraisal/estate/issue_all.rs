//! Issues every draft of an estate that is complete, each as a single one is, in one write. Of the others
//! it says what they lack.

use units::Id;

use super::super::check::check_whole;
use super::super::issue::issue;
use super::super::nouns::{Appraisal, AppraisalError, State};
use super::super::store as appraisals;
use super::nouns::{Estate, EstateWhat};
use super::open::{told, writable};
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, WriteTx};
use crate::users::Authority;

/// What became of one.
#[derive(Debug)]
pub struct Issuance {
    pub id: Id<Appraisal>,
    pub title: String,
    /// Its number, or why it was not issued.
    pub outcome: Result<String, AppraisalError>,
}

/// Issues the drafts that were seen, as (id, version), under the name of who asks.
pub fn issue_all(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Estate>,
    seen: &[(Id<Appraisal>, i64)],
) -> Result<(Estate, Vec<Issuance>), AppraisalError> {
    let standing = writable(tx, by, id)?;
    if seen.is_empty() {
        return Err(AppraisalError::NoItems);
    }
    let members = store::members(tx, &standing)?;
    let mut answers = Vec::with_capacity(seen.len());
    for member in members {
        let of = member.appraisal;
        let Some((_, version)) = seen.iter().find(|(id, _)| *id == of.id) else {
            continue;
        };
        // A refusal of one writes nothing: `issue` decides everything before its first row. A fault of the
        // store or of the journal takes the whole batch back.
        let outcome = match issue(tx, cx, by, of.id, *version) {
            Ok(issued) => Ok(issued.number.unwrap_or_default()),
            Err(
                fault @ (AppraisalError::Store(_)
                | AppraisalError::Journal(_)
                | AppraisalError::MissingRight(_)
                | AppraisalError::AppraiserMissing),
            ) => return Err(fault),
            Err(refused) => Err(refused),
        };
        answers.push(Issuance {
            id: of.id,
            title: of.title,
            outcome,
        });
    }
    if answers.len() < seen.len() {
        return Err(AppraisalError::NotInEstate);
    }
    let issued = answers.iter().filter(|one| one.outcome.is_ok()).count();
    if issued == 0 {
        return Ok((standing, answers));
    }
    let note = issued.to_string();
    let estate = told(tx, cx, by, id, EstateWhat::Issued, &note, None)?;
    Ok((estate, answers))
}

/// What a draft still lacks before it can be issued.
pub fn lacks(tx: &ReadTx<'_>, of: &Appraisal) -> Result<Option<AppraisalError>, AppraisalError> {
    if of.state != State::Draft {
        return Ok(None);
    }
    let draft = appraisals::draft(tx, of.id)?.ok_or(AppraisalError::Unknown)?;
    Ok(check_whole(&draft).err())
}
