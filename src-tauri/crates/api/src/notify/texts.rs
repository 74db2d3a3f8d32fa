//! The words of messages, the shop's own over the house's, and how they would look.

use axum::Json;
use documents::Language;
use serde::{Deserialize, Serialize};
use shop::db::{ReadTx, StoreError};
use shop::notify::{self, Blank, Channel, Event, Text, TextSource};
use shop::till;
use shop::users::Right;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::body;
use crate::answer::Answer;
use crate::command::Command;
use crate::input::Input;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::Settings, routes!(read))
        .with(Right::Settings, routes!(save))
        .with(Right::Settings, routes!(preview))
}

/// The words of one kind of message.
#[derive(Serialize, ToSchema)]
#[schema(as = MessageText)]
struct TextBody {
    event: &'static str,
    channel: &'static str,
    language: &'static str,
    /// Empty for SMS.
    subject: String,
    body: String,
    /// The shop's own words, not the house's.
    own: bool,
    /// Names of what may stand in its braces.
    blanks: Vec<&'static str>,
}

/// All of them.
#[derive(Serialize, ToSchema)]
#[schema(as = MessageTexts)]
struct Texts {
    texts: Vec<TextBody>,
}

/// Every text as it holds now.
#[utoipa::path(get, path = "/messages/texts", tag = "notify", operation_id = "message_texts",
    responses((status = 200, body = Texts)))]
async fn read(state: State) -> Result<Json<Texts>, Problem> {
    let found = state.read(all).await?;
    Ok(Json(found))
}

fn all(tx: &ReadTx<'_>) -> Result<Texts, StoreError> {
    let mut texts = Vec::new();
    for event in Event::ALL {
        for channel in Channel::ALL {
            for language in [Language::Fr, Language::En] {
                let (text, source) = notify::text(tx, *event, *channel, language)?;
                texts.push(TextBody {
                    event: event.code(),
                    channel: channel.code(),
                    language: body::code(language),
                    subject: text.subject,
                    body: text.body,
                    own: source == TextSource::Shop,
                    blanks: notify::ALWAYS
                        .iter()
                        .chain(event.blanks())
                        .map(|blank| blank.code())
                        .collect(),
                });
            }
        }
    }
    Ok(Texts { texts })
}

/// A text as it shall be.
#[derive(Deserialize, ToSchema)]
#[schema(as = SaveMessageText)]
struct SaveText {
    event: String,
    channel: String,
    language: String,
    #[serde(default)]
    subject: String,
    /// Null: the house's words again.
    body: Option<String>,
}

impl SaveText {
    fn event(&self) -> Result<Event, Problem> {
        let event = self.event.parse();
        event.map_err(|_| Problem::malformed("request.body").because("event"))
    }
}

/// Saves a text for what is written from now on.
#[utoipa::path(put, path = "/messages/texts", tag = "notify", operation_id = "save_message_text",
    request_body = SaveText,
    responses((status = 204),
        (status = 422, body = ProblemBody, description = "notify.blank {name}, notify.brace, notify.empty, notify.too_long {most}, notify.field {field}")))]
async fn save(command: Command<SaveText>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let event = body.event()?;
            let channel = body::channel(&body.channel)?;
            let language = body::language(&body.language)?;
            let own = body.body.map(|words| Text {
                subject: body.subject,
                body: words,
            });
            notify::save_text(tx, cx, &by, event, channel, language, own.as_ref())?;
            Ok::<_, Problem>(())
        })
        .await
}

/// What a customer would read.
#[derive(Serialize, ToSchema)]
#[schema(as = MessagePreview)]
struct Preview {
    subject: String,
    body: String,
    letters: usize,
    /// How many SMS it makes, each of which is paid for; 0 of an e-mail.
    parts: usize,
}

/// Fills a text with an invented customer's object.
#[utoipa::path(post, path = "/messages/texts/preview", tag = "notify", operation_id = "preview_message_text",
    request_body = SaveText,
    responses((status = 200, body = Preview),
        (status = 422, body = ProblemBody, description = "notify.blank {name}, notify.brace, notify.empty, notify.too_long {most}, notify.field {field}")))]
async fn preview(state: State, Input(body): Input<SaveText>) -> Result<Json<Preview>, Problem> {
    let event = body.event()?;
    let channel = body::channel(&body.channel)?;
    let language = body::language(&body.language)?;
    let words = Text {
        subject: body.subject.trim().to_owned(),
        body: body.body.unwrap_or_default().trim().to_owned(),
    };
    notify::check(event, channel, &words)?;
    let shop = state
        .read(|tx| Ok::<_, StoreError>(till::house(tx, None, None)?.shop))
        .await?;
    let values = notify::sample(event, language)
        .with(Blank::Shop, &shop.name)
        .with(Blank::ShopPhone, shop.phone.as_deref().unwrap_or_default());
    let filled = notify::fill(&words, &values)?;
    Ok(Json(Preview {
        letters: filled.body.chars().count(),
        parts: match channel {
            Channel::Email => 0,
            Channel::Sms => ::devices::sms::split(&filled.body).parts.len(),
        },
        subject: filled.subject,
        body: filled.body,
    }))
}
