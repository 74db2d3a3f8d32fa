//! What an order is made of, what was used, what is kept and what came of it.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use units::{Id, Metal};
use uuid::Uuid;

use super::maybe_day;
use crate::custom::line::QuoteLine;
use crate::custom::nouns::{CustomError, Order};
use crate::custom::part::{Made, Ordered, Part, PartKind, Use};
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::metal::{MetalRate, Parts};
use crate::stock::{Article, Piece, Supplier};

/// The order that a line belongs to.
pub fn work_on(tx: &ReadTx<'_>, order: i64) -> Result<Order, CustomError> {
    let id = tx.maybe(
        "SELECT id FROM custom_order WHERE seq = ?1",
        [order],
        |found| row::id(found, 0),
    )?;
    match id {
        Some(id) => super::order(tx, id)?.ok_or(CustomError::Unknown),
        None => Err(CustomError::Unknown),
    }
}

/// Which line of the history is the last one.
pub fn last_entry(tx: &ReadTx<'_>, order: i64) -> Result<Option<i64>, StoreError> {
    tx.one(
        "SELECT max(seq) FROM custom_entry WHERE custom = ?1",
        [order],
        |found| found.get(0),
    )
}

const PART: &str =
    "SELECT part.id, part.seq, part.custom, part.kind, part.title, part.quote_line, part.piece_id,
        part.article_id, part.number, part.quantity, part.supplier_id, supplier.name,
        part.purchase_line, bought.id, bought.number, bought.expected_on, line.quantity,
        (SELECT coalesce(sum(quantity), 0) FROM purchase_kept WHERE line_id = line.id),
        part.metal, part.fineness, part.weight_mg, part.loss_bp, rate.rate_on, part.person_id,
        person.name, part.minutes, part.cost_minor,
        coalesce((SELECT step FROM custom_part_step step WHERE step.part = part.seq
            ORDER BY step.seq DESC LIMIT 1), 'back') = 'off',
        part.at, user.name
    FROM custom_part part JOIN user ON user.id = part.user_id
    LEFT JOIN supplier ON supplier.id = part.supplier_id
    LEFT JOIN user person ON person.id = part.person_id
    LEFT JOIN metal_rate rate ON rate.id = part.rate
    LEFT JOIN purchase_line line ON line.id = part.purchase_line
    LEFT JOIN purchase_order bought ON bought.seq = line.order_seq";

fn read_part(found: &Row<'_>) -> rusqlite::Result<(Part, Option<Uuid>)> {
    let named = |at: usize| -> rusqlite::Result<Option<(Uuid, String)>> {
        let pair: (Option<Uuid>, Option<String>) = (found.get(at)?, found.get(at + 1)?);
        Ok(pair.0.zip(pair.1))
    };
    let metal: Option<String> = found.get(18)?;
    let ordered = match named(13)? {
        None => None,
        Some((id, number)) => Some(Ordered {
            id,
            number,
            expected_on: maybe_day(found, 15)?,
            quantity: found.get(16)?,
            received: found.get(17)?,
            arrived: Vec::new(),
        }),
    };
    let part = Part {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        order: found.get(2)?,
        kind: row::word(found, 3)?,
        title: found.get(4)?,
        quote_line: row::maybe_id(found, 5)?,
        piece: row::maybe_id(found, 6)?,
        article: row::maybe_id(found, 7)?,
        number: found.get(8)?,
        quantity: found.get(9)?,
        supplier: named(10)?.map(|(id, name)| (Id::from_uuid(id), name)),
        ordered,
        metal: metal.and_then(|word| word.parse::<Metal>().ok()),
        fineness: found.get(19)?,
        weight_mg: found.get(20)?,
        loss_bp: found.get(21)?,
        rate_on: maybe_day(found, 22)?,
        person: named(23)?.map(|(id, name)| (Id::from_uuid(id), name)),
        minutes: found.get(25)?,
        cost_minor: found.get(26)?,
        off: found.get(27)?,
        at: row::time(found, 28)?,
        by: found.get(29)?,
    };
    Ok((part, found.get(12)?))
}

/// What has come of a line of an order to a supplier, and is free.
fn arrived(tx: &ReadTx<'_>, line: Uuid) -> Result<Vec<String>, StoreError> {
    tx.all(
        "SELECT piece.number FROM purchase_kept JOIN piece ON piece.id = purchase_kept.piece_id
         WHERE line_id = ?1 AND piece.state = 'available'
           AND NOT EXISTS (SELECT 1 FROM custom_kept WHERE custom_kept.piece_id = piece.id)
         UNION ALL
         SELECT DISTINCT article.number FROM purchase_kept
         JOIN article ON article.id = purchase_kept.article_id WHERE line_id = ?1",
        [line],
        |found| found.get(0),
    )
}

fn filled(tx: &ReadTx<'_>, (mut part, line): (Part, Option<Uuid>)) -> Result<Part, StoreError> {
    if let (Some(ordered), Some(line)) = (&mut part.ordered, line) {
        ordered.arrived = arrived(tx, line)?;
    }
    Ok(part)
}

/// The lines of an order, the oldest first; those that were taken off too.
pub fn parts(tx: &ReadTx<'_>, order: i64) -> Result<Vec<Part>, StoreError> {
    tx.all(
        &format!("{PART} WHERE part.custom = ?1 ORDER BY part.seq"),
        [order],
        read_part,
    )?
    .into_iter()
    .map(|read| filled(tx, read))
    .collect()
}

pub fn part(tx: &ReadTx<'_>, id: Id<Part>) -> Result<Option<Part>, StoreError> {
    tx.maybe(
        &format!("{PART} WHERE part.id = ?1"),
        [id.uuid()],
        read_part,
    )?
    .map(|read| filled(tx, read))
    .transpose()
}

pub fn part_by_seq(tx: &ReadTx<'_>, seq: i64) -> Result<Option<Part>, StoreError> {
    tx.maybe(&format!("{PART} WHERE part.seq = ?1"), [seq], read_part)?
        .map(|read| filled(tx, read))
        .transpose()
}

/// What a line of an order to a supplier says.
pub struct Bought {
    pub supplier: Id<Supplier>,
    pub title: String,
    /// Of one.
    pub cost_minor: Option<i64>,
}

pub fn purchase_line(tx: &ReadTx<'_>, line: Uuid) -> Result<Option<Bought>, StoreError> {
    tx.maybe(
        "SELECT supplier_id, title, cost_minor FROM purchase_line
         JOIN purchase_order ON purchase_order.seq = order_seq WHERE purchase_line.id = ?1",
        [line],
        |found| {
            Ok(Bought {
                supplier: row::id(found, 0)?,
                title: found.get(1)?,
                cost_minor: found.get(2)?,
            })
        },
    )
}

/// A line as it is written.
pub struct NewPart {
    pub id: Id<Part>,
    pub order: i64,
    pub kind: PartKind,
    pub title: String,
    pub quote_line: Option<Id<QuoteLine>>,
    pub piece: Option<Id<Piece>>,
    pub article: Option<Id<Article>>,
    pub number: String,
    pub quantity: i64,
    pub supplier: Option<Id<Supplier>>,
    pub purchase_line: Option<Uuid>,
    pub metal: Option<Metal>,
    pub fineness: Option<i64>,
    pub weight_mg: Option<i64>,
    pub loss_bp: i64,
    pub rate: Option<Id<MetalRate>>,
    pub person: Option<Id<User>>,
    pub minutes: Option<i64>,
    pub cost_minor: Option<i64>,
    pub replaces: Option<i64>,
}

impl NewPart {
    pub fn of(id: Id<Part>, order: i64, kind: PartKind, title: &str) -> Self {
        Self {
            id,
            order,
            kind,
            title: title.to_owned(),
            quote_line: None,
            piece: None,
            article: None,
            number: String::new(),
            quantity: 1,
            supplier: None,
            purchase_line: None,
            metal: None,
            fineness: None,
            weight_mg: None,
            loss_bp: 0,
            rate: None,
            person: None,
            minutes: None,
            cost_minor: None,
            replaces: None,
        }
    }
}

pub fn insert_part(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    user: Id<User>,
    new: &NewPart,
) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO custom_part (id, custom, kind, title, quote_line, piece_id, article_id, number,
            quantity, supplier_id, purchase_line, metal, fineness, weight_mg, loss_bp, rate,
            person_id, minutes, cost_minor, replaces, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
            ?19, ?20, ?21, ?22)",
        params![
            new.id.uuid(),
            new.order,
            new.kind.code(),
            new.title,
            new.quote_line.map(Id::uuid),
            new.piece.map(Id::uuid),
            new.article.map(Id::uuid),
            new.number,
            new.quantity,
            new.supplier.map(Id::uuid),
            new.purchase_line,
            new.metal.map(Metal::code),
            new.fineness,
            new.weight_mg,
            new.loss_bp,
            new.rate.map(Id::uuid),
            new.person.map(Id::uuid),
            new.minutes,
            new.cost_minor,
            new.replaces,
            cx.now_ms(),
            user.uuid(),
        ],
    )?;
    tx.wrote("custom_part");
    Ok(tx.last_row())
}

pub fn insert_step(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    part: i64,
    step: &str,
    entry: Option<i64>,
    note: &str,
    user: Id<User>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO custom_part_step (part, step, entry, note, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![part, step, entry, note, cx.now_ms(), user.uuid()],
    )?;
    tx.wrote("custom_part_step");
    Ok(())
}

/// The lines that a move took off.
pub fn stepped_by(tx: &ReadTx<'_>, entry: i64) -> Result<Vec<i64>, StoreError> {
    tx.all(
        "SELECT part FROM custom_part_step WHERE entry = ?1 AND step = 'off' ORDER BY seq",
        [entry],
        |found| found.get(0),
    )
}

const USE: &str = "SELECT used.id, used.seq, used.part, used.quantity, used.weight_mg,
        used.person_id, person.name, used.on_day, used.minutes, used.cost_minor,
        EXISTS (SELECT 1 FROM custom_use back WHERE back.undoes = used.seq),
        used.note, used.at, user.name
    FROM custom_use used JOIN user ON user.id = used.user_id
    LEFT JOIN user person ON person.id = used.person_id";

fn read_use(found: &Row<'_>) -> rusqlite::Result<Use> {
    let person: (Option<Uuid>, Option<String>) = (found.get(5)?, found.get(6)?);
    Ok(Use {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        part: found.get(2)?,
        quantity: found.get(3)?,
        weight_mg: found.get(4)?,
        person: person.0.map(Id::from_uuid).zip(person.1),
        on_day: maybe_day(found, 7)?,
        minutes: found.get(8)?,
        cost_minor: found.get(9)?,
        undone: found.get(10)?,
        note: found.get(11)?,
        at: row::time(found, 12)?,
        by: found.get(13)?,
    })
}

/// What was used of an order's lines, the oldest first; what was taken back too.
pub fn uses(tx: &ReadTx<'_>, order: i64) -> Result<Vec<Use>, StoreError> {
    tx.all(
        &format!(
            "{USE} JOIN custom_part part ON part.seq = used.part
             WHERE part.custom = ?1 AND used.undoes IS NULL ORDER BY used.seq"
        ),
        [order],
        read_use,
    )
}

pub fn use_by_id(tx: &ReadTx<'_>, id: Id<Use>) -> Result<Option<Use>, StoreError> {
    tx.maybe(
        &format!("{USE} WHERE used.id = ?1 AND used.undoes IS NULL"),
        [id.uuid()],
        read_use,
    )
}

/// What a move took back.
pub fn undone_by(tx: &ReadTx<'_>, entry: i64) -> Result<Vec<Use>, StoreError> {
    tx.all(
        &format!(
            "{USE} WHERE used.seq IN (SELECT undoes FROM custom_use WHERE entry = ?1)
             ORDER BY used.seq"
        ),
        [entry],
        read_use,
    )
}

/// A use as it is written, or its way back.
pub struct NewUse {
    pub id: Id<Use>,
    pub part: i64,
    pub quantity: i64,
    pub weight_mg: Option<i64>,
    pub rate: Option<Id<MetalRate>>,
    pub person: Option<Id<User>>,
    pub on_day: Option<NaiveDate>,
    pub minutes: Option<i64>,
    pub cost_minor: Option<i64>,
    pub undoes: Option<i64>,
    pub entry: Option<i64>,
    pub note: String,
}

impl NewUse {
    pub const fn of(id: Id<Use>, part: i64) -> Self {
        Self {
            id,
            part,
            quantity: 1,
            weight_mg: None,
            rate: None,
            person: None,
            on_day: None,
            minutes: None,
            cost_minor: None,
            undoes: None,
            entry: None,
            note: String::new(),
        }
    }
}

pub fn insert_use(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    user: Id<User>,
    new: &NewUse,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO custom_use (id, part, quantity, weight_mg, rate, person_id, on_day, minutes,
            cost_minor, undoes, entry, note, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            new.id.uuid(),
            new.part,
            new.quantity,
            new.weight_mg,
            new.rate.map(Id::uuid),
            new.person.map(Id::uuid),
            new.on_day.map(|day| day.to_string()),
            new.minutes,
            new.cost_minor,
            new.undoes,
            new.entry,
            new.note,
            cx.now_ms(),
            user.uuid(),
        ],
    )?;
    tx.wrote("custom_use");
    Ok(())
}

/// The piece that came of an order, where one was ever made.
pub fn made(tx: &ReadTx<'_>, order: i64) -> Result<Option<Made>, StoreError> {
    tx.maybe(
        "SELECT piece_id, piece.number, piece.title, step = 'made' FROM custom_made
         JOIN piece ON piece.id = piece_id WHERE custom = ?1 ORDER BY custom_made.seq DESC LIMIT 1",
        [order],
        |found| {
            Ok(Made {
                piece: row::id(found, 0)?,
                number: found.get(1)?,
                title: found.get(2)?,
                stands: found.get(3)?,
            })
        },
    )
}

#[expect(clippy::too_many_arguments, reason = "a row has as many columns")]
pub fn insert_made(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    user: Id<User>,
    order: i64,
    piece: Id<Piece>,
    step: &str,
    costs: &Parts,
    entry: Option<i64>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO custom_made (custom, piece_id, step, metal_minor, stones_minor, labour_minor,
            other_minor, entry, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            order,
            piece.uuid(),
            step,
            costs.metal_minor,
            costs.stones_minor,
            costs.labour_minor,
            costs.other_minor,
            entry,
            cx.now_ms(),
            user.uuid(),
        ],
    )?;
    tx.wrote("custom_made");
    Ok(())
}
