//! What a person is asked to type.

use cie_core::{MalformedCode, agreement::password::CAN_DIGITS, bytes::secret::CIE_CODE_DIGITS};
use cie_recovery::{Code, codes::Half};

/// A code that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// The PIN.
    Pin,
    /// The PIN that is valid until now.
    OldPin,
    /// The PIN that is to become valid. Asked twice on a terminal.
    NewPin,
    /// The PIN that was to become valid when an answer was lost.
    IntendedPin,
    /// The PUK.
    Puk,
    /// The six digits printed on the front.
    Can,
    /// The document number, or the first printed line.
    DocumentNumber,
    /// The date of birth.
    Birth,
    /// The date of expiry.
    Expiry,
    /// Another of the printed lines.
    NextLine,
    /// One of the two halves of a code.
    Half(Code, Half),
}

impl Asked {
    /// Whether a whole PIN or PUK is asked for.
    pub(crate) const fn is_pin_or_puk(self) -> bool {
        matches!(
            self,
            Self::Pin | Self::OldPin | Self::NewPin | Self::IntendedPin | Self::Puk
        )
    }

    /// What is wrong with so many characters; nothing for what is not a code.
    pub(crate) const fn wrong_length(self, found: usize) -> Option<MalformedCode> {
        let expected = match self {
            Self::Pin | Self::OldPin | Self::NewPin | Self::IntendedPin => {
                return Some(MalformedCode::PinLength { found });
            }
            Self::Puk => CIE_CODE_DIGITS,
            Self::Can => CAN_DIGITS,
            Self::DocumentNumber | Self::Birth | Self::Expiry | Self::NextLine | Self::Half(..) => {
                return None;
            }
        };
        Some(MalformedCode::Length { expected, found })
    }
}
