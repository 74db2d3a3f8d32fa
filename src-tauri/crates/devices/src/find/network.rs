//! Network printers and RFID readers, in the addresses that a person typed and nowhere else.

use super::{Candidate, Kind};
use crate::{port::Address, rfid::llrp};
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream},
    sync::Mutex,
    time::Duration,
};

/// At most this many addresses at once: a /22, more than any shop's network.
const MOST: u32 = 1024;
/// Connections tried at the same time.
const AT_ONCE: usize = 64;
/// A printer in the same building answers in a few milliseconds.
const PATIENCE: Duration = Duration::from_millis(500);

/// Why a range cannot be searched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    #[error("\"{0}\" is no range: type 192.168.1.0/24, 192.168.1.20-60 or 192.168.1.50")]
    Unreadable(String),
    #[error("{0} addresses are too many: type a range of at most {MOST}")]
    TooMany(u32),
}

impl RangeError {
    /// A stable word for each variant.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "range_unreadable",
            Self::TooMany(_) => "range_too_large",
        }
    }
}

/// The addresses of a typed range: `192.168.1.0/24`, `192.168.1.20-60`, or one address.
pub fn hosts(typed: &str) -> Result<Vec<Ipv4Addr>, RangeError> {
    let typed = typed.trim();
    let unreadable = || RangeError::Unreadable(typed.to_owned());
    let (first, last) = if let Some((base, bits)) = typed.split_once('/') {
        let base: Ipv4Addr = base.parse().map_err(|_| unreadable())?;
        let bits: u32 = bits
            .parse()
            .ok()
            .filter(|bits| *bits <= 32)
            .ok_or_else(unreadable)?;
        let mask = u32::MAX.checked_shl(32 - bits).unwrap_or(0);
        let first = u32::from(base) & mask;
        (first, first | !mask)
    } else if let Some((from, to)) = typed.split_once('-') {
        let from: Ipv4Addr = from.trim().parse().map_err(|_| unreadable())?;
        let to: u8 = to.trim().parse().map_err(|_| unreadable())?;
        let [a, b, c, _] = from.octets();
        (u32::from(from), u32::from(Ipv4Addr::new(a, b, c, to)))
    } else {
        let only: Ipv4Addr = typed.parse().map_err(|_| unreadable())?;
        (u32::from(only), u32::from(only))
    };
    if last < first {
        return Err(unreadable());
    }
    match (last - first).saturating_add(1) {
        count if count > MOST => Err(RangeError::TooMany(count)),
        _ => Ok((first..=last).map(Ipv4Addr::from).collect()),
    }
}

/// Tries a connection to each address and sends nothing: three bytes meant for a receipt printer
/// would cost an office printer a page.
pub fn network(hosts: &[Ipv4Addr], port: u16) -> Vec<Candidate> {
    let candidate = |host: Ipv4Addr| Candidate {
        kind: Kind::NetworkPrinter,
        address: format!("tcp://{host}:{port}"),
        name: None,
    };
    answering(hosts, port).into_iter().map(candidate).collect()
}

/// The same for LLRP readers. A reader greets whoever connects; it is left at once.
pub fn readers(hosts: &[Ipv4Addr], port: Option<u16>) -> Vec<Candidate> {
    let port = port.unwrap_or(llrp::PORT);
    let candidate = |host: Ipv4Addr| Candidate {
        kind: Kind::RfidReader,
        address: Address::Llrp {
            host: host.to_string(),
            port,
        }
        .to_string(),
        name: None,
    };
    answering(hosts, port).into_iter().map(candidate).collect()
}

fn answering(hosts: &[Ipv4Addr], port: u16) -> Vec<Ipv4Addr> {
    let found = Mutex::new(Vec::new());
    let waiting = Mutex::new(hosts.iter());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(hosts.len()) {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().ok().and_then(|mut hosts| hosts.next());
                    let Some(host) = next else { return };
                    let target = SocketAddr::new(IpAddr::V4(*host), port);
                    if TcpStream::connect_timeout(&target, PATIENCE).is_ok()
                        && let Ok(mut found) = found.lock()
                    {
                        found.push(*host);
                    }
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap_or_default();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_as_typed() {
        let check = |typed: &str, count: usize, first: &str, last: &str| {
            let hosts = hosts(typed).expect(typed);
            assert_eq!(hosts.len(), count, "{typed}");
            assert_eq!(hosts[0].to_string(), first);
            assert_eq!(hosts[count - 1].to_string(), last);
        };
        check("192.168.1.50", 1, "192.168.1.50", "192.168.1.50");
        check(" 192.168.1.20-60 ", 41, "192.168.1.20", "192.168.1.60");
        check("192.168.1.77/24", 256, "192.168.1.0", "192.168.1.255");
        check("10.0.0.0/22", 1024, "10.0.0.0", "10.0.3.255");

        let refuse = |typed: &str, code: &str| {
            assert_eq!(hosts(typed).expect_err(typed).code(), code, "{typed}");
        };
        refuse("", "range_unreadable");
        refuse("printer", "range_unreadable");
        refuse("192.168.1.0/33", "range_unreadable");
        refuse("192.168.1.60-20", "range_unreadable");
        refuse("192.168.1.20-300", "range_unreadable");
        refuse("10.0.0.0/8", "range_too_large");
        refuse("0.0.0.0/0", "range_too_large");
    }

    #[test]
    fn only_what_listens_is_found() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let typed = hosts("127.0.0.1-3").expect("a range");
        let found: Vec<String> = network(&typed, port)
            .into_iter()
            .map(|c| c.address)
            .collect();
        assert_eq!(found, [format!("tcp://127.0.0.1:{port}")]);
        let found = readers(&typed, Some(port));
        assert_eq!(found[0].address, format!("llrp://127.0.0.1:{port}"));
        assert_eq!(found.len(), 1);
    }
}
