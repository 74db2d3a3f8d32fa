//! The pictures of imports in the background: fetched one after another, told as they come, tried again
//! later where nobody answers.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Json;
use serde::Serialize;
use shop::Actor;
use shop::db::Store;
use shop::imports::{self, DueImage, Images, Import};
use shop::settings;
use utoipa::ToSchema;

use super::fetch::{self, Missed};
use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::state::State;
use crate::wire::when;

/// Looked up at a time; each is written by itself.
const AT_A_TIME: usize = 20;

/// One pass at a time in a process.
static AT_WORK: AtomicBool = AtomicBool::new(false);

/// Fetches what is due, until nothing is. Does nothing where another pass is at it, or where the store
/// is shut.
pub async fn fetch_pictures(state: State) {
    if AT_WORK.swap(true, Ordering::AcqRel) {
        return;
    }
    let passing = state.clone();
    let passed = state
        .work(move || {
            // A strange picture must not leave it looking at work for ever.
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| pass(&passing)))
        })
        .await;
    AT_WORK.store(false, Ordering::Release);
    match passed {
        Ok(Ok(Ok(()))) => {}
        Ok(Ok(Err(problem))) => tracing::warn!(code = problem.code(), "pictures are not fetched"),
        Ok(Err(_)) => tracing::error!("a picture's fetching panicked"),
        Err(problem) => tracing::warn!(code = problem.code(), "pictures are not fetched"),
    }
}

fn pass(state: &State) -> Result<(), Problem> {
    // Nobody has set a shop up yet, or its key is missing: there is nothing to do.
    let Ok(store) = state.store() else {
        return Ok(());
    };
    let mut asks = None;
    let mut unreached: HashSet<String> = HashSet::new();
    loop {
        let cx = state.cx(Actor::System, None);
        let due = store.read(|tx| imports::due_images(tx, &cx, AT_A_TIME))?;
        if due.is_empty() {
            return Ok(());
        }
        for one in due {
            let host = fetch::host_of(&one.url);
            let is_known = host.as_ref().is_some_and(|host| unreached.contains(host));
            let fetched = if is_known {
                Err(fetch::Missed::unreached())
            } else {
                let private = store
                    .read(|tx| settings::get::<bool>(tx, imports::FROM_PRIVATE))?
                    .unwrap_or(false);
                if asks.as_ref().is_none_or(|(of, _)| *of != private) {
                    asks = Some((private, fetch::agent(private)));
                }
                match &asks {
                    Some((_, agent)) => fetch::fetch(agent, &one.url),
                    None => Err(fetch::Missed::unreached()),
                }
            };
            if let (Err(missed), Some(host)) = (&fetched, host)
                && missed.unreached
            {
                unreached.insert(host);
            }
            write_down(state, &store, one, fetched)?;
        }
    }
}

fn write_down(
    state: &State,
    store: &Store,
    one: DueImage,
    fetched: Result<shop::files::Picture, Missed>,
) -> Result<(), Problem> {
    let cx = state.cx(Actor::System, None);
    let import = one.import;
    match fetched {
        Ok(picture) => {
            let name = fetch::name_of(&one.url);
            store.write(move |tx| {
                imports::keep_image(tx, &cx, &one, &name, &picture).map_err(Problem::from)
            })?;
        }
        Err(missed) => {
            store.write(move |tx| {
                let Missed {
                    code,
                    detail,
                    later,
                    ..
                } = missed;
                imports::miss_image(tx, &cx, &one, code, &detail, later).map_err(Problem::from)
            })?;
        }
    }
    state.tell(&shop::db::Change::one("import", import));
    Ok(())
}

/// A picture that is not here, and why.
#[derive(Serialize, ToSchema)]
#[schema(as = MissingPicture)]
pub(super) struct MissingBody {
    /// The line of the file.
    row: i64,
    /// The piece's or article's.
    number: String,
    url: String,
    /// `waiting`: it is tried again; `failed`.
    state: &'static str,
    code: String,
    /// What the code is about: a status.
    detail: String,
    tries: i64,
}

/// How the pictures stand that an import's file names by their addresses.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportPictures)]
pub(super) struct PicturesBody {
    total: i64,
    waiting: i64,
    kept: i64,
    failed: i64,
    /// Of those that wait, how many were tried in vain.
    tried: i64,
    /// When the next of those that wait is tried.
    next_at: Option<String>,
    /// Whether this process is fetching now.
    at_work: bool,
    /// What failed, then what was tried in vain; the first 500.
    missing: Vec<MissingBody>,
}

impl From<Images> for PicturesBody {
    fn from(images: Images) -> Self {
        Self {
            total: images.total(),
            waiting: images.waiting,
            kept: images.kept,
            failed: images.failed,
            tried: images.tried,
            next_at: images.next_at.map(when),
            at_work: AT_WORK.load(Ordering::Acquire) && images.waiting > 0,
            missing: images
                .missing
                .into_iter()
                .map(|one| MissingBody {
                    row: one.line,
                    number: one.number,
                    url: one.url,
                    state: one.state.code(),
                    code: one.code,
                    detail: one.detail,
                    tries: one.tries,
                })
                .collect(),
        }
    }
}

/// The pictures that an import's file names by their addresses: how many are here, and what is missing.
#[utoipa::path(get, path = "/imports/{id}/pictures", tag = "imports",
    operation_id = "import_pictures", params(("id" = Uuid, Path)),
    responses((status = 200, body = PicturesBody)))]
pub(super) async fn show(
    state: State,
    PathId(id): PathId<Import>,
) -> Result<Json<PicturesBody>, Problem> {
    let found = state.read(move |tx| imports::images(tx, id)).await?;
    Ok(Json(found.into()))
}

/// Asks for everything again that is not here. Progress comes as the change tag `import:ID`.
#[utoipa::path(post, path = "/imports/{id}/pictures/retry", tag = "imports",
    operation_id = "retry_import_pictures", params(("id" = Uuid, Path)),
    responses((status = 200, body = PicturesBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "import.state {state}")))]
pub(super) async fn retry(
    PathId(id): PathId<Import>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let state = command.state.clone();
    let answer = command
        .run(move |tx, cx, _| {
            imports::retry_images(tx, cx, id)?;
            Ok::<_, Problem>(PicturesBody::from(imports::images(tx, id)?))
        })
        .await?;
    tokio::spawn(fetch_pictures(state));
    Ok(answer)
}

/// Gives up what still waits; asking for it again is a retry.
#[utoipa::path(post, path = "/imports/{id}/pictures/stop", tag = "imports",
    operation_id = "stop_import_pictures", params(("id" = Uuid, Path)),
    responses((status = 200, body = PicturesBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "import.state {state}")))]
pub(super) async fn stop(
    PathId(id): PathId<Import>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, _, _| {
            imports::stop_images(tx, id)?;
            Ok::<_, Problem>(PicturesBody::from(imports::images(tx, id)?))
        })
        .await
}

impl From<imports::ImagesError> for Problem {
    fn from(error: imports::ImagesError) -> Self {
        match error {
            imports::ImagesError::ImportUnknown => Self::unknown("import.unknown"),
            imports::ImagesError::WrongState(state) => super::problems::wrong_state(state),
            imports::ImagesError::Photo(error) => error.into(),
            imports::ImagesError::Store(error) => error.into(),
        }
    }
}
