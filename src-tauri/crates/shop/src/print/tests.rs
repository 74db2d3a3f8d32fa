use chrono::NaiveDate;
use documents::{Language, Receipt, ReceiptKind, Shop, Slip, SlipContent, Software};
use units::Currency;
use uuid::Uuid;

use super::*;
use crate::db::Store;
use crate::db::testing::{at, cx};
use crate::devices::tests::{printer, shop, till};
use crate::devices::{self, Device};

fn id(n: u128) -> Id<Job> {
    Id::from_uuid(Uuid::from_u128(n))
}

const DEVICE: u128 = 10;

fn device() -> Id<Device> {
    Id::from_uuid(Uuid::from_u128(DEVICE))
}

fn test_page() -> Paper {
    let content = SlipContent::Test {
        printer: "Imprimante".into(),
    };
    Paper::Slip(Box::new(Slip {
        language: Language::Fr,
        training: false,
        shop: Shop::default(),
        at: NaiveDate::from_ymd_opt(2026, 11, 22)
            .expect("a day")
            .and_hms_opt(10, 0, 0)
            .expect("a time"),
        till: "1".into(),
        by: "Léa".into(),
        software: Software::default(),
        content,
    }))
}

fn receipt(copy: u32) -> Paper {
    let Paper::Slip(slip) = test_page() else {
        unreachable!("a slip")
    };
    Paper::Receipt(Box::new(Receipt {
        kind: ReceiptKind::Sale,
        copy,
        training: false,
        language: Language::Fr,
        currency: Currency::Eur,
        shop: Shop::default(),
        number: "P1-1".into(),
        at: slip.at,
        till: "1".into(),
        seller: "Léa".into(),
        software: Software::default(),
        customer: None,
        annuls: None,
        returns: Vec::new(),
        lines: Vec::new(),
        discount: None,
        total_minor: 129_000,
        vat: Vec::new(),
        payments: Vec::new(),
        mentions: Vec::new(),
        short_signature: "A1B2".into(),
        signature: "A1B2C3".into(),
    }))
}

fn new(n: u128, paper: Paper) -> NewJob {
    NewJob {
        id: id(n),
        till: till(1),
        paper,
        of: Of::Nothing,
        subject: format!("P1-{n}"),
    }
}

/// A shop whose till 1 has a printer, and a way to run one verb at so many seconds.
struct Spool {
    _dir: tempfile::TempDir,
    store: Store,
}

impl Spool {
    fn new() -> Self {
        let (dir, store) = shop();
        store
            .write(|tx| devices::put(tx, printer(DEVICE, till(1))))
            .expect("a printer");
        Self { _dir: dir, store }
    }

    fn enqueue(&self, seconds: i64, new: NewJob) -> Result<Job, EnqueueError> {
        self.store
            .write(move |tx| enqueue(tx, &cx(seconds), new))
            .map(|job| job.value)
    }

    fn claim(&self, seconds: i64) -> Claimed {
        self.store
            .write(move |tx| claim(tx, &cx(seconds), device()))
            .expect("a claim")
            .value
    }

    /// Takes the job that must be due.
    fn take(&self, seconds: i64) -> Job {
        match self.claim(seconds) {
            Claimed::Job(job) => *job,
            other => panic!("a job at {seconds}, not {other:?}"),
        }
    }

    fn settle(&self, seconds: i64, n: u128, ending: Ending) -> Result<Job, JobError> {
        self.store
            .write(move |tx| settle(tx, &cx(seconds), id(n), ending))
            .map(|job| job.value)
    }

    fn ask(
        &self,
        verb: fn(&mut WriteTx<'_>, &crate::Cx, Id<Job>) -> Result<Job, JobError>,
        n: u128,
    ) -> Result<Job, JobError> {
        self.store
            .write(move |tx| verb(tx, &cx(1000), id(n)))
            .map(|job| job.value)
    }

    fn again(&self, n: u128, new: u128, duplicate: Option<Paper>) -> Result<Job, AgainError> {
        self.store
            .write(move |tx| again(tx, &cx(1000), id(n), id(new), duplicate))
            .map(|job| job.value)
    }

    fn job(&self, n: u128) -> Job {
        self.store
            .read(|tx| job(tx, id(n)))
            .expect("a read")
            .expect("a job")
    }

    /// The states of till 1's jobs, the oldest first.
    fn states(&self) -> Vec<State> {
        let jobs = self
            .store
            .read(|tx| jobs(tx, Some(till(1))))
            .expect("a read");
        jobs.iter().map(|job| job.state).collect()
    }
}

fn unsure() -> Ending {
    Ending::Unsure {
        problem: "unplugged".into(),
    }
}

fn not_sent() -> Ending {
    Ending::NotSent {
        problem: "paper_out".into(),
    }
}

#[test]
fn jobs_come_out_in_their_order_once_each() {
    let spool = Spool::new();
    for n in [101, 102, 103] {
        spool
            .enqueue(i64::try_from(n).expect("small"), new(n, test_page()))
            .expect("queued");
    }
    for n in [101, 102, 103] {
        let job = spool.take(200);
        assert_eq!(
            (job.id, job.state, job.attempts),
            (id(n), State::Sending, 1)
        );
        assert_eq!(job.paper, test_page(), "as it was frozen");
        spool.settle(201, n, Ending::Printed).expect("settled");
    }
    assert_eq!(spool.claim(300), Claimed::Nothing);
    assert_eq!(spool.states(), [State::Done; 3]);
}

#[test]
fn a_job_tells_the_windows() {
    let spool = Spool::new();
    let queued = spool
        .store
        .write(|tx| enqueue(tx, &cx(0), new(1, test_page())))
        .expect("queued");
    let tags: Vec<String> = queued.changes.iter().map(ToString::to_string).collect();
    assert_eq!(tags, ["print".to_owned(), format!("print:{}", id(1))]);
}

#[test]
fn a_till_without_a_printer_is_told_so() {
    let spool = Spool::new();
    let refused = spool.enqueue(
        0,
        NewJob {
            till: till(2),
            ..new(1, test_page())
        },
    );
    assert!(matches!(refused, Err(EnqueueError::NoPrinter)));
}

#[test]
fn a_printer_that_is_away_is_tried_later_and_later_and_at_last_no_more() {
    let spool = Spool::new();
    spool.enqueue(0, new(1, receipt(0))).expect("queued");
    let mut now = 0;
    let mut pauses = Vec::new();
    loop {
        spool.take(now);
        let job = spool.settle(now, 1, not_sent()).expect("settled");
        assert_eq!(job.problem.as_deref(), Some("paper_out"));
        if job.state == State::Failed {
            break;
        }
        let pause = (job.next_at - at(now)).num_seconds();
        assert_eq!(
            spool.claim(now + pause - 1),
            Claimed::Later(at(now + pause))
        );
        pauses.push(pause);
        now += pause;
    }
    assert_eq!(&pauses[..7], [2, 4, 8, 16, 32, 60, 60]);
    assert!((1700..1900).contains(&now), "half an hour, not {now} s");
    assert_eq!(
        spool.claim(now + 3600),
        Claimed::Nothing,
        "nothing by itself the next morning"
    );

    // A person switches the printer on: the same paper, still the original.
    assert_eq!(spool.ask(retry, 1).expect("again").attempts, 0);
    assert_eq!(spool.take(1000).kind, JobKind::Receipt);
}

#[test]
fn a_job_that_waits_lets_the_next_one_pass() {
    let spool = Spool::new();
    spool.enqueue(0, new(1, test_page())).expect("queued");
    spool.enqueue(1, new(2, test_page())).expect("queued");
    spool.take(2);
    spool.settle(2, 1, not_sent()).expect("settled");
    assert_eq!(spool.take(2).id, id(2));
}

#[test]
fn an_unsure_job_waits_for_a_person_however_long() {
    let spool = Spool::new();
    spool.enqueue(0, new(1, receipt(0))).expect("queued");
    spool.take(0);
    spool.settle(1, 1, unsure()).expect("settled");
    assert_eq!(
        spool.claim(1_000_000),
        Claimed::Nothing,
        "never again by itself"
    );
    assert!(matches!(
        spool.ask(retry, 1),
        Err(JobError::State(State::Unsure))
    ));
    assert_eq!(
        spool.ask(confirm, 1).expect("it had come out").state,
        State::Done
    );
    assert!(matches!(
        spool.ask(confirm, 1),
        Err(JobError::State(State::Done))
    ));
}

#[test]
fn of_a_fiscal_ticket_only_a_duplicate_is_printed_again() {
    let spool = Spool::new();
    spool.enqueue(0, new(1, receipt(0))).expect("queued");
    spool.take(0);
    spool.settle(1, 1, unsure()).expect("settled");
    for not_a_copy in [None, Some(receipt(0)), Some(test_page())] {
        assert!(matches!(
            spool.again(1, 2, not_a_copy),
            Err(AgainError::NeedsDuplicate)
        ));
    }
    assert_eq!(spool.job(1).state, State::Unsure, "nothing has happened");

    let copy = spool.again(1, 2, Some(receipt(1))).expect("queued");
    assert_eq!(
        (copy.kind, copy.subject.as_str()),
        (JobKind::Duplicate, "P1-1")
    );
    assert_eq!(spool.states(), [State::Cancelled, State::Waiting]);
}

#[test]
fn other_papers_are_printed_again_as_they_were() {
    let spool = Spool::new();
    spool.enqueue(0, new(1, test_page())).expect("queued");
    assert!(matches!(
        spool.again(1, 2, None),
        Err(AgainError::Job(JobError::State(State::Waiting)))
    ));
    spool.take(0);
    spool.settle(1, 1, unsure()).expect("settled");
    assert_eq!(spool.again(1, 2, None).expect("queued").paper, test_page());
}

#[test]
fn a_program_killed_while_sending_leaves_it_to_a_person() {
    let spool = Spool::new();
    for n in [1, 2] {
        spool.enqueue(0, new(n, receipt(0))).expect("queued");
    }
    spool.take(0);
    let count = spool
        .store
        .write(|tx| recover(tx, &cx(10)))
        .expect("recovered")
        .value;
    assert_eq!(count, 1);
    assert_eq!(spool.states(), [State::Unsure, State::Waiting]);
    assert_eq!(spool.job(1).problem.as_deref(), Some("program_ended"));
    // The other had not begun: it goes on by itself.
    assert_eq!(spool.take(20).id, id(2));
    let again = spool.settle(30, 1, Ending::Printed);
    assert!(
        matches!(again, Err(JobError::State(State::Unsure))),
        "a late worker changes nothing"
    );
}

#[test]
fn what_holds_the_printer_up_is_seen_while_it_lasts() {
    let spool = Spool::new();
    spool.enqueue(0, new(1, test_page())).expect("queued");
    let note = |problem: Option<&str>| {
        let problem = problem.map(str::to_owned);
        spool
            .store
            .write(move |tx| hold(tx, &cx(1), id(1), problem))
            .map(|_| ())
    };
    assert!(matches!(
        note(Some("paper_out")),
        Err(JobError::State(State::Waiting))
    ));
    spool.take(0);
    for problem in [Some("paper_out"), None] {
        note(problem).expect("noted");
        assert_eq!(spool.job(1).problem.as_deref(), problem);
    }
}

#[test]
fn a_job_is_cancelled_unless_it_is_going_out() {
    let spool = Spool::new();
    spool.enqueue(0, new(1, test_page())).expect("queued");
    assert_eq!(
        spool.ask(cancel, 1).expect("cancelled").state,
        State::Cancelled
    );
    assert!(matches!(
        spool.ask(cancel, 1),
        Err(JobError::State(State::Cancelled))
    ));
    assert_eq!(spool.claim(10), Claimed::Nothing);
    assert!(matches!(spool.ask(cancel, 9), Err(JobError::Unknown)));

    spool.enqueue(20, new(2, test_page())).expect("queued");
    spool.take(20);
    assert!(matches!(
        spool.ask(cancel, 2),
        Err(JobError::State(State::Sending))
    ));
}

#[test]
fn a_document_that_cannot_be_printed_is_not_tried_again() {
    let spool = Spool::new();
    spool.enqueue(0, new(1, test_page())).expect("queued");
    spool.take(0);
    let problem = "address_no_host".to_owned();
    let job = spool
        .settle(0, 1, Ending::Impossible { problem })
        .expect("settled");
    assert_eq!(job.state, State::Failed);
    assert_eq!(spool.claim(10_000), Claimed::Nothing);
}
