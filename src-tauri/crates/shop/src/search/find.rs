//! What a typed text finds.

use std::collections::HashSet;

use super::expand::expand;
use super::fold::fold;
use super::index::ARTICLE_ROWS;
use super::store;
use super::vocabulary::vocabulary;
use crate::db::{ReadTx, StoreError};
use crate::stock::{self, Article, PieceRow, State};

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    Piece(Box<PieceRow>),
    Article(Box<Article>),
}

/// Where to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What can be sold now.
    Available,
    /// Everything that ever was.
    All,
}

/// A typed text is one line; what a scanner or a paste adds beyond this means nothing.
const LONGEST: usize = 200;
const MOST_TOKENS: usize = 12;

/// Pieces and articles that a typed text means: first the one whose code it is, then those whose
/// number begins with it, then those that have all its words.
pub fn find(
    tx: &ReadTx<'_>,
    text: &str,
    scope: Scope,
    limit: usize,
) -> Result<Vec<Hit>, StoreError> {
    let text: String = text.trim().chars().take(LONGEST).collect();
    let limit = limit.clamp(1, 200);
    let mut hits = Vec::new();
    let mut seen = HashSet::new();
    let in_scope = |row: &PieceRow| scope == Scope::All || row.state == State::Available;
    if text.chars().count() >= 2 && text.contains(|c: char| c.is_ascii_digit()) {
        for row in stock::rows_by_number(tx, &text, limit)? {
            if in_scope(&row) && seen.insert(row.seq) {
                hits.push(Hit::Piece(Box::new(row)));
            }
        }
    }
    if hits.len() < limit
        && let Some(expression) = matching(tx, &text)?
    {
        let rows = store::rows(tx, &expression, scope == Scope::Available, limit)?;
        for row in rows {
            if row > ARTICLE_ROWS {
                let article = stock::article_at(tx, row)?;
                // A model is not sold: its variants are, and they are found by its number too.
                let article = article.filter(|one| scope == Scope::All || one.saleable().is_ok());
                hits.extend(article.map(|article| Hit::Article(Box::new(article))));
            } else if seen.insert(row) {
                let found = stock::rows_at(tx, &[row])?;
                hits.extend(found.into_iter().map(|row| Hit::Piece(Box::new(row))));
            }
        }
    }
    // A code typed whole means what has it, and what is filed under it: not its neighbour in size.
    let begins = |hit: &Hit| {
        hit.number()
            .to_lowercase()
            .starts_with(&text.to_lowercase())
    };
    if text.contains('-')
        && hits
            .iter()
            .any(|hit| hit.number().eq_ignore_ascii_case(&text))
    {
        hits.retain(begins);
    }
    hits.truncate(limit);
    Ok(hits)
}

impl Hit {
    fn number(&self) -> &str {
        match self {
            Self::Piece(row) => &row.number,
            Self::Article(article) => &article.number,
        }
    }
}

/// The text as an expression of the index: all its tokens, each with what it may mean. None when a
/// token means nothing, so that nothing has them all.
pub fn matching(tx: &ReadTx<'_>, text: &str) -> Result<Option<String>, StoreError> {
    let folded = fold(&text.chars().take(LONGEST).collect::<String>());
    let vocabulary = vocabulary(tx)?;
    let mut groups = Vec::new();
    let mut tokens: Vec<&str> = folded
        .split(' ')
        .filter(|token| !token.is_empty())
        .collect();
    // A letter beside words is an article (d’, l’, à) or a word that is still being typed. It
    // narrows nothing, and what it may begin is most of the index.
    if tokens.iter().any(|token| token.chars().count() > 1) {
        tokens.retain(|token| !is_letter(token));
    }
    for token in tokens.into_iter().take(MOST_TOKENS) {
        let words = expand(&vocabulary, token);
        if words.is_empty() {
            return Ok(None);
        }
        // Folded words hold letters, digits and points only: quoted, they are no operators.
        let group: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        groups.push(format!("({})", group.join(" OR ")));
    }
    Ok((!groups.is_empty()).then(|| groups.join(" AND ")))
}

fn is_letter(token: &str) -> bool {
    let mut letters = token.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}
