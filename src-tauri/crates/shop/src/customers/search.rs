//! Finds customers by what is typed of them: a name, a few digits, an e-mail, with errors.

use super::customer::{Customer, phone_digits};
use super::store;
use crate::db::{ReadTx, StoreError};
use crate::search::fold;

/// How many look-alikes are compared letter by letter at most.
const COMPARED: i64 = 300;
const COMPARED_BY_INITIAL: i64 = 20_000;

/// The best matches first. Nothing typed: those last dealt with.
pub fn search(tx: &ReadTx<'_>, typed: &str, limit: usize) -> Result<Vec<Customer>, StoreError> {
    let words = words(typed);
    if words.is_empty() {
        return store::recent(tx, i64::try_from(limit).unwrap_or(i64::MAX));
    }
    let candidates = match trigrams(&words) {
        Some(query) => store::look_alikes(tx, &query, COMPARED)?,
        None => store::beginning(tx, &words[0], COMPARED)?,
    };
    let mut found = ranked(candidates, &words);
    if found.is_empty() && words[0].chars().count() > 3 {
        // Two letters changed places and no three in a row are left: those with the same initial.
        let initial: String = words[0].chars().take(1).collect();
        found = ranked(store::beginning(tx, &initial, COMPARED_BY_INITIAL)?, &words);
    }
    found.truncate(limit);
    Ok(found)
}

/// Those that hold every word, the nearest first.
fn ranked(candidates: Vec<Customer>, words: &[String]) -> Vec<Customer> {
    let mut found: Vec<(usize, String, Customer)> = candidates
        .into_iter()
        .filter_map(|customer| {
            let text = customer.search_text();
            let distance = words
                .iter()
                .map(|word| distance(word, &text))
                .sum::<Option<usize>>()?;
            Some((distance, text, customer))
        })
        .collect();
    found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    found.into_iter().map(|(_, _, customer)| customer).collect()
}

/// The typed words; a phone number typed with spaces is one word.
fn words(typed: &str) -> Vec<String> {
    let digits = phone_digits(typed);
    let is_phone = digits.len() >= 4
        && !typed.contains(|c: char| !(c.is_ascii_digit() || " .+-()/".contains(c)));
    if is_phone {
        return vec![digits];
    }
    fold(typed)
        .split(' ')
        .filter(|w| !w.is_empty())
        .take(6)
        .map(str::to_owned)
        .collect()
}

/// Any three letters in a row of any word: one typing error leaves some of them standing.
fn trigrams(words: &[String]) -> Option<String> {
    let mut parts = Vec::new();
    for word in words {
        let letters: Vec<char> = word.chars().collect();
        for three in letters.windows(3) {
            // Folded text holds letters, digits, spaces and points only: nothing to escape.
            parts.push(format!("\"{}\"", three.iter().collect::<String>()));
        }
    }
    parts.dedup();
    (!parts.is_empty()).then(|| parts.join(" OR "))
}

/// How far a typed word is from the nearest word of a text; None when it is not in it at all.
fn distance(typed: &str, text: &str) -> Option<usize> {
    let length = typed.chars().count();
    let errors_allowed = match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let nearest = text
        .split(' ')
        .filter_map(|word| {
            if word.starts_with(typed) {
                return Some(0);
            }
            if word.contains(typed) {
                return Some(1);
            }
            // An error may add or drop a letter, so the beginnings of three lengths are compared.
            (length.saturating_sub(1)..=length + 1)
                .map(|taken| {
                    let beginning: String = word.chars().take(taken).collect();
                    strsim::osa_distance(typed, &beginning)
                })
                .min()
                .filter(|errors| *errors <= errors_allowed)
                .map(|errors| errors + 1)
        })
        .min();
    // A phrase that spans words, such as a whole e-mail, is still in the text.
    nearest.or_else(|| text.contains(typed).then_some(1))
}
