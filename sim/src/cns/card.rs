//! The card itself: what it remembers, and the way of a command through it.

use cie_core::LinkError;
use cie_core::apdu::command::{CLA_CHAINING, ins};
use cie_core::{
    StatusWord,
    apdu::{Command, Form, Le, Response},
};
use rand_core::TryRng;

use super::contents::Contents;
use super::files::{File, IDEMIA_KEY};
use super::profile::{Layout, Profile};
use super::security::Environment;
use crate::card::{ExtendedLength, Options};
use crate::fault::Faults;
use crate::identity::CnsKeys;
use crate::interface::{Answer, Chip, Interface, JournalEntry, SimulatedCard, ok_with};
use crate::random::Random;
use crate::standard::cns::padded;
use crate::state::State;

/// The tag of the card's model.
const MODEL: (u8, u8) = (0x01, 0x80);

/// A simulated TS-CNS. A clone is a snapshot: it goes on on its own, with the same random numbers.
#[derive(Clone)]
pub struct Card {
    pub(super) profile: Profile,
    pub(super) options: Options,
    random: Random,
    /// What stays without power.
    pub(super) state: State,
    interface: Interface,
    /// Whether the application that holds the files is selected; without one there is no need.
    pub(super) application_selected: bool,
    /// Path of the current directory below the MF.
    pub(super) directory: &'static [u16],
    /// The current elementary file.
    pub(super) file: Option<&'static File>,
    pub(super) session: Session,
}

/// What outlives SELECT, and is gone with a reset (OpenSC relies on it for the PIN).
#[derive(Clone, Copy, Default)]
pub(super) struct Session {
    pub(super) pin_verified: bool,
    /// What MANAGE SECURITY ENVIRONMENT has restored or set.
    pub(super) environment: Option<Environment>,
}

impl Card {
    /// A fresh card in the reader, with [`STANDARD_PIN`](super::STANDARD_PIN) and
    /// [`STANDARD_PUK`](super::STANDARD_PUK). Of the options, those of the travel document mean
    /// nothing here.
    #[must_use]
    pub fn new(profile: Profile, options: Options) -> Self {
        Self::with_state(profile, options, State::cns())
    }

    /// A card in the reader that remembers `state`.
    #[must_use]
    pub fn with_state(profile: Profile, options: Options, state: State) -> Self {
        let random = Random::of(options.any_seed());
        Self {
            profile,
            options,
            random,
            state,
            interface: Interface::default(),
            application_selected: profile.application().is_none(),
            directory: &[],
            file: None,
            session: Session::default(),
        }
    }

    /// One exchange over a link that the fault knobs may cut.
    ///
    /// # Errors
    /// [`LinkError::Lost`] where a knob says so; the card has lost its power then and is back in
    /// the reader for the next exchange.
    pub fn exchange(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        self.exchange_over_link(command)
    }

    /// Answers a command APDU; any bytes will do. The answer ends with a status word, unless a
    /// fault knob says otherwise.
    pub fn process(&mut self, command: &[u8]) -> Vec<u8> {
        self.answer(command)
    }

    /// A reset: everything is forgotten but codes and counters.
    pub fn reset(&mut self) {
        self.application_selected = self.profile.application().is_none();
        self.directory = &[];
        self.file = None;
        self.session = Session::default();
        self.interface.forget();
    }

    /// The card system.
    #[must_use]
    pub const fn profile(&self) -> Profile {
        self.profile
    }

    /// What the card remembers without power.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Turns all fault knobs; exchanges go on being counted.
    pub fn set_faults(&mut self, faults: Faults) {
        self.options.faults = faults;
    }

    /// Exchanges so far, those that were cut included.
    #[must_use]
    pub const fn exchanges(&self) -> u32 {
        self.interface.exchanges()
    }

    /// The commands received so far, oldest first; very old ones are forgotten.
    #[must_use]
    pub fn journal(&self) -> &[JournalEntry] {
        self.interface.journal()
    }

    /// Tries left of the PIN.
    #[must_use]
    pub const fn pin_tries(&self) -> u8 {
        self.state.pin.tries()
    }

    /// Tries left of the PUK.
    #[must_use]
    pub const fn puk_tries(&self) -> u8 {
        self.state.puk.tries()
    }

    /// Whether these digits are the PIN. Uses up no try.
    #[must_use]
    pub fn has_pin(&self, digits: &[u8]) -> bool {
        self.state.pin.is(&padded(digits))
    }

    /// The holder's certificate in DER.
    #[must_use]
    pub fn certificate(&self) -> &'static [u8] {
        &Contents::of(self.profile).certificate
    }

    /// The certificate in DER of the simulated authority that issued the holder's; self-signed.
    ///
    /// # Panics
    /// Never, unless the data committed in this crate was damaged.
    #[must_use]
    pub fn authority_certificate() -> Vec<u8> {
        let certificate = CnsKeys::standard().authority_certificate();
        certificate.expect("the committed data makes a certificate")
    }

    /// Whether the current directory is one from which key and PIN are found. On IDEMIA OpenSC
    /// selects theirs before each use; that they are not found from elsewhere is assumed.
    pub(super) fn is_at_key(&self) -> bool {
        self.application_selected
            && match self.profile.layout() {
                Layout::Classic => true,
                Layout::Idemia => self.directory == IDEMIA_KEY,
            }
    }

    fn takes_extended(&self) -> bool {
        self.profile.takes_extended_length() && self.options.extended != ExtendedLength::Refused
    }

    fn execute(&mut self, command: &Command) -> Response {
        if command.is_code_command() {
            if let Some(status) = self.options.faults.plain_status_on_code {
                return Response::status(StatusWord(status));
            }
            if self.options.faults.wrong_le_on_code && command.le != Le::Exact(8) {
                return Response::status(StatusWord(0x6C08));
            }
        }
        let whole = self
            .interface
            .put_together(command.clone(), false, may_be_chained);
        match whole {
            Ok(whole) => self.dispatch(&whole).unwrap_or_else(Response::status),
            Err(answer) => answer,
        }
    }

    fn dispatch(&mut self, command: &Command) -> Answer {
        match command.ins {
            ins::SELECT => self.select(command),
            ins::READ_BINARY => self.read_binary(command),
            ins::VERIFY => self.verify(command),
            ins::CHANGE_REFERENCE_DATA => self.change_reference_data(command),
            ins::RESET_RETRY_COUNTER => self.reset_retry_counter(command),
            ins::MANAGE_SECURITY_ENVIRONMENT => self.manage_security_environment(command),
            ins::PERFORM_SECURITY_OPERATION => self.perform_security_operation(command),
            ins::GET_CHALLENGE => self.get_challenge(command),
            ins::GET_DATA => self.get_data(command),
            _ => Err(StatusWord::INS_NOT_SUPPORTED),
        }
    }

    fn get_challenge(&mut self, command: &Command) -> Answer {
        let length = match command.le {
            Le::Exact(n) => n,
            Le::None | Le::Max => 8,
        };
        if length > self.profile.longest_challenge() {
            return Err(StatusWord::WRONG_LENGTH);
        }
        let mut challenge = vec![0; length as usize];
        let Ok(()) = self.random.try_fill_bytes(&mut challenge);
        Ok(ok_with(challenge))
    }

    /// Cards without an application to select have no such command, as far as the simulator goes.
    fn get_data(&self, command: &Command) -> Answer {
        let (_, model) = self
            .profile
            .application()
            .ok_or(StatusWord::INS_NOT_SUPPORTED)?;
        if self.application_selected && (command.p1, command.p2) == MODEL {
            Ok(ok_with(model.to_vec()))
        } else {
            Err(StatusWord::REFERENCED_DATA_NOT_FOUND)
        }
    }
}

impl Chip for Card {
    fn interface(&mut self) -> &mut Interface {
        &mut self.interface
    }

    fn faults(&self) -> &Faults {
        &self.options.faults
    }

    fn random(&mut self) -> &mut Random {
        &mut self.random
    }

    fn lose_power(&mut self) {
        self.reset();
    }

    fn receive_nonsense(&mut self) {}

    fn receive(&mut self, exchange: u32, command: &Command, form: Form) -> Response {
        if command.cla == 0 && command.ins == ins::GET_RESPONSE {
            return self.interface.get_response(exchange, command);
        }
        self.interface.drop_pending();
        let refusal = if command.cla & !CLA_CHAINING != 0 {
            Some(StatusWord::CLA_NOT_SUPPORTED)
        } else if form == Form::Extended && !self.takes_extended() {
            Some(StatusWord::WRONG_LENGTH)
        } else {
            None
        };
        let response = match refusal {
            Some(status) => {
                self.interface.break_chain();
                Response::status(status)
            }
            None => self.execute(command),
        };
        self.interface
            .record(exchange, false, command, response.status);
        self.interface.split(command.le, response)
    }
}

impl SimulatedCard for Card {
    fn atr(&self) -> &'static [u8] {
        self.profile.atr()
    }

    fn exchange(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        self.exchange_over_link(command)
    }

    fn reset(&mut self) {
        Self::reset(self);
    }

    fn leave_field(&mut self) {
        Self::reset(self);
    }

    fn state(&self) -> &State {
        &self.state
    }
}

impl core::fmt::Debug for Card {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Card")
            .field("profile", &self.profile)
            .field("exchanges", &self.exchanges())
            .finish_non_exhaustive()
    }
}

/// OpenSC chains a block that is as long as an RSA-2048 modulus. A code in pieces is refused.
const fn may_be_chained(instruction: u8) -> bool {
    matches!(instruction, ins::PERFORM_SECURITY_OPERATION)
}
