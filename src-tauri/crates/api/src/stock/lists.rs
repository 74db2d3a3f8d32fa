//! Batch articles, and the short lists: families, places, suppliers, vocabularies.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::rules::{self, Vocabulary};
use shop::stock::{self, Article, Family, Place, SaveArticle, Supplier};
use shop::users::Right;
use units::{Id, Quantity};
use utoipa::ToSchema;
use uuid::Uuid;

use super::bodies::{ArticleBody, money};
use crate::answer::Answer;
use crate::command::Command;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::signed::Signed;
use crate::state::State;

/// A family of pieces, in both languages.
#[derive(Serialize, ToSchema)]
#[schema(as = Family)]
pub(super) struct FamilyBody {
    id: Uuid,
    code: String,
    name_fr: String,
    name_en: String,
    /// Sold with the warranty mention.
    durable: bool,
}

impl From<Family> for FamilyBody {
    fn from(family: Family) -> Self {
        Self {
            id: family.id.uuid(),
            code: family.code,
            name_fr: family.name_fr,
            name_en: family.name_en,
            durable: family.durable,
        }
    }
}

#[utoipa::path(get, path = "/stock/families", tag = "stock", operation_id = "families",
    responses((status = 200, body = Vec<FamilyBody>)))]
pub(super) async fn families(state: State) -> Result<Json<Vec<FamilyBody>>, Problem> {
    let families = state.read(stock::families).await?;
    Ok(Json(families.into_iter().map(Into::into).collect()))
}

/// A place in the shop.
#[derive(Serialize, ToSchema)]
#[schema(as = Place)]
pub(super) struct PlaceBody {
    id: Uuid,
    code: String,
    name: String,
    /// `shop`, `window`, `tray`, `safe` or `bench`.
    kind: &'static str,
    active: bool,
    version: i64,
}

impl From<Place> for PlaceBody {
    fn from(place: Place) -> Self {
        Self {
            id: place.id.uuid(),
            code: place.code,
            name: place.name,
            kind: place.kind.code(),
            active: place.active,
            version: place.version,
        }
    }
}

#[utoipa::path(get, path = "/stock/places", tag = "stock", operation_id = "places",
    responses((status = 200, body = Vec<PlaceBody>)))]
pub(super) async fn places(state: State) -> Result<Json<Vec<PlaceBody>>, Problem> {
    let places = state.read(stock::places).await?;
    Ok(Json(places.into_iter().map(Into::into).collect()))
}

/// A place as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct SavePlace {
    /// Of a new one; an edit has it in its path.
    id: Option<Uuid>,
    /// Of an edit: the version that was seen.
    version: Option<i64>,
    code: String,
    name: String,
    kind: String,
    #[serde(default = "yes")]
    active: bool,
}

fn yes() -> bool {
    true
}

fn save_place(
    tx: &mut shop::db::WriteTx<'_>,
    id: Id<Place>,
    version: i64,
    request: &SavePlace,
) -> Result<PlaceBody, Problem> {
    let kind = request
        .kind
        .parse()
        .map_err(|_| Problem::refused("stock.value_wrong").with("field", "kind"))?;
    let (code, name) = (&request.code, &request.name);
    stock::save_place(tx, id, version, code, name, kind, request.active)?;
    let place = stock::place_by_code(tx, code.trim())?;
    place
        .map(Into::into)
        .ok_or_else(|| Problem::unknown("stock.place_unknown"))
}

#[utoipa::path(post, path = "/stock/places", tag = "stock", operation_id = "create_place",
    request_body = SavePlace,
    responses((status = 201, body = PlaceBody), (status = 409, body = ProblemBody)))]
pub(super) async fn create_place(command: Command<SavePlace>) -> Result<Answer, Problem> {
    command
        .create(|tx, cx, request| {
            let id = request.id.map_or_else(|| cx.new_id(), Id::from_uuid);
            save_place(tx, id, 0, &request)
        })
        .await
}

#[utoipa::path(patch, path = "/stock/places/{id}", tag = "stock", operation_id = "edit_place",
    params(("id" = Uuid, Path)), request_body = SavePlace,
    responses((status = 200, body = PlaceBody), (status = 409, body = ProblemBody)))]
pub(super) async fn edit_place(
    PathId(id): PathId<Place>,
    command: Command<SavePlace>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, _, request| save_place(tx, id, edited(request.version)?, &request))
        .await
}

/// An edit says which version it saw.
fn edited(version: Option<i64>) -> Result<i64, Problem> {
    version
        .filter(|version| *version > 0)
        .ok_or_else(|| Problem::malformed("request.body").because("version"))
}

/// A supplier.
#[derive(Serialize, ToSchema)]
#[schema(as = Supplier)]
pub(super) struct SupplierBody {
    id: Uuid,
    code: String,
    name: String,
    version: i64,
}

impl From<Supplier> for SupplierBody {
    fn from(supplier: Supplier) -> Self {
        Self {
            id: supplier.id.uuid(),
            code: supplier.code,
            name: supplier.name,
            version: supplier.version,
        }
    }
}

#[utoipa::path(get, path = "/stock/suppliers", tag = "stock", operation_id = "suppliers",
    responses((status = 200, body = Vec<SupplierBody>)))]
pub(super) async fn suppliers(state: State) -> Result<Json<Vec<SupplierBody>>, Problem> {
    let suppliers = state.read(stock::suppliers).await?;
    Ok(Json(suppliers.into_iter().map(Into::into).collect()))
}

/// A supplier as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct SaveSupplier {
    id: Option<Uuid>,
    version: Option<i64>,
    code: String,
    name: String,
}

fn save_supplier(
    tx: &mut shop::db::WriteTx<'_>,
    id: Id<Supplier>,
    version: i64,
    request: &SaveSupplier,
) -> Result<SupplierBody, Problem> {
    stock::save_supplier(tx, id, version, &request.code, &request.name)?;
    let supplier = stock::suppliers(tx)?
        .into_iter()
        .find(|supplier| supplier.id == id);
    supplier
        .map(Into::into)
        .ok_or_else(|| Problem::unknown("stock.supplier_unknown"))
}

#[utoipa::path(post, path = "/stock/suppliers", tag = "stock", operation_id = "create_supplier",
    request_body = SaveSupplier,
    responses((status = 201, body = SupplierBody), (status = 409, body = ProblemBody)))]
pub(super) async fn create_supplier(command: Command<SaveSupplier>) -> Result<Answer, Problem> {
    command
        .create(|tx, cx, request| {
            let id = request.id.map_or_else(|| cx.new_id(), Id::from_uuid);
            save_supplier(tx, id, 0, &request)
        })
        .await
}

#[utoipa::path(patch, path = "/stock/suppliers/{id}", tag = "stock",
    operation_id = "edit_supplier", params(("id" = Uuid, Path)), request_body = SaveSupplier,
    responses((status = 200, body = SupplierBody), (status = 409, body = ProblemBody)))]
pub(super) async fn edit_supplier(
    PathId(id): PathId<Supplier>,
    command: Command<SaveSupplier>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, _, request| save_supplier(tx, id, edited(request.version)?, &request))
        .await
}

#[utoipa::path(get, path = "/stock/articles", tag = "stock", operation_id = "articles",
    responses((status = 200, body = Vec<ArticleBody>)))]
pub(super) async fn articles(
    state: State,
    signed: Signed,
) -> Result<Json<Vec<ArticleBody>>, Problem> {
    let articles = state.read(stock::articles).await?;
    let with_cost = signed.may(Right::SeeCost);
    let articles = articles.into_iter();
    Ok(Json(
        articles
            .map(|article| ArticleBody::new(article, with_cost))
            .collect(),
    ))
}

/// An article as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = SaveArticle)]
pub(super) struct SaveArticleBody {
    id: Option<Uuid>,
    version: Option<i64>,
    number: String,
    barcode: Option<String>,
    family_id: Uuid,
    title: String,
    cost_minor: Option<i64>,
    price_minor: i64,
    vat_regime: String,
    #[serde(default)]
    favourite: bool,
    #[serde(default = "yes")]
    active: bool,
    photo_id: Option<Uuid>,
}

fn wanted(
    tx: &shop::db::ReadTx<'_>,
    request: SaveArticleBody,
    id: Id<Article>,
    version: Option<i64>,
) -> Result<SaveArticle, Problem> {
    let wrong = |field: &'static str| Problem::refused("stock.value_wrong").with("field", field);
    let currency = stock::currency(tx)?;
    let price = money(Some(request.price_minor), currency, "price_minor")?;
    Ok(SaveArticle {
        id,
        version,
        number: request.number.trim().to_owned(),
        barcode: request.barcode.filter(|barcode| !barcode.trim().is_empty()),
        family: Id::from_uuid(request.family_id),
        title: request.title.trim().to_owned(),
        cost: money(request.cost_minor, currency, "cost_minor")?,
        price: price.ok_or_else(|| wrong("price_minor"))?,
        vat_regime: request
            .vat_regime
            .parse()
            .map_err(|_| wrong("vat_regime"))?,
        favourite: request.favourite,
        active: request.active,
        photo: request.photo_id,
    })
}

#[utoipa::path(post, path = "/stock/articles", tag = "stock", operation_id = "create_article",
    request_body = SaveArticleBody,
    responses((status = 201, body = ArticleBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)))]
pub(super) async fn create_article(command: Command<SaveArticleBody>) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .create(move |tx, cx, request| {
            let id = request.id.map_or_else(|| cx.new_id(), Id::from_uuid);
            let input = wanted(tx, request, id, None)?;
            let article = stock::save_article(tx, cx, input)?;
            Ok::<_, Problem>(ArticleBody::new(article, with_cost))
        })
        .await
}

#[utoipa::path(patch, path = "/stock/articles/{id}", tag = "stock", operation_id = "edit_article",
    params(("id" = Uuid, Path)), request_body = SaveArticleBody,
    responses((status = 200, body = ArticleBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)))]
pub(super) async fn edit_article(
    PathId(id): PathId<Article>,
    command: Command<SaveArticleBody>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, request| {
            let version = edited(request.version)?;
            let mut input = wanted(tx, request, id, Some(version))?;
            if !with_cost {
                let before = stock::article_by_id(tx, id)?;
                input.cost = before.and_then(|article| article.cost);
            }
            let article = stock::save_article(tx, cx, input)?;
            Ok::<_, Problem>(ArticleBody::new(article, with_cost))
        })
        .await
}

/// A delivery.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct ReceiveArticle {
    quantity: i64,
    document: Option<String>,
}

#[utoipa::path(post, path = "/stock/articles/{id}/receive", tag = "stock",
    operation_id = "receive_article", params(("id" = Uuid, Path)), request_body = ReceiveArticle,
    responses((status = 200, body = ArticleBody), (status = 422, body = ProblemBody)))]
pub(super) async fn receive_article(
    PathId(id): PathId<Article>,
    command: Command<ReceiveArticle>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, request| {
            let quantity = Quantity::new(request.quantity)
                .map_err(|_| Problem::refused("stock.value_wrong").with("field", "quantity"))?;
            let document = request.document.filter(|text| !text.trim().is_empty());
            let article = stock::receive_article(tx, cx, id, quantity, document)?;
            Ok::<_, Problem>(ArticleBody::new(article, with_cost))
        })
        .await
}

/// What was counted.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct CorrectArticle {
    counted: u32,
}

#[utoipa::path(post, path = "/stock/articles/{id}/correct", tag = "stock",
    operation_id = "correct_article", params(("id" = Uuid, Path)), request_body = CorrectArticle,
    responses((status = 200, body = ArticleBody), (status = 404, body = ProblemBody)))]
pub(super) async fn correct_article(
    PathId(id): PathId<Article>,
    command: Command<CorrectArticle>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, request| {
            let article = stock::correct_article(tx, cx, id, request.counted)?;
            Ok::<_, Problem>(ArticleBody::new(article, with_cost))
        })
        .await
}

/// A word of a closed list.
#[derive(Serialize, ToSchema)]
#[schema(as = Term)]
pub(super) struct TermBody {
    code: &'static str,
    fr: &'static str,
    en: &'static str,
}

/// The titles a metal may be sold at.
#[derive(Serialize, ToSchema)]
pub(super) struct LegalTitles {
    metal: &'static str,
    /// Parts per ten thousand, highest first.
    finenesses: &'static [i64],
    /// Those of its coins and bars, sold as `exempt_gold`.
    bullion: &'static [i64],
}

/// The closed vocabularies of the trade: what a form offers.
#[derive(Serialize, ToSchema)]
#[schema(as = Vocabulary)]
pub(super) struct VocabularyBody {
    titles: Vec<LegalTitles>,
    metal_colours: Vec<TermBody>,
    stones: Vec<TermBody>,
    shapes: Vec<TermBody>,
    clarities: Vec<TermBody>,
    cuts: Vec<TermBody>,
    fluorescences: Vec<TermBody>,
    treatments: Vec<TermBody>,
    laboratories: Vec<TermBody>,
}

fn terms(words: &'static Vocabulary) -> Vec<TermBody> {
    let terms = words.terms().iter();
    terms
        .map(|term| TermBody {
            code: &term.code,
            fr: &term.fr,
            en: &term.en,
        })
        .collect()
}

#[utoipa::path(get, path = "/stock/vocabulary", tag = "stock", operation_id = "vocabulary",
    responses((status = 200, body = VocabularyBody)))]
pub(super) async fn vocabulary(state: State) -> Json<VocabularyBody> {
    let rules = rules::trade();
    let on = state.now().date_naive();
    let titles = units::Metal::ALL.into_iter().map(|metal| LegalTitles {
        metal: metal.code(),
        finenesses: rules.legal_titles(metal, on),
        bullion: rules.bullion_titles(metal, on),
    });
    Json(VocabularyBody {
        titles: titles.collect(),
        metal_colours: terms(&rules.metal_colours),
        stones: terms(&rules.stones),
        shapes: terms(&rules.shapes),
        clarities: terms(&rules.clarities),
        cuts: terms(&rules.cuts),
        fluorescences: terms(&rules.fluorescences),
        treatments: terms(&rules.treatments),
        laboratories: terms(&rules.laboratories),
    })
}
