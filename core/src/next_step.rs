//! What a person does after an error, decided once for every program.
//!
//! The sentences of [`crate::messages`] say the same in words: their remedies follow the
//! step decided here.

use crate::{
    apdu::StatusWord,
    bytes::secret::MalformedCode,
    error::{Error, ErrorKind},
    op::NeededCodes,
    phase::Phase,
    vocabulary::{CardKind, CodeKind, Entry, Pending},
};

/// What to do after an error.
///
/// Exhaustive: a program has a button, or a line, for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Hold the same card again, with the same entries. A try that may have been lost is counted
    /// already.
    HoldAgain,
    /// Correct this entry; nothing else has to be entered again.
    CorrectEntry(Entry),
    /// Ask whether what may be the last try of this code may be used:
    /// [`LastTry::Allow`](crate::LastTry::Allow).
    AskLastTry(CodeKind),
    /// Check the one PIN, old or new, that the person is surer of: a change has been interrupted,
    /// and this finds out how it ended.
    CheckOnePin,
    /// Unblock the PIN with the PUK.
    Unblock,
    /// Unblock the PIN again with the same entries, by the other
    /// [`UnblockVariant`](crate::UnblockVariant).
    UnblockOtherWay,
    /// Hold the same card again and find out with these codes how an interrupted operation ended:
    /// [`Card::resolve`](crate::Card::resolve).
    Settle(NeededCodes),
    /// Take the other card.
    OtherCard,
    /// Say which kind of card the codes are for: [`Card::only`](crate::Card::only).
    NameCard,
    /// Open the document in the other way: basic access control instead of PACE, or PACE instead
    /// of basic access control.
    ChooseDocumentAccess,
    /// Switch on NFC, or connect the reader.
    OpenNfcSettings,
    /// Ask the advisor of lost codes (`cie-recovery`), which knows whom to turn to.
    Advise,
    /// Nothing can be done with this device or program.
    Stop,
}

impl NextStep {
    /// The stable name, for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HoldAgain => "hold_again",
            Self::CorrectEntry(_) => "correct_entry",
            Self::AskLastTry(_) => "ask_last_try",
            Self::CheckOnePin => "check_one_pin",
            Self::Unblock => "unblock",
            Self::UnblockOtherWay => "unblock_other_way",
            Self::Settle(_) => "settle",
            Self::OtherCard => "other_card",
            Self::NameCard => "name_card",
            Self::ChooseDocumentAccess => "choose_document_access",
            Self::OpenNfcSettings => "open_nfc_settings",
            Self::Advise => "advise",
            Self::Stop => "stop",
        }
    }
}

impl Error {
    /// What to do now.
    #[must_use]
    pub fn next_step(&self) -> NextStep {
        if self.pending == Some(Pending::ChangePin) && self.leaves_one_pin_to_check() {
            return NextStep::CheckOnePin;
        }
        if self.wants_other_way() {
            return NextStep::UnblockOtherWay;
        }
        if let Some(pending) = self.to_settle() {
            return NextStep::Settle(NeededCodes::of(Some(pending)));
        }
        match (&self.kind, self.blocked()) {
            // A CIE protects what it says. Something between may have made this up, and nothing is
            // sent any more before the person has been asked.
            (_, Some((code, false))) if self.card != Some(CardKind::TsCns) => {
                NextStep::AskLastTry(code)
            }
            (_, Some((CodeKind::Pin, _))) | (ErrorKind::PinBlocked { .. }, _) => NextStep::Unblock,
            (_, Some((CodeKind::Puk, _)))
            | (ErrorKind::PukBlocked { .. } | ErrorKind::UnsupportedCard(_), _) => NextStep::Advise,
            (ErrorKind::LastTry { code }, _) => NextStep::AskLastTry(*code),
            (ErrorKind::WrongPin { .. }, _) => NextStep::CorrectEntry(Entry::Pin),
            (ErrorKind::WrongPuk { .. }, _) => NextStep::CorrectEntry(Entry::Puk),
            (ErrorKind::MalformedCode(why), _) => NextStep::CorrectEntry(self.malformed(*why)),
            (ErrorKind::WeakPin(_) | ErrorKind::SamePin, _) => {
                NextStep::CorrectEntry(Entry::NewPin)
            }
            (ErrorKind::WrongCan, _) => NextStep::CorrectEntry(Entry::Can),
            (ErrorKind::WrongMrz, _) => NextStep::CorrectEntry(Entry::PrintedLines),
            (
                ErrorKind::OtherCard | ErrorKind::NotACie { .. } | ErrorKind::NotOnThisCard { .. },
                _,
            ) => NextStep::OtherCard,
            (ErrorKind::NoBasicAccess { .. }, _) => NextStep::ChooseDocumentAccess,
            (ErrorKind::ReaderUnavailable(_), _) => NextStep::OpenNfcSettings,
            (ErrorKind::LinkTooShort | ErrorKind::UnsupportedDevice(_), _) => NextStep::Stop,
            (
                ErrorKind::OutcomeUnknown { .. }
                | ErrorKind::CardLost
                | ErrorKind::CardRefused { .. }
                | ErrorKind::CardMisbehaved(_)
                | ErrorKind::ChipCheckFailed(_)
                | ErrorKind::CardResetRequired
                | ErrorKind::LongReadRefused { .. }
                | ErrorKind::BasicAccessOnly
                | ErrorKind::Cancelled
                | ErrorKind::Busy
                | ErrorKind::MemoryUnavailable(_)
                | ErrorKind::LibraryFault { .. },
                _,
            ) => NextStep::HoldAgain,
        }
    }

    /// What to do instead, in this order, where [`Self::next_step`] cannot be done or has been
    /// done in vain.
    #[must_use]
    pub fn otherwise(&self) -> Vec<NextStep> {
        let of_ts_cns = self.card == Some(CardKind::TsCns);
        // What a TS-CNS says is never confirmed: somebody may have unblocked it elsewhere.
        let said_blocked = of_ts_cns && matches!(self.blocked(), Some((_, false)));
        match (self.next_step(), &self.kind) {
            (NextStep::CorrectEntry(_), ErrorKind::WrongPin { .. })
            | (NextStep::CheckOnePin, ErrorKind::WrongPin { .. } | ErrorKind::LastTry { .. }) => {
                vec![NextStep::Unblock]
            }
            (NextStep::AskLastTry(CodeKind::Pin), _) => vec![NextStep::Unblock, NextStep::Advise],
            (NextStep::Unblock, _) if said_blocked => {
                vec![NextStep::Advise, NextStep::AskLastTry(CodeKind::Pin)]
            }
            (NextStep::Advise, _) if said_blocked => vec![NextStep::AskLastTry(CodeKind::Puk)],
            (NextStep::CorrectEntry(_), ErrorKind::WrongPuk { .. })
            | (
                NextStep::AskLastTry(CodeKind::Puk) | NextStep::Unblock | NextStep::UnblockOtherWay,
                _,
            )
            | (
                NextStep::HoldAgain,
                ErrorKind::CardRefused { .. } | ErrorKind::ChipCheckFailed(_),
            ) => vec![NextStep::Advise],
            (NextStep::OtherCard, ErrorKind::OtherCard) if of_ts_cns => vec![NextStep::NameCard],
            (NextStep::HoldAgain, ErrorKind::BasicAccessOnly) => {
                vec![NextStep::ChooseDocumentAccess]
            }
            // The steps with the CAN are longer than those with the printed lines.
            (NextStep::Stop, ErrorKind::LinkTooShort) if self.phase == Phase::OpenDocument => {
                vec![NextStep::ChooseDocumentAccess]
            }
            _ => Vec::new(),
        }
    }

    /// The code of which the person may be asked to allow what may be the last try, among the
    /// steps above: for [`LastTry::Allow`](crate::LastTry::Allow) with [`Error::card_id`].
    #[must_use]
    pub fn last_try(&self) -> Option<CodeKind> {
        match (&self.kind, self.blocked()) {
            (ErrorKind::LastTry { code }, _) => Some(*code),
            (_, Some((code, false))) => Some(code),
            _ => None,
        }
    }

    /// The code that is said to be blocked, and whether that is confirmed.
    fn blocked(&self) -> Option<(CodeKind, bool)> {
        match self.kind {
            ErrorKind::PinBlocked { confirmed } => Some((CodeKind::Pin, confirmed)),
            ErrorKind::PukBlocked { confirmed } => Some((CodeKind::Puk, confirmed)),
            ErrorKind::WrongPin { tries } if tries.left == Some(0) => {
                Some((CodeKind::Pin, tries.confirmed))
            }
            ErrorKind::WrongPuk { tries } if tries.left == Some(0) => {
                Some((CodeKind::Puk, tries.confirmed))
            }
            _ => None,
        }
    }

    /// Whether, after an interrupted change, trying both PINs may spend a last try, or there is
    /// only one PIN to try.
    fn leaves_one_pin_to_check(&self) -> bool {
        match &self.kind {
            ErrorKind::SamePin => true,
            ErrorKind::LastTry { code } => *code == CodeKind::Pin,
            ErrorKind::WrongPin { tries } => tries.left == Some(1),
            _ => false,
        }
    }

    /// Which entry is malformed. What is not known of it, the kind of the code tells: a PUK has
    /// one length, and a PIN several.
    fn malformed(&self, why: MalformedCode) -> Entry {
        self.entry.unwrap_or(match why {
            MalformedCode::Length { .. } if self.card.is_none() => Entry::Puk,
            MalformedCode::Length { .. }
            | MalformedCode::PinLength { .. }
            | MalformedCode::NotDigits => Entry::Pin,
        })
    }

    /// The interrupted operation that the error is about and that has to be settled: one whose
    /// answer was lost, or came without protection. Such an answer is not believed, but of a
    /// TS-CNS, which has no other.
    pub(crate) fn to_settle(&self) -> Option<Pending> {
        let changed = |pending: Option<Pending>| {
            pending.filter(|pending| pending.may_have_changed_the_card())
        };
        let believed = match &self.kind {
            ErrorKind::OutcomeUnknown { pending } => return changed(Some(*pending)),
            ErrorKind::LibraryFault { .. } => return changed(self.pending),
            ErrorKind::WrongPin { tries } => tries.confirmed,
            ErrorKind::PinBlocked { confirmed } | ErrorKind::CardRefused { confirmed, .. } => {
                *confirmed
            }
            ErrorKind::CardMisbehaved(_) => false,
            _ => true,
        };
        let by_phase = match self.phase {
            _ if believed || self.card == Some(CardKind::TsCns) => None,
            Phase::ChangePin => Some(Pending::ChangePin),
            Phase::ResetPin => Some(Pending::ResetPin),
            _ => None,
        };
        // The phase is the same for the two commands that reset the PIN, the record is not.
        by_phase.map(|pending| changed(self.pending).unwrap_or(pending))
    }

    /// Whether a CIE says that it unblocks the PIN in the other of the two ways: see
    /// [`UnblockVariant`](crate::UnblockVariant).
    fn wants_other_way(&self) -> bool {
        let ErrorKind::CardRefused { status, .. } = self.kind else {
            return false;
        };
        self.phase == Phase::ResetPin
            && self.card != Some(CardKind::TsCns)
            && matches!(
                status,
                StatusWord::CONDITIONS_NOT_SATISFIED | StatusWord::SECURITY_STATUS_NOT_SATISFIED
            )
    }
}

#[cfg(test)]
mod tests;
