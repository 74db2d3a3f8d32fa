//! A row as a piece's or an article's sheet.

use units::{Id, Metal};

use super::columns::Field;
use super::lists::Lists;
use super::report::Severity;
use super::row::Reading;
use super::urls::addresses;
use super::wording::{fineness, made_title};
use crate::rules;
use crate::search::fold;
use crate::stock::{Alloy, Family, Piece, Place, Sheet, VatRegime, searched_by};

/// A row that could become a piece, or a batch article.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub id: Id<Piece>,
    pub sheet: Sheet,
    pub family: Family,
    /// What it is to be found by: made here, beside the writer and not on its thread.
    pub words: String,
    /// Some: a batch article, and how many of it there are.
    pub batch: Option<i64>,
    /// Columns with something in them that an article does not keep.
    pub left_out: Vec<usize>,
    pub place: Option<Place>,
    /// Names that the shop does not have yet.
    pub new_supplier: Option<String>,
    pub new_place: Option<String>,
    /// Addresses of pictures, fetched once it is in.
    pub images: Vec<String>,
}

impl Reading<'_> {
    pub(super) fn draft(&mut self, lists: &Lists) -> Option<Draft> {
        let family = self.family(lists)?;
        let batch = self.batch();
        let mut sheet = Sheet::new(&self.own_number(), family.id, "");
        sheet.barcode = self.text(Field::Barcode);
        sheet.cost = self.money(Field::Cost, lists.currency);
        sheet.price = self.money(Field::Price, lists.currency);
        sheet.vat_regime = self.vat_regime();
        if let Some(quantity) = batch {
            sheet.title = self.text(Field::Title).unwrap_or_default();
            if sheet.price.is_none() && self.cell(Field::Price).is_none() {
                self.refuse(
                    Some(Field::Price),
                    "import.article_price_missing",
                    Vec::new(),
                );
            }
            return Some(Draft {
                id: Id::from_uuid(uuid::Uuid::nil()),
                words: String::new(),
                sheet,
                family,
                batch: Some(quantity),
                left_out: self.beside_article(),
                place: None,
                new_supplier: None,
                new_place: None,
                images: self.images(),
            });
        }
        sheet.components = self.components();
        sheet.title = self
            .text(Field::Title)
            .unwrap_or_else(|| made_title(&sheet.components));
        sheet.alloy = self.alloy();
        sheet.gross = self.weight(Field::Gross);
        sheet.net = self.weight(Field::Net);
        sheet.size = self.text(Field::Size);
        // A mark that is not on the list is kept as it was written, beside the sheet's own fields.
        if let Some(text) = self.text(Field::Hallmark) {
            match rules::trade().hallmarks.words().read(&text) {
                Some(mark) => sheet.hallmark = Some(mark.code.clone()),
                None => drop(sheet.attributes.insert("poinçon".to_owned(), text)),
            }
        }
        sheet.maker = self.text(Field::Maker);
        sheet.model = self.text(Field::Model);
        sheet.serial = self.text(Field::Serial);
        sheet.purchase_ref = self.text(Field::PurchaseRef);
        sheet.notes = self.notes();
        let supplier_name = self.text(Field::Supplier);
        let supplier = supplier_name
            .as_deref()
            .and_then(|name| lists.suppliers.get(&fold(name)));
        sheet.supplier = supplier.map(|supplier| supplier.id);
        let place_name = self
            .text(Field::Place)
            .unwrap_or_else(|| self.mapping.place.clone());
        let place = lists.places.get(&fold(&place_name)).cloned();
        let name = supplier.map(|supplier| supplier.name.as_str());
        Some(Draft {
            id: Id::from_uuid(uuid::Uuid::nil()),
            words: searched_by(&sheet, &family, name),
            sheet,
            family,
            batch: None,
            left_out: Vec::new(),
            new_supplier: supplier_name.filter(|_| supplier.is_none()),
            new_place: place.is_none().then_some(place_name),
            place,
            images: self.images(),
        })
    }

    /// The filled columns of fields that only a piece has.
    fn beside_article(&self) -> Vec<usize> {
        let kept = [
            Field::Number,
            Field::Barcode,
            Field::Title,
            Field::Family,
            Field::Cost,
            Field::Price,
            Field::VatRegime,
            Field::Kind,
            Field::Quantity,
            Field::Images,
        ];
        let columns = self.mapping.columns.iter().enumerate();
        columns
            .filter(|(_, field)| field.is_some_and(|field| !kept.contains(&field)))
            .map(|(at, _)| at)
            .filter(|at| {
                self.row
                    .cell(*at)
                    .is_some_and(|cell| !cell.trim().is_empty())
            })
            .collect()
    }

    /// The row's number, or one made of the prefix and its line.
    fn own_number(&self) -> String {
        match (self.text(Field::Number), &self.mapping.number_prefix) {
            (Some(number), _) => number,
            (None, Some(prefix)) => format!("{prefix}{:06}", self.row.line),
            (None, None) => String::new(),
        }
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
            "exempt gold" | "or d investissement" => VatRegime::ExemptGold,
            _ => {
                let word = word.to_owned();
                self.refuse_value(Field::VatRegime, "import.word_unknown", &word);
                VatRegime::Standard
            }
        }
    }

    /// What the columns of pictures name; a cell with something else in it is pointed out.
    fn images(&mut self) -> Vec<String> {
        let mut all = String::new();
        let columns = self.mapping.columns.iter().enumerate();
        let at: Vec<usize> = columns
            .filter(|(_, field)| **field == Some(Field::Images))
            .map(|(at, _)| at)
            .collect();
        for at in at {
            let cell = self.row.cell(at).unwrap_or_default();
            if !cell.trim().is_empty() && addresses(cell).is_empty() {
                let column = self.table.headers[at].clone();
                self.push(
                    column,
                    "import.not_an_address",
                    Vec::new(),
                    Severity::Warning,
                );
            }
            all.push_str(cell);
            all.push('\n');
        }
        addresses(&all)
    }

    fn notes(&self) -> String {
        let mut notes: Vec<String> = self.text(Field::Notes).into_iter().collect();
        for (at, field) in self.mapping.columns.iter().enumerate() {
            let cell = self.row.cell(at).unwrap_or_default().trim();
            if *field == Some(Field::Remark) && !cell.is_empty() {
                notes.push(format!("{}: {cell}", self.table.headers[at]));
            }
        }
        notes.join("\n")
    }
}
