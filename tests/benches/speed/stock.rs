//! A shop with so many pieces, its day open.

use axum::http::StatusCode;
use serde_json::json;
use shop::db::{Store, StoreError};
use shop::stock::{self, Component, ComponentKind, CreatePiece, Sheet, Stone, VatRegime};
use tests::cx;
use tests::premises::Premises;
use units::{Carat, Money, Quantity};
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
const STEP: usize = 1_000;

/// A shop with an owner who is signed in, and so many pieces to sell.
#[derive(Debug)]
pub struct Stocked {
    pub premises: Premises,
    pub cookie: Option<String>,
    pub pieces: usize,
}

impl Stocked {
    pub fn new(pieces: usize) -> Self {
        let premises = Premises::empty();
        let owner = premises.with_owner();
        let day = json!({ "id": Uuid::now_v7(), "float": [{ "value_minor": 1_000, "count": 20 }] });
        assert_eq!(owner.post("/till/open", &day).status, StatusCode::CREATED);
        let cookie = owner.cookie.clone();
        fill(&premises.state.store().expect("a store"), pieces);
        Self {
            premises,
            cookie,
            pieces,
        }
    }

    /// The owner's browser.
    pub fn desk(&self) -> tests::premises::Desk<'_> {
        let mut desk = self.premises.desk();
        desk.cookie.clone_from(&self.cookie);
        desk
    }
}

/// The number on the tag of a piece, counted from 0.
pub fn number(index: usize) -> String {
    format!("B{index:07}")
}

/// Enters so many pieces with the verb that the back office uses.
pub fn fill(store: &Store, pieces: usize) {
    for first in (0..pieces).step_by(STEP) {
        let last = (first + STEP).min(pieces);
        let entered = store.write(move |tx| -> Result<(), StoreError> {
            let family = stock::family_by_code(tx, "ring")?.expect("a family");
            let place = stock::places(tx)?[0].id;
            let cx = cx(0);
            for index in first..last {
                let input = CreatePiece {
                    id: cx.new_id(),
                    sheet: sheet(index, &family),
                    place,
                };
                stock::create_piece(tx, &cx, input).expect("a piece");
            }
            Ok(())
        });
        entered.expect("pieces");
    }
}

fn sheet(index: usize, family: &stock::Family) -> Sheet {
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
        components: vec![Component {
            id: cx(0).new_id(),
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
