//! Many pieces at once, and back; views of the table.

mod bulk;
mod views;

use crate::db::Store;
use crate::sales::tests::fixture::{Fixture, Who, piece_id, user_id};

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
