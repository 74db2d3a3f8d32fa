//! The clerk with a pencil: what a movement makes of a piece by the rules of the trade, written down
//! without a look at the ledger's own.

use super::*;

/// What the clerk wrote down of a piece: state, place, owner, holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    pub state: State,
    pub place: Option<Id<Place>>,
    pub owner: Party,
    pub holder: Party,
    /// Where it was when it was last in the shop, and whose.
    last: (Id<Place>, Party),
    /// The piece it is set in, of a stone.
    pub set_in: Option<Id<Piece>>,
}

impl Note {
    /// In the shop, in the shop's hands.
    pub fn here(place: Id<Place>, owner: Party) -> Self {
        Self {
            state: State::Available,
            place: Some(place),
            owner,
            holder: Party::Shop,
            last: (place, owner),
            set_in: None,
        }
    }

    fn out(self, state: State, owner: Party, holder: Party) -> Self {
        Self {
            state,
            place: None,
            owner,
            holder,
            ..self
        }
    }

    pub fn custody(&self) -> Custody {
        Custody {
            place: self.place,
            owner: self.owner,
            holder: self.holder,
        }
    }

    /// What cannot be, whatever was done: two places, none where it is in the shop, a piece that is
    /// here and in somebody's hands, one that was sold and is still the shop's.
    pub fn makes_sense(&self) -> bool {
        let in_shop = self.state == State::Available;
        in_shop == self.place.is_some()
            && (!in_shop || self.holder == Party::Shop)
            && (self.state != State::OnMemo || self.holder != Party::Shop)
            && (self.state != State::Sold
                || (self.owner == self.holder && self.owner != Party::Shop))
            // A stone is set in a piece, or an order's work has it.
            && (self.state == State::Mounted || self.set_in.is_none())
    }

    /// None: it is not possible.
    pub fn after(self, movement: &Movement) -> Option<Self> {
        match self.state {
            State::Available => self.leaves_the_shop(movement),
            State::Sold => self.leaves_its_buyer(movement),
            State::OnMemo => self.leaves_its_memo(movement),
            State::Withdrawn => self.leaves_nowhere(movement),
            State::Mounted if self.is_in_work() => self.leaves_the_work(movement),
            // What is set in a ring goes where the ring goes.
            State::Mounted => None,
        }
    }

    fn leaves_the_shop(self, movement: &Movement) -> Option<Self> {
        let (owner, place) = (self.owner, self.last.0);
        Some(match movement {
            Movement::Moved { place } | Movement::CountMoved { place, .. } => {
                Self::here(*place, owner)
            }
            Movement::Sold { customer, .. } => {
                let buyer = Party::Customer(*customer);
                self.out(State::Sold, buyer, buyer)
            }
            Movement::WorkedIn { .. } => self.in_work(),
            Movement::HandedOver { customer, .. } => {
                let buyer = Party::Customer(Some(*customer));
                self.out(State::Sold, buyer, buyer)
            }
            Movement::Used { customer, .. } => {
                let owner = Party::Customer(Some(*customer));
                self.out(State::Withdrawn, owner, owner)
            }
            Movement::Withdrawn { .. }
            | Movement::CountMissing { .. }
            | Movement::ImportUndone { .. }
            | Movement::MemoLost { .. } => self.out(State::Withdrawn, owner, Party::Shop),
            Movement::SentBack { supplier, .. } | Movement::ReceptionUndone { supplier, .. } => {
                let maker = Party::Supplier(Some(*supplier));
                self.out(State::Withdrawn, maker, maker)
            }
            Movement::MemoReceived { owner, .. } => Self::here(place, *owner),
            Movement::MemoKept { .. } => Self::here(place, Party::Shop),
            Movement::MemoGivenBack { .. } => self.out(State::Withdrawn, owner, owner),
            Movement::MemoSent { holder, .. } => self.out(State::OnMemo, owner, *holder),
            Movement::MemoHeldThere { holder, .. } => self.out(State::OnMemo, Party::Shop, *holder),
            Movement::MemoHeldHere { owner, place, .. }
            | Movement::MemoCancelled { owner, place, .. } => Self::here(*place, *owner),
            _ => return None,
        })
    }

    fn leaves_its_buyer(self, movement: &Movement) -> Option<Self> {
        let (place, owner) = self.last;
        match movement {
            Movement::Returned { place: named, .. } => {
                Some(Self::here(named.unwrap_or(place), owner))
            }
            Movement::HandedBack { .. } => Some(Self::here(place, owner)),
            Movement::MemoHeldThere { holder, .. } => {
                Some(self.out(State::OnMemo, Party::Shop, *holder))
            }
            _ => None,
        }
    }

    fn leaves_the_work(self, movement: &Movement) -> Option<Self> {
        let (place, owner) = self.last;
        match movement {
            Movement::WorkedIn { .. } => Some(self.in_work()),
            Movement::WorkedOut { place: named, .. } => {
                Some(Self::here(named.unwrap_or(place), owner))
            }
            _ => None,
        }
    }

    fn leaves_its_memo(self, movement: &Movement) -> Option<Self> {
        match movement {
            Movement::MemoReturned { place, .. } => Some(Self::here(*place, self.owner)),
            Movement::MemoInvoiced { .. } => Some(self.out(State::Sold, self.holder, self.holder)),
            Movement::MemoLost { .. } => Some(self.out(State::Withdrawn, self.owner, self.holder)),
            Movement::MemoHeldHere { owner, place, .. }
            | Movement::MemoCancelled { owner, place, .. } => Some(Self::here(*place, *owner)),
            _ => None,
        }
    }

    fn leaves_nowhere(self, movement: &Movement) -> Option<Self> {
        match movement {
            // Only what nobody else has is found again.
            Movement::BroughtBack { place, .. } | Movement::CountFound { place, .. }
                if self.holder == Party::Shop =>
            {
                Some(Self::here(*place, self.owner))
            }
            Movement::CameBack { place, .. } => Some(Self::here(*place, Party::Shop)),
            // Out of a customer's object, to where it was.
            Movement::GivenBack { place: named, .. }
                if matches!(self.holder, Party::Customer(_)) =>
            {
                let (place, owner) = self.last;
                Some(Self::here(named.unwrap_or(place), owner))
            }
            Movement::MemoReceived { owner, .. }
                if (*owner, *owner) == (self.owner, self.holder) =>
            {
                Some(Self::here(self.last.0, *owner))
            }
            Movement::MemoHeldThere { holder, .. } => {
                Some(self.out(State::OnMemo, Party::Shop, *holder))
            }
            Movement::MemoHeldHere { owner, place, .. }
            | Movement::MemoCancelled { owner, place, .. } => Some(Self::here(*place, *owner)),
            _ => None,
        }
    }

    /// The stone after it was set in the ring; None: it is not possible.
    pub fn set_in(self, ring: Id<Piece>, of: &Self) -> Option<Self> {
        let both_here = self.state == State::Available && of.state == State::Available;
        (both_here && self.owner == of.owner).then(|| Self {
            set_in: Some(ring),
            ..self.out(State::Mounted, self.owner, Party::Shop)
        })
    }

    /// The stone after it was taken out of the ring: whoever the ring is of by then.
    pub fn out_of(ring: &Self, place: Id<Place>) -> Option<Self> {
        (ring.state == State::Available).then(|| Self::here(place, ring.owner))
    }

    /// In the work of an order: the shop's, and nowhere in the stock.
    pub fn in_work(self) -> Self {
        Self {
            set_in: None,
            ..self.out(State::Mounted, Party::Shop, Party::Shop)
        }
    }

    pub fn is_in_work(&self) -> bool {
        self.state == State::Mounted && self.set_in.is_none()
    }

    /// A part of what was made of the work.
    pub fn in_made(self, ring: Id<Piece>) -> Self {
        Self {
            set_in: Some(ring),
            ..self.in_work()
        }
    }

    /// It stands in the shop, which it is of.
    pub fn can_be_unmade(&self) -> bool {
        self.state == State::Available && self.owner == Party::Shop
    }

    pub fn unmade(self) -> Self {
        self.out(State::Withdrawn, Party::Shop, Party::Shop)
    }

    /// Nobody has it.
    pub fn can_be_made(&self) -> bool {
        self.state == State::Withdrawn && self.holder == Party::Shop
    }

    /// Made again, where it lies now.
    pub fn made(place: Id<Place>) -> Self {
        Self::here(place, Party::Shop)
    }
}
