//! The integration tests: one binary, a module per subject.

mod desktop;
mod journal;
mod tidy;
