//! Batches of labels through the store, the server's worker and a printer with a short roll.

use std::time::Duration;

use super::spool::{House, till};
use shop::Actor;
use shop::db::StoreError;
use shop::devices::{self, Device, Kind, Options, PutDevice};
use shop::labels::{self, Batch, PrintLabels, PrintLabelsError};
use shop::print::State as JobState;
use shop::stock::{self, CreatePiece, Piece, Sheet};
use tests::cx;
use tests::rig::{LabelPrinter, wait_for};
use units::{Id, Money};
use uuid::Uuid;

const PRINTER: u128 = 77;

fn printer() -> Id<Device> {
    Id::from_uuid(Uuid::from_u128(PRINTER))
}

/// A shop whose receipt printer is switched off and whose label printer is at this address.
fn house(address: &str) -> House {
    let house = House::new("tcp://127.0.0.1:1");
    let input = PutDevice {
        id: printer(),
        till: till(),
        kind: Kind::LabelPrinter,
        name: "Étiquettes".into(),
        address: address.into(),
        options: Options::default(),
        active: true,
        version: None,
    };
    house
        .store
        .write(move |tx| devices::put(tx, input))
        .expect("a label printer");
    house
}

/// Enters rings of these prices.
fn rings(house: &House, prices: &[Option<i64>]) -> Vec<Id<Piece>> {
    let prices = prices.to_vec();
    house
        .store
        .write(move |tx| {
            let family =
                stock::family_by_code(tx, "ring")?.ok_or(StoreError::Unreadable("family"))?;
            let place =
                stock::place_by_code(tx, "VITRINE")?.ok_or(StoreError::Unreadable("place"))?;
            let mut ids = Vec::new();
            for (index, price) in prices.iter().enumerate() {
                let id = Id::from_uuid(Uuid::now_v7());
                let mut sheet = Sheet::new(&format!("J{}", 100 + index), family.id, "Alliance");
                sheet.price = price.map(Money::eur);
                let input = CreatePiece {
                    id,
                    sheet,
                    place: place.id,
                };
                stock::create_piece(tx, &cx(0), input).expect("a piece");
                ids.push(id);
            }
            Ok::<_, StoreError>(ids)
        })
        .expect("rings")
        .value
}

fn order(template: &str, pieces: Vec<Id<Piece>>) -> PrintLabels {
    PrintLabels {
        id: Id::from_uuid(Uuid::now_v7()),
        printer: printer(),
        template: template.into(),
        pieces: pieces.into_iter().map(Id::uuid).collect(),
    }
}

fn print(house: &House, order: PrintLabels) -> Result<Batch, PrintLabelsError> {
    let state = house.state.clone();
    house
        .store
        .write(move |tx| labels::print(tx, &state.cx(Actor::System, None), order))
        .map(|written| written.value)
}

fn batch(house: &House, id: Id<Batch>) -> Batch {
    house
        .store
        .read(move |tx| labels::batch(tx, id))
        .expect("a read")
        .expect("a batch")
}

fn wait_until(house: &House, id: Id<Batch>, what: &str, is: impl Fn(&Batch) -> bool) -> Batch {
    wait_for(what, Duration::from_secs(60), || {
        let found = batch(house, id);
        is(&found).then_some(found)
    })
}

/// The numbers on the labels that came out.
fn numbers(printer: &LabelPrinter) -> Vec<String> {
    let number = |label: &String| {
        let from = label.find("^FDJ").expect("a number") + 3;
        label[from..].chars().take(4).collect()
    };
    printer.labels().iter().map(number).collect()
}

#[test]
fn a_batch_goes_on_after_paper_out_and_no_label_comes_twice() {
    let printer = LabelPrinter::start(2);
    let house = house(&format!("tcp://127.0.0.1:{}", printer.port));
    let pieces = rings(&house, &[Some(129_000); 5]);
    let made = print(&house, order("rat-tail-72x10", pieces)).expect("queued");
    assert_eq!(made.labels.len(), 5);

    // The second is the last of the roll. A printer that is out of labels does not say whether the
    // one it was given is among them: it is waited for, and the others stay outside the printer.
    let held = wait_until(&house, made.id, "the roll to end", |batch| {
        batch.count(JobState::Done) == 1 && batch.problem() == Some("paper_out")
    });
    assert_eq!(held.count(JobState::Sending), 1);
    assert_eq!(held.count(JobState::Waiting), 3);
    assert_eq!(numbers(&printer).len(), 2);
    printer.load(10);
    let state = house.state.clone();
    house
        .store
        .write(move |tx| labels::resume(tx, &state.cx(Actor::System, None), made.id))
        .expect("resumed");
    wait_until(&house, made.id, "all to be out", |batch| {
        batch.count(JobState::Done) == 5
    });
    assert_eq!(numbers(&printer), ["J100", "J101", "J102", "J103", "J104"]);
}

#[test]
fn after_a_pulled_cable_one_label_is_a_persons_to_look_at() {
    let printer = LabelPrinter::start(100);
    printer.pull_after(2);
    let house = house(&format!("tcp://127.0.0.1:{}", printer.port));
    let pieces = rings(&house, &[Some(129_000); 4]);
    let made = print(&house, order("rat-tail-72x10", pieces)).expect("queued");
    let doubt = wait_until(&house, made.id, "the others to be out", |batch| {
        batch.count(JobState::Done) == 3 && batch.count(JobState::Unsure) == 1
    });
    assert_eq!(doubt.labels[1].state, JobState::Unsure);
    // Nothing comes a second time by itself, and a person says that it is there.
    let (state, job) = (house.state.clone(), doubt.labels[1].job);
    house
        .store
        .write(move |tx| shop::print::confirm(tx, &state.cx(Actor::System, None), job))
        .expect("confirmed");
    assert_eq!(batch(&house, made.id).count(JobState::Done), 4);
    assert_eq!(numbers(&printer), ["J100", "J101", "J102", "J103"]);
}

#[test]
fn a_printer_that_is_not_there_loses_nothing_and_the_rest_can_be_cancelled() {
    let house = house("tcp://127.0.0.1:1");
    let pieces = rings(&house, &[Some(129_000); 3]);
    let made = print(&house, order("rat-tail-72x10", pieces)).expect("queued");
    wait_until(&house, made.id, "the printer to be missed", |batch| {
        batch.problem() == Some("refused")
    });
    wait_until(&house, made.id, "the rest to be cancelled", |_| {
        let state = house.state.clone();
        let cancelled = house
            .store
            .write(move |tx| labels::cancel(tx, &state.cx(Actor::System, None), made.id));
        cancelled.is_ok_and(|it| it.value.count(JobState::Cancelled) == 3)
    });
    assert_eq!(batch(&house, made.id).problem(), None);
}

#[test]
fn what_would_come_out_wrong_is_not_queued() {
    let house = house("tcp://127.0.0.1:1");
    let pieces = rings(&house, &[Some(129_000), None, None]);
    let check = |order: PrintLabels, expected: &str| {
        let error = print(&house, order).expect_err(expected);
        assert_eq!(error.to_string(), expected);
    };
    let one = || vec![pieces[0]];
    check(
        order("rat-tail-72x10", pieces.clone()),
        "2 labels do not come out whole, first J101",
    );
    check(order("no-such", one()), "there is no such template");
    check(
        order("a4-38x21", one()),
        "the template is not for this printer",
    );
    check(order("rat-tail-72x10", Vec::new()), "no piece was chosen");
    check(
        order("rat-tail-72x10", vec![pieces[0]; 1_001]),
        "at most 1000 labels at once",
    );
    check(
        order("rat-tail-72x10", vec![Id::from_uuid(Uuid::from_u128(9))]),
        "a piece is not known",
    );
    check(
        PrintLabels {
            printer: Id::from_uuid(Uuid::from_u128(10)),
            ..order("rat-tail-72x10", one())
        },
        "there is no such label printer in use",
    );
    let first = order("rat-tail-72x10", one());
    print(&house, first.clone()).expect("queued");
    check(first, "the id is already used");
    let batches = house.store.read(labels::batches).expect("a read");
    assert_eq!(batches.len(), 1, "the refused ones left nothing");
}

#[test]
fn a_test_label_comes_out_and_a_receipt_printer_gets_none() {
    let printer_of_labels = LabelPrinter::start(5);
    let house = house(&format!("tcp://127.0.0.1:{}", printer_of_labels.port));
    let test = |id: u128| {
        let state = house.state.clone();
        house.store.write(move |tx| {
            let id = Id::from_uuid(Uuid::from_u128(id));
            labels::test_label(tx, &state.cx(Actor::System, None), id)
        })
    };
    test(PRINTER).expect("queued");
    wait_for("the test label", Duration::from_secs(60), || {
        (printer_of_labels.labels().len() == 1).then_some(())
    });
    assert!(printer_of_labels.labels()[0].contains("TEST-1"));
    assert!(test(10).is_err());
}

#[test]
fn a_chip_gets_the_epc_that_its_piece_keeps() {
    let paper = LabelPrinter::start(100);
    let house = house(&format!("tcp://127.0.0.1:{}", paper.port));
    let pieces = rings(&house, &[Some(129_000); 3]);
    // One carries a tag already: its new label gets the same.
    let (tagged, own) = (pieces[1], "E28011700000020D1E5B8A31");
    let tied = stock::BindTag {
        tag: own,
        how: stock::TagHow::Typed,
        reason: "",
    };
    house
        .store
        .write(move |tx| stock::bind_tag(tx, &cx(0), tagged, &tied))
        .expect("a tag");
    let plain = print(&house, order("rat-tail-72x10", pieces.clone())).expect("queued");
    wait_until(&house, plain.id, "the plain ones", |batch| {
        batch.count(JobState::Done) == 3
    });
    let tags = |pieces: &[Id<Piece>]| -> Vec<Option<String>> {
        let pieces = pieces.to_vec();
        let read = house
            .store
            .read(move |tx| pieces.iter().map(|id| stock::tag_of(tx, *id)).collect());
        read.map_err(|error: StoreError| error).expect("a read")
    };
    assert_eq!(tags(&pieces), [None, Some(own.to_owned()), None]);

    for round in 1..=2 {
        let made = print(&house, order("rat-tail-72x10-chip", pieces.clone())).expect("queued");
        wait_until(&house, made.id, "the chips", |batch| {
            batch.count(JobState::Done) == 3
        });
        let kept: Vec<String> = tags(&pieces).into_iter().flatten().collect();
        assert_eq!(kept.len(), 3);
        assert_eq!(kept[1], own);
        assert!(kept[0].starts_with("35") && kept[0] != kept[2], "{kept:?}");
        let labels = paper.labels();
        assert_eq!(labels.len(), 3 + 3 * round);
        for (label, epc) in labels[labels.len() - 3..].iter().zip(&kept) {
            assert!(label.contains(&format!("^RFW,H^FD{epc}^FS")), "{label}");
        }
    }
    // A printer that writes no chips is no printer for them.
    house
        .store
        .write(|tx| {
            let options = Options {
                language: devices::LabelLanguage::Epl,
                ..Options::default()
            };
            let known = devices::device(tx, printer())?.expect("the printer");
            let input = PutDevice {
                id: known.id,
                till: known.till,
                kind: known.kind,
                name: known.name,
                address: known.address,
                options,
                active: true,
                version: Some(known.version),
            };
            devices::put(tx, input)
        })
        .expect("an EPL printer");
    let refused = print(&house, order("rat-tail-72x10-chip", pieces)).expect_err("no chips");
    assert!(matches!(refused, PrintLabelsError::NotForPrinter));
}
