//! How an order moves: every state, every act, and where it leads. Nothing here reads or writes.

use crate::stock::words;

words! {
    /// How far an order is.
    State {
        Enquiry = "enquiry",
        /// Somebody draws, models and reckons.
        Design = "design",
        /// The customer has a quote and has not answered.
        Quoted = "quoted",
        Approved = "approved",
        Production = "production",
        Ready = "ready",
        Delivered = "delivered",
        OnHold = "on_hold",
        /// The customer said no to the last quote.
        Refused = "refused",
        Cancelled = "cancelled",
    }
}

words! {
    /// What moves an order.
    Act {
        Create = "create",
        BeginDesign = "begin_design",
        /// The quote goes to the customer.
        Send = "send",
        Approve = "approve",
        Refuse = "refuse",
        /// The shop takes its quote back.
        Withdraw = "withdraw",
        /// The day until which it held is past.
        Expire = "expire",
        /// What was agreed is drawn anew: another quote follows.
        Revise = "revise",
        Produce = "produce",
        Finish = "finish",
        /// What was ready is not.
        Rework = "rework",
        Deliver = "deliver",
        Hold = "hold",
        Resume = "resume",
        Cancel = "cancel",
        /// The last move was a mistake.
        Correct = "correct",
    }
}

impl State {
    /// Something is still to be done or to be decided.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Delivered | Self::Refused | Self::Cancelled)
    }

    /// A quote may be written: nobody is being asked about one, and none is being made.
    pub const fn takes_quote(self) -> bool {
        matches!(self, Self::Enquiry | Self::Design)
    }
}

impl Act {
    /// Somebody will ask why.
    pub const fn needs_reason(self) -> bool {
        matches!(
            self,
            Self::Hold | Self::Cancel | Self::Correct | Self::Revise | Self::Rework
        )
    }
}

/// A move that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    pub seq: i64,
    pub act: Act,
    /// None: it began.
    pub from: Option<State>,
    /// The move that this one takes back.
    pub undoes: Option<i64>,
}

/// What of the past decides where an act leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// The last move that stands, with what came before it: what a correction takes back.
    pub last: Option<(i64, Act, State)>,
    /// Where the order was when it was put on hold.
    pub held_from: Option<State>,
}

impl Past {
    /// Reads the moves, the oldest first. A move that was taken back is as if it had never been.
    pub fn of(moves: &[Move]) -> Self {
        let mut standing: Vec<&Move> = Vec::new();
        for made in moves {
            match made.undoes {
                Some(undone) => standing.retain(|one| one.seq != undone),
                None => standing.push(made),
            }
        }
        let last = standing
            .last()
            .and_then(|one| Some((one.seq, one.act, one.from?)));
        let held = standing.iter().rev().find(|one| one.act == Act::Hold);
        Self {
            last,
            held_from: held.and_then(|one| one.from),
        }
    }
}

/// Where an act leads from a state; None where it cannot be done there.
pub fn next(state: State, act: Act, past: Past) -> Option<State> {
    use Act as A;
    use State as S;
    Some(match (state, act) {
        (S::Enquiry | S::Refused, A::BeginDesign) => S::Design,
        (S::Enquiry | S::Design, A::Send) => S::Quoted,
        (S::Quoted, A::Approve) => S::Approved,
        (S::Quoted, A::Refuse) => S::Refused,
        (S::Quoted, A::Withdraw | A::Expire) => S::Design,
        // A bigger stone after all: what was agreed no longer holds, so they are asked again.
        (S::Approved | S::Production, A::Revise) => S::Design,
        (S::Approved, A::Produce) => S::Production,
        (S::Production, A::Finish) => S::Ready,
        (S::Ready, A::Rework) => S::Production,
        (S::Ready, A::Deliver) => S::Delivered,
        (S::Enquiry | S::Design | S::Quoted | S::Approved | S::Production, A::Hold) => S::OnHold,
        (S::OnHold, A::Resume) => past.held_from?,
        (
            S::Enquiry
            | S::Design
            | S::Quoted
            | S::Approved
            | S::Production
            | S::Ready
            | S::OnHold
            | S::Refused,
            A::Cancel,
        ) => S::Cancelled,
        (_, A::Correct) => past.last?.2,
        _ => return None,
    })
}

/// What can be done now, in the order of the machine.
pub fn acts(state: State, past: Past) -> Vec<Act> {
    let possible = |act: &Act| next(state, *act, past).is_some();
    Act::ALL.iter().copied().filter(possible).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An order that has come to this state from `enquiry`, where that is not itself.
    fn past(state: State) -> Past {
        let from = |act, from| Past {
            last: Some((7, act, from)),
            held_from: (act == Act::Hold).then_some(from),
        };
        match state {
            State::Enquiry => Past::default(),
            State::OnHold => from(Act::Hold, State::Production),
            _ => from(Act::BeginDesign, State::Enquiry),
        }
    }

    /// Every state × every act, as a table: what is not there is a refusal.
    #[test]
    fn every_state_and_every_act() {
        let mut table = String::new();
        for &state in State::ALL {
            for &act in Act::ALL {
                if let Some(to) = next(state, act, past(state)) {
                    table += &format!("{} {} {}\n", state.code(), act.code(), to.code());
                }
            }
        }
        insta::assert_snapshot!(table);
    }

    /// The reversal matrix: what of cancel, correct and expire each state has. Every state but the
    /// first has a way back, and none is a dead end.
    #[test]
    fn every_state_has_a_way_back() {
        let mut matrix = String::new();
        for &state in State::ALL {
            let ways = [Act::Cancel, Act::Correct, Act::Expire]
                .map(|act| next(state, act, past(state)).map_or("–", State::code));
            matrix += &format!("{}: {}\n", state.code(), ways.join(" "));
            assert!(!acts(state, past(state)).is_empty(), "{state:?}");
            let is_first = state == State::Enquiry;
            assert_eq!(next(state, Act::Correct, past(state)).is_none(), is_first);
        }
        insta::assert_snapshot!(matrix);
    }

    #[test]
    fn everything_can_be_reached_and_everything_leads_home() {
        for start in [true, false] {
            for &goal in State::ALL {
                let (from, ends) = if start {
                    (State::Enquiry, vec![goal])
                } else {
                    (goal, vec![State::Delivered, State::Cancelled])
                };
                let mut seen = vec![from];
                let mut at = 0;
                while let Some(&state) = seen.get(at) {
                    for &act in Act::ALL {
                        // A correction is no way through the machine.
                        let found = next(state, act, past(state)).filter(|_| act != Act::Correct);
                        seen.extend(found.filter(|to| !seen.contains(to)));
                    }
                    at += 1;
                }
                let comes = ends.iter().any(|end| seen.contains(end));
                assert!(comes, "{from:?} never comes to {ends:?}");
            }
        }
    }
}
