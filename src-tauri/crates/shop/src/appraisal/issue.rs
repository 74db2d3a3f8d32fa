//! Issues a draft: numbered, frozen, signed into the journal; from then on it is locked.

use chrono::Datelike;
use serde_json::json;
use units::Id;

use super::appraiser::appraiser;
use super::check::{check, check_whole};
use super::create::told;
use super::frozen::{self, Around, Person};
use super::nouns::{Appraisal, AppraisalError, State, What};
use super::store::{self, Issued};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::notify;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// Issues the version that was seen, under the name of who issues it; the one it replaces is superseded
/// in the same write.
pub fn issue(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Appraisal>,
    version: i64,
) -> Result<Appraisal, AppraisalError> {
    authorise(by, None, Right::Appraise)?;
    let standing = store::found(tx, id)?;
    if standing.state != State::Draft {
        return Err(AppraisalError::State {
            state: standing.state,
        });
    }
    if standing.version != version {
        return Err(AppraisalError::Changed {
            current: standing.version,
        });
    }
    let signs = appraiser(tx, by.user())?;
    if signs.name.is_empty() {
        return Err(AppraisalError::AppraiserMissing);
    }
    let house = till::house(tx, None, Some(by.user()))?;
    let today = house.day(cx.now);
    let draft = store::draft(tx, id)?.ok_or(AppraisalError::Unknown)?;
    check(tx, standing.kind, &draft, today)?;
    check_whole(&draft)?;
    // It would be expired on the day it is issued.
    if draft.valid_until.is_some_and(|until| until < today) {
        return Err(AppraisalError::Validity);
    }
    let person = Person::of(tx, cx, draft.customer_id)?;
    let year = today.year();
    let series = store::next_series(tx, year)?;
    let number = format!("{}-EX{year}-{series:04}", house.code);
    let certificate = frozen::certificate(
        tx,
        &draft,
        &Around {
            kind: standing.kind,
            house: &house,
            number: &number,
            issued_on: today,
            replaces: standing.replaces.as_ref().map(|(_, number)| number.clone()),
            person: person.as_ref(),
            appraiser: &signs,
        },
    )?;
    let (bytes, sha256) = frozen::bytes(&certificate)?;
    let detail = json!({
        "what": "appraisal-issued",
        "appraisal": {
            "number": number,
            "sha256": journal::hex(&sha256),
            "total_minor": certificate.total_minor,
            "items": certificate.items.len(),
        },
    });
    journal::log(tx, cx, Event::Other, &detail)?;
    store::issue(
        tx,
        cx,
        by.user(),
        &standing,
        &Issued {
            year,
            series,
            number: &number,
            valid_until: draft.valid_until,
            document: &bytes,
            sha256: &sha256,
            person: person.as_ref(),
        },
    )?;
    let issued = told(tx, cx, by, id, What::Issued, "", None)?;
    notify::certificate_issued(tx, cx, &issued)?;
    if let Some((before, _)) = &standing.replaces {
        let replaced = store::found(tx, *before)?;
        if replaced.state == State::Issued {
            store::set_state(tx, replaced.seq, State::Superseded)?;
            let seq = Some(issued.seq);
            told(tx, cx, by, *before, What::Superseded, "", seq)?;
        }
    }
    Ok(issued)
}
