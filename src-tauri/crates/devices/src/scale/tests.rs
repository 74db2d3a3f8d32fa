use std::collections::VecDeque;
use std::time::Duration;

use super::*;
use crate::port::Port;

fn read(protocol: Protocol, line: &str) -> Result<(String, Option<i64>), &'static str> {
    protocol
        .read(line.as_bytes())
        .expect("a line about the weight")
        .map(|reading| (reading.shown, reading.stable.map(|weight| weight.0)))
        .map_err(|refusal| refusal.code())
}

#[test]
fn sartorius_lines() {
    let check = |line: &str, expected: Result<(&str, Option<i64>), &'static str>| {
        let expected = expected.map(|(shown, weight)| (shown.to_owned(), weight));
        assert_eq!(read(Protocol::Sbi, line), expected, "{line:?}");
    };
    check("+   12.345 g  ", Ok(("12.345 g", Some(12_345_000))));
    check("N     +   12.345 g  ", Ok(("12.345 g", Some(12_345_000))));
    check("+    1.237 ct ", Ok(("1.237 ct", Some(247_400))));
    check("+  4230.00 mg ", Ok(("4230.00 mg", Some(4_230_000))));
    check("+  0.00423 kg ", Ok(("0.00423 kg", Some(4_230_000))));
    check("-    0.012 g  ", Ok(("-0.012 g", Some(-12_000))));
    // No unit: it moves.
    check("+   12.345    ", Ok(("12.345", None)));
    check("     High     ", Err("scale_overload"));
    check("Stat       Low      ", Err("scale_underload"));
    check("   Cal.Int.   ", Err("scale_unstable"));
    check("+    0.397 oz ", Err("scale_unit"));
    // A line whose beginning is lost, another protocol, noise.
    for line in [
        "2.345 g  ",
        "S S     12.345 g",
        "+ 1a.345 g    ",
        "*   12.345 g  ",
        "+   1.2.45 g  ",
        "+   12.345 g  +   12.345 g  ",
    ] {
        check(line, Err("scale_unreadable"));
    }
    assert_eq!(
        Protocol::Sbi.read(b"\xff\xfe\x80 12.345 g  "),
        Some(Err(Refusal::Unreadable))
    );
}

#[test]
fn mettler_lines() {
    let check = |line: &str, expected: Result<(&str, Option<i64>), &'static str>| {
        let expected = expected.map(|(shown, weight)| (shown.to_owned(), weight));
        assert_eq!(read(Protocol::Sics, line), expected, "{line:?}");
    };
    check("S S     12.345 g", Ok(("12.345 g", Some(12_345_000))));
    check("S D     12.345 g", Ok(("12.345 g", None)));
    check("S S      1.237 ct", Ok(("1.237 ct", Some(247_400))));
    check("S S    -0.012 g", Ok(("-0.012 g", Some(-12_000))));
    check("S I", Err("scale_unstable"));
    check("S +", Err("scale_overload"));
    check("S -", Err("scale_underload"));
    for line in [
        "ES",
        "ET",
        "EL",
        "S",
        "S S 12.345",
        "S X 12.345 g",
        "S S x g",
    ] {
        check(line, Err("scale_unreadable"));
    }
    check("S S 7.1 dwt", Err("scale_unit"));
    assert_eq!(Protocol::Sics.read(b"I4 A \"1126493049\""), None);
}

#[test]
fn grams_and_carats_are_whole_numbers() {
    let check = |micrograms: i64, mg: i64, milli_ct: i64| {
        let weight = Weight(micrograms);
        assert_eq!((weight.milligrams(), weight.milli_carats()), (mg, milli_ct));
    };
    check(200_000, 200, 1_000);
    check(247_400, 247, 1_237);
    check(500, 1, 3);
    check(499, 0, 2);
    check(-500, -1, -3);
    check(12_345_678, 12_346, 61_728);
}

#[test]
fn lines_arrive_in_any_pieces() {
    let whole = b"+   12.345 g  \r\n\r\nS S 1 g\n";
    for cut in 0..whole.len() {
        let mut lines = Lines::default();
        let mut found = lines.feed(&whole[..cut]);
        found.extend(lines.feed(&whole[cut..]));
        assert_eq!(found, [b"+   12.345 g  ".to_vec(), b"S S 1 g".to_vec()]);
    }
    let mut lines = Lines::default();
    assert!(lines.feed(&[b'x'; 10_000]).is_empty());
    let found = lines.feed(b"\nS I\r\n");
    assert_eq!(found.len(), 2);
    assert_eq!(found[1], b"S I");
}

/// A scale that gives one prepared answer to each question.
struct Answers(VecDeque<&'static [u8]>);

impl Port for Answers {
    fn address(&self) -> &'static str {
        "serial:///dev/scale"
    }

    fn write(&mut self, bytes: &[u8], _: Duration) -> Result<usize, PortError> {
        Ok(bytes.len())
    }

    fn read(&mut self, buffer: &mut [u8], _: Duration) -> Result<usize, PortError> {
        let Some(answer) = self.0.pop_front() else {
            return Ok(0);
        };
        if answer == b"unplugged" {
            let address = self.address().to_owned();
            return Err(PortError::Unplugged { address });
        }
        buffer[..answer.len()].copy_from_slice(answer);
        Ok(answer.len())
    }
}

#[test]
fn only_rest_with_something_on_the_pan_is_a_weight() {
    let timing = Timing {
        reply: Duration::from_millis(20),
        settle: Duration::from_millis(200),
        look: Duration::ZERO,
    };
    let check = |answers: &[&'static [u8]], expected: Result<i64, &'static str>| {
        let mut scale = Answers(answers.iter().copied().collect());
        let weighed = weigh(&mut scale, Protocol::Sbi, timing);
        let weighed = weighed.map(|w| w.0).map_err(|refusal| refusal.code());
        assert_eq!(weighed, expected, "{answers:?}");
    };
    let (moving, resting) = (b"+   12.340    \r\n", b"+   12.345 g  \r\n");
    check(&[moving, moving, resting], Ok(12_345_000));
    check(&[b"     High     \r\n", resting], Ok(12_345_000));
    // The tail of a line, then the answer; an answer in two halves.
    check(&[b"2.345 g  \r\n", resting], Ok(12_345_000));
    check(&[b"+   12.3", b"45 g  \r\n"], Ok(12_345_000));
    check(&[b"+    0.000 g  \r\n"], Err("scale_empty"));
    check(&[b"-    0.012 g  \r\n"], Err("scale_negative"));
    check(&[b"+    0.397 oz \r\n"], Err("scale_unit"));
    check(&[b"unplugged"], Err("unplugged"));
    check(&[], Err("scale_silent"));
    check(&[moving], Err("scale_silent"));
    // Another speed: bytes without an end.
    let noise: &'static [u8] = &[0xff; 60];
    assert_eq!(
        look(&mut Answers([noise].into()), Protocol::Sbi, timing),
        Err(Refusal::Unreadable)
    );
    // It never rests: refused once its time is over.
    let mut never = Answers(std::iter::repeat_n(&moving[..], 1_000_000).collect());
    assert_eq!(
        weigh(&mut never, Protocol::Sbi, timing),
        Err(Refusal::Unstable)
    );
}
