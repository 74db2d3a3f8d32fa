//! Messages as such: how they go, what fills their texts, what an address is, when it is quiet.

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use documents::Language;

use super::*;

#[test]
fn every_state_and_every_act() {
    let mut table = String::new();
    for act in Act::ALL {
        let row: Vec<String> = State::ALL
            .iter()
            .filter_map(|state| Some((state, next(*state, *act)?)))
            .map(|(from, to)| format!("{} > {}", from.code(), to.code()))
            .collect();
        table.push_str(&format!("{:10} {}\n", act.code(), row.join(", ")));
    }
    insta::assert_snapshot!("states", table);
}

#[test]
fn nothing_is_stuck_and_nothing_that_may_have_left_leaves_by_itself() {
    for state in State::ALL {
        // What is out is out; everything else has a way on for a person, or the program has it in hand.
        let ways = acts(*state, false);
        let is_in_hand = *state == State::Sending;
        assert!(is_in_hand || !ways.is_empty(), "{}", state.code());
        for act in [Act::Claim, Act::Delay] {
            assert_eq!(next(State::Unsure, act), None);
            assert_eq!(next(State::Sent, act), None);
        }
        assert!(!acts(*state, true).contains(&Act::Again));
    }
    // Of what may have left only a person makes something, and never the same message once more.
    assert_eq!(next(State::Unsure, Act::Retry), None);
    assert_eq!(next(State::Sent, Act::Retry), None);
}

fn sample(event: Event, language: Language) -> Values {
    super::sample(event, language)
        .with(Blank::Shop, "Maison Vauclair")
        .with(Blank::ShopPhone, "01 45 67 89 10")
}

#[test]
fn the_house_has_words_for_everything_and_they_fill() {
    for event in Event::ALL {
        for channel in Channel::ALL {
            for language in [Language::Fr, Language::En] {
                let what = format!("{} {} {language:?}", event.code(), channel.code());
                let words = house::text(*event, *channel, language);
                check(*event, *channel, &words).expect(&what);
                let filled = fill(&words, &sample(*event, language)).expect(&what);
                assert!(!filled.body.contains(['{', '}']), "{what}");
                assert!(filled.body.contains("Maison Vauclair"), "{what}");
                assert_eq!(
                    filled.subject.is_empty(),
                    *channel == Channel::Sms,
                    "{what}"
                );
            }
        }
    }
}

#[test]
fn a_text_that_cannot_be_is_refused() {
    let of = |subject: &str, body: &str| Text {
        subject: subject.into(),
        body: body.into(),
    };
    let check = |channel, text: Text, expected: &str| {
        let refused = check(Event::Ready, channel, &text).expect_err(expected);
        assert_eq!(refused.to_string(), expected, "{text:?}");
    };
    let mail = Channel::Email;
    check(mail, of("a", "{custmer}"), "{custmer} is not filled in");
    check(mail, of("{x}", "a"), "{x} is not filled in");
    // Another event has it.
    check(mail, of("a", "{days}"), "{days} is not filled in");
    check(mail, of("{number}", "a"), "{number} is not filled in");
    check(mail, of("a", "{}"), "{} is not filled in");
    check(
        mail,
        of("a", "{ customer }"),
        "{ customer } is not filled in",
    );
    for stray in ["a } b", "a { b", "{cust{omer}", "{{customer}}", "}{"] {
        check(mail, of("a", stray), "a brace stands alone");
    }
    check(mail, of("", "a"), "there is no text");
    check(mail, of("a", " \n "), "there is no text");
    check(Channel::Sms, of("", ""), "there is no text");
    check(
        mail,
        of("a\r\nBcc: everybody@example.fr", "a"),
        "the field control cannot be so",
    );
    check(mail, of("a", "b\u{0}"), "the field control cannot be so");
    check(mail, of(&"a".repeat(151), "b"), "at most 150 letters");
    check(mail, of("a", &"é".repeat(8_001)), "at most 8000 letters");
    check(
        Channel::Sms,
        of("", &"é".repeat(2_000)),
        "at most 600 letters",
    );
    check(Channel::Sms, of("a", "b"), "at most 0 letters");
}

#[test]
fn what_a_customer_is_called_stays_in_its_place() {
    let values = Values::default()
        .with(
            Blank::Customer,
            "Roche\r\nBcc: everybody@example.fr\r\n\r\nbody",
        )
        .with(Blank::Object, &"x".repeat(5_000));
    let filled = fill(
        &Text {
            subject: "Pour {customer}".into(),
            body: "{object}{days}".into(),
        },
        &values,
    )
    .expect("filled");
    assert_eq!(filled.subject, "Pour Roche Bcc: everybody@example.fr body");
    assert_eq!(filled.body, "x".repeat(120));
    // Braces in a name are no blanks.
    let named = Values::default().with(Blank::Customer, "{shop}");
    let text = Text {
        subject: String::new(),
        body: "{customer}".into(),
    };
    assert_eq!(fill(&text, &named).expect("filled").body, "{shop}");
}

#[test]
fn addresses_and_what_are_none() {
    let check = |typed: &str, country: &str, expected: &str| {
        let found = mobile(typed, country).unwrap_or_default();
        assert_eq!(found, expected, "{typed} {country}");
    };
    check("06 12 34 56 78", "FR", "+33612345678");
    check("07.12.34.56.78", "FR", "+33712345678");
    check("+33 (0)6 12 34 56 78", "FR", "+33612345678");
    check("0033612345678", "BE", "+33612345678");
    check("0475 12 34 56", "BE", "+32475123456");
    check("621 123 456", "LU", "+352621123456");
    check("+1 (212) 555-0100", "FR", "+12125550100");
    for wrong in [
        "",
        " ",
        "+",
        "06",
        "0612345",
        "01 45 67 89 10",
        "+33145678910",
        "06 12 34 56 7A",
        "O6 12 34 56 78",
        "06123456780612345678",
        "+33612345678;+33698765432",
        "06 12 34 56 78\r\nAT",
        "612345678",
        "+0612345678",
        "٠٦١٢٣٤٥٦٧٨",
    ] {
        check(wrong, "FR", "");
    }
    check("0612345678", "XX", "");

    for good in [
        "a@b.fr",
        "helene.roche+bijoux@example.co.uk",
        "o'neil@example.ie",
    ] {
        assert_eq!(email(good).as_deref(), Some(good));
    }
    for wrong in [
        "",
        "a",
        "a@b",
        "@b.fr",
        "a@.fr",
        "a@b.fr.",
        "a@b..fr",
        "a b@c.fr",
        "a@b.fr, c@d.fr",
        "a@b.fr\r\nBcc: c@d.fr",
        "<a@b.fr>",
        "a@b@c.fr",
        "é@b.fr",
        "a@bé.fr",
        "\"a\"@b.fr",
    ] {
        assert_eq!(email(wrong), None, "{wrong}");
    }
    assert_eq!(email(&format!("{}@b.fr", "a".repeat(300))), None);
}

#[test]
fn quiet_hours_by_the_shops_clock() {
    let paris = |text: &str| -> DateTime<Utc> {
        let local: NaiveDateTime = text.parse().expect(text);
        let at = Paris.from_local_datetime(&local).earliest();
        at.expect(text).with_timezone(&Utc)
    };
    let check = |from: i64, until: i64, at: &str, expected: &str| {
        let found = not_before(Paris, from, until, paris(at));
        assert_eq!(found, paris(expected), "{from}-{until} at {at}");
    };
    let (from, until) = (20 * 60, 9 * 60);
    check(from, until, "2026-11-22T19:59:59", "2026-11-22T19:59:59");
    check(from, until, "2026-11-22T20:00:00", "2026-11-23T09:00:00");
    check(from, until, "2026-11-23T03:00:00", "2026-11-23T09:00:00");
    check(from, until, "2026-11-23T08:59:59", "2026-11-23T09:00:00");
    check(from, until, "2026-11-23T09:00:00", "2026-11-23T09:00:00");
    // At noon, and never.
    check(720, 840, "2026-11-22T13:30:00", "2026-11-22T14:00:00");
    check(0, 0, "2026-11-22T03:00:00", "2026-11-22T03:00:00");
    // The night on which clocks go forward has no half past two; the year ends.
    check(from, 150, "2027-03-27T23:00:00", "2027-03-28T03:00:00");
    check(from, until, "2026-12-31T23:59:00", "2027-01-01T09:00:00");
}
