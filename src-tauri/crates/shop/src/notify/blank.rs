//! What can be filled into a text: a closed list, so that a slip of the pen is found when it is saved
//! and not in a customer's hands.

use documents::Language;

use super::message::Event;
use crate::stock::words;

words! {
    /// A word in braces.
    Blank {
        Customer = "customer",
        Shop = "shop",
        ShopPhone = "shop_phone",
        /// The number on the claim slip.
        Slip = "slip",
        Object = "object",
        PromisedOn = "promised_on",
        /// Of the estimate.
        Amount = "amount",
        ValidUntil = "valid_until",
        Balance = "balance",
        /// How long it has been waiting.
        Days = "days",
        /// Of the quote, the order or the certificate.
        Number = "number",
        /// What the order comes to, VAT included.
        Total = "total",
        /// What of it was paid in advance.
        Deposit = "deposit",
    }
}

/// What stands in the place of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(Vec<(Blank, String)>);

/// More of a value than this is no name and no object.
const LONGEST: usize = 120;

impl Values {
    /// Adds one. A value is one line, whatever was typed: nothing in it may become a header of a mail.
    #[must_use]
    pub fn with(mut self, blank: Blank, value: &str) -> Self {
        let line: String = value
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .take(LONGEST)
            .collect();
        // A no-break space inside an amount stays.
        let words = line.split(' ').filter(|word| !word.is_empty());
        let line = words.collect::<Vec<_>>().join(" ");
        self.0.push((blank, line));
        self
    }

    /// Empty where there is none.
    pub fn get(&self, blank: Blank) -> &str {
        let found = self.0.iter().rev().find(|(one, _)| *one == blank);
        found.map_or("", |(_, value)| value)
    }
}

/// In every text.
pub const ALWAYS: &[Blank] = &[Blank::Customer, Blank::Shop, Blank::ShopPhone];

type Sample = &'static [(Blank, &'static str, &'static str)];

/// An invented customer's object.
const REPAIR: Sample = &[
    (Blank::Slip, "P1-R26-118", "P1-R26-118"),
    (
        Blank::Object,
        "bague, métal blanc, pierre blanche",
        "ring, white metal, white stone",
    ),
    (Blank::PromisedOn, "28/11/2026", "28 Nov 2026"),
    (Blank::Amount, "145,00\u{a0}€", "€145.00"),
    (Blank::ValidUntil, "22/12/2026", "22 Dec 2026"),
    (Blank::Balance, "95,00\u{a0}€", "€95.00"),
    (Blank::Days, "14", "14"),
];

/// An invented order.
const ORDER: Sample = &[
    (Blank::Number, "P1-C26-7", "P1-C26-7"),
    (Blank::Object, "alliance deux ors", "two-gold wedding ring"),
    (Blank::Total, "2\u{202f}400,00\u{a0}€", "€2,400.00"),
    (Blank::Deposit, "720,00\u{a0}€", "€720.00"),
    (Blank::Balance, "1\u{202f}680,00\u{a0}€", "€1,680.00"),
    (Blank::ValidUntil, "22/12/2026", "22 Dec 2026"),
    (Blank::Days, "14", "14"),
];

/// An invented certificate.
const CERTIFICATE: Sample = &[
    (Blank::Number, "P1-EX2026-0042", "P1-EX2026-0042"),
    (
        Blank::Object,
        "solitaire, platine 950, diamant 1,02 ct",
        "solitaire, platinum 950, 1.02 ct diamond",
    ),
    (Blank::Balance, "80,00\u{a0}€", "€80.00"),
];

/// What an invented customer would read of an event, for previews.
pub fn sample(event: Event, language: Language) -> Values {
    let of = match event {
        Event::Received
        | Event::EstimateReady
        | Event::Ready
        | Event::PromiseMoved
        | Event::StillWaiting => REPAIR,
        Event::QuoteSent
        | Event::QuoteExpiring
        | Event::ProductionBegun
        | Event::OrderReady
        | Event::OrderWaiting
        | Event::OrderCancelled => ORDER,
        Event::CertificateReady => CERTIFICATE,
        Event::Test => &[],
    };
    let name = (Blank::Customer, "Mme Hélène Œuvrard", "Mrs Hélène Œuvrard");
    std::iter::once(&name)
        .chain(of)
        .fold(Values::default(), |values, (blank, fr, en)| {
            let value = match language {
                Language::Fr => fr,
                Language::En => en,
            };
            values.with(*blank, value)
        })
}
