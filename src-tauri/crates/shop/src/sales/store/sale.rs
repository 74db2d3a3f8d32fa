//! Sales, their lines and payments: written once, then only read.

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};
use serde_json::{Value, json};
use units::Id;
use uuid::Uuid;

use crate::customers::Customer;
use crate::cx::{Till, User};
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::deposit::{About, Subject};
use crate::sales::sale::{Payment, Sale, SaleKind, SaleLine, Tender};

const SALE: &str =
    "SELECT id, number, seq, kind, cart_id, opening_id, till_id, user_id, customer_id,
    voids_id, business_on, at, total_minor, discount_minor, discount_bp, discount_reason,
    discount_by, reason, perpetual_minor, perpetual_absolute_minor, line_count, discount_vouched
    FROM sale";

fn some_id<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Id<T>>> {
    Ok(row.get::<_, Option<Uuid>>(column)?.map(Id::from_uuid))
}

pub(super) fn time(ms: i64, what: &'static str) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_millis(ms).ok_or(StoreError::Unreadable(what))
}

/// A row, with the columns that still have to be read as what they mean.
type Read = (Sale, String, String, i64, i64);

fn read(row: &Row<'_>) -> rusqlite::Result<Read> {
    let sale = Sale {
        id: Id::from_uuid(row.get(0)?),
        number: row.get(1)?,
        seq: row.get(2)?,
        kind: SaleKind::Sale,
        cart: some_id(row, 4)?,
        opening: Id::from_uuid(row.get(5)?),
        till: Id::from_uuid(row.get(6)?),
        user: Id::from_uuid(row.get(7)?),
        customer: some_id(row, 8)?,
        voids: some_id(row, 9)?,
        business_on: chrono::NaiveDate::MIN,
        at: DateTime::UNIX_EPOCH,
        total_minor: row.get(12)?,
        discount_minor: row.get(13)?,
        discount_bp: row.get(14)?,
        discount_reason: row.get(15)?,
        discount_by: some_id(row, 16)?,
        discount_vouched: row.get(21)?,
        reason: row.get(17)?,
        perpetual_minor: row.get(18)?,
        perpetual_absolute_minor: row.get(19)?,
        lines: Vec::new(),
        payments: Vec::new(),
    };
    Ok((sale, row.get(3)?, row.get(10)?, row.get(11)?, row.get(20)?))
}

fn whole(tx: &ReadTx<'_>, read: Option<Read>) -> Result<Option<Sale>, StoreError> {
    let Some((mut sale, kind, business_on, at, line_count)) = read else {
        return Ok(None);
    };
    sale.kind = match kind.as_str() {
        "sale" => SaleKind::Sale,
        "void" => SaleKind::Void,
        _ => return Err(StoreError::Unreadable("sale.kind")),
    };
    sale.business_on = business_on
        .parse()
        .map_err(|_| StoreError::Unreadable("sale.business_on"))?;
    sale.at = time(at, "sale.at")?;
    sale.lines = lines(tx, sale.id)?;
    sale.payments = payments(tx, sale.id)?;
    // The count is a column of its own, so that a line that is gone is missed.
    if i64::try_from(sale.lines.len()) != Ok(line_count) {
        return Err(StoreError::Unreadable("sale.line_count"));
    }
    Ok(Some(sale))
}

pub(in crate::sales) fn sale(tx: &ReadTx<'_>, id: Id<Sale>) -> Result<Option<Sale>, StoreError> {
    let row = tx.maybe(&format!("{SALE} WHERE id = ?1"), [id.uuid()], read)?;
    whole(tx, row)
}

pub(in crate::sales) fn sale_by_seq(tx: &ReadTx<'_>, seq: i64) -> Result<Option<Sale>, StoreError> {
    let row = tx.maybe(&format!("{SALE} WHERE seq = ?1"), [seq], read)?;
    whole(tx, row)
}

pub(in crate::sales) fn sale_by_number(
    tx: &ReadTx<'_>,
    number: &str,
) -> Result<Option<Sale>, StoreError> {
    let row = tx.maybe(&format!("{SALE} WHERE number = ?1"), [number], read)?;
    whole(tx, row)
}

pub(in crate::sales) fn voided_by(
    tx: &ReadTx<'_>,
    id: Id<Sale>,
) -> Result<Option<Sale>, StoreError> {
    let row = tx.maybe(&format!("{SALE} WHERE voids_id = ?1"), [id.uuid()], read)?;
    whole(tx, row)
}

pub(in crate::sales) fn recent(tx: &ReadTx<'_>, limit: i64) -> Result<Vec<Sale>, StoreError> {
    let rows = tx.all(&format!("{SALE} ORDER BY seq DESC LIMIT ?1"), [limit], read)?;
    let mut sales = Vec::with_capacity(rows.len());
    for row in rows {
        sales.extend(whole(tx, Some(row))?);
    }
    Ok(sales)
}

/// The perpetual totals after the last ticket, signed and absolute.
pub(in crate::sales) fn perpetual(tx: &ReadTx<'_>) -> Result<(i64, i64), StoreError> {
    let last = tx.maybe(
        "SELECT perpetual_minor, perpetual_absolute_minor FROM sale ORDER BY seq DESC LIMIT 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(last.unwrap_or((0, 0)))
}

/// Sequence, till and customer: what a receipt is found by.
pub(in crate::sales) fn place_of(
    tx: &ReadTx<'_>,
    id: Id<Sale>,
) -> Result<Option<(i64, Id<Till>, Option<Id<Customer>>)>, StoreError> {
    tx.maybe(
        "SELECT seq, till_id, customer_id FROM sale WHERE id = ?1",
        [id.uuid()],
        |row| Ok((row.get(0)?, Id::from_uuid(row.get(1)?), some_id(row, 2)?)),
    )
}

/// The lines' frozen words as they lie in the rows; null where a row holds no JSON.
pub(in crate::sales) fn details(
    tx: &ReadTx<'_>,
    sale: Id<Sale>,
) -> Result<Vec<serde_json::Value>, StoreError> {
    tx.all(
        "SELECT detail FROM sale_line WHERE sale_id = ?1 ORDER BY position",
        [sale.uuid()],
        |row| Ok(serde_json::from_str(row.get_ref(0)?.as_str()?).unwrap_or_default()),
    )
}

pub(super) const LINE: &str =
    "SELECT id, position, piece_id, article_id, returns_line_id, label, detail,
    quantity, list_price_minor, unit_price_minor, price_reason, price_by, discount_minor,
    discount_bp, discount_reason, discount_by, ticket_discount_minor, total_minor, vat_regime,
    vat_bp, vat_minor, cost_minor, price_vouched, discount_vouched, role, subject_kind, subject_id
    FROM sale_line";

/// What a line is of some work's money; a fault where the columns contradict each other.
fn about(role: &str, kind: Option<&str>, id: Option<Uuid>) -> Result<Option<About>, StoreError> {
    let (kind, id) = match (role, kind, id) {
        ("goods", None, None) => return Ok(None),
        (_, Some(kind), Some(id)) => (kind, id),
        _ => return Err(StoreError::Unreadable("sale_line.role")),
    };
    match (role.parse(), Subject::from_parts(kind, id)) {
        (Ok(role), Some(subject)) => Ok(Some(About { role, subject })),
        _ => Err(StoreError::Unreadable("sale_line.role")),
    }
}

pub(super) fn line(row: &Row<'_>) -> rusqlite::Result<Result<SaleLine, StoreError>> {
    let label: String = row.get(5)?;
    let detail: String = row.get(6)?;
    let regime: String = row.get(18)?;
    let Ok(mut printed) = serde_json::from_str::<documents::Line>(&detail) else {
        return Ok(Err(StoreError::Unreadable("sale_line.detail")));
    };
    if printed.label != label {
        return Ok(Err(StoreError::Unreadable("sale_line.label")));
    }
    printed.label = label;
    let role: String = row.get(24)?;
    let (kind, id): (Option<String>, Option<Uuid>) = (row.get(25)?, row.get(26)?);
    let about = match about(&role, kind.as_deref(), id) {
        Ok(about) => about,
        Err(error) => return Ok(Err(error)),
    };
    let Ok(vat_regime) = regime.parse() else {
        return Ok(Err(StoreError::Unreadable("sale_line.vat_regime")));
    };
    Ok(Ok(SaleLine {
        id: Id::from_uuid(row.get(0)?),
        position: row.get(1)?,
        piece: some_id(row, 2)?,
        article: some_id(row, 3)?,
        returns: some_id(row, 4)?,
        about,
        printed,
        quantity: row.get(7)?,
        list_price_minor: row.get(8)?,
        unit_price_minor: row.get(9)?,
        price_reason: row.get(10)?,
        price_by: some_id(row, 11)?,
        price_vouched: row.get(22)?,
        discount_minor: row.get(12)?,
        discount_bp: row.get(13)?,
        discount_reason: row.get(14)?,
        discount_by: some_id(row, 15)?,
        discount_vouched: row.get(23)?,
        ticket_discount_minor: row.get(16)?,
        total_minor: row.get(17)?,
        vat_regime,
        vat_bp: row.get(19)?,
        vat_minor: row.get(20)?,
        cost_minor: row.get(21)?,
    }))
}

fn lines(tx: &ReadTx<'_>, sale: Id<Sale>) -> Result<Vec<SaleLine>, StoreError> {
    tx.all(
        &format!("{LINE} WHERE sale_id = ?1 ORDER BY position"),
        [sale.uuid()],
        line,
    )?
    .into_iter()
    .collect()
}

fn payments(tx: &ReadTx<'_>, sale: Id<Sale>) -> Result<Vec<Payment>, StoreError> {
    let rows = tx.all(
        "SELECT id, position, tender, amount_minor, given_minor, reference FROM payment
         WHERE sale_id = ?1 ORDER BY position",
        [sale.uuid()],
        |row| {
            let tender: String = row.get(2)?;
            Ok((
                tender,
                row.get::<_, Uuid>(0)?,
                row.get(1)?,
                row.get(3)?,
                row.get(4)?,
                row.get(5)?,
            ))
        },
    )?;
    rows.into_iter()
        .map(
            |(tender, id, position, amount_minor, given_minor, reference)| {
                Ok(Payment {
                    id: Id::from_uuid(id),
                    position,
                    tender: tender
                        .parse()
                        .map_err(|_| StoreError::Unreadable("payment.tender"))?,
                    amount_minor,
                    given_minor,
                    reference,
                })
            },
        )
        .collect()
}

pub(in crate::sales) fn insert_sale(tx: &mut WriteTx<'_>, sale: &Sale) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO sale (id, number, seq, kind, cart_id, opening_id, till_id, user_id,
             customer_id, voids_id, business_on, at, total_minor, discount_minor, discount_bp,
             discount_reason, discount_by, line_count, reason, perpetual_minor,
             perpetual_absolute_minor, discount_vouched)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
             ?19, ?20, ?21, ?22)",
        params![
            sale.id.uuid(),
            sale.number,
            sale.seq,
            sale.kind.name(),
            sale.cart.map(Id::uuid),
            sale.opening.uuid(),
            sale.till.uuid(),
            sale.user.uuid(),
            sale.customer.map(Id::uuid),
            sale.voids.map(Id::uuid),
            sale.business_on.to_string(),
            sale.at.timestamp_millis(),
            sale.total_minor,
            sale.discount_minor,
            sale.discount_bp,
            sale.discount_reason,
            sale.discount_by.map(Id::uuid),
            i64::try_from(sale.lines.len()).unwrap_or(i64::MAX),
            sale.reason,
            sale.perpetual_minor,
            sale.perpetual_absolute_minor,
            sale.discount_vouched,
        ],
    )?;
    for line in &sale.lines {
        insert_line(tx, sale.id, line)?;
    }
    for payment in &sale.payments {
        tx.execute(
            "INSERT INTO payment (id, sale_id, position, tender, amount_minor, given_minor, reference)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (
                payment.id.uuid(),
                sale.id.uuid(),
                payment.position,
                payment.tender.name(),
                payment.amount_minor,
                payment.given_minor,
                &payment.reference,
            ),
        )?;
    }
    Ok(())
}

fn insert_line(tx: &mut WriteTx<'_>, sale: Id<Sale>, line: &SaleLine) -> Result<(), StoreError> {
    let detail = serde_json::to_string(&line.printed)
        .map_err(|_| StoreError::Unreadable("sale_line.detail"))?;
    tx.execute(
        "INSERT INTO sale_line (id, sale_id, position, piece_id, article_id, returns_line_id,
             label, detail, quantity, list_price_minor, unit_price_minor, price_reason, price_by,
             discount_minor, discount_bp, discount_reason, discount_by, ticket_discount_minor,
             total_minor, vat_regime, vat_bp, vat_minor, cost_minor, price_vouched,
             discount_vouched, role, subject_kind, subject_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
             ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28)",
        params![
            line.id.uuid(),
            sale.uuid(),
            line.position,
            line.piece.map(Id::uuid),
            line.article.map(Id::uuid),
            line.returns.map(Id::uuid),
            line.printed.label,
            detail,
            line.quantity,
            line.list_price_minor,
            line.unit_price_minor,
            line.price_reason,
            line.price_by.map(Id::uuid),
            line.discount_minor,
            line.discount_bp,
            line.discount_reason,
            line.discount_by.map(Id::uuid),
            line.ticket_discount_minor,
            line.total_minor,
            line.vat_regime.code(),
            line.vat_bp,
            line.vat_minor,
            line.cost_minor,
            line.price_vouched,
            line.discount_vouched,
            line.about.map_or("goods", |about| about.role.code()),
            line.about.map(|about| about.subject.kind()),
            line.about.map(|about| about.subject.uuid()),
        ],
    )?;
    Ok(())
}

/// The ticket that a line stands on.
pub(in crate::sales) fn ticket_of(
    tx: &ReadTx<'_>,
    line: Id<SaleLine>,
) -> Result<Option<Id<Sale>>, StoreError> {
    tx.maybe(
        "SELECT sale_id FROM sale_line WHERE id = ?1",
        [line.uuid()],
        |row| Ok(Id::from_uuid(row.get(0)?)),
    )
}

/// What the shop still has of a ticket's payments, by means: less what later tickets gave back for
/// its lines.
pub(in crate::sales) fn kept_payments(
    tx: &ReadTx<'_>,
    ticket: Id<Sale>,
) -> Result<Vec<(Tender, i64)>, StoreError> {
    let rows: Vec<(String, i64)> = tx.all(
        "SELECT tender, sum(amount_minor) FROM payment
         WHERE sale_id = ?1 OR (amount_minor < 0 AND sale_id IN (
             SELECT back.sale_id FROM sale_line AS sold
             JOIN sale_line AS back ON back.returns_line_id = sold.id
             WHERE sold.sale_id = ?1))
         GROUP BY tender",
        [ticket.uuid()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    rows.into_iter()
        .map(|(tender, amount)| {
            let tender = tender
                .parse()
                .map_err(|_| StoreError::Unreadable("payment.tender"))?;
            Ok((tender, amount))
        })
        .collect()
}

/// The ticket's number and how many copies were made of it.
pub(in crate::sales) fn copies(
    tx: &ReadTx<'_>,
    sale: Id<Sale>,
) -> Result<Option<(String, i64)>, StoreError> {
    tx.maybe(
        "SELECT number, (SELECT coalesce(max(copy), 0) FROM duplicate WHERE sale_id = sale.id)
         FROM sale WHERE id = ?1",
        [sale.uuid()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

pub(in crate::sales) fn insert_duplicate(
    tx: &mut WriteTx<'_>,
    sale: Id<Sale>,
    copy: i64,
    seq: i64,
    now_ms: i64,
    user: Id<User>,
    till: Option<Id<Till>>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO duplicate (sale_id, copy, seq, at, user_id, till_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            sale.uuid(),
            copy,
            seq,
            now_ms,
            user.uuid(),
            till.map(Id::uuid),
        ),
    )?;
    Ok(())
}

/// Every ticket's duplicate by its number: sequence, time, and the facts that its record froze.
pub(in crate::sales) fn duplicates(tx: &ReadTx<'_>) -> Result<Vec<(i64, i64, Value)>, StoreError> {
    tx.all(
        "SELECT seq, at, sale_id, copy, user_id, till_id FROM duplicate ORDER BY seq",
        [],
        |row| {
            let facts = json!({
                "sale": row.get::<_, Uuid>(2)?.to_string(),
                "copy": row.get::<_, i64>(3)?,
                "user": row.get::<_, Uuid>(4)?.to_string(),
                "till": row.get::<_, Option<Uuid>>(5)?.map(|id| id.to_string()),
            });
            Ok((row.get(0)?, row.get(1)?, facts))
        },
    )
}

/// A table that the verifier counts.
#[derive(Clone, Copy, Debug)]
pub(in crate::sales) enum Table {
    Sale,
    SaleLine,
    Payment,
}

pub(in crate::sales) fn count(tx: &ReadTx<'_>, table: Table) -> Result<i64, StoreError> {
    let sql = match table {
        Table::Sale => "SELECT count(*) FROM sale",
        Table::SaleLine => "SELECT count(*) FROM sale_line",
        Table::Payment => "SELECT count(*) FROM payment",
    };
    tx.one(sql, [], |row| row.get(0))
}
