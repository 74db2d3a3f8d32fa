//! What somebody owes for some work, as it stands now.

use units::Id;

use super::nouns::{DepositError, Outcome, Role, Subject};
use super::store;
use crate::appraisal::{self, Appraisal};
use crate::custom::{self, Order};
use crate::customers::Customer;
use crate::db::{ReadTx, StoreError};
use crate::repair::{self, CostLine, Job, State};
use crate::sales::SaleLine;

/// How far the work is, as far as money is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Money may be taken in advance.
    Ahead,
    /// It is to be paid, or what was paid is to go back.
    Due,
    /// The object has gone: its tickets stand.
    Gone,
    /// Nothing is to be paid, or not yet; what tickets there were may be annulled.
    Closed,
}

/// A line of an earlier ticket that nothing has used, given back or annulled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub line: Id<SaleLine>,
    pub role: Role,
    /// The ticket's number.
    pub ticket: String,
    pub label: String,
    pub total_minor: i64,
    pub vat_bp: i64,
    pub vat_minor: i64,
    pub cost_minor: Option<i64>,
}

/// Some work with its money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    pub subject: Subject,
    /// On the envelope, or the certificate's number.
    pub code: String,
    /// In neutral words.
    pub object: String,
    /// None: of an object that nobody left their name for.
    pub customer: Option<Id<Customer>>,
    /// As the work's own store has it.
    pub state: &'static str,
    pub stage: Stage,
    pub work: Vec<CostLine>,
    pub standing: Vec<Standing>,
}

/// What is owed for a subject.
pub fn owed(tx: &ReadTx<'_>, subject: Subject) -> Result<Owed, DepositError> {
    match subject {
        Subject::Job(id) => of_job(tx, subject, id),
        Subject::Appraisal(id) => of_appraisal(tx, subject, id),
        Subject::Custom(id) => of_custom(tx, subject, id),
    }
}

fn of_job(tx: &ReadTx<'_>, subject: Subject, id: Id<Job>) -> Result<Owed, DepositError> {
    let job = repair::job(tx, id)?.ok_or(DepositError::Unknown)?;
    let of = repair::repair(tx, job.repair)?.ok_or(DepositError::Unknown)?;
    let stage = match job.state {
        State::Collected => Stage::Gone,
        State::Ready | State::Refused | State::Cancelled | State::Abandoned => Stage::Due,
        _ => Stage::Ahead,
    };
    Ok(Owed {
        subject,
        customer: Some(of.customer),
        state: job.state.code(),
        stage,
        work: repair::cost_of(tx, &job)?,
        standing: store::standing(tx, subject)?,
        code: job.code,
        object: job.object,
    })
}

/// The fee of a certificate: to be paid once it is issued. One that does not stand any more is paid by
/// nobody; what was paid of it goes back where the fee is taken off.
fn of_appraisal(
    tx: &ReadTx<'_>,
    subject: Subject,
    id: Id<Appraisal>,
) -> Result<Owed, DepositError> {
    let of = appraisal::appraisal(tx, id)?.ok_or(DepositError::Unknown)?;
    let standing = store::standing(tx, subject)?;
    let is_due = of.state == appraisal::State::Issued || !standing.is_empty();
    Ok(Owed {
        subject,
        customer: of.customer,
        state: of.state.code(),
        stage: if is_due { Stage::Due } else { Stage::Closed },
        work: appraisal::cost_of(tx, &of)?,
        standing,
        code: of.number.unwrap_or_else(|| of.title.clone()),
        object: of.title,
    })
}

/// What a customer has made: the price is the quote's that they agreed to.
fn of_custom(tx: &ReadTx<'_>, subject: Subject, id: Id<Order>) -> Result<Owed, DepositError> {
    use custom::State as S;
    let order = custom::order(tx, id)?.ok_or(DepositError::Unknown)?;
    let stage = match order.state {
        S::Delivered => Stage::Gone,
        S::Ready | S::Refused | S::Cancelled => Stage::Due,
        _ => Stage::Ahead,
    };
    Ok(Owed {
        subject,
        customer: Some(order.customer),
        state: order.state.code(),
        stage,
        work: custom::cost_of(tx, &order)?,
        standing: store::standing(tx, subject)?,
        code: order.number,
        object: order.title,
    })
}

/// The cash that came in for what stands of a subject: the law's limit is of the whole debt, however
/// often it is paid (CMF L112-6).
pub fn cash_taken(tx: &ReadTx<'_>, subject: Subject) -> Result<i64, StoreError> {
    let of_tickets = store::cash_of_tickets(tx, subject)?;
    Ok(of_tickets
        .into_iter()
        .map(|(for_it_minor, cash_minor)| cash_minor.clamp(0, for_it_minor.max(0)))
        .sum())
}

impl Owed {
    /// What it comes to. None: a task has no price yet.
    pub fn price_minor(&self) -> Option<i64> {
        self.work.iter().map(|line| line.price_minor).sum()
    }

    /// The deposits that stand.
    pub fn deposits(&self) -> impl Iterator<Item = &Standing> {
        self.standing.iter().filter(|one| one.role.is_deposit())
    }

    pub fn deposit_minor(&self) -> i64 {
        self.deposits().map(|one| one.total_minor).sum()
    }

    /// What of them are arrhes.
    pub fn arrhes_minor(&self) -> i64 {
        let arrhes = self.standing.iter().filter(|one| one.role == Role::Arrhes);
        arrhes.map(|one| one.total_minor).sum()
    }

    /// What of the price stands on tickets.
    pub fn charged_minor(&self) -> i64 {
        let charged = self.standing.iter().filter(|one| !one.role.is_deposit());
        charged.map(|one| one.total_minor).sum()
    }

    /// What is still to be paid; below zero: to be given back.
    pub fn balance_minor(&self) -> Option<i64> {
        let paid = self.deposit_minor() + self.charged_minor();
        self.price_minor().map(|price| price - paid)
    }

    /// Whether a deposit of this may be taken.
    pub fn check_deposit(&self, amount_minor: i64) -> Result<(), DepositError> {
        let code = self.code.clone();
        if self.stage != Stage::Ahead {
            let state = self.state;
            return Err(DepositError::NoDeposit { code, state });
        }
        let left_minor = self.left_minor()?;
        if amount_minor <= 0 {
            return Err(DepositError::Amount);
        }
        if amount_minor > left_minor {
            return Err(DepositError::OverPrice { code, left_minor });
        }
        Ok(())
    }

    /// Whether so much of what was paid in advance may go back while the work goes on; all of it, too.
    pub fn check_give_back(&self, amount_minor: i64) -> Result<(), DepositError> {
        let code = self.code.clone();
        if self.stage != Stage::Ahead {
            let state = self.state;
            return Err(DepositError::NoDeposit { code, state });
        }
        if amount_minor <= 0 {
            return Err(DepositError::Amount);
        }
        let paid_minor = self.deposit_minor();
        if amount_minor > paid_minor {
            return Err(DepositError::OverPaid { code, paid_minor });
        }
        Ok(())
    }

    /// Whether there is anything to settle.
    pub fn check_balance(&self, outcome: Outcome) -> Result<(), DepositError> {
        let code = self.code.clone();
        if self.stage != Stage::Due {
            let state = self.state;
            return Err(DepositError::NotDue { code, state });
        }
        let balance_minor = self.left_minor()?;
        if balance_minor == 0 && self.deposits().next().is_none() {
            return Err(DepositError::NothingOwed { code });
        }
        if outcome != Outcome::Back && (!self.work.is_empty() || self.arrhes_minor() == 0) {
            return Err(DepositError::NoArrhes { code });
        }
        Ok(())
    }

    fn left_minor(&self) -> Result<i64, DepositError> {
        let code = self.code.clone();
        self.balance_minor().ok_or(DepositError::Unpriced { code })
    }
}
