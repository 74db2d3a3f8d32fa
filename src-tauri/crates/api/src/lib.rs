//! The one door: every screen, the desktop window's included, and every script comes through this
//! router. A route converts and declares who may use it; the rules are in `shop`.

mod about;
mod answer;
mod carts;
mod command;
mod cookie;
mod customers;
mod devices;
mod events;
mod guard;
mod house;
mod identity;
mod input;
mod journal;
mod openapi;
mod origin;
mod print;
mod printer;
pub mod printers;
mod problem;
mod problems;
mod route;
mod router;
mod sales;
mod session;
mod sessions;
mod settings;
mod setup;
mod signed;
mod state;
mod till;
mod users;
mod vouch;
mod wire;

pub use answer::Answer;
pub use command::{AuthorisedBy, Command, File, Upload};
pub use house::{House, Keys, check_heads};
pub use input::{Input, PathId, Query};
pub use openapi::{document, routes};
pub use origin::Hosts;
pub use problem::{Problem, ProblemBody};
pub use route::{Access, Declared, Routes};
pub use router::router;
pub use signed::Signed;
pub use state::{Door, Options, State};
