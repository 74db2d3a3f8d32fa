//! Programs from PyPI that none of us wrote, which have to agree with ours.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The Python that `installer/install test` gave them.
pub fn python() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/witness/bin/python")
}

/// Runs a script with arguments, for a minute at most, and gives what it printed.
pub fn run_python(script: &str, arguments: &[&str]) -> String {
    let mut command = Command::new("timeout");
    let output = command
        .arg("60")
        .arg(python())
        .args(["-c", script])
        .args(arguments)
        .output();
    let output = output.expect("`timeout` of coreutils");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "run `installer/install test` if it is missing: {}\n{printed}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    printed
}
