//! What the making of an order does to where a piece is, whose it is and who holds it.

use units::Id;

use super::custody::Movement;
use super::piece::{Custody, Party, State};
use super::place::Place;

/// Where a piece stands after what the bench makes of it, or the state that does not allow it. `came_from`
/// is where it was when it was last in the shop, and whose.
pub(super) fn in_making(
    state: State,
    custody: Custody,
    movement: &Movement,
    came_from: Option<(Option<Id<Place>>, Party)>,
) -> Result<(State, Custody), State> {
    let one_of = |wanted: &[State]| {
        if wanted.contains(&state) {
            Ok(())
        } else {
            Err(state)
        }
    };
    let ours = |place| Custody {
        place,
        owner: Party::Shop,
        holder: Party::Shop,
    };
    let back = |named: Option<Id<Place>>| Custody {
        place: named.or(came_from.and_then(|(place, _)| place)),
        owner: came_from.map_or(Party::Shop, |(_, owner)| owner),
        holder: Party::Shop,
    };
    Ok(match movement {
        // What was taken apart is made again; the first time it has no row yet.
        Movement::Made { place, .. } => {
            one_of(&[State::Withdrawn])?;
            if custody.holder != Party::Shop {
                return Err(state);
            }
            (State::Available, ours(Some(*place)))
        }
        Movement::Unmade { .. } => {
            one_of(&[State::Available])?;
            (State::Withdrawn, ours(None))
        }
        // A part of what is not finished after all is in the work again.
        Movement::WorkedIn { .. } => {
            one_of(&[State::Available, State::Mounted])?;
            (State::Mounted, ours(None))
        }
        Movement::WorkedOut { place, .. } => {
            one_of(&[State::Mounted])?;
            (State::Available, back(*place))
        }
        Movement::SetInMade { .. } => {
            one_of(&[State::Mounted])?;
            (State::Mounted, ours(None))
        }
        Movement::HandedOver { customer, .. } => {
            one_of(&[State::Available])?;
            let party = Party::Customer(Some(*customer));
            let custody = Custody {
                place: None,
                owner: party,
                holder: party,
            };
            (State::Sold, custody)
        }
        Movement::HandedBack { .. } => {
            one_of(&[State::Sold])?;
            (State::Available, back(None))
        }
        _ => return Err(state),
    })
}
