//! Alphabets, parts, bytes; a gateway as it is described. What a modem says is tried on one, in the
//! tests of the whole.

use super::gateway::{Form, Gateway, Wrong};
use super::pdu::{Place, Status, Submit, status_report};
use super::*;

#[test]
fn a_text_is_cut_where_a_message_ends() {
    let check = |text: &str, alphabet: Alphabet, lengths: &[usize]| {
        let split = split(text);
        let found: Vec<usize> = split.parts.iter().map(Vec::len).collect();
        assert_eq!(
            (split.alphabet, found.as_slice()),
            (alphabet, lengths),
            "{text}"
        );
    };
    check("", Alphabet::Gsm, &[0]);
    check(&"a".repeat(160), Alphabet::Gsm, &[160]);
    check(&"a".repeat(161), Alphabet::Gsm, &[153, 8]);
    check(&"a".repeat(306), Alphabet::Gsm, &[153, 153]);
    check(&"é".repeat(160), Alphabet::Gsm, &[160]);
    // A letter of the extension is not torn in two.
    check(&"€".repeat(80), Alphabet::Gsm, &[160]);
    check(&"€".repeat(81), Alphabet::Gsm, &[152, 10]);
    check(&format!("{}€b", "a".repeat(159)), Alphabet::Gsm, &[153, 9]);
    // Bytes, two a letter.
    check(&"ê".repeat(70), Alphabet::Ucs2, &[140]);
    check(&"ê".repeat(71), Alphabet::Ucs2, &[134, 8]);
    check(&"💍".repeat(35), Alphabet::Ucs2, &[140]);
    check(&"💍".repeat(36), Alphabet::Ucs2, &[132, 12]);
    // A price with its no-break space, a printer's apostrophe: no reason to pay three times.
    check(
        "Reste 95,00\u{a0}€, l’objet\u{202f}: « à vous »…",
        Alphabet::Gsm,
        &[39],
    );
    // As long as it gets.
    assert_eq!(split(&"a".repeat(100_000)).parts.len(), 255);
}

#[test]
fn bytes_for_the_modem() {
    let text = split("hellohello");
    let submit = Submit {
        to: "+46708251358",
        alphabet: text.alphabet,
        part: &text.parts[0],
        place: None,
    };
    let (hex, length) = submit.written();
    assert_eq!(hex, "0031000B916407281553F80000A90AE8329BFD4697D9EC37");
    assert_eq!(length * 2 + 2, hex.len());
    let place = Place {
        reference: 0xa7,
        total: 2,
        number: 1,
    };
    let (hex, _) = Submit {
        place: Some(place),
        part: b"\x61",
        ..submit
    }
    .written();
    // One letter behind six bytes of header: septet 8, one bit later than the byte.
    assert!(hex.ends_with("A908050003A70201C2"), "{hex}");
}

#[test]
fn reports_and_what_is_none() {
    let times = "11221180950040";
    let report = |status: &str| format!("00062A0B913316325476F8{times}{times}{status}");
    for (byte, status) in [
        ("00", Status::Arrived),
        ("02", Status::Arrived),
        ("20", Status::Waiting),
        ("46", Status::Lost),
        ("63", Status::Lost),
        ("FF", Status::Lost),
    ] {
        let found = status_report(&report(byte)).expect(byte);
        assert_eq!((found.reference, found.status), (42, status), "{byte}");
        assert_eq!(found.number, "+33612345678");
    }
    // With a service centre in front.
    let long = format!("07913366003000F0{}", &report("00")[2..]);
    assert_eq!(status_report(&long).map(|one| one.reference), Some(42));
    let whole = report("00");
    for wrong in [
        "",
        "0",
        "zz",
        "é0",
        "00",
        "FF",
        "0001",
        "00042A0B913316325476F8",
    ] {
        assert_eq!(status_report(wrong), None, "{wrong}");
    }
    for end in 0..whole.len() {
        assert_eq!(status_report(&whole[..end]), None, "{end}");
    }
}

fn gateway(form: Form, fields: &str) -> Gateway {
    Gateway {
        url: "https://sms.example.fr/send".into(),
        form,
        header: "Authorization: Bearer {key}".into(),
        key: "k".into(),
        fields: fields.into(),
        reference: String::new(),
        patience: std::time::Duration::from_secs(1),
    }
}

#[test]
fn a_gateway_is_described_or_refused() {
    let check = |gateway: Gateway, expected: Result<(), Wrong>| {
        assert_eq!(gateway.check(), expected, "{gateway:?} {}", gateway.fields);
    };
    let json = r#"{"messages":[{"to":"{to}","body":"{text}"}],"n":3}"#;
    let good = gateway(Form::Json, json);
    check(good.clone(), Ok(()));
    check(gateway(Form::Form, "to={number}\ntext={text}\n\n"), Ok(()));
    for fields in ["", "{", "[]x", "\"{to} {text}\"", "to={to}&text={text}"] {
        check(gateway(Form::Json, fields), Err(Wrong::Fields));
    }
    check(gateway(Form::Form, "to {to}"), Err(Wrong::Fields));
    check(gateway(Form::Form, " \n"), Err(Wrong::Fields));
    check(gateway(Form::Json, r#"{"to":"{to}"}"#), Err(Wrong::Missing));
    check(gateway(Form::Form, "text={text}"), Err(Wrong::Missing));
    for url in [
        "",
        "sms.example.fr",
        "ftp://a.fr",
        "https://u:p@a.fr",
        "file:///etc",
    ] {
        let url = url.to_owned();
        check(
            Gateway {
                url,
                ..good.clone()
            },
            Err(Wrong::Url),
        );
    }
    for header in ["Authorization", "Author ization: x", "X: a\r\nY: b"] {
        let header = header.to_owned();
        check(
            Gateway {
                header,
                ..good.clone()
            },
            Err(Wrong::Header),
        );
    }
}
