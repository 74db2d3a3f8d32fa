//! The program's log: one file a day in the data folder, kept for two weeks. No secret and no
//! customer is written to it: requests are logged by method, route and status, never by body or
//! query.

use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, fmt};

/// Days.
const KEPT: usize = 14;
const USUAL: &str = "info";

/// Starts logging into `dir`, and to the console from warnings on. Dropping the guard writes what
/// is left.
pub fn start(dir: &Path) -> Result<WorkerGuard, String> {
    std::fs::create_dir_all(dir).map_err(|error| error.to_string())?;
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("ecrin")
        .filename_suffix("log")
        .max_log_files(KEPT)
        .build(dir)
        .map_err(|error| error.to_string())?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    let wanted = EnvFilter::try_from_env("ECRIN_LOG").unwrap_or_else(|_| EnvFilter::new(USUAL));
    let console = fmt::layer()
        .with_writer(std::io::stderr)
        .with_target(false)
        .without_time()
        .with_ansi(false);
    let console = tracing_subscriber::Layer::with_filter(console, EnvFilter::new("warn"));
    let file =
        tracing_subscriber::Layer::with_filter(fmt::layer().json().with_writer(writer), wanted);
    tracing_subscriber::registry()
        .with(file)
        .with(console)
        .try_init()
        .map_err(|error| error.to_string())?;
    Ok(guard)
}
