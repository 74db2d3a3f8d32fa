//! What support needs, in one file: versions, the store's health, the logs. No customer, no person
//! and no secret is in it: the logs hold none, and nothing is taken from the store but its sizes.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

/// The last days say what happened; more would not pass by mail.
const LOG_DAYS: usize = 7;
/// Of each day's log, the end.
const LOG_BYTES: u64 = 2 * 1024 * 1024;

/// A zip of `about.json` and the latest logs. Blocks.
pub(super) fn bundle(about: &[u8], log_dir: &Path) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    zip.start_file("about.json", options)?;
    zip.write_all(about)?;
    for log in latest(log_dir) {
        let Some(name) = log.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        // A log that cannot be read must not keep the others back.
        if let Ok(end) = end_of(&log) {
            zip.start_file(format!("logs/{name}"), options)?;
            zip.write_all(&end)?;
        }
    }
    Ok(zip.finish()?.into_inner())
}

/// The newest logs: their names begin alike and end with the day.
fn latest(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else {
        return Vec::new();
    };
    let mut logs: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "log"))
        .collect();
    logs.sort();
    logs.split_off(logs.len().saturating_sub(LOG_DAYS))
}

fn end_of(path: &Path) -> std::io::Result<Vec<u8>> {
    use std::io::{Seek, SeekFrom};
    let mut file = fs::File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(LOG_BYTES)))?;
    let mut bytes = Vec::new();
    file.take(LOG_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_the_latest_logs_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        for day in 10..20 {
            fs::write(
                dir.path().join(format!("ecrin.2026-11-{day}.log")),
                "a line\n",
            )
            .unwrap();
        }
        fs::write(dir.path().join("store.key"), "secret").unwrap();
        let bytes = bundle(b"{}", dir.path()).unwrap();
        let zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut names: Vec<_> = zip.file_names().collect::<Result<_, _>>().unwrap();
        names.sort_unstable();
        assert_eq!(names.len(), 1 + LOG_DAYS);
        assert_eq!(names[0], "about.json");
        assert_eq!(names[1], "logs/ecrin.2026-11-13.log");
    }

    #[test]
    fn without_logs_there_is_still_what_is_known() {
        let bytes = bundle(b"{}", Path::new("nowhere")).unwrap();
        let zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(zip.len(), 1);
    }
}
