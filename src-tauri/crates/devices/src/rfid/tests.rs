use std::time::Duration;

use super::llrp::{Broken, Frames, Message, Session};
use super::*;
use crate::scanner::{Framing, Suffix};

/// A parameter with a length.
fn tlv(kind: u16, value: &[u8]) -> Vec<u8> {
    let mut bytes = kind.to_be_bytes().to_vec();
    bytes.extend(u16::try_from(4 + value.len()).expect("short").to_be_bytes());
    bytes.extend(value);
    bytes
}

fn message(kind: u16, id: u32, body: Vec<u8>) -> Vec<u8> {
    Message { kind, id, body }.bytes()
}

fn greeting(status: u8) -> Vec<u8> {
    let uptime = tlv(129, &[0; 8]);
    let attempt = tlv(256, &[0, status]);
    message(63, 0, tlv(246, &[uptime, attempt].concat()))
}

fn response(kind: u16, id: u32, code: u16, words: &str) -> Vec<u8> {
    let mut status = code.to_be_bytes().to_vec();
    status.extend(u16::try_from(words.len()).expect("short").to_be_bytes());
    status.extend(words.as_bytes());
    message(kind, id, tlv(287, &status))
}

/// EPC-96 as a short parameter, with the antenna and a strength behind it.
fn epc_96(last: u8) -> Vec<u8> {
    let mut tag = vec![0x8D];
    tag.extend([0x30, 0x34, 0, 0, 0, 0, 0, 0, 0, 0, 0, last]);
    tag.extend([0x81, 0, 1, 0x86, 0xC8]);
    tlv(240, &tag)
}

fn report(tags: &[Vec<u8>]) -> Vec<u8> {
    message(61, 0, tags.concat())
}

/// The kinds of the messages that go out.
fn kinds(bytes: &[u8]) -> Vec<(u16, u32)> {
    let sent = Frames::default().feed(bytes).expect("our own are whole");
    sent.iter()
        .map(|message| (message.kind, message.id))
        .collect()
}

/// A session that reads.
fn reading() -> Session {
    let mut session = Session::default();
    let mut say = |bytes: &[u8]| kinds(&session.feed(bytes).expect("obeys").answer);
    assert_eq!(say(&greeting(0)), [(3, 1)]);
    assert_eq!(say(&response(13, 1, 0, "")), [(20, 2)]);
    assert_eq!(say(&response(30, 2, 0, "")), [(24, 3)]);
    // Somebody else's answer changes nothing.
    assert_eq!(say(&response(34, 99, 0, "")), []);
    assert_eq!(say(&response(34, 3, 0, "")), [(22, 4)]);
    assert_eq!(say(&response(32, 4, 0, "")), []);
    assert!(session.is_reading());
    session
}

#[test]
fn a_conversation_from_the_greeting_to_the_end() {
    let mut session = reading();
    let heard = session
        .feed(&report(&[epc_96(1), epc_96(2), epc_96(1)]))
        .expect("tags");
    let tag = |last: u8| format!("3034000000000000000000{last:02X}");
    assert_eq!(heard.tags, [tag(1), tag(2), tag(1)]);
    let alive = session.feed(&message(62, 7, Vec::new())).expect("alive");
    assert_eq!(kinds(&alive.answer), [(72, 7)]);
    // An antenna came loose: not our affair.
    let antenna = tlv(246, &[tlv(129, &[0; 8]), tlv(255, &[0, 0, 1])].concat());
    assert_eq!(
        session.feed(&message(63, 0, antenna)).expect("an event"),
        llrp::Heard::default()
    );
    // Ours alone is stopped and deleted: the id is never 0, which means all.
    assert_eq!(kinds(&session.stop()), [(23, 5)]);
    let late = session.feed(&report(&[epc_96(3)])).expect("a late report");
    assert!(late.tags.is_empty(), "after the stop nothing counts");
    let mut say = |bytes: &[u8]| session.feed(bytes).expect("obeys").answer;
    let delete = say(&response(33, 5, 0, ""));
    assert_eq!(kinds(&delete), [(21, 6)]);
    assert_eq!(delete[10..], 0xEC21_u32.to_be_bytes());
    assert_eq!(kinds(&say(&response(31, 6, 0, ""))), [(14, 7)]);
    assert_eq!(say(&response(4, 7, 0, "")), Vec::<u8>::new());
    assert!(session.is_over());
}

#[test]
fn what_a_cut_connection_left_is_cleared_away_first() {
    let mut session = Session::default();
    let mut say = |bytes: &[u8]| session.feed(bytes);
    say(&greeting(0)).expect("greeted");
    // No signs of life: it reads all the same.
    say(&response(13, 1, 107, "unsupported")).expect("goes on");
    let again = say(&response(30, 2, 101, "exists")).expect("clears");
    assert_eq!(kinds(&again.answer), [(21, 3)]);
    let again = say(&response(31, 3, 0, "")).expect("adds again");
    assert_eq!(kinds(&again.answer), [(20, 4)]);
    let refused = say(&response(30, 4, 101, "no room"));
    assert_eq!(refused, Err(Refusal::Refused("101 no room".to_owned())));
}

#[test]
fn a_reader_in_use_or_none_at_all_is_told() {
    let check = |bytes: &[u8], expected: &str| {
        let refused = Session::default().feed(bytes).expect_err(expected);
        assert_eq!(refused.code(), expected);
    };
    check(&greeting(2), "reader_taken");
    check(&greeting(3), "reader_refused");
    check(b"HTTP/1.1 400 Bad Request\r\n", "reader_garbled");
    // A length shorter than the head, and one that no reader sends.
    check(&[0x04, 63, 0, 0, 0, 9, 0, 0, 0, 0], "reader_garbled");
    check(&[0x04, 63, 0xFF, 0, 0, 0, 0, 0, 0, 0], "reader_garbled");
    // An event whose inner length is longer than itself.
    let lie = message(
        63,
        0,
        [246_u16.to_be_bytes(), 99_u16.to_be_bytes()].concat(),
    );
    check(&lie, "reader_garbled");
    check(&response(100, 0, 109, "what?"), "reader_refused");
}

#[test]
fn a_report_whose_lengths_lie_is_lost_and_the_next_is_read() {
    let mut session = reading();
    let mut tags = |bytes: &[u8]| session.feed(bytes).expect("goes on").tags;
    // Longer than the message; shorter than its own head; a short parameter of no known length; a
    // tag whose bits are not there.
    for lie in [
        [240_u16.to_be_bytes(), 200_u16.to_be_bytes()].concat(),
        [240_u16.to_be_bytes(), 2_u16.to_be_bytes()].concat(),
        tlv(240, &[0xCD, 1, 2, 3]),
        tlv(240, &tlv(241, &[0, 96, 1, 2])),
        tlv(240, &[0x8D, 1, 2]),
    ] {
        let whole = [epc_96(1), lie].concat();
        assert!(tags(&message(61, 0, whole)).is_empty());
    }
    assert_eq!(tags(&report(&[epc_96(9)])).len(), 1);
}

#[test]
fn tags_of_any_length() {
    let mut session = reading();
    let mut tags = |value: &[u8]| {
        let tag = tlv(240, &tlv(241, value));
        session.feed(&message(61, 0, tag)).expect("a report").tags
    };
    assert_eq!(tags(&[0, 16, 0xAB, 0xCD]), ["ABCD"]);
    assert_eq!(
        tags(&[
            0, 128, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
        ])
        .len(),
        1
    );
    // Never written.
    assert!(tags(&[0, 0]).is_empty());
}

#[test]
fn messages_arrive_in_any_pieces() {
    let whole = [
        greeting(0),
        message(62, 1, Vec::new()),
        report(&[epc_96(1)]),
    ]
    .concat();
    for cut in 0..whole.len() {
        let mut frames = Frames::default();
        let mut found = frames.feed(&whole[..cut]).expect("whole");
        found.extend(frames.feed(&whole[cut..]).expect("whole"));
        let kinds: Vec<u16> = found.iter().map(|message| message.kind).collect();
        assert_eq!(kinds, [63, 62, 61], "cut at {cut}");
    }
    assert_eq!(Frames::default().feed(&[0xFF; 10]), Err(Broken));
}

/// Tags of some pieces of text, each so many milliseconds after the port was opened.
fn lines(framing: &Framing, pieces: &[(u64, &str)]) -> Vec<Epc> {
    let mut decoder = TagLines::new(framing.clone());
    let mut tags = Vec::new();
    for (at, text) in pieces {
        tags.extend(decoder.feed(text.as_bytes(), Duration::from_millis(*at)));
    }
    let end = pieces.last().map_or(0, |(at, _)| *at) + 1_000;
    tags.extend(decoder.quiet(Duration::from_millis(end)));
    tags
}

#[test]
fn a_tag_a_line() {
    let plain = Framing::default();
    let check = |framing: &Framing, pieces: &[(u64, &str)], expected: &[&str]| {
        assert_eq!(lines(framing, pieces), expected, "{pieces:?}");
    };
    const TAG: &str = "303400000000000000000001";
    check(&plain, &[(100, "303400000000000000000001\r\n")], &[TAG]);
    check(&plain, &[(100, "3034 0000 0000 0000 0000 0001\n")], &[TAG]);
    check(
        &plain,
        &[(100, "30340000000000"), (110, "0000000001\r")],
        &[TAG],
    );
    check(
        &plain,
        &[(100, "e28011700000020d1e5b8a31\n")],
        &["E28011700000020D1E5B8A31"],
    );
    // Without its end it is no tag; nor is a reader's chatter, nor half a word.
    check(&plain, &[(100, TAG)], &[]);
    check(
        &plain,
        &[(100, "READY\r\nOK 12\r\n3034\r\n30340000000000000\r\n")],
        &[],
    );
    check(
        &plain,
        &[
            (100, &"A".repeat(5_000)),
            (101, "\n303400000000000000000001\n"),
        ],
        &[TAG],
    );
    // Heard from the middle of a line on: that line's tail is no tag, the next one is.
    check(
        &plain,
        &[(2, "0000000000000001\n303400000000000000000001\n")],
        &[TAG],
    );
    let framed = Framing {
        prefix: b"EPC:".to_vec(),
        suffix: Suffix::Etx,
    };
    check(
        &framed,
        &[(100, "EPC:303400000000000000000001\x03")],
        &[TAG],
    );
    check(&framed, &[(100, "303400000000000000000001\x03")], &[]);
    let silent = Framing {
        prefix: Vec::new(),
        suffix: Suffix::None,
    };
    check(
        &silent,
        &[(100, TAG), (400, "303400000000000000000002")],
        &[TAG, "303400000000000000000002"],
    );
}
