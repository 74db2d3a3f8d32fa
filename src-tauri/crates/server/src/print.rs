//! Takes the spool's jobs to the printers: a thread for each printer, and one that minds them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use api::State;
use api::printers::{self, Trouble};
use devices::label_printer;
use devices::printer::{Going, Outcome, Status, Timing, run};
use documents::escpos::{self, CodePage};
use documents::label::{Label, place};
use documents::layout::{self, Layout};
use shop::Actor;
use shop::db::{Store, StoreError};
use shop::devices::{Device, Kind};
use shop::labels;
use shop::print::{self, Claimed, Ending, Job, JobError, Paper};
use units::Id;

/// How often a worker looks at the spool unasked; a change wakes it at once.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How often the minder looks whether the store is open and which printers there are.
const MIND_EVERY: Duration = Duration::from_secs(1);

/// The running workers. Ends them when dropped: a job that is being sent is left `unsure`.
#[derive(Debug)]
pub struct Printing {
    stop: Arc<AtomicBool>,
    minder: Option<JoinHandle<()>>,
}

impl Drop for Printing {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(minder) = self.minder.take() {
            let _ = minder.join();
        }
    }
}

/// Starts printing whatever waits, as soon as the store is open.
pub fn start(state: &State) -> std::io::Result<Printing> {
    let stop = Arc::new(AtomicBool::new(false));
    let (wake, woken) = channel();
    listen(state, wake)?;
    let (state, ending) = (state.clone(), Arc::clone(&stop));
    let minder = std::thread::Builder::new()
        .name("printers".into())
        .spawn(move || mind(&state, &ending, &woken))?;
    Ok(Printing {
        stop,
        minder: Some(minder),
    })
}

/// Passes on that something changed in the spool or in the settings. Ends with the state.
fn listen(state: &State, wake: Sender<()>) -> std::io::Result<()> {
    use tokio::sync::broadcast::error::RecvError;
    let mut changes = state.changes();
    std::thread::Builder::new()
        .name("printers-wake".into())
        .spawn(move || {
            loop {
                let concerned = match changes.blocking_recv() {
                    Ok(tags) => tags.split(',').any(|tag| tag == "print" || tag == "device"),
                    Err(RecvError::Lagged(_)) => true,
                    Err(RecvError::Closed) => return,
                };
                if concerned && wake.send(()).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

/// One printer's thread, and how to wake it.
struct Worker {
    version: i64,
    wake: Sender<()>,
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Worker {
    fn end(self) {
        self.stop.store(true, Ordering::Relaxed);
        drop(self.wake);
        let _ = self.thread.join();
    }
}

fn mind(state: &State, stop: &AtomicBool, woken: &Receiver<()>) {
    let mut workers: HashMap<Id<Device>, Worker> = HashMap::new();
    let mut recovered = false;
    while !stop.load(Ordering::Relaxed) {
        if let Ok(store) = state.store() {
            recovered = recovered || recover(state, &store);
            if recovered {
                employ(state, &store, &mut workers);
            }
        }
        for worker in workers.values() {
            let _ = worker.wake.send(());
        }
        match woken.recv_timeout(MIND_EVERY) {
            // A burst of changes is one reason to look.
            Ok(()) => while woken.try_recv().is_ok() {},
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    for worker in workers.values() {
        worker.stop.store(true, Ordering::Relaxed);
    }
    for (_, worker) in workers.drain() {
        worker.end();
    }
}

/// Before anything is sent: what the last run left in mid-ticket is a person's to decide.
fn recover(state: &State, store: &Store) -> bool {
    let cx = state.cx(Actor::System, None);
    match store.write(move |tx| print::recover(tx, &cx)) {
        Ok(count) if count.value > 0 => {
            tracing::warn!(
                jobs = count.value,
                "papers were being printed when the program ended"
            );
            true
        }
        Ok(_) => true,
        Err(error) => {
            tracing::error!(%error, "the print spool cannot be read");
            false
        }
    }
}

/// One worker for each printer of the settings as they are now.
fn employ(state: &State, store: &Store, workers: &mut HashMap<Id<Device>, Worker>) {
    let Ok(devices) = store.read(shop::devices::all) else {
        return;
    };
    let printers: Vec<Device> = devices
        .into_iter()
        .filter(|device| matches!(device.kind, Kind::ReceiptPrinter | Kind::LabelPrinter))
        .collect();
    let gone: Vec<Id<Device>> = workers
        .iter()
        .filter(|(id, worker)| {
            !printers
                .iter()
                .any(|printer| printer.id == **id && printer.version == worker.version)
        })
        .map(|(id, _)| *id)
        .collect();
    for id in gone {
        if let Some(worker) = workers.remove(&id) {
            worker.end();
        }
    }
    for printer in printers {
        if workers.contains_key(&printer.id) {
            continue;
        }
        let (wake, woken) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let (version, id) = (printer.version, printer.id);
        let (state, store, ending) = (state.clone(), store.clone(), Arc::clone(&stop));
        let thread = std::thread::Builder::new()
            .name("printer".into())
            .spawn(move || work(&state, &store, &printer, &ending, &woken));
        match thread {
            Ok(thread) => {
                let worker = Worker {
                    version,
                    wake,
                    stop,
                    thread,
                };
                workers.insert(id, worker);
            }
            Err(error) => tracing::error!(%error, "a printer's thread did not start"),
        }
    }
}

fn work(state: &State, store: &Store, printer: &Device, stop: &AtomicBool, woken: &Receiver<()>) {
    while !stop.load(Ordering::Relaxed) {
        let cx = state.cx(Actor::System, Some(printer.till));
        let (id, now) = (printer.id, cx.now);
        let claimed = store.write(move |tx| print::claim(tx, &cx, id));
        let pause = match claimed.map(|claimed| claimed.value) {
            Ok(Claimed::Job(job)) => {
                send(state, store, printer, &job, stop);
                continue;
            }
            Ok(Claimed::Later(at)) => (at - now).to_std().unwrap_or_default().min(LOOK_EVERY),
            Ok(Claimed::Nothing) => LOOK_EVERY,
            Err(StoreError::Closed) => return,
            Err(error) => {
                tracing::error!(%error, "the print spool cannot be read");
                LOOK_EVERY
            }
        };
        if woken.recv_timeout(pause.max(Duration::from_millis(10)))
            == Err(RecvTimeoutError::Disconnected)
        {
            return;
        }
        while woken.try_recv().is_ok() {}
    }
}

fn send(state: &State, store: &Store, printer: &Device, job: &Job, stop: &AtomicBool) {
    let ending = print_one(state, store, printer, job, stop);
    if ending != Ending::Printed {
        tracing::warn!(job = %job.id, subject = job.subject, ?ending, "a paper did not print");
    }
    let cx = state.cx(Actor::System, Some(printer.till));
    let id = job.id;
    if let Err(error) = store.write(move |tx| print::settle(tx, &cx, id, ending)) {
        // It stays `sending`, and the next start makes it `unsure`.
        tracing::error!(%error, "the end of a print job was not kept");
    }
}

fn print_one(
    state: &State,
    store: &Store,
    printer: &Device,
    job: &Job,
    stop: &AtomicBool,
) -> Ending {
    let bytes = match render(&job.paper, printer) {
        Ok(bytes) => bytes,
        Err(problem) => {
            return Ending::Impossible {
                problem: problem.into(),
            };
        }
    };
    let lock = state.printers().lock(printer.id);
    let _held = lock.lock().unwrap_or_else(PoisonError::into_inner);
    let mut port = match printers::open(printer) {
        Ok(port) => port,
        Err(trouble @ Trouble::Address(_)) => {
            return Ending::Impossible {
                problem: trouble.code().into(),
            };
        }
        Err(trouble) => {
            return Ending::NotSent {
                problem: trouble.code().into(),
            };
        }
    };
    let mut told: Option<String> = None;
    let mut watch = |held_up: Option<&Status>| {
        let problem = held_up.map(|status| status.code().to_owned());
        if problem != told {
            told.clone_from(&problem);
            note(state, store, printer, job.id, problem);
        }
        if stop.load(Ordering::Relaxed) {
            Going::GiveUp
        } else {
            Going::On
        }
    };
    let timing = Timing::default();
    let outcome = if matches!(job.paper, Paper::Label(_)) {
        let speaks = printers::speaks(printer);
        label_printer::run(port.as_mut(), &bytes, speaks, timing, &mut watch)
    } else {
        let answers = printers::answers(printer);
        run(port.as_mut(), &bytes, answers, timing, &mut watch)
    };
    match outcome {
        Outcome::Printed { .. } => Ending::Printed,
        Outcome::NotSent { cause } => Ending::NotSent {
            problem: cause.code().into(),
        },
        Outcome::Unsure { cause, .. } => Ending::Unsure {
            problem: cause.code().into(),
        },
    }
}

/// While a person can still put paper in, the screens say so.
fn note(state: &State, store: &Store, printer: &Device, job: Id<Job>, problem: Option<String>) {
    let cx = state.cx(Actor::System, Some(printer.till));
    store.write_then(
        move |tx| print::hold(tx, &cx, job, problem),
        |_: Result<_, JobError>| (),
    );
}

/// The bytes of a paper for this printer; a code where there are none, because its settings changed
/// since a label was placed for it.
fn render(paper: &Paper, printer: &Device) -> Result<Vec<u8>, &'static str> {
    let columns = usize::from(printer.options.columns);
    let mut target = escpos::Printer::new(columns, CodePage::Wpc1252);
    if printer.options.drawer == Some(shop::devices::DrawerPin::Five) {
        target.drawer.pin = escpos::DrawerPin::Five;
    }
    let layout: Layout = match paper {
        Paper::Receipt(receipt) => layout::receipt(receipt),
        Paper::Report(report) => layout::report(report),
        Paper::Slip(slip) => layout::slip(slip),
        Paper::Label(label) => return tag(label, printer),
    };
    Ok(escpos::render(&layout, &target))
}

/// The bytes of a label.
fn tag(label: &Label, printer: &Device) -> Result<Vec<u8>, &'static str> {
    let dialect = labels::dialect(printer);
    let placed = place(label, dialect.as_ref()).map_err(|_| "does_not_fit")?;
    Ok(dialect.write(&placed))
}
