//! The card itself: what it remembers, and the way of a command through it.
//!
//! ```text
//! bytes ─ parse ─┬─ GET RESPONSE ──────────────────────────────── response
//!                ├─ secure: open ─ chain ─ dispatch ─ protect ─┐
//!                └─ clear: drop secure messaging ─ chain ─ dispatch ─┴─ split (61xx)
//! ```

mod chain;
mod codes;
mod data_objects;
mod device_authentication;
mod emrtd;
mod environment;
mod files;
mod internal_authentication;
mod key_agreement;
mod options;
mod read;
mod secure;
mod select;
mod session;

use std::sync::{Arc, OnceLock};

use cie_core::LinkError;
use cie_core::apdu::command::{CLA_CHAINING, CLA_SECURE, ins};
use cie_core::channel::secure::is_secure;
use cie_core::{
    StatusWord,
    apdu::{Command, Form, Response},
};

use self::files::{Application, FileId};
pub use self::options::{ExtendedLength, Options};
use self::session::Session;
use crate::fault::Faults;
use crate::identity::Identity;
use crate::interface::{Answer, Chip, Interface, JournalEntry, SimulatedCard};
use crate::lds::Document;
use crate::profile::Profile;
use crate::random::Random;
use crate::state::State;

/// A simulated card. A clone is a snapshot: it goes on on its own, with the same random numbers.
#[derive(Clone)]
pub struct Card {
    profile: Profile,
    options: Options,
    identity: &'static Identity,
    random: Random,
    /// What the travel-document application holds; made when it is first asked for.
    document: OnceLock<Arc<Document>>,
    /// What stays without power.
    state: State,
    /// Wrong passwords in PACE since the last right one. This, too, stays without power.
    wrong_cans: u32,
    /// Whether DF_CIE was selected since the field came up: some cards remember it over a reset.
    cie_used: bool,
    /// A fault knob has silenced the card until the field comes up anew.
    mute: bool,
    application: Application,
    file: Option<FileId>,
    session: Session,
    interface: Interface,
}

impl Card {
    /// A fresh card in the field, with [`STANDARD_PIN`](crate::STANDARD_PIN) and
    /// [`STANDARD_PUK`](crate::STANDARD_PUK).
    #[must_use]
    pub fn new(profile: Profile, options: Options) -> Self {
        Self::with_state(profile, options, State::default())
    }

    /// A card in the field that remembers `state`.
    #[must_use]
    pub fn with_state(profile: Profile, options: Options, state: State) -> Self {
        let random = Random::of(options.any_seed());
        Self {
            profile,
            options,
            identity: Identity::standard(),
            random,
            document: OnceLock::new(),
            state,
            wrong_cans: 0,
            cie_used: false,
            mute: false,
            application: Application::Mf,
            file: None,
            session: Session::default(),
            interface: Interface::default(),
        }
    }

    /// One exchange over a link that the fault knobs may cut.
    ///
    /// # Errors
    /// [`LinkError::Lost`] where a knob says so; the card has lost its power then and is back in
    /// the field for the next exchange.
    pub fn exchange(&mut self, command: &[u8]) -> Result<Vec<u8>, LinkError> {
        self.exchange_over_link(command)
    }

    /// Answers a command APDU; any bytes will do. The answer ends with a status word, unless a
    /// fault knob says otherwise.
    pub fn process(&mut self, command: &[u8]) -> Vec<u8> {
        self.answer(command)
    }

    /// A warm reset: everything is forgotten but codes, counters, and what only the loss of the
    /// field clears.
    pub fn reset(&mut self) {
        self.application = Application::Mf;
        self.file = None;
        self.session = Session::default();
        self.interface.forget();
    }

    /// The card leaves the field and comes back: everything is forgotten but codes and counters.
    pub fn leave_field(&mut self) {
        self.reset();
        self.cie_used = false;
        self.mute = false;
    }

    /// The travel document: what it holds, and what a verifier may be given about it.
    #[must_use]
    pub fn travel_document(&self) -> Arc<Document> {
        self.document()
    }

    /// The family.
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

    /// Encryption and MAC key of secure messaging while it is on. For tests that look whether they
    /// show up where they must not.
    #[must_use]
    pub fn session_keys(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        let keys = self.session.channel.as_ref()?.keys();
        Some((keys.enc().to_vec(), keys.mac_key().to_vec()))
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

    /// Whether `code` is the PIN. Uses up no try.
    #[must_use]
    pub fn has_pin(&self, code: &[u8]) -> bool {
        self.state.pin.is(code)
    }

    fn faults(&self) -> &Faults {
        &self.options.faults
    }

    fn takes_extended(&self, secure: bool) -> bool {
        match self.options.extended {
            ExtendedLength::Supported => {
                self.application != Application::Cie || self.profile.takes_extended_in_ias()
            }
            ExtendedLength::Refused => false,
            ExtendedLength::RefusedUnderSecureMessaging => !secure,
        }
    }

    /// Answers a command that is not looked into; secure messaging ends.
    fn refuse(&mut self, exchange: u32, command: &Command, status: StatusWord) -> Response {
        self.interface.break_chain();
        self.session.end_if_secure();
        self.interface.record(exchange, false, command, status);
        Response::status(status)
    }

    /// Executes a whole command, deciphered and put together.
    fn dispatch(&mut self, command: &Command) -> Response {
        let broken = self.session.document.end_pace();
        if broken && command.ins == ins::SELECT {
            // stevansen/IDReaderiOS, a real card; of other commands nothing is known.
            return Response::status(StatusWord::LAST_OF_CHAIN_EXPECTED);
        }
        let answer = match self.application {
            Application::Lds => self.dispatch_in_document(command),
            Application::Mf | Application::Cie => self.dispatch_in_ias(command),
        };
        answer.unwrap_or_else(Response::status)
    }

    fn dispatch_in_document(&mut self, command: &Command) -> Answer {
        match command.ins {
            ins::SELECT => self.select(command),
            ins::READ_BINARY => self.read_binary(command),
            ins::READ_BINARY_ODD => self.read_binary_odd(command),
            ins::GET_CHALLENGE | ins::EXTERNAL_AUTHENTICATE => self.basic_access(command),
            ins::MANAGE_SECURITY_ENVIRONMENT if is_pace(command) => self.set_pace(command),
            ins::MANAGE_SECURITY_ENVIRONMENT | ins::GENERAL_AUTHENTICATE => {
                self.authenticate_chip(command)
            }
            ins::INTERNAL_AUTHENTICATE => self.authenticate_actively(command),
            _ => Err(StatusWord::INS_NOT_SUPPORTED),
        }
    }

    fn dispatch_in_ias(&mut self, command: &Command) -> Answer {
        match command.ins {
            ins::SELECT => self.select(command),
            ins::READ_BINARY => self.read_binary(command),
            ins::READ_BINARY_ODD => self.read_binary_odd(command),
            ins::GET_DATA_ODD => self.get_data(command),
            ins::MANAGE_SECURITY_ENVIRONMENT if is_pace(command) => self.set_pace(command),
            ins::MANAGE_SECURITY_ENVIRONMENT => self.manage_security_environment(command),
            ins::PERFORM_SECURITY_OPERATION => self.verify_certificate(command),
            ins::GET_CHALLENGE => self.get_challenge(command),
            ins::EXTERNAL_AUTHENTICATE => self.external_authenticate(command),
            ins::INTERNAL_AUTHENTICATE => self.internal_authenticate(command),
            ins::VERIFY => self.verify(command),
            ins::CHANGE_REFERENCE_DATA => self.change_reference_data(command),
            ins::RESET_RETRY_COUNTER => self.reset_retry_counter(command),
            ins::GENERAL_AUTHENTICATE => Err(StatusWord::CONDITIONS_NOT_SATISFIED),
            _ => Err(StatusWord::INS_NOT_SUPPORTED),
        }
    }
}

impl Chip for Card {
    fn interface(&mut self) -> &mut Interface {
        &mut self.interface
    }

    fn faults(&self) -> &Faults {
        Self::faults(self)
    }

    fn random(&mut self) -> &mut Random {
        &mut self.random
    }

    fn lose_power(&mut self) {
        self.leave_field();
    }

    fn falls_silent(&mut self, command: &[u8]) -> bool {
        self.mute |= self.options.faults.mute_on_extended
            && self.application == Application::Cie
            && matches!(Command::parse(command), Ok((_, Form::Extended)));
        self.mute
    }

    fn receive_nonsense(&mut self) {
        self.session.end_if_secure();
    }

    fn receive(&mut self, exchange: u32, command: &Command, form: Form) -> Response {
        let class = command.cla & !(CLA_CHAINING | CLA_SECURE);
        if command.ins == ins::GET_RESPONSE && class == 0 {
            return self.interface.get_response(exchange, command);
        }
        self.interface.drop_pending();
        let secure = is_secure(command.cla);
        if class != 0 || (command.cla & CLA_SECURE != 0 && !secure) {
            return self.refuse(exchange, command, StatusWord::CLA_NOT_SUPPORTED);
        }
        if form == Form::Extended && !self.takes_extended(secure) {
            return self.refuse(exchange, command, StatusWord::WRONG_LENGTH);
        }
        if secure {
            let response = self.receive_secure(exchange, command);
            return self.interface.split(command.le, response);
        }
        self.session.end_if_secure();
        if self.is_too_long_for_pace(command, form) {
            self.session.document.end_pace();
            return self.refuse(exchange, command, StatusWord::WRONG_LENGTH);
        }
        let response = self.advance_chain(command.clone(), false);
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
        Self::leave_field(self);
    }

    fn state(&self) -> &State {
        &self.state
    }
}

impl core::fmt::Debug for Card {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Card")
            .field("profile", &self.profile)
            .field("exchanges", &self.interface.exchanges())
            .finish_non_exhaustive()
    }
}

/// MSE SET for PACE, by its first parameter: for mutual authentication.
const fn is_pace(command: &Command) -> bool {
    command.p1 == 0xC1
}
