//! VERIFY, CHANGE REFERENCE DATA and RESET RETRY COUNTER (ISO/IEC 7816-4, 11.5.6 to 11.5.10), in
//! the forms that shipped software uses (italia/cie-middleware-linux `cie-pkcs11/CSP/IAS.cpp`).

use cie_core::{StatusWord, apdu::Command};

use super::Card;
use super::files::Application;
use crate::interface::{Answer, ok};
use crate::state::Verification;

const PIN: u8 = 0x81;
const PUK: u8 = 0x82;
/// Bytes of a code.
const LENGTH: usize = 8;

/// P1 of RESET RETRY COUNTER: the data are the new PIN.
const NEW_PIN: u8 = 0x02;
/// P1 of RESET RETRY COUNTER: no data, the PIN stays.
const SAME_PIN: u8 = 0x03;

impl Card {
    pub(super) fn verify(&mut self, command: &Command) -> Answer {
        self.check_codes_open()?;
        if command.p1 != 0 {
            return Err(StatusWord::WRONG_P1P2);
        }
        let counts = self.faults().empty_verify_counts;
        let session = &mut self.session;
        let (code, verified) = match command.p2 {
            PIN => (&mut self.state.pin, &mut session.pin_verified),
            PUK => (&mut self.state.puk, &mut session.puk_verified),
            _ => return Err(StatusWord::REFERENCED_DATA_NOT_FOUND),
        };
        let verification = match command.data.len() {
            0 if code.tries() == 0 => Verification::Blocked,
            0 if !counts => Verification::Wrong(code.tries()),
            0 | LENGTH => {
                *verified = false;
                code.verify(&command.data)
            }
            _ => return Err(StatusWord::WRONG_LENGTH),
        };
        *verified |= verification == Verification::Right;
        self.status_of(verification)
    }

    pub(super) fn change_reference_data(&mut self, command: &Command) -> Answer {
        self.check_codes_open()?;
        match (command.p1, command.p2) {
            (0, PIN) => {}
            (0, _) => return Err(StatusWord::REFERENCED_DATA_NOT_FOUND),
            _ => return Err(StatusWord::WRONG_P1P2),
        }
        let (old, new) = command
            .data
            .split_first_chunk::<LENGTH>()
            .filter(|(_, new)| new.len() == LENGTH)
            .ok_or(StatusWord::WRONG_LENGTH)?;
        if self.state.pin.tries() == 0 {
            return Err(StatusWord::BLOCKED);
        }
        if !self.session.pin_verified {
            return Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED);
        }
        let verification = self.state.pin.verify(old);
        if verification == Verification::Right {
            self.state.pin.change(new);
        } else {
            self.session.pin_verified = false;
        }
        self.status_of(verification)
    }

    pub(super) fn reset_retry_counter(&mut self, command: &Command) -> Answer {
        self.check_codes_open()?;
        match (command.p1, command.p2) {
            (NEW_PIN | SAME_PIN, PIN) => {}
            (NEW_PIN | SAME_PIN, _) => return Err(StatusWord::REFERENCED_DATA_NOT_FOUND),
            _ => return Err(StatusWord::WRONG_P1P2),
        }
        let length = if command.p1 == NEW_PIN { LENGTH } else { 0 };
        if command.data.len() != length {
            return Err(StatusWord::WRONG_LENGTH);
        }
        if !self.session.puk_verified {
            return Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED);
        }
        if command.p1 == SAME_PIN {
            self.session.counter_reset = true;
        } else {
            if self.faults().reset_needs_2c03 && !self.session.counter_reset {
                return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
            }
            self.state.pin.change(&command.data);
        }
        self.state.pin.unblock();
        self.session.pin_verified = false;
        Ok(ok())
    }

    /// Codes are those of DF_CIE and are taken only after device authentication.
    fn check_codes_open(&self) -> Result<(), StatusWord> {
        if self.application == Application::Cie && self.session.device_authenticated() {
            Ok(())
        } else {
            Err(StatusWord::SECURITY_STATUS_NOT_SATISFIED)
        }
    }

    fn status_of(&self, verification: Verification) -> Answer {
        match verification.status(self.faults().immediate_6983) {
            StatusWord::OK => Ok(ok()),
            refusal => Err(refusal),
        }
    }
}
