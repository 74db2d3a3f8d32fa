//! Listens to one scanner for as long as the program runs, through unplugging and plugging in.

use super::{Framing, HidPos, Layout, Scan, Serial, layout};
use crate::port::{self, Address, PortError};
use hidapi::{HidApi, HidDevice};
use std::{
    ffi::CString,
    ops::ControlFlow,
    time::{Duration, Instant},
};

/// What a scanner does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It is there now.
    Connected,
    /// It is not there, or no longer; told once, while the search goes on.
    Lost(PortError),
    /// It read a code.
    Scan(Scan),
    /// Nothing happened for a moment: the caller may break off.
    Quiet,
}

/// How long a read waits; also how soon a listener notices that it should end.
const WAIT: Duration = Duration::from_millis(200);
/// Between two attempts to find a scanner that is away.
const AGAIN: Duration = Duration::from_secs(1);

/// Blocks, and hands each event to `sink` until that breaks off.
pub fn listen(
    address: &Address,
    framing: &Framing,
    sink: &mut dyn FnMut(Event) -> ControlFlow<()>,
) {
    let mut told = None;
    loop {
        let outcome = match address {
            Address::Hid { .. } | Address::HidPath { .. } => hid(address, sink),
            _ => serial(address, framing, sink),
        };
        let Err(error) = outcome else { return };
        // The same absence is told once, not once a second.
        if told.as_ref() != Some(&error) || matches!(error, PortError::Unplugged { .. }) {
            if sink(Event::Lost(error.clone())).is_break() {
                return;
            }
            told = Some(error);
        }
        let until = Instant::now() + AGAIN;
        while Instant::now() < until {
            std::thread::sleep(WAIT.min(until.saturating_duration_since(Instant::now())));
            if sink(Event::Quiet).is_break() {
                return;
            }
        }
    }
}

/// `Ok`: the sink broke off. `Err`: the scanner is away.
fn serial(
    address: &Address,
    framing: &Framing,
    sink: &mut dyn FnMut(Event) -> ControlFlow<()>,
) -> Result<(), PortError> {
    let mut port = port::open(address, WAIT)?;
    if sink(Event::Connected).is_break() {
        return Ok(());
    }
    let mut decoder = Serial::new(framing.clone());
    let start = Instant::now();
    let mut buffer = [0; 256];
    loop {
        // Without a suffix only silence ends a code: look more often.
        let count = port.read(&mut buffer, Serial::QUIET)?;
        let mut events: Vec<Event> = if count == 0 {
            decoder
                .quiet(start.elapsed())
                .map(Event::Scan)
                .into_iter()
                .collect()
        } else {
            decoder
                .feed(&buffer[..count], start.elapsed())
                .into_iter()
                .map(Event::Scan)
                .collect()
        };
        if events.is_empty() {
            events.push(Event::Quiet);
        }
        for event in events {
            if sink(event).is_break() {
                return Ok(());
            }
        }
    }
}

fn hid(address: &Address, sink: &mut dyn FnMut(Event) -> ControlFlow<()>) -> Result<(), PortError> {
    let device = open_hid(address)?;
    if sink(Event::Connected).is_break() {
        return Ok(());
    }
    let mut descriptor = vec![0; 4096];
    let known = device.get_report_descriptor(&mut descriptor).ok();
    let places = known
        .and_then(|count| layout(&descriptor[..count]))
        .unwrap_or_else(Layout::default);
    let mut decoder = HidPos::new(places);
    // The largest report of a full-speed device, and room for those of faster ones.
    let mut report = [0; 1024];
    let wait = i32::try_from(WAIT.as_millis()).unwrap_or(200);
    loop {
        let count = device
            .read_timeout(&mut report, wait)
            .map_err(|_| PortError::Unplugged {
                address: address.to_string(),
            })?;
        let event = decoder
            .feed(&report[..count])
            .map_or(Event::Quiet, Event::Scan);
        if sink(event).is_break() {
            return Ok(());
        }
    }
}

fn open_hid(address: &Address) -> Result<HidDevice, PortError> {
    let other = |reason: String| PortError::Other {
        address: address.to_string(),
        reason,
    };
    let api = HidApi::new().map_err(|error| other(error.to_string()))?;
    let path = match address {
        Address::HidPath { path } => {
            CString::new(path.as_str()).map_err(|e| other(e.to_string()))?
        }
        Address::Hid {
            vendor,
            product,
            serial,
        } => {
            // The same path is listed once per usage: prefer the barcode page, take any other after.
            let mine: Vec<_> = api
                .device_list()
                .filter(|info| {
                    info.vendor_id() == *vendor
                        && info.product_id() == *product
                        && serial
                            .as_ref()
                            .is_none_or(|s| info.serial_number() == Some(s))
                })
                .collect();
            mine.iter()
                .find(|info| info.usage_page() == super::USAGE_PAGE)
                .or(mine.first())
                .map(|info| info.path().to_owned())
                .ok_or_else(|| PortError::Absent {
                    address: address.to_string(),
                })?
        }
        _ => {
            return Err(PortError::WrongKind {
                address: address.to_string(),
            });
        }
    };
    api.open_path(&path).map_err(|error| {
        // hidapi tells no kinds apart; the device file does.
        let file = std::fs::OpenOptions::new()
            .read(true)
            .open(path.to_string_lossy().as_ref());
        match file {
            Err(cause) => PortError::opening(&address.to_string(), &cause),
            Ok(_) => other(error.to_string()),
        }
    })
}
