//! A page of figures on paper: what the screen shows, under the shop's head, with its bars.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::{Figures, FiguresDetail, FiguresDetails, FiguresLine, Language};
use serde::Deserialize;
use shop::till;
use shop::users::Right;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::input::Input;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;

/// As many groups as a report shows.
const MOST_LINES: usize = 1_000;
const MOST_COLUMNS: usize = 12;
const LONGEST_TEXT: usize = 2_000;

pub(crate) fn feature() -> Routes {
    Routes::new().with(Right::SeeReports, routes!(pdf))
}

/// A page of figures in the words of the screen.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = FiguresPaper)]
struct PaperBody {
    /// `fr` or `en`.
    language: String,
    title: String,
    note: String,
    /// What the lines are.
    group: String,
    /// What the bars show.
    measure: String,
    headers: Vec<String>,
    lines: Vec<LineBody>,
    total: Vec<String>,
    remarks: Vec<String>,
    /// What the figures are made of, one by one.
    details: Option<DetailsBody>,
}

/// A list below the figures.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = FiguresPaperDetails)]
struct DetailsBody {
    title: String,
    lines: Vec<DetailBody>,
}

/// One of it.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = FiguresPaperDetail)]
struct DetailBody {
    name: String,
    /// At the end of its line.
    value: String,
    /// Below it; may be empty.
    note: String,
}

impl From<DetailsBody> for FiguresDetails {
    fn from(body: DetailsBody) -> Self {
        let line = |line: DetailBody| FiguresDetail {
            name: line.name,
            value: line.value,
            note: line.note,
        };
        Self {
            title: body.title,
            lines: body.lines.into_iter().map(line).collect(),
        }
    }
}

/// A group.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = FiguresPaperLine)]
struct LineBody {
    name: String,
    /// One below each header.
    cells: Vec<String>,
    /// What its bar stands for, and the same in words.
    measure: i64,
    measured: String,
}

impl PaperBody {
    /// What no screen sends makes no paper.
    fn check(&self) -> Result<(), Problem> {
        let wide = self.headers.len();
        let details = self.details.as_ref().map_or(&[][..], |of| &of.lines);
        let texts = [&self.title, &self.note, &self.group, &self.measure];
        let cells = self.lines.iter().flat_map(|line| {
            let own = [&line.name, &line.measured];
            own.into_iter().chain(&line.cells)
        });
        let mut all = texts
            .into_iter()
            .chain(&self.headers)
            .chain(&self.total)
            .chain(&self.remarks)
            .chain(cells)
            .chain(
                details
                    .iter()
                    .flat_map(|one| [&one.name, &one.value, &one.note]),
            )
            .chain(self.details.iter().map(|of| &of.title));
        let fits = wide <= MOST_COLUMNS
            && self.total.len() == wide
            && self.remarks.len() <= MOST_COLUMNS
            && self.lines.iter().all(|line| line.cells.len() == wide)
            && all.all(|text| text.chars().count() <= LONGEST_TEXT);
        if self.lines.len().max(details.len()) > MOST_LINES {
            return Err(Problem::refused("selection.too_many").with("most", MOST_LINES));
        }
        fits.then_some(())
            .ok_or_else(|| Problem::malformed("request.json").because("figures"))
    }
}

/// The figures as a PDF on A4.
#[utoipa::path(post, path = "/figures/pdf", tag = "figures", operation_id = "figures_pdf",
    request_body = PaperBody,
    responses((status = 200, content_type = "application/pdf"),
        (status = 422, body = ProblemBody, description = "selection.too_many {most}")))]
async fn pdf(state: State, Input(body): Input<PaperBody>) -> Result<Response, Problem> {
    body.check()?;
    let now = state.now();
    let (shop, at) = state
        .read(move |tx| {
            let house = till::house(tx, None, None)?;
            Ok::<_, Problem>((house.shop_with_logo(tx)?, house.local(now)))
        })
        .await?;
    let paper = Figures {
        language: if body.language == "en" {
            Language::En
        } else {
            Language::Fr
        },
        shop,
        software: documents::Software {
            name: "Écrin".into(),
            version: env!("CARGO_PKG_VERSION").into(),
        },
        at,
        title: body.title,
        note: body.note,
        group: body.group,
        measure: body.measure,
        headers: body.headers,
        lines: body
            .lines
            .into_iter()
            .map(|line| FiguresLine {
                name: line.name,
                cells: line.cells,
                measure: line.measure,
                measured: line.measured,
            })
            .collect(),
        total: body.total,
        remarks: body.remarks,
        details: body.details.map(FiguresDetails::from),
    };
    let pdf = state
        .work(move || documents::pdf::figures(&paper).map_err(Problem::fault))
        .await??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}
