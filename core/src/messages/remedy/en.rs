//! English.

use crate::error::ErrorCode;

pub(in crate::messages) const fn remedy(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::WrongPin => {
            "Check the PIN and try again. If you never changed it, the first half came with the \
             municipality's receipt and the second half in the letter with the card. \
             If you no longer know it, set a new PIN with the PUK."
        }
        ErrorCode::PinBlocked => {
            "Unblock the PIN with the PUK and choose a new PIN. If you do not have the PUK, \
             you can recover it in the CieID app or at your municipality."
        }
        ErrorCode::WrongPuk => {
            "Check the PUK and try again. The first half came with the municipality's receipt, \
             the second half in the letter with the card. \
             You can also recover it in the CieID app or at your municipality."
        }
        ErrorCode::PukBlocked => {
            "If you know the PIN and it is not blocked, you can go on using it. \
             Otherwise ask your municipality for a new card."
        }
        ErrorCode::LastTry => {
            "If you are sure of the code, allow the last attempt and enter the code again. If \
             not, find the correct code first."
        }
        ErrorCode::MalformedCode => {
            "Enter all digits: a PUK has 8, the PIN of an identity card has 8 too, that of a \
             health card 5 to 8. If you use the codes that came with the card, enter both \
             halves one after the other."
        }
        ErrorCode::WeakPin => "Choose another PIN whose digits do not follow a simple order.",
        ErrorCode::SamePin => "Choose a PIN that is different from the old one.",
        ErrorCode::OtherCard => {
            "Start again with the card that the codes belong to, and keep other cards away. \
             If you have several cards, check one after the other."
        }
        ErrorCode::OutcomeUnknown => {
            "Hold the same card to the phone or reader again and find out how it ended. \
             This uses as few attempts as possible."
        }
        ErrorCode::CardLost => {
            "Start again, and hold the card still against the phone or reader until the end."
        }
        ErrorCode::NotACie => {
            "Use an electronic identity card or a health card with a chip, and keep other cards \
             away from the phone or reader, for example a bank card."
        }
        ErrorCode::NotOnThisCard => "Use the other card for this.",
        ErrorCode::UnsupportedCard => {
            "Look for a newer version of this program. \
             Until then, use the CieID app or ask your municipality."
        }
        ErrorCode::CardRefused => {
            "Take the card away, put it back and start again. \
             If it happens again, stop and ask your municipality."
        }
        ErrorCode::CardMisbehaved => {
            "Take the card away, put it back and start again. \
             If it happens again, use another phone or reader."
        }
        ErrorCode::ChipCheckFailed => {
            "Take the card away, put it back and start again. If it happens again, \
             do not enter codes for this card and ask your municipality."
        }
        ErrorCode::WrongCan => {
            "Look for the six digits on the front of the card, bottom right, \
             and enter them again."
        }
        ErrorCode::WrongMrz => {
            "Compare document number, date of birth and date of expiry with the card \
             and enter them again."
        }
        ErrorCode::CardResetRequired => {
            "Take the card away from the phone or reader for two seconds, \
             then hold it to it again."
        }
        ErrorCode::LongReadRefused => {
            "Take the card away for two seconds and hold it to the phone or reader again: it is \
             then read in smaller parts."
        }
        ErrorCode::BasicAccessOnly => {
            "If the document is an identity card, take it away for two seconds and try again. \
             If it is an older document, choose the older way (BAC) with the printed lines."
        }
        ErrorCode::NoBasicAccess => {
            "Open it in the usual way (PACE): with the six-digit number (CAN) or with the \
             printed lines."
        }
        ErrorCode::LinkTooShort => "Use another phone or reader.",
        ErrorCode::ReaderUnavailable => {
            "Switch on NFC, or connect the reader. Then put exactly one card on it and start \
             again."
        }
        ErrorCode::UnsupportedDevice => {
            "Use a phone with NFC, or a computer with a reader. If your phone reads cards in other \
             apps, look for a newer version of this program."
        }
        ErrorCode::Cancelled => "You can start again whenever you like.",
        ErrorCode::Busy => {
            "Wait until it has finished, or close other programs that use the card. \
             Then start again."
        }
        ErrorCode::MemoryUnavailable => {
            "Check that there is free space and that this program may save its files. \
             Then start again."
        }
        ErrorCode::LibraryFault => {
            "Take the card away and start again. If it happens again, look for a newer version \
             of this program."
        }
    }
}
