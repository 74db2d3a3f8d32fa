//! The distinct words of a store's stock, kept in memory and topped up when there are new ones.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::store;
use crate::db::{ReadTx, StoreError};

/// A store's distinct words.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    newest: i64,
    words: Vec<Entry>,
}

/// A word with what rules it out quickly.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub word: String,
    pub letters: usize,
    /// One bit for each letter it has.
    pub mask: u32,
}

impl Entry {
    fn new(word: String) -> Self {
        Self {
            letters: word.chars().count(),
            mask: mask(&word),
            word,
        }
    }
}

/// Which letters a word has, one bit each.
pub(super) fn mask(word: &str) -> u32 {
    word.bytes()
        .map(|byte| 1 << (byte.wrapping_sub(b'a').min(31) & 31))
        .fold(0, |mask, bit: u32| mask | bit)
}

impl Vocabulary {
    pub(super) fn words(&self) -> &[Entry] {
        &self.words
    }
}

/// The words as this view of the store has them, or more. Words are only ever added, so those that
/// a process has seen are good for ever; only a reading view may ask, because a command that is
/// rolled back would leave words that the store does not have.
pub(super) fn vocabulary(tx: &ReadTx<'_>) -> Result<Arc<Vocabulary>, StoreError> {
    static KNOWN: Mutex<Option<HashMap<i64, Arc<Vocabulary>>>> = Mutex::new(None);
    let (tag, newest) = store::word_set(tx)?;
    let mut guard = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = guard.get_or_insert_with(HashMap::new);
    let vocabulary = known.entry(tag).or_default();
    if vocabulary.newest < newest {
        let more = store::words_after(tx, vocabulary.newest)?;
        let grown = Arc::make_mut(vocabulary);
        grown.words.extend(more.into_iter().map(Entry::new));
        grown.newest = newest;
    }
    Ok(Arc::clone(vocabulary))
}
