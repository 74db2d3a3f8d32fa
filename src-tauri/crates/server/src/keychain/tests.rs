//! Keys are found again, and only by whom they should be.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::*;

const STORE: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);

fn key() -> StoreKey {
    StoreKey::from_bytes([5; 32])
}

fn file(dir: &Path, passphrase: Option<&str>) -> KeyFile {
    KeyFile::new(dir.to_owned(), Wrap::from(passphrase.map(str::to_owned)))
}

/// A keyring in memory, or one that is not there.
struct Invented(Option<Mutex<Vec<(Uuid, StoreKey)>>>);

impl Ring for Invented {
    fn get(&self, store: Uuid) -> Result<Option<StoreKey>, RingError> {
        let held = self.0.as_ref().ok_or(RingError::Silent)?;
        let held = lock(held);
        Ok(held
            .iter()
            .rev()
            .find(|(of, _)| *of == store)
            .map(|(_, key)| key.clone()))
    }

    fn set(&self, store: Uuid, key: &StoreKey) -> Result<(), RingError> {
        let held = self.0.as_ref().ok_or(RingError::Silent)?;
        lock(held).push((store, key.clone()));
        Ok(())
    }
}

fn with_ring(dir: &Path) -> Keychain {
    let ring = Invented(Some(Mutex::default()));
    Keychain::with(Some(Box::new(ring)), file(dir, None))
}

fn without_ring(dir: &Path) -> Keychain {
    Keychain::with(Some(Box::new(Invented(None))), file(dir, None))
}

#[test]
fn a_key_is_kept_in_the_keyring_where_there_is_one() {
    let dir = tempfile::tempdir().unwrap();
    let chain = with_ring(dir.path());
    assert_eq!(chain.place(), "none");
    chain.keep(STORE, &key()).unwrap();
    assert_eq!(chain.find(STORE), [key()]);
    assert_eq!(chain.find(OTHER), []);
    assert_eq!(chain.place(), "keyring");
    assert!(!dir.path().join("store.key").exists());
}

#[test]
fn and_in_a_file_where_there_is_none() {
    let dir = tempfile::tempdir().unwrap();
    let chain = without_ring(dir.path());
    chain.keep(STORE, &key()).unwrap();
    assert_eq!(chain.place(), "file");
    // Found by the next start too.
    assert_eq!(without_ring(dir.path()).find(STORE), [key()]);
    // And moved once there is a keyring.
    let later = with_ring(dir.path());
    later.keep(STORE, &key()).unwrap();
    assert!(!dir.path().join("store.key").exists());
    assert_eq!(later.find(STORE), [key()]);
}

#[test]
fn another_stores_file_is_put_aside() {
    let dir = tempfile::tempdir().unwrap();
    file(dir.path(), None).write(OTHER, &key()).unwrap();
    let before = fs::read(dir.path().join("store.key")).unwrap();
    file(dir.path(), None).write(STORE, &key()).unwrap();
    assert_eq!(
        fs::read(dir.path().join("store.key.left-1")).unwrap(),
        before
    );
    // The same store's file is only written anew.
    file(dir.path(), None).write(STORE, &key()).unwrap();
    assert!(!dir.path().join("store.key.left-2").exists());
    assert_eq!(without_ring(dir.path()).find(STORE), [key()]);
}

#[test]
fn the_file_opens_to_its_own_wrap_only() {
    let dir = tempfile::tempdir().unwrap();
    let sealed = file(dir.path(), Some("a long enough passphrase"));
    sealed.write(STORE, &key()).unwrap();
    assert_eq!(sealed.read(STORE).unwrap(), key());
    let refused = |other: &KeyFile, store| other.read(store).unwrap_err().to_string();
    let closed = "the key file does not open: wrong passphrase, other machine, or damaged";
    assert_eq!(refused(&file(dir.path(), Some("another")), STORE), closed);
    assert_eq!(refused(&sealed, OTHER), closed);
    assert_eq!(
        refused(&file(dir.path(), None), STORE),
        "the key file was sealed by passphrase, not by machine"
    );
}

#[test]
fn a_copied_file_is_of_no_use_without_the_machines_own() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    file(here.path(), None).write(STORE, &key()).unwrap();
    fs::copy(
        here.path().join("store.key"),
        there.path().join("store.key"),
    )
    .unwrap();
    assert!(matches!(
        file(there.path(), None).read(STORE),
        Err(KeyFileError::Sealed)
    ));
}

#[test]
fn a_changed_file_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let kept = file(dir.path(), None);
    kept.write(STORE, &key()).unwrap();
    let path = dir.path().join("store.key");
    let text = fs::read_to_string(&path).unwrap();
    let check = |text: String, malformed: bool| {
        fs::write(&path, text).unwrap();
        match kept.read(STORE) {
            Err(KeyFileError::Malformed(_)) => assert!(malformed),
            Err(KeyFileError::Sealed) => assert!(!malformed),
            other => panic!("{other:?}"),
        }
    };
    check("not a key".into(), true);
    check(text.replace("ecrin-key/1", "ecrin-key/9"), true);
    let mut sealed: serde_json::Value = serde_json::from_str(&text).unwrap();
    sealed["salt"] = "AAAAAAAAAAAAAAAAAAAAAA==".into();
    check(sealed.to_string(), false);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_them() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    file(dir.path(), None).write(STORE, &key()).unwrap();
    for name in ["store.key", "machine.key"] {
        let mode = fs::metadata(dir.path().join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_silent_keyring_is_not_waited_for() {
    let (_never, silence) = channel::<()>();
    let answer = ring::within(Duration::from_millis(5), move || {
        let _ = silence.recv();
        Ok(())
    });
    assert_eq!(answer, Err(RingError::Silent));
    assert_eq!(ring::within(Duration::from_secs(60), || Ok(7)), Ok(7));
}
