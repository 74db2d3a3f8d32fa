//! What memos do to where a piece is, whose it is and who holds it.

use super::custody::Movement;
use super::piece::{Custody, Party, State};

/// Where a piece stands after what a memo does, or the state that does not allow it.
pub(super) fn on_memo(
    state: State,
    custody: Custody,
    movement: &Movement,
) -> Result<(State, Custody), State> {
    let one_of = |wanted: &[State]| {
        if wanted.contains(&state) {
            Ok(())
        } else {
            Err(state)
        }
    };
    let out = |owner, holder| Custody {
        place: None,
        owner,
        holder,
    };
    Ok(match movement {
        Movement::MemoReceived { owner, .. } => {
            one_of(&[State::Available])?;
            let owner = *owner;
            (State::Available, Custody { owner, ..custody })
        }
        Movement::MemoKept { .. } => {
            one_of(&[State::Available])?;
            let owner = Party::Shop;
            (State::Available, Custody { owner, ..custody })
        }
        Movement::MemoGivenBack { .. } => {
            one_of(&[State::Available])?;
            (State::Withdrawn, out(custody.owner, custody.owner))
        }
        Movement::MemoSent { holder, .. } => {
            one_of(&[State::Available])?;
            (State::OnMemo, out(custody.owner, *holder))
        }
        Movement::MemoReturned { place, .. } => {
            one_of(&[State::OnMemo])?;
            let custody = Custody {
                place: Some(*place),
                owner: custody.owner,
                holder: Party::Shop,
            };
            (State::Available, custody)
        }
        Movement::MemoInvoiced { .. } => {
            one_of(&[State::OnMemo])?;
            (State::Sold, out(custody.holder, custody.holder))
        }
        Movement::MemoLost { .. } => {
            one_of(&[State::Available, State::OnMemo])?;
            (State::Withdrawn, out(custody.owner, custody.holder))
        }
        Movement::MemoHeldHere { owner, place, .. }
        | Movement::MemoCancelled { owner, place, .. } => {
            one_of(&[State::Available, State::Withdrawn, State::OnMemo])?;
            let custody = Custody {
                place: Some(*place),
                owner: *owner,
                holder: Party::Shop,
            };
            (State::Available, custody)
        }
        Movement::MemoHeldThere { holder, .. } => {
            one_of(&[State::Available, State::Withdrawn, State::Sold])?;
            (State::OnMemo, out(Party::Shop, *holder))
        }
        _ => return Err(state),
    })
}
