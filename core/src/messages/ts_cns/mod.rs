//! What is said differently of a TS-CNS than of a CIE.
//!
//! The facts: the PIN is handed out with 5 digits and may have up to 8; part of
//! each code comes on paper at the desk, the rest by e-mail or text message
//! (Regione Lombardia; other Regions in their own ways); a PUK is blocked after
//! three wrong tries, and the card is lost with it (Sardegna, Piemonte). Step by
//! step, and by Region, that is said by the crate `cie-recovery`.

pub(super) mod de;
pub(super) mod en;
pub(super) mod it;

use crate::error::ErrorCode;

/// The sentences of one language.
pub(super) struct TsCnsTexts {
    /// Of a wrong PIN.
    pub(super) wrong_pin: &'static str,
    /// Of a blocked PIN.
    pub(super) pin_blocked: &'static str,
    /// Of a wrong PUK.
    pub(super) wrong_puk: &'static str,
    /// That the PUK is blocked, and how final that is.
    pub(super) puk_is_blocked: &'static str,
    /// What is left then.
    pub(super) puk_blocked: &'static str,
    /// When one try of the PUK may be left.
    pub(super) last_puk: &'static str,
    /// That this card system is not supported.
    pub(super) is_unsupported: &'static str,
    /// What to do then.
    pub(super) unsupported: &'static str,
    /// After a step that the card has refused.
    pub(super) refused: &'static str,
    /// That this card does not offer what was requested.
    pub(super) not_available: &'static str,
    /// What to do then.
    pub(super) other_card: &'static str,
    /// That codes may be those of a CIE, or were said to be.
    pub(super) ambiguous_code: &'static str,
    /// What to do then.
    pub(super) name_the_card: &'static str,
    /// That no answer of such a card is protected.
    pub(super) unprotected: &'static str,
}

impl TsCnsTexts {
    /// What an error means, where that differs.
    pub(super) const fn cause(&self, code: ErrorCode) -> Option<&'static str> {
        Some(match code {
            ErrorCode::PukBlocked => self.puk_is_blocked,
            ErrorCode::UnsupportedCard => self.is_unsupported,
            ErrorCode::NotOnThisCard => self.not_available,
            ErrorCode::OtherCard => self.ambiguous_code,
            _ => return None,
        })
    }

    /// What to do about an error, where that differs.
    pub(super) const fn remedy(&self, code: ErrorCode) -> Option<&'static str> {
        Some(match code {
            ErrorCode::WrongPin => self.wrong_pin,
            ErrorCode::PinBlocked => self.pin_blocked,
            ErrorCode::WrongPuk => self.wrong_puk,
            ErrorCode::PukBlocked => self.puk_blocked,
            ErrorCode::UnsupportedCard => self.unsupported,
            ErrorCode::CardRefused => self.refused,
            ErrorCode::NotOnThisCard => self.other_card,
            ErrorCode::OtherCard => self.name_the_card,
            _ => return None,
        })
    }
}
