//! The totals of a day, in one pass over each of its tables.

use documents::{Tally, VatTotal};
use units::Id;

use crate::db::{ReadTx, StoreError};
use crate::till::{Opening, TenderTally, Totals};

/// What the tickets of a till's day come to. The float and the drawer's movements are the till's.
pub fn day_totals(tx: &ReadTx<'_>, opening: Id<Opening>) -> Result<Totals, StoreError> {
    let mut totals = tickets(tx, opening)?;
    lines(tx, opening, &mut totals)?;
    totals.tenders = tx.all(
        "SELECT tender, count(*), sum(amount_minor) FROM sale
         JOIN payment ON payment.sale_id = sale.id WHERE opening_id = ?1
         GROUP BY tender ORDER BY tender",
        [opening.uuid()],
        |row| {
            Ok(TenderTally {
                tender: row.get(0)?,
                count: row.get(1)?,
                amount_minor: row.get(2)?,
            })
        },
    )?;
    totals.duplicate_count = tx.one(
        "SELECT count(*) FROM opening JOIN duplicate
             ON duplicate.till_id = opening.till_id AND duplicate.at >= opening.at
         WHERE opening.id = ?1",
        [opening.uuid()],
        |row| row.get(0),
    )?;
    Ok(totals)
}

fn tickets(tx: &ReadTx<'_>, opening: Id<Opening>) -> Result<Totals, StoreError> {
    let (mut totals, first, last) = tx.one(
        "SELECT count(*), coalesce(sum(total_minor), 0), coalesce(sum(abs(total_minor)), 0),
                coalesce(sum(kind = 'void'), 0),
                coalesce(sum(CASE kind WHEN 'void' THEN total_minor END), 0),
                coalesce(sum(kind = 'sale' AND discount_by <> user_id), 0),
                coalesce(sum(CASE WHEN kind = 'sale' AND discount_by <> user_id
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
                    amount_minor: row.get(4)?,
                },
                overrides: Tally {
                    count: row.get(5)?,
                    amount_minor: row.get(6)?,
                },
                ..Totals::default()
            };
            Ok((
                totals,
                row.get::<_, Option<i64>>(7)?,
                row.get::<_, Option<i64>>(8)?,
            ))
        },
    )?;
    totals.first_ticket = number(tx, first)?;
    totals.last_ticket = number(tx, last)?;
    Ok(totals)
}

fn number(tx: &ReadTx<'_>, seq: Option<i64>) -> Result<Option<String>, StoreError> {
    tx.maybe("SELECT number FROM sale WHERE seq = ?1", [seq], |row| {
        row.get(0)
    })
}

struct Group {
    is_sale: bool,
    goes_out: bool,
    regime: String,
    rate_bp: i64,
    total_minor: i64,
    vat_minor: i64,
    discounts: Tally,
    overrides: Tally,
    tickets: i64,
}

fn lines(tx: &ReadTx<'_>, opening: Id<Opening>, totals: &mut Totals) -> Result<(), StoreError> {
    // A ticket counts where its first line of a kind stands, so that no ticket counts twice.
    let groups = tx.all(
        "SELECT kind = 'sale', quantity > 0, vat_regime, vat_bp, sum(line.total_minor),
                sum(vat_minor), sum(line.discount_minor + ticket_discount_minor <> 0),
                sum(line.discount_minor + ticket_discount_minor),
                sum(line.discount_by <> user_id OR price_by <> user_id),
                sum(CASE WHEN line.discount_by <> user_id THEN line.discount_minor ELSE 0 END
                    + CASE WHEN price_by <> user_id
                           THEN quantity * (list_price_minor - unit_price_minor) ELSE 0 END),
                sum(position = (SELECT min(position) FROM sale_line AS other
                    WHERE other.sale_id = sale.id AND (other.quantity > 0) = (line.quantity > 0)))
         FROM sale JOIN sale_line AS line ON line.sale_id = sale.id WHERE opening_id = ?1
         GROUP BY 1, 2, 3, 4",
        [opening.uuid()],
        |row| {
            Ok(Group {
                is_sale: row.get(0)?,
                goes_out: row.get(1)?,
                regime: row.get(2)?,
                rate_bp: row.get(3)?,
                total_minor: row.get(4)?,
                vat_minor: row.get(5)?,
                discounts: Tally {
                    count: row.get(6)?,
                    amount_minor: row.get(7)?,
                },
                overrides: Tally {
                    count: row.get::<_, Option<i64>>(8)?.unwrap_or(0),
                    amount_minor: row.get(9)?,
                },
                tickets: row.get(10)?,
            })
        },
    )?;
    for group in groups {
        if group.is_sale {
            let tally = if group.goes_out {
                &mut totals.sales
            } else {
                &mut totals.refunds
            };
            tally.count += group.tickets;
            tally.amount_minor += group.total_minor;
            if group.goes_out {
                totals.discounts.count += group.discounts.count;
                totals.discounts.amount_minor += group.discounts.amount_minor;
                totals.overrides.count += group.overrides.count;
                totals.overrides.amount_minor += group.overrides.amount_minor;
            }
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
