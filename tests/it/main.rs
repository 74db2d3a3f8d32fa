//! The integration tests: one binary, a module per subject.

mod desktop;
mod devices;
mod journal;
mod tidy;
