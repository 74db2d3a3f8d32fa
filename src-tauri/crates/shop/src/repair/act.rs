//! Moves a job: the machine says where to, this says whether, and where its object is then.

use serde_json::json;
use units::Id;

use super::agreed;
use super::nouns::{Job, RepairError, reason, said};
use super::state::{self, Act, State};
use super::store::{self, NewEntry};
use crate::commission;
use crate::cx::Cx;
use crate::db::{ReadTx, WriteTx};
use crate::journal::{self, Event};
use crate::notify;
use crate::rules::rules;
use crate::stock::{self, Custody, Party, Place, Supplier, entrusted};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// What is done with a job. Estimates, their answers and the hand-over have verbs of their own.
#[derive(Clone, Debug)]
pub struct ActOn {
    pub act: Act,
    /// Holding, cancelling, failing, abandoning and correcting say why.
    pub note: String,
    /// Where the object goes, in the shop; where it is, if none is named.
    pub place: Option<Id<Place>>,
    /// Whom it is sent to.
    pub vendor: Option<Id<Supplier>>,
}

impl Act {
    /// Who may do it.
    const fn right(self) -> Right {
        match self {
            Self::Cancel | Self::Abandon => Right::TakeRepairs,
            _ => Right::WorkRepairs,
        }
    }

    const fn needs_reason(self) -> bool {
        matches!(
            self,
            Self::Hold | Self::Cancel | Self::Fail | Self::Abandon | Self::Correct
        )
    }
}

/// Moves the job and writes who, when, where and why.
pub fn act(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    id: Id<Job>,
    input: &ActOn,
) -> Result<Job, RepairError> {
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    authorise(by, None, input.act.right())?;
    let is_own_verb = matches!(
        input.act,
        Act::TakeIn
            | Act::Submit
            | Act::Approve
            | Act::Refuse
            | Act::Withdraw
            | Act::Expire
            | Act::Collect
    );
    if is_own_verb {
        return Err(RepairError::WrongState { state: job.state });
    }
    let past = super::past(tx, &job)?;
    let to = state::next(job.state, input.act, past)
        .ok_or(RepairError::WrongState { state: job.state })?;
    let note = if input.act.needs_reason() {
        reason(&input.note)?
    } else {
        said(&input.note, 400)
    };
    match input.act {
        Act::Start | Act::Send => agreed::check(tx, &job)?,
        // What is ready was done, so all of it has a price that was agreed.
        Act::Pass => {
            job.total_minor.ok_or(RepairError::Unpriced)?;
            agreed::check(tx, &job)?;
        }
        Act::Check => store::finish_tasks(tx, cx, job.seq)?,
        Act::Abandon => check_abandoned(tx, cx, &job)?,
        _ => {}
    }
    let mut undoes = None;
    if input.act == Act::Correct {
        let (seq, undone, _) = past
            .last
            .ok_or(RepairError::WrongState { state: job.state })?;
        if undone == Act::Collect {
            authorise(by, vouched, Right::AllowDifference)?;
        }
        if matches!(
            undone,
            Act::Submit | Act::Approve | Act::Refuse | Act::Withdraw | Act::Expire
        ) {
            let word = if undone == Act::Submit {
                "withdrawn"
            } else {
                "corrected"
            };
            store::insert_answer(tx, cx, job.seq, word, "", &note)?;
        }
        undoes = Some(seq);
    }
    let entry = go(tx, cx, &job, input, to, &note, undoes)?;
    if job.state == State::Collected {
        commission::take_back(tx, cx, &job, entry, &note)?;
    }
    store::job(tx, id)?.ok_or(RepairError::JobUnknown)
}

/// Writes the move; the object follows where the move takes it.
pub(super) fn go(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: &Job,
    input: &ActOn,
    to: State,
    note: &str,
    undoes: Option<i64>,
) -> Result<i64, RepairError> {
    let custody = standing(tx, job, input, to)?;
    let movement = match (job.custody.holder, custody.holder) {
        (was, is) if was == is => None,
        _ if undoes.is_some() => Some(entrusted::Movement::Corrected),
        (_, Party::Supplier(_)) => Some(entrusted::Movement::SentOut),
        (_, Party::Shop) => Some(entrusted::Movement::CameBack),
        (_, Party::Customer(_)) => Some(entrusted::Movement::HandedOver),
    };
    if let Some(movement) = movement {
        entrusted::record(tx, cx, job.id.uuid(), movement, &job.code, note, custody)?;
    }
    let entry = store::insert_entry(
        tx,
        cx,
        &NewEntry {
            place: custody.place,
            moved: Some((Some(job.state), to)),
            undoes,
            note,
            ..NewEntry::of(job.seq, input.act.code())
        },
    )?;
    store::move_job(tx, cx, job.seq, to, custody)?;
    notify::job_moved(tx, cx, job.id, input.act)?;
    // Without the note: it may name somebody, and the journal forgets nobody.
    let detail = json!({ "what": "repair-moved", "job": job.code, "act": input.act.code(),
        "to": to.code() });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in job.changes() {
        tx.changed(change);
    }
    Ok(entry)
}

/// Where the object is in a state, and with whom.
fn standing(tx: &ReadTx<'_>, job: &Job, input: &ActOn, to: State) -> Result<Custody, RepairError> {
    let owner = job.custody.owner;
    let out = |holder| Custody {
        place: None,
        owner,
        holder,
    };
    Ok(match to {
        State::Collected => out(owner),
        State::Vendor => {
            let vendor = match (input.vendor, input.act) {
                // It is with whom it was.
                (None, Act::Correct) => store::last_vendor(tx, job.id)?,
                (vendor, _) => vendor.map(Id::uuid),
            };
            let vendor = vendor.ok_or(RepairError::VendorUnknown)?;
            let known = stock::suppliers(tx)?
                .iter()
                .any(|one| one.id.uuid() == vendor);
            known.then_some(()).ok_or(RepairError::VendorUnknown)?;
            out(Party::Supplier(Some(vendor)))
        }
        _ => {
            let place = match input.place {
                Some(place) => {
                    stock::place_by_id(tx, place)?.ok_or(RepairError::PlaceUnknown)?;
                    Some(place)
                }
                None if job.custody.holder == Party::Shop => job.custody.place,
                None => store::last_place(tx, job.id)?,
            };
            Custody {
                place,
                owner,
                holder: Party::Shop,
            }
        }
    })
}

/// The law's term since the customer was to fetch it, and a notice that they were sent.
fn check_abandoned(tx: &ReadTx<'_>, cx: &Cx, job: &Job) -> Result<(), RepairError> {
    let house = till::house(tx, None, None)?;
    let waits_since = house.day(job.since);
    let from = abandoned_from(waits_since, house.day(cx.now));
    if house.day(cx.now) < from {
        return Err(RepairError::TooEarly { from });
    }
    if store::last_letter(tx, job.seq)?.is_none() {
        return Err(RepairError::NotNotified);
    }
    Ok(())
}

/// The first day on which what waits since a day may be given up as abandoned.
pub(super) fn abandoned_from(
    since: chrono::NaiveDate,
    today: chrono::NaiveDate,
) -> chrono::NaiveDate {
    let months = rules()
        .value("repair.abandoned_months", today)
        .unwrap_or(12);
    let months = chrono::Months::new(u32::try_from(months).unwrap_or(12));
    since
        .checked_add_months(months)
        .unwrap_or(chrono::NaiveDate::MAX)
}

impl ActOn {
    /// A move that says nothing more.
    pub(super) fn plain(act: Act) -> Self {
        Self {
            act,
            note: String::new(),
            place: None,
            vendor: None,
        }
    }
}
