//! PACE (ICAO Doc 9303-11, section 4.4).

use core::time::Duration;
use std::thread;

use cie_core::agreement::group::PrivateKey;
use cie_core::agreement::group::{Agreement, Group};
use cie_core::agreement::pace::{
    self, CardSettings, Choice, Mapping as CoreMapping, Outcome, Protocol, SetAuthentication,
};
use cie_core::bytes::tlv;
use cie_core::channel::cipher::Suite;
use cie_core::{Can, MrzKey, Password, agreement::password::PasswordReference};
use cie_core::{
    StatusWord,
    apdu::{Command, Form, Response},
};

use super::DocumentSession;
use crate::card::Card;
use crate::card::files::Application;
use crate::card::session::{Channel, Session};
use crate::fault::BadKey;
use crate::interface::{Answer, ok};
use crate::lds::PaceSuite;
use crate::profile::Profile;

const DYNAMIC_AUTHENTICATION_DATA: u32 = 0x7C;
/// Data objects of the steps: the terminal's, and the card's answer to it.
const MAPPING_DATA: (u32, u32) = (0x81, 0x82);
const EPHEMERAL_KEY: (u32, u32) = (0x83, 0x84);
const TOKEN: u32 = 0x85;

/// A run of PACE, from MSE SET to the token.
#[derive(Clone)]
pub(super) struct Run {
    machine: pace::CardSide,
    group: Group,
    /// Whether a GENERAL AUTHENTICATE has begun the chain that the last one ends.
    chained: bool,
}

impl Run {
    pub(super) const fn is_in_a_chain(&self) -> bool {
        self.chained
    }
}

/// The number that the chip takes for the printed one when a knob lets its nonce be wrong.
const OTHER_CAN: &[u8] = b"000000";

impl Card {
    /// MSE SET AT for PACE: in the MF and in clear.
    pub(in crate::card) fn set_pace(&mut self, command: &Command) -> Answer {
        let set = SetAuthentication::parse(command).ok_or(StatusWord::WRONG_P1P2)??;
        if self.application != Application::Mf || self.session.channel.is_some() {
            return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
        }
        let suite = self.chosen_suite(&set)?;
        let password = set
            .password_reference()
            .ok_or(StatusWord::REFERENCED_DATA_NOT_FOUND)?;
        self.session = Session::default();
        self.session.document.pace = Some(self.begin(suite, password)?);
        Ok(ok())
    }

    /// The suite that MSE SET names: by its protocol and, where that leaves a choice, its domain
    /// parameters (section 4.4.4.1).
    fn chosen_suite(&self, set: &SetAuthentication) -> Result<PaceSuite, StatusWord> {
        let suites = self.offered_suites();
        let mut named = suites
            .iter()
            .filter(|suite| suite.protocol() == set.oid.as_slice())
            .peekable();
        if named.peek().is_none() {
            return Err(StatusWord::WRONG_DATA);
        }
        let mut fitting =
            named.filter(|suite| set.parameter_id.is_none_or(|id| suite.parameter_id() == id));
        if let (None, Some(status)) = (set.parameter_id, self.faults().parameter_id_demanded) {
            return Err(StatusWord(status));
        }
        match (fitting.next(), fitting.next()) {
            (Some(suite), None) => Ok(*suite),
            _ => Err(StatusWord::REFERENCED_DATA_NOT_FOUND),
        }
    }

    fn begin(&mut self, suite: PaceSuite, password: PasswordReference) -> Result<Run, StatusWord> {
        let failed = |_| StatusWord::NO_DIAGNOSIS;
        let document = self.document();
        let password = match password {
            PasswordReference::Can => {
                let wrong = self.faults().wrong_nonce;
                let can = document.options().can;
                let can = Can::new(if wrong { OTHER_CAN } else { &can });
                Password::Can(can.map_err(|_| StatusWord::NO_DIAGNOSIS)?)
            }
            PasswordReference::Mrz => {
                let information = document.mrz().information().as_bytes();
                let wrong = self.faults().wrong_nonce;
                Password::Mrz(MrzKey::new(if wrong { OTHER_CAN } else { information }))
            }
        };
        let group =
            Group::standardised(suite.parameter_id()).map_err(|_| StatusWord::NO_DIAGNOSIS)?;
        let protocol = Protocol::from_oid(&suite.protocol()).ok_or(StatusWord::NO_DIAGNOSIS)?;
        let mut settings = CardSettings {
            leading_zeros: self.faults().leading_zeros,
            ..CardSettings::default()
        };
        let nonce_len = self.faults().nonce_len;
        let open =
            protocol.suite() == Suite::TripleDes && protocol.mapping() != CoreMapping::Integrated;
        if let Some(len) = nonce_len.or(open.then(|| self.profile.nonce_len())) {
            settings.nonce_len = len;
        }
        if let Some(status) = self.faults().wrong_can_status {
            settings.wrong_token = StatusWord(status);
        }
        if protocol.mapping() == CoreMapping::ChipAuthentication {
            let key = suite.curve().and_then(|curve| document.mapping_key(curve));
            let key = key.ok_or(StatusWord::NO_DIAGNOSIS)?;
            settings.chip_key = Some(if self.faults().other_chip_key {
                PrivateKey::new(key.other().private_key())
            } else {
                PrivateKey::new(key.private_key())
            });
        }
        let choice = Choice::new(protocol, group.clone()).map_err(failed)?;
        let machine = pace::CardSide::begin(choice, &password, settings, &mut self.random);
        Ok(Run {
            machine: machine.map_err(failed)?,
            group,
            chained: false,
        })
    }

    /// GENERAL AUTHENTICATE in clear: one of the four steps, each answered by itself.
    pub(in crate::card) fn advance_pace(&mut self, command: &Command) -> Response {
        let Some(mut run) = self.session.document.pace.take() else {
            return Response::status(StatusWord::CONDITIONS_NOT_SATISFIED);
        };
        if is_nonce_step(command) {
            self.throttle();
        }
        let answer = run.machine.answer(command, &mut self.random);
        let mut response = answer.response;
        match answer.outcome {
            Outcome::Continue => {
                self.tamper(command, &run.group, &mut response);
                run.chained = true;
                self.session.document.pace = Some(run);
            }
            Outcome::Done(established) => {
                self.wrong_cans = 0;
                if self.faults().wrong_token
                    && let Some(first) = response.data.get_mut(4)
                {
                    *first ^= 1;
                }
                self.session = Session {
                    channel: Some(Channel::from(established.messaging)),
                    document: DocumentSession::opened(),
                    ..Session::default()
                };
            }
            Outcome::WrongPassword => self.wrong_cans = self.wrong_cans.saturating_add(1),
            Outcome::Failed => {}
        }
        response
    }

    /// Whether this step must be a short command, and is not: NXP cards fail otherwise
    /// (pagopa/cie-sdk-ios commits 43cdad9 and 435c97d; with which status word is not told).
    pub(in crate::card) fn is_too_long_for_pace(&self, command: &Command, form: Form) -> bool {
        let token = || tlv::descend(&command.data, &[DYNAMIC_AUTHENTICATION_DATA, TOKEN]).is_ok();
        self.profile == Profile::Nxp
            && form == Form::Extended
            && self.session.document.pace.is_some()
            && (is_nonce_step(command) || token())
    }

    /// Makes whoever tries out numbers wait, if a knob says so.
    fn throttle(&self) {
        let wait = u64::from(self.faults().can_delay.unwrap_or(0));
        thread::sleep(Duration::from_millis(wait * u64::from(self.wrong_cans)));
    }

    /// Sends a public key that a terminal must refuse, if a knob says so.
    fn tamper(&self, command: &Command, group: &Group, response: &mut Response) {
        for (bad, (asked, answered)) in [
            (self.faults().bad_mapping_key, MAPPING_DATA),
            (self.faults().bad_ephemeral_key, EPHEMERAL_KEY),
        ] {
            let part = |data, tag| tlv::descend(data, &[DYNAMIC_AUTHENTICATION_DATA, tag]);
            let (Some(bad), Ok(terminal), Ok(chip)) = (
                bad,
                part(&command.data, asked),
                part(&response.data, answered),
            ) else {
                continue;
            };
            let key = bad_key(bad, group, terminal.value, chip.value);
            let object = tlv::encode(answered, &key);
            response.data = tlv::encode(DYNAMIC_AUTHENTICATION_DATA, &object).into();
        }
    }
}

fn is_nonce_step(command: &Command) -> bool {
    tlv::find(&command.data, DYNAMIC_AUTHENTICATION_DATA).is_ok_and(|data| data.value.is_empty())
}

fn bad_key(bad: BadKey, group: &Group, terminal: &[u8], chip: &[u8]) -> Vec<u8> {
    match (bad, group.agreement()) {
        (BadKey::Own, _) => terminal.to_vec(),
        (BadKey::Neutral, Agreement::Dh) => vec![1],
        (BadKey::Neutral, Agreement::Ecdh) => vec![0],
        // Among 2048 bits, those whose 256th power is 1 are few; 2 is not among them.
        (BadKey::Outside, Agreement::Dh) => vec![2],
        (BadKey::Outside, Agreement::Ecdh) => {
            let mut key = chip.to_vec();
            if let Some(last) = key.last_mut() {
                *last ^= 1;
            }
            key
        }
    }
}
