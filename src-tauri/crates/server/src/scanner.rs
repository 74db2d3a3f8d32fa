//! Hears the scanners that have a port of their own, and tells the windows of their till what was
//! read: the change tag `scan:TILL:CODE`, the code escaped as in a URL.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use api::State;
use devices::port::Address;
use devices::scanner::{Event, Framing, Suffix, listen};
use shop::db::Change;
use shop::devices::{self as settings, Device, Kind};
use units::Id;

/// How often the settings are looked at.
const MIND_EVERY: Duration = Duration::from_millis(250);

/// The running listeners. Ends them when dropped.
#[derive(Debug)]
pub struct Scanning {
    stop: Arc<AtomicBool>,
    minder: Option<JoinHandle<()>>,
}

impl Drop for Scanning {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(minder) = self.minder.take() {
            let _ = minder.join();
        }
    }
}

/// Starts hearing every scanner of the settings, as soon as the store is open.
pub fn start(state: &State) -> std::io::Result<Scanning> {
    let stop = Arc::new(AtomicBool::new(false));
    let (state, ending) = (state.clone(), Arc::clone(&stop));
    let minder = std::thread::Builder::new()
        .name("scanners".into())
        .spawn(move || mind(&state, &ending))?;
    Ok(Scanning {
        stop,
        minder: Some(minder),
    })
}

/// One scanner's thread.
struct Listener {
    version: i64,
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

fn mind(state: &State, stop: &AtomicBool) {
    let mut listeners: HashMap<Id<Device>, Listener> = HashMap::new();
    while !stop.load(Ordering::Relaxed) {
        if let Ok(store) = state.store()
            && let Ok(devices) = store.read(settings::all)
        {
            employ(state, &devices, &mut listeners);
        }
        std::thread::park_timeout(MIND_EVERY);
    }
    for (_, listener) in listeners.drain() {
        listener.stop.store(true, Ordering::Relaxed);
        let _ = listener.thread.join();
    }
}

fn employ(state: &State, devices: &[Device], listeners: &mut HashMap<Id<Device>, Listener>) {
    let scanners = || devices.iter().filter(|device| device.kind == Kind::Scanner);
    listeners.retain(|id, listener| {
        let stays = scanners().any(|s| s.id == *id && s.version == listener.version);
        if !stays {
            listener.stop.store(true, Ordering::Relaxed);
        }
        stays
    });
    for scanner in scanners() {
        if listeners.contains_key(&scanner.id) {
            continue;
        }
        let Ok(address) = scanner.address.parse::<Address>() else {
            continue;
        };
        let stop = Arc::new(AtomicBool::new(false));
        let (state, ending, device) = (state.clone(), Arc::clone(&stop), scanner.clone());
        let thread = std::thread::Builder::new()
            .name("scanner".into())
            .spawn(move || hear(&state, &address, &device, &ending));
        if let Ok(thread) = thread {
            let version = scanner.version;
            listeners.insert(
                scanner.id,
                Listener {
                    version,
                    stop,
                    thread,
                },
            );
        }
    }
}

fn hear(state: &State, address: &Address, scanner: &Device, stop: &AtomicBool) {
    let framing = Framing {
        prefix: scanner.options.prefix.clone().into_bytes(),
        suffix: match scanner.options.suffix {
            settings::Suffix::Line => Suffix::Line,
            settings::Suffix::Tab => Suffix::Tab,
            settings::Suffix::Etx => Suffix::Etx,
            settings::Suffix::None => Suffix::None,
        },
    };
    listen(address, &framing, &mut |event| {
        match event {
            Event::Scan(scan) => {
                let text = format!("{}:{}", scanner.till, scan.code);
                state.tell(&Change::text("scan", &text));
            }
            Event::Connected => tracing::info!(scanner = scanner.name, "a scanner is connected"),
            Event::Lost(error) => tracing::warn!(scanner = scanner.name, %error, "no scanner"),
            Event::Quiet => {}
        }
        if stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
}
