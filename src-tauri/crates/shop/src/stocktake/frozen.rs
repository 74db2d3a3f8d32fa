//! The result of a closed stocktake as frozen bytes: what its hash covers, its paper is made from
//! and its lines are read back from.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use documents::Language;
use ring::digest;
use serde::{Deserialize, Serialize};
use units::{Id, Metal};
use uuid::Uuid;

use super::count::Stocktake;
use super::line::{Line, Of, Settlement, Status, Theirs};
use super::store::{self, Sum};
use crate::db::{ReadTx, StoreError};
use crate::stock;
use crate::till::House;

/// The version of this shape; a reader refuses one it does not know.
const SHAPE: u8 = 1;

/// Everything a result says. Fields are only ever added, with a default.
#[derive(Debug, Serialize, Deserialize)]
pub struct Frozen {
    pub v: u8,
    pub number: String,
    pub scope: String,
    /// The scope's name in both languages; empty for the whole shop.
    pub scope_fr: String,
    pub scope_en: String,
    pub note: String,
    pub rounds: i64,
    /// The shop's wall clock.
    pub started_at: NaiveDateTime,
    pub started_by: String,
    pub closed_at: NaiveDateTime,
    pub closed_by: String,
    pub language: Language,
    /// ISO 4217.
    pub currency: String,
    pub shop: documents::Shop,
    pub software: documents::Software,
    /// By number.
    pub lines: Vec<FrozenLine>,
}

/// One line of it.
#[derive(Debug, Serialize, Deserialize)]
pub struct FrozenLine {
    /// None: a code that no piece had.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub piece: Option<Uuid>,
    pub number: String,
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub title: String,
    pub status: String,
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub why: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub document: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<PlaceThen>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub seen_place: Option<PlaceThen>,
    /// Unix milliseconds.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub seen_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub seen_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub seen_round: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cost_minor: Option<i64>,
    /// It was somebody else's: no cost of the shop's.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub theirs: bool,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub owed_minor: Option<i64>,
    /// The memo's number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub memo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub price_minor: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub metal: Option<String>,
    #[serde(default)]
    pub fine_mg: i64,
    /// A word of [`super::Action`]; empty where nothing had to be decided.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub action: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to_place: Option<PlaceThen>,
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub reason: String,
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub settled_by: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub approved_by: Option<String>,
}

/// A place as it was called then.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlaceThen {
    pub id: Uuid,
    pub name: String,
}

/// Freezes what a stocktake says now.
pub fn freeze(
    tx: &ReadTx<'_>,
    house: &House,
    stocktake: &Stocktake,
    lines: &[Line],
    closed_at: DateTime<Utc>,
) -> Result<Frozen, StoreError> {
    let names = store::place_names(tx)?;
    Ok(Frozen {
        v: SHAPE,
        number: stocktake.number.clone(),
        scope: stocktake.scope.parts().0.to_owned(),
        scope_fr: stocktake.scope_names.0.clone(),
        scope_en: stocktake.scope_names.1.clone(),
        note: stocktake.note.clone(),
        rounds: stocktake.round,
        started_at: house.local(stocktake.started_at),
        started_by: stocktake.started_by_name.clone(),
        closed_at: house.local(closed_at),
        closed_by: house.seller.clone(),
        language: house.language,
        currency: house.currency.code().to_owned(),
        shop: house.shop.clone(),
        software: crate::till::software(),
        lines: lines.iter().map(|line| freeze_line(line, &names)).collect(),
    })
}

fn freeze_line(line: &Line, names: &HashMap<Uuid, String>) -> FrozenLine {
    let place = |id: Option<Id<stock::Place>>| {
        id.map(|id| PlaceThen {
            id: id.uuid(),
            name: names.get(&id.uuid()).cloned().unwrap_or_default(),
        })
    };
    let settlement = line.settlement.as_ref();
    FrozenLine {
        piece: match &line.of {
            Of::Piece(piece) => Some(piece.uuid()),
            Of::Code(_) => None,
        },
        number: line.number.clone(),
        title: line.title.clone(),
        status: line.status.code().to_owned(),
        why: line.why.clone(),
        document: line.document.clone(),
        place: place(line.place),
        seen_place: place(line.seen_place),
        seen_at: line.seen_at.map(|at| at.timestamp_millis()),
        seen_by: line.seen_by.clone(),
        seen_round: line.seen_round,
        cost_minor: line.cost_minor,
        theirs: line.theirs.is_some(),
        owed_minor: line.theirs.as_ref().and_then(|theirs| theirs.owed_minor),
        memo: line.theirs.as_ref().and_then(|theirs| theirs.memo.clone()),
        price_minor: line.price_minor,
        metal: line.metal.map(|metal| metal.code().to_owned()),
        fine_mg: line.fine_mg,
        action: settlement.map_or(String::new(), |one| one.action.code().to_owned()),
        to_place: place(settlement.and_then(|one| one.place)),
        reason: settlement.map_or(String::new(), |one| one.reason.clone()),
        settled_by: settlement.map_or(String::new(), |one| one.by.clone()),
        approved_by: settlement.and_then(|one| one.approved_by.clone()),
    }
}

/// The bytes that are kept, and their SHA-256.
pub fn bytes(frozen: &Frozen) -> Result<(Vec<u8>, [u8; 32]), StoreError> {
    let bytes =
        serde_json::to_vec(frozen).map_err(|_| StoreError::Unreadable("stocktake result"))?;
    let hash = hash(&bytes);
    Ok((bytes, hash))
}

/// SHA-256.
pub fn hash(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    hash
}

/// The frozen result of a closed stocktake.
pub fn read(tx: &ReadTx<'_>, stocktake: &Stocktake) -> Result<Frozen, StoreError> {
    let bytes = store::result(tx, stocktake.seq)?;
    let frozen: Frozen =
        serde_json::from_slice(&bytes).map_err(|_| StoreError::Unreadable("stocktake result"))?;
    if frozen.v == SHAPE {
        Ok(frozen)
    } else {
        Err(StoreError::Unreadable("stocktake result"))
    }
}

impl FrozenLine {
    fn known_metal(&self) -> Result<Option<Metal>, StoreError> {
        self.metal
            .as_deref()
            .map(str::parse)
            .transpose()
            .map_err(|_| StoreError::Unreadable("stocktake metal"))
    }

    /// The line again; its photo is today's.
    pub fn thaw(self, tx: &ReadTx<'_>) -> Result<Line, StoreError> {
        let unreadable = |_| StoreError::Unreadable("stocktake line");
        let metal = self.known_metal()?;
        let place = |then: Option<PlaceThen>| then.map(|then| Id::from_uuid(then.id));
        let settlement = if self.action.is_empty() {
            None
        } else {
            Some(Settlement {
                action: self.action.parse().map_err(unreadable)?,
                place: place(self.to_place),
                reason: self.reason,
                by: self.settled_by,
                approved_by: self.approved_by,
            })
        };
        Ok(Line {
            thumbnail: match self.piece {
                Some(piece) => stock::piece_by_id(tx, Id::from_uuid(piece))?
                    .and_then(|piece| piece.photo)
                    .map(|(_, thumbnail)| thumbnail),
                None => None,
            },
            of: match self.piece {
                Some(piece) => Of::Piece(Id::from_uuid(piece)),
                None => Of::Code(self.number.clone()),
            },
            number: self.number,
            title: self.title,
            status: self.status.parse().map_err(unreadable)?,
            why: self.why,
            document: self.document,
            place: place(self.place),
            seen_place: place(self.seen_place),
            seen_at: self.seen_at.and_then(DateTime::from_timestamp_millis),
            seen_by: self.seen_by,
            seen_round: self.seen_round,
            cost_minor: self.cost_minor,
            theirs: self.theirs.then_some(Theirs {
                owed_minor: self.owed_minor,
                memo: self.memo,
            }),
            price_minor: self.price_minor,
            metal,
            fine_mg: self.fine_mg,
            settlement,
        })
    }
}

impl Frozen {
    /// The sums by status, owner and metal.
    pub fn sums(&self) -> Result<Vec<Sum>, StoreError> {
        let mut sums: Vec<Sum> = Vec::new();
        for line in &self.lines {
            let status: Status = line
                .status
                .parse()
                .map_err(|_| StoreError::Unreadable("stocktake status"))?;
            let metal = line.known_metal()?;
            let same = |sum: &&mut Sum| {
                sum.status == status && sum.metal == metal && sum.theirs == line.theirs
            };
            let (cost, price, owed) = (
                line.cost_minor.unwrap_or_default(),
                line.price_minor.unwrap_or_default(),
                line.owed_minor.unwrap_or_default(),
            );
            match sums.iter_mut().find(same) {
                Some(sum) => {
                    sum.count += 1;
                    sum.cost_minor += cost;
                    sum.price_minor += price;
                    sum.owed_minor += owed;
                    sum.fine_mg += line.fine_mg;
                }
                None => sums.push(Sum {
                    status,
                    metal,
                    theirs: line.theirs,
                    count: 1,
                    open: 0,
                    cost_minor: cost,
                    owed_minor: owed,
                    price_minor: price,
                    fine_mg: line.fine_mg,
                }),
            }
        }
        Ok(sums)
    }
}
