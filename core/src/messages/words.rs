//! What every language has to say, and the names it is asked by.
//!
//! A language is an implementation of [`Words`]; its `match`es have no
//! catch-all arm, so a sentence that is missing does not compile.

use super::ts_cns::TsCnsTexts;
use crate::{
    apdu::StatusWord,
    bytes::secret::{MalformedCode, WeakPin},
    error::{CodeKind, ErrorKind, Pending},
    progress::Phase,
};

/// An enum whose variants have stable names, so that a text can be looked up
/// by name and every `match` on it is checked to be complete.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($variant:ident => $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $name {
            $($variant,)*
        }

        impl $name {
            /// Every variant, in order.
            pub(super) const ALL: &[Self] = &[$(Self::$variant,)*];
            /// The name of every variant, in the same order.
            pub(super) const NAMES: &[&str] = &[$($text,)*];

            /// The variant with this name.
            pub(super) fn find(name: &str) -> Option<Self> {
                Self::ALL
                    .iter()
                    .zip(Self::NAMES)
                    .find_map(|(variant, text)| (*text == name).then_some(*variant))
            }
        }
    };
}

names! {
    /// An error without its details: what the stable code stands for.
    ErrorCode {
        WrongPin => "wrong_pin",
        PinBlocked => "pin_blocked",
        WrongPuk => "wrong_puk",
        PukBlocked => "puk_blocked",
        LastTry => "last_try",
        MalformedCode => "malformed_code",
        WeakPin => "weak_pin",
        SamePin => "same_pin",
        OtherCard => "other_card",
        OutcomeUnknown => "outcome_unknown",
        CardLost => "card_lost",
        NotACie => "not_a_cie",
        NotOnThisCard => "not_on_this_card",
        UnsupportedCard => "unsupported_card",
        CardRefused => "card_refused",
        CardMisbehaved => "card_misbehaved",
        ChipCheckFailed => "chip_check_failed",
        WrongCan => "wrong_can",
        WrongMrz => "wrong_mrz",
        CardResetRequired => "card_reset_required",
        LongReadRefused => "long_read_refused",
        BasicAccessOnly => "basic_access_only",
        NoBasicAccess => "no_basic_access",
        LinkTooShort => "link_too_short",
        ReaderUnavailable => "reader_unavailable",
        Cancelled => "cancelled",
        Busy => "busy",
        MemoryUnavailable => "memory_unavailable",
    }
}

impl ErrorCode {
    pub(super) const fn of(kind: &ErrorKind) -> Self {
        match kind {
            ErrorKind::WrongPin { .. } => Self::WrongPin,
            ErrorKind::PinBlocked { .. } => Self::PinBlocked,
            ErrorKind::WrongPuk { .. } => Self::WrongPuk,
            ErrorKind::PukBlocked { .. } => Self::PukBlocked,
            ErrorKind::LastTry { .. } => Self::LastTry,
            ErrorKind::MalformedCode(_) => Self::MalformedCode,
            ErrorKind::WeakPin(_) => Self::WeakPin,
            ErrorKind::SamePin => Self::SamePin,
            ErrorKind::OtherCard => Self::OtherCard,
            ErrorKind::OutcomeUnknown { .. } => Self::OutcomeUnknown,
            ErrorKind::CardLost => Self::CardLost,
            ErrorKind::NotACie { .. } => Self::NotACie,
            ErrorKind::NotOnThisCard { .. } => Self::NotOnThisCard,
            ErrorKind::UnsupportedCard(_) => Self::UnsupportedCard,
            ErrorKind::CardRefused { .. } => Self::CardRefused,
            ErrorKind::CardMisbehaved(_) => Self::CardMisbehaved,
            ErrorKind::ChipCheckFailed(_) => Self::ChipCheckFailed,
            ErrorKind::WrongCan => Self::WrongCan,
            ErrorKind::WrongMrz => Self::WrongMrz,
            ErrorKind::CardResetRequired => Self::CardResetRequired,
            ErrorKind::LongReadRefused { .. } => Self::LongReadRefused,
            ErrorKind::BasicAccessOnly => Self::BasicAccessOnly,
            ErrorKind::NoBasicAccess { .. } => Self::NoBasicAccess,
            ErrorKind::LinkTooShort => Self::LinkTooShort,
            ErrorKind::ReaderUnavailable(_) => Self::ReaderUnavailable,
            ErrorKind::Cancelled => Self::Cancelled,
            ErrorKind::Busy => Self::Busy,
            ErrorKind::MemoryUnavailable(_) => Self::MemoryUnavailable,
        }
    }
}

names! {
    /// A [`Settlement`](crate::op::Settlement) without its details.
    Settled {
        NothingPending => "nothing_pending",
        NothingToSettle => "nothing_to_settle",
        NewPin => "new_pin",
        OldPin => "old_pin",
        UnblockAgain => "unblock_again",
        NeedsCodes => "needs_codes",
    }
}

/// The sentences of one language. Each method gives one or more whole
/// sentences; [`super::error`] decides which of them stand together.
pub(super) trait Words: Sync {
    /// What an error with this code means, in general.
    fn cause(&self, code: ErrorCode) -> &'static str;

    /// What to do about an error with this code, in general.
    fn remedy(&self, code: ErrorCode) -> &'static str;

    /// What is different on a TS-CNS.
    fn ts_cns(&self) -> &'static TsCnsTexts;

    /// How many tries are left, by an answer that can be relied on.
    fn tries(&self, left: u8) -> String;

    /// How many tries are left, by an answer that was not protected.
    fn tries_unconfirmed(&self, left: u8) -> String;

    /// The card did not say how many tries are left.
    fn tries_unknown(&self) -> &'static str;

    /// The card's answer was not protected, so it is not certain.
    fn unconfirmed(&self) -> &'static str;

    /// This may be the last try of the code.
    fn last_try(&self, code: CodeKind) -> &'static str;

    /// What to do when one try may be left.
    fn last_try_remedy(&self, code: CodeKind) -> &'static str;

    /// Which rule for codes is broken.
    fn malformed(&self, why: MalformedCode) -> String;

    /// Which rule for new PINs is broken.
    fn weak(&self, why: WeakPin) -> &'static str;

    /// What was under way, and what it may have changed.
    fn under_way(&self, pending: Pending) -> &'static str;

    /// How to find out what has become of it.
    fn settle(&self, pending: Pending) -> &'static str;

    /// The status word of a refusal.
    fn status(&self, status: StatusWord) -> String;

    /// A try of this code may be gone.
    fn try_may_be_used(&self, code: CodeKind) -> &'static str;

    /// The card is as it was.
    fn untouched(&self) -> &'static str;

    /// The printed lines open the document over a link that is too short for
    /// the CAN.
    fn lines_instead(&self) -> &'static str;

    /// There is another way to unblock the PIN.
    fn other_way(&self) -> &'static str;

    /// A line that says what is going on.
    fn phase(&self, phase: Phase) -> &'static str;

    /// How a pending operation has ended.
    fn settlement(&self, settled: Settled) -> &'static str;

    /// What was proved of the chip.
    fn chip(&self, key_proved: bool, issuer_checked: bool) -> &'static str;
}
