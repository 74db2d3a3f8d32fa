//! Why purchasing does not go on, on the wire.

use shop::purchase::Refusal;

use crate::problem::Problem;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unknown => Self::unknown("purchase.unknown"),
            Refusal::IdTaken => Self::conflict("stock.id_taken"),
            Refusal::SupplierUnknown => Self::refused("stock.supplier_unknown"),
            Refusal::ArticleUnknown => Self::unknown("stock.article_unknown"),
            Refusal::FamilyUnknown => Self::refused("stock.family_unknown"),
            Refusal::PieceUnknown => Self::unknown("stock.piece_unknown"),
            Refusal::PlaceUnknown => Self::refused("stock.place_unknown"),
            Refusal::LineUnknown => Self::refused("purchase.line_unknown"),
            Refusal::Quantity(quantity) => {
                Self::refused("purchase.quantity").with("quantity", quantity)
            }
            Refusal::Amount(_) => Self::refused("purchase.amount"),
            Refusal::Day => Self::refused("purchase.day"),
            Refusal::TitleMissing => Self::refused("purchase.title_missing"),
            Refusal::TooLong => Self::refused("purchase.text_too_long"),
            Refusal::ReasonMissing => Self::refused("purchase.reason_missing"),
            Refusal::NumberMissing => Self::refused("purchase.number_missing"),
            Refusal::Empty => Self::refused("purchase.empty"),
            Refusal::TooMany => Self::refused("purchase.too_many"),
            Refusal::Twice(number) => Self::refused("purchase.twice").with("number", number),
            Refusal::Stale(now) => Self::conflict("request.stale").with("version", now),
            Refusal::WrongStage(stage) => Self::conflict("purchase.stage").with("stage", stage),
            Refusal::Over {
                title,
                ordered,
                received,
            } => Self::conflict("purchase.over")
                .with("title", title)
                .with("ordered", ordered)
                .with("received", received),
            Refusal::Undone => Self::conflict("purchase.undone"),
            Refusal::Billed(invoice) => Self::conflict("purchase.billed").with("invoice", invoice),
            Refusal::NotAsItCame { number, what } => Self::conflict("purchase.not_as_it_came")
                .with("number", number)
                .with("what", what),
            Refusal::TooFew { number, there } => Self::conflict("purchase.too_few")
                .with("number", number)
                .with("there", there),
            Refusal::Reserved(number) => Self::conflict("purchase.reserved").with("number", number),
            Refusal::OtherSupplier { number } => {
                Self::conflict("purchase.other_supplier").with("number", number)
            }
            Refusal::NotOurs(number) => Self::conflict("purchase.not_ours").with("number", number),
            Refusal::InvoiceTwice { number, reference } => Self::conflict("purchase.invoice_twice")
                .with("number", number)
                .with("reference", reference),
            Refusal::Totals => Self::refused("purchase.totals"),
            Refusal::LinesOverNet => Self::refused("purchase.lines_over_net"),
            Refusal::MeansMissing => Self::refused("purchase.means_missing"),
            Refusal::Ceiling => Self::refused("purchase.ceiling"),
            Refusal::Piece(error) => error.into(),
            Refusal::Article(error) => error.into(),
            Refusal::Record(error) => error.into(),
            Refusal::Cash(error) => error.into(),
            Refusal::Post(error) => error.into(),
            Refusal::Store(error) => error.into(),
            Refusal::Journal(error) => error.into(),
        }
    }
}
