//! The prompts for codes.

use cie_recovery::{Code, codes::Half, text};

use super::{Lang, pick};
use crate::asked::Asked;

/// Asks for a code.
pub(crate) fn enter(asked: Asked, lang: Lang) -> &'static str {
    match asked {
        Asked::Pin => pick(
            lang,
            "PIN (8 cifre, tessera sanitaria da 5 a 8; non vengono mostrate)",
            "PIN (8 digits, health card 5 to 8; not shown)",
            "PIN (8 Ziffern, Gesundheitskarte 5 bis 8; unsichtbar)",
        ),
        Asked::OldPin => pick(
            lang,
            "Vecchio PIN (8 cifre, tessera sanitaria da 5 a 8; non vengono mostrate)",
            "Old PIN (8 digits, health card 5 to 8; not shown)",
            "Alte PIN (8 Ziffern, Gesundheitskarte 5 bis 8; unsichtbar)",
        ),
        Asked::NewPin => pick(
            lang,
            "Nuovo PIN (8 cifre, tessera sanitaria da 5 a 8; non vengono mostrate)",
            "New PIN (8 digits, health card 5 to 8; not shown)",
            "Neue PIN (8 Ziffern, Gesundheitskarte 5 bis 8; unsichtbar)",
        ),
        Asked::IntendedPin => pick(
            lang,
            "PIN che stavi impostando (8 cifre, tessera sanitaria da 5 a 8; non vengono mostrate)",
            "PIN that was being set (8 digits, health card 5 to 8; not shown)",
            "PIN, die gesetzt werden sollte (8 Ziffern, Gesundheitskarte 5 bis 8; unsichtbar)",
        ),
        Asked::Puk => pick(
            lang,
            "PUK (8 cifre, non vengono mostrate)",
            "PUK (8 digits, not shown)",
            "PUK (8 Ziffern, unsichtbar)",
        ),
        Asked::Can => pick(
            lang,
            "CAN (6 cifre sul fronte, in basso a destra; non vengono mostrate)",
            "CAN (6 digits on the front, bottom right; not shown)",
            "CAN (6 Ziffern vorne, unten rechts; unsichtbar)",
        ),
        Asked::DocumentNumber => pick(
            lang,
            "Numero del documento, o la prima riga stampata sul retro (non viene mostrato)",
            "Document number, or the first line printed on the back (not shown)",
            "Dokumentennummer oder die erste gedruckte Zeile der Rückseite (unsichtbar)",
        ),
        Asked::Birth => pick(
            lang,
            "Data di nascita (AAMMGG, non viene mostrata)",
            "Date of birth (YYMMDD, not shown)",
            "Geburtsdatum (JJMMTT, unsichtbar)",
        ),
        Asked::Expiry => pick(
            lang,
            "Data di scadenza (AAMMGG, non viene mostrata)",
            "Date of expiry (YYMMDD, not shown)",
            "Ablaufdatum (JJMMTT, unsichtbar)",
        ),
        Asked::NextLine => pick(
            lang,
            "La riga seguente (non viene mostrata)",
            "The next line (not shown)",
            "Die nächste Zeile (unsichtbar)",
        ),
        Asked::Half(code, half) => self::half(code, half, lang),
    }
}

/// Asks for a new PIN again.
pub(crate) fn again(lang: Lang) -> &'static str {
    pick(
        lang,
        "Inserisci di nuovo il nuovo PIN",
        "Enter the new PIN again",
        "Geben Sie die neue PIN noch einmal ein",
    )
}

/// The two entries of a new PIN are not the same.
pub(crate) fn differ(lang: Lang) -> &'static str {
    pick(
        lang,
        "I due PIN inseriti sono diversi. Ricomincia.",
        "The two PINs that were entered differ. Start again.",
        "Die beiden eingegebenen PINs sind verschieden. Beginnen Sie von vorn.",
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
        Asked::Can => pick(lang, "il CAN", "the CAN", "die CAN"),
        Asked::DocumentNumber => pick(
            lang,
            "il numero del documento",
            "the document number",
            "die Dokumentennummer",
        ),
        Asked::Birth => pick(
            lang,
            "la data di nascita",
            "the date of birth",
            "das Geburtsdatum",
        ),
        Asked::Expiry => pick(
            lang,
            "la data di scadenza",
            "the date of expiry",
            "das Ablaufdatum",
        ),
        Asked::NextLine => pick(
            lang,
            "la riga seguente",
            "the next line",
            "die nächste Zeile",
        ),
        Asked::Half(_, half) => text::half(half, lang),
    }
}

fn half(code: Code, half: Half, lang: Lang) -> &'static str {
    match (code, half) {
        (Code::Pin, Half::First) => pick(
            lang,
            "Prima metà del PIN (non viene mostrata)",
            "First half of the PIN (not shown)",
            "Erste Hälfte der PIN (unsichtbar)",
        ),
        (Code::Pin, Half::Second) => pick(
            lang,
            "Seconda metà del PIN (non viene mostrata)",
            "Second half of the PIN (not shown)",
            "Zweite Hälfte der PIN (unsichtbar)",
        ),
        (Code::Puk, Half::First) => pick(
            lang,
            "Prima metà del PUK (non viene mostrata)",
            "First half of the PUK (not shown)",
            "Erste Hälfte der PUK (unsichtbar)",
        ),
        (Code::Puk, Half::Second) => pick(
            lang,
            "Seconda metà del PUK (non viene mostrata)",
            "Second half of the PUK (not shown)",
            "Zweite Hälfte der PUK (unsichtbar)",
        ),
        (Code::Cip, Half::First) => pick(
            lang,
            "Prima metà del CIP (non viene mostrata)",
            "First half of the CIP (not shown)",
            "Erste Hälfte des CIP (unsichtbar)",
        ),
        (Code::Cip, Half::Second) => pick(
            lang,
            "Seconda metà del CIP (non viene mostrata)",
            "Second half of the CIP (not shown)",
            "Zweite Hälfte des CIP (unsichtbar)",
        ),
    }
}
