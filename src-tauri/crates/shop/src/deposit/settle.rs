//! Tells the work what a ticket did to its money, in the ticket's own transaction.

use super::nouns::{Role, Subject};
use crate::appraisal::{self, AppraisalError};
use crate::custom::{self, CustomError};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::repair::{self, RepairError, Settlement};
use crate::sales::Sale;

/// Why a ticket was not made final: its work has gone meanwhile, or is not there.
#[derive(Debug, thiserror::Error)]
pub enum SettleError {
    #[error(transparent)]
    Repair(#[from] RepairError),
    #[error(transparent)]
    Appraisal(#[from] AppraisalError),
    #[error(transparent)]
    Custom(#[from] CustomError),
}

/// Writes every subject's part of the ticket.
pub fn settle(tx: &mut WriteTx<'_>, cx: &Cx, sale: &Sale) -> Result<(), SettleError> {
    let mut subjects: Vec<(Subject, Settlement)> = Vec::new();
    for line in &sale.lines {
        let Some(about) = line.about else {
            continue;
        };
        let known = subjects.iter().position(|(one, _)| *one == about.subject);
        let at = known.unwrap_or_else(|| {
            subjects.push((about.subject, Settlement::default()));
            subjects.len() - 1
        });
        let settled = &mut subjects[at].1;
        // An indemnity pays for nothing of the work.
        if about.role != Role::Kept {
            settled.paid_minor += line.total_minor;
        }
        if about.role == Role::Work {
            settled.charged_minor += line.total_minor;
        }
    }
    for (subject, settled) in subjects {
        match subject {
            Subject::Job(id) => repair::settle(tx, cx, id, &sale.number, settled)?,
            Subject::Appraisal(id) => {
                appraisal::settle(tx, cx, sale.user, id, &sale.number, settled.charged_minor)?;
            }
            Subject::Custom(id) => custom::settle(tx, cx, sale.user, id, &sale.number, settled)?,
        }
    }
    Ok(())
}
