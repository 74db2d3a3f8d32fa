//! The composition: the screens and the API behind one router.

pub mod screens;
