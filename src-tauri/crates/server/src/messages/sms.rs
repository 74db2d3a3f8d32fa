//! An SMS, by the shop's modem or its gateway. The modem stays open while nothing is sent: it says by
//! itself what became of what it took.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::{Duration, Instant};

use api::State;
use devices::sms::gateway::{self, Gateway};
use devices::sms::{Modem, Outcome, Report, Setup, Trouble};
use shop::Actor;
use shop::db::Store;
use shop::notify::{self, Channel, Ending, Form, Heard, Message, Sms, Way};

use super::{not_sent, rest};

/// For one message to a gateway, from the connection to the answer.
const PATIENCE: Duration = Duration::from_secs(40);
/// A modem that is not there is looked for so often while nothing waits.
const LOOK_FOR_IT_EVERY: Duration = Duration::from_secs(10);
/// How soon a message that was just written is noticed while the modem is listened to.
const LISTEN_FOR: Duration = Duration::from_millis(200);

/// The line to a modem, as far as there is one.
#[derive(Debug, Default)]
pub(super) struct Line {
    open: Option<(Setup, Modem)>,
    looked_at: Option<Instant>,
}

fn setup(store: &Store) -> Option<Sms> {
    let found = store.read(notify::sms).ok().flatten();
    found.filter(|sms| sms.active)
}

fn of_modem(sms: &Sms) -> Setup {
    Setup {
        address: sms.address.clone(),
        pin: if sms.pin_refused {
            String::new()
        } else {
            sms.pin.clone()
        },
    }
}

impl Line {
    /// Sends a message.
    pub(super) fn carry(
        &mut self,
        state: &State,
        store: &Store,
        message: &Message,
        stop: &AtomicBool,
    ) -> Ending {
        let Some(sms) = setup(store) else {
            return not_sent("not_set_up", "");
        };
        let outcome = match sms.way {
            Way::Gateway => by_gateway(&sms, message, stop),
            Way::Modem => match self.modem(&of_modem(&sms), message, stop) {
                Ok(modem) => modem.send(&message.address, &message.body, stop),
                Err(Trouble { code, said }) => Outcome::NotSent { code, said },
            },
        };
        let outcome = self.look_at(outcome, &sms, state, store);
        match outcome {
            Outcome::Accepted { references, said } => Ending::Accepted {
                references,
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

    /// After trouble the modem is opened anew; a PIN that the SIM refused is never tried again.
    fn look_at(&mut self, outcome: Outcome, sms: &Sms, state: &State, store: &Store) -> Outcome {
        let (Outcome::NotSent { code, .. } | Outcome::Unsure { code, .. }) = &outcome else {
            return outcome;
        };
        self.open = None;
        if *code == "pin_wrong" {
            let (cx, pin) = (state.cx(Actor::System, None), sms.pin.clone());
            if let Err(error) = store.write(move |tx| notify::refuse_pin(tx, &cx, &pin)) {
                tracing::error!(%error, "that the SIM refused its PIN was not kept");
            }
        }
        match outcome {
            Outcome::NotSent {
                code: "pin_needed",
                said,
            } if sms.pin_refused => Outcome::NotSent {
                code: "pin_wrong",
                said,
            },
            other => other,
        }
    }

    fn modem(
        &mut self,
        wanted: &Setup,
        message: &Message,
        stop: &AtomicBool,
    ) -> Result<&mut Modem, Trouble> {
        if self.open.as_ref().is_none_or(|(of, _)| of != wanted) {
            // The old one lets go of the line first.
            self.open = None;
            // A telephone tells two messages in parts from one another by this.
            let reference = message.id.uuid().as_bytes()[15];
            let modem = Modem::open(wanted, reference, stop)?;
            self.open = Some((wanted.clone(), modem));
        }
        match &mut self.open {
            Some((_, modem)) => Ok(modem),
            None => Err(Trouble {
                code: "modem_absent",
                said: String::new(),
            }),
        }
    }

    /// Listens to the modem until there is something to do; false: there is nothing more to wait for.
    pub(super) fn rest(
        &mut self,
        state: &State,
        store: &Store,
        woken: &Receiver<()>,
        pause: Duration,
        stop: &AtomicBool,
    ) -> bool {
        let wanted = setup(store).filter(|sms| sms.way == Way::Modem);
        let Some(wanted) = wanted.map(|sms| of_modem(&sms)) else {
            self.open = None;
            return rest(woken, pause);
        };
        if self.open.as_ref().is_none_or(|(of, _)| *of != wanted) {
            self.open = None;
            self.look_for(&wanted, stop);
        }
        let until = Instant::now() + pause;
        while Instant::now() < until && !stop.load(Ordering::Relaxed) {
            let Some((_, modem)) = &mut self.open else {
                return rest(woken, until.saturating_duration_since(Instant::now()));
            };
            match modem.listen(until.min(Instant::now() + LISTEN_FOR), stop) {
                Ok(reports) => reports.iter().for_each(|one| report(state, store, one)),
                Err(trouble) => {
                    tracing::warn!(code = trouble.code, "the modem went away");
                    self.open = None;
                }
            }
            match woken.try_recv() {
                Ok(()) => {
                    while woken.try_recv().is_ok() {}
                    return true;
                }
                Err(TryRecvError::Empty) => {}
                Err(TryRecvError::Disconnected) => return false,
            }
        }
        true
    }

    /// Opens the modem where nothing is to be sent, so that what it has to report is heard.
    fn look_for(&mut self, wanted: &Setup, stop: &AtomicBool) {
        let is_time = self
            .looked_at
            .is_none_or(|at| at.elapsed() >= LOOK_FOR_IT_EVERY);
        if is_time {
            self.looked_at = Some(Instant::now());
            let modem = Modem::open(wanted, 0, stop).ok();
            self.open = modem.map(|modem| (wanted.clone(), modem));
        }
    }
}

fn report(state: &State, store: &Store, report: &Report) {
    let cx = state.cx(Actor::System, None);
    let heard = Heard {
        reference: report.reference.clone(),
        address: Some(report.number.clone()),
        arrived: report.arrived,
        detail: report.said.clone(),
    };
    if let Err(error) = store.write(move |tx| notify::report(tx, &cx, Channel::Sms, &heard)) {
        tracing::error!(%error, "what the network reported was not kept");
    }
}

fn by_gateway(sms: &Sms, message: &Message, stop: &AtomicBool) -> Outcome {
    let gateway = Gateway {
        url: sms.url.clone(),
        form: match sms.form {
            Form::Json => gateway::Form::Json,
            Form::Form => gateway::Form::Form,
        },
        header: sms.header.clone(),
        key: sms.key.clone(),
        fields: sms.fields.clone(),
        reference: sms.reference.clone(),
        patience: PATIENCE,
    };
    let id = message.message_id.to_string();
    let message = gateway::Message {
        to: &message.address,
        text: &message.body,
        id: &id,
    };
    gateway::send(&gateway, &message, stop)
}
