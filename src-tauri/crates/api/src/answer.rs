//! What a command answers: its result, and what it changed.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use shop::replay::Kept;

use crate::problem::Problem;

const CHANGES: HeaderName = HeaderName::from_static("x-changes");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// A command's answer, fresh or kept.
#[derive(Debug)]
pub struct Answer {
    status: StatusCode,
    body: Vec<u8>,
    changes: String,
    replayed: bool,
}

impl Answer {
    pub(crate) fn new(
        status: StatusCode,
        value: &impl Serialize,
        changes: String,
    ) -> Result<Self, Problem> {
        let body = serde_json::to_vec(value).map_err(Problem::fault)?;
        // `()` is nothing to say.
        let (status, body) = if body == b"null" {
            (StatusCode::NO_CONTENT, Vec::new())
        } else {
            (status, body)
        };
        Ok(Self {
            status,
            body,
            changes,
            replayed: false,
        })
    }

    pub(crate) fn kept(kept: Kept) -> Result<Self, Problem> {
        Ok(Self {
            status: StatusCode::from_u16(kept.status).map_err(Problem::fault)?,
            body: kept.body,
            changes: kept.changes,
            replayed: true,
        })
    }

    pub(crate) fn keep(&self, request_hash: [u8; 32]) -> Kept {
        Kept {
            request_hash,
            status: self.status.as_u16(),
            body: self.body.clone(),
            changes: self.changes.clone(),
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let empty = self.body.is_empty();
        let mut response = (self.status, Body::from(self.body)).into_response();
        let headers = response.headers_mut();
        if !empty {
            let json = HeaderValue::from_static("application/json");
            headers.insert(header::CONTENT_TYPE, json);
        }
        if let Ok(changes) = HeaderValue::try_from(self.changes)
            && !changes.is_empty()
        {
            headers.insert(CHANGES, changes);
        }
        if self.replayed {
            headers.insert(REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }
}
