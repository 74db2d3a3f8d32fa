//! How the money of what comes back is given back: the way it came, as far as that is known.

use units::Id;

use super::cart::{Cart, LineOf};
use super::prepare_payment::paid_out_limit;
use super::sale::{Sale, Tender};
use super::store;
use crate::db::{ReadTx, StoreError};
use crate::deposit;

/// A proposal: the cashier may choose otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repayment {
    pub tender: Tender,
    /// Positive.
    pub amount_minor: i64,
}

/// The order in which money goes back: what leaves a trace first, the drawer last.
const ORDER: [Tender; 4] = [Tender::Card, Tender::Transfer, Tender::Cheque, Tender::Cash];

/// What to give back for a cart that comes to less than nothing, by the payments of the tickets that
/// its lines come from, less what was given back for them before. What no payment explains goes back
/// in cash as far as the law lets it, by transfer beyond.
pub fn repayments(
    tx: &ReadTx<'_>,
    cart: &Cart,
    due_minor: i64,
    on: chrono::NaiveDate,
) -> Result<Vec<Repayment>, StoreError> {
    let left = due_minor.checked_neg().filter(|left| *left > 0);
    let Some(left) = left else {
        return Ok(Vec::new());
    };
    let mut tickets: Vec<Id<Sale>> = Vec::new();
    for line in &cart.lines {
        let of_line = match line.of {
            LineOf::Return(sold) => store::ticket_of(tx, sold)?.into_iter().collect(),
            LineOf::Balance(subject, _) | LineOf::GiveBack(subject) => {
                deposit::tickets(tx, subject)?
            }
            _ => Vec::new(),
        };
        for ticket in of_line {
            if !tickets.contains(&ticket) {
                tickets.push(ticket);
            }
        }
    }
    let mut paid = [0i64; ORDER.len()];
    for ticket in tickets {
        for (tender, amount) in store::kept_payments(tx, ticket)? {
            if let Some(at) = ORDER.iter().position(|one| *one == tender) {
                paid[at] += amount;
            }
        }
    }
    Ok(allot(left, paid, paid_out_limit(on)))
}

fn allot(mut left: i64, paid: [i64; ORDER.len()], cash_limit_minor: i64) -> Vec<Repayment> {
    let mut back = [0i64; ORDER.len()];
    let mut give = |at: usize, most: i64| {
        let amount = left.min(most).max(0);
        back[at] += amount;
        left -= amount;
    };
    let (transfer, cash) = (1, ORDER.len() - 1);
    for (at, most) in paid.into_iter().enumerate() {
        give(
            at,
            if at == cash {
                most.min(cash_limit_minor)
            } else {
                most
            },
        );
    }
    give(
        cash,
        cash_limit_minor - paid[cash].clamp(0, cash_limit_minor),
    );
    give(transfer, i64::MAX);
    ORDER
        .into_iter()
        .zip(back)
        .filter(|(_, amount)| *amount > 0)
        .map(|(tender, amount_minor)| Repayment {
            tender,
            amount_minor,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_goes_back_the_way_it_came() {
        // Card, transfer, cheque, cash; the limit is a thousand euros.
        let check = |left, paid, expected: &[(Tender, i64)]| {
            let found: Vec<_> = allot(left, paid, 100_000)
                .into_iter()
                .map(|one| (one.tender, one.amount_minor))
                .collect();
            assert_eq!(found, expected, "{left} of {paid:?}");
        };
        check(5_000, [5_000, 0, 0, 0], &[(Tender::Card, 5_000)]);
        check(5_000, [0, 0, 0, 5_000], &[(Tender::Cash, 5_000)]);
        check(
            129_000,
            [100_000, 0, 0, 29_000],
            &[(Tender::Card, 100_000), (Tender::Cash, 29_000)],
        );
        check(5_000, [100_000, 0, 0, 29_000], &[(Tender::Card, 5_000)]);
        check(7_000, [0, 0, 7_000, 0], &[(Tender::Cheque, 7_000)]);
        // A stranger from abroad paid more in cash than may go back to a resident.
        check(
            300_000,
            [0, 0, 0, 300_000],
            &[(Tender::Transfer, 200_000), (Tender::Cash, 100_000)],
        );
        // The ticket was an even exchange: nobody paid for it.
        check(3_000, [0, 0, 0, 0], &[(Tender::Cash, 3_000)]);
        check(0, [5_000, 0, 0, 0], &[]);
        // More went back before than had come in by that means.
        check(4_000, [-2_000, 0, 0, 9_000], &[(Tender::Cash, 4_000)]);
    }
}
