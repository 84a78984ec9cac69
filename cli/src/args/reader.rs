//! The reader that `--reader` names.

use std::str::FromStr;

use cie_sim::AnyProfile;

/// A reader as a person names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ReaderName {
    /// The one PC/SC reader that holds a card.
    Any,
    /// The simulated card, in this process.
    Sim(AnyProfile),
    /// The PC/SC reader of this name, or with this in its name.
    Pcsc(String),
    /// A card process that listens at `HOST:PORT`.
    Tcp(String),
}

impl FromStr for ReaderName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, rest) = match text.split_once(':') {
            Some((kind, rest)) => (kind, Some(rest)),
            None => (text, None),
        };
        match (kind, rest) {
            ("", None) | ("pcsc", None) => Ok(Self::Any),
            ("sim", None) => Ok(Self::Sim(AnyProfile::default())),
            ("sim", Some(profile)) => match profile.parse() {
                Ok(profile) => Ok(Self::Sim(profile)),
                Err(unknown) => Err(unknown.to_string()),
            },
            ("pcsc", Some(name)) if !name.is_empty() => Ok(Self::Pcsc(name.to_owned())),
            ("tcp", Some(address)) if is_address(address) => Ok(Self::Tcp(address.to_owned())),
            _ => Err("sim[:PROFILE], pcsc[:NAME] or tcp:HOST:PORT".to_owned()),
        }
    }
}

/// Whether the text is `HOST:PORT`.
fn is_address(text: &str) -> bool {
    text.rsplit_once(':')
        .is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok())
}
