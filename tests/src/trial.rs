//! What one process runs while another looks into its memory, and the secrets
//! that it handles.

use chacha20::ChaCha20Rng;
use cie_core::{
    agreement::{
        kdf::{Hash, session_keys},
        modular::Modulus,
    },
    apdu::{Command, command::ins},
    bytes::tlv,
    channel::{cipher::Suite, secure::is_secure},
};
use cie_sim::identity::DH_GROUP;
use crypto_bigint::{
    BoxedUint, Odd,
    modular::{BoxedMontyForm, BoxedMontyParams},
};
use rand_core::{Rng, SeedableRng};

use crate::{served::Seen, wire::Exchange};

/// The seed of the terminal's random numbers in `operate`.
pub const TERMINAL_SEED: u64 = 0x7E_2141;

/// Bytes that are looked for at once: a code, half a 3DES key, a limb.
pub(crate) const PIECE: usize = 8;

/// An operation with codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trial {
    /// PIN.
    Verify,
    /// Old PIN, new PIN.
    Change,
    /// PUK, new PIN; `2C 02`.
    Unblock,
    /// PUK, new PIN; `2C 03`, `2C 02`.
    UnblockResetFirst,
    /// Old PIN, new PIN; after a lost CHANGE.
    Resolve,
}

impl Trial {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Verify,
        Self::Change,
        Self::Unblock,
        Self::UnblockResetFirst,
        Self::Resolve,
    ];

    /// The name on a command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Change => "change",
            Self::Unblock => "unblock",
            Self::UnblockResetFirst => "unblock-reset-first",
            Self::Resolve => "resolve",
        }
    }

    /// Reads what [`Self::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trial| trial.name() == name)
    }
}

/// Bytes to look for, and what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle {
    /// What was found, if it is. Not a secret.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Secrets in the forms in which they lie in memory.
#[derive(Clone, Debug, Default)]
pub struct Needles(pub Vec<Needle>);

impl Needles {
    /// A code: its ASCII digits, also as one number of 64 bits.
    pub fn code(&mut self, name: &str, digits: &str) {
        self.pieces(name, digits.as_bytes());
    }

    /// A code as a whole: each copy of it is found once.
    pub fn whole(&mut self, name: &str, digits: &str) {
        self.0.push(Needle {
            name: name.to_owned(),
            bytes: digits.as_bytes().to_vec(),
        });
    }

    /// The keys of every channel, in halves: single DES keys.
    pub fn keys(&mut self, seen: &Seen) {
        assert!(!seen.keys.is_empty(), "no channel was ever set up");
        for (encryption, mac) in &seen.keys {
            self.pieces("encryption key", encryption);
            self.pieces("MAC key", mac);
        }
    }

    /// The Diffie-Hellman secret of the first channel, found again from the
    /// seed of the card's random numbers, of which the exponent is the first.
    pub fn shared_secret(&mut self, card_seed: u64, seen: &Seen) {
        let secret = shared_secret(card_seed, seen);
        self.pieces("shared secret", &secret);
        let [p, z] = [&DH_GROUP.p[..], &secret].map(BoxedUint::from_be_slice_vartime);
        let params = BoxedMontyParams::new(Odd::new(p).unwrap());
        let montgomery = BoxedMontyForm::new(z, &params)
            .as_montgomery()
            .to_be_bytes();
        self.pieces("shared secret in Montgomery form", &montgomery);
    }

    /// The terminal's exponent, found again from [`TERMINAL_SEED`].
    pub fn terminal_exponent(&mut self, seen: &Seen) {
        let exponent = terminal_exponent(&seen.log);
        self.pieces("exponent", &exponent);
    }

    /// [`Self::shared_secret`] in the forms of text.
    pub fn text_of_shared_secret(&mut self, card_seed: u64, seen: &Seen) {
        self.text_of_bytes("shared secret", &shared_secret(card_seed, seen));
    }

    /// [`Self::terminal_exponent`] in the forms of text.
    pub fn text_of_exponent(&mut self, seen: &Seen) {
        self.text_of_bytes("exponent", &terminal_exponent(&seen.log));
    }

    /// Pieces of a secret, since nobody needs to leave all of it: as they are, backwards as in a large number, and in
    /// words of 32 bits backwards as in a hash.
    fn pieces(&mut self, name: &str, secret: &[u8]) {
        for (index, piece) in secret.chunks(PIECE).enumerate() {
            assert_eq!(piece.len(), PIECE);
            let backwards: Vec<u8> = piece.iter().rev().copied().collect();
            let words = piece.chunks(4).flat_map(|word| word.iter().rev().copied());
            let words: Vec<u8> = words.collect();
            for (form, bytes) in [
                ("", piece.to_vec()),
                (", backwards", backwards),
                (", words backwards", words),
            ] {
                self.0.push(Needle {
                    name: format!("{name}, piece {index}{form}"),
                    bytes,
                });
            }
        }
    }
}

/// Positions of needles in a haystack, by the needles' names.
pub fn find<'n>(needles: &'n Needles, haystack: &[u8]) -> Vec<(&'n str, usize)> {
    let mut first = vec![false; 1 << 16];
    let pair = |bytes: &[u8]| {
        bytes
            .first_chunk()
            .map(|pair| usize::from(u16::from_be_bytes(*pair)))
    };
    for needle in &needles.0 {
        if let Some(known) = pair(&needle.bytes).and_then(|pair| first.get_mut(pair)) {
            *known = true;
        }
    }
    let mut found = Vec::new();
    for position in 0..haystack.len() {
        let here = haystack.get(position..).unwrap_or_default();
        if pair(here).and_then(|pair| first.get(pair)) != Some(&true) {
            continue;
        }
        for needle in &needles.0 {
            if here.starts_with(&needle.bytes) {
                found.push((needle.name.as_str(), position));
            }
        }
    }
    found
}

/// The terminal's public value, from its MANAGE SECURITY ENVIRONMENT in clear.
fn terminal_public_value(log: &[Exchange]) -> Vec<u8> {
    let mut template = Vec::new();
    for exchange in log {
        let (command, _) = Command::parse(&exchange.command).unwrap();
        let kind = (command.ins, command.p1, command.p2);
        if kind == (ins::MANAGE_SECURITY_ENVIRONMENT, 0x41, 0xA6) && !is_secure(command.cla) {
            template.extend_from_slice(&command.data);
        }
    }
    tlv::find(&template, 0x91).unwrap().value.to_vec()
}

/// The secret that the card computed: its exponent is the first random number
/// of this seed that is in range, and the keys tell whether that still holds.
fn shared_secret(card_seed: u64, seen: &Seen) -> Vec<u8> {
    let mut random = ChaCha20Rng::seed_from_u64(card_seed);
    let mut exponent = [0; 32];
    loop {
        random.fill_bytes(&mut exponent);
        if exponent < DH_GROUP.q {
            break;
        }
    }
    let modulus = Modulus::new(&DH_GROUP.p).unwrap();
    let secret = modulus
        .pow(&terminal_public_value(&seen.log), &exponent)
        .unwrap();
    let keys = session_keys(Hash::Sha256, Suite::TripleDes, &secret).unwrap();
    let (encryption, _) = seen.keys.first().unwrap();
    assert_eq!(keys.enc(), encryption, "the secret is another one");
    secret.to_vec()
}

/// The exponent that the terminal drew: uniform in 2 to q - 2.
fn terminal_exponent(log: &[Exchange]) -> Vec<u8> {
    let mut random = ChaCha20Rng::seed_from_u64(TERMINAL_SEED);
    let number = BoxedUint::from_be_slice_vartime;
    let values = number(&DH_GROUP.q).wrapping_sub(BoxedUint::from(3_u8));
    let mut drawn = [0; 32];
    loop {
        random.fill_bytes(&mut drawn);
        if number(&drawn) < values {
            break;
        }
    }
    let exponent = number(&drawn)
        .wrapping_add(BoxedUint::from(2_u8))
        .to_be_bytes();
    let modulus = Modulus::new(&DH_GROUP.p).unwrap();
    let public = modulus.pow(&DH_GROUP.g, &exponent).unwrap();
    assert_eq!(
        *public,
        terminal_public_value(log),
        "the exponent is another one"
    );
    exponent.to_vec()
}
