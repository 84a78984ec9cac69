//! The Diffie-Hellman agreement of IAS ECC on the card's side, and the ways a card could get it
//! wrong (italia/cie-middleware-linux `cie-pkcs11/CSP/IAS.cpp`, `DHKeyExchange`).

use cie_core::StatusWord;
use cie_core::agreement::kdf::{Hash, session_keys};
use cie_core::agreement::modular::Modulus;
use cie_core::channel::cipher::Suite;
use cie_core::channel::ssc::Ssc;
use crypto_bigint::BoxedUint;
use zeroize::Zeroizing;

use super::Card;
use super::session::{Agreement, Channel, Session};
use crate::fault::BadGroup;
use crate::identity::DH_GROUP;
use crate::interface::{Answer, ok};
use crate::random::Random;

/// Bytes of p when a fault knob makes it too short.
const SHORT_P: usize = 96;

/// The group as the card gives it: its bytes are hashed in device authentication as they are.
pub(super) struct Group {
    pub(super) g: Vec<u8>,
    pub(super) p: Vec<u8>,
    pub(super) q: Option<Vec<u8>>,
}

impl Card {
    pub(super) fn group(&self) -> Group {
        let mut group = Group {
            g: DH_GROUP.g.to_vec(),
            p: DH_GROUP.p.to_vec(),
            q: (!self.faults().no_q).then(|| DH_GROUP.q.to_vec()),
        };
        match self.faults().bad_group {
            Some(BadGroup::EvenP) => set_lowest_bit(&mut group.p, 0),
            Some(BadGroup::ShortP) => {
                group.p.truncate(SHORT_P);
                set_lowest_bit(&mut group.p, 1);
                group.g.truncate(SHORT_P);
            }
            Some(BadGroup::GeneratorOne) => group.g = vec![1],
            _ => {}
        }
        group
    }

    /// y_IFD: as long as p, and 1 < y_IFD < p − 1.
    pub(super) fn accept_public_value(&mut self, terminal: Vec<u8>) -> Answer {
        let modulus = Modulus::new(&self.group().p).map_err(|_| StatusWord::NO_DIAGNOSIS)?;
        if terminal.len() != modulus.byte_len() || !modulus.is_proper_element(&terminal) {
            return Err(StatusWord::WRONG_DATA);
        }
        self.session.agreement = Agreement::Received { terminal };
        Ok(ok())
    }

    /// y_ICC. From the moment it is given out secure messaging is on.
    pub(super) fn public_value(&mut self) -> Result<Vec<u8>, StatusWord> {
        let Agreement::Received { terminal } = &self.session.agreement else {
            return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
        };
        let terminal = terminal.clone();
        let group = self.group();
        let modulus = Modulus::new(&group.p).map_err(|_| StatusWord::NO_DIAGNOSIS)?;
        let exponent = private_exponent(&mut self.random);
        let power = |base: &[u8]| {
            modulus
                .pow(base, exponent.as_slice())
                .map_err(|_| StatusWord::NO_DIAGNOSIS)
        };
        let mut chip = power(&group.g)?.to_vec();
        let mut secret = power(&terminal)?;
        match self.faults().bad_group {
            Some(BadGroup::PublicZero) => {
                chip.fill(0);
                secret = Zeroizing::new(chip.clone());
            }
            Some(BadGroup::PublicOne) => {
                chip.fill(0);
                set_lowest_bit(&mut chip, 1);
                secret = Zeroizing::new(chip.clone());
            }
            Some(BadGroup::PublicMinusOne) => {
                // p is odd; a terminal with an even exponent gets the secret 1.
                chip = group.p.clone();
                set_lowest_bit(&mut chip, 0);
                secret.fill(0);
                set_lowest_bit(&mut secret, 1);
            }
            Some(BadGroup::PublicOutsideSubgroup) => chip = negated(&group.p, &chip),
            _ => {}
        }

        let keys = session_keys(Hash::Sha256, Suite::TripleDes, &secret)
            .map_err(|_| StatusWord::NO_DIAGNOSIS)?;
        self.session = Session {
            agreement: Agreement::Done {
                terminal,
                chip: chip.clone(),
            },
            channel: Some(Channel {
                keys,
                ssc: Ssc::of_8_bytes(1),
            }),
            ..Session::default()
        };
        Ok(chip)
    }
}

/// Uniform in [2, q − 2].
fn private_exponent(random: &mut Random) -> Zeroizing<[u8; 32]> {
    let mut top = DH_GROUP.q;
    set_lowest_bit(&mut top, 0);
    let mut bottom = [0; 32];
    set_lowest_bit(&mut bottom, 1);
    loop {
        let exponent = Zeroizing::new(random.bytes());
        if *exponent > bottom && *exponent < top {
            return exponent;
        }
    }
}

/// p − value, as long as p.
fn negated(p: &[u8], value: &[u8]) -> Vec<u8> {
    let [p, value] = [p, value].map(BoxedUint::from_be_slice_vartime);
    p.wrapping_sub(value).to_be_bytes().to_vec()
}

fn set_lowest_bit(number: &mut [u8], bit: u8) {
    if let Some(last) = number.last_mut() {
        *last = *last & 0xFE | bit;
    }
}
