//! Batch articles in a stock file: counted, not told apart.

use super::super::{Kind, commit, detect, dry_run, read_table, set_mapping, undo};
use super::{article_movements, clock, committed, keyed_shop, started, told};
use crate::db::Store;
use crate::db::testing::{at, cx};
use crate::imports::{ImportState, UndoError};
use crate::search::{Hit, Scope, find};
use crate::stock::{
    Article, ArticleMovement, ArticleReason, Found, articles, find_by_code, move_article,
};

const HEAD: &str = "Numéro;Désignation;Famille;Métal;Titre ‰;Poids;Prix de vente;Quantité;Nature";

fn file(rows: &[&str]) -> String {
    format!("{HEAD}\n{}", rows.join("\n"))
}

fn article(store: &Store, number: &str) -> Article {
    let found = store.read(|tx| find_by_code(tx, number)).expect("a read");
    match found {
        Some(Found::Article(article)) => *article,
        other => panic!("{number}: {other:?}"),
    }
}

const CHARMS: [&str; 4] = [
    "C1;Charm étoile;Pendentif;Argent;925;2,10;29,00;12;",
    "B1;Bague;Bague;Or;750;3,00;900,00;1;",
    "P1;Pile 364;Autre;;;;4,50;0;article",
    "B2;Jonc;Bracelet;Or;750;9,00;1 900,00;;pièce",
];

#[test]
fn several_of_one_number_are_an_article() {
    let (_dir, store) = keyed_shop();
    let table = read_table(file(&CHARMS).as_bytes(), None).expect("a table");
    let run = store
        .read(|tx| dry_run(tx, &table, &detect(&table), at(0).date_naive()))
        .expect("a dry run");
    assert_eq!((run.ready, run.articles, run.refused), (4, 2, 0), "{run:?}");
    // Said once for the file: an article keeps no metal and no weight.
    let note = &run.problems[0];
    assert_eq!((note.line, note.code), (0, "import.articles_leave_out"));
    assert!(
        note.params
            .contains(&("columns", "Métal, Titre ‰, Poids".to_owned()))
    );
    let import = committed(&store, file(&CHARMS).as_bytes());
    assert_eq!((import.piece_count, import.article_count), (2, 2));
    let charm = article(&store, "C1");
    assert_eq!((charm.quantity, charm.price.minor()), (12, 2_900));
    assert_eq!(article(&store, "P1").quantity, 0);
    let hits = store
        .read(|tx| find(tx, "charm etoile", Scope::Available, 5))
        .expect("hits");
    assert!(matches!(&hits[..], [Hit::Article(found)] if found.number == "C1"));
    let reasons = article_movements(&store);
    assert_eq!(reasons, [("imported".to_owned(), 12)]);
}

#[test]
fn what_cannot_be_counted_is_told() {
    let (_dir, store) = keyed_shop();
    let check = |row: &str, code: &str| {
        let told = told(&store, file(&[row]).as_bytes());
        assert!(
            told.iter()
                .any(|(line, found)| (*line, *found) == (2, code)),
            "{row}: {told:?}"
        );
    };
    check(
        "C1;Charm;Pendentif;;;;29;deux;",
        "import.quantity_unreadable",
    );
    check(
        "C1;Charm;Pendentif;;;;29;1,5;",
        "import.quantity_unreadable",
    );
    check("C1;Charm;Pendentif;;;;29;-3;", "import.quantity_unreadable");
    check(
        "C1;Charm;Pendentif;;;;29;99999999;",
        "import.quantity_unreadable",
    );
    check("C1;Charm;Pendentif;;;;29;3;pièce", "import.piece_is_one");
    check("C1;Charm;Pendentif;;;;29;0;", "import.none_left");
    check("C1;Charm;Pendentif;;;;;3;", "import.article_price_missing");
    check("C1;Charm;Pendentif;;;;0;3;", "stock.price_not_positive");
    check("C1;Charm;Pendentif;;;;29;3;voiture", "import.word_unknown");
    check(";Charm;Pendentif;;;;29;3;", "stock.number_missing");
    check("C1;;Pendentif;;;;29;3;", "stock.title_missing");
}

#[test]
fn a_file_of_articles_may_say_so_once() {
    let (_dir, store) = keyed_shop();
    let bytes = file(&["C1;Charm;Pendentif;;;;29;1;"]);
    let import = started(&store, bytes.as_bytes());
    let mut mapping = import.mapping.clone();
    mapping.kind = Some(Kind::Article);
    store
        .write(move |tx| set_mapping(tx, &cx(2), import.id, import.version, &mapping, 1))
        .expect("a mapping");
    let done = commit(&store, &clock, import.id, &mut |_| true).expect("a commit");
    assert_eq!((done.piece_count, done.article_count), (0, 1));
    assert_eq!(article(&store, "C1").quantity, 1);
}

#[test]
fn articles_go_out_with_their_import_unless_one_was_sold() {
    let (_dir, store) = keyed_shop();
    let import = committed(&store, file(&CHARMS).as_bytes());
    let charm = article(&store, "C1");
    let undone = undo(&store, &clock, import.id).expect("undone");
    assert_eq!((undone.state, undone.back_count), (ImportState::Undone, 4));
    assert_eq!(store.read(articles).expect("a list"), []);
    let left = store
        .read(|tx| crate::stock::article_by_id(tx, charm.id))
        .expect("a read")
        .expect("it stays for its movements");
    assert_eq!((left.quantity, left.active), (0, false));
    let second = committed(&store, file(&CHARMS).as_bytes());
    assert_eq!(second.article_count, 2, "the numbers are free again");
    let charm = article(&store, "C1").id;
    let sold = ArticleMovement {
        reason: ArticleReason::Sold,
        quantity: -1,
        document: Some("P1-7".into()),
    };
    store
        .write(move |tx| move_article(tx, &cx(6), charm, &sold))
        .expect("sold");
    let Err(UndoError::Sold(held)) = undo(&store, &clock, second.id) else {
        panic!("a sold article holds its import");
    };
    assert_eq!(
        (held[0].number.as_str(), held[0].by.as_str()),
        ("C1", "P1-7")
    );
}
