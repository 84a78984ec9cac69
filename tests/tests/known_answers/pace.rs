//! PACE, in whole runs of both sides.

use std::{collections::VecDeque, convert::Infallible};

use cie_core::{
    Can, MrzKey, Password, StatusWord,
    agreement::{
        group::{Element, Group, KeyPair, PrivateKey},
        pace::{
            Accepted, CardSettings, CardSide, Choice, Established, Outcome, Protocol,
            SetAuthentication, Terminal,
        },
    },
    apdu::{Command, Form, Response},
    bytes::tlv,
    channel::secure::SecureMessaging,
};
use crypto_bigint::{BoxedUint, NonZero};
use rand_core::{TryCryptoRng, TryRng};
use serde::Deserialize;

use super::vector::{Bytes, KnownAnswer, flipped};

/// Gives these bytes, then fails the test.
pub(crate) struct Script(VecDeque<u8>);

impl Script {
    pub(crate) fn new(parts: &[Vec<u8>]) -> Self {
        Self(parts.concat().into())
    }
}

impl TryRng for Script {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        panic!("only bytes are drawn");
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        panic!("only bytes are drawn");
    }

    fn try_fill_bytes(&mut self, target: &mut [u8]) -> Result<(), Infallible> {
        for byte in target {
            *byte = self.0.pop_front().unwrap();
        }
        Ok(())
    }
}

impl TryCryptoRng for Script {}

/// A Diffie-Hellman group by its numbers.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrimeGroup {
    parameter_id: u8,
    p: Bytes,
    g: Bytes,
    q: Bytes,
}

impl KnownAnswer for PrimeGroup {
    fn holds(&self) -> bool {
        // It is recognised, and what is recognised has all of its numbers.
        let group = Group::diffie_hellman(&self.p, &self.g, Some(&self.q));
        group.is_ok_and(|group| {
            group.parameter_id() == Some(self.parameter_id)
                && group.generator().as_bytes() == &*self.g
                && group.prime_bits() == 8 * self.p.len()
        })
    }

    fn changed(&self) -> Vec<Vec<Self>> {
        flipped(self, |vector| {
            vec![&mut vector.p.0, &mut vector.g.0, &mut vector.q.0]
        })
    }
}

/// A run of PACE with everything that is drawn and computed in it.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PaceRun {
    oid: Bytes,
    parameter_id: u8,
    can: Option<String>,
    mrz: Option<String>,
    encrypted_nonce: Bytes,
    nonce: Bytes,
    terminal_nonce: Option<Bytes>,
    pseudo_random: Option<Bytes>,
    terminal_mapping_private: Option<Bytes>,
    terminal_mapping_public: Option<Bytes>,
    chip_mapping_private: Option<Bytes>,
    chip_mapping_public: Option<Bytes>,
    generator: Bytes,
    terminal_private: Bytes,
    terminal_public: Bytes,
    chip_private: Option<Bytes>,
    chip_public: Bytes,
    secret: Option<Bytes>,
    k_enc: Bytes,
    k_mac: Bytes,
    terminal_token: Bytes,
    chip_token: Bytes,
    chip_static_private: Option<Bytes>,
    chip_static_public: Option<Bytes>,
    chip_data: Option<Bytes>,
    encrypted_chip_data: Option<Bytes>,
    pub(crate) exchange: Vec<Exchange>,
}

/// A command and its answer, with status word.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exchange {
    command: Bytes,
    answer: Bytes,
}

impl PaceRun {
    fn group(&self) -> Group {
        Group::standardised(self.parameter_id).unwrap()
    }

    fn choice(&self) -> Choice {
        Choice::new(Protocol::from_oid(&self.oid).unwrap(), self.group()).unwrap()
    }

    fn password(&self) -> Password {
        match (&self.can, &self.mrz) {
            (Some(can), None) => Password::Can(Can::new(can.as_bytes()).unwrap()),
            (None, Some(mrz)) => Password::Mrz(MrzKey::new(mrz.as_bytes())),
            _ => panic!("one password"),
        }
    }

    /// The key pair whose public part is recorded.
    fn pair(&self, generator: &Element, private: &[u8], public: &[u8]) -> Option<KeyPair> {
        let pair = self
            .group()
            .key_pair(generator, PrivateKey::new(private))
            .ok()?;
        (pair.public().as_bytes() == public).then_some(pair)
    }

    /// The numbers that lead to the keys, without any protocol.
    fn numbers_hold(&self) -> Option<()> {
        let group = self.group();
        let standard = group.generator();
        let generator = if let Some(random) = &self.pseudo_random {
            group.map_integrated(random).ok()?
        } else {
            let terminal = self.pair(
                &standard,
                self.terminal_mapping_private.as_deref()?,
                self.terminal_mapping_public.as_deref()?,
            )?;
            let chip = self.pair(
                &standard,
                self.chip_mapping_private.as_deref()?,
                self.chip_mapping_public.as_deref()?,
            )?;
            let mapped = group
                .map_generic(&terminal, chip.public(), &self.nonce)
                .ok()?;
            let same = group.map_generic(&chip, terminal.public(), &self.nonce);
            (same.ok()? == mapped).then_some(mapped)?
        };
        let terminal = self.pair(&generator, &self.terminal_private, &self.terminal_public)?;
        let chip = group.element(&self.chip_public).ok()?;
        let secret = group.shared_secret(&terminal, &chip).ok()?;
        if let Some(private) = &self.chip_private {
            let chip = self.pair(&generator, private, &self.chip_public)?;
            let same = group.shared_secret(&chip, terminal.public()).ok()?;
            (same == secret).then_some(())?;
        }
        let recorded = self.secret.as_deref().unwrap_or(&secret);
        let chip_key = self.chip_data.is_none() || self.quotient_holds().is_some();
        (generator.as_bytes() == &*self.generator && *secret == recorded && chip_key).then_some(())
    }

    fn quotient_holds(&self) -> Option<()> {
        let group = self.group();
        let private = self.chip_static_private.as_deref()?;
        let public = self.chip_static_public.as_deref()?;
        self.pair(&group.generator(), private, public)?;
        let mapping = PrivateKey::new(self.chip_mapping_private.as_deref()?);
        let quotient = group.divide(&mapping, &PrivateKey::new(private)).ok()?;
        (quotient.as_bytes() == self.chip_data.as_deref()?).then_some(())
    }

    /// The terminal sends the recorded commands and takes the recorded
    /// answers.
    fn terminal_holds(&self) -> Option<()> {
        let mut drawn = Vec::new();
        match (&self.terminal_nonce, &self.terminal_mapping_private) {
            (Some(nonce), _) => drawn.push(nonce.0.clone()),
            (None, private) => drawn.push(self.drawn(private.as_deref()?)),
        }
        drawn.push(self.drawn(&self.terminal_private));
        let mut random = Script::new(&drawn);
        let mut terminal = Terminal::begin(self.choice(), &self.password());
        let mut done = None;
        for exchange in &self.exchange {
            let sent = terminal.next()?.command.encode(Form::Short).ok()?;
            (*sent == *exchange.command).then_some(())?;
            let answer = Response::parse(&exchange.answer)?;
            if let Accepted::Done(established) = terminal.accept(&answer, &mut random).ok()? {
                done = Some(*established);
            }
        }
        let Established {
            messaging,
            transcript,
            chip_data,
        } = done?;
        let template = tlv::Tlv::single(&self.exchange[4].command[5..17]).ok()?;
        let token = template.child(0x85).ok()?.value;
        let chip_holds = match (&self.chip_static_public, chip_data) {
            (None, None) => true,
            (Some(public), Some(data)) => data.verify(public).is_ok(),
            _ => false,
        };
        (self.has_keys(&messaging)
            && transcript.terminal_key == *self.terminal_public
            && transcript.chip_key == *self.chip_public
            && *token == *self.terminal_token
            && self.answers_hold()
            && chip_holds
            && random.0.is_empty())
        .then_some(())
    }

    /// The values inside the answers are the recorded ones.
    fn answers_hold(&self) -> bool {
        let inside = |index: usize, tag| {
            let answer = &self.exchange[index].answer;
            let body = &answer[..answer.len() - 2];
            let template = tlv::Tlv::single(body).ok()?;
            let object = template.child(tag).ok()?;
            Some(object.value.to_vec())
        };
        let same = |found: Option<Vec<u8>>, recorded: Option<&Bytes>| {
            recorded.is_none_or(|recorded| found.as_deref() == Some(&**recorded))
        };
        same(inside(1, 0x80), Some(&self.encrypted_nonce))
            && same(inside(2, 0x82), self.chip_mapping_public.as_ref())
            && same(inside(3, 0x84), Some(&self.chip_public))
            && same(inside(4, 0x86), Some(&self.chip_token))
            && same(inside(4, 0x8A), self.encrypted_chip_data.as_ref())
    }

    /// The card gives the recorded answers.
    fn card_holds(&self) -> Option<()> {
        let Some(private) = &self.chip_private else {
            return Some(());
        };
        let mut drawn = vec![self.nonce.0.clone()];
        if let Some(private) = &self.chip_mapping_private {
            drawn.push(self.drawn(private));
        }
        drawn.push(self.drawn(private));
        let mut random = Script::new(&drawn);
        let settings = CardSettings {
            nonce_len: self.nonce.len(),
            ..CardSettings::default()
        };
        let choice = self.choice();
        let mut card = CardSide::begin(choice, &self.password(), settings, &mut random).ok()?;
        let set = Command::parse(&self.exchange[0].command).ok()?.0;
        let set = SetAuthentication::parse(&set)?.ok()?;
        (set.oid == *self.oid
            && set.password_reference()? == self.password().reference()
            && set.parameter_id.is_none())
        .then_some(())?;
        let mut done = None;
        for exchange in &self.exchange[1..] {
            let (command, _) = Command::parse(&exchange.command).ok()?;
            let answer = card.answer(&command, &mut random);
            (answer.response.encode() == *exchange.answer).then_some(())?;
            if let Outcome::Done(established) = answer.outcome {
                done = Some(*established);
            }
        }
        (self.has_keys(&done?.messaging) && random.0.is_empty()).then_some(())
    }

    fn has_keys(&self, messaging: &SecureMessaging) -> bool {
        messaging.keys().enc() == &*self.k_enc && messaging.keys().mac_key() == &*self.k_mac
    }

    /// What a generator of random numbers gives when this exponent is drawn:
    /// it is moved up by 2, and below the order.
    fn drawn(&self, private: &[u8]) -> Vec<u8> {
        let order = match self.parameter_id {
            0 => "F518AA8781A8DF278ABA4E7D64B7CB9D49462353",
            13 => "A9FB57DBA1EEA9BC3E660A909D838D718C397AA3B561A6F7901E0E82974856A7",
            _ => panic!("no other group is in the file"),
        };
        let order = cie_core::bytes::hex::decode(order).unwrap();
        drawn_below(private, &order)
    }
}

fn drawn_below(private: &[u8], order: &[u8]) -> Vec<u8> {
    let number = BoxedUint::from_be_slice_vartime(private);
    let modulus = NonZero::new(BoxedUint::from_be_slice_vartime(order)).unwrap();
    let reduced = number.rem(&modulus).wrapping_sub(BoxedUint::from(2_u8));
    let bytes = reduced.to_be_bytes();
    bytes[bytes.len() - order.len()..].to_vec()
}

impl KnownAnswer for PaceRun {
    fn holds(&self) -> bool {
        self.numbers_hold().is_some()
            && self.terminal_holds().is_some()
            && self.card_holds().is_some()
    }

    fn changed(&self) -> Vec<Vec<Self>> {
        flipped(self, |vector| {
            let always = [
                &mut vector.encrypted_nonce,
                &mut vector.generator,
                &mut vector.terminal_public,
                &mut vector.chip_public,
                &mut vector.k_enc,
                &mut vector.k_mac,
                &mut vector.terminal_token,
                &mut vector.chip_token,
            ];
            let sometimes = [
                &mut vector.terminal_mapping_public,
                &mut vector.chip_mapping_public,
                &mut vector.secret,
                &mut vector.chip_static_public,
                &mut vector.chip_data,
                &mut vector.encrypted_chip_data,
            ];
            let exchanges = vector
                .exchange
                .iter_mut()
                .flat_map(|exchange| [&mut exchange.command, &mut exchange.answer]);
            always
                .into_iter()
                .chain(sometimes.into_iter().flatten())
                .chain(exchanges)
                .map(|bytes| bytes.0.as_mut_slice())
                .collect()
        })
    }
}

/// Where two nonces lead.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IntegratedMapping {
    oid: Bytes,
    parameter_id: u8,
    nonce: Bytes,
    terminal_nonce: Bytes,
    chip_private: Bytes,
    chip_public: Bytes,
}

impl KnownAnswer for IntegratedMapping {
    fn holds(&self) -> bool {
        let group = Group::standardised(self.parameter_id).unwrap();
        let choice = Choice::new(Protocol::from_oid(&self.oid).unwrap(), group.clone()).unwrap();
        // Written as long as the order, and far below it.
        let mut private = drawn_below(&self.chip_private, &vec![0xFF; self.chip_private.len()]);
        private.splice(..0, self.nonce.0.clone());
        let mut random = Script(private.into());
        let password = Password::Can(Can::new(b"123456").unwrap());
        let settings = CardSettings::default();
        let mut card = CardSide::begin(choice, &password, settings, &mut random).unwrap();
        let mut answer = |data: Vec<u8>| {
            let data = tlv::encode(0x7C, &data);
            let command = Command::new(0x86, 0, 0).cla(0x10).data(data);
            let answer = card.answer(&command, &mut random).response;
            (answer.status == StatusWord::OK).then_some(answer.data)
        };
        let mut chip_public = || {
            answer(Vec::new())?;
            answer(tlv::encode(0x81, &self.terminal_nonce))?;
            let answer = answer(tlv::encode(0x83, group.generator().as_bytes()))?;
            let object = tlv::descend(&answer, &[0x7C, 0x84]).ok()?;
            Some(object.value.to_vec())
        };
        chip_public().as_deref() == Some(&*self.chip_public)
    }

    fn changed(&self) -> Vec<Vec<Self>> {
        flipped(self, |vector| vec![&mut vector.chip_public.0])
    }
}
