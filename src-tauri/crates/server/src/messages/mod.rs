//! Takes the messages to customers out of the house: a thread for each channel, one that asks the gateway
//! what became of them, and one that minds them.

mod ask;
mod mail;
mod sms;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use api::State;
use shop::Actor;
use shop::db::{Store, StoreError};
use shop::notify::{self, Channel, Claimed, Ending, Message};

use sms::Line;

/// How often a worker looks unasked; a change wakes it at once.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How often the minder looks whether the store is open, and whether somebody is to be reminded.
const MIND_EVERY: Duration = Duration::from_secs(1);

/// The running workers. Ends them when dropped: a message that is being sent is left as it is known to be.
#[derive(Debug)]
pub struct Posting {
    stop: Arc<AtomicBool>,
    minder: Option<JoinHandle<()>>,
}

impl Drop for Posting {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(minder) = self.minder.take() {
            let _ = minder.join();
        }
    }
}

/// Starts sending whatever waits, as soon as the store is open and a channel is set up.
pub fn start(state: &State) -> std::io::Result<Posting> {
    let stop = Arc::new(AtomicBool::new(false));
    let (wake, woken) = channel();
    listen(state, wake)?;
    let (state, ending) = (state.clone(), Arc::clone(&stop));
    let minder = std::thread::Builder::new()
        .name("messages".into())
        .spawn(move || mind(&state, &ending, &woken))?;
    Ok(Posting {
        stop,
        minder: Some(minder),
    })
}

/// Passes on that something changed among the messages or in the settings. Ends with the state.
fn listen(state: &State, wake: Sender<()>) -> std::io::Result<()> {
    use tokio::sync::broadcast::error::RecvError;
    let mut changes = state.changes();
    std::thread::Builder::new()
        .name("messages-wake".into())
        .spawn(move || {
            loop {
                let concerned = match changes.blocking_recv() {
                    Ok(tags) => tags.split(',').any(|tag| tag == "notify"),
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

/// What a thread is for.
#[derive(Clone, Copy)]
enum Job {
    Carry(Channel),
    Ask,
}

impl Job {
    const fn code(self) -> &'static str {
        match self {
            Self::Carry(channel) => channel.code(),
            Self::Ask => "asked",
        }
    }
}

/// One thread, and how to wake it.
struct Worker {
    wake: Sender<()>,
    thread: JoinHandle<()>,
}

fn mind(state: &State, stop: &Arc<AtomicBool>, woken: &Receiver<()>) {
    let mut workers: Vec<Worker> = Vec::new();
    let mut recovered = false;
    while !stop.load(Ordering::Relaxed) {
        if let Ok(store) = state.store() {
            recovered = recovered || recover(state, &store);
            if recovered {
                // A store that was closed and opened again needs workers of its own.
                workers.retain(|worker| !worker.thread.is_finished());
                if workers.is_empty() {
                    let jobs = Channel::ALL.iter().map(|channel| Job::Carry(*channel));
                    workers = jobs
                        .chain([Job::Ask])
                        .filter_map(|job| employ(state, &store, job, stop))
                        .collect();
                }
                remind(state, &store);
            }
        }
        for worker in &workers {
            let _ = worker.wake.send(());
        }
        match woken.recv_timeout(MIND_EVERY) {
            Ok(()) => while woken.try_recv().is_ok() {},
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    stop.store(true, Ordering::Relaxed);
    for Worker { wake, thread } in workers {
        drop(wake);
        let _ = thread.join();
    }
}

/// Before anything is sent: what the last run left in the middle is a person's to decide.
fn recover(state: &State, store: &Store) -> bool {
    let cx = state.cx(Actor::System, None);
    match store.write(move |tx| notify::recover(tx, &cx)) {
        Ok(count) => {
            if count.value > 0 {
                tracing::warn!(
                    messages = count.value,
                    "messages were being sent when the program ended"
                );
            }
            true
        }
        Err(error) => {
            tracing::error!(%error, "the messages cannot be read");
            false
        }
    }
}

/// Once a day, those who have not come are reminded.
fn remind(state: &State, store: &Store) {
    let cx = state.cx(Actor::System, None);
    let asked = cx.clone();
    match store.read(move |tx| notify::reminders_due(tx, &asked)) {
        Ok(true) => {}
        Ok(false) | Err(StoreError::Closed) => return,
        Err(error) => return tracing::error!(%error, "the reminders cannot be read"),
    }
    if let Err(error) = store.write(move |tx| notify::remind(tx, &cx)) {
        tracing::error!(%error, "the reminders of the day were not written");
    }
}

fn employ(state: &State, store: &Store, job: Job, stop: &Arc<AtomicBool>) -> Option<Worker> {
    let (wake, woken) = channel();
    let (state, store, stop) = (state.clone(), store.clone(), Arc::clone(stop));
    let thread = std::thread::Builder::new()
        .name(format!("messages-{}", job.code()))
        .spawn(move || match job {
            Job::Carry(channel) => work(&state, &store, channel, &stop, &woken),
            Job::Ask => ask::work(&state, &store, &stop, &woken),
        });
    match thread {
        Ok(thread) => Some(Worker { wake, thread }),
        Err(error) => {
            tracing::error!(%error, "a channel's thread did not start");
            None
        }
    }
}

fn work(state: &State, store: &Store, of: Channel, stop: &AtomicBool, woken: &Receiver<()>) {
    let mut line = Line::default();
    while !stop.load(Ordering::Relaxed) {
        let cx = state.cx(Actor::System, None);
        let now = cx.now;
        let claimed = store.write(move |tx| notify::claim(tx, &cx, of));
        let pause = match claimed.map(|claimed| claimed.value) {
            Ok(Claimed::Message(message)) => {
                send(state, store, &message, &mut line, stop);
                continue;
            }
            Ok(Claimed::Later(at)) => (at - now).to_std().unwrap_or_default().min(LOOK_EVERY),
            Ok(Claimed::Nothing) => LOOK_EVERY,
            Err(StoreError::Closed) => return,
            Err(error) => {
                tracing::error!(%error, "the messages cannot be read");
                LOOK_EVERY
            }
        };
        let pause = pause.max(Duration::from_millis(10));
        let goes_on = match of {
            Channel::Email => rest(woken, pause),
            Channel::Sms => line.rest(state, store, woken, pause, stop),
        };
        if !goes_on {
            return;
        }
    }
}

/// Waits until it is woken or the time is up; false: there is nothing more to wait for.
fn rest(woken: &Receiver<()>, pause: Duration) -> bool {
    let ended = woken.recv_timeout(pause) == Err(RecvTimeoutError::Disconnected);
    while woken.try_recv().is_ok() {}
    !ended
}

fn send(state: &State, store: &Store, message: &Message, line: &mut Line, stop: &AtomicBool) {
    let ending = match message.channel {
        Channel::Email => mail::carry(state, store, message, stop),
        Channel::Sms => line.carry(state, store, message, stop),
    };
    if !matches!(ending, Ending::Accepted { .. }) {
        // Without what the server said: it may name the customer.
        tracing::warn!(message = %message.id, about = message.about, "a message did not leave");
    }
    let cx = state.cx(Actor::System, None);
    let id = message.id;
    if let Err(error) = store.write(move |tx| notify::settle(tx, &cx, id, ending)) {
        // It stays `sending`, and the next start makes it `unsure`.
        tracing::error!(%error, "what became of a message was not kept");
    }
}

fn not_sent(problem: &str, detail: &str) -> Ending {
    Ending::NotSent {
        problem: problem.to_owned(),
        detail: detail.to_owned(),
    }
}
