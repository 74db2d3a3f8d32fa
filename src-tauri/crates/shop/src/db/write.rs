//! Writing: one thread, one transaction for all the commands that wait together.

use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SendError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::{Connection, Params};

use super::change::Change;
use super::error::StoreError;
use super::log::Log;
use super::read::ReadTx;

/// How many waiting commands share one commit at most: enough for every till of a large shop, few
/// enough that the first does not wait for long.
const MOST_TOGETHER: usize = 64;

/// How long those who wait may have to wait for the next of those who were answered a moment ago and
/// are about to ask again: less than the commit that they then share.
const GATHERING: Duration = Duration::from_micros(400);

/// A command's view of the store: everything it reads, plus its changes, all of which happen or
/// none.
#[derive(Debug)]
pub struct WriteTx<'a> {
    read: ReadTx<'a>,
    changes: Vec<Change>,
    unvouched: Vec<(&'static str, i64)>,
}

impl<'a> Deref for WriteTx<'a> {
    type Target = ReadTx<'a>;

    fn deref(&self) -> &ReadTx<'a> {
        &self.read
    }
}

impl<'a> WriteTx<'a> {
    pub(super) fn new(conn: &'a Connection) -> Self {
        Self {
            read: ReadTx::new(conn),
            changes: Vec::new(),
            unvouched: Vec::new(),
        }
    }

    /// Changes rows and says how many.
    pub(crate) fn execute(&mut self, sql: &str, params: impl Params) -> Result<usize, StoreError> {
        Ok(self.conn().prepare_cached(sql)?.execute(params)?)
    }

    /// The row number of the row inserted last.
    pub(crate) fn last_row(&self) -> i64 {
        self.conn().last_insert_rowid()
    }

    /// The row inserted last is one the journal vouches for: the next record holds its digest, and a
    /// command that ends without such a record is refused.
    pub(crate) fn wrote(&mut self, table: &'static str) {
        self.unvouched.push((table, self.last_row()));
    }

    /// The rows that the record being written vouches for: table and row number.
    pub(crate) fn vouch(&mut self) -> Vec<(&'static str, i64)> {
        std::mem::take(&mut self.unvouched)
    }

    /// Tells the open windows what has changed, once it is on the disk.
    pub fn changed(&mut self, change: Change) {
        if !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }

    /// What has been told so far.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }
}

/// A command's result, on the disk, with what it changed.
#[derive(Debug)]
pub struct Written<T> {
    pub value: T,
    pub changes: Vec<Change>,
}

/// A command on its way to the writer: what to do, and whom to tell.
trait Command: Send {
    /// Does it, and says whether its changes stand; the answer waits for the commit.
    fn run(self: Box<Self>, tx: &mut WriteTx<'_>) -> Ran;
    /// Answers without having done it.
    fn refuse(self: Box<Self>, error: StoreError);
}

/// A command that has run and waits for the commit.
struct Ran {
    stands: bool,
    answer: Answer,
}

/// Of a commit: the changes, or why nothing happened.
type Fate = Result<Vec<Change>, StoreError>;

/// Told the fate of the commit.
type Answer = Box<dyn FnOnce(Fate) + Send>;

struct Typed<Run, Tell> {
    run: Run,
    tell: Tell,
}

impl<T, E, Run, Tell> Command for Typed<Run, Tell>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    Run: FnOnce(&mut WriteTx<'_>) -> Result<T, E> + Send,
    Tell: FnOnce(Result<Written<T>, E>) + Send + 'static,
{
    fn run(self: Box<Self>, tx: &mut WriteTx<'_>) -> Ran {
        let Self { run, tell } = *self;
        // A fault in one command must not take the writer, and with it the shop, down.
        let result = catch_unwind(AssertUnwindSafe(|| run(tx)))
            .unwrap_or_else(|_| Err(StoreError::Refused("the command panicked".into()).into()));
        let result = match tx.unvouched.first() {
            Some((table, row)) if result.is_ok() => {
                let detail = format!("{table} {row} has no journal record");
                Err(StoreError::Refused(detail).into())
            }
            _ => result,
        };
        Ran {
            stands: result.is_ok(),
            answer: Box::new(move |fate| {
                tell(match (result, fate) {
                    (Ok(value), Ok(changes)) => Ok(Written { value, changes }),
                    (Ok(_), Err(error)) => Err(error.into()),
                    (Err(error), _) => Err(error),
                });
            }),
        }
    }

    fn refuse(self: Box<Self>, error: StoreError) {
        (self.tell)(Err(error.into()));
    }
}

/// The way to the writer thread.
#[derive(Clone)]
pub(super) struct Writer {
    commands: Sender<Box<dyn Command>>,
}

/// Told of every commit's changes, on the writer's thread.
pub type OnCommit = Box<dyn Fn(&[Change]) + Send>;

/// For a program that nobody watches.
pub fn tell_nobody() -> OnCommit {
    Box::new(|_| {})
}

impl Writer {
    /// Starts the thread; it ends when the last `Writer` is dropped.
    pub(super) fn start(
        conn: Connection,
        on_commit: OnCommit,
    ) -> std::io::Result<(Self, JoinHandle<()>)> {
        let (commands, waiting) = channel();
        let thread = std::thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || serve(conn, &waiting, &on_commit))?;
        Ok((Self { commands }, thread))
    }

    /// Hands in a command; `tell` is called on the writer thread once its fate is certain.
    pub(super) fn submit<T, E>(
        &self,
        run: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E> + Send + 'static,
        tell: impl FnOnce(Result<Written<T>, E>) + Send + 'static,
    ) where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        if let Err(SendError(command)) = self.commands.send(Box::new(Typed { run, tell })) {
            command.refuse(StoreError::Closed);
        }
    }
}

fn serve(mut conn: Connection, waiting: &Receiver<Box<dyn Command>>, on_commit: &OnCommit) {
    let log = Log::watch(&mut conn);
    // Those that came while others were served, and how many were answered since.
    let (mut came, mut answered) = (Vec::new(), 0);
    while let Some(batch) = gather(&conn, &log, waiting, came, answered) {
        answered = batch.len();
        came = Vec::new();
        let mut batch = batch.into_iter();
        // A full disk rolls the whole transaction back by itself: the commands after it try anew.
        while batch.len() > 0 {
            let done = run_together(&conn, &mut batch, on_commit);
            came.extend(waiting.try_iter().take(MOST_TOGETHER - came.len()));
            for (answer, fate) in done {
                answer(fate);
            }
        }
    }
}

/// The commands that share the next commit: those that `came` meanwhile, and whoever was
/// `answered` by the last one and soon comes again. Without these one of four tills would always be
/// a commit ahead of the other three, and every sale pay for half a commit instead of a quarter.
/// A till that is alone waits for nobody. Nothing when nobody is left who could ask.
fn gather(
    conn: &Connection,
    log: &Log,
    waiting: &Receiver<Box<dyn Command>>,
    came: Vec<Box<dyn Command>>,
    answered: usize,
) -> Option<Vec<Box<dyn Command>>> {
    let mut batch = came;
    let together = (batch.len() + answered).min(MOST_TOGETHER);
    batch.extend(waiting.try_iter().take(MOST_TOGETHER - batch.len()));
    if batch.is_empty() {
        log.empty_if_due(conn);
        batch.push(waiting.recv().ok()?);
    } else {
        log.empty_if_long(conn);
    }
    while batch.len() < together
        && let Ok(next) = waiting.recv_timeout(GATHERING)
    {
        batch.push(next);
    }
    Some(batch)
}

/// Runs commands in one transaction until they are done or the transaction is lost; what to answer
/// to those that ran.
fn run_together(
    conn: &Connection,
    batch: &mut std::vec::IntoIter<Box<dyn Command>>,
    on_commit: &OnCommit,
) -> Vec<(Answer, Fate)> {
    if let Err(error) = execute(conn, "BEGIN IMMEDIATE") {
        if let Some(command) = batch.next() {
            command.refuse(error);
        }
        return Vec::new();
    }
    // A command that waits alone needs no savepoint: what it is refused is the whole transaction.
    let alone = batch.len() == 1;
    let mut ran = Vec::new();
    let mut lost = None;
    let mut end = "COMMIT";
    for command in batch.by_ref() {
        let (answer, changes, error) = if alone {
            let (answer, changes) = run_alone(conn, command);
            if changes.is_none() {
                end = "ROLLBACK";
            }
            (answer, changes.unwrap_or_default(), None)
        } else {
            run_one(conn, command)
        };
        ran.push((answer, changes));
        if error.is_some() || conn.is_autocommit() {
            lost = Some(error.unwrap_or(StoreError::DiskFull));
            break;
        }
    }
    let fate = match lost {
        Some(error) => Err(error),
        None => execute(conn, end),
    };
    if let Err(error) = fate {
        if !conn.is_autocommit() {
            // A rollback that fails too leaves nothing behind either: the log was never committed.
            let _ = execute(conn, "ROLLBACK");
        }
        let refused = |(answer, _)| (answer, Err(error.clone()));
        return ran.into_iter().map(refused).collect();
    }
    let changes: Vec<Change> = ran
        .iter()
        .flat_map(|(_, changes)| changes.clone())
        .collect();
    if !changes.is_empty() {
        on_commit(&changes);
    }
    let stands = |(answer, changes)| (answer, Ok(changes));
    ran.into_iter().map(stands).collect()
}

/// Its changes, if they stand.
fn run_alone(conn: &Connection, command: Box<dyn Command>) -> (Answer, Option<Vec<Change>>) {
    let mut tx = WriteTx::new(conn);
    let Ran { stands, answer } = command.run(&mut tx);
    (answer, stands.then_some(tx.changes))
}

fn run_one(
    conn: &Connection,
    command: Box<dyn Command>,
) -> (Answer, Vec<Change>, Option<StoreError>) {
    let opened = execute(conn, "SAVEPOINT command");
    let mut tx = WriteTx::new(conn);
    let Ran { stands, answer } = command.run(&mut tx);
    let closed = opened.and_then(|()| {
        if conn.is_autocommit() {
            return Ok(());
        }
        if !stands {
            execute(conn, "ROLLBACK TO command")?;
        }
        execute(conn, "RELEASE command")
    });
    let changes = if stands { tx.changes } else { Vec::new() };
    (answer, changes, closed.err())
}

fn execute(conn: &Connection, sql: &str) -> Result<(), StoreError> {
    Ok(conn.prepare_cached(sql)?.execute([]).map(|_| ())?)
}
