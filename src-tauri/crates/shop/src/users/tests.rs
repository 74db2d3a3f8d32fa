//! People: rights, PINs, sessions, each with what must be refused.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use units::{Id, Percent};

use super::attempt::{self, BeginAttemptError, Proven, Refused, delay_after};
use super::*;
use crate::cx::{Actor, Cx};
use crate::db::testing::{at, cx, store};
use crate::db::{Store, StoreError};
use crate::journal;

const OWNER: u128 = 1;
const SELLER: u128 = 2;

fn id(number: u128) -> Id<cx::User> {
    Id::from_uuid(uuid::Uuid::from_u128(number))
}

fn pin(digits: &str) -> Pin {
    Pin::new(digits).expect("a PIN")
}

fn new(number: u128, name: &str, role: Role, digits: &str) -> CreateUser {
    CreateUser {
        id: id(number),
        name: name.to_owned(),
        role,
        pin_hash: pin(digits).hash(&cx(0)),
        language: None,
        discount_limit: None,
    }
}

/// An owner with PIN 1357 and a seller with 2468.
fn people() -> (tempfile::TempDir, Store) {
    let (dir, store) = store();
    store
        .write(|tx| -> Result<(), CreateUserError> {
            journal::create_key(tx, &cx(0))?;
            create(tx, &cx(0), new(OWNER, "Odile", Role::Owner, "1357"))?;
            create(tx, &cx(0), new(SELLER, "Sam", Role::Seller, "2468"))?;
            Ok(())
        })
        .expect("people");
    (dir, store)
}

fn attempt(
    store: &Store,
    seconds: i64,
    user: u128,
    digits: &str,
) -> Result<Result<Proven, Refused>, BeginAttemptError> {
    let begun = store.write(move |tx| attempt::begin(tx, &cx(seconds), id(user)))?;
    let result = begun.value.check(&pin(digits));
    match result {
        Ok(proven) => store
            .write(move |tx| attempt::accept(tx, proven))
            .map(|_| ())
            .expect("accepted"),
        Err(refused) => store
            .write(move |tx| attempt::refuse(tx, &cx(seconds), refused))
            .map(|_| ())
            .expect("refused"),
    }
    Ok(result)
}

fn sign_in_at(store: &Store, seconds: i64) -> TokenDigest {
    let token = Token::new(&cx(seconds)).digest();
    let proven = attempt(store, seconds, SELLER, "2468")
        .expect("a try")
        .expect("right");
    store
        .write(move |tx| sign_in(tx, &cx(seconds), proven, None, &token))
        .expect("signed in");
    token
}

fn found(store: &Store, token: TokenDigest) -> Option<Session> {
    store.read(|tx| session(tx, &token)).expect("a read")
}

#[test]
fn the_table_of_rights() {
    let table: BTreeMap<&str, Vec<&str>> = Role::ALL
        .iter()
        .map(|role| {
            let rights = Right::ALL.iter().filter(|right| role.may(**right));
            (role.name(), rights.map(|right| right.name()).collect())
        })
        .collect();
    insta::assert_debug_snapshot!(table);
}

#[test]
fn names_are_read_back() {
    for role in Role::ALL {
        assert_eq!(role.name().parse(), Ok(role));
    }
    for right in Right::ALL {
        assert_eq!(right.name().parse(), Ok(*right));
    }
    assert_eq!("admin".parse::<Role>(), Err(UnknownRole));
    assert_eq!("everything".parse::<Right>(), Err(UnknownRight));
}

#[test]
fn pins() {
    for (text, good) in [
        ("0000", true),
        ("12345678", true),
        ("123", false),
        ("123456789", false),
        ("12a4", false),
        ("", false),
        ("١٢٣٤", false),
        (" 1234", false),
    ] {
        assert_eq!(Pin::new(text).is_ok(), good, "{text}");
    }
    let hash = pin("1357").hash(&cx(0));
    assert!(hash.is_of(&pin("1357")));
    assert!(!hash.is_of(&pin("1358")));
    assert!(!PinHash(String::new()).is_of(&pin("1357")));
    assert_ne!(hash, pin("1357").hash(&cx(0)));
    assert!(!format!("{:?} {hash:?}", pin("1357")).contains("1357"));
}

#[test]
fn the_delay_grows() {
    let seconds: Vec<i64> = (1..=11).map(|n| delay_after(n).num_seconds()).collect();
    assert_eq!(seconds, [0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
    assert_eq!(delay_after(u32::MAX), TimeDelta::minutes(15));
}

#[test]
fn ten_wrong_pins() {
    let (_dir, store) = people();
    let mut now = 0;
    for n in 1..=10 {
        let refused = attempt(&store, now, SELLER, "0000")
            .expect("a try")
            .expect_err("wrong");
        assert_eq!(refused.wrong_pins, n);
        let delay = refused.delay.num_seconds();
        if delay > 0 {
            // One second early, even the right PIN is not looked at.
            let early = attempt(&store, now + delay - 1, SELLER, "2468");
            assert!(matches!(early, Err(BeginAttemptError::Wait { until })
                if until == at(now + delay)));
        }
        now += delay;
    }
    // Another person is not held up, and the right PIN ends it.
    assert!(
        attempt(&store, now - 1, OWNER, "1357")
            .expect("a try")
            .is_ok()
    );
    assert!(attempt(&store, now, SELLER, "2468").expect("a try").is_ok());
    let after = store.read(|tx| user(tx, id(SELLER))).expect("a read");
    assert_eq!(
        after.map(|user| (user.wrong_pins, user.locked_until)),
        Some((0, None))
    );
    let verified = store.read(journal::verify).expect("a walk");
    assert_eq!(verified.broken, None);
    assert!(
        verified
            .counts
            .iter()
            .any(|(chain, count)| chain.name() == "JET" && *count >= 12)
    );
}

#[test]
fn a_try_is_counted_before_it_is_checked() {
    let (_dir, store) = people();
    // Many at once, none of them finished: the fifth has to wait.
    let begin = || store.write(|tx| attempt::begin(tx, &cx(0), id(SELLER)));
    for _ in 0..4 {
        assert!(begin().is_ok());
    }
    assert!(matches!(begin(), Err(BeginAttemptError::Wait { .. })));
}

#[test]
fn the_delay_survives_a_restart() {
    let (dir, store) = people();
    for _ in 0..4 {
        let _ = attempt(&store, 0, SELLER, "0000").expect("a try");
    }
    drop(store);
    let store = Store::open(
        dir.path(),
        &crate::db::testing::KEY,
        &crate::db::testing::holder(),
        crate::db::tell_nobody(),
    )
    .expect("opens");
    let early = attempt(&store, 29, SELLER, "2468");
    assert!(matches!(early, Err(BeginAttemptError::Wait { .. })));
}

#[test]
fn unknown_people_and_those_who_left_cannot_try() {
    let (_dir, store) = people();
    assert!(matches!(
        attempt(&store, 0, 99, "1357"),
        Err(BeginAttemptError::UnknownUser)
    ));
    leave(&store, SELLER).expect("left");
    assert!(matches!(
        attempt(&store, 0, SELLER, "2468"),
        Err(BeginAttemptError::UnknownUser)
    ));
}

fn leave(store: &Store, number: u128) -> Result<(), EditUserError> {
    change(store, number, |edit| edit.active = false)
}

fn change(
    store: &Store,
    number: u128,
    change: impl FnOnce(&mut EditUser) + Send + 'static,
) -> Result<(), EditUserError> {
    store
        .write(move |tx| {
            let old = user(tx, id(number))?.ok_or(EditUserError::Unknown)?;
            let mut input = EditUser {
                id: old.id,
                version: old.version,
                name: old.name,
                role: old.role,
                language: old.language,
                discount_limit: old.discount_limit,
                active: old.active,
            };
            change(&mut input);
            edit(tx, &cx(0), input)
        })
        .map(|_| ())
}

#[test]
fn a_session_lives_until_it_is_signed_out() {
    let (_dir, store) = people();
    let token = sign_in_at(&store, 0);
    let session = found(&store, token).expect("a session");
    assert_eq!(session.authority.role(), Role::Seller);
    assert_eq!(session.locks_after, TimeDelta::minutes(5));
    assert!(!session.locked);
    assert_eq!(found(&store, [0; 32]), None);
    let out = store.write(move |tx| sign_out(tx, &cx(1), &token));
    assert!(out.is_ok());
    assert_eq!(found(&store, token), None);
    // Locking or seeing it does not bring it back.
    let late = store.write(move |tx| -> Result<(), StoreError> {
        lock(tx, &cx(2), &token)?;
        seen(tx, &cx(2), &token)
    });
    assert!(late.is_ok());
    assert_eq!(found(&store, token), None);
}

#[test]
fn a_lock_opens_to_its_own_person_only() {
    let (_dir, store) = people();
    let token = sign_in_at(&store, 0);
    let locked = store.write(move |tx| lock(tx, &cx(1), &token));
    assert!(locked.is_ok());
    let session = found(&store, token).expect("a session");
    assert!(session.locked);
    let try_unlock = |number, digits| {
        let proven = attempt(&store, 2, number, digits)
            .expect("a try")
            .expect("right");
        let session = session.clone();
        store
            .write(move |tx| unlock(tx, &cx(2), &session, proven))
            .map(|_| ())
    };
    assert!(matches!(
        try_unlock(OWNER, "1357"),
        Err(UnlockError::OtherUser)
    ));
    assert!(try_unlock(SELLER, "2468").is_ok());
    assert!(found(&store, token).is_some_and(|session| !session.locked));
}

#[test]
fn whoever_leaves_is_signed_out() {
    let (_dir, store) = people();
    let token = sign_in_at(&store, 0);
    leave(&store, SELLER).expect("left");
    assert_eq!(found(&store, token), None);
    // And stays so when they come back.
    change(&store, SELLER, |edit| edit.active = true).expect("back");
    assert_eq!(found(&store, token), None);
}

#[test]
fn a_pin_set_by_somebody_else_ends_the_sessions() {
    let (_dir, store) = people();
    for (actor, ends) in [(id(SELLER), false), (id(OWNER), true)] {
        let token = sign_in_at(&store, 0);
        let by = Cx::new(
            at(0),
            Actor::User(actor),
            None,
            std::sync::Arc::new(|buffer: &mut [u8]| buffer.fill(1)),
        );
        let hash = pin("2468").hash(&by);
        let set = store.write(move |tx| set_pin(tx, &by, id(SELLER), &hash));
        assert!(set.is_ok());
        assert_eq!(found(&store, token).is_none(), ends);
    }
    let hash = pin("2468").hash(&cx(0));
    let unknown = store.write(move |tx| set_pin(tx, &cx(0), id(99), &hash));
    assert!(matches!(unknown, Err(SetPinError::Unknown)));
}

#[test]
fn the_last_owner_stays() {
    let (_dir, store) = people();
    assert!(matches!(
        leave(&store, OWNER),
        Err(EditUserError::LastOwner)
    ));
    let demoted = change(&store, OWNER, |edit| edit.role = Role::Seller);
    assert!(matches!(demoted, Err(EditUserError::LastOwner)));
    change(&store, SELLER, |edit| edit.role = Role::Owner).expect("a second owner");
    leave(&store, OWNER).expect("may go now");
}

#[test]
fn names_and_versions_that_are_refused() {
    let (_dir, store) = people();
    let check = |name: &'static str, expected: NameError| {
        let result = change(&store, SELLER, move |edit| name.clone_into(&mut edit.name));
        assert!(
            matches!(&result, Err(EditUserError::Name(error)) if *error == expected),
            "{name}: {result:?}"
        );
    };
    check("  ", NameError::Missing);
    check("a\u{1b}@", NameError::Unprintable);
    check(
        "odile ",
        NameError::Taken {
            name: "Odile".into(),
        },
    );
    check(
        "Quarante lettres ne suffisent pas toujours",
        NameError::TooLong { most: 40 },
    );
    let stale = change(&store, SELLER, |edit| edit.version = 0);
    assert!(matches!(stale, Err(EditUserError::Stale { now: 1 })));
    assert!(matches!(
        change(&store, 99, |_| ()),
        Err(EditUserError::Unknown)
    ));
}

#[test]
fn a_colleague_vouches() {
    let authority = |role, own| Authority::new(id(1), role, own);
    let limit = |bp| Percent::from_basis_points(bp).ok();
    let seller = authority(Role::Seller, None);
    let manager = authority(Role::Manager, None);
    assert_eq!(authorise(&seller, None, Right::Sell), Ok(seller));
    assert_eq!(
        authorise(&seller, None, Right::Refund),
        Err(MissingRight(Right::Refund))
    );
    assert_eq!(
        authorise(&seller, Some(&manager), Right::Refund),
        Ok(manager)
    );
    let generous = authority(Role::Seller, limit(5_000));
    let bench = authority(Role::Bench, limit(5_000));
    for (by, vouched, bp, expected) in [
        (seller, None, 1_000, Ok(seller)),
        (seller, None, 1_001, Err(MissingRight(Right::Discount))),
        (seller, Some(&manager), 3_000, Ok(manager)),
        (
            seller,
            Some(&manager),
            3_001,
            Err(MissingRight(Right::Discount)),
        ),
        (generous, None, 5_000, Ok(generous)),
        (bench, None, 1, Err(MissingRight(Right::Discount))),
    ] {
        let percent = limit(bp).expect("a percentage");
        assert_eq!(authorise_discount(&by, vouched, percent), expected, "{bp}");
    }
}
