//! Secure messaging on the card's side.

use cie_core::apdu::command::ins;
use cie_core::bytes::tlv;
use cie_core::channel::secure::{SecureError, SecureMessaging};
use cie_core::{
    StatusWord,
    apdu::{Command, Form, Le, Response},
};

use super::Card;
use super::session::Session;
use crate::interface::{counted, expected};

impl Card {
    /// A command under secure messaging, or one piece of it: each piece of a chained command is
    /// protected by itself and gets a protected answer.
    pub(super) fn receive_secure(&mut self, exchange: u32, command: &Command) -> Response {
        let Some(channel) = &mut self.session.channel else {
            self.interface.break_chain();
            return self.bare(exchange, command, StatusWord::CONDITIONS_NOT_SATISFIED);
        };
        let mut machine = SecureMessaging::new(channel.keys.clone(), channel.ssc);
        channel.ssc.increment();
        let plain = match machine.open_command(command) {
            Ok(mut plain) => {
                plain.le = counted(plain.le, protected_le_form(command));
                plain
            }
            Err(error) => {
                self.interface.break_chain();
                self.session = Session::default();
                let status = match error {
                    SecureError::Missing => StatusWord::SM_OBJECTS_MISSING,
                    _ => StatusWord::SM_OBJECTS_INCORRECT,
                };
                return self.bare(exchange, command, status);
            }
        };

        if plain.is_code_command() {
            if let Some(status) = self.faults().plain_status_on_code {
                self.session = Session::default();
                return self.bare(exchange, &plain, StatusWord(status));
            }
            if self.faults().wrong_le_on_code && plain.le != Le::Exact(8) {
                return self.ask_again(exchange, &plain, StatusWord(0x6C08));
            }
        }

        let too_long = |limit: Option<(usize, u16)>| {
            let (_, status) = limit.filter(|(most, _)| reads_more_than(&plain, *most))?;
            Some(StatusWord(status))
        };
        if let Some(status) = too_long(self.faults().most_read_in_clear) {
            self.session = Session::default();
            return self.bare(exchange, &plain, status);
        }
        if let Some(status) = too_long(self.faults().most_read) {
            self.interface.record(exchange, true, &plain, status);
            return self.protect(exchange, &plain, &Response::status(status));
        }

        let answer = self.advance_chain(plain.clone(), true);
        if answer.status.correct_le().is_some() {
            return self.ask_again(exchange, &plain, answer.status);
        }
        self.interface.record(exchange, true, &plain, answer.status);
        self.protect(exchange, &plain, &answer)
    }

    fn protect(&mut self, exchange: u32, command: &Command, answer: &Response) -> Response {
        let outer = if self.faults().outer_is_inner {
            answer.status
        } else {
            StatusWord::OK
        };
        let Some(channel) = &mut self.session.channel else {
            return Response::status(StatusWord::NO_DIAGNOSIS);
        };
        let mut machine = SecureMessaging::new(channel.keys.clone(), channel.ssc);
        channel.ssc.increment();
        let Ok(mut sealed) = machine.protect_response(answer, command.ins % 2 == 1, outer) else {
            return Response::status(StatusWord::NO_DIAGNOSIS);
        };
        if self.faults().corrupt_mac == Some(exchange)
            && let Some(last) = sealed.data.last_mut()
        {
            *last ^= 1;
        }
        if let Some(ssc) = self.session.next_ssc.take()
            && let Some(channel) = &mut self.session.channel
        {
            channel.ssc = ssc;
        }
        if let Some(channel) = self.session.next_channel.take() {
            self.session.channel = Some(channel);
        }
        sealed
    }

    /// `6Cxx`: the command is taken as not received, so that its increment of the counter does not
    /// count either, and the answer is in clear (M0Rf30/opencie-pkcs11 `shared/src/csp/ias.cpp`
    /// takes the increment back; others do not and lose the channel).
    fn ask_again(&mut self, exchange: u32, command: &Command, status: StatusWord) -> Response {
        if let Some(channel) = &mut self.session.channel {
            channel.ssc.decrement();
        }
        self.bare(exchange, command, status)
    }

    fn bare(&mut self, exchange: u32, command: &Command, status: StatusWord) -> Response {
        self.interface.record(exchange, true, command, status);
        Response::status(status)
    }
}

fn reads_more_than(command: &Command, most: usize) -> bool {
    matches!(command.ins, ins::READ_BINARY | ins::READ_BINARY_ODD) && expected(command.le) > most
}

/// Whether the protected Le is one byte long or two, in a command whose checksum is right.
fn protected_le_form(command: &Command) -> Form {
    const PROTECTED_LE: u32 = 0x97;
    match tlv::find(&command.data, PROTECTED_LE) {
        Ok(le) if le.value.len() > 1 => Form::Extended,
        _ => Form::Short,
    }
}
