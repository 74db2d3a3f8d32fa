//! The cash drawer, which hangs on the receipt printer's port.

use crate::{
    port::Port,
    printer::{Answers, Going, Outcome, Timing, run},
};

/// Which of the connector's wires the drawer listens to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pin {
    /// Drawer 1: nearly always this one.
    #[default]
    Two,
    /// Drawer 2.
    Five,
}

/// The pulse that opens a drawer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pulse {
    /// The wire.
    pub pin: Pin,
    /// How long the magnet pulls, milliseconds; 2 to 510.
    pub on_ms: u16,
    /// How long it rests before the next pulse, milliseconds; 2 to 510.
    pub off_ms: u16,
}

impl Default for Pulse {
    /// 50 ms on and 500 ms off open every drawer met so far and burn none.
    fn default() -> Self {
        Self {
            pin: Pin::Two,
            on_ms: 50,
            off_ms: 500,
        }
    }
}

impl Pulse {
    /// `ESC p m t1 t2`, times in units of 2 ms. All five bytes: `escpos` 0.20 leaves the times out,
    /// and the printer then takes two bytes of whatever follows for them.
    pub fn bytes(self) -> [u8; 5] {
        let pin = match self.pin {
            Pin::Two => 0,
            Pin::Five => 1,
        };
        [0x1B, 0x70, pin, units(self.on_ms), units(self.off_ms)]
    }
}

fn units(ms: u16) -> u8 {
    u8::try_from(ms.clamp(2, 510) / 2).unwrap_or(u8::MAX)
}

/// Opens the drawer. Never waits for paper: a drawer that springs open minutes later, when somebody
/// changes the roll, is worse than one that stays shut; so a blocked printer gives
/// [`Outcome::NotSent`].
pub fn kick(port: &mut dyn Port, pulse: Pulse, answers: Answers, timing: Timing) -> Outcome {
    let timing = Timing {
        patience: timing.reply,
        ..timing
    };
    run(port, &pulse.bytes(), answers, timing, &mut |_| Going::On)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pulse_has_its_two_times() {
        let check = |pin, on_ms, off_ms, bytes: [u8; 5]| {
            assert_eq!(Pulse { pin, on_ms, off_ms }.bytes(), bytes);
        };
        check(Pin::Two, 50, 500, [0x1B, 0x70, 0, 25, 250]);
        check(Pin::Five, 100, 200, [0x1B, 0x70, 1, 50, 100]);
        // Out of range: the nearest possible time, never one that wraps round.
        check(Pin::Two, 0, 60_000, [0x1B, 0x70, 0, 1, 255]);
    }
}
