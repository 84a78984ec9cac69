//! The card's side.

use super::{
    SecureError, SecureMessaging,
    objects::{CHECKSUM, Objects, STATUS},
};
use crate::{
    apdu::{
        Command, Le, Response, StatusWord,
        command::{CLA_CHAINING, CLA_SECURE},
    },
    bytes::tlv,
    channel::cipher::pad,
};

impl SecureMessaging {
    /// Card: opens a protected command.
    ///
    /// # Errors
    /// Anything but a complete, matching, well-ordered command. The card then
    /// answers `6987` or `6988` without protection and closes the channel.
    pub fn open_command(&mut self, command: &Command) -> Result<Command, SecureError> {
        self.ssc.increment();
        let objects = Objects::read(&command.data)?;
        let header = [command.cla, command.ins, command.p1, command.p2];
        let input = self.command_mac_input(header, objects.authenticated);
        self.check(input, objects.checksum)?;
        if objects.status.is_some() {
            return Err(SecureError::Incorrect);
        }
        let le = match objects.le {
            None => Le::None,
            Some([0] | [0, 0]) => Le::Max,
            Some([n]) => Le::Exact(u32::from(*n)),
            Some([hi, lo]) => Le::Exact(u32::from(u16::from_be_bytes([*hi, *lo]))),
            Some(_) => return Err(SecureError::Incorrect),
        };
        let data = self.open_cryptogram(objects.cryptogram, command.ins % 2 == 1)?;
        Ok(Command {
            cla: command.cla & !CLA_SECURE,
            ins: command.ins,
            p1: command.p1,
            p2: command.p2,
            data,
            le,
        })
    }

    /// Card: protects its answer to the command opened last. The outer
    /// status word is the caller's to choose.
    ///
    /// # Errors
    /// [`SecureError::Cipher`], which keys of the right length exclude.
    pub fn protect_response(
        &mut self,
        response: &Response,
        odd_ins: bool,
        outer: StatusWord,
    ) -> Result<Response, SecureError> {
        self.ssc.increment();
        let mut body = Vec::new();
        if !response.data.is_empty() {
            self.push_cryptogram(&mut body, &response.data, odd_ins)?;
        }
        tlv::push(&mut body, STATUS, &response.status.0.to_be_bytes());
        let mut input = self.ssc.bytes();
        input.extend_from_slice(&body);
        pad(&mut input, self.keys.suite().block_len());
        let mac = self.keys.mac(&input)?;
        tlv::push(&mut body, CHECKSUM, &mac);
        Ok(Response::new(body, outer))
    }
}

/// Whether a class byte says that the command goes on in the next one.
#[must_use]
pub const fn is_chained(cla: u8) -> bool {
    cla & CLA_CHAINING != 0
}
