//! The commands with the holder's authentication key (ISO/IEC 7816-8), as OpenSC
//! sends them (`src/libopensc/card-itacns.c`): whoever wants a signature pads
//! the block, and the card does nothing but the bare RSA operation.

use zeroize::Zeroizing;

use super::card::Opened;
use crate::{
    apdu::{Command, Le, Response, command::ins},
    app::code::CodeCard as _,
    channel::{ChannelError, plain::Link},
    error::{Error, ErrorKind},
    phase::Phase,
};

/// P1 and P2 of MANAGE SECURITY ENVIRONMENT, RESTORE: the environment of the
/// authentication key.
const RESTORE: (u8, u8) = (0xF3, 0x03);
/// P1 of MANAGE SECURITY ENVIRONMENT, SET, for whatever use of a private key.
const SET: u8 = 0xF1;
/// Data object of MANAGE SECURITY ENVIRONMENT: reference of a key.
const KEY: u8 = 0x83;
/// Padding indicator of DECIPHER: no further indication.
const NO_INDICATION: u8 = 0x00;

/// The command for the RSA operation of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyUse {
    /// COMPUTE DIGITAL SIGNATURE, for a key that is for signatures alone.
    Sign,
    /// DECIPHER, for a key that is for more.
    Decipher,
}

impl KeyUse {
    /// P2 of MANAGE SECURITY ENVIRONMENT: digital signature or confidentiality
    /// template.
    const fn template(self) -> u8 {
        match self {
            Self::Sign => 0xB6,
            Self::Decipher => 0xB8,
        }
    }

    /// PERFORM SECURITY OPERATION over `block`. The answer is as long as it.
    fn operation(self, block: &[u8]) -> Command {
        let (p1, p2, before): (u8, u8, &[u8]) = match self {
            Self::Sign => (0x9E, 0x9A, &[]),
            Self::Decipher => (0x80, 0x86, &[NO_INDICATION]),
        };
        let ne = u32::try_from(block.len()).map_or(Le::Max, Le::Exact);
        Command::new(ins::PERFORM_SECURITY_OPERATION, p1, p2)
            .data([before, block].concat())
            .le(ne)
    }
}

impl Opened<'_, '_> {
    /// Has the card raise `block`, as long as the modulus, to its private
    /// exponent. The PIN has to be verified. What does not fit a short command is
    /// sent in extended form where the link can, as OpenSC does, without asking
    /// the card before. No code is in any of this, so one that refuses is asked
    /// once more, with the command in pieces.
    ///
    /// # Errors
    /// [`ErrorKind::CardRefused`]; [`ErrorKind::CardMisbehaved`] when the
    /// answer is of another length; those of the link.
    pub fn sign(&mut self, usage: KeyUse, block: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        let key = self.key;
        let link = self.link();
        link.enter(Phase::Sign);
        // That would send the PIN a second time.
        link.forbid_restart();
        if !usage.operation(block).fits_short() {
            link.assume_extended();
        }
        let response = match operate(link, key, usage, block) {
            Err(ChannelError::ExtendedRefused(_)) => operate(link, key, usage, block),
            result => result,
        };
        let Response { data, status } = response.map_err(|error| link.failure(error))?;
        if !status.is_ok() {
            let confirmed = false;
            return Err(link.error(ErrorKind::CardRefused { status, confirmed }));
        }
        if data.len() != block.len() {
            return Err(link.error(ErrorKind::CardMisbehaved("a signature of a wrong length")));
        }
        Ok(data)
    }
}

/// Restores the environment, sets the key, and has the operation done; the
/// answer is that of the first one that is refused.
fn operate(
    link: &mut Link<'_>,
    key: u8,
    usage: KeyUse,
    block: &[u8],
) -> Result<Response, ChannelError> {
    let (p1, p2) = RESTORE;
    // OpenSC's five bytes end in `00`; where the link carries less than an
    // answer of 256 bytes, its Le would be another byte, and none is the same.
    let le = match link.short_ne() {
        256 => Le::Exact(256),
        _ => Le::None,
    };
    let restore = Command::new(ins::MANAGE_SECURITY_ENVIRONMENT, p1, p2).le(le);
    let set =
        Command::new(ins::MANAGE_SECURITY_ENVIRONMENT, SET, usage.template()).data([KEY, 1, key]);
    for command in [restore, set] {
        let response = link.exchange(&command)?;
        if !response.status.is_ok() {
            return Ok(response);
        }
    }
    link.exchange(&usage.operation(block))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use hex_literal::hex;

    use super::*;
    use crate::apdu::Form;

    /// The headers and lengths that OpenSC sends for a modulus of 1024 bits.
    #[test]
    fn the_operation_has_the_header_and_the_block_that_opensc_sends() {
        for (usage, head) in [
            (KeyUse::Sign, &hex!("002A9E9A80")[..]),
            (KeyUse::Decipher, &hex!("002A80868100")),
        ] {
            let command = usage.operation(&[0x5A; 128]).encode(Form::Short).unwrap();
            let expected = [head, &[0x5A; 128], &[0x80]].concat();
            assert_eq!(*command, expected);
        }
    }
}
