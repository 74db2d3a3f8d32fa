//! Prints the OpenAPI document: what the screens' client is generated from.

use super::Failure;

pub(super) fn run() -> Result<(), Failure> {
    println!("{}", api::document().to_pretty_json()?);
    Ok(())
}
