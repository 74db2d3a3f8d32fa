//! Label printers: send one label and know what became of it, ask how the printer is.
//!
//! One label at a time. A printer that holds a label back for want of paper prints it by itself when
//! it has some again (ZPL `^JZ`, on by default): nothing may be sent a second time meanwhile.
//!
//! Source: Zebra, "ZPL II Programming Guide", `~HS` (host status return).

mod run;
mod send;
mod status;
#[cfg(test)]
mod tests;

pub use run::{query, run};
pub use send::{LabelStep, SendLabel};
pub use status::HostStatus;

/// Asks for the host status; answered at once, even in the middle of a label.
pub(crate) const STATUS_REQUEST: &[u8] = b"~HS";

/// Whether a printer says how it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Speaks {
    /// It answers `~HS`: ZPL printers on a two-way cable.
    #[default]
    HostStatus,
    /// It says nothing: a label counts as printed when the port took all of it.
    Nothing,
}
