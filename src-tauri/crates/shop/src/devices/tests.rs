use uuid::Uuid;

use super::store::insert_till;
use super::*;
use crate::db::testing::store;
use crate::db::{Store, StoreError};

pub(crate) fn till(n: u128) -> Id<Till> {
    Id::from_uuid(Uuid::from_u128(n))
}

pub(crate) fn printer(n: u128, till: Id<Till>) -> PutDevice {
    PutDevice {
        id: Id::from_uuid(Uuid::from_u128(n)),
        till,
        kind: Kind::ReceiptPrinter,
        name: "Imprimante".into(),
        address: "tcp://127.0.0.1:9100".into(),
        options: Options::default(),
        active: true,
        version: None,
    }
}

/// A store with tills 1 and 2.
pub(crate) fn shop() -> (tempfile::TempDir, Store) {
    let (dir, store) = store();
    let written = store.write(|tx| {
        insert_till(tx, till(1))?;
        insert_till(tx, till(2))?;
        Ok::<_, StoreError>(())
    });
    assert!(written.is_ok());
    (dir, store)
}

#[test]
fn a_device_is_kept_and_changed() {
    let (_dir, store) = shop();
    let kept = store
        .write(|tx| put(tx, printer(10, till(1))))
        .expect("kept");
    let tags: Vec<String> = kept.changes.iter().map(ToString::to_string).collect();
    assert_eq!(tags, ["device", &format!("device:{}", kept.value.id)]);
    assert_eq!(kept.value.version, 1);

    let options = Options {
        columns: 32,
        answers: Answers::Status,
        ..Options::default()
    };
    let changed = PutDevice {
        options,
        version: Some(1),
        ..printer(10, till(1))
    };
    let kept = store
        .write(move |tx| put(tx, changed))
        .expect("changed")
        .value;
    let read = store.read(|tx| devices(tx, till(1))).expect("a read");
    assert_eq!(read, [kept]);
    assert_eq!(read[0].version, 2);
    assert_eq!(read[0].options.columns, 32);
}

#[test]
fn options_kept_by_an_older_version_are_read() {
    let read: Options = serde_json::from_str(r#"{"columns": 32, "gone": true}"#).expect("read");
    assert_eq!(
        read,
        Options {
            columns: 32,
            ..Options::default()
        }
    );
}

#[test]
fn a_till_has_one_printer_and_any_number_of_scanners() {
    let (_dir, store) = shop();
    let put_one = |input: PutDevice| store.write(move |tx| put(tx, input)).map(|kept| kept.value);
    put_one(printer(10, till(1))).expect("the first");
    let second = put_one(printer(11, till(1)));
    assert!(matches!(second, Err(PutDeviceError::HasPrinter(name)) if name == "Imprimante"));
    put_one(printer(12, till(2))).expect("the other till's");
    for n in [20, 21] {
        put_one(PutDevice {
            kind: Kind::Scanner,
            ..printer(n, till(1))
        })
        .expect("a scanner");
    }

    // Taken out of use, it makes room; its row stays for its jobs.
    put_one(PutDevice {
        active: false,
        version: Some(1),
        ..printer(10, till(1))
    })
    .expect("retired");
    put_one(printer(11, till(1))).expect("now the second");
    let current = store
        .read(|tx| receipt_printer(tx, till(1)))
        .expect("a read")
        .expect("one");
    assert_eq!(current.id.uuid(), Uuid::from_u128(11));
    let old = store
        .read(|tx| device(tx, printer(10, till(1)).id))
        .expect("a read");
    assert!(!old.expect("still there").active);
    // And it cannot come back beside the new one.
    let back = put_one(PutDevice {
        version: Some(2),
        ..printer(10, till(1))
    });
    assert!(matches!(back, Err(PutDeviceError::HasPrinter(_))));
}

#[test]
fn what_is_refused() {
    let (_dir, store) = shop();
    store
        .write(|tx| put(tx, printer(10, till(1))))
        .expect("kept");
    let check = |input: PutDevice, expected: &str| {
        let error = store.write(move |tx| put(tx, input)).expect_err(expected);
        assert_eq!(error.to_string(), expected);
    };
    check(
        PutDevice {
            name: "  ".into(),
            ..printer(11, till(2))
        },
        "a device needs a name",
    );
    check(printer(11, till(9)), "there is no such till");
    for columns in [0, 23, 65] {
        let options = Options {
            columns,
            ..Options::default()
        };
        check(
            PutDevice {
                options,
                ..printer(11, till(2))
            },
            "between 24 and 64 characters fit on a line of receipt paper",
        );
    }
    check(printer(10, till(1)), "changed meanwhile: version 1");
    check(
        PutDevice {
            version: Some(7),
            ..printer(10, till(1))
        },
        "changed meanwhile: version 1",
    );
    let fixed = "a device cannot change its kind or its till";
    check(
        PutDevice {
            version: Some(1),
            ..printer(10, till(2))
        },
        fixed,
    );
    check(
        PutDevice {
            version: Some(1),
            kind: Kind::Scanner,
            ..printer(10, till(1))
        },
        fixed,
    );
}
