//! A shop with so many pieces, its day open.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::json;
use shop::cx::{Till, User};
use shop::db::{Store, StoreError};
use shop::search;
use shop::stock::{
    self, Alloy, Component, ComponentKind, Entry, SaveArticle, Sheet, Stone, VatRegime,
};
use shop::users::{self, Authority};
use shop::{Actor, Cx, settings};
use tests::premises::{Desk, Premises};
use tests::{at, cx};
use units::{Carat, Fineness, Id, Metal, Money, Quantity, Weight};
use uuid::Uuid;

const KINDS: [&str; 12] = [
    "Solitaire",
    "Alliance",
    "Bague",
    "Collier",
    "Bracelet",
    "Pendentif",
    "Chevalière",
    "Créoles",
    "Broche",
    "Boucles d’oreilles",
    "Jonc",
    "Marquise",
];
const NAMES: [&str; 32] = [
    "Étoile",
    "Œil d’été",
    "Éternité",
    "Aurélie",
    "Coccinelle",
    "Marguerite",
    "Rivière",
    "Céleste",
    "Émeraude",
    "Tanzanite",
    "Aube",
    "Vendôme",
    "Mélusine",
    "Ondine",
    "Héloïse",
    "Cœur",
    "Lagune",
    "Forêt",
    "Givre",
    "Comète",
    "Pivoine",
    "Glycine",
    "Néroli",
    "Saphir",
    "Rubis",
    "Trianon",
    "Florale",
    "Torsade",
    "Duchesse",
    "Papillon",
    "Arlequin",
    "Zéphyr",
];
const FINISHES: [&str; 8] = [
    "poli", "brossé", "martelé", "satiné", "ajouré", "milgrain", "pavé", "ciselé",
];

/// Pieces in one write.
const STEP: usize = 2_000;
/// Batch articles: charms, batteries.
pub const ARTICLES: usize = 20;

/// A shop with an owner who is signed in, and so many pieces to sell.
#[derive(Debug)]
pub struct Stocked {
    pub premises: Premises,
    pub cookie: Option<String>,
    pub pieces: usize,
    pub articles: Vec<Uuid>,
    pub owner: Authority,
    pub till: Id<Till>,
}

impl Stocked {
    pub fn new(pieces: usize) -> Self {
        let premises = Premises::empty();
        let owner = premises.with_owner();
        let day = json!({ "id": Uuid::now_v7(), "float": [{ "value_minor": 1_000, "count": 20 }] });
        assert_eq!(owner.post("/till/open", &day).status, StatusCode::CREATED);
        let cookie = owner.cookie.clone();
        let store = premises.state.store().expect("a store");
        // Days pass between two requests here: no screen shall lock meanwhile.
        let unlocked = store.write(|tx| settings::set(tx, &cx(0), users::LOCKS_AFTER_S, &u32::MAX));
        unlocked.expect("a setting");
        let digest = users::digest_of(cookie.as_deref().expect("a cookie"));
        let session = store.read(|tx| users::session(tx, &digest));
        let session = session.expect("a read").expect("a session");
        fill(&store, pieces);
        Self {
            articles: make_articles(&store),
            owner: session.authority,
            till: session.till.expect("the first till"),
            premises,
            cookie,
            pieces,
        }
    }

    pub fn store(&self) -> Store {
        self.premises.state.store().expect("a store")
    }

    /// The owner at a till, at this moment.
    pub fn cx(&self, till: Id<Till>) -> Cx {
        let user: Id<User> = self.owner.user();
        self.premises.state.cx(Actor::User(user), Some(till))
    }

    /// The owner's browser.
    pub fn desk(&self) -> Desk<'_> {
        let mut desk = self.premises.desk();
        desk.cookie.clone_from(&self.cookie);
        desk
    }
}

/// The number on the tag of a piece, counted from 0.
pub fn number(index: usize) -> String {
    format!("B{index:07}")
}

/// Enters so many pieces: each is checked and written as the import does it, two thousand in one
/// transaction, in the days before the shop opens.
pub fn fill(store: &Store, pieces: usize) {
    let begin = at(0) - TimeDelta::days(30);
    for first in (0..pieces).step_by(STEP) {
        let last = (first + STEP).min(pieces);
        let entered = store.write(move |tx| -> Result<(), StoreError> {
            let family = stock::family_by_code(tx, "ring")?.expect("a family");
            let place = stock::places(tx)?[0].id;
            let mut cx = cx(0);
            let mut words = Vec::with_capacity(STEP);
            for index in first..last {
                // A moment for each, or every id would belong anywhere in its index.
                let so_far = i64::try_from(index).expect("a small number");
                cx.now = begin + TimeDelta::milliseconds(so_far);
                let sheet = sheet(&cx, index, &family);
                stock::check_sheet(&sheet, cx.now.date_naive()).expect("a good sheet");
                let entry = Entry {
                    id: cx.new_id(),
                    sheet: &sheet,
                    words: stock::searched_by(&sheet, &family, None),
                    place,
                    import: None,
                    taken_out_of: None,
                    made_for: None,
                };
                words.push(stock::enter(tx, &cx, entry)?);
            }
            search::index(tx, &words)
        });
        entered.expect("pieces");
    }
}

fn make_articles(store: &Store) -> Vec<Uuid> {
    let made = store.write(|tx| -> Result<Vec<Uuid>, StoreError> {
        let family = stock::family_by_code(tx, "ring")?.expect("a family");
        let cx = cx(0);
        let articles = (0..ARTICLES).map(|index| {
            let article = SaveArticle {
                id: cx.new_id(),
                version: None,
                number: format!("C{index:03}"),
                barcode: None,
                family: family.id,
                title: format!("Charm {index}"),
                cost: None,
                price: Money::eur(1_900),
                vat_regime: VatRegime::Standard,
                favourite: false,
                active: true,
                photo: None,
            };
            let saved = stock::save_article(tx, &cx, article).expect("an article");
            saved.id.uuid()
        });
        Ok(articles.collect())
    });
    made.expect("articles").value
}

fn sheet(cx: &Cx, index: usize, family: &stock::Family) -> Sheet {
    let title = format!(
        "{} {} {}",
        KINDS[index % KINDS.len()],
        NAMES[index / KINDS.len() % NAMES.len()],
        FINISHES[index / 7 % FINISHES.len()],
    );
    let euros = i64::try_from(index % 90).expect("a small number");
    Sheet {
        cost: Some(Money::eur(5_000 + euros * 50)),
        price: Some(Money::eur(10_000 + euros * 100)),
        vat_regime: VatRegime::Standard,
        alloy: Some(Alloy {
            metal: Metal::Gold,
            fineness: Fineness::from_per_mille(750).ok(),
            colour: None,
        }),
        gross: Weight::from_mg(3_000 + euros * 20).ok(),
        net: Weight::from_mg(2_860 + euros * 20).ok(),
        components: vec![Component {
            id: cx.new_id(),
            kind: ComponentKind::Stone,
            stone: Some(Stone {
                kind: "diamond".into(),
                shape: Some("round".into()),
                colour: Some("F".into()),
                clarity: Some("VS1".into()),
                ..Stone::default()
            }),
            count: Quantity::ONE,
            weight: Carat::from_milli(700).ok(),
            laboratory: Some("GIA".into()),
            certificate_number: Some(format!("GIA-{index}")),
            certificate_file: None,
            measurements_um: [None; 3],
        }],
        ..Sheet::new(&number(index), family.id, &title)
    }
}
