//! Pieces and their components.

use rusqlite::Row;
use units::{Id, Metal, Quantity};
use uuid::Uuid;

use super::row;
use crate::db::{ReadTx, StoreError};
use crate::stock::piece::{Alloy, Component, Custody, Party, Piece, Sheet, Stone};

/// The columns [`read`] reads. The shop's row is missing only before the first-run assistant ends.
const PIECE: &str = "SELECT piece.id, number, barcode, family_id, title, metal, fineness, colour,
        gross_mg, net_mg, size, hallmark, maker, model, serial, supplier_id, purchase_ref,
        cost_minor, price_minor, vat_regime, notes, state, place_id, owner_kind, owner_id,
        holder_kind, holder_id, created_at, piece.version, family.code, family.durable,
        coalesce((SELECT currency FROM shop), 'EUR'), photo.file_id, photo.thumbnail_id
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
