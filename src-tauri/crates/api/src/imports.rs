//! Loading a stock file: upload, mapping, dry run, commit with progress, undo.

mod bodies;
mod fetch;
mod mappings;
mod pictures;
mod problems;
mod work;

use axum::Json;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use shop::db::StoreError;
use shop::imports::{self, Import, ImportState, Mapping, Table};
use shop::users::Right;
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;

use self::bodies::{FiguresBody, ImportBody, MappingBody};
pub use self::pictures::fetch_pictures;
use self::problems::wrong_state;
use self::work::Task;
use crate::answer::Answer;
use crate::command::{Command, Upload};
use crate::devices::Nothing;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

const FILE_BYTES: usize = 60 * 1024 * 1024;
/// More than anybody reads; the counts say how many there are.
const MOST_PROBLEMS: usize = 1_000;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::Import, routes!(list))
        .upload(Right::Import, FILE_BYTES, routes!(start))
        .with(Right::Import, routes!(one))
        .with(Right::Import, routes!(set_mapping))
        .with(Right::Import, routes!(mappings::list))
        .with(Right::Import, routes!(mappings::keep))
        .with(Right::Import, routes!(mappings::apply))
        .with(Right::Import, routes!(mappings::forget))
        .with(Right::Import, routes!(figures))
        .with(Right::Import, routes!(check))
        .with(Right::Import, routes!(problems))
        .with(Right::Import, routes!(commit))
        .with(Right::Import, routes!(cancel))
        .with(Right::Import, routes!(undo))
        .with(Right::Import, routes!(pictures::show))
        .with(Right::Import, routes!(pictures::retry))
        .with(Right::Import, routes!(pictures::stop))
}

#[utoipa::path(get, path = "/imports", tag = "imports", operation_id = "imports",
    responses((status = 200, body = Vec<ImportBody>)))]
async fn list(state: State) -> Result<Json<Vec<ImportBody>>, Problem> {
    let at_work = work::at_work();
    let imports = state.read(imports::imports).await?.into_iter();
    let bodies = imports.map(|import| {
        let at_work = at_work.contains(&import.id.uuid());
        ImportBody::new(import, None, at_work)
    });
    Ok(Json(bodies.collect()))
}

/// An import with its file read, on a thread that may wait.
async fn read(state: &State, id: Id<Import>) -> Result<(Import, Table), Problem> {
    let store = state.store()?;
    let read = state.work(move || imports::table_of(&store, id)).await?;
    Ok(read?)
}

#[utoipa::path(get, path = "/imports/{id}", tag = "imports", operation_id = "import",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = ImportBody), (status = 404, body = ProblemBody)))]
async fn one(state: State, PathId(id): PathId<Import>) -> Result<Json<ImportBody>, Problem> {
    let at_work = work::is_at_work(id);
    let import = state.read(move |tx| imports::import_by_id(tx, id)).await?;
    let import = import.ok_or_else(|| Problem::unknown("import.unknown"))?;
    // While it runs, it is asked for its progress often: the columns no longer matter.
    if import.state != ImportState::Draft {
        return Ok(Json(ImportBody::new(import, None, at_work)));
    }
    let (import, table) = read(&state, id).await?;
    Ok(Json(ImportBody::new(import, Some(&table), at_work)))
}

#[utoipa::path(post, path = "/imports", tag = "imports", operation_id = "start_import",
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, body = ImportBody),
        (status = 422, body = ProblemBody, description = "import.not_a_table…")))]
async fn start(Upload(command): Upload) -> Result<Answer, Problem> {
    let bytes = command.body.bytes.clone();
    let table = command
        .state
        .work(move || imports::read_table(&bytes, None))
        .await??;
    command
        .create(move |tx, cx, file| {
            let (name, bytes) = (&file.name, &file.bytes);
            let import = imports::start(tx, cx, cx.new_id(), name, bytes, &table)?;
            Ok::<_, Problem>(ImportBody::new(import, Some(&table), false))
        })
        .await
}

/// Another mapping, over the version that was seen.
#[derive(Debug, Deserialize, ToSchema)]
struct SetMapping {
    version: i64,
    #[serde(flatten)]
    mapping: MappingBody,
}

#[utoipa::path(put, path = "/imports/{id}/mapping", tag = "imports", operation_id = "set_mapping",
    params(("id" = Uuid, Path)), request_body = SetMapping,
    responses((status = 200, body = ImportBody), (status = 409, body = ProblemBody)))]
async fn set_mapping(
    PathId(id): PathId<Import>,
    command: Command<SetMapping>,
) -> Result<Answer, Problem> {
    let mapping = Mapping::try_from(command.body.mapping.clone())?;
    let state = command.state.clone();
    let (_, mut table) = read(&state, id).await?;
    let mut mapping = mapping;
    // Another separator makes another table: its columns are detected anew.
    if mapping.separator != table.separator {
        let store = state.store()?;
        let wanted = mapping.separator;
        table = state
            .work(move || imports::table_with(&store, id, wanted))
            .await??;
        mapping.columns = imports::detect(&table).columns;
    }
    command
        .run(move |tx, cx, request| {
            let rows = table.rows.len();
            let import = imports::set_mapping(tx, cx, id, request.version, &mapping, rows)?;
            Ok::<_, Problem>(ImportBody::new(import, Some(&table), false))
        })
        .await
}

/// Something about a row.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportProblem)]
struct RowProblem {
    /// The line of the file, counted from one; 0 for the whole file.
    row: i64,
    /// The column's header; empty for the whole row.
    column: String,
    code: String,
    #[schema(value_type = Object)]
    params: Map<String, Value>,
    /// `refused`: the row is left out; `warning`: it comes in.
    severity: String,
}

/// What a commit would do.
#[derive(Serialize, ToSchema)]
#[schema(as = DryRun)]
struct DryRunBody {
    rows: usize,
    good: usize,
    /// Of the good, those that would become batch articles.
    articles: usize,
    bad: usize,
    warnings: usize,
    problem_count: usize,
    /// What is good, counted and valued, and what the shop has before it.
    brings: FiguresBody,
    before: FiguresBody,
    /// The first thousand, in the order of the file.
    problems: Vec<RowProblem>,
    /// Names that the shop does not have yet: a commit makes them.
    new_suppliers: Vec<String>,
    new_places: Vec<String>,
    /// How many pictures would be fetched from the Internet.
    picture_count: usize,
}

#[utoipa::path(post, path = "/imports/{id}/check", tag = "imports", operation_id = "check_import",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = DryRunBody), (status = 404, body = ProblemBody)))]
async fn check(
    state: State,
    signed: Signed,
    PathId(id): PathId<Import>,
) -> Result<Json<DryRunBody>, Problem> {
    let (import, table) = read(&state, id).await?;
    let on = state.now().date_naive();
    let with_cost = signed.may(Right::SeeCost);
    let (run, before) = state
        .read(move |tx| {
            let run = imports::dry_run(tx, &table, &import.mapping, on)?;
            Ok::<_, StoreError>((run, imports::in_stock(tx)?))
        })
        .await?;
    let problem_count = run.problems.len();
    let problems = run.problems.into_iter().take(MOST_PROBLEMS);
    Ok(Json(DryRunBody {
        rows: run.rows,
        good: run.ready,
        articles: run.articles,
        bad: run.refused,
        warnings: run.warnings,
        problem_count,
        problems: problems
            .map(|problem| RowProblem {
                row: i64::try_from(problem.line).unwrap_or(i64::MAX),
                column: problem.column,
                code: problem.code.to_owned(),
                params: problem
                    .params
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), Value::String(value)))
                    .collect(),
                severity: problem.severity.code().to_owned(),
            })
            .collect(),
        new_suppliers: run.new_suppliers,
        new_places: run.new_places,
        picture_count: run.images,
        brings: FiguresBody::new(run.brings, with_cost),
        before: FiguresBody::new(before, with_cost),
    }))
}

/// What an import has come to.
#[derive(Serialize, ToSchema)]
struct ImportReport {
    /// Of what it brought, what is in stock still.
    brought: FiguresBody,
    /// What the shop has now.
    stock: FiguresBody,
}

/// What of an import is in stock, counted and valued, beside the whole stock.
#[utoipa::path(get, path = "/imports/{id}/figures", tag = "imports",
    operation_id = "import_figures", params(("id" = Uuid, Path)),
    responses((status = 200, body = ImportReport)))]
async fn figures(
    state: State,
    signed: Signed,
    PathId(id): PathId<Import>,
) -> Result<Json<ImportReport>, Problem> {
    let with_cost = signed.may(Right::SeeCost);
    let (brought, stock) = state
        .read(move |tx| Ok::<_, StoreError>((imports::of_import(tx, id)?, imports::in_stock(tx)?)))
        .await?;
    Ok(Json(ImportReport {
        brought: FiguresBody::new(brought, with_cost),
        stock: FiguresBody::new(stock, with_cost),
    }))
}

#[utoipa::path(get, path = "/imports/{id}/problems", tag = "imports",
    operation_id = "import_problems", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<RowProblem>)))]
async fn problems(
    state: State,
    PathId(id): PathId<Import>,
) -> Result<Json<Vec<RowProblem>>, Problem> {
    let problems = state.read(move |tx| imports::problems(tx, id)).await?;
    let problems = problems
        .into_iter()
        .map(|(row, column, code, params, severity)| RowProblem {
            row,
            column,
            code,
            params: serde_json::from_str(&params).unwrap_or_default(),
            severity,
        });
    Ok(Json(problems.collect()))
}

/// Starts to enter the rows, or goes on behind a crash or a stop; progress comes as the change tag
/// `import:ID`, the figures with `GET /imports/{id}`.
#[utoipa::path(post, path = "/imports/{id}/commit", tag = "imports",
    operation_id = "commit_import", params(("id" = Uuid, Path)),
    responses((status = 200, body = ImportBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)))]
async fn commit(PathId(id): PathId<Import>, command: Command<Nothing>) -> Result<Answer, Problem> {
    let (state, signed) = (command.state.clone(), command.signed.clone());
    let (import, table) = read(&state, id).await?;
    if matches!(import.state, ImportState::Undoing | ImportState::Undone) {
        return Err(wrong_state(import.state));
    }
    if import.state != ImportState::Committed {
        imports::check_mapping(&table, &import.mapping)?;
        work::launch(state, signed, id, Task::Enter)?;
    }
    let at_work = work::is_at_work(id);
    command
        .run(move |tx, _, _| {
            let import = imports::import_by_id(tx, id)?;
            let import = import.ok_or_else(|| Problem::unknown("import.unknown"))?;
            Ok::<_, Problem>(ImportBody::new(import, None, at_work))
        })
        .await
}

/// Stops a running import behind the step it is at, or gives a draft up.
#[utoipa::path(post, path = "/imports/{id}/cancel", tag = "imports",
    operation_id = "cancel_import", params(("id" = Uuid, Path)),
    responses((status = 200, body = ImportBody), (status = 409, body = ProblemBody)))]
async fn cancel(PathId(id): PathId<Import>, command: Command<Nothing>) -> Result<Answer, Problem> {
    let is_running = work::stop(id);
    command
        .run(move |tx, cx, _| {
            let import = if is_running {
                imports::import_by_id(tx, id)?
            } else {
                Some(imports::cancel(tx, cx, id)?)
            };
            let import = import.ok_or_else(|| Problem::unknown("import.unknown"))?;
            Ok::<_, Problem>(ImportBody::new(import, None, is_running))
        })
        .await
}

/// Begins to take the whole import back, while nothing of it was sold, or goes on behind a crash;
/// from then on nothing of it is sold. Progress comes as the change tag `import:ID`.
#[utoipa::path(post, path = "/imports/{id}/undo", tag = "imports", operation_id = "undo_import",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = ImportBody),
        (status = 409, body = ProblemBody, description = "import.sold, import.reserved…")))]
async fn undo(PathId(id): PathId<Import>, command: Command<Nothing>) -> Result<Answer, Problem> {
    let (state, signed) = (command.state.clone(), command.signed.clone());
    let import = state.read(move |tx| imports::import_by_id(tx, id)).await?;
    let import = import.ok_or_else(|| Problem::unknown("import.unknown"))?;
    // One that was just asked for is still a draft until its first row is written: it runs all the same.
    let enters = matches!(import.state, ImportState::Draft | ImportState::Running);
    if enters && work::is_at_work(id) {
        return Err(wrong_state(ImportState::Running));
    }
    // A repeated command finds its answer kept, whatever has become of the import since.
    let looked = state
        .read(move |tx| Ok::<_, Problem>(imports::look_undo(tx, id).map_err(Problem::from)))
        .await?;
    let answer = command
        .run(move |tx, cx, _| {
            let import = imports::begin_undo(tx, cx, id, looked?)?;
            Ok::<_, Problem>(ImportBody::new(import, None, true))
        })
        .await?;
    let now = state.read(move |tx| imports::import_by_id(tx, id)).await?;
    if now.is_some_and(|import| import.state == ImportState::Undoing) {
        work::launch(state, signed, id, Task::TakeBack)?;
    }
    Ok(answer)
}
