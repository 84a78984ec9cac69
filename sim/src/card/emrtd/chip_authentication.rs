//! Chip authentication (ICAO Doc 9303-11, section 6.2).

use cie_core::agreement::chip_authentication as chip;
use cie_core::agreement::group::{Group, PrivateKey};
use cie_core::apdu::command::ins;
use cie_core::bytes::tlv;
use cie_core::channel::cipher::Suite;
use cie_core::{StatusWord, apdu::Command};

use crate::card::Card;
use crate::card::session::Channel;
use crate::identity::DH_GROUP;
use crate::interface::Answer;
use crate::lds::{ChipAuthenticationKey, ChipKey};

/// P1 and P2 of MSE SET: key agreement template, authentication template.
const KEY_AGREEMENT: (u8, u8) = (0x41, 0xA6);
const AUTHENTICATION: (u8, u8) = (0x41, 0xA4);
/// Protocol, and number of the key, in MSE SET.
const PROTOCOL: u32 = 0x80;
const KEY: u32 = 0x84;

impl Card {
    /// MSE SET KAT (3DES, all in one), MSE SET AT (AES, to be followed) and the GENERAL
    /// AUTHENTICATE that follows: inside the secure messaging of PACE or BAC.
    pub(in crate::card) fn authenticate_chip(&mut self, command: &Command) -> Answer {
        if self.session.channel.is_none() || !self.session.document.opened {
            return Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED);
        }
        self.refused_proof()?;
        let mut machine = if command.ins == ins::GENERAL_AUTHENTICATE {
            let selected = self.session.document.chip.take();
            selected.ok_or(StatusWord::CONDITIONS_NOT_SATISFIED)?
        } else {
            self.chip_key(command)?
        };
        let answer = machine.answer(command).ok_or(StatusWord::WRONG_P1P2)?;
        match answer.channel {
            Some(channel) => self.session.next_channel = Some(Channel::from(*channel)),
            None if answer.response.status.is_ok() => self.session.document.chip = Some(machine),
            None => {}
        }
        Ok(answer.response)
    }

    /// The fault that refuses chip and active authentication.
    pub(super) fn refused_proof(&self) -> Result<(), StatusWord> {
        self.faults()
            .refused_proof
            .map_or(Ok(()), |status| Err(StatusWord(status)))
    }

    /// The key that MSE SET means: by its number if it has one, and by the protocol.
    fn chip_key(&self, command: &Command) -> Result<chip::CardSide, StatusWord> {
        let named = tlv::find(&command.data, KEY).ok();
        let document = self.document();
        let fitting = |key: &&ChipAuthenticationKey| match (command.p1, command.p2) {
            KEY_AGREEMENT => key.suite.cipher == Suite::TripleDes,
            AUTHENTICATION => tlv::find(&command.data, PROTOCOL)
                .is_ok_and(|protocol| protocol.value == key.suite.protocol()),
            _ => false,
        };
        let key = document
            .chip_keys()
            .iter()
            .filter(|key| named.is_none_or(|named| key.id.is_some_and(|id| named.value == [id])))
            .find(fitting)
            .ok_or(StatusWord::REFERENCED_DATA_NOT_FOUND)?;
        let secret = if self.faults().other_chip_key {
            key.key.other()
        } else {
            key.key.clone()
        };
        let (group, private) = match &secret {
            ChipKey::Dh(key) => (
                Group::diffie_hellman(&DH_GROUP.p, &DH_GROUP.g, Some(&DH_GROUP.q)),
                PrivateKey::new(key.private_key()),
            ),
            ChipKey::Ec(key) => (
                Group::standardised(key.curve().parameter_id()).map_err(Into::into),
                PrivateKey::new(key.private_key()),
            ),
        };
        let id = key.id.map(|id| [id]);
        let group = group.map_err(|_| StatusWord::NO_DIAGNOSIS)?;
        chip::CardSide::new(group, private, id.as_ref().map(<[u8; 1]>::as_slice))
            .map_err(|_| StatusWord::NO_DIAGNOSIS)
    }
}
