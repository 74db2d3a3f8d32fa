//! The RFID readers behind the router: what lies in a reader's field, and the readers that count.
//!
//! A reader that counts is a thread of its own. It hears the reader through cuts and restarts, and
//! gives each tag to the stocktake once, in the name of who started it. It ends when somebody stops
//! it, when who started it signs out or is locked, when the count is over, when the program closes its
//! store, or when nothing new was seen for ten minutes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use devices::port::Address;
use devices::rfid::{self, Epc, Event};
use devices::scanner::{Framing, Suffix};
use shop::db::Change;
use shop::devices::{self as settings, Device};
use shop::stock::Place;
use shop::stocktake::{self, Of, ReadError, Reading, Source, Stocktake};
use shop::users;
use units::Id;

use crate::problem::Problem;
use crate::signed::Signed;
use crate::state::State;

/// Tags given to the store at once: a command takes 500.
const BURST: usize = 200;
/// How long a new tag waits for others at most.
const EVERY: Duration = Duration::from_millis(300);
/// How often it is asked whether the count is over, or whoever began it has left.
const ASK: Duration = Duration::from_secs(1);
/// Without a new tag for so long, nobody is counting any more.
const IDLE: Duration = Duration::from_secs(600);
/// How long the field waits for a reader that is just being let go.
const WAIT: Duration = Duration::from_secs(3);

/// The readers that count.
#[derive(Debug, Default)]
pub(crate) struct Readers {
    running: Mutex<HashMap<Id<Device>, Arc<Inventory>>>,
}

/// One reader at work for one stocktake.
#[derive(Debug)]
pub(crate) struct Inventory {
    pub(crate) reader: Device,
    pub(crate) stocktake: Id<Stocktake>,
    place: Option<Id<Place>>,
    stop: AtomicBool,
    progress: Mutex<Progress>,
}

/// How far it is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Progress {
    /// Whether the reader is there and reads.
    pub(crate) connected: bool,
    /// Why it is not: `reader_absent`, `reader_cut`…
    pub(crate) problem: Option<&'static str>,
    /// How often tags were read, each time counted.
    pub(crate) reads: u64,
    /// Different tags that are on pieces.
    pub(crate) pieces: u64,
    /// Different tags that are nobody's.
    pub(crate) unknown: u64,
}

/// A reader's trouble as the wire has it.
pub(crate) fn trouble(code: &'static str) -> Problem {
    Problem::conflict("reader.trouble").with("problem", code)
}

impl Readers {
    /// The reader that works for a stocktake.
    pub(crate) fn of(&self, stocktake: Id<Stocktake>) -> Option<Arc<Inventory>> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = running.values();
        all.find(|one| one.stocktake == stocktake).map(Arc::clone)
    }

    /// Whether a reader may begin: it counts nothing else, and nothing else counts for this one.
    pub(crate) fn free(&self, reader: Id<Device>, of: Id<Stocktake>) -> Result<(), Problem> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = running
            .iter()
            .any(|(id, one)| (*id == reader) != (one.stocktake == of));
        if taken {
            Err(trouble("reader_counting"))
        } else {
            Ok(())
        }
    }

    /// Lets a reader begin; one that works for this stocktake already goes on.
    pub(crate) fn start(
        &self,
        state: &State,
        signed: &Signed,
        reader: Device,
        stocktake: Id<Stocktake>,
        place: Option<Id<Place>>,
    ) -> Result<(), Problem> {
        self.free(reader.id, stocktake)?;
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.contains_key(&reader.id) {
            return Ok(());
        }
        let id = reader.id;
        let inventory = Arc::new(Inventory {
            reader,
            stocktake,
            place,
            stop: AtomicBool::new(false),
            progress: Mutex::default(),
        });
        let (state, signed, own) = (state.clone(), signed.clone(), Arc::clone(&inventory));
        std::thread::Builder::new()
            .name("rfid".into())
            .spawn(move || {
                count(&state, &signed, &own);
                state.readers().end(id);
                own.tell(&state);
            })
            .map_err(Problem::fault)?;
        running.insert(id, inventory);
        Ok(())
    }

    fn end(&self, reader: Id<Device>) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.remove(&reader);
    }
}

impl Inventory {
    pub(crate) fn progress(&self) -> Progress {
        *self.lock()
    }

    /// Asks it to end; it does within seconds.
    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, state: &State) {
        state.tell(&Change::one("reader", self.stocktake));
    }
}

/// Blocks until the inventory ends.
fn count(state: &State, signed: &Signed, inventory: &Inventory) {
    let Ok((address, framing)) = spoken(&inventory.reader) else {
        return;
    };
    let lock = state.printers().lock(inventory.reader.id);
    let _held = lock.lock().unwrap_or_else(PoisonError::into_inner);
    let (mut seen, mut new) = (HashSet::new(), Vec::new());
    let (mut kept, mut newest, mut asked) = (Instant::now(), Instant::now(), Instant::now());
    rfid::listen(&address, &framing, &mut |event| {
        match event {
            Event::Connected => {
                inventory.lock().connected = true;
                inventory.lock().problem = None;
                inventory.tell(state);
            }
            Event::Lost(refusal) => {
                tracing::warn!(reader = inventory.reader.name, %refusal, "no RFID reader");
                inventory.lock().connected = false;
                inventory.lock().problem = Some(refusal.code());
                inventory.tell(state);
            }
            Event::Tags(tags) => {
                inventory.lock().reads += tags.len() as u64;
                for tag in tags {
                    // Also what was read before a cut is not new after it.
                    if seen.insert(tag.clone()) {
                        newest = Instant::now();
                        new.push(tag);
                    }
                }
            }
            Event::Quiet => {}
        }
        let stop = inventory.stop.load(Ordering::Relaxed) || newest.elapsed() > IDLE;
        let full = new.len() >= BURST || kept.elapsed() >= EVERY;
        if !new.is_empty() && (stop || full) {
            kept = Instant::now();
            let burst = std::mem::take(&mut new);
            for part in burst.chunks(BURST) {
                if let Err(error) = keep(state, signed, inventory, part.to_vec()) {
                    tracing::info!(reader = inventory.reader.name, %error, "no longer counted");
                    return ControlFlow::Break(());
                }
            }
        }
        let ask = asked.elapsed() >= ASK;
        if ask {
            asked = Instant::now();
        }
        if stop || (ask && (is_over(state, inventory) || has_left(state, signed))) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
}

/// Whether the count was closed or cancelled, or the store is.
fn is_over(state: &State, inventory: &Inventory) -> bool {
    let id = inventory.stocktake;
    let found = state
        .store()
        .map(|store| store.read(move |tx| stocktake::stocktake(tx, id)));
    !matches!(found, Ok(Ok(Some(of))) if of.progress == stocktake::Progress::Counting)
}

/// Whether who began it has signed out, was locked or works here no more: nobody answers for what is
/// read from then on.
fn has_left(state: &State, signed: &Signed) -> bool {
    let token = signed.session.token_digest;
    if let Some(live) = state.sessions().find(&token) {
        return live.session.locked || live.is_idle(state.now());
    }
    let found = state
        .store()
        .map(|store| store.read(move |tx| users::session(tx, &token)));
    !matches!(found, Ok(Ok(Some(session))) if !session.locked)
}

/// Gives new tags to the stocktake.
fn keep(
    state: &State,
    signed: &Signed,
    inventory: &Inventory,
    tags: Vec<Epc>,
) -> Result<(), ReadError> {
    let Ok(store) = state.store() else {
        return Err(ReadError::Store(shop::db::StoreError::Closed));
    };
    let (cx, by) = (signed.cx(state), signed.authority);
    let (id, place) = (inventory.stocktake, inventory.place);
    let readings: Vec<Reading> = tags
        .into_iter()
        .map(|code| Reading {
            code,
            source: Source::Rfid,
            place,
        })
        .collect();
    let seen = store.write(move |tx| stocktake::read(tx, &cx, &by, id, &readings))?;
    let nobodys = |seen: &&stocktake::Seen| matches!(seen.line.of, Of::Code(_));
    let unknown = seen.value.iter().filter(nobodys).count() as u64;
    let mut progress = inventory.lock();
    progress.unknown += unknown;
    progress.pieces += seen.value.len() as u64 - unknown;
    drop(progress);
    inventory.tell(state);
    Ok(())
}

/// What lies in a reader's field: each tag, and how often it was read. Blocks.
pub(crate) fn field(
    state: &State,
    reader: &Device,
    time: Duration,
) -> Result<BTreeMap<Epc, u32>, Problem> {
    let (address, framing) = spoken(reader)?;
    let lock = state.printers().lock(reader.id);
    let until = Instant::now() + WAIT;
    let _held = loop {
        match lock.try_lock() {
            Ok(held) => break held,
            Err(std::sync::TryLockError::Poisoned(held)) => break held.into_inner(),
            Err(_) if Instant::now() >= until => return Err(trouble("reader_counting")),
            Err(_) => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    rfid::field(&address, &framing, time)
        .map_err(|refusal| trouble(refusal.code()).because(refusal))
}

/// How a reader of the settings is spoken to.
fn spoken(reader: &Device) -> Result<(Address, Framing), Problem> {
    let address = reader.address.parse().map_err(Problem::fault)?;
    let framing = Framing {
        prefix: reader.options.prefix.clone().into_bytes(),
        suffix: match reader.options.suffix {
            settings::Suffix::Line => Suffix::Line,
            settings::Suffix::Tab => Suffix::Tab,
            settings::Suffix::Etx => Suffix::Etx,
            settings::Suffix::None => Suffix::None,
        },
    };
    Ok((address, framing))
}
