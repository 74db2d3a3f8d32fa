//! Photos, certificates, logos: bytes inside the encrypted store, kept once whatever the number of
//! pieces that show them.
//!
//! What comes in is looked at, never believed: a picture is decoded and written anew, upright and
//! without what a camera knows about its owner; a certificate must be a PDF.

mod certificate;
mod file;
mod forget;
mod photo;
mod picture;
mod store;

pub use certificate::{CertificateError, attach_certificate, check_pdf, detach_certificate};
pub use file::{File, keep};
pub use forget::{forget, forget_name};
pub use photo::{PhotoError, attach_photo, detach_photo, show_photo};
pub use picture::{Picture, PictureError, prepare_picture};
pub use store::{Attached, documents, file_by_id};

#[cfg(test)]
mod tests;
