//! The custody ledger: one entry for every change of where a piece is, whose it is and who holds
//! it. What the piece's row says of these is its last entry, and never anything else.

use chrono::{DateTime, Utc};
use units::Id;
use uuid::Uuid;

use super::in_making::in_making;
use super::on_memo::on_memo;
use super::piece::{Custody, Party, Piece, State};
use super::place::Place;
use super::store;
use crate::cx::{Cx, User};
use crate::db::{Change, ReadTx, StoreError, WriteTx};

/// What happens to a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Movement {
    /// It enters the stock.
    Received { place: Id<Place> },
    /// It enters the stock through an import, whose name it carries.
    Imported { place: Id<Place>, import: String },
    /// It goes from one place of the shop to another.
    Moved { place: Id<Place> },
    /// It leaves with a customer.
    Sold {
        ticket: String,
        customer: Option<Uuid>,
    },
    /// It comes back from a customer, to the place it left from unless another is named.
    Returned {
        ticket: String,
        place: Option<Id<Place>>,
    },
    /// It leaves the stock otherwise: melted, lost, given; the note says how.
    Withdrawn { note: String },
    /// A withdrawal was a mistake.
    BroughtBack { place: Id<Place>, note: String },
    /// The import that brought it is undone.
    ImportUndone { import: String },
    /// The reception that brought it is undone: it never was the shop's.
    ReceptionUndone {
        reception: String,
        supplier: Uuid,
        note: String,
    },
    /// It goes back to its supplier.
    SentBack {
        document: String,
        supplier: Uuid,
        note: String,
    },
    /// Its way back to the supplier was a mistake: it is the shop's again.
    CameBack {
        document: String,
        place: Id<Place>,
        note: String,
    },
    /// A stone is set in the piece of this number, and no piece by itself any more.
    Mounted { into: String },
    /// A stone is taken out of the piece of this number, and one by itself: whose the piece is.
    TakenOut {
        of: String,
        place: Id<Place>,
        owner: Party,
    },
    /// The stone of this number is set in the piece, which stays where it is.
    StoneSet { stone: String },
    /// The stone of this number is taken out of it.
    StoneTakenOut { stone: String },
    /// A stocktake found it elsewhere than the ledger had it.
    CountMoved {
        stocktake: String,
        place: Id<Place>,
        note: String,
    },
    /// A stocktake did not find it: it is written off.
    CountMissing { stocktake: String, note: String },
    /// A stocktake, or somebody after it, found what had been written off.
    CountFound {
        stocktake: String,
        place: Id<Place>,
        note: String,
    },
    /// Somebody leaves it with the shop on memo: from now on it is theirs.
    MemoReceived { memo: String, owner: Party },
    /// Its owner, who had left it on memo, has it back.
    MemoGivenBack { memo: String, note: String },
    /// The shop buys what it had on memo.
    MemoKept { memo: String, note: String },
    /// The shop leaves it with somebody on memo; it stays the shop's.
    MemoSent { memo: String, holder: Party },
    /// It comes back from memo.
    MemoReturned {
        memo: String,
        place: Id<Place>,
        note: String,
    },
    /// Who has it on memo buys it.
    MemoInvoiced { memo: String, note: String },
    /// It is lost while on memo, in the shop or with somebody.
    MemoLost { memo: String, note: String },
    /// What a memo had become of it was a mistake: the shop has it on memo again.
    MemoHeldHere {
        memo: String,
        owner: Party,
        place: Id<Place>,
        note: String,
    },
    /// What a memo had become of it was a mistake: somebody has it on memo again.
    MemoHeldThere {
        memo: String,
        holder: Party,
        note: String,
    },
    /// The memo was a mistake: it is whose it was, in the shop.
    MemoCancelled {
        memo: String,
        owner: Party,
        place: Id<Place>,
        note: String,
    },
    /// It goes into a customer's object at the bench, by the code on its envelope.
    Used { job: String, customer: Uuid },
    /// The bench did not need it after all.
    GivenBack {
        job: String,
        place: Option<Id<Place>>,
        note: String,
    },
    /// It enters the stock as what was made for the order of this number; again, where it was taken apart.
    Made { order: String, place: Id<Place> },
    /// It is not finished after all: what it was made of is the order's work again.
    Unmade { order: String },
    /// It goes into the work of an order: out of the stock, or out of what was made and is no more.
    WorkedIn { order: String },
    /// The work did not need it after all.
    WorkedOut {
        order: String,
        place: Option<Id<Place>>,
        note: String,
    },
    /// What was in the work is a part of the piece of this number, which is finished.
    SetInMade { into: String },
    /// The customer who ordered it has it.
    HandedOver { order: String, customer: Uuid },
    /// The hand-over was a mistake.
    HandedBack { order: String },
}

impl Movement {
    /// The word in the ledger.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Received { .. } => "received",
            Self::Imported { .. } => "imported",
            Self::Moved { .. } => "moved",
            Self::Sold { .. } => "sold",
            Self::Returned { .. } => "returned",
            Self::Withdrawn { .. } => "withdrawn",
            Self::BroughtBack { .. } => "brought_back",
            Self::ImportUndone { .. } => "import_undone",
            Self::ReceptionUndone { .. } => "reception_undone",
            Self::SentBack { .. } => "sent_back",
            Self::CameBack { .. } => "came_back",
            Self::Mounted { .. } => "mounted",
            Self::TakenOut { .. } => "taken_out",
            Self::StoneSet { .. } => "stone_set",
            Self::StoneTakenOut { .. } => "stone_taken_out",
            Self::CountMoved { .. } => "count_moved",
            Self::CountMissing { .. } => "count_missing",
            Self::CountFound { .. } => "count_found",
            Self::MemoReceived { .. } => "memo_received",
            Self::MemoGivenBack { .. } => "memo_given_back",
            Self::MemoKept { .. } => "memo_kept",
            Self::MemoSent { .. } => "memo_sent",
            Self::MemoReturned { .. } => "memo_returned",
            Self::MemoInvoiced { .. } => "memo_invoiced",
            Self::MemoLost { .. } => "memo_lost",
            Self::MemoHeldHere { .. } => "memo_held_here",
            Self::MemoHeldThere { .. } => "memo_held_there",
            Self::MemoCancelled { .. } => "memo_cancelled",
            Self::Used { .. } => "used",
            Self::GivenBack { .. } => "given_back",
            Self::Made { .. } => "made",
            Self::Unmade { .. } => "unmade",
            Self::WorkedIn { .. } => "worked_in",
            Self::WorkedOut { .. } => "worked_out",
            Self::SetInMade { .. } => "mounted",
            Self::HandedOver { .. } => "handed_over",
            Self::HandedBack { .. } => "handed_back",
        }
    }

    /// The document it follows from, or the number of the other piece.
    pub fn document(&self) -> Option<&str> {
        match self {
            Self::Sold { ticket, .. } | Self::Returned { ticket, .. } => Some(ticket),
            Self::Imported { import, .. } | Self::ImportUndone { import } => Some(import),
            Self::ReceptionUndone {
                reception: document,
                ..
            }
            | Self::SentBack { document, .. }
            | Self::CameBack { document, .. } => Some(document),
            Self::Mounted { into: number }
            | Self::SetInMade { into: number }
            | Self::TakenOut { of: number, .. }
            | Self::StoneSet { stone: number }
            | Self::StoneTakenOut { stone: number } => Some(number),
            Self::CountMoved { stocktake, .. }
            | Self::CountMissing { stocktake, .. }
            | Self::CountFound { stocktake, .. } => Some(stocktake),
            Self::MemoReceived { memo, .. }
            | Self::MemoGivenBack { memo, .. }
            | Self::MemoKept { memo, .. }
            | Self::MemoSent { memo, .. }
            | Self::MemoReturned { memo, .. }
            | Self::MemoInvoiced { memo, .. }
            | Self::MemoLost { memo, .. }
            | Self::MemoHeldHere { memo, .. }
            | Self::MemoHeldThere { memo, .. }
            | Self::MemoCancelled { memo, .. } => Some(memo),
            Self::Used { job, .. } | Self::GivenBack { job, .. } => Some(job),
            Self::Made { order, .. }
            | Self::Unmade { order }
            | Self::WorkedIn { order }
            | Self::WorkedOut { order, .. }
            | Self::HandedOver { order, .. }
            | Self::HandedBack { order } => Some(order),
            _ => None,
        }
    }

    /// Why, in a person's words.
    pub fn note(&self) -> &str {
        match self {
            Self::Withdrawn { note }
            | Self::ReceptionUndone { note, .. }
            | Self::SentBack { note, .. }
            | Self::CameBack { note, .. }
            | Self::BroughtBack { note, .. }
            | Self::CountMoved { note, .. }
            | Self::CountMissing { note, .. }
            | Self::CountFound { note, .. }
            | Self::MemoGivenBack { note, .. }
            | Self::MemoKept { note, .. }
            | Self::MemoReturned { note, .. }
            | Self::MemoInvoiced { note, .. }
            | Self::MemoLost { note, .. }
            | Self::MemoHeldHere { note, .. }
            | Self::MemoHeldThere { note, .. }
            | Self::MemoCancelled { note, .. }
            | Self::GivenBack { note, .. }
            | Self::WorkedOut { note, .. } => note,
            _ => "",
        }
    }
}

/// Why a movement is refused. Nothing was written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RecordError {
    /// There is no such piece.
    #[error("the piece is not known")]
    UnknownPiece,
    /// The piece is not in the state this movement starts from.
    #[error("the piece is {}", .0.code())]
    WrongState(State),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// One entry of the ledger, as read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: Id<Entry>,
    pub at: DateTime<Utc>,
    /// None: the program itself.
    pub user: Option<Id<User>>,
    /// A word of [`Movement::reason`].
    pub reason: String,
    pub document: Option<String>,
    pub note: String,
    /// Afterwards.
    pub custody: Custody,
}

impl Entry {
    /// The state a piece is in after this entry.
    pub fn state(&self) -> State {
        match self.reason.as_str() {
            "sold" | "memo_invoiced" | "handed_over" => State::Sold,
            "withdrawn" | "import_undone" | "count_missing" => State::Withdrawn,
            "sent_back" | "reception_undone" | "used" | "unmade" => State::Withdrawn,
            "memo_given_back" | "memo_lost" => State::Withdrawn,
            "memo_sent" | "memo_held_there" => State::OnMemo,
            "mounted" | "worked_in" => State::Mounted,
            _ => State::Available,
        }
    }
}

/// Writes the movement of a piece that exists, and what it changes on the piece.
pub fn record(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    movement: &Movement,
) -> Result<(), RecordError> {
    let (state, custody) = store::custody(tx, piece)?.ok_or(RecordError::UnknownPiece)?;
    let came_from = match movement {
        Movement::Returned { .. }
        | Movement::MemoReceived { .. }
        | Movement::GivenBack { .. }
        | Movement::WorkedOut { .. }
        | Movement::HandedBack { .. } => store::last_in_shop(tx, piece)?,
        _ => None,
    };
    let (state, custody) =
        after(state, custody, movement, came_from).map_err(RecordError::WrongState)?;
    store::insert_movement(tx, cx, piece, movement, custody)?;
    store::set_custody(tx, piece, state, custody)?;
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("piece", piece));
    Ok(())
}

/// Where a piece stands after a movement, or the state that does not allow it. `came_from` is where it
/// was when it was last in the shop, and whose: what comes back from a sale is its owner's again.
pub(super) fn after(
    state: State,
    custody: Custody,
    movement: &Movement,
    came_from: Option<(Option<Id<Place>>, Party)>,
) -> Result<(State, Custody), State> {
    let in_shop = |place| Custody {
        place: Some(place),
        owner: custody.owner,
        holder: Party::Shop,
    };
    let from = |wanted: State| if state == wanted { Ok(()) } else { Err(state) };
    Ok(match movement {
        Movement::Received { place }
        | Movement::Imported { place, .. }
        | Movement::Moved { place }
        | Movement::CountMoved { place, .. } => {
            from(State::Available)?;
            (State::Available, in_shop(*place))
        }
        Movement::Sold { customer, .. } => {
            from(State::Available)?;
            let party = Party::Customer(*customer);
            let custody = Custody {
                place: None,
                owner: party,
                holder: party,
            };
            (State::Sold, custody)
        }
        Movement::Returned { place, .. } => {
            from(State::Sold)?;
            let custody = Custody {
                place: place.or(came_from.and_then(|(place, _)| place)),
                owner: came_from.map_or(Party::Shop, |(_, owner)| owner),
                holder: Party::Shop,
            };
            (State::Available, custody)
        }
        Movement::Withdrawn { .. }
        | Movement::ImportUndone { .. }
        | Movement::CountMissing { .. } => {
            from(State::Available)?;
            let custody = Custody {
                place: None,
                ..custody
            };
            (State::Withdrawn, custody)
        }
        Movement::ReceptionUndone { supplier, .. } | Movement::SentBack { supplier, .. } => {
            from(State::Available)?;
            let custody = Custody {
                place: None,
                owner: Party::Supplier(Some(*supplier)),
                holder: Party::Supplier(Some(*supplier)),
            };
            (State::Withdrawn, custody)
        }
        Movement::CameBack { place, .. } => {
            from(State::Withdrawn)?;
            let custody = Custody {
                place: Some(*place),
                owner: Party::Shop,
                holder: Party::Shop,
            };
            (State::Available, custody)
        }
        Movement::BroughtBack { place, .. } | Movement::CountFound { place, .. } => {
            from(State::Withdrawn)?;
            // What a supplier has again is not found in the shop by a word of ours.
            if custody.holder != Party::Shop {
                return Err(state);
            }
            (State::Available, in_shop(*place))
        }
        Movement::Mounted { .. } => {
            from(State::Available)?;
            let custody = Custody {
                place: None,
                ..custody
            };
            (State::Mounted, custody)
        }
        Movement::TakenOut { place, owner, .. } => {
            from(State::Mounted)?;
            let custody = Custody {
                place: Some(*place),
                owner: *owner,
                holder: Party::Shop,
            };
            (State::Available, custody)
        }
        Movement::Used { customer, .. } => {
            from(State::Available)?;
            let party = Party::Customer(Some(*customer));
            let custody = Custody {
                place: None,
                owner: party,
                holder: party,
            };
            (State::Withdrawn, custody)
        }
        Movement::GivenBack { place, .. } => {
            from(State::Withdrawn)?;
            // Only what went into a customer's object comes back from there.
            if !matches!(custody.holder, Party::Customer(_)) {
                return Err(state);
            }
            let custody = Custody {
                place: place.or(came_from.and_then(|(place, _)| place)),
                owner: came_from.map_or(Party::Shop, |(_, owner)| owner),
                holder: Party::Shop,
            };
            (State::Available, custody)
        }
        Movement::StoneSet { .. } | Movement::StoneTakenOut { .. } => {
            from(State::Available)?;
            (State::Available, custody)
        }
        // Its owner had it back, and leaves it again: it goes where it was.
        Movement::MemoReceived { owner, .. }
            if state == State::Withdrawn && custody.owner == *owner && custody.holder == *owner =>
        {
            let custody = Custody {
                place: came_from.and_then(|(place, _)| place),
                owner: *owner,
                holder: Party::Shop,
            };
            (State::Available, custody)
        }
        Movement::Made { .. }
        | Movement::Unmade { .. }
        | Movement::WorkedIn { .. }
        | Movement::WorkedOut { .. }
        | Movement::SetInMade { .. }
        | Movement::HandedOver { .. }
        | Movement::HandedBack { .. } => return in_making(state, custody, movement, came_from),
        _ => return on_memo(state, custody, movement),
    })
}

/// A piece's entries, oldest first.
pub fn history(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Vec<Entry>, StoreError> {
    store::movements(tx, piece)
}

/// The entry that held at a past moment: None before the piece came in.
pub fn as_of(
    tx: &ReadTx<'_>,
    piece: Id<Piece>,
    at: DateTime<Utc>,
) -> Result<Option<Entry>, StoreError> {
    store::movement_as_of(tx, piece, at)
}
