//! English.

use super::{
    remedy,
    ts_cns::{self, TsCnsTexts},
    words::Words,
};
use crate::{
    apdu::StatusWord,
    bytes::secret::{MalformedCode, WeakPin},
    error::ErrorCode,
    op::Settlement,
    phase::Phase,
    vocabulary::{CodeKind, Pending},
};

pub(super) struct English;

impl Words for English {
    fn cause(&self, code: ErrorCode) -> &'static str {
        match code {
            ErrorCode::WrongPin => "The PIN is wrong.",
            ErrorCode::PinBlocked => {
                "The PIN is blocked. This happens when a wrong PIN is entered three times in a row."
            }
            ErrorCode::WrongPuk => "The PUK is wrong.",
            ErrorCode::PukBlocked => {
                "The PUK is blocked. This happens after ten failed attempts. Nobody can unblock a \
                 PUK, not even the municipality."
            }
            ErrorCode::LastTry => {
                "There may be only one attempt left for this code. The code was not sent to the \
                 card, so that this attempt is not lost."
            }
            ErrorCode::MalformedCode => {
                "This cannot be a PIN or PUK of the card. It was not sent, and no attempt was used."
            }
            ErrorCode::WeakPin => {
                "This new PIN is too easy to guess. It was not sent, and no attempt was used."
            }
            ErrorCode::SamePin => {
                "The new PIN is the same as the old one. It was not sent, and no attempt was used."
            }
            ErrorCode::OtherCard => {
                "This is not the card that the codes were asked for. No code was sent to it."
            }
            ErrorCode::OutcomeUnknown => {
                "The card's last answer did not arrive, or it is not reliable."
            }
            ErrorCode::CardLost => {
                "The connection to the card was lost. No code was on its way at that moment."
            }
            ErrorCode::NotACie => {
                "This card is neither an electronic identity card (CIE) nor a health card with a \
                 chip (TS-CNS). No code was sent to it."
            }
            ErrorCode::NotOnThisCard => "This card does not support this. No code was sent to it.",
            ErrorCode::UnsupportedCard => {
                "This is an electronic identity card, but of a kind that is not supported here. \
                 No code was sent to it."
            }
            ErrorCode::CardRefused => "The card refused a step that normally works.",
            ErrorCode::CardMisbehaved => "The card gave an answer that does not follow the rules.",
            ErrorCode::ChipCheckFailed => {
                "The chip did not prove that it holds its own secret key. No code was sent to it."
            }
            ErrorCode::WrongCan => {
                "The six-digit number (CAN) is not the one printed on this card. \
                 PIN and PUK were not touched."
            }
            ErrorCode::WrongMrz => {
                "The printed lines do not belong to this card. PIN and PUK were not touched."
            }
            ErrorCode::CardResetRequired => {
                "The card shows its identity data only after it has been removed once."
            }
            ErrorCode::LongReadRefused => {
                "The card stopped answering when too much of its data was requested at once. PIN \
                 and PUK were not touched."
            }
            ErrorCode::BasicAccessOnly => {
                "This document shows no sign of the usual protection (PACE). Perhaps it can only be \
                 opened in the older way (BAC), with the printed lines, which protects less and \
                 is used only on request. PIN and PUK were not touched."
            }
            ErrorCode::NoBasicAccess => {
                "This document cannot be opened in the older way (BAC). \
                 PIN and PUK were not touched."
            }
            ErrorCode::LinkTooShort => {
                "This phone or reader can only pass on messages that are too short for the card."
            }
            ErrorCode::ReaderUnavailable => "There is no reader with a card that can be used.",
            ErrorCode::UnsupportedDevice => {
                "This device, or this program on it, cannot read cards."
            }
            ErrorCode::Cancelled => {
                "The operation was stopped. No code was on its way at that moment."
            }
            ErrorCode::Busy => "Something else is using the card or the reader at the moment.",
            ErrorCode::MemoryUnavailable => {
                "The record of the attempts left cannot be read or saved. \
                 So as not to waste any, the operation stopped before sending a code."
            }
            ErrorCode::LibraryFault => {
                "The operation stopped because of an error in this program. The attempts used \
                 are on record."
            }
        }
    }

    fn ts_cns(&self) -> &'static TsCnsTexts {
        &ts_cns::en::TEXTS
    }

    fn remedy(&self, code: ErrorCode) -> &'static str {
        remedy::en::remedy(code)
    }

    fn tries(&self, left: u8) -> String {
        match left {
            0 => "No attempts left.".into(),
            1 => "1 attempt left.".into(),
            _ => format!("{left} attempts left."),
        }
    }

    fn tries_unconfirmed(&self, left: u8) -> String {
        match left {
            0 => "It seems that no attempts are left, but this number is not confirmed.".into(),
            1 => "It seems that 1 attempt is left, but this number is not confirmed.".into(),
            _ => {
                format!("It seems that {left} attempts are left, but this number is not confirmed.")
            }
        }
    }

    fn tries_unknown(&self) -> &'static str {
        "The card does not say how many attempts are left."
    }

    fn unconfirmed(&self) -> &'static str {
        "This answer was not protected, so it is not certain."
    }

    fn last_try(&self, code: CodeKind) -> &'static str {
        match code {
            CodeKind::Pin => {
                "There may be only one attempt left for the PIN. The PIN was not sent to the \
                 card, so that this attempt is not lost."
            }
            CodeKind::Puk => {
                "There may be only one attempt left for the PUK. The PUK was not sent to the \
                 card, so that this attempt is not lost."
            }
        }
    }

    fn last_try_remedy(&self, code: CodeKind) -> &'static str {
        match code {
            CodeKind::Pin => {
                "If you are sure of the PIN, allow the last attempt and enter the PIN again. If \
                 not, set a new PIN with the PUK: that does not use a PIN attempt."
            }
            CodeKind::Puk => {
                "If you are sure of the PUK, allow the last attempt and enter the PUK again. If \
                 not, recover it first in the CieID app or at your municipality: a blocked PUK \
                 stays blocked."
            }
        }
    }

    fn malformed(&self, why: MalformedCode) -> String {
        match why {
            MalformedCode::Length { expected, found } => match found {
                0 => format!("A code has {expected} digits, but nothing was entered."),
                1 => format!("A code has {expected} digits, but 1 character was entered."),
                _ => format!("A code has {expected} digits, but {found} characters were entered."),
            },
            MalformedCode::PinLength { found } => match found {
                0 => "A PIN has 5 to 8 digits, but nothing was entered.".into(),
                1 => "A PIN has 5 to 8 digits, but 1 character was entered.".into(),
                _ => format!("A PIN has 5 to 8 digits, but {found} characters were entered."),
            },
            MalformedCode::NotDigits => {
                "A code consists only of the digits 0 to 9, without letters, spaces or symbols."
                    .into()
            }
        }
    }

    fn weak(&self, why: WeakPin) -> &'static str {
        match why {
            WeakPin::AllEqual => "All its digits are the same.",
            WeakPin::Ascending => "Its digits count up one by one.",
            WeakPin::Descending => "Its digits count down one by one.",
        }
    }

    fn under_way(&self, pending: Pending) -> &'static str {
        match pending {
            Pending::VerifyPin => {
                "The card was checking the PIN. One attempt may have been used; nothing was changed."
            }
            Pending::VerifyPuk => {
                "The card was checking the PUK. One attempt may have been used; nothing was changed."
            }
            Pending::ChangePin => {
                "The card was changing the PIN. Either the new or the old PIN is now valid."
            }
            Pending::ResetPin => {
                "The card was unblocking the PIN. \
                 Either the new PIN is now valid or nothing has changed."
            }
            Pending::ResetCounter => {
                "The card was unblocking the PIN. The new PIN has not been set yet."
            }
            Pending::UnblockPin => {
                "The card was unblocking the PIN. Either the new PIN is now valid, or nothing has \
                 changed except that a PUK attempt may have been used."
            }
        }
    }

    fn settle(&self, pending: Pending) -> &'static str {
        match pending {
            Pending::VerifyPin | Pending::VerifyPuk => {
                "Hold the same card to the phone or reader and start again. The attempt that may \
                 have been lost has already been counted."
            }
            Pending::ChangePin => {
                "Hold the same card to the phone or reader again and find out how it ended. \
                 Have the new and the old PIN ready."
            }
            Pending::ResetPin | Pending::ResetCounter | Pending::UnblockPin => {
                "Hold the same card to the phone or reader again and find out how it ended. \
                 Have the new PIN and the PUK ready."
            }
        }
    }

    fn status(&self, status: StatusWord) -> String {
        format!("The card answered {status}.")
    }

    fn try_may_be_used(&self, code: CodeKind) -> &'static str {
        match code {
            CodeKind::Pin => "One PIN attempt may have been used.",
            CodeKind::Puk => "One PUK attempt may have been used.",
        }
    }

    fn untouched(&self) -> &'static str {
        "Nothing was changed on the card, and no attempt was used."
    }

    fn lines_instead(&self) -> &'static str {
        "The older way (BAC), with the printed lines (MRZ), works here too."
    }

    fn check_the_surer_pin(&self) -> &'static str {
        "Either the new or the old PIN is valid. Check only the one that you are surer of."
    }

    fn other_way(&self) -> &'static str {
        "There are two ways to unblock the PIN. Unblock it again and choose the other way: \
         “reset first” if you chose the direct way, otherwise the direct way."
    }

    fn phase(&self, phase: Phase) -> &'static str {
        match phase {
            Phase::Start => "Getting ready…",
            Phase::Select => "Recognising the card…",
            Phase::ReadCard => "Reading what the card shows to everyone…",
            Phase::Parameters => "Preparing a protected connection…",
            Phase::KeyAgreement => "Agreeing on a secret with the card…",
            Phase::TerminalAuthentication => "Introducing this program to the card…",
            Phase::ChipAuthentication => "Checking the chip's key…",
            Phase::VerifyPin => "Checking the PIN…",
            Phase::VerifyPuk => "Checking the PUK…",
            Phase::ChangePin => "Changing the PIN…",
            Phase::ResetPin => "Unblocking the PIN…",
            Phase::OpenDocument => "Opening the document…",
            Phase::ProveChip => "Checking that the chip is not a copy…",
            Phase::ReadDocument => "Reading identity data…",
            Phase::Sign => "Signing…",
            Phase::Done => "Done.",
        }
    }

    fn settlement(&self, settlement: &Settlement) -> &'static str {
        match settlement {
            Settlement::NothingPending => "No operation was left unfinished on this card.",
            Settlement::NothingToSettle { .. } => {
                "A code was only being checked, so nothing was changed. \
                 One attempt may have been used."
            }
            Settlement::NewPin => "It is clear now: the new PIN is valid.",
            Settlement::OldPin => "It is clear now: the old PIN is still valid.",
            Settlement::UnblockAgain => {
                "It is clear now: the new PIN is not valid. Unblock the PIN again with the PUK."
            }
            Settlement::Needs(_) => "Codes are needed to find this out. No code was sent.",
        }
    }

    fn chip(&self, key_proved: bool, issuer_checked: bool) -> &'static str {
        match (key_proved, issuer_checked) {
            (true, true) => {
                "The chip proved that it holds its own key, and the issuer of the card was checked."
            }
            (true, false) => {
                "The chip proved that it holds its own key. The issuer of the card was not checked."
            }
            (false, true) => {
                "The issuer of the card was checked. \
                 The chip did not prove that it holds its own key."
            }
            (false, false) => "Neither the chip's key nor the issuer of the card was checked.",
        }
    }
}
