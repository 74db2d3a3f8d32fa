//! A vendor slip as the paper that goes with the objects.

use documents::{Language, SlipContent, VendorSlip as Paper, VendorSlipLine};
use serde_json::json;
use units::Id;

use super::nouns::BenchError;
use super::slip::{LineState, VendorSlip};
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::print as spool;
use crate::repair::{self, Task};
use crate::till;
use crate::users::{Authority, Right, authorise};
use crate::wording;

/// The paper in a language, else in the shop's. Without `with_cost` it has no amounts.
pub fn slip_paper(
    tx: &ReadTx<'_>,
    cx: &Cx,
    slip: &VendorSlip,
    language: Option<Language>,
    with_cost: bool,
) -> Result<Paper, StoreError> {
    let house = till::house(tx, cx.till, None)?;
    let language = language.unwrap_or(house.language);
    let mut lines = Vec::new();
    for line in &slip.lines {
        if line.state == LineState::Cancelled {
            continue;
        }
        let job = repair::job(tx, line.job)?.ok_or(StoreError::Unreadable("repair_job"))?;
        let tasks = repair::tasks(tx, job.seq)?;
        lines.push(VendorSlipLine {
            code: job.code,
            object: job.object,
            condition: job.condition,
            gross_ug: job.gross_ug,
            tasks: tasks.into_iter().map(told).collect(),
            agreed_minor: line.agreed_minor.filter(|_| with_cost),
        });
    }
    Ok(Paper {
        language,
        currency: house.currency,
        shop: house.shop_with_logo(tx)?,
        software: till::software(),
        number: slip.number.clone(),
        vendor: slip.vendor.clone(),
        at: house.local(slip.at),
        by: slip.by.clone(),
        due_on: slip.due_on,
        note: slip.note.clone(),
        words: wording::lines_at(tx, wording::On::Vendor, language, slip.at)?,
        lines,
    })
}

/// Queues the slip for the receipt printer of the till that asks. Who may not see costs gets one without.
pub fn print_slip(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<VendorSlip>,
    language: Option<Language>,
) -> Result<(), BenchError> {
    authorise(by, None, Right::WorkRepairs)?;
    let slip = store::slip(tx, id)?.ok_or(BenchError::Unknown)?;
    let paper = slip_paper(tx, cx, &slip, language, by.may(Right::SeeCost))?;
    let (language, shop) = (paper.language, paper.shop.clone());
    let content = SlipContent::Vendor(Box::new(paper));
    spool::enqueue_slip(tx, cx, &slip.number, (language, &shop), content)?;
    let detail = json!({ "what": "vendor-slip-paper", "slip": slip.number });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok(())
}

fn told(task: Task) -> String {
    let sizes = task.sizes();
    let mut parts = vec![
        task.counted(),
        sizes,
        task.engraving,
        task.font,
        task.placement,
        task.note,
    ];
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}
