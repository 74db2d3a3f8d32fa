//! A serial scanner that nobody here wrote, on a pseudo-terminal.

use devices::port::Address;
use devices::scanner::{Event, Framing, listen};
use std::ops::ControlFlow;
use tests::rig::Printer;

#[test]
fn codes_arrive_whole_and_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let emulator = Printer::start(folder.path());
    let address: Address = emulator.scanner().parse().expect("an address");
    let codes = [
        "3760123456786",
        "J000104",
        "]C1010950110153000310ABC",
        "Écrin n°7",
        "https://exemple.fr/J104?a=1,2",
    ];
    let mut wanted = codes.iter();
    let mut heard = Vec::new();
    listen(&address, &Framing::default(), &mut |event| {
        match event {
            Event::Connected => {}
            Event::Scan(scan) => heard.push(scan),
            Event::Lost(error) => panic!("{error}"),
            // One trigger pull after the other, as fast as they are heard.
            Event::Quiet if heard.len() < codes.len() - wanted.len() => {
                return ControlFlow::Continue(());
            }
            Event::Quiet => match wanted.next() {
                Some(code) => emulator.scan(code),
                None => return ControlFlow::Break(()),
            },
        }
        ControlFlow::Continue(())
    });
    let texts: Vec<&str> = heard.iter().map(|scan| scan.code.as_str()).collect();
    assert_eq!(
        texts,
        [
            "3760123456786",
            "J000104",
            "010950110153000310ABC",
            "Écrin n°7",
            "https://exemple.fr/J104?a=1,2"
        ]
    );
    assert_eq!(
        heard[2].symbology.map(devices::scanner::Symbology::code),
        Some("gs1_128")
    );
}
