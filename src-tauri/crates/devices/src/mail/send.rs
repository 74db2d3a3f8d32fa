//! Hands one mail to a server, and says what became of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::bounded::{Bounded, Ended, Secret};
use super::certificate;
use super::letter::{Letter, Unwritable};

/// How the line is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// From the first byte.
    Tls,
    /// After a greeting in the open; a server that cannot is not spoken to.
    Starttls,
    /// Not at all.
    None,
}

/// A mail server.
#[derive(Clone)]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// Empty: it asks for none.
    pub login: String,
    pub password: String,
    /// PEM of an authority of the shop's own; empty: those that everybody trusts.
    pub certificate: String,
    /// For everything together.
    pub patience: Duration,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .finish_non_exhaustive()
    }
}

/// What became of a mail, with a code and what the server said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server has it and answers for it.
    Accepted { said: String },
    /// It certainly does not have it: another time.
    NotSent { code: &'static str, said: String },
    /// It will not take this mail, ever.
    Refused { code: &'static str, said: String },
    /// The end of the mail left, and no answer came.
    Unsure { code: &'static str, said: String },
}

/// To connect, of the whole.
const TO_CONNECT: Duration = Duration::from_secs(10);
/// How soon a program that ends is noticed.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Sends it. Blocks the thread, for the server's patience at most, or until `stop` is true.
pub fn send(server: &Server, letter: &Letter, stop: &AtomicBool) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    match runtime {
        Ok(runtime) => runtime.block_on(deliver(server, letter, stop)),
        Err(error) => not_sent("cut", &error.to_string()),
    }
}

fn not_sent(code: &'static str, said: &str) -> Outcome {
    Outcome::NotSent {
        code,
        said: said.to_owned(),
    }
}

/// The step that a conversation is at decides what its failure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Greeting,
    Login,
    Sender,
    Recipient,
    Content,
}

async fn deliver(server: &Server, letter: &Letter, stop: &AtomicBool) -> Outcome {
    let (envelope, bytes) = match letter.written() {
        Ok(written) => written,
        Err(Unwritable::From) => return not_sent("sender_refused", ""),
        Err(Unwritable::To) => {
            return Outcome::Refused {
                code: "address",
                said: String::new(),
            };
        }
    };
    let started = tokio::time::Instant::now();
    let ended = Ended::default();
    let mut line = match within(server.patience, stop, open(server, &ended)).await {
        Ok(Ok(line)) => line,
        Ok(Err(outcome)) => return outcome,
        Err(code) => return not_sent(code, ""),
    };
    let left = server.patience.saturating_sub(started.elapsed());
    let mut step = Step::Login;
    let talk = async {
        if !server.login.is_empty() {
            let credentials = Credentials::new(server.login.clone(), server.password.clone());
            let ways = [Mechanism::Plain, Mechanism::Login];
            line.auth(&ways, &credentials).await?;
        }
        step = Step::Sender;
        line.command(Mail::new(envelope.from().cloned(), vec![]))
            .await?;
        step = Step::Recipient;
        for to in envelope.to() {
            line.command(Rcpt::new(to.clone(), vec![])).await?;
        }
        line.command(Data).await?;
        step = Step::Content;
        line.message(&bytes).await
    };
    let talked = within(left, stop, talk).await;
    match talked {
        Ok(Ok(answer)) => {
            let said: Vec<&str> = answer.message().collect();
            let said = said.join(" ");
            // It has the mail: whether it also hears the farewell does not matter.
            let _ = timeout(Duration::from_secs(2), line.quit()).await;
            Outcome::Accepted { said }
        }
        Ok(Err(error)) => failed(step, &error, &ended),
        Err(code) if step == Step::Content => Outcome::Unsure {
            code,
            said: String::new(),
        },
        Err(code) => not_sent(code, ""),
    }
}

/// What comes of it in time; else a code for why nothing did.
async fn within<T>(
    patience: Duration,
    stop: &AtomicBool,
    work: impl Future<Output = T>,
) -> Result<T, &'static str> {
    let stopped = async {
        while !stop.load(Ordering::Relaxed) {
            tokio::time::sleep(LOOK_EVERY).await;
        }
    };
    tokio::select! {
        done = timeout(patience, work) => done.map_err(|_| "slow"),
        () = stopped => Err("program_ended"),
    }
}

/// Connects, greets, and makes the line secret as far as it is to be.
async fn open(server: &Server, ended: &Ended) -> Result<AsyncSmtpConnection, Outcome> {
    let address = (server.host.as_str(), server.port);
    let stream = match timeout(TO_CONNECT, TcpStream::connect(address)).await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => return Err(not_sent("unreached", &error.to_string())),
        Err(_) => return Err(not_sent("unreached", "")),
    };
    let stream = Bounded::new(stream, Arc::clone(ended));
    let me = ClientId::Domain("localhost".to_owned());
    let greeting = |error: Error| failed(Step::Greeting, &error, ended);
    match server.security {
        Security::None => AsyncSmtpConnection::connect_with_transport(Box::new(stream), &me)
            .await
            .map_err(greeting),
        Security::Tls => {
            let config = config(server)?;
            let name = ServerName::try_from(server.host.clone())
                .map_err(|_| not_sent("certificate_name", ""))?;
            let secret = TlsConnector::from(Arc::new(config))
                .connect(name, stream)
                .await
                .map_err(|error| {
                    let code = certificate::trouble(&error).unwrap_or("cut");
                    not_sent(code, &error.to_string())
                })?;
            AsyncSmtpConnection::connect_with_transport(Box::new(Secret(secret)), &me)
                .await
                .map_err(greeting)
        }
        Security::Starttls => {
            let mut line = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &me)
                .await
                .map_err(greeting)?;
            if !line.can_starttls() {
                return Err(not_sent("no_tls", ""));
            }
            let mut parameters = TlsParameters::builder(server.host.clone());
            if !server.certificate.trim().is_empty() {
                let own = Certificate::from_pem(server.certificate.as_bytes())
                    .map_err(|_| not_sent("certificate_own", ""))?;
                parameters = parameters.add_root_certificate(own);
            }
            let parameters = parameters
                .build_rustls()
                .map_err(|_| not_sent("certificate_own", ""))?;
            line.starttls(parameters, &me).await.map_err(greeting)?;
            Ok(line)
        }
    }
}

/// Whom to trust: everybody's authorities, and the shop's own.
fn config(server: &Server) -> Result<ClientConfig, Outcome> {
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    for own in CertificateDer::pem_slice_iter(server.certificate.as_bytes()) {
        let is_kept = own.is_ok_and(|own| roots.add(own).is_ok());
        if !is_kept {
            return Err(not_sent("certificate_own", ""));
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| not_sent("tls", ""))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// What a failure at a step means.
fn failed(step: Step, error: &Error, ended: &Ended) -> Outcome {
    let said = error.to_string();
    if let Some(code) = certificate::trouble(error) {
        // Before the content: nothing of it can be there.
        return match step {
            Step::Content => Outcome::Unsure { code, said },
            _ => Outcome::NotSent { code, said },
        };
    }
    if error.is_permanent() {
        return match step {
            // The shop's own trouble: the mail waits until somebody has put it right.
            Step::Greeting => Outcome::NotSent {
                code: "refused",
                said,
            },
            Step::Login => Outcome::NotSent {
                code: "login_refused",
                said,
            },
            Step::Sender => Outcome::NotSent {
                code: "sender_refused",
                said,
            },
            Step::Recipient => Outcome::Refused {
                code: "recipient_refused",
                said,
            },
            Step::Content => Outcome::Refused {
                code: "message_refused",
                said,
            },
        };
    }
    if error.is_transient() {
        return Outcome::NotSent {
            code: "later",
            said,
        };
    }
    if step == Step::Content {
        return Outcome::Unsure { code: "cut", said };
    }
    let code = match step {
        Step::Login if error.is_client() => "login_refused",
        _ if ended.load(Ordering::Relaxed) => "cut",
        _ if error.is_timeout() => "slow",
        _ if error.is_response() => "no_smtp",
        _ => "cut",
    };
    Outcome::NotSent { code, said }
}
