//! The integration tests: one binary, a module per subject.

mod api;
mod appraisal;
mod away;
mod demo;
mod desktop;
mod devices;
mod figures;
mod imports;
mod journal;
mod labels;
mod memo;
mod metal;
mod papers;
mod purchase;
mod race;
mod repair;
mod sales;
mod search;
mod stock;
mod stocktake;
mod tables;
mod tamper;
mod tidy;
mod trays;
mod variants;
