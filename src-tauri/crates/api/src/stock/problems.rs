//! What the stock's refusals are on the wire.

use shop::stock::{
    BindTagError, CreatePieceError, EditPieceError, MovePieceError, RecordError, SaveArticleError,
    SavePlainError, SetStoneError, SheetError, TakeOutError, VariantError,
};

use crate::problem::Problem;

impl From<SheetError> for Problem {
    fn from(error: SheetError) -> Self {
        let problem = match &error {
            SheetError::Store(error) => return error.clone().into(),
            SheetError::NumberTaken(_)
            | SheetError::BarcodeTaken(_)
            | SheetError::ComponentTaken
            | SheetError::CertificateTaken { .. } => Self::conflict(error.code()),
            SheetError::NumberMissing
            | SheetError::NumberUnusable
            | SheetError::TitleMissing
            | SheetError::TooLong(_)
            | SheetError::FamilyUnknown
            | SheetError::SupplierUnknown
            | SheetError::FinenessMissing(_)
            | SheetError::FinenessIllegal { .. }
            | SheetError::HallmarkOtherMetal { .. }
            | SheetError::HallmarkOtherTitle { .. }
            | SheetError::NetOverGross
            | SheetError::WeightAbsurd
            | SheetError::PriceNotPositive
            | SheetError::PriceAbsurd
            | SheetError::CostNegative
            | SheetError::WordUnknown { .. }
            | SheetError::StoneMissing
            | SheetError::NameMisleading(_)
            | SheetError::NotInvestmentGold
            | SheetError::AttributeEmpty
            | SheetError::AttributeNumber(_)
            | SheetError::TooManyAttributes
            | SheetError::TooManyComponents => Self::refused(error.code()),
        };
        error
            .params()
            .into_iter()
            .fold(problem, |problem, (name, value)| problem.with(name, value))
    }
}

impl From<CreatePieceError> for Problem {
    fn from(error: CreatePieceError) -> Self {
        match error {
            CreatePieceError::Sheet(error) => error.into(),
            CreatePieceError::PlaceUnknown => Self::refused("stock.place_unknown"),
            CreatePieceError::IdTaken => Self::conflict("stock.id_taken"),
            CreatePieceError::Store(error) => error.into(),
        }
    }
}

impl From<EditPieceError> for Problem {
    fn from(error: EditPieceError) -> Self {
        match error {
            EditPieceError::PieceUnknown => Self::unknown("stock.piece_unknown"),
            EditPieceError::Stale(now) => Self::conflict("request.stale").with("version", now),
            EditPieceError::Sold => Self::conflict("stock.piece_sold"),
            EditPieceError::StoneSet(number) => {
                Self::conflict("stock.stone_set").with("number", number)
            }
            EditPieceError::Sheet(error) => error.into(),
            EditPieceError::Store(error) => error.into(),
        }
    }
}

impl From<BindTagError> for Problem {
    fn from(error: BindTagError) -> Self {
        match error {
            BindTagError::PieceUnknown => Self::unknown("stock.piece_unknown"),
            BindTagError::NotATag => Self::refused("stock.tag_form"),
            BindTagError::Taken(number) => Self::conflict("stock.tag_taken").with("number", number),
            BindTagError::ReasonMissing => Self::refused("stock.tag_reason"),
            BindTagError::Store(error) => error.into(),
        }
    }
}

impl From<RecordError> for Problem {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::UnknownPiece => Self::unknown("stock.piece_unknown"),
            RecordError::WrongState(state) => {
                Self::conflict("stock.piece_state").with("state", state.code())
            }
            RecordError::Store(error) => error.into(),
        }
    }
}

impl From<MovePieceError> for Problem {
    fn from(error: MovePieceError) -> Self {
        match error {
            MovePieceError::PlaceUnknown => Self::refused("stock.place_unknown"),
            MovePieceError::Kept(order) => Self::conflict("stock.piece_kept").with("order", order),
            MovePieceError::Reserved => Self::conflict("stock.piece_reserved"),
            MovePieceError::ReasonMissing => Self::refused("stock.reason_missing"),
            MovePieceError::Record(error) => error.into(),
            MovePieceError::Store(error) => error.into(),
        }
    }
}

impl From<SetStoneError> for Problem {
    fn from(error: SetStoneError) -> Self {
        match error {
            SetStoneError::StoneUnknown => Self::refused("stock.stone_unknown"),
            SetStoneError::Itself | SetStoneError::NoStone => Self::refused("stock.no_stone"),
            SetStoneError::Kept { number, order } => Self::conflict("stock.kept")
                .with("number", number)
                .with("order", order),
            SetStoneError::Reserved(number) => {
                Self::conflict("stock.stone_reserved").with("number", number)
            }
            SetStoneError::OtherOwner(number) => {
                Self::conflict("stock.stone_other_owner").with("number", number)
            }
            SetStoneError::WrongState(state) => {
                Self::conflict("stock.piece_state").with("state", state.code())
            }
            SetStoneError::Edit(error) => error.into(),
            SetStoneError::Record(error) => error.into(),
            SetStoneError::Money(_) => SheetError::PriceAbsurd.into(),
            SetStoneError::Weight(_) => SheetError::WeightAbsurd.into(),
            SetStoneError::Store(error) => error.into(),
        }
    }
}

impl From<TakeOutError> for Problem {
    fn from(error: TakeOutError) -> Self {
        match error {
            TakeOutError::ComponentUnknown => Self::unknown("stock.component_unknown"),
            TakeOutError::NoStone => Self::refused("stock.no_stone"),
            TakeOutError::NumberMissing => SheetError::NumberMissing.into(),
            TakeOutError::IdTaken => Self::conflict("stock.id_taken"),
            TakeOutError::Kept(order) => Self::conflict("stock.piece_kept").with("order", order),
            TakeOutError::Reserved => Self::conflict("stock.piece_reserved"),
            TakeOutError::PlaceUnknown => Self::refused("stock.place_unknown"),
            TakeOutError::Edit(error) => error.into(),
            TakeOutError::Sheet(error) => error.into(),
            TakeOutError::Record(error) => error.into(),
            TakeOutError::Money(_) => SheetError::CostNegative.into(),
            TakeOutError::Weight(_) => SheetError::WeightAbsurd.into(),
            TakeOutError::Store(error) => error.into(),
        }
    }
}

impl From<SaveArticleError> for Problem {
    fn from(error: SaveArticleError) -> Self {
        match error {
            SaveArticleError::ArticleUnknown => Self::unknown("stock.article_unknown"),
            SaveArticleError::IdTaken => Self::conflict("stock.id_taken"),
            SaveArticleError::IsVariant => Self::refused("stock.article_is_variant"),
            SaveArticleError::Stale(now) => Self::conflict("request.stale").with("version", now),
            SaveArticleError::Sheet(error) => error.into(),
            SaveArticleError::Store(error) => error.into(),
        }
    }
}

impl From<VariantError> for Problem {
    fn from(error: VariantError) -> Self {
        match error {
            VariantError::Unnamed => Self::refused("stock.variant_unnamed"),
            VariantError::Twice(number) => {
                Self::conflict("stock.variant_twice").with("number", number)
            }
            VariantError::ModelIsVariant => Self::refused("stock.model_is_variant"),
            VariantError::NotVariant => Self::refused("stock.not_variant"),
            VariantError::Merged => Self::conflict("stock.variant_merged"),
            VariantError::NotMerged => Self::conflict("stock.variant_not_merged"),
            VariantError::OtherModel => Self::refused("stock.other_model"),
            VariantError::TooFew(count) => Self::conflict("stock.too_few").with("count", count),
            VariantError::Article(error) => error.into(),
        }
    }
}

impl From<SavePlainError> for Problem {
    fn from(error: SavePlainError) -> Self {
        match error {
            SavePlainError::CodeMissing => Self::refused("stock.code_missing"),
            SavePlainError::CodeTaken(code) => {
                Self::conflict("stock.code_taken").with("code", code)
            }
            SavePlainError::NameMissing => Self::refused("stock.name_missing"),
            SavePlainError::Stale => Self::conflict("request.stale"),
            SavePlainError::Store(error) => error.into(),
        }
    }
}
