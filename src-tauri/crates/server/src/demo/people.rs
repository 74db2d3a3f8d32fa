//! The demonstration shop's identity, people and customers.

use anyhow::{Context, Result};
use chrono::{DateTime, TimeDelta, Utc};
use documents::Language;
use shop::customers::{Customer, NewCustomer};
use shop::cx::{Chance, Till, User};
use shop::db::Store;
use shop::identity::{Identity, SetUp};
use shop::users::{Authority, CreateUser, Pin, Role};
use shop::{Actor, Cx, customers, identity, users};
use units::Id;

use super::data::Data;
use super::dice::Dice;

/// The people of the shop, signed in.
#[derive(Clone)]
pub(super) struct People {
    chance: Chance,
    pub till: Id<Till>,
    pub owner: Authority,
    pub sellers: Vec<Authority>,
    /// Who sits at the bench.
    pub bench: Id<User>,
}

impl People {
    /// The surroundings of something that one of them does at the till.
    pub(super) fn cx(&self, at: DateTime<Utc>, by: &Authority) -> Cx {
        Cx::new(
            at,
            Actor::User(by.user()),
            Some(self.till),
            self.chance.clone(),
        )
    }
}

/// The first run, and the rest of the staff.
pub(super) fn open(
    store: &Store,
    data: &Data,
    at: DateTime<Utc>,
    chance: &Chance,
) -> Result<People> {
    let cx = Cx::new(at, Actor::System, None, chance.clone());
    let shop = &data.shop;
    let (till, owner_id) = (cx.new_id(), cx.new_id());
    let mut staff = data.users.iter();
    let owner = staff
        .next()
        .context("the demonstration shop has no owner")?;
    let set_up = SetUp {
        shop: cx.new_id(),
        identity: Identity {
            name: shop.name.clone(),
            legal_name: shop.legal_name.clone(),
            address: shop.address.clone(),
            siret: shop.siret.clone(),
            naf: shop.naf.clone(),
            vat_number: shop.vat_number.clone(),
            phone: shop.phone.clone(),
            email: shop.email.clone(),
        },
        language: Language::Fr,
        till,
        owner: owner_id,
        owner_name: owner.name.clone(),
        owner_pin: Pin::new(&owner.pin)?.hash(&cx),
    };
    let verb = cx.clone();
    store.write(move |tx| identity::set_up(tx, &verb, set_up))?;
    let mut people = People {
        chance: chance.clone(),
        till,
        owner: sign_in(store, &cx, owner_id, &owner.pin)?,
        sellers: Vec::new(),
        bench: owner_id,
    };
    for person in staff {
        let cx = people.cx(at, &people.owner);
        let role: Role = person.role.parse()?;
        let id: Id<User> = cx.new_id();
        let create = CreateUser {
            id,
            name: person.name.clone(),
            role,
            pin_hash: Pin::new(&person.pin)?.hash(&cx),
            language: None,
            discount_limit: None,
        };
        let verb = cx.clone();
        store.write(move |tx| users::create(tx, &verb, create))?;
        if role == Role::Bench {
            people.bench = id;
        }
        if matches!(role, Role::Manager | Role::Seller) {
            let seller = sign_in(store, &cx, id, &person.pin)?;
            people.sellers.push(seller);
        }
    }
    people.sellers.push(people.owner);
    Ok(people)
}

fn sign_in(store: &Store, cx: &Cx, user: Id<User>, pin: &str) -> Result<Authority> {
    let cx = cx.clone();
    let attempt = store
        .write(move |tx| users::attempt::begin(tx, &cx, user))?
        .value;
    let Ok(proven) = attempt.check(&Pin::new(pin)?) else {
        anyhow::bail!("the PIN that was just set is refused");
    };
    Ok(store
        .write(move |tx| users::attempt::accept(tx, proven))?
        .value)
}

/// Names drawn together by chance.
pub(super) fn customers(
    store: &Store,
    data: &Data,
    people: &People,
    at: DateTime<Utc>,
    dice: &mut Dice,
) -> Result<Vec<Id<Customer>>> {
    let mut ids = Vec::new();
    for number in 0..data.customers.count {
        let minutes = i64::try_from(number)?;
        let cx = people.cx(at + TimeDelta::minutes(minutes), &people.owner);
        let given = dice.pick(&data.customers.given).cloned();
        let family = dice.pick(&data.customers.family).cloned();
        let customer = NewCustomer {
            id: cx.new_id(),
            given_name: given.unwrap_or_default(),
            family_name: family.unwrap_or_default(),
            phone: format!("06 39 98 {:02} {:02}", number / 100, number % 100),
            email: format!("client{number:03}@example.com"),
        };
        ids.push(customer.id);
        store.write(move |tx| customers::create(tx, &cx, customer))?;
    }
    Ok(ids)
}
