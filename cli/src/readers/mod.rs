//! Where the card is: the readers that `--reader` names.

mod deadline;
#[cfg(feature = "pcsc")]
mod pcsc;
#[cfg(not(feature = "pcsc"))]
#[path = "without_pcsc.rs"]
mod pcsc;
mod sim;
mod tcp;

use std::fmt;

use cie_core::{Limits, Transceive, bytes::text::harmless};
use cie_sim::AnyProfile;

pub(crate) use self::pcsc::list as pcsc_readers;
use crate::{
    args::{Link, ReaderName},
    failure::Failure,
    memory::StateFolder,
};

/// A reader that was there when it was looked for.
#[derive(Clone, Debug)]
pub(crate) enum Reader {
    /// The simulated card.
    Sim(AnyProfile),
    /// The PC/SC reader with exactly this name.
    Pcsc(String),
    /// A card process.
    Tcp(String),
}

/// Prints what [`ReaderName`] parses.
impl fmt::Display for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sim(profile) => write!(f, "sim:{profile}"),
            // A device says its name, or whoever wrote its driver.
            Self::Pcsc(name) => write!(f, "pcsc:{}", harmless(name)),
            Self::Tcp(address) => write!(f, "tcp:{address}"),
        }
    }
}

impl Reader {
    /// Looks for the reader, so that nobody is asked for a code in vain.
    ///
    /// # Errors
    /// `reader_unavailable`.
    pub(crate) fn find(name: &ReaderName) -> Result<Self, Failure> {
        Ok(match name {
            ReaderName::Any => Self::Pcsc(pcsc::find(None)?),
            ReaderName::Pcsc(name) => Self::Pcsc(pcsc::find(Some(name))?),
            ReaderName::Sim(profile) => Self::Sim(*profile),
            ReaderName::Tcp(address) => Self::Tcp(address.clone()),
        })
    }

    /// The profile, if the card is simulated in this process.
    pub(crate) const fn simulated(&self) -> Option<AnyProfile> {
        match self {
            Self::Sim(profile) => Some(*profile),
            Self::Pcsc(_) | Self::Tcp(_) => None,
        }
    }

    /// Connects to the card. In `folder` a simulated card keeps its state.
    ///
    /// # Errors
    /// `reader_unavailable`, `busy`, `card_lost`, `memory_unavailable`.
    pub(crate) fn open(
        &self,
        link: Option<Link>,
        folder: &StateFolder,
    ) -> Result<Box<dyn Transceive>, Failure> {
        match self {
            Self::Sim(profile) => sim::open(*profile, limits(link), folder),
            Self::Pcsc(name) => pcsc::open(name, link.map(Link::limits)),
            Self::Tcp(address) => tcp::open(address, limits(link)),
        }
    }
}

/// A PC/SC reader, and what is in it.
#[cfg_attr(not(feature = "pcsc"), allow(dead_code, reason = "there is none"))]
#[derive(Clone, Debug)]
pub(crate) struct PcscReader {
    pub(crate) name: String,
    /// The answer to reset of the card in it; empty when the reader does not
    /// tell it.
    pub(crate) card: Option<Vec<u8>>,
}

fn limits(link: Option<Link>) -> Limits {
    link.unwrap_or(Link::Extended).limits()
}

impl Link {
    /// What such a link carries.
    pub(crate) const fn limits(self) -> Limits {
        match self {
            Self::Short => Limits::SHORT,
            Self::Extended => Limits::EXTENDED,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use cie_sim::{Profile, cns};

    use super::*;

    #[test]
    fn readers_are_spelled_one_way_and_printed_the_same() {
        for (text, reader) in [
            ("sim:st", Reader::Sim(AnyProfile::Cie(Profile::St))),
            ("sim:cns-st", Reader::Sim(AnyProfile::Cns(cns::Profile::St))),
            (
                "pcsc:A reader: 00 00",
                Reader::Pcsc("A reader: 00 00".into()),
            ),
            ("tcp:[::1]:80", Reader::Tcp("[::1]:80".into())),
        ] {
            assert_eq!(reader.to_string(), text);
            assert!(text.parse::<ReaderName>().is_ok(), "{text}");
        }
        assert_eq!(
            "sim".parse(),
            Ok(ReaderName::Sim(AnyProfile::Cie(Profile::Gemalto)))
        );
        assert_eq!("pcsc".parse(), Ok(ReaderName::Any));
        for wrong in [
            "sim:",
            "sim:x",
            "pcsc:",
            "tcp:",
            "tcp:host",
            "tcp::1",
            "tcp:h:99999",
            "x",
        ] {
            assert!(wrong.parse::<ReaderName>().is_err(), "{wrong}");
        }
    }
}
