//! A paper comes, goes and comes again; what is none stays out.

use units::Id;

use super::*;
use crate::db::testing::cx;
use crate::db::{Store, StoreError};
use crate::files::{CertificateError, PictureError};
use crate::stock::Piece;
use crate::stock::testing::{enter, ring, shop};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n%%EOF\n";

fn put(store: &Store, piece: Id<Piece>, note: &str) -> Result<Paper, PaperError> {
    let new = NewPaper {
        id: cx(1).new_id(),
        piece,
        kind: Kind::SupplierInvoice,
        name: "facture 2026-118.pdf".into(),
        note: note.into(),
    };
    let content = content(PDF.to_vec())?;
    let put = store.write(move |tx| attach(tx, &cx(1), &new, &content));
    put.map(|written| written.value)
}

fn off(store: &Store, id: Id<Paper>, reason: &'static str) -> Result<Paper, PaperError> {
    let off = store.write(move |tx| take_off(tx, &cx(2), id, reason));
    off.map(|written| written.value)
}

fn back(store: &Store, id: Id<Paper>) -> Result<Paper, PaperError> {
    let back = store.write(move |tx| put_back(tx, &cx(3), id));
    back.map(|written| written.value)
}

#[test]
fn a_paper_is_taken_off_and_put_back_and_its_history_stays() {
    let (_dir, store) = shop();
    let piece = enter(&store, ring(&store, "J1")).expect("a ring").id;
    let paper = put(&store, piece, "payée").expect("a paper");
    assert_eq!(
        (paper.name.as_str(), paper.note.as_str()),
        ("facture 2026-118.pdf", "payée")
    );
    assert_eq!(paper.media_type, "application/pdf");
    assert!(matches!(put(&store, piece, ""), Err(PaperError::Twice)));
    assert!(matches!(back(&store, paper.id), Err(PaperError::StillOn)));
    assert!(matches!(
        off(&store, paper.id, " "),
        Err(PaperError::ReasonMissing)
    ));
    let gone = off(&store, paper.id, "celle d’une autre bague").expect("off");
    assert_eq!(
        gone.taken_off.expect("an entry").reason,
        "celle d’une autre bague"
    );
    assert!(matches!(
        off(&store, paper.id, "encore"),
        Err(PaperError::AlreadyOff)
    ));
    let again = back(&store, paper.id).expect("on again");
    assert_eq!((again.file, again.kind), (paper.file, paper.kind));
    assert!(matches!(back(&store, paper.id), Err(PaperError::StillOn)));
    let all = store.read(|tx| papers_of(tx, piece)).expect("a read");
    let told: Vec<_> = all
        .iter()
        .map(|one| (one.taken_off.is_some(), one.put_back))
        .collect();
    assert_eq!(told, [(true, true), (false, false)]);
    off(&store, again.id, "et encore").expect("off again");
    back(&store, again.id).expect("and on again");
}

#[test]
fn what_is_no_paper_of_a_piece_is_refused() {
    let (_dir, store) = shop();
    let piece = enter(&store, ring(&store, "J1")).expect("a ring").id;
    let unknown = put(&store, cx(9).new_id(), "");
    assert!(matches!(unknown, Err(PaperError::PieceUnknown)));
    let long = put(&store, piece, &"x".repeat(501));
    assert!(matches!(long, Err(PaperError::NoteTooLong)));
    assert!(matches!(
        content(b"%PDF-1.7 and then nothing".to_vec()),
        Err(PaperError::Pdf(CertificateError::NotAPdf))
    ));
    assert!(matches!(
        content(b"MZ a program".to_vec()),
        Err(PaperError::Picture(PictureError::NotAPicture))
    ));
    assert!(matches!(
        off(&store, cx(9).new_id(), "x"),
        Err(PaperError::PaperUnknown)
    ));
    assert!(matches!(
        back(&store, cx(9).new_id()),
        Err(PaperError::PaperUnknown)
    ));
    assert!(
        store
            .read(|tx| papers_of(tx, piece))
            .expect("a read")
            .is_empty()
    );
    let paper = put(&store, piece, "").expect("a paper");
    for sql in ["UPDATE paper SET note = 'x'", "DELETE FROM paper"] {
        let changed = store.write(move |tx| tx.execute(sql, []).map(|_| ()));
        assert!(changed.is_err(), "{sql}");
    }
    off(&store, paper.id, "x").expect("off");
    let undone: Result<_, StoreError> =
        store.write(|tx| tx.execute("DELETE FROM paper_taken_off", []).map(|_| ()));
    assert!(undone.is_err());
}
