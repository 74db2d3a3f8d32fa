//! The job's own history says that its customer was told, and when that turned out not to be so.

use super::message::{Channel, Event, Message, NotifyError};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::repair::{self, Notice};
use units::Id;

/// Notes on the job that its customer was told that it waits, or was not after all. The registered letter
/// that the law wants before an object is given up is another notice, which no program sends.
pub(super) fn told(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    message: &Message,
    arrived: bool,
) -> Result<(), NotifyError> {
    let (Event::Ready | Event::StillWaiting, Some(job)) = (message.event, message.job) else {
        return Ok(());
    };
    let notice = match message.channel {
        Channel::Email => Notice::Email,
        Channel::Sms => Notice::Sms,
    };
    repair::note_told(
        tx,
        cx,
        Id::from_uuid(job),
        notice,
        message.id.uuid(),
        arrived,
    )?;
    Ok(())
}
