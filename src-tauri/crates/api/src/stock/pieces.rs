//! Pieces: the table, one, and what may be done to it.

use std::collections::HashMap;

use axum::Json;
use axum::extract::Path;
use serde::{Deserialize, Serialize};
use shop::cx::User;
use shop::db::{ReadTx, StoreError};
use shop::files;
use shop::metal::{self, Parts, SaveParts};
use shop::stock::{self, Cursor, EditPiece, Found, Key, Piece, PieceQuery, Sheet, custody};
use shop::users::{self, Right};
use units::Id;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::bodies::{ArticleBody, PieceBody, RowBody, SheetBody, money};
use crate::answer::Answer;
use crate::command::Command;
use crate::input::{PathId, Query};
use crate::metal::PieceParts;
use crate::problem::{Problem, ProblemBody};
use crate::signed::Signed;
use crate::state::State;

/// Which pieces, in which order, from where.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct ListQuery {
    /// As typed: what the search finds.
    q: Option<String>,
    /// Ids of a family, a place, a supplier, an import.
    family: Option<Uuid>,
    place: Option<Uuid>,
    supplier: Option<Uuid>,
    import: Option<Uuid>,
    metal: Option<String>,
    state: Option<String>,
    price_from_minor: Option<i64>,
    price_to_minor: Option<i64>,
    /// `entered`, `number`, `title`, `price` or `weight`.
    sort: Option<String>,
    descending: Option<bool>,
    /// 1 to 500; 100 where it is not said.
    limit: Option<usize>,
    /// `next` of the page before.
    after: Option<String>,
}

/// A page of the table.
#[derive(Serialize, ToSchema)]
#[schema(as = PiecePage)]
pub(super) struct PageBody {
    rows: Vec<RowBody>,
    /// Null: this was the last page.
    next: Option<String>,
    /// How many there are in all; with the first page only.
    total: Option<i64>,
}

fn unknown_word(field: &'static str) -> Problem {
    Problem::malformed("request.query").because(field)
}

impl ListQuery {
    fn query(self) -> Result<PieceQuery, Problem> {
        Ok(PieceQuery {
            text: self.q,
            family: self.family.map(Id::from_uuid),
            place: self.place.map(Id::from_uuid),
            supplier: self.supplier.map(Id::from_uuid),
            state: word(self.state, "state")?,
            metal: word(self.metal, "metal")?,
            import: self.import,
            price_from: self.price_from_minor,
            price_to: self.price_to_minor,
            sort: word(self.sort, "sort")?.unwrap_or_default(),
            descending: self.descending.unwrap_or(false),
            after: match self.after.as_deref() {
                None | Some("") => None,
                Some(text) => Some(cursor(text).ok_or_else(|| unknown_word("after"))?),
            },
            limit: self.limit.unwrap_or(100),
        })
    }
}

fn word<T: std::str::FromStr>(
    text: Option<String>,
    field: &'static str,
) -> Result<Option<T>, Problem> {
    text.filter(|text| !text.is_empty())
        .map(|text| text.parse().map_err(|_| unknown_word(field)))
        .transpose()
}

/// `n:SEQ:NUMBER` or `t:SEQ:TEXT`.
fn cursor(text: &str) -> Option<Cursor> {
    let mut parts = text.splitn(3, ':');
    let (kind, seq, key) = (parts.next()?, parts.next()?, parts.next()?);
    let key = match kind {
        "n" => Key::Number(key.parse().ok()?),
        "t" => Key::Text(key.to_owned()),
        _ => return None,
    };
    Some(Cursor {
        key,
        seq: seq.parse().ok()?,
    })
}

fn cursor_text(cursor: &Cursor) -> String {
    match &cursor.key {
        Key::Number(number) => format!("n:{}:{number}", cursor.seq),
        Key::Text(text) => format!("t:{}:{text}", cursor.seq),
    }
}

#[utoipa::path(get, path = "/stock/pieces", tag = "stock", operation_id = "pieces",
    params(ListQuery), responses((status = 200, body = PageBody)))]
pub(super) async fn list(
    state: State,
    signed: Signed,
    Query(query): Query<ListQuery>,
) -> Result<Json<PageBody>, Problem> {
    let query = query.query()?;
    let page = state.read(move |tx| stock::list(tx, &query)).await?;
    let with_cost = signed.may(Right::SeeCost);
    Ok(Json(PageBody {
        rows: page
            .rows
            .into_iter()
            .map(|row| RowBody::new(row, with_cost))
            .collect(),
        next: page.next.as_ref().map(cursor_text),
        total: page.total,
    }))
}

/// A second-hand piece that has no hallmark and needs one.
#[derive(Serialize, ToSchema)]
#[schema(as = UnmarkedPiece)]
pub(super) struct UnmarkedBody {
    id: Uuid,
    number: String,
    title: String,
    /// The last day on which it is taken to be marked, `YYYY-MM-DD`.
    by: String,
    /// That day is over.
    late: bool,
}

/// The longest waiting first.
#[utoipa::path(get, path = "/stock/unmarked", tag = "stock", operation_id = "unmarked_pieces",
    responses((status = 200, body = Vec<UnmarkedBody>)))]
pub(super) async fn unmarked(state: State) -> Result<Json<Vec<UnmarkedBody>>, Problem> {
    let found = state.read(stock::unmarked).await?;
    let today = state.now().date_naive();
    let found = found.into_iter().map(|(piece, by)| UnmarkedBody {
        id: piece.id.uuid(),
        number: piece.sheet.number,
        title: piece.sheet.title,
        by: by.to_string(),
        late: by < today,
    });
    Ok(Json(found.collect()))
}

/// A piece on the wire as it stands now.
pub(super) fn body(tx: &ReadTx<'_>, id: Id<Piece>, with_cost: bool) -> Result<PieceBody, Problem> {
    let piece =
        stock::piece_by_id(tx, id)?.ok_or_else(|| Problem::unknown("stock.piece_unknown"))?;
    Ok(whole(tx, piece, with_cost)?)
}

/// With its papers, and what it is set in or has set in it.
fn whole(tx: &ReadTx<'_>, piece: Piece, with_cost: bool) -> Result<PieceBody, StoreError> {
    let id = piece.id;
    let documents = files::documents(tx, id)?;
    let stones = stock::stones_of(tx, id)?;
    let holder = match piece.state {
        stock::State::Mounted => stock::holder_of_stone(tx, id)?,
        _ => None,
    };
    let body = PieceBody::new(piece, &documents, with_cost);
    Ok(body.with_setting(stones, holder))
}

#[utoipa::path(get, path = "/stock/pieces/{id}", tag = "stock", operation_id = "piece",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = PieceBody), (status = 404, body = ProblemBody)))]
pub(super) async fn one(
    state: State,
    signed: Signed,
    PathId(id): PathId<Piece>,
) -> Result<Json<PieceBody>, Problem> {
    let with_cost = signed.may(Right::SeeCost);
    Ok(Json(state.read(move |tx| body(tx, id, with_cost)).await?))
}

/// A new piece, named by its client.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct CreatePiece {
    id: Uuid,
    place_id: Uuid,
    /// Its cost in parts and how it is priced; its cost is then their sum, where the metal's is known.
    parts: Option<PieceParts>,
    #[serde(flatten)]
    sheet: SheetBody,
}

#[utoipa::path(post, path = "/stock/pieces", tag = "stock", operation_id = "create_piece",
    request_body = CreatePiece,
    responses((status = 201, body = PieceBody),
        (status = 409, body = ProblemBody, description = "stock.number_taken…"),
        (status = 422, body = ProblemBody,
            description = "stock.fineness_illegal…, pricing.value {field}, pricing.coefficient")))]
pub(super) async fn create(command: Command<CreatePiece>) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .create(move |tx, cx, request| {
            let currency = stock::currency(tx)?;
            let id = Id::from_uuid(request.id);
            let mut sheet = request.sheet.sheet(currency)?;
            let parts = request.parts.map(Parts::try_from).transpose()?;
            if let Some(minor) = parts.as_ref().and_then(Parts::cost_minor) {
                sheet.cost = money(Some(minor), currency, "cost_minor")?;
            }
            let place = Id::from_uuid(request.place_id);
            stock::create_piece(tx, cx, stock::CreatePiece { id, sheet, place })?;
            if let Some(parts) = parts {
                metal::save_parts(tx, cx, SaveParts { piece: id, parts })?;
            }
            body(tx, id, with_cost)
        })
        .await
}

/// The sheet as it is to be, over the version that was seen.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct EditPieceBody {
    version: i64,
    #[serde(flatten)]
    sheet: SheetBody,
}

/// What a form may not carry stays: a cost its writer may not see, a certificate's PDF.
fn keep_unseen(sheet: &mut Sheet, before: &Sheet, sees_cost: bool) {
    if !sees_cost {
        sheet.cost = before.cost;
    }
    for component in &mut sheet.components {
        let old = before.components.iter().find(|old| old.id == component.id);
        if component.certificate_file.is_none() {
            component.certificate_file = old.and_then(|old| old.certificate_file);
        }
    }
}

#[utoipa::path(put, path = "/stock/pieces/{id}", tag = "stock", operation_id = "edit_piece",
    params(("id" = Uuid, Path)), request_body = EditPieceBody,
    responses((status = 200, body = PieceBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)))]
pub(super) async fn edit(
    PathId(id): PathId<Piece>,
    command: Command<EditPieceBody>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, request| {
            let before = stock::piece_by_id(tx, id)?
                .ok_or_else(|| Problem::unknown("stock.piece_unknown"))?;
            let currency = stock::currency(tx)?;
            let mut sheet = request.sheet.sheet(currency)?;
            keep_unseen(&mut sheet, &before.sheet, with_cost);
            let version = request.version;
            stock::edit_piece(tx, cx, EditPiece { id, version, sheet })?;
            body(tx, id, with_cost)
        })
        .await
}

/// A price alone.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct ChangePrice {
    version: i64,
    /// Null takes it away, and the piece from sale.
    price_minor: Option<i64>,
}

#[utoipa::path(put, path = "/stock/pieces/{id}/price", tag = "stock",
    operation_id = "change_piece_price", params(("id" = Uuid, Path)), request_body = ChangePrice,
    responses((status = 200, body = PieceBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody)))]
pub(super) async fn price(
    PathId(id): PathId<Piece>,
    command: Command<ChangePrice>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, request| {
            let currency = stock::currency(tx)?;
            let price = money(request.price_minor, currency, "price_minor")?;
            stock::change_price(tx, cx, id, request.version, price)?;
            body(tx, id, with_cost)
        })
        .await
}

/// An entry of a piece's history.
#[derive(Serialize, ToSchema)]
#[schema(as = Movement)]
pub(super) struct MovementBody {
    id: Uuid,
    at: String,
    /// Null: the program itself.
    user_name: Option<String>,
    /// `received`, `imported`, `moved`, `sold`, `returned`, `withdrawn`, `brought_back`,
    /// `import_undone`, `mounted`, `taken_out`, `stone_set`, `stone_taken_out`, `count_moved`,
    /// `count_missing`, `count_found`, `sent_back`, `came_back`, `reception_undone`, `memo_received`,
    /// `memo_given_back`, `memo_kept`, `memo_sent`, `memo_returned`, `memo_invoiced`, `memo_lost`,
    /// `memo_held_here`, `memo_held_there`, `memo_cancelled`, `used`, `given_back`; of its RFID tag
    /// `tag_read`, `tag_typed`, `tag_printed` (tied so) or `tag_off`.
    reason: String,
    /// The ticket, import or stocktake it follows from, the other piece's number, the tag's code.
    document: Option<String>,
    note: String,
    /// Afterwards; null: not in the shop.
    place_id: Option<Uuid>,
}

#[utoipa::path(get, path = "/stock/pieces/{id}/movements", tag = "stock",
    operation_id = "piece_movements", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<MovementBody>)))]
pub(super) async fn movements(
    state: State,
    PathId(id): PathId<Piece>,
) -> Result<Json<Vec<MovementBody>>, Problem> {
    let (entries, tags, names) = state
        .read(move |tx| {
            let users = users::users(tx)?.into_iter();
            let names: HashMap<Uuid, String> =
                users.map(|user| (user.id.uuid(), user.name)).collect();
            let tags = stock::tag_entries(tx, id)?;
            Ok::<_, StoreError>((custody::history(tx, id)?, tags, names))
        })
        .await?;
    let by = |user: Option<Id<User>>| user.and_then(|user| names.get(&user.uuid()).cloned());
    let tags = tags.into_iter().map(|entry| MovementBody {
        id: entry.id.uuid(),
        at: entry.at.to_rfc3339(),
        user_name: by(entry.user),
        reason: match &entry.epc {
            Some(_) => format!("tag_{}", entry.how.code()),
            None => "tag_off".to_owned(),
        },
        document: entry.epc.or(entry.was),
        note: entry.reason,
        place_id: None,
    });
    let entries = entries.into_iter().map(|entry| MovementBody {
        id: entry.id.uuid(),
        at: entry.at.to_rfc3339(),
        user_name: by(entry.user),
        reason: entry.reason,
        document: entry.document,
        note: entry.note,
        place_id: entry.custody.place.map(Id::uuid),
    });
    Ok(Json(entries.chain(tags).collect()))
}

/// Where to.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct MovePiece {
    place_id: Uuid,
}

#[utoipa::path(post, path = "/stock/pieces/{id}/move", tag = "stock", operation_id = "move_piece",
    params(("id" = Uuid, Path)), request_body = MovePiece,
    responses((status = 200, body = PieceBody), (status = 409, body = ProblemBody)))]
pub(super) async fn relocate(
    PathId(id): PathId<Piece>,
    command: Command<MovePiece>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, request| {
            stock::move_pieces(tx, cx, &[id], Id::from_uuid(request.place_id))?;
            body(tx, id, with_cost)
        })
        .await
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct WithdrawPiece {
    note: String,
}

#[utoipa::path(post, path = "/stock/pieces/{id}/withdraw", tag = "stock",
    operation_id = "withdraw_piece", params(("id" = Uuid, Path)), request_body = WithdrawPiece,
    responses((status = 200, body = PieceBody), (status = 409, body = ProblemBody)))]
pub(super) async fn withdraw(
    PathId(id): PathId<Piece>,
    command: Command<WithdrawPiece>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, request| {
            stock::withdraw(tx, cx, id, &request.note)?;
            body(tx, id, with_cost)
        })
        .await
}

/// Where to, and why.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct BringBackPiece {
    place_id: Uuid,
    #[serde(default)]
    note: String,
}

#[utoipa::path(post, path = "/stock/pieces/{id}/bring-back", tag = "stock",
    operation_id = "bring_back_piece", params(("id" = Uuid, Path)), request_body = BringBackPiece,
    responses((status = 200, body = PieceBody), (status = 409, body = ProblemBody)))]
pub(super) async fn bring_back(
    PathId(id): PathId<Piece>,
    command: Command<BringBackPiece>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, request| {
            let place = Id::from_uuid(request.place_id);
            stock::bring_back(tx, cx, id, place, &request.note)?;
            body(tx, id, with_cost)
        })
        .await
}

/// What a scanned code stands for: one of the two.
#[derive(Serialize, ToSchema)]
pub(super) struct FoundBody {
    piece: Option<PieceBody>,
    article: Option<ArticleBody>,
}

#[utoipa::path(get, path = "/stock/by-code/{code}", tag = "stock", operation_id = "stock_by_code",
    params(("code" = String, Path)),
    responses((status = 200, body = FoundBody), (status = 404, body = ProblemBody)))]
pub(super) async fn by_code(
    state: State,
    signed: Signed,
    Path(code): Path<String>,
) -> Result<Json<FoundBody>, Problem> {
    let with_cost = signed.may(Right::SeeCost);
    let found = state
        .look_up(move |tx| match stock::find_by_code(tx, &code)? {
            None => Err(Problem::unknown("stock.code_unknown").with("code", code)),
            Some(Found::Piece(piece)) => Ok(FoundBody {
                piece: Some(whole(tx, *piece, with_cost)?),
                article: None,
            }),
            Some(Found::Article(article)) => Ok(FoundBody {
                piece: None,
                article: Some(ArticleBody::new(*article, with_cost)),
            }),
        })
        .await?;
    Ok(Json(found))
}
