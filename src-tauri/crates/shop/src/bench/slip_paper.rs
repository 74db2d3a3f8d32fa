//! A vendor slip as the paper that goes with the objects.

use documents::{Language, VendorSlip as Paper, VendorSlipLine};

use super::slip::{LineState, VendorSlip};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::repair::{self, Task};
use crate::till;
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

fn told(task: Task) -> String {
    let sizes = if task.size_from.is_empty() && task.size_to.is_empty() {
        String::new()
    } else {
        format!("{} → {}", task.size_from, task.size_to)
    };
    let mut parts = vec![
        task.title,
        sizes,
        task.engraving,
        task.font,
        task.placement,
        task.note,
    ];
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}
