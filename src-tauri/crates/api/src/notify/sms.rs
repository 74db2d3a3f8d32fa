//! How SMS leave. The PIN and the key go in and never come out.

use ::devices::port::{Address, AddressError};
use ::devices::sms::gateway::{self, Gateway, Question, Wrong};
use serde::{Deserialize, Serialize};
use shop::notify::{self, Form, Sms, Way};
use shop::users::Right;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::answer::Answer;
use crate::command::Command;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;

pub(super) fn routes() -> Routes {
    Routes::new().with(Right::Settings, routes!(set_sms))
}

/// The shop's modem and its gateway, one of which is used.
#[derive(Serialize, ToSchema)]
#[schema(as = MessageSms)]
pub(super) struct SmsBody {
    active: bool,
    /// `modem` or `gateway`.
    #[schema(value_type = String)]
    way: Way,
    /// Of the modem.
    address: String,
    has_pin: bool,
    /// The SIM refused it: another must be typed.
    pin_refused: bool,
    url: String,
    /// `json` or `form`.
    #[schema(value_type = String)]
    form: Form,
    header: String,
    has_key: bool,
    fields: String,
    reference: String,
    /// How it is asked what became of a message; empty: it is not.
    status_url: String,
    status_at: String,
    /// States with commas between them.
    delivered: String,
    failed: String,
    status_hours: i64,
}

impl From<Sms> for SmsBody {
    fn from(sms: Sms) -> Self {
        Self {
            active: sms.active,
            way: sms.way,
            address: sms.address,
            has_pin: !sms.pin.is_empty(),
            pin_refused: sms.pin_refused,
            url: sms.url,
            form: sms.form,
            header: sms.header,
            has_key: !sms.key.is_empty(),
            fields: sms.fields,
            reference: sms.reference,
            status_url: sms.status_url,
            status_at: sms.status_at,
            delivered: sms.delivered,
            failed: sms.failed,
            status_hours: sms.status_hours,
        }
    }
}

/// The same, as it is set.
#[derive(Deserialize, ToSchema)]
#[schema(as = SetMessageSms)]
struct SetSms {
    active: bool,
    /// `modem` or `gateway`.
    #[schema(value_type = String)]
    way: Way,
    /// Of the modem, as any device's: `serial:///dev/ttyUSB0?baud=115200`, `tcp://192.168.1.70:5000`.
    address: String,
    /// Four to eight digits; null: the one that is known, for the same modem; empty: none.
    pin: Option<String>,
    /// `https://…`, where one POST sends one message.
    url: String,
    /// `json` or `form`.
    #[schema(value_type = String)]
    form: Form,
    /// One line, as `Authorization: Bearer {key}`; empty: none.
    header: String,
    /// Null: the one that is known, for the same URL.
    key: Option<String>,
    /// A JSON document, or lines of `name=value`, with `{to}` or `{number}`, `{text}`, `{id}`, `{key}`.
    fields: String,
    /// Where in a JSON answer the gateway's number of the message stands, as `messages.0.id`; empty: any
    /// answer from 200 to 299 says that it was taken.
    reference: String,
    /// One GET that says what became of a message, with `{reference}` and, where it wants that, `{key}`: on
    /// the same server. Empty: it is not asked.
    #[serde(default)]
    status_url: String,
    /// Where in its JSON answer the state stands, as `messages.0.status`; empty: the answer is the state.
    #[serde(default)]
    status_at: String,
    /// The states that mean that it arrived, with commas between them.
    #[serde(default)]
    delivered: String,
    /// Those that mean that it never will.
    #[serde(default)]
    failed: String,
    /// It is asked for so long at most: 1 to 168; 48 where it is not said.
    status_hours: Option<i64>,
}

/// Sets how SMS leave.
#[utoipa::path(put, path = "/messages/sms", tag = "notify", operation_id = "set_message_sms",
    request_body = SetSms,
    responses((status = 204),
        (status = 422, body = ProblemBody, description = "notify.field {field}")))]
async fn set_sms(command: Command<SetSms>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let sms = Sms {
                active: body.active,
                way: body.way,
                address: body.address,
                pin: String::new(),
                pin_refused: false,
                url: body.url,
                form: body.form,
                header: body.header,
                key: String::new(),
                fields: body.fields,
                reference: body.reference,
                status_url: body.status_url,
                status_at: body.status_at,
                delivered: body.delivered,
                failed: body.failed,
                status_hours: body.status_hours.unwrap_or(48),
            };
            match sms.way {
                Way::Modem => check_modem(&sms.address)?,
                Way::Gateway => check_gateway(&sms)?,
            }
            notify::set_sms(tx, cx, &by, sms, body.pin, body.key)?;
            Ok::<_, Problem>(())
        })
        .await
}

/// A modem is on a serial line, a USB adapter of one, or a network port of one.
fn check_modem(typed: &str) -> Result<(), Problem> {
    let refused = || Problem::refused("notify.field").with("field", "modem");
    let address: Address = typed
        .parse()
        .map_err(|error: AddressError| refused().because(error))?;
    match address {
        Address::Serial { .. } | Address::Tcp { .. } => Ok(()),
        _ => Err(refused()),
    }
}

fn check_gateway(sms: &Sms) -> Result<(), Problem> {
    let gateway = Gateway {
        url: sms.url.trim().to_owned(),
        form: match sms.form {
            Form::Json => gateway::Form::Json,
            Form::Form => gateway::Form::Form,
        },
        header: sms.header.clone(),
        key: String::new(),
        fields: sms.fields.clone(),
        reference: sms.reference.clone(),
        patience: std::time::Duration::ZERO,
    };
    gateway.check().map_err(|wrong| {
        let field = match wrong {
            Wrong::Url => "url",
            Wrong::Header => "header",
            Wrong::Fields => "fields",
            Wrong::Missing => "fields_missing",
        };
        Problem::refused("notify.field").with("field", field)
    })?;
    let question = Question {
        url: sms.status_url.clone(),
        header: String::new(),
        key: String::new(),
        at: String::new(),
        delivered: Vec::new(),
        failed: Vec::new(),
        patience: std::time::Duration::ZERO,
    };
    // It needs the number that the gateway gives.
    let asks = !sms.status_url.trim().is_empty();
    if asks && (sms.reference.trim().is_empty() || !question.is_usable(sms.url.trim())) {
        return Err(Problem::refused("notify.field").with("field", "status_url"));
    }
    Ok(())
}
