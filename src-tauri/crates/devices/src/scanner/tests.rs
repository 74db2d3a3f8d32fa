use super::*;
use std::time::Duration;

/// The report descriptor of a HID POS scanner (page 8C): number 2, byte count, three AIM bytes, 56
/// data bytes, a byte that says "continued".
const DESCRIPTOR: &str = "058c0902a1010912a1028502150026ff00750895010501093b8102058c95\
                          0309fb09fc09fd8102953809fe820201950109ff8102c0c0";

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex
        .bytes()
        .filter(u8::is_ascii_hexdigit)
        .map(|digit| u8::try_from(char::from(digit).to_digit(16).unwrap_or(0)).unwrap_or(0))
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair[1])
        .collect()
}

fn report(aim: [u8; 3], data: &[u8], more: bool) -> Vec<u8> {
    let mut report = vec![2, u8::try_from(data.len()).expect("at most 56")];
    report.extend_from_slice(&aim);
    report.extend_from_slice(data);
    report.resize(61, 0);
    report.push(u8::from(more));
    report
}

#[test]
fn a_descriptor_says_where_things_are() {
    let expected = Layout {
        report: Some(2),
        length: Some(1),
        aim: Some(2..5),
        data: 5..61,
        continued: Some((61, 0xFF)),
    };
    assert_eq!(layout(&bytes(DESCRIPTOR)), Some(expected));

    // Without numbers; 57 data bytes; two bytes of the maker's; the flag one bit of eight.
    let unnumbered = "058c0902a1010912a102150026ff00750895010501093b8102058c950309fb09fc09fd8102\
                      953909fe820201 950206660009 018102 058c 7501 950109ff8102 95078103 c0c0";
    let expected = Layout {
        report: None,
        length: Some(0),
        aim: Some(1..4),
        data: 4..61,
        continued: Some((63, 0x01)),
    };
    assert_eq!(layout(&bytes(unnumbered)), Some(expected));

    // A keyboard, a descriptor cut short, nothing: no scanner.
    let keyboard = "05010906a101050719e029e71500250175019508810295017508810395067508150025650507\
                    190029658100c0";
    for other in [keyboard, &DESCRIPTOR[..40], "", "fe"] {
        assert_eq!(layout(&bytes(other)), None, "{other}");
    }
}

#[test]
fn hid_reports_become_codes() {
    let check = |reports: &[Vec<u8>], expected: &[(&str, Option<Symbology>)]| {
        let mut decoder = HidPos::new(layout(&bytes(DESCRIPTOR)).expect("a scanner"));
        let got: Vec<Scan> = reports
            .iter()
            .filter_map(|report| decoder.feed(report))
            .collect();
        let expected: Vec<Scan> = expected
            .iter()
            .map(|(code, symbology)| Scan {
                code: (*code).to_owned(),
                symbology: *symbology,
            })
            .collect();
        assert_eq!(got, expected);
    };
    let ean = report(*b"]E0", b"3760123456786", false);
    check(
        std::slice::from_ref(&ean),
        &[("3760123456786", Some(Symbology::Ean13))],
    );
    check(
        &[ean.clone(), report(*b"]C0", b"J000104", false)],
        &[
            ("3760123456786", Some(Symbology::Ean13)),
            ("J000104", Some(Symbology::Code128)),
        ],
    );
    // 130 characters in three reports.
    let long: String = (0..130).map(|n| char::from(b'0' + n % 10)).collect();
    let parts = [&long[..56], &long[56..112], &long[112..]];
    let parts: Vec<Vec<u8>> = parts
        .iter()
        .enumerate()
        .map(|(index, part)| report(*b"]Q1", part.as_bytes(), index < 2))
        .collect();
    check(&parts, &[(&long, Some(Symbology::Qr))]);
    // No identifier; the scanner's own CR; accents in UTF-8 and in Latin-1.
    check(&[report([0; 3], b"J104\r", false)], &[("J104", None)]);
    check(
        &[report([0; 3], "Écrin".as_bytes(), false)],
        &[("Écrin", None)],
    );
    check(&[report([0; 3], b"\xC9crin", false)], &[("Écrin", None)]);
    // The identifier again in the data.
    check(
        &[report(*b"]C0", b"]C0J104", false)],
        &[("J104", Some(Symbology::Code128))],
    );

    // Bad input: another report, an empty one, one cut short, a count beyond the field.
    let mut other = ean.clone();
    other[0] = 3;
    check(
        &[other, report(*b"]E0", b"", false), vec![2, 13], vec![]],
        &[],
    );
    let mut absurd = report(*b"]C0", b"J104", false);
    absurd[1] = 255;
    let padded = format!("J104{}", "\0".repeat(52));
    check(&[absurd], &[(&padded, Some(Symbology::Code128))]);
    // A scanner that never says "last" is forgotten, and heard again afterwards.
    let mut endless = vec![report(*b"]Q1", &[b'x'; 56], true); 77];
    endless.push(ean);
    check(&endless, &[("3760123456786", Some(Symbology::Ean13))]);
}

#[test]
fn serial_bytes_become_codes() {
    fn check(prefix: &[u8], suffix: Suffix, sent: &[u8], expected: &[(&str, Option<Symbology>)]) {
        let expected: Vec<Scan> = expected
            .iter()
            .map(|(code, symbology)| Scan {
                code: (*code).to_owned(),
                symbology: *symbology,
            })
            .collect();
        // In pieces of every size: a serial line promises nothing about where reads end.
        for size in [1, 2, 3, 5, sent.len().max(1)] {
            let mut decoder = Serial::new(Framing {
                prefix: prefix.to_vec(),
                suffix,
            });
            let mut now = Duration::ZERO;
            let mut got = Vec::new();
            for part in sent.chunks(size) {
                got.extend(decoder.feed(part, now));
                now += Duration::from_millis(1);
            }
            got.extend(decoder.quiet(now + Serial::QUIET));
            assert_eq!(got, expected, "{sent:?} in pieces of {size}");
        }
    }
    let ean = Some(Symbology::Ean13);
    check(b"", Suffix::Line, b"J104\r", &[("J104", None)]);
    check(
        b"",
        Suffix::Line,
        b"J104\r\nJ105\nJ106\r",
        &[("J104", None), ("J105", None), ("J106", None)],
    );
    check(
        b"",
        Suffix::Line,
        b"]E03760123456786\r\n",
        &[("3760123456786", ean)],
    );
    check(
        b"",
        Suffix::Line,
        b"]C10109501101530003\r",
        &[("0109501101530003", Some(Symbology::Gs1_128))],
    );
    check(
        b"\x02",
        Suffix::Etx,
        b"\x02J104\x03\x02J105\x03",
        &[("J104", None), ("J105", None)],
    );
    // Noise before the prefix; and a scanner that was set up without it.
    check(
        b"\x02",
        Suffix::Etx,
        b"\xFF~\x02J104\x03J105\x03",
        &[("J104", None), ("J105", None)],
    );
    check(b"", Suffix::Tab, b"J104\t", &[("J104", None)]);
    check(b"", Suffix::None, b"J104", &[("J104", None)]);
    check(
        b"",
        Suffix::None,
        b"]E03760123456786",
        &[("3760123456786", ean)],
    );
    // A code that merely begins with a bracket.
    check(b"", Suffix::Line, b"]-1\r", &[("]-1", None)]);
    // Nothing, an unfinished code, and one that never ends.
    check(b"", Suffix::Line, b"\r\n\r\n", &[]);
    check(b"", Suffix::Line, b"J104", &[]);
    let mut endless = vec![b'x'; LONGEST + 1];
    endless.extend_from_slice(b"\rJ104\r");
    check(b"", Suffix::Line, &endless, &[("J104", None)]);
}

#[test]
fn silence_ends_a_code_without_suffix_only_after_a_while() {
    let mut decoder = Serial::new(Framing {
        prefix: Vec::new(),
        suffix: Suffix::None,
    });
    let ms = Duration::from_millis;
    assert_eq!(decoder.feed(b"J1", ms(0)), []);
    assert_eq!(decoder.quiet(ms(20)), None);
    assert_eq!(decoder.feed(b"04", ms(30)), []);
    let one = Scan {
        code: "J104".to_owned(),
        symbology: None,
    };
    assert_eq!(decoder.feed(b"J105", ms(200)), [one]);
}
