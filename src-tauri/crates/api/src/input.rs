//! What a handler takes from a request, with refusals that are problems.

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use units::Id;
use uuid::Uuid;

use crate::problem::Problem;
use crate::state::State;

/// A JSON body of a request that need not be safe to repeat: signing in, a search. Commands take
/// [`crate::Command`].
#[derive(Debug)]
pub struct Input<T>(pub T);

impl<T: DeserializeOwned> FromRequest<State> for Input<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &State) -> Result<Self, Problem> {
        let body = bytes(request, state).await?;
        json(&body).map(Self)
    }
}

/// The query string as a struct.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<State> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        axum::extract::Query::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Query(query)| Self(query))
            .map_err(|error: QueryRejection| {
                Problem::malformed("request.query").because(error.body_text())
            })
    }
}

/// The `{id}` of a path that has one such part.
pub struct PathId<T>(pub Id<T>);

impl<T> std::fmt::Debug for PathId<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> FromRequestParts<State> for PathId<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        Path::<Uuid>::from_request_parts(parts, state)
            .await
            .map(|Path(uuid)| Self(Id::from_uuid(uuid)))
            .map_err(|error: PathRejection| {
                Problem::malformed("request.path").because(error.body_text())
            })
    }
}

/// The whole body, up to what the route takes.
pub(crate) async fn bytes(request: Request, state: &State) -> Result<Bytes, Problem> {
    Bytes::from_request(request, state)
        .await
        .map_err(|error: BytesRejection| {
            if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
                Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "request.too_large")
            } else {
                Problem::malformed("request.body").because(error.body_text())
            }
        })
}

/// JSON of the shape asked for.
pub(crate) fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    // No body at all is an empty object: commands without input send none.
    let body = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map_err(|error| Problem::malformed("request.json").because(error))
}

/// The `{id}` and `{line}` of a path that has two such parts.
pub struct PathIds<A, B>(pub Id<A>, pub Id<B>);

impl<A, B> std::fmt::Debug for PathIds<A, B> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.0, self.1)
    }
}

impl<A, B> FromRequestParts<State> for PathIds<A, B> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        Path::<(Uuid, Uuid)>::from_request_parts(parts, state)
            .await
            .map(|Path((first, second))| Self(Id::from_uuid(first), Id::from_uuid(second)))
            .map_err(|error: PathRejection| {
                Problem::malformed("request.path").because(error.body_text())
            })
    }
}
