//! A printer on the network (port 9100).

use super::{Port, PortError};
use std::{
    io::{self, Read, Write},
    net::{Shutdown, TcpStream, ToSocketAddrs},
    time::{Duration, Instant},
};

/// An open connection. Network printers take one at a time: hold it no longer than a job.
#[derive(Debug)]
pub(super) struct Tcp {
    address: String,
    stream: TcpStream,
}

impl Tcp {
    pub(super) fn connect(
        address: String,
        host: &str,
        port: u16,
        timeout: Duration,
    ) -> Result<Self, PortError> {
        // The resolver's failure has no kind of its own: a name that leads nowhere is absent.
        let Ok(candidates) = (host, port).to_socket_addrs() else {
            return Err(PortError::Absent { address });
        };
        let mut last = io::Error::from(io::ErrorKind::NotFound);
        for candidate in candidates {
            match TcpStream::connect_timeout(&candidate, timeout) {
                Ok(stream) => {
                    let _ = stream.set_nodelay(true);
                    return Ok(Self { address, stream });
                }
                Err(error) => last = error,
            }
        }
        Err(PortError::opening(&address, &last))
    }
}

impl Port for Tcp {
    fn address(&self) -> &str {
        &self.address
    }

    fn write(&mut self, bytes: &[u8], timeout: Duration) -> Result<usize, PortError> {
        let outcome = self
            .stream
            .set_write_timeout(Some(positive(timeout)))
            .and_then(|()| self.stream.write(bytes));
        outcome.map_err(|error| PortError::using(&self.address, &error))
    }

    fn read(&mut self, buffer: &mut [u8], timeout: Duration) -> Result<usize, PortError> {
        let outcome = self
            .stream
            .set_read_timeout(Some(positive(timeout)))
            .and_then(|()| self.stream.read(buffer));
        match outcome {
            Ok(0) if !buffer.is_empty() => Err(PortError::Unplugged {
                address: self.address.clone(),
            }),
            Ok(count) => Ok(count),
            Err(error) if is_quiet(&error) => Ok(0),
            Err(error) => Err(PortError::using(&self.address, &error)),
        }
    }

    /// Closing a socket with answers unread resets the connection, and a reset can throw away the
    /// end of a ticket in the printer's buffer. So: say that nothing follows, read to the end.
    fn finish(&mut self, timeout: Duration) {
        if self.stream.shutdown(Shutdown::Write).is_err() {
            return;
        }
        let until = Instant::now() + timeout;
        let mut rest = [0; 256];
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            let _ = self.stream.set_read_timeout(Some(positive(left)));
            match self.stream.read(&mut rest) {
                Ok(0) => return,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return,
            }
        }
    }
}

fn is_quiet(error: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    matches!(
        error.kind(),
        Kind::WouldBlock | Kind::TimedOut | Kind::Interrupted
    )
}

/// The standard library refuses a zero timeout: it would mean "for ever" to the system.
fn positive(timeout: Duration) -> Duration {
    timeout.max(Duration::from_millis(1))
}
