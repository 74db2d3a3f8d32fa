//! How a job moves: every state, every act, and where it leads. Nothing here reads or writes.

use crate::stock::words;

words! {
    /// How far a job is. In every state but `collected` its object is the shop's to answer for.
    State {
        Received = "received",
        /// Somebody is working out what it will cost.
        Estimate = "estimate",
        AwaitingApproval = "awaiting_approval",
        Bench = "bench",
        /// With an outside workshop.
        Vendor = "vendor",
        AwaitingParts = "awaiting_parts",
        QualityCheck = "quality_check",
        Ready = "ready",
        Collected = "collected",
        OnHold = "on_hold",
        /// The customer said no: it waits for them as it came.
        Refused = "refused",
        /// Nothing is to be done after all: it waits for them.
        Cancelled = "cancelled",
        /// Nobody came within the law's term.
        Abandoned = "abandoned",
    }
}

words! {
    /// What moves a job.
    Act {
        TakeIn = "take_in",
        BeginEstimate = "begin_estimate",
        /// The estimate goes to the customer.
        Submit = "submit",
        Approve = "approve",
        Refuse = "refuse",
        /// The shop takes its estimate back.
        Withdraw = "withdraw",
        /// The day until which it held is past.
        Expire = "expire",
        Start = "start",
        Send = "send",
        Receive = "receive",
        AwaitParts = "await_parts",
        Check = "check",
        Fail = "fail",
        Pass = "pass",
        Collect = "collect",
        Hold = "hold",
        Resume = "resume",
        Cancel = "cancel",
        Abandon = "abandon",
        /// The last move was a mistake.
        Correct = "correct",
    }
}

impl State {
    /// Work is still to be done, or to be decided.
    pub const fn is_open(self) -> bool {
        !matches!(
            self,
            Self::Ready | Self::Collected | Self::Refused | Self::Cancelled | Self::Abandoned
        )
    }

    /// Nothing was done to the object yet: what is seen of it is how it came in.
    pub const fn is_before_work(self) -> bool {
        matches!(
            self,
            Self::Received | Self::Estimate | Self::AwaitingApproval
        )
    }

    /// The object waits for its owner.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Ready | Self::Refused | Self::Cancelled)
    }

    /// Its tasks may be written. What a customer is being asked about stands still.
    pub const fn takes_tasks(self) -> bool {
        self.is_open() && !matches!(self, Self::AwaitingApproval)
    }
}

/// A move that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    pub seq: i64,
    pub act: Act,
    /// None: it was taken in.
    pub from: Option<State>,
    /// The move that this one takes back.
    pub undoes: Option<i64>,
}

/// What of the past decides where an act leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// The last move that stands, with what came before it: what a correction takes back.
    pub last: Option<(i64, Act, State)>,
    /// Where the job was when it was put on hold.
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
        (S::Received | S::Refused, A::BeginEstimate) => S::Estimate,
        (S::Received | S::Estimate | S::Bench | S::AwaitingParts, A::Submit) => S::AwaitingApproval,
        (S::AwaitingApproval, A::Approve) => S::Bench,
        (S::AwaitingApproval, A::Refuse) => S::Refused,
        (S::AwaitingApproval, A::Withdraw | A::Expire) => S::Estimate,
        (S::Received | S::Estimate | S::AwaitingParts, A::Start) => S::Bench,
        (S::Received | S::Estimate | S::Bench | S::AwaitingParts, A::Send) => S::Vendor,
        (S::Vendor, A::Receive) => S::Bench,
        (S::Bench, A::AwaitParts) => S::AwaitingParts,
        (S::Bench, A::Check) => S::QualityCheck,
        // What was ready may turn out not to be.
        (S::QualityCheck | S::Ready, A::Fail) => S::Bench,
        (S::QualityCheck, A::Pass) => S::Ready,
        (S::Ready | S::Refused | S::Cancelled | S::Abandoned, A::Collect) => S::Collected,
        (S::Ready | S::Refused | S::Cancelled, A::Abandon) => S::Abandoned,
        (
            S::Received
            | S::Estimate
            | S::AwaitingApproval
            | S::Bench
            | S::AwaitingParts
            | S::QualityCheck,
            A::Hold,
        ) => S::OnHold,
        (S::OnHold, A::Resume) => past.held_from?,
        // What is with a vendor comes back first; what is ready was done and is owed.
        (
            S::Received
            | S::Estimate
            | S::AwaitingApproval
            | S::Bench
            | S::AwaitingParts
            | S::QualityCheck
            | S::OnHold,
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

/// Where a job can go from here and by which act, in the order of the machine; a correction is no step.
/// `held_from`: where it was when it was put on hold.
pub fn moves(state: State, held_from: Option<State>) -> Vec<(Act, State)> {
    let past = Past {
        last: None,
        held_from,
    };
    let to = |act: &Act| next(state, *act, past).map(|to| (*act, to));
    Act::ALL.iter().filter_map(to).collect()
}

/// The next step that needs nothing said: what scanning the envelope once more does.
pub const fn along(state: State) -> Option<Act> {
    match state {
        State::Received | State::Estimate | State::AwaitingParts => Some(Act::Start),
        State::Vendor => Some(Act::Receive),
        State::Bench => Some(Act::Check),
        State::QualityCheck => Some(Act::Pass),
        State::OnHold => Some(Act::Resume),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A job that has come to this state from `received`, where that is not itself.
    fn past(state: State) -> Past {
        let from = |act, from| Past {
            last: Some((7, act, from)),
            held_from: (act == Act::Hold).then_some(from),
        };
        match state {
            State::Received => Past::default(),
            State::OnHold => from(Act::Hold, State::Bench),
            _ => from(Act::Start, State::Received),
        }
    }

    /// Every state × every act, as a table: a dot is a refusal.
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
            let ways = [Act::Cancel, Act::Correct, Act::Expire, Act::Abandon]
                .map(|act| next(state, act, past(state)).map_or("–", State::code));
            matrix += &format!("{}: {}\n", state.code(), ways.join(" "));
            assert!(!acts(state, past(state)).is_empty(), "{state:?}");
            let is_first = state == State::Received;
            assert_eq!(next(state, Act::Correct, past(state)).is_none(), is_first);
        }
        insta::assert_snapshot!(matrix);
    }

    #[test]
    fn a_step_leads_where_the_machine_says() {
        for &state in State::ALL {
            for (act, to) in moves(state, Some(State::Estimate)) {
                let past = Past {
                    last: None,
                    held_from: Some(State::Estimate),
                };
                assert_eq!(next(state, act, past), Some(to));
                assert!(act != Act::Correct && act != Act::TakeIn, "{state:?}");
            }
        }
        let resumed = (Act::Resume, State::Estimate);
        assert!(moves(State::OnHold, Some(State::Estimate)).contains(&resumed));
        assert_eq!(
            moves(State::OnHold, None),
            [(Act::Cancel, State::Cancelled)]
        );
        assert_eq!(moves(State::Collected, None), []);
    }

    #[test]
    fn everything_can_be_reached_and_everything_leads_home() {
        for start in [true, false] {
            for &goal in State::ALL {
                let (from, to) = if start {
                    (State::Received, goal)
                } else {
                    (goal, State::Collected)
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
                assert!(seen.contains(&to), "{from:?} never comes to {to:?}");
            }
        }
    }

    #[test]
    fn a_correction_takes_back_the_last_move_that_stands() {
        let made = |seq, act, from| Move {
            seq,
            act,
            from,
            undoes: None,
        };
        let mut moves = vec![
            made(1, Act::TakeIn, None),
            made(2, Act::Start, Some(State::Received)),
            made(3, Act::Hold, Some(State::Bench)),
        ];
        let past = Past::of(&moves);
        assert_eq!(next(State::OnHold, Act::Correct, past), Some(State::Bench));
        assert_eq!(next(State::OnHold, Act::Resume, past), Some(State::Bench));
        moves.push(Move {
            undoes: Some(3),
            ..made(4, Act::Correct, Some(State::OnHold))
        });
        let past = Past::of(&moves);
        assert_eq!(past.last, Some((2, Act::Start, State::Received)));
        assert_eq!(past.held_from, None);
        moves.push(Move {
            undoes: Some(2),
            ..made(5, Act::Correct, Some(State::Bench))
        });
        // Taken in is not a mistake that a correction mends: that is a cancellation.
        assert_eq!(next(State::Received, Act::Correct, Past::of(&moves)), None);
    }
}
