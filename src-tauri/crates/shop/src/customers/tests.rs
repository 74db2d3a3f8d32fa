//! Customers: entered in three fields, found in spite of errors, and forgotten.

use units::Id;

use super::*;
use crate::db::Store;
use crate::db::testing::{cx, store};

fn new(name: &str, given: &str, phone: &str, email: &str) -> NewCustomer {
    NewCustomer {
        id: cx(0).new_id(),
        given_name: given.into(),
        family_name: name.into(),
        phone: phone.into(),
        email: email.into(),
    }
}

fn enter(store: &Store, input: NewCustomer) -> Result<Customer, CustomerError> {
    store
        .write(move |tx| create(tx, &cx(0), input))
        .map(|written| written.value)
}

fn some_customers(store: &Store) -> Vec<Id<Customer>> {
    [
        (
            "Roche",
            "Hélène",
            "+33 6 12 34 56 78",
            "helene.roche@example.fr",
        ),
        ("Dupont-Moretti", "Ève", "01 45 67 89 10", ""),
        ("Lefèvre", "Jean", "", "jlefevre@example.com"),
        ("Œuvrard", "Zoé", "", ""),
    ]
    .into_iter()
    .map(|(name, given, phone, email)| {
        enter(store, new(name, given, phone, email))
            .expect("a customer")
            .id
    })
    .collect()
}

#[test]
fn is_found_by_what_is_typed() {
    let (_dir, store) = store();
    some_customers(&store);
    let check = |typed: &'static str, expected: &[&str]| {
        let found = store.read(|tx| search(tx, typed, 10)).expect("a search");
        let names: Vec<&str> = found.iter().map(|one| one.family_name.as_str()).collect();
        assert_eq!(names, expected, "{typed}");
    };
    check("roche", &["Roche"]);
    check("HELENE", &["Roche"]);
    check("hélène roche", &["Roche"]);
    check("rohce", &["Roche"]);
    check("lefevre", &["Lefèvre"]);
    check("lefebvre", &["Lefèvre"]);
    check("oeuvrard", &["Œuvrard"]);
    check("dupond", &["Dupont-Moretti"]);
    check("moretti", &["Dupont-Moretti"]);
    check("06 12 34", &["Roche"]);
    check("0612345678", &["Roche"]);
    check("+33612345678", &["Roche"]);
    check("34 56 78", &["Roche"]);
    check("example.com", &["Lefèvre"]);
    check("du", &["Dupont-Moretti"]);
    check("xyzzy", &[]);
    check("\" OR 1", &[]);
    let all = store.read(|tx| search(tx, "%", 10)).expect("a search");
    assert_eq!(all.len(), 4, "nothing but a sign: those last dealt with");
}

#[test]
fn what_cannot_be_is_refused_by_field() {
    let (_dir, store) = store();
    let check = |input, field| {
        let refused = enter(&store, input);
        assert!(
            matches!(refused, Err(CustomerError::Field(found)) if found == field),
            "{refused:?}"
        );
    };
    check(new("  ", "Ève", "", ""), Field::Name);
    check(new("Roche\u{1b}@", "", "", ""), Field::Name);
    check(new(&"x".repeat(201), "", "", ""), Field::Name);
    check(new("Roche", "", "12", ""), Field::Phone);
    check(new("Roche", "", "1234567890123456", ""), Field::Phone);
    check(new("Roche", "", "", "nobody"), Field::Email);
    check(new("Roche", "", "", "a b@example.fr"), Field::Email);
    let id = enter(&store, new("Roche", "", "", ""))
        .expect("a customer")
        .id;
    let twice = NewCustomer {
        id,
        ..new("Autre", "", "", "")
    };
    assert!(matches!(enter(&store, twice), Err(CustomerError::Exists)));
}

fn sheet(id: Id<Customer>, version: i64, name: &str) -> EditCustomer {
    EditCustomer {
        id,
        version,
        title: "Mme".into(),
        given_name: "Hélène".into(),
        family_name: name.into(),
        company: String::new(),
        phone: String::new(),
        email: String::new(),
        address: "1 rue de la Paix\n75002 Paris".into(),
        country: "CH".into(),
        language: Some("en".into()),
        ring_size: "52".into(),
        notes: String::new(),
    }
}

#[test]
fn an_edit_says_which_version_it_saw() {
    let (_dir, store) = store();
    let id = some_customers(&store)[0];
    let save = |input| {
        store
            .write(move |tx| edit(tx, &cx(1), input))
            .map(|written| written.value)
    };
    let edited = save(sheet(id, 1, "Martin")).expect("edited");
    assert_eq!(
        (edited.version, edited.name().as_str()),
        (2, "Mme Hélène Martin")
    );
    assert!(matches!(
        save(sheet(id, 1, "Autre")),
        Err(CustomerError::Changed { current: 2 })
    ));
    assert!(matches!(
        save(sheet(cx(9).new_id(), 1, "Autre")),
        Err(CustomerError::Unknown)
    ));
    let found = store.read(|tx| search(tx, "martin", 5)).expect("a search");
    assert_eq!(found.len(), 1);
    let gone = store.read(|tx| search(tx, "roche", 5)).expect("a search");
    assert_eq!(gone, []);
}

#[test]
fn an_erased_person_is_nowhere() {
    let (_dir, store) = store();
    let id = some_customers(&store)[0];
    let reference_of = || store.read(|tx| reference(tx, id)).expect("a read");
    assert!(reference_of().is_some_and(|text| text.len() == 64));
    let erased = store.write(move |tx| {
        crate::journal::create_key(tx, &cx(0)).expect("a key");
        erase(tx, &cx(1), id)
    });
    assert!(erased.is_ok(), "{erased:?}");
    assert_eq!(reference_of(), None);
    let left = store
        .read(|tx| customer(tx, id))
        .expect("a read")
        .expect("a row");
    assert!(left.erased);
    assert_eq!(left.name(), "");
    for typed in ["roche", "0612345678", "helene"] {
        let found = store.read(|tx| search(tx, typed, 5)).expect("a search");
        assert_eq!(found, [], "{typed}");
    }
    let again = store.write(move |tx| erase(tx, &cx(2), id));
    assert!(matches!(again, Err(CustomerError::Erased)));
    let edited = store.write(move |tx| edit(tx, &cx(2), sheet(id, 2, "Retour")));
    assert!(matches!(edited, Err(CustomerError::Erased)));
}
