//! The library for apps: `cie-core` as uniffi carries it to Kotlin and Swift.
//!
//! Translation only: a type that crosses, and the conversion from and to the
//! core's. What an operation does is said at `cie_core::Card`. The SDKs around it
//! (`android/sdk`, `ios/`) add what belongs to their platform: reaching a card
//! by NFC, suspending, cancelling with a coroutine or a task, wiping codes.
//!
//! # Threads
//!
//! Every object may be used from any thread. An operation blocks its thread
//! until the card has answered, so it does not belong on the main thread; it
//! calls the transceiver, the listeners and the store on the same thread. One
//! [`BlockingCard`] carries out one operation at a time: a second one ends with
//! `busy` at once and disturbs nothing.

#![allow(
    clippy::result_large_err,
    reason = "an error is written out for the app once, whatever its size"
)]
#![deny(
    unsafe_code,
    reason = "the scaffolding that uniffi generates is allowed it, by item; nothing of ours is"
)]

mod card;
mod code;
#[cfg(feature = "document")]
mod document_key;
mod error;
mod fault;
#[cfg(feature = "document")]
mod identity;
mod language;
mod link;
mod memory;
mod observe;
mod personal_data;
#[cfg(feature = "recovery")]
mod recovery;
mod region;
mod result;
#[cfg(feature = "simulator")]
mod simulator;
mod support;
#[cfg(feature = "document")]
mod verdict;
mod words;

#[cfg(feature = "recovery")]
pub use self::recovery::{
    Advice, AdviceAnswer, AdviceContact, AdviceDelivery, AdviceDesk, AdviceDocument, AdviceFact,
    AdviceOperation, AdvicePlan, AdviceQuestion, AdviceSource, AdviceStage, AdviceStep,
    AdviceWarning, Channel, CodeHalf, Confidence, ContactKind, DayHours, JoinError, JoinNote,
    JoinedCode, NoAdviceReason, OpenState, Opening, OperationKind, Reach, RecoveryCard,
    RecoveryCode, Situation, SituationError, SituationInput, StageRelation, StatedHours,
    italian_date, join_halves, join_note_sentence,
};
#[cfg(feature = "simulator")]
pub use self::simulator::{FaultPlace, SimulatedCard, SimulatorError, simulated_country_signers};
pub use self::{
    card::BlockingCard,
    code::{Pin, Puk, ResolveCodes, check_entry, check_new_pin},
    error::{CieError, CodeLength, ErrorDetails},
    fault::{Fault, FaultListener, set_fault_listener, take_fault},
    language::{
        Language, Sentences, chip_sentence, error_codes, error_sentences, language_of_tag,
        phase_sentence, settlement_sentence,
    },
    link::{LinkLimits, Transceiver, TransceiverError},
    memory::{FolderStore, StoreError, TryStore, open_operations},
    observe::{CancelToken, ListenerError, OperationOptions, ProgressListener, TraceListener},
    personal_data::{HealthCard, HealthCardHolder},
    result::{
        CardDetails, CardInfo, ChipProof, KnownTries, PendingOnCard, Report, Resolution, Traffic,
    },
    support::{SupportReport, sdk_version},
    words::{
        Blame, CardKind, CodeKind, Entry, LastTry, NeededCodes, NextStep, PendingOperation, Phase,
        Settlement, Sex, Tries, UnblockVariant, phase_number,
    },
};

#[cfg(feature = "document")]
pub use self::{
    document_key::{Can, DocumentKey, MrzError, PrintedKey},
    identity::{FaceImage, Holder, Identity, IdentityRequest, OpenedWith, UnreadFile},
    personal_data::HolderCertificate,
    verdict::{Finding, TrustError, TrustStore, Verdict, VerdictSentences},
};

uniffi::setup_scaffolding!();
