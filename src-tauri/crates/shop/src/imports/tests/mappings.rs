//! Mappings kept under a name.

use super::super::{
    Field, Import, ImportState, KeepMappingError, KeptMapping, cancel, forget_mapping,
    keep_mapping, kept_mappings, read_table, set_mapping, use_mapping,
};
use super::{keyed_shop, started};
use crate::db::Store;
use crate::db::testing::cx;

const FILE: &str = "Art.;Ce que c’est;Groupe;Euros\nJ1;Bague;Bague;100\n";
const OTHER_WAY_ROUND: &str = "Groupe;Euros;Art.;Ce que c’est\nBague;100;J2;Bague\n";

fn headers(text: &str) -> Vec<String> {
    read_table(text.as_bytes(), None).expect("a table").headers
}

fn keep(
    store: &Store,
    import: &Import,
    name: &'static str,
    replace: bool,
) -> Result<Import, KeepMappingError> {
    let (id, version) = (import.id, import.version);
    let headers = headers(FILE);
    store
        .write(move |tx| keep_mapping(tx, &cx(2), id, version, &headers, name, replace))
        .map(|written| written.value)
}

/// A draft whose columns a person has matched.
fn matched(store: &Store) -> Import {
    let import = started(store, FILE.as_bytes());
    let mut mapping = import.mapping.clone();
    mapping.columns = vec![
        Some(Field::Number),
        Some(Field::Title),
        Some(Field::Family),
        Some(Field::Price),
    ];
    mapping.vat_regime = "margin".to_owned();
    let (id, version) = (import.id, import.version);
    store
        .write(move |tx| set_mapping(tx, &cx(1), id, version, &mapping, 1))
        .expect("a mapping")
        .value
}

fn kept(store: &Store) -> Vec<KeptMapping> {
    store.read(kept_mappings).expect("the mappings")
}

#[test]
fn the_next_file_with_the_same_columns_is_matched_by_it() {
    let (_dir, store) = keyed_shop();
    keep(&store, &matched(&store), "Ancien logiciel", false).expect("a kept mapping");
    let next = started(&store, OTHER_WAY_ROUND.as_bytes());
    let expected = [Field::Family, Field::Price, Field::Number, Field::Title].map(Some);
    assert_eq!(next.mapping.columns, expected);
    assert_eq!(next.mapping.vat_regime, "margin");
    assert_eq!(next.mapping.name.as_deref(), Some("Ancien logiciel"));
    let another = started(&store, b"Art.;Autre\nJ3;x\n");
    assert_eq!(another.mapping.name, None, "other columns");
}

#[test]
fn a_name_gives_way_only_when_somebody_says_so() {
    let (_dir, store) = keyed_shop();
    let import = keep(&store, &matched(&store), " Livraisons ", false).expect("a kept mapping");
    let again = keep(&store, &import, "LIVRAISONS", false);
    assert!(matches!(again, Err(KeepMappingError::Taken(name)) if name == "Livraisons"));
    keep(&store, &import, "LIVRAISONS", true).expect("in its place");
    let names: Vec<String> = kept(&store).into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["LIVRAISONS"]);
}

#[test]
fn one_is_used_on_another_file_and_forgotten() {
    let (_dir, store) = keyed_shop();
    keep(&store, &matched(&store), "Livraisons", false).expect("a kept mapping");
    let other = started(&store, b"Art.;Autre;Euros\nJ3;x;12\n");
    let table = read_table(b"Art.;Autre;Euros\nJ3;x;12\n", None).expect("a table");
    let id = kept(&store)[0].id;
    let (import, version) = (other.id, other.version);
    let used = store
        .write(move |tx| use_mapping(tx, &cx(3), import, version, &table, id))
        .expect("a use")
        .value;
    let expected = [Some(Field::Number), None, Some(Field::Price)];
    assert_eq!(used.mapping.columns, expected);
    store
        .write(move |tx| forget_mapping(tx, id))
        .expect("forgotten");
    assert_eq!(kept(&store), []);
    let twice = store.write(move |tx| forget_mapping(tx, id));
    assert!(matches!(twice, Err(KeepMappingError::Unknown)));
}

#[test]
fn what_cannot_be_kept() {
    let (_dir, store) = keyed_shop();
    let import = matched(&store);
    let name = |name| keep(&store, &import, name, false);
    assert!(matches!(name("  "), Err(KeepMappingError::Name)));
    let long: &'static str = "abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz abcdefghij";
    assert!(matches!(name(long), Err(KeepMappingError::Name)));
    let mut stale = import.clone();
    stale.version -= 1;
    let refused = keep(&store, &stale, "A", false);
    assert!(matches!(refused, Err(KeepMappingError::Stale(_))));
    let id = import.id;
    store
        .write(move |tx| cancel(tx, &cx(3), id))
        .expect("given up");
    let refused = keep(&store, &import, "A", false);
    let state = ImportState::Cancelled;
    assert!(matches!(refused, Err(KeepMappingError::WrongState(found)) if found == state));
    assert_eq!(kept(&store), []);
}
