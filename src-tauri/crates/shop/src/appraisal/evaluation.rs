//! The neutral certificate that goes with a purchase: what the ticket says of each piece, and the price
//! paid. It has no number of its own and is kept nowhere: it is made from the signed ticket each time,
//! and its digest covers nothing else.

use chrono::NaiveDate;
use documents::{
    Both, Certificate, CertificateItem, CertificatePaper, CertificatePart, Fact, Kept, Language,
    Line, Shop,
};
use serde_json::json;
use units::{Currency, Id};

use super::frozen::{fact, hash};
use super::{paper, template};
use crate::db::{ReadTx, StoreError};
use crate::sales::{self, Sale};
use crate::stock;
use crate::till;
use crate::wording;
use documents::words;

/// Why there is no certificate of a ticket.
#[derive(Clone, Debug, thiserror::Error)]
pub enum EvaluationError {
    #[error("the ticket is not known")]
    Unknown,
    /// Annulled, or annuls another.
    #[error("the ticket was annulled")]
    Void,
    /// Articles by quantity, or pieces that came back.
    #[error("no piece of the ticket is with its buyer")]
    NoPiece,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The certificate of a ticket's pieces, those that came back left out.
pub fn evaluation(tx: &ReadTx<'_>, sale: Id<Sale>) -> Result<CertificatePaper, EvaluationError> {
    let of = sales::sale(tx, sale)?.ok_or(EvaluationError::Unknown)?;
    if of.voids.is_some() || sales::voided_by(tx, of.id)?.is_some() {
        return Err(EvaluationError::Void);
    }
    let receipt = sales::receipt(tx, sale, 0)?.ok_or(EvaluationError::Unknown)?;
    let returned = sales::returned_quantities(tx, &of)?;
    let on = till::house(tx, None, None)?.day(of.at);
    let mut items = Vec::new();
    let mut said = Vec::new();
    for (line, returned) in of.lines.iter().zip(returned) {
        let Some(piece) = line.piece.filter(|_| line.quantity > 0 && returned == 0) else {
            continue;
        };
        said.push(json!([line.printed, line.total_minor]));
        let mut item = item(&line.printed, line.total_minor, on);
        // Today's picture: it is no part of what the ticket said, and of no digest.
        if let Some(file) = stock::photo_of(tx, piece)? {
            item.photos.push(Kept {
                file: file.to_string(),
                sha256: String::new(),
            });
        }
        items.push(item);
    }
    if items.is_empty() {
        return Err(EvaluationError::NoPiece);
    }
    let own = |language| {
        let words = wording::lines_at(tx, wording::On::Evaluation, language, of.at)?;
        Ok::<_, StoreError>(words.join("\n"))
    };
    let words = Both::new(own(Language::Fr)?, own(Language::En)?);
    let text = json!({ "ticket": of.number, "at": of.at.timestamp_millis(), "lines": said });
    let certificate = Certificate {
        currency: receipt.currency,
        shop: receipt.shop,
        software: receipt.software,
        number: of.number,
        issued_on: on,
        valued_on: on,
        appraiser: documents::Appraiser {
            name: receipt.seller,
            ..documents::Appraiser::default()
        },
        total_minor: items.iter().map(|item| item.total_minor).sum(),
        items,
        ..blank(on, &words)
    };
    Ok(CertificatePaper {
        photos: paper::photos(tx, &certificate)?,
        certificate,
        customer: receipt.customer,
        sha256: Some(hash(text.to_string().as_bytes())),
        mark: None,
    })
}

/// What every certificate of a sale says, and the shop's own words behind it.
pub(super) fn blank(on: NaiveDate, words: &Both) -> Certificate {
    let template = template::of_evaluation();
    let with = |said: &str, own: &str| match own {
        "" => said.to_owned(),
        own => format!("{said}\n{own}"),
    };
    Certificate {
        v: 1,
        kind: template.kind.clone(),
        title: template.title.clone(),
        value: template.value.clone(),
        currency: Currency::Eur,
        shop: Shop::default(),
        software: till::software(),
        number: String::new(),
        issued_on: on,
        valued_on: on,
        valid_until: None,
        replaces: None,
        customer: None,
        purpose: template.purpose.clone(),
        held: Both::default(),
        method: template.method.clone(),
        conditions: Both::new(
            with(&template.conditions.fr, &words.fr),
            with(&template.conditions.en, &words.en),
        ),
        note: String::new(),
        appraiser: documents::Appraiser::default(),
        items: Vec::new(),
        total_minor: 0,
    }
}

pub(super) fn item(line: &Line, total_minor: i64, on: NaiveDate) -> CertificateItem {
    let blank = || CertificatePart {
        metal: None,
        weight_mg: None,
        stone: None,
        details: Vec::new(),
        text: Both::default(),
        value_minor: None,
        basis: Both::default(),
        source: String::new(),
        on,
    };
    let mut facts: Vec<Fact> = Vec::new();
    if let Some(mg) = line.weight_mg {
        facts.push(fact("weight", words::grams(mg)));
    }
    if let Some(size) = &line.size {
        facts.push(fact("size", Both::new(size.as_str(), size.as_str())));
    }
    let metals = line.metals.iter().map(|metal| CertificatePart {
        metal: Some(metal.clone()),
        ..blank()
    });
    let stones = line.stones.iter().map(|stone| CertificatePart {
        stone: Some(stone.clone()),
        ..blank()
    });
    CertificateItem {
        number: line.piece_number.clone().unwrap_or_default(),
        title: Both::new(line.label.as_str(), ""),
        description: Both::default(),
        facts,
        photos: Vec::new(),
        parts: metals.chain(stones).collect(),
        total_minor,
    }
}
