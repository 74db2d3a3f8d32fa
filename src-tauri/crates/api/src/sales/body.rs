//! Tickets on the wire.

use chrono::{DateTime, Utc};
use serde::Serialize;
use shop::db::ReadTx;
use shop::sales;
use shop::users;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::carts::CartStone;
use crate::problem::Problem;

/// A ticket. Amounts in minor units, tax included.
#[derive(Serialize, ToSchema)]
pub(super) struct Sale {
    id: Uuid,
    number: String,
    /// `sale` or `void`.
    kind: &'static str,
    issued_at: DateTime<Utc>,
    business_on: String,
    till_id: Uuid,
    customer_id: Option<Uuid>,
    seller: Option<String>,
    lines: Vec<SaleLine>,
    payments: Vec<Payment>,
    discount_minor: i64,
    total_minor: i64,
    change_minor: i64,
    /// The number of the ticket that annuls this one.
    voided_by: Option<String>,
    /// The number of the ticket that this one annuls.
    voids: Option<String>,
    reason: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct SaleLine {
    id: Uuid,
    /// None: an article by quantity.
    piece_id: Option<Uuid>,
    title: String,
    number: Option<String>,
    photo_id: Option<Uuid>,
    /// In the words it was sold with.
    metal: Option<&'static str>,
    colour: Option<String>,
    fineness: Option<i64>,
    weight_mg: Option<i64>,
    size: Option<String>,
    stones: Vec<CartStone>,
    /// Negative: came back.
    quantity: i64,
    unit_price_minor: i64,
    /// The line's own and its share of the ticket's.
    discount_minor: i64,
    total_minor: i64,
    /// `standard`, `margin` or `exempt_gold`.
    vat_regime: &'static str,
    /// How many have been brought back since.
    returned_quantity: i64,
    /// `goods`; of some work `work`, `acompte`, `arrhes` or `used`: the last is a deposit taken off.
    role: &'static str,
    /// The work's number, on its envelope.
    job_code: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct Payment {
    /// `card`, `cash`, `cheque` or `transfer`.
    tender: &'static str,
    amount_minor: i64,
    given_minor: Option<i64>,
    reference: String,
}

impl Sale {
    pub(super) fn load(tx: &ReadTx<'_>, sale: sales::Sale) -> Result<Self, Problem> {
        let returned = sales::returned_quantities(tx, &sale)?;
        let voided_by = sales::voided_by(tx, sale.id)?.map(|void| void.number);
        let voids = match sale.voids {
            Some(id) => sales::sale(tx, id)?.map(|sale| sale.number),
            None => None,
        };
        let seller = users::user(tx, sale.user)?.map(|user| user.name);
        let mut lines = Vec::with_capacity(sale.lines.len());
        for (line, returned_quantity) in sale.lines.iter().zip(returned) {
            let photo_id = match line.piece {
                Some(piece) => shop::stock::photo_of(tx, piece)?,
                None => None,
            };
            let words = &line.printed;
            let metal = words.metals.first();
            lines.push(SaleLine {
                id: line.id.uuid(),
                piece_id: line.piece.map(units::Id::uuid),
                title: line.printed.label.clone(),
                number: line.printed.piece_number.clone(),
                photo_id,
                metal: metal.map(|one| one.metal.code()),
                colour: metal.and_then(|one| one.colour.clone()),
                fineness: metal.and_then(|one| one.fineness),
                weight_mg: words.weight_mg,
                size: words.size.clone(),
                stones: words.stones.iter().map(CartStone::sold).collect(),
                quantity: line.quantity,
                unit_price_minor: line.unit_price_minor,
                discount_minor: line.discount_minor + line.ticket_discount_minor,
                total_minor: line.total_minor,
                vat_regime: line.vat_regime.code(),
                returned_quantity,
                role: line.about.map_or("goods", |about| about.role.code()),
                job_code: line.printed.work.as_ref().map(|of| of.job.clone()),
            });
        }
        Ok(Self {
            id: sale.id.uuid(),
            change_minor: sale.change_minor(),
            kind: sale.kind.name(),
            issued_at: sale.at,
            business_on: sale.business_on.to_string(),
            till_id: sale.till.uuid(),
            customer_id: sale.customer.map(units::Id::uuid),
            seller,
            lines,
            payments: sale
                .payments
                .into_iter()
                .map(|payment| Payment {
                    tender: payment.tender.name(),
                    amount_minor: payment.amount_minor,
                    given_minor: payment.given_minor,
                    reference: payment.reference,
                })
                .collect(),
            discount_minor: sale.discount_minor,
            total_minor: sale.total_minor,
            number: sale.number,
            voided_by,
            voids,
            reason: Some(sale.reason).filter(|reason| !reason.is_empty()),
        })
    }
}
