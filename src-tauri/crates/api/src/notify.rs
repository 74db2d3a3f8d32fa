//! Messages to customers: what waits, what left, what a person decides, and how they leave.

mod body;
mod refusal;
mod setup;
mod sms;
mod texts;

use axum::Json;
use serde::Deserialize;
use shop::customers::{self, Customer};
use shop::notify::{self, Decision, Kind, Message, MessageQuery, NotifyError, Subject};
use shop::users::Right;
use units::Id;
use utoipa::IntoParams;
use utoipa_axum::routes;
use uuid::Uuid;

use body::{About, ActBody, ChoiceBody, Count, Line, Page, Sheet, TestBody};

use crate::answer::Answer;
use crate::command::Command;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::TakeRepairs, routes!(list))
        .with(Right::SeeRepairs, routes!(count))
        .with(Right::TakeRepairs, routes!(one))
        .with(Right::TakeRepairs, routes!(act))
        .with(Right::TakeRepairs, routes!(about))
        .with(Right::EditCustomers, routes!(choose))
        .with(Right::Settings, routes!(test))
        .and(setup::routes())
        .and(sms::routes())
        .and(texts::routes())
}

/// What of the list.
#[derive(Debug, Deserialize, IntoParams)]
struct Which {
    /// `queued`, `sending`, `sent`, `delivered`, `failed`, `unsure`, `cancelled`, `expired`, or `trouble`
    /// for all that wants a person; every one where it is not said.
    state: Option<String>,
    /// Part of a name, an address or a slip.
    #[serde(default)]
    q: String,
    /// Where the page begins, as the last one said.
    before: Option<i64>,
}

/// The messages, the latest first, a hundred at a time.
#[utoipa::path(get, path = "/messages", tag = "notify", operation_id = "messages", params(Which),
    responses((status = 200, body = Page)))]
async fn list(state: State, Query(which): Query<Which>) -> Result<Json<Page>, Problem> {
    let wanted = which.state.filter(|state| !state.is_empty());
    let troubles = wanted.as_deref() == Some("trouble");
    let parsed = wanted.filter(|_| !troubles).map(|code| code.parse());
    let parsed = parsed.transpose();
    let query = MessageQuery {
        state: parsed.map_err(|_| Problem::malformed("request.query").because("state"))?,
        troubles,
        text: which.q,
        before: which.before,
        limit: 100,
    };
    let found = state.read(move |tx| notify::list(tx, &query)).await?;
    Ok(Json(found.into()))
}

/// How many want a person.
#[utoipa::path(get, path = "/messages/count", tag = "notify", operation_id = "message_count",
    responses((status = 200, body = Count)))]
async fn count(state: State) -> Result<Json<Count>, Problem> {
    let troubles = state.read(notify::troubles).await?;
    Ok(Json(Count { troubles }))
}

/// A message with its history.
#[utoipa::path(get, path = "/messages/{id}", tag = "notify", operation_id = "message",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Sheet), (status = 404, body = ProblemBody, description = "notify.unknown")))]
async fn one(state: State, PathId(id): PathId<Message>) -> Result<Json<Sheet>, Problem> {
    let found = state.read(move |tx| Sheet::load(tx, id)).await?;
    Ok(Json(found))
}

/// Decides about a message: now, never mind, it arrived, another address, or once more as a new one.
#[utoipa::path(post, path = "/messages/{id}/act", tag = "notify", operation_id = "act_on_message",
    params(("id" = Uuid, Path)), request_body = ActBody,
    responses((status = 200, body = Sheet),
        (status = 409, body = ProblemBody, description = "notify.state {state}, notify.repeated, notify.id_taken, notify.not_set_up {channel}"),
        (status = 422, body = ProblemBody, description = "notify.address {channel}, notify.customer_unknown")))]
async fn act(PathId(id): PathId<Message>, command: Command<ActBody>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let decision = match body.act.as_str() {
                "retry" => Decision::Retry,
                "cancel" => Decision::Cancel,
                "confirm" => Decision::Confirm,
                "readdress" => Decision::Readdress(body.address.unwrap_or_default()),
                "again" => {
                    let new = body.id.ok_or_else(|| Problem::malformed("request.body"))?;
                    let made = notify::again(tx, cx, &by, id, Id::from_uuid(new))?;
                    return Sheet::load(tx, made.id);
                }
                _ => return Err(Problem::malformed("request.body").because("act")),
            };
            notify::decide(tx, cx, &by, id, &decision)?;
            Sheet::load(tx, id)
        })
        .await
}

/// Whose messages.
#[derive(Debug, Deserialize, IntoParams)]
struct Whose {
    /// `repair`, `job`, `custom` or `appraisal`.
    kind: String,
    id: Uuid,
}

/// What was written about something, and how its customer can be reached.
#[utoipa::path(get, path = "/messages/about", tag = "notify", operation_id = "messages_about",
    params(Whose),
    responses((status = 200, body = About), (status = 404, body = ProblemBody, description = "notify.about_unknown")))]
async fn about(state: State, Query(whose): Query<Whose>) -> Result<Json<About>, Problem> {
    let kind: Kind = whose
        .kind
        .parse()
        .map_err(|_| Problem::malformed("request.query").because("kind"))?;
    let subject = Subject::new(kind, whose.id);
    let found = state
        .read(move |tx| {
            let customer = match notify::customer_of(tx, subject)? {
                notify::Owner::Unknown => return Err(Problem::unknown("notify.about_unknown")),
                notify::Owner::Nobody => None,
                notify::Owner::Customer(id) => customers::customer(tx, id)?,
            };
            let (reach, choice) = match &customer {
                Some(one) => (notify::reach(tx, one)?, notify::choice(tx, one.id)?),
                None => (None, notify::Choice::None),
            };
            let messages = notify::of(tx, subject)?;
            Ok::<_, Problem>(About {
                customer_id: customer.map(|one| one.id.uuid()),
                choice: choice.code(),
                channel: reach.map(|(channel, _)| channel.code()),
                is_set_up: notify::is_set_up(tx)?,
                messages: messages.into_iter().map(Line::from).collect(),
            })
        })
        .await?;
    Ok(Json(found))
}

/// How a customer wants to be told of their own objects.
#[utoipa::path(put, path = "/customers/{id}/messages", tag = "notify", operation_id = "choose_messages",
    params(("id" = Uuid, Path)), request_body = ChoiceBody,
    responses((status = 204), (status = 422, body = ProblemBody, description = "notify.customer_unknown")))]
async fn choose(
    PathId(id): PathId<Customer>,
    command: Command<ChoiceBody>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let wanted = body.choice.parse();
            let wanted =
                wanted.map_err(|_| Problem::malformed("request.body").because("choice"))?;
            notify::choose(tx, cx, &by, id, wanted)?;
            Ok::<_, Problem>(())
        })
        .await
}

/// Sends a test the way of all the others; its state says what became of it.
#[utoipa::path(post, path = "/messages/tests", tag = "notify", operation_id = "test_message",
    request_body = TestBody,
    responses((status = 201, body = Sheet),
        (status = 409, body = ProblemBody, description = "notify.not_set_up {channel}, notify.id_taken"),
        (status = 422, body = ProblemBody, description = "notify.address {channel}")))]
async fn test(command: Command<TestBody>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .create(move |tx, cx, body| {
            let (channel, language) = (
                body::channel(&body.channel)?,
                body::language(&body.language)?,
            );
            let id = Id::from_uuid(body.id);
            notify::test_message(tx, cx, &by, id, channel, &body.address, language)?;
            Sheet::load(tx, id)
        })
        .await
}

/// A message that must be there.
fn found(message: Option<Message>) -> Result<Message, Problem> {
    message.ok_or_else(|| NotifyError::Unknown.into())
}
