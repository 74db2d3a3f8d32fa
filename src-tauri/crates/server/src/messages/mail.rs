//! An e-mail, to the shop's mail server.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use api::State;
use devices::mail::{self, Attached, Letter, Outcome, Server};
use shop::Actor;
use shop::db::{Store, StoreError};
use shop::identity;
use shop::notify::{self, Ending, Message, Security};

use units::Id;

use super::not_sent;

/// For one mail, from the connection to the answer.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) fn carry(state: &State, store: &Store, message: &Message, stop: &AtomicBool) -> Ending {
    let found = store.read(|tx| Ok::<_, StoreError>((notify::mail(tx)?, identity::shop(tx)?)));
    let Ok((Some(setup), shop)) = found else {
        return not_sent("not_set_up", "");
    };
    let host = setup.from.rsplit('@').next().unwrap_or("localhost");
    let attached = match message.document {
        Some(id) => {
            match api::quote_to_send(store, &state.cx(Actor::System, None), Id::from_uuid(id)) {
                Ok(Some((number, bytes))) => Some(Attached {
                    name: format!("{}.pdf", number.replace('/', "-")),
                    bytes,
                }),
                // Its words say that it is there.
                _ => return not_sent("document", ""),
            }
        }
        None => None,
    };
    let letter = Letter {
        attached,
        from_name: shop.map(|shop| shop.identity.name).unwrap_or_default(),
        from: setup.from.clone(),
        to_name: message.name.clone(),
        to: message.address.clone(),
        subject: message.subject.clone(),
        body: message.body.clone(),
        message_id: format!("{}@{host}", message.message_id),
    };
    let server = Server {
        host: setup.host,
        port: setup.port,
        security: match setup.security {
            Security::Tls => mail::Security::Tls,
            Security::Starttls => mail::Security::Starttls,
            Security::None => mail::Security::None,
        },
        login: setup.login,
        password: setup.password,
        certificate: setup.certificate,
        patience: PATIENCE,
    };
    match mail::send(&server, &letter, stop) {
        Outcome::Accepted { said } => Ending::Accepted {
            references: Vec::new(),
            detail: said,
        },
        Outcome::NotSent { code, said } => not_sent(code, &said),
        Outcome::Refused { code, said } => Ending::Refused {
            problem: code.to_owned(),
            detail: said,
        },
        Outcome::Unsure { code, said } => Ending::Unsure {
            problem: code.to_owned(),
            detail: said,
        },
    }
}
