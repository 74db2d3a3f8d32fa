//! The composition: the screens and the API behind one router.

pub mod print;
pub mod scanner;
pub mod screens;
