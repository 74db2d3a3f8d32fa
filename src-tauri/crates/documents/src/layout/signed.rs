//! Where somebody signs, or what stands there once they have.

use super::{Align, Block, Layout, Style};
use crate::format;
use crate::{Photo, SlipSignature};

/// Room to sign; or who did, when, what they drew, and the digest of the paper as they saw it.
pub(super) fn signed(layout: &mut Layout, by: Option<(&SlipSignature, Option<&Photo>)>) {
    let language = layout.language;
    layout.space();
    layout.text(
        Style::Detail,
        Align::Left,
        language.pick("Signature du client\u{a0}:", "The customer’s signature:"),
    );
    let Some((by, drawing)) = by else {
        for _ in 0..3 {
            layout.space();
        }
        layout.rule();
        return;
    };
    if let Some(drawing) = drawing {
        let named = vec![(by.sha256.clone(), drawing.clone())];
        layout.blocks.push(Block::Photos(named));
    }
    if !by.reason.is_empty() {
        let refused = language.pick(
            "N’a pas signé (refus ou empêchement)",
            "Did not sign (refused, or could not)",
        );
        layout.row(Style::Strong, refused, by.reason.as_str());
    }
    layout.row(
        Style::Body,
        by.signer.as_str(),
        format::date_time(by.at, language),
    );
    let digest = language.pick(
        "Empreinte SHA-256 du document signé",
        "SHA-256 of the document signed",
    );
    layout.text(Style::Detail, Align::Left, digest);
    layout.text(Style::Detail, Align::Left, by.sha256.as_str());
    layout.rule();
}
