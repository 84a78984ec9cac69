//! The travel-document application (ICAO Doc 9303-10 and -11): what opens it, what protects it, and
//! how the chip proves itself in it.
//!
//! ```text
//!   MF ─ EF.CardAccess ─ PACE ─┐
//!                              ├─ secure messaging ─ data groups ─ chip authentication
//!   application ─ BAC ─────────┘                                   active authentication
//! ```
//!
//! The machines of PACE, BAC and chip authentication are the card's sides of those in the core.
//! What a card decides by itself is here: which password, which key, who may read what, and
//! everything that a fault knob may make it do.

mod active_authentication;
mod basic_access;
mod chip_authentication;
mod files;
mod pace;

use cie_core::agreement::{bac, chip_authentication as chip};

use self::pace::Run;
use super::session::Channel;

/// Identifier of the application (ICAO Doc 9303-10, section 3.6).
pub(super) const LDS_IDENTIFIER: [u8; 7] = [0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01];

/// What was agreed and proved for the travel document.
#[derive(Clone, Default)]
pub(super) struct DocumentSession {
    /// PACE between two of its commands.
    pace: Option<Run>,
    /// BAC between its two commands.
    basic_access: Option<bac::CardSide>,
    /// The key that chip authentication goes on with.
    chip: Option<chip::CardSide>,
    /// Whether PACE or BAC opened the secure messaging that is on.
    opened: bool,
}

impl DocumentSession {
    /// What PACE or BAC leaves behind.
    const fn opened() -> Self {
        Self {
            pace: None,
            basic_access: None,
            chip: None,
            opened: true,
        }
    }

    pub(super) const fn is_open(&self) -> bool {
        self.opened
    }

    /// Any command but GENERAL AUTHENTICATE in clear ends PACE. Whether a chain of its steps was
    /// still open.
    pub(super) fn end_pace(&mut self) -> bool {
        self.pace.take().is_some_and(|run| run.is_in_a_chain())
    }
}

impl From<cie_core::channel::secure::SecureMessaging> for Channel {
    fn from(messaging: cie_core::channel::secure::SecureMessaging) -> Self {
        Self {
            keys: messaging.keys().clone(),
            ssc: messaging.ssc(),
        }
    }
}
