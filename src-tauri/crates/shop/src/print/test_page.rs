//! A page that shows whether accents, widths, codes and the cut are right.

use chrono_tz::Tz;
use documents::{Slip, SlipContent, Software};
use units::Id;

use super::{EnqueueError, Job, NewJob, Of, Paper, enqueue};
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::devices::{self, Device};
use crate::{identity, users};

/// Why there is no test page.
#[derive(Debug, thiserror::Error)]
pub enum TestPageError {
    #[error("there is no such printer in use")]
    UnknownPrinter,
    #[error(transparent)]
    Enqueue(#[from] EnqueueError),
}

impl From<StoreError> for TestPageError {
    fn from(error: StoreError) -> Self {
        Self::Enqueue(error.into())
    }
}

/// Queues one for this printer.
pub fn test_page(tx: &mut WriteTx<'_>, cx: &Cx, printer: Id<Device>) -> Result<Job, TestPageError> {
    let printer = devices::device(tx, printer)?
        .filter(|device| device.active && device.kind == devices::Kind::ReceiptPrinter)
        .ok_or(TestPageError::UnknownPrinter)?;
    let shop = identity::shop(tx)?.ok_or(StoreError::Unreadable("shop"))?;
    let zone: Tz = shop
        .time_zone
        .parse()
        .map_err(|_| StoreError::Unreadable("shop.time_zone"))?;
    let by = match cx.actor.user() {
        Some(user) => users::user(tx, user)?.map(|user| user.name),
        None => None,
    };
    let slip = Slip {
        language: shop.language,
        training: false,
        shop: identity::on_documents(tx)?.unwrap_or_default(),
        at: cx.now.with_timezone(&zone).naive_local(),
        till: identity::till(tx, printer.till)?
            .map(|till| till.code)
            .unwrap_or_default(),
        by: by.unwrap_or_default(),
        software: Software {
            name: "Écrin".into(),
            version: env!("CARGO_PKG_VERSION").into(),
        },
        content: SlipContent::Test {
            printer: printer.name.clone(),
        },
    };
    let new = NewJob {
        id: cx.new_id(),
        till: printer.till,
        paper: Paper::Slip(Box::new(slip)),
        of: Of::Nothing,
        subject: printer.name,
    };
    Ok(enqueue(tx, cx, new)?)
}
