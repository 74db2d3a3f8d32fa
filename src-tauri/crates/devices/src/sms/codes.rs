//! What a modem's trouble means for a person: a code each, and whether it may pass.

use crate::port::PortError;

/// Why a modem does not do what it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Stable, for a screen to translate.
    pub code: &'static str,
    /// In the modem's own words.
    pub said: String,
}

impl Trouble {
    pub(super) fn new(code: &'static str, said: &str) -> Self {
        Self {
            code,
            said: said.to_owned(),
        }
    }
}

impl From<PortError> for Trouble {
    fn from(error: PortError) -> Self {
        let code = match error {
            PortError::Absent { .. } | PortError::Refused { .. } | PortError::Unplugged { .. } => {
                "modem_absent"
            }
            PortError::Busy { .. } => "modem_busy",
            PortError::Permission { .. } => "modem_permission",
            PortError::Timeout { .. } => "modem_silent",
            PortError::WrongKind { .. } | PortError::Other { .. } => "modem_wrong",
        };
        Self::new(code, &error.to_string())
    }
}

/// What a final line of a failed command means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Another time.
    Later(&'static str),
    /// Not to this number, ever.
    Never(&'static str),
    /// The network did not say whether it took it.
    Open(&'static str),
}

/// Of `+CMS ERROR` (3GPP TS 27.005, 3.2.5; the network's causes are those of TS 24.011, annex E) and
/// `+CME ERROR` (TS 27.007, 9.2).
pub(super) fn meaning(line: &str) -> Meaning {
    let number = line.rsplit(':').next().unwrap_or_default().trim();
    let number: Option<u16> = number.parse().ok();
    if line.starts_with("+CMS ERROR") {
        return match number {
            // No such number, or a form that is none.
            Some(1 | 28 | 30) => Meaning::Never("number_refused"),
            // Barred, or not in the contract: the shop's own matter.
            Some(8 | 10 | 29 | 50 | 69) => Meaning::Later("sms_barred"),
            Some(310 | 313) => Meaning::Later("sim_absent"),
            Some(311 | 316 | 317 | 318) => Meaning::Later("pin_needed"),
            Some(330) => Meaning::Later("no_centre"),
            Some(38 | 331) => Meaning::Later("no_network"),
            Some(332) => Meaning::Open("slow"),
            _ => Meaning::Later("network_later"),
        };
    }
    match number {
        Some(10 | 13 | 15) => Meaning::Later("sim_absent"),
        Some(11) => Meaning::Later("pin_needed"),
        Some(12) => Meaning::Later("puk_needed"),
        Some(16) => Meaning::Later("pin_wrong"),
        Some(30 | 32) => Meaning::Later("no_network"),
        Some(31) => Meaning::Open("slow"),
        _ => Meaning::Later("modem_refused"),
    }
}
