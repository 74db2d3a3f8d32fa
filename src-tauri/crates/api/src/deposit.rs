//! What the till has and can do for some work, on the wire.

use serde::Serialize;
use shop::deposit::{Outcome, Owed, Stage};
use utoipa::ToSchema;

/// Money in advance that stands on a ticket.
#[derive(Serialize, ToSchema)]
#[schema(as = WorkDeposit)]
pub(crate) struct DepositBody {
    /// `acompte` or `arrhes`.
    kind: &'static str,
    ticket: String,
    amount_minor: i64,
}

/// What of it stands.
pub(crate) fn deposits(owed: &Owed) -> Vec<DepositBody> {
    owed.deposits()
        .map(|one| DepositBody {
            kind: one.role.code(),
            ticket: one.ticket.clone(),
            amount_minor: one.total_minor,
        })
        .collect()
}

/// What the till can do for it: take money in advance while there is a price that is not all paid, and
/// settle what is due.
pub(crate) fn at_till(owed: &Owed) -> Option<&'static str> {
    let open = owed.balance_minor().is_some_and(|left| left > 0);
    match owed.stage {
        Stage::Ahead => open.then_some("deposit"),
        Stage::Due => owed
            .check_balance(Outcome::Back)
            .is_ok()
            .then_some("balance"),
        Stage::Gone | Stage::Closed => None,
    }
}
