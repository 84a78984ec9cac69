//! Errors by blame: who has to do something about it.
//!
//! An [`Error`] is what happened ([`ErrorKind`], with a stable code for
//! programs) and where ([`Phase`]). Sentences for people are in
//! [`crate::messages`], keyed by the code.

use core::fmt;

use crate::{
    apdu::StatusWord,
    bytes::secret::{MalformedCode, WeakPin},
    progress::Phase,
    transceive::LinkError,
    vocabulary::{CardId, CardKind, CodeKind, Pending, Tries},
};

/// Who has to do something about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Blame {
    /// The link between program and card.
    Transport,
    /// The card works and says no.
    CardRefused,
    /// The card, or something that plays it, breaks the protocol.
    CardMisbehaved,
    /// What was asked cannot be done like this.
    Caller,
    /// The person stopped it.
    Cancelled,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErrorKind {
    /// The card says that the PIN is wrong.
    #[error("the PIN is wrong")]
    WrongPin {
        /// Tries left.
        tries: Tries,
    },
    /// The PIN is blocked.
    #[error("the PIN is blocked")]
    PinBlocked {
        /// Whether the card said so under its checksum.
        confirmed: bool,
    },
    /// The card says that the PUK is wrong.
    #[error("the PUK is wrong")]
    WrongPuk {
        /// Tries left.
        tries: Tries,
    },
    /// The PUK is blocked; nothing on the card unblocks it.
    #[error("the PUK is blocked")]
    PukBlocked {
        /// Whether the card said so under its checksum.
        confirmed: bool,
    },
    /// One try may be all that is left, and the caller did not say that it
    /// may be used. The code was not sent.
    #[error("this may be the last try of the code")]
    LastTry {
        /// Which code.
        code: CodeKind,
    },
    /// The code cannot be right. Nothing was sent.
    #[error(transparent)]
    MalformedCode(#[from] MalformedCode),
    /// The new PIN breaks a rule. Nothing was sent.
    #[error("the new PIN is too simple: {0}")]
    WeakPin(#[from] WeakPin),
    /// The new PIN is the old one. Nothing was sent.
    #[error("the new PIN is the old one")]
    SamePin,
    /// The codes were collected for another card. None was sent.
    #[error("the codes are for another card")]
    OtherCard,
    /// A command with a code was sent and its answer was lost or cannot be
    /// believed.
    #[error("the outcome is unknown: {pending}")]
    OutcomeUnknown {
        /// What `resolve` will settle.
        pending: Pending,
    },
    /// The card left the field. No code was under way.
    #[error("the card no longer answers")]
    CardLost,
    /// The card has no application of the CIE, and the files of a TS-CNS are
    /// not there either.
    #[error("the card is neither a CIE nor a TS-CNS ({status})")]
    NotACie {
        /// What it answered to the selection.
        status: StatusWord,
    },
    /// What was asked for is not there on a card of this kind. Nothing was
    /// sent but what told the card apart.
    #[error("a card of the kind {card} does not have what was asked for")]
    NotOnThisCard {
        /// The kind of the card at hand.
        card: CardKind,
    },
    /// A CIE or TS-CNS that this program cannot talk to.
    #[error("the card is not supported: {0}")]
    UnsupportedCard(&'static str),
    /// The card refused something that should work.
    #[error("the card refused: {status}")]
    CardRefused {
        /// The status word.
        status: StatusWord,
        /// Whether it came under the card's checksum.
        confirmed: bool,
    },
    /// The card broke the protocol.
    #[error("the card misbehaved: {0}")]
    CardMisbehaved(&'static str),
    /// The chip did not prove that it has its key.
    #[error("the chip did not prove its key: {0}")]
    ChipCheckFailed(&'static str),
    /// The six digits are not this card's. The card may wait longer before it
    /// takes the next ones; it does not block.
    #[error("the card access number (CAN) is wrong")]
    WrongCan,
    /// The machine-readable zone is not this card's.
    #[error("the machine-readable zone is another card's")]
    WrongMrz,
    /// The card hides its travel document until it has left the field: the
    /// application with the PIN was used before in this tap.
    #[error("the card must leave the field first")]
    CardResetRequired,
    /// The card ended the channel with a refusal in clear when much of a file
    /// was asked for at once, and the password is not sent again unasked. Held
    /// again, it is read in small blocks.
    #[error("the card ended the channel at a long read: {status}")]
    LongReadRefused {
        /// What it answered.
        status: StatusWord,
    },
    /// The document shows no way of PACE: only basic access control with the
    /// printed lines may open it, which is done where the caller asks for it.
    #[error("the document shows no PACE, only basic access control")]
    BasicAccessOnly,
    /// Basic access control was asked for, and the document does not have it.
    #[error("the document does not have basic access control: {status}")]
    NoBasicAccess {
        /// What it answered.
        status: StatusWord,
    },
    /// The link carries too few bytes.
    #[error("the link is too short")]
    LinkTooShort,
    /// The reader cannot be used.
    #[error("the reader cannot be used: {0}")]
    ReaderUnavailable(String),
    /// The person stopped the operation. No code was under way.
    #[error("cancelled")]
    Cancelled,
    /// Another operation uses the card.
    #[error("the card is in use")]
    Busy,
    /// The store of tries cannot be read or written. Nothing was sent.
    #[error("the memory of tries cannot be used: {0}")]
    MemoryUnavailable(String),
}

impl ErrorKind {
    /// The stable code for programs, the same in every language binding.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongPin { .. } => "wrong_pin",
            Self::PinBlocked { .. } => "pin_blocked",
            Self::WrongPuk { .. } => "wrong_puk",
            Self::PukBlocked { .. } => "puk_blocked",
            Self::LastTry { .. } => "last_try",
            Self::MalformedCode(_) => "malformed_code",
            Self::WeakPin(_) => "weak_pin",
            Self::SamePin => "same_pin",
            Self::OtherCard => "other_card",
            Self::OutcomeUnknown { .. } => "outcome_unknown",
            Self::CardLost => "card_lost",
            Self::NotACie { .. } => "not_a_cie",
            Self::NotOnThisCard { .. } => "not_on_this_card",
            Self::UnsupportedCard(_) => "unsupported_card",
            Self::CardRefused { .. } => "card_refused",
            Self::CardMisbehaved(_) => "card_misbehaved",
            Self::ChipCheckFailed(_) => "chip_check_failed",
            Self::WrongCan => "wrong_can",
            Self::WrongMrz => "wrong_mrz",
            Self::CardResetRequired => "card_reset_required",
            Self::LongReadRefused { .. } => "long_read_refused",
            Self::BasicAccessOnly => "basic_access_only",
            Self::NoBasicAccess { .. } => "no_basic_access",
            Self::LinkTooShort => "link_too_short",
            Self::ReaderUnavailable(_) => "reader_unavailable",
            Self::Cancelled => "cancelled",
            Self::Busy => "busy",
            Self::MemoryUnavailable(_) => "memory_unavailable",
        }
    }

    /// Who has to do something about it.
    #[must_use]
    pub const fn blame(&self) -> Blame {
        match self {
            Self::WrongPin { .. }
            | Self::PinBlocked { .. }
            | Self::WrongPuk { .. }
            | Self::PukBlocked { .. }
            | Self::CardRefused { .. }
            | Self::WrongCan
            | Self::WrongMrz
            | Self::CardResetRequired
            | Self::LongReadRefused { .. }
            | Self::BasicAccessOnly
            | Self::NoBasicAccess { .. }
            | Self::NotACie { .. }
            | Self::UnsupportedCard(_) => Blame::CardRefused,
            Self::CardMisbehaved(_) | Self::ChipCheckFailed(_) => Blame::CardMisbehaved,
            Self::LastTry { .. }
            | Self::NotOnThisCard { .. }
            | Self::MalformedCode(_)
            | Self::WeakPin(_)
            | Self::SamePin
            | Self::OtherCard
            | Self::Busy
            | Self::MemoryUnavailable(_) => Blame::Caller,
            Self::OutcomeUnknown { .. }
            | Self::CardLost
            | Self::LinkTooShort
            | Self::ReaderUnavailable(_) => Blame::Transport,
            Self::Cancelled => Blame::Cancelled,
        }
    }
}

/// What happened, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What happened.
    pub kind: ErrorKind,
    /// Where the operation was.
    pub phase: Phase,
    /// What kind of card it was, once that was known. The sentences for people
    /// follow it.
    pub card: Option<CardKind>,
    /// By which the card is known in this installation, once that was known:
    /// what a person agrees to for one card is for no other
    /// ([`crate::op::Context::same_card`]).
    pub card_id: Option<CardId>,
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
        }
    }

    /// `kind`, before the first exchange.
    #[must_use]
    pub fn at_start(kind: impl Into<ErrorKind>) -> Self {
        Self::new(kind.into(), Phase::Start)
    }

    /// The same error, of the card that is known by this.
    #[must_use]
    pub fn of(self, card_id: CardId) -> Self {
        Self {
            card_id: Some(card_id),
            ..self
        }
    }

    /// The same error, of a card of this kind.
    #[must_use]
    pub const fn on(mut self, card: CardKind) -> Self {
        self.card = Some(card);
        self
    }

    /// The stable code for programs: see [`ErrorKind::code`].
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// Who has to do something about it.
    #[must_use]
    pub const fn blame(&self) -> Blame {
        self.kind.blame()
    }

    /// Tries left of the code that the error is about, if it says so. A
    /// blocked code has none.
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
            LinkError::Busy => Self::Busy,
            LinkError::Cancelled => Self::Cancelled,
        }
    }
}
