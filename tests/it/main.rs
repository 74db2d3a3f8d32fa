//! The integration tests: one binary, a module per subject.

mod api;
mod demo;
mod desktop;
mod devices;
mod journal;
mod sales;
mod stock;
mod tamper;
mod tidy;
