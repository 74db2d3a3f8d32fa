//! Why a port could not be opened or used, sorted by what a person can do about it.

use std::io;

/// The rules file that the installer puts under `/etc/udev/rules.d`; it gives the person at the
/// machine access to printers, scanners and serial ports.
pub const UDEV_RULES: &str = "70-ecrin.rules";

/// What went wrong with a port. Each variant is one thing to do; [`PortError::code`] is stable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PortError {
    /// Nothing is there: unplugged, switched off, another address. Plug it in, check the address.
    #[error("{address} is not there: is it plugged in and switched on?")]
    Absent { address: String },
    /// The host answers, and refuses the connection: not a printer, or another port.
    #[error("{address} refuses the connection: is it the printer, and is 9100 its port?")]
    Refused { address: String },
    /// Another program or another till holds it.
    #[error("{address} is in use by another program")]
    Busy { address: String },
    /// This user may not use the device: the udev rules are missing, or not yet applied.
    #[error("no permission for {address}: install {UDEV_RULES}, then plug the device in again")]
    Permission { address: String },
    /// It went away while in use.
    #[error("{address} went away: unplugged or switched off")]
    Unplugged { address: String },
    /// It is there and takes nothing, or says nothing.
    #[error("{address} does not respond")]
    Timeout { address: String },
    /// The path or the device is not what the address says: a plain file, a mouse.
    #[error("{address} is not a device of this kind")]
    WrongKind { address: String },
    /// Anything else, in the system's words.
    #[error("{address}: {reason}")]
    Other { address: String, reason: String },
}

impl PortError {
    /// A stable word for each variant, for a screen to translate.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Absent { .. } => "absent",
            Self::Refused { .. } => "refused",
            Self::Busy { .. } => "busy",
            Self::Permission { .. } => "permission",
            Self::Unplugged { .. } => "unplugged",
            Self::Timeout { .. } => "silent",
            Self::WrongKind { .. } => "wrong_kind",
            Self::Other { .. } => "other",
        }
    }

    /// The address that was tried, as typed.
    pub fn address(&self) -> &str {
        match self {
            Self::Absent { address }
            | Self::Refused { address }
            | Self::Busy { address }
            | Self::Permission { address }
            | Self::Unplugged { address }
            | Self::Timeout { address }
            | Self::WrongKind { address }
            | Self::Other { address, .. } => address,
        }
    }

    /// Sorts an error met while opening.
    pub(crate) fn opening(address: &str, error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        let address = address.to_owned();
        match error.kind() {
            Kind::NotFound
            | Kind::HostUnreachable
            | Kind::NetworkUnreachable
            | Kind::TimedOut
            | Kind::WouldBlock => Self::Absent { address },
            Kind::ConnectionRefused => Self::Refused { address },
            Kind::PermissionDenied => Self::Permission { address },
            Kind::ResourceBusy | Kind::AddrInUse => Self::Busy { address },
            _ if device_gone(error) => Self::Absent { address },
            _ => Self::Other {
                address,
                reason: error.to_string(),
            },
        }
    }

    /// Sorts an error met on an open port.
    pub(crate) fn using(address: &str, error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        let address = address.to_owned();
        match error.kind() {
            Kind::TimedOut | Kind::WouldBlock => Self::Timeout { address },
            Kind::BrokenPipe
            | Kind::ConnectionReset
            | Kind::ConnectionAborted
            | Kind::NotConnected
            | Kind::UnexpectedEof
            | Kind::HostUnreachable
            | Kind::NetworkUnreachable
            | Kind::NetworkDown => Self::Unplugged { address },
            Kind::ResourceBusy => Self::Busy { address },
            Kind::PermissionDenied => Self::Permission { address },
            _ if device_gone(error) => Self::Unplugged { address },
            _ => Self::Other {
                address,
                reason: error.to_string(),
            },
        }
    }
}

/// The kernel's words for a device that left: ENODEV, ENXIO, EIO (a hung-up terminal), ESHUTDOWN.
fn device_gone(error: &io::Error) -> bool {
    const GONE: [i32; 4] = [19, 6, 5, 108];
    cfg!(unix)
        && error
            .raw_os_error()
            .is_some_and(|code| GONE.contains(&code))
}

/// A write that stopped before its end.
///
/// `certain <= accepted < total`. When `accepted` is 0 the device saw nothing and a repetition is
/// safe; otherwise the device received at least `certain` and at most `accepted` bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("stopped after {accepted} of {total} bytes ({certain} certain): {cause}")]
pub struct Interrupted {
    /// Bytes that the system took.
    pub accepted: usize,
    /// Bytes that the device itself acknowledged.
    pub certain: usize,
    /// Bytes of the whole.
    pub total: usize,
    /// What stopped it.
    #[source]
    pub cause: PortError,
}
