//! What people earn by their work: what is said of it, and corrections by hand.

use serde::{Deserialize, Serialize};
use shop::commission::{self, CommissionError, Correct, Terms};
use shop::users::Right;
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use axum::Json;

use crate::answer::Answer;
use crate::command::Command;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::PlanBench, routes!(people))
        .with(Right::PlanBench, routes!(correct))
}

/// What whoever does a task earns by it: one of the two, or nothing.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = CommissionTerms)]
pub(crate) struct TermsBody {
    /// Basis points of what the task brings without VAT.
    #[serde(default)]
    rate_bp: Option<i64>,
    /// So much a task.
    #[serde(default)]
    amount_minor: Option<i64>,
}

impl TermsBody {
    /// Both at once are neither.
    pub(crate) fn input(self) -> Result<Terms, Problem> {
        if self.rate_bp.is_some() && self.amount_minor.is_some() {
            return Err(Problem::malformed("request.json").because("commission"));
        }
        Ok(Terms::from_parts(self.rate_bp, self.amount_minor))
    }
}

impl From<Terms> for TermsBody {
    fn from(terms: Terms) -> Self {
        let (rate_bp, amount_minor) = terms.parts();
        Self {
            rate_bp,
            amount_minor,
        }
    }
}

/// Somebody who can be given a commission.
#[derive(Serialize, ToSchema)]
#[schema(as = CommissionPerson)]
struct PersonBody {
    id: Uuid,
    name: String,
    has_left: bool,
}

/// Whose commission can be corrected, those who have left included.
#[utoipa::path(get, path = "/commissions/people", tag = "commission",
    operation_id = "commission_people", responses((status = 200, body = Vec<PersonBody>)))]
async fn people(state: State, _signed: Signed) -> Result<Json<Vec<PersonBody>>, Problem> {
    let found = state.read(commission::people).await?.into_iter();
    let person = |one: shop::users::User| PersonBody {
        id: one.id.uuid(),
        name: one.name,
        has_left: !one.active,
    };
    Ok(Json(found.map(person).collect()))
}

/// More or less than the work earned.
#[derive(Deserialize, ToSchema)]
#[schema(as = CorrectCommission)]
struct CorrectBody {
    id: Uuid,
    user_id: Uuid,
    /// What it is about, if it is about one.
    job_id: Option<Uuid>,
    /// Below zero: taken off.
    amount_minor: i64,
    reason: String,
}

/// Writes a correction, dated today; a wrong one is corrected by another.
#[utoipa::path(post, path = "/commissions/corrections", tag = "commission",
    operation_id = "correct_commission", request_body = CorrectBody,
    responses((status = 204),
        (status = 404, body = ProblemBody, description = "commission.person_unknown, repair.unknown"),
        (status = 409, body = ProblemBody, description = "commission.id_taken"),
        (status = 422, body = ProblemBody,
            description = "commission.amount, commission.reason_missing")))]
async fn correct(command: Command<CorrectBody>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let input = Correct {
                id: Id::from_uuid(body.id),
                person: Id::from_uuid(body.user_id),
                job: body.job_id.map(Id::from_uuid),
                amount_minor: body.amount_minor,
                reason: body.reason,
            };
            commission::correct(tx, cx, &by, &input)?;
            Ok::<_, Problem>(())
        })
        .await
}

impl From<CommissionError> for Problem {
    fn from(error: CommissionError) -> Self {
        use CommissionError as E;
        match error {
            E::PersonUnknown => Self::unknown("commission.person_unknown"),
            E::JobUnknown => Self::unknown("repair.unknown"),
            E::Amount => Self::refused("commission.amount"),
            E::ReasonMissing => Self::refused("commission.reason_missing"),
            E::IdTaken => Self::conflict("commission.id_taken"),
            E::MissingRight(error) => error.into(),
            E::Journal(error) => error.into(),
            E::Store(error) => error.into(),
        }
    }
}
