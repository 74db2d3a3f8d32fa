//! Routes, each with who may use it. A route without that declaration cannot be added, so a test
//! can list every route and try every role.

use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use shop::users::{Right, Role};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use crate::guard::{Guard, guard};
use crate::state::State;

/// Enough for any JSON a screen sends.
const COMMAND_BYTES: usize = 1024 * 1024;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody who reaches the server: the sign-in screen.
    Open,
    /// Somebody who has signed in, even where their session waits for its PIN.
    Session,
    /// Anybody who has signed in.
    Signed,
    /// Whoever has the right.
    Right(Right),
}

impl Access {
    /// Whether a role may use it.
    pub fn allows(self, role: Role) -> bool {
        match self {
            Self::Open | Self::Session | Self::Signed => true,
            Self::Right(right) => role.may(right),
        }
    }
}

/// A route as declared: for the tests and the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// `GET`, `POST`…
    pub method: &'static str,
    /// Below `/api/v1`, with `{id}` where something varies.
    pub path: String,
    pub access: Access,
}

/// The routes of a feature.
#[derive(Default)]
pub struct Routes {
    routes: Vec<(Access, usize, UtoipaMethodRouter<State>)>,
}

impl std::fmt::Debug for Routes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.declared()).finish()
    }
}

impl Routes {
    pub fn new() -> Self {
        Self::default()
    }

    /// Routes for whoever has this right.
    #[must_use]
    pub fn with(self, right: Right, routes: UtoipaMethodRouter<State>) -> Self {
        self.access(Access::Right(right), routes)
    }

    /// Routes for anybody who has signed in.
    #[must_use]
    pub fn signed(self, routes: UtoipaMethodRouter<State>) -> Self {
        self.access(Access::Signed, routes)
    }

    /// Routes with any other access.
    #[must_use]
    pub fn access(mut self, access: Access, routes: UtoipaMethodRouter<State>) -> Self {
        self.routes.push((access, COMMAND_BYTES, routes));
        self
    }

    /// Routes that take files, up to so many bytes.
    #[must_use]
    pub fn upload(
        mut self,
        right: Right,
        most_bytes: usize,
        routes: UtoipaMethodRouter<State>,
    ) -> Self {
        self.routes.push((Access::Right(right), most_bytes, routes));
        self
    }

    /// Another feature's beside these.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.routes.extend(other.routes);
        self
    }

    /// Every route with who may use it.
    pub fn declared(&self) -> Vec<Declared> {
        let mut declared = Vec::new();
        for (access, _, (_, paths, _)) in &self.routes {
            for (path, item) in &paths.paths {
                let methods = [
                    ("GET", &item.get),
                    ("POST", &item.post),
                    ("PUT", &item.put),
                    ("PATCH", &item.patch),
                    ("DELETE", &item.delete),
                ];
                for (method, operation) in methods {
                    if operation.is_some() {
                        declared.push(Declared {
                            method,
                            path: path.clone(),
                            access: *access,
                        });
                    }
                }
            }
        }
        declared
    }

    /// Puts the guards before the routes.
    pub(crate) fn guarded(self, state: &State, api: OpenApiRouter<State>) -> OpenApiRouter<State> {
        self.routes.into_iter().fold(
            api,
            |api, (access, most_bytes, (schemas, paths, methods))| {
                let guarding = Guard {
                    state: state.clone(),
                    access,
                };
                let methods = methods
                    .route_layer(DefaultBodyLimit::max(most_bytes))
                    .route_layer(from_fn_with_state(guarding, guard));
                api.routes((schemas, paths, methods))
            },
        )
    }

    /// The routes for the document alone.
    pub(crate) fn unguarded(self, api: OpenApiRouter<State>) -> OpenApiRouter<State> {
        self.routes
            .into_iter()
            .fold(api, |api, (_, _, routes)| api.routes(routes))
    }
}
