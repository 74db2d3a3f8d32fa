//! Why an appraisal is not written, changed, issued or printed, on the wire.

use shop::appraisal::{AppraisalError, EvaluationError};

use crate::problem::Problem;

impl From<AppraisalError> for Problem {
    fn from(error: AppraisalError) -> Self {
        match error {
            AppraisalError::Unknown => Self::unknown("appraisal.unknown"),
            AppraisalError::IdTaken => Self::conflict("stock.id_taken"),
            AppraisalError::TemplateUnknown => Self::refused("appraisal.template_unknown"),
            AppraisalError::Changed { current } => {
                Self::conflict("appraisal.changed").with("version", current)
            }
            AppraisalError::State { state } => {
                Self::conflict("appraisal.state").with("state", state.code())
            }
            AppraisalError::NoItems => Self::refused("appraisal.no_items"),
            AppraisalError::TooMany { field, most } => Self::refused("appraisal.too_many")
                .with("field", field)
                .with("most", most),
            AppraisalError::TooLong { field } => {
                Self::refused("appraisal.too_long").with("field", field)
            }
            AppraisalError::Unprintable { field } => {
                Self::refused("appraisal.unprintable").with("field", field)
            }
            AppraisalError::TitleMissing => Self::refused("appraisal.title_missing"),
            AppraisalError::Amount { title } => {
                Self::refused("appraisal.amount").with("title", title)
            }
            AppraisalError::NotValued { title } => {
                Self::refused("appraisal.not_valued").with("title", title)
            }
            AppraisalError::BasisMissing { title } => {
                Self::refused("appraisal.basis_missing").with("title", title)
            }
            AppraisalError::WordUnknown { field, word } => Self::refused("appraisal.word_unknown")
                .with("field", field)
                .with("word", word),
            AppraisalError::Misleading(word) => {
                Self::refused("appraisal.misleading").with("word", word)
            }
            AppraisalError::Weight { title } => {
                Self::refused("appraisal.weight").with("title", title)
            }
            AppraisalError::Field { field } => {
                Self::refused("appraisal.field").with("field", field)
            }
            AppraisalError::Validity => Self::refused("appraisal.validity"),
            AppraisalError::ValuedOn => Self::refused("appraisal.valued_on"),
            AppraisalError::PhotoUnknown => Self::refused("appraisal.photo_unknown"),
            AppraisalError::CustomerUnknown => Self::refused("appraisal.customer_unknown"),
            AppraisalError::PieceUnknown => Self::refused("appraisal.piece_unknown"),
            AppraisalError::AppraiserMissing => Self::refused("appraisal.appraiser_missing"),
            AppraisalError::Superseded { number } => {
                Self::conflict("appraisal.superseded").with("number", number)
            }
            AppraisalError::BeingReissued => Self::conflict("appraisal.being_reissued"),
            AppraisalError::EstateUnknown => Self::unknown("estate.unknown"),
            AppraisalError::EstateClosed => Self::conflict("estate.closed"),
            AppraisalError::EstateOpen => Self::conflict("estate.open"),
            AppraisalError::DeceasedMissing => Self::refused("estate.deceased_missing"),
            AppraisalError::EstateDrafts { drafts } => {
                Self::conflict("estate.drafts_left").with("drafts", drafts)
            }
            AppraisalError::NotInEstate => Self::refused("estate.not_in_it"),
            AppraisalError::NotForEstate => Self::refused("estate.not_for_it"),
            AppraisalError::InEstate { deceased } => {
                Self::conflict("estate.in_another").with("deceased", deceased)
            }
            AppraisalError::ReasonMissing => Self::refused("appraisal.no_reason"),
            AppraisalError::Fee { most_minor } => {
                Self::refused("appraisal.fee").with("most_minor", most_minor)
            }
            AppraisalError::MissingRight(error) => error.into(),
            AppraisalError::Journal(error) => error.into(),
            AppraisalError::Store(error) => error.into(),
        }
    }
}

impl From<EvaluationError> for Problem {
    fn from(error: EvaluationError) -> Self {
        match error {
            EvaluationError::Unknown => Self::unknown("sale.unknown"),
            EvaluationError::Void => Self::conflict("appraisal.sale_void"),
            EvaluationError::NoPiece => Self::conflict("appraisal.sale_no_piece"),
            EvaluationError::Store(error) => error.into(),
        }
    }
}
