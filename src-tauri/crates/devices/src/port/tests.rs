use super::*;
use std::{
    io,
    net::TcpListener,
    time::{Duration, Instant},
};

const SHORT: Duration = Duration::from_millis(300);

fn usb(serial: Option<&str>) -> Address {
    Address::Usb {
        vendor: 0x04B8,
        product: 0x0E28,
        serial: serial.map(str::to_owned),
    }
}

#[test]
fn addresses_as_typed() {
    // What was typed, what it means, what the settings keep (`None`: as typed).
    fn check(typed: &str, expected: Address, kept: Option<&str>) {
        let address: Address = typed.parse().expect(typed);
        assert_eq!(address, expected, "{typed}");
        assert_eq!(address.to_string(), kept.unwrap_or(typed));
        assert_eq!(
            address.to_string().parse::<Address>(),
            Ok(address),
            "{typed} read again"
        );
    }
    let tcp = |host: &str, port| Address::Tcp {
        host: host.to_owned(),
        port,
    };
    let serial = |path: &str, line| Address::Serial {
        path: path.to_owned(),
        line,
    };
    let line = SerialLine::default();

    check(
        "tcp://192.168.1.50",
        tcp("192.168.1.50", 9100),
        Some("tcp://192.168.1.50:9100"),
    );
    check(
        " tcp://imprimante.local:9101/ ",
        tcp("imprimante.local", 9101),
        Some("tcp://imprimante.local:9101"),
    );
    check("tcp://[fe80::1]:9100", tcp("fe80::1", 9100), None);
    check(
        "serial:///dev/ttyUSB0",
        serial("/dev/ttyUSB0", line),
        Some("serial:///dev/ttyUSB0?baud=9600"),
    );
    check(
        "serial:///dev/ttyS0?baud=19200&data=7&parity=even&stop=2&flow=rts",
        serial(
            "/dev/ttyS0",
            SerialLine {
                baud: 19200,
                data_bits: 7,
                parity: Parity::Even,
                stop_bits: 2,
                flow: Flow::Rts,
            },
        ),
        None,
    );
    check(
        "serial://COM3",
        serial("COM3", line),
        Some("serial://COM3?baud=9600"),
    );
    check("usb://04b8:0e28", usb(None), None);
    check(
        "USB://04B8:0E28/A1/B",
        usb(Some("A1/B")),
        Some("usb://04b8:0e28/A1/B"),
    );
    check(
        "file:///dev/usb/lp0",
        Address::File {
            path: "/dev/usb/lp0".to_owned(),
        },
        None,
    );
    check(
        "hid:///dev/hidraw3",
        Address::HidPath {
            path: "/dev/hidraw3".to_owned(),
        },
        None,
    );
    check(
        "hid://0c2e:0b61/S1",
        Address::Hid {
            vendor: 0x0C2E,
            product: 0x0B61,
            serial: Some("S1".to_owned()),
        },
        None,
    );
}

#[test]
fn a_wrong_address_says_what_to_type() {
    fn check(typed: &str, code: &str, advice: &str) {
        let error = typed.parse::<Address>().expect_err(typed);
        assert_eq!(error.code(), code, "{typed}");
        assert!(error.to_string().contains(advice), "{typed}: {error}");
    }
    check("", "address_empty", "tcp://192.168.1.50");
    check("192.168.1.50", "address_no_kind", "type tcp://");
    check("/dev/usb/lp0", "address_no_kind", "file://");
    check("lpt://1", "address_unknown_kind", "usb://");
    check("tcp://", "address_no_host", "tcp://");
    check("tcp://:9100", "address_no_host", "tcp://");
    check("tcp://host:0", "address_bad_port", "9100");
    check("tcp://host:99999", "address_bad_port", "9100");
    check("tcp://host:neuf", "address_bad_port", "9100");
    check(
        "serial://dev/ttyUSB0",
        "address_not_absolute",
        "three slashes",
    );
    check(
        "serial:///dev/ttyUSB0?baud=vite",
        "address_bad_setting",
        "9600",
    );
    check(
        "serial:///dev/ttyUSB0?parity=pair",
        "address_bad_setting",
        "even",
    );
    check(
        "serial:///dev/ttyUSB0?speed=9600",
        "address_unknown_setting",
        "baud",
    );
    check("file://lp0", "address_not_absolute", "three slashes");
    check("usb://epson", "address_bad_usb_id", "04b8:0e28");
    check("usb://4b8:e28", "address_bad_usb_id", "04b8:0e28");
    check("usb://+4b8:0e28", "address_bad_usb_id", "04b8:0e28");
}

#[test]
fn errors_are_sorted_by_what_to_do() {
    fn check(errno: i32, opening: &str, using: &str) {
        let error = io::Error::from_raw_os_error(errno);
        assert_eq!(
            PortError::opening("file:///dev/usb/lp0", &error).code(),
            opening,
            "{error}"
        );
        assert_eq!(
            PortError::using("file:///dev/usb/lp0", &error).code(),
            using,
            "{error}"
        );
    }
    check(2, "absent", "other"); // ENOENT
    check(5, "absent", "unplugged"); // EIO
    check(6, "absent", "unplugged"); // ENXIO
    check(13, "permission", "permission"); // EACCES
    check(16, "busy", "busy"); // EBUSY
    check(19, "absent", "unplugged"); // ENODEV
    check(32, "other", "unplugged"); // EPIPE
    check(104, "other", "unplugged"); // ECONNRESET
    check(110, "absent", "silent"); // ETIMEDOUT
    check(111, "refused", "other"); // ECONNREFUSED
    check(113, "absent", "unplugged"); // EHOSTUNREACH

    let refused = PortError::opening("file:///dev/usb/lp0", &io::Error::from_raw_os_error(13));
    assert!(refused.to_string().contains(UDEV_RULES), "{refused}");
}

fn open_error(address: &str) -> &'static str {
    let address: Address = address.parse().expect(address);
    match open(&address, SHORT) {
        Ok(_) => "open",
        Err(error) => {
            assert_eq!(error.address(), address.to_string());
            error.code()
        }
    }
}

#[test]
fn what_is_not_there_is_absent_or_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its number").port();
    drop(listener);
    assert_eq!(open_error(&format!("tcp://127.0.0.1:{port}")), "refused");
    assert_eq!(open_error("tcp://nowhere.invalid"), "absent");
    assert_eq!(open_error("serial:///dev/ttyNothing"), "absent");
    assert_eq!(open_error("file:///dev/usb/lp99"), "absent");
    assert_eq!(open_error("usb://ffff:ffff"), "absent");
}

#[test]
fn a_plain_file_is_no_device() {
    let path = std::env::temp_dir().join(format!("ecrin-not-a-printer-{}", std::process::id()));
    std::fs::write(&path, "precious").expect("a file");
    assert_eq!(
        open_error(&format!("file://{}", path.display())),
        "wrong_kind"
    );
    assert_eq!(
        open_error(&format!("serial://{}", path.display())),
        "wrong_kind"
    );
    assert_eq!(
        std::fs::read_to_string(&path).expect("the file"),
        "precious"
    );
    std::fs::remove_file(path).expect("removed");
}

#[test]
fn a_host_that_never_reads_ends_the_write() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("tcp://{}", listener.local_addr().expect("its number"));
    let mut port = open(&address.parse().expect("an address"), SHORT).expect("open");
    let held = listener.accept().expect("a client");
    // More than the buffers of both ends hold.
    let bytes = vec![0; 64 << 20];
    let stopped = write_all(port.as_mut(), &bytes, SHORT).expect_err("nobody reads");
    assert_eq!(stopped.cause.code(), "silent");
    assert!(
        stopped.accepted > 0 && stopped.accepted < bytes.len(),
        "{stopped:?}"
    );
    assert_eq!(
        stopped.certain, 0,
        "what the system took may not have arrived"
    );
    drop(held);
}

#[test]
fn a_host_that_hangs_up_is_unplugged() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("tcp://{}", listener.local_addr().expect("its number"));
    let mut port = open(&address.parse().expect("an address"), SHORT).expect("open");
    drop(listener.accept().expect("a client"));
    let error = port.read(&mut [0; 8], SHORT).expect_err("gone");
    assert_eq!(error.code(), "unplugged");
}

#[cfg(unix)]
mod terminal {
    use super::*;
    use rustix::{
        fs::OFlags,
        pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
    };
    use std::os::fd::OwnedFd;

    /// A pseudo-terminal: the far end, and the path of the near one.
    fn pty() -> (OwnedFd, String) {
        let far = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pty");
        grantpt(&far).expect("granted");
        unlockpt(&far).expect("unlocked");
        rustix::fs::fcntl_setfl(&far, OFlags::NONBLOCK).expect("non-blocking");
        let path = ptsname(&far, Vec::new())
            .expect("a name")
            .into_string()
            .expect("text");
        (far, format!("serial://{path}"))
    }

    #[test]
    fn bytes_pass_unchanged_both_ways() {
        let (far, address) = pty();
        let address: Address = address.parse().expect("an address");
        let mut port = open(&address, SHORT).expect("open");
        // Every byte, above all those a terminal would swallow or change: CR, LF, XON, XOFF, ^C.
        let all: Vec<u8> = (0..=255).collect();
        write_all(port.as_mut(), &all, SHORT).expect("written");
        let mut there = [0; 512];
        let count = rustix::io::read(&far, &mut there).expect("read");
        assert_eq!(&there[..count], &all[..]);

        rustix::io::write(&far, &all).expect("written");
        let mut here = Vec::new();
        let mut buffer = [0; 64];
        while here.len() < all.len() {
            let count = port.read(&mut buffer, SHORT).expect("read");
            assert!(count > 0, "only {} bytes came", here.len());
            here.extend_from_slice(&buffer[..count]);
        }
        assert_eq!(here, all);
        assert_eq!(
            port.read(&mut buffer, Duration::from_millis(20)),
            Ok(0),
            "then quiet"
        );
    }

    #[test]
    fn a_second_program_is_told_that_the_port_is_in_use() {
        let (_far, address) = pty();
        let first = open(&address.parse().expect("an address"), SHORT).expect("open");
        assert_eq!(open_error(&address), "busy");
        drop(first);
        assert_eq!(open_error(&address), "open");
    }

    #[test]
    fn a_terminal_that_takes_nothing_ends_the_write() {
        let (_far, address) = pty();
        let mut port = open(&address.parse().expect("an address"), SHORT).expect("open");
        let began = Instant::now();
        let stopped = write_all(port.as_mut(), &vec![b'x'; 1 << 20], SHORT).expect_err("full");
        assert_eq!(stopped.cause.code(), "silent");
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "took {:?}",
            began.elapsed()
        );
    }

    #[test]
    fn a_terminal_whose_far_end_goes_is_unplugged() {
        let (far, address) = pty();
        let mut port = open(&address.parse().expect("an address"), SHORT).expect("open");
        drop(far);
        assert_eq!(
            port.read(&mut [0; 8], SHORT).expect_err("gone").code(),
            "unplugged"
        );
        assert_eq!(
            port.write(b"x", SHORT).expect_err("gone").code(),
            "unplugged"
        );
    }
}
