//! What codes are asked for with.

use super::{Lang, pick};
use crate::codes::Asked;

/// Asks for a code.
pub(crate) fn enter(asked: Asked, lang: Lang) -> &'static str {
    match asked {
        Asked::Pin => pick(
            lang,
            "PIN (8 cifre, non vengono mostrate)",
            "PIN (8 digits, not shown)",
            "PIN (8 Ziffern, unsichtbar)",
        ),
        Asked::OldPin => pick(
            lang,
            "Vecchio PIN (8 cifre, non vengono mostrate)",
            "Old PIN (8 digits, not shown)",
            "Alte PIN (8 Ziffern, unsichtbar)",
        ),
        Asked::NewPin => pick(
            lang,
            "Nuovo PIN (8 cifre, non vengono mostrate)",
            "New PIN (8 digits, not shown)",
            "Neue PIN (8 Ziffern, unsichtbar)",
        ),
        Asked::IntendedPin => pick(
            lang,
            "PIN che doveva diventare valido (8 cifre, non vengono mostrate)",
            "PIN that was to become valid (8 digits, not shown)",
            "PIN, die gültig werden sollte (8 Ziffern, unsichtbar)",
        ),
        Asked::Puk => pick(
            lang,
            "PUK (8 cifre, non vengono mostrate)",
            "PUK (8 digits, not shown)",
            "PUK (8 Ziffern, unsichtbar)",
        ),
    }
}

/// Asks for a new PIN again.
pub(crate) fn again(lang: Lang) -> &'static str {
    pick(
        lang,
        "Di nuovo il nuovo PIN",
        "The new PIN again",
        "Die neue PIN noch einmal",
    )
}

/// The two entries of a new PIN are not the same.
pub(crate) fn differ(lang: Lang) -> &'static str {
    pick(
        lang,
        "I due inserimenti sono diversi. Ricominciamo.",
        "The two entries differ. Once more.",
        "Die beiden Eingaben sind verschieden. Noch einmal von vorn.",
    )
}

/// A code as it is called within a sentence.
pub(crate) fn name(asked: Asked, lang: Lang) -> &'static str {
    match asked {
        Asked::Pin => pick(lang, "il PIN", "the PIN", "die PIN"),
        Asked::OldPin => pick(lang, "il vecchio PIN", "the old PIN", "die alte PIN"),
        Asked::NewPin | Asked::IntendedPin => {
            pick(lang, "il nuovo PIN", "the new PIN", "die neue PIN")
        }
        Asked::Puk => pick(lang, "il PUK", "the PUK", "die PUK"),
    }
}
