//! The API: who gets in, what is refused, what happens once.

mod documents;
mod labels;
mod origin;
mod rights;
mod sessions;
mod setup;
mod twice;
