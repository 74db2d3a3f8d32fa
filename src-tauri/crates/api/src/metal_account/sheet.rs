//! An account on the wire.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::Cx;
use shop::custom::{self, Order};
use shop::customers::{self, Customer};
use shop::db::{ReadTx, StoreError};
use shop::metal_account::{self, Account, Balance, Entry, Held, Lot, Paper, Photo};
use shop::signature;
use shop::till;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::problem::Problem;
use crate::repair::SignatureBody;
use crate::wire::when;

/// As of when.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct OnQuery {
    /// The end of this past day, `YYYY-MM-DD`; now where it is not said.
    on: Option<String>,
}

impl OnQuery {
    pub(super) fn day(self) -> Result<Option<NaiveDate>, Problem> {
        let on = self.on.filter(|text| !text.is_empty());
        on.map(|text| {
            text.parse()
                .map_err(|_| Problem::refused("metal.day").with("day", text))
        })
        .transpose()
    }
}

/// Refuses a day that has not begun.
fn not_ahead(tx: &ReadTx<'_>, cx: &Cx, on: Option<NaiveDate>) -> Result<NaiveDate, Problem> {
    let today = till::house(tx, None, None)?.day(cx.now);
    match on {
        Some(on) if on > today => Err(Problem::refused("metal.position_future")),
        on => Ok(on.unwrap_or(today)),
    }
}

/// A customer's metal with the shop. Weights are milligrams.
#[derive(Serialize, ToSchema)]
#[schema(as = MetalAccount)]
pub(super) struct AccountSheet {
    customer_id: Uuid,
    customer: String,
    /// Sent with the next entry.
    version: i64,
    on: String,
    /// Of every metal there was ever any of.
    balances: Vec<BalanceBody>,
    /// The newest first, those of which nothing is left as well.
    lots: Vec<LotBody>,
    /// The newest first.
    entries: Vec<EntryBody>,
    /// The newest first.
    papers: Vec<PaperBody>,
}

/// So much fine metal.
#[derive(Serialize, ToSchema)]
#[schema(as = MetalBalance)]
struct BalanceBody {
    metal: &'static str,
    fine_mg: i64,
}

impl From<&Balance> for BalanceBody {
    fn from(of: &Balance) -> Self {
        Self {
            metal: of.metal.code(),
            fine_mg: of.fine.mg(),
        }
    }
}

/// An object, or the ingot of a melt.
#[derive(Serialize, ToSchema)]
#[schema(as = MetalLot)]
struct LotBody {
    id: Uuid,
    description: String,
    metal: &'static str,
    /// Parts per ten thousand.
    fineness: i64,
    /// `declared`, `hallmark`, `touchstone`, `xrf` or `assay`.
    tested: &'static str,
    gross_mg: i64,
    /// `none`, `removed` or `left_in`.
    stones: &'static str,
    stones_mg: i64,
    /// What of it was metal.
    weight_mg: i64,
    /// It came out of a melt.
    melted: bool,
    /// The number of its receipt; empty for what was melted.
    paper: String,
    at: String,
    left_mg: i64,
    left_fine_mg: i64,
    photos: Vec<PhotoBody>,
}

/// A picture: read it from `/files/{file_id}`.
#[derive(Serialize, ToSchema)]
#[schema(as = MetalPhoto)]
struct PhotoBody {
    file_id: Uuid,
    thumbnail_id: Uuid,
}

impl LotBody {
    fn new(of: Lot, photos: &[Photo]) -> Self {
        let own = photos.iter().filter(|photo| photo.lot == of.id);
        Self {
            weight_mg: of.weight_mg(),
            id: of.id.uuid(),
            description: of.description,
            metal: of.metal.code(),
            fineness: of.fineness.per_ten_thousand(),
            tested: of.tested.code(),
            gross_mg: of.gross.mg(),
            stones: of.stones.code(),
            stones_mg: of.stones_weight.mg(),
            melted: of.melted,
            paper: of.paper,
            at: when(of.at),
            left_mg: of.left.mg(),
            left_fine_mg: of.left_fine.mg(),
            photos: own
                .map(|photo| PhotoBody {
                    file_id: photo.file,
                    thumbnail_id: photo.thumbnail,
                })
                .collect(),
        }
    }
}

/// A line of the account.
#[derive(Serialize, ToSchema)]
#[schema(as = MetalEntry)]
struct EntryBody {
    id: Uuid,
    metal: &'static str,
    /// `in`, `melt`, `use`, `return` or `correct`.
    kind: &'static str,
    paper_id: Option<Uuid>,
    paper: String,
    order_id: Option<Uuid>,
    order: String,
    /// Another entry takes it back.
    undone: bool,
    /// The kind of what a correction takes back.
    undoes: Option<&'static str>,
    /// Of weight.
    loss_mg: i64,
    /// Below zero: the assay found more than was thought.
    loss_fine_mg: i64,
    /// By how much it changes the account.
    weight_mg: i64,
    fine_mg: i64,
    /// Of its metal, after it.
    balance_mg: i64,
    objects: Vec<String>,
    note: String,
    on_day: NaiveDate,
    at: String,
    by: String,
}

impl EntryBody {
    fn new(of: Entry, undoes: Option<&'static str>, balance_mg: i64) -> Self {
        let (paper_id, paper) = of.paper.unzip();
        let (order_id, order) = of.order.unzip();
        Self {
            id: of.id.uuid(),
            metal: of.metal.code(),
            kind: of.kind.code(),
            paper_id,
            paper: paper.unwrap_or_default(),
            order_id: order_id.map(Id::uuid),
            order: order.unwrap_or_default(),
            undone: of.undone,
            undoes,
            loss_mg: of.loss_mg,
            loss_fine_mg: of.loss_fine_mg,
            weight_mg: of.weight_mg,
            fine_mg: of.fine_mg,
            balance_mg,
            objects: of.objects,
            note: of.note,
            on_day: of.on_day,
            at: when(of.at),
            by: of.by,
        }
    }

    /// The newest first, each with what was left of its metal after it.
    fn all(entries: Vec<Entry>) -> Vec<Self> {
        let undone = |seq: i64| entries.iter().find(|one| one.seq == seq);
        let kinds: Vec<_> = entries
            .iter()
            .map(|one| one.undoes.and_then(undone).map(|one| one.kind.code()))
            .collect();
        let mut left: Vec<(units::Metal, i64)> = Vec::new();
        let mut balances = Vec::with_capacity(entries.len());
        for entry in entries.iter().rev() {
            let at = left.iter().position(|(metal, _)| *metal == entry.metal);
            let at = at.unwrap_or_else(|| {
                left.push((entry.metal, 0));
                left.len() - 1
            });
            left[at].1 += entry.fine_mg;
            balances.push(left[at].1);
        }
        balances.reverse();
        let with = entries.into_iter().zip(kinds).zip(balances);
        with.map(|((entry, undoes), balance)| Self::new(entry, undoes, balance))
            .collect()
    }
}

/// A receipt, or what is signed when metal goes back.
#[derive(Serialize, ToSchema)]
#[schema(as = MetalPaper)]
struct PaperBody {
    id: Uuid,
    number: String,
    /// `receipt` or `return`.
    kind: &'static str,
    order_id: Option<Uuid>,
    order: String,
    given_to: String,
    note: String,
    on_day: NaiveDate,
    at: String,
    by: String,
    signatures: Vec<SignatureBody>,
}

impl PaperBody {
    fn load(tx: &ReadTx<'_>, of: Paper) -> Result<Self, StoreError> {
        let signatures = signature::signatures_of(tx, of.id.uuid())?;
        let (order_id, order) = match of.order {
            Some((id, number, _)) => (Some(id.uuid()), number),
            None => (None, String::new()),
        };
        Ok(Self {
            id: of.id.uuid(),
            number: of.number,
            kind: of.kind.code(),
            order_id,
            order,
            given_to: of.given_to,
            note: of.note,
            on_day: of.on_day,
            at: when(of.at),
            by: of.by,
            signatures: signatures.into_iter().map(SignatureBody::from).collect(),
        })
    }
}

/// The account of a customer, erased ones' as well: it names nobody then.
pub(super) fn load(
    tx: &ReadTx<'_>,
    cx: &Cx,
    id: Id<Customer>,
    on: Option<NaiveDate>,
) -> Result<(customers::Customer, Account), Problem> {
    let customer =
        customers::customer(tx, id)?.ok_or_else(|| Problem::unknown("customer.unknown"))?;
    let on = not_ahead(tx, cx, on)?;
    Ok((customer, metal_account::account(tx, cx, id, Some(on))?))
}

impl AccountSheet {
    pub(super) fn load(
        tx: &ReadTx<'_>,
        cx: &Cx,
        id: Id<Customer>,
        on: Option<NaiveDate>,
    ) -> Result<Self, Problem> {
        let (customer, account) = load(tx, cx, id, on)?;
        let papers = account.papers.into_iter();
        let photos = account.photos;
        let lots = account.lots.into_iter();
        Ok(Self {
            customer_id: id.uuid(),
            customer: customer.name(),
            version: account.version,
            on: account.on.to_string(),
            balances: account.balances.iter().map(BalanceBody::from).collect(),
            lots: lots.map(|lot| LotBody::new(lot, &photos)).collect(),
            entries: EntryBody::all(account.entries),
            papers: papers
                .map(|paper| PaperBody::load(tx, paper))
                .collect::<Result<_, _>>()?,
        })
    }
}

/// What of the customer's metal is in an order, and what there is of it.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomOrderMetal)]
pub(super) struct OrderMetal {
    customer_id: Uuid,
    /// Of the customer's account.
    version: i64,
    /// Metal may go into it now.
    takes_metal: bool,
    /// Metal may come out of it again.
    gives_back: bool,
    /// The oldest first; those taken back as well.
    used: Vec<EntryBody>,
    /// What is in it.
    in_it: Vec<BalanceBody>,
    /// Objects of the customer of which something is left.
    lots: Vec<LotBody>,
}

impl OrderMetal {
    pub(super) fn load(tx: &ReadTx<'_>, cx: &Cx, id: Id<Order>) -> Result<Self, Problem> {
        let order = custom::order(tx, id)?.ok_or_else(|| Problem::unknown("custom.unknown"))?;
        let account = metal_account::account(tx, cx, order.customer, None)?;
        let used = metal_account::used_in(tx, id)?;
        let mut in_it: Vec<BalanceBody> = Vec::new();
        for entry in used.iter().filter(|one| !one.undone) {
            // What was lost over it is not in it.
            let fine_mg = -entry.fine_mg - entry.loss_fine_mg;
            let metal = entry.metal.code();
            match in_it.iter_mut().find(|one| one.metal == metal) {
                Some(one) => one.fine_mg += fine_mg,
                None => in_it.push(BalanceBody { metal, fine_mg }),
            }
        }
        let lots = account.lots.into_iter().filter(|lot| lot.left.mg() > 0);
        Ok(Self {
            customer_id: order.customer.uuid(),
            version: account.version,
            takes_metal: metal_account::takes_metal(order.state),
            gives_back: metal_account::gives_back(order.state),
            used: used
                .into_iter()
                .map(|entry| EntryBody::new(entry, None, 0))
                .collect(),
            in_it,
            lots: lots.map(|lot| LotBody::new(lot, &account.photos)).collect(),
        })
    }
}

/// A customer whose metal is here.
#[derive(Serialize, ToSchema)]
#[schema(as = MetalHolder)]
pub(super) struct HolderBody {
    customer_id: Uuid,
    customer: String,
    metal: &'static str,
    fine_mg: i64,
    /// When the oldest of it came.
    since: NaiveDate,
}

pub(super) fn holders(
    tx: &ReadTx<'_>,
    cx: &Cx,
    on: Option<NaiveDate>,
) -> Result<Vec<HolderBody>, Problem> {
    let on = not_ahead(tx, cx, on)?;
    let found = metal_account::holders(tx, on)?.into_iter();
    let bodies = found.map(|one| HolderBody {
        customer_id: one.customer.uuid(),
        customer: one.name,
        metal: one.metal.code(),
        fine_mg: one.fine.mg(),
        since: one.since,
    });
    Ok(bodies.collect())
}

/// Customers' metal of one title that is here.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MetalHeld)]
pub(crate) struct HeldBody {
    pub metal: &'static str,
    /// Parts per ten thousand.
    pub fineness: i64,
    pub object_count: i64,
    pub weight_mg: i64,
    pub fine_mg: i64,
}

impl From<Held> for HeldBody {
    fn from(of: Held) -> Self {
        Self {
            metal: of.metal.code(),
            fineness: of.fineness.per_ten_thousand(),
            object_count: of.object_count,
            weight_mg: of.weight.mg(),
            fine_mg: of.fine.mg(),
        }
    }
}
