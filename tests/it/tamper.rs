//! A thousand random edits of the fiscal rows of a lived-in shop, each by somebody who has the key
//! and has taken the triggers away: `proof::prove` finds every one.

mod office;
mod work;

use rusqlite::Connection;
use rusqlite::types::Value;
use server::demo::Extent;
use shop::db::{ReadTx, Store};
use shop::journal::vouched_for;
use shop::proof;
use tests::premises::Premises;
use tests::{demo_shop, raw};

/// The tables whose every column is proven.
const FISCAL: [&str; 11] = [
    "journal",
    "journal_head",
    "sale",
    "sale_line",
    "payment",
    "duplicate",
    "opening",
    "cash_movement",
    "drawer_opening",
    "recount",
    "closing",
];

/// What erasing a person empties: no digest can hold it, and nothing proves it.
const ERASED: [(&str, &str); 17] = [
    ("metal_paper", "given_to"),
    ("repair_entry", "note"),
    ("repair_estimate", "note"),
    ("repair_answer", "note"),
    ("custom_entry", "note"),
    ("custom_answer", "said_by"),
    ("custom_answer", "note"),
    ("custom_part", "title"),
    ("custom_part_step", "note"),
    ("custom_use", "note"),
    ("custom_delivery", "reason"),
    ("custom_delivery", "given_to"),
    ("entrusted_slip", "note"),
    ("entrusted_object", "marks"),
    ("entrusted_object", "condition"),
    ("entrusted_entry", "reason"),
    ("entrusted_entry", "given_to"),
];

/// A generator that always falls the same way, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

/// What the vandal did, for the message of a failure.
fn edit(conn: &Connection, dice: &mut Dice, tables: &[&str]) -> Option<String> {
    let table = tables[dice.below(tables.len())];
    let rows: i64 = conn
        .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
            row.get(0)
        })
        .expect("a count");
    if rows == 0 {
        return None;
    }
    let nth = dice.below(usize::try_from(rows).expect("a count"));
    let key = match table {
        "journal_head" => "chain",
        "duplicate" => "seq",
        _ => "rowid",
    };
    let at: Value = conn
        .query_row(
            &format!("SELECT {key} FROM {table} LIMIT 1 OFFSET {nth}"),
            [],
            |row| row.get(0),
        )
        .expect("a row");
    let place = match at {
        Value::Text(text) => format!("{key} = '{text}'"),
        Value::Integer(number) => format!("{key} = {number}"),
        other => panic!("{other:?}"),
    };
    // One time in eight the row goes altogether.
    if dice.below(8) == 0 {
        let sql = format!("DELETE FROM {table} WHERE {place}");
        return conn.execute(&sql, []).is_ok().then_some(sql);
    }
    let columns: Vec<String> = conn
        .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))
        .and_then(|mut statement| {
            statement
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()
        })
        .expect("columns");
    let column = &columns[dice.below(columns.len())];
    if ERASED.contains(&(table, column.as_str())) || is_before_words(conn, table, column, &place) {
        return None;
    }
    // The order of writing across chains: a record says nothing of the other chains.
    if (table, column.as_str()) == ("journal", "id") {
        return None;
    }
    let old: Value = conn
        .query_row(
            &format!("SELECT {column} FROM {table} WHERE {place}"),
            [],
            |row| row.get(0),
        )
        .expect("a value");
    let new = other(old.clone(), dice)?;
    let sql = format!("UPDATE {table} SET {column} = ?1 WHERE {place}");
    // What the schema itself refuses was not done.
    conn.execute(&sql, [&new])
        .is_ok()
        .then(|| format!("{sql}: {old:?} -> {new:?}"))
}

/// Whether it is what an entry keeps of words that were amended, which erasing empties too.
fn is_before_words(conn: &Connection, table: &str, column: &str, place: &str) -> bool {
    let sql = format!("SELECT what = 'amended' FROM {table} WHERE {place}");
    ["repair_entry", "custom_entry"].contains(&table)
        && column == "detail"
        && conn
            .query_row(&sql, [], |row| row.get(0))
            .expect("an entry")
}

/// Another value of the same kind.
fn other(value: Value, dice: &mut Dice) -> Option<Value> {
    Some(match value {
        Value::Null => Value::Integer(i64::try_from(dice.below(1_000)).ok()? + 1),
        Value::Integer(old) => Value::Integer(old + 1 + i64::try_from(dice.below(100)).ok()?),
        Value::Text(old) if old.is_empty() => Value::Text("x".into()),
        Value::Text(old) => {
            let letters: Vec<char> = old.chars().collect();
            let at = dice.below(letters.len());
            let new = letters.iter().enumerate().map(|(index, &letter)| {
                if index != at {
                    letter
                } else if letter == '1' {
                    '2'
                } else if letter.is_ascii_digit() {
                    '1'
                } else if letter == 'a' {
                    'b'
                } else {
                    'a'
                }
            });
            Value::Text(new.collect())
        }
        Value::Blob(mut old) => {
            let at = dice.below(old.len().max(1));
            *old.get_mut(at)? ^= 1 << dice.below(8);
            Value::Blob(old)
        }
        Value::Real(_) => return None,
    })
}

/// Whether the proof notices. A row that can no longer be read is noticed too.
fn noticed(conn: &Connection) -> bool {
    !ReadTx::over(conn, proof::prove).is_ok_and(|proof| proof.holds())
}

fn vandal(store: &Store) -> Connection {
    let conn = raw(store);
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = OFF;")
        .expect("no keys");
    let triggers: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .and_then(|mut statement| {
            statement
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()
        })
        .expect("triggers");
    for trigger in triggers {
        conn.execute_batch(&format!("DROP TRIGGER {trigger}"))
            .expect("dropped");
    }
    conn
}

/// Edits at random, each taken back, until so many were done; every one has to be noticed.
fn vandalise(store: &Store, tables: &[&str], most: usize) {
    let conn = vandal(store);
    assert!(!noticed(&conn), "the control without an edit is whole");
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut edits = 0;
    while edits < most {
        conn.execute_batch("SAVEPOINT edit").expect("a savepoint");
        if let Some(done) = edit(&conn, &mut dice, tables) {
            edits += 1;
            assert!(noticed(&conn), "edit {edits} was not noticed: {done}");
        }
        conn.execute_batch("ROLLBACK TO edit; RELEASE edit")
            .expect("taken back");
    }
}

#[test]
fn every_edit_of_a_fiscal_row_is_found() {
    let (_dir, store) = demo_shop(Extent::SMALL);
    vandalise(&store, &FISCAL, 1_000);
}

fn rows_of(store: &Store, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    let count = raw(store).query_row(&sql, [], |row| row.get(0));
    count.expect("a count")
}

/// The office's rows are proven by digests: each of their columns, and that none is missing or too many.
#[test]
fn every_edit_of_an_office_row_is_found() {
    let memos = Premises::empty();
    office::memos(&memos);
    let orders = Premises::empty();
    office::purchases(&orders);
    office::metal(&orders);
    office::entrusted(&orders);
    let desk = Premises::empty();
    work::work(&desk);
    let [memos, orders, desk] =
        [&memos, &orders, &desk].map(|one| one.state.store().expect("a store"));
    let tables: Vec<&str> = vouched_for().iter().map(|table| table.name).collect();
    let mut seen = Vec::new();
    for store in [&memos, &orders, &desk] {
        let filled: Vec<&str> = tables
            .iter()
            .copied()
            .filter(|table| rows_of(store, table) > 0)
            .collect();
        vandalise(store, &filled, 400);
        seen.extend(filled);
    }
    for table in tables {
        assert!(seen.contains(&table), "no row of {table} was there to edit");
    }
}

/// A row that somebody slips in, with the triggers and the constraints content, is found too.
#[test]
fn a_row_that_no_record_knows_is_found() {
    let premises = Premises::empty();
    office::memos(&premises);
    let store = premises.state.store().expect("a store");
    let conn = vandal(&store);
    conn.execute_batch(
        "INSERT INTO memo_entry (memo, line, at, user_id, what, state, due_on, document, note)
         SELECT memo, line, at, user_id, 'chased', NULL, NULL, NULL, note
         FROM memo_entry WHERE line IS NULL LIMIT 1;",
    )
    .expect("a row");
    assert!(noticed(&conn));
}

/// What of a table is proven by digests is all of it, but for what `memo::verify` compares instead,
/// and for what erasing a person empties.
#[test]
fn no_column_is_forgotten() {
    let (_dir, store) = tests::store();
    for table in vouched_for() {
        let sql = format!("SELECT name FROM pragma_table_info('{}')", table.name);
        let conn = raw(&store);
        let mut statement = conn.prepare(&sql).expect("a statement");
        let columns = statement.query_map([], |row| row.get::<_, String>(0));
        let columns: Vec<String> = columns
            .expect("rows")
            .map(|name| name.expect("a name"))
            .collect();
        let moving = ["memo.due_on", "memo_line.state", "memo_line.document"];
        for column in columns {
            let name = format!("{}.{column}", table.name);
            assert_eq!(
                table.columns.iter().any(|said| says(said, &column)),
                !moving.contains(&name.as_str()) && !ERASED.contains(&(table.name, &column)),
                "{name}"
            );
        }
    }
}

/// Whether a column, or an expression that ends with it, is this one.
fn says(said: &str, column: &str) -> bool {
    said == column || said.ends_with(&format!(", {column})"))
}

/// The control: with the triggers in place, not one of the edits is even done.
#[test]
fn the_triggers_let_no_edit_through() {
    let (_dir, store) = demo_shop(Extent::SMALL);
    let conn = raw(&store);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..500 {
        if let Some(done) = edit(&conn, &mut dice, &FISCAL) {
            assert!(done.contains("journal_head"), "let through: {done}");
        }
    }
}
