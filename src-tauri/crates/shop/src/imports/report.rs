//! The dry run: every row read and checked, nothing written.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::columns::Field;
use super::figures::Figures;
use super::lists::Lists;
use super::mapping::Mapping;
use super::row::read_row;
use super::table::Table;
use crate::db::{ReadTx, StoreError};
use crate::stock::{self, Sheet};

/// What is wrong with a row, or worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, counted from one; 0 for the file as a whole.
    pub line: usize,
    /// The column's header; empty for the row as a whole.
    pub column: String,
    pub code: &'static str,
    pub params: Vec<(&'static str, String)>,
    pub severity: Severity,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The row is left out.
    Refused,
    /// The row comes in; a person may want to look.
    Warning,
}

impl Severity {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Warning => "warning",
        }
    }
}

/// What a commit would do.
#[derive(Clone, Debug, Default)]
pub struct DryRun {
    pub rows: usize,
    /// How many would become pieces or articles.
    pub ready: usize,
    /// Of these, how many would become batch articles.
    pub articles: usize,
    pub refused: usize,
    pub warnings: usize,
    /// What is ready, counted and valued.
    pub brings: Figures,
    /// In the order of the file.
    pub problems: Vec<Problem>,
    /// Names in the file that the shop does not have yet: a commit makes them.
    pub new_suppliers: Vec<String>,
    pub new_places: Vec<String>,
    /// How many pictures would be fetched from the Internet.
    pub images: usize,
    /// The first pieces as they would be.
    pub sample: Vec<Sheet>,
}

const SAMPLE: usize = 5;

/// Reads and checks every row against the rules, the rest of the file and the stock.
pub fn dry_run(
    tx: &ReadTx<'_>,
    table: &Table,
    mapping: &Mapping,
    on: NaiveDate,
) -> Result<DryRun, StoreError> {
    let mut run = DryRun {
        rows: table.rows.len(),
        ..DryRun::default()
    };
    run.problems = problems_of_mapping(table, mapping);
    if !run.problems.is_empty() {
        run.refused = run.rows;
        return Ok(run);
    }
    let lists = Lists::read(tx)?;
    let mut seen = Seen::default();
    let mut left_out = BTreeSet::new();
    for row in &table.rows {
        let mut read = read_row(table, mapping, &lists, row, on);
        if let Some(draft) = &read.draft {
            read.problems.extend(seen.repeats(row.line, &draft.sheet));
            if let Err(error) = stock::check_taken(tx, &draft.sheet, draft.id) {
                if let stock::SheetError::Store(error) = error {
                    return Err(error);
                }
                read.problems.push(Problem {
                    line: row.line,
                    column: String::new(),
                    code: error.code(),
                    params: error.params(),
                    severity: Severity::Refused,
                });
            }
        }
        let refused = read.is_refused();
        if refused {
            run.refused += 1;
        } else if let Some(draft) = read.draft {
            run.ready += 1;
            run.articles += usize::from(draft.batch.is_some());
            run.brings.add(&draft);
            run.images += draft.images.len();
            left_out.extend(draft.left_out);
            for (names, name) in [
                (&mut run.new_suppliers, draft.new_supplier),
                (&mut run.new_places, draft.new_place),
            ] {
                if let Some(name) = name
                    && !names.contains(&name)
                {
                    names.push(name);
                }
            }
            if run.sample.len() < SAMPLE {
                run.sample.push(draft.sheet);
            }
        }
        run.warnings += usize::from(!refused && !read.problems.is_empty());
        run.problems.append(&mut read.problems);
    }
    if !left_out.is_empty() {
        // Said once: it is the file's shape, not a row's fault.
        let columns: Vec<&str> = left_out
            .iter()
            .filter_map(|at| table.headers.get(*at).map(String::as_str))
            .collect();
        let note = Problem {
            line: 0,
            column: String::new(),
            code: "import.articles_leave_out",
            params: vec![
                ("columns", columns.join(", ")),
                ("count", run.articles.to_string()),
            ],
            severity: Severity::Warning,
        };
        run.problems.insert(0, note);
    }
    Ok(run)
}

/// What is wrong before the first row: a field that nothing fills, codes the shop does not have.
pub(super) fn problems_of_mapping(table: &Table, mapping: &Mapping) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut missing = |field: &str| {
        problems.push(Problem {
            line: 0,
            column: String::new(),
            code: "import.column_missing",
            params: vec![("field", field.to_owned())],
            severity: Severity::Refused,
        });
    };
    if !mapping.has(Field::Number) && mapping.number_prefix.is_none() {
        missing("number");
    }
    let says_what = mapping.has(Field::Title)
        || mapping.has(Field::Stone)
        || mapping.has(Field::Stones)
        || (mapping.stone.is_some() && mapping.has(Field::Carat));
    if !says_what {
        missing("title");
    }
    if !mapping.has(Field::Family) && mapping.family.is_none() {
        missing("family");
    }
    if mapping.factor().is_none() {
        problems.push(Problem {
            line: 0,
            column: String::new(),
            code: "import.factor_wrong",
            params: vec![("factor", mapping.price_factor.clone())],
            severity: Severity::Refused,
        });
    }
    if mapping.columns.len() != table.headers.len() {
        problems.push(Problem {
            line: 0,
            column: String::new(),
            code: "import.mapping_of_another_table",
            params: Vec::new(),
            severity: Severity::Refused,
        });
    }
    problems
}

/// Codes and certificates met so far in the file, with the line they first stood on.
#[derive(Debug, Default)]
pub(super) struct Seen {
    codes: HashMap<String, usize>,
    certificates: HashMap<String, usize>,
}

impl Seen {
    /// What of this row another row of the file has already. The first one keeps it.
    pub(super) fn repeats(&mut self, line: usize, sheet: &Sheet) -> Vec<Problem> {
        let codes = [Some(&sheet.number), sheet.barcode.as_ref()];
        let certificates = sheet
            .components
            .iter()
            .filter_map(|component| component.certificate_number.as_ref());
        let mut problems = Vec::new();
        for code in codes.into_iter().flatten() {
            let first = first_line(&mut self.codes, code, line);
            problems.extend(first.map(|first| twice("import.code_twice", line, code, first)));
        }
        for number in certificates {
            let first = first_line(&mut self.certificates, number, line);
            problems
                .extend(first.map(|first| twice("import.certificate_twice", line, number, first)));
        }
        problems
    }
}

/// The line a value first stood on, or None now that it is noted.
fn first_line(known: &mut HashMap<String, usize>, value: &str, line: usize) -> Option<usize> {
    match known.entry(value.to_uppercase()) {
        Entry::Occupied(first) => Some(*first.get()),
        Entry::Vacant(place) => {
            place.insert(line);
            None
        }
    }
}

fn twice(code: &'static str, line: usize, value: &str, first: usize) -> Problem {
    Problem {
        line,
        column: String::new(),
        code,
        params: vec![
            ("value", value.to_owned()),
            ("first_line", first.to_string()),
        ],
        severity: Severity::Refused,
    }
}
