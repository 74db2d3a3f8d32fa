//! Reading: a consistent view of the store that hands out rows and cannot change anything.

use rusqlite::{Connection, OptionalExtension, Params, Row};

use super::error::StoreError;

/// A consistent view. [`super::WriteTx`] lends itself as one, so a read verb serves both.
#[derive(Debug)]
pub struct ReadTx<'a> {
    conn: &'a Connection,
}

impl<'a> ReadTx<'a> {
    pub(super) fn new(conn: &'a Connection) -> Self {
        Self { conn }
    }

    /// Reads over somebody else's connection: for a verifier that has no [`super::Store`], such as
    /// one that looks at a copy.
    pub fn over<T, E>(
        conn: &Connection,
        read: impl FnOnce(&ReadTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        read(&ReadTx { conn })
    }

    pub(super) fn conn(&self) -> &'a Connection {
        self.conn
    }

    /// The first row, if there is one.
    pub(crate) fn maybe<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        let mut statement = self.statement(sql)?;
        Ok(statement.query_row(params, read).optional()?)
    }

    /// The one row that must be there: aggregates, and what a foreign key promises.
    pub(crate) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        Ok(self.statement(sql)?.query_row(params, read)?)
    }

    /// Every row.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.statement(sql)?;
        let rows = statement.query_map(params, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every row, one at a time, for what is too much to hold: exports and the verifier.
    pub(crate) fn each<E: From<StoreError>>(
        &self,
        sql: &str,
        params: impl Params,
        mut visit: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self.statement(sql)?;
        let mut rows = statement.query(params).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            visit(row)?;
        }
        Ok(())
    }

    fn statement(&self, sql: &str) -> Result<rusqlite::CachedStatement<'a>, StoreError> {
        let statement = self.conn.prepare_cached(sql)?;
        // A write would escape the journal's and the change tags' sight.
        if statement.readonly() {
            Ok(statement)
        } else {
            Err(StoreError::Refused("a read tried to write".into()))
        }
    }
}
