//! A charm in three sizes: made, changed, counted, merged back, told apart again.

use units::Quantity;

use super::*;
use crate::search::{Hit, Scope, find};

fn charm(store: &Store) -> Article {
    let family = store.read(|tx| family_by_code(tx, "charm"));
    let input = SaveArticle {
        id: cx(1).new_id(),
        version: None,
        number: "C1".into(),
        barcode: None,
        family: family.expect("a read").expect("a family").id,
        title: "Breloque cœur".into(),
        cost: Some(Money::eur(900)),
        price: Money::eur(2_900),
        vat_regime: VatRegime::Standard,
        favourite: true,
        active: true,
        photo: None,
    };
    let saved = store.write(move |tx| {
        let charm = save_article(tx, &cx(1), input)?;
        let ten = Quantity::new(10).expect("ten");
        receive_article(tx, &cx(1), charm.id, ten, None)
    });
    saved.expect("an article").value
}

fn values(pairs: &[(&str, &str)]) -> Values {
    let pairs = pairs.iter();
    pairs
        .map(|(axis, value)| ((*axis).to_owned(), (*value).to_owned()))
        .collect()
}

fn variant(model: &Article, number: &str, size: &str, quantity: u32) -> SaveVariant {
    SaveVariant {
        id: cx(2).new_id(),
        version: None,
        model: model.id,
        number: number.into(),
        barcode: None,
        values: values(&[("size", size)]),
        price: None,
        favourite: false,
        quantity,
    }
}

fn save(store: &Store, input: SaveVariant) -> Result<Article, VariantError> {
    let saved = store.write(move |tx| save_variant(tx, &cx(3), input));
    saved.map(|written| written.value)
}

fn now(store: &Store, id: Id<Article>) -> Article {
    let article = store.read(move |tx| article_by_id(tx, id));
    article.expect("a read").expect("an article")
}

fn merge(store: &Store, id: Id<Article>, version: i64) -> Result<Article, VariantError> {
    let merged = store.write(move |tx| merge_variant(tx, &cx(4), id, version));
    merged.map(|written| written.value)
}

fn restore(store: &Store, id: Id<Article>, version: i64) -> Result<Article, VariantError> {
    let restored = store.write(move |tx| restore_variant(tx, &cx(5), id, version));
    restored.map(|written| written.value)
}

fn sort(store: &Store, from: Id<Article>, to: Id<Article>, n: u32) -> Result<(), VariantError> {
    let input = SortOut {
        from,
        to,
        quantity: n,
    };
    let sorted = store.write(move |tx| sort_out(tx, &cx(6), &input));
    sorted.map(|written| written.value)
}

fn told(store: &Store, id: Id<Article>) -> Vec<(String, i64, Option<String>)> {
    let entries = store.read(move |tx| article_movements(tx, id));
    let entries = entries.expect("a read").into_iter().rev();
    entries
        .map(|one| (one.reason, one.quantity, one.document))
        .collect()
}

/// The numbers a search at the till finds.
fn searched(store: &Store, text: &'static str) -> Vec<String> {
    let hits = store.read(move |tx| find(tx, text, Scope::Available, 20));
    let hits = hits.expect("a search").into_iter();
    let mut numbers: Vec<String> = hits
        .filter_map(|hit| match hit {
            Hit::Article(article) => Some(article.number),
            Hit::Piece(_) => None,
        })
        .collect();
    numbers.sort();
    numbers
}

fn code(store: &Store, code: &'static str) -> Option<Found> {
    store
        .read(move |tx| find_by_code(tx, code))
        .expect("a read")
}

#[test]
fn a_model_is_sold_by_its_variants_which_are_found_by_its_number_too() {
    let (_dir, store) = shop();
    let model = charm(&store);
    assert_eq!(searched(&store, "coeur"), ["C1"]);
    let small = SaveVariant {
        barcode: Some("2000000000015".into()),
        ..variant(&model, "C1-PM", "S", 4)
    };
    let small = save(&store, small).expect("a variant");
    let large = SaveVariant {
        price: Some(Money::eur(3_900)),
        values: values(&[("colour", "rouge"), ("size", "L")]),
        ..variant(&model, "C1-GM", "", 0)
    };
    let large = save(&store, large).expect("a variant");
    assert_eq!(small.title, "Breloque cœur · S");
    assert_eq!(large.title, "Breloque cœur · L · rouge");
    assert_eq!((small.quantity, small.price), (4, Money::eur(2_900)));
    assert_eq!(small.cost, Some(Money::eur(900)));
    let model = now(&store, model.id);
    assert_eq!((model.quantity, model.variants), (6, 2));
    assert_eq!(model.saleable(), Err(NotSaleable::HasVariants));
    assert_eq!(large.saleable(), Ok(Money::eur(3_900)));
    assert_eq!(searched(&store, "C1"), ["C1-GM", "C1-PM"]);
    assert_eq!(searched(&store, "coeur rouge"), ["C1-GM"]);
    let found = code(&store, "2000000000015");
    assert!(matches!(found, Some(Found::Article(one)) if one.id == small.id));
    assert_eq!(
        told(&store, small.id),
        [("sorted_in".into(), 4, Some("C1".into()))]
    );

    // Renamed and priced anew, the model takes along what is not a variant's own.
    let mut input = SaveArticle {
        id: model.id,
        version: Some(model.version),
        number: model.number.clone(),
        barcode: None,
        family: model.family,
        title: "Charm cœur".into(),
        cost: model.cost,
        price: Money::eur(3_100),
        vat_regime: model.vat_regime,
        favourite: true,
        active: true,
        photo: None,
    };
    let renamed = input.clone();
    store
        .write(move |tx| save_article(tx, &cx(7), renamed))
        .expect("renamed");
    let (small, large) = (now(&store, small.id), now(&store, large.id));
    assert_eq!(
        (small.title.as_str(), small.price),
        ("Charm cœur · S", Money::eur(3_100))
    );
    assert_eq!(
        (large.title.as_str(), large.price),
        ("Charm cœur · L · rouge", Money::eur(3_900))
    );
    assert_eq!(searched(&store, "charm rouge"), ["C1-GM"]);
    assert!(
        searched(&store, "breloque rouge").contains(&"C1-GM".to_owned()),
        "a family’s word"
    );
    // No longer offered, none of it is; and again.
    input.version = Some(now(&store, model.id).version);
    input.active = false;
    let closed = input.clone();
    store
        .write(move |tx| save_article(tx, &cx(8), closed))
        .expect("closed");
    assert_eq!(now(&store, small.id).saleable(), Err(NotSaleable::Inactive));
    input.version = Some(now(&store, model.id).version);
    input.active = true;
    store
        .write(move |tx| save_article(tx, &cx(9), input))
        .expect("offered again");
    assert_eq!(now(&store, small.id).saleable(), Ok(Money::eur(3_100)));
}

/// Each act, and its way back.
#[test]
fn a_variant_is_changed_counted_over_merged_and_told_apart_again() {
    let (_dir, store) = shop();
    let model = charm(&store);
    let small = save(&store, variant(&model, "C1-PM", "S", 4)).expect("small");
    let large = save(&store, variant(&model, "C1-GM", "L", 3)).expect("large");
    let counts = || {
        let of = |id| now(&store, id).quantity;
        (of(model.id), of(small.id), of(large.id))
    };
    assert_eq!(counts(), (3, 4, 3));
    // Changed, and changed back.
    let other = SaveVariant {
        id: small.id,
        version: Some(small.version),
        price: Some(Money::eur(2_500)),
        ..variant(&model, "C1-XS", "XS", 0)
    };
    let changed = save(&store, other).expect("changed");
    assert_eq!(
        (changed.number.as_str(), changed.own_price),
        ("C1-XS", true)
    );
    assert_eq!(searched(&store, "C1-XS"), ["C1-XS"]);
    let back = SaveVariant {
        id: small.id,
        version: Some(changed.version),
        ..variant(&model, "C1-PM", "S", 0)
    };
    let small = save(&store, back).expect("changed back");
    assert_eq!((small.price, small.own_price), (Money::eur(2_900), false));
    // Two of the small ones were large, and were not.
    sort(&store, small.id, large.id, 2).expect("counted over");
    assert_eq!(counts(), (3, 2, 5));
    sort(&store, large.id, small.id, 2).expect("and back");
    assert_eq!(counts(), (3, 4, 3));
    // Merged back: its number is known, and no longer sold.
    let merged = merge(&store, small.id, small.version).expect("merged");
    assert_eq!(counts(), (7, 0, 3));
    assert_eq!(merged.saleable(), Err(NotSaleable::Inactive));
    assert_eq!(now(&store, model.id).variants, 1);
    assert_eq!(searched(&store, "C1-PM"), Vec::<String>::new());
    let restored = restore(&store, small.id, merged.version).expect("told apart again");
    assert_eq!(counts(), (3, 4, 3));
    assert_eq!(restored.saleable(), Ok(Money::eur(2_900)));
    // With the last variant gone, the model is sold itself.
    for id in [small.id, large.id] {
        let version = now(&store, id).version;
        merge(&store, id, version).expect("merged");
    }
    assert_eq!(counts(), (10, 0, 0));
    assert_eq!(now(&store, model.id).saleable(), Ok(Money::eur(2_900)));
    assert_eq!(searched(&store, "C1"), ["C1"]);
    // What was sold below zero goes back as it stands.
    let version = now(&store, large.id).version;
    let large = restore(&store, large.id, version).expect("told apart again");
    let oversold = ArticleMovement {
        reason: ArticleReason::Sold,
        quantity: -5,
        document: Some("T1".into()),
    };
    store
        .write(move |tx| move_article(tx, &cx(8), large.id, &oversold))
        .expect("sold");
    assert_eq!(counts(), (7, 0, -2));
    merge(&store, large.id, large.version).expect("merged");
    assert_eq!(counts(), (5, 0, 0));
    restore(&store, large.id, large.version + 1).expect("told apart again");
    assert_eq!(counts(), (7, 0, -2));
}

#[test]
fn what_makes_no_variant_changes_nothing() {
    let (_dir, store) = shop();
    let model = charm(&store);
    let small = save(&store, variant(&model, "C1-PM", "S", 4)).expect("small");
    let check = |change: &dyn Fn(&mut SaveVariant), wanted: &str| {
        let mut input = variant(&model, "C1-M", "M", 0);
        change(&mut input);
        let refused = save(&store, input).expect_err(wanted);
        assert!(
            format!("{refused:?}").contains(wanted),
            "{wanted}: {refused:?}"
        );
        assert_eq!(now(&store, model.id).variants, 1, "{wanted}");
    };
    check(&|input| input.values.clear(), "Unnamed");
    check(
        &|input| input.values = values(&[("size", "s")]),
        "Twice(\"C1-PM\")",
    );
    check(
        &|input| input.values = values(&[("size", " ")]),
        "AttributeEmpty",
    );
    check(
        &|input| input.values = values(&[("weight", "3")]),
        "WordUnknown",
    );
    check(
        &|input| input.values = values(&[("size", &"x".repeat(41))]),
        "TooLong",
    );
    check(&|input| input.number = String::new(), "NumberMissing");
    check(&|input| input.number = "c1".into(), "NumberTaken");
    check(
        &|input| input.barcode = Some("C1-PM".into()),
        "BarcodeTaken",
    );
    check(
        &|input| input.price = Some(Money::eur(0)),
        "PriceNotPositive",
    );
    check(&|input| input.quantity = 7, "TooFew(6)");
    check(&|input| input.model = small.id, "ModelIsVariant");
    check(&|input| input.model = cx(9).new_id(), "ArticleUnknown");
    check(&|input| input.version = Some(1), "ArticleUnknown");
    check(&|input| input.id = small.id, "IdTaken");
    check(
        &|input| {
            input.id = small.id;
            input.version = Some(small.version + 1);
        },
        "Stale",
    );
    check(
        &|input| {
            input.id = model.id;
            input.version = Some(now(&store, model.id).version);
        },
        "NotVariant",
    );
    let refused = |done: Result<Article, VariantError>, wanted: &str| {
        let refused = done.expect_err(wanted);
        assert!(
            format!("{refused:?}").contains(wanted),
            "{wanted}: {refused:?}"
        );
    };
    refused(merge(&store, small.id, 99), "Stale");
    refused(
        merge(&store, model.id, now(&store, model.id).version),
        "NotVariant",
    );
    refused(restore(&store, small.id, small.version), "NotMerged");
    assert!(matches!(
        sort(&store, small.id, model.id, 5),
        Err(VariantError::TooFew(4))
    ));
    assert!(matches!(
        sort(&store, small.id, small.id, 1),
        Err(VariantError::OtherModel)
    ));
    let merged = merge(&store, small.id, small.version).expect("merged");
    refused(merge(&store, small.id, merged.version), "Merged");
    assert!(matches!(
        sort(&store, model.id, small.id, 1),
        Err(VariantError::Merged)
    ));
    save(&store, variant(&model, "C1-PM2", "S", 0)).expect("another small one");
    refused(
        restore(&store, small.id, merged.version),
        "Twice(\"C1-PM2\")",
    );
    // What a variant shares with its model is changed there.
    let direct = SaveArticle {
        id: small.id,
        version: Some(merged.version),
        number: "C9".into(),
        barcode: None,
        family: small.family,
        title: "Autre".into(),
        cost: None,
        price: Money::eur(1),
        vat_regime: VatRegime::Standard,
        favourite: false,
        active: true,
        photo: None,
    };
    let changed = store.write(move |tx| save_article(tx, &cx(9), direct));
    assert!(matches!(changed, Err(SaveArticleError::IsVariant)));
}
