//! Asks the gateway what became of what it took, in a thread of its own: a gateway that is slow to answer
//! keeps nothing from leaving.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use api::State;
use devices::sms::gateway::{self, Answer, Question};
use shop::Actor;
use shop::db::{Store, StoreError};
use shop::notify::{self, Asked, Said, ToAsk, Way};

use super::{LOOK_EVERY, rest};

/// For one answer.
const PATIENCE: Duration = Duration::from_secs(15);

pub(super) fn work(state: &State, store: &Store, stop: &AtomicBool, woken: &Receiver<()>) {
    while !stop.load(Ordering::Relaxed) {
        let cx = state.cx(Actor::System, None);
        let now = cx.now;
        let pause = match store.read(move |tx| notify::to_ask(tx, &cx)) {
            Ok(ToAsk::Now(asked)) => {
                let said = ask(store, &asked, stop);
                // A program that ends asks again when it starts.
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                if keep(state, store, *asked, said) {
                    continue;
                }
                LOOK_EVERY
            }
            Ok(ToAsk::Later(at)) => (at - now).to_std().unwrap_or_default().min(LOOK_EVERY),
            Ok(ToAsk::Nothing) => LOOK_EVERY,
            Err(StoreError::Closed) => return,
            Err(error) => {
                tracing::error!(%error, "what the gateway is to be asked cannot be read");
                LOOK_EVERY
            }
        };
        if !rest(woken, pause.max(Duration::from_millis(10))) {
            return;
        }
    }
}

fn ask(store: &Store, asked: &Asked, stop: &AtomicBool) -> Said {
    let sms = store.read(notify::sms).ok().flatten();
    let Some(sms) = sms.filter(|sms| sms.active && sms.way == Way::Gateway) else {
        return Said::Waiting;
    };
    let question = Question {
        url: sms.status_url,
        header: sms.header,
        key: sms.key,
        at: sms.status_at,
        delivered: notify::states(&sms.delivered),
        failed: notify::states(&sms.failed),
        patience: PATIENCE,
    };
    if !question.is_usable(&sms.url) {
        return Said::Waiting;
    }
    match gateway::ask(&question, &asked.reference, stop) {
        Answer::Delivered { said } => Said::Arrived(said),
        Answer::Failed { said } => Said::Lost(said),
        Answer::Unknown => Said::Unknown,
        Answer::Waiting | Answer::Silent => Said::Waiting,
    }
}

/// Whether it was kept.
fn keep(state: &State, store: &Store, asked: Asked, said: Said) -> bool {
    let cx = state.cx(Actor::System, None);
    match store.write(move |tx| notify::answered(tx, &cx, &asked, &said)) {
        Ok(_) => true,
        Err(error) => {
            tracing::error!(%error, "what the gateway said was not kept");
            false
        }
    }
}
