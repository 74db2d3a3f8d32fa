//! A network cable that can be pulled, or fail, at a chosen byte.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What happens when so many bytes have passed towards the printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Nothing: it holds.
    Holds,
    /// It is pulled after this byte.
    PulledAfter(usize),
    /// What comes after this byte is lost, and nobody is told.
    LosesAfter(usize),
}

/// A TCP port that passes bytes on to another one, and back, until it is pulled.
#[derive(Debug)]
pub struct Cable {
    /// Where to connect.
    pub port: u16,
    passed: Arc<AtomicUsize>,
    end: Arc<Mutex<End>>,
}

impl Cable {
    /// Lays one to a port on this machine.
    pub fn to(port: u16) -> Self {
        Self::lay(("127.0.0.1", 0), port)
    }

    /// Lays one from an address to a port on this machine.
    pub fn lay(from: (&str, u16), port: u16) -> Self {
        let listener = TcpListener::bind(from).expect("the loopback has that port");
        let own = listener.local_addr().expect("a bound socket").port();
        let (passed, end) = (
            Arc::new(AtomicUsize::new(0)),
            Arc::new(Mutex::new(End::Holds)),
        );
        let cable = Self {
            port: own,
            passed: Arc::clone(&passed),
            end: Arc::clone(&end),
        };
        // Ends with the test's process: it waits for connections and nothing else.
        std::thread::spawn(move || {
            for near in listener.incoming().flatten() {
                let far = TcpStream::connect(("127.0.0.1", port)).expect("the printer listens");
                let (passed, end) = (Arc::clone(&passed), Arc::clone(&end));
                std::thread::spawn(move || carry(&near, &far, &passed, &end));
            }
        });
        cable
    }

    /// Plugs it in again, to be pulled as said; counts from 0.
    pub fn plug(&self, end: End) {
        *self.end.lock().unwrap_or_else(PoisonError::into_inner) = end;
        self.passed.store(0, Ordering::SeqCst);
    }

    /// Bytes that passed towards the printer since it was plugged in.
    pub fn passed(&self) -> usize {
        self.passed.load(Ordering::SeqCst)
    }
}

fn carry(near: &TcpStream, far: &TcpStream, passed: &AtomicUsize, end: &Mutex<End>) {
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let (mut from, mut to) = (far, near);
            let mut buffer = [0; 64];
            while let Ok(count @ 1..) = from.read(&mut buffer) {
                if to.write_all(&buffer[..count]).is_err() {
                    return;
                }
            }
            let _ = near.shutdown(Shutdown::Write);
        });
        let (mut from, mut to) = (near, far);
        let mut byte = [0];
        loop {
            let limit = *end.lock().unwrap_or_else(PoisonError::into_inner);
            if limit == End::PulledAfter(passed.load(Ordering::SeqCst)) {
                // What the printer has by then it keeps; its answers no longer arrive.
                let _ = near.shutdown(Shutdown::Both);
                let _ = far.shutdown(Shutdown::Both);
                return;
            }
            let lost = matches!(limit, End::LosesAfter(at) if passed.load(Ordering::SeqCst) >= at);
            match from.read(&mut byte) {
                Ok(1) if lost => {}
                Ok(1) if to.write_all(&byte).is_ok() => {
                    passed.fetch_add(1, Ordering::SeqCst);
                }
                _ => {
                    // The scope waits for the answers that are still on their way.
                    let _ = far.shutdown(Shutdown::Write);
                    return;
                }
            }
        }
    });
}
