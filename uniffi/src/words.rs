//! The core's enumerations, as they cross: each with the variants of its own,
//! no more and no fewer, or it does not compile.

use cie_core::person;

/// An enumeration of the core, once more.
macro_rules! mirror {
    // What only comes out of the core.
    (
        $(#[$doc:meta])* $name:ident from $core:ty {
            $($(#[$variant_doc:meta])* $variant:ident,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl From<$core> for $name {
            fn from(core: $core) -> Self {
                match core {
                    $(<$core>::$variant => Self::$variant,)*
                }
            }
        }
    };
    // What goes into it too.
    (
        $(#[$doc:meta])* $name:ident = $core:ty {
            $($(#[$variant_doc:meta])* $variant:ident,)*
        }
    ) => {
        mirror! {
            $(#[$doc])* $name from $core {
                $($(#[$variant_doc])* $variant,)*
            }
        }

        impl $name {
            /// The core's variant of the same name.
            pub(crate) const fn core(self) -> $core {
                match self {
                    $(Self::$variant => <$core>::$variant,)*
                }
            }
        }
    };
}

#[cfg(feature = "recovery")]
pub(crate) use mirror;

mirror! {
    /// A part of an operation that a person can be told about.
    Phase = cie_core::Phase {
        /// Before the first exchange: codes and limits are checked.
        Start,
        /// The card is told apart, and its application selected.
        Select,
        /// What is free to read on the card is read.
        ReadCard,
        /// The parameters of the key agreement are read.
        Parameters,
        /// Diffie-Hellman.
        KeyAgreement,
        /// The terminal shows its published certificate.
        TerminalAuthentication,
        /// The chip proves that it has its key.
        ChipAuthentication,
        /// The PIN is checked by the card.
        VerifyPin,
        /// The PUK is checked by the card.
        VerifyPuk,
        /// The PIN is changed.
        ChangePin,
        /// The retry counter is reset, with or without a new PIN; on a TS-CNS
        /// the PUK is checked in the same step.
        ResetPin,
        /// The chip of the travel document is opened with the CAN or the
        /// machine-readable zone.
        OpenDocument,
        /// The files of the travel document are read.
        ReadDocument,
        /// The chip proves that it is not a copy.
        ProveChip,
        /// The card signs.
        Sign,
        /// Nothing is left to do.
        Done,
    }
}

/// The number of a phase, which never changes its meaning: for statistics.
#[uniffi::export]
#[must_use]
pub fn phase_number(phase: Phase) -> u16 {
    phase.core().number()
}

mirror! {
    /// A command whose answer was lost.
    PendingOperation from cie_core::Pending {
        /// A check of the PIN: one try may be gone.
        VerifyPin,
        /// A check of the PUK: one try may be gone.
        VerifyPuk,
        /// A change of the PIN: the old or the new one may be the valid one.
        ChangePin,
        /// A reset of the PIN with the new PIN.
        ResetPin,
        /// A reset of the PIN's counter, before its new value.
        ResetCounter,
        /// PUK and new PIN in one, on a TS-CNS: a try of the PUK may be gone.
        UnblockPin,
    }
}

mirror! {
    /// A kind of card.
    CardKind = cie_core::CardKind {
        /// The electronic identity card (CIE 3.0).
        Cie,
        /// The health card with the chip of a national services card (TS-CNS).
        TsCns,
    }
}

mirror! {
    /// Which code an error or a count is about.
    CodeKind = cie_core::CodeKind {
        /// The PIN.
        Pin,
        /// The PUK.
        Puk,
    }
}

mirror! {
    /// Something that a person enters.
    Entry = cie_core::Entry {
        /// The PIN that is valid: in a change, the old one.
        Pin,
        /// The PIN that is to become valid.
        NewPin,
        /// The PUK.
        Puk,
        /// The card access number, six digits on the front of a CIE.
        Can,
        /// Document number, date of birth and date of expiry, as printed.
        PrintedLines,
    }
}

mirror! {
    /// Who has to do something about an error.
    Blame from cie_core::Blame {
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
        /// This library has a fault: please report it.
        Library,
    }
}

mirror! {
    /// The two ways in which a CIE unblocks its PIN. A TS-CNS has one of its own,
    /// which it takes whatever is said here.
    UnblockVariant = cie_core::UnblockVariant {
        /// RESET RETRY COUNTER with the new PIN, `2C 02`.
        Direct,
        /// RESET RETRY COUNTER alone, `2C 03`, then `2C 02` with the new PIN:
        /// for a card that refuses the direct way.
        ResetFirst,
    }
}

mirror! {
    /// The sex, as a travel document has it.
    Sex from person::Sex {
        /// Male.
        Male,
        /// Female.
        Female,
        /// Not specified.
        Unspecified,
    }
}

/// Tries that a code has left, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Tries {
    /// How many; `None` when the card did not say.
    pub left: Option<u8>,
    /// Whether the number came under the card's checksum. If not, something
    /// between this device and the card may have made it up. Never so with a
    /// TS-CNS, which has no checksum.
    pub confirmed: bool,
}

impl From<cie_core::Tries> for Tries {
    fn from(cie_core::Tries { left, confirmed }: cie_core::Tries) -> Self {
        Self { left, confirmed }
    }
}

/// How an operation has ended that was left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Settlement {
    /// Nothing was pending on this card.
    NothingPending,
    /// A check of a code was lost: it changed nothing, but may have cost a try.
    NothingToSettle {
        /// Which code was checked.
        code: CodeKind,
        /// Tries that it has left at least; `None` when nothing is known.
        at_least: Option<u8>,
    },
    /// The new PIN is valid.
    NewPin,
    /// The old PIN is valid; the new one was never taken.
    OldPin,
    /// The PIN was not reset: unblock it again.
    UnblockAgain,
    /// These codes are needed. Nothing was sent.
    NeedsCodes {
        /// Which.
        codes: NeededCodes,
    },
}

impl Settlement {
    /// The same, as the core has it.
    pub(crate) fn core(self) -> cie_core::Settlement {
        match self {
            Self::NothingPending => cie_core::Settlement::NothingPending,
            Self::NothingToSettle { code, at_least } => cie_core::Settlement::NothingToSettle {
                code: code.core(),
                at_least,
            },
            Self::NewPin => cie_core::Settlement::NewPin,
            Self::OldPin => cie_core::Settlement::OldPin,
            Self::UnblockAgain => cie_core::Settlement::UnblockAgain,
            Self::NeedsCodes { codes } => cie_core::Settlement::Needs(codes.into()),
        }
    }
}

impl From<cie_core::Settlement> for Settlement {
    fn from(core: cie_core::Settlement) -> Self {
        match core {
            cie_core::Settlement::NothingPending => Self::NothingPending,
            cie_core::Settlement::NothingToSettle { code, at_least } => Self::NothingToSettle {
                code: code.into(),
                at_least,
            },
            cie_core::Settlement::NewPin => Self::NewPin,
            cie_core::Settlement::OldPin => Self::OldPin,
            cie_core::Settlement::UnblockAgain => Self::UnblockAgain,
            cie_core::Settlement::Needs(codes) => Self::NeedsCodes {
                codes: codes.into(),
            },
        }
    }
}

/// The last try of a code, which a person is asked about before it is used.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LastTry {
    /// The id under which this installation knows the card.
    pub card_id: String,
    /// Which code.
    pub code: CodeKind,
}

/// The codes that settle something pending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct NeededCodes {
    /// The PIN that was to become valid.
    pub new_pin: bool,
    /// The PIN that was valid before.
    pub old_pin: bool,
    /// The PUK.
    pub puk: bool,
}

impl From<cie_core::NeededCodes> for NeededCodes {
    fn from(core: cie_core::NeededCodes) -> Self {
        Self {
            new_pin: core.new_pin,
            old_pin: core.old_pin,
            puk: core.puk,
        }
    }
}

impl From<NeededCodes> for cie_core::NeededCodes {
    fn from(own: NeededCodes) -> Self {
        let mut core = Self::of(None);
        core.new_pin = own.new_pin;
        core.old_pin = own.old_pin;
        core.puk = own.puk;
        core
    }
}

/// What to do after an error: for every error a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum NextStep {
    /// Hold the same card again, with the same entries. A try that may have been
    /// lost is counted already.
    HoldAgain,
    /// Correct this entry; nothing else has to be entered again.
    CorrectEntry {
        /// Which.
        entry: Entry,
    },
    /// Ask whether what may be the last try of this code may be used: with
    /// `last_try` of the details, and the same entries.
    AskLastTry {
        /// Which code.
        code: CodeKind,
    },
    /// Check the one PIN, old or new, that the person is surer of: a change was
    /// interrupted, and this finds out how it ended.
    CheckOnePin,
    /// Unblock the PIN with the PUK.
    Unblock,
    /// Unblock the PIN again with the same entries, by the other variant.
    UnblockOtherWay,
    /// Hold the same card again and find out with these codes, by `resolve`, how
    /// an interrupted operation ended.
    Settle {
        /// Which.
        codes: NeededCodes,
    },
    /// Take the other card.
    OtherCard,
    /// Say which kind of card the codes are for.
    NameCard,
    /// Open the document in the other way: basic access control instead of PACE,
    /// or PACE instead of basic access control.
    ChooseDocumentAccess,
    /// Switch on NFC, or connect the reader.
    OpenNfcSettings,
    /// Ask the advisor of lost codes.
    Advise,
    /// Nothing can be done with this device or app.
    Stop,
}

impl From<cie_core::NextStep> for NextStep {
    fn from(core: cie_core::NextStep) -> Self {
        use cie_core::NextStep as Core;
        match core {
            Core::HoldAgain => Self::HoldAgain,
            Core::CorrectEntry(entry) => Self::CorrectEntry {
                entry: entry.into(),
            },
            Core::AskLastTry(code) => Self::AskLastTry { code: code.into() },
            Core::CheckOnePin => Self::CheckOnePin,
            Core::Unblock => Self::Unblock,
            Core::UnblockOtherWay => Self::UnblockOtherWay,
            Core::Settle(codes) => Self::Settle {
                codes: codes.into(),
            },
            Core::OtherCard => Self::OtherCard,
            Core::NameCard => Self::NameCard,
            Core::ChooseDocumentAccess => Self::ChooseDocumentAccess,
            Core::OpenNfcSettings => Self::OpenNfcSettings,
            Core::Advise => Self::Advise,
            Core::Stop => Self::Stop,
        }
    }
}
