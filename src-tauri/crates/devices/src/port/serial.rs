//! A serial port: an RS-232 socket, a USB adapter, a pseudo-terminal.

use super::{Flow, Parity, PortError, SerialLine, fd::Fd};
use rustix::{
    fs::{FlockOperation, flock},
    io::Errno,
    termios::{self, ControlModes, InputModes, OptionalActions, QueueSelector},
};

/// Opens and sets the line: raw, this program alone.
///
/// Two locks, since each is blind on one side: TIOCEXCL does not stop root, and an advisory lock
/// only stops programs that ask for it.
pub(super) fn open(address: String, path: &str, line: SerialLine) -> Result<Fd, PortError> {
    let port = Fd::open(address, path)?;
    if !termios::isatty(&port.file) {
        return Err(PortError::WrongKind {
            address: port.address,
        });
    }
    match flock(&port.file, FlockOperation::NonBlockingLockExclusive) {
        Err(Errno::WOULDBLOCK) => {
            return Err(PortError::Busy {
                address: port.address,
            });
        }
        Err(error) => return Err(PortError::opening(&port.address, &error.into())),
        Ok(()) => {}
    }
    set(&port, line).map_err(|error| PortError::opening(&port.address, &error.into()))?;
    Ok(port)
}

fn set(port: &Fd, line: SerialLine) -> Result<(), Errno> {
    let fd = &port.file;
    termios::ioctl_tiocexcl(fd)?;
    let mut modes = termios::tcgetattr(fd)?;
    modes.make_raw();
    modes.control_modes |= ControlModes::CREAD | ControlModes::CLOCAL;
    modes.control_modes -= ControlModes::CSIZE
        | ControlModes::PARENB
        | ControlModes::PARODD
        | ControlModes::CSTOPB
        | ControlModes::CRTSCTS;
    modes.control_modes |= if line.data_bits == 7 {
        ControlModes::CS7
    } else {
        ControlModes::CS8
    };
    modes.control_modes |= match line.parity {
        Parity::None => ControlModes::empty(),
        Parity::Even => ControlModes::PARENB,
        Parity::Odd => ControlModes::PARENB | ControlModes::PARODD,
    };
    if line.stop_bits == 2 {
        modes.control_modes |= ControlModes::CSTOPB;
    }
    modes.input_modes -= InputModes::IXON | InputModes::IXOFF | InputModes::IXANY;
    match line.flow {
        Flow::None => {}
        Flow::Rts => modes.control_modes |= ControlModes::CRTSCTS,
        Flow::Xon => modes.input_modes |= InputModes::IXON | InputModes::IXOFF,
    }
    modes.set_speed(line.baud)?;
    termios::tcsetattr(fd, OptionalActions::Now, &modes)?;
    // What arrived before this program listened answers somebody else's question.
    termios::tcflush(fd, QueueSelector::IFlush)
}
