//! A ZPL label printer on a network port, with a roll of so many labels. It prints a label when it has
//! received all of it, holds it back without paper, and answers `~HS`.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

#[derive(Debug, Default)]
struct Inside {
    /// Labels left on the roll.
    roll: usize,
    /// Received and not printed: what a printer reprints itself when it has paper again.
    held: Vec<String>,
    out: Vec<String>,
    /// Cuts the cable once it has this many labels whole, before it answers again.
    pulled_after: Option<usize>,
    received: usize,
}

impl Inside {
    fn print(&mut self) {
        while self.roll > 0 && !self.held.is_empty() {
            self.roll -= 1;
            let label = self.held.remove(0);
            self.out.push(label);
        }
    }

    fn status(&self) -> String {
        let out_of_paper = u8::from(self.roll == 0);
        format!(
            "\u{2}030,{out_of_paper},0,0080,{:03},0,0,0,000,0,0,0\u{3}\r\n\
             \u{2}001,0,0,0,1,2,6,0,00000000,1,000\u{3}\r\n\u{2}1234,0\u{3}\r\n",
            self.held.len()
        )
    }
}

/// The printer; it is switched off when dropped.
#[derive(Debug)]
pub struct LabelPrinter {
    pub port: u16,
    inside: Arc<Mutex<Inside>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl LabelPrinter {
    /// Switches it on with a roll.
    pub fn start(roll: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let inside = Arc::new(Mutex::new(Inside {
            roll,
            ..Inside::default()
        }));
        let stop = Arc::new(AtomicBool::new(false));
        let (its, ends) = (Arc::clone(&inside), Arc::clone(&stop));
        let thread = std::thread::spawn(move || {
            while !ends.load(Ordering::Relaxed) {
                if let Ok((stream, _)) = listener.accept() {
                    serve(stream, &its, &ends);
                }
            }
        });
        Self {
            port,
            inside,
            stop,
            thread: Some(thread),
        }
    }

    fn inside(&self) -> std::sync::MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts labels in.
    pub fn load(&self, labels: usize) {
        let mut inside = self.inside();
        inside.roll += labels;
        inside.print();
    }

    /// The cable goes when the printer has received so many more labels, and is plugged in again.
    pub fn pull_after(&self, labels: usize) {
        let mut inside = self.inside();
        inside.pulled_after = Some(inside.received + labels);
    }

    /// The labels that came out, in order.
    pub fn labels(&self) -> Vec<String> {
        self.inside().out.clone()
    }
}

impl Drop for LabelPrinter {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // Wakes it where it waits for a call.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(mut stream: TcpStream, inside: &Mutex<Inside>, stop: &AtomicBool) {
    stream
        .set_read_timeout(Some(Duration::from_millis(20)))
        .expect("a stream");
    let mut text = String::new();
    let mut buffer = [0; 512];
    while !stop.load(Ordering::Relaxed) {
        match stream.read(&mut buffer) {
            Ok(0) => return,
            Ok(count) => text.push_str(&String::from_utf8_lossy(&buffer[..count])),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => return,
        }
        let mut inside = inside.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(end) = text.find("^XZ") {
            let rest = text.split_off(end + 3);
            let label = std::mem::replace(&mut text, rest);
            inside.received += 1;
            inside.held.push(label);
            inside.print();
            if inside.pulled_after == Some(inside.received) {
                inside.pulled_after = None;
                return;
            }
        }
        while let Some(at) = text.find("~HS") {
            text.replace_range(at..at + 3, "");
            if stream.write_all(inside.status().as_bytes()).is_err() {
                return;
            }
        }
    }
}
