//! How a message goes: every state, every act, and where it leads. Nothing here reads or writes.

use crate::stock::words;

words! {
    /// How far a message is.
    State {
        Queued = "queued",
        Sending = "sending",
        /// The mail server, the network or the gateway has it.
        Sent = "sent",
        /// It was reported on the customer's telephone.
        Delivered = "delivered",
        /// It certainly did not arrive, and the program has stopped trying.
        Failed = "failed",
        /// It may have left: a person decides.
        Unsure = "unsure",
        Cancelled = "cancelled",
        /// It could not leave in time.
        Expired = "expired",
    }
}

words! {
    /// What moves a message.
    Act {
        Queue = "queue",
        Claim = "claim",
        Accept = "accept",
        /// Certainly not gone: later.
        Delay = "delay",
        /// Refused for good.
        Refuse = "refuse",
        /// What became of it is not known.
        Lose = "lose",
        Deliver = "deliver",
        /// Taken, and reported as not arrived.
        Bounce = "bounce",
        /// Taken, and nobody says any more whether it arrived.
        GiveUp = "give_up",
        Expire = "expire",
        /// What it says is no longer so.
        Overtake = "overtake",
        Retry = "retry",
        Cancel = "cancel",
        /// A person knows that it arrived.
        Confirm = "confirm",
        /// The address was wrong.
        Readdress = "readdress",
        /// As a new message.
        Again = "again",
    }
}

/// Where an act leads from a state; None where it cannot be done there.
pub const fn next(state: State, act: Act) -> Option<State> {
    use Act as A;
    use State as S;
    Some(match (state, act) {
        (S::Queued, A::Claim) => S::Sending,
        (S::Sending, A::Accept) => S::Sent,
        (S::Sending, A::Delay) => S::Queued,
        (S::Sending, A::Refuse) => S::Failed,
        (S::Sending, A::Lose) => S::Unsure,
        // A report settles what nobody knew.
        (S::Sent | S::Unsure, A::Deliver) => S::Delivered,
        (S::Sent | S::Unsure, A::Bounce) => S::Failed,
        (S::Sent, A::GiveUp) => S::Sent,
        (S::Queued, A::Expire) => S::Expired,
        (S::Queued, A::Overtake) => S::Cancelled,
        (S::Queued | S::Failed | S::Unsure | S::Expired, A::Cancel) => S::Cancelled,
        (S::Queued | S::Failed | S::Expired, A::Retry | A::Readdress) => S::Queued,
        (S::Unsure, A::Confirm) => S::Sent,
        // What was sent stays sent; what was in doubt is settled by the new one.
        (S::Sent | S::Delivered | S::Cancelled, A::Again) => state,
        (S::Failed | S::Unsure | S::Expired, A::Again) => S::Cancelled,
        _ => return None,
    })
}

/// What a person can do now.
pub fn acts(state: State, was_repeated: bool) -> Vec<Act> {
    const PERSON: [Act; 5] = [
        Act::Retry,
        Act::Confirm,
        Act::Readdress,
        Act::Again,
        Act::Cancel,
    ];
    PERSON
        .into_iter()
        .filter(|act| next(state, *act).is_some() && !(was_repeated && *act == Act::Again))
        .collect()
}

impl State {
    /// A person has to look.
    pub const fn is_trouble(self) -> bool {
        matches!(self, Self::Failed | Self::Unsure | Self::Expired)
    }
}
