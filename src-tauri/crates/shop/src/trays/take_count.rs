//! Counts a tray: what the ledger has in it against what is in it.

use std::collections::{HashMap, HashSet};

use serde_json::json;
use units::Id;

use super::count::{Count, Method, Occasion, Status};
use super::nouns::{Content, MOST, TrayError, change, said};
use super::store::{self, NewCount, NewLine};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::stock::{self, Found, Piece, Place};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// What was there.
#[derive(Clone, Debug)]
pub enum How {
    /// The codes as read, in their order.
    Scan { codes: Vec<String> },
    /// How many, and which are missing where that was found out.
    Number {
        counted: i64,
        missing: Vec<Id<Piece>>,
    },
}

/// A count, named by its client.
#[derive(Clone, Debug)]
pub struct TakeCount {
    pub id: Id<Count>,
    pub tray: Id<Place>,
    pub occasion: Occasion,
    pub how: How,
    /// The last custody movement when the counting began: what moved since is no difference.
    pub since: i64,
    /// Why it is off.
    pub note: String,
}

/// Writes the count down. Nothing moves: a difference is looked into by people.
pub fn take_count(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &TakeCount,
) -> Result<Count, TrayError> {
    authorise(by, None, Right::CountStock)?;
    let tray = store::tray(tx, input.tray)?.ok_or(TrayError::Unknown)?;
    if store::count(tx, input.id)?.is_some() {
        return Err(TrayError::IdTaken);
    }
    let content = store::content(tx, cx.now_ms(), tray.id)?;
    let (method, expected, counted, lines) = match &input.how {
        How::Scan { codes } => {
            let lines = scanned(tx, input, &content, codes)?;
            let of = |status| lines.iter().filter(|line| line.status == status).count();
            let found = of(Status::Found);
            let expected = found + of(Status::Missing);
            let counted = found + of(Status::Unexpected);
            (Method::Scan, whole(expected), whole(counted), lines)
        }
        How::Number { counted, missing } => {
            let lines = named(&content, missing)?;
            (Method::Number, whole(content.len()), *counted, lines)
        }
    };
    let (missing, unexpected) = difference(expected, counted, &lines)?;
    let note = said(&input.note);
    if note.is_empty() && (missing, unexpected) != (0, 0) {
        return Err(TrayError::ReasonMissing);
    }
    let new = NewCount {
        id: input.id,
        tray: tray.id,
        counted_on: till::house(tx, None, None)?.day(cx.now),
        occasion: input.occasion,
        method,
        place: tray.stands,
        expected,
        counted,
        missing,
        unexpected,
        note: &note,
        corrects: None,
    };
    store::insert_count(tx, cx, by.user(), &new, &lines)?;
    told(tx, cx, &tray.name, &new)?;
    store::count(tx, input.id)?
        .ok_or(StoreError::Unreadable("tray_count"))
        .map_err(Into::into)
}

/// The journal's line of a count: figures only.
pub(super) fn told(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    tray: &str,
    count: &NewCount<'_>,
) -> Result<(), TrayError> {
    let detail = json!({
        "what": if count.corrects.is_some() { "tray-count-corrected" } else { "tray-counted" },
        "tray": tray,
        "occasion": count.occasion.code(),
        "expected": count.expected,
        "counted": count.counted,
    });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(change());
    Ok(())
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// How many are missing and how many too many: as the lines say, or by the number alone.
pub(super) fn difference(
    expected: i64,
    counted: i64,
    lines: &[NewLine],
) -> Result<(i64, i64), TrayError> {
    const MOST_PIECES: i64 = 100_000;
    if !(0..=MOST_PIECES).contains(&counted) {
        return Err(TrayError::Number);
    }
    let named = lines.iter().filter(|line| line.status == Status::Missing);
    let missing = whole(named.count()).max(expected - counted);
    let unexpected = counted - expected + missing;
    Ok((missing, unexpected))
}

/// The pieces of the tray that are named as missing.
fn named(content: &[Content], missing: &[Id<Piece>]) -> Result<Vec<NewLine>, TrayError> {
    let mut seen = HashSet::new();
    let mut lines = Vec::with_capacity(missing.len());
    for id in missing {
        let one = content.iter().find(|one| one.piece == *id);
        let one = one.ok_or(TrayError::NotInTray)?;
        if seen.insert(*id) {
            lines.push(line_of(one, Status::Missing));
        }
    }
    Ok(lines)
}

fn line_of(one: &Content, status: Status) -> NewLine {
    NewLine {
        piece: Some(one.piece),
        code: one.number.clone(),
        status,
        price_minor: one.price_minor,
    }
}

/// What was read against what the ledger has in the tray.
fn scanned(
    tx: &ReadTx<'_>,
    input: &TakeCount,
    content: &[Content],
    codes: &[String],
) -> Result<Vec<NewLine>, TrayError> {
    if codes.len() > MOST {
        return Err(TrayError::TooMany);
    }
    let inside: HashMap<Id<Piece>, &Content> = content.iter().map(|one| (one.piece, one)).collect();
    let mut read: HashSet<Id<Piece>> = HashSet::new();
    let mut strange: HashSet<String> = HashSet::new();
    let mut lines = Vec::with_capacity(content.len());
    let mut beside = Vec::new();
    for code in codes {
        let code = code.trim();
        if code.is_empty() || code.chars().count() > 100 || code.chars().any(char::is_control) {
            return Err(TrayError::NotACode);
        }
        let Some(piece) = piece_of(tx, code)? else {
            if strange.insert(code.to_uppercase()) {
                beside.push(NewLine {
                    piece: None,
                    code: code.to_owned(),
                    status: Status::Unexpected,
                    price_minor: None,
                });
            }
            continue;
        };
        if !read.insert(piece.id) || inside.contains_key(&piece.id) {
            continue;
        }
        // Whoever is in the tray no more may have been sold out of it a moment ago.
        let left = store::left_since(tx, piece.id, input.tray, input.since)?;
        beside.push(NewLine {
            piece: Some(piece.id),
            code: piece.sheet.number,
            status: if left {
                Status::Left
            } else {
                Status::Unexpected
            },
            price_minor: piece.sheet.price.map(units::Money::minor),
        });
    }
    for one in content {
        let status = if read.contains(&one.piece) {
            Status::Found
        } else if one.reserved {
            Status::Reserved
        } else if one.since > input.since {
            Status::Arrived
        } else {
            Status::Missing
        };
        lines.push(line_of(one, status));
    }
    lines.extend(beside);
    Ok(lines)
}

/// The piece a code names; readers that type what they read send tags as scans.
fn piece_of(tx: &ReadTx<'_>, code: &str) -> Result<Option<Piece>, StoreError> {
    match stock::find_by_code(tx, code)? {
        Some(Found::Piece(piece)) => return Ok(Some(*piece)),
        Some(Found::Article(_)) => return Ok(None),
        None => {}
    }
    let Some(tag) = stock::epc(code) else {
        return Ok(None);
    };
    match stock::piece_with_tag(tx, &tag)? {
        Some(piece) => stock::piece_by_id(tx, piece),
        None => Ok(None),
    }
}
