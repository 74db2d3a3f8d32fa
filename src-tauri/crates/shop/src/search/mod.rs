//! Finding stock by what a person types: fragments, accents and typing errors included.
//!
//! The full-text index answers which rows have these words. The few distinct words of the whole
//! stock are kept apart, in memory: a fragment or a typing error is first turned into the words
//! that it may mean, so the index needs neither prefixes nor trigrams. Numbers are not among the
//! words: a typed beginning of a number is a range of the number's own index.

mod expand;
mod find;
mod fold;
mod index;
mod store;
mod vocabulary;

pub use find::{Hit, Scope, find, matching};
pub use fold::fold;
pub use index::{ARTICLE_ROWS, Words, forget, index, index_again};

#[cfg(test)]
mod tests;
