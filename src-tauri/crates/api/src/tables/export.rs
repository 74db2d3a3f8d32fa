//! What the table shows, as a file.

use std::collections::HashMap;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shop::db::{Store, StoreError};
use shop::stock::{self, PieceQuery, PieceRow};
use shop::tables::Selection;
use shop::users::Right;
use utoipa::ToSchema;

use super::body::SelectionBody;
use super::cell::{Cell, Column, Names, cell};
use super::sheet::{Csv, Sheet, Xlsx};
use crate::input::Input;
use crate::problem::{Problem, ProblemBody};
use crate::signed::Signed;
use crate::state::State;

/// As many as a worksheet holds, but for its head.
const MOST_ROWS: usize = 1_000_000;
/// Rows of one reading of the store.
const PAGE: usize = 500;

/// A file of chosen pieces.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ExportPieces)]
pub(super) struct ExportBody {
    selection: SelectionBody,
    /// `csv` or `xlsx`.
    format: String,
    /// `fr` or `en`: the families' names, and how CSV writes decimals.
    language: String,
    /// In their order.
    columns: Vec<ColumnBody>,
    /// What the screen calls a code: `metal:gold`, `metal_colour:rose`, `stone:diamond`,
    /// `state:sold`.
    #[serde(default)]
    words: HashMap<String, String>,
}

/// A column with its header.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ExportColumn)]
pub(super) struct ColumnBody {
    /// `number`, `title`, `family`, `metal`, `fineness`, `colour`, `weight`, `size`, `stone`,
    /// `carats`, `certificate`, `place`, `state`, `cost`, `price` or `entered`. A cost is left out
    /// for who may not see it.
    id: String,
    header: String,
}

/// The chosen pieces as CSV (semicolons, with a byte order mark) or XLSX.
#[utoipa::path(post, path = "/stock/export", tag = "tables", operation_id = "export_pieces",
    request_body = ExportBody,
    responses((status = 200, content_type = "application/octet-stream"),
        (status = 422, body = ProblemBody, description = "export.format, export.column {column}, selection.nothing, selection.too_many {most}")))]
pub(super) async fn export(
    state: State,
    signed: Signed,
    Input(input): Input<ExportBody>,
) -> Result<Response, Problem> {
    let with_cost = signed.may(Right::SeeCost);
    let (mut columns, mut headers) = (Vec::new(), Vec::new());
    for named in input.columns {
        let column = Column::of(&named.id)
            .ok_or_else(|| Problem::refused("export.column").with("column", named.id.as_str()))?;
        if column != Column::Cost || with_cost {
            columns.push(column);
            headers.push(named.header);
        }
    }
    if columns.is_empty() {
        return Err(Problem::refused("export.column").with("column", ""));
    }
    let is_french = input.language == "fr";
    let (media_type, sheet) = match input.format.as_str() {
        "csv" => (
            "text/csv; charset=utf-8",
            Sheet::Csv(Csv::new(&headers, is_french)),
        ),
        "xlsx" => {
            // One word in both languages.
            let xlsx = Xlsx::new("Stock", &headers, &columns).map_err(Problem::fault)?;
            (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                Sheet::Xlsx(Box::new(xlsx)),
            )
        }
        _ => return Err(Problem::refused("export.format")),
    };
    let selection = Selection::try_from(input.selection)?;
    let store = state.store()?;
    let words = input.words;
    let file = state
        .work(move || {
            let names = names(&store, words, is_french)?;
            write(&store, &selection, &columns, &names, sheet)
        })
        .await??;
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, file).into_response())
}

fn names(store: &Store, words: HashMap<String, String>, is_french: bool) -> Result<Names, Problem> {
    let (families, places) =
        store.read(|tx| Ok::<_, StoreError>((stock::families(tx)?, stock::places(tx)?)))?;
    let name = |family: stock::Family| {
        if is_french {
            (family.code, family.name_fr)
        } else {
            (family.code, family.name_en)
        }
    };
    Ok(Names {
        words,
        families: families.into_iter().map(name).collect(),
        places: places
            .into_iter()
            .map(|place| (place.id.uuid(), place.name))
            .collect(),
    })
}

/// Reads page after page, each for itself: selling goes on meanwhile.
fn write(
    store: &Store,
    selection: &Selection,
    columns: &[Column],
    names: &Names,
    mut sheet: Sheet,
) -> Result<Vec<u8>, Problem> {
    let mut count = 0;
    let mut put = |rows: Vec<PieceRow>| {
        for row in rows {
            if selection.except.contains(&row.id.uuid()) {
                continue;
            }
            count += 1;
            if count > MOST_ROWS {
                return Err(Problem::refused("selection.too_many").with("most", MOST_ROWS));
            }
            let cells: Vec<Cell> = columns
                .iter()
                .map(|column| cell(&row, *column, names))
                .collect();
            sheet.row(&cells).map_err(Problem::fault)?;
        }
        Ok(())
    };
    if let Some(filter) = &selection.filter {
        let mut query = PieceQuery {
            limit: PAGE,
            ..filter.clone()
        };
        loop {
            let page = store.read(|tx| stock::list(tx, &query))?;
            put(page.rows)?;
            match page.next {
                Some(next) => query.after = Some(next),
                None => break,
            }
        }
    } else {
        for ids in selection.pieces.chunks(PAGE) {
            put(store.read(|tx| stock::rows_of(tx, ids))?)?;
        }
    }
    if count == 0 {
        return Err(Problem::refused("selection.nothing"));
    }
    sheet.finish().map_err(Problem::fault)
}
