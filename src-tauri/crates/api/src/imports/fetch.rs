//! Fetches one picture from the Internet, carefully: an address in a file is somebody else's word.
//!
//! Only `http` and `https`; only addresses out there, looked at again behind every redirection and in
//! the moment of connecting, so that no name leads into the shop's own network; so many bytes, so many
//! seconds, so many redirections. What comes is looked at like a picture from a file.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use shop::files::{self, Picture};
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use crate::problem::Problem;

const MOST_BYTES: u64 = 20 * 1024 * 1024;
const MOST_REDIRECTS: u32 = 5;
const IN_ALL: Duration = Duration::from_secs(25);
const TO_CONNECT: Duration = Duration::from_secs(6);
/// Until the answer begins.
const TO_ANSWER: Duration = Duration::from_secs(8);

/// Why a picture is not here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Missed {
    pub code: &'static str,
    /// What the code is about: a status.
    pub detail: String,
    /// It may be another time.
    pub later: bool,
    /// Nobody was reached at all: the other addresses of that host can wait too.
    pub unreached: bool,
}

impl Missed {
    fn never(code: &'static str) -> Self {
        Self {
            code,
            detail: String::new(),
            later: false,
            unreached: false,
        }
    }

    /// Nobody is reached there just now.
    pub fn unreached() -> Self {
        Self {
            unreached: true,
            ..Self::later("image.unreached")
        }
    }

    fn later(code: &'static str) -> Self {
        Self {
            later: true,
            ..Self::never(code)
        }
    }
}

/// What asks: one for a whole pass, since it keeps connections.
pub(super) fn agent(private: bool) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(MOST_REDIRECTS)
        .max_redirects_will_error(true)
        .max_response_header_size(32 * 1024)
        // A proxy would resolve names for us, and reach what is not to be reached.
        .proxy(None)
        .user_agent(concat!("Ecrin/", env!("CARGO_PKG_VERSION")))
        .accept("image/jpeg, image/png, image/webp")
        .timeout_global(Some(IN_ALL))
        .timeout_resolve(Some(TO_CONNECT))
        .timeout_connect(Some(TO_CONNECT))
        .timeout_recv_response(Some(TO_ANSWER))
        .build();
    let resolver = Careful {
        inner: DefaultResolver::default(),
        private,
    };
    Agent::with_parts(config, DefaultConnector::default(), resolver)
}

/// The host of an address, as far as it has one.
pub(super) fn host_of(url: &str) -> Option<String> {
    let uri: Uri = escaped(url).parse().ok()?;
    Some(uri.authority()?.as_str().to_ascii_lowercase())
}

/// The name a picture is kept under: the last part of its address.
pub(super) fn name_of(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Fetches and prepares it. Blocks the thread.
pub(super) fn fetch(agent: &Agent, url: &str) -> Result<Picture, Missed> {
    let uri: Uri = escaped(url)
        .parse()
        .map_err(|_| Missed::never("image.address"))?;
    let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
    let authority = uri.authority().map(ureq::http::uri::Authority::as_str);
    // A name and a password in it are nobody's who uploads a stock list.
    if !is_web || authority.is_none_or(|who| who.contains('@')) {
        return Err(Missed::never("image.address"));
    }
    let mut answer = agent.get(uri).call().map_err(missed)?;
    let status = answer.status().as_u16();
    if status != 200 {
        let later = status >= 500 || status == 429 || status == 408;
        return Err(Missed {
            detail: status.to_string(),
            later,
            ..Missed::never("image.status")
        });
    }
    let body = answer.body_mut().with_config().limit(MOST_BYTES);
    let bytes = body.read_to_vec().map_err(missed)?;
    files::prepare_picture(&bytes).map_err(|error| {
        let problem = Problem::from(error);
        Missed::never(problem.code())
    })
}

fn missed(error: Error) -> Missed {
    match error {
        Error::HostNotFound | Error::ConnectionFailed => Missed::unreached(),
        Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            Missed::unreached()
        }
        Error::Io(_) => Missed::later("image.cut"),
        Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => Missed::unreached(),
        Error::Timeout(_) => Missed::later("image.slow"),
        Error::BodyExceedsLimit(_) => Missed::never("file.picture_too_large"),
        Error::TooManyRedirects | Error::RedirectFailed => Missed::never("image.redirected"),
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) => Missed::later("image.certificate"),
        Error::Other(why) if why.is::<PrivateAddress>() => Missed::never("image.private"),
        Error::BadUri(_) | Error::Http(_) => Missed::never("image.address"),
        _ => Missed::later("image.cut"),
    }
}

/// Addresses in files hold letters that a request may not.
fn escaped(url: &str) -> String {
    let without = url.trim().split('#').next().unwrap_or_default();
    let mut text = String::with_capacity(without.len());
    for byte in without.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

/// Looks names up and leaves out what is not out there.
#[derive(Debug)]
struct Careful {
    inner: DefaultResolver,
    /// The owner wants pictures from the shop's own network too.
    private: bool,
}

/// Every address of a name is one of the shop's own network.
#[derive(Debug, thiserror::Error)]
#[error("the address is not a public one")]
struct PrivateAddress;

impl Resolver for Careful {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut may = self.empty();
        for address in &found {
            if self.private || is_public(address.ip()) {
                may.push(*address);
            }
        }
        if may.is_empty() {
            return Err(Error::Other(Box::new(PrivateAddress)));
        }
        Ok(may)
    }
}

/// Whether an address is one of the Internet's, by IANA's registries of special-purpose addresses.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || a == 0
        // Shared by carriers, protocol assignments, relays, benchmarks.
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19))
        // Multicast, reserved, broadcast.
        || a >= 224;
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // An address of the old kind in the new one's clothes, translated, or tunnelled.
        [0, 0, 0, 0, 0, 0xffff, high, low] => inner(high, low),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => inner(high, low),
        [0x2002, high, low, ..] => inner(high, low),
        // Documentation, and what tunnels by Teredo or is for tests.
        [0x2001, 0xdb8, ..] => false,
        [0x2001, second, ..] if second < 0x200 => false,
        // What is routed at all begins with 001.
        [first, ..] => (first & 0xe000) == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_out_there_and_what_is_not() {
        let check = |text: &str, expected: bool| {
            let ip: IpAddr = text.parse().expect(text);
            assert_eq!(is_public(ip), expected, "{text}");
        };
        for text in [
            "1.1.1.1",
            "93.184.216.34",
            "172.32.0.1",
            "100.128.0.1",
            "192.1.0.1",
        ] {
            check(text, true);
        }
        for text in [
            "2606:4700::1111",
            "2a00:1450:4007::1",
            "64:ff9b::1.1.1.1",
            "::ffff:1.1.1.1",
        ] {
            check(text, true);
        }
        for text in [
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.170",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::192.168.1.1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "ff02::1",
        ] {
            check(text, false);
        }
    }

    #[test]
    fn an_address_is_asked_as_it_may_be() {
        let check = |url: &str, expected: &str| assert_eq!(escaped(url), expected, "{url}");
        check("https://a.fr/b.jpg", "https://a.fr/b.jpg");
        check("https://a.fr/b%20c.jpg#d", "https://a.fr/b%20c.jpg");
        check(
            "https://a.fr/bague été.jpg",
            "https://a.fr/bague%20%C3%A9t%C3%A9.jpg",
        );
        check("https://a.fr/\r\nHost: b", "https://a.fr/%0D%0AHost:%20b");
        assert_eq!(name_of("https://a.fr/c/bague.jpg?v=1#x"), "bague.jpg");
        assert_eq!(host_of("https://A.fr:8080/b").as_deref(), Some("a.fr:8080"));
    }

    #[test]
    fn what_is_no_address_is_not_asked() {
        let asks = agent(false);
        for url in [
            "file:///etc/passwd",
            "ftp://a.fr/b",
            "https://u:p@a.fr/b.jpg",
            "https://",
            "x",
        ] {
            let refused = fetch(&asks, url).map(|_| ());
            assert_eq!(refused, Err(Missed::never("image.address")), "{url}");
        }
        for url in [
            "http://127.0.0.1:9/a.jpg",
            "http://[::1]:9/a.jpg",
            "http://0.0.0.0:9/",
            "http://2130706433:9/",
        ] {
            let refused = fetch(&asks, url).map(|_| ());
            assert_eq!(refused, Err(Missed::never("image.private")), "{url}");
        }
    }
}
