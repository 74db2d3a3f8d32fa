//! What the moves of a job say of its time. Nothing here reads or writes.

use chrono::{DateTime, Utc};

use crate::repair::{Entry, State};

/// A move, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub to: State,
    /// The move that this one takes back.
    pub undoes: Option<i64>,
    pub note: String,
}

impl Moved {
    /// An entry of the history, where it is a move.
    pub(super) fn from_entry(entry: &Entry) -> Option<Self> {
        Some(Self {
            seq: entry.seq,
            at: entry.at,
            to: entry.to?,
            undoes: entry.undoes,
            note: entry.note.clone(),
        })
    }
}

/// The moves that stand, the oldest first: one that was taken back is as if it had never been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course(Vec<Moved>);

/// Whole minutes from one moment to another; never below nothing, though a clock may be put back.
fn minutes(from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
    (to - from).num_minutes().max(0)
}

impl Course {
    /// Reads the moves, the oldest first.
    pub fn of(moves: impl IntoIterator<Item = Moved>) -> Self {
        let mut standing: Vec<Moved> = Vec::new();
        for made in moves {
            match made.undoes {
                Some(undone) => standing.retain(|one| one.seq != undone),
                None => standing.push(made),
            }
        }
        Self(standing)
    }

    pub fn taken_at(&self) -> Option<DateTime<Utc>> {
        self.0.first().map(|one| one.at)
    }

    /// How it stands, whatever its owner did since: neither collected nor abandoned.
    fn outcome(&self) -> Option<&Moved> {
        let over = |one: &&Moved| matches!(one.to, State::Collected | State::Abandoned);
        self.0.iter().rev().find(|one| !over(one))
    }

    /// When the work was done. None: it is not, or was found wanting since.
    pub fn ready_at(&self) -> Option<DateTime<Utc>> {
        let done = self.outcome().filter(|one| one.to == State::Ready);
        done.map(|one| one.at)
    }

    /// When its owner had it back, worked on or not.
    pub fn gone_at(&self) -> Option<DateTime<Utc>> {
        let gone = self.0.last().filter(|one| one.to == State::Collected);
        gone.map(|one| one.at)
    }

    /// When finished work went home.
    pub fn collected_at(&self) -> Option<DateTime<Utc>> {
        self.gone_at().filter(|_| self.ready_at().is_some())
    }

    /// The move by which it came to nothing. An object that was abandoned and then collected did not; one
    /// that was refused or cancelled did, though it went home.
    pub fn lost(&self) -> Option<&Moved> {
        let last = self.0.last()?;
        match last.to {
            State::Refused | State::Cancelled | State::Abandoned => Some(last),
            State::Collected => self
                .outcome()
                .filter(|one| matches!(one.to, State::Refused | State::Cancelled)),
            _ => None,
        }
    }

    /// Minutes from the intake to the end of the work.
    pub fn minutes_to_ready(&self) -> Option<i64> {
        Some(minutes(self.taken_at()?, self.ready_at()?))
    }

    /// Minutes from the intake until finished work went home.
    pub fn minutes_to_collected(&self) -> Option<i64> {
        Some(minutes(self.taken_at()?, self.collected_at()?))
    }

    /// What it spent in each state until the work was done, in the order of the machine; nothing while
    /// it is not.
    pub fn stages(&self) -> Vec<(State, i64)> {
        let Some(done) = self.outcome().filter(|one| one.to == State::Ready) else {
            return Vec::new();
        };
        let mut spent: Vec<(State, i64)> = Vec::new();
        for pair in self.0.windows(2) {
            let [here, next] = pair else { continue };
            if here.seq == done.seq {
                break;
            }
            let took = minutes(here.at, next.at);
            match spent.iter_mut().find(|(state, _)| *state == here.to) {
                Some((_, sum)) => *sum += took,
                None => spent.push((here.to, took)),
            }
        }
        let place = |state: State| State::ALL.iter().position(|one| *one == state);
        spent.sort_by_key(|(state, _)| place(*state));
        spent
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::repair::{Act, Past, next};

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(minute * 60, 0).expect("a moment")
    }

    fn moved(seq: i64, minute: i64, to: State) -> Moved {
        Moved {
            seq,
            at: at(minute),
            to,
            undoes: None,
            note: String::new(),
        }
    }

    #[test]
    fn a_mistake_is_as_if_it_had_never_been() {
        let mut moves = vec![
            moved(1, 0, State::Received),
            moved(2, 10, State::Bench),
            moved(3, 40, State::Ready),
        ];
        let course = Course::of(moves.clone());
        assert_eq!(course.minutes_to_ready(), Some(40));
        assert_eq!(course.stages(), [(State::Received, 10), (State::Bench, 30)]);
        moves.push(Moved {
            undoes: Some(3),
            ..moved(4, 50, State::Bench)
        });
        assert_eq!(Course::of(moves.clone()).ready_at(), None);
        moves.push(moved(5, 90, State::Ready));
        moves.push(moved(6, 100, State::Collected));
        let course = Course::of(moves);
        assert_eq!(course.minutes_to_ready(), Some(90));
        assert_eq!(course.minutes_to_collected(), Some(100));
        assert_eq!(course.stages(), [(State::Received, 10), (State::Bench, 80)]);
    }

    #[test]
    fn what_comes_to_nothing() {
        use State as S;
        for (states, lost) in [
            (vec![S::Received, S::Cancelled], Some(S::Cancelled)),
            (
                vec![S::Received, S::Refused, S::Collected],
                Some(S::Refused),
            ),
            (
                vec![S::Received, S::Refused, S::Abandoned, S::Collected],
                Some(S::Refused),
            ),
            (
                vec![S::Received, S::Ready, S::Abandoned],
                Some(S::Abandoned),
            ),
            (
                vec![S::Received, S::Ready, S::Abandoned, S::Collected],
                None,
            ),
            (vec![S::Received, S::Refused, S::Estimate], None),
            (vec![S::Received, S::Ready, S::Collected], None),
        ] {
            let moves = (1..).zip(&states).map(|(seq, &to)| moved(seq, seq, to));
            let course = Course::of(moves);
            assert_eq!(course.lost().map(|one| one.to), lost, "{states:?}");
            let is_done = states.contains(&S::Ready);
            let is_gone = states.contains(&S::Collected);
            assert_eq!(course.ready_at().is_some(), is_done, "{states:?}");
            assert_eq!(course.collected_at().is_some(), is_done && is_gone);
        }
    }

    /// A life of a job: acts as the machine allows them, each some minutes after the last.
    fn life(acts: &[(usize, i64)]) -> Vec<Moved> {
        let mut made = vec![repair_move(1, Act::TakeIn, None, None)];
        let mut moves = vec![moved(1, 0, State::Received)];
        let (mut state, mut minute) = (State::Received, 0);
        for &(which, later) in acts {
            let past = Past::of(&made);
            let can: Vec<_> = Act::ALL
                .iter()
                .filter_map(|&act| next(state, act, past).map(|to| (act, to)))
                .collect();
            let (act, to) = can[which % can.len()];
            minute += later;
            let seq = i64::try_from(moves.len()).expect("few") + 1;
            let undoes = (act == Act::Correct).then(|| past.last.expect("a move").0);
            made.push(repair_move(seq, act, Some(state), undoes));
            moves.push(Moved {
                undoes,
                ..moved(seq, minute, to)
            });
            state = to;
        }
        moves
    }

    fn repair_move(
        seq: i64,
        act: Act,
        from: Option<State>,
        undoes: Option<i64>,
    ) -> crate::repair::Move {
        crate::repair::Move {
            seq,
            act,
            from,
            undoes,
        }
    }

    proptest! {
        /// Minute by minute, against a job that is told anew without its mistakes.
        #[test]
        fn every_minute_is_in_one_stage(acts in prop::collection::vec((0_usize..20, 1_i64..90), 1..25)) {
            let moves = life(&acts);
            let course = Course::of(moves.clone());
            let undone: Vec<i64> = moves.iter().filter_map(|one| one.undoes).collect();
            let told: Vec<&Moved> = moves
                .iter()
                .filter(|one| one.undoes.is_none() && !undone.contains(&one.seq))
                .collect();
            let state_at = |minute: i64| {
                told.iter().rev().find(|one| one.at <= at(minute)).map(|one| one.to)
            };
            let mut naive: std::collections::HashMap<State, i64> = std::collections::HashMap::new();
            if let Some(ready) = course.minutes_to_ready() {
                for minute in 0..ready {
                    *naive.entry(state_at(minute).expect("a state")).or_default() += 1;
                }
                let sum: i64 = course.stages().iter().map(|(_, took)| took).sum();
                prop_assert_eq!(sum, ready);
                for (state, took) in course.stages() {
                    prop_assert_eq!(naive.get(&state).copied().unwrap_or(0), took, "{:?}", state);
                }
            } else {
                prop_assert!(course.stages().is_empty());
            }
            // Ready, whatever became of it afterwards, and nothing else.
            let end = told.iter().rev().map(|one| one.to)
                .find(|to| !matches!(to, State::Collected | State::Abandoned));
            prop_assert_eq!(course.ready_at().is_some(), end == Some(State::Ready));
            prop_assert!(course.lost().is_none() || course.collected_at().is_none());
        }
    }
}
