//! The clerk's book: what is noted of every piece, and which moves chance can come up with.

use super::*;

/// What the clerk's book says now, and every page of it before.
pub struct Book {
    pub now: BTreeMap<Id<Piece>, Note>,
    /// Of each piece the last note of every second in which something was noted.
    pub pages: BTreeMap<Id<Piece>, Vec<(i64, Note)>>,
}

impl Book {
    pub fn write(&mut self, second: i64, piece: Id<Piece>, note: Note) {
        assert!(note.makes_sense(), "{piece}: {note:?}");
        self.now.insert(piece, note);
        let pages = self.pages.entry(piece).or_default();
        match pages.last_mut() {
            Some((then, last)) if *then == second => *last = note,
            _ => pages.push((second, note)),
        }
    }

    pub fn at(&self, piece: Id<Piece>, second: i64) -> Option<&Note> {
        let pages = &self.pages[&piece];
        let behind = pages.partition_point(|(then, _)| *then <= second);
        pages[..behind].last().map(|(_, note)| note)
    }

    /// A move as the dice fall; whose notes it changes: nobody's where it is not possible.
    pub fn roll(
        &self,
        dice: &mut Dice,
        places: &[Id<Place>],
        (rings, stones): (&[Id<Piece>], &[Id<Piece>]),
    ) -> (Move, Vec<(Id<Piece>, Note)>) {
        let moved = |piece: Id<Piece>, movement: Movement| {
            let after = self.now[&piece].after(&movement);
            let notes = after.into_iter().map(|note| (piece, note)).collect();
            (Move::Of(piece, movement), notes)
        };
        match dice.below(12) {
            0 => {}
            1 => {
                if let Some(making) = self.making(dice, places, (rings, stones)) {
                    return making;
                }
            }
            _ => {
                let ring = dice.one_of(rings);
                return moved(ring, any_movement(dice, places));
            }
        }
        let stone = dice.one_of(stones);
        let noted = self.now[&stone];
        match (noted.set_in, dice.below(4)) {
            // A stone is moved like any piece; while it is set in another it cannot be, and no order's work
            // lets it go.
            (set_in, 0) => {
                let movement = any_movement(dice, places);
                let place = dice.one_of(places);
                match movement {
                    Movement::WorkedIn { .. } | Movement::WorkedOut { .. } if set_in.is_some() => {
                        moved(stone, Movement::Moved { place })
                    }
                    movement => moved(stone, movement),
                }
            }
            (Some(ring), 1..) => {
                let place = dice.one_of(places);
                let note = Note::out_of(&self.now[&ring], place).map(|note| (stone, note));
                (Move::TakeOut { stone, ring, place }, Vec::from_iter(note))
            }
            (None, _) => {
                let ring = dice.one_of(rings);
                let note = noted.set_in(ring, &self.now[&ring]);
                let note = note.map(|note| (stone, note));
                (Move::Set { stone, ring }, Vec::from_iter(note))
            }
        }
    }

    /// A ring is made of what is in the work, or taken apart: only where the clerk finds that it can be, since
    /// half of it would stand in the same write otherwise.
    fn making(
        &self,
        dice: &mut Dice,
        places: &[Id<Place>],
        (rings, stones): (&[Id<Piece>], &[Id<Piece>]),
    ) -> Option<(Move, Vec<(Id<Piece>, Note)>)> {
        let set_in = |ring: Id<Piece>| {
            let of = stones.iter().copied();
            of.filter(|stone| self.now[stone].set_in == Some(ring))
                .collect::<Vec<_>>()
        };
        let fits = |ring: &Id<Piece>| {
            let noted = self.now[ring];
            noted.can_be_unmade() || noted.can_be_made() && set_in(*ring).is_empty()
        };
        let all: Vec<_> = rings.iter().copied().filter(fits).collect();
        if all.is_empty() {
            return None;
        }
        let ring = dice.one_of(&all);
        let noted = self.now[&ring];
        if noted.can_be_unmade() {
            let parts = set_in(ring);
            let mut notes: Vec<_> = parts
                .iter()
                .map(|stone| (*stone, self.now[stone].in_work()))
                .collect();
            notes.push((ring, noted.unmade()));
            let stones = parts;
            return Some((Move::Unmake { ring, stones }, notes));
        }
        let is_work = |stone: &Id<Piece>| self.now[stone].is_in_work();
        let parts: Vec<_> = stones.iter().copied().filter(is_work).take(2).collect();
        let place = dice.one_of(places);
        let mut notes: Vec<_> = parts
            .iter()
            .map(|stone| (*stone, self.now[stone].in_made(ring)))
            .collect();
        notes.push((ring, Note::made(place)));
        let stones = parts;
        Some((
            Move::Make {
                ring,
                stones,
                place,
            },
            notes,
        ))
    }
}
