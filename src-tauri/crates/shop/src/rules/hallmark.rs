//! The French hallmarks, and which works must bear one.

use chrono::NaiveDate;
use serde::Deserialize;
use units::{Metal, Weight};

use super::vocabulary::{Term, Vocabulary};

/// A mark of the closed list.
#[derive(Clone, Debug, Deserialize)]
pub struct Hallmark {
    #[serde(flatten)]
    pub term: Term,
    metal: String,
    /// Parts per ten thousand: the titles that it stands for.
    pub finenesses: Vec<i64>,
}

impl Hallmark {
    /// The metal it is struck on.
    pub fn metal(&self) -> &str {
        &self.metal
    }
}

/// The closed list, and the words that mean each.
#[derive(Debug)]
pub struct Hallmarks {
    marks: Vec<Hallmark>,
    words: Vocabulary,
}

impl Hallmarks {
    /// The mark a stored code stands for.
    pub fn mark(&self, code: &str) -> Option<&Hallmark> {
        self.marks.iter().find(|mark| mark.term.code == code)
    }

    pub fn all(&self) -> &[Hallmark] {
        &self.marks
    }

    /// The words of the marks: what files and searches call them.
    pub fn words(&self) -> &Vocabulary {
        &self.words
    }
}

impl<'de> Deserialize<'de> for Hallmarks {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let marks = Vec::<Hallmark>::deserialize(deserializer)?;
        let words = Vocabulary::new(marks.iter().map(|mark| mark.term.clone()).collect());
        Ok(Self { marks, words })
    }
}

/// From which weight on a work needs a hallmark, from a day on.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct HallmarkDuty {
    pub(super) from: NaiveDate,
    gold_mg: i64,
    platinum_mg: i64,
    silver_mg: i64,
    /// Until when a work that was bought second-hand without one is taken to be marked.
    pub second_hand_days: u32,
}

impl HallmarkDuty {
    /// Whether works of this metal bear French marks at all, and which weight is still waived: what
    /// weighs less needs none.
    pub fn waived_below(&self, metal: Metal) -> Option<Weight> {
        let mg = match metal {
            Metal::Gold => self.gold_mg,
            Metal::Platinum => self.platinum_mg,
            Metal::Silver => self.silver_mg,
            Metal::Palladium | Metal::Base => return None,
        };
        Weight::from_mg(mg).ok()
    }
}
