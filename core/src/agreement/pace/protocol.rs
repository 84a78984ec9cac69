//! Protocol identifiers, and the choice among what a card offers.

use core::cmp::Reverse;

use super::PaceError;
use crate::{
    agreement::group::{Agreement, Group},
    channel::cipher::Suite,
};

/// `id-PACE`, 0.4.0.127.0.7.2.2.4, as the value of an object identifier.
const ID_PACE: [u8; 8] = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x04];
/// The version of PACE that ICAO Doc 9303-11 section 9.2.1 has. Version 1 was
/// replaced before any document used it.
const VERSION: u8 = 2;

/// How the nonce becomes a generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mapping {
    /// By an agreement of keys of its own.
    Generic,
    /// By a function of two nonces.
    Integrated,
    /// As generic; afterwards the chip proves its static key with the private
    /// key that it used. Elliptic curves and AES only.
    ChipAuthentication,
}

/// A protocol: key agreement, mapping, cipher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protocol {
    agreement: Agreement,
    mapping: Mapping,
    suite: Suite,
}

impl Protocol {
    /// A protocol of these parts.
    ///
    /// # Errors
    /// [`PaceError::Unsupported`] for chip-authentication mapping with
    /// anything but an elliptic curve and AES: the standard has none.
    pub fn new(agreement: Agreement, mapping: Mapping, suite: Suite) -> Result<Self, PaceError> {
        let excluded = agreement == Agreement::Dh || suite == Suite::TripleDes;
        if mapping == Mapping::ChipAuthentication && excluded {
            return Err(PaceError::Unsupported);
        }
        Ok(Self {
            agreement,
            mapping,
            suite,
        })
    }

    /// The protocol of the value field of an object identifier (ICAO Doc
    /// 9303-11 section 9.2.1); `None` for another.
    #[must_use]
    pub fn from_oid(oid: &[u8]) -> Option<Self> {
        let [kind, cipher] = oid.strip_prefix(&ID_PACE)?.try_into().ok()?;
        let (agreement, mapping) = match kind {
            1 => (Agreement::Dh, Mapping::Generic),
            2 => (Agreement::Ecdh, Mapping::Generic),
            3 => (Agreement::Dh, Mapping::Integrated),
            4 => (Agreement::Ecdh, Mapping::Integrated),
            6 => (Agreement::Ecdh, Mapping::ChipAuthentication),
            _ => return None,
        };
        let suite = Suite::from_number(cipher)?;
        Self::new(agreement, mapping, suite).ok()
    }

    /// The value field of the object identifier.
    #[must_use]
    pub fn oid(&self) -> Vec<u8> {
        let kind = match (self.agreement, self.mapping) {
            (Agreement::Dh, Mapping::Integrated) => 3,
            (Agreement::Dh, _) => 1,
            (Agreement::Ecdh, Mapping::Generic) => 2,
            (Agreement::Ecdh, Mapping::Integrated) => 4,
            (Agreement::Ecdh, Mapping::ChipAuthentication) => 6,
        };
        [&ID_PACE[..], &[kind, self.suite.number()]].concat()
    }

    /// Modulo a prime or on a curve.
    #[must_use]
    pub const fn agreement(&self) -> Agreement {
        self.agreement
    }

    /// How the nonce becomes a generator.
    #[must_use]
    pub const fn mapping(&self) -> Mapping {
        self.mapping
    }

    /// Cipher and MAC of nonce, token and channel.
    #[must_use]
    pub const fn suite(&self) -> Suite {
        self.suite
    }
}

/// One entry (`PACEInfo`) of EF.CardAccess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaceOffer {
    /// The value field of the protocol's object identifier.
    pub oid: Vec<u8>,
    /// Version of the protocol.
    pub version: u8,
    /// Number of the standardised domain parameters.
    pub parameter_id: Option<u8>,
}

/// A protocol in a group: what one run uses.
#[derive(Clone, Debug)]
pub struct Choice {
    protocol: Protocol,
    group: Group,
    ambiguous: bool,
}

impl Choice {
    /// A protocol in a group of its kind.
    ///
    /// # Errors
    /// [`PaceError::Unsupported`] when they do not go together.
    pub fn new(protocol: Protocol, group: Group) -> Result<Self, PaceError> {
        if protocol.agreement == group.agreement() {
            Ok(Self {
                protocol,
                group,
                ambiguous: false,
            })
        } else {
            Err(PaceError::Unsupported)
        }
    }

    /// What an entry offers; `None` when it is not supported here.
    #[must_use]
    pub fn of_offer(offer: &PaceOffer) -> Option<Self> {
        if offer.version != VERSION {
            return None;
        }
        let group = Group::standardised(offer.parameter_id?).ok()?;
        Self::new(Protocol::from_oid(&offer.oid)?, group).ok()
    }

    /// The protocol.
    #[must_use]
    pub const fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// The group.
    #[must_use]
    pub const fn group(&self) -> &Group {
        &self.group
    }

    /// Whether the card offers several groups of this kind of agreement, so
    /// that MSE SET must name the group (ICAO Doc 9303-11 section 4.4.4.1, tag
    /// 84: where more than one set of domain parameters is available). Another
    /// protocol of the same family counts: what the card chooses by is its own.
    #[must_use]
    pub const fn is_ambiguous(&self) -> bool {
        self.ambiguous
    }

    /// Bytes of the longest command data field of a run. Above 255 the card
    /// must be reached with extended length: the commands are chained among
    /// themselves and cannot be chained in pieces.
    #[must_use]
    pub fn longest_command_data(&self) -> usize {
        super::message::template_len(self.group.element_len())
    }

    /// Bytes of the longest response data field of a run.
    #[must_use]
    pub fn longest_response_data(&self) -> usize {
        super::message::template_len(self.group.element_len())
    }

    /// The weaker of cipher and group counts; then a curve before a prime
    /// field, because it takes a tenth of the time and of the bytes; then the
    /// mapping that proves the chip, then the one that every card has; then
    /// the stronger cipher.
    fn rank(&self) -> impl Ord + use<> {
        let cipher = match self.protocol.suite {
            // Two keys of 56 bits: NIST SP 800-57 part 1 (revision 3) table 2.
            Suite::TripleDes => 80,
            Suite::Aes128 => 128,
            Suite::Aes192 => 192,
            Suite::Aes256 => 256,
        };
        let group = self.group.strength();
        let mapping = match self.protocol.mapping {
            Mapping::Integrated => 0,
            Mapping::Generic => 1,
            Mapping::ChipAuthentication => 2,
        };
        let curve = self.protocol.agreement == Agreement::Ecdh;
        (group.min(cipher), curve, mapping, cipher, group)
    }
}

/// What is supported of a card's offers, the strongest first; among equals in
/// the card's order. Entries that are unknown, of another version, or without
/// standardised domain parameters are left out.
#[must_use]
pub fn ranked(offers: &[PaceOffer]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = offers.iter().filter_map(Choice::of_offer).collect();
    let offered: Vec<_> = offers
        .iter()
        .filter_map(|offer| Some((agreement_of(offer)?, offer.parameter_id)))
        .collect();
    for choice in &mut choices {
        let own = choice.protocol.agreement;
        let id = choice.group.parameter_id();
        let other = |(agreement, other)| agreement == own && other != id;
        choice.ambiguous = offered.iter().copied().any(other);
    }
    choices.sort_by_key(|choice| Reverse(choice.rank()));
    choices
}

/// The family of an offer of PACE, whether it is supported or not: the arc below
/// `id-PACE`. `None` where the domain parameters are of another kind: numbers
/// below 8 are prime fields (ICAO Doc 9303-11 section 9.5.1).
fn agreement_of(offer: &PaceOffer) -> Option<Agreement> {
    let is_prime_field = offer.parameter_id.map(|id| id < 8);
    match (offer.oid.strip_prefix(&ID_PACE)?.first()?, is_prime_field) {
        (1 | 3, None | Some(true)) => Some(Agreement::Dh),
        (2 | 4 | 6, None | Some(false)) => Some(Agreement::Ecdh),
        _ => None,
    }
}

/// The strongest of a card's offers that is supported.
#[must_use]
pub fn choose(offers: &[PaceOffer]) -> Option<Choice> {
    ranked(offers).into_iter().next()
}
