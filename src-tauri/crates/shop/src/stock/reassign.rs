//! Changes one word of a sheet: its family, its supplier, how VAT is due, a field of its own.

use units::Id;

use super::check::{SheetError, check_vat_regime};
use super::edit_piece::EditPieceError;
use super::family::Family;
use super::piece::{Piece, Sheet, State, VatRegime};
use super::supplier::Supplier;
use super::{attributes, store, words};
use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::search::{self, Words};

/// What a piece is filed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reassign<'a> {
    Family(Id<Family>),
    /// None: nobody is named.
    Supplier(Option<Id<Supplier>>),
    VatRegime(VatRegime),
    /// None: it is no longer said.
    Attribute {
        name: &'a str,
        value: Option<&'a str>,
    },
}

/// Changes it. Nothing else of the sheet is looked at: a title that is illegal by now does not hold
/// it up.
pub fn reassign(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Piece>,
    to: Reassign<'_>,
) -> Result<(), EditPieceError> {
    let piece = store::piece_by_id(tx, id)?.ok_or(EditPieceError::PieceUnknown)?;
    if piece.state == State::Sold {
        return Err(EditPieceError::Sold);
    }
    let mut sheet = piece.sheet;
    match to {
        Reassign::Family(family) => sheet.family = family,
        Reassign::Supplier(supplier) => sheet.supplier = supplier,
        Reassign::VatRegime(regime) => sheet.vat_regime = regime,
        Reassign::Attribute { name, value } => {
            match value {
                Some(value) => sheet.attributes.insert(name.to_owned(), value.to_owned()),
                None => sheet.attributes.remove(name),
            };
            attributes::check(&sheet.attributes)?;
        }
    }
    may_be(cx, &sheet)?;
    let family = store::family_by_id(tx, sheet.family)?.ok_or(SheetError::FamilyUnknown)?;
    let supplier = store::supplier_name(tx, sheet.supplier)?;
    let row = store::update_piece(tx, id, &sheet)?;
    if !matches!(to, Reassign::VatRegime(_)) {
        let words = words::of_sheet(&sheet, &family, supplier.as_deref());
        search::index_again(tx, &Words { row, words })?;
    }
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("piece", id));
    Ok(())
}

/// Whether a piece may be sold like that.
pub fn may_be(cx: &Cx, sheet: &Sheet) -> Result<(), SheetError> {
    check_vat_regime(sheet, cx.now.date_naive())
}
