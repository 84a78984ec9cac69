//! Layer 10: what a person asks for, each a list of named steps.
//!
//! | operation | codes | what it does |
//! |---|---|---|
//! | [`card_kind`] | none | whether the card is a CIE or a TS-CNS |
//! | [`card_info`] | none | kind, family and number of the card |
//! | [`verify_pin`] | PIN | has the card check the PIN |
//! | [`change_pin`] | old and new PIN | has the card check the old one and take the new one |
//! | [`unblock_pin`] | PUK and new PIN | gives a blocked or forgotten PIN back its tries and a new value |
//! | [`sign_with`] | PIN | has a TS-CNS do the bare operation of a signature |
//! | [`run_reading`] | as the caller asks | runs what reads another application, such as the travel document |
//! | [`read_personal_data`] | none | reads what a TS-CNS says of its holder |
//! | [`pending`] | none | what is pending on the card at hand |
//! | [`resolve`] | as pending | finds out how an operation whose answer was lost has ended |
//!
//! They take a CIE or a TS-CNS and tell them apart. Every operation with a PIN
//! or PUK has the chip of a CIE prove the key of EF 1004 first; a TS-CNS cannot,
//! and [`ChipProof`] says so. None sends a code twice.

mod books;
mod card_info;
mod change_pin;
#[cfg(test)]
mod exploration;
mod ledger;
#[cfg(test)]
mod ledger_tests;
mod link_history;
pub mod memory;
mod read_personal_data;
mod reading;
mod recognise;
mod resolve;
mod session;
mod sign;
mod unblock_pin;
mod verify_pin;

use rand_core::CryptoRng;

use self::memory::{CardId, InstallationKey, KnownTries, TryMemory};
pub use self::{
    card_info::{CardDetails, CardInfo, card_info, card_kind},
    change_pin::change_pin,
    read_personal_data::{HealthCard, read_personal_data},
    reading::run_reading,
    recognise::hinted_kind,
    resolve::{NeededCodes, Resolution, ResolveCodes, Settlement, pending, resolve},
    sign::{Signature, SignatureScheme, sign_with},
    unblock_pin::{UnblockVariant, unblock_pin},
    verify_pin::verify_pin,
};
pub use crate::error::CardKind;
use crate::{
    channel::plain::{Observers, Traffic},
    progress::{CancelFlag, Progress},
    time::UnixTime,
    trace::Trace,
};

/// What an operation needs besides the card and the codes.
pub struct Context<'a> {
    /// Randomness. The system's; a seeded one in tests alone.
    pub rng: &'a mut dyn CryptoRng,
    /// What is remembered of cards.
    pub memory: &'a mut dyn TryMemory,
    /// By which cards are told apart in `memory`.
    pub installation: &'a InstallationKey,
    /// The time, since there is no clock in this crate: what is remembered of a
    /// link grows old.
    pub now: UnixTime,
    /// Is told how far the operation is; `&mut ()` for nobody.
    pub progress: &'a mut dyn Progress,
    /// Is told what goes over the link; `&mut ()` for nobody.
    pub trace: &'a mut dyn Trace,
    /// Stops the operation between two exchanges.
    pub cancel: &'a CancelFlag,
    /// The person was told that one try may be left and wants to use it. Off,
    /// such a try ends with `last_try` before the code is sent.
    pub allow_last_try: bool,
    /// The kind of card that the codes of an operation are for. Another kind at
    /// hand ends it with `other_card`, before a code is sent: in a wallet a
    /// health card lies beside the identity card, and a PUK of the one costs
    /// the other one of three tries for good. `None`: whichever is at hand.
    pub only: Option<CardKind>,
    /// The very card that the operation is for, as an error or a result before
    /// this one has named it. Another ends it with `other_card`, before a code
    /// is sent: a last try that a person has agreed to is that of one card.
    pub same_card: Option<CardId>,
}

impl Context<'_> {
    fn observers(&mut self) -> Observers<'_> {
        self.observers_and_memory().0
    }

    fn observers_and_memory(&mut self) -> (Observers<'_>, &mut dyn TryMemory) {
        let observers = Observers {
            progress: self.progress,
            trace: self.trace,
            cancel: self.cancel,
        };
        (observers, self.memory)
    }
}

/// The operations with a code, by their stable names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// [`verify_pin`].
    VerifyPin,
    /// [`change_pin`].
    ChangePin,
    /// [`unblock_pin`].
    UnblockPin,
    /// [`resolve`].
    Resolve,
    /// [`sign_with`].
    Sign,
}

impl Operation {
    /// A stable name for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::VerifyPin => "verify_pin",
            Self::ChangePin => "change_pin",
            Self::UnblockPin => "unblock_pin",
            Self::Resolve => "resolve",
            Self::Sign => "sign",
        }
    }
}

/// How far the chip's authenticity was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChipProof {
    /// The chip proved that it has the private key to its EF 1004.
    pub key_proved: bool,
    /// Somebody trustworthy was shown to have issued that key. EF 1004 is not
    /// signed by itself, so a home-made card passes the first check; no
    /// operation with a code makes this one.
    pub issuer_checked: bool,
}

impl ChipProof {
    /// Device authentication succeeded, and that is all.
    pub const KEY_ONLY: Self = Self {
        key_proved: true,
        issuer_checked: false,
    };

    /// Nothing was proved: what the card answers may be anybody's word.
    pub const NOTHING: Self = Self {
        key_proved: false,
        issuer_checked: false,
    };
}

/// An operation that has succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which.
    pub operation: Operation,
    /// By which the card is known here.
    pub card_id: CardId,
    /// Tries that the PIN has left; `None` when nothing is known. Never exact of
    /// a TS-CNS, which does not tell.
    pub tries_left: Option<KnownTries>,
    /// What was proved of the chip.
    pub chip: ChipProof,
    /// What went over the link.
    pub traffic: Traffic,
}
