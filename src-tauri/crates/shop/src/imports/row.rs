//! One row of a file, cell by cell, and everything that is wrong with it.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use units::{Currency, Money, Rounding, Weight};

use super::columns::Field;
use super::draft::Draft;
use super::lists::Lists;
use super::mapping::Mapping;
use super::number::{NumberError, number};
use super::report::{Problem, Severity};
use super::table::{Table, TableRow};
use crate::rules::Vocabulary;
use crate::stock::check_sheet;

/// A row as read.
#[derive(Debug, Default)]
pub(super) struct ReadRow {
    /// None: the row cannot be read as a piece or an article at all.
    pub draft: Option<Draft>,
    pub problems: Vec<Problem>,
}

impl ReadRow {
    pub(super) fn is_refused(&self) -> bool {
        self.draft.is_none()
            || self
                .problems
                .iter()
                .any(|problem| problem.severity == Severity::Refused)
    }
}

/// A row being read: the cells by field, and the problems found so far.
pub(super) struct Reading<'a> {
    pub table: &'a Table,
    pub mapping: &'a Mapping,
    pub row: &'a TableRow,
    problems: Vec<Problem>,
}

/// Reads and checks a row on its own. Ids are left nil: who commits makes them.
pub(super) fn read_row(
    table: &Table,
    mapping: &Mapping,
    lists: &Lists,
    row: &TableRow,
    on: NaiveDate,
) -> ReadRow {
    let mut reading = Reading {
        table,
        mapping,
        row,
        problems: Vec::new(),
    };
    if row.len() != table.headers.len() {
        reading.refuse(
            None,
            "import.cells",
            vec![
                ("found", row.len().to_string()),
                ("expected", table.headers.len().to_string()),
            ],
        );
        return reading.done(None);
    }
    if let Some(column) = row.too_long {
        let header = table.headers[column].clone();
        reading.push(
            header,
            "import.cell_too_long",
            Vec::new(),
            Severity::Refused,
        );
        return reading.done(None);
    }
    reading.flag_formulas();
    let draft = reading.draft(lists);
    if let Some(draft) = &draft
        && let Err(error) = check_sheet(&draft.sheet, on)
        // A cell that was already refused explains the rest of its row.
        && !reading.problems.iter().any(|problem| problem.severity == Severity::Refused)
    {
        let column = reading.column_of_code(error.code());
        reading.push(column, error.code(), error.params(), Severity::Refused);
    }
    reading.done(draft)
}

impl<'a> Reading<'a> {
    pub(super) fn done(self, draft: Option<Draft>) -> ReadRow {
        ReadRow {
            draft,
            problems: self.problems,
        }
    }

    pub(super) fn push(
        &mut self,
        column: String,
        code: &'static str,
        params: Vec<(&'static str, String)>,
        severity: Severity,
    ) {
        self.problems.push(Problem {
            line: self.row.line,
            column,
            code,
            params,
            severity,
        });
    }

    pub(super) fn refuse(
        &mut self,
        field: Option<Field>,
        code: &'static str,
        params: Vec<(&'static str, String)>,
    ) {
        let column = field
            .and_then(|field| self.header(field))
            .unwrap_or_default();
        self.push(column, code, params, Severity::Refused);
    }

    pub(super) fn refuse_value(&mut self, field: Field, code: &'static str, value: &str) {
        let value: String = value.chars().take(100).collect();
        self.refuse(Some(field), code, vec![("value", value)]);
    }

    pub(super) fn header(&self, field: Field) -> Option<String> {
        let at = self
            .mapping
            .columns
            .iter()
            .position(|c| *c == Some(field))?;
        self.table.headers.get(at).cloned()
    }

    /// The column a refusal of the sheet is about, as far as its code says.
    pub(super) fn column_of_code(&self, code: &str) -> String {
        let field = match code {
            "stock.number_missing" | "stock.number_unusable" => Field::Number,
            "stock.price_not_positive" | "stock.price_absurd" => Field::Price,
            "stock.cost_negative" => Field::Cost,
            "stock.fineness_illegal" | "stock.fineness_missing" => {
                return self
                    .header(Field::Fineness)
                    .or_else(|| self.header(Field::Metal))
                    .unwrap_or_default();
            }
            "stock.title_missing" | "stock.name_misleading" => Field::Title,
            "stock.net_over_gross" => Field::Net,
            "stock.weight_absurd" => Field::Gross,
            "stock.not_investment_gold" => Field::VatRegime,
            _ => return String::new(),
        };
        self.header(field).unwrap_or_default()
    }

    /// A field's cell, if it says anything.
    pub(super) fn cell(&self, field: Field) -> Option<&'a str> {
        let at = self
            .mapping
            .columns
            .iter()
            .position(|c| *c == Some(field))?;
        let cell = self.row.cell(at)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    pub(super) fn text(&self, field: Field) -> Option<String> {
        self.cell(field).map(str::to_owned)
    }

    /// Text that a spreadsheet would run stays text here, and is pointed out.
    pub(super) fn flag_formulas(&mut self) {
        for (at, cell) in self.row.cells().enumerate() {
            let cell = cell.trim();
            let looks = cell.starts_with(['=', '@'])
                || (cell.starts_with(['+', '-']) && number(cell, false).is_err() && cell.len() > 1);
            if looks {
                let column = self.table.headers[at].clone();
                self.push(column, "import.formula", Vec::new(), Severity::Warning);
            }
        }
    }

    pub(super) fn number(&mut self, field: Field, grouped: bool) -> Option<Decimal> {
        let cell = self.cell(field)?;
        match number(cell, grouped) {
            Ok(value) => Some(value),
            Err(NumberError::NotANumber) => {
                self.refuse_value(field, "import.number_unreadable", cell);
                None
            }
            Err(NumberError::Ambiguous) => {
                self.refuse_value(field, "import.amount_ambiguous", cell);
                None
            }
        }
    }

    /// Amounts are brought to the cent after the factor.
    pub(super) fn money(&mut self, field: Field, currency: Currency) -> Option<Money> {
        let amount = self.number(field, true)?;
        let factor = self.mapping.factor().unwrap_or(Decimal::ONE);
        let minor = amount
            .checked_mul(factor)
            .and_then(|amount| amount.checked_mul(Decimal::ONE_HUNDRED))
            .and_then(|amount| Rounding::HalfUp.to_integer(amount));
        let money = minor.and_then(|minor| Money::new(minor, currency).ok());
        if money.is_none() {
            self.refuse(Some(field), "stock.price_absurd", Vec::new());
        }
        money
    }

    pub(super) fn weight(&mut self, field: Field) -> Option<Weight> {
        let grams = self.number(field, false)?;
        let weight = Weight::from_grams(grams).ok();
        if weight.is_none() {
            let cell = self.cell(field).unwrap_or_default();
            self.refuse_value(field, "import.weight_unreadable", cell);
        }
        weight
    }

    /// Millimetres to micrometres. A dimension of zero was not measured: said, not guessed.
    pub(super) fn micrometres(&mut self, field: Field) -> Option<i64> {
        let mm = self.number(field, false)?;
        if mm <= Decimal::ZERO {
            let cell = self.cell(field).unwrap_or_default();
            self.refuse_value(field, "import.dimension_zero", cell);
            return None;
        }
        mm.checked_mul(Decimal::ONE_THOUSAND)
            .and_then(|um| Rounding::HalfUp.to_integer(um))
    }

    pub(super) fn term(&mut self, field: Field, words: &Vocabulary) -> Option<String> {
        let cell = self.cell(field)?;
        let term = words.read(cell).map(|term| term.code.clone());
        if term.is_none() {
            self.refuse_value(field, "import.word_unknown", cell);
        }
        term
    }
}
