//! `ecrin`: the shop without a window.
//!
//! Exit codes: 0 done · 1 it failed, the reason is on the standard error · 2 wrong arguments ·
//! 3 the store cannot be opened · 4 the journal is broken.

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    cli::run(cli::Args::parse())
}
