//! Ports and protocols: how a receipt printer, a cash drawer, a label printer, a barcode scanner, a scale and an
//! RFID reader are reached and spoken to.
//!
//! - [`port`]: an address as the settings hold it, and the open port behind it: TCP, serial, USB,
//!   a kernel device file.
//! - [`printer`]: sends a job and says what became of it; reads the status of an ESC/POS printer.
//! - [`drawer`]: the pulse that opens the drawer, through the printer's port.
//! - [`label_printer`]: sends a label and says what became of it (ZPL `~HS`).
//! - [`scanner`]: HID POS and serial scanners, from bytes to codes.
//! - [`scale`]: Sartorius SBI and MT-SICS balances, stable readings only.
//! - [`rfid`]: readers of tags, by LLRP or a tag a line.
//! - [`mail`]: e-mail to a mail server by SMTP, over TLS.
//! - [`sms`]: SMS by a GSM modem or by an HTTP gateway.
//! - [`find`]: what is plugged in.
//!
//! Every protocol is a state machine, data in and data out, tested without a port; the I/O around it
//! blocks, with a deadline on each call. Nothing here knows the shop, its database or a language:
//! errors carry a stable code.

pub mod drawer;
pub mod find;
pub mod label_printer;
pub mod mail;
pub mod port;
pub mod printer;
pub mod rfid;
pub mod scale;
pub mod scanner;
pub mod sms;
