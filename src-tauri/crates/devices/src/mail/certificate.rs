//! What is wrong with a server's certificate, as a code that a person can do something about.

use std::error::Error;

use rustls::CertificateError as Wrong;

/// The code for an error that has one of TLS somewhere inside; None for any other.
pub(super) fn trouble(error: &(dyn Error + 'static)) -> Option<&'static str> {
    let mut next = Some(error);
    while let Some(one) = next {
        if let Some(found) = one.downcast_ref::<rustls::Error>() {
            return Some(code(found));
        }
        // An error of the line hides the one that it carries.
        let inner = one
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        if let Some(found) = inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            return Some(code(found));
        }
        next = one.source();
    }
    None
}

fn code(error: &rustls::Error) -> &'static str {
    match error {
        rustls::Error::InvalidCertificate(wrong) => match wrong {
            Wrong::Expired | Wrong::ExpiredContext { .. } => "certificate_expired",
            Wrong::NotValidYet | Wrong::NotValidYetContext { .. } => "certificate_not_yet",
            Wrong::NotValidForName | Wrong::NotValidForNameContext { .. } => "certificate_name",
            Wrong::UnknownIssuer => "certificate_unknown",
            Wrong::Revoked => "certificate_revoked",
            _ => "certificate",
        },
        // It speaks, but not TLS: the other kind of secrecy is meant, or another port.
        rustls::Error::InvalidMessage(_) => "no_tls",
        _ => "tls",
    }
}
