//! What can be said on the command line.

use std::path::PathBuf;

use crate::windows::Role;

/// Écrin's desktop window.
#[derive(Debug, clap::Parser)]
#[command(name = "ecrin-desktop", version)]
pub struct Args {
    /// Folder of the store [default: $ECRIN_DATA, then the platform's folder for application data]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,

    /// The window to open first
    #[arg(long, value_name = "ROLE", value_enum, default_value_t = Role::Till)]
    pub window: Role,
}

impl Args {
    /// The store's folder: what was asked for, or `ecrin` in the platform's folder for application
    /// data, which is also where the headless server looks.
    pub fn data_dir(
        &self,
        platform: &tauri::path::PathResolver<tauri::Wry>,
    ) -> tauri::Result<PathBuf> {
        match self
            .data
            .clone()
            .or_else(|| std::env::var_os("ECRIN_DATA").map(PathBuf::from))
        {
            Some(data) => Ok(data),
            None => Ok(platform.data_dir()?.join("ecrin")),
        }
    }
}
