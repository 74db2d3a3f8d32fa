//! The journal: checked, and given out for others to check.

use axum::Json;
use axum::body::Bytes;
use axum::http::header;
use axum::response::IntoResponse;
use serde::Serialize;
use serde_json::json;
use shop::journal::{self, Event, ExportError, JournalError};
use shop::proof::prove;
use shop::users::Right;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::problem::Problem;
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::VerifyJournal, routes!(verify))
        .with(Right::ExportJournal, routes!(export))
}

/// What a walk along the chains found.
#[derive(Serialize, ToSchema)]
struct Verified {
    ok: bool,
    /// Whether every posting of the ledger balances.
    balanced: bool,
    /// Records that were checked and stand, by chain.
    chains: Vec<ChainCount>,
    /// The first record that is not as it was written.
    broken: Option<Broken>,
}

/// How many records of a chain stand.
#[derive(Serialize, ToSchema)]
struct ChainCount {
    chain: &'static str,
    count: i64,
}

/// A record that is not as it was written.
#[derive(Serialize, ToSchema)]
pub(crate) struct Broken {
    chain: &'static str,
    seq: i64,
    /// `gap`, `malformed`, `row`, `unlinked`, `signature`, `head`, `state`.
    fault: &'static str,
    detail: String,
}

impl From<journal::Broken> for Broken {
    fn from(broken: journal::Broken) -> Self {
        Self {
            chain: broken.chain.name(),
            seq: broken.seq,
            fault: broken.fault.code(),
            detail: broken.detail,
        }
    }
}

/// Walks every chain, and compares the tables with what it froze.
#[utoipa::path(
    post, path = "/journal/verify", tag = "journal", operation_id = "verify_journal",
    responses((status = 200, body = Verified))
)]
async fn verify(state: State) -> Result<Json<Verified>, Problem> {
    let proof = state.read(prove).await?;
    let (ok, verified) = (proof.holds(), proof.journal);
    Ok(Json(Verified {
        ok,
        balanced: proof.unbalanced.is_none(),
        chains: verified
            .counts
            .into_iter()
            .map(|(chain, count)| ChainCount {
                chain: chain.name(),
                count,
            })
            .collect(),
        broken: verified.broken.map(Broken::from),
    }))
}

/// The whole journal as JSON Lines. That it was given out is itself journaled.
#[utoipa::path(
    get, path = "/journal/export", tag = "journal", operation_id = "export_journal",
    responses((status = 200, content_type = "application/jsonl", body = String))
)]
async fn export(state: State, signed: Signed) -> Result<impl IntoResponse, Problem> {
    let cx = signed.cx(&state);
    let note = json!({ "what": "journal" });
    state
        .write(move |tx| journal::log(tx, &cx, Event::Exported, &note).map(|_| ()))
        .await?;
    let lines = state
        .read(|tx| {
            let mut lines = Vec::new();
            journal::export(tx, &mut lines).map(|_| lines)
        })
        .await?;
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"journal.jsonl\"",
        ),
    ];
    Ok((headers, Bytes::from(lines)))
}

impl From<ExportError> for Problem {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Store(error) => error.into(),
            ExportError::Write(error) => JournalError::Payload(error.to_string()).into(),
        }
    }
}
