//! Appraisals: written from a piece or of an object on the counter, issued once and never changed,
//! reissued years later at the values of the day.
//!
//! A draft changes at will. Issuing it gives it a number without gaps in its year, freezes what it says,
//! and signs the digest of that into the journal; the customer's name stands beside the frozen bytes,
//! which hold a salted digest of it, so that a person can be forgotten. What happens afterwards is an
//! entry: superseded by its successor, or withdrawn with a reason. An appraisal may hold many pieces: one
//! document with a summary, where heirs divide one sum under one signature. Where each heir is to have the
//! paper of what they get, an [`estate`] is a folder of certificates, one an object.

mod appraiser;
mod cancel;
mod check;
mod create;
mod draft;
pub mod estate;
mod evaluation;
mod fee;
mod forget;
mod frozen;
mod issue;
mod nouns;
mod paper;
mod propose;
mod reissue;
mod sample;
mod save;
mod store;
mod template;
#[cfg(test)]
mod tests;
mod texts;
mod verify;
mod withdraw;

pub use appraiser::{Appraiser, appraiser, set_appraiser, set_signature};
pub use cancel::{cancel, reopen};
pub use create::{CreateAppraisal, create};
pub use draft::{Draft, Item, Part, PartStone};
pub use evaluation::{EvaluationError, evaluation};
pub use fee::{cost_of, set_fee, settle, usual_fee};
pub use forget::forget_customer;
pub use issue::issue;
pub use nouns::{
    Appraisal, AppraisalError, AppraisalQuery, Basis, Entry, HeldBy, Kind, Standing, State, What,
};
pub use paper::paper;
pub use propose::{Proposed, item_of, propose};
pub use reissue::reissue;
pub use sample::{evaluation_sample, sample};
pub use save::save;
pub use store::{appraisal, appraisals, draft, entries, pieces_of_customer, successor};
pub use template::{Choice, Field, FieldType, Template, template, templates};
pub use texts::{Texts, set_texts, texts};
pub use verify::{Checked, check_code, verify};
pub use withdraw::withdraw;
