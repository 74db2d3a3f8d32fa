//! Low Level Reader Protocol, the side of the client. Source: EPCglobal LLRP 1.0.1 (2007), binary
//! encoding of chapter 16; 1.1 keeps what is used here.

mod build;
mod frame;
mod parameter;
mod report;
mod session;

pub use frame::{Broken, Frames, Message};
pub use session::{Heard, Session};

/// Where LLRP readers listen (IANA).
pub const PORT: u16 = 5084;

/// The numbers of the messages.
mod kind {
    pub(super) const SET_READER_CONFIG: u16 = 3;
    pub(super) const CLOSE_CONNECTION_RESPONSE: u16 = 4;
    pub(super) const SET_READER_CONFIG_RESPONSE: u16 = 13;
    pub(super) const CLOSE_CONNECTION: u16 = 14;
    pub(super) const ADD_ROSPEC: u16 = 20;
    pub(super) const DELETE_ROSPEC: u16 = 21;
    pub(super) const START_ROSPEC: u16 = 22;
    pub(super) const STOP_ROSPEC: u16 = 23;
    pub(super) const ENABLE_ROSPEC: u16 = 24;
    pub(super) const ADD_ROSPEC_RESPONSE: u16 = 30;
    pub(super) const DELETE_ROSPEC_RESPONSE: u16 = 31;
    pub(super) const START_ROSPEC_RESPONSE: u16 = 32;
    pub(super) const STOP_ROSPEC_RESPONSE: u16 = 33;
    pub(super) const ENABLE_ROSPEC_RESPONSE: u16 = 34;
    pub(super) const RO_ACCESS_REPORT: u16 = 61;
    pub(super) const KEEPALIVE: u16 = 62;
    pub(super) const READER_EVENT_NOTIFICATION: u16 = 63;
    pub(super) const KEEPALIVE_ACK: u16 = 72;
    pub(super) const ERROR_MESSAGE: u16 = 100;
}
