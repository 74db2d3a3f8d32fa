//! The drawer opened by hand, and the copies of a Z.

use units::Id;

use super::*;
use crate::devices;
use crate::print::{self, JobKind};

#[test]
fn the_z_counts_how_often_the_drawer_was_opened_by_hand() {
    let shop = Fixture::with_stock();
    open_by_hand(&shop, Who::Manager, "avant l’ouverture").expect("the drawer of a closed till");
    shop.set_clock(60);
    shop.open(1, 20_000).expect("a day");
    for reason in ["monnaie", "pièce tombée"] {
        open_by_hand(&shop, Who::Manager, reason).expect("opened");
    }
    for reason in ["", "  "] {
        assert!(matches!(
            open_by_hand(&shop, Who::Manager, reason),
            Err(OpenDrawerError::NoReason)
        ));
    }
    let closing = shop.close(1, 20_000, "").expect("a Z");
    // The one before the day is in no other Z.
    assert_eq!(closing.totals.drawer_openings, 3);
    let id = closing.id;
    let report = shop.store.read(move |tx| report(tx, id, 0));
    assert_eq!(report.expect("a read").expect("a Z").drawer_openings, 3);
    // A clock that is set back hides none from the next.
    shop.set_clock(-3_600);
    open_by_hand(&shop, Who::Manager, "horloge").expect("opened");
    open_again(&shop, "horloge corrigée").expect("a day");
    let next = shop.close(1, 0, "").expect("a Z");
    assert_eq!(next.totals.drawer_openings, 1);
    assert_eq!(verified(&shop), None);
}

/// The printer takes the next paper and says that it is done.
fn comes_out(shop: &Fixture) {
    let printer = Id::from_uuid(uuid::Uuid::from_u128(10));
    shop.run(
        1,
        Who::Manager,
        move |tx, cx, _| -> Result<(), print::JobError> {
            let print::Claimed::Job(job) = print::claim(tx, cx, printer)? else {
                panic!("a paper waits");
            };
            print::settle(tx, cx, job.id, print::Ending::Printed).map(|_| ())
        },
    )
    .expect("printed");
}

#[test]
fn of_a_z_one_original_comes_out_and_then_numbered_copies() {
    let shop = Fixture::with_stock();
    let put = printer(10, till_id(1));
    shop.run(1, Who::Manager, move |tx, _, _| devices::put(tx, put))
        .expect("a printer");
    shop.open(1, 0).expect("a day");
    let id = shop.close(1, 0, "").expect("a Z").id;
    let printed = || {
        let job = shop
            .run(1, Who::Manager, move |tx, cx, by| {
                print_closing(tx, cx, by, id)
            })
            .expect("queued");
        let print::Paper::Report(report) = &job.paper else {
            panic!("a report, not {:?}", job.paper)
        };
        (job.kind, report.copy)
    };
    assert_eq!(printed(), (JobKind::Report, 0));
    // Nobody has it yet: asking again makes no copy of a paper that is still to come.
    assert_eq!(printed(), (JobKind::Report, 0));
    comes_out(&shop);
    assert_eq!(printed(), (JobKind::Duplicate, 1));
    assert_eq!(printed(), (JobKind::Duplicate, 2));
    assert_eq!(verified(&shop), None);
}
