//! Signatures under a claim slip and under a return slip: the paper is made anew, kept as it is, and its
//! digest stands beside the name.

use axum::Json;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use shop::db::{ReadTx, StoreError};
use shop::repair::{self, Job, Repair};
use shop::signature::{
    self, Drawing, Medium, NewSignature, Of, Side, Signature, SignatureError, Withdrawn,
};
use shop::users::Right;
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::body::wrong;
use super::{find, papers};
use crate::answer::Answer;
use crate::command::Command;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;
use crate::wire::when;

pub(super) fn routes() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(list))
        .with(Right::TakeRepairs, routes!(sign_claim))
        .with(Right::TakeRepairs, routes!(sign_return))
        .with(Right::TakeRepairs, routes!(withdraw))
}

/// Somebody's name under a paper.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Signature)]
pub(crate) struct SignatureBody {
    id: Uuid,
    /// `repair`, `repair_estimate`, `hand_over`, `custom_quote`, `metal_paper`, `entrusted_slip` or `delivery`.
    of: &'static str,
    of_id: Uuid,
    signer: String,
    /// `customer` or `shop`.
    side: &'static str,
    /// `screen`, `paper`, `session` (the shop's own) or `refused`.
    medium: &'static str,
    /// Why nobody signed; empty otherwise.
    reason: String,
    /// The file of the PDF that was signed.
    document_id: Uuid,
    /// Of its bytes, in hexadecimal.
    sha256: String,
    drawing_id: Option<Uuid>,
    /// RFC 3339.
    at: String,
    /// Before whom.
    by: String,
    withdrawn: Option<WithdrawnBody>,
}

/// That it does not count, and why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SignatureWithdrawn)]
struct WithdrawnBody {
    at: String,
    by: String,
    reason: String,
}

impl From<Signature> for SignatureBody {
    fn from(of: Signature) -> Self {
        Self {
            id: of.id.uuid(),
            of: of.of.code(),
            of_id: of.of_id,
            signer: of.signer,
            side: of.side.code(),
            medium: of.medium.code(),
            reason: of.reason,
            document_id: of.document.uuid(),
            sha256: of.sha256,
            drawing_id: of.drawing.map(Id::uuid),
            at: when(of.at),
            by: of.by,
            withdrawn: of
                .withdrawn
                .map(|Withdrawn { at, by, reason }| WithdrawnBody {
                    at: when(at),
                    by,
                    reason,
                }),
        }
    }
}

impl From<SignatureError> for Problem {
    fn from(error: SignatureError) -> Self {
        match error {
            SignatureError::SignerMissing => Self::refused("signature.signer_missing"),
            SignatureError::SignerTooLong { most } => {
                Self::refused("signature.signer_too_long").with("most", most)
            }
            SignatureError::NotLikeThat => Self::refused("signature.not_like_that"),
            SignatureError::SideSigned => Self::conflict("signature.side_signed"),
            SignatureError::DrawingUnfit => Self::refused("signature.drawing_unfit"),
            SignatureError::Blank => Self::refused("signature.blank"),
            SignatureError::NotADrawing => Self::refused("signature.not_a_drawing"),
            SignatureError::IdTaken => Self::conflict("stock.id_taken"),
            SignatureError::Unknown => Self::unknown("signature.unknown"),
            SignatureError::Withdrawn => Self::conflict("signature.withdrawn"),
            SignatureError::ReasonMissing => Self::refused("signature.no_reason"),
            SignatureError::Right(error) => error.into(),
            SignatureError::Store(error) => error.into(),
        }
    }
}

/// A signature as it comes in.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = NewSignature)]
pub(crate) struct SignBody {
    id: Uuid,
    /// Whose hand it is.
    signer: String,
    /// `customer`, or `shop`: of a hand-over only, whoever is signed in.
    #[serde(default)]
    side: Option<String>,
    /// `screen`, with a drawing, or `paper`, without; of a hand-over `session` by the shop, and `refused`.
    medium: String,
    /// Of a refusal.
    #[serde(default)]
    reason: String,
    /// A PNG in Base64.
    drawing: Option<String>,
}

impl SignBody {
    pub(crate) fn medium(&self) -> Result<Medium, Problem> {
        self.medium.parse().map_err(|_| wrong("medium"))
    }
}

/// The drawing, looked at. Takes some time: not for the writer's thread.
fn read(drawn: &str) -> Result<Option<Drawing>, Problem> {
    if drawn.is_empty() {
        return Ok(None);
    }
    let png = STANDARD
        .decode(drawn)
        .map_err(|_| SignatureError::NotADrawing)?;
    Ok(Some(Drawing::read(png)?))
}

/// What was signed of a repair: its claim slip, and each hand-over of its objects.
fn all(tx: &ReadTx<'_>, of: &Repair) -> Result<Vec<SignatureBody>, StoreError> {
    let mut found = signature::signatures_of(tx, of.id.uuid())?;
    for job in repair::jobs_of(tx, of)? {
        for handover in repair::handovers(tx, job.seq)? {
            found.extend(signature::signatures_of(tx, handover.id.uuid())?);
        }
    }
    found.sort_by_key(|one| one.seq);
    Ok(found.into_iter().map(SignatureBody::from).collect())
}

#[utoipa::path(get, path = "/repairs/{id}/signatures", tag = "repair",
    operation_id = "repair_signatures", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<SignatureBody>), (status = 404, body = ProblemBody)))]
async fn list(
    state: State,
    PathId(id): PathId<Repair>,
) -> Result<Json<Vec<SignatureBody>>, Problem> {
    let found = state
        .read(move |tx| Ok::<_, Problem>(all(tx, &find(tx, id)?)?))
        .await?;
    Ok(Json(found))
}

/// Signs the claim slip as it stands now.
#[utoipa::path(post, path = "/repairs/{id}/signatures", tag = "repair",
    operation_id = "sign_claim_slip", params(("id" = Uuid, Path)), request_body = SignBody,
    responses((status = 201, body = SignatureBody),
        (status = 422, body = ProblemBody, description = "signature.signer_missing, signature.blank, signature.not_a_drawing, signature.drawing_unfit")))]
async fn sign_claim(
    PathId(id): PathId<Repair>,
    command: Command<SignBody>,
) -> Result<Answer, Problem> {
    let medium = command.body.medium()?;
    let cx = command.signed.cx(&command.state);
    let (slip, pictures) = command
        .state
        .read(move |tx| {
            let of = find(tx, id)?;
            let slip = repair::paper(tx, &cx, &of, false, None, 0)?;
            Ok::<_, Problem>((slip, repair::pictures(tx, &of)?))
        })
        .await?;
    let document = command
        .state
        .work(move || papers::claim(&slip, &pictures, None))
        .await??;
    keep(command, Of::Repair, id.uuid(), medium, document).await
}

/// Signs the return slip of the job's last hand-over.
#[utoipa::path(post, path = "/repair-jobs/{id}/signatures", tag = "repair",
    operation_id = "sign_return_slip", params(("id" = Uuid, Path)), request_body = SignBody,
    responses((status = 201, body = SignatureBody),
        (status = 404, body = ProblemBody, description = "repair.not_returned"),
        (status = 422, body = ProblemBody, description = "signature.signer_missing, signature.blank, signature.not_a_drawing, signature.drawing_unfit")))]
async fn sign_return(
    PathId(id): PathId<Job>,
    command: Command<SignBody>,
) -> Result<Answer, Problem> {
    let medium = command.body.medium()?;
    let given = command
        .state
        .read(move |tx| papers::handed_over(tx, id))
        .await?;
    let handover = given.handover;
    let document = command
        .state
        .work(move || papers::return_slip(&given.paper, &given.pictures, None))
        .await??;
    keep(command, Of::HandOver, handover, medium, document).await
}

/// Keeps a signature with the paper that it stands under.
pub(crate) async fn keep(
    command: Command<SignBody>,
    of: Of,
    of_id: Uuid,
    medium: Medium,
    document: Vec<u8>,
) -> Result<Answer, Problem> {
    let drawn = command.body.drawing.clone().unwrap_or_default();
    let drawing = command.state.work(move || read(&drawn)).await??;
    let by = command.signed.authority;
    command
        .create(move |tx, cx, body| {
            let side = body.side.as_deref().unwrap_or(Side::Customer.code());
            let new = NewSignature {
                id: Id::from_uuid(body.id),
                of,
                of_id,
                signer: body.signer,
                side: side.parse().map_err(|_| wrong("side"))?,
                medium,
                reason: body.reason,
                document,
                name: format!("{}.pdf", of.code()),
                drawing,
            };
            let kept = signature::sign(tx, cx, &by, &new)?;
            Ok::<_, Problem>(SignatureBody::from(kept))
        })
        .await
}

/// Why a signature does not count.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = WithdrawSignature)]
struct WithdrawBody {
    reason: String,
}

/// Says that a signature does not count; it stays to be seen, and another can be given.
#[utoipa::path(post, path = "/signatures/{id}/withdraw", tag = "repair",
    operation_id = "withdraw_signature", params(("id" = Uuid, Path)), request_body = WithdrawBody,
    responses((status = 200, body = SignatureBody),
        (status = 404, body = ProblemBody, description = "signature.unknown"),
        (status = 409, body = ProblemBody, description = "signature.withdrawn"),
        (status = 422, body = ProblemBody, description = "signature.no_reason")))]
async fn withdraw(
    PathId(id): PathId<Signature>,
    command: Command<WithdrawBody>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let found = signature::withdraw(tx, cx, &by, id, &body.reason)?;
            Ok::<_, Problem>(SignatureBody::from(found))
        })
        .await
}
