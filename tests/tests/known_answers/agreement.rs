//! Diffie-Hellman, and the agreement and device authentication of the CIE.

use std::convert::Infallible;

use cie_core::{
    StatusWord,
    agreement::{
        ias::{
            Accepted, AuthorityKey, ChipKey, DeviceAuthentication, DomainParameters, KeyAgreement,
            Transcript, terminal, terminal_certificate,
        },
        iso9796,
        modular::Modulus,
    },
    apdu::{Command, Form, Response},
    bytes::tlv,
};
use rand_core::{TryCryptoRng, TryRng};
use serde::Deserialize;

use super::vector::{Bytes, KnownAnswer, flipped};

/// An exchange of two parties in a group with a subgroup of order q.
#[derive(Clone, Deserialize)]
pub(crate) struct GroupExchange {
    p: Bytes,
    q: Bytes,
    g: Bytes,
    x_a: Bytes,
    y_a: Bytes,
    x_b: Bytes,
    y_b: Bytes,
    z: Bytes,
}

impl KnownAnswer for GroupExchange {
    fn holds(&self) -> bool {
        let p = Modulus::new(&self.p).unwrap();
        let power = |base: &[u8], exponent: &[u8]| p.pow(base, exponent).unwrap().to_vec();
        let group = parameters(&self.g, &self.p, &self.q);
        power(&self.g, &self.x_a) == *self.y_a
            && power(&self.g, &self.x_b) == *self.y_b
            && power(&self.y_b, &self.x_a) == *self.z
            && power(&self.y_a, &self.x_b) == *self.z
            && group.check_public_key(&self.y_a).is_ok()
            && group.check_public_key(&self.y_b).is_ok()
    }

    fn changed(&self) -> Vec<Vec<Self>> {
        flipped(self, |vector| {
            vec![&mut vector.y_a.0, &mut vector.y_b.0, &mut vector.z.0]
        })
    }
}

fn parameters(g: &[u8], p: &[u8], q: &[u8]) -> DomainParameters {
    DomainParameters::new(g.to_vec(), p.to_vec(), Some(q.to_vec())).unwrap()
}

/// The whole of an agreement and of the device authentication after it.
#[derive(Clone, Deserialize)]
pub(crate) struct DeviceAuthenticationTranscript {
    agreement: Agreement,
    authority: Authority,
    chip: Chip,
    terminal: Terminal,
    pub(crate) step: Vec<Step>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Agreement {
    random_byte: u8,
    p: Bytes,
    q: Bytes,
    g: Bytes,
    chip: Bytes,
    terminal: Bytes,
    k_enc: Bytes,
    k_mac: Bytes,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Authority {
    modulus: Bytes,
    exponent: Bytes,
    answer: Bytes,
    certificate: Bytes,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Chip {
    key: Bytes,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Terminal {
    challenge: Bytes,
    random: Bytes,
    representative: Bytes,
    ssc: Bytes,
}

/// One command and its answer, in clear, the latter without status word.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    #[serde(rename = "name")]
    _name: String,
    command: Bytes,
    response: Bytes,
}

impl DeviceAuthenticationTranscript {
    fn authority(&self) -> AuthorityKey {
        AuthorityKey::parse(&self.authority.answer).unwrap()
    }

    /// The certificate that the terminal issues itself for this authority.
    pub(crate) fn certificate(&self) -> Vec<u8> {
        terminal_certificate(&self.authority()).unwrap()
    }

    /// What the terminal and the chip agreed on, if it is as recorded.
    fn agree(&self) -> Option<Transcript> {
        let recorded = &self.agreement;
        let parameters = parameters(&recorded.g, &recorded.p, &recorded.q);
        let mut exponent = vec![recorded.random_byte; 32];
        *exponent.last_mut()? += 2;
        let agreement = KeyAgreement::with_exponent(parameters, exponent.into()).ok()?;
        let mut sent = vec![0x80, 1, 0x9B, 0x83, 1, 0x81];
        tlv::push(&mut sent, 0x91, &recorded.terminal);
        let public_key = Command::new(0x22, 0x41, 0xA6).data(sent);
        let answer = tlv::encode(0xA6, &tlv::encode(0x91, &recorded.chip));
        let same = agreement.send_public_key() == public_key;
        let (channel, transcript) = agreement.finish(&answer).ok()?;
        let same_keys = channel.keys().enc() == &*recorded.k_enc
            && channel.keys().mac_key() == &*recorded.k_mac;
        (same && same_keys).then_some(transcript)
    }

    /// The certificate is the recorded one and opens with the public key that
    /// belongs to the published exponent.
    fn certificate_holds(&self) -> bool {
        let Authority {
            modulus,
            exponent,
            certificate,
            ..
        } = &self.authority;
        let modulus = Modulus::new(modulus).unwrap();
        // 7F21 82 015D, 5F37 82 0100, signature, 5F38 4B, rest, 42 08, reference.
        let (signature, rest) = (&certificate[10..266], &certificate[269..344]);
        self.certificate() == **certificate
            && iso9796::verify(&modulus, exponent, signature, &[rest]).is_ok()
    }

    /// The signature of EXTERNAL AUTHENTICATE opens to the recorded value.
    fn signature_opens(&self, command: &[u8]) -> Option<bool> {
        let modulus = Modulus::new(&terminal::MODULUS).unwrap();
        let (_, signature) = command.split_last_chunk::<256>()?;
        let opened = modulus.pow(signature, &terminal::PUBLIC_EXPONENT).ok()?;
        Some(**opened == *self.terminal.representative)
    }

    /// Goes through all steps; `None` when the chip is refused.
    fn replay(&self) -> Option<bool> {
        let transcript = self.agree()?;
        let chip_key = ChipKey::parse(&self.chip.key).unwrap();
        let mut random = Recorded([&*self.terminal.challenge, &*self.terminal.random].concat());
        let mut authentication =
            DeviceAuthentication::begin(transcript, &self.authority(), chip_key, &mut random)
                .unwrap();
        let mut same = random.0.is_empty() && self.certificate_holds();
        let mut ssc = None;
        for step in &self.step {
            let command = authentication.next().unwrap()?;
            let form = if command.fits_short() {
                Form::Short
            } else {
                Form::Extended
            };
            same &= **command.encode(form).unwrap() == *step.command;
            if command.ins == 0x82 {
                same &= self.signature_opens(&command.data)?;
            }
            let answer = Response::new(step.response.to_vec(), StatusWord::OK);
            match authentication.accept(&answer).ok()? {
                Accepted::Proved(counter) => ssc = Some(counter),
                accepted => same &= accepted == Accepted::Continue,
            }
        }
        Some(same && ssc?.bytes() == *self.terminal.ssc)
    }
}

impl KnownAnswer for DeviceAuthenticationTranscript {
    fn holds(&self) -> bool {
        self.replay().unwrap_or(false)
    }

    fn changed(&self) -> Vec<Vec<Self>> {
        flipped(self, |vector| {
            let mut expected = vec![
                &mut vector.agreement.terminal.0[..],
                &mut vector.agreement.k_enc.0,
                &mut vector.agreement.k_mac.0,
                &mut vector.authority.certificate.0,
                &mut vector.terminal.representative.0,
                &mut vector.terminal.ssc.0,
            ];
            let last = vector.step.len() - 1;
            for (index, step) in vector.step.iter_mut().enumerate() {
                expected.push(&mut step.command.0);
                // The chip's signature; the other answers are input.
                if index == last {
                    expected.push(&mut step.response.0);
                }
            }
            expected
        })
    }
}

/// Recorded random numbers, each given once.
struct Recorded(Vec<u8>);

impl TryRng for Recorded {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_be_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_be_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        assert!(
            bytes.len() <= self.0.len(),
            "more random numbers than recorded"
        );
        let given: Vec<u8> = self.0.drain(..bytes.len()).collect();
        bytes.copy_from_slice(&given);
        Ok(())
    }
}

impl TryCryptoRng for Recorded {}
