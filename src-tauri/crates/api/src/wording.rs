//! The shop's own words on its papers, and how they will look.

use axum::Json;
use chrono::{DateTime, Utc};
use documents::layout::{self, Layout};
use documents::{Language, pdf};
use serde::{Deserialize, Serialize};
use shop::users::Right;
use shop::wording::{self, On, Sample, WordingError};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::answer::Answer;
use crate::command::Command;
use crate::input::Input;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::sales::SCREEN;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::Settings, routes!(list, set))
        .with(Right::Settings, routes!(preview))
}

/// The words that hold.
#[derive(Serialize, ToSchema)]
struct Wording {
    /// `receipt`, `claim`, `estimate`, `return`, `abandonment`, `warranty`, `bench`, `vendor`, `quote`,
    /// `metal`, `evaluation` or `estate`.
    paper: String,
    /// `fr` or `en`.
    language: String,
    /// Lines are parted by a line feed; empty: nothing is added.
    text: String,
    at: DateTime<Utc>,
    /// Empty: the program itself.
    by: String,
}

impl From<wording::Wording> for Wording {
    fn from(one: wording::Wording) -> Self {
        Self {
            paper: one.on.code().to_owned(),
            language: one.language.code().to_owned(),
            text: one.text,
            at: one.at,
            by: one.by,
        }
    }
}

/// Words, of a paper in a language.
#[derive(Deserialize, ToSchema)]
struct Words {
    /// `receipt`, `claim`, `estimate`, `return`, `abandonment`, `warranty`, `bench`, `vendor`, `quote`,
    /// `metal`, `evaluation` or `estate`.
    paper: String,
    /// `fr` or `en`.
    language: String,
    /// At most 600 characters in 12 lines on a paper of the roll, 4,000 in 80 on one that is a page first;
    /// empty: nothing is added.
    text: String,
}

impl Words {
    fn of(&self) -> Result<(On, Language), Problem> {
        let wrong = |what: &'static str| Problem::malformed("request.body").because(what);
        Ok((
            self.paper.parse().map_err(|_| wrong("paper"))?,
            self.language.parse().map_err(|_| wrong("language"))?,
        ))
    }
}

/// A paper as it will come out: on a till's roll, on pages, or on either.
#[derive(Serialize, ToSchema)]
struct WordingPreview {
    /// An SVG; nothing of what no roll is printed of.
    roll: Option<String>,
    /// An SVG each; none of what is printed on a roll alone.
    pages: Vec<String>,
    /// How much there is room for.
    most_characters: usize,
    most_lines: usize,
}

/// The shop's own words of every paper and language for which some were ever written.
#[utoipa::path(get, path = "/wordings", tag = "settings", operation_id = "wordings",
    responses((status = 200, body = Vec<Wording>)))]
async fn list(state: State) -> Result<Json<Vec<Wording>>, Problem> {
    let found = state.read(wording::wordings).await?;
    Ok(Json(found.into_iter().map(Wording::from).collect()))
}

/// Sets them from now on; papers that were printed keep theirs.
#[utoipa::path(put, path = "/wordings", tag = "settings", operation_id = "set_wording",
    request_body = Words,
    responses((status = 200, body = Wording),
        (status = 422, body = ProblemBody,
            description = "wording.too_long {most}, wording.too_many_lines {most}, wording.unprintable")))]
async fn set(command: Command<Words>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let (on, language) = body.of()?;
            let set = wording::set(tx, cx, &by, on, language, &body.text)?;
            Ok::<_, Problem>(Wording::from(set))
        })
        .await
}

/// A paper of the shop with invented content and these words.
#[utoipa::path(post, path = "/wordings/preview", tag = "settings", operation_id = "preview_wording",
    request_body = Words,
    responses((status = 200, body = WordingPreview),
        (status = 422, body = ProblemBody,
            description = "wording.too_long {most}, wording.too_many_lines {most}, wording.unprintable")))]
async fn preview(
    state: State,
    signed: Signed,
    Input(words): Input<Words>,
) -> Result<Json<WordingPreview>, Problem> {
    let (on, language) = words.of()?;
    let cx = signed.cx(&state);
    let sample = state
        .read(move |tx| {
            let sample = wording::sample(tx, &cx, on, language, &words.text)?;
            Ok::<_, Problem>(sample)
        })
        .await?;
    let (roll, pages) = state.work(move || drawn(&sample)).await??;
    let (most_characters, most_lines) = on.most();
    Ok(Json(WordingPreview {
        roll,
        pages,
        most_characters,
        most_lines,
    }))
}

/// As it comes out of a till's printer, and page by page.
fn drawn(sample: &Sample) -> Result<(Option<String>, Vec<String>), Problem> {
    let roll = |layout: &Layout| Some(documents::preview::svg(layout, &SCREEN));
    let pages = |layout: &Layout| pdf::pages(layout).map_err(Problem::fault);
    Ok(match sample {
        Sample::Receipt(receipt) => (roll(&layout::receipt(receipt)), Vec::new()),
        Sample::Slip(slip) => {
            let layout = layout::slip(slip);
            (roll(&layout), pages(&layout)?)
        }
        Sample::Abandonment(letter) => (None, pages(&layout::abandonment(letter))?),
        Sample::Quote(quote) => (None, pages(&layout::quote(quote, &[], None))?),
        Sample::Estate(estate) => (None, pages(&layout::estate_inventory(estate, None))?),
        Sample::Evaluation(paper) => {
            let pages = pdf::certificate_pages(paper).map_err(Problem::fault)?;
            (None, pages)
        }
    })
}

impl From<WordingError> for Problem {
    fn from(error: WordingError) -> Self {
        match error {
            WordingError::TooLong { most } => Self::refused("wording.too_long").with("most", most),
            WordingError::TooManyLines { most } => {
                Self::refused("wording.too_many_lines").with("most", most)
            }
            WordingError::Unprintable => Self::refused("wording.unprintable"),
            WordingError::MissingRight(missing) => missing.into(),
            WordingError::Journal(error) => error.into(),
            WordingError::Store(error) => error.into(),
        }
    }
}
