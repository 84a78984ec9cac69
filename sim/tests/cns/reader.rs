//! A card, and what is sent to it as hexadecimal digits.

use cie_core::apdu::Response;
use cie_core::bytes::hex;
use cie_sim::cns::{Card, Profile};
use cie_sim::{Faults, Options};

pub(crate) const OK: u16 = 0x9000;
pub(crate) const NOT_FOUND: u16 = 0x6A82;

pub(crate) struct Reader {
    pub(crate) card: Card,
}

impl Reader {
    pub(crate) fn new(profile: Profile) -> Self {
        Self::with_faults(profile, &[])
    }

    pub(crate) fn with_faults(profile: Profile, faults: &[&str]) -> Self {
        let options = Options {
            seed: Some(1),
            faults: Faults::parse(faults).unwrap(),
            ..Options::default()
        };
        let mut reader = Self {
            card: Card::new(profile, options),
        };
        if profile == Profile::St2022Nfc {
            assert_eq!(reader.status("00A4040C08 A00000009501004D").0, OK);
        }
        if matches!(profile, Profile::Idemia | Profile::IdemiaNfc) {
            assert_eq!(reader.status("00A4080C04 14009002").0, OK);
        }
        reader
    }

    /// Data and status word of the answer.
    pub(crate) fn send(&mut self, command: &str) -> (Vec<u8>, u16) {
        let command = hex::decode(&command.replace(' ', "")).unwrap();
        let response = Response::parse(&self.card.process(&command)).unwrap();
        (response.data.to_vec(), response.status.0)
    }

    /// The status word of an answer without data.
    #[track_caller]
    pub(crate) fn status(&mut self, command: &str) -> Status {
        let (data, status) = self.send(command);
        assert!(data.is_empty(), "{command}: {data:02X?}");
        Status(status)
    }

    /// VERIFY of these 8 bytes under the card system's reference.
    pub(crate) fn verify(&mut self, code: &str) -> u16 {
        let reference = self.card.profile().pin_reference();
        self.send(&format!("002000{reference:02X}08{code}")).1
    }

    pub(crate) fn tries(&self) -> (u8, u8) {
        (self.card.pin_tries(), self.card.puk_tries())
    }
}

/// A status word that shows as four digits.
#[derive(Eq, PartialEq)]
pub(crate) struct Status(pub(crate) u16);

impl core::fmt::Debug for Status {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:04X}", self.0)
    }
}
