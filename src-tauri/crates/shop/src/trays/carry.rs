//! Carries trays to a place, all of them in one act.

use units::Id;
use uuid::Uuid;

use super::nouns::{MOST, TrayError, change, said};
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::stock::{self, Place, PlaceKind};
use crate::users::{Authority, Right, authorise};

/// Which trays go where.
#[derive(Clone, Debug)]
pub struct CarryTrays {
    /// The act's, by which it is undone.
    pub act: Uuid,
    pub trays: Vec<Id<Place>>,
    pub to: Id<Place>,
    pub note: String,
}

/// Writes where they stand now and says how many went; one that stood there already is left out.
pub fn carry(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &CarryTrays,
) -> Result<usize, TrayError> {
    authorise(by, None, Right::CountStock)?;
    if input.trays.is_empty() {
        return Err(TrayError::NoTray);
    }
    if input.trays.len() > MOST {
        return Err(TrayError::TooMany);
    }
    let to = stock::place_by_id(tx, input.to)?
        .filter(|place| place.active)
        .ok_or(TrayError::PlaceUnknown)?;
    if to.kind == PlaceKind::Tray {
        return Err(TrayError::IntoTray);
    }
    if !store::act(tx, input.act)?.is_empty() {
        return Err(TrayError::IdTaken);
    }
    let note = said(&input.note);
    let mut carried = 0;
    for id in &input.trays {
        let tray = store::tray(tx, *id)?.ok_or(TrayError::Unknown)?;
        if tray.stands == Some(to.id) {
            continue;
        }
        store::insert_move(
            tx,
            cx,
            by.user(),
            input.act,
            &tray,
            Some(to.id),
            &note,
            None,
        )?;
        carried += 1;
    }
    if carried == 0 {
        return Err(TrayError::AlreadyThere);
    }
    tx.changed(change());
    Ok(carried)
}
