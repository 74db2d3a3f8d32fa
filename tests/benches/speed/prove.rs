//! Verifying the chains, and everything beside them.

use ring::digest::{SHA256, digest};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use shop::{journal, proof};

use crate::floor;
use crate::sample::{Times, timed};
use crate::stock::Stocked;
use crate::table::{Goal, Table};

const REPEATS: usize = 3;

pub fn measure(shop: &Stocked, table: &mut Table) {
    let store = shop.store();
    let conn = floor::beside(&store);
    let (mut chains, mut all, mut floors) = (Times::default(), Times::default(), Times::default());
    let mut records = 0;
    // A year's chain takes seconds: once says it.
    let repeats = if shop.pieces > 20_000 { 1 } else { REPEATS };
    for _ in 0..repeats {
        let (verified, time) = timed(|| store.read(journal::verify).expect("a walk"));
        assert_eq!(verified.broken, None);
        chains.add(time);
        let (proof, time) = timed(|| store.read(proof::prove).expect("a proof"));
        assert!(proof.holds());
        all.add(time);
        let (count, time) = timed(|| hash_and_check(&conn));
        floors.add(time);
        records = count;
    }
    let name = format!("Verify the chains ({records} records)");
    table.beside(&name, &chains, &floors, Goal::Ratio(1.5));
    let name = "The same, and every table against them";
    table.beside(name, &all, &floors, Goal::None);
    table.grow("Verify the chains", chains.median());
    table.grow("Verify every table", all.median());
}

/// Reads every record, hashes it and checks its signature; nothing else.
fn hash_and_check(conn: &rusqlite::Connection) -> usize {
    let public: Vec<u8> = conn
        .query_row("SELECT public FROM journal_key", [], |row| row.get(0))
        .expect("a key");
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &public);
    let mut statement = conn
        .prepare("SELECT record, signature, link FROM journal ORDER BY chain, seq")
        .expect("SQL");
    let mut rows = statement.query([]).expect("rows");
    let mut count = 0;
    while let Some(row) = rows.next().expect("a row") {
        let (record, signature): (Vec<u8>, Vec<u8>) =
            (row.get(0).expect("bytes"), row.get(1).expect("bytes"));
        let link: Vec<u8> = row.get(2).expect("bytes");
        key.verify(&record, &signature).expect("a signature");
        let linked = digest(&SHA256, &[record, signature].concat());
        assert_eq!(linked.as_ref(), link);
        count += 1;
    }
    count
}
