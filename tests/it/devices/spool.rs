//! The whole way: a job in the store, the server's worker, a printer that none of us wrote.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::sample;
use api::{Door, State};
use documents::Language;
use server::print::{self as workers, Printing};
use shop::cx::Till;
use shop::db::{Store, StoreError};
use shop::devices::{self, Device, Kind, Options, PutDevice};
use shop::identity::{self, Identity, SetUp};
use shop::print::{self, Job, NewJob, Of, Paper, State as JobState};
use shop::users::Pin;
use tests::rig::{Cable, End, Printer, wait_for};
use tests::{KEY, cx, holder};
use units::Id;
use uuid::Uuid;

const TILL: u128 = 2;

/// A shop with a till and a printer at an address, and the workers that print for it.
pub(super) struct House {
    folder: tempfile::TempDir,
    pub(super) state: State,
    pub(super) store: Store,
    printing: Option<Printing>,
}

pub(super) fn till() -> Id<Till> {
    Id::from_uuid(Uuid::from_u128(TILL))
}

fn device(address: &str, version: Option<i64>) -> PutDevice {
    PutDevice {
        id: Id::<Device>::from_uuid(Uuid::from_u128(10)),
        till: till(),
        kind: Kind::ReceiptPrinter,
        name: "Imprimante".into(),
        address: address.into(),
        options: Options::default(),
        active: true,
        version,
    }
}

fn state() -> State {
    State::new(api::Options {
        clock: Arc::new(chrono::Utc::now),
        chance: Arc::new(|buffer: &mut [u8]| getrandom::fill(buffer).expect("chance")),
        house: None,
    })
}

impl House {
    pub(super) fn new(address: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let state = state();
        let id = Uuid::from_u128(1);
        let store = Store::create(folder.path(), id, &KEY, &holder(), state.on_commit())
            .expect("a new store");
        let input = SetUp {
            shop: Id::from_uuid(Uuid::from_u128(1)),
            identity: Identity {
                name: "Bijouterie Exemple".into(),
                legal_name: String::new(),
                address: "1 rue de la Paix\n75002 Paris".into(),
                siret: "73282932000074".into(),
                naf: "4777Z".into(),
                vat_number: "FR44732829320".into(),
                phone: String::new(),
                email: String::new(),
            },
            language: Language::Fr,
            till: till(),
            owner: Id::from_uuid(Uuid::from_u128(3)),
            owner_name: "Odile".into(),
            owner_pin: Pin::new("1357").expect("a PIN").hash(&cx(0)),
        };
        store
            .write(move |tx| identity::set_up(tx, &cx(0), input))
            .expect("a shop");
        let input = device(address, None);
        store
            .write(move |tx| devices::put(tx, input))
            .expect("a printer");
        let mut house = Self {
            folder,
            state,
            store,
            printing: None,
        };
        house.open();
        house
    }

    fn open(&mut self) {
        self.state.set_door(Door::Open(self.store.clone()));
        self.printing = Some(workers::start(&self.state).expect("the workers start"));
    }

    /// Queues a receipt, as a sale does once it is committed.
    fn queue(&self, n: u128) {
        let state = self.state.clone();
        let new = NewJob {
            id: id(n),
            till: till(),
            paper: Paper::Receipt(Box::new(sample())),
            of: Of::Nothing,
            subject: n.to_string(),
        };
        self.store
            .write(move |tx| {
                let cx = state.cx(shop::Actor::System, Some(till()));
                print::enqueue(tx, &cx, new)
            })
            .expect("queued");
    }

    fn job(&self, n: u128) -> Job {
        self.store
            .read(|tx| print::job(tx, id(n)))
            .expect("a read")
            .expect("a job")
    }

    fn wait(&self, n: u128, state: JobState) -> Job {
        let what = format!("job {n} to be {}", state.name());
        wait_for(&what, Duration::from_secs(60), || {
            let job = self.job(n);
            (job.state == state).then_some(job)
        })
    }
}

fn id(n: u128) -> Id<Job> {
    Id::from_uuid(Uuid::from_u128(n))
}

#[test]
fn a_queued_receipt_comes_out_once_and_soon() {
    let folder = tempfile::tempdir().expect("a folder");
    let printer = Printer::start(folder.path());
    let house = House::new(&format!("tcp://127.0.0.1:{}", printer.port));
    for n in 100..103 {
        house.queue(n);
    }
    for n in 100..103 {
        house.wait(n, JobState::Done);
    }
    assert_eq!(printer.receipts().len(), 3);
}

#[test]
fn a_test_page_comes_out_with_the_shops_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let printer = Printer::start(folder.path());
    let house = House::new(&format!("tcp://127.0.0.1:{}", printer.port));
    let device = device("", None).id;
    let cx = house.state.cx(shop::Actor::System, Some(till()));
    house
        .store
        .write(move |tx| print::test_page(tx, &cx, device))
        .expect("queued");
    let page = printer.wait_for_receipt(1);
    for text in ["Bijouterie Exemple", "€", "É"] {
        assert!(page.text.contains(text), "{text} in {}", page.text);
    }
}

#[test]
fn a_printer_switched_off_holds_nobody_up_and_prints_when_it_is_on() {
    let port = tests::rig::free_port();
    let house = House::new(&format!("tcp://127.0.0.1:{port}"));
    let began = Instant::now();
    house.queue(100);
    assert!(
        began.elapsed() < Duration::from_secs(2),
        "the sale does not wait"
    );
    let job = wait_for("a first try", Duration::from_secs(60), || {
        let job = house.job(100);
        job.problem.is_some().then_some(job)
    });
    assert_eq!(job.problem.as_deref(), Some("refused"));
    assert!(matches!(job.state, JobState::Waiting | JobState::Sending));

    // The printer comes to life elsewhere: the settings say where, and the job goes there.
    let folder = tempfile::tempdir().expect("a folder");
    let printer = Printer::start(folder.path());
    let moved = device(&format!("tcp://127.0.0.1:{}", printer.port), Some(1));
    house
        .store
        .write(move |tx| devices::put(tx, moved))
        .expect("moved");
    house.wait(100, JobState::Done);
    assert_eq!(printer.receipts().len(), 1);
}

#[test]
fn no_paper_keeps_the_job_waiting_and_new_paper_ends_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let printer = Printer::start(folder.path());
    printer.fault("paper-out", true);
    let house = House::new(&format!("tcp://127.0.0.1:{}", printer.port));
    house.queue(100);
    wait_for("the reason", Duration::from_secs(60), || {
        (house.job(100).problem.as_deref() == Some("paper_out")).then_some(())
    });
    printer.fault("paper-out", false);
    house.wait(100, JobState::Done);
    assert_eq!(printer.receipts().len(), 1, "once");
}

#[test]
fn a_cable_pulled_in_mid_ticket_leaves_it_to_a_person() {
    let folder = tempfile::tempdir().expect("a folder");
    let printer = Printer::start(folder.path());
    let cable = Cable::to(printer.port);
    let house = House::new(&format!("tcp://127.0.0.1:{}", cable.port));
    for (n, after) in [(100, 10), (101, 200), (102, 1500)] {
        cable.plug(End::PulledAfter(after));
        house.queue(n);
        let job = house.wait(n, JobState::Unsure);
        assert_eq!(job.problem.as_deref(), Some("unplugged"));
        assert_eq!(job.attempts, 1, "tried once, after {after} bytes");
    }
    // With the cable in again, nothing of it is printed by itself; the next receipt is.
    cable.plug(End::Holds);
    house.queue(200);
    house.wait(200, JobState::Done);
    for n in [100, 101, 102] {
        assert_eq!(house.job(n).state, JobState::Unsure);
    }
    let confirmed = house
        .store
        .write(|tx| print::confirm(tx, &cx(0), id(100)))
        .expect("it was there");
    assert_eq!(confirmed.value.state, JobState::Done);
}

#[test]
fn ended_in_mid_ticket_the_job_is_unsure_at_the_next_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let printer = Printer::start(folder.path());
    let house = House::new("tcp://127.0.0.1:1");
    // A worker that was killed leaves exactly this: a job that is being sent.
    drop(house.printing);
    let store = house.store.clone();
    let new = NewJob {
        id: id(100),
        till: till(),
        paper: Paper::Receipt(Box::new(sample())),
        of: Of::Nothing,
        subject: "100".into(),
    };
    store
        .write(move |tx| {
            print::enqueue(tx, &cx(0), new).expect("queued");
            print::claim(tx, &cx(0), device("", None).id)?;
            Ok::<_, StoreError>(())
        })
        .expect("claimed");
    let moved = device(&format!("tcp://127.0.0.1:{}", printer.port), Some(1));
    store
        .write(move |tx| devices::put(tx, moved))
        .expect("moved");

    let mut house = House {
        folder: house.folder,
        state: house.state,
        store,
        printing: None,
    };
    house.open();
    let job = house.wait(100, JobState::Unsure);
    assert_eq!(job.problem.as_deref(), Some("program_ended"));
    assert!(printer.receipts().is_empty(), "nothing by itself");
    assert!(house.folder.path().exists());
}
