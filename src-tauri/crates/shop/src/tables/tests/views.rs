//! Views: one's own, everybody's, and the one a table opens with.

use units::Id;

use super::{Fixture, Who, user_id};
use crate::db::ReadTx;
use crate::stock::{Sort, State};
use crate::tables::{SaveViewError, View, ViewOf, delete_view, open_with, save_view, views};

fn cheap(name: &str) -> ViewOf {
    ViewOf {
        name: name.into(),
        is_shared: false,
        columns: vec!["number".into(), "price".into()],
        sort: Sort::Price,
        is_descending: true,
        text: "solitaire".into(),
        family: None,
        place: None,
        supplier: None,
        metal: None,
        state: Some(State::Available),
    }
}

fn save(
    shop: &Fixture,
    who: Who,
    id: Option<Id<View>>,
    version: i64,
    of: ViewOf,
) -> Result<View, SaveViewError> {
    shop.run(1, who, move |tx, cx, by| {
        let id = id.unwrap_or_else(|| cx.new_id());
        save_view(tx, by, id, version, of)
    })
}

fn names(shop: &Fixture, who: Who) -> Vec<String> {
    let read = |tx: &ReadTx<'_>| views(tx, user_id(who));
    let found = shop.store.read(read).expect("views");
    let mark = |view: View| {
        let first = if view.is_first { "*" } else { "" };
        format!("{}{first}", view.of.name)
    };
    found.into_iter().map(mark).collect()
}

#[test]
fn a_view_is_kept_named_anew_and_dropped_by_its_owner() {
    let shop = Fixture::new();
    let made = save(&shop, Who::Seller, None, 0, cheap(" À moi ")).expect("a view");
    assert_eq!((made.of.name.as_str(), made.version), ("À moi", 1));
    assert_eq!(made.of, cheap("À moi"));
    let other = ViewOf {
        columns: vec!["title".into()],
        state: None,
        ..cheap("Tout")
    };
    let changed = save(&shop, Who::Seller, Some(made.id), 1, other.clone()).expect("changed");
    assert_eq!((&changed.of, changed.version), (&other, 2));
    let stale = save(&shop, Who::Seller, Some(made.id), 1, cheap("Tard"));
    assert!(matches!(stale, Err(SaveViewError::Stale(2))), "{stale:?}");

    assert_eq!(names(&shop, Who::Manager), Vec::<String>::new());
    // Not even its id helps somebody else.
    let theirs = save(&shop, Who::Manager, Some(made.id), 0, cheap("Pris"));
    assert!(matches!(theirs, Err(SaveViewError::Unknown)), "{theirs:?}");
    assert_eq!(names(&shop, Who::Seller), ["Tout"]);

    let id = made.id;
    shop.run(1, Who::Seller, move |tx, _, by| open_with(tx, by, Some(id)))
        .expect("first");
    assert_eq!(names(&shop, Who::Seller), ["Tout*"]);
    shop.run(1, Who::Seller, move |tx, _, by| delete_view(tx, by, id))
        .expect("dropped");
    assert_eq!(names(&shop, Who::Seller), Vec::<String>::new());
    let gone = shop.run(1, Who::Seller, move |tx, _, by| open_with(tx, by, Some(id)));
    assert!(matches!(gone, Err(SaveViewError::Unknown)), "{gone:?}");
}

#[test]
fn a_view_for_everybody_is_the_business_of_who_changes_the_stock() {
    let shop = Fixture::new();
    let shared = |name: &str| ViewOf {
        is_shared: true,
        ..cheap(name)
    };
    let refused = save(&shop, Who::Seller, None, 0, shared("À tous"));
    assert!(
        matches!(refused, Err(SaveViewError::MissingRight(_))),
        "{refused:?}"
    );
    let made = save(&shop, Who::Manager, None, 0, shared("À tous")).expect("a view");
    assert_eq!(names(&shop, Who::Seller), ["À tous"]);
    let (id, version) = (made.id, made.version);
    let refused = save(&shop, Who::Seller, Some(id), version, shared("À moi"));
    assert!(
        matches!(refused, Err(SaveViewError::MissingRight(_))),
        "{refused:?}"
    );
    shop.run(1, Who::Seller, move |tx, _, by| delete_view(tx, by, id))
        .expect_err("not theirs");
    shop.run(1, Who::Seller, move |tx, _, by| open_with(tx, by, Some(id)))
        .expect("it may be their first");
    assert_eq!(names(&shop, Who::Seller), ["À tous*"]);
    assert_eq!(names(&shop, Who::Manager), ["À tous"]);
    let owner = save(&shop, Who::Owner, Some(id), version, shared("Vitrine")).expect("renamed");
    assert_eq!(owner.user_name, "Marc", "it stays the manager's");
    shop.run(1, Who::Seller, move |tx, _, by| open_with(tx, by, None))
        .expect("none");
    assert_eq!(names(&shop, Who::Seller), ["Vitrine"]);
}

#[test]
fn a_view_that_says_nothing_is_refused() {
    let shop = Fixture::new();
    save(&shop, Who::Owner, None, 0, cheap("Une")).expect("a view");
    let check = |of: ViewOf, code: &str| {
        let told = format!("{of:?}");
        let error = save(&shop, Who::Owner, None, 0, of).expect_err(&told);
        assert!(format!("{error:?}").starts_with(code), "{told}: {error:?}");
    };
    check(cheap("  "), "NameMissing");
    check(cheap(&"é".repeat(41)), "NameTooLong");
    check(cheap("a\u{7}b"), "NameTooLong");
    check(cheap("UNE"), "NameTaken");
    let with = |change: fn(&mut ViewOf)| {
        let mut of = cheap("Autre");
        change(&mut of);
        of
    };
    check(with(|of| of.columns.clear()), "NoColumn");
    check(with(|of| of.columns = vec!["a,b".into()]), "Value");
    check(with(|of| of.columns = vec!["price".into(); 41]), "Value");
    check(with(|of| of.text = "x".repeat(201)), "Value");
    let nobody = uuid::Uuid::from_u128(9);
    let family = ViewOf {
        family: Some(Id::from_uuid(nobody)),
        ..cheap("Autre")
    };
    check(family, "Value(\"family\")");
    let place = ViewOf {
        place: Some(Id::from_uuid(nobody)),
        ..cheap("Autre")
    };
    check(place, "Value(\"place\")");
    let supplier = ViewOf {
        supplier: Some(Id::from_uuid(nobody)),
        ..cheap("Autre")
    };
    check(supplier, "Value(\"supplier\")");
}
