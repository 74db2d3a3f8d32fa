//! The odd name, where it may stay of an erased person, and the search for it.

use tests::premises::Premises;
use tests::raw;

use crate::custom::fixture as papers;

/// Nobody is called so, and no word of the program has it in it.
pub const NAME: &str = "Zorglub";

/// Where the name may stay, and why.
pub const KEPT: [(&str, &str, &str); 11] = [
    (
        "repair_job",
        "object",
        "what was taken in, for the register of metals and deposits: C. com. L834-6, six years",
    ),
    (
        "repair_task",
        "title",
        "what was done, as the ticket has it: LPF L102 B, six years; C. com. L123-22, ten",
    ),
    (
        "repair_entry",
        "detail",
        "what was to be done, and for how much, each time it was said: C. com. L123-22; the journal has its digest",
    ),
    (
        "repair_estimate",
        "lines",
        "what was agreed to, as the ticket has it: C. com. L123-22, ten years",
    ),
    (
        "custom_quote_line",
        "title",
        "what was agreed to, as the ticket has it: C. com. L123-22, ten years",
    ),
    (
        "metal_lot",
        "description",
        "what was taken in, for the register of metals: C. com. L834-6; the journal has its digest",
    ),
    (
        "metal_entry",
        "note",
        "why the register was corrected: C. com. L834-6; the journal has its digest",
    ),
    (
        "entrusted_object",
        "object",
        "what was taken in, for the register of deposits: C. com. L834-6; the journal has its digest",
    ),
    (
        "appraisal",
        "document",
        "an issued certificate, which the expert answers for: C. com. L321-17; the journal has its digest",
    ),
    (
        "appraisal",
        "title",
        "of the same certificate, as lists call it: C. com. L321-17",
    ),
    (
        "appraisal",
        "draft",
        "the same certificate as it was written, from which it is made anew: C. com. L321-17",
    ),
];

/// Every table and column that has the name in it; papers are read as a person reads them.
pub fn naming(premises: &Premises) -> Vec<(String, String)> {
    let store = premises.state.store().expect("a store");
    let conn = raw(&store);
    let columns: Vec<(String, String)> = conn
        .prepare(
            "SELECT tables.name, columns.name FROM sqlite_schema tables,
                 pragma_table_info(tables.name) columns
             WHERE tables.type = 'table' AND tables.sql NOT LIKE 'CREATE VIRTUAL%'
             ORDER BY tables.name, columns.cid",
        )
        .and_then(|mut found| {
            found
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
        .expect("the columns");
    assert!(columns.len() > 500, "{}", columns.len());
    let mut naming: Vec<(String, String)> = columns
        .into_iter()
        .filter(|(table, column)| {
            let sql = format!(
                "SELECT count(*) FROM \"{table}\" WHERE instr(lower(CAST(\"{column}\" AS TEXT)), ?1)
                    OR instr(\"{column}\", CAST(?2 AS BLOB))"
            );
            let found: i64 = conn
                .query_row(&sql, [NAME.to_lowercase(), NAME.to_owned()], |row| {
                    row.get(0)
                })
                .expect("a count");
            found > 0
        })
        .collect();
    let mut files = conn
        .prepare(
            "SELECT bytes FROM file WHERE media_type = 'application/pdf' AND length(bytes) > 200",
        )
        .expect("the papers");
    let papers: Vec<Vec<u8>> = files
        .query_map([], |row| row.get(0))
        .and_then(Iterator::collect)
        .expect("the papers");
    if papers.iter().any(|pdf| papers::text(pdf).contains(NAME)) {
        naming.push(("file".to_owned(), "bytes, as it is read".to_owned()));
    }
    naming
}
