//! Layer 8: what a person asks for, each a list of named steps. Every operation is
//! a method of [`Card`](crate::Card).

mod books;
mod card_info;
mod change_pin;
#[cfg(test)]
mod exploration;
mod ledger;
#[cfg(test)]
mod ledger_tests;
mod link_history;
mod opening;
mod read_personal_data;
mod reading;
mod recognise;
mod resolve;
mod session;
mod sign;
mod unblock_pin;
mod verify_pin;

pub use self::{
    card_info::{CardDetails, CardInfo},
    read_personal_data::HealthCard,
    recognise::hinted_kind,
    resolve::{NeededCodes, Resolution, ResolveCodes, Settlement},
    sign::{Signature, SignatureScheme},
    unblock_pin::UnblockVariant,
};
use crate::{channel::plain::Traffic, memory::KnownTries, named, vocabulary::CardId};

named! {
    /// The operations with a code.
    #[non_exhaustive]
    pub enum Operation {
        /// [`Card::verify_pin`](crate::Card::verify_pin).
        VerifyPin => "verify_pin",
        /// [`Card::change_pin`](crate::Card::change_pin).
        ChangePin => "change_pin",
        /// [`Card::unblock_pin`](crate::Card::unblock_pin).
        UnblockPin => "unblock_pin",
        /// [`Card::resolve`](crate::Card::resolve).
        Resolve => "resolve",
        /// [`Card::sign_with`](crate::Card::sign_with).
        Sign => "sign",
    }
}

/// How far the chip's authenticity was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChipProof {
    /// The chip proved that it has the private key to its EF 1004.
    pub key_proved: bool,
    /// A trustworthy issuer was shown to have issued that key. EF 1004 itself is
    /// not signed, so a home-made card passes the first check; no operation with
    /// a code makes this one.
    pub issuer_checked: bool,
}

impl ChipProof {
    /// Device authentication succeeded, and that is all.
    pub const KEY_ONLY: Self = Self {
        key_proved: true,
        issuer_checked: false,
    };

    /// Nothing was proved: anyone may have made up what the card answers.
    pub const NOTHING: Self = Self {
        key_proved: false,
        issuer_checked: false,
    };
}

/// An operation that has succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// Which.
    pub operation: Operation,
    /// The card's id in this installation.
    pub card_id: CardId,
    /// Tries that the PIN has left; `None` when nothing is known. Never exact for
    /// a TS-CNS, which does not say.
    pub tries_left: Option<KnownTries>,
    /// What was proved about the chip.
    pub chip: ChipProof,
    /// What went over the link.
    pub traffic: Traffic,
}
