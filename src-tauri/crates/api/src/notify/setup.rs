//! How and when messages leave. Passwords go in and never come out.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::db::StoreError;
use shop::notify::{self, Mail, Rules, Security};
use shop::till;
use shop::users::Right;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::sms::SmsBody;
use crate::answer::Answer;
use crate::command::Command;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::Settings, routes!(read))
        .with(Right::Settings, routes!(set_rules))
        .with(Right::Settings, routes!(set_mail))
}

/// How and when messages leave.
#[derive(Serialize, ToSchema)]
#[schema(as = MessageSetup)]
struct Setup {
    rules: RulesBody,
    /// Null: never set up.
    mail: Option<MailBody>,
    /// Null: never set up.
    sms: Option<SmsBody>,
}

/// What is told, when, and how long it is tried.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = MessageRules)]
struct RulesBody {
    /// Codes of the events that customers are told of.
    events: Vec<String>,
    /// `email` or `sms`: asked first where a customer can be reached both ways.
    first: String,
    /// Minutes of the day, by the shop's clock; the same twice: never quiet.
    quiet_from_minutes: i64,
    quiet_until_minutes: i64,
    /// After so many days of waiting the customer is reminded, and again, three times: 1 to 365.
    remind_days: i64,
    /// So many days before a quote ends its customer is reminded: 1 to 60.
    quote_days: i64,
    /// What could not leave for so long does not leave any more: 1 to 336.
    term_hours: i64,
}

impl From<Rules> for RulesBody {
    fn from(rules: Rules) -> Self {
        Self {
            events: rules.events,
            first: rules.first,
            quiet_from_minutes: rules.quiet_from_minutes,
            quiet_until_minutes: rules.quiet_until_minutes,
            remind_days: rules.remind_days,
            quote_days: rules.quote_days,
            term_hours: rules.term_hours,
        }
    }
}

/// The shop's mail server.
#[derive(Serialize, ToSchema)]
#[schema(as = MessageMail)]
struct MailBody {
    active: bool,
    host: String,
    port: u16,
    /// `tls`, `starttls` or `none`.
    #[schema(value_type = String)]
    security: Security,
    login: String,
    has_password: bool,
    /// Who writes.
    from: String,
    /// PEM of an authority of the shop's own; empty: those that everybody trusts.
    certificate: String,
}

/// The same, as it is set.
#[derive(Deserialize, ToSchema)]
#[schema(as = SetMessageMail)]
struct SetMail {
    active: bool,
    host: String,
    port: u16,
    /// `tls`, `starttls` or `none`.
    #[schema(value_type = String)]
    security: Security,
    login: String,
    /// Null: the one that is known, for the same server and login.
    password: Option<String>,
    from: String,
    #[serde(default)]
    certificate: String,
}

/// How and when messages leave.
#[utoipa::path(get, path = "/messages/setup", tag = "notify", operation_id = "message_setup",
    responses((status = 200, body = Setup)))]
async fn read(state: State, signed: Signed) -> Result<Json<Setup>, Problem> {
    let cx = signed.cx(&state);
    let found = state
        .read(move |tx| {
            let today = till::house(tx, None, None)?.day(cx.now);
            Ok::<_, StoreError>(Setup {
                rules: notify::rules(tx, today)?.into(),
                mail: notify::mail(tx)?.map(|mail| MailBody {
                    active: mail.active,
                    host: mail.host,
                    port: mail.port,
                    security: mail.security,
                    login: mail.login,
                    has_password: !mail.password.is_empty(),
                    from: mail.from,
                    certificate: mail.certificate,
                }),
                sms: notify::sms(tx)?.map(SmsBody::from),
            })
        })
        .await?;
    Ok(Json(found))
}

/// Sets what is told and when.
#[utoipa::path(put, path = "/messages/rules", tag = "notify", operation_id = "set_message_rules",
    request_body = RulesBody,
    responses((status = 204), (status = 422, body = ProblemBody, description = "notify.field {field}")))]
async fn set_rules(command: Command<RulesBody>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let rules = Rules {
                events: body.events,
                first: body.first,
                quiet_from_minutes: body.quiet_from_minutes,
                quiet_until_minutes: body.quiet_until_minutes,
                remind_days: body.remind_days,
                quote_days: body.quote_days,
                term_hours: body.term_hours,
            };
            notify::set_rules(tx, cx, &by, &rules)?;
            Ok::<_, Problem>(())
        })
        .await
}

/// Sets the mail server.
#[utoipa::path(put, path = "/messages/mail", tag = "notify", operation_id = "set_message_mail",
    request_body = SetMail,
    responses((status = 204), (status = 422, body = ProblemBody, description = "notify.field {field}")))]
async fn set_mail(command: Command<SetMail>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let mail = Mail {
                active: body.active,
                host: body.host,
                port: body.port,
                security: body.security,
                login: body.login,
                password: String::new(),
                from: body.from,
                certificate: body.certificate,
            };
            notify::set_mail(tx, cx, &by, mail, body.password)?;
            Ok::<_, Problem>(())
        })
        .await
}
