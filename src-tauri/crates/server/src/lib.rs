//! The composition: the store, its key, the API and the screens behind one router, and the jobs
//! that run beside them. The desktop window uses it inside its process, without a port; the headless
//! program `ecrin` listens.

pub mod demo;
pub mod keychain;
pub mod logs;
pub mod messages;
mod parking;
mod pictures;
pub mod print;
pub mod scanner;
pub mod screens;
mod shop;
mod stocktakes;
mod watch;

pub use shop::{Devices, Options, Shop, data_dir};
