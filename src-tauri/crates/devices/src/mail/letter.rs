//! One mail, as it goes over the line.

use lettre::Message;
use lettre::address::Envelope;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue,
};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};

/// A PDF that goes with a letter.
#[derive(Clone, PartialEq, Eq)]
pub struct Attached {
    /// Letters, digits, `-` and `.` of ASCII; whatever else there is becomes `-`.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Attached {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Attached")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// What is written to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub from_name: String,
    pub from: String,
    pub to_name: String,
    pub to: String,
    pub subject: String,
    pub body: String,
    pub attached: Option<Attached>,
    /// Names it for every mail server on its way, without the angle brackets: the same for every attempt,
    /// so that a server which has it already can drop the second.
    pub message_id: String,
}

/// So that an absent customer's answering machine stays silent: RFC 3834.
#[derive(Clone, Debug)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Which address cannot be written to, or from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unwritable {
    From,
    To,
}

impl Letter {
    /// The envelope and the bytes behind it. Whatever a name holds, it ends no line.
    pub(super) fn written(&self) -> Result<(Envelope, Vec<u8>), Unwritable> {
        let mailbox = |name: &str, address: &str| {
            let name = one_line(name);
            let address = address.parse().ok()?;
            Some(Mailbox::new((!name.is_empty()).then_some(name), address))
        };
        let from = mailbox(&self.from_name, &self.from).ok_or(Unwritable::From)?;
        let to = mailbox(&self.to_name, &self.to).ok_or(Unwritable::To)?;
        let body = SinglePart::builder()
            .header(ContentType::TEXT_PLAIN)
            .header(ContentTransferEncoding::QuotedPrintable)
            .body(self.body.clone());
        let builder = Message::builder()
            .from(from)
            .to(to)
            .subject(one_line(&self.subject))
            .message_id(Some(format!("<{}>", one_line(&self.message_id))))
            .header(AutoSubmitted);
        let message = match &self.attached {
            Some(of) => {
                builder.multipart(MultiPart::mixed().singlepart(body).singlepart(of.part()))
            }
            None => builder.singlepart(body),
        };
        let message = message.map_err(|_| Unwritable::To)?;
        Ok((message.envelope().clone(), message.formatted()))
    }
}

impl Attached {
    fn part(&self) -> SinglePart {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        let name: String = self
            .name
            .chars()
            .map(|c| if plain(c) { c } else { '-' })
            .collect();
        let pdf = ContentType::parse("application/pdf").unwrap_or(ContentType::TEXT_PLAIN);
        Attachment::new(name).body(self.bytes.clone(), pdf)
    }
}

fn one_line(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            from_name: "Maison Vauclair".into(),
            from: "boutique@example.fr".into(),
            to_name: "Hélène Œuvrard".into(),
            to: "helene@example.fr".into(),
            subject: "Votre objet est prêt".into(),
            body: "Bonjour,\n.\nprêt : 95,00 €".into(),
            attached: None,
            message_id: "1@example.fr".into(),
        }
    }

    #[test]
    fn a_letter_is_plain_ascii_on_the_line() {
        let (envelope, bytes) = letter().written().expect("a letter");
        let text = String::from_utf8(bytes).expect("ASCII");
        assert!(text.is_ascii());
        assert_eq!(envelope.to().len(), 1);
        for line in [
            "Message-ID: <1@example.fr>\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Transfer-Encoding: quoted-printable\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
        ] {
            assert!(text.contains(line), "{line} in\n{text}");
        }
        assert!(text.lines().all(|line| line.len() <= 998));
    }

    #[test]
    fn what_goes_with_it_is_a_part_of_its_own() {
        let bytes: Vec<u8> = (0..=255).cycle().take(3_000).collect();
        let letter = Letter {
            attached: Some(Attached {
                name: "P1-C26-7/1\r\nBcc: x.pdf".into(),
                bytes,
            }),
            ..letter()
        };
        let (_, bytes) = letter.written().expect("a letter");
        let text = String::from_utf8(bytes).expect("ASCII");
        assert!(text.contains("multipart/mixed"), "{text}");
        assert!(
            text.contains("filename=\"P1-C26-7-1--Bcc--x.pdf\""),
            "{text}"
        );
        assert!(text.contains("Content-Type: application/pdf"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 998));
    }

    #[test]
    fn nothing_that_somebody_is_called_becomes_a_header() {
        let evil = "X\r\nBcc: everybody@example.fr\r\n\r\nhello";
        for place in 0..4 {
            let mut letter = letter();
            *[
                &mut letter.to_name,
                &mut letter.from_name,
                &mut letter.subject,
                &mut letter.message_id,
            ][place] = evil.to_owned();
            let (envelope, bytes) = letter.written().expect("a letter");
            let text = String::from_utf8(bytes).expect("ASCII");
            let head = text.split("\r\n\r\n").next().unwrap_or_default();
            assert!(
                !head
                    .lines()
                    .any(|line| line.to_ascii_lowercase().starts_with("bcc")),
                "{text}"
            );
            assert_eq!(envelope.to().len(), 1, "{place}");
        }
    }

    #[test]
    fn what_is_no_address_is_not_written_to() {
        for wrong in [
            "",
            "a",
            "a@b.fr, c@d.fr",
            "a@b.fr\r\nRCPT TO:<c@d.fr>",
            "<a@b.fr>",
        ] {
            let letter = Letter {
                to: wrong.into(),
                ..letter()
            };
            assert_eq!(letter.written().map(|_| ()), Err(Unwritable::To), "{wrong}");
        }
    }
}
