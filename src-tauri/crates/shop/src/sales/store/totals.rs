//! The totals of a day, in one pass over each of its tables.

use documents::{Tally, VatTotal};
use units::Id;

use crate::cx::Till;
use crate::db::{ReadTx, StoreError};
use crate::till::{Opening, TenderTally, Totals};

/// What the tickets of a till's day come to. The float and the drawer's movements are the till's.
pub fn day_totals(tx: &ReadTx<'_>, opening: Id<Opening>) -> Result<Totals, StoreError> {
    let mut totals = tickets(tx, opening)?;
    lines(tx, opening, &mut totals)?;
    totals.tenders = tx.all(
        "SELECT tender, count(*), sum(amount_minor), sum(amount_minor < 0) FROM sale
         JOIN payment ON payment.sale_id = sale.id WHERE opening_id = ?1
         GROUP BY tender ORDER BY tender",
        [opening.uuid()],
        |row| {
            Ok(TenderTally {
                tender: row.get(0)?,
                count: row.get(1)?,
                amount_minor: row.get(2)?,
                paid_back_count: row.get(3)?,
            })
        },
    )?;
    Ok(totals)
}

/// How many duplicates were made at a till after this one of the shop.
pub fn duplicates_after(tx: &ReadTx<'_>, till: Id<Till>, seq: i64) -> Result<i64, StoreError> {
    tx.one(
        "SELECT count(*) FROM duplicate WHERE till_id = ?1 AND seq > ?2",
        (till.uuid(), seq),
        |row| row.get(0),
    )
}

fn tickets(tx: &ReadTx<'_>, opening: Id<Opening>) -> Result<Totals, StoreError> {
    let (mut totals, first, last) = tx.one(
        "SELECT count(*), coalesce(sum(total_minor), 0), coalesce(sum(abs(total_minor)), 0),
                coalesce(sum(kind = 'void'), 0),
                coalesce(sum(kind = 'sale' AND discount_vouched), 0),
                coalesce(sum(CASE WHEN kind = 'sale' AND discount_vouched
                             THEN discount_minor END), 0),
                min(seq), max(seq)
         FROM sale WHERE opening_id = ?1",
        [opening.uuid()],
        |row| {
            let totals = Totals {
                ticket_count: row.get(0)?,
                total_minor: row.get(1)?,
                absolute_minor: row.get(2)?,
                voids: Tally {
                    count: row.get(3)?,
                    amount_minor: 0,
                },
                overrides: Tally {
                    count: row.get(4)?,
                    amount_minor: row.get(5)?,
                },
                ..Totals::default()
            };
            Ok((
                totals,
                row.get::<_, Option<i64>>(6)?,
                row.get::<_, Option<i64>>(7)?,
            ))
        },
    )?;
    totals.first_ticket = number(tx, first)?;
    totals.last_ticket = number(tx, last)?;
    (totals.first_seq, totals.last_seq) = (first, last);
    Ok(totals)
}

fn number(tx: &ReadTx<'_>, seq: Option<i64>) -> Result<Option<String>, StoreError> {
    tx.maybe("SELECT number FROM sale WHERE seq = ?1", [seq], |row| {
        row.get(0)
    })
}

/// What a line does to the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Sold,
    CameBack,
    /// Of a ticket that annuls another: what is revenue of it.
    Annulled,
    DepositTaken,
    DepositUsed,
    DepositBack,
    Indemnity,
}

impl Class {
    /// `rest`: what is left of a deposit that came off whole on the same ticket.
    fn of(is_sale: bool, goes_out: bool, rest: bool, role: &str) -> Self {
        match (role, is_sale, goes_out) {
            _ if rest => Self::DepositBack,
            ("goods" | "work", false, _) => Self::Annulled,
            ("goods" | "work", true, true) => Self::Sold,
            ("goods" | "work", true, false) => Self::CameBack,
            ("used", ..) => Self::DepositUsed,
            ("kept", ..) => Self::Indemnity,
            (_, true, true) => Self::DepositTaken,
            _ => Self::DepositBack,
        }
    }
}

struct Group {
    class: Class,
    regime: String,
    rate_bp: i64,
    total_minor: i64,
    vat_minor: i64,
    discounts: Tally,
    overrides: Tally,
    price_changes: Tally,
    tickets: i64,
}

/// The group of these lines, new where it is the first.
fn group<'a>(
    groups: &'a mut Vec<Group>,
    class: Class,
    regime: &str,
    rate_bp: i64,
) -> &'a mut Group {
    let same =
        |group: &Group| group.class == class && group.rate_bp == rate_bp && group.regime == regime;
    let at = groups.iter().position(same).unwrap_or_else(|| {
        groups.push(Group {
            class,
            regime: regime.to_owned(),
            rate_bp,
            total_minor: 0,
            vat_minor: 0,
            discounts: Tally::default(),
            overrides: Tally::default(),
            price_changes: Tally::default(),
            tickets: 0,
        });
        groups.len() - 1
    });
    &mut groups[at]
}

/// Every line of the day once, ticket by ticket. They are added up here: SQLite would sort them all
/// for a handful of groups, and look at each ticket's lines again for its first.
fn groups(tx: &ReadTx<'_>, opening: Id<Opening>) -> Result<Vec<Group>, StoreError> {
    let mut groups = Vec::new();
    // The last ticket that was counted for each class.
    let mut counted: [Option<i64>; 7] = [None; 7];
    tx.each(
        "SELECT sale.rowid, kind = 'sale', quantity > 0, vat_regime, vat_bp, line.total_minor,
                vat_minor, line.discount_minor + ticket_discount_minor,
                line.discount_vouched, price_vouched,
                line.discount_minor, quantity * (list_price_minor - unit_price_minor),
                price_by IS NOT NULL, role,
                quantity > 0 AND (role = 'acompte' OR role = 'arrhes') AND EXISTS (
                    SELECT 1 FROM sale_line AS back WHERE back.sale_id = line.sale_id
                    AND back.subject_id = line.subject_id AND back.quantity < 0)
         FROM sale CROSS JOIN sale_line AS line ON line.sale_id = sale.id WHERE opening_id = ?1",
        [opening.uuid()],
        |row| -> Result<(), StoreError> {
            let ticket: i64 = row.get(0)?;
            let regime = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
            let role = row.get_ref(13)?.as_str().map_err(rusqlite::Error::from)?;
            let class = Class::of(row.get(1)?, row.get(2)?, row.get(14)?, role);
            let group = group(&mut groups, class, regime, row.get(4)?);
            group.total_minor += row.get::<_, i64>(5)?;
            group.vat_minor += row.get::<_, i64>(6)?;
            let discount: i64 = row.get(7)?;
            if discount != 0 {
                group.discounts.count += 1;
                group.discounts.amount_minor += discount;
            }
            let (discounted, priced): (bool, bool) = (row.get(8)?, row.get(9)?);
            if discounted || priced {
                group.overrides.count += 1;
            }
            if discounted {
                group.overrides.amount_minor += row.get::<_, i64>(10)?;
            }
            if priced {
                group.overrides.amount_minor += row.get::<_, i64>(11)?;
            }
            if row.get(12)? {
                group.price_changes.count += 1;
                group.price_changes.amount_minor += row.get::<_, i64>(11)?;
            }
            let last = &mut counted[class as usize];
            if *last != Some(ticket) {
                *last = Some(ticket);
                group.tickets += 1;
            }
            Ok(())
        },
    )?;
    Ok(groups)
}

fn lines(tx: &ReadTx<'_>, opening: Id<Opening>, totals: &mut Totals) -> Result<(), StoreError> {
    for group in groups(tx, opening)? {
        let tally = match group.class {
            Class::Sold => &mut totals.sales,
            Class::CameBack => &mut totals.refunds,
            Class::Annulled => &mut totals.voids,
            Class::DepositTaken => &mut totals.deposits,
            Class::DepositUsed => &mut totals.deposits_used,
            Class::DepositBack => &mut totals.deposits_back,
            Class::Indemnity => &mut totals.indemnities,
        };
        tally.amount_minor += group.total_minor;
        // Tickets that annul are counted as such: one of nothing but a deposit is one, too.
        if group.class != Class::Annulled {
            tally.count += group.tickets;
        }
        if group.class == Class::Sold {
            totals.discounts.count += group.discounts.count;
            totals.discounts.amount_minor += group.discounts.amount_minor;
            totals.overrides.count += group.overrides.count;
            totals.overrides.amount_minor += group.overrides.amount_minor;
            totals.price_changes.count += group.price_changes.count;
            totals.price_changes.amount_minor += group.price_changes.amount_minor;
        }
        if group.class == Class::Indemnity {
            continue;
        }
        match group.regime.as_str() {
            "margin" => {
                totals.margin_scheme_minor += group.total_minor;
                totals.margin_vat_minor += group.vat_minor;
            }
            "exempt_gold" => totals.exempt_gold_minor += group.total_minor,
            _ => add_vat(totals, &group),
        }
    }
    totals.vat.sort_by_key(|vat| vat.rate_bp);
    Ok(())
}

fn add_vat(totals: &mut Totals, group: &Group) {
    let at = totals
        .vat
        .iter()
        .position(|one| one.rate_bp == group.rate_bp);
    let at = at.unwrap_or_else(|| {
        totals.vat.push(VatTotal {
            rate_bp: group.rate_bp,
            net_minor: 0,
            vat_minor: 0,
            gross_minor: 0,
        });
        totals.vat.len() - 1
    });
    let vat = &mut totals.vat[at];
    vat.gross_minor += group.total_minor;
    vat.vat_minor += group.vat_minor;
    vat.net_minor += group.total_minor - group.vat_minor;
}
