//! VERIFY, CHANGE REFERENCE DATA and RESET RETRY COUNTER (ISO/IEC 7816-4, 11.5.6 to 11.5.10), in
//! the forms that OpenSC sends (`src/libopensc/card-itacns.c`, `iso7816.c`).

use cie_core::{StatusWord, apdu::Command};

use super::card::Card;
use crate::interface::{Answer, ok};
use crate::standard::cns::{LENGTH, PADDING};
use crate::state::Verification;

const SHORTEST_PIN: usize = 5;

/// P1 of RESET RETRY COUNTER: the data are the PUK and a new PIN.
const NEW_PIN: u8 = 0x00;
/// P1 of RESET RETRY COUNTER: the data are the PUK, the PIN stays.
const SAME_PIN: u8 = 0x01;

impl Card {
    pub(super) fn verify(&mut self, command: &Command) -> Answer {
        self.find_pin(command)?;
        if command.p1 != 0 {
            return Err(StatusWord::WRONG_P1P2);
        }
        let pin = &mut self.state.pin;
        let verification = match command.data.len() {
            0 if pin.tries() == 0 => Verification::Blocked,
            0 if self.options.faults.empty_verify_counts => pin.verify(&[]),
            0 if self.session.pin_verified => Verification::Right,
            0 => Verification::Wrong(pin.tries()),
            LENGTH => pin.verify(&command.data),
            _ => return Err(StatusWord::WRONG_LENGTH),
        };
        let asked = command.data.is_empty() && !self.options.faults.empty_verify_counts;
        if !asked {
            self.session.pin_verified = verification == Verification::Right;
        }
        self.status_of(verification)
    }

    pub(super) fn change_reference_data(&mut self, command: &Command) -> Answer {
        self.find_pin(command)?;
        if command.p1 != 0 {
            return Err(StatusWord::WRONG_P1P2);
        }
        let (old, new) = halves(&command.data)?;
        check_form(new)?;
        let verification = self.state.pin.verify(old);
        if verification == Verification::Right {
            self.state.pin.change(new);
        }
        // The old PIN was presented, and rightly or not.
        self.session.pin_verified = verification == Verification::Right;
        self.status_of(verification)
    }

    pub(super) fn reset_retry_counter(&mut self, command: &Command) -> Answer {
        self.find_pin(command)?;
        let (puk, new) = match command.p1 {
            NEW_PIN => {
                let (puk, new) = halves(&command.data)?;
                check_form(new)?;
                (puk, Some(new))
            }
            SAME_PIN => {
                let puk = command.data.as_slice().try_into();
                (puk.map_err(|_| StatusWord::WRONG_LENGTH)?, None)
            }
            _ => return Err(StatusWord::WRONG_P1P2),
        };
        let verification = self.state.puk.verify(puk);
        if verification == Verification::Right {
            if let Some(new) = new {
                self.state.pin.change(new);
            }
            self.state.pin.unblock();
            self.session.pin_verified = false;
        }
        self.status_of(verification)
    }

    /// Whether the command names the PIN where it can be found.
    fn find_pin(&self, command: &Command) -> Result<(), StatusWord> {
        (self.is_at_key() && command.p2 == self.profile.pin_reference())
            .then_some(())
            .ok_or(StatusWord::REFERENCED_DATA_NOT_FOUND)
    }

    fn status_of(&self, verification: Verification) -> Answer {
        match verification.status(self.options.faults.immediate_6983) {
            StatusWord::OK => Ok(ok()),
            refusal => Err(refusal),
        }
    }
}

fn halves(data: &[u8]) -> Result<(&[u8; LENGTH], &[u8; LENGTH]), StatusWord> {
    data.split_first_chunk()
        .and_then(|(first, second)| Some((first, second.try_into().ok()?)))
        .ok_or(StatusWord::WRONG_LENGTH)
}

/// A new PIN is 5 to 8 digits and padding: OpenSC sends nothing else. That the card looks is
/// assumed; it is stricter than any card is known to be.
fn check_form(pin: &[u8; LENGTH]) -> Result<(), StatusWord> {
    let digits = pin.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let padding = pin.iter().skip(digits).all(|byte| *byte == PADDING);
    (digits >= SHORTEST_PIN && padding)
        .then_some(())
        .ok_or(StatusWord::WRONG_DATA)
}
