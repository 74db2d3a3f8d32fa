//! Where the screens lie, for `src/screens.rs`.
//!
//! A debug build reads them at run time. Its path is made here, without `..`, because rust-embed
//! compares a file's real path with the folder's, and can find the folder's only where the screens
//! were built before the server: compiled the other way round, it would serve none until compiled
//! again. A release carries the screens: it is made again when one of them changes, and every time
//! where there are none yet.

use std::env;
use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let crate_folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where"));
    let root = crate_folder
        .ancestors()
        .nth(3)
        .and_then(|root| root.canonicalize().ok())
        .expect("src-tauri/crates/server lies three folders below the root");
    let screens = root.join("ui").join("build");
    println!("cargo::rustc-env=ECRIN_SCREENS={}", screens.display());
    if env::var("PROFILE").as_deref() == Ok("release") {
        println!("cargo::rerun-if-changed={}", screens.display());
    }
}
