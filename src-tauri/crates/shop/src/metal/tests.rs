//! Rates, formulas, re-pricings and the metal position, on a real store.

mod formulas;
mod position;
mod rates;
mod repricing;
mod stones;

use chrono::NaiveDate;
use units::{Id, MassUnit, Metal, Percent, PriceEnding};

use super::{EnterRate, EnterRateError, Formula, MetalRate, SaveParts, enter_rate, save_parts};
use crate::db::Store;
use crate::db::testing::cx;
use crate::stock::testing::ring;
use crate::stock::{Family, Piece};

/// A shop in Paris.
fn shop() -> (tempfile::TempDir, Store) {
    let (dir, store) = crate::stock::testing::shop();
    let made = store.write(|tx| {
        tx.execute(
            "INSERT INTO shop (id, code, name, address, siret, naf, vat_number, language, currency,
                time_zone)
             VALUES (?1, 'P1', 'Maison Roche', 'Paris', '73282932000074', '47.77Z', 'FR40732829320',
                'fr', 'EUR', 'Europe/Paris')",
            [uuid::Uuid::from_u128(1)],
        )
    });
    made.expect("a shop");
    (dir, store)
}

/// A history takes no change and loses nothing.
fn is_append_only(store: &Store, table: &str, column: &str) {
    for sql in [
        format!("UPDATE {table} SET {column} = {column}"),
        format!("DELETE FROM {table}"),
    ] {
        let told = sql.clone();
        let tried = store.write(move |tx| tx.execute(&sql, []));
        let error = tried.expect_err(&told).to_string();
        assert!(error.contains("append-only"), "{told}: {error}");
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The day of the tests is the 22nd of November 2026.
fn gold(on: &str, euros_a_gram: i64) -> EnterRate {
    EnterRate {
        id: cx(0).new_id(),
        metal: Metal::Gold,
        source: "LBMA".into(),
        on: day(on),
        price_micro: euros_a_gram * 1_000_000,
        unit: MassUnit::Gram,
        corrects: None,
        sure: false,
    }
}

fn enter(store: &Store, rate: EnterRate) -> Result<MetalRate, EnterRateError> {
    let written = store.write(move |tx| enter_rate(tx, &cx(0), rate));
    written.map(|written| written.value)
}

/// Twice and a half what goes in, 8 % loss, 50 € of labour, to the next ten euros.
fn twice_and_a_half(family: Id<Family>) -> Formula {
    Formula {
        family,
        by_default: false,
        loss: Percent::from_basis_points(800).expect("a loss"),
        labour_minor: 5_000,
        coefficient_milli: 2_500,
        before_vat: false,
        ending: PriceEnding::WholeTens,
        nearest: false,
        floor_milli: None,
        version: 0,
    }
}

/// The same for rings.
fn formula(store: &Store) -> Formula {
    twice_and_a_half(ring(store, "X").family)
}

fn save_formula(store: &Store, formula: Formula) -> Result<Formula, super::SaveFormulaError> {
    let written = store.write(move |tx| super::save_formula(tx, &cx(0), &formula));
    written.map(|written| written.value)
}

fn parts(
    store: &Store,
    piece: Id<Piece>,
    parts: super::Parts,
) -> Result<super::Parts, super::SavePartsError> {
    let written = store.write(move |tx| save_parts(tx, &cx(0), SaveParts { piece, parts }));
    written.map(|written| written.value)
}
