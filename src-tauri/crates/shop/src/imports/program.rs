//! The programs whose exports are known by their headers: what each column is, and which rows are no
//! goods. `assets/imports` has one file a program, with the source of what it says.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::columns::Field;
use super::table::{Table, TableRow};
use crate::search::fold;

/// A program that shops come from.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    pub code: String,
    /// As its makers write it.
    pub name: String,
    /// Sets of headers; a file that has every one of a set is this program's.
    known_by: Vec<Vec<String>>,
    pub(super) number_prefix: Option<String>,
    /// A cell here names the row that says the rest of what this one leaves empty,
    #[serde(default)]
    same_as: String,
    /// in one of these columns; the first such row counts.
    #[serde(default)]
    among: String,
    /// What is taken from there.
    #[serde(default)]
    carry: String,
    /// What the product's other rows hold in these is this row's too, each on a line of its own.
    #[serde(default)]
    gather: String,
    /// A row with nothing in any of these is no goods.
    #[serde(default)]
    goods: String,
    /// Columns of text with markup.
    #[serde(default)]
    markup: String,
    /// Whether `~` and two digits stand for a sign.
    #[serde(default)]
    tilde: bool,
    leave_out: Option<Rule>,
    only: Option<Rule>,
    columns: HashMap<String, Field>,
}

/// What a column says of a row.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    column: String,
    /// A cell may hold several, with commas between them.
    words: String,
}

fn programs() -> &'static [Program] {
    static PROGRAMS: OnceLock<Vec<Program>> = OnceLock::new();
    PROGRAMS.get_or_init(|| {
        let files = [
            include_str!("../../../../../assets/imports/shopify.toml"),
            include_str!("../../../../../assets/imports/the-edge.toml"),
            include_str!("../../../../../assets/imports/woocommerce.toml"),
        ];
        // A file that does not read is a fault of this program, which its tests find.
        files
            .iter()
            .filter_map(|text| toml::from_str(text).ok())
            .collect()
    })
}

/// The program whose export has these headers.
pub(super) fn known(headers: &[String]) -> Option<&'static Program> {
    let has = |wanted: &String| headers.iter().any(|header| is(header, wanted));
    programs()
        .iter()
        .find(|program| program.known_by.iter().any(|set| set.iter().all(has)))
}

fn is(header: &str, wanted: &str) -> bool {
    header.trim().to_lowercase() == wanted.to_lowercase()
}

impl Program {
    /// What one of its columns is. A field that somebody has added there carries its own name before
    /// its key in brackets.
    pub(super) fn field(&self, header: &str) -> Option<Field> {
        let named = self.columns.iter().find(|(name, _)| is(header, name));
        let added = || {
            let (name, _) = header.split_once(" (product.metafields")?;
            Field::of_header(name)
        };
        named.map(|(_, field)| *field).or_else(added)
    }

    /// The rows that are goods, each saying all that is known of it.
    pub(super) fn shape(&'static self, table: &mut Table) {
        let at = |names: &str| columns(&table.headers, names);
        let (same_as, among, carry) = (at(&self.same_as), at(&self.among), at(&self.carry));
        let (goods, markup) = (at(&self.goods), at(&self.markup));
        let gather = at(&self.gather);
        let mut gathered: HashMap<(String, usize), Vec<String>> = HashMap::new();
        for row in &table.rows {
            let Some(product) = same_as.iter().find_map(|at| key(row, *at)) else {
                continue;
            };
            for at in &gather {
                let cell = row.cell(*at).unwrap_or_default().trim();
                if !cell.is_empty() {
                    let cells = gathered.entry((product.clone(), *at)).or_default();
                    cells.push(cell.to_owned());
                }
            }
        }
        let only = self.only.as_ref().map(|rule| (at(&rule.column), rule));
        let leave_out = self.leave_out.as_ref().map(|rule| (at(&rule.column), rule));
        let mut first: HashMap<String, usize> = HashMap::new();
        for (index, row) in table.rows.iter().enumerate() {
            for at in &among {
                if let Some(key) = key(row, *at) {
                    // "id:12" is the number of a record, "12" somebody's own.
                    let is_record = is(&table.headers[*at], "id");
                    let key = if is_record { format!("id:{key}") } else { key };
                    first.entry(key).or_insert(index);
                }
            }
        }
        let is_goods = |row: &TableRow| {
            let says = |at: &usize| key(row, *at).is_some();
            (goods.is_empty() || goods.iter().any(says))
                && only.as_ref().is_none_or(|(at, rule)| rule.holds(row, at))
                && !leave_out
                    .as_ref()
                    .is_some_and(|(at, rule)| rule.holds(row, at))
        };
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in table.rows.iter().filter(|row| is_goods(row)) {
            let named = same_as.iter().find_map(|at| key(row, *at));
            let source = named
                .as_ref()
                .and_then(|key| first.get(key))
                .map(|index| &table.rows[*index]);
            let cells = (0..row.len()).map(|at| {
                let own = row.cell(at).unwrap_or_default();
                let product = named.as_ref().filter(|_| gather.contains(&at));
                if let Some(cells) = product.and_then(|key| gathered.get(&(key.clone(), at))) {
                    return cells.join("\n");
                }
                let carried = source
                    .filter(|_| own.trim().is_empty() && carry.contains(&at))
                    .and_then(|source| source.cell(at));
                let cell = carried.unwrap_or(own);
                if markup.contains(&at) {
                    plain(cell)
                } else if self.tilde {
                    untilde(cell)
                } else {
                    cell.to_owned()
                }
            });
            rows.push(row.with_cells(cells));
        }
        table.left_out = table.rows.len() - rows.len();
        table.rows = rows;
        table.program = Some(self);
    }
}

impl Rule {
    fn holds(&self, row: &TableRow, at: &[usize]) -> bool {
        at.iter().filter_map(|at| row.cell(*at)).any(|cell| {
            cell.split(',').any(|word| {
                let word = word.trim();
                !word.is_empty() && self.words.split(',').any(|one| is(word, one.trim()))
            })
        })
    }
}

/// Where the named columns stand.
fn columns(headers: &[String], names: &str) -> Vec<usize> {
    let wanted: Vec<&str> = names.split(", ").filter(|name| !name.is_empty()).collect();
    (0..headers.len())
        .filter(|at| wanted.iter().any(|name| is(&headers[*at], name)))
        .collect()
}

/// What a cell names another row by.
fn key(row: &TableRow, at: usize) -> Option<String> {
    let cell = row.cell(at)?.trim();
    (!cell.is_empty()).then(|| cell.to_lowercase())
}

/// A text without its markup.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        let Some((_, after)) = tag.split_once('>') else {
            // Nothing closes it: it is a sign of less.
            plain.push('<');
            rest = tag;
            break;
        };
        plain.push(' ');
        rest = after;
    }
    plain.push_str(rest);
    for (entity, sign) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "’"),
        ("&rsquo;", "’"),
        ("&amp;", "&"),
    ] {
        plain = plain.replace(entity, sign);
    }
    fold_spaces(&plain)
}

fn fold_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `~09` as the sign it stands for.
fn untilde(text: &str) -> String {
    let mut parts = text.split('~');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part
            .get(..2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(code) = code {
            let sign = char::from(code);
            plain.push(if sign.is_control() { ' ' } else { sign });
            plain.push_str(&part[2..]);
        } else {
            plain.push('~');
            plain.push_str(part);
        }
    }
    plain
}

/// Whether two files have the same columns, in whatever order.
pub(super) fn same_headers(one: &[String], other: &[String]) -> bool {
    let sorted = |headers: &[String]| {
        let mut folded: Vec<String> = headers.iter().map(|header| fold(header)).collect();
        folded.sort();
        folded
    };
    sorted(one) == sorted(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_reads() {
        let codes: Vec<&str> = programs().iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, ["shopify", "the-edge", "woocommerce"]);
    }

    #[test]
    fn text_without_its_markup() {
        let check = |text: &str, expected: &str| assert_eq!(plain(text), expected);
        check("<p>Bague <b>or&nbsp;750</b></p>", "Bague or 750");
        check("0,3 < 0,5 ct", "0,3 < 0,5 ct");
        check("a &amp;lt; b", "a &lt; b");
        check("", "");
    }

    #[test]
    fn tildes_are_signs() {
        let check = |text: &str, expected: &str| assert_eq!(untilde(text), expected);
        check("Ring~0918k~7e", "Ring 18k~");
        check("~zz ~4", "~zz ~4");
        check("é~e9", "éé");
    }
}
