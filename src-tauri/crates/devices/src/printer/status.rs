//! The state of a printer, from its status bytes.

use escpos::utils::{RealTimeStatusRequest as Request, RealTimeStatusResponse as Bit};

/// What a printer says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// It takes print data.
    pub online: bool,
    /// The roll.
    pub paper: Paper,
    /// The cover is open.
    pub cover_open: bool,
    /// The level of the drawer's sensor wire (pin 3). Which level means "open" depends on the
    /// drawer; a change after a pulse means that it moved.
    pub drawer_high: bool,
    /// An error that stops printing.
    pub fault: Option<Fault>,
}

/// How much paper is left, as the sensors see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    Ok,
    /// A few metres left: prints, and deserves a word on the screen.
    NearEnd,
    Out,
}

/// What stops a printer besides paper and cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The cutter is jammed: open, clear, close.
    Cutter,
    /// A hot print head or the like: waits until it has passed.
    Passing,
    /// Cleared by a person: switch off and on.
    Lasting,
    /// A label printer's ribbon has run out.
    Ribbon,
}

impl Default for Status {
    /// What is assumed before the printer answers: that it can print.
    fn default() -> Self {
        Self {
            online: true,
            paper: Paper::Ok,
            cover_open: false,
            drawer_high: false,
            fault: None,
        }
    }
}

impl Status {
    /// Whether the printer would hold print data back.
    pub fn is_blocked(&self) -> bool {
        !self.online || self.cover_open || self.paper == Paper::Out || self.fault.is_some()
    }

    /// The first thing to put right, as a stable word, in the order in which a person meets them.
    /// Means something only where [`Status::is_blocked`].
    pub fn code(&self) -> &'static str {
        match (self.cover_open, self.paper, self.fault) {
            (true, ..) => "cover_open",
            (_, Paper::Out, _) => "paper_out",
            (_, _, Some(Fault::Cutter)) => "cutter_jam",
            (_, _, Some(Fault::Ribbon)) => "ribbon_out",
            (_, _, Some(_)) => "error",
            _ => "offline",
        }
    }

    /// Takes in the answer to `DLE EOT n`, `n` from 1 to 4. An answer that breaks the fixed pattern
    /// `0xx1xx10` is no status and changes nothing; returns whether it was one.
    pub fn apply(&mut self, n: u8, byte: u8) -> bool {
        let request = match n {
            1 => Request::Printer,
            2 => Request::OfflineCause,
            3 => Request::ErrorCause,
            4 => Request::RollPaperSensor,
            _ => return false,
        };
        let Ok(bits) = Bit::parse(request, byte) else {
            return false;
        };
        let set = |bit| bits.get(&bit).copied().unwrap_or(false);
        match request {
            Request::Printer => {
                self.online = set(Bit::Online);
                self.drawer_high = !set(Bit::DrawerKickOutConnectorPin3Low);
            }
            Request::OfflineCause => {
                self.cover_open = !set(Bit::CoverClosed);
                // The cause is known only from answer 3; until then, the mildest.
                self.fault = match (set(Bit::ErrorOccurred), self.fault) {
                    (false, _) => None,
                    (true, known) => Some(known.unwrap_or(Fault::Passing)),
                };
                if set(Bit::PrintingStopsDueToPaperEnd) {
                    self.paper = Paper::Out;
                }
            }
            Request::ErrorCause => {
                self.fault = if set(Bit::AutocutterErrorOccurred) {
                    Some(Fault::Cutter)
                } else if set(Bit::UnrecoverableErrorOccurred) || set(Bit::RecoverableErrorOccurred)
                {
                    Some(Fault::Lasting)
                } else if set(Bit::AutoRecoverableErrorOccurred) {
                    Some(Fault::Passing)
                } else {
                    None
                };
            }
            _ => {
                self.paper = if !set(Bit::RollPaperEndSensorPaperPresent) {
                    Paper::Out
                } else if set(Bit::RollPaperNearEndSensorPaperAdequate) {
                    Paper::Ok
                } else {
                    Paper::NearEnd
                };
            }
        }
        true
    }

    /// Reads the four bytes that a printer sends by itself when something changes (GS a, "Automatic
    /// Status Back").
    pub fn from_asb(bytes: [u8; 4]) -> Self {
        let [printer, error, paper, _] = bytes;
        Self {
            online: printer & 0x08 == 0,
            cover_open: printer & 0x20 != 0,
            drawer_high: printer & 0x04 != 0,
            fault: if error & 0x08 != 0 {
                Some(Fault::Cutter)
            } else if error & 0x24 != 0 {
                Some(Fault::Lasting)
            } else if error & 0x40 != 0 {
                Some(Fault::Passing)
            } else {
                None
            },
            paper: if paper & 0x0C != 0 {
                Paper::Out
            } else if paper & 0x03 != 0 {
                Paper::NearEnd
            } else {
                Paper::Ok
            },
        }
    }
}
