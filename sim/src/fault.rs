//! Ways in which the card may misbehave, or behave otherwise than assumed.

mod end_of_file;
mod knobs;
mod turn;

use cie_core::agreement::pace::LeadingZeros;
use thiserror::Error;

pub(crate) use knobs::knob;

/// What the card does at the end of a file. Seen, or provided for by shipped software, is all but
/// [`Self::Refused`] (pagopa/cie-sdk-ios commit 08ef76a, pagopa/cie-sdk-android tests,
/// italia/cie-middleware-linux `cie-pkcs11/CSP/IAS.cpp`).
///
/// Where the offset lies at or behind the end, every variant but [`Self::EmptyOk`] answers `6B00`.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum EndOfFile {
    /// A read across the end gives what is there with `9000`.
    #[default]
    ShortOk,
    /// A read across the end gives what is there with `6282`.
    Warning,
    /// A read across the end gives nothing, with `6B00`: stricter than any card is known to be.
    Refused,
    /// A read across the end gives nothing but the length that would have been right, `6Cxx`.
    CorrectLength,
    /// A read across the end gives what is there with `9000`; a read at or behind the end gives
    /// nothing, with `9000`.
    EmptyOk,
}

/// What is wrong with the Diffie-Hellman group, or with the chip's public value in it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BadGroup {
    /// p is even.
    EvenP,
    /// p has 768 bits.
    ShortP,
    /// g is 1.
    GeneratorOne,
    /// The chip's public value is 0.
    PublicZero,
    /// The chip's public value is 1.
    PublicOne,
    /// The chip's public value is p − 1.
    PublicMinusOne,
    /// The chip's public value is p − g^x, which is not in the subgroup of order q.
    PublicOutsideSubgroup,
}

/// A public key in PACE that a terminal must refuse.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BadKey {
    /// The terminal's own, sent back.
    Own,
    /// The neutral element: 1, or the point at infinity.
    Neutral,
    /// A number outside the subgroup, or a point that is not on the curve.
    Outside,
}

/// A fault knob's name, the values it takes, and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Knob {
    /// The name in `NAME` or `NAME=VALUE`.
    pub name: &'static str,
    /// What the value may be, or empty when there is none. In brackets: may be left out.
    pub value: &'static str,
    /// What the knob does, in a sentence.
    pub description: &'static str,
}

/// The text is not a fault.
#[derive(Clone, Debug, Eq, PartialEq, Error)]
pub enum FaultError {
    /// No knob has this name.
    #[error("there is no fault called {0}")]
    Unknown(String),
    /// The knob does not take this value, or needs one.
    #[error("the fault {name} is written {name}={value}", value = .value)]
    Value {
        /// The knob's name.
        name: &'static str,
        /// What the value may be.
        value: &'static str,
    },
    /// The knob turns nothing on such a card.
    #[error("the fault {0} means nothing on this card")]
    Meaningless(String),
}

/// The position of every fault knob; the default is a card without faults.
///
/// Exchanges are counted from 0 over the life of a [`Card`](crate::Card) value, resets included.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Faults {
    /// The card leaves before this exchange reaches it.
    pub drop_before: Option<u32>,
    /// The card leaves after it has processed this exchange, before the answer arrives.
    pub drop_after: Option<u32>,
    /// The checksum of the protected answer made in this exchange is wrong.
    pub corrupt_mac: Option<u32>,
    /// What happens at the end of a file.
    pub end_of_file: EndOfFile,
    /// The outer status word of a protected answer is the inner one instead of `9000`.
    pub outer_is_inner: bool,
    /// The children of every template come in the opposite order.
    pub reorder_children: bool,
    /// A command that holds a code is answered `6C08` in clear, unless its Le is 8.
    pub wrong_le_on_code: bool,
    /// A command that holds a code is answered in clear with this status word and not processed.
    pub plain_status_on_code: Option<u16>,
    /// The group has no q.
    pub no_q: bool,
    /// What is wrong with the group.
    pub bad_group: Option<BadGroup>,
    /// The chip signs something else in device and active authentication.
    pub wrong_chip_signature: bool,
    /// From this exchange on every answer is random bytes.
    pub garbage: Option<u32>,
    /// From this exchange on every answer is empty, without a status word.
    pub empty: Option<u32>,
    /// From the first extended command in the IAS application on no command is answered, until the
    /// field comes up anew.
    pub mute_on_extended: bool,
    /// From this exchange on every answer ends in `61FF`.
    pub endless_61: Option<u32>,
    /// RESET RETRY COUNTER with a new PIN needs the form without data first.
    pub reset_needs_2c03: bool,
    /// The attempt that blocks a code is answered `6983` instead of `63C0`.
    pub immediate_6983: bool,
    /// g, p and q are given together only.
    pub single_get_only: bool,
    /// VERIFY without data uses up a try.
    pub empty_verify_counts: bool,
    /// The seed of the card's random numbers, unless the options give one.
    pub seed: Option<u64>,
    /// PACE: the nonce is encrypted with another password, so that every password is wrong.
    pub wrong_nonce: bool,
    /// PACE: the card's token is wrong.
    pub wrong_token: bool,
    /// PACE: the nonce has so many bytes, where the mapping leaves that open, and not those of the
    /// family.
    pub nonce_len: Option<usize>,
    /// PACE: MSE SET without the number of the domain parameters is answered with this status word.
    pub parameter_id_demanded: Option<u16>,
    /// EF.CardAccess is not there, although DG14 has its signed copy.
    pub hidden_card_access: bool,
    /// DF_CIE is not there.
    pub hidden_cie: bool,
    /// A protected read of more than so many bytes is answered with this status word, under the
    /// checksum.
    pub most_read: Option<(usize, u16)>,
    /// A protected read of more than so many bytes is answered with this status word in clear,
    /// which ends secure messaging.
    pub most_read_in_clear: Option<(usize, u16)>,
    /// A read by short file identifier is answered with this status word; a selected file is read.
    pub refused_short_identifier: Option<u16>,
    /// PACE: a wrong password is answered with this status word instead of `6300`.
    pub wrong_can_status: Option<u16>,
    /// PACE: after every wrong password the card waits so many milliseconds longer with the nonce.
    pub can_delay: Option<u16>,
    /// PACE: what is wrong with the card's key for the mapping.
    pub bad_mapping_key: Option<BadKey>,
    /// PACE: what is wrong with the card's ephemeral key.
    pub bad_ephemeral_key: Option<BadKey>,
    /// PACE: what becomes of Diffie-Hellman keys that begin with zeros.
    pub leading_zeros: LeadingZeros,
    /// EF.CardAccess offers something weaker than DG14 says.
    pub card_access_differs: bool,
    /// EF.CardAccess has an entry that nobody knows.
    pub unknown_security_info: bool,
    /// The chip authenticates itself with another key than the signed one.
    pub other_chip_key: bool,
    /// The chip refuses to prove itself: chip and active authentication are answered with this
    /// status word.
    pub refused_proof: Option<u16>,
    /// This data group is there and cannot be read: it is answered with this status word.
    pub refused_group: Option<(u8, u16)>,
    /// EF 1004 and the key of device authentication are those of another card, so that terminals
    /// know it as another. EF.SOD of the application still has the hash of the first.
    pub another_card: bool,
    /// The last byte of this data group is another than the signed one.
    pub modified_group: Option<u8>,
}
