//! The shop writes its own words, or takes them back.

use documents::Language;
use serde_json::json;

use super::message::{Channel, Event, NotifyError};
use super::text::{Text, check};
use super::{house, store, tell};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event as Journaled};
use crate::users::{Authority, Right, authorise};

/// Saves a text for what is written from now on; None: the house's words again.
pub fn save_text(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    event: Event,
    channel: Channel,
    language: Language,
    own: Option<&Text>,
) -> Result<(), NotifyError> {
    authorise(by, None, Right::Settings)?;
    let saved = match own {
        Some(own) => {
            let own = Text {
                subject: own.subject.trim().to_owned(),
                body: own.body.replace("\r\n", "\n").trim().to_owned(),
            };
            check(event, channel, &own)?;
            own
        }
        None => Text::default(),
    };
    store::insert_text(tx, cx, event, channel, language, &saved)?;
    let detail = json!({ "what": "notify.text", "event": event.code(), "channel": channel.code(),
        "language": house::code(language), "own": own.is_some() });
    journal::log(tx, cx, Journaled::Other, &detail)?;
    tell(tx);
    Ok(())
}
