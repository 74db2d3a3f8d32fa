//! The printers behind the router: one conversation at a time with each.
//!
//! A printer's port is opened for a conversation and closed after it: network printers serve one
//! connection, and a till must not keep another's computer out. The spool's workers and the routes
//! that ask or kick share the locks kept here.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use devices::drawer::{Pin, Pulse};
use devices::label_printer::{self, Speaks};
use devices::port::{Address, AddressError, Port, PortError};
use devices::printer::{self, Answers, Cause, Outcome, Status, Timing};
use devices::scale;
use shop::cx::Till;
use shop::devices::{self as settings, Device, Kind, LabelLanguage};
use shop::sales::{Sale, Tender};
use units::Id;

use crate::problem::Problem;
use crate::state::State;

/// To reach a printer in the same building, switched on.
const CONNECT: Duration = Duration::from_secs(2);
/// How long a question waits for the ticket that is just being printed.
const WAIT: Duration = Duration::from_secs(3);

/// One lock for each printer.
#[derive(Debug, Default)]
pub struct Printers {
    locks: Mutex<HashMap<Id<Device>, Arc<Mutex<()>>>>,
}

/// Why a printer could not be spoken to, as one word.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error(transparent)]
    Address(#[from] AddressError),
    #[error(transparent)]
    Port(#[from] PortError),
    #[error(transparent)]
    Cause(#[from] Cause),
    #[error(transparent)]
    Scale(#[from] scale::Refusal),
    /// A ticket is being printed and does not end.
    #[error("the printer is busy with a ticket")]
    Printing,
    /// The till has no drawer on its printer.
    #[error("no drawer is connected")]
    NoDrawer,
}

impl Trouble {
    /// A stable word, for a screen to translate.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address(error) => error.code(),
            Self::Port(error) => error.code(),
            Self::Cause(cause) => cause.code(),
            Self::Scale(refusal) => refusal.code(),
            Self::Printing => "printing",
            Self::NoDrawer => "no_drawer",
        }
    }
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        Self::conflict("device.trouble")
            .with("problem", trouble.code())
            .because(trouble)
    }
}

impl Printers {
    /// The lock of one printer; whoever holds it may open its port.
    pub fn lock(&self, device: Id<Device>) -> Arc<Mutex<()>> {
        let mut locks = self.locks.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(locks.entry(device).or_default())
    }

    /// Speaks to a printer between two tickets, to a scale between two questions. Blocks.
    pub(crate) fn between<T>(
        &self,
        device: &Device,
        speak: impl FnOnce(&mut dyn Port) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let lock = self.lock(device.id);
        let until = Instant::now() + WAIT;
        let _held = loop {
            match lock.try_lock() {
                Ok(held) => break held,
                Err(std::sync::TryLockError::Poisoned(held)) => break held.into_inner(),
                Err(_) if Instant::now() >= until => return Err(Trouble::Printing),
                Err(_) => std::thread::sleep(Duration::from_millis(20)),
            }
        };
        let mut port = open(device)?;
        speak(port.as_mut())
    }

    /// How the printer is. Blocks for a few seconds at most.
    pub fn status(&self, device: &Device) -> Result<Status, Trouble> {
        if device.kind == Kind::LabelPrinter {
            let speaks = speaks(device);
            return self.between(device, |port| {
                Ok(label_printer::query(port, speaks, Timing::default())?)
            });
        }
        self.between(device, |port| {
            if answers(device) == Answers::Nothing {
                // That it can be opened is all there is to know.
                return Ok(Status::default());
            }
            Ok(printer::query(port, Timing::default())?)
        })
    }

    /// Opens the drawer on the printer's connector. Blocks for a few seconds at most.
    pub fn kick(&self, device: &Device) -> Result<(), Trouble> {
        let pulse = pulse(device).ok_or(Trouble::NoDrawer)?;
        self.between(device, |port| {
            match devices::drawer::kick(port, pulse, answers(device), Timing::default()) {
                // A pulse that left without an answer has opened the drawer as often as not; the
                // person stands before it and sees.
                Outcome::Printed { .. } | Outcome::Unsure { .. } => Ok(()),
                Outcome::NotSent { cause } => Err(cause.into()),
            }
        })
    }
}

/// Opens the port of a device.
pub fn open(device: &Device) -> Result<Box<dyn Port>, Trouble> {
    let address: Address = device.address.parse()?;
    Ok(devices::port::open(&address, CONNECT)?)
}

/// How much a printer says, as the settings have it.
pub fn answers(device: &Device) -> Answers {
    match device.options.answers {
        settings::Answers::Full => Answers::Full,
        settings::Answers::Status => Answers::Status,
        settings::Answers::Nothing => Answers::Nothing,
    }
}

/// Whether a label printer says how it is: only ZPL has a question that all of its printers answer.
pub fn speaks(device: &Device) -> Speaks {
    match (device.options.language, device.options.answers) {
        (LabelLanguage::Zpl, settings::Answers::Full | settings::Answers::Status) => {
            Speaks::HostStatus
        }
        _ => Speaks::Nothing,
    }
}

fn pulse(device: &Device) -> Option<Pulse> {
    let pin = match device.options.drawer? {
        settings::DrawerPin::Two => Pin::Two,
        settings::DrawerPin::Five => Pin::Five,
    };
    Some(Pulse {
        pin,
        ..Pulse::default()
    })
}

/// Whether the drawer is to open once a command has answered. Set inside the command, so that a
/// repeated request, which is only answered again, opens nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct DrawerAfter(Arc<AtomicU8>);

impl DrawerAfter {
    /// A ticket was issued.
    pub(crate) fn sold(&self, sale: &Sale) {
        let cash = sale.payments.iter().any(|paid| paid.tender == Tender::Cash);
        self.0.store(if cash { 2 } else { 1 }, Ordering::Relaxed);
    }

    /// Cash moves without a ticket.
    pub(crate) fn cash(&self) {
        self.0.store(2, Ordering::Relaxed);
    }

    /// Opens the till's drawer if it is to open.
    pub(crate) fn open(&self, state: &State, till: Option<Id<Till>>) {
        let happened = self.0.load(Ordering::Relaxed);
        if let Some(till) = till
            && happened > 0
        {
            open_drawer_soon(state, till, happened == 2);
        }
    }
}

/// After a sale or a movement of cash: opens the till's drawer, and holds nobody up. A drawer that
/// stays shut is opened with its key; the sale stands. Without `cash` it opens where the settings
/// want it after every sale.
fn open_drawer_soon(state: &State, till: Id<Till>, cash: bool) {
    let state = state.clone();
    tokio::spawn(async move {
        let found = state
            .read(move |tx| settings::receipt_printer(tx, till))
            .await;
        let Ok(Some(device)) = found else { return };
        let wanted = cash || device.options.opens_after == settings::OpensAfter::Every;
        if device.options.drawer.is_none() || !wanted {
            return;
        }
        let printers = state.clone();
        let kicked = state.work(move || printers.printers().kick(&device)).await;
        if let Ok(Err(trouble)) = kicked {
            tracing::warn!(%till, problem = trouble.code(), "the drawer did not open after a sale");
        }
    });
}
