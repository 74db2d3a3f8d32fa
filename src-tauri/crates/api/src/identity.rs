//! The shop's identity, its logo and its tills.

use axum::Json;
use axum::http::header;
use axum::response::IntoResponse;
use documents::Language;
use serde::{Deserialize, Serialize};
use shop::identity::{
    self, EditShop, EditShopError, IdentityError, Logo, OfficialError, SaveTill, SaveTillError,
    SetLogoError, SetUpError,
};
use shop::{files, users};
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::{Command, Upload};
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;

/// A logo from a camera, at most.
const LOGO_BYTES: usize = 10 * 1024 * 1024;

pub(crate) fn feature() -> Routes {
    use users::Right::ChangeShop;
    Routes::new()
        .signed(routes!(shop))
        .with(ChangeShop, routes!(edit_shop))
        .signed(routes!(logo))
        .upload(ChangeShop, LOGO_BYTES, routes!(set_logo))
        .with(ChangeShop, routes!(remove_logo))
        .signed(routes!(tills))
        .with(ChangeShop, routes!(save_till))
}

/// Who the shop is, as it stands on every document.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Identity {
    name: String,
    /// The company's name, where it is another.
    #[serde(default)]
    legal_name: String,
    /// Lines separated by newlines.
    address: String,
    siret: String,
    naf: String,
    /// Empty for a shop exempt from VAT.
    #[serde(default)]
    vat_number: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    email: String,
}

impl From<Identity> for identity::Identity {
    fn from(shop: Identity) -> Self {
        Self {
            name: shop.name,
            legal_name: shop.legal_name,
            address: shop.address,
            siret: shop.siret,
            naf: shop.naf,
            vat_number: shop.vat_number,
            phone: shop.phone,
            email: shop.email,
        }
    }
}

impl From<identity::Identity> for Identity {
    fn from(shop: identity::Identity) -> Self {
        Self {
            name: shop.name,
            legal_name: shop.legal_name,
            address: shop.address,
            siret: shop.siret,
            naf: shop.naf,
            vat_number: shop.vat_number,
            phone: shop.phone,
            email: shop.email,
        }
    }
}

/// The shop.
#[derive(Serialize, ToSchema)]
struct Shop {
    id: Uuid,
    /// In every document number.
    code: String,
    #[serde(flatten)]
    identity: Identity,
    has_logo: bool,
    /// `fr` or `en`.
    language: &'static str,
    /// ISO 4217.
    currency: String,
    /// IANA.
    time_zone: String,
    version: i64,
}

impl From<identity::Shop> for Shop {
    fn from(shop: identity::Shop) -> Self {
        Self {
            id: shop.id.uuid(),
            code: shop.code,
            identity: shop.identity.into(),
            has_logo: shop.logo.is_some(),
            language: language_code(shop.language),
            currency: shop.currency,
            time_zone: shop.time_zone,
            version: shop.version,
        }
    }
}

/// The shop as it shall be.
#[derive(Debug, Deserialize, ToSchema)]
struct ShopEdit {
    #[serde(flatten)]
    identity: Identity,
    /// `fr` or `en`.
    language: String,
    /// The version that was seen.
    version: i64,
}

/// A till.
#[derive(Serialize, ToSchema)]
struct Till {
    id: Uuid,
    /// On every receipt.
    code: String,
    name: String,
    active: bool,
    version: i64,
}

impl From<identity::Till> for Till {
    fn from(till: identity::Till) -> Self {
        Self {
            id: till.id.uuid(),
            code: till.code,
            name: till.name,
            active: till.active,
            version: till.version,
        }
    }
}

/// A till as it shall be.
#[derive(Debug, Deserialize, ToSchema)]
struct TillEdit {
    id: Uuid,
    /// Stays what it was.
    code: String,
    name: String,
    active: bool,
    /// The version that was seen; none for a new till.
    version: Option<i64>,
}

/// `fr` or `en`.
pub(crate) const fn language_code(language: Language) -> &'static str {
    match language {
        Language::Fr => "fr",
        Language::En => "en",
    }
}

/// The language of such a code.
pub(crate) fn language(code: &str) -> Result<Language, Problem> {
    match code {
        "fr" => Ok(Language::Fr),
        "en" => Ok(Language::En),
        _ => Err(Problem::refused("shop.language")),
    }
}

/// The shop's identity.
#[utoipa::path(
    get, path = "/shop", tag = "shop", operation_id = "shop",
    responses((status = 200, body = Shop))
)]
async fn shop(state: State) -> Result<Json<Shop>, Problem> {
    let shop = state.read(identity::shop).await?;
    let shop = shop.ok_or_else(|| Problem::conflict("setup.required"))?;
    Ok(Json(shop.into()))
}

/// Corrects it.
#[utoipa::path(
    put, path = "/shop", tag = "shop", operation_id = "edit_shop", request_body = ShopEdit,
    responses(
        (status = 200, body = Shop),
        (status = 409, body = ProblemBody, description = "request.stale"),
        (status = 422, body = ProblemBody, description = "shop.…"),
    )
)]
async fn edit_shop(command: Command<ShopEdit>) -> Result<Answer, Problem> {
    let language = language(&command.body.language)?;
    command
        .run(move |tx, cx, body| {
            let input = EditShop {
                version: body.version,
                identity: body.identity.into(),
                language,
            };
            identity::edit_shop(tx, cx, input).map(Shop::from)
        })
        .await
}

/// The logo's picture.
#[utoipa::path(
    get, path = "/shop/logo", tag = "shop", operation_id = "logo",
    responses(
        (status = 200, content_type = "image/png", body = Vec<u8>),
        (status = 404, body = ProblemBody, description = "shop.no_logo"),
    )
)]
async fn logo(state: State) -> Result<impl IntoResponse, Problem> {
    let file = state
        .read(|tx| match identity::shop(tx)?.and_then(|shop| shop.logo) {
            Some(logo) => files::file_by_id(tx, logo),
            None => Ok(None),
        })
        .await?
        .ok_or_else(|| Problem::unknown("shop.no_logo"))?;
    Ok(([(header::CONTENT_TYPE, file.media_type)], file.bytes))
}

/// Sets the logo: PNG, JPEG or WebP by content, whatever it is called.
#[utoipa::path(
    put, path = "/shop/logo", tag = "shop", operation_id = "set_logo",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 204),
        (status = 422, body = ProblemBody, description = "shop.logo_not_a_picture"),
    )
)]
async fn set_logo(Upload(command): Upload) -> Result<Answer, Problem> {
    let bytes = command.body.bytes.clone();
    let logo = command.state.work(move || Logo::read(&bytes)).await??;
    command
        .run(|tx, cx, _| identity::set_logo(tx, cx, Some(logo)).map(|_| ()))
        .await
}

/// Takes the logo off the documents.
#[utoipa::path(
    delete, path = "/shop/logo", tag = "shop", operation_id = "remove_logo",
    responses((status = 204))
)]
async fn remove_logo(command: Command<serde::de::IgnoredAny>) -> Result<Answer, Problem> {
    command
        .run(|tx, cx, _| identity::set_logo(tx, cx, None).map(|_| ()))
        .await
}

/// Every till, those out of use included.
#[utoipa::path(
    get, path = "/tills", tag = "shop", operation_id = "tills",
    responses((status = 200, body = Vec<Till>))
)]
async fn tills(state: State) -> Result<Json<Vec<Till>>, Problem> {
    let tills = state.read(identity::tills).await?;
    Ok(Json(tills.into_iter().map(Till::from).collect()))
}

/// Adds a till, renames it or takes it out of use.
#[utoipa::path(
    put, path = "/tills", tag = "shop", operation_id = "save_till", request_body = TillEdit,
    responses(
        (status = 200, body = Till),
        (status = 409, body = ProblemBody, description = "till.…, request.stale"),
    )
)]
async fn save_till(command: Command<TillEdit>) -> Result<Answer, Problem> {
    command
        .run(|tx, cx, body| {
            let input = SaveTill {
                id: Id::from_uuid(body.id),
                code: body.code,
                name: body.name,
                active: body.active,
                version: body.version,
            };
            identity::save_till(tx, cx, input).map(Till::from)
        })
        .await
}

impl From<OfficialError> for Problem {
    fn from(error: OfficialError) -> Self {
        match error {
            OfficialError::SiretLength { count } => {
                Self::refused("shop.siret_length").with("count", count)
            }
            OfficialError::SiretSum => Self::refused("shop.siret_sum"),
            OfficialError::NafForm => Self::refused("shop.naf_form"),
            OfficialError::VatForm => Self::refused("shop.vat_form"),
            OfficialError::VatSum { expected } => {
                Self::refused("shop.vat_sum").with("expected", expected)
            }
        }
    }
}

impl From<IdentityError> for Problem {
    fn from(error: IdentityError) -> Self {
        match error {
            IdentityError::Missing { field } => Self::refused("text.missing").with("field", field),
            IdentityError::TooLong { field, most } => Self::refused("text.too_long")
                .with("field", field)
                .with("most", most),
            IdentityError::Unprintable { field } => {
                Self::refused("text.unprintable").with("field", field)
            }
            IdentityError::Contact { field } => Self::refused("shop.contact").with("field", field),
            IdentityError::Official(error) => error.into(),
        }
    }
}

impl From<SetUpError> for Problem {
    fn from(error: SetUpError) -> Self {
        match error {
            SetUpError::Done => Self::conflict("setup.done"),
            SetUpError::Identity(error) => error.into(),
            SetUpError::Owner(error) => error.into(),
            SetUpError::Store(error) => error.into(),
            SetUpError::Journal(error) => error.into(),
        }
    }
}

impl From<EditShopError> for Problem {
    fn from(error: EditShopError) -> Self {
        match error {
            EditShopError::NotSetUp => Self::conflict("setup.required"),
            EditShopError::Stale { now } => Self::conflict("request.stale").with("version", now),
            EditShopError::Identity(error) => error.into(),
            EditShopError::Store(error) => error.into(),
            EditShopError::Journal(error) => error.into(),
        }
    }
}

impl From<SetLogoError> for Problem {
    fn from(error: SetLogoError) -> Self {
        match error {
            SetLogoError::NotSetUp => Self::conflict("setup.required"),
            SetLogoError::NotAPicture => Self::refused("shop.logo_not_a_picture"),
            SetLogoError::Store(error) => error.into(),
            SetLogoError::Journal(error) => error.into(),
        }
    }
}

impl From<SaveTillError> for Problem {
    fn from(error: SaveTillError) -> Self {
        match error {
            SaveTillError::Unknown => Self::unknown("till.unknown"),
            SaveTillError::CodeTaken { code } => {
                Self::conflict("till.code_taken").with("code", code)
            }
            SaveTillError::CodeFixed => Self::conflict("till.code_fixed"),
            SaveTillError::Last => Self::conflict("till.last"),
            SaveTillError::Stale { now } => Self::conflict("request.stale").with("version", now),
            SaveTillError::Text(error) => error.into(),
            SaveTillError::Store(error) => error.into(),
            SaveTillError::Journal(error) => error.into(),
        }
    }
}
