//! Customers.

use axum::Json;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use shop::customers::{self, CustomerError, EditCustomer, GiveConsent, NewCustomer};
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeCustomers, routes!(search))
        .with(Right::SeeCustomers, routes!(one))
        .with(Right::EditCustomers, routes!(create))
        .with(Right::EditCustomers, routes!(edit))
        .with(Right::EditCustomers, routes!(consent))
        .with(Right::ChangeShop, routes!(erase))
}

/// A customer.
#[derive(Serialize, ToSchema)]
struct Customer {
    id: Uuid,
    /// As documents show it.
    name: String,
    title: String,
    first_name: String,
    last_name: String,
    company: String,
    phone: String,
    email: String,
    address: String,
    /// ISO 3166: the cash limit depends on it.
    country: String,
    language: Option<String>,
    ring_size: String,
    notes: String,
    erased: bool,
    version: i64,
    /// What holds per channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    consents: Option<Vec<Consent>>,
}

#[derive(Serialize, ToSchema)]
struct Consent {
    /// `email`, `sms`, `phone` or `post`.
    channel: &'static str,
    given: bool,
    wording: String,
    at: DateTime<Utc>,
}

impl From<customers::Customer> for Customer {
    fn from(customer: customers::Customer) -> Self {
        Self {
            id: customer.id.uuid(),
            name: customer.name(),
            title: customer.title,
            first_name: customer.given_name,
            last_name: customer.family_name,
            company: customer.company,
            phone: customer.phone,
            email: customer.email,
            address: customer.address,
            country: customer.country,
            language: customer.language,
            ring_size: customer.ring_size,
            notes: customer.notes,
            erased: customer.erased,
            version: customer.version,
            consents: None,
        }
    }
}

impl From<CustomerError> for Problem {
    fn from(error: CustomerError) -> Self {
        let detail = error.to_string();
        match error {
            CustomerError::Field(field) => {
                Self::refused("customer.field").with("field", field.name())
            }
            CustomerError::Unknown => Self::unknown("customer.unknown"),
            CustomerError::Erased => Self::conflict("customer.erased"),
            CustomerError::Changed { current } => {
                Self::conflict("customer.changed").with("version", current)
            }
            CustomerError::Exists => Self::conflict("customer.exists"),
            CustomerError::OnMemo { memo } => Self::conflict("customer.on_memo").with("memo", memo),
            CustomerError::InRepair { repair } => {
                Self::conflict("customer.in_repair").with("repair", repair)
            }
            CustomerError::InCustom { order } => {
                Self::conflict("customer.in_custom").with("order", order)
            }
            CustomerError::MetalHeld { paper } => {
                Self::conflict("customer.metal_held").with("paper", paper)
            }
            CustomerError::Entrusted { slip } => {
                Self::conflict("customer.entrusted").with("slip", slip)
            }
            CustomerError::Store(error) => error.into(),
        }
        .because(detail)
    }
}

#[derive(Deserialize, IntoParams)]
struct SearchQuery {
    /// A name, digits of a phone, an e-mail; nothing: those last dealt with.
    #[serde(default)]
    q: String,
    /// At most 100; 20 where none is given.
    limit: Option<usize>,
}

/// Finds customers, in spite of accents and typing errors.
#[utoipa::path(get, path = "/customers", tag = "customers", operation_id = "customers", params(SearchQuery),
    responses((status = 200, body = Vec<Customer>)))]
async fn search(
    state: State,
    Query(query): Query<SearchQuery>,
) -> Result<Json<Vec<Customer>>, Problem> {
    let limit = query.limit.unwrap_or(20).clamp(1, 100);
    let found = state
        .read(move |tx| customers::search(tx, &query.q, limit))
        .await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// One customer, with what they agreed to.
#[utoipa::path(get, path = "/customers/{id}", tag = "customers", operation_id = "customer",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Customer), (status = 404, body = ProblemBody, description = "customer.unknown")))]
async fn one(
    state: State,
    PathId(id): PathId<customers::Customer>,
) -> Result<Json<Customer>, Problem> {
    let customer = state
        .read(move |tx| {
            let found = customers::customer(tx, id)?.ok_or(CustomerError::Unknown)?;
            let consents = customers::consents(tx, id)?.into_iter().map(|one| Consent {
                channel: one.channel.name(),
                given: one.given,
                wording: one.wording,
                at: one.at,
            });
            Ok::<_, Problem>(Customer {
                consents: Some(consents.collect()),
                ..found.into()
            })
        })
        .await?;
    Ok(Json(customer))
}

/// A new customer: a name and a way to reach them.
#[derive(Deserialize, ToSchema)]
struct CreateCustomer {
    id: Uuid,
    last_name: String,
    first_name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
}

/// Enters a customer.
#[utoipa::path(post, path = "/customers", tag = "customers", operation_id = "create_customer",
    request_body = CreateCustomer,
    responses((status = 201, body = Customer),
        (status = 422, body = ProblemBody, description = "customer.field {field}")))]
async fn create(command: Command<CreateCustomer>) -> Result<Answer, Problem> {
    command
        .create(|tx, cx, body| {
            let input = NewCustomer {
                id: Id::from_uuid(body.id),
                given_name: body.first_name.unwrap_or_default(),
                family_name: body.last_name,
                phone: body.phone.unwrap_or_default(),
                email: body.email.unwrap_or_default(),
            };
            let customer = customers::create(tx, cx, input)?;
            Ok::<_, Problem>(Customer::from(customer))
        })
        .await
}

/// The whole sheet, with the version that was seen.
#[derive(Deserialize, ToSchema)]
struct PutCustomer {
    version: i64,
    #[serde(default)]
    title: String,
    #[serde(default)]
    first_name: String,
    last_name: String,
    #[serde(default)]
    company: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    address: String,
    country: String,
    language: Option<String>,
    #[serde(default)]
    ring_size: String,
    #[serde(default)]
    notes: String,
}

/// Changes a customer's sheet.
#[utoipa::path(put, path = "/customers/{id}", tag = "customers", operation_id = "edit_customer",
    params(("id" = Uuid, Path)), request_body = PutCustomer,
    responses((status = 200, body = Customer),
        (status = 409, body = ProblemBody, description = "customer.changed {version}, customer.erased")))]
async fn edit(
    PathId(id): PathId<customers::Customer>,
    command: Command<PutCustomer>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, body| {
            let input = EditCustomer {
                id,
                version: body.version,
                title: body.title,
                given_name: body.first_name,
                family_name: body.last_name,
                company: body.company,
                phone: body.phone,
                email: body.email,
                address: body.address,
                country: body.country,
                language: body.language,
                ring_size: body.ring_size,
                notes: body.notes,
            };
            let customer = customers::edit(tx, cx, input)?;
            Ok::<_, Problem>(Customer::from(customer))
        })
        .await
}

/// A yes or a no for a channel, with the words that were shown.
#[derive(Deserialize, ToSchema)]
struct PutConsent {
    /// `email`, `sms`, `phone` or `post`.
    channel: String,
    given: bool,
    wording: String,
}

/// Records what the customer agrees to.
#[utoipa::path(post, path = "/customers/{id}/consents", tag = "customers", operation_id = "consent",
    params(("id" = Uuid, Path)), request_body = PutConsent, responses((status = 204)))]
async fn consent(
    PathId(id): PathId<customers::Customer>,
    command: Command<PutConsent>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, body| {
            let input = GiveConsent {
                customer: id,
                channel: body
                    .channel
                    .parse()
                    .map_err(|_| Problem::refused("customer.channel"))?,
                given: body.given,
                wording: body.wording,
            };
            customers::record_consent(tx, cx, input).map_err(Problem::from)
        })
        .await
}

/// Forgets the person. Their tickets stay, and name nobody.
#[utoipa::path(post, path = "/customers/{id}/erase", tag = "customers", operation_id = "erase_customer",
    params(("id" = Uuid, Path)), responses((status = 204)))]
async fn erase(
    PathId(id): PathId<customers::Customer>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, Nothing {}| customers::erase(tx, cx, id))
        .await
}
