//! The same rows and bytes in one raw transaction: the store copied, its triggers and foreign keys
//! off, and every sale's rows written again with prepared statements. Same key, WAL,
//! `synchronous=FULL`, same disk.

use std::path::Path;
use std::time::Duration;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use shop::db::{Store, StoreKey};
use uuid::Uuid;

use crate::sample::timed;
use crate::stock::Stocked;

/// A table, and which of its rows belong to a sale.
const ROWS: [(&str, &str); 7] = [
    (
        "journal",
        "chain = 'TICKET' AND seq = (SELECT seq FROM sale WHERE id = ?1)",
    ),
    ("sale", "id = ?1"),
    ("sale_line", "sale_id = ?1"),
    ("payment", "sale_id = ?1"),
    (
        "custody_movement",
        "piece_id IN (SELECT piece_id FROM sale_line WHERE sale_id = ?1)
        AND reason = 'sold'",
    ),
    (
        "ledger_entry",
        "rowid > (SELECT max(rowid) - 400 FROM ledger_entry)
        AND document = (SELECT number FROM sale WHERE id = ?1)",
    ),
    (
        "posting",
        "entry_id IN (SELECT id FROM ledger_entry
        WHERE rowid > (SELECT max(rowid) - 400 FROM ledger_entry)
        AND document = (SELECT number FROM sale WHERE id = ?1))",
    ),
];

type Row = Vec<Value>;

/// A sale's rows, and what it changes beside them.
#[derive(Debug)]
pub struct Written {
    rows: Vec<(&'static str, Row)>,
    cart: Value,
    pieces: Vec<Value>,
    reserved: Vec<(&'static str, Row)>,
}

/// The copy, and the store that it was copied from.
#[derive(Debug)]
pub struct Floor {
    _dir: tempfile::TempDir,
    pub conn: Connection,
    source: Connection,
}

/// A shop's store, from outside.
pub fn beside(store: &Store) -> Connection {
    open(&store.dir().join("store.db"), store.key())
}

/// Opens a store's file as the store itself does, without its rules.
fn open(path: &Path, key: &StoreKey) -> Connection {
    let conn = Connection::open(path).expect("the file");
    let key: String = key
        .as_bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    conn.pragma_update(None, "key", format!("x'{key}'"))
        .expect("the key");
    for (name, value) in [
        ("cipher_hmac_algorithm", "HMAC_SHA256"),
        ("journal_mode", "WAL"),
        ("synchronous", "FULL"),
        ("temp_store", "MEMORY"),
    ] {
        conn.pragma_update(None, name, value).expect("a pragma");
    }
    conn.pragma_update(None, "cache_size", -16_384)
        .expect("a pragma");
    conn.pragma_update(None, "foreign_keys", false)
        .expect("a pragma");
    conn.set_prepared_statement_cache_capacity(256);
    conn
}

impl Floor {
    /// Copies the shop's store as it is now.
    pub fn of(shop: &Stocked) -> Self {
        Self::of_store(&shop.store())
    }

    pub fn of_store(store: &Store) -> Self {
        let source = beside(store);
        source
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .expect("a checkpoint");
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("floor.db");
        std::fs::copy(store.dir().join("store.db"), &path).expect("a copy");
        let conn = open(&path, store.key());
        let triggers: Vec<String> = {
            let mut found = conn
                .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                .expect("SQL");
            let names = found.query_map([], |row| row.get(0)).expect("triggers");
            names.collect::<Result<_, _>>().expect("triggers")
        };
        for name in triggers {
            conn.execute_batch(&format!("DROP TRIGGER {name}"))
                .expect("a trigger");
        }
        Self {
            _dir: dir,
            conn,
            source,
        }
    }

    /// Reads what these sales have written, and puts their carts into the copy: what a cart had
    /// before is not what is measured.
    pub fn read(&mut self, sales: &[Uuid]) -> Vec<Written> {
        let written: Vec<Written> = sales.iter().map(|sale| self.read_one(*sale)).collect();
        self.conn.execute_batch("BEGIN IMMEDIATE").expect("SQL");
        for (table, row) in written.iter().flat_map(|sale| &sale.reserved) {
            self.insert(table, row);
        }
        self.conn.execute_batch("COMMIT").expect("SQL");
        written
    }

    /// Writes sales again, all in one transaction, and says how long that took.
    pub fn write(&mut self, sales: &[Written]) -> Duration {
        let ((), time) = timed(|| {
            self.execute("BEGIN IMMEDIATE", &[]);
            for sale in sales {
                self.write_one(sale);
            }
            self.execute("COMMIT", &[]);
        });
        time
    }

    fn write_one(&self, sale: &Written) {
        for (table, row) in &sale.rows {
            self.insert(table, row);
            match *table {
                "journal" => self.execute(
                    "UPDATE journal_head SET seq = ?1, at = ?2, link = ?3 WHERE chain = ?4",
                    &[
                        row[2].clone(),
                        row[3].clone(),
                        row[7].clone(),
                        row[1].clone(),
                    ],
                ),
                "posting" => self.execute(
                    "INSERT INTO ledger_balance (account, asset, amount) VALUES (?1, ?2, ?3)
                     ON CONFLICT (account, asset) DO UPDATE SET amount = amount + excluded.amount",
                    &row[2..5],
                ),
                _ => {}
            }
        }
        for piece in &sale.pieces {
            self.execute(
                "UPDATE piece SET state = 'sold', place_id = NULL, owner_kind = 'customer',
                     holder_kind = 'customer', version = version + 1 WHERE id = ?1",
                std::slice::from_ref(piece),
            );
        }
        let cart = std::slice::from_ref(&sale.cart);
        self.execute("DELETE FROM reservation WHERE cart_id = ?1", cart);
        self.execute(
            "UPDATE cart SET state = 'completed', version = version + 1 WHERE id = ?1",
            cart,
        );
    }

    fn read_one(&self, sale: Uuid) -> Written {
        let id = Value::Blob(sale.as_bytes().to_vec());
        let mut rows = Vec::new();
        for (table, belongs) in ROWS {
            let found = self.select(table, belongs, &id);
            assert!(!found.is_empty(), "a sale without {table}");
            rows.extend(found.into_iter().map(|row| (table, row)));
        }
        let row = self.select("sale", "id = ?1", &id).remove(0);
        let Value::Blob(user) = &row[7] else {
            panic!("a sale without a seller")
        };
        let user = Uuid::from_slice(user).expect("an id");
        let key = Value::Text(format!("{user} {sale}"));
        let answers = self.select("idempotency", "key = ?1", &key);
        assert_eq!(answers.len(), 1, "the kept answer");
        rows.extend(answers.into_iter().map(|row| ("idempotency", row)));
        let cart = row[4].clone();
        let mut reserved = Vec::new();
        let lines = self.select("cart_line", "cart_id = ?1", &cart);
        let pieces: Vec<Value> = lines.iter().map(|line| line[4].clone()).collect();
        reserved.extend(
            self.select("cart", "id = ?1", &cart)
                .into_iter()
                .map(|row| ("cart", row)),
        );
        reserved.extend(lines.into_iter().map(|row| ("cart_line", row)));
        for piece in &pieces {
            let row = vec![piece.clone(), cart.clone(), Value::Null, Value::Integer(0)];
            reserved.push(("reservation", row));
        }
        Written {
            rows,
            cart,
            pieces,
            reserved,
        }
    }

    fn select(&self, table: &str, belongs: &str, id: &Value) -> Vec<Row> {
        select(
            &self.source,
            &format!("SELECT * FROM {table} WHERE {belongs}"),
            std::slice::from_ref(id),
        )
    }

    fn insert(&self, table: &str, row: &Row) {
        insert(&self.conn, table, row);
    }

    fn execute(&self, sql: &str, values: &[Value]) {
        let mut statement = self.conn.prepare_cached(sql).expect("SQL");
        statement
            .execute(params_from_iter(values))
            .expect("a write");
    }
}

/// Every row of a question, as it is stored.
pub fn select(conn: &Connection, sql: &str, values: &[Value]) -> Vec<Row> {
    let mut statement = conn.prepare_cached(sql).expect("SQL");
    let columns = statement.column_count();
    let rows = statement
        .query_map(params_from_iter(values), |row| {
            (0..columns).map(|at| row.get(at)).collect()
        })
        .expect("rows");
    rows.collect::<Result<_, _>>().expect("rows")
}

/// Puts a whole row in.
pub fn insert(conn: &Connection, table: &str, row: &Row) {
    let places = vec!["?"; row.len()].join(", ");
    let mut statement = conn
        .prepare_cached(&format!("INSERT INTO {table} VALUES ({places})"))
        .expect("SQL");
    statement.execute(params_from_iter(row)).expect("a row");
}
