//! Messages on the wire.

use documents::Language;
use serde::{Deserialize, Serialize};
use shop::db::ReadTx;
use shop::notify::{self, Channel, Entry, Listed, Message, Subject};
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;
use crate::wire::when;

pub(super) fn channel(code: &str) -> Result<Channel, Problem> {
    code.parse()
        .map_err(|_| Problem::malformed("request.body").because("channel"))
}

pub(super) fn language(code: &str) -> Result<Language, Problem> {
    match code {
        "fr" => Ok(Language::Fr),
        "en" => Ok(Language::En),
        _ => Err(Problem::malformed("request.body").because("language")),
    }
}

pub(super) const fn code(language: Language) -> &'static str {
    match language {
        Language::Fr => "fr",
        Language::En => "en",
    }
}

/// How many want a person.
#[derive(Serialize, ToSchema)]
#[schema(as = MessageCount)]
pub(super) struct Count {
    pub troubles: i64,
}

/// A message in a list.
#[derive(Serialize, ToSchema)]
#[schema(as = MessageLine)]
pub(super) struct Line {
    id: Uuid,
    /// Of a repair `received`, `estimate_ready`, `ready`, `promise_moved`, `still_waiting`; of an order
    /// `quote_sent`, `quote_expiring`, `production_begun`, `order_ready`, `order_waiting`,
    /// `order_cancelled`; `certificate_ready`; `test`.
    event: &'static str,
    /// `email` or `sms`.
    channel: &'static str,
    /// `repair`, `job`, `custom` or `appraisal`; null: a test.
    about_kind: Option<&'static str>,
    about_id: Option<Uuid>,
    /// Whose sheet shows it: of a job its repair, of anything else itself.
    sheet_id: Option<Uuid>,
    /// Slip, envelope or number; empty for a test.
    about: String,
    name: String,
    address: String,
    /// `queued`, `sending`, `sent`, `delivered`, `failed`, `unsure`, `cancelled` or `expired`.
    state: &'static str,
    /// Code of the last failure; empty: there is none.
    problem: String,
    /// What the other side said.
    detail: String,
    attempts: u32,
    /// Not before, while queued.
    next_at: String,
    expires_at: String,
    created_at: String,
    changed_at: String,
    /// What a person can do: `retry`, `confirm`, `readdress`, `again`, `cancel`.
    acts: Vec<&'static str>,
}

impl From<Message> for Line {
    fn from(message: Message) -> Self {
        let acts = notify::acts(message.state, message.repeated_by.is_some());
        Self {
            id: message.id.uuid(),
            event: message.event.code(),
            channel: message.channel.code(),
            about_kind: message.of.map(|of| of.kind().code()),
            about_id: message.of.map(Subject::uuid),
            sheet_id: message.sheet,
            about: message.about,
            name: message.name,
            address: message.address,
            state: message.state.code(),
            problem: message.problem,
            detail: message.detail,
            attempts: message.attempts,
            next_at: when(message.next_at),
            expires_at: when(message.expires_at),
            created_at: when(message.created_at),
            changed_at: when(message.changed_at),
            acts: acts.into_iter().map(shop::notify::Act::code).collect(),
        }
    }
}

/// A page of them.
#[derive(Serialize, ToSchema)]
#[schema(as = MessagePage)]
pub(super) struct Page {
    messages: Vec<Line>,
    /// What to ask the next page with; null: this is the last.
    next: Option<i64>,
}

impl From<Listed> for Page {
    fn from(listed: Listed) -> Self {
        Self {
            messages: listed.messages.into_iter().map(Line::from).collect(),
            next: listed.next,
        }
    }
}

/// A message with its words and its history.
#[derive(Serialize, ToSchema)]
#[schema(as = MessageSheet)]
pub(super) struct Sheet {
    #[serde(flatten)]
    line: Line,
    language: &'static str,
    subject: String,
    body: String,
    /// The quote that it carries as PDF.
    document_id: Option<Uuid>,
    /// The message that this one repeats.
    again_of: Option<Uuid>,
    /// The one that repeats this one.
    repeated_by: Option<Uuid>,
    entries: Vec<EntryBody>,
}

/// What happened to it.
#[derive(Serialize, ToSchema)]
#[schema(as = MessageEntry)]
struct EntryBody {
    at: String,
    /// Empty: the program itself.
    by: String,
    /// An act of the machine: `queue`, `claim`, `accept`, `delay`…
    what: String,
    state: &'static str,
    problem: String,
    detail: String,
}

impl From<Entry> for EntryBody {
    fn from(entry: Entry) -> Self {
        Self {
            at: when(entry.at),
            by: entry.by,
            what: entry.what,
            state: entry.state.code(),
            problem: entry.problem,
            detail: entry.detail,
        }
    }
}

impl Sheet {
    pub(super) fn load(tx: &ReadTx<'_>, id: Id<Message>) -> Result<Self, Problem> {
        let message = super::found(notify::message(tx, id)?)?;
        let entries = notify::entries(tx, message.seq)?;
        Ok(Self {
            language: code(message.language),
            subject: message.subject.clone(),
            body: message.body.clone(),
            document_id: message.document,
            again_of: message.again_of,
            repeated_by: message.repeated_by,
            entries: entries.into_iter().map(EntryBody::from).collect(),
            line: message.into(),
        })
    }
}

/// What was written about something, and how its customer is told.
#[derive(Serialize, ToSchema)]
#[schema(as = MessagesAbout)]
pub(super) struct About {
    /// Null: it is nobody's.
    pub customer_id: Option<Uuid>,
    /// `any`, `email`, `sms` or `none`.
    pub choice: &'static str,
    /// Where the next message goes; null: nowhere.
    pub channel: Option<&'static str>,
    /// Whether messages leave this shop at all.
    pub is_set_up: bool,
    pub messages: Vec<Line>,
}

/// What a person decides.
#[derive(Deserialize, ToSchema)]
#[schema(as = ActOnMessage)]
pub(super) struct ActBody {
    /// `retry`, `cancel`, `confirm`, `readdress` or `again`.
    pub act: String,
    /// Of `readdress`.
    pub address: Option<String>,
    /// Of the new message, for `again`.
    pub id: Option<Uuid>,
}

/// How a customer wants to be told.
#[derive(Deserialize, ToSchema)]
#[schema(as = MessageChoice)]
pub(super) struct ChoiceBody {
    /// `any`, `email`, `sms` or `none`.
    pub choice: String,
}

/// Whom to send a test to.
#[derive(Deserialize, ToSchema)]
#[schema(as = TestMessage)]
pub(super) struct TestBody {
    pub id: Uuid,
    pub channel: String,
    pub address: String,
    pub language: String,
}
