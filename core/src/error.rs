//! Errors by blame: who has to do something about it.
//!
//! An [`Error`] is what happened ([`ErrorKind`], with a stable code for
//! programs) and where ([`Phase`]). Sentences for people are in
//! [`crate::messages`], keyed by the code.

use core::fmt;

use crate::{
    apdu::StatusWord,
    bytes::secret::{MalformedCode, WeakPin},
    named,
    phase::Phase,
    transceive::LinkError,
    vocabulary::{CardId, CardKind, CodeKind, Entry, Pending, Tries},
};

named! {
    /// Who has to do something about an error.
    ///
    /// Exhaustive: it is for branching, and a case left out would be handled wrongly.
    pub enum Blame {
        /// The link between program and card.
        Transport => "transport",
        /// The card works and says no.
        CardRefused => "card_refused",
        /// The card, or something that plays it, breaks the protocol.
        CardMisbehaved => "card_misbehaved",
        /// The request cannot be carried out like this.
        Caller => "caller",
        /// The person stopped it.
        Cancelled => "cancelled",
        /// This library has a fault.
        Library => "library",
    }
}

/// The one table of errors: what happened, its stable code, who is to blame.
macro_rules! errors {
    (
        $(
            $(#[$attribute:meta])*
            $variant:ident
            $({ $($(#[$of_field:meta])* $field:ident: $type:ty,)* })?
            $(($(#[$of_value:meta])* $value:ty))?
            => $text:literal, $blame:ident;
        )*
    ) => {
        /// What happened.
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
        #[non_exhaustive]
        pub enum ErrorKind {
            $(
                $(#[$attribute])*
                $variant
                $({ $($(#[$of_field])* $field: $type,)* })?
                $(($(#[$of_value])* $value))?,
            )*
        }

        named! {
            /// An error without its details, for programs to tell errors apart. A
            /// code never changes its meaning.
            ///
            /// Exhaustive, unlike [`ErrorKind`]: a language binding has to name every code,
            /// and the compiler says which is missing.
            pub enum ErrorCode {
                $(
                    #[doc = concat!("[`ErrorKind::", stringify!($variant), "`].")]
                    $variant => $text,
                )*
            }
        }

        impl ErrorKind {
            /// The stable code, the same in every language binding.
            #[must_use]
            pub const fn code(&self) -> ErrorCode {
                match self {
                    $(Self::$variant { .. } => ErrorCode::$variant,)*
                }
            }
        }

        impl ErrorCode {
            /// Who has to do something about it.
            #[must_use]
            pub const fn blame(self) -> Blame {
                match self {
                    $(Self::$variant => Blame::$blame,)*
                }
            }
        }
    };
}

errors! {
        /// The card says that the PIN is wrong.
        #[error("the PIN is wrong")]
        WrongPin {
            /// Tries left.
            tries: Tries,
        } => "wrong_pin", CardRefused;
        /// The PIN is blocked.
        #[error("the PIN is blocked")]
        PinBlocked {
            /// Whether the card said so under its checksum.
            confirmed: bool,
        } => "pin_blocked", CardRefused;
        /// The card says that the PUK is wrong.
        #[error("the PUK is wrong")]
        WrongPuk {
            /// Tries left.
            tries: Tries,
        } => "wrong_puk", CardRefused;
        /// The PUK is blocked; nothing on the card unblocks it.
        #[error("the PUK is blocked")]
        PukBlocked {
            /// Whether the card said so under its checksum.
            confirmed: bool,
        } => "puk_blocked", CardRefused;
        /// There may be only one try left, and the caller has not allowed it. The
        /// code was not sent.
        #[error("this may be the last try of the code")]
        LastTry {
            /// Which code.
            code: CodeKind,
        } => "last_try", Caller;
        /// The code cannot be right. Nothing was sent.
        #[error("{0}")]
        MalformedCode(#[from] MalformedCode) => "malformed_code", Caller;
        /// The new PIN breaks a rule. Nothing was sent.
        #[error("the new PIN is too simple: {0}")]
        WeakPin(#[from] WeakPin) => "weak_pin", Caller;
        /// The new PIN is the old one. Nothing was sent.
        #[error("the new PIN is the old one")]
        SamePin => "same_pin", Caller;
        /// The codes were collected for another card. None was sent.
        #[error("the codes are for another card")]
        OtherCard => "other_card", Caller;
        /// A command with a code was sent, and its answer was lost or cannot be
        /// trusted.
        #[error("the outcome is unknown: {pending}")]
        OutcomeUnknown {
            /// What `resolve` will settle.
            pending: Pending,
        } => "outcome_unknown", Transport;
        /// The card left the field. No code was under way.
        #[error("the card no longer answers")]
        CardLost => "card_lost", Transport;
        /// The card has no application of the CIE, and the files of a TS-CNS are
        /// not there either.
        #[error("the card is neither a CIE nor a TS-CNS ({status})")]
        NotACie {
            /// What it answered to the selection.
            status: StatusWord,
        } => "not_a_cie", CardRefused;
        /// A card of this kind does not have what was asked for. Only the
        /// commands that identify the card were sent.
        #[error("a card of the kind {card} does not have what was asked for")]
        NotOnThisCard {
            /// The kind of the card at hand.
            card: CardKind,
        } => "not_on_this_card", Caller;
        /// A CIE or TS-CNS that this program cannot talk to.
        #[error("the card is not supported: {0}")]
        UnsupportedCard(&'static str) => "unsupported_card", CardRefused;
        /// The card refused something that should work.
        #[error("the card refused: {status}")]
        CardRefused {
            /// The status word.
            status: StatusWord,
            /// Whether it came under the card's checksum.
            confirmed: bool,
        } => "card_refused", CardRefused;
        /// The card broke the protocol.
        #[error("the card misbehaved: {0}")]
        CardMisbehaved(&'static str) => "card_misbehaved", CardMisbehaved;
        /// The chip did not prove that it has its key.
        #[error("the chip did not prove its key: {0}")]
        ChipCheckFailed(&'static str) => "chip_check_failed", CardMisbehaved;
        /// The six digits are not this card's. The card may wait longer before it
        /// takes the next ones; it does not block.
        #[error("the card access number (CAN) is wrong")]
        WrongCan => "wrong_can", CardRefused;
        /// The machine-readable zone is not this card's.
        #[error("the machine-readable zone is another card's")]
        WrongMrz => "wrong_mrz", CardRefused;
        /// The card hides its travel document until it has left the field: the
        /// application with the PIN was used before in this tap.
        #[error("the card must leave the field first")]
        CardResetRequired => "card_reset_required", CardRefused;
        /// The card ended the channel with a refusal in clear when much of a file
        /// was asked for at once, and the password is not sent again unasked. Held
        /// again, it is read in small blocks.
        #[error("the card ended the channel at a long read: {status}")]
        LongReadRefused {
            /// What it answered.
            status: StatusWord,
        } => "long_read_refused", CardRefused;
        /// The document shows no way of PACE: only basic access control with the
        /// printed lines may open it, which is done where the caller asks for it.
        #[error("the document shows no PACE, only basic access control")]
        BasicAccessOnly => "basic_access_only", CardRefused;
        /// Basic access control was asked for, and the document does not have it.
        #[error("the document does not have basic access control: {status}")]
        NoBasicAccess {
            /// What it answered.
            status: StatusWord,
        } => "no_basic_access", CardRefused;
        /// The link carries too few bytes.
        #[error("the link is too short")]
        LinkTooShort => "link_too_short", Transport;
        /// The reader cannot be used now: NFC is off, or no reader is connected.
        #[error("the reader cannot be used: {0}")]
        ReaderUnavailable(String) => "reader_unavailable", Transport;
        /// This device, or this program on it, cannot work with cards, and nothing that could be
        /// switched on changes it: no NFC, no permission for it, no random numbers.
        #[error("this device or program cannot work with cards: {0}")]
        UnsupportedDevice(String) => "unsupported_device", Transport;
        /// The person stopped the operation. No code was under way.
        #[error("cancelled")]
        Cancelled => "cancelled", Cancelled;
        /// Another operation uses the card.
        #[error("the card is in use")]
        Busy => "busy", Caller;
        /// The store of tries cannot be read or written. Nothing was sent.
        #[error("the memory of tries cannot be used: {0}")]
        MemoryUnavailable(String) => "memory_unavailable", Caller;
        /// The library itself has a fault: it panicked, and the bindings for apps caught that. What
        /// was written about tries before a code was sent holds.
        #[error("a fault of the library at {place}")]
        LibraryFault {
            /// File and line of the source, and nothing of what was worked on.
            place: String,
        } => "library_fault", Library;
}

/// What happened, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Error {
    /// What happened.
    pub kind: ErrorKind,
    /// Where the operation was.
    pub phase: Phase,
    /// What kind of card it was, once that was known. The sentences for people
    /// depend on it.
    pub card: Option<CardKind>,
    /// The card's id in this installation, once it was known: consent for one card is not valid for
    /// another ([`LastTry::Allow`](crate::LastTry::Allow),
    /// [`Card::same_card`](crate::Card::same_card)).
    pub card_id: Option<CardId>,
    /// What was still open on the card when the operation ended: what
    /// [`Card::resolve`](crate::Card::resolve) settles. `None` also where the operation ended
    /// before the card was ready for codes.
    pub pending: Option<Pending>,
    /// The entry that is malformed, where the error is
    /// [`ErrorKind::MalformedCode`] and that is known.
    pub entry: Option<Entry>,
}

impl Error {
    /// `kind`, in `phase`, before anything was known of the card.
    #[must_use]
    pub const fn new(kind: ErrorKind, phase: Phase) -> Self {
        Self {
            kind,
            phase,
            card: None,
            card_id: None,
            pending: None,
            entry: None,
        }
    }

    /// `kind`, before the first exchange.
    #[must_use]
    pub fn at_start(kind: impl Into<ErrorKind>) -> Self {
        Self::new(kind.into(), Phase::Start)
    }

    /// The same error, about the card with this id.
    #[must_use]
    pub fn of(self, card_id: CardId) -> Self {
        Self {
            card_id: Some(card_id),
            ..self
        }
    }

    /// The same error, about what was entered here.
    #[must_use]
    pub const fn about(mut self, entry: Entry) -> Self {
        self.entry = Some(entry);
        self
    }

    /// The same error, with what is still open on the card.
    pub(crate) const fn with_open(mut self, pending: Option<Pending>) -> Self {
        self.pending = pending;
        self
    }

    /// The same error, about a card of this kind.
    #[must_use]
    pub const fn on(mut self, card: CardKind) -> Self {
        self.card = Some(card);
        self
    }

    /// The stable code, for programs.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        self.kind.code()
    }

    /// Who has to do something about it.
    #[must_use]
    pub const fn blame(&self) -> Blame {
        self.kind.code().blame()
    }

    /// Tries left of the code that the error is about, if it says so. A blocked
    /// code has none.
    #[must_use]
    pub const fn tries(&self) -> Option<Tries> {
        match &self.kind {
            ErrorKind::WrongPin { tries } | ErrorKind::WrongPuk { tries } => Some(*tries),
            ErrorKind::PinBlocked { confirmed } | ErrorKind::PukBlocked { confirmed } => {
                Some(Tries {
                    left: Some(0),
                    confirmed: *confirmed,
                })
            }
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (in phase {})", self.kind, self.phase)
    }
}

impl core::error::Error for Error {}

impl From<LinkError> for ErrorKind {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Lost => Self::CardLost,
            LinkError::Unavailable(why) => Self::ReaderUnavailable(why),
            LinkError::Unsupported(why) => Self::UnsupportedDevice(why),
            LinkError::Busy => Self::Busy,
            LinkError::Cancelled => Self::Cancelled,
        }
    }
}
