//! A device's address, as typed in the settings and kept there.
//!
//! | Typed | Meaning |
//! |---|---|
//! | `tcp://192.168.1.50` | a network printer; the port is 9100 unless given |
//! | `llrp://192.168.1.60` | an RFID reader that speaks LLRP; the port is 5084 unless given |
//! | `serial:///dev/ttyUSB0?baud=9600&parity=even&data=7&stop=1&flow=rts` | a serial port; 9600 8N1 unless given; any path, a pseudo-terminal too |
//! | `usb://04b8:0e28/SERIAL` | a USB printer by maker and model; the serial number only where two are alike |
//! | `file:///dev/usb/lp0` | the kernel's own printer node |
//! | `hid:///dev/hidraw0`, `hid://0c2e:0b61/SERIAL` | a HID POS scanner |

use crate::rfid::llrp;
use std::{fmt, str::FromStr};

/// Where a device is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Address {
    /// A network host and its TCP port.
    Tcp { host: String, port: u16 },
    /// An RFID reader that speaks LLRP, by host and TCP port.
    Llrp { host: String, port: u16 },
    /// A serial port by path.
    Serial { path: String, line: SerialLine },
    /// A USB device by maker, model and, where two are alike, serial number.
    Usb {
        vendor: u16,
        product: u16,
        serial: Option<String>,
    },
    /// A kernel device file.
    File { path: String },
    /// A HID device by the path that the system gives it today.
    HidPath { path: String },
    /// A HID device by maker, model and serial number: survives being plugged in elsewhere.
    Hid {
        vendor: u16,
        product: u16,
        serial: Option<String>,
    },
}

/// How a serial line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SerialLine {
    /// Bits per second.
    pub baud: u32,
    /// 7 or 8.
    pub data_bits: u8,
    /// The check bit.
    pub parity: Parity,
    /// 1 or 2.
    pub stop_bits: u8,
    /// Who says "wait".
    pub flow: Flow,
}

impl Default for SerialLine {
    fn default() -> Self {
        Self {
            baud: 9600,
            data_bits: 8,
            parity: Parity::None,
            stop_bits: 1,
            flow: Flow::None,
        }
    }
}

/// The check bit of a serial line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Parity {
    None,
    Even,
    Odd,
}

/// Flow control of a serial line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flow {
    /// The device is always fast enough, or says nothing.
    None,
    /// RTS/CTS wires (on DTR/DSR printers the cable crosses them).
    Rts,
    /// XON/XOFF bytes. Not for raster images: their bytes may contain XOFF.
    Xon,
}

/// Why an address cannot be understood, with what to type instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    #[error("the address is empty: choose a device, or type one such as tcp://192.168.1.50")]
    Empty,
    #[error("\"{0}\" has no kind in front: type tcp://, serial://, usb://, file:// or hid://")]
    NoScheme(String),
    #[error("\"{0}\" is no kind of device: type tcp://, serial://, usb://, file:// or hid://")]
    UnknownScheme(String),
    #[error("the printer's host is missing: type tcp://192.168.1.50 or tcp://printer.local:9100")]
    NoHost,
    #[error("\"{0}\" is no port number: type a number from 1 to 65535, 9100 as a rule")]
    BadPort(String),
    #[error("\"{0}\" is no full path: type three slashes, as in serial:///dev/ttyUSB0")]
    NotAbsolute(String),
    #[error(
        "\"{0}\" is no maker and model: type four hexadecimal digits twice, as in usb://04b8:0e28"
    )]
    BadUsbId(String),
    #[error("\"{0}\" is no setting of a serial line: use baud, data, parity, stop and flow")]
    UnknownSetting(String),
    #[error("{name}={value} is not possible: use {allowed}")]
    BadSetting {
        name: &'static str,
        value: String,
        allowed: &'static str,
    },
}

impl AddressError {
    /// A stable word for each variant, for a screen to translate.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "address_empty",
            Self::NoScheme(_) => "address_no_kind",
            Self::UnknownScheme(_) => "address_unknown_kind",
            Self::NoHost => "address_no_host",
            Self::BadPort(_) => "address_bad_port",
            Self::NotAbsolute(_) => "address_not_absolute",
            Self::BadUsbId(_) => "address_bad_usb_id",
            Self::UnknownSetting(_) => "address_unknown_setting",
            Self::BadSetting { .. } => "address_bad_setting",
        }
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(typed: &str) -> Result<Self, AddressError> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(AddressError::Empty);
        }
        let (scheme, rest) = typed
            .split_once("://")
            .ok_or_else(|| AddressError::NoScheme(typed.to_owned()))?;
        match scheme.to_ascii_lowercase().as_str() {
            "tcp" => host(rest, 9100).map(|(host, port)| Self::Tcp { host, port }),
            "llrp" => host(rest, llrp::PORT).map(|(host, port)| Self::Llrp { host, port }),
            "serial" => serial(rest),
            "file" => Ok(Self::File {
                path: absolute(rest)?,
            }),
            "usb" => usb_id(rest).map(|(vendor, product, serial)| Self::Usb {
                vendor,
                product,
                serial,
            }),
            "hid" if rest.starts_with('/') => Ok(Self::HidPath {
                path: rest.to_owned(),
            }),
            "hid" => usb_id(rest).map(|(vendor, product, serial)| Self::Hid {
                vendor,
                product,
                serial,
            }),
            _ => Err(AddressError::UnknownScheme(scheme.to_owned())),
        }
    }
}

fn host(rest: &str, usual: u16) -> Result<(String, u16), AddressError> {
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    // A bracketed IPv6 address holds colons of its own.
    let (host, port) = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, after)) => (host, after.strip_prefix(':')),
        None => match rest.rsplit_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (rest, None),
        },
    };
    if host.is_empty() || host.contains(['/', ' ']) {
        return Err(AddressError::NoHost);
    }
    let port = match port {
        None => usual,
        Some(typed) => match typed.parse() {
            Ok(port) if port != 0 => port,
            _ => return Err(AddressError::BadPort(typed.to_owned())),
        },
    };
    Ok((host.to_owned(), port))
}

fn serial(rest: &str) -> Result<Address, AddressError> {
    let (path, settings) = rest.split_once('?').unwrap_or((rest, ""));
    let mut line = SerialLine::default();
    for setting in settings.split('&').filter(|setting| !setting.is_empty()) {
        let (name, value) = setting.split_once('=').unwrap_or((setting, ""));
        let refuse = |name, allowed| {
            Err(AddressError::BadSetting {
                name,
                value: value.to_owned(),
                allowed,
            })
        };
        match (name, value) {
            ("baud", _) => match value.parse() {
                Ok(baud) if (50..=4_000_000).contains(&baud) => line.baud = baud,
                _ => return refuse("baud", "9600, 19200, 38400, 57600 or 115200"),
            },
            ("data", "7") => line.data_bits = 7,
            ("data", "8") => line.data_bits = 8,
            ("data", _) => return refuse("data", "7 or 8"),
            ("parity", "none") => line.parity = Parity::None,
            ("parity", "even") => line.parity = Parity::Even,
            ("parity", "odd") => line.parity = Parity::Odd,
            ("parity", _) => return refuse("parity", "none, even or odd"),
            ("stop", "1") => line.stop_bits = 1,
            ("stop", "2") => line.stop_bits = 2,
            ("stop", _) => return refuse("stop", "1 or 2"),
            ("flow", "none") => line.flow = Flow::None,
            ("flow", "rts") => line.flow = Flow::Rts,
            ("flow", "xon") => line.flow = Flow::Xon,
            ("flow", _) => return refuse("flow", "none, rts or xon"),
            _ => return Err(AddressError::UnknownSetting(name.to_owned())),
        }
    }
    Ok(Address::Serial {
        path: serial_path(path)?,
        line,
    })
}

/// `COM3` is a whole path on Windows.
fn serial_path(path: &str) -> Result<String, AddressError> {
    let bare = path.strip_prefix('/').unwrap_or(path);
    let com = bare
        .get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("com"));
    if com && bare[3..].parse::<u16>().is_ok() {
        Ok(bare.to_owned())
    } else {
        absolute(path)
    }
}

fn absolute(path: &str) -> Result<String, AddressError> {
    if path.len() > 1 && path.starts_with('/') && !path.contains('\0') {
        Ok(path.to_owned())
    } else {
        Err(AddressError::NotAbsolute(path.to_owned()))
    }
}

fn usb_id(rest: &str) -> Result<(u16, u16, Option<String>), AddressError> {
    let refuse = || AddressError::BadUsbId(rest.to_owned());
    let (id, serial) = rest.split_once('/').unwrap_or((rest, ""));
    let (vendor, product) = id.split_once(':').ok_or_else(refuse)?;
    let hex = |text: &str| {
        let four = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        four.then(|| u16::from_str_radix(text, 16).ok())
            .flatten()
            .ok_or_else(refuse)
    };
    let serial = (!serial.is_empty()).then(|| serial.to_owned());
    Ok((hex(vendor)?, hex(product)?, serial))
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp { host, port } if host.contains(':') => write!(out, "tcp://[{host}]:{port}"),
            Self::Tcp { host, port } => write!(out, "tcp://{host}:{port}"),
            Self::Llrp { host, port } if host.contains(':') => {
                write!(out, "llrp://[{host}]:{port}")
            }
            Self::Llrp { host, port } => write!(out, "llrp://{host}:{port}"),
            Self::Serial { path, line } => write!(out, "serial://{path}{line}"),
            Self::File { path } => write!(out, "file://{path}"),
            Self::HidPath { path } => write!(out, "hid://{path}"),
            Self::Usb {
                vendor,
                product,
                serial,
            } => by_id(out, "usb", *vendor, *product, serial.as_deref()),
            Self::Hid {
                vendor,
                product,
                serial,
            } => by_id(out, "hid", *vendor, *product, serial.as_deref()),
        }
    }
}

fn by_id(
    out: &mut fmt::Formatter<'_>,
    scheme: &str,
    vendor: u16,
    product: u16,
    serial: Option<&str>,
) -> fmt::Result {
    write!(out, "{scheme}://{vendor:04x}:{product:04x}")?;
    serial
        .as_ref()
        .map_or(Ok(()), |serial| write!(out, "/{serial}"))
}

/// Only what differs from 8N1 without flow control, after the speed.
impl fmt::Display for SerialLine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "?baud={}", self.baud)?;
        if self.data_bits != 8 {
            write!(out, "&data={}", self.data_bits)?;
        }
        match self.parity {
            Parity::None => {}
            Parity::Even => write!(out, "&parity=even")?,
            Parity::Odd => write!(out, "&parity=odd")?,
        }
        if self.stop_bits != 1 {
            write!(out, "&stop={}", self.stop_bits)?;
        }
        match self.flow {
            Flow::None => Ok(()),
            Flow::Rts => write!(out, "&flow=rts"),
            Flow::Xon => write!(out, "&flow=xon"),
        }
    }
}
