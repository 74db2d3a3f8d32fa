//! Clients that none of us wrote read our side of the scales' protocols, and ours reads it too.

use std::time::Duration;

use devices::port;
use devices::scale::{Protocol, Refusal, Timing, look, weigh};
use tests::rig::{Pan, Scale, run_python};

/// What is shown: on the pan, value and stability as the witness says them.
const SHOWN: [(Pan, &str); 5] = [
    (Pan::Rests('+', "12.345", "g"), "12.345 g True"),
    (Pan::Rests('+', "1.237", "ct"), "1.237 ct True"),
    (Pan::Rests('-', "0.012", "g"), "-0.012 g True"),
    (Pan::Moves('+', "12.340", "g"), "12.34 - False"),
    (Pan::Overloaded, "over"),
];

#[test]
fn sartoriuslib_reads_our_sbi() {
    let script = "
import asyncio, sys
from sartoriuslib.devices.factory import open_device
from sartoriuslib.protocol.base import ProtocolKind

async def main():
    balance = await open_device(sys.argv[1], protocol=ProtocolKind.SBI, identify=False, timeout=5.0)
    try:
        seen = await balance.poll()
        if seen.overload:
            print('over')
        else:
            unit = seen.unit.value if seen.stable else '-'
            print(seen.value, unit, seen.stable)
    finally:
        await balance.close()

asyncio.run(main())
";
    for (pan, expected) in SHOWN {
        let scale = Scale::start(Protocol::Sbi, pan);
        assert_eq!(run_python(script, &[&scale.path]).trim(), expected);
    }
}

#[test]
fn mettler_toledo_device_reads_our_sics() {
    let script = "
import sys
from mettler_toledo_device import MettlerToledoDevice, mettler_toledo_device

MettlerToledoDevice._RESET_DELAY = 0.2
scale = MettlerToledoDevice(port=sys.argv[1], timeout=1.0)
try:
    value, unit, state = scale.get_weight()
    print(value, unit if state == 'S' else '-', state == 'S')
    assert (scale.get_weight_stable() is not None) == (state == 'S')
except mettler_toledo_device.MettlerToledoError as refused:
    assert 'overload' in str(refused), refused
    print('over')
";
    for (pan, expected) in SHOWN {
        let scale = Scale::start(Protocol::Sics, pan);
        assert_eq!(run_python(script, &[&scale.path]).trim(), expected);
    }
}

#[test]
fn ours_reads_the_same() {
    let timing = Timing {
        reply: Duration::from_secs(5),
        settle: Duration::from_millis(300),
        look: Duration::from_millis(20),
    };
    for protocol in [Protocol::Sbi, Protocol::Sics] {
        let mut scale = Scale::start(protocol, Pan::Rests('+', "12.345", "g"));
        let address = format!("serial://{}?baud=1200&data=7&parity=odd", scale.path);
        let address = address.parse().expect("an address");
        let mut port = port::open(&address, Duration::from_secs(2)).expect("a port");
        let mut weight = || weigh(port.as_mut(), protocol, timing).map(|weight| weight.0);
        assert_eq!(weight(), Ok(12_345_000), "{protocol:?}");
        for (pan, expected) in [
            (Pan::Rests('+', "1.237", "ct"), Ok(247_400)),
            (Pan::Rests('-', "0.012", "g"), Err(Refusal::Negative)),
            (Pan::Rests('+', "0.000", "g"), Err(Refusal::Empty)),
            (Pan::Moves('+', "12.340", "g"), Err(Refusal::Unstable)),
            (Pan::Overloaded, Err(Refusal::Overload)),
            (Pan::Lifted, Err(Refusal::Underload)),
        ] {
            scale.put(pan);
            assert_eq!(weight(), expected, "{protocol:?} {pan:?}");
        }
        scale.put(Pan::Moves('+', "12.340", "g"));
        let seen = look(port.as_mut(), protocol, timing).expect("a value");
        assert!(seen.shown.starts_with("12.340"), "{seen:?}");
        assert_eq!(seen.stable, None);
        scale.unplug();
        let gone = weigh(port.as_mut(), protocol, timing).expect_err("no cable");
        assert_eq!(gone.code(), "unplugged", "{protocol:?}");
    }
}
