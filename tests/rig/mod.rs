//! The machines around a test: a display without a screen, a session bus with a keyring, a driver
//! for the real window, a receipt printer that none of us wrote. Each is started on ports and
//! folders of its own, says when it is ready, and ends with its value.

mod cable;
mod display;
mod keyring;
mod label_printer;
mod mail_server;
mod printer;
mod process;
mod rfid_reader;
mod scale;
mod shop_window;
mod sms;
pub mod webdriver;
mod witness;

pub use cable::{Cable, End};
pub use display::Display;
pub use keyring::Keyring;
pub use label_printer::LabelPrinter;
pub use mail_server::{Guard, Mail, MailServer};
pub use printer::{Printer, Receipt};
pub use process::{Process, free_port, wait, wait_for};
pub use rfid_reader::RfidReader;
pub use scale::{Pan, Scale};
pub use shop_window::{Desk, ShopWindow, program, server};
pub use sms::{GsmModem, SmsGateway};
pub use witness::{python, run_python};
