//! What a typed fragment may mean among the words there are.

use super::vocabulary::{Entry, Vocabulary, mask};

/// More alternatives than this would no longer narrow anything.
const MOST: usize = 48;

/// The words that a typed, folded token may stand for, best first: itself, words that begin with
/// it, words that contain it, and, where there is none of these, words that differ by a typing
/// error or two.
pub(super) fn expand(vocabulary: &Vocabulary, token: &str) -> Vec<String> {
    let digits = token.contains(|c: char| c.is_ascii_digit());
    if digits {
        // `0.70` and `0.7` are one weight; a code stands for itself.
        return vec![plain_number(token)];
    }
    let letters = token.chars().count();
    let (mut begins, mut contains) = (Vec::new(), Vec::new());
    let token_mask = mask(token);
    for entry in vocabulary.words() {
        if entry.letters < letters || entry.mask & token_mask != token_mask {
            continue;
        }
        match entry.word.find(token) {
            Some(0) => begins.push(entry),
            Some(_) if letters >= 3 => contains.push(entry),
            _ => {}
        }
    }
    // The shortest word is the closest to what was typed.
    begins.sort_by_key(|entry| entry.letters);
    contains.sort_by_key(|entry| entry.letters);
    begins.extend(contains);
    if begins.is_empty() {
        begins = near(vocabulary, token, letters);
    }
    begins.truncate(MOST);
    begins.into_iter().map(|entry| entry.word.clone()).collect()
}

/// Words within one typing error of four letters or more, two of seven or more. A swap of two
/// neighbours is one error.
fn near<'a>(vocabulary: &'a Vocabulary, token: &str, letters: usize) -> Vec<&'a Entry> {
    let allowed = match letters {
        0..=3 => return Vec::new(),
        4..=6 => 1,
        _ => 2,
    };
    let token_mask = mask(token);
    let mut found: Vec<(usize, &Entry)> = vocabulary
        .words()
        .iter()
        .filter(|entry| entry.letters.abs_diff(letters) <= allowed)
        // An error changes at most one letter that is there and one that is not.
        .filter(|entry| (entry.mask ^ token_mask).count_ones() as usize <= 2 * allowed)
        .filter_map(|entry| {
            let distance = strsim::osa_distance(&entry.word, token);
            (distance <= allowed).then_some((distance, entry))
        })
        .collect();
    found.sort_by_key(|(distance, entry)| (*distance, entry.letters));
    let best = found.first().map_or(0, |(distance, _)| *distance);
    found
        .into_iter()
        .filter(|(distance, _)| *distance == best)
        .map(|(_, entry)| entry)
        .collect()
}

/// A number without the zeros that say nothing: `0.70` → `0.7`, `1.00` → `1`.
fn plain_number(token: &str) -> String {
    match token.split_once('.') {
        Some((whole, part)) if part.bytes().all(|byte| byte.is_ascii_digit()) => {
            let part = part.trim_end_matches('0');
            if part.is_empty() {
                whole.to_owned()
            } else {
                format!("{whole}.{part}")
            }
        }
        _ => token.to_owned(),
    }
}
