//! The simulated cards, as far as the rig asks for the same of both.

use cie_core::bytes::hex;
use cie_sim::{Card, JournalEntry, SimulatedCard, cns, identity::Identity};

/// The codes of a card, as the tests use them.
#[derive(Clone, Copy, Debug)]
pub struct Codes {
    /// The PIN.
    pub pin: &'static str,
    /// The PUK.
    pub puk: &'static str,
    /// A PIN to change to.
    pub new_pin: &'static str,
    /// A PIN that no test sets.
    pub wrong_pin: &'static str,
    /// A PUK that no card has.
    pub wrong_puk: &'static str,
}

impl Codes {
    /// A CIE's: 8 digits each.
    pub const CIE: Self = Self {
        pin: cie_sim::STANDARD_PIN,
        puk: cie_sim::STANDARD_PUK,
        new_pin: "86420975",
        wrong_pin: "11223344",
        wrong_puk: "99887766",
    };

    /// A TS-CNS's: a PIN of 5 digits, and of 7 to change to.
    pub const CNS: Self = Self {
        pin: cns::STANDARD_PIN,
        puk: cns::STANDARD_PUK,
        new_pin: "8642097",
        wrong_pin: "112233",
        wrong_puk: "99887766",
    };
}

/// A simulated card of either kind.
pub trait TestCard: SimulatedCard + Clone {
    /// Its codes.
    const CODES: Codes;

    /// What its id is derived from.
    fn known_by(&self) -> Vec<u8>;

    /// Tries left of the PIN.
    fn pin_tries(&self) -> u8;

    /// Tries left of the PUK.
    fn puk_tries(&self) -> u8;

    /// Whether these digits are the PIN.
    fn has_pin(&self, digits: &[u8]) -> bool;

    /// The commands that it received and opened in all its life.
    fn journal(&self) -> &[JournalEntry];
}

impl TestCard for Card {
    const CODES: Codes = Codes::CIE;

    fn known_by(&self) -> Vec<u8> {
        let key = Identity::standard().device_authentication_key();
        key.public_key_file().to_vec()
    }

    fn pin_tries(&self) -> u8 {
        Self::pin_tries(self)
    }

    fn puk_tries(&self) -> u8 {
        Self::puk_tries(self)
    }

    fn has_pin(&self, digits: &[u8]) -> bool {
        Self::has_pin(self, digits)
    }

    fn journal(&self) -> &[JournalEntry] {
        Self::journal(self)
    }
}

impl TestCard for cns::Card {
    const CODES: Codes = Codes::CNS;

    fn known_by(&self) -> Vec<u8> {
        // Read by raw commands, as the simulator's own tests do.
        let mut card = self.clone();
        card.leave_field();
        let mut number = Vec::new();
        for command in [
            "00A4040C08A00000009501004D",
            "00A4080C0410001003",
            "00B0000010",
        ] {
            number = card.process(&hex::decode(command).unwrap());
        }
        number.truncate(16);
        number
    }

    fn pin_tries(&self) -> u8 {
        Self::pin_tries(self)
    }

    fn puk_tries(&self) -> u8 {
        Self::puk_tries(self)
    }

    fn has_pin(&self, digits: &[u8]) -> bool {
        Self::has_pin(self, digits)
    }

    fn journal(&self) -> &[JournalEntry] {
        Self::journal(self)
    }
}
