//! Chip authentication inside an open channel.

use rand_core::CryptoRng;

use crate::{
    agreement::{
        chip_authentication::{
            Accepted, ChipAuthenticationError, ChipPublicKey, Protocol, Terminal,
        },
        group::GroupError,
    },
    channel::{plain::Link, protected::ProtectedLink},
    error::{Error, ErrorKind},
};

/// What came of the agreement with a chip's static key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipAgreement {
    /// The channel has new keys. The chip has proved its own when the next answer
    /// verifies.
    NewKeys,
    /// The chip refused. The channel may be closed.
    Refused,
    /// The protocol does not go with the key.
    UnusableKey,
}

/// Agrees with the chip's static key on new keys for `channel`. `key_id` is the
/// value field of the INTEGER that names the key, where it has a name.
///
/// # Errors
/// Those of the link; `card_misbehaved` for a wrong answer under the old keys. A
/// refusal is not an error.
pub fn agree_with_chip(
    channel: &mut ProtectedLink<'_, '_>,
    protocol: Protocol,
    key: ChipPublicKey,
    key_id: Option<&[u8]>,
    rng: &mut dyn CryptoRng,
) -> Result<ChipAgreement, Error> {
    let failed = |link: &Link<'_>, error| match error {
        ChipAuthenticationError::Refused(_) => Ok(ChipAgreement::Refused),
        ChipAuthenticationError::Misbehaved(what) => {
            Err(link.error(ErrorKind::CardMisbehaved(what)))
        }
        ChipAuthenticationError::UnusableKey(error @ GroupError::Random) => {
            Err(link.error(ErrorKind::UnsupportedDevice(error.to_string())))
        }
        ChipAuthenticationError::UnusableKey(_) | ChipAuthenticationError::Unsupported => {
            Ok(ChipAgreement::UnusableKey)
        }
    };
    let mut machine = match Terminal::begin(protocol, key, key_id, rng) {
        Ok(machine) => machine,
        Err(error) => return failed(channel.link(), error),
    };
    while let Some(command) = machine.next() {
        let response = match channel.exchange(&command) {
            Err(error) if error.is_refusal() => return Ok(ChipAgreement::Refused),
            answer => answer.map_err(|error| channel.link().failure(error))?,
        };
        match machine.accept(&response) {
            Ok(Accepted::Continue) => {}
            Ok(Accepted::Done(messaging)) => channel.rekey(*messaging),
            Err(error) => return failed(channel.link(), error),
        }
    }
    Ok(ChipAgreement::NewKeys)
}
