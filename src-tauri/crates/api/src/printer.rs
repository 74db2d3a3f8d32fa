//! A till's printer between two tickets: how it is, and the drawer on its connector.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ::devices::printer::{Fault, Paper, Status};
use axum::Json;
use serde::{Deserialize, Serialize};
use shop::devices::{self, Kind};
use shop::users::Right;
use shop::{print, till};
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::answer::Answer;
use crate::command::Command;
use crate::input::PathId;
use crate::printers::Trouble;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::Sell, routes!(state_of_printer))
        .with(Right::Settings, routes!(status))
        .with(Right::OpenDrawer, routes!(open_drawer))
        .with(Right::OpenDrawer, routes!(open_drawer_of))
}

/// How the till's printer is, for the header of the till.
#[derive(Serialize, ToSchema)]
struct PrinterState {
    /// `ready`, `paper_low`, `paper_out`, `ribbon_out`, `cover_open`, `offline`, or `none` without a printer.
    state: &'static str,
    /// A closer word where there is one: `absent`, `permission`, `silent`…
    problem: Option<&'static str>,
    /// Papers that wait, are being printed, or need a person.
    waiting: usize,
}

/// Asks the printer of the till where one stands. Takes a moment when it is switched off.
#[utoipa::path(
    get, path = "/printer", tag = "devices", operation_id = "printer",
    responses((status = 200, body = PrinterState))
)]
async fn state_of_printer(state: State, signed: Signed) -> Result<Json<PrinterState>, Problem> {
    let printer = match signed.till {
        Some(till) => {
            state
                .read(move |tx| devices::receipt_printer(tx, till))
                .await?
        }
        None => None,
    };
    match printer {
        Some(printer) => ask(&state, printer).await.map(Json),
        None => Ok(Json(PrinterState {
            state: "none",
            problem: None,
            waiting: 0,
        })),
    }
}

/// How one printer of the settings is, for receipts or labels.
#[utoipa::path(
    get, path = "/devices/{id}/status", tag = "devices", operation_id = "device_status",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = PrinterState), (status = 404, body = ProblemBody))
)]
async fn status(
    state: State,
    PathId(id): PathId<devices::Device>,
) -> Result<Json<PrinterState>, Problem> {
    let printer = state
        .read(move |tx| devices::device(tx, id))
        .await?
        .filter(|device| {
            device.active && matches!(device.kind, Kind::ReceiptPrinter | Kind::LabelPrinter)
        })
        .ok_or_else(|| Problem::unknown("device.unknown"))?;
    ask(&state, printer).await.map(Json)
}

/// Asks a printer how it is, and counts what waits for it.
async fn ask(state: &State, printer: devices::Device) -> Result<PrinterState, Problem> {
    let till = printer.till;
    let jobs = state.read(move |tx| print::jobs(tx, Some(till))).await?;
    let waiting = jobs
        .iter()
        .filter(|job| job.state.wants_something())
        .count();
    let asked = state.clone();
    let (state, problem) = match state
        .work(move || asked.printers().status(&printer))
        .await?
    {
        Ok(status) => (word(status), None),
        // A ticket on its way says itself what holds it up.
        Err(Trouble::Printing) => ("ready", Some("printing")),
        Err(trouble) => ("offline", Some(trouble.code())),
    };
    Ok(PrinterState {
        state,
        problem,
        waiting,
    })
}

fn word(status: Status) -> &'static str {
    match status {
        Status {
            cover_open: true, ..
        } => "cover_open",
        Status {
            paper: Paper::Out, ..
        } => "paper_out",
        Status {
            fault: Some(Fault::Ribbon),
            ..
        } => "ribbon_out",
        _ if status.is_blocked() => "offline",
        Status {
            paper: Paper::NearEnd,
            ..
        } => "paper_low",
        _ => "ready",
    }
}

/// Why the drawer is opened.
#[derive(Deserialize, ToSchema)]
struct OpenDrawer {
    /// Whoever counts the drawer in the evening reads it.
    reason: String,
}

/// Opens the drawer without a sale. Journaled, with its reason, before the pulse leaves.
#[utoipa::path(
    post, path = "/drawer/open", tag = "devices", operation_id = "open_drawer",
    request_body = OpenDrawer,
    responses(
        (status = 204),
        (status = 409, body = ProblemBody, description = "device.none, device.trouble {problem}"),
        (status = 422, body = ProblemBody, description = "drawer.no_reason"),
    )
)]
async fn open_drawer(command: Command<OpenDrawer>) -> Result<Answer, Problem> {
    let none = || Problem::conflict("device.none");
    let till = command.signed.till.ok_or_else(none)?;
    let printer = command
        .state
        .read(move |tx| devices::receipt_printer(tx, till))
        .await?
        .ok_or_else(none)?;
    kick(command, printer).await
}

/// The same for a printer of the settings, to see whether its drawer is wired right.
#[utoipa::path(
    post, path = "/devices/{id}/drawer", tag = "devices", operation_id = "open_drawer_of",
    params(("id" = Uuid, Path)), request_body = OpenDrawer,
    responses(
        (status = 204),
        (status = 409, body = ProblemBody, description = "device.trouble {problem}"),
        (status = 422, body = ProblemBody, description = "drawer.no_reason"),
    )
)]
async fn open_drawer_of(
    PathId(id): PathId<devices::Device>,
    command: Command<OpenDrawer>,
) -> Result<Answer, Problem> {
    let printer = printer_of(&command.state, id).await?;
    kick(command, printer).await
}

async fn kick(command: Command<OpenDrawer>, printer: devices::Device) -> Result<Answer, Problem> {
    if printer.options.drawer.is_none() {
        return Err(Trouble::NoDrawer.into());
    }
    let state = command.state.clone();
    // A repeated request finds its kept answer, and the drawer is not opened a second time.
    let fresh = Arc::new(AtomicBool::new(false));
    let ran = Arc::clone(&fresh);
    let (by, of) = (command.signed.authority, printer.till);
    let answer = command
        .run(move |tx, cx, body| {
            let input = till::OpenDrawer {
                id: cx.new_id(),
                till: of,
                reason: body.reason,
            };
            till::open_drawer(tx, cx, &by, input)?;
            ran.store(true, Ordering::Relaxed);
            Ok::<_, Problem>(())
        })
        .await?;
    if fresh.load(Ordering::Relaxed) {
        let kicker = state.clone();
        state
            .work(move || kicker.printers().kick(&printer))
            .await??;
    }
    Ok(answer)
}

/// A receipt printer that is in use.
pub(crate) async fn printer_of(
    state: &State,
    id: Id<devices::Device>,
) -> Result<devices::Device, Problem> {
    state
        .read(move |tx| devices::device(tx, id))
        .await?
        .filter(|device| device.active && device.kind == Kind::ReceiptPrinter)
        .ok_or_else(|| Problem::unknown("device.unknown"))
}
