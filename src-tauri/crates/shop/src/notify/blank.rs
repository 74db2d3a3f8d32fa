//! What can be filled into a text: a closed list, so that a slip of the pen is found when it is saved
//! and not in a customer's hands.

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

/// An invented customer's object, for previews.
pub const SAMPLE: &[(Blank, &str, &str)] = &[
    (Blank::Customer, "Mme Hélène Œuvrard", "Mrs Hélène Œuvrard"),
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
