//! A simulated card of whichever kind, for programs that let a person choose.

use core::fmt;
use core::str::FromStr;
use std::io;
use std::path::Path;

use thiserror::Error;

use crate::card::{Card, Options};
use crate::cns;
use crate::fault::FaultError;
use crate::interface::SimulatedCard;
use crate::profile::Profile;
use crate::state::State;

/// The profile of a CIE or of a TS-CNS.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum AnyProfile {
    /// A CIE of this family.
    Cie(Profile),
    /// A TS-CNS of this card system.
    Cns(cns::Profile),
}

/// The text is not the name of an [`AnyProfile`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
#[error(
    "no such card profile; there are gemalto, st, nxp, actalis, bit4id, cns-athena, cns-st, \
     cns-idemia, cns-idemia-nfc and cns-st2022-nfc"
)]
pub struct UnknownAnyProfile;

impl AnyProfile {
    /// All of them, the CIE's first.
    pub const ALL: [Self; 10] = [
        Self::Cie(Profile::Gemalto),
        Self::Cie(Profile::St),
        Self::Cie(Profile::Nxp),
        Self::Cie(Profile::Actalis),
        Self::Cie(Profile::Bit4id),
        Self::Cns(cns::Profile::Athena),
        Self::Cns(cns::Profile::St),
        Self::Cns(cns::Profile::Idemia),
        Self::Cns(cns::Profile::IdemiaNfc),
        Self::Cns(cns::Profile::St2022Nfc),
    ];

    /// The answer to reset.
    #[must_use]
    pub const fn atr(self) -> &'static [u8] {
        match self {
            Self::Cie(profile) => profile.atr(),
            Self::Cns(profile) => profile.atr(),
        }
    }

    /// The name in lower case, as [`FromStr`] reads it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cie(profile) => profile.name(),
            Self::Cns(profile) => profile.name(),
        }
    }

    /// What a fresh card of this kind remembers.
    #[must_use]
    pub fn fresh_state(self) -> State {
        match self {
            Self::Cie(_) => State::default(),
            Self::Cns(_) => State::cns(),
        }
    }

    /// Reads a state file of a card of this kind; `None` when there is none.
    ///
    /// # Errors
    /// As [`State::load`].
    pub fn load_state(self, path: &Path) -> io::Result<Option<State>> {
        match self {
            Self::Cie(_) => State::load(path),
            Self::Cns(_) => State::load_cns(path),
        }
    }

    /// A card in the field that remembers `state`.
    #[must_use]
    pub fn card(self, options: Options, state: State) -> Box<dyn SimulatedCard> {
        match self {
            Self::Cie(profile) => Box::new(Card::with_state(profile, options, state)),
            Self::Cns(profile) => Box::new(cns::Card::with_state(profile, options, state)),
        }
    }

    /// Whether these faults, as `NAME` or `NAME=VALUE`, mean something on such a card.
    ///
    /// # Errors
    /// [`FaultError::Meaningless`] for the first that does not.
    pub fn check_faults<T: AsRef<str>>(self, faults: &[T]) -> Result<(), FaultError> {
        let Self::Cns(_) = self else {
            return Ok(());
        };
        for fault in faults {
            let (name, _) = fault
                .as_ref()
                .split_once('=')
                .unwrap_or((fault.as_ref(), ""));
            if !cns::KNOBS.contains(&name) {
                return Err(FaultError::Meaningless(name.to_owned()));
            }
        }
        Ok(())
    }
}

impl Default for AnyProfile {
    fn default() -> Self {
        Self::Cie(Profile::default())
    }
}

impl fmt::Display for AnyProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for AnyProfile {
    type Err = UnknownAnyProfile;

    fn from_str(text: &str) -> Result<Self, UnknownAnyProfile> {
        let cie = text.parse().map(Self::Cie).ok();
        cie.or_else(|| text.parse().map(Self::Cns).ok())
            .ok_or(UnknownAnyProfile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_of_either_kind_is_read_back_from_its_name_and_the_refusal_names_all() {
        let cie = Profile::ALL.map(AnyProfile::Cie);
        let cns = cns::Profile::ALL.map(AnyProfile::Cns);
        let all: Vec<_> = cie.into_iter().chain(cns).collect();
        assert_eq!(all, AnyProfile::ALL);
        for profile in all {
            assert_eq!(profile.to_string().parse(), Ok(profile));
            assert!(UnknownAnyProfile.to_string().contains(profile.name()));
        }
        assert_eq!("cns".parse::<AnyProfile>(), Err(UnknownAnyProfile));
    }
}
