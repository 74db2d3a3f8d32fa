//! A device file of the kernel: `/dev/usb/lp0`, and what stands behind a serial port.
//!
//! Opened without blocking and waited for with `poll`: a terminal opened the blocking way holds a
//! write until all of it fits, past every timeout, when the device says "wait" and never "go on".

use super::{Port, PortError};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fs::{FileType, Mode, OFlags},
    io::Errno,
};
use std::{
    os::fd::OwnedFd,
    time::{Duration, Instant},
};

/// An open device file.
#[derive(Debug)]
pub(super) struct Fd {
    pub(super) address: String,
    pub(super) file: OwnedFd,
    readable: bool,
}

impl Fd {
    /// Opens `path` for both ways, or for writing alone where a device has no way back.
    pub(super) fn open(address: String, path: &str) -> Result<Self, PortError> {
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let both = rustix::fs::open(path, OFlags::RDWR | flags, Mode::empty());
        let (fd, readable) = match both {
            Err(Errno::INVAL | Errno::ACCESS) => (
                rustix::fs::open(path, OFlags::WRONLY | flags, Mode::empty()),
                false,
            ),
            other => (other, true),
        };
        let fd = fd.map_err(|error| PortError::opening(&address, &error.into()))?;
        // Writing a ticket into a plain file that somebody's typing error named would destroy it.
        match rustix::fs::fstat(&fd).map(|stat| FileType::from_raw_mode(stat.st_mode)) {
            Ok(FileType::CharacterDevice | FileType::Fifo) => Ok(Self {
                address,
                file: fd,
                readable,
            }),
            _ => Err(PortError::WrongKind { address }),
        }
    }

    /// Waits until the device is ready, and says in which way; `None`: the deadline came first.
    fn wait(&self, interest: PollFlags, until: Instant) -> Result<Option<PollFlags>, PortError> {
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let timeout = Timespec::try_from(left).unwrap_or(Timespec {
                tv_sec: 1,
                tv_nsec: 0,
            });
            let mut polled = [PollFd::new(&self.file, interest)];
            match poll(&mut polled, Some(&timeout)) {
                Err(Errno::INTR) => {}
                Err(error) => return Err(PortError::using(&self.address, &error.into())),
                Ok(0) => return Ok(None),
                Ok(_) if polled[0].revents().intersects(interest) => {
                    return Ok(Some(polled[0].revents()));
                }
                // A hang-up alone: the other end of the cable is gone.
                Ok(_) => return Err(self.gone()),
            }
        }
    }

    fn gone(&self) -> PortError {
        PortError::Unplugged {
            address: self.address.clone(),
        }
    }
}

impl Port for Fd {
    fn address(&self) -> &str {
        &self.address
    }

    fn write(&mut self, bytes: &[u8], timeout: Duration) -> Result<usize, PortError> {
        let until = Instant::now() + timeout;
        loop {
            if self.wait(PollFlags::OUT, until)?.is_none() {
                return Err(PortError::Timeout {
                    address: self.address.clone(),
                });
            }
            match rustix::io::write(&self.file, bytes) {
                Ok(0) | Err(Errno::AGAIN | Errno::INTR) => pause(until),
                Ok(count) => return Ok(count),
                Err(error) => return Err(PortError::using(&self.address, &error.into())),
            }
        }
    }

    fn may_lose_count(&self) -> bool {
        true
    }

    fn read(&mut self, buffer: &mut [u8], timeout: Duration) -> Result<usize, PortError> {
        let until = Instant::now() + timeout;
        if !self.readable {
            std::thread::sleep(timeout);
            return Ok(0);
        }
        loop {
            let Some(ready) = self.wait(PollFlags::IN, until)? else {
                return Ok(0);
            };
            match rustix::io::read(&self.file, &mut *buffer) {
                // A terminal whose other end is gone reads as empty for ever.
                Ok(0) if ready.contains(PollFlags::HUP) => return Err(self.gone()),
                // usblp is "readable" after each empty packet of the printer.
                Ok(0) | Err(Errno::AGAIN | Errno::INTR) => {
                    if Instant::now() >= until {
                        return Ok(0);
                    }
                    pause(until);
                }
                Ok(count) => return Ok(count),
                Err(error) => return Err(PortError::using(&self.address, &error.into())),
            }
        }
    }
}

/// A short rest instead of spinning on a device that is ready with nothing.
fn pause(until: Instant) {
    let left = until.saturating_duration_since(Instant::now());
    std::thread::sleep(left.min(Duration::from_millis(20)));
}
