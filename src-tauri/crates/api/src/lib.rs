//! The one door: every screen, the desktop window's included, and every script comes through this
//! router. A route converts and declares who may use it; the rules are in `shop`.

mod answer;
mod command;
mod cookie;
mod devices;
mod events;
mod guard;
mod input;
mod openapi;
mod origin;
mod print;
pub mod printers;
mod problem;
mod problems;
mod route;
mod session;
mod sessions;
mod signed;
mod state;
mod vouch;

pub use answer::Answer;
pub use command::{AuthorisedBy, Command, File, Upload};
pub use input::{Input, PathId, Query};
pub use openapi::{document, routes};
pub use origin::Hosts;
pub use problem::{Problem, ProblemBody};
pub use route::{Access, Declared, Routes};
pub use signed::Signed;
pub use state::{Door, Options, State};

mod router;
pub use router::router;
