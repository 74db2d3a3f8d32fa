//! The totals of a day, and of the days of a month: what a Z freezes.

use documents::{Tally, VatTotal};
use serde::{Deserialize, Serialize};

/// What one means of payment took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenderTally {
    /// `cash`, `card`, `cheque`, `transfer`.
    pub tender: String,
    pub count: i64,
    /// Payments less repayments.
    pub amount_minor: i64,
    /// How many of `count` gave money back.
    #[serde(default)]
    pub paid_back_count: i64,
}

/// Every total that the law wants of a period (BOI-TVA-DECLA-30-10-30). Frozen as JSON in the
/// closing's record, so fields are only ever added, with a default; a key that the program did not
/// write is an alteration. Amounts in minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    pub ticket_count: i64,
    pub first_ticket: Option<String>,
    pub last_ticket: Option<String>,
    /// Their places in the chain: numbers of two tills are compared by these.
    #[serde(default)]
    pub first_seq: Option<i64>,
    #[serde(default)]
    pub last_seq: Option<i64>,
    /// Lines sold, on tickets that annul nothing.
    pub sales: Tally,
    /// Lines that came back, negative.
    pub refunds: Tally,
    /// Tickets that annul another, and the revenue they take back.
    pub voids: Tally,
    /// Tax included: sales, refunds, voids and deposits.
    pub total_minor: i64,
    /// The tickets' totals, each in absolute value.
    pub absolute_minor: i64,
    /// Ordinary VAT by rate.
    pub vat: Vec<VatTotal>,
    pub margin_scheme_minor: i64,
    /// Owed on the margins: for the books, never printed.
    pub margin_vat_minor: i64,
    pub exempt_gold_minor: i64,
    /// Money in advance, apart from revenue: taken.
    #[serde(default)]
    pub deposits: Tally,
    /// Taken off on the ticket of the work, negative; what annuls such a ticket counts here too.
    #[serde(default)]
    pub deposits_used: Tally,
    /// Given back or annulled, negative.
    #[serde(default)]
    pub deposits_back: Tally,
    /// Indemnities of who drew back: neither revenue of sales nor taxed.
    #[serde(default)]
    pub indemnities: Tally,
    /// Given on what was sold, positive.
    pub discounts: Tally,
    /// Lines and tickets on which somebody allowed more than the seller may.
    pub overrides: Tally,
    /// Lines at another price than the stock's, and by how much less they went in all.
    #[serde(default)]
    pub price_changes: Tally,
    pub tenders: Vec<TenderTally>,
    pub float_minor: i64,
    pub cash_in_minor: i64,
    /// Negative.
    pub cash_out_minor: i64,
    pub duplicate_count: i64,
    /// The drawer opened by hand, without a sale.
    #[serde(default)]
    pub drawer_openings: i64,
    /// The last duplicate of the shop when this was frozen: the next Z counts those after it.
    #[serde(default)]
    pub last_duplicate: i64,
    /// Counts of the evening that did not agree before one was accepted.
    #[serde(default)]
    pub recounts: i64,
}

fn add_tally(to: &mut Tally, other: Tally) {
    to.count += other.count;
    to.amount_minor += other.amount_minor;
}

impl Totals {
    /// What a means of payment took.
    pub fn taken(&self, tender: &str) -> i64 {
        self.tenders
            .iter()
            .find(|tally| tally.tender == tender)
            .map_or(0, |tally| tally.amount_minor)
    }

    /// How many papers of a means of payment should lie there: a cheque that was given back is gone.
    pub fn papers(&self, tender: &str) -> i64 {
        self.tenders
            .iter()
            .find(|tally| tally.tender == tender)
            .map_or(0, |tally| (tally.count - 2 * tally.paid_back_count).max(0))
    }

    /// Adds a later period: a month is the sum of its days.
    pub fn add(&mut self, later: &Self) {
        self.ticket_count += later.ticket_count;
        let is_before = |one: Option<i64>, other: Option<i64>| {
            one.is_some_and(|one| other.is_none_or(|other| one < other))
        };
        if is_before(later.first_seq, self.first_seq) {
            self.first_seq = later.first_seq;
            self.first_ticket.clone_from(&later.first_ticket);
        }
        // The greatest is the one that nothing is after.
        if later.last_seq > self.last_seq {
            self.last_seq = later.last_seq;
            self.last_ticket.clone_from(&later.last_ticket);
        }
        add_tally(&mut self.sales, later.sales);
        add_tally(&mut self.refunds, later.refunds);
        add_tally(&mut self.voids, later.voids);
        self.total_minor += later.total_minor;
        self.absolute_minor += later.absolute_minor;
        for vat in &later.vat {
            match self.vat.iter_mut().find(|one| one.rate_bp == vat.rate_bp) {
                Some(one) => {
                    one.net_minor += vat.net_minor;
                    one.vat_minor += vat.vat_minor;
                    one.gross_minor += vat.gross_minor;
                }
                None => self.vat.push(*vat),
            }
        }
        self.vat.sort_by_key(|vat| vat.rate_bp);
        self.margin_scheme_minor += later.margin_scheme_minor;
        self.margin_vat_minor += later.margin_vat_minor;
        self.exempt_gold_minor += later.exempt_gold_minor;
        add_tally(&mut self.deposits, later.deposits);
        add_tally(&mut self.deposits_used, later.deposits_used);
        add_tally(&mut self.deposits_back, later.deposits_back);
        add_tally(&mut self.indemnities, later.indemnities);
        add_tally(&mut self.discounts, later.discounts);
        add_tally(&mut self.overrides, later.overrides);
        add_tally(&mut self.price_changes, later.price_changes);
        for tender in &later.tenders {
            match self
                .tenders
                .iter_mut()
                .find(|one| one.tender == tender.tender)
            {
                Some(one) => {
                    one.count += tender.count;
                    one.amount_minor += tender.amount_minor;
                    one.paid_back_count += tender.paid_back_count;
                }
                None => self.tenders.push(tender.clone()),
            }
        }
        self.tenders.sort_by(|a, b| a.tender.cmp(&b.tender));
        self.cash_in_minor += later.cash_in_minor;
        self.cash_out_minor += later.cash_out_minor;
        self.duplicate_count += later.duplicate_count;
        self.drawer_openings += later.drawer_openings;
        self.last_duplicate = self.last_duplicate.max(later.last_duplicate);
        self.recounts += later.recounts;
    }
}
