//! The lines that a ticket has for some work. Pure: the same debt always gives the same lines.

use units::{Currency, Id, Money, MoneyError, Percent, Rounding};

use super::nouns::{Kind, Outcome, Role};
use super::owed::{Owed, Standing};
use crate::sales::SaleLine;

/// A line of a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub role: Role,
    /// The task's title, or the object.
    pub label: String,
    /// One; minus one: what an earlier ticket had.
    pub quantity: i64,
    pub total_minor: i64,
    pub vat_bp: i64,
    pub vat_minor: i64,
    pub cost_minor: Option<i64>,
    /// The line of the earlier ticket, and its number.
    pub returns: Option<(Id<SaleLine>, String)>,
    /// Whether what is taken off were arrhes.
    pub arrhes: bool,
}

/// The tax inside an amount.
fn vat(minor: i64, bp: i64, currency: Currency) -> Result<i64, MoneyError> {
    let rate = Percent::from_basis_points(bp).unwrap_or(Percent::ZERO);
    let tax = Money::new(minor, currency)?.tax_included(rate, Rounding::HalfUp)?;
    Ok(tax.minor())
}

/// A deposit, a line for each rate of the work it is a part of, in proportion to its price.
pub fn of_deposit(
    owed: &Owed,
    kind: Kind,
    amount_minor: i64,
    currency: Currency,
) -> Result<Vec<Part>, MoneyError> {
    let mut rates: Vec<(i64, i64)> = Vec::new();
    for line in &owed.work {
        let price = line.price_minor.unwrap_or(0);
        match rates.iter_mut().find(|(bp, _)| *bp == line.vat_bp) {
            Some((_, sum)) => *sum += price,
            None => rates.push((line.vat_bp, price)),
        }
    }
    rates.retain(|(_, sum)| *sum > 0);
    rates.sort_unstable();
    let weights: Vec<i64> = rates.iter().map(|(_, sum)| *sum).collect();
    if weights.is_empty() {
        return Ok(Vec::new());
    }
    let shares = Money::new(amount_minor, currency)?.allocate(&weights)?;
    let mut parts = Vec::with_capacity(rates.len());
    for ((bp, _), share) in rates.into_iter().zip(shares) {
        if share.minor() == 0 {
            continue;
        }
        parts.push(Part {
            role: kind.into(),
            label: owed.object.clone(),
            quantity: 1,
            total_minor: share.minor(),
            vat_bp: bp,
            vat_minor: vat(share.minor(), bp, currency)?,
            cost_minor: None,
            returns: None,
            arrhes: kind == Kind::Arrhes,
        });
    }
    Ok(parts)
}

/// The work in full, less everything that stands of it on earlier tickets. Where nothing was done there
/// is nothing to use a deposit up for: it is given back as what it was.
pub fn of_balance(
    owed: &Owed,
    outcome: Outcome,
    currency: Currency,
) -> Result<Vec<Part>, MoneyError> {
    let mut parts = Vec::new();
    for line in &owed.work {
        let price = line.price_minor.unwrap_or(0);
        parts.push(Part {
            role: Role::Work,
            label: line.title.clone(),
            quantity: 1,
            total_minor: price,
            vat_bp: line.vat_bp,
            vat_minor: vat(price, line.vat_bp, currency)?,
            cost_minor: line.cost_minor,
            returns: None,
            arrhes: false,
        });
    }
    let done = !owed.work.is_empty();
    parts.extend(owed.standing.iter().map(|one| taken_off(one, done)));
    let quantity = match outcome {
        Outcome::Back => return Ok(parts),
        Outcome::Kept => 1,
        Outcome::Doubled => -1,
    };
    parts.push(Part {
        role: Role::Kept,
        label: owed.object.clone(),
        quantity,
        total_minor: quantity * owed.arrhes_minor(),
        vat_bp: 0,
        vat_minor: 0,
        cost_minor: None,
        returns: None,
        arrhes: true,
    });
    Ok(parts)
}

/// A part of what was paid in advance goes back: the newest deposits come off whole, and of the last of
/// them what is left stands anew, by the rates that it had. So a line still stands or does not.
pub fn of_give_back(
    owed: &Owed,
    amount_minor: i64,
    currency: Currency,
) -> Result<Vec<Part>, MoneyError> {
    let deposits: Vec<&Standing> = owed.deposits().collect();
    let mut left = amount_minor;
    let mut parts = Vec::new();
    let alike =
        |one: &&Standing, other: &&Standing| one.ticket == other.ticket && one.role == other.role;
    let mut of_tickets: Vec<&[&Standing]> = deposits.chunk_by(alike).collect();
    of_tickets.reverse();
    for of_ticket in of_tickets {
        if left <= 0 {
            break;
        }
        parts.extend(of_ticket.iter().map(|one| taken_off(one, false)));
        let sum: i64 = of_ticket.iter().map(|one| one.total_minor).sum();
        if sum > left {
            let weights: Vec<i64> = of_ticket.iter().map(|one| one.total_minor).collect();
            let rest = Money::new(sum - left, currency)?.allocate(&weights)?;
            for (one, share) in of_ticket.iter().zip(rest) {
                parts.extend(kept_of(one, share.minor(), currency)?);
            }
        }
        left -= sum;
    }
    Ok(parts)
}

/// What is left of a deposit, as one of its own.
fn kept_of(one: &Standing, minor: i64, currency: Currency) -> Result<Option<Part>, MoneyError> {
    if minor == 0 {
        return Ok(None);
    }
    Ok(Some(Part {
        role: one.role,
        label: one.label.clone(),
        quantity: 1,
        total_minor: minor,
        vat_bp: one.vat_bp,
        vat_minor: vat(minor, one.vat_bp, currency)?,
        cost_minor: None,
        returns: None,
        arrhes: one.role == Role::Arrhes,
    }))
}

fn taken_off(one: &Standing, done: bool) -> Part {
    Part {
        role: match one.role {
            Role::Acompte | Role::Arrhes if done => Role::Used,
            role => role,
        },
        label: one.label.clone(),
        quantity: -1,
        total_minor: -one.total_minor,
        vat_bp: one.vat_bp,
        vat_minor: -one.vat_minor,
        cost_minor: one.cost_minor.map(|cost| -cost),
        returns: Some((one.line, one.ticket.clone())),
        arrhes: one.role == Role::Arrhes,
    }
}
