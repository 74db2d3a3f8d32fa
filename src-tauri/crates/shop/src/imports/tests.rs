//! Files as they come, good and bad.

mod articles;
mod held;
mod mappings;
mod programs;
mod workbooks;

use std::fmt::Write as _;
use std::path::Path;

use units::Id;

use super::{
    CommitError, Field, Import, ImportState, ReadError, Severity, Table, UndoError, commit, detect,
    dry_run, problems, read_table, start, undo,
};
use crate::cx::Cx;
use crate::db::Store;
use crate::db::testing::{at, cx};
use crate::journal;
use crate::search::{Hit, Scope, find};
use crate::stock::custody::{self, Movement};
use crate::stock::testing::{enter, ring, shop};
use crate::stock::{Found, PieceQuery, State, find_by_code, list};

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/stock");
    std::fs::read(folder.join(name)).expect("a fixture")
}

/// A shop that can journal.
fn keyed_shop() -> (tempfile::TempDir, Store) {
    let (dir, store) = shop();
    store
        .write(|tx| journal::create_key(tx, &cx(0)))
        .expect("a key");
    (dir, store)
}

fn started(store: &Store, bytes: &[u8]) -> Import {
    let table = read_table(bytes, None).expect("a table");
    let bytes = bytes.to_vec();
    store
        .write(move |tx| start(tx, &cx(1), cx(1).new_id(), "stock.csv", &bytes, &table))
        .expect("a start")
        .value
}

fn clock() -> Cx {
    cx(5)
}

fn committed(store: &Store, bytes: &[u8]) -> Import {
    let import = started(store, bytes);
    commit(store, &clock, import.id, &mut |_| true).expect("a commit")
}

fn count(store: &Store, state: State) -> i64 {
    let query = PieceQuery {
        state: Some(state),
        limit: 1,
        ..PieceQuery::default()
    };
    let page = store.read(|tx| list(tx, &query)).expect("a page");
    page.total.expect("a total")
}

/// Why and by how much quantities changed.
fn article_movements(store: &Store) -> Vec<(String, i64)> {
    let sql = "SELECT reason, quantity FROM article_movement";
    store
        .read(|tx| tx.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?))))
        .expect("movements")
}

/// The codes of a file's problems with their lines, as a dry run tells them.
fn told(store: &Store, bytes: &[u8]) -> Vec<(usize, &'static str)> {
    let table = read_table(bytes, None).expect("a table");
    let mapping = detect(&table);
    let run = store
        .read(|tx| dry_run(tx, &table, &mapping, at(0).date_naive()))
        .expect("a dry run");
    run.problems
        .iter()
        .map(|problem| (problem.line, problem.code))
        .collect()
}

#[test]
fn a_jewellers_file_comes_in_whole_from_csv_and_from_xlsx() {
    for name in ["bijouterie.csv", "bijouterie.xlsx"] {
        let (_dir, store) = keyed_shop();
        let bytes = fixture(name);
        assert_eq!(told(&store, &bytes), [], "{name}");
        let import = committed(&store, &bytes);
        assert_eq!(import.state, ImportState::Committed);
        assert_eq!((import.row_count, import.piece_count), (40, 40), "{name}");
        let found = store
            .read(|tx| find_by_code(tx, "2141438171"))
            .expect("a read");
        let Some(Found::Piece(ring)) = found else {
            panic!("{name}: {found:?}");
        };
        assert_eq!(ring.sheet.number, "B1001");
        assert_eq!(ring.sheet.title, "Solitaire Étoile");
        assert_eq!(ring.sheet.price.map(units::Money::minor), Some(329_000));
        assert_eq!(ring.sheet.cost.map(units::Money::minor), Some(145_000));
        assert_eq!(ring.sheet.gross.map(units::Weight::mg), Some(3_420));
        let alloy = ring.sheet.alloy.as_ref().expect("an alloy");
        assert_eq!(
            alloy.fineness.map(units::Fineness::per_ten_thousand),
            Some(7_500)
        );
        assert_eq!(alloy.colour.as_deref(), Some("white"));
        let centre = &ring.sheet.components[0];
        let stone = centre.stone.as_ref().expect("a stone");
        assert_eq!(stone.kind, "diamond");
        assert_eq!(
            (stone.colour.as_deref(), stone.clarity.as_deref()),
            (Some("F"), Some("VS1"))
        );
        assert_eq!(centre.weight.map(units::Carat::milli), Some(700));
        assert_eq!(centre.laboratory.as_deref(), Some("GIA"));
        let found = store.read(|tx| find_by_code(tx, "B1009")).expect("a read");
        assert!(matches!(found, Some(Found::Piece(piece))
            if piece.sheet.components[0].stone.as_ref().is_some_and(|stone| stone.laboratory_grown)));
        let hits = store
            .read(|tx| find(tx, "delmas solitaire", Scope::Available, 9))
            .expect("hits");
        assert_eq!(hits.len(), 2);
        assert!(hits.iter().all(|hit| matches!(hit, Hit::Piece(_))));
    }
}

#[test]
fn the_diamonds_become_loose_stones_and_those_without_a_dimension_are_told() {
    let (_dir, store) = keyed_shop();
    let text = String::from_utf8(fixture("diamonds.csv")).expect("UTF-8");
    let lines: Vec<&str> = text.lines().collect();
    // All rows without a dimension stand somewhere in the file; here they stand among 2,000.
    let zero = |line: &str| line.split(',').skip(7).any(|cell| cell == "0");
    let mut some: Vec<&str> = lines[..=2_000].to_vec();
    some.extend(lines[2_001..].iter().filter(|line| zero(line)));
    let import = committed(&store, some.join("\n").as_bytes());
    assert_eq!(lines.iter().filter(|line| zero(line)).count(), 20);
    let told = store.read(|tx| problems(tx, import.id)).expect("problems");
    assert!(
        told.iter()
            .all(|problem| problem.2 == "import.dimension_zero")
    );
    let mut rows: Vec<i64> = told.iter().map(|problem| problem.0).collect();
    rows.dedup();
    assert_eq!(rows.len(), 20);
    assert_eq!(import.piece_count, 2_000);
    let found = store
        .read(|tx| find_by_code(tx, "D000002"))
        .expect("a read");
    let Some(Found::Piece(piece)) = found else {
        panic!("{found:?}");
    };
    assert_eq!(piece.sheet.title, "Diamant rond 0,23 ct E SI2");
    assert_eq!(piece.family_code, "loose_stone");
    assert_eq!(piece.sheet.price.map(units::Money::minor), Some(32_600));
    assert_eq!(
        piece.sheet.components[0].measurements_um,
        [Some(3_950), Some(3_980), Some(2_430)]
    );
    assert_eq!(piece.sheet.notes, "depth: 61.5\ntable: 55");
}

const HEAD: &str = "Numéro;Désignation;Famille;Métal;Titre ‰;Prix de vente";

/// A file of these rows under the usual headers.
fn file(rows: &[&str]) -> String {
    let mut text = HEAD.to_owned();
    for row in rows {
        let _ = write!(text, "\r\n{row}");
    }
    text
}

#[test]
fn no_word_of_the_vat_column_makes_investment_gold_of_a_ring() {
    let (_dir, store) = shop();
    for (word, code) in [
        ("0", "import.word_unknown"),
        ("exonéré", "import.word_unknown"),
        ("or d'investissement", "stock.not_investment_gold"),
    ] {
        let text = format!("{HEAD};TVA\r\nN1;Bague;Bague;Or;750;1290;{word}");
        assert_eq!(told(&store, text.as_bytes()), [(2, code)], "{word}");
    }
}

#[test]
fn every_problem_is_told_by_its_row() {
    let (_dir, store) = shop();
    enter(&store, ring(&store, "TAKEN")).expect("a piece");
    let check = |rows: &[&str], expected: &[(usize, &str)]| {
        assert_eq!(told(&store, file(rows).as_bytes()), expected, "{rows:?}");
    };
    check(&["N1;Bague;Bague;Or jaune;750;1 290,50"], &[]);
    check(&["N1;Bague;Bague;Acier;;99"], &[]);
    check(
        &["N1;Bague;Bague;Or;750;1", "n1;Bague;Bague;Or;750;1"],
        &[(3, "import.code_twice")],
    );
    check(
        &["taken;Bague;Bague;Or;750;1"],
        &[(2, "stock.number_taken")],
    );
    check(
        &["N1;Bague;Bague;Or;800;1"],
        &[(2, "stock.fineness_illegal")],
    );
    check(&["N1;Bague;Bague;Or;;1"], &[(2, "stock.fineness_missing")]);
    check(
        &["N1;Bague;Bague;Or;dix-huit;1"],
        &[(2, "import.fineness_unreadable")],
    );
    check(
        &["N1;Bague;Bague;Mithril;750;1"],
        &[(2, "import.word_unknown")],
    );
    check(
        &["N1;Bague;Vaisselle;Or;750;1"],
        &[(2, "import.family_unknown")],
    );
    check(
        &["N1;Bague;Bague;Or;750;0"],
        &[(2, "stock.price_not_positive")],
    );
    check(
        &["N1;Bague;Bague;Or;750;-5"],
        &[(2, "stock.price_not_positive")],
    );
    check(
        &["N1;Bague;Bague;Or;750;99999999999"],
        &[(2, "stock.price_absurd")],
    );
    check(
        &["N1;Bague;Bague;Or;750;99999999999999999999999999999"],
        &[(2, "import.number_unreadable")],
    );
    check(
        &["N1;Bague;Bague;Or;750;cher"],
        &[(2, "import.number_unreadable")],
    );
    check(
        &["N1;Bague;Bague;Or;750;1,290"],
        &[(2, "import.amount_ambiguous")],
    );
    check(&[";Bague;Bague;Or;750;1"], &[(2, "stock.number_missing")]);
    check(&["N1;;Bague;Or;750;1"], &[(2, "stock.title_missing")]);
    // Too few cells, too many, and the row after them still comes in.
    check(
        &[
            "N1;Bague",
            "N2;Bague;Bague;Or;750;1;;",
            "N3;Bague;Bague;Or;750;1",
        ],
        &[(2, "import.cells"), (3, "import.cells")],
    );
    // What a spreadsheet would run.
    check(
        &["N1;=cmd|'/C calc'!A0;Bague;Or;750;1"],
        &[(2, "import.formula")],
    );
    check(&["N1;-50 % bague;Bague;Or;750;1"], &[(2, "import.formula")]);
    let huge = format!("N1;{};Bague;Or;750;1", "x".repeat(10_000_000));
    check(&[&huge], &[(2, "import.cell_too_long")]);
}

#[test]
fn a_formula_comes_in_as_text() {
    let (_dir, store) = keyed_shop();
    let import = committed(&store, file(&["N1;=1+1;Bague;Or;750;1"]).as_bytes());
    assert_eq!((import.piece_count, import.problem_count), (1, 1));
    let found = store.read(|tx| find_by_code(tx, "N1")).expect("a read");
    assert!(matches!(found, Some(Found::Piece(piece)) if piece.sheet.title == "=1+1"));
}

#[test]
fn what_is_missing_from_the_whole_file_is_told_once() {
    let (_dir, store) = keyed_shop();
    let check = |text: &str, expected: &[(usize, &str)]| {
        assert_eq!(told(&store, text.as_bytes()), expected, "{text}");
    };
    check(
        "Prix;Poids\n12;3",
        &[(0, "import.column_missing"), (0, "import.column_missing")],
    );
    // The wrong separator: one column that is nothing.
    let table =
        read_table(file(&["N1;Bague;Bague;Or;750;1"]).as_bytes(), Some('|')).expect("a table");
    assert_eq!(table.headers.len(), 1);
    let run = store
        .read(|tx| dry_run(tx, &table, &detect(&table), at(0).date_naive()))
        .expect("a dry run");
    assert!(
        run.problems
            .iter()
            .all(|problem| problem.severity == Severity::Refused)
    );
    assert_eq!((run.ready, run.refused), (0, 1));
    let import = started(&store, b"Prix;Poids\n12;3");
    let refused = commit(&store, &clock, import.id, &mut |_| true);
    assert!(matches!(refused, Err(CommitError::MappingIncomplete)));
}

#[test]
fn separators_and_encodings_are_detected() {
    let check = |bytes: &[u8], separator: char, encoding: &str| {
        let table: Table = read_table(bytes, None).expect("a table");
        assert_eq!(
            (table.separator, table.encoding),
            (Some(separator), Some(encoding))
        );
        assert_eq!(table.headers, ["Numéro", "Désignation", "Prix"]);
        assert_eq!(
            table.rows[0].cells().collect::<Vec<_>>(),
            ["N1", "Bague œil-de-tigre, 18 k", "12,50 €"]
        );
        assert_eq!(
            detect(&table).columns,
            [Some(Field::Number), Some(Field::Title), Some(Field::Price)]
        );
    };
    let text = |s: &str| {
        format!(
            "Numéro{s}Désignation{s}Prix\r\nN1{s}\"Bague œil-de-tigre, 18 k\"{s}\"12,50 €\"\r\n"
        )
    };
    for separator in [';', '\t', ',', '|'] {
        check(text(&separator.to_string()).as_bytes(), separator, "utf-8");
    }
    let semicolons = text(";");
    check(format!("\u{feff}{semicolons}").as_bytes(), ';', "utf-8");
    let windows: Vec<u8> = semicolons
        .chars()
        .map(|c| match c {
            'œ' => 0x9C,
            '€' => 0x80,
            other => u8::try_from(u32::from(other)).expect("Latin-1"),
        })
        .collect();
    check(&windows, ';', "windows-1252");
    let units: Vec<u16> = semicolons.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    check(&[&[0xFF, 0xFE], &little[..]].concat(), ';', "utf-16");
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    check(&[&[0xFE, 0xFF], &big[..]].concat(), ';', "utf-16");
}

#[test]
fn what_is_no_table_is_refused() {
    let check = |bytes: &[u8], error| assert_eq!(read_table(bytes, None), Err(error));
    check(b"", ReadError::Empty);
    check(b"\r\n \r\n", ReadError::Empty);
    check(b"\xEF\xBB\xBF", ReadError::Empty);
    check(
        b"\xFF\xD8\xFF\xE0 a photo called stock.csv",
        ReadError::NotATable,
    );
    check(b"%PDF-1.7", ReadError::NotATable);
    check(b"a;b\0c", ReadError::NotATable);
    check(b"PK\x03\x04 no workbook", ReadError::NotAWorkbook);
    let whole = fixture("bijouterie.xlsx");
    check(&whole[..whole.len() / 2], ReadError::NotAWorkbook);
    check(&vec![b'x'; 61 * 1024 * 1024], ReadError::TooLarge);
    check("a;".repeat(300).as_bytes(), ReadError::TooMany);
}

fn many(rows: usize) -> String {
    let mut text = HEAD.to_owned();
    for n in 0..rows {
        let _ = write!(text, "\nN{n:05};Bague {n};Bague;Or;750;{}", n + 1);
    }
    text
}

#[test]
fn a_commit_cut_off_goes_on_where_it_stopped() {
    let (_dir, store) = keyed_shop();
    let import = started(&store, many(1_000).as_bytes());
    // Dropped in the midst, as by a crash: the steps that are on the disk stay.
    let cut = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        commit(&store, &clock, import.id, &mut |progress| {
            assert!(progress.done < 800, "cut");
            true
        })
    }));
    assert!(cut.is_err());
    // The step in flight is done when the writer answers.
    let entered = count(&store, State::Available);
    assert!((400..=800).contains(&entered), "{entered}");
    let done = commit(&store, &clock, import.id, &mut |_| true).expect("goes on");
    assert_eq!(
        (done.state, done.piece_count),
        (ImportState::Committed, 1_000)
    );
    assert_eq!(count(&store, State::Available), 1_000);
    let again = commit(&store, &clock, import.id, &mut |_| true);
    assert!(matches!(
        again,
        Err(CommitError::WrongState(ImportState::Committed))
    ));
    assert!(matches!(
        commit(
            &store,
            &clock,
            Id::from_uuid(uuid::Uuid::nil()),
            &mut |_| true
        ),
        Err(CommitError::ImportUnknown)
    ));
}

#[test]
fn a_stopped_import_is_undone_and_its_numbers_are_free_again() {
    let (_dir, store) = keyed_shop();
    let bytes = many(900);
    let import = started(&store, bytes.as_bytes());
    let stopped = commit(&store, &clock, import.id, &mut |_| false).expect("stops");
    assert_eq!(
        (stopped.state, stopped.piece_count),
        (ImportState::Cancelled, 400)
    );
    let undone = undo(&store, &clock, import.id).expect("undone");
    assert_eq!(undone.state, ImportState::Undone);
    assert_eq!(count(&store, State::Available), 0);
    assert_eq!(count(&store, State::Withdrawn), 400);
    let hits = store
        .read(|tx| find(tx, "bague", Scope::All, 5))
        .expect("hits");
    assert_eq!(hits, []);
    let again = undo(&store, &clock, import.id);
    assert!(matches!(
        again,
        Err(UndoError::WrongState(ImportState::Undone))
    ));
    let second = committed(&store, bytes.as_bytes());
    assert_eq!(second.piece_count, 900);
    let found = store.read(|tx| find_by_code(tx, "N00000")).expect("a read");
    let Some(Found::Piece(piece)) = found else {
        panic!("{found:?}");
    };
    assert_eq!(piece.state, State::Available);
}

#[test]
fn imports_and_their_undoing_are_technical_events() {
    let (_dir, store) = keyed_shop();
    let import = committed(&store, many(2).as_bytes());
    undo(&store, &clock, import.id).expect("undone");
    let kinds = store
        .read(|tx| {
            tx.all(
                "SELECT kind FROM journal WHERE chain = 'JET' ORDER BY seq",
                [],
                |row| row.get::<_, String>(0),
            )
        })
        .expect("records");
    assert_eq!(kinds, ["240 imported", "240 imported"]);
}
