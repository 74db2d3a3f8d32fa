//! Finding stock by what a person types: fragments, accents and typing errors included.

mod fold;

pub use fold::fold;
