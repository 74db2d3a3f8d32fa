//! Sketches, drawings and pictures of an order.

use serde_json::json;
use units::Id;

use super::nouns::{Attached, CustomError, Order, said};
use super::store::{self, NewEntry};
use crate::cx::Cx;
use crate::db::{ReadTx, WriteTx};
use crate::files::{self, File, Picture};
use crate::journal::{self, Event};
use crate::users::{Authority, Right, authorise};

const MOST_FILES: i64 = 200;

/// What was uploaded: a picture that was looked at, or bytes that only the program that made them reads.
#[derive(Clone, Debug)]
pub enum Upload {
    Picture(Picture),
    Bytes(Vec<u8>),
}

/// Keeps a file with the order. The same one twice stays one, and comes back onto the board.
pub fn attach(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Order>,
    name: &str,
    upload: &Upload,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::WorkRepairs)?;
    let order = store::order(tx, id)?.ok_or(CustomError::Unknown)?;
    if store::file_count(tx, order.seq)? >= MOST_FILES {
        return Err(CustomError::TooManyFiles { most: MOST_FILES });
    }
    let plain = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut plain = said(&plain.replace(char::is_control, ""), 120);
    if plain.is_empty() {
        "file".clone_into(&mut plain);
    }
    let (file, thumbnail) = match upload {
        Upload::Picture(picture) => {
            let keep = |tx: &mut WriteTx<'_>, bytes| {
                files::keep(tx, cx, picture.media_type, &plain, bytes)
            };
            let file = keep(tx, &picture.bytes)?;
            (file, Some(keep(tx, &picture.thumbnail)?))
        }
        Upload::Bytes(bytes) if bytes.is_empty() => return Err(CustomError::EmptyFile),
        Upload::Bytes(bytes) => {
            let media = if files::check_pdf(bytes).is_ok() {
                "application/pdf"
            } else {
                "application/octet-stream"
            };
            (files::keep(tx, cx, media, &plain, bytes)?, None)
        }
    };
    store::put_file(tx, cx, order.seq, by.user(), file, thumbnail, &plain)?;
    told(tx, cx, by, &order, "file", file, &plain)
}

/// Takes a file off the board. It is kept, and the history says who did.
pub fn take_off(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Order>,
    file: Id<File>,
) -> Result<Order, CustomError> {
    set(tx, cx, by, id, file, true)
}

/// Puts it back.
pub fn put_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Order>,
    file: Id<File>,
) -> Result<Order, CustomError> {
    set(tx, cx, by, id, file, false)
}

fn set(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Order>,
    file: Id<File>,
    off: bool,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::WorkRepairs)?;
    let order = store::order(tx, id)?.ok_or(CustomError::Unknown)?;
    let found = store::attached(tx, &order)?
        .into_iter()
        .find(|one| one.file == file && one.off != off)
        .ok_or(CustomError::FileUnknown)?;
    store::set_off(tx, cx, order.seq, file, off)?;
    let what = if off { "file_off" } else { "file_back" };
    told(tx, cx, by, &order, what, file, &found.name)
}

fn told(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    what: &str,
    file: Id<File>,
    name: &str,
) -> Result<Order, CustomError> {
    let detail = json!({ "file": file.uuid() }).to_string();
    let entry = NewEntry {
        note: name,
        detail: &detail,
        ..NewEntry::of(order.seq, by.user(), what)
    };
    store::insert_entry(tx, cx, &entry)?;
    let detail = json!({ "what": "custom-file", "order": order.number, "did": what });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in order.changes() {
        tx.changed(change);
    }
    store::order(tx, order.id)?.ok_or(CustomError::Unknown)
}

/// A file of this order with its bytes.
pub fn kept(
    tx: &ReadTx<'_>,
    id: Id<Order>,
    file: Id<File>,
) -> Result<(Attached, Vec<u8>), CustomError> {
    let order = store::order(tx, id)?.ok_or(CustomError::Unknown)?;
    let found = store::attached(tx, &order)?
        .into_iter()
        .find(|one| one.file == file)
        .ok_or(CustomError::FileUnknown)?;
    let bytes = files::file_by_id(tx, file)?.ok_or(CustomError::FileUnknown)?;
    Ok((found, bytes.bytes))
}
