//! Photos find their pieces by their names, and come off together.

use units::Id;

use super::{AddPhotoError, Batch, UndoError, add, batch_by_id, batches, find, start, undo};
use crate::cx::Cx;
use crate::db::testing::cx;
use crate::db::{Store, StoreError};
use crate::files::{self, Picture};
use crate::stock::testing::{enter, ring, shop};
use crate::stock::{Piece, Sheet};

fn pieces() -> (tempfile::TempDir, Store, Vec<Piece>) {
    let (dir, store) = shop();
    let pieces = ["J104", "J10", "BAG-12", "J104-2"].map(|number| {
        let sheet = Sheet {
            components: Vec::new(),
            ..ring(&store, number)
        };
        enter(&store, sheet).expect("a piece")
    });
    (dir, store, pieces.into())
}

#[test]
fn a_name_begins_with_the_longest_number_that_there_is() {
    let (_dir, store, _) = pieces();
    let check = |name: &str, number: Option<&str>| {
        let found = store
            .read(|tx| find(tx, vec![name.to_owned()]))
            .expect("a read");
        let piece = found[0]
            .piece
            .as_ref()
            .map(|(_, number, _)| number.as_str());
        assert_eq!(piece, number, "{name}");
    };
    check("J104.jpg", Some("J104"));
    check("j104.JPG", Some("J104"));
    check("J104-3.jpg", Some("J104"));
    check("J104-2.jpg", Some("J104-2"));
    check("J104-2_b.png", Some("J104-2"));
    check("J104_b.png", Some("J104"));
    check("J104 (1).webp", Some("J104"));
    check("photos/2026/J10.face.jpeg", Some("J10"));
    check("C:\\photos\\J10.jpg", Some("J10"));
    check("BAG-12-profil.jpg", Some("BAG-12"));
    check("J1.jpg", None);
    check("J1045.jpg", None);
    check("BAG.jpg", None);
    check(".jpg", None);
    check("", None);
    let pictures = [
        "a.jpg",
        "a.JPEG",
        "a.png",
        "a.webp",
        "a.txt",
        "a",
        "a.jpg.exe",
    ];
    let found = store.read(|tx| find(tx, pictures.map(str::to_owned).into()));
    let found = found.expect("a read");
    let is: Vec<_> = found.iter().map(|one| one.is_picture).collect();
    assert_eq!(is, [true, true, true, true, false, false, false]);
}

/// A picture of one byte: `add` does not look into it.
fn picture(of: u8) -> Picture {
    Picture {
        media_type: "image/jpeg",
        bytes: vec![of],
        thumbnail: vec![of, of],
    }
}

fn run<T: Send + 'static, E: From<StoreError> + Send + 'static>(
    store: &Store,
    run: impl FnOnce(&mut crate::db::WriteTx<'_>, &Cx) -> Result<T, E> + Send + 'static,
) -> Result<T, E> {
    let cx = cx(5);
    store.write(move |tx| run(tx, &cx)).map(|made| made.value)
}

fn photos(store: &Store, piece: &Piece) -> usize {
    let found = store.read(|tx| files::documents(tx, piece.id));
    found.expect("documents").len()
}

#[test]
fn photos_are_added_together_and_come_off_together() {
    let (_dir, store, pieces) = pieces();
    let id: Id<Batch> = cx(0).new_id();
    run(&store, move |tx, cx| {
        files::attach_photo(tx, cx, tx_piece(tx, "J104")?, "old.jpg", &picture(1))
            .expect("a photo from before");
        Ok::<_, StoreError>(())
    })
    .expect("before");
    run(&store, move |tx, cx| start(tx, cx, id)).expect("a batch");
    let put =
        |name: &'static str, of: u8| run(&store, move |tx, cx| add(tx, cx, id, name, &picture(of)));
    assert_eq!(put("J104.jpg", 2).expect("added").number, "J104");
    assert!(!put("J104-3.jpg", 3).expect("added").is_known);
    assert!(put("J104-4.jpg", 1).expect("the one from before").is_known);
    assert_eq!(put("J10.jpg", 2).expect("added").number, "J10");
    let nobody = put("X.jpg", 4);
    assert!(
        matches!(nobody, Err(AddPhotoError::NoPiece(_))),
        "{nobody:?}"
    );
    let batch = store
        .read(|tx| batch_by_id(tx, id))
        .expect("a read")
        .expect("a batch");
    assert_eq!((batch.photos, batch.pieces, batch.taken_back), (3, 2, None));
    assert_eq!(photos(&store, &pieces[0]), 3);

    // One is gone by hand already.
    let j10 = pieces[1].id;
    run(&store, move |tx, _| files::detach_photo(tx, j10, 0)).expect("gone");
    let back = run(&store, move |tx, cx| undo(tx, cx, id)).expect("taken back");
    assert_eq!(back.taken_back, Some(2));
    assert_eq!(photos(&store, &pieces[0]), 1, "the one from before stays");
    let twice = run(&store, move |tx, cx| undo(tx, cx, id));
    assert!(matches!(twice, Err(UndoError::TakenBack)), "{twice:?}");
    let late = put("J104.jpg", 9);
    assert!(matches!(late, Err(AddPhotoError::TakenBack)), "{late:?}");
    let nobody: Id<Batch> = cx(0).new_id();
    let unknown = run(&store, move |tx, cx| undo(tx, cx, nobody));
    assert!(matches!(unknown, Err(UndoError::Unknown)), "{unknown:?}");
    run(&store, move |tx, cx| start(tx, cx, id)).expect_err("its id is taken");
    assert_eq!(store.read(|tx| batches(tx, 10)).expect("all").len(), 1);
}

fn tx_piece(tx: &crate::db::ReadTx<'_>, number: &str) -> Result<Id<Piece>, StoreError> {
    let found = find(tx, vec![number.to_owned()])?;
    Ok(found[0].piece.as_ref().expect("a piece").0)
}

#[test]
fn what_was_added_stays_on_record() {
    let (_dir, store, _) = pieces();
    let id: Id<Batch> = cx(0).new_id();
    run(&store, move |tx, cx| start(tx, cx, id)).expect("a batch");
    run(&store, move |tx, cx| {
        add(tx, cx, id, "J104.jpg", &picture(1))
    })
    .expect("a photo");
    run(&store, move |tx, cx| undo(tx, cx, id)).expect("taken back");
    for table in ["photo_batch", "photo_added", "photo_taken_back"] {
        for sql in [
            format!("UPDATE {table} SET rowid = rowid"),
            format!("DELETE FROM {table}"),
        ] {
            let told = sql.clone();
            let tried = store.write(move |tx| tx.execute(&sql, []));
            let error = tried.expect_err(&told).to_string();
            assert!(error.contains("append-only"), "{told}: {error}");
        }
    }
}
