//! The orders that are agreed, and the labour that stands on their lists.

use chrono::NaiveDate;
use units::Id;
use uuid::Uuid;

use super::{NAME, maybe_day};
use crate::custom::nouns::Order;
use crate::custom::state::State;
use crate::customers::Customer;
use crate::cx::User;
use crate::db::{ReadTx, StoreError, row};

/// An order that may be agreed: of one on hold its past says so.
pub struct Agreed {
    pub seq: i64,
    pub id: Id<Order>,
    pub owner: Id<Customer>,
    pub number: String,
    pub title: String,
    pub customer: String,
    pub state: State,
    pub wished_on: Option<NaiveDate>,
    /// Of the labour of its newest quote; None: it has none.
    pub quoted_minutes: Option<i64>,
}

/// Labour that stands on an order's list.
pub struct Labour {
    /// The order's row.
    pub order: i64,
    pub title: String,
    pub person: Option<(Id<User>, String)>,
    pub minutes: i64,
    pub spent: i64,
}

const STATES: &str = "('approved', 'production', 'on_hold', 'ready')";

/// Soonest first; those without a day last.
pub fn agreed(tx: &ReadTx<'_>) -> Result<Vec<Agreed>, StoreError> {
    let sql = format!(
        "SELECT made.seq, made.id, made.number, made.title, {NAME}, made.state, made.wished_on,
            made.customer_id,
            nullif((SELECT sum(line.minutes) FROM custom_quote_line line WHERE line.kind = 'labour'
                AND line.quote = (SELECT max(quote.seq) FROM custom_quote quote
                    WHERE quote.custom = made.seq AND quote.sent_at IS NOT NULL)), 0)
         FROM custom_order made JOIN customer ON customer.id = made.customer_id
         WHERE made.state IN {STATES} ORDER BY made.wished_on IS NULL, made.wished_on, made.seq"
    );
    tx.all(&sql, [], |found| {
        Ok(Agreed {
            seq: found.get(0)?,
            id: row::id(found, 1)?,
            number: found.get(2)?,
            title: found.get(3)?,
            customer: found.get(4)?,
            state: row::word(found, 5)?,
            wished_on: maybe_day(found, 6)?,
            owner: row::id(found, 7)?,
            quoted_minutes: found.get(8)?,
        })
    })
}

/// In the order in which it was written; what was taken off the list is not there.
pub fn labour(tx: &ReadTx<'_>) -> Result<Vec<Labour>, StoreError> {
    let sql = format!(
        "SELECT part.custom, part.title, part.person_id, person.name, part.minutes,
            (SELECT coalesce(sum(used.minutes), 0) FROM custom_use used
                WHERE used.part = part.seq AND used.undoes IS NULL
                    AND NOT EXISTS (SELECT 1 FROM custom_use back WHERE back.undoes = used.seq))
         FROM custom_part part JOIN custom_order made ON made.seq = part.custom
         LEFT JOIN user person ON person.id = part.person_id
         WHERE part.kind = 'labour' AND part.minutes IS NOT NULL AND made.state IN {STATES}
            AND coalesce((SELECT step FROM custom_part_step step WHERE step.part = part.seq
                ORDER BY step.seq DESC LIMIT 1), 'back') <> 'off'
         ORDER BY part.seq"
    );
    tx.all(&sql, [], |found| {
        let person: (Option<Uuid>, Option<String>) = (found.get(2)?, found.get(3)?);
        Ok(Labour {
            order: found.get(0)?,
            title: found.get(1)?,
            person: person.0.map(Id::from_uuid).zip(person.1),
            minutes: found.get(4)?,
            spent: found.get(5)?,
        })
    })
}
