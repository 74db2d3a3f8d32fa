//! A command: a request that changes something, safe to repeat.
//!
//! The client sends an `Idempotency-Key`. The first answer is kept in the transaction of the effect,
//! so the same key gives the same answer and no second effect, even after a power cut between the
//! commit and the answer. A refusal is not kept: nothing happened, and it may be tried again.

use std::fmt;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use ring::hmac;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shop::Cx;
use shop::db::{StoreError, WriteTx};
use shop::replay;
use shop::users::{Authority, Pin};
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::answer::Answer;
use crate::input;
use crate::problem::Problem;
use crate::signed::Signed;
use crate::state::{State, join};
use crate::vouch;

const KEY: &str = "idempotency-key";
/// A UUID has 36.
const LONGEST_KEY: usize = 100;

/// Somebody who stands beside the signed-in person and allows one thing by typing their PIN.
#[derive(Deserialize, ToSchema)]
pub struct AuthorisedBy {
    pub user_id: Uuid,
    /// 4 to 8 digits.
    pub pin: String,
}

/// A PIN does not show in a log.
impl fmt::Debug for AuthorisedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorisedBy")
            .field("user_id", &self.user_id)
            .finish_non_exhaustive()
    }
}

/// A command with its JSON body.
#[derive(Debug)]
pub struct Command<T> {
    pub state: State,
    pub signed: Signed,
    pub body: T,
    once: Once,
}

/// What makes a command safe to repeat.
#[derive(Debug)]
struct Once {
    key: String,
    request_hash: [u8; 32],
}

impl<T: DeserializeOwned> FromRequest<State> for Command<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &State) -> Result<Self, Problem> {
        let (parts, signed, bytes, once) = receive(request, state).await?;
        drop(parts);
        Ok(Self {
            state: state.clone(),
            signed,
            body: input::json(&bytes)?,
            once,
        })
    }
}

/// A file as the body of a command. What it says about itself is not believed: look at the bytes.
#[derive(Debug)]
pub struct File {
    pub bytes: Bytes,
    /// As sent in `Content-Type`.
    pub media_type: String,
    /// As sent in `X-File-Name`, percent encoded.
    pub name: String,
}

/// A command whose body is a file.
#[derive(Debug)]
pub struct Upload(pub Command<File>);

impl FromRequest<State> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &State) -> Result<Self, Problem> {
        let (parts, signed, bytes, once) = receive(request, state).await?;
        let text = |name| {
            parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        Ok(Self(Command {
            state: state.clone(),
            signed,
            body: File {
                bytes,
                media_type: text("content-type").to_owned(),
                name: percent_decoded(text("x-file-name")),
            },
            once,
        }))
    }
}

impl<T: Send + 'static> Command<T> {
    /// The surroundings, for what is prepared before the command runs.
    pub fn cx(&self) -> Cx {
        self.signed.cx(&self.state)
    }

    /// Carries the command out and answers 200 with its result, or 204 where that is `()`.
    pub async fn run<A, E>(
        self,
        run: impl FnOnce(&mut WriteTx<'_>, &Cx, T) -> Result<A, E> + Send + 'static,
    ) -> Result<Answer, Problem>
    where
        A: Serialize,
        E: From<StoreError> + Into<Problem>,
    {
        self.run_as(StatusCode::OK, run).await
    }

    /// The same with 201: the command made something.
    pub async fn create<A, E>(
        self,
        run: impl FnOnce(&mut WriteTx<'_>, &Cx, T) -> Result<A, E> + Send + 'static,
    ) -> Result<Answer, Problem>
    where
        A: Serialize,
        E: From<StoreError> + Into<Problem>,
    {
        self.run_as(StatusCode::CREATED, run).await
    }

    async fn run_as<A, E>(
        self,
        status: StatusCode,
        run: impl FnOnce(&mut WriteTx<'_>, &Cx, T) -> Result<A, E> + Send + 'static,
    ) -> Result<Answer, Problem>
    where
        A: Serialize,
        E: From<StoreError> + Into<Problem>,
    {
        let Self {
            state,
            signed,
            body,
            once,
        } = self;
        let cx = signed.cx(&state);
        let written = state
            .write(move |tx| {
                if let Some(kept) = replay::find(tx, &once.key)? {
                    if kept.request_hash != once.request_hash {
                        return Err(Problem::refused("request.key_reused"));
                    }
                    return Answer::kept(kept);
                }
                let value = run(tx, &cx, body).map_err(Into::into)?;
                let answer = Answer::new(status, &value, join(tx.changes()))?;
                replay::keep(tx, &cx, &once.key, &answer.keep(once.request_hash))?;
                Ok(answer)
            })
            .await?;
        Ok(written.value)
    }

    /// Checks the PIN of whoever vouches for this command, before it runs: it is slow, and a wrong
    /// one is counted even though the command does nothing.
    pub async fn vouched(&self, by: Option<&AuthorisedBy>) -> Result<Option<Authority>, Problem> {
        let Some(by) = by else {
            return Ok(None);
        };
        let (user, pin) = (Id::from_uuid(by.user_id), Pin::new(&by.pin)?);
        vouch::vouch(&self.state, self.cx(), user, pin)
            .await
            .map(Some)
    }
}

async fn receive(request: Request, state: &State) -> Result<(Parts, Signed, Bytes, Once), Problem> {
    let (mut parts, body) = request.into_parts();
    let signed = Signed::from_request_parts(&mut parts, state).await?;
    let key = parts
        .headers
        .get(KEY)
        .and_then(|key| key.to_str().ok())
        .filter(|key| (1..=LONGEST_KEY).contains(&key.len()))
        .ok_or_else(|| Problem::malformed("request.key_missing"))?;
    let key = format!("{} {key}", signed.authority.user());
    // With its query: an upload says there what is to become of its bytes.
    let (method, path) = (parts.method.clone(), parts.uri.to_string());
    // The extractor of bytes finds the route's limit among the extensions.
    let mut whole = Request::new(body);
    *whole.extensions_mut() = parts.extensions.clone();
    let bytes = input::bytes(whole, state).await?;
    // Keyed, because a body may hold a PIN, and a plain digest of one is soon guessed.
    let store_key = hmac::Key::new(hmac::HMAC_SHA256, state.store()?.key().as_bytes());
    let mut context = hmac::Context::with_key(&store_key);
    for part in [method.as_str().as_bytes(), path.as_bytes(), &bytes] {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part);
    }
    let mut request_hash = [0; 32];
    request_hash.copy_from_slice(context.sign().as_ref());
    Ok((parts, signed, bytes, Once { key, request_hash }))
}

/// `a%20b` → `a b`; what is not UTF-8 in the end is nothing.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = (first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|two| std::str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        if let Some(byte) = hex {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}
