//! Other programs: started, waited for, and ended with the value that holds them.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running program, ended when this value is dropped.
#[derive(Debug)]
pub struct Process {
    name: &'static str,
    child: Child,
}

impl Process {
    /// Starts it, and says in plain words what to install if it isn't there.
    pub fn start(name: &'static str, command: &mut Command) -> Self {
        // A pipe, held as long as the value: our emulators end when it does, even after a `kill -9`.
        match command.stdin(Stdio::piped()).spawn() {
            Ok(child) => Self { name, child },
            Err(error) => panic!("{name} did not start ({error}): run `installer/install test`"),
        }
    }

    /// Starts it and reads the first line that it prints, which says where it is to be found.
    pub fn start_and_read(name: &'static str, command: &mut Command) -> (Self, String) {
        let mut process = Self::start(name, command.stdout(Stdio::piped()));
        let mut line = String::new();
        let output = process.child.stdout.take().expect("its output is a pipe");
        BufReader::new(output)
            .read_line(&mut line)
            .expect("it prints text");
        assert!(!line.is_empty(), "{name} ended before it was ready");
        (process, line.trim().to_owned())
    }

    /// The TCP ports that it listens on, read from the kernel.
    pub fn listening_ports(&self) -> Vec<u16> {
        let files = std::fs::read_dir(format!("/proc/{}/fd", self.child.id()));
        let sockets: Vec<String> = files
            .expect("the process runs")
            .flatten()
            .filter_map(|entry| std::fs::read_link(entry.path()).ok())
            .filter_map(|target| {
                let target = target.to_string_lossy().into_owned();
                Some(
                    target
                        .strip_prefix("socket:[")?
                        .strip_suffix(']')?
                        .to_owned(),
                )
            })
            .collect();
        let mut ports = Vec::new();
        for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
            let text = std::fs::read_to_string(table).unwrap_or_default();
            for line in text.lines().skip(1) {
                let fields: Vec<&str> = line.split_whitespace().collect();
                // Local address, state (0A is "listens") and inode, as proc(5) has them.
                let (address, state, inode) = (fields[1], fields[3], fields[9]);
                if state == "0A" && sockets.iter().any(|socket| socket == inode) {
                    let port = address.rsplit(':').next().unwrap_or_default();
                    ports.push(u16::from_str_radix(port, 16).expect("a port in hexadecimal"));
                }
            }
        }
        ports
    }

    /// Its exit code, if it ends by itself in this time; no code where a signal ended it.
    pub fn ended_within(&mut self, limit: Duration) -> Option<Option<i32>> {
        let child = &mut self.child;
        wait(limit, || child.try_wait().ok().flatten()).map(|status| status.code())
    }

    /// Waits until `probe` answers; fails at once if the program ended instead.
    pub fn ready<T>(&mut self, probe: impl Fn() -> Option<T>) -> T {
        let name = self.name;
        wait_for(name, Duration::from_secs(30), || {
            if let Ok(Some(status)) = self.child.try_wait() {
                panic!("{name} ended before it was ready: {status}");
            }
            probe()
        })
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks `probe` until it answers; gives up loudly.
pub fn wait_for<T>(what: &str, limit: Duration, probe: impl FnMut() -> Option<T>) -> T {
    wait(limit, probe).unwrap_or_else(|| panic!("waited {limit:?} in vain for {what}"))
}

/// Asks `probe` until it answers or the time is up. The only place where a test waits for another
/// program.
pub fn wait<T>(limit: Duration, mut probe: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    loop {
        let answer = probe();
        if answer.is_some() || start.elapsed() >= limit {
            return answer;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A TCP port on the loopback that nobody listens on at this moment.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("the loopback has a free port");
    listener
        .local_addr()
        .expect("a bound socket has an address")
        .port()
}
