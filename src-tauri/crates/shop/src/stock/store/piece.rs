//! Pieces and their components.

use rusqlite::{Row, params};
use units::{Carat, Fineness, Id, Metal, Money, Quantity, Weight};
use uuid::Uuid;

use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::stock::attributes::Attributes;
use crate::stock::enter::Entry;
use crate::stock::piece::{Alloy, Component, Custody, Party, Piece, Sheet, Stone};

/// The columns [`read`] reads. The shop's row is missing only before the first-run assistant ends.
const PIECE: &str =
    "SELECT piece.id, number, barcode, family_id, title, metal, fineness, piece.colour,
        gross_mg, net_mg, size, hallmark, maker, model, serial, supplier_id, purchase_ref,
        cost_minor, price_minor, vat_regime, notes,
        iif(state = 'available' AND import_id IN (SELECT id FROM import
            WHERE import.state = 'undoing'), 'withdrawn', state),
        place_id, owner_kind, owner_id,
        holder_kind, holder_id, created_at, piece.version, family.code, family.durable,
        coalesce((SELECT currency FROM shop), 'EUR'), photo.file_id, photo.thumbnail_id, piece.attributes
    FROM piece JOIN family ON family.id = family_id
    LEFT JOIN piece_photo photo ON photo.piece_id = piece.id AND photo.position = 0";

fn read(row: &Row<'_>) -> rusqlite::Result<Piece> {
    let currency = row::currency(row, 31)?;
    let metal: Option<String> = row.get(5)?;
    let alloy = match metal {
        None => None,
        Some(_) => Some(Alloy {
            metal: row::word::<Metal>(row, 5)?,
            fineness: row::fineness(row, 6)?,
            colour: row.get(7)?,
        }),
    };
    Ok(Piece {
        id: row::id(row, 0)?,
        sheet: Sheet {
            number: row.get(1)?,
            barcode: row.get(2)?,
            family: row::id(row, 3)?,
            title: row.get(4)?,
            alloy,
            gross: row::weight(row, 8)?,
            net: row::weight(row, 9)?,
            size: row.get(10)?,
            hallmark: row.get(11)?,
            maker: row.get(12)?,
            model: row.get(13)?,
            serial: row.get(14)?,
            supplier: row::maybe_id(row, 15)?,
            purchase_ref: row.get(16)?,
            cost: row::money(row, 17, currency)?,
            price: row::money(row, 18, currency)?,
            vat_regime: row::word(row, 19)?,
            notes: row.get(20)?,
            attributes: read_attributes(row, 34)?,
            components: Vec::new(),
        },
        state: row::word(row, 21)?,
        custody: read_custody(row, 22)?,
        created_at: row::time(row, 27)?,
        version: row.get(28)?,
        family_code: row.get(29)?,
        durable: row.get(30)?,
        photo: row
            .get::<_, Option<Uuid>>(32)?
            .zip(row.get::<_, Option<Uuid>>(33)?),
    })
}

fn read_attributes(row: &Row<'_>, at: usize) -> rusqlite::Result<Attributes> {
    match row.get_ref(at)?.as_str()? {
        // Most pieces: nothing to parse.
        "{}" => Ok(Attributes::new()),
        text => serde_json::from_str(text).map_err(|_| rusqlite::Error::InvalidQuery),
    }
}

fn attributes(sheet: &Sheet) -> Result<String, StoreError> {
    serde_json::to_string(&sheet.attributes).map_err(|_| StoreError::Unreadable("attributes"))
}

/// Place, owner and holder from five columns on.
pub(super) fn read_custody(row: &Row<'_>, from: usize) -> rusqlite::Result<Custody> {
    let party = |at: usize| -> rusqlite::Result<Party> {
        let kind: String = row.get(at)?;
        Party::from_parts(&kind, row.get(at + 1)?).ok_or(rusqlite::Error::InvalidQuery)
    };
    Ok(Custody {
        place: row::maybe_id(row, from)?,
        owner: party(from + 1)?,
        holder: party(from + 3)?,
    })
}

/// The piece with this id, its components with it.
pub fn piece_by_id(tx: &ReadTx<'_>, id: Id<Piece>) -> Result<Option<Piece>, StoreError> {
    let piece = tx.maybe(&format!("{PIECE} WHERE piece.id = ?1"), [id.uuid()], read)?;
    with_components(tx, piece)
}

/// Second-hand pieces of a metal in stock without a hallmark, the longest waiting first.
pub fn without_hallmark(tx: &ReadTx<'_>) -> Result<Vec<Piece>, StoreError> {
    tx.all(
        &format!(
            "{PIECE} WHERE piece.vat_regime = 'margin' AND piece.hallmark IS NULL
                AND piece.metal IS NOT NULL AND piece.state = 'available'
             ORDER BY piece.created_at"
        ),
        [],
        read,
    )
}

/// The file of its first photo.
pub fn photo_of(tx: &ReadTx<'_>, id: Id<Piece>) -> Result<Option<Uuid>, StoreError> {
    tx.maybe(
        "SELECT file_id FROM piece_photo WHERE piece_id = ?1 AND position = 0",
        [id.uuid()],
        |row| row.get(0),
    )
}

/// The piece with this number, barcode or certificate number.
pub fn piece_by_code(tx: &ReadTx<'_>, code: &str) -> Result<Option<Piece>, StoreError> {
    let mut piece = tx.maybe(&format!("{PIECE} WHERE number = ?1"), [code], read)?;
    if piece.is_none() {
        piece = tx.maybe(&format!("{PIECE} WHERE barcode = ?1"), [code], read)?;
    }
    if piece.is_none() {
        piece = tx.maybe(
            &format!(
                "{PIECE} JOIN component ON component.piece_id = piece.id
                 WHERE certificate_number = ?1
                 ORDER BY state = 'available' DESC, piece.seq DESC LIMIT 1"
            ),
            [code],
            read,
        )?;
    }
    with_components(tx, piece)
}

fn with_components(tx: &ReadTx<'_>, piece: Option<Piece>) -> Result<Option<Piece>, StoreError> {
    let Some(mut piece) = piece else {
        return Ok(None);
    };
    piece.sheet.components = tx.all(
        "SELECT id, kind, stone, laboratory_grown, count, weight_milli_ct, shape, colour, clarity,
            cut, fluorescence, treatment, origin, length_um, width_um, depth_um, laboratory,
            certificate_number, certificate_file
         FROM component WHERE piece_id = ?1 ORDER BY position",
        [piece.id.uuid()],
        read_component,
    )?;
    Ok(Some(piece))
}

fn read_component(row: &Row<'_>) -> rusqlite::Result<Component> {
    let kind: Option<String> = row.get(2)?;
    let stone = match kind {
        None => None,
        Some(kind) => Some(Stone {
            kind,
            laboratory_grown: row.get(3)?,
            shape: row.get(6)?,
            colour: row.get(7)?,
            clarity: row.get(8)?,
            cut: row.get(9)?,
            fluorescence: row.get(10)?,
            treatment: row.get(11)?,
            origin: row.get(12)?,
        }),
    };
    Ok(Component {
        id: row::id(row, 0)?,
        kind: row::word(row, 1)?,
        stone,
        count: Quantity::new(row.get(4)?).map_err(|_| rusqlite::Error::InvalidQuery)?,
        weight: row::carat(row, 5)?,
        laboratory: row.get(16)?,
        certificate_number: row.get(17)?,
        certificate_file: row.get(18)?,
        measurements_um: [row.get(13)?, row.get(14)?, row.get(15)?],
    })
}

/// Whether another piece or article has this number or barcode.
pub fn code_is_taken(tx: &ReadTx<'_>, code: &str, own: Uuid) -> Result<bool, StoreError> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM piece WHERE number = ?1 AND id <> ?2)
             OR EXISTS (SELECT 1 FROM piece WHERE barcode = ?1 AND id <> ?2)
             OR EXISTS (SELECT 1 FROM article WHERE number = ?1 AND id <> ?2)
             OR EXISTS (SELECT 1 FROM article WHERE barcode = ?1 AND id <> ?2)",
        params![code, own],
        |row| row.get(0),
    )
}

/// The number of another piece in stock with this certificate.
pub fn certificate_holder(
    tx: &ReadTx<'_>,
    certificate: &str,
    own: Id<Piece>,
) -> Result<Option<String>, StoreError> {
    tx.maybe(
        "SELECT number FROM component JOIN piece ON piece.id = piece_id
         WHERE certificate_number = ?1 AND piece.id <> ?2
             AND state IN ('available', 'on_memo') LIMIT 1",
        params![certificate, own.uuid()],
        |row| row.get(0),
    )
}

/// Whether a cart has the piece now, or it is kept for an order. The tables are others'; here they are
/// only asked.
pub fn is_reserved(tx: &ReadTx<'_>, cx: &Cx, piece: Id<Piece>) -> Result<bool, StoreError> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM reservation
             WHERE piece_id = ?1 AND (until IS NULL OR until > ?2))
            OR EXISTS (SELECT 1 FROM custom_kept WHERE piece_id = ?1)",
        params![piece.uuid(), cx.now_ms()],
        |row| row.get(0),
    )
}

/// The number of the custom order that a piece is kept for.
pub fn kept_for(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Option<String>, StoreError> {
    tx.maybe(
        "SELECT number FROM custom_kept JOIN custom_order ON custom_order.seq = custom
         WHERE piece_id = ?1",
        [piece.uuid()],
        |row| row.get(0),
    )
}

/// Writes a new piece and returns its row number.
pub fn insert_piece(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    entry: &Entry<'_>,
    custody: Custody,
) -> Result<i64, StoreError> {
    let sheet = entry.sheet;
    let (owner_kind, owner_id) = custody.owner.parts();
    let (holder_kind, holder_id) = custody.holder.parts();
    tx.execute(
        "INSERT INTO piece (id, number, barcode, family_id, title, metal, fineness, colour,
            gross_mg, net_mg, size, hallmark, maker, model, serial, supplier_id, purchase_ref,
            cost_minor, price_minor, vat_regime, notes, state, place_id, owner_kind, owner_id,
            holder_kind, holder_id, import_id, created_at, attributes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
            ?19, ?20, ?21, 'available', ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29)",
        params![
            entry.id.uuid(),
            sheet.number,
            sheet.barcode,
            sheet.family.uuid(),
            sheet.title,
            sheet.alloy.as_ref().map(|alloy| alloy.metal.code()),
            fineness(sheet),
            sheet.alloy.as_ref().and_then(|alloy| alloy.colour.as_ref()),
            sheet.gross.map(Weight::mg),
            sheet.net.map(Weight::mg),
            sheet.size,
            sheet.hallmark,
            sheet.maker,
            sheet.model,
            sheet.serial,
            sheet.supplier.map(Id::uuid),
            sheet.purchase_ref,
            sheet.cost.map(Money::minor),
            sheet.price.map(Money::minor),
            sheet.vat_regime.code(),
            sheet.notes,
            custody.place.map(Id::uuid),
            owner_kind,
            owner_id,
            holder_kind,
            holder_id,
            entry.import.map(|(id, _)| id),
            cx.now_ms(),
            attributes(sheet)?,
        ],
    )?;
    Ok(tx.last_row())
}

fn fineness(sheet: &Sheet) -> Option<i64> {
    let alloy = sheet.alloy.as_ref()?;
    alloy.fineness.map(Fineness::per_ten_thousand)
}

/// Replaces what a sheet says, except its components, and returns the piece's row number.
pub fn update_piece(tx: &mut WriteTx<'_>, id: Id<Piece>, sheet: &Sheet) -> Result<i64, StoreError> {
    tx.execute(
        "UPDATE piece SET number = ?2, barcode = ?3, family_id = ?4, title = ?5, metal = ?6,
            fineness = ?7, colour = ?8, gross_mg = ?9, net_mg = ?10, size = ?11, hallmark = ?12,
            maker = ?13, model = ?14, serial = ?15, supplier_id = ?16, purchase_ref = ?17,
            cost_minor = ?18, price_minor = ?19, vat_regime = ?20, notes = ?21, attributes = ?22,
            version = version + 1
         WHERE id = ?1",
        params![
            id.uuid(),
            sheet.number,
            sheet.barcode,
            sheet.family.uuid(),
            sheet.title,
            sheet.alloy.as_ref().map(|alloy| alloy.metal.code()),
            fineness(sheet),
            sheet.alloy.as_ref().and_then(|alloy| alloy.colour.as_ref()),
            sheet.gross.map(Weight::mg),
            sheet.net.map(Weight::mg),
            sheet.size,
            sheet.hallmark,
            sheet.maker,
            sheet.model,
            sheet.serial,
            sheet.supplier.map(Id::uuid),
            sheet.purchase_ref,
            sheet.cost.map(Money::minor),
            sheet.price.map(Money::minor),
            sheet.vat_regime.code(),
            sheet.notes,
            attributes(sheet)?,
        ],
    )?;
    tx.one("SELECT seq FROM piece WHERE id = ?1", [id.uuid()], |row| {
        row.get(0)
    })
}

/// Writes the price alone.
pub fn set_price(
    tx: &mut WriteTx<'_>,
    id: Id<Piece>,
    price: Option<Money>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE piece SET price_minor = ?2, version = version + 1 WHERE id = ?1",
        params![id.uuid(), price.map(Money::minor)],
    )?;
    Ok(())
}

/// Writes what a piece cost, and nothing else.
pub fn set_cost(
    tx: &mut WriteTx<'_>,
    id: Id<Piece>,
    cost: Option<Money>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE piece SET cost_minor = ?2, version = version + 1 WHERE id = ?1",
        params![id.uuid(), cost.map(Money::minor)],
    )?;
    Ok(())
}

/// The piece's row in the search index.
pub fn row_of(tx: &ReadTx<'_>, id: Id<Piece>) -> Result<i64, StoreError> {
    tx.one("SELECT seq FROM piece WHERE id = ?1", [id.uuid()], |row| {
        row.get(0)
    })
}

/// The number of the piece that was entered last.
pub fn newest_number(tx: &ReadTx<'_>) -> Result<Option<String>, StoreError> {
    tx.maybe(
        "SELECT number FROM piece WHERE number NOT LIKE '%~%' ORDER BY seq DESC LIMIT 1",
        [],
        |row| row.get(0),
    )
}

/// Writes a component at its place in the piece.
pub fn insert_component(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    position: usize,
    component: &Component,
) -> Result<(), StoreError> {
    let stone = component.stone.as_ref();
    let [length, width, depth] = component.measurements_um;
    tx.execute(
        "INSERT INTO component (id, piece_id, position, kind, stone, laboratory_grown, count,
            weight_milli_ct, shape, colour, clarity, cut, fluorescence, treatment, origin,
            length_um, width_um, depth_um, laboratory, certificate_number, certificate_file)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
            ?19, ?20, ?21)",
        params![
            component.id.uuid(),
            piece.uuid(),
            i64::try_from(position).unwrap_or(i64::MAX),
            component.kind.code(),
            stone.map(|stone| &stone.kind),
            stone.is_some_and(|stone| stone.laboratory_grown),
            component.count.count(),
            component.weight.map(Carat::milli),
            stone.and_then(|stone| stone.shape.as_ref()),
            stone.and_then(|stone| stone.colour.as_ref()),
            stone.and_then(|stone| stone.clarity.as_ref()),
            stone.and_then(|stone| stone.cut.as_ref()),
            stone.and_then(|stone| stone.fluorescence.as_ref()),
            stone.and_then(|stone| stone.treatment.as_ref()),
            stone.and_then(|stone| stone.origin.as_ref()),
            length,
            width,
            depth,
            component.laboratory,
            component.certificate_number,
            component.certificate_file,
        ],
    )?;
    Ok(())
}

/// Takes all components off a piece, before the sheet's are written.
pub fn delete_components(tx: &mut WriteTx<'_>, piece: Id<Piece>) -> Result<(), StoreError> {
    tx.execute("DELETE FROM component WHERE piece_id = ?1", [piece.uuid()])?;
    Ok(())
}
