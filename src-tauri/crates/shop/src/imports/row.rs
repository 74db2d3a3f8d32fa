//! One row of a file as a piece's sheet, and everything that is wrong with it.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use units::{Currency, Id, Metal, Money, Rounding, Weight};

use super::columns::Field;
use super::lists::Lists;
use super::mapping::Mapping;
use super::number::{NumberError, number};
use super::report::{Problem, Severity};
use super::stones::{carat, stones};
use super::table::{Table, TableRow};
use super::wording::{blank, fineness, made_title};
use crate::rules::{self, Vocabulary};
use crate::search::fold;
use crate::stock::{
    Alloy, Component, Family, Piece, Place, Sheet, Stone, Supplier, VatRegime, check_sheet,
};

/// A row that could become a piece.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub id: Id<Piece>,
    pub sheet: Sheet,
    pub family: Family,
    pub supplier: Option<Supplier>,
    pub place: Option<Place>,
    /// Names that the shop does not have yet.
    pub new_supplier: Option<String>,
    pub new_place: Option<String>,
}

/// A row as read.
#[derive(Debug, Default)]
pub(super) struct ReadRow {
    /// None: the row cannot be read as a piece at all.
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
struct Reading<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    row: &'a TableRow,
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
    if row.cells.len() != table.headers.len() {
        reading.refuse(
            None,
            "import.cells",
            vec![
                ("found", row.cells.len().to_string()),
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
    fn done(self, draft: Option<Draft>) -> ReadRow {
        ReadRow {
            draft,
            problems: self.problems,
        }
    }

    fn push(
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

    fn refuse(
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

    fn refuse_value(&mut self, field: Field, code: &'static str, value: &str) {
        let value: String = value.chars().take(100).collect();
        self.refuse(Some(field), code, vec![("value", value)]);
    }

    fn header(&self, field: Field) -> Option<String> {
        let at = self
            .mapping
            .columns
            .iter()
            .position(|c| *c == Some(field))?;
        self.table.headers.get(at).cloned()
    }

    /// The column a refusal of the sheet is about, as far as its code says.
    fn column_of_code(&self, code: &str) -> String {
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
            _ => return String::new(),
        };
        self.header(field).unwrap_or_default()
    }

    /// A field's cell, if it says anything.
    fn cell(&self, field: Field) -> Option<&'a str> {
        let at = self
            .mapping
            .columns
            .iter()
            .position(|c| *c == Some(field))?;
        let cell = self.row.cells.get(at)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    fn text(&self, field: Field) -> Option<String> {
        self.cell(field).map(str::to_owned)
    }

    /// Text that a spreadsheet would run stays text here, and is pointed out.
    fn flag_formulas(&mut self) {
        for at in 0..self.row.cells.len() {
            let cell = self.row.cells[at].trim();
            let looks = cell.starts_with(['=', '@'])
                || (cell.starts_with(['+', '-']) && number(cell, false).is_err() && cell.len() > 1);
            if looks {
                let column = self.table.headers[at].clone();
                self.push(column, "import.formula", Vec::new(), Severity::Warning);
            }
        }
    }

    fn number(&mut self, field: Field, grouped: bool) -> Option<Decimal> {
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
    fn money(&mut self, field: Field, currency: Currency) -> Option<Money> {
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

    fn weight(&mut self, field: Field) -> Option<Weight> {
        let grams = self.number(field, false)?;
        let weight = Weight::from_grams(grams).ok();
        if weight.is_none() {
            let cell = self.cell(field).unwrap_or_default();
            self.refuse_value(field, "import.weight_unreadable", cell);
        }
        weight
    }

    /// Millimetres to micrometres. A dimension of zero was not measured: said, not guessed.
    fn micrometres(&mut self, field: Field) -> Option<i64> {
        let mm = self.number(field, false)?;
        if mm <= Decimal::ZERO {
            let cell = self.cell(field).unwrap_or_default();
            self.refuse_value(field, "import.dimension_zero", cell);
            return None;
        }
        mm.checked_mul(Decimal::ONE_THOUSAND)
            .and_then(|um| Rounding::HalfUp.to_integer(um))
    }

    fn term(&mut self, field: Field, words: &Vocabulary) -> Option<String> {
        let cell = self.cell(field)?;
        let term = words.read(cell).map(|term| term.code.clone());
        if term.is_none() {
            self.refuse_value(field, "import.word_unknown", cell);
        }
        term
    }

    fn draft(&mut self, lists: &Lists) -> Option<Draft> {
        let family = self.family(lists)?;
        let components = self.components();
        let number = match (self.text(Field::Number), &self.mapping.number_prefix) {
            (Some(number), _) => number,
            (None, Some(prefix)) => format!("{prefix}{:06}", self.row.line),
            (None, None) => String::new(),
        };
        let title = self
            .text(Field::Title)
            .unwrap_or_else(|| made_title(&components));
        let mut sheet = Sheet::new(&number, family.id, &title);
        sheet.barcode = self.text(Field::Barcode);
        sheet.alloy = self.alloy();
        sheet.gross = self.weight(Field::Gross);
        sheet.net = self.weight(Field::Net);
        sheet.size = self.text(Field::Size);
        sheet.hallmark = self.text(Field::Hallmark);
        sheet.maker = self.text(Field::Maker);
        sheet.model = self.text(Field::Model);
        sheet.serial = self.text(Field::Serial);
        sheet.purchase_ref = self.text(Field::PurchaseRef);
        sheet.cost = self.money(Field::Cost, lists.currency);
        sheet.price = self.money(Field::Price, lists.currency);
        sheet.vat_regime = self.vat_regime();
        sheet.notes = self.notes();
        sheet.components = components;
        let supplier_name = self.text(Field::Supplier);
        let supplier = supplier_name
            .as_deref()
            .and_then(|name| lists.suppliers.get(&fold(name)))
            .cloned();
        sheet.supplier = supplier.as_ref().map(|supplier| supplier.id);
        let place_name = self
            .text(Field::Place)
            .unwrap_or_else(|| self.mapping.place.clone());
        let place = lists.places.get(&fold(&place_name)).cloned();
        Some(Draft {
            id: Id::from_uuid(uuid::Uuid::nil()),
            sheet,
            family,
            new_supplier: supplier_name.filter(|_| supplier.is_none()),
            supplier,
            new_place: place.is_none().then_some(place_name),
            place,
        })
    }

    fn family(&mut self, lists: &Lists) -> Option<Family> {
        let word = self
            .cell(Field::Family)
            .or(self.mapping.family.as_deref())
            .unwrap_or_default();
        let folded = fold(word);
        // "Bague solitaire" is a ring: the first word that names a family decides.
        let family = lists
            .families
            .get(&folded)
            .or_else(|| folded.split(' ').find_map(|word| lists.families.get(word)));
        if family.is_none() {
            self.refuse_value(Field::Family, "import.family_unknown", word);
        }
        family.cloned()
    }

    fn alloy(&mut self) -> Option<Alloy> {
        let rules = rules::trade();
        let cell = self.cell(Field::Metal)?;
        let folded = fold(cell);
        let words = || folded.split(' ');
        let term = rules
            .metals
            .read(cell)
            .or_else(|| words().find_map(|word| rules.metals.read(word)));
        let metal = term.and_then(|term| term.code.parse::<Metal>().ok());
        let Some(metal) = metal else {
            self.refuse_value(Field::Metal, "import.word_unknown", cell);
            return None;
        };
        let colour = match self.cell(Field::MetalColour) {
            Some(_) => self.term(Field::MetalColour, &rules.metal_colours),
            None => words()
                .filter(|word| word.len() > 1)
                .find_map(|word| rules.metal_colours.read(word))
                .map(|term| term.code.clone()),
        };
        let stated = self.cell(Field::Fineness);
        let fineness = match stated {
            Some(text) => {
                let fineness = fineness(text);
                if fineness.is_none() {
                    self.refuse_value(Field::Fineness, "import.fineness_unreadable", text);
                }
                fineness
            }
            // "Or 750" says it beside the metal.
            None => words().find_map(fineness),
        };
        Some(Alloy {
            metal,
            fineness,
            colour,
        })
    }

    fn vat_regime(&mut self) -> VatRegime {
        let word = self
            .cell(Field::VatRegime)
            .unwrap_or(&self.mapping.vat_regime);
        match fold(word).as_str() {
            "standard" | "normal" | "normale" | "20" | "tva 20" => VatRegime::Standard,
            "margin" | "marge" | "occasion" | "tva marge" | "tva sur marge" => VatRegime::Margin,
            "exempt gold" | "exonere" | "or d investissement" | "0" => VatRegime::ExemptGold,
            _ => {
                let word = word.to_owned();
                self.refuse_value(Field::VatRegime, "import.word_unknown", &word);
                VatRegime::Standard
            }
        }
    }

    fn notes(&self) -> String {
        let mut notes: Vec<String> = self.text(Field::Notes).into_iter().collect();
        for (at, field) in self.mapping.columns.iter().enumerate() {
            let cell = self.row.cells[at].trim();
            if *field == Some(Field::Remark) && !cell.is_empty() {
                notes.push(format!("{}: {cell}", self.table.headers[at]));
            }
        }
        notes.join("\n")
    }

    /// The stones: the centre from its own columns, or all of them from one text.
    fn components(&mut self) -> Vec<Component> {
        let rules = rules::trade();
        let mut components = Vec::new();
        if let Some(text) = self.cell(Field::Stones) {
            match stones(text, blank) {
                Ok(found) => components = found,
                Err(part) => self.refuse_value(Field::Stones, "import.word_unknown", &part),
            }
        }
        let own = self.cell(Field::Stone).map(str::to_owned);
        let has_carat = self.cell(Field::Carat).is_some();
        let default = self.mapping.stone.clone().filter(|_| has_carat);
        if components.is_empty() && (own.is_some() || default.is_some()) {
            let kind = match own {
                Some(_) => self.term(Field::Stone, &rules.stones),
                None => default,
            };
            if let Some(kind) = kind {
                let stone = Stone {
                    kind,
                    ..Stone::default()
                };
                components.push(Component {
                    stone: Some(stone),
                    ..blank()
                });
            }
        }
        if let Some(centre) = components.first_mut() {
            self.centre(centre);
        }
        components
    }

    fn centre(&mut self, centre: &mut Component) {
        let rules = rules::trade();
        if let Some(carats) = self.number(Field::Carat, false) {
            let cell = self.cell(Field::Carat).unwrap_or_default();
            match carat(carats).filter(|weight| weight.milli() > 0) {
                Some(weight) => centre.weight = Some(weight),
                None => self.refuse_value(Field::Carat, "import.weight_unreadable", cell),
            }
        }
        if let Some(laboratory) = self.cell(Field::Laboratory) {
            let term = rules.laboratories.read(laboratory);
            centre.laboratory = Some(term.map_or("other", |term| &term.code).to_owned());
        }
        if let Some(certificate) = self.cell(Field::Certificate) {
            // "GIA 2141438171": the laboratory often stands before the number.
            let mut number = certificate;
            if let Some((first, rest)) = certificate.split_once([' ', '-', ':'])
                && let Some(term) = rules.laboratories.read(first)
            {
                centre.laboratory.get_or_insert_with(|| term.code.clone());
                number = rest.trim();
            }
            centre.certificate_number = Some(number.to_owned());
        }
        for (at, field) in [Field::Length, Field::Width, Field::Depth]
            .into_iter()
            .enumerate()
        {
            centre.measurements_um[at] = self.micrometres(field);
        }
        let shape = self
            .term(Field::Shape, &rules.shapes)
            .or_else(|| self.mapping.shape.clone());
        let clarity = self.term(Field::Clarity, &rules.clarities);
        let cut = self.term(Field::Cut, &rules.cuts);
        let fluorescence = self.term(Field::Fluorescence, &rules.fluorescences);
        let treatment = self.term(Field::Treatment, &rules.treatments);
        let colour = self.text(Field::StoneColour);
        let origin = self.text(Field::Origin);
        let grown = self.cell(Field::LaboratoryGrown).map(fold);
        let Some(stone) = &mut centre.stone else {
            return;
        };
        stone.shape = shape.or(stone.shape.take());
        stone.clarity = clarity.or(stone.clarity.take());
        stone.cut = cut.or(stone.cut.take());
        stone.fluorescence = fluorescence;
        stone.treatment = treatment.or(stone.treatment.take());
        stone.colour = colour.or(stone.colour.take());
        stone.origin = origin;
        let yes = [
            "oui",
            "o",
            "yes",
            "y",
            "true",
            "1",
            "x",
            "synthetique",
            "lab grown",
        ];
        stone.laboratory_grown |= grown.is_some_and(|word| yes.contains(&word.as_str()));
    }
}
